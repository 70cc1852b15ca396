// What sharing connections costs: 64 threads on 8 connections, each taking one for a session of a few
// reads at a time, against 8 threads that keep a connection each. Both sides read as much.
#include <barrier>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <thriftorm/database.h>

#include "databases.h"
#include "table.h"

namespace bench {
namespace {

constexpr int kConnections = 8;
constexpr int kThreads = 64;
constexpr int kRows = 1'000;
constexpr int kSessions = 320;  // of a round; each thread of either side does its part of them
constexpr int kReads = 20;      // of a session
constexpr thriftorm::StaticSql kSelect("SELECT name FROM pooled WHERE id = ?");

// Threads that each do their part of a round whenever one is called.
class Crew {
 public:
  template <class Part>
  Crew(int threads, Part part) : start_(threads + 1), end_(threads + 1) {
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([this, part, i] {
        for (start_.arrive_and_wait(); !done_; start_.arrive_and_wait()) {
          part(i);
          end_.arrive_and_wait();
        }
      });
    }
  }
  ~Crew() {
    done_ = true;
    start_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void run_round() {
    start_.arrive_and_wait();
    end_.arrive_and_wait();
  }

 private:
  std::barrier<> start_, end_;
  bool done_ = false;  // written and read on either side of the barrier
  std::vector<std::thread> threads_;
};

std::string with_pool_size(const std::string& url) {
  return fmt::format("{}{}pool_size={}", url, url.find('?') == std::string::npos ? '?' : '&',
                     kConnections);
}

// The table, and a pool of connections for either side.
struct Pooled {
  explicit Pooled(const std::string& url) : shared(with_pool_size(url)), kept(with_pool_size(url)) {
    thriftorm::Session session = shared.session();
    session.execute_ddl("CREATE TABLE pooled (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL)");
    session.transaction([&] {
      for (int id = 1; id <= kRows; ++id) {
        session.execute("INSERT INTO pooled (id, name) VALUES (?, ?)", id,
                        fmt::format("Name Number {}", id));
      }
    });
  }

  thriftorm::Database shared;
  thriftorm::Database kept;
  std::vector<thriftorm::Session> sessions;  // of those who keep them
  std::optional<Crew> sharers;
  std::optional<Crew> keepers;
};

void read_some(thriftorm::Session& session, int first) {
  for (int i = 0; i < kReads; ++i) {
    thriftorm::Rows rows = session.query(kSelect, (first + 37 * i) % kRows + 1);
    const thriftorm::Row* row = rows.next();
    if (row == nullptr) throw std::runtime_error("a row is missing");
    benchmark::DoNotOptimize(row->get_text(0).size());
  }
}

// Crews start with their first run.
Side share_connections(Pooled& pooled) {
  return {[&pooled] {
    if (!pooled.sharers) {
      pooled.sharers.emplace(kThreads, [&pooled](int thread) {
        for (int i = 0; i < kSessions / kThreads; ++i) {
          thriftorm::Session session = pooled.shared.session();
          read_some(session, thread);
        }
      });
    }
    pooled.sharers->run_round();
  }};
}

Side keep_connections(Pooled& pooled) {
  return {[&pooled] {
    if (!pooled.keepers) {
      for (int i = 0; i < kConnections; ++i) pooled.sessions.push_back(pooled.kept.session());
      pooled.keepers.emplace(kConnections, [&pooled](int thread) {
        for (int i = 0; i < kSessions / kConnections; ++i)
          read_some(pooled.sessions[static_cast<std::size_t>(thread)], thread);
      });
    }
    pooled.keepers->run_round();
  }};
}

void compare_on(const char* name, Pooled& pooled) {
  compare({.name = "pool_of_8_for_64_threads", .database = name, .wall_time = true, .budget = 1.10},
          share_connections(pooled), keep_connections(pooled));
}

}  // namespace

void add_pool() {
  static FileDatabase file("pool");
  static Pooled sqlite(file.url());
  compare_on("sqlite", sqlite);

  const std::optional<std::string> server = server_for("pool");
  if (!server) return;
  static ServerDatabase database(*server, "pool");
  static Pooled mysql(database.url());
  compare_on("mysql", mysql);
}

}  // namespace bench
