// Inventories, and what is moved inside and between them.
//
// Whatever changes a stored inventory locks it first, until its transaction ends.
#pragma once

#include <thriftorm/database.h>

#include "InventoryService.h"

namespace game_server {

class InventoryService : public game::InventoryServiceIf {
 public:
  explicit InventoryService(thriftorm::Database& database) : database_(database) {}

  void load(game::InventoryResponse& response, const game::InventoryRequest& request) override;
  void create(game::InventoryResponse& response, const game::InventoryRequest& request) override;
  void save(game::InventoryResponse& response, const game::InventoryRequest& request) override;
  void destroy(game::InventoryResponse& response, const game::InventoryRequest& request) override;
  void list_records(game::InventoryResponse& response,
                    const game::InventoryRequest& request) override;
  void split_stack(game::InventoryResponse& response,
                   const game::InventoryRequest& request) override;
  void transfer_item(game::InventoryResponse& response,
                     const game::InventoryRequest& request) override;

 private:
  thriftorm::Database& database_;
};

}  // namespace game_server
