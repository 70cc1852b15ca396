#include <doctest/doctest.h>

#include "test/unit/reader/generated.h"

namespace thriftorm::test {
namespace {

const std::map<std::string, std::string> kIdls = {{"common.thrift", R"(namespace cpp shop.common
typedef i64 StampId
enum Rarity { COMMON = 1, RARE = 5 }
struct Stamp { 1: required StampId id, 2: optional string by }
)"},
                                                  {"shop.thrift", R"(include "common.thrift"
namespace cpp shop
typedef i64 ItemId
typedef list<ItemId> ItemIds
enum Color { RED, GREEN = -2 }
struct Size { 1: double width = 1.5, 2: bool exact }
typedef Size Extent
struct Item {
  1: required ItemId id
  2: optional string title
  3: binary picture
  4: i8 a  5: i16 b  6: i32 c
  7: map<Color, Size> sizes
  8: set<common.Rarity> rarities
  9: list<list<common.Stamp>> stamps
  10: optional ItemIds related
  11: optional Item& parent
  12: Extent extent
  13: common.StampId stamp
  14: Color color
}
service Shop { Item find(1: ItemId id), oneway void put(1: Item item) }
)"}};

// `form` and `type` differ between the compiler's kinds of enum, `files` between its options.
std::string expected(const std::string& form, const std::string& type, const std::string& files) {
  return "enum shop::common::Rarity (" + form + R"() in common_types.h
  COMMON = 1
  RARE = 5
enum shop::Color ()" +
         form + R"() in shop_types.h
  RED = 0
  GREEN = -2
record shop::common::Stamp in common_types.h
  id: StampId = int64 as ::shop::common::StampId
  by: string as std::string
  isset: by
record shop::Size in shop_types.h
  width: double as double
  exact: bool as bool
  isset: width exact
record shop::Item in shop_types.h
  id: ItemId = int64 as ::shop::ItemId
  title: string as std::string
  picture: string as std::string
  a: int8 as std::int8_t
  b: int16 as std::int16_t
  c: int32 as std::int32_t
  sizes: map<enum shop::Color, record shop::Size> as std::map<::shop::Color)" +
         type + R"(, ::shop::Size>
  rarities: set<enum shop::common::Rarity> as std::set<::shop::common::Rarity)" +
         type + R"(>
  stamps: list<list<record shop::common::Stamp>> as std::vector<std::vector<::shop::common::Stamp>>
  related: ItemIds = list<ItemId = int64> as ::shop::ItemIds
  parent: shared record shop::Item as ::shop::Item
  extent: Extent = record shop::Size as ::shop::Extent
  stamp: StampId = int64 as ::shop::common::StampId
  color: enum shop::Color as ::shop::Color)" +
         type + R"(
  isset: title picture a b c sizes rarities stamps related parent extent stamp color
)" + files;
}

constexpr const char* kFiles = "file common_types.h\nfile shop_types.h\n";

std::string read_shop(const std::string& options, const std::string& header = "shop_types.h") {
  const TemporaryDirectory directory;
  generate(directory, kIdls, "shop.thrift", options);
  return read_text(directory.path(header));
}

TEST_CASE("records, enums, typedefs and containers of two namespaces are read") {
  CHECK(read_shop("") == expected("wrapped", "::type", kFiles));
}

TEST_CASE("options that change members but not fields change nothing") {
  for (const char* options : {"moveable_types", "no_default_operators", "no_ostream_operators",
                              "moveable_types,no_default_operators,no_ostream_operators"}) {
    CAPTURE(options);
    CHECK(read_shop(options) == expected("wrapped", "::type", kFiles));
  }
}

TEST_CASE("pure enums are plain and have no ::type") {
  CHECK(read_shop("pure_enums") == expected("plain", "", kFiles));
}

TEST_CASE("the template option brings files of templates") {
  CHECK(read_shop("templates") ==
        expected("wrapped", "::type",
                 "file common_types.h\nfile common_types.tcc\nfile shop_types.h\n"
                 "file shop_types.tcc\n"));
}

TEST_CASE("the arguments and results of services are not records") {
  CHECK(read_shop("", "Shop.h") ==
        expected("wrapped", "::type", "file Shop.h\nfile common_types.h\nfile shop_types.h\n"));
  CHECK(read_shop("templates", "Shop.h") ==
        expected("wrapped", "::type",
                 "file Shop.h\nfile Shop.tcc\nfile common_types.h\nfile common_types.tcc\n"
                 "file shop_types.h\nfile shop_types.tcc\n"));
}

TEST_CASE("full include paths are found below the header's directory or by flags") {
  const TemporaryDirectory directory;
  directory.write("idl/parts/part.thrift", "namespace cpp a.parts\nstruct Part { 1: i32 x }\n");
  directory.write("idl/whole.thrift",
                  "include \"parts/part.thrift\"\nnamespace cpp a\n"
                  "struct Whole { 1: part.Part part }\n");
  const std::string run = "cd '" + directory.path() + "' && thrift --gen cpp:include_prefix -out ";
  directory.write("gen/parts/.keep", "");
  REQUIRE(std::system((run + "gen idl/whole.thrift").c_str()) == 0);
  REQUIRE(std::system((run + "gen/parts idl/parts/part.thrift").c_str()) == 0);
  const std::string whole = R"(record a::parts::Part in parts/part_types.h
  x: int32 as std::int32_t
  isset: x
record a::Whole in whole_types.h
  part: record a::parts::Part as ::a::parts::Part
  isset: part
file parts/part_types.h
file whole_types.h
)";
  CHECK(read_text(directory.path("gen/whole_types.h")) == whole);

  directory.write("other/.keep", "");
  std::filesystem::rename(directory.path("gen/parts"), directory.path("other/parts"));
  CHECK(read_text(directory.path("gen/whole_types.h")) ==
        "whole_types.h:20:10: `parts/part_types.h` is not found: generate the included IDL's "
        "headers as well (`thrift -r --gen cpp`), or pass `-- -I` with the directory that holds it "
        "[header-error]\n");
  CHECK(read_text(directory.path("gen/whole_types.h"), {{"-I" + directory.path("other")}, ""}) ==
        R"(record a::parts::Part in part_types.h
  x: int32 as std::int32_t
  isset: x
record a::Whole in whole_types.h
  part: record a::parts::Part as ::a::parts::Part
  isset: part
file whole_types.h
file part_types.h
)");
}

TEST_CASE("unions and exceptions are records, without the exception's own buffer") {
  CHECK(read_idl("namespace cpp t\nunion Key { 1: i64 id, 2: string name }\n"
                 "exception Refused { 1: string message, 2: Key key }\n") ==
        R"(record t::Key in t_types.h
  id: int64 as std::int64_t
  name: string as std::string
  isset: id name
record t::Refused in t_types.h
  message: string as std::string
  key: record t::Key as ::t::Key
  isset: message key
file t_types.h
)");
}

TEST_CASE("a struct without optional fields has no isset, one without fields is empty") {
  CHECK(read_idl("namespace cpp t\nstruct Only { 1: required i32 x }\nstruct Nothing {}\n") ==
        R"(record t::Only in t_types.h
  x: int32 as std::int32_t
record t::Nothing in t_types.h
file t_types.h
)");
}

TEST_CASE("without a namespace, names are global") {
  CHECK(read_idl("typedef i32 Count\nenum E { X = 7 }\n"
                 "struct P { 1: Count n, 2: E e, 3: list<E> es }\n") ==
        R"(enum E (wrapped) in t_types.h
  X = 7
record P in t_types.h
  n: Count = int32 as ::Count
  e: enum E as ::E::type
  es: list<enum E> as std::vector<::E::type>
  isset: n e es
file t_types.h
)");
}

TEST_CASE("a typedef of a typedef goes by its outer name, an enum by its typedef") {
  CHECK(read_idl("namespace cpp t\ntypedef i64 Id\ntypedef Id UserId\n"
                 "typedef map<string, UserId> Ids\nstruct P { 1: UserId a, 2: Ids b }\n") ==
        R"(record t::P in t_types.h
  a: UserId = int64 as ::t::UserId
  b: Ids = map<string, UserId = int64> as ::t::Ids
  isset: a b
file t_types.h
)");
}

TEST_CASE("a container of the user's own is unknown, but has its spelling") {
  CHECK(read_idl(R"(cpp_include "<array>"
cpp_include "<unordered_map>"
namespace cpp t
typedef i64 Id
struct P {
  1: map cpp_type "std::unordered_map<std::string, Id>" <string, Id> hashed
  2: list<Id> cpp_type "std::array<Id, 3>" three
  3: map cpp_type "std::map<std::string, Id, std::less<>>" <string, Id> ordered
}
)") == R"(record t::P in t_types.h
  hashed: unknown as std::unordered_map<std::string, ::t::Id>
  three: unknown as ::std::array< ::t::Id, 3>
  ordered: map<string, Id = int64> as std::map<std::string, ::t::Id, std::less<>>
  isset: hashed three ordered
file t_types.h
)");
}

TEST_CASE("scoped enums and uuids of newer Thrift compilers are read") {
  const TemporaryDirectory directory;
  generate(directory,
           {{"t.thrift",
             "namespace cpp t\nenum Color { RED, BLUE }\n"
             "struct P { 1: Color color, 2: binary id }\n"}},
           "t.thrift", "pure_enums");
  replace_text(directory.path("t_types.h"), "enum Color {", "enum class Color {");
  replace_text(directory.path("t_types.h"), "std::string id;", "::apache::thrift::TUuid id;");
  replace_text(directory.path("t_types.h"), "namespace t {",
               "namespace apache { namespace thrift { class TUuid {}; } }\nnamespace t {");
  CHECK(read_text(directory.path("t_types.h")) == R"(enum t::Color (scoped) in t_types.h
  RED = 0
  BLUE = 1
record t::P in t_types.h
  color: enum t::Color as ::t::Color
  id: uuid as ::apache::thrift::TUuid
  isset: color id
file t_types.h
)");
}

TEST_CASE("classes and enums that are not Thrift's are left out") {
  const TemporaryDirectory directory;
  generate(directory, {{"t.thrift", "namespace cpp t\nstruct P { 1: i32 x }\n"}}, "t.thrift");
  replace_text(directory.path("t_types.h"), "} // namespace",
               "enum Plain { kOne };\nstruct Holder { enum type { kTwo }; };\n"
               "struct Buffer { int read(char*); int write(char*) const; };\n"
               "void swap(Buffer&, Buffer&);\n} // namespace");
  CHECK(read_text(directory.path("t_types.h")) ==
        "record t::P in t_types.h\n  x: int32 as std::int32_t\n  isset: x\nfile t_types.h\n");
}

TEST_CASE("records, fields and enums know their lines") {
  const TemporaryDirectory directory;
  generate(directory, {{"t.thrift", "namespace cpp t\nenum E { A }\nstruct P { 1: E e }\n"}},
           "t.thrift");
  Diagnostics diagnostics;
  const auto header = read_header(directory.path("t_types.h"), {}, diagnostics);
  REQUIRE(header);
  diagnostics.add_source("header", read_file(directory.path("t_types.h")));
  CHECK(diagnostics.source_line("header", header->enums.at(0).line) == "struct E {");
  CHECK(diagnostics.source_line("header", header->records.at(0).line) ==
        "class P : public virtual ::apache::thrift::TBase {");
  CHECK(diagnostics.source_line("header", header->records.at(0).fields.at(0).line) ==
        "  E::type e;");
}

TEST_CASE("a header is read again and again with the same result") {
  const TemporaryDirectory directory;
  generate(directory, kIdls, "shop.thrift");
  Diagnostics diagnostics;
  const auto first = read_header(directory.path("shop_types.h"), {}, diagnostics);
  const auto broken = read_header(directory.path("nothing.h"), {}, diagnostics);
  const auto second = read_header(directory.path("shop_types.h"), {}, diagnostics);
  REQUIRE(first);
  CHECK(!broken);
  CHECK(first == second);
}

}  // namespace
}  // namespace thriftorm::test
