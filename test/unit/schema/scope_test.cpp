#include <doctest/doctest.h>

#include "annotations/parser.h"
#include "tool/schema/scope.h"

namespace thriftorm::test {
namespace {

idl::Document document(const std::string& text, const std::string& stem) {
  Diagnostics diagnostics;
  idl::Document parsed = idl::parse(text, stem + ".thrift", diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  parsed.path = stem + ".thrift";
  parsed.stem = stem;
  return parsed;
}

// `shared` is included by `root`.
idl::Program program(const std::string& shared, const std::string& root) {
  idl::Document main = document("include \"shared.thrift\"\n" + root, "root");
  main.includes.front().resolved_path = "shared.thrift";
  return {{document(shared, "shared"), std::move(main)}};
}

}  // namespace

TEST_CASE("a name is followed through typedefs and includes") {
  const idl::Program both = program("namespace cpp a.b\ntypedef i64 Key\n",
                                    "typedef shared.Key Id\nstruct S { 1: Id id }");
  const Scope scope(both);
  const ResolvedType type = scope.resolve(both.root(), both.root().structs[0].fields[0].type);
  CHECK(type.kind == ResolvedType::Kind::kInt64);
  REQUIRE_EQ(type.typedefs.size(), 2);
  CHECK_EQ(type.typedefs[0]->name, "Id");
  CHECK_EQ(type.typedefs[1]->name, "Key");
}

TEST_CASE("the elements of a container are named as in the file that declares it") {
  const idl::Program both = program("struct Item {}\ntypedef list<Item> Items\n",
                                    "struct Item {}\nstruct S { 1: shared.Items items }");
  const Scope scope(both);
  const ResolvedType type = scope.resolve(both.root(), both.root().structs[1].fields[0].type);
  REQUIRE(type.container != nullptr);
  const ResolvedType element = scope.resolve(*type.document, type.container->arguments[0]);
  CHECK_EQ(element.structure, both.documents[0].structs.data());
}

TEST_CASE("what is declared nowhere, or in circles, is unknown") {
  const idl::Program both = program(
      "", "typedef B A\ntypedef A B\nstruct S { 1: A a  2: Nothing b  3: shared.Nothing c }");
  const Scope scope(both);
  for (const idl::Field& field : both.root().structs[0].fields) {
    CHECK(scope.resolve(both.root(), field.type).kind == ResolvedType::Kind::kUnknown);
  }
}

TEST_CASE("a constant is followed to its value") {
  const idl::Program both =
      program("const i32 A = 3\nconst i32 B = A\n",
              "const i32 C = shared.B\nstruct S { 1: i32 a = C  2: i32 b = shared.X }");
  const Scope scope(both);
  const auto& fields = both.root().structs[0].fields;
  CHECK_EQ(scope.follow(both.root(), *fields[0].default_value).integer, 3);
  CHECK_EQ(scope.follow(both.root(), *fields[1].default_value).text, "shared.X");
}

TEST_CASE("C++ names are qualified by the namespace") {
  CHECK_EQ(Scope::cpp_name(document("namespace cpp a.b.c", "t"), "Post"), "::a::b::c::Post");
  CHECK_EQ(Scope::cpp_name(document("", "t"), "Post"), "::Post");
}

}  // namespace thriftorm::test
