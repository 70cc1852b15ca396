// A client of all four services on one connection. Used by one thread at a time.
#pragma once

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/protocol/TMultiplexedProtocol.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TSocket.h>

#include <memory>
#include <string>

#include "InventoryService.h"
#include "ItemService.h"
#include "MobileService.h"
#include "PlayerService.h"

namespace game_client {

class Connection {
 private:
  std::shared_ptr<apache::thrift::transport::TTransport> transport_;  // before those that use it

  std::shared_ptr<apache::thrift::protocol::TProtocol> service(const std::string& name) {
    return std::make_shared<apache::thrift::protocol::TMultiplexedProtocol>(
        std::make_shared<apache::thrift::protocol::TBinaryProtocol>(transport_), name);
  }

 public:
  // Throws TTransportException if nobody listens there.
  Connection(const std::string& host, int port)
      : transport_(std::make_shared<apache::thrift::transport::TBufferedTransport>(
            std::make_shared<apache::thrift::transport::TSocket>(host, port))) {
    transport_->open();
  }

  game::PlayerServiceClient players{service("PlayerService")};
  game::ItemServiceClient items{service("ItemService")};
  game::InventoryServiceClient inventories{service("InventoryService")};
  game::MobileServiceClient mobiles{service("MobileService")};
};

}  // namespace game_client
