#include "player_service.h"

#include <doctest/doctest.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include <memory>
#include <string>

#include "client/objects.h"
#include "client/requests.h"
#include "game_db/models.h"
#include "test/live/engines.h"

using namespace game_client;
using game_db::PlayerModel;

namespace {

// A request as the server reads it: what was sent is set.
game::PlayerRequest received(const game::PlayerRequest& sent) {
  auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  apache::thrift::protocol::TBinaryProtocol protocol(buffer);
  sent.write(&protocol);
  game::PlayerRequest request;
  request.read(&protocol);
  return request;
}

std::string stored_token(live::TestDatabase& test, game::PlayerId id) {
  thriftorm::Session session = test.database.session();
  return PlayerModel::find(session, id)->get_security_token();
}

TEST_CASE("a security token is stored and never sent; saving without one keeps it") {
  live::on_each_engine([](live::TestDatabase& test) {
    {
      thriftorm::Session session = test.database.session();
      game_db::create_schema(session);
    }
    game_server::PlayerService service(test.database);
    game::PlayerResponse response;
    service.create(response, received(create_player(new_player("Jane", "jane@example.com"))));
    game::Player jane = response.response_data.create_player.player;
    CHECK(jane.security_token.empty());
    CHECK(stored_token(test, jane.id) == "hashed");

    jane.__set_full_name("Jane Q. Doe");
    service.save(response, received(save_player(jane)));
    CHECK(response.response_data.save_player.player == jane);
    CHECK(stored_token(test, jane.id) == "hashed");

    jane.__set_security_token("hashed anew");
    service.save(response, received(save_player(jane)));
    CHECK(response.response_data.save_player.player.security_token.empty());
    CHECK(stored_token(test, jane.id) == "hashed anew");
  });
}

TEST_CASE("a failure leaves nothing of what was there in the response") {
  live::on_sqlite([](live::TestDatabase& test) {
    {
      thriftorm::Session session = test.database.session();
      game_db::create_schema(session);
    }
    game_server::PlayerService service(test.database);
    game::PlayerResponse response;
    service.create(response, received(create_player(new_player("Jane", "jane@example.com"))));
    service.load(response, received(load_player(7)));

    game::GameResult expected;
    expected.__set_status(game::StatusType::FAILURE);
    expected.__set_message("Player id=7 not found");
    expected.__set_error_code(game::GameError::DB_RECORD_NOT_FOUND);
    game::PlayerResponse failure;
    failure.results = {expected};
    CHECK(response == failure);
  });
}

}  // namespace
