// The DDL of an engine's profile on the engine itself.
#include <doctest/doctest.h>

#include "test/live/cluster/cluster.h"
#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using live::Cluster;
using live::ClusterDatabase;
using thriftorm::Session;

namespace {

constexpr const char* kTables =
    "SELECT CAST(TABLE_NAME AS CHAR) FROM information_schema.TABLES "
    "WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME";
// Groups and clusters write to nothing else.
constexpr const char* kUnfitTables =
    "SELECT CAST(t.TABLE_NAME AS CHAR) FROM information_schema.TABLES t "
    "LEFT JOIN information_schema.TABLE_CONSTRAINTS k ON k.TABLE_SCHEMA = t.TABLE_SCHEMA "
    "AND k.TABLE_NAME = t.TABLE_NAME AND k.CONSTRAINT_TYPE = 'PRIMARY KEY' "
    "WHERE t.TABLE_SCHEMA = DATABASE() AND (k.CONSTRAINT_NAME IS NULL OR t.ENGINE <> 'InnoDB')";

void check_tables(const Cluster& cluster, const char* idl, std::size_t count) {
  const ClusterDatabase database(cluster, idl);
  for (const auto& tables : database.ask_nodes(kTables)) CHECK(tables.size() == count);
  for (const auto& unfit : database.ask_nodes(kUnfitTables)) CHECK(unfit.empty());
}

}  // namespace

TEST_CASE("an engine takes the DDL that is made for it, and every node has the tables") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    check_tables(cluster, "game", 14);
    if (cluster.engine != "group-replication-multi") check_tables(cluster, "everything", 24);
  });
}

TEST_CASE("where many write, a group refuses what the generator refuses: keys that cascade") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    thriftorm::Database database(made.url());
    Session session = database.session();
    session.execute_ddl("CREATE TABLE parents (id INT PRIMARY KEY) ENGINE=InnoDB");
    session.execute_ddl(
        "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) "
        "REFERENCES parents (id) ON DELETE CASCADE) ENGINE=InnoDB");
    session.execute("INSERT INTO parents VALUES (1)");
    const auto insert = [&] { session.execute("INSERT INTO children VALUES (1, 1)"); };
    if (cluster.engine != "group-replication-multi") return insert();
    CHECK(live::error_of<thriftorm::Error>(insert).details().native_code == 3098);
  });
}
