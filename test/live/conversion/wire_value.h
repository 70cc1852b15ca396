// Thrift objects as trees of values, by way of the binary protocol: what an object's own `write`
// says, and what its own `read` takes.
#pragma once

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "test/live/conversion/idl_view.h"

namespace live {

struct WireValue {
  apache::thrift::protocol::TType type = apache::thrift::protocol::T_STOP;
  std::int64_t integer = 0;  // bools and enums as well
  double number = 0;
  std::string text;
  std::map<std::int16_t, WireValue> fields;              // of a struct, those that are set
  std::vector<WireValue> items;                          // of a list or set
  std::vector<std::pair<WireValue, WireValue>> entries;  // of a map
  std::vector<apache::thrift::protocol::TType> of;       // of a container: what it holds

  bool is_set() const { return type != apache::thrift::protocol::T_STOP; }
  // A struct's field; null: it is not set.
  const WireValue* field(std::int16_t id) const;
};

bool same_scalar(const WireValue& a, const WireValue& b);
WireValue integer_value(apache::thrift::protocol::TType type, std::int64_t integer);

void write(apache::thrift::protocol::TProtocol& to, const WireValue& value);
WireValue read(apache::thrift::protocol::TProtocol& from, apache::thrift::protocol::TType type);

// One line for each place where the two differ: its path, and both values.
std::string differences(const Idl& idl, const WireType& type, const WireValue& expected,
                        const WireValue& found, const std::string& path);
std::string text_of(const WireValue& value);

template <class Object>
Object object_of(const WireValue& value) {
  auto memory = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  apache::thrift::protocol::TBinaryProtocol protocol(memory);
  write(protocol, value);
  Object object;
  object.read(&protocol);
  return object;
}

template <class Object>
WireValue value_of(const Object& object) {
  auto memory = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  apache::thrift::protocol::TBinaryProtocol protocol(memory);
  object.write(&protocol);
  return read(protocol, apache::thrift::protocol::T_STRUCT);
}

}  // namespace live
