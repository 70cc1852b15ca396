// Values as the X protocol sends them, and what they are to a statement's reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thriftorm::driver {

// Integers and doubles are read as such; everything else is bytes. `raw` is a field as it came,
// and not NULL.
std::uint64_t decode_unsigned(std::string_view raw);
std::int64_t decode_signed(std::string_view raw);
double decode_double(std::string_view raw);
double decode_float(std::string_view raw);

// These append to `out` what MySQL shows as text. `digits`: of the seconds' fraction.
void decode_decimal(std::string_view raw, std::string& out);
void decode_date(std::string_view raw, std::string& out);
void decode_datetime(std::string_view raw, int digits, std::string& out);
void decode_time(std::string_view raw, int digits, std::string& out);
void decode_set(std::string_view raw, std::string& out);
// A BIT column's value, its highest byte first, in as many bytes as `bits` take.
void decode_bits(std::string_view raw, unsigned long bits, std::string& out);

}  // namespace thriftorm::driver
