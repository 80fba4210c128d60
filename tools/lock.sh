#!/bin/sh
# Resolves the dependencies of pyproject.toml into the two lock files: every version pinned, every file hashed,
# for all supported Pythons and platforms at once, and without the address of any package index.
set -eu
cd "$(dirname "$0")/.."
resolve() {
    out=$1
    shift
    uv pip compile pyproject.toml "$@" --output-file "$out" --quiet --universal --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
}
# A cluster is nothing that a newcomer has: Ray, 240 MB, is in the environment for tests alone.
resolve requirements.lock --extra fetch --extra mcp --extra parquet --extra pdf --extra scale --extra server --extra web --group build
resolve requirements-dev.lock --all-extras --group build --group dev --group readers --group browser --constraints requirements.lock
if grep -n '://' requirements.lock requirements-dev.lock; then
    echo "a lock file names an address" >&2
    exit 1
fi
