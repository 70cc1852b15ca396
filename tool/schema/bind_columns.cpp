// Fields that become columns of their struct's own table.
#include <algorithm>
#include <array>
#include <charconv>
#include <cctype>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

using Kind = ResolvedType::Kind;

constexpr int kDefaultVarcharLength = 255;
constexpr int kDefaultEnumLength = 64;

const idl::Annotation* find(const std::vector<const idl::Annotation*>& annotations, std::string_view name) {
  const auto found = std::find_if(annotations.begin(), annotations.end(),
                                  [&](const idl::Annotation* a) { return a->name == name; });
  return found == annotations.end() ? nullptr : *found;
}

std::optional<int> to_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The limits of a length: a VARCHAR of utf8mb4 and a VARBINARY end where InnoDB's row does.
bool valid_length(Binding& binding, const idl::Annotation& annotation, int limit, int& length) {
  const std::optional<int> given = to_int(positional(annotation, 0));
  if (given && *given >= 1 && *given <= limit) {
    length = *given;
    return true;
  }
  binding.diagnostics.error(annotation.location, "bad-length",
                            fmt::format("a length is a number from 1 to {}; longer ones are `@text`", limit));
  return false;
}

// `DECIMAL(18,4)`, MEDIUMTEXT, LONGTEXT, MEDIUMBLOB, LONGBLOB.
bool parse_sql_type(std::string_view text, bool binary, Storage& storage) {
  std::string word;
  for (const char c : text) {
    if (c != ' ') word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  if (binary) {
    if (word == "MEDIUMBLOB") storage.kind = Storage::Kind::kMediumBlob;
    else if (word == "LONGBLOB") storage.kind = Storage::Kind::kLongBlob;
    else return false;
    return true;
  }
  if (word == "MEDIUMTEXT" || word == "LONGTEXT") {
    storage.kind = word == "LONGTEXT" ? Storage::Kind::kLongText : Storage::Kind::kMediumText;
    return true;
  }
  const std::size_t comma = word.find(',');
  if (!word.starts_with("DECIMAL(") || !word.ends_with(')') || comma == std::string::npos) return false;
  const std::optional<int> precision = to_int(std::string_view(word).substr(8, comma - 8));
  const std::optional<int> scale = to_int(std::string_view(word).substr(comma + 1, word.size() - comma - 2));
  if (!precision || !scale || *precision < 1 || *precision > 65 || *scale < 0 || *scale > 30 || *scale > *precision) {
    return false;
  }
  storage = {Storage::Kind::kDecimal, 0, *precision, *scale};
  return true;
}

// What stands in the IDL for a type, in the words of its annotations.
struct Applicability {
  std::string_view annotation;
  std::string_view types;
  bool applies;
};

bool annotations_apply(Binding& binding, const ResolvedType& type,
                       const std::vector<const idl::Annotation*>& annotations) {
  const bool text = type.kind == Kind::kString;
  const auto rules = std::to_array<Applicability>({
      {"length", "string, binary and enums", text || type.kind == Kind::kBinary || type.kind == Kind::kEnum},
      {"text", "string", text},
      {"type", "string and binary", text || type.kind == Kind::kBinary},
      {"date", "string", text},
      {"datetime", "i64", type.kind == Kind::kInt64},
      {"store", "enums", type.kind == Kind::kEnum},
      {"version", "i32 and i64", type.kind == Kind::kInt64 || type.kind == Kind::kInt32},
      {"created_at", "i64 with `@datetime`", find(annotations, "datetime") != nullptr},
      {"updated_at", "i64 with `@datetime`", find(annotations, "datetime") != nullptr},
  });
  bool all = true;
  for (const Applicability& rule : rules) {
    const idl::Annotation* annotation = find(annotations, rule.annotation);
    if (annotation == nullptr || rule.applies) continue;
    binding.diagnostics.error(annotation->location, "wrong-type",
                              fmt::format("`@{}` is for {}", rule.annotation, rule.types));
    all = false;
  }
  return all;
}

bool string_column(Binding& binding, const std::vector<const idl::Annotation*>& annotations, Column& column) {
  column.value = {Value::Kind::kString, "std::string", ""};
  column.storage = {Storage::Kind::kVarchar, kDefaultVarcharLength, 0, 0};
  if (find(annotations, "text") != nullptr) column.storage = {Storage::Kind::kText, 0, 0, 0};
  if (find(annotations, "date") != nullptr) {
    column.storage = {Storage::Kind::kDate, 0, 0, 0};
    column.value.kind = Value::Kind::kDate;
  }
  if (const idl::Annotation* length = find(annotations, "length")) {
    return valid_length(binding, *length, 16383, column.storage.length);
  }
  if (const idl::Annotation* type = find(annotations, "type")) {
    if (!parse_sql_type(positional(*type, 0), false, column.storage)) {
      binding.diagnostics.error(type->location, "bad-sql-type",
                                "a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; `@length(n)` makes a VARCHAR");
      return false;
    }
    if (column.storage.kind == Storage::Kind::kDecimal) column.value.kind = Value::Kind::kDecimal;
  }
  return true;
}

bool binary_column(Binding& binding, const std::vector<const idl::Annotation*>& annotations, Column& column) {
  column.value = {Value::Kind::kBytes, "std::string", ""};
  column.storage = {Storage::Kind::kBlob, 0, 0, 0};
  if (const idl::Annotation* length = find(annotations, "length")) {
    column.storage.kind = Storage::Kind::kVarbinary;
    return valid_length(binding, *length, 65535, column.storage.length);
  }
  const idl::Annotation* type = find(annotations, "type");
  if (type == nullptr || parse_sql_type(positional(*type, 0), true, column.storage)) return true;
  binding.diagnostics.error(type->location, "bad-sql-type",
                            "binary is stored as MEDIUMBLOB or LONGBLOB here; `@length(n)` makes a VARBINARY");
  return false;
}

bool enum_column(Binding& binding, const ResolvedType& type, const CppType& cpp,
                 const std::vector<const idl::Annotation*>& annotations, Column& column) {
  const idl::Annotation* store = find(annotations, "store");
  if (store == nullptr) store = find_annotation(type.enumeration->annotations, "store");
  const bool by_number = store != nullptr && positional(*store, 0) == "value";
  column.value = {by_number ? Value::Kind::kEnumNumber : Value::Kind::kEnumName, plain_type(cpp), cpp.name};
  if (by_number) {
    column.storage = {Storage::Kind::kInt32, 0, 0, 0};
    return true;
  }
  column.storage = {Storage::Kind::kVarchar, kDefaultEnumLength, 0, 0};
  if (const idl::Annotation* length = find(annotations, "length")) {
    if (!valid_length(binding, *length, 16383, column.storage.length)) return false;
  }
  for (const idl::EnumValue& value : type.enumeration->values) {
    if (value.name.size() <= static_cast<std::size_t>(column.storage.length)) continue;
    binding.diagnostics.error(value.location, "name-too-long",
                              fmt::format("`{}` is longer than the {} characters that store it: write `@length(n)` at the field",
                                          value.name, column.storage.length));
    return false;
  }
  return true;
}

bool datetime_column(const std::vector<const idl::Annotation*>& annotations, Column& column) {
  const idl::Annotation* datetime = find(annotations, "datetime");
  if (datetime == nullptr) return false;
  std::string unit = argument(*datetime, "unit");
  if (unit.empty()) unit = positional(*datetime, 0);
  const int digits = unit == "us" ? 6 : unit == "ms" ? 3 : 0;
  column.storage = {Storage::Kind::kDateTime, 0, digits, 0};
  column.value.kind = Value::Kind::kDateTime;
  column.created_at = find(annotations, "created_at") != nullptr;
  column.updated_at = find(annotations, "updated_at") != nullptr;
  return true;
}

bool unsupported(Binding& binding, const Location& location, const CppType& cpp) {
  binding.diagnostics.error(location, "unsupported-type",
                            fmt::format("a column cannot be made of the C++ type `{}`: write `@json`, or `@ignore` if it is not stored",
                                        cpp.spelling));
  return false;
}

bool fill_scalar(Binding& binding, const ResolvedType& type, const CppType& cpp,
                 const std::vector<const idl::Annotation*>& annotations, const Location& location,
                 Column& column) {
  const auto integer = [&](Storage::Kind kind) {
    column.storage.kind = kind;
    column.value = {Value::Kind::kInteger, plain_type(cpp), ""};
    datetime_column(annotations, column);
    column.version = find(annotations, "version") != nullptr;
    return true;
  };
  if (cpp.kind == CppType::Kind::kUnknown || cpp.shared) return unsupported(binding, location, cpp);
  switch (type.kind) {
    case Kind::kBool:
      column.storage.kind = Storage::Kind::kBool;
      column.value = {Value::Kind::kBool, "bool", ""};
      return true;
    case Kind::kByte: return integer(Storage::Kind::kInt8);
    case Kind::kInt16: return integer(Storage::Kind::kInt16);
    case Kind::kInt32: return integer(Storage::Kind::kInt32);
    case Kind::kInt64: return integer(Storage::Kind::kInt64);
    case Kind::kDouble:
      column.storage.kind = Storage::Kind::kDouble;
      column.value = {Value::Kind::kDouble, "double", ""};
      return true;
    case Kind::kString: return string_column(binding, annotations, column);
    case Kind::kBinary: return binary_column(binding, annotations, column);
    case Kind::kEnum: return enum_column(binding, type, cpp, annotations, column);
    default: break;
  }
  return unsupported(binding, location, cpp);
}

// --- defaults

bool is_integer_text(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool in_range(std::string_view text, Storage::Kind kind) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  const int bits = kind == Storage::Kind::kInt8 ? 7 : kind == Storage::Kind::kInt16 ? 15 : kind == Storage::Kind::kInt32 ? 31 : 63;
  if (bits == 63) return true;
  const std::int64_t limit = std::int64_t{1} << bits;
  return value >= -limit && value < limit;
}

std::optional<Default> enum_default(const Binding& binding, const Column& column, std::string_view text) {
  const CppEnum* enumeration = binding.header.enumeration(column.value.enum_name);
  if (enumeration == nullptr) return std::nullopt;
  const std::size_t dot = text.rfind('.');
  const std::string_view name = dot == std::string_view::npos ? text : text.substr(dot + 1);
  for (const CppEnumValue& value : enumeration->values) {
    if (value.name == name || std::to_string(value.value) == name) return Default{value.name, value.value};
  }
  return std::nullopt;
}

// `text` as this column's default; nothing if it is not one.
std::optional<Default> make_default(const Binding& binding, const Column& column, const std::string& text) {
  switch (column.value.kind) {
    case Value::Kind::kBool:
      if (text == "true" || text == "1") return Default{"true", 1};
      if (text == "false" || text == "0") return Default{"false", 0};
      return std::nullopt;
    case Value::Kind::kInteger:
      if (!is_integer_text(text) || !in_range(text, column.storage.kind)) return std::nullopt;
      return Default{text, 0};
    case Value::Kind::kDouble: {
      double value = 0.0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
      return Default{text, 0};
    }
    case Value::Kind::kString:
    case Value::Kind::kDecimal:
    case Value::Kind::kDate:
      if (column.storage.kind == Storage::Kind::kVarchar && text.size() > static_cast<std::size_t>(column.storage.length)) return std::nullopt;
      return Default{text, 0};
    case Value::Kind::kEnumName:
    case Value::Kind::kEnumNumber: return enum_default(binding, column, text);
    case Value::Kind::kBytes:
    case Value::Kind::kDateTime:
    case Value::Kind::kJson: break;
  }
  return std::nullopt;
}

const idl::ConstValue* follow_constant(const Binding& binding, const idl::Document& document,
                                       const idl::ConstValue& value) {
  if (value.kind != idl::ConstValue::Kind::kIdentifier) return &value;
  for (const idl::Document& other : binding.program.documents) {
    for (const auto& [name, constant] : other.constants) {
      if ((&other == &document && name == value.text) || other.stem + "." + name == value.text) return &constant;
    }
  }
  return &value;
}

void bind_default(Binding& binding, const BoundField& field, Column& column) {
  const idl::Annotation* annotation = field.find("default");
  const bool in_thrift = field.field->default_value.has_value();
  if (annotation == nullptr && !in_thrift) return;
  const bool has_literal = column.storage.kind != Storage::Kind::kText && column.storage.kind != Storage::Kind::kMediumText &&
                           column.storage.kind != Storage::Kind::kLongText;
  const Location& location = annotation != nullptr ? annotation->location : field.field->location;
  const std::string text = annotation != nullptr
                               ? positional(*annotation, 0)
                               : follow_constant(binding, *field.stored->document, *field.field->default_value)->text;
  const std::optional<Default> value = has_literal ? make_default(binding, column, text) : std::nullopt;
  if (value) {
    column.default_value = value;
    return;
  }
  if (annotation == nullptr && !has_literal) return;  // the model has it, the column cannot
  binding.diagnostics.error(location, "bad-default",
                            fmt::format("`{}` is no default for `{}`, which is `{}`", text, column.name,
                                        to_text(field.field->type)));
}

// --- fields

void add_unhandled(Binding& binding, const BoundField& field, std::string_view what, std::string_view choices) {
  binding.diagnostics.error(
      field.field->location, "unannotated-field",
      fmt::format("field `{}` is {}: say how it is stored with {}, or `//@ignore`", field.field->name, what, choices));
}

void bind_json(const BoundField& field, Table& table, Binding& binding) {
  Column column;
  column.name = field.field->name;
  if (const idl::Annotation* name = field.find("column")) column.name = positional(*name, 0);
  column.field = field.field->name;
  if (field.field->id) column.thrift_path = std::to_string(*field.field->id);
  column.storage.kind = Storage::Kind::kJson;
  column.value = {Value::Kind::kJson, field.cpp->type.spelling, ""};
  column.nullable = field.optional();
  column.documentation = field.field->documentation;
  column.location = field.field->location;
  add_column(binding, table, std::move(column));
}

void bind_belongs_to(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation& annotation = *field.find("belongs_to");
  const idl::Struct* target_struct = embedded_struct(binding, field);
  if (target_struct == nullptr) {
    binding.diagnostics.error(annotation.location, "wrong-type", "`@belongs_to` is for a field that is a stored struct");
    return;
  }
  const std::string target = relation_target(binding, field, *target_struct, annotation);
  std::optional<Column> column = target.empty() ? std::nullopt : key_column(binding, target, annotation.location);
  if (!column) return;
  column->name = positional(annotation, 0);
  column->field = field.field->name;
  if (field.field->id) column->thrift_path = std::to_string(*field.field->id);
  column->nullable = field.optional();
  column->documentation = field.field->documentation;
  column->location = field.field->location;
  set_actions(binding, annotation, *column->reference);
  add_column(binding, table, std::move(*column));
}

void bind_struct_field(Binding& binding, const BoundField& field, Table& table) {
  if (field.has("belongs_to")) return bind_belongs_to(binding, field, table);
  if (field.has("has_one")) return;  // bind_links
  if (binding.find_stored(field.type.structure) == nullptr) return bind_flattened_struct(binding, field, table);
  const std::string struct_name = snake_case(field.type.structure->name);
  add_unhandled(binding, field, "a struct with a table of its own",
                fmt::format("`//@belongs_to({}_id)` if this row holds the other's id, `//@has_one({}_id)` if the other row "
                            "points back here, `//@json`",
                            field.field->name, snake_case(field.stored->structure->name)));
}

void bind_container_field(Binding& binding, const BoundField& field) {
  const bool linked = field.has("has_many") || field.has("through") || field.has("many_to_many") || field.has("has_one");
  if (linked) return;  // bind_links
  const std::string own = snake_case(field.stored->structure->name);
  add_unhandled(binding, field, "a container",
                fmt::format("`//@has_many({}_id)` if each row belongs to one `{}`, `//@through(pivot)` if rows are owned by a pivot, "
                            "`//@many_to_many({}_{})` if they are shared, `//@json`",
                            own, field.stored->structure->name, own, field.field->name));
}

void bind_field(Binding& binding, const BoundField& field, Table& table) {
  if (field.has("ignore")) return;
  if (field.has("computed")) {
    table.computed.push_back(field.field->name);
    return;
  }
  if (field.has("backing_table")) {
    table.backing_table_field = field.field->name;
    return;
  }
  if (field.has("json")) return bind_json(field, table, binding);
  if (field.cpp->type.shared) {
    unsupported(binding, field.field->location, field.cpp->type);
    return;
  }
  if (field.type.kind == Kind::kUnion && !field.has("pivot")) return bind_flattened_union(binding, field, table);
  if (field.type.kind == Kind::kStruct) return bind_struct_field(binding, field, table);
  if (field.type.is_container()) return bind_container_field(binding, field);
  if (field.type.is_scalar() || field.type.kind == Kind::kUuid) bind_scalar(binding, field, table);
}

void bind_backing_table(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation* annotation = field.find("backing_table");
  if (annotation == nullptr) return;
  if (field.type.kind != Kind::kEnum) {
    binding.diagnostics.error(annotation->location, "wrong-type", "`@backing_table` is for an enum field");
    return;
  }
  std::string wanted = table.name;
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto& values = field.type.enumeration->values;
  const bool known = std::any_of(values.begin(), values.end(), [&](const idl::EnumValue& v) { return v.name == wanted; });
  if (!known) {
    Diagnostic& error = binding.diagnostics.error(annotation->location, "unknown-enum-value",
                                                  fmt::format("`{}` has no value `{}` for the table `{}`",
                                                              field.type.enumeration->name, wanted, table.name));
    error.notes.push_back({field.type.enumeration->location, "declared here"});
    return;
  }
  const CppEnum* cpp = binding.header.enumeration(field.cpp->type.name);
  if (cpp == nullptr) return;
  const std::string& name = cpp->name;
  const std::size_t last = name.rfind("::");
  const bool nested = cpp->wrapped || cpp->scoped;
  const std::string scope = nested ? name : last == std::string::npos ? "" : name.substr(0, last);
  table.backing_table_value = (scope.empty() ? "" : "::" + scope) + "::" + wanted;
}

}  // namespace

std::string plain_type(const CppType& cpp) {
  if (!cpp.alias.empty() || cpp.kind == CppType::Kind::kEnum) return cpp.spelling;
  switch (cpp.kind) {
    case CppType::Kind::kInt8: return "std::int8_t";
    case CppType::Kind::kInt16: return "std::int16_t";
    case CppType::Kind::kInt32: return "std::int32_t";
    case CppType::Kind::kInt64: return "std::int64_t";
    default: return cpp.spelling;
  }
}

std::optional<Column> scalar_column(Binding& binding, const ResolvedType& type, const CppType& cpp,
                                    const std::vector<const idl::Annotation*>& annotations,
                                    const Location& location) {
  Column column;
  column.location = location;
  if (!annotations_apply(binding, type, annotations)) return std::nullopt;
  if (!fill_scalar(binding, type, cpp, annotations, location, column)) return std::nullopt;
  if (const idl::Annotation* deprecated = find(annotations, "deprecated")) column.deprecated = positional(*deprecated, 0);
  return column;
}

bool bind_scalar(Binding& binding, const BoundField& field, Table& table) {
  std::optional<Column> column = scalar_column(binding, field.type, field.cpp->type, field.annotations, field.field->location);
  if (!column) return false;
  column->name = field.field->name;
  if (const idl::Annotation* name = field.find("column")) column->name = positional(*name, 0);
  column->field = field.field->name;
  if (field.field->id) column->thrift_path = std::to_string(*field.field->id);
  // What the runtime fills in is never NULL, whatever the IDL leaves open.
  column->nullable = field.optional() && !column->version && !column->created_at && !column->updated_at;
  column->documentation = field.field->documentation;
  bind_default(binding, field, *column);
  add_column(binding, table, std::move(*column));
  return true;
}

void bind_columns(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    Table* table = binding.schema.find_table(field.table());
    if (table == nullptr) continue;
    const bool is_key = std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& column) {
      return column.field == field.field->name && column.name == table->primary_key.front();
    });
    if (is_key) {
      if (const idl::Annotation* references = field.find("references"); references != nullptr && positional(*references, 0) != "none") {
        binding.diagnostics.error(references->location, "conflicting-annotations", "a primary key is never a foreign key");
      }
      continue;
    }
    bind_field(binding, field, *table);
    bind_backing_table(binding, field, *table);
  }
  // References, once every table's primary key is known.
  for (const BoundField& field : binding.fields) {
    Table* table = binding.schema.find_table(field.table());
    if (table == nullptr || !field.type.is_scalar()) continue;
    for (Column& column : table->columns) {
      const bool own = column.role == ColumnRole::kField && column.field == field.field->name;
      if (!own || column.name == table->primary_key.front()) continue;
      column.reference = bind_reference(binding, field.type, field.find("references"));
    }
  }
}

}  // namespace thriftorm
