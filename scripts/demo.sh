#!/usr/bin/env bash
# Plays the example story. With a display: in a window, for you to watch. Without one: in the very
# same window on a virtual display, where a scripted viewer answers every question with real keys and
# clicks; pictures and the choice log then lie in target/demo/.
set -u
cd "$(dirname "$0")/.."
story=examples/offer-follow-up
out=target/demo

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  scripts/setup.sh build || exit 2
  cargo build --locked -p edamichi || exit 2
  mkdir -p "$out"
  echo "demo: playing $story (close the window to end; 'edamichi play --help' tells the keys)"
  exec target/debug/edamichi play "$story" --log "$out/choices.db"
fi

scripts/setup.sh test || exit 2
cargo build --locked -p edamichi || exit 2

rm -rf "$out"
mkdir -p "$out"
. scripts/virtual-display.sh
player='' screen='' events=''

end() {
  [ -n "$player" ] && kill "$player" 2>/dev/null
  display_end
}
trap end EXIT
trap 'exit 1' INT TERM

fail() {
  echo "demo: $1" >&2
  [ -n "$screen" ] && picture 99-where-it-failed
  [ -f "$events" ] && tail -n 5 "$events" >&2
  exit 1
}

display_begin 1280x720 || exit 1
screen=$DISPLAY
events=$work/events

picture() {
  ffmpeg -v error -y -f x11grab -video_size 1280x720 -i "$screen" -frames:v 1 "$out/$1.png" </dev/null
}
# Pressed, held and released, as a person does.
press() { for key in "$@"; do xdotool keydown "$key" sleep 0.08 keyup "$key" sleep 0.12; done; }
click() { xdotool mousemove "$1" "$2" sleep 0.1 mousedown 1 sleep 0.1 mouseup 1 sleep 0.1; }

# The player tells events of the story on stderr; $line is how far they were read.
line=0
next_event() { # next_event SECONDS -> $event
  local waited=0
  while [ "$waited" -lt $(($1 * 10)) ]; do
    event=$(sed -n "$((line + 1)),\$p" "$events" | grep -n -m1 'edamichi::story: ')
    if [ -n "$event" ]; then
      line=$((line + ${event%%:*}))
      event=${event#*edamichi::story: }
      return 0
    fi
    kill -0 "$player" 2>/dev/null || return 1
    sleep 0.1
    waited=$((waited + 1))
  done
  return 1
}

echo "demo: no display, so a scripted viewer watches $story on a virtual one (about two minutes)"
NO_COLOR=1 target/debug/edamichi -v play "$story" --language ja --log "$out/choices.db" 2>"$events" &
player=$!
for _ in $(seq 150); do
  window=$(xdotool search --onlyvisible --pid "$player" 2>/dev/null | head -n 1)
  [ -n "$window" ] && break
  kill -0 "$player" 2>/dev/null || fail "the player ended before its window opened"
  sleep 0.1
done
[ -n "${window:-}" ] || fail "the window did not open"
sleep 1
xdotool windowfocus "$window" sleep 0.3

# In from the start page; then, on the consent page, from the way that records nothing back to the
# first switch, on; then to "share and watch".
picture 00-start
press Return
sleep 0.3
number=1
picture 01-consent
press shift+Tab shift+Tab space
sleep 0.3
picture 02-consent-statistics
number=2
press Tab Tab Tab Return

# What is answered, by question and by how often it was asked.
declare -A asked
answer() {
  local times=${asked[$1]}
  case $1:$times in
    mind:1) press 1 ;;
    mind:2) press 2 ;;
    mind:3) press 3 ;;
    mind:4) press 4 ;;
    mind:5) press 5 ;;
    mind:*) press 7 ;;
    people-more:1) press 1 ;;
    what-first:*) press Right Return ;;
    matters:*) press 1 3 5; click 1006 412 ;;
    joining:*) press 3 ;;
    few-words:*) xdotool type --delay 60 'Could I meet my future team?'; press ctrl+Return ;;
    talk:*) xdotool type --delay 60 'After six, please.'; press ctrl+Return; sleep 0.6; picture "$(printf %02d "$number")-question-talk-preview"; click 1080 573 ;;
    offers-more:*) press 2 ;;
    *) press 3 ;;
  esac
}

ending=''
while next_event 40; do
  case $event in
    'scene '*)
      # Seen for a moment, then five seconds on, twice: a viewer in a hurry.
      sleep 1.2
      press Right Right
      ;;
    'question '*)
      question=${event#question }
      asked[$question]=$((${asked[$question]:-0} + 1))
      sleep 0.8
      if [ "${asked[$question]}" -eq 1 ]; then
        number=$((number + 1))
        picture "$(printf %02d "$number")-question-$question"
      fi
      answer "$question"
      ;;
    'end '*)
      ending=${event#end }
      break
      ;;
  esac
done
[ -n "$ending" ] || fail "the story did not go on"
sleep 1
picture "$(printf %02d $((number + 1)))-ending-$ending"

# The session's last record is made when the window closes.
xdotool windowclose "$window"
for _ in $(seq 80); do kill -0 "$player" 2>/dev/null || break; sleep 0.1; done

questions=$(grep -o 'id: "[a-z-]*",$' <(grep -A1 'question: Question(' "$story/story.ron") | cut -d'"' -f2 | sort -u)
for question in $questions; do
  ls "$out"/*-question-"$question".png >/dev/null 2>&1 || fail "the question $question was never asked"
done
target/debug/edamichi log show "$out/choices.db" || fail "the choice log cannot be read"
target/debug/edamichi log verify "$out/choices.db" || fail "the choice log is not whole"
echo
echo "demo: the story ended with \"$ending\"."
echo "demo: pictures of every question: $out/*.png"
echo "demo: the choice log:             $out/choices.db"
