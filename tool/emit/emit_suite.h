// The parts of a generated suite. Internal to tool/emit.
#pragma once

#include <string>

#include "tool/emit/text_writer.h"
#include "tool/plan/suite_plan.h"

namespace thriftorm {

// "{"id", "name"}".
std::string braced(const std::vector<std::string>& names);

// What a suite's `value` is as a type of the model's or of Thrift's, and the other way round; `codec`:
// of JSON, else empty.
std::string from_value(const std::string& value, const std::string& codec, const std::string& type);
std::string value_of(const std::string& expression, const std::string& codec);

void emit_suite_columns(const SuiteModel& model, TextWriter& out);
void emit_suite_groups(const SuiteModel& model, TextWriter& out);
void emit_suite_thrift(const SuiteModel& model, TextWriter& out);
void emit_suite_codes(const SuitePlan& plan, TextWriter& out);
void emit_suite_outcome(const SuitePlan& plan, TextWriter& out);
std::string emit_suite_source(const SuitePlan& plan);
std::string emit_suite_test(const SuitePlan& plan, const SuiteModel& model);

}  // namespace thriftorm
