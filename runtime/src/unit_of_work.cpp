#include "unit_of_work.h"

#include <algorithm>
#include <iterator>

#include "errors.h"
#include "keys.h"
#include "thriftorm/relations.h"

namespace thriftorm {
namespace detail {

UnitOfWork::~UnitOfWork() {
  if (succeeded_) return;
  for (const Touched& touched : touched_) take_back(*touched.record, *touched.before);
  for (const Alike& alike : alike_) {
    for (Record* record : alike.records()) take_back(*record, *alike.before);
  }
}

void UnitOfWork::take_back(Record& record, const Before& before) noexcept {
  record.set_key_value(before.key);
  if (before.keys) record.restore_keys(*before.keys, {});
  record.dirty_ = before.dirty;
  record.restore_written(before.written);
  record.whole_ = before.whole;
  record.stored_ = before.stored;
  record.set_lock_version(before.version);
}

bool UnitOfWork::can_roll_back(const Before& before) {
  return before.outcome && before.outcome->state() == TransactionOutcome::State::kOpen;
}

void UnitOfWork::succeed() noexcept {
  succeeded_ = true;
  for (Touched& touched : touched_) {
    if (saves_queues_) touched.before->queue = touched.record->take_queue();
    if (can_roll_back(*touched.before)) touched.record->remember(std::move(touched.before));
  }
  for (const Alike& alike : alike_) {
    if (!can_roll_back(*alike.before)) continue;
    const std::span<Record* const> records = alike.records();
    alike.before->shared = records.size() > 1;
    alike.before.give(records.size(), [&](std::size_t i, Held<Before> before) {
      records[i]->remember(std::move(before));
    });
  }
}

void UnitOfWork::touch(Record& record) {
  const auto [position, is_new] = positions_.try_emplace(&record, touched_.size());
  if (!is_new) return;
  record.settle();
  touched_.emplace_back(Touched{
      .record = &record, .before = record.before(session_), .by_key = record.is_known_by_key()});
}

void UnitOfWork::touch_alike(std::span<Record* const> records, const char* refusal) {
  check_plain(*records.front(), refusal);
  alike_to(*records.front());
  std::size_t same = 1;
  for (; same < records.size(); ++same) {
    check_plain(*records[same], refusal);
    if (!is_like(*records[same], alike_.front())) break;
  }
  if (same == records.size()) {
    alike_.front().all = records;
    return;
  }
  alike_.front().some.assign(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(same));
  for (Record* record : records.subspan(same)) {
    check_plain(*record, refusal);
    alike_to(*record).some.push_back(record);
  }
}

void UnitOfWork::check_plain(const Record& record, const char* refusal) {
  if (has_queue(record)) throw UsageError(refusal);
  record.check_faults();
}

// What a transaction around may still undo is each record's own.
bool UnitOfWork::is_like(const Record& record, const Alike& others) {
  const Before& before = *others.before;
  return others.fresh && record.undo_.empty() && record.stored_ == before.stored &&
         record.dirty_ == before.dirty && record.whole_ == before.whole &&
         record.written_columns() == before.written &&
         (!others.versioned || record.lock_version() == before.version) &&
         record.has_key_value(before.key);
}

// Those that it is like, where a few of the last differ from each other; else new ones.
UnitOfWork::Alike& UnitOfWork::alike_to(Record& record) {
  constexpr std::ptrdiff_t kTried = 4;
  const auto last = alike_.rbegin() + std::min(std::ssize(alike_), kTried);
  const auto found = std::find_if(alike_.rbegin(), last,
                                  [&](const Alike& alike) { return is_like(record, alike); });
  if (found != last) return *found;
  const bool fresh = record.undo_.empty();
  const bool versioned = record.info().version != TableInfo::kNone;
  return alike_.emplace_back(Alike{record.before(session_), versioned, fresh, {}, {}});
}

// Before a foreign key is set.
void UnitOfWork::touch_keys(Record& record) {
  touch(record);
  Before& before = *touched(record).before;
  if (!before.keys) before.keys = record.clone_alone();
}

bool UnitOfWork::existed(const Record& record) const {
  const Touched& touched = touched_[positions_.at(&record)];
  const Before& before = *touched.before;
  if (touched.inserted) return false;
  return before.stored || touched.adopted ||
         (record.info().generated_key && before.key.has_value());
}

// Whether only the database knows: of what comes over the wire, a key that the client gives says nothing.
bool UnitOfWork::may_exist(const Record& record) {
  return touched(record).embedded && !record.info().generated_key && !existed(record) &&
         record.key_value().has_value();
}

KeyValue UnitOfWork::required_key(const Record& record, std::string_view action) {
  record.settle();
  std::optional<KeyValue> key = record.key_value();
  if (!key) throw_unsaved(record.info(), action);
  return *std::move(key);
}

void UnitOfWork::destroy(Record& record) {
  const TableInfo& table = record.info();
  const KeyValue key = required_key(record, "destroy");
  touch(record);
  try {
    destroy_row(session_, table, key);
  } catch (const Error& error) {
    rethrow_for(error, table, to_text(key));
  }
  if (table.generated_key) record.set_key_value(std::nullopt);
  record.stored_ = false;
}

namespace {

// An error that names no record is one of the record that all began with: a lost connection, say.
[[noreturn]] void rethrow_from(const Record& root, const Error& error) {
  if (!error.details().table.empty()) throw;
  rethrow_for(error, UnitOfWork::table_of(root), UnitOfWork::key_text_of(root));
}

// All of it or nothing, in the database and in the records.
template <class Work>
void run(Session& session, const Record& root, Work&& steps) {
  try {
    UnitOfWork work(session);
    session.transaction([&] { steps(work); });
    work.succeed();
  } catch (const Error& error) {
    rethrow_from(root, error);
  }
}

// Of a single statement, which needs no transaction.
template <class Work>
void run_alone(Session& session, Work&& step) {
  UnitOfWork work(session);
  step(work);
  work.succeed();
}

}  // namespace

void save(Session& session, Record& record, Cascade cascade) {
  const bool several = cascade == Cascade::kAll && UnitOfWork::has_queue(record);
  if (several) run(session, record, [&](UnitOfWork& work) { work.save(record); });
  else run_alone(session, [&](UnitOfWork& work) { work.save_alone(record); });
}

void insert(Session& session, Record& record, Cascade cascade) {
  const bool several = cascade == Cascade::kAll && UnitOfWork::has_queue(record);
  if (several) run(session, record, [&](UnitOfWork& work) { work.insert(record); });
  else run_alone(session, [&](UnitOfWork& work) { work.insert_alone(record); });
}

void save_all(Session& session, std::span<Record* const> records) {
  if (records.empty()) return;
  run(session, *records.front(), [&](UnitOfWork& work) { work.save_all(records); });
}

void insert_all(Session& session, std::span<Record* const> records) {
  if (records.empty()) return;
  run(session, *records.front(), [&](UnitOfWork& work) { work.insert_all(records); });
}

void upsert_all(Session& session, std::span<Record* const> records, std::size_t by) {
  if (records.empty()) return;
  run(session, *records.front(), [&](UnitOfWork& work) { work.upsert(records, by); });
}

void destroy(Session& session, Record& record) {
  run_alone(session, [&](UnitOfWork& work) { work.destroy(record); });
}

void set_related(Session& session, Record& owner, const RelationInfo& relation,
                 std::span<Record* const> records) {
  run(session, owner, [&](UnitOfWork& work) { work.replace(owner, relation, records); });
}

}  // namespace detail

void add_related(Session& session, Record& owner, const RelationInfo& relation, Record& record) {
  detail::run(session, owner, [&](detail::UnitOfWork& work) {
    Record* const records[] = {&record};
    work.add(owner, relation, records);
  });
}

void remove_related(Session& session, Record& owner, const RelationInfo& relation, Record& record) {
  detail::run(session, owner,
              [&](detail::UnitOfWork& work) { work.remove(owner, relation, record); });
}

}  // namespace thriftorm
