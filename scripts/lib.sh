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

# --- Servers of our own --------------------------------------------------------------------------
# A server has a folder; in it `process` holds its process id and the time that it started, so that
# a reused id is noticed.

readonly stop_seconds=60
home=~
readonly cache=${XDG_CACHE_HOME:-$home/.cache}/thriftorm

# The time a process started, in ticks since boot; fails if it is gone or a zombie.
started_at() {
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra fields <<<"${stat##*) }" # from the state on: field 3 of proc(5)
  [[ ${fields[0]} != Z ]] || return 1
  say "${fields[19]}"
}

remember_process() {
  local folder=$1 process=$2 started
  started=$(started_at "$process") || return 1
  say "$process $started" >"$folder/process"
}

# Prints the id of the folder's server if it is running.
running_process() {
  local process started
  read -r process started 2>/dev/null <"$1/process" || return 1
  [[ $(started_at "$process") == "$started" ]] || return 1
  say "$process"
}

running() { running_process "$1" >/dev/null; }

# stop FOLDER: asks the server to end, and insists after a while.
stop() {
  local folder=$1 process i
  process=$(running_process "$folder") || return 0
  kill -TERM "$process" 2>/dev/null || true
  for ((i = 0; i < stop_seconds * 10; ++i)); do
    running "$folder" || return 0
    sleep 0.1
  done
  kill_server "$folder"
}

# kill_server FOLDER: ends the server without asking, as a failing machine would.
kill_server() {
  local folder=$1 process
  process=$(running_process "$folder") || return 0
  kill -KILL "$process" 2>/dev/null || true
  while running "$folder"; do sleep 0.05; done
}

# A port that nobody listens on, below the ephemeral ones.
free_port() {
  local port tries
  for ((tries = 0; tries < 100; ++tries)); do
    port=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      say "$port"
      return 0
    fi
  done
  return 1
}

# A program that may lie outside a user's PATH.
program() { PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin command -v "$1"; }

# Sets mysql_prefix to the folder that MySQL was unpacked into, its router with it: empty if it is
# installed. Sets `reason` when it fails.
find_mysql() {
  local mysqld
  if mysqld=$(program mysqld) && [[ $("$mysqld" --no-defaults --version 2>/dev/null) != *MariaDB* ]]; then
    mysql_prefix=
    return 0
  fi
  mysql_prefix=$cache/mysql-and-router
  [[ -e $mysql_prefix/version ]] && return 0
  warn "unpacking MySQL into $mysql_prefix"
  mkdir -p "$cache"
  exec {cache_lock}>"$cache/lock"
  flock "$cache_lock"
  if [[ ! -e $mysql_prefix/version ]]; then
    "$project/scripts/mysql-prefix" "$mysql_prefix" >"$cache/mysql-prefix.log" 2>&1 || {
      # shellcheck disable=SC2034
      reason="cannot be unpacked: $(tail -n 1 "$cache/mysql-prefix.log")"
      exec {cache_lock}>&-
      return 1
    }
  fi
  exec {cache_lock}>&-
}

# installed_mysqld FOLDER: the program. AppArmor confines it, by its path, to the system's own folders: a
# copy in the folder is free.
installed_mysqld() {
  local folder=$1 mysqld
  mysqld=$(program mysqld)
  if [[ -e /etc/apparmor.d/usr.sbin.mysqld ]]; then
    [[ -e $folder/mysqld ]] || cp -L "$mysqld" "$folder/mysqld"
    mysqld=$folder/mysqld
  fi
  say "$mysqld"
}

# Runs a server: in a session of its own, so that a terminal's Ctrl-C does not reach it, and without
# what the caller's loader was told.
# shellcheck disable=SC2034
readonly detached=(setsid env -u LD_PRELOAD -u LD_LIBRARY_PATH -u TZ)
