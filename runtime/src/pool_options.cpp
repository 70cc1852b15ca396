#include "pool_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "drivers/drivers.h"

namespace thriftorm::detail {
namespace {

using std::chrono::milliseconds;

std::size_t size_option(const DatabaseUrl& url, std::size_t otherwise) {
  const std::string* text = driver::find_option(url, "pool_size");
  if (text == nullptr) return otherwise;
  std::size_t size = 0;
  const char* end = text->data() + text->size();
  const auto [last, error] = std::from_chars(text->data(), end, size);
  if (error != std::errc() || last != end || size < 1 || size > 10'000) {
    throw UsageError("the database URL's option `pool_size` is not a number from 1 to 10000");
  }
  return size;
}

milliseconds positive(const DatabaseUrl& url, std::string_view name, milliseconds otherwise) {
  const milliseconds value = driver::duration_option(url, name, otherwise);
  if (value.count() == 0 && driver::find_option(url, name) != nullptr) {
    throw UsageError(fmt::format("the database URL's option `{}` must be more than 0", name));
  }
  return value;
}

// As SQL has it. SQLite's transactions are serializable, and nothing else.
std::string isolation_option(const DatabaseUrl& url) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kLevels = {{
      {"read-committed", "READ COMMITTED"},
      {"repeatable-read", "REPEATABLE READ"},
      {"serializable", "SERIALIZABLE"},
  }};
  const std::string* text = driver::find_option(url, "isolation");
  if (text == nullptr) return "";
  for (const auto& [name, level] : kLevels) {
    if (name == *text) return url.scheme == "sqlite" ? "" : std::string(level);
  }
  throw UsageError(
      "the database URL's option `isolation` is none of read-committed, repeatable-read, "
      "serializable");
}

}  // namespace

PoolOptions take_pool_options(DatabaseUrl& url) {
  PoolOptions options;
  options.size = size_option(url, options.size);
  options.timeout = driver::duration_option(url, "pool_timeout", options.timeout);
  options.max_life = positive(url, "pool_max_life", options.max_life);
  options.validate_after =
      driver::duration_option(url, "pool_validate_after", options.validate_after);
  options.statement_timeout = positive(url, "statement_timeout", options.statement_timeout);
  options.isolation = isolation_option(url);
  std::erase_if(url.options, [](const auto& option) {
    return std::find(driver::kPoolOptions.begin(), driver::kPoolOptions.end(), option.first) !=
           driver::kPoolOptions.end();
  });
  return options;
}

}  // namespace thriftorm::detail
