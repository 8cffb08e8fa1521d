#!/usr/bin/env bash
# Formatting, lints, documentation, licences. Warnings are errors.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh build
cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet
if command -v cargo-deny >/dev/null; then
  # All platforms' crates, of which a build fetches only its own.
  cargo fetch --locked --quiet
  # Advisories need the network; without it the rest is still checked.
  cargo deny --offline check bans licenses sources
  cargo deny check advisories || echo "lint: advisories could not be fetched or were found" >&2
else
  echo "lint: cargo-deny is not installed; licences are checked by the tests all the same" >&2
fi
