// Finds what a name in an IDL means, across includes and through typedefs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotations/document.h"

namespace thriftorm {

// What an IDL type comes to once its typedefs are followed.
struct ResolvedType {
  enum class Kind {
    kBool,
    kByte,
    kInt16,
    kInt32,
    kInt64,
    kDouble,
    kString,
    kBinary,
    kUuid,
    kEnum,
    kStruct,
    kUnion,
    kList,
    kSet,
    kMap,
    kUnknown,
  };

  Kind kind = Kind::kUnknown;
  const idl::Document* document = nullptr;  // that holds the declaration or the container's type
  const idl::Enum* enumeration = nullptr;
  const idl::Struct* structure = nullptr;  // struct, union or exception
  const idl::Type* container = nullptr;  // list, set, map: its arguments are named as in `document`
  std::vector<const idl::Typedef*> typedefs;  // passed on the way, outermost first

  bool is_scalar() const { return kind <= Kind::kEnum; }
  bool is_integer() const { return kind >= Kind::kByte && kind <= Kind::kInt64; }
  bool is_container() const { return kind >= Kind::kList && kind <= Kind::kMap; }
};

// The declarations of a program by name. Borrows the program.
class Scope {
 public:
  explicit Scope(const idl::Program& program);

  ResolvedType resolve(const idl::Document& document, const idl::Type& type) const;

  // What a constant's name stands for, through other constants; the value itself where it is no
  // such name.
  const idl::ConstValue& follow(const idl::Document& document, const idl::ConstValue& value) const;

  // "::game::Player": how C++ names a declaration of this document.
  static std::string cpp_name(const idl::Document& document, std::string_view name);

 private:
  struct Declaration {
    const idl::Document* document = nullptr;
    const idl::Struct* structure = nullptr;
    const idl::Enum* enumeration = nullptr;
    const idl::Typedef* alias = nullptr;
  };
  using Constant = std::pair<const idl::Document*, const idl::ConstValue*>;
  const Constant* find_constant(const idl::Document& document, const std::string& name) const;
  const Declaration* find(const idl::Document& document, const std::string& name) const;

  std::map<std::pair<const idl::Document*, std::string>, Declaration> declarations_;
  std::map<std::pair<const idl::Document*, std::string>, Constant> constants_;
  std::map<std::pair<const idl::Document*, std::string>, const idl::Document*> includes_;
};

// The place of an IDL type as text: "list<game.Item>", for messages.
std::string to_text(const idl::Type& type);

}  // namespace thriftorm
