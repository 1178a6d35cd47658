#!/bin/sh
# The time and peak memory of a fine-tuning step here and in PyTorch, in turn, as a Markdown table of the medians of several runs.
#   steps-vs-pytorch.sh [RUNS] [STEPS] [SHAPE/METHOD/DEPTH ...]     default: 3 20, both shapes with every method, depths 2 and 6
# PyTorch is a peer to measure against; nothing else here needs it. Debian: python3-torch, and libopenblas0-pthread, without which
# it multiplies matrices ten times slower. PYTHON names another Python, PEANUT_JAVA_OPTS are options for Java.
set -eu

fail() {
    echo "steps-vs-pytorch: $*" >&2
    exit 2
}

cd "$(dirname "$0")/../.."
runs=${1:-3}
steps=${2:-20}
[ $# -ge 2 ] && shift 2 || set --
if [ $# -eq 0 ]; then
    for shape in minilm bert-base; do
        set -- "$@" $shape/full/2 $shape/lora/2 $shape/dora/2 $shape/peanut/2 $shape/peanut/6 \
            $shape/peanut-materialised/2 $shape/peanut-materialised/6
    done
fi
case $runs$steps in *[!0-9]*) fail "expected numbers of runs and steps, got $runs $steps" ;; esac
[ "$runs" -ge 1 ] && [ "$steps" -ge 1 ] || fail "expected at least 1 run and 1 step, got $runs and $steps"
for row in "$@"; do
    case $row in ?*/?*/[246]) ;; *) fail "expected SHAPE/METHOD/DEPTH such as minilm/peanut/6, got $row" ;; esac
done

python=
for candidate in ${PYTHON:-python3 /usr/bin/python3}; do
    "$candidate" -c 'import torch' 2>/dev/null && python=$candidate && break
done
./peanut --version >/dev/null # builds what has to be built
jar=$(echo training/target/training-*.jar | cut -d ' ' -f 1)
results=$(mktemp)
trap 'rm -f "$results"' EXIT

# Runs one side of one case and keeps its line of JSON.
measure() {
    side=$1
    shift
    line=$("$@" --shape "$shape" --method "$method" --depth "$depth" --rank 16 --batch 16 --length 64 \
        --steps "$steps" --warmup 3 --threads 2) || fail "$shape/$method/$depth: the run $side failed"
    case $line in
        '{'*'"medianMs"'*'"peakMb"'*'}') printf '%s\t%s\t%s\n' "$row" "$side" "$line" >>"$results" ;;
        *) fail "$shape/$method/$depth: expected one line of JSON of the run $side, got: $line" ;;
    esac
}

run=1
while [ "$run" -le "$runs" ]; do
    for row in "$@"; do
        echo "run $run of $runs: $row" >&2
        shape=${row%%/*} depth=${row##*/} method=${row#*/}
        method=${method%/*}
        # shellcheck disable=SC2086
        measure here java ${PEANUT_JAVA_OPTS:-} -cp "$jar:$(cat training/target/peanut.classpath)" \
            org.peftcheck.training.benchmark.StepBenchmark
        [ -z "$python" ] || measure PyTorch "$python" training/benchmarks/pytorch_steps.py
    done
    run=$((run + 1))
done

echo "$(date -I), $(nproc) cores, 2 threads, 16 x 64 tokens, rank 16, $runs runs of $steps steps, $(java -version 2>&1 | head -n 1)"
[ -n "$python" ] || echo "No PyTorch was found, so its columns are missing."
awk -F '\t' -f training/benchmarks/lines.awk -f training/benchmarks/steps-table.awk "$results"
