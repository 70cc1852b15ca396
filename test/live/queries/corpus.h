// Queries that between them use everything that there is. Each stands in the goldens with its SQL,
// and is run and evaluated.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "test/live/queries/plain_tables.h"
#include "thriftorm/query.h"

namespace queries {

// What the ways of running a query gave, rows as text. Rows of values can only be listed.
struct Results {
  std::vector<std::string> rows;
  std::optional<std::int64_t> count;
  bool exists = false;
  std::string first;
  std::string last;  // empty: the query has a limit or an offset
  std::vector<std::string> cursor;
};

struct Entry {
  std::string name;
  thriftorm::detail::QueryState state;
  std::function<Results(thriftorm::Session&)> run;
};

inline std::string to_text(const PlainRow& row) {
  std::string text;
  for (const Value& value : row) text += (text.empty() ? "" : ", ") + to_text(value);
  return text;
}

namespace detail {

template <class T>
Value to_value(const T& value) {
  if constexpr (requires { value.has_value(); }) return value ? to_value(*value) : Value();
  else if constexpr (std::is_integral_v<T>) return static_cast<std::int64_t>(value);
  else return value;
}

template <class Record>
std::string key_text(const Record& record) {
  return to_text(to_value(thriftorm::detail::ModelAccess::key(record)));
}
template <class Record>
std::string key_text_or_none(const std::optional<Record>& record) {
  return record ? key_text(*record) : "none";
}

template <class Model>
Results run(thriftorm::Session& session, const thriftorm::Query<Model>& query) {
  Results results;
  for (const Model& record : query.all(session)) results.rows.push_back(key_text(record));
  results.count = query.count(session);
  results.exists = query.exists(session);
  results.first = key_text_or_none(query.first(session));
  if (!query.state().limit && !query.state().offset)
    results.last = key_text_or_none(query.last(session));
  for (const Model& record : query.cursor(session)) results.cursor.push_back(key_text(record));
  return results;
}

template <class Model, class... Items>
Results run(thriftorm::Session& session, const thriftorm::Selection<Model, Items...>& selection) {
  Results results;
  for (const auto& row : selection.all(session)) {
    results.rows.push_back(std::apply(
        [](const auto&... values) { return to_text(PlainRow{to_value(values)...}); }, row));
  }
  return results;
}

}  // namespace detail

class Corpus {
 public:
  template <class Asked>
  void add(std::string name, const Asked& asked) {
    entries_.push_back({std::move(name), asked.state(), [asked](thriftorm::Session& session) {
                          return detail::run(session, asked);
                        }});
  }
  template <class Model>
  void add(std::string name, const thriftorm::Condition<Model>& condition) {
    add(std::move(name), thriftorm::Query<Model>().where(condition));
  }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

void add_operators(Corpus& corpus);
void add_texts(Corpus& corpus);
void add_logic(Corpus& corpus);
void add_paths(Corpus& corpus);
void add_rows(Corpus& corpus);
void add_game(Corpus& corpus);

inline Corpus library_corpus() {
  Corpus corpus;
  for (const auto add : {add_operators, add_texts, add_logic, add_paths, add_rows}) add(corpus);
  return corpus;
}
inline Corpus game_corpus() {
  Corpus corpus;
  add_game(corpus);
  return corpus;
}

}  // namespace queries
