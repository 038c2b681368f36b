#!/usr/bin/env bash
# Sends malformed requests to an endpoint of the sandbox: odd headers, JSON, forms, uploads and broken HTTP. Fails at an answer
# with a 5xx, and when heap, threads, files or connections stay behind. Run it in the repository.
#   fuzz.sh [count] [seed]     100,000 requests and a seed of its own, which it prints, when nothing is given
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-100000}
seed=${2:-$RANDOM$RANDOM}
echo "fuzz.sh $count $seed"
./mvnw -B test -Dtest=FuzzTests -Dshipshape.test.fuzz.count="$count" -Dshipshape.test.fuzz.seed="$seed" |
  grep -aE "^fuzz:|Tests run|FAIL|request [0-9]+|=> HTTP|BUILD|expected"
