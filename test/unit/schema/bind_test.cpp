#include <doctest/doctest.h>

#include "test/unit/schema/bound.h"

namespace thriftorm::test {
namespace {

// One field of a stored struct, as a column.
Column column_of(const std::string& field) {
  const Table table = bind_table(
      "enum Colour { RED = 1  BLUE = 2 }\n//@mysql_table(posts)\nstruct Post {\n  1: optional i64 "
      "id\n  2: " +
      field + "\n}\n");
  return table.columns.back();
}

std::string default_of(const std::string& field) {
  const Column column = column_of(field);
  return column.default_value ? column.default_value->text : "none";
}

const Relation* find_relation(const Schema& schema, const std::string& table,
                              const std::string& name) {
  for (const Relation& relation : schema.find_table(table)->relations) {
    if (relation.name == name) return &relation;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("an optional field becomes a nullable column, others do not") {
  CHECK(column_of("optional string body").nullable);
  CHECK_FALSE(column_of("string body").nullable);
  CHECK_FALSE(column_of("required string body").nullable);
}

TEST_CASE("what the runtime fills in is never NULL") {
  CHECK_FALSE(column_of("optional i64 revision  //@version").nullable);
  CHECK_FALSE(column_of("optional i64 created  //@created_at @datetime").nullable);
}

TEST_CASE("each type has its storage") {
  using Kind = Storage::Kind;
  CHECK_EQ(column_of("bool a").storage, Storage{Kind::kBool});
  CHECK_EQ(column_of("byte a").storage, Storage{Kind::kInt8});
  CHECK_EQ(column_of("string a").storage, Storage{Kind::kVarchar, 255});
  CHECK_EQ(column_of("string a  //@text").storage, Storage{Kind::kText});
  CHECK_EQ(column_of("string a  //@type('decimal( 18 , 4 )')").storage,
           Storage{Kind::kDecimal, 0, 18, 4});
  CHECK_EQ(column_of("binary a").storage, Storage{Kind::kBlob});
  CHECK_EQ(column_of("binary a  //@length(16)").storage, Storage{Kind::kVarbinary, 16});
  CHECK_EQ(column_of("i64 a  //@datetime(unit=us)").storage, Storage{Kind::kDateTime, 0, 6});
  CHECK_EQ(column_of("list<i32> a  //@json").storage, Storage{Kind::kJson});
  CHECK_EQ(column_of("Colour a").storage, Storage{Kind::kVarchar, 64});
  CHECK_EQ(column_of("Colour a  //@store(value)").storage, Storage{Kind::kInt32});
}

TEST_CASE("a default comes from Thrift, or from its annotation") {
  CHECK_EQ(default_of("i32 a = 5"), "5");
  CHECK_EQ(default_of("i32 a = 0x1F"), "31");
  CHECK_EQ(default_of("i32 a = 5  //@default(-6)"), "-6");
  CHECK_EQ(default_of("i32 a"), "none");
  CHECK_EQ(default_of("bool a = true"), "true");
  CHECK_EQ(default_of("bool a = 0"), "false");
  CHECK_EQ(default_of("double a = 3"), "3.0");
  CHECK_EQ(default_of("double a  //@default(1e300)"), "1e+300");
  CHECK_EQ(default_of("Colour a = Colour.BLUE"), "BLUE");
  CHECK_EQ(default_of("Colour a = 2"), "BLUE");
  CHECK_EQ(default_of("string a  //@length(5) @default('äöüß☂')"), "äöüß☂");
  CHECK_EQ(default_of("string a = \"it's\""), "it's");
  CHECK_EQ(default_of("i64 a = 86400  //@datetime"), "86400");
}

TEST_CASE("a constant stands for its value, through others") {
  const Table table = bind_table(
      "const i32 A = 7\nconst i32 B = A\n//@mysql_table(posts)\nstruct Post { 1: i32 a = B }");
  CHECK_EQ(table.columns.back().default_value->text, "7");
}

TEST_CASE("a struct without an id has a hidden one") {
  const Table table = bind_table("//@mysql_table(posts)\nstruct Post { 1: string title }");
  CHECK(table.columns.front().role == ColumnRole::kHiddenId);
  CHECK(table.columns.front().generated);
}

TEST_CASE("an id that is not stored is not the key") {
  const Table table =
      bind_table("//@mysql_table(posts)\nstruct Post { 1: i64 id  //@ignore\n  2: i64 number }");
  CHECK(table.columns.front().role == ColumnRole::kHiddenId);
}

TEST_CASE("a required integer key is the caller's to give") {
  CHECK_FALSE(bind_table("//@mysql_table(posts)\nstruct Post { 1: required i64 id }")
                  .columns.front()
                  .generated);
  CHECK(bind_table("//@mysql_table(posts)\nstruct Post { 1: optional i64 id }")
            .columns.front()
            .generated);
}

TEST_CASE("members of a flattened struct say how they are stored") {
  const Table table = bind_table(
      "struct Price { 1: i64 amount = 5  2: string currency  //@length(3) @column(unit)\n 3: "
      "string note  //@ignore\n}\n"
      "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: Price price }");
  REQUIRE_EQ(table.columns.size(), 3);
  CHECK_EQ(table.columns[1].name, "price_amount");
  CHECK_EQ(table.columns[1].default_value->text, "5");
  CHECK_EQ(table.columns[2].name, "price_unit");
  CHECK_EQ(table.columns[2].storage.length, 3);
}

TEST_CASE("two fields of one union type keep their accessors apart") {
  const Table table = bind_table(
      "struct Place { 1: double x }\nunion Value { 1: i64 number  2: Place place }\n"
      "//@mysql_table(posts)\nstruct Post {\n  1: Value low   //@flatten\n  2: Value high  "
      "//@flatten\n}");
  CHECK_EQ(table.groups[0].variants[1].name, "low_place");
  CHECK_EQ(table.groups[1].variants[1].name, "high_place");
}

TEST_CASE("names of indexes stay apart where tables and columns come to the same") {
  const Schema schema = bind_text(
      "//@mysql_table(a)\nstruct A { 1: i32 b_c  //@index\n}\n//@mysql_table(a_b)\nstruct B { 1: "
      "i32 c  //@index\n}");
  CHECK_EQ(schema.tables[0].indexes[0].name, "ix_a_b_c");
  CHECK_NE(schema.tables[1].indexes[0].name, "ix_a_b_c");
}

TEST_CASE("the rows of a pivot go with either side") {
  const Schema schema = bind_text(
      "//@references(users)\ntypedef i64 UserId\n//@mysql_table(users)\nstruct User { 1: optional "
      "UserId id }\n"
      "union Owner { 1: UserId user_id }\n"
      "//@mysql_table(notes)\nstruct Note {\n  1: optional i64 id\n  2: Owner owner  "
      "//@pivot(note_owners, on_destroy=refuse)\n}");
  CHECK(find_relation(schema, "notes", "note_owner")->on_destroy == OnDestroy::kDelete);
  CHECK(find_relation(schema, "users", "note_owners")->on_destroy == OnDestroy::kDelete);
  CHECK(find_relation(schema, "users", "notes")->on_destroy == OnDestroy::kRefuse);
}

TEST_CASE("a result struct is found by its fields' types") {
  const Schema schema = bind_text(
      "enum Status { SUCCESS = 1  FAILURE = 2 }\nenum Fault { DB_GONE = 1  OTHER = 2 }\n"
      "//@result\nstruct Result { 1: Status status  2: string message  3: optional Fault fault }\n"
      "//@mysql_table(posts)\nstruct Post { 1: optional i64 id }");
  REQUIRE(schema.result.has_value());
  CHECK_EQ(schema.result->status, "status");
  CHECK_EQ(schema.result->message, "message");
  CHECK_EQ(schema.result->error_code, "fault");
  CHECK_EQ(schema.result->success.cpp_name, "::Status::SUCCESS");
  REQUIRE_EQ(schema.result->errors.size(), 1);
  CHECK_EQ(schema.result->errors[0].name, "DB_GONE");
}

TEST_CASE("tables come after those that they refer to; a circle goes by name") {
  const Schema schema = bind_text(
      "//@references(cats)\ntypedef i64 CatId\n//@references(ants)\ntypedef i64 AntId\n"
      "//@mysql_table(ants)\nstruct Ant { 1: optional AntId id  2: CatId cat_id }\n"
      "//@mysql_table(bees)\nstruct Bee { 1: AntId ant_id }\n"
      "//@mysql_table(cats)\nstruct Cat { 1: optional CatId id  2: AntId ant_id }");
  std::string order;
  for (const Table& table : schema.tables) order += table.name + " ";
  CHECK_EQ(order, "ants bees cats ");
}

}  // namespace thriftorm::test
