// Rows that are locked by those who read them, and what a statement is and does besides its rows.
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Dialect;
using thriftorm::Locked;
using thriftorm::Session;
using thriftorm::UsageError;

namespace {

using Keys = std::vector<std::int64_t>;

Keys keys(const std::vector<PartModel>& parts) {
  Keys all;
  for (const PartModel& part : parts) all.push_back(*part.get_id());
  return all;
}

// What another session's transaction gets meanwhile.
template <class Work>
auto elsewhere(live::TestDatabase& test, Work work) {
  return std::async(std::launch::async,
                    [&] {
                      Session session = test.database.session();
                      return session.transaction([&] { return work(session); });
                    })
      .get();
}

}  // namespace

TEST_CASE("locks are written as each engine knows them, and need a transaction") {
  const std::string select =
      "SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` ORDER BY `parts`.`id`";
  const auto sql = [](thriftorm::Query<PartModel> query, Dialect dialect) {
    return query.to_sql(dialect);
  };
  const auto update = PartModel::query().for_update();
  CHECK(sql(update, Dialect::kSqlite) == select);
  CHECK(sql(update, Dialect::kMysql) == select + " FOR UPDATE");
  CHECK(sql(update, Dialect::kMariadb) == select + " FOR UPDATE");
  const auto share = PartModel::query().for_share(Locked::kFail);
  CHECK(sql(share, Dialect::kSqlite) == select);
  CHECK(sql(share, Dialect::kMysql) == select + " FOR SHARE NOWAIT");
  CHECK(sql(share, Dialect::kMariadb) == select + " LOCK IN SHARE MODE NOWAIT");
  const auto skip = PartModel::query().skip_locked();
  CHECK(sql(skip, Dialect::kMysql) == select + " FOR UPDATE SKIP LOCKED");
  CHECK(sql(skip, Dialect::kMariadb) == select + " FOR UPDATE SKIP LOCKED");
  live::on_each_library([&](Session& session) {
    PartModel().save(session);
    for (const auto& query : {update, share, skip}) {
      CHECK_THROWS_AS(query.all(session), UsageError);
      session.transaction([&] { CHECK(query.all(session).size() == 1); });
    }
  });
}

TEST_CASE("rows that others have locked are left out, refused, or waited for") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    for (int i = 0; i < 4; ++i) PartModel().save(session);
    session.begin();
    CHECK(keys(PartModel::query().where(part::id == 2).for_update().all(session)) == Keys{2});
    const auto others = [&](auto query) {
      return elsewhere(test, [&](Session& other) { return keys(query.all(other)); });
    };
    CHECK(others(PartModel::query().skip_locked()) == Keys{1, 3, 4});
    CHECK(others(PartModel::query().skip_locked().limit(2)) == Keys{1, 3});
    CHECK(others(PartModel::query().for_share(Locked::kSkip)) == Keys{1, 3, 4});
    CHECK(others(PartModel::query().select_related(part::follows()).skip_locked()) ==
          Keys{1, 3, 4});
    CHECK(others(PartModel::query().where(part::id == 3).for_update(Locked::kFail)) == Keys{3});
    CHECK_THROWS_AS(others(PartModel::query().for_update(Locked::kFail)), thriftorm::Timeout);
    CHECK_THROWS_AS(others(PartModel::query().for_share(Locked::kFail)), thriftorm::Timeout);
    CHECK(others(PartModel::query()) == Keys{1, 2, 3, 4});  // what only reads is not kept waiting

    auto waits = std::async(std::launch::async, [&] {
      return others(PartModel::query().where(part::id == 2).for_update());
    });
    CHECK(waits.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
    session.commit();
    CHECK(waits.get() == Keys{2});
  });
}

TEST_CASE("several may have the weaker lock on a row, and nobody changes it meanwhile") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    PartModel().save(session);
    session.begin();
    PartModel::query().for_share().all(session);
    const auto rows = [&](auto query) {
      return elsewhere(test, [&](Session& other) { return query.all(other).size(); });
    };
    CHECK(rows(PartModel::query().for_share(Locked::kFail)) == 1);
    CHECK(rows(PartModel::query().skip_locked()) == 0);
    CHECK_THROWS_AS(rows(PartModel::query().for_update(Locked::kFail)), thriftorm::Timeout);
    session.rollback();
    CHECK(rows(PartModel::query().skip_locked()) == 1);
  });
}

TEST_CASE("a query explains which index it uses, and reads no row for that") {
  live::on_each_library([](Session& session) {
    const AuthorModel jane = live::new_author("Jane").save(session);
    live::new_book("a").set_author(jane).save(session);
    const auto explains = [&](const std::string& text, const std::string& word) {
      INFO(text);
      return text.find(word) != std::string::npos;
    };
    const auto query = BookModel::query().where(book::author() == jane);
    CHECK(explains(query.explain(session), "ix_books_author_id"));
    CHECK_FALSE(explains(BookModel::query().where(book::title == "a").explain(session),
                         "ix_books_author_id"));
    CHECK(query.all(session).size() == 1);
  });
}

TEST_CASE("a session that refuses repeated loads takes lists and prefetches, and each way once") {
  live::on_each_library([](Session& session) {
    const AuthorModel jane = live::new_author("Jane").save(session);
    for (const char* title : {"a", "b"}) live::new_book(title).set_author(jane).save(session);
    session.refuse_repeated_loads();
    CHECK(BookModel::find(session, 1).has_value());
    CHECK_THROWS_AS(BookModel::find(session, 2), UsageError);
    CHECK(AuthorModel::find(session, 1).has_value());
    for (int i = 0; i < 2; ++i) {
      const auto authors = AuthorModel::query().prefetch_related(author::books()).all(session);
      CHECK(authors[0].books().size() == 2);
      CHECK(BookModel::query().select_related(book::author()).all(session).size() == 2);
    }
  });
}
