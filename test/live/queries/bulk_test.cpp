// Many records at once, and records that may be there already.
#include <atomic>
#include <barrier>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

namespace {

std::uint64_t statements(Session& session, const std::function<void()>& work) {
  const std::uint64_t before = session.statement_count();
  work();
  return session.statement_count() - before;
}

std::vector<RackModel> new_racks(int count) {
  std::vector<RackModel> racks;
  for (int i = 0; i < count; ++i) racks.push_back(live::new_rack("rack " + std::to_string(i)));
  return racks;
}

}  // namespace

TEST_CASE("many records are inserted at once, and take their keys") {
  live::on_each_library([](Session& session) {
    std::vector<RackModel> racks = new_racks(2500);
    // BEGIN, three INSERTs of up to 1,000 rows, COMMIT; MySQL is asked once for the step of its keys.
    CHECK(statements(session, [&] { RackModel::insert_all(session, racks); }) <= 6);
    for (std::size_t i : {0u, 999u, 1000u, 2499u})
      CHECK(RackModel::find(session, *racks[i].get_id())->get_label() ==
            "rack " + std::to_string(i));
    std::vector<RackModel> again{live::new_rack("new"), live::new_rack("rack 7")};
    CHECK_THROWS_AS(RackModel::insert_all(session, again), thriftorm::ConstraintViolation);
    CHECK(!again[0].is_stored());
    CHECK(!again[0].get_id());
    CHECK(RackModel::query().count(session) == 2500);
    std::vector<RackModel> none;
    CHECK(statements(session, [&] { RackModel::insert_all(session, none); }) == 0);
  });
}

TEST_CASE("records that were inserted together are undone one by one") {
  live::on_each_library([](Session& session) {
    std::vector<RackModel> racks = new_racks(4);
    RackModel copy;
    session.begin();
    RackModel::insert_all(session, racks);
    {
      thriftorm::Savepoint savepoint(session);
      racks[1].set_label("other").save(session);
      copy = racks[2];
      savepoint.rollback();
    }
    CHECK(racks[1].is_stored());
    CHECK(racks[1].dirty_columns() == std::vector<std::string_view>{"label"});
    racks[1].save(session);
    racks[3].set_label("three");
    session.rollback();
    for (const RackModel& rack : racks) {
      CHECK_FALSE(rack.is_stored());
      CHECK_FALSE(rack.get_id());
      CHECK(rack.dirty_columns() == std::vector<std::string_view>{"label"});
    }
    CHECK_FALSE(copy.is_stored());
    CHECK(racks[0].get_label() == "rack 0");
    CHECK(racks[3].get_label() == "three");
    // Those that differ from each other become what each of them was.
    RackModel::insert_all(session, racks);
    std::vector<RackModel> mixed{live::new_rack("a"),
                                 live::new_rack("b").set_outer_id(racks[0].get_id()),
                                 live::new_rack("c"), live::new_rack("d")};
    mixed[3].set_id(77);
    session.begin();
    RackModel::insert_all(session, mixed);
    session.rollback();
    CHECK(mixed[0].dirty_columns() == std::vector<std::string_view>{"label"});
    CHECK(mixed[1].dirty_columns().size() == 2);
    CHECK_FALSE(mixed[2].get_id());
    CHECK(mixed[3].get_id() == 77);
    RackModel::insert_all(session, mixed);
    CHECK(RackModel::query().count(session) == 8);
  });
}

TEST_CASE("new and changed records are saved together, with what was given to them") {
  live::on_each_library([](Session& session) {
    std::vector<BookModel> books;
    for (int i = 0; i < 50; ++i)
      books.push_back(
          live::new_book(std::to_string(i)).set_author(live::new_author("a" + std::to_string(i))));
    CHECK(statements(session, [&] { BookModel::save_all(session, books); }) <= 6);
    CHECK(AuthorModel::query().count(session) == 50);
    books[3].set_title("three");
    books.push_back(live::new_book("50").set_author_id(books[0].get_author_id()));
    CHECK(statements(session, [&] { BookModel::save_all(session, books); }) == 4);
    CHECK(BookModel::find(session, *books[3].get_id())->get_title() == "three");
    CHECK(books[50].get_id().has_value());
  });
}

TEST_CASE("an upsert inserts what is not there and writes over what is") {
  live::on_each_library([](Session& session) {
    RackModel old = live::new_rack("a").set_weight(1).save(session);
    std::vector<RackModel> racks{live::new_rack("a").set_weight(2),
                                 live::new_rack("b").set_weight(3)};
    CHECK(statements(session, [&] { RackModel::upsert_all(session, racks, rack::label); }) == 4);
    CHECK(racks[0].get_id() == old.get_id());
    CHECK(racks[0].get_revision() == old.get_revision() + 1);
    CHECK(!racks[0].is_dirty());
    racks[0].set_weight(4).save(session);  // the version is the row's
    CHECK(RackModel::find(session, *old.get_id())->get_weight() == 4);
    CHECK(RackModel::find(session, *racks[1].get_id())->get_weight() == 3);
    CHECK_THROWS_AS(old.set_weight(9).save(session), thriftorm::StaleRecord);
    CHECK_THROWS_AS(RackModel::upsert_all(session, racks, rack::weight), thriftorm::UsageError);

    std::vector<CodeModel> codes{live::new_code("x"), live::new_code("y")};
    CodeModel::upsert_all(session, codes, code::code);
    codes = {live::new_code("y").set_text("other"), live::new_code("z")};
    CodeModel::upsert_all(session, codes, code::code);
    CHECK(CodeModel::query().count(session) == 3);
    CHECK(CodeModel::find(session, "y")->get_text() == "other");
  });
}

TEST_CASE("an upsert writes over no row that has the same value in another unique column") {
  live::on_each_library([](Session& session) {
    const RackModel rack = live::save_rack(session, "a");
    live::new_code("x").set_text("of x").set_rack_id(rack.get_id()).insert(session);
    live::new_code("y").set_text("of y").insert(session);
    const auto refused = [&](std::vector<CodeModel> codes, const auto& by) {
      try {
        CodeModel::upsert_all(session, codes, by);
        FAIL_CHECK("another row was written over");
      } catch (const thriftorm::ConstraintViolation& error) {
        CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kUnique);
        CHECK(error.details().table == "codes");
      }
      for (const CodeModel& code : codes) CHECK_FALSE(code.is_stored());
    };
    refused({live::new_code("new").set_text("of x")}, code::code);
    refused({live::new_code("new").set_text("of new"), live::new_code("z").set_text("of x")},
            code::code);
    refused({live::new_code("y").set_text("of x")}, code::code);
    refused({live::new_code("x").set_text("of new")}, code::text);
    refused({live::new_code("x").set_text("of y")}, code::text);
    refused({live::new_code("new").set_text("same"), live::new_code("z").set_text("same")},
            code::code);
    CHECK(CodeModel::query().count(session) == 2);
    CHECK(CodeModel::find(session, "x")->get_text() == "of x");
    CHECK(CodeModel::find(session, "x")->get_rack_id() == rack.get_id());
    CHECK(CodeModel::find(session, "y")->get_text() == "of y");
  });
}

TEST_CASE("a rolled back upsert leaves records new") {
  live::on_each_library([](Session& session) {
    std::vector<RackModel> racks{live::new_rack("a")};
    live::fail_in_transaction(session, [&] { RackModel::upsert_all(session, racks, rack::label); });
    CHECK(!racks[0].get_id());
    CHECK(!racks[0].is_stored());
    racks[0].save(session);
    CHECK(RackModel::query().count(session) == 1);
  });
}

TEST_CASE("get_or_create finds the record or makes it") {
  live::on_each_library([](Session& session) {
    const auto get = [&] {
      return RackModel::query().where(rack::label == "a").get_or_create(session, [] {
        return live::new_rack("a").set_weight(1);
      });
    };
    const auto [made, created] = get();
    CHECK(created);
    const auto [found, again] = get();
    CHECK(!again);
    CHECK(found.get_id() == made.get_id());
    CHECK(RackModel::query().count(session) == 1);
    CHECK_THROWS_AS(RackModel::query()
                        .where(rack::weight == 5)
                        .get_or_create(session, [] { return live::new_rack("a"); }),
                    thriftorm::ConstraintViolation);

    const auto set = [&] {
      return RackModel::query()
          .where(rack::label == "b")
          .update_or_create(
              session, [] { return live::new_rack("b"); },
              [](RackModel& rack) { rack.set_weight(rack.get_weight().value_or(0) + 1); });
    };
    CHECK(set().second);
    CHECK(!set().second);
    CHECK(RackModel::find_by_label(session, "b")->get_weight() == 2);
  });
}

TEST_CASE("of many that get or create the same record at once, one creates it") {
  live::on_each_engine([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_schema(session);
    }
    std::atomic<int> created = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        Session session = test.database.session();
        for (int n = 0; n < 20; ++n) {
          const std::string label = std::to_string(n);
          const auto result =
              RackModel::query().where(rack::label == label).get_or_create(session, [&] {
                return live::new_rack(label);
              });
          if (result.second) ++created;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(created == 20);
  });
}

TEST_CASE("of many that update or create the same record at once, no change is lost") {
  static constexpr int kThreads = 6;
  static constexpr int kRounds = 20;
  live::on_each_engine([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_schema(session);
    }
    std::atomic<int> created = 0;
    std::barrier together(kThreads);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        Session session = test.database.session();
        for (int n = 0; n < kRounds; ++n) {
          const std::string label = std::to_string(n);
          together.arrive_and_wait();
          try {
            const auto result = RackModel::query()
                                    .where(rack::label == label)
                                    .update_or_create(
                                        session, [&] { return live::new_rack(label); },
                                        [](RackModel& rack) {
                                          rack.set_weight(rack.get_weight().value_or(0) + 1);
                                        });
            if (result.second) ++created;
          } catch (const thriftorm::Error& error) {
            FAIL_CHECK(error.what());
          }
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(created == kRounds);
    Session session = test.database.session();
    CHECK(RackModel::query().count(session) == kRounds);
    CHECK(RackModel::query().sum(session, rack::weight) == kRounds * kThreads);
  });
}

TEST_CASE("a session can refuse to load single rows one after the other") {
  live::on_each_library([](Session& session) {
    AuthorModel jane = live::new_author("Jane").save(session);
    for (const char* title : {"a", "b"}) live::new_book(title).set_author(jane).save(session);
    session.refuse_repeated_loads();
    const auto books = BookModel::query().all(session);
    CHECK(books[0].get_author(session).has_value());
    CHECK_THROWS_AS(books[1].get_author(session), thriftorm::UsageError);
    session.refuse_repeated_loads(false);
    CHECK(books[1].get_author(session).has_value());
  });
}
