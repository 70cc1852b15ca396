#include "closure.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "bounds.h"
#include "key_statements.h"

namespace thriftorm::detail {
namespace {

// Whether rows of a table have to be known to see what becomes of others.
bool has_rules(const TableInfo& table) { return !table.on_destroy.empty(); }

// Whether destroying what a link leads to removes the link's rows as well.
bool goes_with_target(const DestroyRule& link) {
  const auto rules = link.target().on_destroy;
  return std::any_of(rules.begin(), rules.end(), [&](const DestroyRule& rule) {
    const bool removes = rule.kind == DestroyRule::kDelete || rule.kind == DestroyRule::kUnjoin;
    return removes && rule.table == link.table && rule.column == link.target_column;
  });
}

// Whether a rule removes rows that are not read.
bool removes_unread(const DestroyRule& rule) {
  if (rule.kind == DestroyRule::kDelete) return !has_rules(rule.target());
  if (rule.kind == DestroyRule::kOwned) return !goes_with_target(rule);
  return rule.kind == DestroyRule::kUnjoin;
}

// Follows the rules from the roots, all rows of a level together.
class Search {
 public:
  explicit Search(Session& session) : session_(session) {}

  Closure run(const TableInfo& table, const std::set<KeyValue>& roots) {
    for (const KeyValue& key : roots) add(table_of(table), key, 0);
    for (std::size_t done = 0; done < closure_.rows.size();) {
      const std::size_t end = closure_.rows.size();
      follow_level(done, end);
      done = end;
    }
    add_removals();
    return std::move(closure_);
  }

 private:
  void follow_level(std::size_t begin, std::size_t end) {
    const int level = closure_.rows[begin].level + 1;
    std::map<const ClosureTable*, std::vector<KeyValue>> found;
    for (std::size_t i = begin; i < end; ++i)
      found[closure_.rows[i].table].push_back(*closure_.rows[i].key);
    const std::size_t tables = closure_.tables.size();  // what is found may add some
    for (std::size_t i = 0; i < tables; ++i) {
      const auto keys = found.find(&closure_.tables[i]);
      if (keys != found.end()) follow(*keys->first, keys->second, level);
    }
  }

  void follow(const ClosureTable& owner, std::span<const KeyValue> keys, int level) {
    for (const DestroyRule& rule : owner.info->on_destroy) {
      if (rule.kind == DestroyRule::kDelete && has_rules(rule.target()))
        add_children(rule, owner, keys, level);
      if (rule.kind == DestroyRule::kOwned)
        add_rows(rule.target(),
                 fmt::format("SELECT `{}` FROM `{}` WHERE `{}` IN ", rule.target_column, rule.table,
                             rule.column),
                 keys, level);
    }
  }

  // Adds the rows whose keys a statement finds.
  void add_rows(const TableInfo& table, const std::string& select, std::span<const KeyValue> keys,
                int level) {
    ClosureTable& rows = table_of(table);
    query_with_keys(session_, select, keys, lock_clause(session_),
                    [&](const Row& row) { add(rows, read_key(row, table.text_key), level); });
  }

  void add_children(const DestroyRule& rule, const ClosureTable& owner,
                    std::span<const KeyValue> keys, int level) {
    const TableInfo& child = rule.target();
    ClosureTable& children = table_of(child);
    const std::string select = fmt::format("SELECT `{0}`, `{1}` FROM `{2}` WHERE `{1}` IN ",
                                           child.key_name(), rule.column, rule.table);
    query_with_keys(session_, select, keys, lock_clause(session_), [&](const Row& row) {
      const KeyValue key = read_key(row, child.text_key);
      add(children, key, level);
      closure_.note_use(children, key, owner, read_key(row, owner.info->text_key, 1));
    });
  }

  // Circles end here, as rows are found once; chains that merely are long are bounded.
  void add(ClosureTable& table, KeyValue key, int level) {
    const auto [row, is_new] = table.rows.try_emplace(std::move(key), closure_.rows.size());
    if (!is_new) return;
    if (level > kMaxDepth) {
      ErrorDetails details;
      details.table = table.info->name;
      throw InvalidData(fmt::format("rows own each other over more than {} levels", kMaxDepth),
                        std::move(details));
    }
    closure_.rows.push_back({&table, &row->first, level, {}});
  }

  ClosureTable& table_of(const TableInfo& info) {
    for (ClosureTable& table : closure_.tables) {
      if (table.info->name == info.name) return table;
    }
    return closure_.tables.emplace_back(ClosureTable{&info, {}});
  }

  void add_removals() {
    for (const ClosureTable& owner : closure_.tables) {
      if (owner.rows.empty()) continue;
      for (const DestroyRule& rule : owner.info->on_destroy) {
        if (removes_unread(rule)) closure_.removals.push_back({rule.table, rule.column, &owner});
      }
    }
  }

  Session& session_;
  Closure closure_;
};

}  // namespace

std::vector<KeyValue> ClosureTable::keys() const {
  std::vector<KeyValue> keys;
  keys.reserve(rows.size());
  for (const auto& [key, position] : rows) keys.push_back(key);
  return keys;
}

const ClosureTable* Closure::find_table(std::string_view name) const {
  const auto table = std::find_if(tables.begin(), tables.end(), [&](const ClosureTable& candidate) {
    return candidate.info->name == name && !candidate.rows.empty();
  });
  return table == tables.end() ? nullptr : &*table;
}

void Closure::note_use(const ClosureTable& user_table, const KeyValue& user,
                       const ClosureTable& used_table, const KeyValue& used) {
  const auto from = user_table.rows.find(user);
  const auto to = used_table.rows.find(used);
  // A database of the user's own may compare text in other ways than we do.
  if (from == user_table.rows.end() || to == used_table.rows.end()) return;
  if (from->second != to->second) rows[from->second].names.push_back(to->second);
}

Closure find_closure(Session& session, const TableInfo& table, const std::set<KeyValue>& roots) {
  return Search(session).run(table, roots);
}

}  // namespace thriftorm::detail
