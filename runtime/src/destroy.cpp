// Destroying rows with all that they own: table by table and level by level, never row by row.
#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "closure.h"
#include "errors.h"
#include "key_statements.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

// One of the ways in which a row of a table goes along: by a key that it has or holds.
struct WayOut {
  std::string_view column;
  const ClosureTable* keys;
};

std::vector<WayOut> ways_out(const Closure& closure, std::string_view table) {
  std::vector<WayOut> ways;
  if (const ClosureTable* known = closure.find_table(table))
    ways.push_back({known->info->key_name(), known});
  for (const Removal& removal : closure.removals) {
    if (removal.table == table) ways.push_back({removal.column, removal.owner});
  }
  return ways;
}

// Where a refusing rule's row is read: the key that it uses, then the columns of the ways out.
std::string select_users(const DestroyRule& rule, const std::vector<WayOut>& ways) {
  std::string columns = fmt::format("`{}`", rule.column);
  for (const WayOut& way : ways) columns += fmt::format(", `{}`", way.column);
  return fmt::format("SELECT {} FROM `{}` WHERE `{}` IN ", columns, rule.table, rule.column);
}

bool goes_along(const Row& row, const std::vector<WayOut>& ways) {
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const int column = static_cast<int>(i) + 1;
    if (row.is_null(column)) continue;
    if (ways[i].keys->rows.contains(read_key(row, ways[i].keys->info->text_key, column)))
      return true;
  }
  return false;
}

[[noreturn]] void throw_used(const DestroyRule& rule, const TableInfo& table, const KeyValue& key) {
  ErrorDetails details;
  details.table = table.name;
  details.record_id = to_text(key);
  throw ConstraintViolation(
      fmt::format("rows of `{}` still use it by their `{}`", rule.table, rule.column),
      ConstraintKind::kForeignKey, std::move(details));
}

void refuse_if_used(Session& session, Closure& closure, const DestroyRule& rule,
                    const ClosureTable& used) {
  const std::vector<WayOut> ways = ways_out(closure, rule.table);
  const ClosureTable* users = closure.find_table(rule.table);
  const std::string end = fmt::format("{}{}", ways.empty() ? " LIMIT 1" : "", lock_clause(session));
  query_with_keys(session, select_users(rule, ways), used.keys(), end, [&](const Row& row) {
    const KeyValue key = read_key(row, used.info->text_key);
    if (!goes_along(row, ways)) throw_used(rule, *used.info, key);
    if (users != nullptr)
      closure.note_use(*users, read_key(row, users->info->text_key, 1), used, key);
  });
}

// Refuses if a row that stays uses one that goes.
void refuse_if_used(Session& session, Closure& closure) {
  for (const ClosureTable& used : closure.tables) {
    if (used.rows.empty()) continue;
    for (const DestroyRule& rule : used.info->on_destroy) {
      if (rule.kind == DestroyRule::kRefuse) refuse_if_used(session, closure, rule, used);
    }
  }
}

void unlink(Session& session, const Closure& closure) {
  for (const ClosureTable& table : closure.tables) {
    if (table.rows.empty()) continue;
    for (const DestroyRule& rule : table.info->on_destroy) {
      if (rule.kind != DestroyRule::kUnlink) continue;
      execute_with_keys(session,
                        fmt::format("UPDATE `{0}` SET `{1}` = NULL{2} WHERE `{1}` IN ", rule.table,
                                    rule.column, version_step(rule.target())),
                        table.keys());
    }
  }
}

using Positions = std::vector<std::size_t>;

// How many rows of the closure still refer to each.
std::vector<std::size_t> count_users(const std::vector<ClosureRow>& rows) {
  std::vector<std::size_t> users(rows.size());
  for (const ClosureRow& row : rows) {
    for (const std::size_t named : row.names) ++users[named];
  }
  return users;
}

// The rows to which nothing refers any more once these are gone.
Positions next_step(const std::vector<ClosureRow>& rows, const Positions& step,
                    std::vector<std::size_t>& users) {
  Positions next;
  for (const std::size_t i : step) {
    for (const std::size_t named : rows[i].names) {
      if (--users[named] == 0) next.push_back(named);
    }
  }
  return next;
}

// The closure's rows in steps, each of which only rows of the steps before it refer to. Rows that
// refer to each other in a circle, and what they refer to, come last: the farthest from the roots first.
std::vector<Positions> in_steps(const std::vector<ClosureRow>& rows) {
  std::vector<std::size_t> users = count_users(rows);
  Positions step;
  std::map<int, Positions, std::greater<>> rest;  // by level
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (users[i] == 0) step.push_back(i);
  }
  std::vector<Positions> steps;
  while (!step.empty()) {
    steps.push_back(std::move(step));
    step = next_step(rows, steps.back(), users);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (users[i] != 0) rest[rows[i].level].push_back(i);
  }
  for (auto& [level, positions] : rest) steps.push_back(std::move(positions));
  return steps;
}

void delete_rows(Session& session, const TableInfo& table, const std::vector<KeyValue>& keys) {
  execute_with_keys(session,
                    fmt::format("DELETE {}FROM `{}` WHERE `{}` IN ", by_key_hint(session, table),
                                table.name, table.key_name()),
                    keys);
}

void delete_rows(Session& session, const Closure& closure, const Positions& step) {
  std::map<const ClosureTable*, std::vector<KeyValue>> keys;
  for (const std::size_t i : step) keys[closure.rows[i].table].push_back(*closure.rows[i].key);
  for (const ClosureTable& table : closure.tables) {
    const auto found = keys.find(&table);
    if (found != keys.end()) delete_rows(session, *table.info, found->second);
  }
}

// In an order that foreign keys of the database agree with: a row goes after all that refer to it.
void remove(Session& session, const Closure& closure) {
  unlink(session, closure);
  for (const Removal& removal : closure.removals) {
    execute_with_keys(session,
                      fmt::format("DELETE FROM `{}` WHERE `{}` IN ", removal.table, removal.column),
                      removal.owner->keys());
  }
  for (const Positions& step : in_steps(closure.rows)) delete_rows(session, closure, step);
}

}  // namespace

void destroy_row(Session& session, const TableInfo& table, const KeyValue& key) {
  if (table.on_destroy.empty()) {
    const Parameter parameter = to_parameter(key);
    if (session.execute(*table.erase, std::span<const Parameter>(&parameter, 1)) == 0)
      throw_not_found(table, to_text(key));
    return;
  }
  session.transaction([&] {
    require_rows(session, table, {key});
    destroy_rows(session, table, {key});
  });
}

void destroy_rows(Session& session, const TableInfo& table, const Keys& keys) {
  Closure closure = find_closure(session, table, keys);
  refuse_if_used(session, closure);
  remove(session, closure);
}

}  // namespace thriftorm::detail
