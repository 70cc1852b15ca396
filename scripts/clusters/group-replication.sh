# Sourced by scripts/cluster: three MySQL nodes in one group, and MySQL Router in front of them where
# one of them is the primary.
# shellcheck shell=bash disable=SC2034,SC2154

readonly group=aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
port_count=7 # clients, the group's own, the router's

if [[ $kind == group-replication ]]; then
  name='MySQL Group Replication' variable=THRIFTORM_TEST_GROUP_REPLICATION single_primary=ON
else
  name='MySQL Group Replication with many primaries' variable=THRIFTORM_TEST_GROUP_REPLICATION_MULTI
  single_primary=OFF
fi
everywhere=OFF
if [[ $single_primary == OFF ]]; then everywhere=ON; fi

group_address() { say "127.0.0.1:$(port $((3 + $1)))"; }
router_port() { port 7; }

find_programs() {
  local run=()
  find_mysql || return 1
  if [[ -z $mysql_prefix ]]; then
    server=("$(installed_mysqld "$directory")") client=("$(program mysql)")
    router=("$(program mysqlrouter || true)") router_keyring=("$(program mysqlrouter_keyring || true)")
    return 0
  fi
  run=("$mysql_prefix/loader" --library-path "$mysql_prefix/libraries:$mysql_prefix/usr/lib/mysql-router")
  server=("${run[@]}" "$mysql_prefix/usr/sbin/mysqld") client=("${run[@]}" "$mysql_prefix/usr/bin/mysql")
  router=("${run[@]}" "$mysql_prefix/usr/bin/mysqlrouter")
  router_keyring=("${run[@]}" "$mysql_prefix/usr/bin/mysqlrouter_keyring")
}

# What every mysqld is told, as lines of an option file.
common_options() {
  say "secure-file-priv="
  say "innodb-redo-log-capacity=32M"
  if [[ -n $mysql_prefix ]]; then
    say "basedir=$mysql_prefix/usr"
    say "lc-messages-dir=$mysql_prefix/usr/share/mysql"
    say "character-sets-dir=$mysql_prefix/usr/share/mysql/charsets"
    say "plugin-dir=$mysql_prefix/usr/lib/mysql/plugin"
  fi
}

# Accounts are made here and not in the group: they are no transaction of any node's own then.
write_accounts() {
  cat >"$directory/accounts.sql" <<SQL
CREATE USER replication@'%' IDENTIFIED BY '$(password)';
GRANT REPLICATION SLAVE, CONNECTION_ADMIN, BACKUP_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO replication@'%';
CREATE USER router@'%' IDENTIFIED BY '$(password)';
GRANT SELECT, EXECUTE, INSERT, UPDATE, DELETE ON *.* TO router@'%';
CREATE USER thriftorm@'%' IDENTIFIED BY '$(password)';
GRANT ALL PRIVILEGES ON \`thriftorm\\_%\`.* TO thriftorm@'%';
GRANT PROCESS, CONNECTION_ADMIN, GROUP_REPLICATION_ADMIN ON *.* TO thriftorm@'%';
GRANT SELECT ON performance_schema.* TO thriftorm@'%';
SQL
}

create_template() {
  write_accounts
  {
    say "[mysqld]"
    common_options
  } >"$directory/template.cnf"
  "${detached[@]}" "${server[@]}" --defaults-file="$directory/template.cnf" "${as_user[@]}" \
    --datadir="$directory/template" --initialize-insecure --init-file="$directory/accounts.sql" \
    </dev/null >"$directory/template.log" 2>&1 {lock}>&- || {
    reason="cannot create its tables: $(grep -i error "$directory/template.log" | head -n 1)"
    return 1
  }
  rm -f "$directory/template/auto.cnf" # each node makes an identity of its own
}

write_options() {
  local node=$1 folder=$directory/node$1
  {
    say "[mysqld]"
    common_options
    cat <<CNF
datadir=$folder/data
socket=server.sock
pid-file=server.pid
log-error=$folder/server.log
bind-address=127.0.0.1
port=$(node_port "$node")
mysqlx=OFF
report-host=127.0.0.1
report-port=$(node_port "$node")
skip-name-resolve=ON
server-id=$node
gtid-mode=ON
enforce-gtid-consistency=ON
log-bin=binlog
relay-log=relay
disabled-storage-engines=MyISAM,BLACKHOLE,FEDERATED,ARCHIVE,MEMORY
plugin-load-add=group_replication.so
plugin-load-add=mysql_clone.so
group-replication-group-name=$group
group-replication-start-on-boot=OFF
group-replication-local-address=$(group_address "$node")
group-replication-group-seeds=$(group_address 1),$(group_address 2),$(group_address 3)
group-replication-recovery-get-public-key=ON
group-replication-single-primary-mode=$single_primary
group-replication-enforce-update-everywhere-checks=$everywhere
group-replication-member-weight=$((100 - 20 * node))
group-replication-member-expel-timeout=0
group-replication-unreachable-majority-timeout=5
group-replication-message-cache-size=134217728
performance-schema=OFF
binlog-transaction-dependency-history-size=25000
innodb-buffer-pool-size=64M
innodb-log-buffer-size=4M
innodb-flush-log-at-trx-commit=2
sync-binlog=0
key-buffer-size=8K
max-connections=150
table-open-cache=400
table-definition-cache=400
CNF
  } >"$folder/options.cnf"
}

launch_node() {
  launch "$directory/node$1" "${server[@]}" --defaults-file="$directory/node$1/options.cnf" "${as_user[@]}"
}

is_online() {
  [[ $(sql "$1" "SELECT COUNT(*) FROM performance_schema.replication_group_members
                 WHERE member_id = @@server_uuid AND member_state = 'ONLINE'") == 1 ]]
}

start_nodes() {
  local node
  for node in $nodes; do launch_node "$node" || return 1; done
  for node in $nodes; do
    wait_until "$node" answers "$node" || return 1
    sql "$node" "CHANGE REPLICATION SOURCE TO SOURCE_USER='replication', SOURCE_PASSWORD='$(password)'
                 FOR CHANNEL 'group_replication_recovery'" 2>>"$directory/node$node/server.log" || return 1
  done
  sql 1 'SET GLOBAL group_replication_bootstrap_group = ON; START GROUP_REPLICATION;
         SET GLOBAL group_replication_bootstrap_group = OFF' || return 1
  sql 2 'START GROUP_REPLICATION' &
  sql 3 'START GROUP_REPLICATION' || return 1
  wait $! || return 1
  for node in $nodes; do wait_until "$node" is_online "$node" || return 1; done
  if has_router; then start_router || return 1; fi
}

restart_node() {
  launch_node "$1" && wait_until "$1" answers "$1" && sql "$1" 'START GROUP_REPLICATION' &&
    wait_until "$1" is_online "$1"
}

# --- The router ----------------------------------------------------------------------------------
# MySQL Shell writes what the router reads of a group, and nothing else may: this is for tests alone.
# The router then follows the primary, and has its port closed while there is none.

has_router() { [[ $single_primary == ON && -n ${router[-1]} ]]; }

# The instances' addresses and identities are filled in node by node.
write_metadata() {
  local cluster=c0000000-0000-0000-0000-000000000001 node address
  cat <<SQL
CREATE DATABASE mysql_innodb_cluster_metadata;
USE mysql_innodb_cluster_metadata;
CREATE VIEW schema_version (major, minor, patch) AS SELECT 2, 2, 0;
CREATE TABLE clusters (cluster_id CHAR(36) PRIMARY KEY, cluster_name VARCHAR(63), description TEXT,
  options JSON, attributes JSON, cluster_type ENUM('gr', 'ar'), primary_mode ENUM('pm', 'mm', 'am'),
  router_options JSON, clusterset_id CHAR(36));
CREATE TABLE instances (instance_id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, cluster_id CHAR(36),
  address VARCHAR(265), mysql_server_uuid CHAR(36), instance_name VARCHAR(265), addresses JSON,
  attributes JSON, description TEXT, instance_type VARCHAR(20) DEFAULT 'group-member');
CREATE TABLE routers (router_id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, router_name VARCHAR(265),
  product_name VARCHAR(128), address VARCHAR(256), version VARCHAR(12), last_check_in TIMESTAMP NULL,
  attributes JSON, cluster_id CHAR(36), options JSON, clusterset_id CHAR(36));
CREATE VIEW v2_clusters AS
  SELECT cluster_type, primary_mode, cluster_id, cluster_name, router_options FROM clusters;
CREATE VIEW v2_gr_clusters AS
  SELECT cluster_type, primary_mode, cluster_id, cluster_name,
    JSON_UNQUOTE(JSON_EXTRACT(attributes, '$.group_replication_group_name')) AS group_name, attributes,
    options, router_options, description, clusterset_id
  FROM clusters WHERE cluster_type = 'gr';
CREATE VIEW v2_instances AS
  SELECT instance_id, cluster_id, instance_name AS label, mysql_server_uuid, address,
    JSON_UNQUOTE(JSON_EXTRACT(addresses, '$.mysqlClassic')) AS endpoint,
    JSON_UNQUOTE(JSON_EXTRACT(addresses, '$.mysqlX')) AS xendpoint,
    JSON_UNQUOTE(JSON_EXTRACT(addresses, '$.grLocal')) AS grendpoint, attributes, description, instance_type
  FROM instances;
CREATE VIEW v2_this_instance AS
  SELECT i.cluster_id, i.instance_id, c.cluster_name, c.cluster_type
  FROM v2_instances i JOIN clusters c ON i.cluster_id = c.cluster_id
  WHERE i.mysql_server_uuid = (SELECT CONVERT(variable_value USING ascii)
    FROM performance_schema.global_variables WHERE variable_name = 'server_uuid');
CREATE VIEW v2_routers AS
  SELECT router_id, cluster_id, router_name, product_name, address, version, last_check_in, attributes,
    options, clusterset_id FROM routers;
CREATE VIEW v2_router_options AS
  SELECT router_id, CONCAT(address, '::', router_name) router_label, options AS router_options, cluster_id,
    clusterset_id FROM routers;
CREATE VIEW v2_cs_clustersets AS
  SELECT CAST(NULL AS CHAR(36)) clusterset_id, CAST(NULL AS CHAR(63)) domain_name WHERE FALSE;
CREATE VIEW v2_cs_members AS
  SELECT CAST(NULL AS CHAR(36)) clusterset_id, CAST(NULL AS CHAR(36)) cluster_id WHERE FALSE;
INSERT INTO clusters VALUES ('$cluster', 'tests', '', '{}', '{"group_replication_group_name": "$group"}',
  'gr', 'pm', '{}', NULL);
INSERT INTO routers VALUES (1, 'tests', 'MySQL Router', '127.0.0.1', '', NULL, '{}', '$cluster', '{}', NULL);
SQL
  for node in $nodes; do
    address=127.0.0.1:$(node_port "$node")
    cat <<SQL
INSERT INTO instances (cluster_id, address, mysql_server_uuid, instance_name, addresses, attributes)
VALUES ('$cluster', '$address', '$(sql "$node" 'SELECT @@server_uuid')', '$address',
  '{"mysqlClassic": "$address", "grLocal": "$(group_address "$node")"}', '{}');
SQL
  done
}

write_router_options() {
  local folder=$directory/router node servers=
  for node in $nodes; do servers+="${servers:+, }\"mysql://127.0.0.1:$(node_port "$node")\""; done
  say "{\"metadata-cache\": {\"group-replication-id\": \"$group\", \"cluster-metadata-servers\": [$servers]}, \"version\": \"1.0.0\"}" \
    >"$folder/state.json"
  {
    say "[DEFAULT]"
    if [[ -n $mysql_prefix ]]; then say "plugin_folder=$mysql_prefix/usr/lib/mysqlrouter/plugin"; fi
    cat <<CNF
logging_folder=$folder
runtime_folder=$folder
data_folder=$folder
keyring_path=$folder/keyring
master_key_path=$folder/keyring.key
dynamic_state=$folder/state.json
connect_timeout=2
[logger]
level=INFO
[metadata_cache:tests]
cluster_type=gr
router_id=1
user=router
metadata_cluster=tests
ttl=0.5
auth_cache_ttl=-1
auth_cache_refresh_interval=2
use_gr_notifications=0
connect_timeout=2
read_timeout=5
[routing:primary]
bind_address=127.0.0.1
bind_port=$(router_port)
destinations=metadata-cache://tests/?role=PRIMARY
routing_strategy=first-available
protocol=classic
client_ssl_mode=PASSTHROUGH
server_ssl_mode=AS_CLIENT
CNF
  } >"$folder/router.conf"
}

router_leads_to_a_node() {
  [[ $("${client[@]}" --defaults-file="$directory/router/client.cnf" --batch --skip-column-names \
    -e 'SELECT @@super_read_only') == 0 ]]
}

start_router() {
  local folder=$directory/router i
  mkdir -p "$folder"
  sql 1 "$(write_metadata)" || return 1
  "${router_keyring[@]}" init --master-key-file="$folder/keyring.key" "$folder/keyring" >/dev/null || return 1
  password | "${router_keyring[@]}" set --master-key-file="$folder/keyring.key" "$folder/keyring" router password \
    >/dev/null || return 1
  write_router_options
  cat >"$folder/client.cnf" <<CNF
[client]
protocol=tcp
host=127.0.0.1
port=$(router_port)
user=thriftorm
password=$(password)
CNF
  launch "$folder" "${router[@]}" --config "$folder/router.conf" || return 1
  for ((i = 0; i < 300; ++i)); do
    if router_leads_to_a_node 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  reason="the router does not answer, see $folder"
  return 1
}

print_urls() {
  export_line "${variable}_DIR" "$directory"
  export_line "${variable}_URL" "$(node_urls)"
  if has_router; then
    export_line "${variable}_ROUTER_URL" "mysql://thriftorm:$(password)@127.0.0.1:$(router_port)"
  fi
}
