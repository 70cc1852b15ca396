// How a value is stored: what its type and its annotations say of the column.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "tool/schema/binding.h"

namespace thriftorm {
namespace {

using Kind = ResolvedType::Kind;

constexpr int kDefaultVarcharLength = 255;
constexpr int kDefaultEnumLength = 64;
// A VARCHAR of utf8mb4 and a VARBINARY end where InnoDB's row does.
constexpr int kLongestVarchar = 16383;
constexpr int kLongestVarbinary = 65535;

// One value on its way into a column.
struct ValueSource {
  const ResolvedType& type;
  const CppType& cpp;
  const Annotations& annotations;
  const Location& location;

  const idl::Annotation* find(std::string_view name) const {
    return find_annotation(annotations, name);
  }
};

std::optional<int> to_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool valid_length(Binding& binding, const idl::Annotation& annotation, int limit, int& length) {
  const std::optional<int> given = to_int(positional(annotation, 0));
  if (given && *given >= 1 && *given <= limit) {
    length = *given;
    return true;
  }
  binding.diagnostics.error(
      annotation.location, "bad-length",
      fmt::format("a length is a number from 1 to {}; what is longer is `@text`, or "
                  "`@type('MEDIUMBLOB')` of a binary",
                  limit));
  return false;
}

// "DECIMAL(18,4)".
std::optional<Storage> parse_decimal(std::string_view word) {
  const std::size_t comma = word.find(',');
  const bool shaped = word.starts_with("DECIMAL(") && word.ends_with(')');
  if (!shaped || comma == std::string_view::npos) return std::nullopt;
  const std::optional<int> precision = to_int(word.substr(8, comma - 8));
  const std::optional<int> scale = to_int(word.substr(comma + 1, word.size() - comma - 2));
  if (!precision || !scale) return std::nullopt;
  const bool in_limits =
      *precision >= 1 && *precision <= 65 && *scale >= 0 && *scale <= 30 && *scale <= *precision;
  if (!in_limits) return std::nullopt;
  return Storage{Storage::Kind::kDecimal, 0, *precision, *scale};
}

// What `@type` may say.
std::optional<Storage> parse_sql_type(std::string_view text, bool binary) {
  struct Name {
    std::string_view word;
    bool binary;
    Storage::Kind kind;
  };
  constexpr auto kNames = std::to_array<Name>({
      {"MEDIUMTEXT", false, Storage::Kind::kMediumText},
      {"LONGTEXT", false, Storage::Kind::kLongText},
      {"MEDIUMBLOB", true, Storage::Kind::kMediumBlob},
      {"LONGBLOB", true, Storage::Kind::kLongBlob},
  });
  std::string word;
  for (const char c : text) {
    if (c != ' ') word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  for (const Name& name : kNames) {
    if (name.word == word && name.binary == binary) return Storage{name.kind, 0, 0, 0};
  }
  return binary ? std::nullopt : parse_decimal(word);
}

// An annotation that says more of a type than the vocabulary knows of it.
struct Applicability {
  std::string_view annotation;
  std::string_view types;
  bool applies;
};

bool annotations_apply(Binding& binding, const ValueSource& source) {
  const bool timed = source.find("datetime") != nullptr;
  const bool counts = source.type.kind == Kind::kInt64 || source.type.kind == Kind::kInt32;
  const auto rules = std::to_array<Applicability>({
      {"version", "i32 and i64", counts},
      {"created_at", "an i64 with `@datetime`", timed},
      {"updated_at", "an i64 with `@datetime`", timed},
  });
  bool all = true;
  for (const Applicability& rule : rules) {
    const idl::Annotation* annotation = source.find(rule.annotation);
    if (annotation == nullptr || rule.applies) continue;
    binding.diagnostics.error(annotation->location, "wrong-type",
                              fmt::format("`@{}` is for {}", rule.annotation, rule.types));
    all = false;
  }
  return all;
}

bool string_column(Binding& binding, const ValueSource& source, Column& column) {
  column.value = {Value::Kind::kString, "std::string", ""};
  column.storage = {Storage::Kind::kVarchar, kDefaultVarcharLength, 0, 0};
  if (source.find("text") != nullptr) column.storage = {Storage::Kind::kText, 0, 0, 0};
  if (source.find("date") != nullptr) {
    column.storage = {Storage::Kind::kDate, 0, 0, 0};
    column.value.kind = Value::Kind::kDate;
  }
  if (const idl::Annotation* length = source.find("length")) {
    return valid_length(binding, *length, kLongestVarchar, column.storage.length);
  }
  const idl::Annotation* type = source.find("type");
  if (type == nullptr) return true;
  const std::optional<Storage> storage = parse_sql_type(positional(*type, 0), false);
  if (!storage) {
    binding.diagnostics.error(type->location, "bad-sql-type",
                              "a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; "
                              "`@length(n)` makes a VARCHAR, `@text` a TEXT");
    return false;
  }
  column.storage = *storage;
  if (storage->kind == Storage::Kind::kDecimal) column.value.kind = Value::Kind::kDecimal;
  return true;
}

bool binary_column(Binding& binding, const ValueSource& source, Column& column) {
  column.value = {Value::Kind::kBytes, "std::string", ""};
  column.storage = {Storage::Kind::kBlob, 0, 0, 0};
  if (const idl::Annotation* length = source.find("length")) {
    column.storage.kind = Storage::Kind::kVarbinary;
    return valid_length(binding, *length, kLongestVarbinary, column.storage.length);
  }
  const idl::Annotation* type = source.find("type");
  if (type == nullptr) return true;
  const std::optional<Storage> storage = parse_sql_type(positional(*type, 0), true);
  if (!storage) {
    binding.diagnostics.error(
        type->location, "bad-sql-type",
        "binary is stored as MEDIUMBLOB or LONGBLOB here; `@length(n)` makes a VARBINARY");
    return false;
  }
  column.storage = *storage;
  return true;
}

bool names_fit(Binding& binding, const idl::Enum& enumeration, int length) {
  for (const idl::EnumValue& value : enumeration.values) {
    if (value.name.size() <= static_cast<std::size_t>(length)) continue;
    binding.diagnostics.error(
        value.location, "name-too-long",
        fmt::format("`{}` is longer than the {} characters that store it: write `@length({})` at "
                    "the field, or `@store(value)`",
                    value.name, length, value.name.size()));
    return false;
  }
  return true;
}

bool enum_column(Binding& binding, const ValueSource& source, Column& column) {
  const idl::Annotation* store = source.find("store");
  if (store == nullptr) store = find_annotation(source.type.enumeration->annotations, "store");
  const bool by_number = store != nullptr && positional(*store, 0) == "value";
  const idl::Annotation* length = source.find("length");
  column.value = {by_number ? Value::Kind::kEnumNumber : Value::Kind::kEnumName,
                  plain_type(source.cpp), source.cpp.name};
  if (by_number) {
    column.storage = {Storage::Kind::kInt32, 0, 0, 0};
    if (length == nullptr) return true;
    binding.diagnostics.error(length->location, "conflicting-annotations",
                              "an enum that is stored as its number has no length");
    return false;
  }
  column.storage = {Storage::Kind::kVarchar, kDefaultEnumLength, 0, 0};
  if (length != nullptr &&
      !valid_length(binding, *length, kLongestVarchar, column.storage.length)) {
    return false;
  }
  return names_fit(binding, *source.type.enumeration, column.storage.length);
}

void integer_column(const ValueSource& source, Storage::Kind kind, Column& column) {
  column.storage.kind = kind;
  column.value = {Value::Kind::kInteger, plain_type(source.cpp), ""};
  column.version = source.find("version") != nullptr;
  const idl::Annotation* datetime = source.find("datetime");
  if (datetime == nullptr) return;
  const std::string unit = argument(*datetime, "unit");
  column.storage = {Storage::Kind::kDateTime, 0, unit == "us" ? 6 : unit == "ms" ? 3 : 0, 0};
  column.value.kind = Value::Kind::kDateTime;
  column.created_at = source.find("created_at") != nullptr;
  column.updated_at = source.find("updated_at") != nullptr;
}

bool unsupported(Binding& binding, const ValueSource& source) {
  if (source.cpp.shared) {
    binding.diagnostics.error(source.location, "unsupported-type",
                              "a column cannot hold a `std::shared_ptr`: write the type without "
                              "`&`, or `//@ignore` if it is not stored");
  } else if (source.type.kind == Kind::kUuid) {
    binding.diagnostics.error(source.location, "unsupported-type",
                              "this Thrift has no uuid in C++: write `binary` and `//@length(16)`, "
                              "or `//@ignore` if it is not stored");
  } else {
    binding.diagnostics.error(
        source.location, "unsupported-type",
        fmt::format("a column cannot be made of the C++ type `{}`: write `//@ignore` if it is not "
                    "stored",
                    source.cpp.spelling));
  }
  return false;
}

// Thrift leaves the `operator<` that a std::set or the key of a std::map needs to the user.
bool is_orderable(const ResolvedType& type) { return type.structure == nullptr; }

bool links(Binding& binding, const ResolvedType& type, const Location& location) {
  if (!type.is_container()) return true;
  const idl::Type& container = *type.container;
  const ResolvedType first = binding.scope.resolve(*type.document, container.arguments.front());
  if (type.kind != Kind::kList && !is_orderable(first)) {
    binding.diagnostics.error(
        location, "unsupported-type",
        fmt::format("`{}` does not link in C++, where Thrift's structs have no `operator<`: {}",
                    to_text(container),
                    type.kind == Kind::kSet
                        ? fmt::format("write `list<{}>`", to_text(container.arguments.front()))
                        : std::string("take a key that is one value")));
    return false;
  }
  return std::all_of(
      container.arguments.begin(), container.arguments.end(), [&](const idl::Type& argument) {
        return links(binding, binding.scope.resolve(*type.document, argument), location);
      });
}

// What a struct holds it writes by itself.
JsonShape json_shape(const Binding& binding, const ResolvedType& type) {
  JsonShape shape{type.kind == Kind::kBinary, {}};
  if (!type.is_container()) return shape;
  for (const idl::Type& argument : type.container->arguments)
    shape.arguments.push_back(json_shape(binding, binding.scope.resolve(*type.document, argument)));
  const bool plain = std::all_of(shape.arguments.begin(), shape.arguments.end(),
                                 [](const JsonShape& argument) { return argument.is_plain(); });
  return plain ? JsonShape() : shape;
}

bool json_column(Binding& binding, const ValueSource& source, Column& column) {
  column.storage.kind = Storage::Kind::kJson;
  column.value = {Value::Kind::kJson, source.cpp.spelling, "", json_shape(binding, source.type)};
  if (source.cpp.shared || source.cpp.kind == CppType::Kind::kUnknown) {
    return unsupported(binding, source);
  }
  return links(binding, source.type, source.location);
}

bool fill_value(Binding& binding, const ValueSource& source, Column& column) {
  if (source.find("json") != nullptr) return json_column(binding, source, column);
  const bool readable = source.cpp.kind != CppType::Kind::kUnknown && !source.cpp.shared;
  if (!readable) return unsupported(binding, source);
  switch (source.type.kind) {
    case Kind::kBool:
      column.storage.kind = Storage::Kind::kBool;
      column.value = {Value::Kind::kBool, "bool", ""};
      return true;
    case Kind::kByte:
      integer_column(source, Storage::Kind::kInt8, column);
      return true;
    case Kind::kInt16:
      integer_column(source, Storage::Kind::kInt16, column);
      return true;
    case Kind::kInt32:
      integer_column(source, Storage::Kind::kInt32, column);
      return true;
    case Kind::kInt64:
      integer_column(source, Storage::Kind::kInt64, column);
      return true;
    case Kind::kDouble:
      column.storage.kind = Storage::Kind::kDouble;
      column.value = {Value::Kind::kDouble, "double", ""};
      return true;
    case Kind::kString:
      return string_column(binding, source, column);
    case Kind::kBinary:
      return binary_column(binding, source, column);
    case Kind::kEnum:
      return enum_column(binding, source, column);
    default:
      return unsupported(binding, source);
  }
}

}  // namespace

std::string plain_type(const CppType& cpp) {
  if (!cpp.alias.empty()) return cpp.spelling;
  switch (cpp.kind) {
    case CppType::Kind::kInt8:
      return "std::int8_t";
    case CppType::Kind::kInt16:
      return "std::int16_t";
    case CppType::Kind::kInt32:
      return "std::int32_t";
    case CppType::Kind::kInt64:
      return "std::int64_t";
    default:
      return cpp.spelling;
  }
}

std::optional<Column> value_column(Binding& binding, const ResolvedType& type, const CppType& cpp,
                                   const Annotations& annotations, const Location& location) {
  const ValueSource source{type, cpp, annotations, location};
  Column column;
  column.location = location;
  if (!annotations_apply(binding, source) || !fill_value(binding, source, column)) {
    return std::nullopt;
  }
  if (const idl::Annotation* deprecated = source.find("deprecated")) {
    column.deprecated = positional(*deprecated, 0);
  }
  return column;
}

}  // namespace thriftorm
