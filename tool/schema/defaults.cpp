// A column's default, from `@default` or from Thrift.
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "annotations/utf8.h"
#include "tool/schema/binding.h"

namespace thriftorm {
namespace {

// A default as it was written, in an annotation or in Thrift.
struct Literal {
  enum class Kind { kInteger, kNumber, kText, kName };

  Kind kind = Kind::kInteger;
  std::string text;
  std::int64_t integer = 0;
};

std::optional<std::int64_t> to_integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> to_double(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Literal to_literal(const idl::ArgumentValue& value) {
  using From = idl::ArgumentValue::Kind;
  if (value.kind == From::kString) return {Literal::Kind::kText, value.text, 0};
  if (value.kind != From::kNumber) return {Literal::Kind::kName, value.text, 0};
  const std::optional<std::int64_t> integer = to_integer(value.text);
  return integer ? Literal{Literal::Kind::kInteger, value.text, *integer}
                 : Literal{Literal::Kind::kNumber, value.text, 0};
}

std::optional<Literal> to_literal(const idl::ConstValue& value) {
  switch (value.kind) {
    case idl::ConstValue::Kind::kInteger:
      return Literal{Literal::Kind::kInteger, std::to_string(value.integer), value.integer};
    case idl::ConstValue::Kind::kDouble:
      return Literal{Literal::Kind::kNumber, fmt::format("{}", value.number), 0};
    case idl::ConstValue::Kind::kString:
      return Literal{Literal::Kind::kText, value.text, 0};
    case idl::ConstValue::Kind::kIdentifier:
      return Literal{Literal::Kind::kName, value.text, 0};
    case idl::ConstValue::Kind::kList:
    case idl::ConstValue::Kind::kMap:
      break;
  }
  return std::nullopt;
}

bool in_range(std::int64_t value, Storage::Kind kind) {
  switch (kind) {
    case Storage::Kind::kInt8:
      return value >= -128 && value <= 127;
    case Storage::Kind::kInt16:
      return value >= -32768 && value <= 32767;
    case Storage::Kind::kInt32:
      return value >= INT32_MIN && value <= INT32_MAX;
    default:
      return true;
  }
}

std::optional<Default> bool_default(const Literal& literal) {
  const bool is_number = literal.kind == Literal::Kind::kInteger;
  if (literal.text == "true" || (is_number && literal.integer == 1)) return Default{"true", 1};
  if (literal.text == "false" || (is_number && literal.integer == 0)) return Default{"false", 0};
  return std::nullopt;
}

// Spelled so that C++ and SQL read it as a double.
std::optional<Default> double_default(const Literal& literal) {
  const bool is_number =
      literal.kind == Literal::Kind::kInteger || literal.kind == Literal::Kind::kNumber;
  const std::optional<double> value = is_number ? to_double(literal.text) : std::nullopt;
  if (!value) return std::nullopt;
  std::string text = fmt::format("{}", *value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return Default{std::move(text), 0};
}

std::size_t count_characters(std::string_view text) {
  std::size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return characters;
}

std::optional<Default> text_default(const Literal& literal, const Storage& storage) {
  constexpr std::size_t kTextBytes = 65535;
  const std::string& text = literal.text;
  if (find_invalid_utf8(text) != std::string_view::npos) return std::nullopt;
  const bool fits = storage.kind == Storage::Kind::kVarchar
                        ? count_characters(text) <= static_cast<std::size_t>(storage.length)
                        : text.size() <= kTextBytes;
  return fits ? std::optional(Default{text, 0}) : std::nullopt;
}

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A decimal number with no more digits than the column has.
std::optional<Default> decimal_default(const Literal& literal, const Storage& storage) {
  if (literal.kind == Literal::Kind::kName) return std::nullopt;
  std::string_view digits = literal.text;
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string_view whole = digits.substr(0, point);
  const std::string_view fraction = point < digits.size() ? digits.substr(point + 1) : "";
  if (whole.empty() || !is_digits(whole) || !is_digits(fraction)) return std::nullopt;
  if (point < digits.size() && fraction.empty()) return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  const bool fits = fraction.size() <= static_cast<std::size_t>(storage.scale) &&
                    whole.size() <= static_cast<std::size_t>(storage.precision - storage.scale);
  if (!fits) return std::nullopt;
  // As models and servers write it, with all digits behind the point.
  std::string text = literal.text.starts_with('-') ? "-" : "";
  text += whole.empty() ? "0" : std::string(whole);
  if (storage.scale > 0) {
    text += "." + std::string(fraction);
    text.append(static_cast<std::size_t>(storage.scale) - fraction.size(), '0');
  }
  return Default{text, 0};
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto part = [&](std::size_t at, std::size_t size) {
    return is_digits(text.substr(at, size)) ? to_integer(text.substr(at, size)).value_or(0) : 0;
  };
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(part(0, 4))},
                                         std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  return is_digits(text.substr(0, 4)) && date.ok();
}

// MySQL's DATETIME begins with the year 1000, and all engines end with 9999.
std::optional<Default> datetime_default(const Literal& literal, const Storage& storage) {
  const std::int64_t second = storage.precision == 6   ? 1'000'000
                              : storage.precision == 3 ? 1'000
                                                       : 1;
  constexpr std::int64_t kYear1000 = -30'610'224'000;
  constexpr std::int64_t kYear10000 = 253'402'300'800;
  if (literal.kind != Literal::Kind::kInteger) return std::nullopt;
  const bool fits = literal.integer >= kYear1000 * second && literal.integer < kYear10000 * second;
  if (!fits) return std::nullopt;
  return Default{std::to_string(literal.integer), literal.integer};
}

// `ACTIVE`, `Status.ACTIVE`, `common.Status.ACTIVE`, or the number of a member.
std::optional<Default> enum_default(const CppEnum* enumeration, const Literal& literal) {
  if (enumeration == nullptr || literal.kind == Literal::Kind::kNumber) return std::nullopt;
  const std::size_t dot = literal.text.rfind('.');
  const std::string name = literal.text.substr(dot == std::string::npos ? 0 : dot + 1);
  const std::string scope = dot == std::string::npos ? "" : literal.text.substr(0, dot);
  const std::string enum_name = enumeration->name.substr(enumeration->name.rfind(':') + 1);
  if (!scope.empty() && scope.substr(scope.rfind('.') + 1) != enum_name) return std::nullopt;
  for (const CppEnumValue& value : enumeration->values) {
    const bool meant = literal.kind == Literal::Kind::kInteger ? value.value == literal.integer
                                                               : value.name == name;
    if (meant) return Default{value.name, value.value};
  }
  return std::nullopt;
}

std::optional<Default> bytes_default(const Literal& literal, const Storage& storage) {
  if (literal.kind != Literal::Kind::kText) return std::nullopt;
  const bool limited = storage.kind == Storage::Kind::kVarbinary;
  if (limited && literal.text.size() > static_cast<std::size_t>(storage.length)) {
    return std::nullopt;
  }
  return Default{literal.text, 0};
}

// The literal as this column's default; nothing if it cannot be.
std::optional<Default> to_default(const Binding& binding, const Column& column,
                                  const Literal& literal) {
  switch (column.value.kind) {
    case Value::Kind::kBool:
      return bool_default(literal);
    case Value::Kind::kInteger:
      if (literal.kind != Literal::Kind::kInteger) return std::nullopt;
      if (!in_range(literal.integer, column.storage.kind)) return std::nullopt;
      return Default{std::to_string(literal.integer), 0};
    case Value::Kind::kDouble:
      return double_default(literal);
    case Value::Kind::kString:
      return text_default(literal, column.storage);
    case Value::Kind::kDecimal:
      return decimal_default(literal, column.storage);
    case Value::Kind::kDate:
      return is_date(literal.text) ? std::optional(Default{literal.text, 0}) : std::nullopt;
    case Value::Kind::kDateTime:
      return datetime_default(literal, column.storage);
    case Value::Kind::kEnumName:
    case Value::Kind::kEnumNumber:
      return enum_default(binding.header.enumeration(column.value.enum_name), literal);
    case Value::Kind::kBytes:
      return bytes_default(literal, column.storage);
    case Value::Kind::kJson:
      break;
  }
  return std::nullopt;
}

}  // namespace

void bind_default(Binding& binding, const idl::Document& document, const idl::Field& field,
                  const Annotations& annotations, Column& column) {
  const idl::Annotation* annotation = find_annotation(annotations, "default");
  if (annotation == nullptr && !field.default_value) return;
  const idl::ConstValue* in_thrift =
      annotation == nullptr ? &binding.scope.follow(document, *field.default_value) : nullptr;
  const std::optional<Literal> literal =
      annotation != nullptr ? to_literal(annotation->positional(0)->value) : to_literal(*in_thrift);
  if (literal) column.default_value = to_default(binding, column, *literal);
  if (column.default_value) return;
  // A container's default is Thrift's own business: no engine has one for JSON that all take.
  if (annotation == nullptr && column.value.kind == Value::Kind::kJson) return;
  binding.diagnostics.error(
      annotation != nullptr ? annotation->location : field.location, "bad-default",
      fmt::format("`{}` is no default for `{}`, which is `{}`", literal ? literal->text : "this",
                  column.name, to_text(field.type)));
}

}  // namespace thriftorm
