// Order, parts, owners, and rows of values.
#include <optional>
#include <string>

#include "library_db/models.h"
#include "test/live/queries/corpus.h"

namespace queries {

using namespace library_db;
using namespace library_db::columns;
using thriftorm::count;
using thriftorm::count_distinct;

namespace {

void add_orders(Corpus& corpus) {
  corpus.add("ordered", BookModel::query().order_by(book::title));
  corpus.add("ordered the other way", BookModel::query().order_by(book::title.desc()));
  corpus.add("ordered by two",
             BookModel::query().order_by(book::published_date.desc(), book::title));
  corpus.add("ordered twice",
             BookModel::query().order_by(book::author_id).order_by(book::title.desc()));
  corpus.add("NULL comes first", RackModel::query().order_by(rack::weight));
  corpus.add("NULL comes last the other way", RackModel::query().order_by(rack::weight.desc()));
  corpus.add("ordered by a parent's column", BookModel::query().order_by(book::author().name));
  corpus.add("ordered by a nullable parent's column",
             CodeModel::query().order_by(code::rack().weight.desc(), code::text));
  corpus.add("ordered by a parent's parent's column",
             CodeModel::query().order_by(code::rack().outer().label));
  corpus.add("ordered by a count", AuthorModel::query().order_by(count(author::books()).desc()));
  corpus.add("ordered by the least of many",
             AuthorModel::query().order_by(min(author::books().title)));
  corpus.add("ordered by something computed",
             RackModel::query().order_by((rack::weight * -1).asc()));
  corpus.add("ordered by name", BookModel::query().order_by_name("title", book::id, book::title));
  corpus.add("ordered by name the other way",
             BookModel::query().order_by_name("-title", book::id, book::title));
  corpus.add("a condition and an order over one join",
             BookModel::query().where(book::author().name > "a").order_by(book::author().name));
  corpus.add("text keys in order", CodeModel::query().where(code::rack_id > 3));
  corpus.add("ordered by text keys the other way",
             PersonModel::query().order_by(person::name.desc()));
  corpus.add("limit", BookModel::query().limit(3));
  corpus.add("limit of nothing", BookModel::query().limit(0));
  corpus.add("limit beyond the end", BookModel::query().limit(1000));
  corpus.add("offset", BookModel::query().offset(20));
  corpus.add("offset beyond the end", BookModel::query().offset(1000));
  corpus.add("limit and offset", BookModel::query().limit(3).offset(4));
  corpus.add(
      "limit and offset in an order",
      BookModel::query().where(book::id > 2).order_by(book::title.desc()).limit(5).offset(2));
  corpus.add("limit over a path",
             AuthorModel::query().where(author::books().exists()).order_by(author::name).limit(4));
}

void add_owners(Corpus& corpus) {
  const AuthorModel author = AuthorModel().set_id(3);
  corpus.add("an author's books", author.query_books());
  corpus.add("an author's books with a condition",
             author.query_books().where(book::title > "a" || book::title == ""));
  corpus.add("an author's books in an order", author.query_books().order_by(book::title).limit(2));
  corpus.add("a category's books", CategoryModel().set_id(2).query_books());
  corpus.add("a category's books with a condition",
             CategoryModel().set_id(2).query_books().where(!(book::title == "a") || book::id < 9));
  corpus.add("a book's categories", BookModel().set_id(2).query_categories());
  corpus.add("a person's friends", PersonModel().set_name("Zoé").query_friends());
  corpus.add("a rack's racks", RackModel().set_id(4).query_inner().where(rack::weight.is_null()));
}

void add_selections(Corpus& corpus) {
  const auto books = BookModel::query();
  const auto racks = RackModel::query();
  const auto authors = AuthorModel::query();
  corpus.add("one column", books.select(book::title));
  corpus.add("own and related columns", books.select(book::id, book::title, book::author().name));
  corpus.add("nullable columns", racks.select(rack::id, rack::weight, rack::outer_id));
  corpus.add("nullable parent's columns",
             racks.select(rack::id, rack::outer().label, rack::outer().revision));
  corpus.add("something computed",
             racks.select(rack::id, rack::weight * 2, rack::outer_id + rack::id));
  corpus.add("different values", books.select(book::title).distinct().order_by(book::title));
  corpus.add("different pairs", books.select(book::published_date, book::author_id)
                                    .distinct()
                                    .order_by(book::published_date, book::author_id)
                                    .limit(5));
  corpus.add("a condition on what is selected", books.select(book::id, book::title)
                                                    .where(book::author().name > "a")
                                                    .order_by(book::title.desc())
                                                    .limit(4));
  corpus.add("how many", books.select(count()));
  corpus.add("how many of none", BookModel::query().where(book::id < 0).select(count()));
  corpus.add("how many values",
             racks.select(count(), count(rack::weight), count_distinct(rack::weight)));
  corpus.add("sum of whole numbers", books.select(sum(book::author_id)));
  corpus.add("sum of doubles", racks.select(sum(rack::weight)));
  corpus.add("mean", racks.select(avg(rack::weight), avg(rack::revision)));
  corpus.add("least and greatest", racks.select(min(rack::weight), max(rack::weight),
                                                min(rack::label), max(rack::label)));
  corpus.add("aggregates of nothing",
             RackModel::query()
                 .where(rack::id < 0)
                 .select(sum(rack::weight), avg(rack::id), min(rack::label), max(rack::id)));
  corpus.add("sum of something computed",
             racks.select(sum(rack::weight * 2), max(rack::outer_id + rack::id)));
  corpus.add("aggregates of a parent's columns",
             books.select(count(book::author().name), max(book::author().name)));
  corpus.add(
      "grouped",
      books.select(book::author_id, count()).group_by(book::author_id).order_by(book::author_id));
  corpus.add("grouped by what may be NULL", racks.select(rack::outer_id, count(), sum(rack::weight))
                                                .group_by(rack::outer_id)
                                                .order_by(rack::outer_id));
  corpus.add("grouped by two", books.select(book::author_id, book::published_date, count())
                                   .group_by(book::author_id, book::published_date)
                                   .order_by(book::author_id, book::published_date.desc()));
  corpus.add("grouped by a parent's column",
             books.select(book::author().name, count(), min(book::title))
                 .group_by(book::author().name)
                 .order_by(book::author().name));
  corpus.add("grouped by the key", racks.select(rack::id, rack::outer().label, count())
                                       .group_by(rack::id)
                                       .having(rack::label != "a")
                                       .order_by(rack::label, rack::id));
  corpus.add("grouped by a reference, with what it names",
             books.select(book::author().name, book::author_id, count())
                 .group_by(book::author_id)
                 .order_by(book::author().name, book::author_id));
  corpus.add("grouped by a parent's key", books.select(book::author().email, count())
                                              .group_by(book::author().id)
                                              .order_by(book::author().id));
  corpus.add("having a parent", racks.select(rack::id, count())
                                    .group_by(rack::id)
                                    .having(rack::outer() == RackModel().set_id(2) || count() > 1)
                                    .order_by(rack::id));
  corpus.add("having columns of one name",
             racks.select(count())
                 .group_by(rack::label, rack::outer().label, rack::outer().id)
                 .having(rack::outer().id > 1 && rack::outer().label != "" && rack::label > "a" &&
                         count() > 0));
  corpus.add("having something computed", racks.select(count())
                                              .group_by(rack::outer_id + 1)
                                              .having(rack::outer_id + 1 > 2)
                                              .order_by(count()));
  corpus.add("having a parent at all", racks.select(rack::outer_id, count())
                                           .group_by(rack::outer_id)
                                           .having(rack::outer().exists() || count() > 2)
                                           .order_by(rack::outer_id));
  corpus.add("having one of many", authors.select(author::id, count())
                                       .group_by(author::id)
                                       .having(author::books().title >= "a")
                                       .order_by(author::id));
  corpus.add("having none of many", authors.select(author::id, count())
                                        .group_by(author::id)
                                        .having(author::books().none(book::title >= "a"))
                                        .order_by(author::id));
  corpus.add("having a number of related rows",
             authors.select(author::name, count(author::books()))
                 .group_by(author::id)
                 .having(count(author::books()) >= count())
                 .order_by(count(author::books()).desc(), author::id));
  corpus.add("having a parent's number of related rows",
             books.select(book::author_id, count(book::author().books()), count())
                 .group_by(book::author_id)
                 .having(count(book::author().books()) > 0)
                 .order_by(book::author_id));
  corpus.add("grouped by a number of related rows", AuthorModel::query()
                                                        .select(count(author::books()), count())
                                                        .group_by(count(author::books()))
                                                        .order_by(count(author::books())));
  corpus.add("grouped by something computed", racks.select(rack::outer_id + rack::id, count())
                                                  .group_by(rack::outer_id + rack::id)
                                                  .order_by(rack::outer_id + rack::id));
  corpus.add("grouped by something computed with a value",
             racks.select(rack::id + 1, count()).group_by(rack::id + 1).order_by(rack::id + 1));
  corpus.add("different ones of something computed with a value",
             racks.select(rack::id + 1).distinct().order_by((rack::id + 1).desc()));
  corpus.add("different ones in the order of something computed of them",
             racks.select(rack::id, rack::outer_id)
                 .distinct()
                 .order_by(rack::outer_id * -1, (rack::id * -1).desc()));
  corpus.add("how many of what has an order", BookModel::query()
                                                  .order_by(book::author().name, book::title)
                                                  .select(count(), max(book::title)));
  corpus.add("different groups", books.select(book::author_id, count())
                                     .group_by(book::author_id, book::title)
                                     .distinct()
                                     .order_by(count() * -1, book::author_id));
  corpus.add("grouped in the order of a count", books.select(book::author_id, count())
                                                    .group_by(book::author_id)
                                                    .order_by(count().desc(), book::author_id));
  corpus.add("having", books.select(book::author_id, count())
                           .group_by(book::author_id)
                           .having(count() > 1)
                           .order_by(book::author_id));
  corpus.add("having or", books.select(book::author_id, max(book::title))
                              .group_by(book::author_id)
                              .having(count() > 2 || max(book::title) == "a")
                              .order_by(book::author_id));
  corpus.add("having and having", books.select(book::author_id)
                                      .group_by(book::author_id)
                                      .having(count() > 1)
                                      .having(min(book::id) < 9 || book::author_id == 2)
                                      .order_by(book::author_id));
  corpus.add("having what is not selected", racks.select(rack::outer_id)
                                                .group_by(rack::outer_id)
                                                .having(!(avg(rack::weight) > 1))
                                                .order_by(rack::outer_id));
  corpus.add("where, grouped, having, in order, in part",
             BookModel::query()
                 .where(book::title != "")
                 .select(book::author_id, count(), max(book::published_date))
                 .group_by(book::author_id)
                 .having(count() >= 1)
                 .order_by(count().desc(), book::author_id.desc())
                 .limit(3)
                 .offset(1));
}

void add_related_aggregates(Corpus& corpus) {
  const auto authors = AuthorModel::query();
  corpus.add("count of many", authors.select(author::id, count(author::books())));
  corpus.add("count of many where",
             authors.select(author::id, count(author::books().where(book::title > "b"))));
  corpus.add(
      "count of many where either",
      authors.select(author::id, count(author::books().where(book::title > "b" || book::id < 5))));
  corpus.add("two counts do not multiply",
             BookModel::query().select(book::id, count(book::categories()), count(book::tags())));
  corpus.add("count of many of many",
             authors.select(author::id, count(author::books().categories())));
  corpus.add(
      "count of many of many where",
      authors.select(author::id, count(author::books().categories().where(category::name > "a"))));
  corpus.add(
      "count where a parent",
      RackModel::query().select(rack::id, count(rack::codes().where(code::next().rack_id > 3))));
  corpus.add("count where there are many",
             authors.select(author::id, count(author::books().where(book::tags().exists()))));
  corpus.add("count of a parent", RackModel::query().select(rack::id, count(rack::keeper())));
  corpus.add("count of a parent's many",
             BookModel::query().select(book::id, count(book::author().books())));
  corpus.add("count of friends",
             PersonModel::query().select(person::name, count(person::friends())));
  corpus.add("values of many",
             authors.select(author::id, count(author::books().title),
                            count_distinct(author::books().published_date),
                            min(author::books().title), max(author::books().title)));
  corpus.add("sums of many",
             RackModel::query().select(rack::id, sum(rack::inner().weight),
                                       avg(rack::inner().weight), sum(rack::kept().revision)));
  corpus.add("values of many of many",
             authors.select(author::id, max(author::books().categories().name)));
  corpus.add("values of parents of many",
             RackModel::query().select(rack::id, max(rack::codes().next().text)));
  corpus.add("sum of something computed of many",
             RackModel::query().select(rack::id, sum(rack::inner().revision * 2),
                                       max(rack::inner().id - rack::id)));
  corpus.add("where a count", count(author::books()) > 1);
  corpus.add("where no count", !(count(author::books()) > 1));
  corpus.add("where a count of some", count(author::books().where(book::title > "a")) == 1);
  corpus.add("where counts differ", count(book::categories()) > count(book::tags()));
  corpus.add("where a sum over many", sum(rack::inner().weight) > 1);
  corpus.add("where a mean over many is null", avg(rack::inner().weight).is_null());
  corpus.add("where a parent's count", count(book::author().books()) >= 2);
  corpus.add("count of many inside any", author::books().any(count(book::tags()) > 1));
  corpus.add("different counts",
             authors.select(count(author::books())).distinct().order_by(count(author::books())));
}

}  // namespace

void add_rows(Corpus& corpus) {
  add_orders(corpus);
  add_owners(corpus);
  add_selections(corpus);
  add_related_aggregates(corpus);
}

}  // namespace queries
