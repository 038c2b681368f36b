#!/usr/bin/env bash
# Fills the sandbox with 2,000 services, 10,000 tasks, 500 repositories, 10,000 images and 3,000 revisions, and looks: how long
# each list takes, and how many calls AWS gets when 1 and when 100 people look.
# usage, in the repository: docs/benchmarks/looking.sh [SCALE, 1 if not told otherwise]
set -euo pipefail
./mvnw -B -q test -Dtest='LookingBenchmark' -Dsurefire.failIfNoSpecifiedTests=false -Dshipshape.benchmark.scale="${1:-1}"
