// Two who save at a time.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace game_db;
using library_db::BookModel;
using library_db::CategoryModel;
using library_db::CodeModel;
using library_db::RackModel;
using live::count_rows;
using live::names;
using live::new_code;
using live::save_player;
using live::save_rack;
using thriftorm::Session;
using Strings = std::vector<std::string>;

namespace {

// Runs both at once, each with a session of its own; returns how many threw an Error.
template <class First, class Second>
int race(live::TestDatabase& test, First first, Second second) {
  std::atomic<int> ready = 0;
  std::atomic<int> failed = 0;
  const auto run = [&](auto& work) {
    Session session = test.database.session();
    ++ready;
    while (ready < 2) std::this_thread::yield();
    try {
      work(session);
    } catch (const thriftorm::Error&) {
      ++failed;
    }
  };
  std::thread other([&] { run(second); });
  run(first);
  other.join();
  return failed;
}

BookModel save_book(Session& session) {
  library_db::AuthorModel author = live::new_author("a");
  author.save(session);
  return live::new_book("b").set_author_id(*author.get_id()).save(session);
}

}  // namespace

TEST_CASE("of two sets at once exactly one is what stays") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    PlayerModel player = save_player(session, "jane@x");
    for (int round = 0; round < 10; ++round) {
      const auto set = [&](const std::string& name) {
        return [&player, name](Session& own) {
          PlayerModel copy = player;
          copy.set_attributes(own, {live::new_attribute(name), live::new_attribute(name)});
        };
      };
      CHECK(race(test, set("a"), set("b")) == 0);
      const Strings left = names(player.get_attributes(session));
      CHECK((left == Strings{"a", "a"} || left == Strings{"b", "b"}));
      CHECK(count_rows(session, "attributes") == 2);
    }
  });
}

TEST_CASE("of two avatars at once exactly one stays") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    for (const bool dirty : {true, false}) {
      const PlayerModel player = save_player(session, dirty ? "jane@x" : "joe@x");
      for (int round = 0; round < 5; ++round) {
        const auto set = [&](const std::string& name) {
          return [&player, name, dirty](Session& own) {
            PlayerModel copy = player;
            if (dirty) copy.set_full_name(name);
            copy.set_mobile(live::new_mobile(name)).save(own);
          };
        };
        CHECK(race(test, set("a"), set("b")) == 0);
        CHECK(MobileModel::find_by_owner_player_id(session, *player.get_id()).size() == 1);
      }
    }
  });
}

TEST_CASE("of two who add the same record at once exactly one gets it") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const PlayerModel jane = save_player(session, "jane@x");
    const PlayerModel joe = save_player(session, "joe@x");
    for (int round = 0; round < 10; ++round) {
      const AttributeModel attribute = live::new_attribute("a").save(session);
      const auto add = [&](const PlayerModel& player) {
        return [&player, &attribute](Session& own) {
          PlayerModel owner = player;
          AttributeModel copy = attribute;
          owner.add_attribute(own, copy);
        };
      };
      CHECK(race(test, add(jane), add(joe)) == 1);
      CHECK(count_rows(session, "attribute_owners") == round + 1);
    }
  });
}

TEST_CASE("of two who add the same row by its foreign key at once exactly one gets it") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    const RackModel first = save_rack(session, "first");
    const RackModel second = save_rack(session, "second");
    for (int round = 0; round < 10; ++round) {
      const CodeModel code = new_code(std::to_string(round)).save(session);
      const auto add = [&](const RackModel& rack) {
        return [&rack, &code](Session& own) {
          RackModel owner = rack;
          CodeModel copy = code;
          owner.add_code(own, copy);
        };
      };
      CHECK(race(test, add(first), add(second)) == 1);
    }
  });
}

TEST_CASE("two that fill different owners at once both succeed, if need be when run again") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    for (int round = 0; round < 20; ++round) {
      const PlayerModel jane = save_player(session, "jane@" + std::to_string(round));
      const PlayerModel joe = save_player(session, "joe@" + std::to_string(round));
      const auto set = [&](const PlayerModel& player) {
        return [&](Session&) {
          test.database.run([&](Session& own) {
            PlayerModel copy = player;
            copy.set_attributes(own, {live::new_attribute("a"), live::new_attribute("b")});
          });
        };
      };
      CHECK(race(test, set(jane), set(joe)) == 0);
    }
    CHECK(count_rows(session, "attributes") == 80);
  });
}

TEST_CASE("a link to a row that is destroyed at the same time is refused or goes along") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    for (int round = 0; round < 20; ++round) {
      CategoryModel category;
      category.set_name("c").save(session);
      const BookModel book = save_book(session);
      race(
          test, [&](Session& own) { CategoryModel(category).add_books(own, {book}); },
          [&](Session& own) { BookModel(book).destroy(own); });
      CHECK(count_rows(session, "book_categories") == 0);
    }
  });
}

TEST_CASE("who adds links to one record at the same time, from either side, waits for the other") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    for (int round = 0; round < 20; ++round) {
      CategoryModel category;
      category.set_name("c").save(session);
      const std::vector<BookModel> books{save_book(session), save_book(session)};
      CHECK(race(
                test, [&](Session& own) { CategoryModel(category).add_books(own, books); },
                [&](Session& own) { BookModel(books[1]).add_categories(own, {category}); }) == 0);
      CHECK(category.get_books(session).size() == 2);
    }
  });
}
