// Comparisons, lists, ranges, NULL, arithmetic, texts.
#include <optional>
#include <string>
#include <vector>

#include "library_db/models.h"
#include "test/live/queries/corpus.h"

namespace queries {

using namespace library_db;
using namespace library_db::columns;
using namespace std::string_literals;

void add_operators(Corpus& corpus) {
  corpus.add("everything", BookModel::query());
  corpus.add("equal text", book::title == "a");
  corpus.add("not equal text", book::title != "a");
  corpus.add("text below", book::title < "b");
  corpus.add("text up to", book::title <= "b");
  corpus.add("text above", book::title > "Zoe");
  corpus.add("text from", book::title >= "Zoe");
  corpus.add("equal to an empty text", book::title == "");
  corpus.add("equal to a text with a NUL", book::title == "nul\0in"s);
  corpus.add("equal to a text with a space behind", book::title == "trail ");
  corpus.add("equal number", book::id == 3);
  corpus.add("not equal number", book::author_id != 3);
  corpus.add("number below", book::id < 3);
  corpus.add("number up to", book::id <= 3);
  corpus.add("number above", book::id > 20);
  corpus.add("number from", book::id >= 20);
  corpus.add("number beyond what any column holds", book::id < INT64_MAX);
  corpus.add("32 bits against 64", rack::revision < 4'000'000'000);
  corpus.add("equal double", rack::weight == 0.25);
  corpus.add("double against a whole number", rack::weight >= 1);
  corpus.add("double not equal leaves NULL out", rack::weight != 0.25);
  corpus.add("equal date", book::published_date == "2023-01-01");
  corpus.add("date after", book::published_date > "2023-01-01");
  corpus.add("date in a range", book::published_date.between("2000-01-01", "2023-01-01"));
  corpus.add("equal to NULL is IS NULL", rack::weight == std::nullopt);
  corpus.add("not equal to NULL is IS NOT NULL", rack::weight != std::nullopt);
  corpus.add("below NULL never holds", rack::weight < std::nullopt);
  corpus.add("not below NULL never holds either", !(rack::weight < std::nullopt));
  corpus.add("is null", part::follows_id.is_null());
  corpus.add("is not null", part::follows_id.is_not_null());
  corpus.add("equal to an optional with a value", code::rack_id == std::optional<std::int64_t>(4));
  corpus.add("equal to an empty optional", code::rack_id == std::optional<std::int64_t>());
  corpus.add("not equal to an empty optional", code::next_id != std::optional<std::string>());
  corpus.add("above an empty optional", code::rack_id > std::optional<std::int64_t>());
  corpus.add("in one", book::id.in({7}));
  corpus.add("in three, padded to four", book::id.in({7, 1, 30}));
  corpus.add("in five, padded to eight", book::title.in({"a", "A", "", "100%", "Zoé"}));
  corpus.add("in none", book::id.in(std::vector<std::int64_t>()));
  corpus.add("not in three", book::id.not_in({7, 1, 3}));
  corpus.add("not in none", book::id.not_in(std::vector<std::int64_t>()));
  corpus.add("not in leaves NULL out", part::follows_id.not_in({1, 2, 3, 4, 5}));
  corpus.add("in a list with a NULL",
             part::follows_id.in(std::vector<std::optional<std::int64_t>>{1, std::nullopt, 5}));
  corpus.add("not in a list with a NULL",
             part::follows_id.not_in(std::vector<std::optional<std::int64_t>>{1, std::nullopt}));
  corpus.add("in doubles", rack::weight.in({0.25, 0.5, 1.0}));
  corpus.add("in text keys", person::name.in({"a", "😀", "nul", "nobody"}));
  corpus.add("between numbers", book::id.between(3, 5));
  corpus.add("between texts", book::title.between("a", "b"));
  corpus.add("between the wrong way round", book::id.between(5, 3));
  corpus.add("not between leaves NULL out", !rack::weight.between(0, 1));
  corpus.add("between a NULL and a number", rack::weight.between(std::nullopt, 1));
  corpus.add("not between a NULL and a number", !rack::weight.between(std::nullopt, 1));
  corpus.add("column with column", book::id == book::author_id);
  corpus.add("column above column", book::author_id > book::id);
  corpus.add("nullable columns with each other", rack::outer_id != rack::keeper_id);
  corpus.add("text columns with each other", author::name < author::email);
  corpus.add("column with itself", rack::outer_id == rack::id);
  corpus.add("whole column with double column", rack::weight > rack::revision);
  corpus.add("sum", book::id + 1 == book::author_id);
  corpus.add("difference of columns", rack::outer_id - rack::keeper_id > 3);
  corpus.add("product", rack::weight * 2 > 3);
  corpus.add("sum times number", (rack::revision + 1) * 2 == 4);
  corpus.add("product plus product", rack::revision * 2 + rack::revision * 3 == 10);
  corpus.add("difference of a difference",
             rack::keeper_id - (rack::outer_id - rack::id) > rack::id + rack::outer_id);
  corpus.add("whole numbers of two widths, added", rack::revision + rack::id > 3);
  corpus.add("the wider one first", rack::id - rack::revision < 3);
  corpus.add("a double column times a whole one", rack::weight * rack::keeper_id > 2);
  corpus.add("a whole column plus a double one", rack::revision + rack::weight > 1.5);
  corpus.add("whole columns of two widths with each other", rack::revision == rack::outer_id);
  corpus.add("arithmetic with NULL is NULL", (rack::weight + 1).is_null());
  corpus.add("computed value in a list", (book::id - book::author_id).in({0, 1, -1}));
  corpus.add("computed value in a range", (rack::weight * 4).between(1, 8));
  corpus.add("bytes", blob::content == "a\xff");
  corpus.add("bytes in order", blob::content < "a\xff");
}

void add_texts(Corpus& corpus) {
  corpus.add("contains", book::title.contains("x"));
  corpus.add("contains nothing is everything", book::title.contains(""));
  corpus.add("contains a percent sign", book::title.contains("%"));
  corpus.add("contains an underscore", book::title.contains("_"));
  corpus.add("contains a backslash", code::code.contains("\\"));
  corpus.add("contains the escape sign", code::code.contains("!"));
  corpus.add("contains a quote", code::code.contains("'"));
  corpus.add("contains a backtick", code::code.contains("`"));
  corpus.add("contains a NUL", code::code.contains("\0"s));
  corpus.add("contains what is behind a NUL", code::code.contains("in"));
  corpus.add("contains an emoji", person::name.contains("😀"));
  corpus.add("contains exactly", person::name.contains("o"));
  corpus.add("contains an accent", person::name.contains("é"));
  corpus.add("contains a bracket", person::name.contains("["));
  corpus.add("contains a star", person::name.contains("*"));
  corpus.add("does not contain", !person::name.contains("a"));
  corpus.add("does not contain, of what may be NULL", !code::next_id.contains("a"));
  corpus.add("contains SQL", person::name.contains("-- ;"));
  corpus.add("starts with", person::name.starts_with("Z"));
  corpus.add("starts with what an emoji follows", person::name.starts_with("x"));
  corpus.add("like what an emoji follows", person::name.like("x%"));
  corpus.add("starts with nothing", person::name.starts_with(""));
  corpus.add("starts with a percent sign", person::name.starts_with("%"));
  corpus.add("starts with a space", person::name.starts_with(" "));
  corpus.add("starts with a text with a NUL", person::name.starts_with("nul\0"s));
  corpus.add("ends with", person::name.ends_with("e"));
  corpus.add("ends with nothing", person::name.ends_with(""));
  corpus.add("ends with a percent sign", person::name.ends_with("%"));
  corpus.add("ends with a space", person::name.ends_with(" "));
  corpus.add("ends with a backslash", person::name.ends_with("\\"));
  corpus.add("ends with an emoji", person::name.ends_with("😀"));
  corpus.add("does not end with, of what may be NULL", !code::next_id.ends_with("e"));
  corpus.add("like any text", person::name.like("%"));
  corpus.add("like one character", person::name.like("_"));
  corpus.add("like three characters", person::name.like("___"));
  corpus.add("like a pattern", person::name.like("a%b"));
  corpus.add("like is exact", person::name.like("zo%"));
  corpus.add("like an escaped percent sign", person::name.like("100\\%"));
  corpus.add("like an escaped underscore", person::name.like("a\\_b"));
  corpus.add("like an escaped backslash", person::name.like("a\\\\b"));
  corpus.add("like a backslash at the end", person::name.like("%\\"));
  corpus.add("like the escape sign", person::name.like("!b%"));
  corpus.add("like an escaped letter", person::name.like("\\a"));
  corpus.add("like nothing", person::name.like(""));
  corpus.add("like a text with a NUL", person::name.like("nul\0%"s));
  corpus.add("not like", !person::name.like("%a%"));
  corpus.add("contains, whatever the case", person::name.icontains("ZO"));
  corpus.add("contains, whatever the accent", person::name.icontains("zoe"));
  corpus.add("contains with an accent, whatever it is", person::name.icontains("ZOÉ"));
  corpus.add("contains Greek, whatever the case", person::name.icontains("ΩM"));
  corpus.add("contains Cyrillic, whatever the case", person::name.icontains("ЖУ"));
  corpus.add("contains a percent sign, whatever the case", person::name.icontains("%"));
  corpus.add("contains nothing, whatever the case", person::name.icontains(""));
  corpus.add("does not contain, whatever the case", !code::next_id.icontains("A"));
  corpus.add("starts with, whatever the case", person::name.istarts_with("ZoË"));
  corpus.add("starts with an underscore, whatever the case", person::name.istarts_with("A_"));
  corpus.add("ends with, whatever the case", person::name.iends_with("OE"));
  corpus.add("ends with a backslash, whatever the case", person::name.iends_with("\\"));
  corpus.add("search in one column", BookModel::query().search("ZOE", book::title));
  corpus.add("search in two columns",
             AuthorModel::query().search("zoe", author::name, author::email));
  corpus.add("search for nothing", AuthorModel::query().search("", author::name));
  corpus.add("search in two columns and more",
             AuthorModel::query().search("a", author::name, author::email).where(author::id > 5));
  corpus.add("search in a related column",
             BookModel::query().search("zoe", book::title, book::author().name));
}

}  // namespace queries
