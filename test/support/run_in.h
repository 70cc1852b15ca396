// Runs programs as a user does.
#pragma once

#include <ostream>
#include <string>

namespace thriftorm::test {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;

  bool operator==(const Outcome&) const = default;
};

inline std::ostream& operator<<(std::ostream& stream, const Outcome& outcome) {
  return stream << outcome.code << "\nout: " << outcome.out << "\nerr: " << outcome.err;
}

// Runs a shell command in a folder.
Outcome run_in(const std::string& folder, const std::string& command);

}  // namespace thriftorm::test
