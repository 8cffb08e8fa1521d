#!/usr/bin/env bash
# Everything that must hold: packages, lints, tests. This is all that CI runs.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh test
# Tests first: what they build is what a person who changes code waits for.
cargo test --workspace --locked
scripts/lint.sh
