#!/bin/sh
# The time and peak memory of a fine-tuning step with frozen weights in bf16 and with the same numbers as floats, in turn, as a Markdown
# table of the medians of several runs.
#   bf16-storage.sh [RUNS] [STEPS] [THREADS] [SHAPE/METHOD ...]     default: 3 20 2, both shapes with LoRA and PEANuT
# PEANUT_JAVA_OPTS are options for Java.
set -eu

fail() {
    echo "bf16-storage: $*" >&2
    exit 2
}

cd "$(dirname "$0")/../.."
runs=${1:-3}
steps=${2:-20}
threads=${3:-2}
[ $# -ge 3 ] && shift 3 || set --
[ $# -gt 0 ] || set -- minilm/lora minilm/peanut bert-base/lora bert-base/peanut
case $runs$steps$threads in *[!0-9]*) fail "expected numbers of runs, steps and threads, got $runs $steps $threads" ;; esac
[ "$runs" -ge 1 ] && [ "$steps" -ge 1 ] && [ "$threads" -ge 1 ] \
    || fail "expected at least 1 run, 1 step and 1 thread, got $runs, $steps and $threads"
for row in "$@"; do
    case $row in minilm/?* | bert-base/?*) ;; *) fail "expected SHAPE/METHOD such as minilm/peanut, got $row" ;; esac
done

./peanut --version >/dev/null # builds what has to be built
jar=$(echo training/target/training-*.jar | cut -d ' ' -f 1)
results=$(mktemp)
trap 'rm -f "$results"' EXIT

run=1
while [ "$run" -le "$runs" ]; do
    for row in "$@"; do
        echo "run $run of $runs: $row" >&2
        for storage in fp32 bf16; do
            # shellcheck disable=SC2086
            line=$(java ${PEANUT_JAVA_OPTS:--XX:+UseSerialGC} -cp "$jar:$(cat training/target/peanut.classpath)" \
                org.peftcheck.training.benchmark.StepBenchmark --shape "${row%%/*}" --method "${row#*/}" --storage "$storage" \
                --steps "$steps" --warmup 3 --threads "$threads") || fail "$row: the run with $storage failed"
            case $line in
                '{'*'"medianMs"'*'"peakMb"'*'}') printf '%s\t%s\t%s\n' "$row" "$storage" "$line" >>"$results" ;;
                *) fail "$row: expected one line of JSON, got: $line" ;;
            esac
        done
    done
    run=$((run + 1))
done

echo "$(date -I), $(nproc) cores, $threads threads, 16 x 64 tokens, rank 16, $runs runs of $steps steps, $(java -version 2>&1 | head -n 1)"
awk -F '\t' -f training/benchmarks/lines.awk -f training/benchmarks/storage-table.awk "$results"
