#include "player_service.h"

#include <fmt/format.h>

#include "answer.h"
#include "game_db/models.h"
#include "queries.h"
#include "requests.h"

namespace game_server {

namespace player = game_db::columns::player;
using game::GameError;
using game::PlayerResponseData;
using game_db::PlayerModel;
using thriftorm::Session;
using thriftorm::Unset;

namespace {

std::string name_of(game::PlayerId id) { return fmt::format("Player id={}", id); }

game::Player without_secrets(game::Player player) {
  player.security_token.clear();
  return player;
}

game::PlayerResponseRecord record_of(const game::Player& player) {
  game::PlayerResponseRecord record;
  record.__set_player(without_secrets(player));
  return record;
}

// A stored player without a token keeps the one that it has.
PlayerModel to_model(game::Player player) {
  const bool keeps_token = player.__isset.id && player.security_token.empty();
  if (keeps_token) player.__isset.security_token = false;
  return PlayerModel().from_thrift(player, keeps_token ? Unset::kKeep : Unset::kClear);
}

}  // namespace

void PlayerService::load(game::PlayerResponse& response, const game::PlayerRequest& request) {
  answer(response, "Failed to load player", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.load_player,
                               request.data.load_player, "load_player");
    require(data.__isset.player_id, "load_player.player_id");

    Session session = database_.session();
    const auto player = found(PlayerModel::find(session, data.player_id), name_of(data.player_id));
    const auto [results, object] = player.into_thrift(session);
    if (object) give(response, &PlayerResponseData::__set_load_player, record_of(*object));
    response.results = results;
  });
}

void PlayerService::create(game::PlayerResponse& response, const game::PlayerRequest& request) {
  answer(response, "Failed to create player", GameError::DB_INSERT_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.create_player,
                               request.data.create_player, "create_player");
    const auto& player = require_new(data.__isset.player, data.player, "create_player.player");

    const game::Player stored = database_.run([&](Session& session) {
      return PlayerModel().from_thrift(player).insert(session).to_thrift(session);
    });
    give(response, &PlayerResponseData::__set_create_player, record_of(stored));
    response.results = succeeded("Successfully created " + name_of(stored.id));
  });
}

void PlayerService::save(game::PlayerResponse& response, const game::PlayerRequest& request) {
  answer(response, "Failed to save player", GameError::DB_UPDATE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.save_player,
                               request.data.save_player, "save_player");
    require(data.__isset.player, "save_player.player");

    const game::Player stored = database_.run(
        [&](Session& session) { return to_model(data.player).save(session).to_thrift(session); });
    give(response, &PlayerResponseData::__set_save_player, record_of(stored));
    response.results = succeeded("Successfully saved " + name_of(stored.id));
  });
}

void PlayerService::destroy(game::PlayerResponse& response, const game::PlayerRequest& request) {
  answer(response, "Failed to delete player", GameError::DB_DELETE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.destroy_player,
                               request.data.destroy_player, "destroy_player");
    require(data.__isset.player_id, "destroy_player.player_id");

    database_.run([&](Session& session) {
      found(PlayerModel::find(session, data.player_id), name_of(data.player_id)).destroy(session);
    });
    response.results = succeeded("Successfully deleted " + name_of(data.player_id));
  });
}

void PlayerService::list_records(game::PlayerResponse& response,
                                 const game::PlayerRequest& request) {
  answer(response, "Failed to list players", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.list_players,
                               request.data.list_players, "list_players");
    require_page(data, "list_players");

    Session session = database_.session();
    const auto players = PlayerModel::query().search(data.search_string, player::full_name,
                                                     player::what_we_call_you);
    const auto page = page_of(session, players, data);
    game::ListPlayersResponseData listed;
    for (const game::Player& player : to_thrift(session, page.records)) {
      listed.players.push_back(without_secrets(player));
    }
    listed.__set_total_count(page.total);
    give(response, &PlayerResponseData::__set_list_players, listed);
    response.results =
        succeeded(fmt::format("Successfully listed {} players", listed.players.size()));
  });
}

}  // namespace game_server
