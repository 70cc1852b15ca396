// AND, OR and NOT; ways to one row, to many rows, and both.
#include <optional>
#include <string>

#include "library_db/models.h"
#include "test/live/queries/corpus.h"

namespace queries {

using namespace library_db;
using namespace library_db::columns;

void add_logic(Corpus& corpus) {
  const auto light = rack::weight < 1;
  const auto inner = rack::outer_id.is_not_null();
  const auto kept = rack::keeper_id.is_not_null();
  corpus.add("and", light && inner);
  corpus.add("or", light || inner);
  corpus.add("not", !light);
  corpus.add("not not", !!light);
  corpus.add("and before or", (light && inner) || kept);
  corpus.add("or inside and", (light || inner) && kept);
  corpus.add("and with or on the right", kept && (light || inner));
  corpus.add("not and", !(light && inner));
  corpus.add("not or", !(light || inner));
  corpus.add("not inside and", light && !inner && !kept);
  corpus.add("not inside or", light || !(inner || kept));
  corpus.add("three ors inside two ands", (light || inner || kept) && (rack::id > 3 || !light));
  corpus.add("deep", !((light && !(inner || kept)) || !(rack::id < 9 && !(kept && light))));
  corpus.add("unknown or true", rack::weight > 0 || rack::id > 0);
  corpus.add("unknown and false", !(rack::weight > 0 && rack::id < 0));
  corpus.add("where and where", RackModel::query().where(light).where(inner).where(kept));
  corpus.add("or and where", RackModel::query().where(light || inner).where(kept));
  corpus.add("where and or", RackModel::query().where(kept).where(light || inner));
  corpus.add("or and or", RackModel::query().where(kept || light).where(light || inner));
  corpus.add("where_if that applies", RackModel::query().where_if(true, light));
  corpus.add("where_if that does not", RackModel::query().where_if(false, light));
}

namespace {

AuthorModel third_author() { return AuthorModel().set_id(3); }
BookModel second_book() { return BookModel().set_id(2); }
RackModel fourth_rack() { return RackModel().set_id(4); }

void add_single_steps(Corpus& corpus) {
  corpus.add("parent's column", book::author().name == "a");
  corpus.add("parent's column twice", book::author().name != "a" && book::author().email > "b");
  corpus.add("not parent's column", !(book::author().name == "a"));
  corpus.add("nullable parent's column", code::rack().weight > 0);
  corpus.add("nullable parent's column is null", code::rack().weight.is_null());
  corpus.add("not nullable parent's column", !(code::rack().weight > 0));
  corpus.add("parent of a parent", code::rack().outer().label.contains("a"));
  corpus.add("three parents", code::rack().outer().keeper().revision == 1);
  corpus.add("four parents of four tables", note::copy().shelf().room().behind().id > 3);
  corpus.add("two parents of one table", rack::outer().label < rack::keeper().label);
  corpus.add("parent's column with own column", rack::outer().weight > rack::weight);
  corpus.add("a parent of its own table", part::follows().follows().id == part::id);
  corpus.add("a parent by a text key", code::next().next().rack().weight >= 0);
  corpus.add("parent is null", rack::outer().is_null());
  corpus.add("parent is not null", rack::outer().is_not_null());
  corpus.add("a parent whose key has no row is null", rack::keeper().is_null());
  corpus.add("there is a parent", rack::keeper().exists());
  corpus.add("parent's parent is null", rack::outer().keeper().is_null());
  corpus.add("parent is a record", book::author() == third_author());
  corpus.add("parent is not a record", book::author() != third_author());
  corpus.add("nullable parent is not a record", rack::outer() != fourth_rack());
  corpus.add("parent's parent is a record", code::rack().outer() == fourth_rack());
  corpus.add("any of a parent", code::rack().any(rack::weight > 0 && rack::id > 3));
  corpus.add("none of a parent", code::rack().none(rack::weight > 0));
  corpus.add("any of a parent's parent", code::rack().outer().any(rack::keeper().exists()));
  corpus.add("arithmetic over paths", rack::outer().revision + rack::revision > 3);
  corpus.add("parent's column in a list", book::author().name.in({"a", "A", "b"}));
  corpus.add("parent's column not in a list", code::rack().revision.not_in({1, 2}));
}

void add_many_steps(Corpus& corpus) {
  corpus.add("one of many", author::books().title == "a");
  corpus.add("not one of many", !(author::books().title == "a"));
  corpus.add("one of many is not equal", author::books().title != "a");
  corpus.add("each comparison asks anew",
             author::books().title > "b" && author::books().published_date < "2023-01-01");
  corpus.add("any asks for one row",
             author::books().any(book::title > "b" && book::published_date < "2023-01-01"));
  corpus.add("any with or", author::books().any(book::title > "x" || book::title == ""));
  corpus.add("none", author::books().none(book::title > "b"));
  corpus.add("none inside or", author::books().none(book::title > "b") || author::id == 1);
  corpus.add("there are some", author::books().exists());
  corpus.add("there are none", !author::books().exists());
  corpus.add("many are null", author::books().is_null());
  corpus.add("association", book::categories().name.contains("a"));
  corpus.add("association the other way", category::books().title == "a");
  corpus.add("association and association", book::categories().id > 3 && book::tags().id < 3);
  corpus.add("there are some by an association", book::tags().exists());
  corpus.add("links to rows that are gone count for nothing", !category::books().is_null());
  corpus.add("many of many", author::books().categories().name > "a");
  corpus.add("many of many, none", author::books().none(book::categories().name > "a"));
  corpus.add("any in any",
             author::books().any(book::title > "a" &&
                                 book::categories().any(category::name > "a" && category::id > 2)));
  corpus.add("any of many of many",
             author::books().categories().any(category::name > "a" && category::id > 2));
  corpus.add("there are many of many", author::books().tags().exists());
  corpus.add("there are no many of many", author::books().tags().is_null());
  corpus.add("three steps back and forth", book::categories().books().tags().name < "b");
  corpus.add("many of a parent", book::author().books().title == "a");
  corpus.add("parent of many", rack::codes().next().text.contains("a"));
  corpus.add("parent of many is null", rack::codes().next().is_null());
  corpus.add("any parent of many", rack::codes().next().any(code::rack_id > 3));
  corpus.add("column of many with another of theirs",
             author::books().id > author::books().author_id);
  corpus.add("many with the parent of the same many",
             rack::codes().text > rack::codes().next().text);
  corpus.add("column of many with own column", rack::inner().weight > rack::weight);
  corpus.add("own column with column of many", rack::weight > rack::inner().weight);
  corpus.add("column of many with parent's column", rack::inner().weight > rack::outer().weight);
  corpus.add("parent's column with column of many", rack::keeper().id < rack::kept().id);
  corpus.add("two ways to many with each other", book::categories().name < book::tags().name);
  corpus.add("not two ways to many with each other", !(book::categories().id == book::tags().id));
  corpus.add("many of many with the first many",
             author::books().categories().id > author::books().id);
  corpus.add("the first many with many of many",
             author::books().id > author::books().categories().id);
  corpus.add("many with a count", rack::inner().id > count(rack::kept()));
  corpus.add("sum over many and own", rack::inner().revision + rack::revision > 4);
  corpus.add("many in a range", author::books().id.between(3, 9));
  corpus.add("many in a list", author::books().id.in({3, 5, 9}));
  corpus.add("many not in a list", author::books().id.not_in({3, 5, 9}));
  corpus.add("column of many is null", rack::codes().next_id.is_null());
  corpus.add("column of many is not null", rack::codes().next_id.is_not_null());
  corpus.add("many are a record", author::books() == second_book());
  corpus.add("many are not a record", author::books() != second_book());
  corpus.add("many of many are a record", category::books().author() == third_author());
  corpus.add("linked to a record", category::books() == second_book());
  corpus.add("friends", person::friends().name.contains("a"));
  corpus.add("friends of friends", person::friends().friends().name == person::name);
  corpus.add("friend of a record", person::friends() == PersonModel().set_name("Zoé"));
  corpus.add("nobody's friend", !person::friends().exists());
  corpus.add("own table three times", part::followers().followers().id > 3);
  corpus.add("down and up again", part::followers().follows().id == 3);
  corpus.add("up and down again", part::follows().followers().id == 3);
  corpus.add("sum of two columns of many", author::books().id + author::books().author_id > 20);
  corpus.add("deep with logic",
             (author::books().any(book::categories().name > "a" || !book::tags().exists()) &&
              author::name != "b") ||
                 !(author::books().author().name < "b"));
  corpus.add("text keys to many", code::previous().rack_id > 3);
  corpus.add("notes of copies of a room", room::copies().notes().shelf().room().id == 1);
}

}  // namespace

void add_paths(Corpus& corpus) {
  add_single_steps(corpus);
  add_many_steps(corpus);
}

}  // namespace queries
