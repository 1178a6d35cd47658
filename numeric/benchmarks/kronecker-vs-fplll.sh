#!/bin/sh
# The reduction of one lattice by this toolkit and by fplll, in turn, with the medians of several runs.
#   kronecker-vs-fplll.sh [RUNS] [EPS] [DIMENSIONS ...]     default: 5 1e-2 64 96 128
# fplll is a peer to measure against (Debian: fplll-tools); nothing else here needs it.
set -eu

command -v fplll >/dev/null || { echo "kronecker-vs-fplll: expected fplll on the PATH, found none" >&2; exit 2; }
cd "$(dirname "$0")/../.."
runs=${1:-5}
eps=${2:-1e-2}
[ $# -ge 2 ] && shift 2 || set --
[ $# -ge 1 ] || set -- 64 96 128

mvn -B -q -pl numeric -am test-compile dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath
echo "$(date -I), $(nproc) cores, $(java -version 2>&1 | head -n 1), $(fplll --version 2>&1 | head -n 1)"
exec java -cp "numeric/target/test-classes:numeric/target/classes:$(cat numeric/target/benchmark.classpath)" \
    org.peftcheck.numeric.kronecker.FplllComparison "$runs" "$eps" "$@"
