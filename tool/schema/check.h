// The parts of check(). Internal to tool/schema.
#pragma once

#include <string_view>

#include "tool/schema/schema.h"

namespace thriftorm {

// Names: of tables, columns, indexes, models and accessors.
void check_names(const Schema& schema, Diagnostics& diagnostics);
// Whether every model has a member of this name.
bool is_model_member(std::string_view name);
// What the engines take: keys, rows, numbers of columns, types of references.
void check_limits(const Schema& schema, Diagnostics& diagnostics);
// What `copy_of` copies: all of it, and an end to it.
void check_copies(const Schema& schema, Diagnostics& diagnostics);

}  // namespace thriftorm
