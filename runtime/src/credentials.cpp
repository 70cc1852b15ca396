// Where user and password come from when the URL does not hold them.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "drivers/drivers.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// As MySQL's clients read a value: in quotes or not, with their escapes.
std::string unquote(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  if (quoted) text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    constexpr std::string_view kEscapes = "btnrs\\\"'", kMeanings = "\b\t\n\r \\\"'";
    const auto found = kEscapes.find(text[++i]);
    if (found == std::string_view::npos) {
      out.append("\\").append(1, text[i]);
    } else {
      out += kMeanings[found];
    }
  }
  return out;
}

std::ifstream open_option_file(const std::string& path) {
  std::ifstream file(path);
  std::error_code error;
  const std::filesystem::perms permissions = std::filesystem::status(path, error).permissions();
  if (!file || error) throw UsageError(fmt::format("the option file `{}` cannot be read", path));
  if ((permissions & std::filesystem::perms::others_write) != std::filesystem::perms::none) {
    throw UsageError(
        fmt::format("the option file `{}` can be written by everybody: chmod o-w it", path));
  }
  return file;
}

// The URL's own user and password win.
void read_option_file(const std::string& path, DatabaseUrl& url) {
  std::ifstream file = open_option_file(path);
  const bool wants_user = url.user.empty();
  const bool wants_password = !url.has_password;
  bool in_client = false;
  for (std::string line; std::getline(file, line);) {
    const std::string_view text = trim(line);
    if (text.starts_with('[')) in_client = text == "[client]";
    const std::size_t equals = text.find('=');
    if (!in_client || equals == std::string_view::npos) continue;
    const std::string_view name = trim(text.substr(0, equals));
    std::string value = unquote(trim(text.substr(equals + 1)));
    if (name == "user" && wants_user) url.user = std::move(value);
    if (name == "password" && wants_password) {
      url.password = std::move(value);
      url.has_password = true;
    }
  }
}

}  // namespace

void complete_credentials(DatabaseUrl& url) {
  if (url.scheme == "sqlite") return;
  if (const std::string* path = find_option(url, "option-file")) {
    read_option_file(std::string(*path), url);
    std::erase_if(url.options, [](const auto& option) { return option.first == "option-file"; });
  }
  const char* password = std::getenv("THRIFTORM_PASSWORD");
  if (!url.has_password && password != nullptr) url.password = password;
}

std::string endpoint_name(const DatabaseUrl& url) {
  if (url.scheme == "sqlite") return url.path;
  const std::string* socket = find_option(url, "socket");
  if (socket != nullptr && !socket->empty()) return *socket;
  const std::string host = url.host.empty() ? "localhost" : url.host;
  const bool v6 = host.find(':') != std::string::npos;
  std::string name = v6 ? "[" + host + "]" : host;
  if (url.port != 0) name += fmt::format(":{}", url.port);
  return name;
}

}  // namespace thriftorm::driver
