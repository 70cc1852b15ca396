#include "test/live/relations/random_records.h"

#include <type_traits>
#include <utility>

namespace random_graphs {
namespace {

using namespace game_db;
using thriftorm::Session;
using Text = std::optional<std::string>;

std::optional<Id> as_id(const Text& text) {
  return text ? std::optional(std::stoll(*text)) : std::nullopt;
}
std::string as_text(double value) {
  std::string text = std::to_string(value);
  return text.substr(0, text.find('.') + 2);
}
template <class T>
void put(Values& values, const char* column, const std::optional<T>& value) {
  if (value) values[column] = std::to_string(*value);
}

void set(PlayerModel& player, const std::string& column, const Text& value) {
  if (column == "full_name") player.set_full_name(*value);
  if (column == "what_we_call_you") player.set_what_we_call_you(*value);
  if (column == "security_token") player.set_security_token(*value);
  if (column == "year_of_birth") player.set_year_of_birth(*as_id(value));
  if (column == "email") player.set_email(*value);
}
void set(MobileModel& mobile, const std::string& column, const Text& value) {
  if (column == "mobile_type") {
    mobile.set_mobile_type(value == "NPC" ? game::MobileType::NPC : game::MobileType::PLAYER);
  }
  if (column == "what_we_call_you") mobile.set_what_we_call_you(*value);
  if (column == "owner_mobile_id") mobile.set_owner_mobile_id(as_id(value));
  if (column == "owner_player_id") mobile.set_owner_player_id(as_id(value));
}
void set(AttributeModel& attribute, const std::string& column, const Text& value) {
  if (column == "internal_name") attribute.set_internal_name(*value);
  if (column == "visible") attribute.set_visible(value == "1");
  if (column == "double_value") attribute.set_double_value(std::stod(*value));
  if (column == "attribute_type") attribute.set_attribute_type(game::AttributeType::LUCK);
}
void set(InventoryModel& inventory, const std::string& column, const Text& value) {
  if (column == "max_entries") inventory.set_max_entries(std::stoi(*value));
  if (column == "max_volume") inventory.set_max_volume(std::stod(*value));
  if (column == "last_calculated_volume") inventory.set_last_calculated_volume(std::stod(*value));
}
void set(InventoryEntryModel& entry, const std::string& column, const Text& value) {
  if (column == "item_id") entry.set_item_id(*as_id(value));
  if (column == "quantity") entry.set_quantity(std::stod(*value));
  if (column == "is_max_stacked") entry.set_is_max_stacked(value == "1");
}
template <class Item>
void set_of_item(Item& item, const std::string& column, const Text& value) {
  if (column == "internal_name") item.set_internal_name(*value);
  if (column == "max_stack_size") item.set_max_stack_size(as_id(value));
  if (column == "item_type") item.set_item_type(game::ItemType::TOOL);
}
void set(ItemModel& item, const std::string& column, const Text& value) {
  set_of_item(item, column, value);
}
void set(MobileItemModel& item, const std::string& column, const Text& value) {
  set_of_item(item, column, value);
  if (column == "item_id") item.set_item_id(*as_id(value));
}

Values get(const PlayerModel& player) {
  return {{"full_name", player.get_full_name()},
          {"what_we_call_you", player.get_what_we_call_you()},
          {"security_token", player.get_security_token()},
          {"year_of_birth", std::to_string(player.get_year_of_birth())},
          {"email", player.get_email()}};
}
Values get(const MobileModel& mobile) {
  Values values{
      {"mobile_type", mobile.get_mobile_type() == game::MobileType::NPC ? "NPC" : "PLAYER"},
      {"what_we_call_you", mobile.get_what_we_call_you()}};
  put(values, "owner_mobile_id", mobile.get_owner_mobile_id());
  put(values, "owner_player_id", mobile.get_owner_player_id());
  return values;
}
Values get(const AttributeModel& attribute) {
  return {{"internal_name", attribute.get_internal_name()},
          {"visible", attribute.get_visible() ? "1" : "0"},
          {"double_value", as_text(attribute.get_double_value().value_or(-1))},
          {"attribute_type", "LUCK"}};
}
Values get(const InventoryModel& inventory) {
  return {{"max_entries", std::to_string(inventory.get_max_entries())},
          {"max_volume", as_text(inventory.get_max_volume())},
          {"last_calculated_volume", as_text(inventory.get_last_calculated_volume())}};
}
Values get(const InventoryEntryModel& entry) {
  Values values{{"item_id", std::to_string(entry.get_item_id())},
                {"quantity", as_text(entry.get_quantity())},
                {"is_max_stacked", entry.get_is_max_stacked() ? "1" : "0"}};
  if (entry.get_inventory_id() != 0)
    values["inventory_id"] = std::to_string(entry.get_inventory_id());
  return values;
}
Values get(const ItemModel& item) {
  Values values{{"internal_name", item.get_internal_name()}, {"item_type", "TOOL"}};
  put(values, "max_stack_size", item.get_max_stack_size());
  return values;
}
Values get(const MobileItemModel& item) {
  Values values{{"item_id", std::to_string(item.get_item_id())},
                {"internal_name", item.get_internal_name()},
                {"item_type", "TOOL"}};
  put(values, "max_stack_size", item.get_max_stack_size());
  if (item.get_mobile_id() != 0) values["mobile_id"] = std::to_string(item.get_mobile_id());
  return values;
}

template <std::size_t... I>
Record new_record(Kind kind, std::index_sequence<I...>) {
  Record record;
  ((static_cast<std::size_t>(kind) == I ? void(record.emplace<I>()) : void()), ...);
  return record;
}

Values read_row(const thriftorm::Row& row, const std::vector<std::string_view>& columns) {
  Values values;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int column = static_cast<int>(i) + 1;
    if (!row.is_null(column)) values[std::string(columns[i])] = std::string(row.get_text(column));
  }
  return values;
}

Rows read_table(Session& session, std::string_view table, std::string_view key,
                const std::vector<std::string_view>& columns) {
  std::string sql = "SELECT " + std::string(key);
  for (const std::string_view column : columns)
    sql.append(", CAST(").append(column).append(" AS CHAR)");
  Rows found;
  thriftorm::Rows rows = session.query(sql.append(" FROM ").append(table));
  while (const thriftorm::Row* row = rows.next())
    found[row->get_int64(0)] = read_row(*row, columns);
  return found;
}

std::vector<std::string_view> all_tables() {
  std::vector<std::string_view> tables{"attribute_owners", "inventory_owners"};
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    tables.push_back(table_of(static_cast<Kind>(kind)).name);
  return tables;
}

}  // namespace

Record make_record(Kind kind, const Values& values) {
  Record record = new_record(kind, std::make_index_sequence<kKinds>());
  for (const auto& [column, value] : values) set_column(record, column, value);
  return record;
}

std::optional<Record> find_record(Session& session, Kind kind, Id id) {
  return std::visit(
      [&](const auto& of) -> std::optional<Record> {
        return std::decay_t<decltype(of)>::find(session, id);
      },
      new_record(kind, std::make_index_sequence<kKinds>()));
}

void set_column(Record& record, const std::string& column, const Text& value) {
  std::visit([&](auto& model) { set(model, column, value); }, record);
}
Values values_of(const Record& record) {
  return std::visit([](const auto& model) { return get(model); }, record);
}

void save(Session& session, Record& record, thriftorm::Cascade cascade) {
  std::visit([&](auto& model) { model.save(session, cascade); }, record);
}
void destroy(Session& session, Record& record) {
  std::visit([&](auto& model) { model.destroy(session); }, record);
}
void reload(Session& session, Record& record) {
  std::visit([&](auto& model) { model.reload(session); }, record);
}

std::string difference(const Record& record, const Shadow& expected) {
  return std::visit(
      [&](const auto& model) -> std::string {
        if (model.get_id() != expected.id) {
          return "has the id " + std::to_string(model.get_id().value_or(0)) + ", not " +
                 std::to_string(expected.id.value_or(0));
        }
        if (model.is_stored() != expected.stored) return "is_stored() is wrong";
        if (model.is_dirty() != expected.is_dirty()) return "is_dirty() is wrong";
        std::string columns;
        for (const std::string_view column : model.dirty_columns())
          columns.append(column).append(" ");
        std::string expected_columns;
        for (const std::string& column : expected.dirty_columns())
          expected_columns.append(column).append(" ");
        if (columns != expected_columns)
          return "has the dirty columns " + columns + "and should have " + expected_columns;
        for (const auto& [column, value] : get(model)) {
          const auto found = expected.values.find(column);
          if (found == expected.values.end() || found->second != value)
            return "holds " + value + " in " + column + ", not " +
                   (found == expected.values.end() ? "NULL" : found->second);
        }
        if (get(model).size() != expected.values.size()) return "lacks a value";
        return "";
      },
      record);
}

World read_world(Session& session) {
  World world;
  const std::vector<std::string_view> owners{"mobile_id", "item_id", "asset_id", "player_id"};
  world["attribute_owners"] = read_table(session, "attribute_owners", "attribute_id", owners);
  world["inventory_owners"] = read_table(session, "inventory_owners", "inventory_id", owners);
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const Table& table = table_of(static_cast<Kind>(kind));
    world[std::string(table.name)] = read_table(session, table.name, "id", table.columns);
  }
  return world;
}

Id count_rows(Session& session) {
  std::string sql;
  for (const std::string_view table : all_tables())
    sql.append(sql.empty() ? "SELECT " : " + ").append("(SELECT COUNT(*) FROM ").append(table) +=
        ")";
  return session.query(sql).next()->get_int64(0);
}

std::optional<Id> find_id(Session& session, Kind kind, const std::string& label) {
  const Table& table = table_of(kind);
  thriftorm::Rows rows =
      session.query("SELECT id FROM " + std::string(table.name) + " WHERE CAST(" +
                    std::string(table.label) + " AS CHAR) = '" + label + "'");
  const thriftorm::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  const Id id = row->get_int64(0);
  return rows.next() == nullptr ? std::optional(id) : std::nullopt;
}

void clear_world(Session& session) {
  session.transaction([&] {
    for (const std::string_view table : all_tables())
      session.execute("DELETE FROM " + std::string(table));
  });
}

}  // namespace random_graphs
