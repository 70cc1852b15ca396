// The program: what goes wrong outside of the user's input ends here.
#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "tool/cli/run.h"

int main(int argc, char** argv) {
  try {
    return thriftorm::cli::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "thriftorm: {}\n", error.what());
    return thriftorm::cli::kCannotRun;
  }
}
