// What saving tells in the service's own words, held to the codes that the IDL has for errors.
#include <fmt/format.h>

#include <algorithm>

#include "records.h"
#include "thriftorm/error.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

// The code of an error of this kind.
Value code_of(const ErrorCodes& codes, std::string_view kind, Operation operation) {
  const auto own = std::find_if(codes.of_kinds.begin(), codes.of_kinds.end(),
                                [&](const auto& code) { return code.first == kind; });
  if (own != codes.of_kinds.end()) return own->second;
  switch (operation) {
    case Operation::kInsert:
      return codes.insert;
    case Operation::kUpdate:
      return codes.update;
    default:
      return codes.query;
  }
}

void expect_failure(Suite& suite, const Outcome& outcome, const Value& code,
                    const std::string& what) {
  suite.expect(!outcome.succeeded, what + " is told as a success");
  suite.expect_equal(outcome.code, code, what + ", the error's code");
}

class ResultsCheck {
 public:
  ResultsCheck(Suite& suite, const Model& model)
      : suite_(suite),
        session_(suite.session()),
        model_(model),
        table_(suite.schema().table(model.table)) {}

  void run() {
    save_clean();
    if (!table_.key().generated) return;
    save_new();
    save_unknown();
    for (const Column& column : table_.columns) save_without(column);
    for (const Index& index : table_.indexes)
      if (index.unique) suite_.as_far_as_there_is_room([&] { save_twice(index); });
  }

 private:
  Outcome try_save(Record& record) { return model_.thrift->try_save(session_, record); }

  // try_save() tells of the error that save() throws, and stores as little.
  void fail(Record& record, std::string_view kind, const std::string& what) {
    const bool is_new = model_.key(record).is_null();
    const RecordPtr thrower = model_.copy(record);
    expect_error(
        suite_, kind, [&] { model_.save(session_, *thrower); }, what);
    const auto before = suite_.tables().snapshot();
    const Value code =
        code_of(suite_.schema().codes, kind, is_new ? Operation::kInsert : Operation::kUpdate);
    expect_failure(suite_, try_save(record), code, what + ": try_save()");
    expect_unchanged(suite_, before, what + ": try_save()");
  }

  void save_clean() {
    const RecordPtr record = stored_record(suite_, model_);
    suite_.expect(try_save(*record).succeeded,
                  model_.table + ": try_save() of what has not changed is a failure");
  }

  void save_new() {
    const Samples samples = suite_.tables().fresh(model_.table);
    const RecordPtr record = record_of(model_, samples);
    suite_.expect(try_save(*record).succeeded,
                  model_.table + ": try_save() of a record that can be saved is a failure");
    expect_row(suite_, model_.table, model_.key(*record), expected_row(table_, samples),
               model_.table + ": try_save()");
  }

  void save_unknown() {
    Samples samples = suite_.tables().fresh(model_.table);
    samples[table_.key().name] = sample_of(table_.key(), 123'456'789);
    fail(*record_of(model_, samples), "RecordNotFound", model_.table + " with a key of no row");
  }

  void save_without(const Column& column) {
    const bool automatic = column.is_automatic() || column.nullable || column.default_value;
    if (automatic || model_.column(column.name) == nullptr ||
        table_.group_of(column.name) != nullptr)
      return;
    Samples samples = suite_.tables().fresh(model_.table);
    samples.erase(column.name);
    fail(*record_of(model_, samples), "ConstraintViolation",
         place(model_, column.name) + " left out");
  }

  void save_twice(const Index& index) {
    const Samples first = suite_.tables().fresh(model_.table);
    Row same;
    for (const std::string& column : index.columns) {
      if (first.at(column).model.is_null()) return;
      same[column] = first.at(column).model;
    }
    suite_.tables().insert(model_.table, first);
    fail(*record_of(model_, suite_.tables().fresh(model_.table, same)), "ConstraintViolation",
         fmt::format("{} ({}) twice", table_.name, fmt::join(index.columns, ", ")));
  }

  Suite& suite_;
  Session& session_;
  const Model& model_;
  const Table& table_;
};

}  // namespace

void check_results(Suite& suite, const Model& model) { ResultsCheck(suite, model).run(); }

void check_error_codes(Suite& suite, Outcome (*tell)(const Error& error)) {
  const auto check = [&](const Error& error) {
    expect_failure(suite, tell(error),
                   code_of(suite.schema().codes, error.kind(), Operation::kQuery),
                   fmt::format("to_results() of {}", error.kind()));
  };
  check(Error("failed"));
  check(ConnectionLost("failed"));
  check(CommitUnknown("failed"));
  check(AccessDenied("failed"));
  check(Deadlock("failed"));
  check(Timeout("failed"));
  check(Cancelled("failed"));
  check(InvalidData("failed"));
  check(UnsavedRecord("failed"));
  check(NotLoaded("failed"));
  check(RecordNotFound("failed"));
  check(StaleRecord("failed"));
  check(SchemaMismatch("failed"));
  check(UsageError("failed"));
  check(ConstraintViolation("failed", ConstraintKind::kUnique));
}

}  // namespace thriftorm::testing
