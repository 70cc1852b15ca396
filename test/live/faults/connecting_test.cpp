// No wait is longer than the URL says, whatever the other side does not do.
#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include "test/live/engines.h"
#include "test/live/faults/server.h"
#include "test/live/proxy.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using namespace faults;
using namespace live;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST_CASE("a server that takes the connection and says nothing is left after connect_timeout") {
  const SilentPort silent;
  Database database("mysql://u:p@127.0.0.1:" + std::to_string(silent.port()) +
                    "/d?connect_timeout=1s");
  const auto start = steady_clock::now();
  const auto error = live::error_of<ConnectionLost>([&] { database.session(); });
  CHECK(steady_clock::now() - start < seconds(4));
  CHECK(error.retry_is_safe());
  CHECK(database.counters().connections_in_use == 0);
}

TEST_CASE("who waits for another thread to find the primary waits for pool_timeout alone") {
  const SilentPort first, second;
  Database database("mysql://u:p@127.0.0.1:" + std::to_string(first.port()) + ",127.0.0.1:" +
                    std::to_string(second.port()) + "/d?connect_timeout=2s&pool_timeout=300ms");
  auto searching = std::async(std::launch::async,
                              [&] { live::error_of<ConnectionLost>([&] { database.session(); }); });
  std::this_thread::sleep_for(milliseconds(200));
  const auto start = steady_clock::now();
  const auto error = live::error_of<Timeout>([&] { database.session(); });
  CHECK(steady_clock::now() - start < milliseconds(1500));
  CHECK(error.retry_is_safe());
  searching.get();
  CHECK(database.counters().connections_in_use == 0);
}

TEST_CASE("a session that ends does not wait for the request that cancels it") {
  for (const live::Engine& engine : live::engines()) {
    if (engine.server_url.empty()) continue;
    INFO("engine: ", engine.name);
    const live::TestDatabase test(engine);
    Proxy proxy(port_of(test.url), [] { return Fate(); });
    Database database(with_port(test.url, proxy.port()) + "?connect_timeout=4s");
    std::optional<Session> session(database.session());
    const Canceller canceller = session->canceller();
    proxy.freeze(true);
    auto cancelling = std::async(
        std::launch::async, [&] { live::error_of<ConnectionLost>([&] { canceller.cancel(); }); });
    while (proxy.connections() < 2) std::this_thread::sleep_for(milliseconds(10));
    const auto start = steady_clock::now();
    session.reset();
    CHECK(steady_clock::now() - start < seconds(2));
    CHECK(database.counters().discarded == 1);  // the request may still come
    cancelling.get();
    proxy.freeze(false);
    CHECK(live::number(database.session(), "SELECT 1") == 1);
  }
}

TEST_CASE("idle connections that have fallen silent cost connect_timeout once") {
  for (const live::Engine& engine : live::engines()) {
    if (engine.server_url.empty()) continue;
    INFO("engine: ", engine.name);
    const live::TestDatabase test(engine);
    Proxy proxy(port_of(test.url), [] { return Fate(); });
    Database database(with_port(test.url, proxy.port()) +
                      "?connect_timeout=1s&read_timeout=20s&pool_validate_after=0s");
    {
      std::vector<Session> sessions;
      for (int i = 0; i < 4; ++i) sessions.push_back(database.session());
    }
    CHECK(database.counters().connections_idle == 4);
    proxy.freeze(true);
    const auto start = steady_clock::now();
    live::error_of<ConnectionLost>([&] { database.session(); });
    CHECK(steady_clock::now() - start < seconds(6));
    proxy.freeze(false);
    CHECK(live::number(database.session(), "SELECT 1") == 1);
  }
}
