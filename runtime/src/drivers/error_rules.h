// How a driver's table of error codes is written, and how an entry becomes a typed error. Messages
// are the runtime's own: what a server says may hold bound values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "thriftorm/error.h"

namespace thriftorm::driver {

enum class ErrorKind : std::uint8_t {
  kError,
  kConnectionLost,
  kCommitUnknown,
  kAccessDenied,
  kDeadlock,
  kTimeout,
  kCancelled,
  kInvalidData,
  kSchemaMismatch,
  kUsageError,
  kUnique,
  kForeignKey,
  kCheck,
  kNotNull,
};

// One code of an engine: what it means to the caller.
struct ErrorRule {
  int code;
  ErrorKind kind;
  Retry retry;
  bool discard;         // the connection's state is unknown, or it is of no more use
  const char* message;  // the name that the server gives is added to it
};

// What the engine said of a failure, and when.
struct ServerError {
  int code = 0;
  std::string_view sqlstate;
  std::string_view text;      // the engine's own message: only names are taken from it …
  bool text_is_safe = false;  // … unless no value can be in it: nothing was bound yet
  std::string_view statement;
  bool committing = false;  // it happened in COMMIT, or where a lost answer leaves a write unknown
};

// Throws the error of `kind`.
[[noreturn]] void throw_error(ErrorKind kind, std::string message, ErrorDetails details);

// "message" or "message `name`".
std::string with_name(const char* message, std::string_view name);

}  // namespace thriftorm::driver
