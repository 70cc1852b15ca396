// Items: the templates, and on loading the instances that mobiles carry.
#pragma once

#include <thriftorm/database.h>

#include "ItemService.h"

namespace game_server {

class ItemService : public game::ItemServiceIf {
 public:
  explicit ItemService(thriftorm::Database& database) : database_(database) {}

  void load(game::ItemResponse& response, const game::ItemRequest& request) override;
  void create(game::ItemResponse& response, const game::ItemRequest& request) override;
  void save(game::ItemResponse& response, const game::ItemRequest& request) override;
  void destroy(game::ItemResponse& response, const game::ItemRequest& request) override;
  void list_records(game::ItemResponse& response, const game::ItemRequest& request) override;
  void autocomplete(game::ItemResponse& response, const game::ItemRequest& request) override;
  void load_with_blueprint_tree(game::ItemResponse& response,
                                const game::ItemRequest& request) override;

 private:
  thriftorm::Database& database_;
};

}  // namespace game_server
