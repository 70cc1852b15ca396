// Destroying rows with all that they own: table by table and level by level, never row by row.
#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "errors.h"
#include "keys.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

// Owners that own each other are found; this bounds chains that merely are long.
constexpr int kMaxDepth = 100;
// Keys in one IN list: below every engine's limit of placeholders.
constexpr std::size_t kChunk = 10'000;

using Key = KeyValue;

Key to_key(const Parameter& parameter) {
  if (parameter.kind() == Parameter::Kind::kInteger) return parameter.integer();
  return std::string(parameter.text());
}

class Destruction {
 public:
  explicit Destruction(Session& session) : session_(session) {}

  // Destroys these rows; returns how many there were. `by_link`: the link over which they were
  // reached, whose rows are gone already.
  std::uint64_t destroy(const TableInfo& table, std::vector<Key> keys, std::string_view by_link,
                        int depth) {
    if (depth > kMaxDepth) {
      ErrorDetails details;
      details.table = table.name;
      throw InvalidData(fmt::format("rows own each other over more than {} levels", kMaxDepth),
                        std::move(details));
    }
    std::set<Key>& seen = seen_[table.name];
    std::erase_if(keys, [&](const Key& key) { return !seen.insert(key).second; });
    if (keys.empty()) return 0;
    for (const DestroyRule& rule : table.on_destroy) {
      if (rule.table != by_link) follow(rule, table, keys, depth);
    }
    return execute(
        fmt::format("DELETE FROM `{}` WHERE `{}` IN ", table.name, table.columns[table.key].name),
        keys);
  }

 private:
  void follow(const DestroyRule& rule, const TableInfo& table, const std::vector<Key>& keys,
              int depth) {
    const std::string condition = fmt::format(" WHERE `{}` IN ", rule.column);
    switch (rule.kind) {
      case DestroyRule::kDelete:
        return destroy_children(rule, condition, keys, depth);
      case DestroyRule::kOwned:
        return destroy_owned(rule, condition, keys, depth);
      case DestroyRule::kUnlink:
        execute(fmt::format("UPDATE `{}` SET `{}` = NULL{}", rule.table, rule.column, condition),
                keys);
        return;
      case DestroyRule::kUnjoin:
        execute(fmt::format("DELETE FROM `{}`{}", rule.table, condition), keys);
        return;
      case DestroyRule::kRefuse:
        return refuse_if_used(rule, table, condition, keys);
    }
  }

  void destroy_children(const DestroyRule& rule, const std::string& condition,
                        const std::vector<Key>& keys, int depth) {
    const TableInfo& child = rule.target();
    if (child.on_destroy.empty()) {
      execute(fmt::format("DELETE FROM `{}`{}", rule.table, condition), keys);
      return;
    }
    const std::string select = fmt::format("SELECT `{}` FROM `{}`{}", child.columns[child.key].name,
                                           rule.table, condition);
    destroy(child, select_keys(select, keys, child), {}, depth + 1);
  }

  void destroy_owned(const DestroyRule& rule, const std::string& condition,
                     const std::vector<Key>& keys, int depth) {
    std::vector<Key> owned = select_keys(
        fmt::format("SELECT `{}` FROM `{}`{}", rule.target_column, rule.table, condition), keys,
        rule.target());
    if (owned.empty()) return;
    execute(fmt::format("DELETE FROM `{}`{}", rule.table, condition), keys);
    destroy(rule.target(), std::move(owned), rule.table, depth + 1);
  }

  void refuse_if_used(const DestroyRule& rule, const TableInfo& table, const std::string& condition,
                      const std::vector<Key>& keys) {
    const std::string select =
        fmt::format("SELECT `{}` FROM `{}`{}", rule.column, rule.table, condition);
    const std::vector<Key> used = select_keys(select, keys, table, " LIMIT 1");
    if (used.empty()) return;
    ErrorDetails details;
    details.table = table.name;
    details.record_id = to_text(used.front());
    throw ConstraintViolation(
        fmt::format("rows of `{}` still use it by their `{}`", rule.table, rule.column),
        ConstraintKind::kForeignKey, std::move(details));
  }

  // Keys of `of` that a statement finds for these.
  std::vector<Key> select_keys(const std::string& select, const std::vector<Key>& keys,
                               const TableInfo& of, std::string_view end = {}) {
    std::vector<Key> found;
    for_chunks(keys, [&](std::span<const Parameter> chunk) {
      Rows rows = session_.query(
          select + "(" + repeated("?", chunk.size()) + ")" + std::string(end), chunk);
      while (const Row* row = rows.next()) {
        found.push_back(read_key(*row, of.text_key));
      }
    });
    return found;
  }

  std::uint64_t execute(const std::string& statement, const std::vector<Key>& keys) {
    std::uint64_t matched = 0;
    for_chunks(keys, [&](std::span<const Parameter> chunk) {
      matched += session_.execute(statement + "(" + repeated("?", chunk.size()) + ")", chunk);
    });
    return matched;
  }

  // Chunks are padded to powers of two, so that few statements are prepared.
  template <class Work>
  void for_chunks(const std::vector<Key>& keys, Work&& work) {
    for (std::size_t at = 0; at < keys.size(); at += kChunk) {
      const std::size_t size = std::min(kChunk, keys.size() - at);
      std::vector<Parameter> chunk;
      for (std::size_t i = 0; i < size; ++i) chunk.push_back(to_parameter(keys[at + i]));
      chunk.resize(std::min(std::bit_ceil(size), kChunk), chunk.back());
      work(std::span<const Parameter>(chunk));
    }
  }

  Session& session_;
  std::map<std::string_view, std::set<Key>> seen_;
};

}  // namespace

void destroy_row(Session& session, const TableInfo& table, const Parameter& key,
                 const std::string& record_id) {
  if (table.on_destroy.empty()) {
    if (session.execute(*table.erase, std::span<const Parameter>(&key, 1)) == 0)
      throw_not_found(table, record_id);
    return;
  }
  session.transaction([&] {
    if (Destruction(session).destroy(table, {to_key(key)}, {}, 0) == 0)
      throw_not_found(table, record_id);
  });
}

void destroy_rows(Session& session, const TableInfo& table, const Keys& keys) {
  Destruction(session).destroy(table, {keys.begin(), keys.end()}, {}, 0);
}

}  // namespace thriftorm::detail
