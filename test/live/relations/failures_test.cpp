// Graphs whose saving is cut short by the server: typed errors that name the record, and a database
// and records that are exactly as before.
#include <atomic>
#include <barrier>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

// Ends this session's connection before its statement of that number, by another connection.
class KillAt {
 public:
  KillAt(live::TestDatabase& test, Session& session, int statement)
      : other_(thriftorm::Database(test.engine.server_url)), session_(session) {
    id_ = session.query("SELECT CONNECTION_ID()").next()->get_int64(0);
    session.on_statement([this, statement](const thriftorm::StatementEvent& event) {
      if (event.sql.starts_with("BEGIN") || event.sql.starts_with("START")) return;
      if (++statements_ == statement) other_.session().execute_ddl("KILL " + std::to_string(id_));
    });
  }
  ~KillAt() { session_.on_statement(nullptr); }

 private:
  thriftorm::Database other_;
  Session& session_;
  std::int64_t id_ = 0;
  int statements_ = 0;
};

PlayerModel new_graph(const std::string& email) {
  MobileModel avatar = live::new_mobile("avatar");
  for (int i = 0; i < 6; ++i) avatar.add_attribute(live::new_attribute(std::to_string(i)));
  return live::new_player(email).set_mobile(std::move(avatar));
}

}  // namespace

TEST_CASE(
    "a connection lost in the middle of a graph leaves nothing, and the graph can be saved again") {
  live::on_each_server([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_schema(session);
    }
    PlayerModel player = new_graph("jane@x");
    for (int statement = 1; statement <= 3; ++statement) {
      CAPTURE(statement);
      Session session = test.database.session();
      KillAt killer(test, session, statement);
      try {
        player.save(session);
        FAIL("nothing was thrown");
      } catch (const thriftorm::ConnectionLost& error) {
        CHECK(error.retry_is_safe());
        CHECK_FALSE(error.details().table.empty());
      }
      CHECK_FALSE(player.get_id());
      CHECK_FALSE(player.is_stored());
      CHECK(player.is_dirty());
    }
    Session session = test.database.session();
    for (const char* table : {"players", "mobiles", "attributes", "attribute_owners"})
      CHECK(count_rows(session, table) == 0);
    player.save(session);
    CHECK(player.get_mobile(session)->get_attributes(session).size() == 6);
  });
}

TEST_CASE(
    "a deadlock names the record, rolls the graph back, and the transaction can be run again") {
  live::on_each_server([](live::TestDatabase& test) {
    std::vector<PlayerModel> players;
    {
      Session session = test.database.session();
      create_schema(session);
      for (const char* email : {"a@x", "b@x"})
        players.push_back(live::new_player(email).save(session));
    }
    std::barrier both_locked(2);
    std::atomic<int> deadlocks = 0;
    const auto work = [&](PlayerModel first, PlayerModel second) {
      bool is_first_try = true;
      test.database.run([&](Session& session) {
        PlayerModel one = first;
        PlayerModel two = second;
        one.set_full_name("locked").save(session);
        if (std::exchange(is_first_try, false)) both_locked.arrive_and_wait();
        try {
          std::vector<AttributeModel> set{live::new_attribute("strength")};
          two.set_attributes(session, set);
        } catch (const thriftorm::Deadlock& error) {
          ++deadlocks;
          CHECK(error.retry_is_safe());
          CHECK(error.details().table == "players");
          CHECK(error.details().record_id == std::to_string(*second.get_id()));
          throw;
        }
      });
    };
    std::thread other(work, players[1], players[0]);
    work(players[0], players[1]);
    other.join();
    CHECK(deadlocks >= 1);
    Session session = test.database.session();
    CHECK(count_rows(session, "attributes") == 2);
    CHECK(count_rows(session, "attribute_owners") == 2);
    CHECK(players[0].get_attributes(session).size() == 1);
    CHECK(players[1].get_attributes(session).size() == 1);
  });
}

TEST_CASE("two sessions that set a player's attributes at once leave one of the two sets") {
  live::on_each_engine([](live::TestDatabase& test) {
    std::optional<PlayerModel> player;
    {
      Session session = test.database.session();
      create_schema(session);
      player = live::new_player("jane@x").save(session);
    }
    const auto work = [&](const std::string& name) {
      for (int round = 0; round < 20; ++round) {
        test.database.run([&](Session& session) {
          std::vector<AttributeModel> set;
          for (int i = 0; i < 3; ++i) set.push_back(live::new_attribute(name));
          PlayerModel(*player).set_attributes(session, set);
        });
      }
    };
    std::thread other(work, "theirs");
    work("ours");
    other.join();
    Session session = test.database.session();
    const std::vector<AttributeModel> attributes = player->get_attributes(session);
    REQUIRE(attributes.size() == 3);
    for (const AttributeModel& attribute : attributes)
      CHECK(attribute.get_internal_name() == attributes[0].get_internal_name());
    CHECK(count_rows(session, "attributes") == 3);
    CHECK(count_rows(session, "attribute_owners") == 3);
  });
}
