// What queries refuse, and locks.
#include <cstdint>
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/runtime/tables.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;
using thriftorm::UsageError;

TEST_CASE("a query for one record says how many there are") {
  live::on_each_library([](Session& session) {
    CHECK_THROWS_WITH_AS(PartModel::query().one(session), "no row matches the query; table parts",
                         thriftorm::RecordNotFound);
    PartModel().save(session);
    CHECK(*PartModel::query().one(session).get_id() == 1);
    PartModel().save(session);
    CHECK_THROWS_WITH_AS(PartModel::query().one(session),
                         "several rows match a query that is for one; table parts",
                         thriftorm::InvalidData);
    CHECK_THROWS_AS(PartModel::query().select(part::id).one(session), thriftorm::InvalidData);
    CHECK_FALSE(PartModel::query().where(part::id > 2).first(session));
    CHECK_FALSE(PartModel::query().where(part::id > 2).last(session));
    CHECK(PartModel::query().where(part::id > 2).sum(session, part::id) == std::nullopt);
  });
}

TEST_CASE("a query refuses parts that cannot be, before anything is sent") {
  live::on_each_library([](Session& session) {
    auto query = BookModel::query();
    CHECK_THROWS_WITH_AS(query.limit(-1), "the limit of a query cannot be negative: -1",
                         UsageError);
    CHECK_THROWS_WITH_AS(query.offset(-2), "the offset of a query cannot be negative: -2",
                         UsageError);
    CHECK_THROWS_WITH_AS(
        query.order_by_name("author_id; --", book::id, book::title),
        "cannot order by a column of another name: choose among `id`, `title`; table books",
        UsageError);
    CHECK_THROWS_AS(query.page(session, -1, 3), UsageError);
    CHECK_THROWS_AS(query.page(session, 0, 0), UsageError);
    CHECK_THROWS_AS(query.page(session, INT64_MAX, 2), UsageError);
    CHECK_THROWS_AS(BookModel::query().limit(1).page(session, 0, 1), UsageError);
    CHECK_THROWS_AS(BookModel::query().limit(1).last(session), UsageError);
    CHECK_THROWS_AS(BookModel::query().group_by(book::title).all(session), UsageError);
    CHECK_THROWS_AS(BookModel::query().having(thriftorm::count() > 1).all(session), UsageError);
    CHECK_THROWS_AS(AuthorModel::query()
                        .select(author::name, thriftorm::count(), thriftorm::count(author::books()))
                        .group_by(author::name)
                        .all(session),
                    UsageError);
    CHECK_THROWS_AS(
        BookModel::query().where(book::id.in(std::vector<std::int64_t>(30'001))).all(session),
        UsageError);
    CHECK(BookModel::query().where(book::id.in(std::vector<std::int64_t>(30'000))).count(session) ==
          0);
    CHECK_THROWS_AS(BookModel::query().where(book::author() == AuthorModel()).all(session),
                    thriftorm::UnsavedRecord);
    CHECK_THROWS_AS(AuthorModel().query_books(), thriftorm::UnsavedRecord);
    CHECK_THROWS_AS(BookModel::query().where(book::published_date > "yesterday"),
                    thriftorm::InvalidData);
    CHECK_THROWS_AS(BookModel::query().select_related(book::author()).erase(session), UsageError);
    CHECK_THROWS_AS(BookModel::query().update(session, book::title = "a", book::title = "b"),
                    UsageError);
  });
}

TEST_CASE("an aggregate over rows stands for none of them") {
  live::on_each_library([](Session& session) {
    using thriftorm::sum;
    CHECK_THROWS_AS(BookModel::query().select(book::title).order_by(sum(book::id)).all(session),
                    UsageError);
    CHECK_THROWS_AS(BookModel::query().group_by(book::title).sum(session, book::id), UsageError);
  });
}

TEST_CASE("a group has one value of what it is grouped by, and of no other column") {
  live::on_each_library([](Session& session) {
    using thriftorm::count;
    using thriftorm::sum;
    const auto refusal = [&](const auto& selection) {
      return live::error_of<UsageError>([&] { selection.all(session); }).message();
    };
    const std::string title =
        "`title` may have several values in a group: group by it as well, or ask for its min() or "
        "max()";
    auto books = BookModel::query();
    CHECK(refusal(books.select(book::title, count())) == title);
    CHECK(refusal(books.select(book::title, count()).group_by(book::author_id)) == title);
    CHECK(refusal(books.select(book::id + sum(book::id)).group_by(book::author_id)) ==
          "`id` may have several values in a group: group by it as well, or ask for its min() or "
          "max()");
    CHECK(refusal(books.select(book::author_id).group_by(book::author_id).order_by(book::title)) ==
          title);
    CHECK(refusal(books.select(book::author_id)
                      .group_by(book::author_id)
                      .having(book::title == "a" && count() > 1)) == title);
    CHECK(refusal(books.select(book::title).having(count() > 1)) == title);
    CHECK(
        refusal(books.select(book::author().email).group_by(book::author().name)) ==
        "`email` may have several values in a group: group by it as well, or ask for its min() or "
        "max()");
    CHECK(refusal(books.select(count())
                      .group_by(book::title)
                      .having(book::author() == AuthorModel().set_id(1))) ==
          "`author_id` may have several values in a group: group by it as well, or ask for its "
          "min() or max()");
    CHECK(refusal(AuthorModel::query()
                      .select(author::name, count())
                      .group_by(author::name)
                      .order_by(count(author::books()))) ==
          "what is asked of a relation to many stands for each record, and these rows are groups");
    CHECK(refusal(AuthorModel::query()
                      .select(count())
                      .group_by(author::name)
                      .having(author::books().title == "a")) ==
          "what is asked of a relation to many stands for each record, and these rows are groups");
    CHECK(refusal(AuthorModel::query()
                      .select(author::id)
                      .group_by(author::id)
                      .having(author::books().id > count())) ==
          "what is asked of a relation to many stands for each record, and these rows are groups");
    CHECK(refusal(books.select(count()).group_by(count())) ==
          "an aggregate is one of a group: rows cannot be grouped by it");
    const std::string unselected =
        "rows that are each told once have no order but by what is selected: select it as well";
    CHECK(refusal(books.select(book::author_id).distinct().order_by(book::title)) == unselected);
    CHECK(
        refusal(
            books.select(count()).group_by(book::author_id).distinct().order_by(book::author_id)) ==
        unselected);
    CHECK(refusal(books.select(book::author_id)
                      .group_by(book::author_id, book::title)
                      .distinct()
                      .order_by(count())) == unselected);
  });
}
