// Values that mean harm, in every place of a query that takes one: they are bound and nothing else.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "test/live/queries/hostile.h"

using namespace library_db;
using namespace library_db::columns;
using namespace live;
using thriftorm::InvalidData;
using thriftorm::Session;
using thriftorm::UsageError;

namespace {

using AuthorRow = std::tuple<std::int64_t, std::string, std::string>;

// All that the library holds.
struct Contents {
  std::vector<AuthorRow> authors;
  std::vector<std::string> titles;
  std::int64_t codes = 0;
  bool operator==(const Contents&) const = default;
};
Contents contents(Session& session) {
  Contents all;
  for (const AuthorModel& record : AuthorModel::query().all(session))
    all.authors.emplace_back(*record.get_id(), record.get_name(), record.get_email());
  for (const BookModel& record : BookModel::query().all(session))
    all.titles.push_back(record.get_title());
  all.codes = CodeModel::query().count(session);
  return all;
}

// An author of each name, and some with a book.
void fill(Session& session) {
  session.transaction([&] {
    int number = 0;
    for (const std::string& text : hostile_texts()) {
      AuthorModel record;
      record.set_name(text).set_email(std::to_string(++number)).save(session);
      if (number % 9 != 0) continue;
      BookModel book = new_book(text).set_author(record).save(session);
      TagModel tag = TagModel().set_name(text).save(session);
      book.add_tags(session, {tag});
    }
    new_author(kPlain).save(session);
  });
}

// The text of all statements that the work sends.
template <class Work>
Texts sent(Session& session, Work&& work) {
  Texts statements;
  session.on_statement(
      [&](const thriftorm::StatementEvent& event) { statements.emplace_back(event.sql); });
  try {
    work();
  } catch (...) {
    session.on_statement(nullptr);
    throw;
  }
  session.on_statement(nullptr);
  return statements;
}

// Whether the error tells the value: all of it, or its bytes in some other form of quoting.
bool tells(const thriftorm::Error& error, const std::string& value) {
  return std::string_view(error.what()).find(value) != std::string_view::npos;
}

std::int64_t expected_rows(const std::function<bool(const std::string&)>& holds) {
  const Texts& texts = hostile_texts();
  return std::count_if(texts.begin(), texts.end(), holds) + (holds(kPlain) ? 1 : 0);
}

}  // namespace

TEST_CASE("a hostile value changes neither the statement nor the database, wherever it stands") {
  on_each_library([](Session& session) {
    fill(session);
    const Contents before = contents(session);
    for (const Place& place : places()) {
      INFO("place: ", place.name);
      const Texts harmless = sent(session, [&] { place.rows(session, kPlain); });
      for (const std::string& text : hostile_texts()) {
        INFO("value: ", text);
        CHECK(sent(session, [&] { place.rows(session, text); }) == harmless);
      }
    }
    CHECK(contents(session) == before);
  });
}

TEST_CASE("a hostile value finds the rows that hold it, and no others") {
  on_each_library([](Session& session) {
    fill(session);
    for (const std::string& text : hostile_texts()) {
      INFO("value: ", text);
      const auto rows = [&](thriftorm::Condition<AuthorModel> condition) {
        return count(session, std::move(condition));
      };
      using S = const std::string&;
      CHECK(rows(author::name == text) == 1);
      CHECK(rows(author::name != text) == number_of(hostile_texts()));
      CHECK(rows(author::name.in({text})) == 1);
      CHECK(rows(author::name.not_in({text})) == number_of(hostile_texts()));
      CHECK(rows(author::name < text) == expected_rows([&](S s) { return s < text; }));
      CHECK(rows(author::name >= text) == expected_rows([&](S s) { return s >= text; }));
      CHECK(rows(author::name.between("'", text)) ==
            expected_rows([&](S s) { return s >= "'" && s <= text; }));
      CHECK(rows(author::name.contains(text)) ==
            expected_rows([&](S s) { return s.find(text) != std::string::npos; }));
      CHECK(rows(author::name.starts_with(text)) ==
            expected_rows([&](S s) { return s.starts_with(text); }));
      CHECK(rows(author::name.ends_with(text)) ==
            expected_rows([&](S s) { return s.ends_with(text); }));
      // What is folded may find more, and always finds itself.
      CHECK(rows(author::name.icontains(text) && author::name == text) == 1);
      CHECK(rows(author::name.istarts_with(text) && author::name == text) == 1);
      CHECK(rows(author::name.iends_with(text) && author::name == text) == 1);
      CHECK(AuthorModel::query()
                .search(text, author::email, author::name)
                .where(author::name == text)
                .count(session) == 1);
    }
  });
}

TEST_CASE("wildcards are wildcards in `like` alone, and a backslash takes that from them") {
  on_each_library([](Session& session) {
    fill(session);
    const auto like = [&](const std::string& pattern) {
      return count(session, author::name.like(pattern));
    };
    CHECK(like("%") == number_of(hostile_texts()) + 1);
    CHECK(like("\\%") == 1);
    CHECK(like("\\_") == 1);
    CHECK(like("\\\\") == 1);
    CHECK(like("!") == 1);
    CHECK(like("!\\%") == 1);
    CHECK(like("100\\%") == 1);
    CHECK(like("_") == expected_rows([](const std::string& s) { return s.size() == 1; }));
    CHECK(like("PLAIN") == 0);
    CHECK(like("pl_in") == 1);
  });
}

TEST_CASE("text that is no UTF-8 is refused in every place, and is told to nobody") {
  on_each_library([](Session& session) {
    fill(session);
    const Contents before = contents(session);
    for (const Place& place : places()) {
      INFO("place: ", place.name);
      for (const std::string& text : impossible_texts()) {
        try {
          place.rows(session, text);
          FAIL_CHECK("it is taken");
        } catch (const InvalidData& error) {
          CHECK_FALSE(tells(error, text));
          CHECK_FALSE(error.retry_is_safe());
        }
      }
    }
    for (const std::string& text : impossible_texts()) {
      AuthorModel record = new_author("x").set_name(text);
      CHECK_THROWS_AS(record.save(session), InvalidData);
      CHECK_THROWS_AS(AuthorModel::query().update(session, author::name = text), InvalidData);
    }
    CHECK(contents(session) == before);
  });
}

TEST_CASE("a text may hold a NUL, and a comparison does not end there") {
  on_each_library([](Session& session) {
    AuthorModel record = new_author("x").set_name(kNul).save(session);
    new_author("a").save(session);
    CHECK(AuthorModel::find(session, *record.get_id())->get_name() == kNul);
    CHECK(count(session, author::name == kNul) == 1);
    CHECK(count(session, author::name != kNul) == 1);
    CHECK(count(session, author::name.in({kNul})) == 1);
    CHECK(count(session, author::name > std::string("a")) == 1);
    CHECK(count(session, author::name.contains(kNul)) == 1);
    CHECK(count(session, author::name.contains("OR 1")) == 1);
    CHECK(count(session, author::name.contains(std::string(1, '\0'))) == 1);
    CHECK(count(session, author::name.starts_with(std::string("a\0", 2))) == 1);
    CHECK(count(session, author::name.ends_with("-- ")) == 1);
    CHECK(count(session, author::name.icontains("or 1")) == 1);
    CHECK(AuthorModel::query().where(author::name == kNul).erase(session) == 1);
    CHECK(AuthorModel::query().one(session).get_name() == "a");
  });
}

TEST_CASE("hostile values are stored, changed and deleted as any other") {
  on_each_library([](Session& session) {
    fill(session);
    const Contents before = contents(session);
    AuthorModel target = new_author("target").save(session);
    const std::int64_t id = *target.get_id();
    session.begin();
    for (const std::string& text : hostile_texts()) {
      INFO("value: ", text);
      CHECK(AuthorModel::query().where(author::id == id).update(session, author::name = text) == 1);
      CHECK(AuthorModel::find(session, id)->get_name() == text);
      CHECK(AuthorModel::query()
                .where(author::name == text && author::id == id)
                .update(session, author::email = text, author::name = "target") == 1);
      CHECK(AuthorModel::find(session, id)->get_email() == text);

      AuthorModel other = new_author("other").set_name(text).save(session);
      CHECK(other.reload(session).get_name() == text);
      CHECK(AuthorModel::query().where(author::name == text && author::id > id).erase(session) ==
            1);
      if (text.size() > 20) continue;  // a code's length
      CodeModel code = new_code(text).save(session);
      CodeModel next = new_code("next").set_next(code).save(session);
      CHECK(CodeModel::find(session, text)->get_text() == "text of " + text);
      CHECK(CodeModel::query().where(code::next() == code).one(session).get_code() == "next");
      CHECK(CodeModel::query()
                .where(code::code == text)
                .prefetch_related(code::previous())
                .one(session)
                .previous()
                .size() == 1);
      next.destroy(session);
      code.destroy(session);
    }
    session.commit();
    target.destroy(session);
    CHECK(contents(session) == before);
  });
}

TEST_CASE("very long values are refused where they are to be stored, and compared elsewhere") {
  on_each_library([](Session& session) {
    fill(session);
    const Contents before = contents(session);
    const std::string text(1'000'000, '\'');
    for (const Place& place : places()) {
      INFO("place: ", place.name);
      try {
        place.rows(session, text);
      } catch (const thriftorm::Error& error) {
        // SQLite takes patterns of up to 50,000 bytes.
        CHECK(place.name == "like");
        CHECK_FALSE(tells(error, "''''"));
      }
    }
    CHECK_THROWS_AS(AuthorModel::query().update(session, author::name = text), InvalidData);
    AuthorModel record = new_author("x").set_name(std::string(256, '\''));
    CHECK_THROWS_AS(record.save(session), InvalidData);
    CHECK(contents(session) == before);
  });
}

TEST_CASE("a date that is none is refused before it is sent") {
  on_each_library([](Session& session) {
    fill(session);
    const Contents before = contents(session);
    Texts texts = hostile_texts();
    texts.insert(texts.end(), impossible_texts().begin(), impossible_texts().end());
    const Texts statements = sent(session, [&] {
      for (const std::string& text : texts) {
        INFO("value: ", text);
        CHECK_THROWS_AS(book::published_date == text, InvalidData);
        CHECK_THROWS_AS(book::published_date.in({text}), InvalidData);
        CHECK_THROWS_AS(BookModel::query().update(session, book::published_date = text),
                        InvalidData);
        BookModel record = new_book("x").set_author_id(1).set_published_date(text);
        CHECK_THROWS_AS(record.save(session), InvalidData);
        try {
          book::published_date < text;
        } catch (const thriftorm::Error& error) {
          if (text.size() > 5) CHECK_FALSE(tells(error, text));
        }
      }
    });
    CHECK(std::none_of(statements.begin(), statements.end(), [](const std::string& sql) {
      return sql.starts_with("INSERT") || sql.starts_with("UPDATE");
    }));
    CHECK(contents(session) == before);
  });
}

TEST_CASE("a column that a user names is one of those offered, or refused") {
  on_each_library([](Session& session) {
    fill(session);
    const auto ordered = [&](const std::string& name) {
      return number_of(
          AuthorModel::query().order_by_name(name, author::name, author::email).all(session));
    };
    CHECK(ordered("name") == number_of(hostile_texts()) + 1);
    CHECK(ordered("-email") == number_of(hostile_texts()) + 1);
    for (const char* name :
         {"", "-", "--name", "id", "-id", "Name", "NAME", " name", "name ", "name DESC", "name, id",
          "authors.name", "`name`", "\"name\"", "1", "name;", "name--", "books", "+name"})
      CHECK_THROWS_AS(ordered(name), UsageError);
    for (const std::string& name : hostile_texts()) CHECK_THROWS_AS(ordered(name), UsageError);
    for (const std::string& name : impossible_texts()) CHECK_THROWS_AS(ordered(name), UsageError);
    CHECK_THROWS_AS(ordered(std::string("name\0", 5)), UsageError);
  });
}

TEST_CASE("hostile keys are inserted many at a time, linked, followed and deleted as any other") {
  on_each_library([](Session& session) {
    std::vector<PersonModel> people;
    for (const std::string& text : hostile_texts()) {
      if (text.size() <= 40) people.emplace_back().set_name(text);
    }
    people.emplace_back().set_name(kNul);
    const std::int64_t all = number_of(people);
    PersonModel::insert_all(session, people);
    PersonModel::upsert_all(session, people, person::name);
    CHECK(PersonModel::query().count(session) == all);
    people[0].set_friends(session, people);
    for (PersonModel& record : people) {
      INFO("key: ", *record.get_name());
      CHECK(record.reload(session).get_friends(session).size() ==
            (&record == &people[0] ? people.size() : 1));
      CHECK(PersonModel::query().where(person::friends() == record).count(session) ==
            (&record == &people[0] ? all : 1));
      const auto found = PersonModel::query()
                             .where(person::name == *record.get_name())
                             .prefetch_related(person::friends())
                             .one(session);
      CHECK(found.friends().size() == record.get_friends(session).size());
    }
    std::int64_t streamed = 0;
    for (const PersonModel& record : people[0].friends(session)) streamed += record.is_stored();
    for (const PersonModel& record : PersonModel::query().cursor(session))
      streamed += record.is_stored();
    CHECK(streamed == 2 * all);
    std::int64_t left = all;
    for (PersonModel& record : people) {
      INFO("key: ", *record.get_name());
      people[0].remove_friend(session, record);
      if (&record == &people[0]) continue;
      CHECK(PersonModel::query().where(person::name == *record.get_name()).erase(session) == 1);
      CHECK(PersonModel::query().count(session) == --left);
    }
    CHECK(people[0].get_friends(session).empty());
  });
}

TEST_CASE("hostile values are found or made, and written over, as any other") {
  on_each_library([](Session& session) {
    std::vector<RackModel> racks;
    for (const std::string& text : hostile_texts()) {
      INFO("value: ", text);
      const auto query = RackModel::query().where(rack::label == text);
      const auto make = [&] { return new_rack(text); };
      CHECK(query.get_or_create(session, make).second);
      CHECK_FALSE(query.get_or_create(session, make).second);
      CHECK_FALSE(
          query.update_or_create(session, make, [](RackModel& record) { record.set_weight(2); })
              .second);
      racks.push_back(new_rack(text).set_weight(3));
    }
    CHECK(RackModel::query().where(rack::weight == 2.0).count(session) == number_of(racks));
    RackModel::upsert_all(session, racks, rack::label);
    CHECK(RackModel::query().where(rack::weight == 3.0).count(session) == number_of(racks));
    CHECK(RackModel::query().count(session) == number_of(racks));
    for (const RackModel& record : racks)
      CHECK(RackModel::find(session, *record.get_id())->get_label() == record.get_label());
    for (const std::string& text : impossible_texts()) {
      const auto query = RackModel::query().where(rack::weight == 9.0);
      CHECK_THROWS_AS(query.get_or_create(session, [&] { return new_rack(text); }), InvalidData);
      std::vector<RackModel> bad{new_rack(text)};
      CHECK_THROWS_AS(RackModel::upsert_all(session, bad, rack::label), InvalidData);
      CHECK_THROWS_AS(RackModel::insert_all(session, bad), InvalidData);
    }
    CHECK(RackModel::query().count(session) == number_of(racks));
  });
}
