#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "drivers/drivers.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {

void check_options(const DatabaseUrl& url, std::span<const std::string_view> known) {
  for (const auto& [name, value] : url.options) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError(fmt::format("the database URL has an unknown option `{}`; {} takes: {}, {}",
                                   name, url.scheme, fmt::join(known, ", "),
                                   fmt::join(kPoolOptions, ", ")));
    }
  }
}

const std::string* find_option(const DatabaseUrl& url, std::string_view name) {
  for (const auto& [key, value] : url.options) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::chrono::milliseconds duration_option(const DatabaseUrl& url, std::string_view name,
                                          std::chrono::milliseconds otherwise) {
  const std::string* text = find_option(url, name);
  if (text == nullptr) return otherwise;
  int count = 0;
  const char* end = text->data() + text->size();
  const auto [last, error] = std::from_chars(text->data(), end, count);
  const std::string_view unit(last, static_cast<std::size_t>(end - last));
  const int factor = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60'000 : 0;
  if (error != std::errc() || factor == 0 || count < 0 || count > 86'400'000 / factor) {
    throw UsageError(fmt::format(
        "the database URL's option `{}` is not a duration of at most a day such as 500ms, 5s or 2m",
        name));
  }
  return std::chrono::milliseconds(std::int64_t{count} * factor);
}

}  // namespace thriftorm::driver
