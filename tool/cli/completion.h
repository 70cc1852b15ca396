#pragma once

#include <string>
#include <string_view>

#include "tool/cli/description.h"

namespace thriftorm::cli {

// The script that completes the program's words in a shell: bash, zsh or fish.
std::string completion(const ProgramDescription& program, std::string_view shell);

std::string bash_completion(const ProgramDescription& program);
std::string zsh_completion(const ProgramDescription& program);
std::string fish_completion(const ProgramDescription& program);

// The words that a value may be, with spaces between them.
std::string words_in(const OptionDescription& option);

// In single quotes, as all three shells take it.
std::string quoted(std::string_view text);

}  // namespace thriftorm::cli
