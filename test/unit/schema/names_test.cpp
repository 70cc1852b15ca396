#include <doctest/doctest.h>

#include "tool/schema/names.h"

namespace thriftorm {

TEST_CASE("the last word of a table becomes singular") {
  CHECK_EQ(singularize("mobile_items"), "mobile_item");
  CHECK_EQ(singularize("inventories"), "inventory");
  CHECK_EQ(singularize("statuses"), "status");
  CHECK_EQ(singularize("addresses"), "address");
  CHECK_EQ(singularize("boxes"), "box");
  CHECK_EQ(singularize("matches"), "match");
  CHECK_EQ(singularize("houses"), "house");
  CHECK_EQ(singularize("causes"), "cause");
  CHECK_EQ(singularize("cargoes"), "cargo");
  CHECK_EQ(singularize("shoes"), "shoe");
  CHECK_EQ(singularize("keys"), "key");
}

TEST_CASE("a word that is no plural stays") {
  CHECK_EQ(singularize("status"), "status");
  CHECK_EQ(singularize("class"), "class");
  CHECK_EQ(singularize("analysis"), "analysis");
  CHECK_EQ(singularize("data"), "data");
  CHECK_EQ(singularize("s"), "s");
  CHECK_EQ(singularize(""), "");
}

TEST_CASE("plurals are made as English makes them") {
  CHECK_EQ(pluralize("inventory_entry"), "inventory_entries");
  CHECK_EQ(pluralize("box"), "boxes");
  CHECK_EQ(pluralize("key"), "keys");
  CHECK_EQ(pluralize("match"), "matches");
  CHECK_EQ(pluralize("owner"), "owners");
}

TEST_CASE("names change their case") {
  CHECK_EQ(pascal_case("mobile_item"), "MobileItem");
  CHECK_EQ(pascal_case("vector3_x"), "Vector3X");
  CHECK_EQ(pascal_case("already_Pascal"), "AlreadyPascal");
  CHECK_EQ(pascal_case("_a__b_"), "AB");
  CHECK_EQ(snake_case("MobileItem"), "mobile_item");
  CHECK_EQ(snake_case("ItemVector3"), "item_vector3");
  CHECK_EQ(snake_case("HTTPServer"), "http_server");
  CHECK_EQ(snake_case("already_snake"), "already_snake");
  CHECK_EQ(model_name("mobile_items"), "MobileItemModel");
}

TEST_CASE("a key column leads to what it is the key of") {
  CHECK_EQ(relation_name("owner_player_id", "id", "players"), "owner_player");
  CHECK_EQ(relation_name("flag_code", "code", "flags"), "flag");
  CHECK_EQ(relation_name("parent", "id", "companies"), "parent_company");
  CHECK_EQ(relation_name("author_id", "number", "people"), "author");
  CHECK_EQ(without_id("mobile_id"), "mobile");
  CHECK_EQ(without_id("_id"), "_id");
}

TEST_CASE("identifiers end at 64 characters, and stay apart") {
  const std::string fits(64, 'a');
  CHECK_EQ(fit_identifier(fits), fits);
  const std::string shortened = fit_identifier(fits + "b");
  CHECK_EQ(shortened.size(), 64);
  CHECK_NE(shortened, fit_identifier(fits + "c"));
  CHECK_EQ(shortened, fit_identifier(fits + "b"));
  CHECK_EQ(distinct_identifier("ix_a_b_c", "a_b.c").substr(0, 9), "ix_a_b_c_");
  CHECK_NE(distinct_identifier("ix_a_b_c", "a_b.c"), distinct_identifier("ix_a_b_c", "a.b_c"));
}

TEST_CASE("reserved words are known in any case") {
  CHECK(is_sql_reserved("select"));
  CHECK(is_sql_reserved("ORDER"));
  CHECK_FALSE(is_sql_reserved("title"));
  CHECK(is_cpp_keyword("class"));
  CHECK(is_cpp_keyword("xor"));
  CHECK_FALSE(is_cpp_keyword("Class"));
}

}  // namespace thriftorm
