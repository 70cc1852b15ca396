#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "runtime/src/drivers/drivers.h"

using thriftorm::DatabaseUrl;
using thriftorm::parse_url;
using thriftorm::UsageError;

namespace {

namespace fs = std::filesystem;

struct OptionFile {
  explicit OptionFile(const std::string& text) { std::ofstream(path) << text; }
  ~OptionFile() { fs::remove(path); }
  const std::string path =
      (fs::temp_directory_path() / ("thriftorm_options_" + std::to_string(::rand()))).string();
};

DatabaseUrl complete(const std::string& text) {
  DatabaseUrl url = parse_url(text);
  thriftorm::driver::complete_credentials(url);
  return url;
}

}  // namespace

TEST_CASE("user and password come from the option file's client group") {
  const OptionFile file(
      "# password=no\n[mysqld]\nuser=no\npassword=no\n\n[client]\n user = jane "
      "\npassword=\"p\\\"a\\\\ss # \\sword\"\nlocal-infile=1\n"
      "[mysql]\npassword=no\n");
  const DatabaseUrl url =
      complete("mysql://db1/d?option-file=" + file.path + "&connect_timeout=1s");
  CHECK(url.user == "jane");
  CHECK(url.password == "p\"a\\ss #  word");
  REQUIRE(url.options.size() == 1);  // the driver does not see it
  CHECK(url.options[0].first == "connect_timeout");
}

TEST_CASE("the URL wins over the option file, and that over the environment") {
  const OptionFile file("[client]\nuser=jane\npassword=file\n");
  const std::string option = "?option-file=" + file.path;
  ::setenv("THRIFTORM_PASSWORD", "environment", 1);
  CHECK(complete("mysql://me:url@h/d" + option).password == "url");
  CHECK(complete("mysql://me:url@h/d" + option).user == "me");
  CHECK(complete("mysql://me:@h/d" + option).password == "");
  CHECK(complete("mysql://me@h/d" + option).password == "file");
  CHECK(complete("mysql://me@h/d").password == "environment");
  ::unsetenv("THRIFTORM_PASSWORD");
  CHECK(complete("mysql://me@h/d").password == "");
}

TEST_CASE("an option file that cannot be trusted or read is refused") {
  CHECK_THROWS_AS(complete("mysql://h/d?option-file=/nowhere/there.cnf"), UsageError);
  const OptionFile file("[client]\npassword=s3cr3t\n");
  fs::permissions(file.path, fs::perms::others_write, fs::perm_options::add);
  try {
    complete("mysql://h/d?option-file=" + file.path);
    FAIL("it was read");
  } catch (const UsageError& error) {
    CHECK(error.message().find("chmod") != std::string::npos);
    CHECK(error.message().find("s3cr3t") == std::string::npos);
  }
}
