// Which texts match, by code points.
#pragma once

#include <string>

#include "thriftorm/driver.h"
#include "thriftorm/expression.h"

namespace queries {

// Whether the text is what a kMatch looks for. On SQLite `like` reads texts up to a NUL.
bool matches(const thriftorm::detail::Expression& expression, const std::string& text,
             thriftorm::Dialect dialect);

}  // namespace queries
