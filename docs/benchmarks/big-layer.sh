#!/usr/bin/env bash
# Pushes a layer of 2 GB to the sandbox's registry and pulls it again, while the whole console has a heap of 256 MB: streamed to the
# registry in one PATCH, as docker does it, and closed with its digest. Needs curl and the AWS CLI. Run it in the repository after
# `./mvnw verify`.
# usage: docs/benchmarks/big-layer.sh [MEGABYTES] [JAR]
set -euo pipefail
megabytes=${1:-2048}
jar=${2:-target/shipshape.jar}
port=${PORT:-14566}
data=$(mktemp -d)
process=
trap 'kill "$process" 2> /dev/null || true; wait "$process" 2> /dev/null || true; rm -rf "$data"' EXIT
java -Xmx256m -jar "$jar" --server.port=0 --shipshape.localaws.port="$port" --shipshape.data-dir="$data/console" \
  > "$data/log" 2>&1 &
process=$!
until grep -qs "Started Shipshape" "$data/log"; do kill -0 "$process"; read -r -t 0.2 <> <(:) || true; done
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=
aws --endpoint-url "http://127.0.0.1:$port" ecr create-repository --repository-name big > /dev/null
password=$(aws --endpoint-url "http://127.0.0.1:$port" ecr get-login-password)
head -c "${megabytes}M" /dev/urandom > "$data/layer"
digest="sha256:$(sha256sum "$data/layer" | cut -d ' ' -f 1)"
registry="http://127.0.0.1:$port"
call() { curl --silent --show-error --fail --user "AWS:$password" "$@"; }
location=$(call -X POST -D - -o /dev/null "$registry/v2/big/blobs/uploads/" | tr -d '\r' | awk '/^[Ll]ocation:/ { print $2 }')
pushed=$(call -X PATCH -T "$data/layer" -H 'Transfer-Encoding: chunked' -o /dev/null -w '%{time_total}' "$registry$location")
call -X PUT "$registry$location&digest=$digest"
pulled=$(call -o "$data/pulled" -w '%{time_total}' "$registry/v2/big/blobs/$digest")
cmp "$data/layer" "$data/pulled"
resident=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$process/status")
awk -v mb="$megabytes" -v push="$pushed" -v pull="$pulled" -v mem="$resident" 'BEGIN {
  printf "%d MB: pushed in %.1f s (%.0f MB/s), pulled in %.1f s (%.0f MB/s), the process held %d MB at most\n",
    mb, push, mb / push, pull, mb / pull, mem }'
! grep -q OutOfMemoryError "$data/log"
