// Rows that a pivot gives to their owners.
#include <fmt/format.h>

#include <algorithm>

#include "bounds.h"
#include "errors.h"
#include "key_statements.h"
#include "unit_of_work.h"

namespace thriftorm::detail {

void insert_pairs(Session& session, std::string_view table, std::string_view first,
                  std::string_view second, std::span<const KeyPair> pairs) {
  const std::string head =
      fmt::format("INSERT INTO `{}` (`{}`, `{}`) VALUES ", table, first, second);
  for (; !pairs.empty(); pairs = pairs.subspan(std::min(pairs.size(), kMaxInsertedRows))) {
    std::vector<Parameter> parameters;
    for (const auto& [one, other] : pairs.first(std::min(pairs.size(), kMaxInsertedRows))) {
      parameters.push_back(to_parameter(one));
      parameters.push_back(to_parameter(other));
    }
    try {
      session.execute(head + repeated("(?, ?)", parameters.size() / 2),
                      std::span<const Parameter>(parameters));
    } catch (const Error& error) {
      rethrow_for(error, table);
    }
  }
}

// The row of a pivot that waits with a record must name the owner that the record is given to; that
// owner then writes it.
void UnitOfWork::claim(const RelationInfo& relation, const Item& item) {
  touch(*item.record);
  touched(*item.record).linked_by = relation.link;
  for (const Queued& queued : item.record->queued_records()) {
    Record* link = queued.record.get();
    if (link == nullptr || link->info().name != relation.link) continue;
    touch_keys(*link);
    const std::size_t column = link->info().find_column(relation.column);
    if (!link->refer(column, item.owner->key_value(), true))
      throw_not_owned(relation, item.owner->info(), item.record->info(), item.record->key_text());
  }
}

void UnitOfWork::link(const RelationInfo& relation, const std::vector<Item>& items, Keys linked) {
  std::vector<KeyPair> links;
  links.reserve(items.size());
  for (const Item& item : items) {
    const KeyValue target = *item.record->key_value();
    const bool is_new = !existed(*item.record) || linked.insert(target).second;
    if (is_new) links.emplace_back(target, *item.owner->key_value());
  }
  insert_pairs(session_, relation.link, relation.target_column, relation.column, links);
}

// Which of these are linked to their owners already. Refuses those that are another's, or gone.
Keys UnitOfWork::find_linked(const RelationInfo& relation, const std::vector<Item>& items,
                             const Keys* known) {
  Keys linked = known == nullptr ? Keys() : *known;
  ItemsByKey unsure;
  for (const Item& item : items) {
    touch(*item.record);
    const std::optional<KeyValue> key = item.record->key_value();
    if (key && existed(*item.record) && !linked.contains(*key)) expect(relation, item, unsure);
  }
  if (unsure.empty()) return linked;
  const TableInfo& target = relation.target();
  const bool text = items.front().owner->info().text_key;
  const std::string sql = fmt::format(
      "SELECT r.`{0}`, l.`{1}`, l.`{2}` FROM `{3}` r LEFT JOIN `{4}` l ON l.`{1}` = r.`{0}` "
      "WHERE r.`{0}` IN ",
      target.key_name(), relation.target_column, relation.column, target.name, relation.link);
  Keys missing = keys_in(unsure);
  query_with_keys(session_, sql, std::vector<KeyValue>(missing.begin(), missing.end()),
                  lock_clause(session_), [&](const Row& row) {
                    const KeyValue key = read_key(row, target.text_key);
                    const auto found = unsure.find(key);
                    if (found == unsure.end())
                      return;  // the database compares text in other ways than we do
                    const Item& item = *found->second;
                    missing.erase(key);
                    if (row.is_null(1)) return;
                    if (row.is_null(2) || read_key(row, text, 2) != *item.owner->key_value())
                      throw_not_owned(relation, item.owner->info(), target, to_text(key));
                    linked.insert(key);
                  });
  require_none(target, missing);
  return linked;
}

}  // namespace thriftorm::detail
