// game_server [--database URL] [--host ADDRESS] [--port N]: serves until SIGTERM or SIGINT.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "game_db/schema.h"
#include "server.h"

namespace {

// Takes SIGTERM and SIGINT: blocked in every thread, and waited for in one of its own, so that
// stopping runs outside of a signal handler. Must be made before other threads are.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  // Ends the waiting, if no signal has: the server may have failed by itself.
  ~StopSignals() {
    if (!waiter_.joinable()) return;
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
  }

  // Calls `stop` at the next signal, or now if one has come already; once.
  void wait_with(std::function<void()> stop) {
    waiter_ = std::thread([this, stop = std::move(stop)] {
      int signal = 0;
      sigwait(&signals_, &signal);
      stop();
    });
  }

 private:
  sigset_t signals_{};
  std::thread waiter_;
};

void serve(const std::string& url, const std::string& host, int port) {
  StopSignals signals;
  thriftorm::Database database(url);
  {
    thriftorm::Session session = database.session();
    game_db::create_schema(session);
  }
  game_server::Server server(database, host, port);
  server.serve([&](int listening) {
    signals.wait_with([&server] { server.stop(); });  // before, there is nothing to stop
    fmt::print("listening on port {}\n", listening);
    std::fflush(stdout);
  });
}

}  // namespace

int main(int argc, char** argv) {
  std::string url = "sqlite:game_server.db";
  std::string host = "127.0.0.1";
  int port = 9090;
  CLI::App app("Serves players, mobiles, items and inventories over Thrift.");
  app.add_option("--database", url, "sqlite:FILE or mysql://user:password@host/database")
      ->capture_default_str();
  app.add_option("--host", host, "the address to listen on")->capture_default_str();
  app.add_option("--port", port, "0: any that is free")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  std::signal(SIGPIPE, SIG_IGN);  // a client that goes away is an error of its connection alone
  try {
    serve(url, host, port);
  } catch (const std::exception& error) {
    fmt::print(stderr, "game_server: {}\n", error.what());
    return 1;
  }
  return 0;
}
