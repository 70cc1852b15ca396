// A value on its way into a statement. Values are bound, never written into SQL text.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace thriftorm {

// Borrows what it is made of: text and bytes must outlive the call that it is passed to.
class Parameter {
 public:
  // What is bound.
  enum class Kind : std::uint8_t { kNull, kInteger, kDouble, kText, kBytes };

  Parameter() = default;
  // NULL.
  Parameter(std::nullopt_t) {}
  // A whole number or a bool.
  template <std::integral T>
  Parameter(T value) : kind_(Kind::kInteger), integer_(static_cast<std::int64_t>(value)) {
    static_assert(std::is_signed_v<T> || sizeof(T) < 8 || std::is_same_v<T, bool>,
                  "unsigned 64-bit values do not fit a BIGINT");
  }
  // Neither NaN nor infinite: InvalidData where it is bound.
  Parameter(double value) : kind_(Kind::kDouble), number_(value) {}
  // Text in UTF-8.
  Parameter(std::string_view value) : kind_(Kind::kText), text_(value) {}
  Parameter(const std::string& value) : Parameter(std::string_view(value)) {}
  Parameter(const char* value) : Parameter(std::string_view(value)) {}
  // NULL if it is empty.
  template <class T>
  Parameter(const std::optional<T>& value) {
    if (value) *this = Parameter(*value);
  }

  // Bytes, for BLOB and BINARY columns.
  static Parameter bytes(std::string_view value) {
    Parameter parameter(value);
    parameter.kind_ = Kind::kBytes;
    return parameter;
  }

  Kind kind() const { return kind_; }                // which of these it holds
  std::int64_t integer() const { return integer_; }  // of kInteger
  double number() const { return number_; }          // of kDouble
  std::string_view text() const { return text_; }    // of kText and kBytes
  // For the runtime: whether somebody has looked already at what no engine can store as it is; see check_parameters().
  bool is_checked() const { return checked_; }
  void set_checked() { checked_ = true; }

 private:
  Kind kind_ = Kind::kNull;
  bool checked_ = false;
  union {
    std::int64_t integer_ = 0;
    double number_;
  };
  std::string_view text_;
};

}  // namespace thriftorm
