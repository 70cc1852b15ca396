#include "thriftorm/parameter.h"

#include <fmt/format.h>

#include <cmath>

#include "drivers/drivers.h"
#include "thriftorm/error.h"
#include "utf8.h"

namespace thriftorm::driver {
namespace {

[[noreturn, gnu::cold, gnu::noinline]] void refuse_parameter(std::size_t index, const char* why,
                                                             std::string_view sql) {
  ErrorDetails details;
  details.statement = std::string(sql);
  throw InvalidData(fmt::format("parameter {} is {}", index + 1, why), std::move(details));
}

[[noreturn, gnu::cold, gnu::noinline]] void refuse_count(std::size_t given,
                                                         std::size_t placeholders,
                                                         std::string_view sql) {
  ErrorDetails details;
  details.statement = std::string(sql);
  throw UsageError(fmt::format("the statement has {} placeholders, but {} parameters were given",
                               placeholders, given),
                   std::move(details));
}

}  // namespace

void check_parameters(std::span<const Parameter> parameters, std::size_t placeholders,
                      std::string_view sql) {
  if (parameters.size() != placeholders) refuse_count(parameters.size(), placeholders, sql);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    if (parameter.is_checked()) continue;
    if (parameter.kind() == Parameter::Kind::kDouble && !std::isfinite(parameter.number())) {
      refuse_parameter(i, "not a finite number", sql);
    }
    if (parameter.kind() == Parameter::Kind::kText && !detail::is_utf8(parameter.text())) {
      refuse_parameter(i, "text that is not valid UTF-8", sql);
    }
  }
}

}  // namespace thriftorm::driver
