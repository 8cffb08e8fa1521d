#!/usr/bin/env bash
# Measures, prints one table, and writes it under target/bench/ (see docs/performance.md).
#
#   scripts/bench.sh                everything, about 25 minutes (and the first build)
#   scripts/bench.sh --quick        a few minutes: to see that everything works
#   scripts/bench.sh cuts decode    what these names say (--list shows all)
#   scripts/bench.sh --write-docs   puts the last table into docs/performance.md
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh build
# Peers that cannot be installed are named in the table as missing.
scripts/setup.sh bench || echo "bench: goes on without the peers that are missing" >&2
# Graphics libraries ask for it, and say so when it is missing.
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$(mktemp -d)}
cargo build --locked --release --package edamichi --package bench
exec target/release/edamichi-bench "$@"
