// The lives of random objects: stored, found, compared, changed, stored again.
// THRIFTORM_TEST_SEED repeats a run, THRIFTORM_DEEP=1 makes it longer.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <string>

#include <thriftorm/thrift.h>

#include "test/live/conversion/expected_object.h"
#include "test/live/conversion/random_objects.h"
#include "test/live/engines.h"

namespace live {

inline std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// The lives of a table's objects. `Prepare` sets the columns that Thrift does not see.
template <class Model, class Prepare>
class Lives {
 public:
  using Object = typename Model::ThriftType;
  using Access = thriftorm::detail::ModelAccess;

  Lives(thriftorm::Session& session, RandomObjects& random, const std::string& table,
        Prepare prepare)
      : session_(session), random_(random), place_(random.idl().place(table)), prepare_(prepare) {}

  // One object: stored, and changed this many times; unless it must refer to a row, and there is
  // none.
  bool live(int changes) {
    INFO("table: ", place_.table);
    try {
      WireValue stored = check(random_.object(place_), nullptr, [&](const Object& object) {
        Model model;
        model.from_thrift(object);
        prepare_(model);
        return gives_key() && random_.one_in(2) ? model.insert(session_) : model.save(session_);
      });
      remember(stored);
      for (; changes > 0; --changes) stored = change(stored);
      return true;
    } catch (const NothingToReferTo&) {
      return false;
    }
  }

 private:
  WireValue change(const WireValue& stored) {
    const bool by_found = key_field() == nullptr || gives_key() || random_.one_in(2);
    INFO("changed as ", std::string(by_found ? "found" : "a new model"));
    // What came out goes in again, changed or as it is.
    const WireValue sent = random_.one_in(3) ? stored : random_.changed(place_, stored);
    return check(sent, &stored, [&](const Object& object) {
      Model model;
      if (by_found) model = *Model::find(session_, *key_);
      model.from_thrift(object);
      prepare_(model);
      return model.save(session_);
    });
  }

  template <class Save>
  WireValue check(const WireValue& sent, const WireValue* before, Save&& save) {
    const auto object = object_of<Object>(sent);
    INFO("object: ", text_of(sent));
    const Model model = save(object);
    key_ = Access::key(model);
    REQUIRE(key_);
    const std::optional<Model> found = Model::find(session_, *key_);
    REQUIRE(found);
    const WireValue out = value_of(read(*found));
    const WireValue expected =
        expected_object(random_.idl(), place_, value_of(object), out, before);
    const std::string wrong =
        differences(random_.idl(), type(), expected, out, place_.record->name);
    REQUIRE_MESSAGE(wrong.empty(), wrong);
    return out;
  }

  Object read(const Model& model) {
    if constexpr (requires { model.into_thrift(session_); }) {
      if (random_.one_in(2)) {
        const auto [results, object] = model.into_thrift(session_);
        REQUIRE(is_ok(results));
        return *object;
      }
    }
    return model.to_thrift(session_);
  }

  const thriftorm::idl::Field* key_field() const { return random_.idl().key(*place_.record); }
  WireType type() const {
    WireType type;
    type.wire = apache::thrift::protocol::T_STRUCT;
    type.record = place_.record;
    return type;
  }
  // A new model whose key the client gives is a new row.
  bool gives_key() const {
    return key_field() != nullptr &&
           key_field()->requiredness != thriftorm::idl::Requiredness::kOptional;
  }
  void remember(const WireValue& stored) {
    if (key_field() != nullptr) random_.remember(place_.table, *stored.field(id_of(*key_field())));
  }

  thriftorm::Session& session_;
  RandomObjects& random_;
  const Place place_;
  Prepare prepare_;
  std::optional<typename Model::KeyType> key_;
};

class Run {
 public:
  Run(thriftorm::Session& session, RandomObjects& random, int changes)
      : session_(session), random_(random), changes_(changes) {}

  template <class Model, class Prepare>
  void table(const std::string& name, Prepare prepare) {
    Lives<Model, Prepare> lives(session_, random_, name, prepare);
    // Outside a transaction each statement that belongs together has one of its own.
    int& whole = whole_[name];
    if (random_.one_in(4)) whole += lives.live(changes_);
    else session_.transaction([&] { whole += lives.live(changes_); });
  }
  template <class Model>
  void table(const std::string& name) {
    table<Model>(name, [](Model&) {});
  }

  // No table was left out for want of rows to refer to.
  void check_all() const {
    for (const auto& [table, whole] : whole_) CHECK_MESSAGE(whole > 0, table);
  }

 private:
  thriftorm::Session& session_;
  RandomObjects& random_;
  const int changes_;
  std::map<std::string, int> whole_;  // lives, by table
};

// Rounds over all tables on each engine, the same on all.
template <class Create, class Round>
void with_random_objects(const std::string& idl_path, Create&& create, Round&& round) {
  const std::uint64_t seed = number_from("THRIFTORM_TEST_SEED", std::random_device()());
  const int rounds = std::getenv("THRIFTORM_DEEP") != nullptr ? 150 : 4;
  INFO("THRIFTORM_TEST_SEED=", seed);
  const Idl idl(THRIFTORM_SOURCE_DIR "/" + idl_path);
  on_each_engine([&](TestDatabase& test) {
    thriftorm::Session session = test.database.session();
    create(session);
    RandomObjects random(idl, seed);
    Run run(session, random, 3);
    for (int i = 0; i < rounds; ++i) round(run);
    run.check_all();
  });
}

}  // namespace live
