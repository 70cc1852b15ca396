// The clusters that tests run on, named by the environment as scripts/cluster prints it:
//   THRIFTORM_TEST_GROUP_REPLICATION_URL, …_GROUP_REPLICATION_MULTI_URL, …_GALERA_URL: the nodes,
//   comma-separated; …_ROUTER_URL: a router before them; …_DIR: the folder of scripts/cluster.
// Without any of them there is nothing to test, which is said; those not named are left out.
#pragma once

#include <thriftorm/database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace live {

struct Cluster {
  std::string name;                // "Galera"
  std::string engine;              // the profile that its DDL is written for
  std::vector<std::string> nodes;  // URLs without a database
  std::string router;              // likewise; empty: there is none
  std::string folder;              // of scripts/cluster; empty: its nodes cannot be killed
  bool every_node_writes = false;  // else one does, at a time
  bool writes_may_meet = false;    // on two nodes at once; see conflicts_test.cpp
  std::int64_t key_step = 1;       // by which generated keys rise, as the nodes are set up
};

const std::vector<Cluster>& clusters();

// Runs the case on each cluster.
template <class Case>
void on_each_cluster(Case test_case) {
  for (const Cluster& cluster : clusters()) test_case(cluster);
}

// A database of its own on all nodes of a cluster, gone at the end of the scope.
class ClusterDatabase {
 public:
  // With the tables of this IDL (of test/golden/engines), as they are made for the cluster's engine.
  explicit ClusterDatabase(const Cluster& of, std::string_view idl = "game");
  ~ClusterDatabase();
  ClusterDatabase(const ClusterDatabase&) = delete;
  ClusterDatabase& operator=(const ClusterDatabase&) = delete;

  // All nodes as one database.
  std::string url() const;
  std::string url_of(std::size_t node) const;
  std::string router_url() const;
  // URLs on which writes go through, whoever takes them: each node, or all as one; and the router.
  std::vector<std::string> writing_urls() const;

  // The first column of what each node answers, once it has what was committed before.
  std::vector<std::vector<std::string>> ask_nodes(const std::string& sql) const;

 private:
  const Cluster& cluster_;
  const std::string schema_;
};

// Kills a node as a failing machine would, or brings it back; by scripts/cluster.
void kill_node(const Cluster& cluster, std::size_t node);
void restart_node(const Cluster& cluster, std::size_t node);

// Makes a session read what any node has committed before, not only what has reached its own.
void wait_for_others(thriftorm::Session& session);

}  // namespace live
