#!/usr/bin/env bash
# Kills the editor at random moments while scenes are added with real keys, and looks at what is left:
# the story must be whole, and of what was not saved at most the last two seconds may be gone.
#
#   scripts/edit-kill-test.sh [TIMES]     (20)
#
# EDAMICHI=PROGRAM kills a program that is built already.
set -u
cd "$(dirname "$0")/.."
times=${1:-20}
scripts/setup.sh test || exit 2
program=${EDAMICHI:-}
if [ -z "$program" ]; then
  cargo build --locked -p edamichi || exit 2
  program=$PWD/target/debug/edamichi
fi

. scripts/virtual-display.sh
editor=''
end() {
  [ -n "$editor" ] && kill -9 "$editor" 2>/dev/null
  display_end
}
trap end EXIT
trap 'exit 1' INT TERM
display_begin 1280x800 || exit 2

now() { date +%s%N; }
# Scenes in a file; a story's text in a recovery file is quoted, which changes none of these words.
scenes() { grep -o ': Scene(' "$1" 2>/dev/null | wc -l; }
window() {
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --pid "$editor" 2>/dev/null | head -n 1)
    [ -n "$window" ] && return 0
    kill -0 "$editor" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

worst=0 failed=0
for run in $(seq "$times"); do
  rm -rf "$work/story" "$HOME/data"
  "$program" new "$work/story" >/dev/null 2>&1 || exit 2
  before=$(scenes "$work/story/story.ron")
  "$program" edit "$work/story" 2>"$work/said" &
  editor=$!
  window || { echo "edit-kill-test: the window did not open: $(cat "$work/said")" >&2; exit 1; }
  sleep 1
  xdotool windowfocus "$window" sleep 0.3
  # Added scenes with the moments at which their keys were pressed.
  added=() until=$(($(now) + (1000 + RANDOM % 5000) * 1000000))
  while [ "$(now)" -lt "$until" ]; do
    xdotool key ctrl+e
    added+=("$(now)")
    [ $((RANDOM % 12)) -eq 0 ] && { xdotool key ctrl+s; sleep 0.05; }
    sleep "0.$((RANDOM % 3))"
  done
  killed=$(now)
  kill -9 "$editor"
  wait "$editor" 2>/dev/null
  editor=''
  # It reads both, and says so when one of them is no story.
  if ! "$program" diff "$work/story" "$work/story" >/dev/null 2>&1; then
    echo "run $run: the story is broken" >&2
    failed=$((failed + 1))
  fi
  kept=$(scenes "$work/story/story.ron")
  for file in "$HOME"/data/edamichi/editor/recovery/*.ron; do
    recovered=$(scenes "$file")
    [ "$recovered" -gt "$kept" ] && kept=$recovered
  done
  lost=$((before + ${#added[@]} - kept))
  if [ "$lost" -gt 0 ]; then
    age=$(((killed - added[${#added[@]} - lost]) / 1000000))
    [ "$age" -gt "$worst" ] && worst=$age
    if [ "$age" -gt 2000 ]; then
      echo "run $run: $lost of ${#added[@]} scenes are gone, the oldest $age ms old" >&2
      failed=$((failed + 1))
    fi
  fi
done
echo "edit-kill-test: $times runs, $failed failed; the oldest edit that was lost was $worst ms old"
[ "$failed" -eq 0 ]
