// What the user's functions compute for fields of Thrift objects.
#pragma once

#include <type_traits>

#include <thrift/TToString.h>

#include "thriftorm/testing/value.h"

namespace thriftorm::testing {

// A struct or a container as Thrift prints it.
template <class T>
Value computed_value(const T& value) {
  if constexpr (std::is_enum_v<T> || std::is_constructible_v<Value, const T&>)
    return value_of(value);
  else return apache::thrift::to_string(value);
}

}  // namespace thriftorm::testing
