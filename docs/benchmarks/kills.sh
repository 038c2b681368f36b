#!/usr/bin/env bash
# Kills (SIGKILL) the sandbox COUNT times, 200 if not told otherwise, at random points while clients of ECS, IAM, CloudWatch Logs
# and the image registry change things in it, and looks after each kill that all it had acknowledged is there: what was made,
# what was deleted, running tasks, a service on its way, pushed images byte for byte, uploads that go on. Prints the seed; the
# same seed makes the same changes and waits, though the machine decides what exactly a kill meets.
# usage, in the repository: docs/benchmarks/kills.sh [COUNT] [SEED]
set -euo pipefail
count=${1:-200}
seed=${2:-$(date +%s)}
echo "seed $seed"
./mvnw -B -q test -Dtest='dev.shipshape.localaws.durability.KillTests' \
  -Dshipshape.test.kills="$count" -Dshipshape.test.kill-seed="$seed"
echo "$count kills from seed $seed: nothing lost"
