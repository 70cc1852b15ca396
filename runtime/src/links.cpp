#include "thriftorm/links.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "keys.h"

namespace thriftorm::detail {
namespace {

// Two placeholders for each link: below every engine's limit.
constexpr std::size_t kChunk = 5'000;

// One direction of a link table.
struct Direction {
  std::string_view table;
  std::string_view from;
  std::string_view to;
};

template <class Work>
void for_chunks(const Keys& keys, Work&& work) {
  const std::vector<KeyValue> all(keys.begin(), keys.end());
  for (std::size_t at = 0; at < all.size(); at += kChunk) {
    work(std::span<const KeyValue>(all).subspan(at, std::min(kChunk, all.size() - at)));
  }
}

// The directions in which a link stands in its table.
std::vector<Direction> directions(const LinkTable& table) {
  std::vector<Direction> all{{table.name, table.owner_column, table.target_column}};
  if (table.symmetrical) all.push_back({table.name, table.target_column, table.owner_column});
  return all;
}

// The keys that the owner is linked to, locked where the engine locks rows.
Keys linked(Session& session, const LinkTable& table, const KeyValue& owner, bool text_keys) {
  const std::string_view lock = session.dialect() == Dialect::kSqlite ? "" : " FOR UPDATE";
  const Parameter parameter = to_parameter(owner);
  Rows rows = session.query(fmt::format("SELECT `{}` FROM `{}` WHERE `{}` = ?{}",
                                        table.target_column, table.name, table.owner_column, lock),
                            std::span<const Parameter>(&parameter, 1));
  Keys keys;
  while (const Row* row = rows.next()) {
    keys.insert(read_key(*row, text_keys));
  }
  return keys;
}

void insert_links(Session& session, const Direction& direction, const KeyValue& owner,
                  const Keys& targets) {
  const std::string head = fmt::format("INSERT INTO `{}` (`{}`, `{}`) VALUES ", direction.table,
                                       direction.from, direction.to);
  for_chunks(targets, [&](std::span<const KeyValue> chunk) {
    std::vector<Parameter> parameters;
    for (const KeyValue& target : chunk) {
      parameters.push_back(to_parameter(owner));
      parameters.push_back(to_parameter(target));
    }
    session.execute(head + repeated("(?, ?)", chunk.size()),
                    std::span<const Parameter>(parameters));
  });
}

void delete_links(Session& session, const Direction& direction, const KeyValue& owner,
                  const Keys& targets) {
  const std::string head = fmt::format("DELETE FROM `{}` WHERE `{}` = ? AND `{}` IN (",
                                       direction.table, direction.from, direction.to);
  for_chunks(targets, [&](std::span<const KeyValue> chunk) {
    std::vector<Parameter> parameters{to_parameter(owner)};
    for (const KeyValue& target : chunk) parameters.push_back(to_parameter(target));
    session.execute(head + repeated("?", chunk.size()) + ")",
                    std::span<const Parameter>(parameters));
  });
}

Keys unique(const LinkTargets& targets) { return {targets.keys.begin(), targets.keys.end()}; }

// In a symmetrical table, a link of a record to itself is one row.
void write(Session& session, const LinkTable& table, const KeyValue& owner, const Keys& targets,
           void (*statement)(Session&, const Direction&, const KeyValue&, const Keys&)) {
  if (targets.empty()) return;
  statement(session, directions(table).front(), owner, targets);
  const Keys others = without(targets, {owner});
  if (table.symmetrical && !others.empty())
    statement(session, directions(table).back(), owner, others);
}

}  // namespace

void add_links(Session& session, const LinkTable& table, const KeyValue& owner,
               const LinkTargets& targets) {
  session.transaction([&] {
    write(session, table, owner,
          without(unique(targets), linked(session, table, owner, targets.text_keys)), insert_links);
  });
}

void remove_links(Session& session, const LinkTable& table, const KeyValue& owner,
                  const LinkTargets& targets) {
  session.transaction([&] { write(session, table, owner, unique(targets), delete_links); });
}

void set_links(Session& session, const LinkTable& table, const KeyValue& owner,
               const LinkTargets& targets) {
  session.transaction([&] {
    const Keys wanted = unique(targets);
    const Keys present = linked(session, table, owner, targets.text_keys);
    write(session, table, owner, without(present, wanted), delete_links);
    write(session, table, owner, without(wanted, present), insert_links);
  });
}

void clear_links(Session& session, const LinkTable& table, const KeyValue& owner) {
  session.transaction([&] {
    const Parameter parameter = to_parameter(owner);
    for (const Direction& direction : directions(table)) {
      session.execute(
          fmt::format("DELETE FROM `{}` WHERE `{}` = ?", direction.table, direction.from),
          std::span<const Parameter>(&parameter, 1));
    }
  });
}

}  // namespace thriftorm::detail
