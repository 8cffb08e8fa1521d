#!/usr/bin/env bash
# Walks through the editor as somebody does who has never seen it, with real keys, the mouse and drag and
# drop on a virtual display, and keeps a picture of every step with what a screen reader is told:
# a new story from a template, three clips dropped, a question with three choices in both languages, wires,
# problems fixed, the preview, saved; then `edamichi check` and `edamichi play`.
#
#   scripts/edit-walk.sh [--keyboard] [--language ja|en] FOLDER
#
#   --keyboard   without the mouse
#   --language   of the window (ja)
#
# EDAMICHI=PROGRAM walks through a program that is built already. Takes about two minutes. Exit status: 0 every
# step came to what it was to come to; 1 one did not, and is named; 2 it could not begin.
set -u
cd "$(dirname "$0")/.."
module=walk language=ja
while [ $# -gt 0 ]; do
  case $1 in
    --keyboard) module=keyboard ;;
    --language) shift; language=${1:-} ;;
    -*) echo "edit-walk: unknown word '$1'" >&2; exit 2 ;;
    *) break ;;
  esac
  shift
done
case $language in ja | en) ;; *) echo "edit-walk: --language is ja or en" >&2; exit 2 ;; esac
[ $# -eq 1 ] || { echo "edit-walk: say into which folder the pictures go" >&2; exit 2; }
mkdir -p "$1" && out=$(cd "$1" && pwd) || exit 2

scripts/setup.sh edit-walk || exit 2
if [ -z "${EDAMICHI:-}" ]; then
  cargo build --locked -p edamichi || exit 2
  EDAMICHI=$PWD/target/debug/edamichi
fi

. scripts/virtual-display.sh
trap display_end EXIT
trap 'exit 1' INT TERM
display_begin 1500x920 || exit 2

echo "edit-walk: $module, window in $language"
# A session's bus of its own, for the accessibility tree. The system's own Python has the packages.
export EDIT_WALK_WORK="$work" EDIT_WALK_PROGRAM="$EDAMICHI" PYTHONPATH="$PWD/scripts" PYTHONDONTWRITEBYTECODE=1
dbus-run-session -- /usr/bin/python3 -m "edit_walk.$module" "$language" "$out" 2>"$work/errors"
status=$?
# The buses' own words are of no interest.
grep -v -e '^dbus-daemon' -e 'SpiRegistry' -e '^X connection to' "$work/errors" >&2
exit "$status"
