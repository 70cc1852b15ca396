// Random objects of every struct that has a table go in, come out, are changed and go in again.
// THRIFTORM_TEST_SEED repeats a run, THRIFTORM_DEEP=1 makes it longer.
#include <cstdlib>
#include <random>

#include "game_db/models.h"
#include "test/live/conversion/expected_object.h"
#include "test/live/conversion/random_objects.h"
#include "test/live/engines.h"

using thriftorm::Session;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// The lives of a table's objects. `Prepare` sets the columns that Thrift does not see.
template <class Model, class Prepare>
class Lives {
 public:
  using Object = typename Model::ThriftType;
  using Access = thriftorm::detail::ModelAccess;

  Lives(Session& session, live::RandomObjects& random, const std::string& table, Prepare prepare)
      : session_(session), random_(random), place_(random.idl().place(table)), prepare_(prepare) {}

  // One object: stored, and changed this many times.
  void live(int changes) {
    INFO("table: ", place_.table);
    try {
      live::WireValue stored = check(random_.object(place_), nullptr, [&](const Object& object) {
        Model model;
        model.from_thrift(object);
        prepare_(model);
        return is_given(object) ? model.insert(session_) : model.save(session_);
      });
      remember(stored);
      for (; changes > 0; --changes) stored = change(stored);
    } catch (const live::NothingToReferTo&) {
    }
  }

 private:
  live::WireValue change(const live::WireValue& stored) {
    const bool by_found = key_field() == nullptr || random_.one_in(2);
    INFO("changed as ", std::string(by_found ? "found" : "a new model"));
    return check(random_.changed(place_, stored), &stored, [&](const Object& object) {
      Model model;
      if (by_found) model = *Model::find(session_, *key_);
      model.from_thrift(object);
      prepare_(model);
      return model.save(session_);
    });
  }

  template <class Save>
  live::WireValue check(const live::WireValue& sent, const live::WireValue* before, Save&& save) {
    const auto object = live::object_of<Object>(sent);
    INFO("object: ", live::text_of(sent));
    const Model model = save(object);
    key_ = Access::key(model);
    REQUIRE(key_);
    const std::optional<Model> found = Model::find(session_, *key_);
    REQUIRE(found);
    const live::WireValue out = live::value_of(read(*found));
    const live::WireValue expected =
        live::expected_object(random_.idl(), place_, live::value_of(object), out, before);
    const std::string differences =
        live::differences(random_.idl(), type(), expected, out, place_.record->name);
    REQUIRE_MESSAGE(differences.empty(), differences);
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
  live::WireType type() const {
    live::WireType type;
    type.wire = apache::thrift::protocol::T_STRUCT;
    type.record = place_.record;
    return type;
  }
  // Keys that the client gives are new ones.
  bool is_given(const Object& object) const {
    Model model;
    model.from_thrift(object);
    return Access::key(model).has_value();
  }
  void remember(const live::WireValue& stored) {
    if (key_field() != nullptr)
      random_.remember(place_.table, *stored.field(live::id_of(*key_field())));
  }

  Session& session_;
  live::RandomObjects& random_;
  const live::Place place_;
  Prepare prepare_;
  std::optional<typename Model::KeyType> key_;
};

class Run {
 public:
  Run(Session& session, live::RandomObjects& random, int changes)
      : session_(session), random_(random), changes_(changes) {}

  template <class Model, class Prepare>
  void table(const std::string& name, Prepare prepare) {
    Lives<Model, Prepare> lives(session_, random_, name, prepare);
    // Outside a transaction each statement that belongs together has one of its own.
    if (random_.one_in(4)) return lives.live(changes_);
    session_.transaction([&] { lives.live(changes_); });
  }
  template <class Model>
  void table(const std::string& name) {
    table<Model>(name, [](Model&) {});
  }

 private:
  Session& session_;
  live::RandomObjects& random_;
  const int changes_;
};

// Rounds over all tables on each engine, the same on all.
template <class Create, class Round>
void on_each_engine(const std::string& idl_path, Create&& create, Round&& round) {
  const std::uint64_t seed = number_from("THRIFTORM_TEST_SEED", std::random_device()());
  const int rounds = std::getenv("THRIFTORM_DEEP") != nullptr ? 150 : 4;
  INFO("THRIFTORM_TEST_SEED=", seed);
  const live::Idl idl(THRIFTORM_SOURCE_DIR "/" + idl_path);
  live::on_each_engine([&](live::TestDatabase& test) {
    Session session = test.database.session();
    create(session);
    live::RandomObjects random(idl, seed);
    Run run(session, random, 3);
    for (int i = 0; i < rounds; ++i) round(run);
  });
}

}  // namespace

TEST_CASE("random objects of the game come out as they went in, whatever is changed in them") {
  using namespace game_db;
  on_each_engine(
      "thrift/game.thrift", [](Session& session) { create_schema(session); },
      [](Run& run) {
        run.table<PlayerModel>("players");
        run.table<MobileModel>("mobiles");
        run.table<ItemModel>("items");
        run.table<MobileItemModel>("mobile_items");
        run.table<InventoryModel>("inventories");
        run.table<InventoryEntryModel>("inventory_entries",
                                       [](auto& model) { model.set_inventory_id(1'000'000); });
        run.table<ItemBlueprintModel>("item_blueprints");
        run.table<MobileItemBlueprintModel>("mobile_item_blueprints");
        run.table<ItemBlueprintComponentModel>("item_blueprint_components", [](auto& model) {
          model.set_item_blueprint_id(1'000'000);
        });
        run.table<MobileItemBlueprintComponentModel>(
            "mobile_item_blueprint_components",
            [](auto& model) { model.set_item_blueprint_id(1'000'000); });
        run.table<AttributeModel>("attributes");
        run.table<MobileItemAttributeModel>(
            "mobile_item_attributes", [](auto& model) { model.set_mobile_item_id(1'000'000); });
      });
}
