#include "queries.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "game_db/enums.h"

namespace game_server {
namespace {

using thriftorm::Parameter;
using thriftorm::Session;
using thriftorm::detail::ModelAccess;

// A table's columns in the order in which its model reads them.
constexpr std::string_view kPlayers =
    "SELECT id, full_name, what_we_call_you, security_token, year_of_birth, email FROM players";
constexpr std::string_view kItems =
    "SELECT id, internal_name, max_stack_size, item_type, blueprint_id FROM items";
constexpr std::string_view kMobileItems =
    "SELECT id, mobile_id, item_id, internal_name, max_stack_size, item_type, blueprint_id "
    "FROM mobile_items";
constexpr std::string_view kMobiles =
    "SELECT id, mobile_type, owner_mobile_id, owner_player_id, what_we_call_you FROM mobiles";
constexpr std::string_view kInventories =
    "SELECT id, max_entries, max_volume, last_calculated_volume FROM inventories";

constexpr std::size_t kKeysInStatement = 1000;

// Conditions that all hold, and what is bound to them.
struct Where {
  std::string sql;
  std::vector<Parameter> parameters;

  void add(const std::string& condition, std::initializer_list<Parameter> bound) {
    sql += (sql.empty() ? " WHERE " : " AND ") + condition;
    parameters.insert(parameters.end(), bound);
  }
};

// `%text%` with what LIKE would read otherwise escaped by `!`.
std::string like_pattern(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + '%';
}

// A condition that finds a bound pattern in a column. SQLite's LIKE folds the case of ASCII alone.
std::string like(const Session& session, const std::string& column) {
  switch (session.dialect()) {
    case thriftorm::Dialect::kMysql:
      return column + " COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!'";
    case thriftorm::Dialect::kMariadb:
      return column + " COLLATE utf8mb4_unicode_520_ci LIKE ? ESCAPE '!'";
    case thriftorm::Dialect::kSqlite:
      break;
  }
  return column + " LIKE ? ESCAPE '!'";
}

// What stands for a type in the database.
std::string_view stored_name(game::MobileType::type type) {
  for (const auto& member : game_db::kMobileTypeMembers) {
    if (member.value == type) return member.name;
  }
  throw thriftorm::InvalidData("the type of mobile is unknown");
}

template <class Model>
std::vector<Model> rows(Session& session, std::string_view select, Where where,
                        std::string_view order, std::int64_t limit, std::int64_t offset = 0) {
  where.parameters.insert(where.parameters.end(), {limit, offset});
  std::string sql(select);
  sql.append(where.sql).append(" ORDER BY ").append(order).append(" LIMIT ? OFFSET ?");
  return ModelAccess::fetch<Model>(session, sql, std::span<const Parameter>(where.parameters));
}

std::int64_t count(Session& session, std::string_view select, const Where& where) {
  std::string sql = "SELECT COUNT(*)";
  sql.append(select.substr(select.find(" FROM "))).append(where.sql);
  auto counted = session.query(sql, std::span<const Parameter>(where.parameters));
  return counted.next()->get_int64(0);
}

template <class Model>
Page<Model> page_of(Session& session, std::string_view select, const Where& where,
                    std::string_view order, PageOf page) {
  Page<Model> found;
  found.total = count(session, select, where);
  const std::int64_t offset = std::int64_t{page.number} * page.size;
  if (offset < found.total && page.size > 0) {
    found.records = rows<Model>(session, select, where, order, page.size, offset);
  }
  return found;
}

template <class Model>
std::vector<Model> by_ids(Session& session, std::string_view select,
                          std::vector<std::int64_t> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<Model> found;
  for (std::size_t from = 0; from < ids.size(); from += kKeysInStatement) {
    const std::size_t to = std::min(from + kKeysInStatement, ids.size());
    std::string sql = std::string(select) + " WHERE id IN (";
    std::vector<Parameter> keys;
    for (std::size_t i = from; i < to; ++i) {
      sql += i == from ? "?" : ", ?";
      keys.emplace_back(ids[i]);
    }
    sql += ") ORDER BY id";
    auto some = ModelAccess::fetch<Model>(session, sql, std::span<const Parameter>(keys));
    std::move(some.begin(), some.end(), std::back_inserter(found));
  }
  return found;
}

}  // namespace

Page<game_db::PlayerModel> list_players(Session& session, PageOf page, const std::string& search) {
  const std::string pattern = like_pattern(search);
  Where where;
  if (!search.empty()) {
    where.add('(' + like(session, "full_name") + " OR " + like(session, "what_we_call_you") + ')',
              {pattern, pattern});
  }
  return page_of<game_db::PlayerModel>(session, kPlayers, where, "id", page);
}

Page<game_db::ItemModel> list_items(Session& session, PageOf page, const std::string& search) {
  const std::string pattern = like_pattern(search);
  Where where;
  if (!search.empty()) where.add(like(session, "internal_name"), {pattern});
  return page_of<game_db::ItemModel>(session, kItems, where, "internal_name, id", page);
}

Page<game_db::InventoryModel> list_inventories(Session& session, PageOf page) {
  return page_of<game_db::InventoryModel>(session, kInventories, {}, "id", page);
}

Page<game_db::MobileModel> list_mobiles(Session& session, PageOf page,
                                        std::optional<game::MobileType::type> type,
                                        const std::string& search) {
  const std::string pattern = like_pattern(search);
  Where where;
  if (type) where.add("mobile_type = ?", {stored_name(*type)});
  if (!search.empty()) where.add(like(session, "what_we_call_you"), {pattern});
  return page_of<game_db::MobileModel>(session, kMobiles, where, "id DESC", page);
}

std::vector<game_db::MobileModel> search_mobiles(Session& session, const std::string& search,
                                                 std::int32_t limit) {
  const std::string pattern = like_pattern(search);
  Where where;
  where.add(like(session, "what_we_call_you"), {pattern});
  return rows<game_db::MobileModel>(session, kMobiles, where, "what_we_call_you, id", limit);
}

std::vector<game::ItemName> autocomplete_items(Session& session, const std::string& search,
                                               std::int32_t limit) {
  const std::string sql = "SELECT id, internal_name FROM items WHERE " +
                          like(session, "internal_name") + " ORDER BY internal_name, id LIMIT ?";
  auto found = session.query(sql, like_pattern(search), limit);
  std::vector<game::ItemName> names;
  while (const thriftorm::Row* row = found.next()) {
    names.emplace_back().__set_item_id(row->get_int64(0));
    names.back().__set_internal_name(std::string(row->get_text(1)));
  }
  return names;
}

std::vector<game_db::ItemModel> find_items(Session& session, std::vector<game::ItemId> ids) {
  return by_ids<game_db::ItemModel>(session, kItems, std::move(ids));
}

std::vector<game_db::MobileItemModel> find_mobile_items(Session& session,
                                                        std::vector<game::MobileItemId> ids) {
  return by_ids<game_db::MobileItemModel>(session, kMobileItems, std::move(ids));
}

// A transaction of SQLite's has locked the whole file when it begins.
void lock_inventories(Session& session, std::vector<game::InventoryId> ids) {
  if (session.dialect() == thriftorm::Dialect::kSqlite) return;
  std::sort(ids.begin(), ids.end());
  for (const game::InventoryId id : ids) {
    auto locked = session.query("SELECT id FROM inventories WHERE id = ? FOR UPDATE", id);
    while (locked.next() != nullptr) {
    }
  }
}

}  // namespace game_server
