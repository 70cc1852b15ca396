#include "drivers/error_rules.h"

namespace thriftorm::driver {

void throw_error(ErrorKind kind, std::string message, ErrorDetails details) {
  using enum ConstraintKind;
  const auto violated = [&](ConstraintKind constraint) {
    throw ConstraintViolation(std::move(message), constraint, std::move(details));
  };
  switch (kind) {
    case ErrorKind::kConnectionLost:
      throw ConnectionLost(std::move(message), std::move(details));
    case ErrorKind::kCommitUnknown:
      throw CommitUnknown(std::move(message), std::move(details));
    case ErrorKind::kAccessDenied:
      throw AccessDenied(std::move(message), std::move(details));
    case ErrorKind::kDeadlock:
      throw Deadlock(std::move(message), std::move(details));
    case ErrorKind::kTimeout:
      throw Timeout(std::move(message), std::move(details));
    case ErrorKind::kCancelled:
      throw Cancelled(std::move(message), std::move(details));
    case ErrorKind::kInvalidData:
      throw InvalidData(std::move(message), std::move(details));
    case ErrorKind::kSchemaMismatch:
      throw SchemaMismatch(std::move(message), std::move(details));
    case ErrorKind::kUsageError:
      throw UsageError(std::move(message), std::move(details));
    case ErrorKind::kUnique:
      violated(kUnique);
      break;
    case ErrorKind::kForeignKey:
      violated(kForeignKey);
      break;
    case ErrorKind::kCheck:
      violated(kCheck);
      break;
    case ErrorKind::kNotNull:
      violated(kNotNull);
      break;
    case ErrorKind::kError:
      break;
  }
  throw Error(std::move(message), std::move(details));
}

std::string with_name(const char* message, std::string_view name) {
  std::string text = message;
  if (!name.empty()) text.append(" `").append(name).append("`");
  return text;
}

}  // namespace thriftorm::driver
