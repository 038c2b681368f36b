#!/usr/bin/env bash
# Measures, from `java -jar` to "Started", how long a start takes: five times on a new data directory, with a heap of 256 MB,
# and what the process then holds of memory. Run it in the repository after `./mvnw verify`, on a machine with nothing else to do.
set -euo pipefail
jar=${1:-target/shipshape.jar}
for run in 1 2 3 4 5; do
  data=$(mktemp -d)
  java -Xmx256m -jar "$jar" --server.port=0 --shipshape.localaws.port=0 --shipshape.data-dir="$data" > "$data/log" 2>&1 &
  process=$!
  until grep -qs "Started Shipshape" "$data/log" || ! kill -0 "$process" 2> /dev/null; do read -r -t 0.1 <> <(:) || true; done
  started=$(grep -o "process running for [0-9.]*" "$data/log" | grep -o "[0-9.]*")
  resident=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$process/status")
  echo "run $run: $started s from java -jar to Started, $resident MB resident"
  kill "$process"
  wait "$process" || true
  rm -rf "$data"
done
