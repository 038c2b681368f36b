#!/usr/bin/env bash
# Opens 100,000 log lines (or as many as told) in a Chromium, scrolls through all of them, filters and unwraps, and tells the longest
# tasks of the page's main thread: by the clock and by the processor's time.
# usage, in the repository: docs/benchmarks/logs.sh [LINES]
set -euo pipefail
./mvnw -B -q test -Dtest=LogBenchmark -Dsurefire.failIfNoSpecifiedTests=false -Dshipshape.benchmark.lines="${1:-100000}"
