// Changing all rows of a query, where the condition leads to other tables or back to the same one.
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

namespace {

// Racks a in b, and b in c.
void fill(Session& session) {
  const RackModel c = live::save_rack(session, "c");
  const RackModel b = live::new_rack("b").set_outer_id(c.get_id()).save(session);
  live::new_rack("a").set_outer_id(b.get_id()).save(session);
}

}  // namespace

TEST_CASE("an UPDATE reaches rows by what their relations to the same table hold") {
  live::on_each_library([](Session& session) {
    fill(session);
    const std::vector<std::int64_t> none;
    const auto change = [&](const thriftorm::Condition<RackModel>& condition) {
      return RackModel::query().where(condition).update(session, rack::weight = 1.0);
    };
    CHECK(change(rack::outer().label == "c") == 1);
    CHECK(change(rack::inner().exists()) == 2);
    CHECK(change(rack::inner().outer().label == "c") == 1);
    CHECK(change(rack::inner().id.in(none)) == 0);
    CHECK(change(rack::inner().none(rack::id.in(none))) == 3);
    CHECK(change(rack::id.not_in(none)) == 3);
    CHECK(RackModel::query()
              .order_by(rack::label.desc())
              .limit(2)
              .update(session, rack::weight = 2.0) == 2);
    CHECK(live::labels(RackModel::query().where(rack::weight == 1.0).all(session)) ==
          std::vector<std::string>{"a"});
    const RackModel b = RackModel::query().where(rack::label == "b").one(session);
    CHECK(b.query_inner()
              .where(rack::label == "x" || rack::label == "a")
              .update(session, rack::weight = rack::weight * 3) == 1);
    CHECK(RackModel::query().sum(session, rack::weight) == 7.0);
  });
}

TEST_CASE(
    "an UPDATE computes with what the row held before it, in whatever order columns are set") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto racks = RackModel::query().where(rack::label == "a");
    const auto change = [&](auto... assignments) { racks.update(session, assignments...); };
    using Values = std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>>;
    const auto values = [&] { return racks.select(rack::outer_id, rack::keeper_id).one(session); };
    change(rack::outer_id = 1, rack::keeper_id = 2);
    change(rack::keeper_id = rack::keeper_id + 1, rack::outer_id = rack::keeper_id);
    CHECK(values() == Values(2, 3));
    change(rack::outer_id = 1, rack::keeper_id = rack::outer_id - 1 + rack::keeper_id * 0 + 1);
    CHECK(values() == Values(1, 2));
    CHECK_THROWS_AS(change(rack::outer_id = rack::keeper_id, rack::keeper_id = rack::outer_id),
                    thriftorm::UsageError);
    CHECK(values() == Values(1, 2));
  });
}
