#!/usr/bin/env bash
# What can be measured today: the time a picture takes from its planes to the canvas, on this
# machine's graphics adapter, by shader and by processor. The full benchmark is to come.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh build
cargo run --locked --package renderer --example measure
