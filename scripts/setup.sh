#!/usr/bin/env bash
# Installs the system packages that are missing, says which, and asks nothing.
#
#   scripts/setup.sh build    what building and playing in a window needs
#   scripts/setup.sh test     that, and what the tests and the demo without a display need
#   scripts/setup.sh sanitize what the tests need, and valgrind
#   scripts/setup.sh edit-walk what building needs, and an input method, a bus and the accessibility tree, for
#                             the walk through the editor alone (scripts/edit-walk.sh)
#   scripts/setup.sh bench    what building needs, and the players that the benchmark compares with
#
# Exit status: 0 all there; 2 something is missing and cannot be installed from here (the line to
# run is printed). Players to compare with may be missing: the benchmark names them and goes on.
set -u
what=${1:-build}

build=(
  pkg-config gcc libc6-dev libclang-dev
  libavcodec-dev libavformat-dev libavutil-dev libswscale-dev libswresample-dev libasound2-dev
  libudev-dev
  libvulkan1 mesa-vulkan-drivers libgl1-mesa-dri libegl1
  libxkbcommon-x11-0 libxcursor1 libxrandr2 libxi6 libx11-xcb1
)
# A headless X server, real keys and clicks, the reference programs of the golden tests, and clips
# in containers that the ffmpeg program does not write (see docs/testing.md).
test=(xvfb xauth xdotool ffmpeg sqlite3 golang-github-gabriel-vasile-mimetype-dev)

# A person in front of the editor: input, what a screen reader is told, Japanese letters.
edit_walk=(
  xvfb xauth xdotool ffmpeg dbus at-spi2-core python3 python3-gi gir1.2-atspi-2.0 python3-xlib
  ibus ibus-anthy
)

# The peers of the benchmark.
bench=(
  xvfb xauth xdotool ffmpeg mpv
  gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
  gstreamer1.0-libav gstreamer1.0-x gstreamer1.0-plugins-base-apps
  pulseaudio pulseaudio-utils libasound2-plugins
)

packages=("${build[@]}")
case $what in
  build) ;;
  test) packages+=("${test[@]}") ;;
  sanitize) packages+=("${test[@]}" valgrind) ;;
  edit-walk) packages+=("${edit_walk[@]}") ;;
  bench) packages+=("${bench[@]}") ;;
  *) echo "setup: unknown purpose '$what': build, test, sanitize, edit-walk or bench" >&2; exit 2 ;;
esac

if ! command -v cargo >/dev/null; then
  echo "setup: there is no Rust toolchain: install one from https://rustup.rs (1.95 or newer)" >&2
  exit 2
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  # Another system: what can be asked, is asked; names differ, so nothing is installed.
  missing=()
  for library in libavcodec libavformat libavutil libswscale libswresample alsa libudev; do
    pkg-config --exists "$library" 2>/dev/null || missing+=("$library")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "setup: this system has no apt-get. Install these development libraries with its own" >&2
    echo "package manager, and libclang: ${missing[*]}" >&2
    echo "(On Debian it would be: apt-get install ${packages[*]})" >&2
    exit 2
  fi
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "setup: these packages are missing: ${missing[*]}" >&2
  echo "Run this line, then try again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
  exit 2
fi

echo "setup: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
for try in 1 2 3; do
  if "${as_root[@]}" apt-get update -qq \
    && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
    exit 0
  fi
  echo "setup: try $try failed; mending and trying again" >&2
  "${as_root[@]}" dpkg --configure -a || true
  "${as_root[@]}" apt-get -f install -y -qq >/dev/null || true
  sleep "$try"
done
echo "setup: these packages could not be installed: ${missing[*]}" >&2
exit 2
