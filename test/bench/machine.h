// Where and how was measured.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace bench {

// CPU, cores, memory, kernel, compiler and flags, versions of engines and libraries, the day.
nlohmann::ordered_json describe_machine();

// The settings of each engine's connections, as they answer themselves. Throws std::runtime_error if
// ours and the hand-written side's differ; SOCI works on connections that are opened as the latter.
nlohmann::ordered_json describe_settings();

}  // namespace bench
