// What each referential action does to rows when the row that they name goes or gets another key: by
// plain SQL and by `destroy`, which keep the same rules.
#include <optional>
#include <string>

#include "actions_db/models.h"
#include "test/live/engines.h"

using namespace actions_db;
using namespace actions_db::columns;
using thriftorm::ConstraintKind;
using thriftorm::ConstraintViolation;
using thriftorm::Session;

namespace {

using Key = std::optional<std::int64_t>;

template <class Case>
void on_each_engine(Case test_case) {
  live::on_each_engine([&](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    test_case(session);
  });
}

RootModel new_root(Session& session) {
  RootModel root;
  return root.set_name("root").save(session);
}

template <class Work>
bool is_refused(Work&& work) {
  try {
    work();
    return false;
  } catch (const ConstraintViolation& error) {
    CHECK(error.constraint_kind() == ConstraintKind::kForeignKey);
    return true;
  }
}

}  // namespace

TEST_CASE("on_delete and on_update: cascade, set_null, restrict and no_action") {
  on_each_engine([](Session& session) {
    const auto check = [&](const std::string& column, const std::string& deleted,
                           const std::string& updated) {
      INFO("column: ", column);
      const std::string leaf = "SELECT COUNT(*) FROM leaves WHERE id = 1 AND " + column;
      const auto number = [&](const std::string& sql) {
        return session.query(sql).next()->get_int64(0);
      };
      const auto outcome = [&](const std::string& sql, const std::string& key) {
        session.execute("DELETE FROM leaves");
        session.execute("DELETE FROM roots");
        session.execute("INSERT INTO roots (id, name) VALUES (7, 'root')");
        session.execute("INSERT INTO leaves (id, " + column + ") VALUES (1, 7)");
        if (is_refused([&] { session.execute(sql); })) {
          CHECK(number(leaf + " = 7") == 1);
          return std::string("refused");
        }
        if (number("SELECT COUNT(*) FROM leaves") == 0) return std::string("deleted");
        if (number(leaf + " IS NULL") == 1) return std::string("null");
        return number(leaf + " = " + key) == 1 ? std::string("follows") : std::string("stays");
      };
      CHECK(outcome("DELETE FROM roots", "7") == deleted);
      CHECK(outcome("UPDATE roots SET id = 8", "8") == updated);
      // What refers to nothing is refused.
      CHECK(is_refused([&] { session.execute("UPDATE leaves SET " + column + " = 99"); }));
    };
    check("cascade_id", "deleted", "follows");
    check("set_null_id", "null", "null");
    check("restrict_id", "refused", "refused");
    check("no_action_id", "refused", "refused");
    check("only_id", "deleted", "follows");
  });
}

TEST_CASE("destroy keeps the rules that the database has") {
  on_each_engine([](Session& session) {
    const auto outcome = [&](LeafModel& (LeafModel::*set)(Key), Key (LeafModel::*get)() const) {
      RootModel root = new_root(session);
      LeafModel leaf;
      (leaf.*set)(root.get_id()).save(session);
      const std::int64_t id = *leaf.get_id();
      const bool refused = is_refused([&] { root.destroy(session); });
      CHECK(RootModel::query().exists(session) == refused);
      const std::optional<LeafModel> found = LeafModel::find(session, id);
      LeafModel::query().erase(session);
      RootModel::query().erase(session);
      if (refused) return "refused";
      if (!found) return "deleted";
      return ((*found).*get)() ? "stays" : "null";
    };
    using L = LeafModel;
    CHECK(outcome(&L::set_cascade_id, &L::get_cascade_id) == std::string("deleted"));
    CHECK(outcome(&L::set_set_null_id, &L::get_set_null_id) == std::string("null"));
    CHECK(outcome(&L::set_restrict_id, &L::get_restrict_id) == std::string("refused"));
    CHECK(outcome(&L::set_no_action_id, &L::get_no_action_id) == std::string("refused"));
    CHECK(outcome(&L::set_only_id, &L::get_only_id) == std::string("deleted"));
  });
}

TEST_CASE("an optional one-to-one: any number of rows name none, and one at most names each") {
  on_each_engine([](Session& session) {
    const RootModel root = new_root(session);
    const RootModel lonely = new_root(session);
    for (int i = 0; i < 3; ++i) LeafModel().save(session);
    const LeafModel leaf = LeafModel().set_only_id(root.get_id()).save(session);
    LeafModel second = LeafModel().set_only_id(root.get_id());
    try {
      second.save(session);
      FAIL("two rows name it");
    } catch (const ConstraintViolation& error) {
      CHECK(error.constraint_kind() == ConstraintKind::kUnique);
    }
    CHECK(root.get_only(session)->get_id() == leaf.get_id());
    CHECK_FALSE(lonely.get_only(session));
    const auto roots = RootModel::query().select_related(root::only()).all(session);
    REQUIRE(roots.size() == 2);
    CHECK(roots[0].only()->get_id() == leaf.get_id());
    CHECK(roots[1].only() == nullptr);
    CHECK(LeafModel::query().where(leaf::only_id.is_null()).count(session) == 3);
    CHECK(RootModel::query().where(root::only().is_null()).one(session).get_id() ==
          lonely.get_id());
  });
}
