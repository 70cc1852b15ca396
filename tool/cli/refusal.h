#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace thriftorm::cli {

// What is wrong with a command line, as one line, with the option or command that may have been
// meant; then where to read on.
std::string refusal_text(const CLI::App& program, const CLI::ParseError& error);

}  // namespace thriftorm::cli
