#include "thriftorm/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "bounds.h"
#include "errors.h"
#include "keys.h"

namespace thriftorm {

namespace detail {

RecordBox::RecordBox(const RecordBox& other)
    : record_(other.record_ ? other.record_->clone() : nullptr) {}

RecordBox& RecordBox::operator=(const RecordBox& other) {
  if (this != &other) *this = RecordBox(other);
  return *this;
}

// Others' states are copied, shared ones are held by one more.
void UndoList::copy(const UndoList& other) {
  first_ = other.first_;
  for (Held<Before>* before = &first_; *before != nullptr && !(*before)->shared;
       before = &(*before)->around)
    *before = Held<Before>(new Before(**before));
}

void UndoList::own() {
  for (Held<Before>* before = &first_; *before != nullptr; before = &(*before)->around) {
    if (!(*before)->shared) continue;
    *before = Held<Before>(new Before(**before));
    (*before)->shared = false;
  }
}

Held<Before> UndoList::pop_front() noexcept {
  Held<Before> before = std::move(first_);
  if (!before->shared) first_ = std::move(before->around);
  return before;
}

}  // namespace detail

using detail::Before;
using detail::Held;
using detail::InsertedColumns;
using detail::Queued;

std::vector<std::string_view> Record::dirty_columns() const {
  settle();
  std::vector<std::string_view> names;
  const std::span<const ColumnInfo> columns = info().columns;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const bool changed = stored_ ? dirty_.test(column) : is_present(column);
    if (changed) names.push_back(columns[column].name);
  }
  return names;
}

std::string Record::key_text() const {
  const std::optional<KeyValue> key = key_value();
  return key ? detail::to_text(*key) : std::string();
}

bool Record::has_queued_parent(std::size_t column) const {
  const std::string_view name = info().columns[column].name;
  const std::span<const Queued> queue = queued_records();
  return std::any_of(queue.begin(), queue.end(), [&](const Queued& queued) {
    return queued.relation->kind == RelationInfo::kParent && queued.relation->column == name;
  });
}

void Record::drop_known_parent(std::size_t column) {
  drop_queued_parent(column);
  if (!loaded_.empty()) loaded_.drop_parents(info().columns[column].name);
}

void Record::drop_queued_parent(std::size_t column) {
  if (queued_records().empty()) return;
  const std::string_view name = info().columns[column].name;
  std::erase_if(extras_->queue, [&](const Queued& queued) {
    return queued.relation->kind == RelationInfo::kParent && queued.relation->column == name;
  });
}

void Record::put_before(std::vector<Queued> earlier, std::vector<Queued>& later,
                        const ColumnSet& changed) const {
  std::erase_if(earlier, [&](const Queued& queued) {
    const RelationInfo& relation = *queued.relation;
    const bool parent = relation.kind == RelationInfo::kParent;
    if (parent && changed.test(info().find_column(relation.column))) return true;
    return std::any_of(later.begin(), later.end(), [&](const Queued& other) {
      if (!parent) return other.replaces && other.relation == &relation;
      return other.relation->kind == RelationInfo::kParent &&
             other.relation->column == relation.column;
    });
  });
  later.insert(later.begin(), std::make_move_iterator(earlier.begin()),
               std::make_move_iterator(earlier.end()));
}

std::unique_ptr<Record> Record::clone_alone() {
  std::vector<Queued> queue = take_queue();
  detail::UndoList undo = std::exchange(undo_, {});
  detail::LoadedList loaded = std::exchange(loaded_, {});
  std::unique_ptr<Record> copy = clone();
  if (!queue.empty()) extras_.make().queue = std::move(queue);
  undo_ = std::move(undo);
  loaded_ = std::move(loaded);
  return copy;
}

int Record::queue_depth() const {
  int depth = 0;
  for (const Queued& queued : queued_records()) {
    if (queued.record.get() != nullptr)
      depth = std::max(depth, queued.record.get()->queue_depth() + 1);
  }
  return depth;
}

void Record::check_depth(const Record& record) const {
  if (record.queue_depth() < detail::kMaxDepth) return;
  ErrorDetails details;
  details.table = info().name;
  throw InvalidData(
      fmt::format("records wait for each other over more than {} levels", detail::kMaxDepth),
      std::move(details));
}

void Record::enqueue(const RelationInfo& relation, std::unique_ptr<Record> record, bool creates) {
  try {
    check_depth(*record);
  } catch (const InvalidData& error) {
    if (!taking_) throw;
    return note_fault(relation.name, error);
  }
  if (relation.kind == RelationInfo::kParent)
    drop_known_parent(info().find_column(relation.column));
  extras_.make().queue.push_back(
      {&relation, detail::RecordBox(std::move(record)), false, false, taking_, creates});
}

void Record::enqueue_replacement(const RelationInfo& relation, bool adopts) {
  std::vector<Queued>& queue = extras_.make().queue;
  std::erase_if(queue, [&](const Queued& queued) { return queued.relation == &relation; });
  queue.push_back({&relation, {}, true, adopts, taking_, false});
}

Record::Taking::Taking(Record& record, bool clears) : record_(record) {
  if (record.nesting_ > detail::kMaxDepth) {
    ErrorDetails details;
    details.table = record.info().name;
    throw InvalidData(
        fmt::format("objects stand inside each other over more than {} levels", detail::kMaxDepth),
        std::move(details));
  }
  record.settle();
  if (record.extras_) {
    detail::Extras& extras = record.extras_.make();
    extras.fault.reset();
    if (clears) std::erase_if(extras.queue, [](const Queued& queued) { return queued.embedded; });
  }
  record.taking_ = true;
}

void Record::note_fault(std::string_view field, const InvalidData& error) {
  std::optional<detail::Fault>& fault = extras_.make().fault;
  if (!fault) fault = detail::Fault{std::string(field), error.message()};
}

void Record::check_faults() const {
  if (!extras_ || !extras_->fault) return;
  const detail::Fault& fault = *extras_->fault;
  ErrorDetails details;
  details.table = info().name;
  details.record_id = key_text();
  details.column = fault.field;
  throw InvalidData(fmt::format("`{}`: {}", fault.field, fault.message), std::move(details));
}

void Record::bind_column(const TableInfo& table, std::size_t column,
                         ParameterList& parameters) const {
  if (column == table.key) {
    bind_key(parameters);
  } else {
    try {
      bind(column, parameters);
    } catch (const Error& error) {
      detail::rethrow_for(error, table, column);
    }
  }
  detail::check_value(table, column, parameters.back());
  parameters.set_back_checked();
}

void Record::check_complete(const TableInfo& table, const InsertedColumns& columns) const {
  const bool has_key = table.generated_key || key_value();
  if (!has_key || !(whole_ || dirty_.contains(columns.required))) [[unlikely]]
    check_missing(table, columns);
  check(columns.all);
}

void Record::check_missing(const TableInfo& table, const InsertedColumns& columns) const {
  std::vector<std::size_t> missing;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const bool is_missing = column == table.key
                                ? !table.generated_key && !key_value()
                                : columns.required.test(column) && !is_present(column);
    if (is_missing) missing.push_back(column);
  }
  if (!missing.empty()) detail::throw_missing_values(table, missing);
}

// Makes what remember() will need, which must not fail.
Held<Before> Record::before(const Session& session) {
  undo_.own();
  Held<Before> before(new Before);
  before->outcome = session.current_outcome();
  before->key = key_value();
  before->dirty = dirty_;
  before->written = written_columns();
  before->whole = whole_;
  before->stored = stored_;
  before->version = lock_version();
  return before;
}

// Of each transaction and savepoint the oldest state is kept. A savepoint that was released is a part
// of what is around it, so that there are never more states than savepoints inside each other.
void Record::remember_behind(Held<Before> before) noexcept {
  undo_.push_front(std::move(before));
  detail::UndoList oldest_first;
  while (!undo_.empty()) oldest_first.push_front(undo_.pop_front());
  while (!oldest_first.empty()) {
    Held<Before> undo = oldest_first.pop_front();
    while (auto around = undo->outcome->released_into()) undo->outcome = std::move(around);
    if (!undo_.empty() && undo_.front().outcome == undo->outcome)
      merge(undo_.front(), std::move(*undo));
    else undo_.push_front(std::move(undo));
  }
}

// What was dirty at the newer state is what the caller had changed since the older one: these values
// are the caller's, and stay.
void Record::merge(Before& older, Before newer) {
  if (!older.keys) {
    older.keys = std::move(newer.keys);
  } else if (newer.dirty.any()) {
    std::unique_ptr<Record> keys = newer.keys ? newer.keys->clone() : clone_alone();
    keys->restore_keys(*older.keys, newer.dirty);
    older.keys = std::move(keys);
  }
  older.dirty |= newer.dirty;
  put_before(std::move(older.queue), newer.queue, newer.dirty);
  older.queue = std::move(newer.queue);
}

void Record::settle_undo() {
  while (!undo_.empty()) {
    const TransactionOutcome::State state = undo_.front().outcome->state();
    if (state == TransactionOutcome::State::kOpen) return;
    const Held<Before> before = undo_.pop_front();
    if (state == TransactionOutcome::State::kRolledBack) undo(*before);
  }
}

// What the caller has changed since is kept.
void Record::undo(const Before& before) {
  set_key_value(before.key);
  if (before.keys) restore_keys(*before.keys, dirty_);
  if (!before.queue.empty()) put_before(before.queue, extras_.make().queue, dirty_);
  dirty_ |= before.dirty;
  restore_written(before.written);
  whole_ = before.whole;
  stored_ = before.stored;
  set_lock_version(before.version);
}

}  // namespace thriftorm
