#include "server.h"

#include <thrift/processor/TMultiplexedProcessor.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TServerSocket.h>

#include <utility>

#include "inventory_service.h"
#include "item_service.h"
#include "mobile_service.h"
#include "player_service.h"

namespace game_server {
namespace {

using apache::thrift::TMultiplexedProcessor;
using apache::thrift::protocol::TBinaryProtocolFactory;
using apache::thrift::server::TServerEventHandler;
using apache::thrift::server::TThreadedServer;
using apache::thrift::transport::TBufferedTransportFactory;
using apache::thrift::transport::TServerSocket;

std::shared_ptr<TMultiplexedProcessor> services(thriftorm::Database& database) {
  auto all = std::make_shared<TMultiplexedProcessor>();
  all->registerProcessor("PlayerService", std::make_shared<game::PlayerServiceProcessor>(
                                              std::make_shared<PlayerService>(database)));
  all->registerProcessor("ItemService", std::make_shared<game::ItemServiceProcessor>(
                                            std::make_shared<ItemService>(database)));
  all->registerProcessor("InventoryService", std::make_shared<game::InventoryServiceProcessor>(
                                                 std::make_shared<InventoryService>(database)));
  all->registerProcessor("MobileService", std::make_shared<game::MobileServiceProcessor>(
                                              std::make_shared<MobileService>(database)));
  return all;
}

// Thrift calls preServe() once the socket listens, and has its port then.
class Listening : public TServerEventHandler {
 public:
  Listening(std::shared_ptr<TServerSocket> socket, std::function<void(int)> on_listening)
      : socket_(std::move(socket)), on_listening_(std::move(on_listening)) {}
  void preServe() override { on_listening_(socket_->getPort()); }

 private:
  std::shared_ptr<TServerSocket> socket_;
  std::function<void(int)> on_listening_;
};

}  // namespace

Server::Server(thriftorm::Database& database, const std::string& host, int port)
    : server_(std::make_unique<TThreadedServer>(services(database),
                                                std::make_shared<TServerSocket>(host, port),
                                                std::make_shared<TBufferedTransportFactory>(),
                                                std::make_shared<TBinaryProtocolFactory>())) {}

void Server::serve(std::function<void(int port)> on_listening) {
  auto socket = std::dynamic_pointer_cast<TServerSocket>(server_->getServerTransport());
  server_->setServerEventHandler(
      std::make_shared<Listening>(std::move(socket), std::move(on_listening)));
  server_->serve();
}

}  // namespace game_server
