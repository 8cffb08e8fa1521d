# Sourced by scripts that put the program in front of nobody: a virtual display of their own, and folders of
# their own for all that programs keep of a user, so that none of it is read or changed.

# display_begin WIDTHxHEIGHT: the display in DISPLAY, a folder for what the script makes in $work. Says what is
# the matter where it fails. The script calls display_end before it ends, however it ends.
display_begin() {
  work=$(mktemp -d) || return 1
  exec 3>"$work/number"
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset >/dev/null 2>&1 &
  display_server=$!
  for _ in $(seq 100); do [ -s "$work/number" ] && break; sleep 0.1; done
  if ! [ -s "$work/number" ]; then
    echo "$(basename "$0" .sh): the virtual display did not start" >&2
    return 1
  fi
  export DISPLAY=":$(tr -d '\n' <"$work/number")"
  export HOME="$work/home" XDG_RUNTIME_DIR="$work/run" XDG_DATA_HOME="$work/home/data"
  export XDG_CONFIG_HOME="$work/home/config" XDG_CACHE_HOME="$work/home/cache"
  unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS
  mkdir -p "$HOME"
  mkdir -m 700 "$XDG_RUNTIME_DIR"
}

display_end() {
  [ -n "${display_server:-}" ] && kill "$display_server" 2>/dev/null
  [ -n "${work:-}" ] && rm -rf "$work"
}
