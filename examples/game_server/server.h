// The four services on one port, a thread for each connection.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <thrift/server/TThreadedServer.h>
#include <thriftorm/database.h>

namespace game_server {

// Clients reach a service by its name in the IDL (TMultiplexedProtocol), over buffered sockets, in
// the binary protocol. All threads share the database, whose pool gives each request a connection.
class Server {
 public:
  // `port` 0: any that is free.
  Server(thriftorm::Database& database, const std::string& host, int port);

  // Serves until stop(); calls `on_listening(port)` once clients can connect.
  void serve(std::function<void(int port)> on_listening);
  // From any thread, once it serves: requests that are being answered are answered, then connections are closed.
  void stop() { server_->stop(); }

 private:
  std::unique_ptr<apache::thrift::server::TThreadedServer> server_;
};

}  // namespace game_server
