#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "annotations/vocabulary.h"

using namespace thriftorm::idl;

TEST_CASE("an annotation has at most one rule for each place") {
  std::set<std::pair<std::string_view, Place>> seen;
  for (const AnnotationRule& rule : vocabulary()) {
    for (const Place place : rule.places) {
      CAPTURE(rule.name);
      CHECK(seen.emplace(rule.name, place).second);
      CHECK(find_rule(rule.name, place) == &rule);
    }
  }
}

TEST_CASE("every rule and every parameter is documented in one sentence") {
  const auto is_sentence = [](std::string_view text) {
    return !text.empty() && !text.ends_with('.') && text.find('\n') == text.npos;
  };
  for (const AnnotationRule& rule : vocabulary()) {
    CAPTURE(rule.name);
    CHECK(is_sentence(rule.summary));
    CHECK_FALSE(rule.places.empty());
    for (const Parameter& parameter : rule.parameters) CHECK(is_sentence(parameter.summary));
  }
}

TEST_CASE("words are listed where a parameter takes words, and only there") {
  for (const AnnotationRule& rule : vocabulary()) {
    for (const Parameter& parameter : rule.parameters) {
      CAPTURE(rule.name);
      CAPTURE(parameter.name);
      CHECK((parameter.type == ValueType::kWord) == !parameter.words.empty());
    }
  }
}

TEST_CASE("clashes name annotations that exist, and hold in both directions") {
  const std::vector<std::string_view> names = annotation_names();
  for (const AnnotationRule& rule : vocabulary()) {
    for (const std::string_view name : rule.clashes) {
      CHECK(std::ranges::find(names, name) != names.end());
    }
    for (const AnnotationRule& other : vocabulary())
      CHECK(clash(rule, other) == clash(other, rule));
  }
}

TEST_CASE("the vocabulary is the language's") {
  CHECK(annotation_names() ==
        std::vector<std::string_view>{
            "mysql_table", "index",   "unique",     "copy_of", "first_of",     "result",
            "references",  "column",  "length",     "text",    "type",         "date",
            "datetime",    "json",    "store",      "default", "created_at",   "updated_at",
            "primary_key", "version", "deprecated", "ignore",  "computed",     "backing_table",
            "belongs_to",  "has_one", "has_many",   "through", "many_to_many", "flatten",
            "pivot",       "allow",   "reverse",    "info"});
}

TEST_CASE("places and parameters are described in words") {
  CHECK(describe_places("unique") == "a struct, a field or a union variant");
  CHECK(describe_places("store") == "a field, a union variant or an enum");
  CHECK(describe_places("copy_of") == "a struct");
  CHECK(describe_places("nonsense").empty());
  const AnnotationRule* references = find_rule("references", Place::kField);
  REQUIRE(references != nullptr);
  const Parameter* on_delete = find_key(*references, "on_delete");
  REQUIRE(on_delete != nullptr);
  CHECK(describe(*on_delete) == "`cascade`, `set_null`, `restrict` or `no_action`");
  CHECK(find_key(*references, "table") == nullptr);
  CHECK(find_rule("references", Place::kStruct) == nullptr);
}
