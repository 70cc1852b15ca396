#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <string>

#include "runtime/src/drivers/mysql_options.h"

using thriftorm::Database;
using thriftorm::DatabaseUrl;
using thriftorm::Endpoint;
using thriftorm::parse_url;
using thriftorm::UsageError;

namespace {

std::string message_of(std::string_view url) {
  try {
    Database database(url);
  } catch (const UsageError& error) {
    return error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("a server's URL is taken apart") {
  const DatabaseUrl url = parse_url(
      "mysql://user:p%40ss:/w@rd@db.example.com:3307/"
      "game_db?ssl-mode=required&socket=%2Frun%2Fm.sock");
  CHECK(url.scheme == "mysql");
  CHECK(url.user == "user");
  CHECK(url.password == "p@ss:/w@rd");
  CHECK(url.has_password);
  CHECK(url.host == "db.example.com");
  CHECK(url.port == 3307);
  CHECK(url.path == "game_db");
  REQUIRE(url.options.size() == 2);
  CHECK(url.options[0] == std::pair<std::string, std::string>("ssl-mode", "required"));
  CHECK(url.options[1] == std::pair<std::string, std::string>("socket", "/run/m.sock"));
}

TEST_CASE("all but the host may be left out") {
  const DatabaseUrl url = parse_url("mysql://localhost");
  CHECK(url.host == "localhost");
  CHECK(url.user == "");
  CHECK_FALSE(url.has_password);
  CHECK(url.port == 0);
  CHECK(url.path == "");
  CHECK(parse_url("mysql://user:@h/d").has_password);
  CHECK(parse_url("mysql://h?read_timeout=5s").options.size() == 1);
  const DatabaseUrl v6 = parse_url("mysql://[::1]:3306/d");
  CHECK(v6.host == "::1");
  CHECK(v6.port == 3306);
}

TEST_CASE("a URL may name several endpoints") {
  const char* text = "mysql://me:pw@db1:3307,db2,[::1]:3306/d?ssl-mode=required";
  const DatabaseUrl url = parse_url(text);
  CHECK(url.host == "db1");
  CHECK(url.port == 3307);
  REQUIRE(url.further_endpoints.size() == 2);
  CHECK(url.further_endpoints[0] == Endpoint{"db2", 0});
  CHECK(url.further_endpoints[1] == Endpoint{"::1", 3306});
  CHECK(url.redacted() == "mysql://me@db1:3307,db2,[::1]:3306/d?ssl-mode=required");
}

TEST_CASE("the pool's options are the same for every scheme") {
  CHECK(message_of("sqlite:x.db?pool_size=1&pool_timeout=0ms&pool_max_life=1m&pool_validate_after="
                   "0s&statement_timeout=1s&isolation=serializable") == "");
  for (const char* option :
       {"pool_size=0", "pool_size=-1", "pool_size=many", "pool_size=10001", "pool_timeout=5",
        "pool_max_life=0s", "pool_validate_after=", "statement_timeout=0ms", "isolation=none"}) {
    CAPTURE(option);
    CHECK(message_of((std::string("sqlite:x.db?") + option).c_str())
              .find(std::string(option).substr(0, 9)) != std::string::npos);
  }
}

TEST_CASE("a file's URL is taken apart") {
  CHECK(parse_url("sqlite:game.db").path == "game.db");
  CHECK(parse_url("sqlite::memory:").path == ":memory:");
  CHECK(parse_url("sqlite:/var/a%20b%3F.db").path == "/var/a b?.db");
  const DatabaseUrl url = parse_url("sqlite:game.db?busy_timeout=5s");
  CHECK(url.path == "game.db");
  CHECK(url.options[0].second == "5s");
}

TEST_CASE("a redacted URL has no password") {
  CHECK(parse_url("mysql://us%20er:secret@[::1]:3306/d?ssl-mode=required").redacted() ==
        "mysql://us%20er@[::1]:3306/d?ssl-mode=required");
  CHECK(parse_url("sqlite:/%2Fsrv/game.db").redacted() == "sqlite:/%2Fsrv/game.db");
  CHECK(parse_url("mysql://a%3Ab%2Fc:secret@h%2Ci,[fe80::1]/d/e").redacted() ==
        "mysql://a%3Ab%2Fc@h%2Ci,[fe80::1]/d/e");
  CHECK(parse_url("sqlite::memory:").redacted() == "sqlite::memory:");
  CHECK(parse_url("sqlite:a%0Ab.db?busy_timeout=1s").redacted() ==
        "sqlite:a%0Ab.db?busy_timeout=1s");
}

TEST_CASE("a malformed URL is refused without repeating it") {
  const char* urls[] = {"",
                        "secret",
                        ":secret",
                        "sqlite:",
                        "sqlite://secret.db",
                        "mysql:secret",
                        "mysql://u:secret@h:port/d",
                        "mysql://u:secret@h:0/d",
                        "mysql://u:secret@h:65536/d",
                        "mysql://u:secret@[::1/d",
                        "mysql://u:secret@[::1]3306/d",
                        "mysql://u:secret@::1/d",
                        "mysql://u:secret%4@h/d",
                        "mysql://u:secret%zz@h/d",
                        "mysql://u:secret%00@h/d",
                        "mysql://u:secret@h,/d",
                        "mysql://u:secret@,h/d",
                        "mysql://u:secret@h,[::1/d",
                        "mysql://u:secret@[]/d",
                        "mysql://u:secret@h,[]",
                        "mysql://u:secret@h,:3307/d",
                        "mysql://u:secret@h/d?a=1&a=2",
                        "mysql://u:secret@h/d?secret"};
  for (const char* url : urls) {
    CAPTURE(url);
    const std::string message = message_of(url);
    CHECK(message != "");
    CHECK(message.find("secret") == std::string::npos);
  }
}

TEST_CASE("a NUL character is refused, whichever way it is written") {
  CHECK(message_of("sqlite:a%00b") == "the database URL has a NUL character (`%00`)");
  CHECK(message_of(std::string_view("sqlite:a\0b", 10)) == "the database URL has a NUL character");
}

TEST_CASE("what no scheme can be is not taken for one") {
  for (const char* url : {"my%73ql://h/d", "my sql://h/d", ":x", "user@h:3306/d"}) {
    CAPTURE(url);
    CHECK(message_of(url) ==
          "the database URL has no scheme; write sqlite:FILE, sqlite::memory: or "
          "mysql://user@host/database");
  }
}

TEST_CASE("an unknown scheme names the known ones") {
  CHECK(message_of("postgres://u:secret@h/d") ==
        "unknown database scheme `postgres`; known are sqlite, mysql and mysqlx");
}

#ifdef THRIFTORM_HAS_SQLITE
TEST_CASE("an unknown option lists the known ones") {
  CHECK(message_of("sqlite:x.db?busy-timeout=5s") ==
        "the database URL has an unknown option `busy-timeout`; sqlite takes: busy_timeout, "
        "synchronous, pool_size, "
        "pool_timeout, pool_max_life, pool_validate_after, statement_timeout, isolation");
  CHECK(message_of("sqlite:x.db?busy_timeout=5s&busy_timeout=6s") != "");
}

TEST_CASE("an option's value is checked before anything connects") {
  for (const char* value : {"5", "s", "-1s", "5 s", "", "99999m", "99999999999s"}) {
    CAPTURE(value);
    CHECK(message_of((std::string("sqlite:x.db?busy_timeout=") + value).c_str()) != "");
  }
  CHECK(message_of("sqlite:x.db?synchronous=off") != "");
}
#endif

#ifdef THRIFTORM_HAS_MYSQL
TEST_CASE("a server's options are checked before anything connects") {
  CHECK(message_of("mysql://h/d?ssl_mode=required").find("ssl-mode") != std::string::npos);
  CHECK(message_of("mysql://h/d?ssl-mode=maybe") != "");
  CHECK(message_of("mysql://h/d?ssl-mode=verify-ca") != "");
  CHECK(message_of("mysql://h/d?read_timeout=0s") != "");
  CHECK(
      message_of(
          "mysql://h/d?ssl-mode=verify-ca&ssl-ca=ca.pem&connect_timeout=500ms&write_timeout=1m") ==
      "");
}

TEST_CASE("TLS is required and checked to other hosts, and preferred on this machine") {
  using thriftorm::driver::SslMode;
  const auto mode = [](const char* url) {
    return thriftorm::driver::mysql_options_of(parse_url(url)).ssl_mode;
  };
  CHECK(mode("mysql://localhost/d") == SslMode::kPreferred);
  CHECK(mode("mysql://127.0.0.1/d") == SslMode::kPreferred);
  CHECK(mode("mysql://[::1]/d") == SslMode::kPreferred);
  CHECK(mode("mysql:///d?socket=/m.sock") == SslMode::kPreferred);
  CHECK(mode("mysql://db.example.com/d") == SslMode::kVerifyIdentity);
  CHECK(mode("mysql://db.example.com/d?ssl-mode=required") == SslMode::kRequired);
  CHECK(mode("mysql://db.example.com/d?ssl-ca=ca.pem") == SslMode::kVerifyIdentity);
  CHECK(mode("mysql://db.example.com/d?ssl-mode=disabled") == SslMode::kDisabled);
}
#endif
