// Columns that hold a Thrift value as Thrift's JSON protocol writes it. Used by emitted code, which
// depends on Thrift anyway; the rest of the runtime does not.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include "thriftorm/columns.h"

namespace thriftorm {
namespace detail {

using apache::thrift::protocol::TProtocol;
using apache::thrift::protocol::TType;

// Thrift's JSON protocol, without what it would write and not read back as it was, or only here.
class JsonWriter : public apache::thrift::protocol::TJSONProtocol {
 public:
  using TJSONProtocol::TJSONProtocol;

 private:
  std::uint32_t writeDouble_virt(const double value) override {
    if (!std::isfinite(value)) throw InvalidData("a number in the value is not finite");
    return writeDouble(value);
  }
  std::uint32_t writeString_virt(const std::string& value) override {
    if (value.find('\0') != std::string::npos) {
      throw InvalidData(
          "a string in the value holds a NUL character, which JSON columns do not keep");
    }
    return writeString(value);
  }
};

// The text without the space between its tokens, which Thrift does not read and MySQL puts there.
inline std::string without_space(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool quoted = false;
  bool escaped = false;
  for (const char c : json) {
    if (quoted || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) out.push_back(c);
    if (!escaped && c == '"') quoted = !quoted;
    escaped = quoted && !escaped && c == '\\';
  }
  return out;
}

// Elements of another type than the value's own are not read: they would only look like them.
inline void expect(TType found, TType wanted, std::uint32_t size) {
  using apache::thrift::protocol::TProtocolException;
  if (size != 0 && found != wanted) throw TProtocolException(TProtocolException::INVALID_DATA);
}

// How one C++ type is written and read: Thrift's own structs do it themselves.
template <class T>
struct JsonValue {
  static constexpr bool kIsEnum = std::is_enum_v<T>;
  static constexpr TType type() {
    return kIsEnum ? apache::thrift::protocol::T_I32 : apache::thrift::protocol::T_STRUCT;
  }
  static void write(TProtocol& out, const T& value) {
    if constexpr (kIsEnum) {
      out.writeI32(static_cast<std::int32_t>(value));
    } else {
      value.write(&out);
    }
  }
  static void read(TProtocol& in, T& value) {
    if constexpr (kIsEnum) {
      std::int32_t number = 0;
      in.readI32(number);
      value = static_cast<T>(number);
    } else {
      value.read(&in);
    }
  }
};

template <>
struct JsonValue<bool> {
  static constexpr TType type() { return apache::thrift::protocol::T_BOOL; }
  static void write(TProtocol& out, bool value) { out.writeBool(value); }
  static void read(TProtocol& in, bool& value) { in.readBool(value); }
};
template <>
struct JsonValue<std::int8_t> {
  static constexpr TType type() { return apache::thrift::protocol::T_BYTE; }
  static void write(TProtocol& out, std::int8_t value) { out.writeByte(value); }
  static void read(TProtocol& in, std::int8_t& value) { in.readByte(value); }
};
template <>
struct JsonValue<std::int16_t> {
  static constexpr TType type() { return apache::thrift::protocol::T_I16; }
  static void write(TProtocol& out, std::int16_t value) { out.writeI16(value); }
  static void read(TProtocol& in, std::int16_t& value) { in.readI16(value); }
};
template <>
struct JsonValue<std::int32_t> {
  static constexpr TType type() { return apache::thrift::protocol::T_I32; }
  static void write(TProtocol& out, std::int32_t value) { out.writeI32(value); }
  static void read(TProtocol& in, std::int32_t& value) { in.readI32(value); }
};
template <>
struct JsonValue<std::int64_t> {
  static constexpr TType type() { return apache::thrift::protocol::T_I64; }
  static void write(TProtocol& out, std::int64_t value) { out.writeI64(value); }
  static void read(TProtocol& in, std::int64_t& value) { in.readI64(value); }
};
template <>
struct JsonValue<double> {
  static constexpr TType type() { return apache::thrift::protocol::T_DOUBLE; }
  static void write(TProtocol& out, double value) { out.writeDouble(value); }
  static void read(TProtocol& in, double& value) { in.readDouble(value); }
};
template <>
struct JsonValue<std::string> {
  static constexpr TType type() { return apache::thrift::protocol::T_STRING; }
  static void write(TProtocol& out, const std::string& value) { out.writeString(value); }
  static void read(TProtocol& in, std::string& value) { in.readString(value); }
};

template <class Element>
struct JsonValue<std::vector<Element>> {
  static constexpr TType type() { return apache::thrift::protocol::T_LIST; }
  static void write(TProtocol& out, const std::vector<Element>& value) {
    out.writeListBegin(JsonValue<Element>::type(), static_cast<std::uint32_t>(value.size()));
    for (const Element& element : value) JsonValue<Element>::write(out, element);
    out.writeListEnd();
  }
  static void read(TProtocol& in, std::vector<Element>& value) {
    TType type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readListBegin(type, size);
    expect(type, JsonValue<Element>::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      Element element{};
      JsonValue<Element>::read(in, element);
      value.push_back(std::move(element));
    }
    in.readListEnd();
  }
};

template <class Element>
struct JsonValue<std::set<Element>> {
  static constexpr TType type() { return apache::thrift::protocol::T_SET; }
  static void write(TProtocol& out, const std::set<Element>& value) {
    out.writeSetBegin(JsonValue<Element>::type(), static_cast<std::uint32_t>(value.size()));
    for (const Element& element : value) JsonValue<Element>::write(out, element);
    out.writeSetEnd();
  }
  static void read(TProtocol& in, std::set<Element>& value) {
    TType type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readSetBegin(type, size);
    expect(type, JsonValue<Element>::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      Element element{};
      JsonValue<Element>::read(in, element);
      value.insert(std::move(element));
    }
    in.readSetEnd();
  }
};

template <class MapKey, class Mapped>
struct JsonValue<std::map<MapKey, Mapped>> {
  static constexpr TType type() { return apache::thrift::protocol::T_MAP; }
  static void write(TProtocol& out, const std::map<MapKey, Mapped>& value) {
    out.writeMapBegin(JsonValue<MapKey>::type(), JsonValue<Mapped>::type(),
                      static_cast<std::uint32_t>(value.size()));
    for (const auto& [key, mapped] : value) {
      JsonValue<MapKey>::write(out, key);
      JsonValue<Mapped>::write(out, mapped);
    }
    out.writeMapEnd();
  }
  static void read(TProtocol& in, std::map<MapKey, Mapped>& value) {
    TType key_type = apache::thrift::protocol::T_STOP;
    TType mapped_type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readMapBegin(key_type, mapped_type, size);
    expect(key_type, JsonValue<MapKey>::type(), size);
    expect(mapped_type, JsonValue<Mapped>::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      MapKey key{};
      JsonValue<MapKey>::read(in, key);
      JsonValue<Mapped>::read(in, value[std::move(key)]);
    }
    in.readMapEnd();
  }
};

}  // namespace detail

// The value as Thrift's JSON protocol writes it; InvalidData if it holds a number that is not finite,
// or a NUL character.
template <class T>
std::string to_json(const T& value) {
  const auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  detail::JsonWriter protocol(buffer);
  detail::JsonValue<T>::write(protocol, value);
  return buffer->getBufferAsString();
}

// Throws Thrift's TException where the text is not what to_json() wrote for this type.
template <class T>
void from_json(std::string_view text, T& value) {
  std::string compact = detail::without_space(text);
  const auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>(
      reinterpret_cast<std::uint8_t*>(compact.data()), static_cast<std::uint32_t>(compact.size()));
  apache::thrift::protocol::TJSONProtocol protocol(buffer);
  detail::JsonValue<T>::read(protocol, value);
}

namespace as {

struct Json {
  template <class T>
  static void read(const Row& row, int column, T& value) {
    try {
      T fresh{};  // reading a struct leaves what the text does not name as it is
      from_json(row.get_text(column), fresh);
      value = std::move(fresh);
    } catch (const apache::thrift::TException&) {
      detail::throw_unreadable_json(row, column);
    }
  }
  template <class T>
  static void bind(ParameterList& out, const T& value) {
    out.add_owned(to_json(value));
  }
};

}  // namespace as
}  // namespace thriftorm
