#!/usr/bin/env bash
# Kills (SIGKILL) the console COUNT times, 500 if not told otherwise, at random points while people create clusters and services,
# have them removed by plans, stop charges and bring them back. At the end no intent is lost, nothing was made twice, every run
# ends, and ledger and AWS agree. Prints the seed.
# usage, in the repository: docs/benchmarks/console-kills.sh [COUNT] [SEED]
set -euo pipefail
count=${1:-500}
seed=${2:-$(date +%s)}
echo "seed $seed"
./mvnw -B -q test -Dtest='dev.shipshape.crash.KillTests' -Dshipshape.test.kills="$count" -Dshipshape.test.seed="$seed"
echo "$count kills from seed $seed: nothing lost, nothing doubled"
