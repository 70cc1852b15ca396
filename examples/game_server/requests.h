// What clients send is checked here before an operation looks at it: unions hold any number of
// variants on the wire, and fields may be missing.
#pragma once

#include <cstdint>
#include <string>

#include "answer.h"
#include "game_types.h"

namespace game_server {

int variants_set(const game::PlayerRequestData& data);
int variants_set(const game::ItemRequestData& data);
int variants_set(const game::InventoryRequestData& data);
int variants_set(const game::MobileRequestData& data);
int variants_set(const game::Owner& owner);

// The variant that an operation takes. Refused (DB_INVALID_DATA) unless it is set, and alone.
template <class Union, class Variant>
const Variant& operand(const Union& data, bool is_set, const Variant& variant, const char* name) {
  if (is_set && variants_set(data) == 1) return variant;
  throw Refused(game::GameError::DB_INVALID_DATA,
                std::string("Request data must contain ") + name + (is_set ? " alone" : ""));
}

// Refused (DB_INVALID_DATA) if a field is missing.
void require(bool is_set, const char* name);

// The same for a record that is to be created, which must not have an id yet.
template <class Record>
const Record& require_new(bool is_set, const Record& record, const char* name) {
  require(is_set, name);
  if (!record.__isset.id) return record;
  throw Refused(game::GameError::INVALID_ARGUMENT,
                std::string(name) + ".id must be unset: the database makes it");
}

// Refused (INVALID_ARGUMENT) if a count or an index is negative.
void require_not_negative(std::int64_t number, const char* name);

// What lists have in common: where the page is, and how much is on it.
template <class List>
void require_page(const List& list, const std::string& name) {
  require(list.__isset.results_per_page, (name + ".results_per_page").c_str());
  require_not_negative(list.page, (name + ".page").c_str());
  require_not_negative(list.results_per_page, (name + ".results_per_page").c_str());
}

}  // namespace game_server
