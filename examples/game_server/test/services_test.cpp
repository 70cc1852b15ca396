// The server with its clients, each a process of its own, on each engine.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "client/connection.h"
#include "client/requests.h"
#include "process.h"
#include "test/live/engines.h"

namespace {

using process::Process;

// A game_server on a free port.
class RunningServer {
 public:
  explicit RunningServer(const std::string& url)
      : server_({GAME_SERVER, "--database", url, "--port", "0"}) {
    const std::string announced = "listening on port ";
    const std::string line = server_.read_line();
    REQUIRE(line.starts_with(announced));
    port_ = line.substr(announced.size());
  }

  const std::string& port() const { return port_; }
  int stop() { return server_.stop(); }

 private:
  Process server_;
  std::string port_;
};

game_client::Connection connect(const RunningServer& server) {
  return {"127.0.0.1", std::stoi(server.port())};
}

template <class Work>
void with_server_on_each_engine(Work&& work) {
  live::on_each_engine([&](live::TestDatabase& test) {
    RunningServer server(test.url);
    work(server);
    CHECK(server.stop() == 0);
  });
}

// Seconds of load.
const char* load_time() { return std::getenv("THRIFTORM_DEEP") != nullptr ? "60" : "3"; }

TEST_CASE("a C++ client plays a session, and another after it") {
  with_server_on_each_engine([](RunningServer& server) {
    CHECK(process::run({GAME_CLIENT, "--port", server.port()}) == 0);
    CHECK(process::run({GAME_CLIENT, "--port", server.port()}) == 0);
  });
}

TEST_CASE("a Python client plays a session") {
  if (process::run({GAME_PYTHON, "-c", "import thrift.protocol.TBinaryProtocol"}) != 0) {
    MESSAGE("the Python library of Thrift is not there");
    std::printf("skipped: the Python client (Debian: python3-thrift)\n");
    return;
  }
  with_server_on_each_engine([](RunningServer& server) {
    const std::string path = std::string("PYTHONPATH=") + GAME_PYTHON_PATH;
    CHECK(process::run({"/usr/bin/env", path, GAME_PYTHON, "-B", GAME_PYTHON_CLIENT, "--port",
                        server.port()}) == 0);
  });
}

TEST_CASE("64 clients at once lose nothing") {
  with_server_on_each_engine([](RunningServer& server) {
    CHECK(process::run({GAME_LOAD, "--port", server.port(), "--clients", "64", "--seconds",
                        load_time()}) == 0);
  });
}

TEST_CASE("the server stops while a client is connected") {
  live::on_sqlite([](live::TestDatabase& test) {
    RunningServer server(test.url);
    game_client::Connection client = connect(server);
    game::PlayerResponse response;
    client.players.load(response, game_client::load_player(1));
    CHECK(server.stop() == 0);
  });
}

TEST_CASE("what is no request costs its own connection alone") {
  live::on_sqlite([](live::TestDatabase& test) {
    RunningServer server(test.url);
    game_client::Connection client = connect(server);
    apache::thrift::transport::TSocket garbage("127.0.0.1", std::stoi(server.port()));
    garbage.open();
    const std::string bytes = "GET / HTTP/1.1\r\n\r\n";
    garbage.write(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                  static_cast<std::uint32_t>(bytes.size()));
    garbage.close();
    game::PlayerResponse response;
    client.players.load(response, game_client::load_player(1));
    REQUIRE(response.results.size() == 1);
    CHECK(response.results[0].error_code == game::GameError::DB_RECORD_NOT_FOUND);
    CHECK(response.results[0].message == "Player id=1 not found");
    CHECK(server.stop() == 0);
  });
}

}  // namespace
