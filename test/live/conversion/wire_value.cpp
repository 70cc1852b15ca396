#include "test/live/conversion/wire_value.h"

#include <algorithm>
#include <bit>
#include <cstdio>

using namespace apache::thrift::protocol;

namespace live {
namespace {

void write_items(TProtocol& to, const WireValue& value) {
  const auto size = static_cast<std::uint32_t>(value.items.size());
  if (value.type == T_LIST) to.writeListBegin(value.of.at(0), size);
  else to.writeSetBegin(value.of.at(0), size);
  for (const WireValue& item : value.items) write(to, item);
}

void write_entries(TProtocol& to, const WireValue& value) {
  to.writeMapBegin(value.of.at(0), value.of.at(1),
                   static_cast<std::uint32_t>(value.entries.size()));
  for (const auto& [key, element] : value.entries) {
    write(to, key);
    write(to, element);
  }
}

void write_fields(TProtocol& to, const WireValue& value) {
  for (const auto& [id, field] : value.fields) {
    to.writeFieldBegin("", field.type, id);
    write(to, field);
  }
  to.writeFieldStop();
}

void read_fields(TProtocol& from, WireValue& value) {
  std::string name;
  for (;;) {
    TType type = T_STOP;
    std::int16_t id = 0;
    from.readFieldBegin(name, type, id);
    if (type == T_STOP) return;
    value.fields[id] = read(from, type);
  }
}

void read_items(TProtocol& from, WireValue& value) {
  value.of.resize(1);
  std::uint32_t size = 0;
  if (value.type == T_LIST) from.readListBegin(value.of[0], size);
  else from.readSetBegin(value.of[0], size);
  for (; size > 0; --size) value.items.push_back(read(from, value.of[0]));
}

void read_entries(TProtocol& from, WireValue& value) {
  value.of.resize(2);
  std::uint32_t size = 0;
  from.readMapBegin(value.of[0], value.of[1], size);
  for (; size > 0; --size) {
    WireValue key = read(from, value.of[0]);
    value.entries.emplace_back(std::move(key), read(from, value.of[1]));
  }
}

template <class T, class Read>
std::int64_t integer(Read&& read) {
  T value{};
  read(value);
  return static_cast<std::int64_t>(value);
}

// Quoted, with what cannot be read in hexadecimal.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text.substr(0, 60)) {
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
    if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') out += c;
    else out += code;
  }
  return out + (text.size() > 60 ? "…\" of " + std::to_string(text.size()) + " bytes" : "\"");
}

class Comparison {
 public:
  explicit Comparison(const Idl& idl) : idl_(idl) {}

  void compare(const WireType& type, const WireValue& expected, const WireValue& found,
               const std::string& path) {
    if (expected.type != found.type) return differ(expected, found, path);
    if (type.record != nullptr) return compare_fields(*type.record, expected, found, path);
    if (type.wire == T_MAP) return compare_entries(type, expected, found, path);
    if (type.wire != T_LIST && type.wire != T_SET) {
      if (!same_scalar(expected, found)) differ(expected, found, path);
      return;
    }
    for (std::size_t i = 0; i < std::max(expected.items.size(), found.items.size()); ++i)
      compare(type.arguments[0], i < expected.items.size() ? expected.items[i] : WireValue(),
              i < found.items.size() ? found.items[i] : WireValue(),
              path + "[" + std::to_string(i) + "]");
  }
  std::string text() const { return text_; }

 private:
  void differ(const WireValue& expected, const WireValue& found, const std::string& path) {
    text_ += path + ": expected " + text_of(expected) + ", found " + text_of(found) + "\n";
  }
  void compare_fields(const thriftorm::idl::Struct& record, const WireValue& expected,
                      const WireValue& found, const std::string& path) {
    static const WireValue kUnset;
    for (const thriftorm::idl::Field& field : record.fields) {
      const WireValue* wanted = expected.field(id_of(field));
      const WireValue* seen = found.field(id_of(field));
      if (wanted == nullptr && seen == nullptr) continue;
      compare(idl_.type(record, field), wanted != nullptr ? *wanted : kUnset,
              seen != nullptr ? *seen : kUnset, path + "." + field.name);
    }
  }
  static WireValue element(const WireValue& map, const WireValue& key) {
    for (const auto& [candidate, value] : map.entries)
      if (same_scalar(candidate, key)) return value;
    return {};
  }
  void compare_entries(const WireType& type, const WireValue& expected, const WireValue& found,
                       const std::string& path) {
    for (const auto& [key, value] : expected.entries)
      compare(type.arguments[1], value, element(found, key), path + "[" + text_of(key) + "]");
    for (const auto& [key, value] : found.entries)
      if (!element(expected, key).is_set()) differ({}, value, path + "[" + text_of(key) + "]");
  }

  const Idl& idl_;
  std::string text_;
};

}  // namespace

const WireValue* WireValue::field(std::int16_t id) const {
  const auto found = fields.find(id);
  return found == fields.end() ? nullptr : &found->second;
}

// Only MySQL keeps the sign of a zero.
bool same_scalar(const WireValue& a, const WireValue& b) {
  const bool same_number =
      std::bit_cast<std::uint64_t>(a.number + 0.0) == std::bit_cast<std::uint64_t>(b.number + 0.0);
  return a.type == b.type && a.integer == b.integer && same_number && a.text == b.text;
}

WireValue integer_value(TType type, std::int64_t integer) {
  WireValue value;
  value.type = type;
  value.integer = integer;
  return value;
}

void write(TProtocol& to, const WireValue& value) {
  switch (value.type) {
    case T_BOOL:
      to.writeBool(value.integer != 0);
      break;
    case T_BYTE:
      to.writeByte(static_cast<std::int8_t>(value.integer));
      break;
    case T_I16:
      to.writeI16(static_cast<std::int16_t>(value.integer));
      break;
    case T_I32:
      to.writeI32(static_cast<std::int32_t>(value.integer));
      break;
    case T_I64:
      to.writeI64(value.integer);
      break;
    case T_DOUBLE:
      to.writeDouble(value.number);
      break;
    case T_STRING:
      to.writeBinary(value.text);
      break;
    case T_MAP:
      write_entries(to, value);
      break;
    case T_STRUCT:
      write_fields(to, value);
      break;
    default:
      write_items(to, value);
      break;
  }
}

WireValue read(TProtocol& from, TType type) {
  WireValue value;
  value.type = type;
  switch (type) {
    case T_BOOL:
      value.integer = integer<bool>([&](bool& v) { from.readBool(v); });
      break;
    case T_BYTE:
      value.integer = integer<std::int8_t>([&](auto& v) { from.readByte(v); });
      break;
    case T_I16:
      value.integer = integer<std::int16_t>([&](auto& v) { from.readI16(v); });
      break;
    case T_I32:
      value.integer = integer<std::int32_t>([&](auto& v) { from.readI32(v); });
      break;
    case T_I64:
      value.integer = integer<std::int64_t>([&](auto& v) { from.readI64(v); });
      break;
    case T_DOUBLE:
      from.readDouble(value.number);
      break;
    case T_STRING:
      from.readBinary(value.text);
      break;
    case T_MAP:
      read_entries(from, value);
      break;
    case T_STRUCT:
      read_fields(from, value);
      break;
    default:
      read_items(from, value);
      break;
  }
  return value;
}

std::string text_of(const WireValue& value) {
  if (!value.is_set()) return "nothing";
  std::string out;
  char number[40];
  switch (value.type) {
    case T_DOUBLE:
      std::snprintf(number, sizeof number, "%.17g", value.number);
      return number;
    case T_STRING:
      return quoted(value.text);
    case T_STRUCT:
      for (const auto& [id, field] : value.fields)
        out += (out.empty() ? "" : ", ") + std::to_string(id) + ": " + text_of(field);
      return "{" + out + "}";
    case T_MAP:
      for (const auto& [key, element] : value.entries)
        out += (out.empty() ? "" : ", ") + text_of(key) + " → " + text_of(element);
      return "{" + out + "}";
    case T_LIST:
    case T_SET:
      for (const WireValue& item : value.items) out += (out.empty() ? "" : ", ") + text_of(item);
      return "[" + out + "]";
    default:
      return std::to_string(value.integer);
  }
}

std::string differences(const Idl& idl, const WireType& type, const WireValue& expected,
                        const WireValue& found, const std::string& path) {
  Comparison comparison(idl);
  comparison.compare(type, expected, found, path);
  return comparison.text();
}

}  // namespace live
