// Numbers and lists that queries take, at their bounds and beyond.
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::InvalidData;
using thriftorm::Session;
using thriftorm::UsageError;

namespace {

using Texts = std::vector<std::string>;

using Condition = thriftorm::Condition<AuthorModel>;
using Join = Condition (*)(Condition, Condition);

Condition either(Condition left, Condition right) { return std::move(left) || std::move(right); }
Condition both(Condition left, Condition right) { return std::move(left) && std::move(right); }

// A condition that is joined with so many others in a loop, the next one made by `part(i)`.
template <class Part>
Condition chain(int length, Join join, Part part) {
  Condition all = part(0);
  for (int i = 1; i < length; ++i) all = join(std::move(all), part(i));
  return all;
}

std::int64_t count(Session& session, Condition condition) {
  return AuthorModel::query().where(std::move(condition)).count(session);
}

}  // namespace

TEST_CASE("limits, offsets and pages beyond their bounds") {
  live::on_each_library([](Session& session) {
    for (const char* name : {"a", "b", "c"}) live::new_author(name).save(session);
    const auto query = [] { return AuthorModel::query(); };
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    for (const std::int64_t number : {std::int64_t(-1), kLeast}) {
      CHECK_THROWS_AS(query().limit(number), UsageError);
      CHECK_THROWS_AS(query().offset(number), UsageError);
      CHECK_THROWS_AS(query().page(session, number, 10), UsageError);
      CHECK_THROWS_AS(query().page(session, 0, number), UsageError);
    }
    CHECK_THROWS_AS(query().page(session, 0, 0), UsageError);
    CHECK_THROWS_AS(query().page(session, kMost, 2), UsageError);
    CHECK(query().limit(0).all(session).empty());
    CHECK(query().limit(0).count(session) == 0);
    CHECK(query().limit(kMost).all(session).size() == 3);
    CHECK(query().offset(2).all(session).size() == 1);
    CHECK(query().offset(kMost).all(session).empty());
    CHECK(query().limit(kMost).offset(kMost).count(session) == 0);
    CHECK(query().page(session, 0, kMost).records.size() == 3);
    CHECK(query().page(session, kMost, 1).records.empty());
    CHECK(query().page(session, 1, 2).records.size() == 1);
  });
}

TEST_CASE("lists that are empty, long, and too long") {
  live::on_each_library([](Session& session) {
    for (const char* name : {"a", "b", "c"}) live::new_author(name).save(session);
    const std::vector<std::int64_t> none;
    CHECK(count(session, author::id.in(none)) == 0);
    CHECK(count(session, author::id.not_in(none)) == 3);
    CHECK(count(session, author::name.in(Texts())) == 0);
    CHECK(count(session, author::books().title.in(Texts())) == 0);
    CHECK(AuthorModel::query().where(author::id.in(none)).update(session, author::name = "x") == 0);
    CHECK(AuthorModel::query().where(author::id.in(none)).erase(session) == 0);

    std::vector<std::int64_t> ids(30'000);
    for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<std::int64_t>(i) + 2;
    CHECK(count(session, author::id.in(ids)) == 2);
    CHECK(count(session, author::id.not_in(ids)) == 1);
    CHECK(AuthorModel::query().where(author::id.in(ids)).select_related().all(session).size() == 2);
    ids.push_back(1);
    CHECK_THROWS_AS(count(session, author::id.in(ids)), UsageError);
    CHECK_THROWS_AS(count(session, author::id.not_in(ids)), UsageError);
    CHECK_THROWS_AS(AuthorModel::query().where(author::id.in(ids)).erase(session), UsageError);
    CHECK_THROWS_AS(
        AuthorModel::query().where(author::id.in(ids)).update(session, author::name = "x"),
        UsageError);
    CHECK(AuthorModel::query().count(session) == 3);
  });
}

TEST_CASE("a range whose ends differ by a space alone") {
  live::on_each_library([](Session& session) {
    for (const char* name : {"trail", "trail ", "trails"})
      PersonModel().set_name(name).insert(session);
    const auto query = PersonModel::query().where(person::name.between("trail", "trail "));
    CHECK(query.count(session) == 2);
    const auto others = PersonModel::query().where(!person::name.between("trail", "trail "));
    CHECK(others.count(session) == 1);
  });
}

TEST_CASE("numbers at the ends of their types") {
  live::on_each_library([](Session& session) {
    live::save_rack(session, "a");
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    CHECK(RackModel::query().where(rack::id > kLeast && rack::id < kMost).count(session) == 1);
    CHECK(RackModel::query().where(rack::revision < kMost).count(session) == 1);
    CHECK(RackModel::query().where(rack::revision == kLeast).count(session) == 0);
    for (const double number :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity()}) {
      CHECK_THROWS_AS(RackModel::query().update(session, rack::weight = number), InvalidData);
      CHECK_THROWS_AS(RackModel::query().where(rack::weight == number).count(session), InvalidData);
    }
    CHECK_FALSE(RackModel::query().one(session).get_weight());
  });
}

TEST_CASE("what is computed of columns of different types has the wider one") {
  using Optional = std::optional<std::int64_t>;
  using OptionalDouble = std::optional<double>;
  live::on_each_library([](Session& session) {
    constexpr std::int64_t kWide = 5'000'000'000;
    live::new_rack("a").set_id(kWide).set_weight(0.5).insert(session);
    const std::tuple<Optional, Optional, OptionalDouble, OptionalDouble> row =
        RackModel::query()
            .select(rack::revision + rack::id, rack::id * 2 - rack::revision,
                    rack::weight + rack::revision, rack::revision + rack::weight)
            .one(session);
    const std::int64_t revision = RackModel::query().one(session).get_revision();
    CHECK(row == std::tuple(Optional(revision + kWide), Optional(kWide * 2 - revision),
                            OptionalDouble(0.5 + static_cast<double>(revision)),
                            OptionalDouble(0.5 + static_cast<double>(revision))));
    CHECK(RackModel::query().where(rack::revision + rack::id > 4'999'999'999).count(session) == 1);
    CHECK(RackModel::query().where(rack::revision < rack::id).count(session) == 1);
    CHECK(RackModel::query().update(session, rack::weight = rack::weight + rack::id) == 1);
    CHECK(RackModel::query().one(session).get_weight() == 5'000'000'000.5);
  });
}

TEST_CASE("an error does not repeat the name of a column that a user chose") {
  live::on_each_library([](Session& session) {
    try {
      AuthorModel::query().order_by_name("not a column of mine", author::name).all(session);
      FAIL("it is taken");
    } catch (const UsageError& error) {
      CHECK(std::string(error.what()).find("not a column") == std::string::npos);
    }
  });
}

TEST_CASE("lists that are too long together are the caller's mistake, on every engine") {
  live::on_each_library([](Session& session) {
    const std::vector<std::int64_t> ids(30'000, 1);
    const auto listed = author::id.in(ids);
    CHECK_THROWS_AS(count(session, listed && listed && listed), UsageError);
    // As many values as are said to fit do fit.
    const std::vector<std::int64_t> many(20'000, 1);
    CHECK(count(session, author::id.in(many) && author::name.in(Texts(12'000, "a"))) == 0);
    CHECK_THROWS_WITH_AS(
        count(session, author::id.in(many) && author::name.in(Texts(12'001, "a"))),
        "a statement with 32001 values is too long: 32000 are the most, ask in parts", UsageError);
  });
}

TEST_CASE("conditions joined in a loop, however many one statement may bind") {
  live::on_each_library([](Session& session) {
    for (const char* name : {"a", "b", "c"}) live::new_author(name).save(session);
    for (const int length : {99, 100, 101, 102, 1'000, 5'000}) {
      CAPTURE(length);
      // The second and third row, by the first and the last condition.
      const auto one_of = [&](int i) { return author::id == (i == 0 ? 2 : length - i + 2); };
      CHECK(count(session, chain(length, either, one_of)) == 2);
      // The second one, by the first and the last again.
      const auto none_of = [&](int i) { return author::id != (i == 0 ? 1 : length - i + 2); };
      CHECK(count(session, chain(length, both, none_of)) == 1);
    }
    const auto equal = [](int i) { return author::id == i; };
    CHECK(count(session, chain(32'000, either, equal)) == 3);
    CHECK_THROWS_AS(count(session, chain(32'001, either, equal)), UsageError);
  });
}

TEST_CASE("conditions joined in front, and by where, in a loop") {
  live::on_each_library([](Session& session) {
    for (const char* name : {"a", "b", "c"}) live::new_author(name).save(session);
    auto query = AuthorModel::query();
    Condition any = author::id == 2;
    for (int i = 0; i < 2'000; ++i) {
      query.where(author::id != i + 2);
      any = (author::id == i + 3) || std::move(any);
    }
    CHECK(query.count(session) == 1);
    CHECK(query.where(any).count(session) == 0);
    CHECK(count(session, any) == 2);
    CHECK(count(session, std::move(any) && author::name != "c") == 1);
  });
}

TEST_CASE("conditions without values joined in a loop") {
  live::on_each_library([](Session& session) {
    live::new_author("a").save(session);
    const auto named = [](int) { return author::name.is_not_null(); };
    CHECK(count(session, chain(100'000, either, named)) == 1);
    CHECK(count(session, chain(100'000, both, named)) == 1);
  });
}

TEST_CASE("conditions and values inside each other to the deepest level and beyond") {
  live::on_each_library([](Session& session) {
    live::new_author("a").save(session);
    const auto alternating = [](int depth) {
      Condition all = author::id == 1;
      for (int i = 0; i < depth; ++i) {
        all =
            i % 2 == 0 ? std::move(all) || author::name == "b" : std::move(all) && author::id == 1;
      }
      return all;
    };
    const auto negated = [](int depth) {
      Condition all = author::id == 1;
      for (int i = 0; i < depth; ++i) all = !std::move(all);
      return all;
    };
    const auto summed = [](int depth) {
      auto sum = author::id + 0;
      for (int i = 0; i < depth; ++i) sum = sum + 0;
      return sum == 1;
    };
    CHECK(count(session, alternating(40)) == 1);
    CHECK(count(session, negated(40)) == 1);
    CHECK(count(session, summed(40)) == 1);
    const auto refused = "a condition or value of a query is more than 100 levels deep";
    CHECK_THROWS_WITH_AS(alternating(100'000), refused, UsageError);
    CHECK_THROWS_WITH_AS(negated(100'000), refused, UsageError);
    CHECK_THROWS_WITH_AS(summed(100'000), refused, UsageError);
  });
}

TEST_CASE("what is computed of whole numbers may be larger than they can be") {
  live::on_each_library([](Session& session) {
    WideRowModel row = live::new_wide(INT32_MAX).set_c2(INT32_MIN).save(session);
    const auto rows = WideRowModel::query();
    using Values = std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>>;
    CHECK(rows.select(wide_row::last * 2, wide_row::c2 - wide_row::last).one(session) ==
          Values(2LL * INT32_MAX, std::int64_t{INT32_MIN} - INT32_MAX));
    CHECK(rows.max(session, wide_row::last + wide_row::last) == 2LL * INT32_MAX);
    CHECK(rows.sum(session, wide_row::last * (INT64_MAX / INT32_MAX)).has_value());
    live::new_wide(INT32_MAX).save(session);
    CHECK_THROWS_AS(rows.sum(session, wide_row::last * (INT64_MAX / INT32_MAX)),
                    thriftorm::InvalidData);
  });
}
