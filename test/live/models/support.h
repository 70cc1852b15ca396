// What tests of the example domain's models share: records with something in every column, and the
// statements that a session sends.
#pragma once

#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "game_db/models.h"
#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

namespace live {

using Strings = std::vector<std::string>;

// A database with the example domain's tables.
template <class Test>
void on_each_game(Test&& test) {
  on_each_engine([&](TestDatabase& database) {
    thriftorm::Session session = database.database.session();
    game_db::create_schema(session);
    test(session, database);
  });
}

// What `work` sends, in order.
template <class Work>
Strings sent(thriftorm::Session& session, Work&& work) {
  Strings statements;
  session.on_statement(
      [&](const thriftorm::StatementEvent& event) { statements.emplace_back(event.sql); });
  work();
  session.on_statement(nullptr);
  return statements;
}

inline Strings dirty_columns(const auto& record) {
  const auto names = record.dirty_columns();
  return {names.begin(), names.end()};
}

inline game_db::PlayerModel player(const std::string& email = "jane@example.com") {
  game_db::PlayerModel record;
  record.set_full_name("Jane Doe").set_what_we_call_you("Jane").set_security_token("hashed");
  record.set_year_of_birth(1990).set_email(email);
  return record;
}

inline game_db::MobileModel mobile(std::int64_t player_id = 1) {
  game_db::MobileModel record;
  record.set_mobile_type(game::MobileType::NPC).set_what_we_call_you("Grunt");
  return std::move(record.set_owner_player_id(player_id));
}

inline game_db::AttributeModel attribute() {
  game_db::AttributeModel record;
  record.set_internal_name("speed").set_visible(true);
  return std::move(record.set_attribute_type(game::AttributeType::SPEED).set_double_value(1.5));
}

// Each value of a query's first column as text.
inline Strings texts(thriftorm::Session& session, std::string_view sql) {
  Strings values;
  thriftorm::Rows rows = session.query(sql);
  while (const thriftorm::Row* row = rows.next()) values.emplace_back(row->get_text(0));
  return values;
}

}  // namespace live
