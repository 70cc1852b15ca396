// What Clang saw in the headers that the Thrift compiler generated: owned values, free of Clang.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"

namespace thriftorm {

// The C++ type of a member, seen through typedefs, references and std::shared_ptr.
struct CppType {
  enum class Kind {
    kBool,
    kInt8,
    kInt16,
    kInt32,
    kInt64,
    kDouble,
    kString,
    kEnum,
    kRecord,
    kList,
    kSet,
    kMap,
    kUuid,
    kUnknown,
  };

  Kind kind = Kind::kUnknown;
  std::string spelling;  // how code outside any namespace names it, e.g. "::game::PlayerId",
                         // "std::vector<::game::Item>"; typedef sugar is kept
  std::string name;      // of an enum or record: qualified, without leading "::" and, for a
                         // wrapped enum, without "::type"
  std::string alias;     // the Thrift typedef it was named by ("PlayerId"), else empty
  bool shared = false;   // the member is a std::shared_ptr to this (`Type& name` in the IDL);
                         // spelling is then that of the pointee
  std::vector<CppType> arguments;  // element; key and value

  bool operator==(const CppType&) const = default;
};

struct CppField {
  std::string name;
  CppType type;
  int line = 0;

  bool operator==(const CppField&) const = default;
};

// A Thrift struct, union or exception: a class with Thrift's read and write members.
struct Record {
  std::string name;                // qualified, without leading "::"
  std::vector<CppField> fields;    // without __isset, in order
  std::vector<std::string> isset;  // the members of its __isset, in order
  std::string file;
  int line = 0;

  bool operator==(const Record&) const = default;
};

struct CppEnumValue {
  std::string name;
  std::int64_t value = 0;

  bool operator==(const CppEnumValue&) const = default;
};

struct CppEnum {
  std::string name;  // qualified, without leading "::" and without "::type"
  bool wrapped =
      true;  // `struct Role { enum type {…}; }`; with pure_enums, a plain enum or enum class
  bool scoped = false;  // enum class
  std::vector<CppEnumValue> values;
  std::string file;
  int line = 0;

  bool operator==(const CppEnum&) const = default;
};

// A field that needs a struct before the header declares it: one embedded by value, or the key or
// value of a map that the record's inline operator== compares (lists and sets can wait). C++ refuses
// both; the field stands among its record's fields all the same, so that every later check can run.
struct IncompleteField {
  std::string record;  // qualified, without leading "::"
  std::string field;
  std::string type;   // the struct declared too late, qualified, without leading "::"
  Location location;  // of the field in the header

  bool operator==(const IncompleteField&) const = default;
};

// Everything Thrift's that one header declares or includes, in order of declaration.
struct Header {
  std::string path;
  std::vector<Record> records;
  std::vector<CppEnum> enums;
  std::vector<std::string> files;  // every file that was read and is not the system's, sorted
  std::vector<IncompleteField> incomplete_fields;  // not reported yet: see report_incomplete_fields

  bool operator==(const Header&) const = default;
};

}  // namespace thriftorm
