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

work=$(mktemp -d)
server=''
end() {
  [ -n "$server" ] && kill "$server" 2>/dev/null
  rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

exec 3>"$work/number"
Xvfb -displayfd 3 -screen 0 1500x920x24 -nolisten tcp -noreset >/dev/null 2>&1 &
server=$!
for _ in $(seq 100); do [ -s "$work/number" ] && break; sleep 0.1; done
[ -s "$work/number" ] || { echo "edit-walk: the virtual display did not start" >&2; exit 2; }
export DISPLAY=":$(tr -d '\n' <"$work/number")"
export HOME="$work/home" XDG_RUNTIME_DIR="$work/run" XDG_DATA_HOME="$work/home/data"
export XDG_CONFIG_HOME="$work/home/config" XDG_CACHE_HOME="$work/home/cache"
unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS
mkdir -p "$HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"

echo "edit-walk: $module, window in $language"
# A session's bus of its own, for the accessibility tree. The system's own Python has the packages.
export EDIT_WALK_WORK="$work" EDIT_WALK_PROGRAM="$EDAMICHI" PYTHONPATH="$PWD/scripts" PYTHONDONTWRITEBYTECODE=1
dbus-run-session -- /usr/bin/python3 -m "edit_walk.$module" "$language" "$out" 2>"$work/errors"
status=$?
# The buses' own words are of no interest.
grep -v -e '^dbus-daemon' -e 'SpiRegistry' -e '^X connection to' "$work/errors" >&2
exit "$status"
