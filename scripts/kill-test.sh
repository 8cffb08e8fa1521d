#!/usr/bin/env bash
# Kills a playing story at random moments and looks whether any record that was reported as being on
# disk is missing. 'make test' does a few rounds of it; this does as many as asked.
#
#   scripts/kill-test.sh [ROUNDS]    200 without a number
set -eu
cd "$(dirname "$0")/.."
EDAMICHI_KILLS=${1:-200} exec cargo test --workspace --locked --test it -- \
  crash::no_acknowledged_record_is_lost_to_a_kill --exact --nocapture
