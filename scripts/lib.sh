# Sourced by the scripts beside it: where things are, progress lines, and how a step fails.
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly project
readonly logs=$project/build/logs
current_group= # process group of the running step; empty: none

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "${0##*/}: $*"
  exit 1
}

# A path as the user would type it from the project's folder.
relative() { printf '%s' "${1#"$project"/}"; }

# True where nobody looks on and nothing may be left out silently.
in_ci() { [[ -n ${CI:-} && ${CI:-} != 0 && ${CI:-} != false ]]; }

# Runs a command as root: directly, or through sudo.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    warn "needs root: run as root, or install sudo"
    return 1
  fi
}

# Runs a command or function in a process group of its own, so that stop_current_step ends all of
# it, and waits for it. A terminal's Ctrl-C reaches the script alone, whose traps do the rest.
run_in_group() {
  local status=0
  set -m
  ("$@") </dev/null &
  current_group=$!
  set +m
  wait "$current_group" || status=$?
  current_group=
  return "$status"
}

# For traps: ends the step that is running.
stop_current_step() {
  [[ -n $current_group ]] || return 0
  kill -TERM -- "-$current_group" 2>/dev/null || true
  wait "$current_group" 2>/dev/null || true
  current_group=
}

# step LOG TITLE COMMAND…: runs the command with its output in build/logs/LOG.log; prints the title,
# and the seconds it took. On failure prints the end of the log and where the log is.
step() {
  local log=$logs/$1.log title=$2 start=$SECONDS status=0
  shift 2
  mkdir -p "$logs"
  printf '%-58s ' "$title"
  run_in_group "$@" >"$log" 2>&1 || status=$?
  if ((status == 0)); then
    printf '%4d s\n' $((SECONDS - start))
  else
    printf 'failed after %d s\n' $((SECONDS - start))
    show_tail "$log"
  fi
  return "$status"
}

# show_tail LOG [LINES]
show_tail() {
  warn "---- the end of $(relative "$1")"
  tail -n "${2:-40}" "$1" >&2
  warn "---- the whole: $(relative "$1")"
}

# configure PRESET [CMAKE ARGUMENT…]
configure() {
  local preset=$1 launcher=()
  shift
  if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  (cd "$project" && exec cmake --preset "$preset" "${launcher[@]}" "$@")
}

processors() { nproc 2>/dev/null || echo 2; }
