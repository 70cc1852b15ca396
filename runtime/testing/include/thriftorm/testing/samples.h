// Values that a column can hold: ordinary ones, all different, and the extremes of its type.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "thriftorm/driver.h"
#include "thriftorm/testing/facts.h"
#include "thriftorm/testing/value.h"

namespace thriftorm::testing {

// One value: as its model has it, and as the database stores it.
struct Sample {
  Value model;
  Value stored;
};
// The values of a row by the names of its columns.
using Samples = std::map<std::string, Sample, std::less<>>;

// As the database stores what a model has.
Value stored_value(const Column& column, const Value& model);
// A DATETIME of this precision as its text.
Value datetime(std::int64_t count, int precision);
Sample sample_of(const Column& column, Value model);
// An ordinary value; different for each n, as far as the type has as many.
Sample ordinary_sample(const Column& column, std::int64_t n);
// How many ordinary values there are; a billion stands for more than any suite needs.
std::int64_t distinct_values(const Column& column);
// The smallest and the largest, the empty and the longest, each member of an enum, and what engines
// and drivers are known to get wrong. Without NULL.
std::vector<Sample> extreme_samples(const Column& column, Dialect dialect);
// What a model must refuse, though its type in C++ has room for it: too long, no member of its enum,
// no number, not UTF-8.
std::vector<Value> refused_values(const Column& column);

// The values as the database stores them.
Row stored_row(const Samples& samples);

}  // namespace thriftorm::testing
