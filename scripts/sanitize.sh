#!/usr/bin/env bash
# The decoder's tests under valgrind's memcheck: reads of memory that was freed, never written or is
# not ours, in our unsafe blocks and in FFmpeg as we drive it. Valgrind and not AddressSanitizer,
# because FFmpeg comes compiled from the distribution: only valgrind sees inside it, and it needs no
# nightly compiler. Nothing is suppressed: nothing had to be.
#
#   scripts/sanitize.sh [FILTER...]   all of the decoder's tests, or those whose names contain FILTER
#
# Takes about ten minutes. Exit status: 0 nothing found; 99 valgrind found something, which is on
# stderr; otherwise a test failed.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh sanitize

# The tests themselves, without what cargo does around them.
programs=$(cargo test -p decoder --locked --no-run --message-format=json 2>/dev/null \
  | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
[ -n "$programs" ] || { echo "sanitize: the tests do not build: run cargo test -p decoder" >&2; exit 1; }

# The programs that tests start (ffmpeg, which makes clips) run as they are: children are not traced.
cd crates/decoder
for program in $programs; do
  echo "sanitize: $program" >&2
  valgrind --quiet --error-exitcode=99 --leak-check=full \
    --errors-for-leak-kinds=definite --show-leak-kinds=definite \
    --num-callers=30 --fair-sched=yes \
    "$program" --test-threads=1 "$@"
done
