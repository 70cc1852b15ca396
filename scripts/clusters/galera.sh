# Sourced by scripts/cluster: three MariaDB nodes of the installed MariaDB and Galera. They start from
# the same data with a view of the group that is written by hand, so that nothing is transferred; a
# node that comes back is sent what it missed out of another one's cache.
# shellcheck shell=bash disable=SC2034,SC2154

name='MariaDB Galera' variable=THRIFTORM_TEST_GALERA
port_count=9 # clients; for each node: the group's own, and what is sent to it

group_port() { port $((2 * $1 + 2)); }
transfer_port() { port $((2 * $1 + 3)); }

find_programs() {
  local file
  for file in mariadbd mariadb-install-db mariadb; do
    program "$file" >/dev/null || {
      reason="$file is not installed"
      return 1
    }
  done
  provider=
  for file in /usr/lib*/galera*/libgalera_smm.so; do
    if [[ -e $file ]]; then provider=$file; fi
  done
  if [[ -z $provider ]]; then
    reason="libgalera_smm.so is not installed (package galera-4)"
    return 1
  fi
  server=("$(program mariadbd)") client=("$(program mariadb)")
}

# write_node_options FOLDER PORT GROUP_PORT TRANSFER_PORT ADDRESSES
write_node_options() {
  local folder=$1
  cat >"$folder/options.cnf" <<CNF
[mysqld]
datadir=$folder/data
socket=server.sock
pid-file=server.pid
log-error=$folder/server.log
bind-address=127.0.0.1
port=$2
skip-name-resolve=ON
character-set-server=utf8mb4
collation-server=utf8mb4_general_ci
binlog-format=ROW
default-storage-engine=InnoDB
innodb-autoinc-lock-mode=2
innodb-buffer-pool-size=64M
innodb-log-file-size=32M
innodb-flush-log-at-trx-commit=2
max-connections=150
wsrep-on=ON
wsrep-provider=$provider
wsrep-cluster-name=thriftorm-${directory##*/}
wsrep-cluster-address=gcomm://$5
wsrep-node-name=${folder##*/}
wsrep-node-address=127.0.0.1:$3
wsrep-node-incoming-address=127.0.0.1:$2
wsrep-sst-method=position
wsrep-slave-threads=2
wsrep-mode=REQUIRED_PRIMARY_KEY,STRICT_REPLICATION
wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$3;ist.recv_addr=127.0.0.1:$4;gcache.size=128M;evs.keepalive_period=PT0.3S;evs.inactive_check_period=PT0.3S;evs.suspect_timeout=PT1S;evs.inactive_timeout=PT3S;evs.install_timeout=PT3S"
CNF
}

write_options() {
  local node=$1 other addresses=
  for other in $nodes; do addresses+=${addresses:+,}127.0.0.1:$(group_port "$other"); done
  write_node_options "$directory/node$node" "$(node_port "$node")" "$(group_port "$node")" \
    "$(transfer_port "$node")" "$addresses"
  write_view "$node" >"$directory/node$node/data/gvwstate.dat"
}

node_identity() { say "$1$1$1$1$1$1$1$1-aaaa-11f1-800$1-00000000000$1"; }

# The group as its members remember it: they need no one else to be a majority again.
write_view() {
  local node
  say "my_uuid: $(node_identity "$1")"
  say "#vwbeg"
  say "view_id: 3 $(node_identity 1) 3"
  say "bootstrap: 0"
  for node in $nodes; do say "member: $(node_identity "$node") 0"; done
  say "#vwend"
}

# The server asks a program of this name to carry the data over, on both sides. Ours only says what
# position there is: the rest is incremental, and a node that missed more than that does not come back.
write_transfer_program() {
  mkdir -p "$directory/bin"
  cat >"$directory/bin/wsrep_sst_position" <<'SH'
#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    --role) role=$2 ;;
    --gtid) position=$2 ;;
    --datadir) data=$2 ;;
    --bypass) bypass=yes ;;
  esac
  shift
done
if [ "$role" = joiner ]; then
  echo "ready 127.0.0.1:1/none"
  cat "${data%/}/../position"
elif [ -n "$bypass" ]; then
  echo "done $position"
else
  exit 1
fi
SH
  chmod 700 "$directory/bin/wsrep_sst_position"
}

launch_node() {
  launch "$1" env PATH="$directory/bin:$PATH" "${server[@]}" --defaults-file="$1/options.cnf" "${as_user[@]}" "${@:2}"
}

is_ready() {
  [[ $(sql "$1" "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS
                 WHERE VARIABLE_NAME = 'wsrep_ready'") == ON ]]
}

is_synced() {
  [[ $(sql "$1" "SELECT COUNT(*) FROM information_schema.GLOBAL_STATUS
                 WHERE (VARIABLE_NAME, VARIABLE_VALUE)
                 IN (('wsrep_local_state_comment', 'Synced'), ('wsrep_cluster_size', '3'))") == 2 ]]
}

# A group of one for a moment: InnoDB has a position in the group's history then.
create_template() {
  local folder=$directory/template-node
  mkdir -p "$folder"
  write_transfer_program
  "${detached[@]}" "$(program mariadb-install-db)" --no-defaults --datadir="$folder/data" \
    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve --innodb-log-file-size=32M \
    "${as_user[@]}" </dev/null >"$directory/template.log" 2>&1 {lock}>&- || {
    reason="cannot create its tables: $(grep -i error "$directory/template.log" | head -n 1)"
    return 1
  }
  write_node_options "$folder" "$(node_port 1)" "$(group_port 1)" "$(transfer_port 1)" ''
  ln -sfn "$folder" "$directory/node0" # where sql() looks
  launch_node "$folder" --wsrep-new-cluster && wait_until 0 is_ready 0 || return 1
  sql 0 "DROP USER IF EXISTS root@'127.0.0.1', root@'::1';
    CREATE USER thriftorm@'%' IDENTIFIED BY '$(password)';
    GRANT ALL PRIVILEGES ON \`thriftorm\\_%\`.* TO thriftorm@'%';
    GRANT PROCESS, CONNECTION ADMIN ON *.* TO thriftorm@'%';
    SHUTDOWN" || return 1
  while running "$folder"; do sleep 0.05; done
  rm -f "$directory/node0" "$folder"/data/{galera.cache,gvwstate.dat}
  mv "$folder/data" "$directory/template"
}

start_nodes() {
  local node
  for node in $nodes; do launch_node "$directory/node$node" || return 1; done
  for node in $nodes; do wait_until "$node" is_synced "$node" || return 1; done
}

# Where a node that was killed stands, InnoDB says.
restart_node() {
  local folder=$directory/node$1
  "${server[@]}" --defaults-file="$folder/options.cnf" "${as_user[@]}" --log-error="$folder/recover.log" \
    --wsrep-recover </dev/null >"$folder/recover.out" 2>&1 {lock}>&- || true
  sed -n 's/.*Recovered position: *//p' "$folder/recover.log" "$folder/recover.out" | tail -n 1 >"$folder/position"
  if [[ ! -s $folder/position ]]; then
    reason="it does not know where it stands, see $folder/recover.log"
    return 1
  fi
  launch_node "$folder" --wsrep-start-position="$(cat "$folder/position")" && wait_until "$1" is_synced "$1"
}

print_urls() {
  export_line "${variable}_DIR" "$directory"
  export_line "${variable}_URL" "$(node_urls)"
}
