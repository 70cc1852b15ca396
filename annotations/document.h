// A Thrift IDL file as values: its declarations in the order of the text, each with its place,
// its documentation and its `//@` annotations (see vocabulary.h for what those may be).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"

namespace thriftorm::idl {

// A value in an annotation's argument list.
struct ArgumentValue {
  enum class Kind { kIdentifier, kNumber, kString, kList };

  Kind kind = Kind::kIdentifier;
  std::string text;  // identifier (dots kept), number as written, or unquoted string
  std::vector<ArgumentValue> items;  // of a list
  Location location;

  bool operator==(const ArgumentValue&) const = default;
};

struct Argument {
  std::string key;  // empty: positional
  ArgumentValue value;
  Location location;

  bool operator==(const Argument&) const = default;
};

// `//@name(arguments)`. `@info` is not among them: its text is the declaration's documentation.
struct Annotation {
  std::string name;
  std::vector<Argument> arguments;
  Location location;  // of the name, with its @

  // The argument that was given as key=value; null if there is none.
  const Argument* find(const std::string& key) const;
  // The n-th positional argument; null if there are fewer.
  const Argument* positional(std::size_t n) const;

  bool operator==(const Annotation&) const = default;
};

// A type as the IDL writes it.
struct Type {
  enum class Kind { kBase, kNamed, kList, kSet, kMap };

  Kind kind = Kind::kBase;
  std::string name;  // "i64", "string", … or the (possibly dotted) name; "list", "set", "map"
  std::vector<Type> arguments;  // one for list and set, two for map
  Location location;

  bool operator==(const Type&) const = default;
};

// A constant expression: a default value or the value of a const.
struct ConstValue {
  enum class Kind { kInteger, kDouble, kString, kIdentifier, kList, kMap };

  Kind kind = Kind::kInteger;
  std::int64_t integer = 0;
  double number = 0.0;
  std::string text;               // as written (numbers, identifiers), or the string's contents
  std::vector<ConstValue> items;  // list: elements; map: key, value, key, value, …
  Location location;

  bool operator==(const ConstValue&) const = default;
};

enum class Requiredness { kDefault, kRequired, kOptional };

struct Field {
  std::optional<std::int32_t> id;  // as written; Thrift assigns negative ones where it is missing
  Requiredness requiredness = Requiredness::kDefault;
  Type type;
  std::string name;
  std::optional<ConstValue> default_value;
  bool reference = false;  // `Type& name`: a std::shared_ptr in C++
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
  Location location;  // of the name

  bool operator==(const Field&) const = default;
};

struct Struct {
  enum class Kind { kStruct, kUnion, kException };

  Kind kind = Kind::kStruct;
  std::string name;
  std::vector<Field> fields;
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
  Location location;  // of the name

  bool operator==(const Struct&) const = default;
};

struct EnumValue {
  std::string name;
  std::int64_t value = 0;  // as written, or one more than the value before it
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
  Location location;

  bool operator==(const EnumValue&) const = default;
};

struct Enum {
  std::string name;
  std::vector<EnumValue> values;
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
  Location location;

  bool operator==(const Enum&) const = default;
};

struct Typedef {
  Type type;
  std::string name;
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
  Location location;

  bool operator==(const Typedef&) const = default;
};

struct Include {
  std::string path;           // as written
  std::string resolved_path;  // as opened; empty if it was not found
  Location location;

  bool operator==(const Include&) const = default;
};

// One .thrift file. Consts and services are read for their grammar, and constants are kept for
// the default values that name them.
struct Document {
  std::string path;  // as it was opened
  std::string stem;  // file name without ".thrift": the prefix that other files use for its names
  std::vector<Include> includes;
  std::string cpp_namespace;    // dotted; empty if the file names none
  std::vector<Struct> structs;  // structs, unions and exceptions, in order
  std::vector<Enum> enums;
  std::vector<Typedef> typedefs;
  std::vector<std::pair<std::string, ConstValue>> constants;

  bool operator==(const Document&) const = default;
};

// A file and all that it includes, each once, every file before those that include it: the file
// that was asked for is the last.
struct Program {
  std::vector<Document> documents;

  const Document& root() const { return documents.back(); }

  bool operator==(const Program&) const = default;
};

}  // namespace thriftorm::idl
