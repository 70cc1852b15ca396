#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "thriftorm/database.h"

namespace thriftorm {
namespace {

// What is wrong with a URL is told without repeating it: it may hold a password.
[[noreturn]] void refuse(std::string why) {
  throw UsageError("the database URL " + std::move(why));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) refuse("has a `%` that two hexadecimal digits do not follow");
    const char byte = static_cast<char>(high * 16 + low);
    if (byte == '\0') refuse("has a NUL character (`%00`)");
    out += byte;
    i += 2;
  }
  return out;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// What need not be encoded: in a path or an option, and in what stands before them.
constexpr std::string_view kPlainInPath = "-._~/:,;+*$!'()";
constexpr std::string_view kPlainInAuthority = "-._~;+*$!'()";

std::string encode(std::string_view text, std::string_view plain) {
  std::string out;
  for (const char c : text) {
    if (is_alphanumeric(c) || plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  });
}

// Takes what stands before `separator` off the front of `rest`; without one, all of it.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

void parse_options(std::string_view text, DatabaseUrl& url) {
  while (!text.empty()) {
    std::string_view value = take_until(text, '&');
    if (value.find('=') == std::string_view::npos) refuse("has an option without `=value`");
    std::string name = decode(take_until(value, '='));
    for (const auto& [other, unused] : url.options) {
      if (other == name) refuse(fmt::format("has the option `{}` twice", name));
    }
    url.options.emplace_back(std::move(name), decode(value));
  }
}

int parse_port(std::string_view text) {
  int port = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || last != end || port < 1 || port > 65535) {
    refuse("has a port that is not a number from 1 to 65535");
  }
  return port;
}

Endpoint parse_endpoint(std::string_view text) {
  Endpoint endpoint;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) refuse("has a `[` without its `]`");
    if (end == 1) refuse("has a `[]` without an address in it");
    endpoint.host = decode(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    if (text.empty()) return endpoint;
    if (text[0] != ':') refuse("has something other than a port after the host's `]`");
    endpoint.port = parse_port(text.substr(1));
    return endpoint;
  }
  const std::size_t colon = text.find(':');
  endpoint.host = decode(text.substr(0, colon));
  if (colon == std::string_view::npos) return endpoint;
  if (text.find(':', colon + 1) != std::string_view::npos) {
    refuse("has an IPv6 host without its `[]`");
  }
  endpoint.port = parse_port(text.substr(colon + 1));
  return endpoint;
}

void parse_endpoints(std::string_view text, DatabaseUrl& url) {
  if (text.starts_with(',') || text.ends_with(',') || text.find(",,") != std::string_view::npos) {
    refuse("has a `,` without a host on each side");
  }
  const bool several = text.find(',') != std::string_view::npos;
  do {
    url.further_endpoints.push_back(parse_endpoint(take_until(text, ',')));
    if (several && url.further_endpoints.back().host.empty())
      refuse("has a `,` without a host on each side");
  } while (!text.empty());
  url.host = url.further_endpoints.front().host;
  url.port = url.further_endpoints.front().port;
  url.further_endpoints.erase(url.further_endpoints.begin());
}

// user:password@host:port,host:port/database. The last `@` counts, so that a password may hold one.
void parse_authority(std::string_view text, DatabaseUrl& url) {
  const std::size_t at = text.rfind('@');
  const std::size_t slash = text.find('/', at == std::string_view::npos ? 0 : at);
  if (at != std::string_view::npos) {
    std::string_view user = text.substr(0, at);
    url.has_password = user.find(':') != std::string_view::npos;
    url.user = decode(take_until(user, ':'));
    url.password = decode(user);
  }
  const std::size_t host = at == std::string_view::npos ? 0 : at + 1;
  parse_endpoints(text.substr(host, slash == std::string_view::npos ? slash : slash - host), url);
  if (slash != std::string_view::npos) url.path = decode(text.substr(slash + 1));
}

std::string format(const Endpoint& endpoint) {
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  std::string text = v6 ? "[" + encode(endpoint.host, std::string(kPlainInAuthority) + ":") + "]"
                        : encode(endpoint.host, kPlainInAuthority);
  if (endpoint.port != 0) text += fmt::format(":{}", endpoint.port);
  return text;
}

}  // namespace

DatabaseUrl parse_url(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) refuse("has a NUL character");
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon))) {
    refuse("has no scheme; write sqlite:FILE, sqlite::memory: or mysql://user@host/database");
  }
  DatabaseUrl url;
  url.scheme = std::string(text.substr(0, colon));
  std::string_view rest = text.substr(colon + 1);
  const std::size_t question = rest.rfind('?');
  if (question != std::string_view::npos) parse_options(rest.substr(question + 1), url);
  rest = rest.substr(0, question);
  if (rest.starts_with("//") && url.scheme != "sqlite") {
    parse_authority(rest.substr(2), url);
    return url;
  }
  if (rest.starts_with("//")) refuse("has `//` after `sqlite:`; write sqlite:FILE");
  if (url.scheme != "sqlite") {
    refuse(fmt::format("lacks `//` after `{0}:`; write {0}://user@host/database", url.scheme));
  }
  url.path = decode(rest);
  if (url.path.empty()) refuse("names no file; write sqlite:FILE or sqlite::memory:");
  return url;
}

std::string DatabaseUrl::redacted() const {
  std::string text = scheme + ":";
  if (scheme != "sqlite") {
    text += "//";
    if (!user.empty()) text += encode(user, kPlainInAuthority) + "@";
    text += format(Endpoint{host, port});
    for (const Endpoint& endpoint : further_endpoints) text += "," + format(endpoint);
    if (!path.empty()) text += "/";
  }
  // Behind `sqlite:`, two slashes would begin a host.
  const bool looks_like_host = scheme == "sqlite" && path.starts_with("//");
  text +=
      looks_like_host ? "/%2F" + encode(path.substr(2), kPlainInPath) : encode(path, kPlainInPath);
  for (std::size_t i = 0; i < options.size(); ++i) {
    text += (i == 0 ? "?" : "&") + encode(options[i].first, kPlainInPath) + "=" +
            encode(options[i].second, kPlainInPath);
  }
  return text;
}

}  // namespace thriftorm
