// Mobiles: avatars, NPCs and minions; and the names of whatever owns something.
#pragma once

#include <thriftorm/database.h>

#include "MobileService.h"

namespace game_server {

class MobileService : public game::MobileServiceIf {
 public:
  explicit MobileService(thriftorm::Database& database) : database_(database) {}

  void load(game::MobileResponse& response, const game::MobileRequest& request) override;
  void create(game::MobileResponse& response, const game::MobileRequest& request) override;
  void save(game::MobileResponse& response, const game::MobileRequest& request) override;
  void destroy(game::MobileResponse& response, const game::MobileRequest& request) override;
  void list_records(game::MobileResponse& response, const game::MobileRequest& request) override;
  void search(game::MobileResponse& response, const game::MobileRequest& request) override;
  void describe_owner(game::MobileResponse& response, const game::MobileRequest& request) override;

 private:
  thriftorm::Database& database_;
};

}  // namespace game_server
