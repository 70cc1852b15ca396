#pragma once

#include <string>

#include "tool/cli/description.h"

namespace thriftorm::cli {

// The reference of the command line, as Markdown: tool/COMMANDS.md is this text.
std::string reference_page(const ProgramDescription& program);

}  // namespace thriftorm::cli
