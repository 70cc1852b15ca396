// Records of the example domain, for the tests of relations.
#pragma once

#include <string>

#include "game_db/models.h"
#include "test/live/engines.h"

namespace live {

// Runs the case on each engine, with the example's tables.
template <class Case>
void on_each_game(Case test_case) {
  on_each_engine([&](TestDatabase& test) {
    thriftorm::Session session = test.database.session();
    game_db::create_schema(session);
    test_case(session);
  });
}

// Counts the statements that are sent from now on, transaction control aside.
class Counter {
 public:
  explicit Counter(thriftorm::Session& session) : session_(session) {
    session_.on_statement([this](const thriftorm::StatementEvent& event) {
      for (const char* control : {"BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}) {
        if (event.sql.starts_with(control)) return;
      }
      ++statements_;
    });
  }
  ~Counter() { session_.on_statement(nullptr); }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  int statements() const { return statements_; }

 private:
  thriftorm::Session& session_;
  int statements_ = 0;
};

inline game_db::PlayerModel new_player(const std::string& email) {
  game_db::PlayerModel player;
  return player.set_full_name("Jane Doe")
      .set_what_we_call_you("Jane")
      .set_security_token("t")
      .set_year_of_birth(1990)
      .set_email(email);
}

inline game_db::MobileModel new_mobile(const std::string& name) {
  game_db::MobileModel mobile;
  return mobile.set_mobile_type(game::MobileType::NPC).set_what_we_call_you(name);
}

// A mobile that nobody in the test owns.
inline game_db::MobileModel save_npc(thriftorm::Session& session, const std::string& name) {
  game_db::MobileModel mobile = new_mobile(name);
  return mobile.set_owner_player_id(1'000'000).save(session);
}

inline game_db::AttributeModel new_attribute(const std::string& name) {
  game_db::AttributeModel attribute;
  return attribute.set_internal_name(name)
      .set_visible(true)
      .set_bool_value(true)
      .set_attribute_type(game::AttributeType::STRENGTH);
}

inline void give_attribute(thriftorm::Session& session, const game_db::MobileModel& mobile,
                           const std::string& name) {
  game_db::AttributeModel attribute = new_attribute(name);
  attribute.save(session);
  game_db::AttributeOwnerModel link;
  link.set_attribute_id(*attribute.get_id()).set_mobile_id(mobile.get_id()).save(session);
}

}  // namespace live
