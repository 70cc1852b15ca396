#include "test/live/cluster/cluster.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <utility>

#include "test/live/engines.h"

namespace live {
namespace {

using thriftorm::Database;
using thriftorm::Session;

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

void add(const std::string& prefix, Cluster cluster, std::vector<Cluster>& found) {
  cluster.nodes = split(variable(prefix + "_URL"), ',');
  if (cluster.nodes.empty()) return;
  cluster.router = variable(prefix + "_ROUTER_URL");
  cluster.folder = variable(prefix + "_DIR");
  found.push_back(std::move(cluster));
}

std::vector<Cluster> find_clusters() {
  const std::string prefix = "THRIFTORM_TEST_";
  std::vector<Cluster> found;
  add(prefix + "GROUP_REPLICATION",
      {"Group Replication", "group-replication", {}, "", "", false, false, 1}, found);
  add(prefix + "GROUP_REPLICATION_MULTI",
      {"Group Replication with many primaries",
       "group-replication-multi",
       {},
       "",
       "",
       true,
       false,
       7},
      found);
  add(prefix + "GALERA", {"Galera", "galera", {}, "", "", true, true, 3}, found);
  if (found.empty()) std::printf("skipped: clusters (no %s…_URL names one)\n", prefix.c_str());
  std::fflush(stdout);
  return found;
}

// "user:password@host:port" of a URL.
std::string authority(const std::string& url) { return url.substr(url.find("//") + 2); }

std::string all_as_one(const std::vector<std::string>& nodes) {
  std::string url = nodes.front();
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const std::string other = authority(nodes[i]);
    url += "," + other.substr(other.find('@') + 1);
  }
  return url;
}

std::string new_name() {
  std::random_device random;
  char name[40];
  std::snprintf(name, sizeof name, "thriftorm_cluster_%08x", random());
  return name;
}

// A script of the golden DDL, statement by statement: each ends its line with a semicolon.
std::vector<std::string> statements(const std::string& path) {
  std::ifstream in(path);
  REQUIRE_MESSAGE(in.good(), path);
  const std::string script((std::istreambuf_iterator<char>(in)), {});
  std::vector<std::string> found;
  std::size_t begin = 0;
  for (std::size_t end = script.find(";\n"); end != std::string::npos;
       begin = end + 2, end = script.find(";\n", begin))
    found.push_back(script.substr(begin, end - begin));
  return found;
}

// Until a node has what was done so far.
void wait_for_schema(const std::string& node, const std::string& schema) {
  Database database(node);
  Session session = database.read_only();
  wait_for_others(session);
  thriftorm::Rows rows = session.query(
      "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", schema);
  REQUIRE(rows.next()->get_int64(0) == 1);
}

void run_script(const Cluster& cluster, const char* command, std::size_t node) {
  REQUIRE_FALSE(cluster.folder.empty());
  const std::string line = std::string(THRIFTORM_SOURCE_DIR "/scripts/cluster ") + command + " '" +
                           cluster.folder + "' " + std::to_string(node + 1);
  REQUIRE_MESSAGE(std::system(line.c_str()) == 0, line);
}

}  // namespace

const std::vector<Cluster>& clusters() {
  static const std::vector<Cluster> found = find_clusters();
  return found;
}

ClusterDatabase::ClusterDatabase(const Cluster& of, std::string_view idl)
    : cluster_(of), schema_(new_name()) {
  Database server(all_as_one(cluster_.nodes));
  server.session().execute_ddl("CREATE DATABASE " + schema_ + " CHARACTER SET utf8mb4");
  Database database(url());
  Session session = database.session();
  wait_for_others(session);
  const std::string path = std::string(THRIFTORM_SOURCE_DIR "/test/golden/engines/")
                               .append(idl)
                               .append("." + cluster_.engine + ".sql");
  for (const std::string& statement : statements(path)) session.execute_ddl(statement);
  for (const std::string& node : cluster_.nodes) wait_for_schema(node, schema_);
}

ClusterDatabase::~ClusterDatabase() {
  try {
    Database(all_as_one(cluster_.nodes)).session().execute_ddl("DROP DATABASE " + schema_);
  } catch (const std::exception& error) {
    std::printf("cannot drop %s: %s\n", schema_.c_str(), error.what());
  }
}

std::string ClusterDatabase::url() const {
  return with_database(all_as_one(cluster_.nodes), schema_);
}

std::string ClusterDatabase::url_of(std::size_t node) const {
  return with_database(cluster_.nodes.at(node), schema_);
}

std::string ClusterDatabase::router_url() const { return with_database(cluster_.router, schema_); }

std::vector<std::string> ClusterDatabase::writing_urls() const {
  std::vector<std::string> urls;
  if (cluster_.every_node_writes) {
    for (std::size_t node = 0; node < cluster_.nodes.size(); ++node) urls.push_back(url_of(node));
  } else {
    urls.push_back(url());
  }
  if (!cluster_.router.empty()) urls.push_back(router_url());
  return urls;
}

std::vector<std::vector<std::string>> ClusterDatabase::ask_nodes(const std::string& sql) const {
  std::vector<std::vector<std::string>> answers;
  for (std::size_t node = 0; node < cluster_.nodes.size(); ++node) {
    Database database(url_of(node));
    Session session = database.read_only();
    wait_for_others(session);
    std::vector<std::string>& texts = answers.emplace_back();
    thriftorm::Rows rows = session.query(sql);
    while (const thriftorm::Row* row = rows.next()) texts.emplace_back(row->get_text(0));
  }
  return answers;
}

void kill_node(const Cluster& cluster, std::size_t node) { run_script(cluster, "kill", node); }

void restart_node(const Cluster& cluster, std::size_t node) {
  run_script(cluster, "restart", node);
}

void wait_for_others(Session& session) {
  session.execute(session.dialect() == thriftorm::Dialect::kMariadb
                      ? "SET SESSION wsrep_sync_wait = 15"
                      : "SET SESSION group_replication_consistency = 'BEFORE'");
}

}  // namespace live
