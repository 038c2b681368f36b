#!/usr/bin/env bash
# Makes a plan of what has been read, writes it down and renders its page, for 200 resources and for as many as told, 2,000 if not
# told otherwise; with a Chromium, also what the page costs its main thread while it scrolls.
# usage, in the repository: docs/benchmarks/plans.sh [RESOURCES]
set -euo pipefail
./mvnw -B -q test -Dtest='PlansBenchmark,PlanPageBenchmark' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dshipshape.benchmark.resources="${1:-2000}"
