// Records of the example domain, for the tests of relations.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// The same, with a second session on the same database.
template <class Case>
void on_each_game_twice(Case test_case) {
  on_each_engine([&](TestDatabase& test) {
    thriftorm::Session session = test.database.session();
    game_db::create_schema(session);
    thriftorm::Session other = test.database.session();
    test_case(session, other);
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

// Keeps the statements that are sent from now on, transaction control included.
class Log {
 public:
  explicit Log(thriftorm::Session& session) : session_(session) {
    session_.on_statement(
        [this](const thriftorm::StatementEvent& event) { statements_.emplace_back(event.sql); });
  }
  ~Log() { session_.on_statement(nullptr); }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  const std::vector<std::string>& statements() const { return statements_; }

  // How many begin like this.
  int count(std::string_view beginning) const {
    return static_cast<int>(
        std::count_if(statements_.begin(), statements_.end(),
                      [&](const std::string& sql) { return sql.starts_with(beginning); }));
  }

  // The tables of the statements that begin like this, in order: "INSERT INTO", "UPDATE",
  // "DELETE FROM".
  std::vector<std::string> tables(std::string_view verb) const {
    std::vector<std::string> found;
    for (const std::string& sql : statements_) {
      if (!sql.starts_with(verb)) continue;
      const std::size_t hint = sql.find("*/");
      const std::size_t begin = sql.find('`', hint == std::string::npos ? 0 : hint) + 1;
      found.push_back(sql.substr(begin, sql.find('`', begin) - begin));
    }
    return found;
  }

 private:
  thriftorm::Session& session_;
  std::vector<std::string> statements_;
};

// The details of what the work throws, which must be of this kind.
template <class Kind, class Work>
thriftorm::ErrorDetails details_of(Work&& work) {
  try {
    work();
  } catch (const Kind& error) {
    return error.details();
  }
  FAIL("it did not throw what it should");
  return {};
}

template <class Model>
std::vector<std::string> dirty_columns(const Model& record) {
  const std::vector<std::string_view> names = record.dirty_columns();
  return std::vector<std::string>(names.begin(), names.end());
}

// The kind of constraint that `work` violates; empty: none.
template <class Work>
std::optional<thriftorm::ConstraintKind> violation(Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const thriftorm::ConstraintViolation& error) {
    return error.constraint_kind();
  }
  return std::nullopt;
}

// What the records are called.
template <class Model>
std::vector<std::string> names(const std::vector<Model>& records) {
  std::vector<std::string> all;
  for (const Model& record : records) {
    if constexpr (requires { record.get_internal_name(); })
      all.push_back(record.get_internal_name());
    else all.push_back(record.get_what_we_call_you());
  }
  return all;
}

inline game_db::PlayerModel new_player(const std::string& email) {
  game_db::PlayerModel player;
  return player.set_full_name("Jane Doe")
      .set_what_we_call_you("Jane")
      .set_security_token("t")
      .set_year_of_birth(1990)
      .set_email(email);
}

inline game_db::PlayerModel save_player(thriftorm::Session& session, const std::string& email) {
  return new_player(email).save(session);
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

inline std::vector<game_db::AttributeModel> new_attributes(const std::vector<std::string>& names) {
  std::vector<game_db::AttributeModel> attributes;
  for (const std::string& name : names) attributes.push_back(new_attribute(name));
  return attributes;
}

inline game_db::ItemModel new_item(const std::string& name) {
  game_db::ItemModel item;
  return item.set_internal_name(name).set_item_type(game::ItemType::WEAPON);
}

inline game_db::ItemModel save_item(thriftorm::Session& session, const std::string& name) {
  return new_item(name).save(session);
}

inline game_db::ItemBlueprintModel new_blueprint() {
  game_db::ItemBlueprintModel blueprint;
  return blueprint.set_bake_time_ms(1000);
}

inline game_db::MobileItemModel new_mobile_item(const game_db::ItemModel& item) {
  game_db::MobileItemModel copy;
  return copy.set_item_id(*item.get_id())
      .set_internal_name("my " + item.get_internal_name())
      .set_item_type(item.get_item_type());
}

inline game_db::InventoryModel new_inventory() {
  game_db::InventoryModel inventory;
  return inventory.set_max_entries(10).set_max_volume(1.0).set_last_calculated_volume(0.0);
}

inline game_db::InventoryEntryModel new_entry(const game_db::ItemModel& item) {
  game_db::InventoryEntryModel entry;
  return entry.set_item_id(*item.get_id()).set_quantity(1.0).set_is_max_stacked(false);
}

inline void give_attribute(thriftorm::Session& session, const game_db::MobileModel& mobile,
                           const std::string& name) {
  game_db::AttributeModel attribute = new_attribute(name);
  attribute.save(session);
  game_db::AttributeOwnerModel link;
  link.set_attribute_id(*attribute.get_id()).set_mobile_id(mobile.get_id()).save(session);
}

}  // namespace live
