#!/usr/bin/env bash
# Measures the sandbox in a process of its own with a heap of 256 MB: how long it takes to start and what it holds, requests per
# second and p99 of ListTasks and DescribeTasks with 100 and with 10,000 tasks, and the push of a layer of 1 GB.
# usage, in the repository, on a machine with nothing else to do: docs/benchmarks/sandbox.sh [TASKS] [MEGABYTES]
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -B test -Dtest=SandboxBenchmark -Dshipshape.benchmark.tasks="${1:-10000}" \
  -Dshipshape.benchmark.megabytes="${2:-1024}" | grep -E "^bench: |BUILD|ERROR" | sed 's/^bench: //'
