#!/bin/sh
# Kills training at random moments with SIGKILL, lets it go on, and compares what comes out with an uninterrupted run.
#   kill-and-resume.sh [ROUNDS] [options of `peanut train`, without --out ...]      default: 20 rounds, --steps 60
# Each round has a folder of its own, is killed once at a moment that is drawn evenly from the time that the uninterrupted run took,
# and goes on to the end. The last line says `20 of 20 equal`; the exit code is 0 only then.
#   SEED     draws the moments (default: the time)
#   PEANUT   the command to test (default: the one of this folder)
set -eu

fail() {
    printf 'kill-and-resume: %s\n' "$*" >&2
    exit 2
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
peanut=${PEANUT:-$here/../../peanut}
rounds=20
case ${1:-} in
    '' | -*) ;;
    *[!0-9]*) fail "expected a number of rounds, found $1" ;;
    *) rounds=$1 && shift ;;
esac
[ $# -ge 1 ] || set -- --steps 60
[ "$rounds" -ge 1 ] || fail "expected at least 1 round, found $rounds"
command -v sha256sum >/dev/null || fail "expected sha256sum on the PATH, found none"

seconds() { awk 'BEGIN { srand(); print srand() }'; }
seed=${SEED:-$(seconds)}
work=${TMPDIR:-/tmp}/kill-and-resume.$$
mkdir -- "$work"
pid=
# Ctrl-C, or whatever else ends this script, ends the training too.
tidy() {
    [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || :
    [ -n "${keep:-}" ] || rm -rf -- "$work"
}
trap tidy EXIT
trap 'exit 130' INT TERM

sha256() { sha256sum <"$1/trained.safetensors" | cut -d ' ' -f 1; }
# Fractions of a second where sleep knows them.
nap() { sleep "$1" 2>/dev/null || sleep "${1%.*}"; }
# The newest checkpoint in a folder, or that there is none.
progress() {
    found=no
    for file in "$1"/checkpoint-*.bin; do
        [ ! -e "$file" ] || found=${file##*/}
    done
    if [ "$found" = no ]; then echo "no checkpoint yet"; else echo "$found"; fi
}
# The moment of an attempt, in seconds.
moment() {
    awk -v seed="$seed" -v n="$1" -v most="$duration" \
        'BEGIN { srand(seed); for (i = 0; i < n; i++) x = rand(); printf "%.2f", x * most }'
}

"$peanut" --version >&2 # builds it, if that is needed
begin=$(seconds)
"$peanut" train --out "$work/whole" "$@" >"$work/log" 2>&1 || {
    tail -n 1 "$work/log" >&2
    fail "the uninterrupted run failed; the line above says why"
}
duration=$(($(seconds) - begin))
[ "$duration" -ge 1 ] || duration=1
expected=$(sha256 "$work/whole")
echo "uninterrupted: $duration s, trained.safetensors $expected (seed $seed)"

equal=0
round=1
attempt=0
while [ "$round" -le "$rounds" ]; do
    attempt=$((attempt + 1))
    [ "$attempt" -le $((10 * rounds)) ] || fail "expected runs that last about $duration s, found $attempt that did not"
    folder=$work/round-$attempt
    after=$(moment "$attempt")
    "$peanut" train --out "$folder" "$@" >"$work/log" 2>&1 &
    pid=$!
    nap "$after"
    kill -9 "$pid" 2>/dev/null || :
    code=0
    wait "$pid" 2>/dev/null || code=$?
    pid=
    [ "$code" -eq 137 ] || { # it was at its end before the moment: another moment is drawn
        [ "$code" -eq 0 ] || { tail -n 1 "$work/log" >&2 && fail "a run ended with code $code"; }
        rm -rf -- "$folder"
        continue
    }
    at=$(progress "$folder")
    "$peanut" train --out "$folder" "$@" >"$work/log" 2>&1 || {
        tail -n 1 "$work/log" >&2
        keep=1
        fail "round $round, killed after $after s ($at), did not go on; it is in $folder"
    }
    found=$(sha256 "$folder")
    if [ "$found" = "$expected" ]; then
        equal=$((equal + 1))
        echo "round $round: killed after $after s ($at): equal"
        rm -rf -- "$folder"
    else
        keep=1
        echo "round $round: killed after $after s ($at): DIFFERENT, $found; it is in $folder"
    fi
    round=$((round + 1))
done
echo "$equal of $rounds equal"
[ "$equal" -eq "$rounds" ]
