// How names of tables, models, columns and accessors follow from each other.
#pragma once

#include <string>
#include <string_view>

namespace thriftorm {

// "mobile_items" → "mobile_item", "inventories" → "inventory", "statuses" → "status". The last word
// alone changes; a word that is no plural stays.
std::string singularize(std::string_view plural);
// "inventory_entry" → "inventory_entries", "box" → "boxes", "key" → "keys".
std::string pluralize(std::string_view singular);
// "mobile_item" → "MobileItem".
std::string pascal_case(std::string_view snake);
// "MobileItem" → "mobile_item", "ItemVector3" → "item_vector3", "HTTPServer" → "http_server".
std::string snake_case(std::string_view pascal);
// "mobile_items" → "MobileItemModel".
std::string model_name(std::string_view table);
// What a key column leads to: its name without the key's, "owner_player_id" → "owner_player",
// "flag_code" → "flag"; with the singular of the table where it does not end in that, so that it is
// told from the column itself: "parent" to `companies` → "parent_company".
std::string relation_name(std::string_view column, std::string_view key, std::string_view table);
// "mobile_id" → "mobile": a union's variant as what it says of a record.
std::string without_id(std::string_view name);
// `name` if it fits the 64 characters of an identifier; else its start and a stable hash of the whole.
std::string fit_identifier(std::string name);
// The same, shortened in any case, so that it differs from what others are called: by a hash of
// `identity`.
std::string distinct_identifier(std::string_view name, std::string_view identity);
// In ASCII's lower case.
std::string lower_case(std::string_view text);

// Reserved words of MySQL, MariaDB or SQLite (in any case).
bool is_sql_reserved(std::string_view name);
// Keywords of C++20 and the alternative tokens.
bool is_cpp_keyword(std::string_view name);

}  // namespace thriftorm
