// Which texts match, by code points.
#pragma once

#include <string>
#include <string_view>

#include "thriftorm/expression.h"

namespace queries {

bool matches(const std::string& text, thriftorm::detail::Match match, const std::string& pattern,
             bool folds);

}  // namespace queries
