#include "thriftorm/links.h"

#include <fmt/format.h>

#include <map>
#include <span>

#include "key_statements.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

// One direction of a link table.
struct Direction {
  std::string_view table;
  std::string_view from;
  std::string_view to;
};

// The directions in which a link stands in its table.
std::vector<Direction> directions(const LinkTable& table) {
  std::vector<Direction> all{{table.name, table.owner_column, table.target_column}};
  if (table.symmetrical) all.push_back({table.name, table.target_column, table.owner_column});
  return all;
}

// The keys that the owner is linked to, locked where the engine locks rows.
Keys linked(Session& session, const LinkTable& table, const KeyValue& owner, bool text_keys) {
  const Parameter parameter = to_parameter(owner);
  Rows rows =
      session.query(fmt::format("SELECT `{}` FROM `{}` WHERE `{}` = ?{}", table.target_column,
                                table.name, table.owner_column, lock_clause(session)),
                    std::span<const Parameter>(&parameter, 1));
  Keys keys;
  while (const Row* row = rows.next()) keys.insert(read_key(*row, text_keys));
  return keys;
}

void insert_links(Session& session, const Direction& direction, const KeyValue& owner,
                  const Keys& targets) {
  std::vector<KeyPair> links;
  links.reserve(targets.size());
  for (const KeyValue& target : targets) links.emplace_back(owner, target);
  insert_pairs(session, direction.table, direction.from, direction.to, links);
}

void delete_links(Session& session, const Direction& direction, const KeyValue& owner,
                  const Keys& targets) {
  const std::string head = fmt::format("DELETE FROM `{}` WHERE `{}` = ? AND `{}` IN ",
                                       direction.table, direction.from, direction.to);
  for_key_lists(std::vector<KeyValue>(targets.begin(), targets.end()), kMaxKeys,
                [&](const std::string& list, std::span<const Parameter> keys) {
                  std::vector<Parameter> parameters{to_parameter(owner)};
                  parameters.insert(parameters.end(), keys.begin(), keys.end());
                  session.execute(head + list, std::span<const Parameter>(parameters));
                });
}

Keys targets_of(const LinkEnds& ends) { return {ends.targets.begin(), ends.targets.end()}; }

// Links are made between rows that are there, and that stay until they are. Whichever side asks, the rows
// are locked in one order.
void lock_ends(Session& session, const LinkEnds& ends) {
  const TableInfo& owner_table = *ends.owner_table;
  const TableInfo& target_table = *ends.target_table;
  Keys targets = targets_of(ends);
  if (owner_table.name == target_table.name) {
    targets.insert(ends.owner);
    return require_rows(session, owner_table, targets);
  }
  const bool owner_first = owner_table.name < target_table.name;
  if (owner_first) require_rows(session, owner_table, {ends.owner});
  require_rows(session, target_table, targets);
  if (!owner_first) require_rows(session, owner_table, {ends.owner});
}

// In a symmetrical table, a link of a record to itself is one row.
void write(Session& session, const LinkTable& table, const KeyValue& owner, const Keys& targets,
           void (*statement)(Session&, const Direction&, const KeyValue&, const Keys&)) {
  if (targets.empty()) return;
  statement(session, directions(table).front(), owner, targets);
  const Keys others = without(targets, {owner});
  if (table.symmetrical && !others.empty())
    statement(session, directions(table).back(), owner, others);
}

// Of rows that are locked.
void replace_links(Session& session, const LinkTable& table, const LinkEnds& ends) {
  const Keys wanted = targets_of(ends);
  const Keys present = linked(session, table, ends.owner, ends.target_table->text_key);
  write(session, table, ends.owner, without(present, wanted), delete_links);
  write(session, table, ends.owner, without(wanted, present), insert_links);
}

}  // namespace

void add_links(Session& session, const LinkTable& table, const LinkEnds& ends) {
  session.transaction([&] {
    lock_ends(session, ends);
    const Keys present = linked(session, table, ends.owner, ends.target_table->text_key);
    write(session, table, ends.owner, without(targets_of(ends), present), insert_links);
  });
}

void remove_links(Session& session, const LinkTable& table, const LinkEnds& ends) {
  session.transaction([&] { write(session, table, ends.owner, targets_of(ends), delete_links); });
}

void set_links(Session& session, const LinkTable& table, const LinkEnds& ends) {
  session.transaction([&] {
    lock_ends(session, ends);
    replace_links(session, table, ends);
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

// Links are set, not added: those of an association table that were not given go.
void UnitOfWork::join(const Group& group) {
  const RelationInfo& relation = *group.relation;
  const LinkTable table{relation.link, relation.column, relation.target_column,
                        relation.symmetrical};
  lock_owners(group.replaced);
  adopt_present(relation.target(), records_of(group.items));
  check_present(relation.target(), records_of(group.items));
  save_each(group.items);
  std::map<const Record*, LinkEnds> ends;
  for (const Record* owner : group.replaced)
    ends[owner] = LinkEnds{&owner->info(), *owner->key_value(), &relation.target(), {}};
  for (const Item& item : group.items)
    ends[item.owner].targets.push_back(*item.record->key_value());
  for (const Record* owner : group.replaced) replace_links(session_, table, ends[owner]);
}

}  // namespace thriftorm::detail
