// Columns that hold a Thrift value as Thrift's JSON protocol writes it. Used by emitted code, which
// depends on Thrift anyway; the rest of the runtime does not.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include "thriftorm/columns.h"

namespace thriftorm {

namespace as {

struct Json;        // as the C++ type says
struct JsonBinary;  // a std::string that is a binary: base64
template <class... Arguments>
struct JsonOf;  // a container of these

}  // namespace as

namespace detail {

using apache::thrift::protocol::TProtocol;
using apache::thrift::protocol::TType;

[[noreturn]] inline void throw_unreadable() {
  using apache::thrift::protocol::TProtocolException;
  throw TProtocolException(TProtocolException::INVALID_DATA);
}

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

// The same when it is read; and no container has more elements than the text has characters, so that
// nothing makes room for what a broken text claims.
class JsonReader : public apache::thrift::protocol::TJSONProtocol {
 public:
  JsonReader(std::shared_ptr<apache::thrift::transport::TTransport> text, std::uint32_t length)
      : TJSONProtocol(std::move(text)), length_(length) {}

 private:
  std::uint32_t readListBegin_virt(TType& type, std::uint32_t& size) override {
    const std::uint32_t read = readListBegin(type, size);
    bound(size);
    return read;
  }
  std::uint32_t readSetBegin_virt(TType& type, std::uint32_t& size) override {
    const std::uint32_t read = readSetBegin(type, size);
    bound(size);
    return read;
  }
  std::uint32_t readMapBegin_virt(TType& key, TType& mapped, std::uint32_t& size) override {
    const std::uint32_t read = readMapBegin(key, mapped, size);
    bound(size);
    return read;
  }
  std::uint32_t readDouble_virt(double& value) override {
    const std::uint32_t size = readDouble(value);
    if (!std::isfinite(value)) throw_unreadable();
    return size;
  }
  // Thrift's own puts what is no number into the bool, before it finds that out; of numbers that are
  // too large, it ends the program for a byte, and takes the largest for the others.
  std::uint32_t readBool_virt(bool& value) override {
    std::int64_t number = 0;
    const std::uint32_t size = readI64(number);
    value = number != 0;
    return size;
  }
  std::uint32_t readByte_virt(std::int8_t& value) override { return read_integer(value); }
  std::uint32_t readI16_virt(std::int16_t& value) override { return read_integer(value); }
  std::uint32_t readI32_virt(std::int32_t& value) override { return read_integer(value); }
  // Of what is no base64, Thrift's own reads what lies before it in memory.
  std::uint32_t readBinary_virt(std::string& value) override {
    const std::uint32_t size = readString(value);
    if (skips_) return size;
    std::optional<std::string> bytes = decode_base64(value);
    if (!bytes) throw_unreadable();
    value = std::move(*bytes);
    return size;
  }
  // What is skipped is read by these as well; its texts may be any.
  std::uint32_t skip_virt(TType type) override {
    const bool before = std::exchange(skips_, true);
    const std::uint32_t size = apache::thrift::protocol::skip(static_cast<TProtocol&>(*this), type);
    skips_ = before;
    return size;
  }
  template <class T>
  std::uint32_t read_integer(T& value) {
    std::int64_t number = 0;
    const std::uint32_t size = readI64(number);
    if (!std::in_range<T>(number)) throw_unreadable();
    value = static_cast<T>(number);
    return size;
  }
  std::uint32_t readBool_virt(std::vector<bool>::reference value) override {
    bool read = false;
    const std::uint32_t size = readBool_virt(read);
    value = read;
    return size;
  }
  void bound(std::uint32_t size) const {
    if (size > length_) throw_unreadable();
  }

  std::uint32_t length_;
  bool skips_ = false;
};

// Elements of another type than the value's own are not read: they would only look like them.
inline void expect(TType found, TType wanted, std::uint32_t size) {
  if (size != 0 && found != wanted) throw_unreadable();
}

// Makes the enum's value of a number, which may be no member: not by a cast, which compilers may take
// for a promise that it is within the enum's bits. Until it is known to be one, nothing but Thrift's
// to_string() looks at it.
template <class Enum>
void set_enum(std::int32_t number, Enum& value) {
  static_assert(sizeof value == sizeof number, "Thrift's enums are i32");
  std::memcpy(&value, &number, sizeof value);
}

// Whether the enum's value of a number is a member: Thrift knows no other name for one that is none
// than its number.
template <class Enum>
bool is_member(const Enum& value, std::int32_t number) {
  return to_string(value) != std::to_string(number);
}

// How a container's arguments are written.
template <class How, std::size_t>
struct JsonArgument {
  using Type = as::Json;
};
template <class... Arguments, std::size_t Index>
struct JsonArgument<as::JsonOf<Arguments...>, Index> {
  using Type = std::tuple_element_t<Index, std::tuple<Arguments...>>;
};

// How one C++ type is written and read: Thrift's own structs do it themselves.
template <class T, class How = as::Json>
struct JsonValue {
  static constexpr bool kIsEnum = std::is_enum_v<T>;
  static constexpr TType type() {
    return kIsEnum ? apache::thrift::protocol::T_I32 : apache::thrift::protocol::T_STRUCT;
  }
  static void write(TProtocol& out, const T& value) {
    if constexpr (kIsEnum) {
      const auto number = static_cast<std::int32_t>(value);
      if (!is_member(value, number)) throw_not_a_member(number);
      out.writeI32(number);
    } else {
      value.write(&out);
    }
  }
  static void read(TProtocol& in, T& value) {
    if constexpr (kIsEnum) {
      std::int32_t number = 0;
      in.readI32(number);
      set_enum(number, value);
      if (!is_member(value, number)) throw_unreadable();
    } else {
      value.read(&in);
    }
  }
};

template <class How>
struct JsonValue<bool, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_BOOL; }
  static void write(TProtocol& out, bool value) { out.writeBool(value); }
  static void read(TProtocol& in, bool& value) { in.readBool(value); }
};
template <class How>
struct JsonValue<std::int8_t, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_BYTE; }
  static void write(TProtocol& out, std::int8_t value) { out.writeByte(value); }
  static void read(TProtocol& in, std::int8_t& value) { in.readByte(value); }
};
template <class How>
struct JsonValue<std::int16_t, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_I16; }
  static void write(TProtocol& out, std::int16_t value) { out.writeI16(value); }
  static void read(TProtocol& in, std::int16_t& value) { in.readI16(value); }
};
template <class How>
struct JsonValue<std::int32_t, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_I32; }
  static void write(TProtocol& out, std::int32_t value) { out.writeI32(value); }
  static void read(TProtocol& in, std::int32_t& value) { in.readI32(value); }
};
template <class How>
struct JsonValue<std::int64_t, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_I64; }
  static void write(TProtocol& out, std::int64_t value) { out.writeI64(value); }
  static void read(TProtocol& in, std::int64_t& value) { in.readI64(value); }
};
template <class How>
struct JsonValue<double, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_DOUBLE; }
  static void write(TProtocol& out, double value) { out.writeDouble(value); }
  static void read(TProtocol& in, double& value) { in.readDouble(value); }
};
template <>
struct JsonValue<std::string, as::JsonBinary> {
  static constexpr TType type() { return apache::thrift::protocol::T_STRING; }
  static void write(TProtocol& out, const std::string& value) { out.writeBinary(value); }
  static void read(TProtocol& in, std::string& value) { in.readBinary(value); }
};
template <class How>
struct JsonValue<std::string, How> {
  static constexpr TType type() { return apache::thrift::protocol::T_STRING; }
  static void write(TProtocol& out, const std::string& value) { out.writeString(value); }
  static void read(TProtocol& in, std::string& value) { in.readString(value); }
};

template <class Element, class How>
struct JsonValue<std::vector<Element>, How> {
  using Elements = JsonValue<Element, typename JsonArgument<How, 0>::Type>;
  static constexpr TType type() { return apache::thrift::protocol::T_LIST; }
  static void write(TProtocol& out, const std::vector<Element>& value) {
    out.writeListBegin(Elements::type(), static_cast<std::uint32_t>(value.size()));
    for (const Element& element : value) Elements::write(out, element);
    out.writeListEnd();
  }
  static void read(TProtocol& in, std::vector<Element>& value) {
    TType type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readListBegin(type, size);
    expect(type, Elements::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      Element element{};
      Elements::read(in, element);
      value.push_back(std::move(element));
    }
    in.readListEnd();
  }
};

template <class Element, class How>
struct JsonValue<std::set<Element>, How> {
  using Elements = JsonValue<Element, typename JsonArgument<How, 0>::Type>;
  static constexpr TType type() { return apache::thrift::protocol::T_SET; }
  static void write(TProtocol& out, const std::set<Element>& value) {
    out.writeSetBegin(Elements::type(), static_cast<std::uint32_t>(value.size()));
    for (const Element& element : value) Elements::write(out, element);
    out.writeSetEnd();
  }
  static void read(TProtocol& in, std::set<Element>& value) {
    TType type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readSetBegin(type, size);
    expect(type, Elements::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      Element element{};
      Elements::read(in, element);
      value.insert(std::move(element));
    }
    in.readSetEnd();
  }
};

template <class MapKey, class Mapped, class How>
struct JsonValue<std::map<MapKey, Mapped>, How> {
  using Keys = JsonValue<MapKey, typename JsonArgument<How, 0>::Type>;
  using Values = JsonValue<Mapped, typename JsonArgument<How, 1>::Type>;
  static constexpr TType type() { return apache::thrift::protocol::T_MAP; }
  static void write(TProtocol& out, const std::map<MapKey, Mapped>& value) {
    out.writeMapBegin(Keys::type(), Values::type(), static_cast<std::uint32_t>(value.size()));
    for (const auto& [key, mapped] : value) {
      Keys::write(out, key);
      Values::write(out, mapped);
    }
    out.writeMapEnd();
  }
  static void read(TProtocol& in, std::map<MapKey, Mapped>& value) {
    TType key_type = apache::thrift::protocol::T_STOP;
    TType mapped_type = apache::thrift::protocol::T_STOP;
    std::uint32_t size = 0;
    in.readMapBegin(key_type, mapped_type, size);
    expect(key_type, Keys::type(), size);
    expect(mapped_type, Values::type(), size);
    value.clear();
    for (std::uint32_t i = 0; i < size; ++i) {
      MapKey key{};
      Keys::read(in, key);
      Values::read(in, value[std::move(key)]);
    }
    in.readMapEnd();
  }
};

}  // namespace detail

// The value as Thrift's JSON protocol writes it; InvalidData if it holds a number that is not finite, a
// text with a NUL character, or outside of structs an enum's value that is no member.
template <class How = as::Json, class T>
std::string to_json(const T& value) {
  const auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  detail::JsonWriter protocol(buffer);
  detail::JsonValue<T, How>::write(protocol, value);
  return buffer->getBufferAsString();
}

// Throws Thrift's TException where the text is not what to_json() wrote for this type.
template <class How = as::Json, class T>
void from_json(std::string_view text, T& value) {
  std::optional<std::string> compact = detail::compact_json(text);
  if (!compact) detail::throw_unreadable();
  const auto length = static_cast<std::uint32_t>(compact->size());
  const auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>(
      reinterpret_cast<std::uint8_t*>(compact->data()), length);
  detail::JsonReader protocol(buffer, length);
  detail::JsonValue<T, How>::read(protocol, value);
}

namespace as {

template <class How>
struct JsonCodec {
  template <class T>
  static void read(const Row& row, int column, T& value) {
    try {
      T fresh{};  // reading a struct leaves what the text does not name as it is
      from_json<How>(row.get_text(column), fresh);
      value = std::move(fresh);
    } catch (const apache::thrift::TException&) {
      detail::throw_unreadable_json(row, column);
    }
  }
  template <class T>
  static void bind(ParameterList& out, const T& value) {
    out.add_owned(to_json<How>(value));
  }
};

struct Json : JsonCodec<Json> {};
struct JsonBinary : JsonCodec<JsonBinary> {};
template <class... Arguments>
struct JsonOf : JsonCodec<JsonOf<Arguments...>> {};

}  // namespace as
}  // namespace thriftorm
