// Players, with their avatars.
#pragma once

#include <thriftorm/database.h>

#include "PlayerService.h"

namespace game_server {

// Secrets stay here: no response holds a security token, and saving a player without one keeps the
// one that is stored.
class PlayerService : public game::PlayerServiceIf {
 public:
  explicit PlayerService(thriftorm::Database& database) : database_(database) {}

  void load(game::PlayerResponse& response, const game::PlayerRequest& request) override;
  void create(game::PlayerResponse& response, const game::PlayerRequest& request) override;
  void save(game::PlayerResponse& response, const game::PlayerRequest& request) override;
  void destroy(game::PlayerResponse& response, const game::PlayerRequest& request) override;
  void list_records(game::PlayerResponse& response, const game::PlayerRequest& request) override;

 private:
  thriftorm::Database& database_;
};

}  // namespace game_server
