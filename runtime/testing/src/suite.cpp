#include "thriftorm/testing/suite.h"

#include <fmt/format.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "thriftorm/error.h"
#include "thriftorm/testing/model.h"

namespace thriftorm::testing {
namespace {

constexpr std::size_t kMostProblems = 12;
// MySQL's names have 64 characters, of which the suffix takes 14.
constexpr std::size_t kLongestName = 50;

std::string fresh_name(const std::string& name) {
  std::random_device random;
  return fmt::format("{}{:08x}", database_prefix(name), random());
}

bool is_memory(const std::string& url) {
  return url.empty() || (url.starts_with("sqlite:") && parse_url(url).path == ":memory:");
}

std::uint64_t chosen_seed() {
  const char* text = std::getenv("THRIFTORM_TEST_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : std::random_device()();
}

// `url` with another path, a database's name or a file.
std::string with_path(const std::string& url, const std::string& path) {
  const std::size_t question = url.rfind('?');
  const std::string options = question == std::string::npos ? "" : url.substr(question);
  const std::string address = url.substr(0, question);
  if (address.starts_with("sqlite:")) return "sqlite:" + path + options;
  const std::size_t at = address.rfind('@');
  const std::size_t host = at == std::string::npos ? address.find("//") + 2 : at + 1;
  return address.substr(0, address.find('/', host)) + "/" + path + options;
}

std::string own_url(const std::string& url, const std::string& name) {
  if (is_memory(url)) return "sqlite::memory:";
  if (!url.starts_with("sqlite:")) return with_path(url, name);
  const std::filesystem::path beside = parse_url(url).path;
  return with_path(url, (beside.parent_path() / (name + ".db")).string());
}

// A pattern "a ? b" of a statement whose list of keys is left open.
bool matches(const Statement& statement, std::string_view sql) {
  switch (statement.kind) {
    case Statement::Kind::kWhole:
      return sql == statement.text;
    case Statement::Kind::kList:
      return sql == fmt::format("{} ORDER BY {}", statement.text, statement.rest);
    case Statement::Kind::kPages:
      return sql.starts_with(statement.text) && sql.find(" LIMIT ") != std::string_view::npos &&
             sql.find(fmt::format(" ORDER BY {} LIMIT ", statement.rest)) != std::string_view::npos;
    case Statement::Kind::kKeys:
      return sql.starts_with(statement.text) && sql.ends_with(statement.rest) &&
             sql.size() > statement.text.size() + statement.rest.size() &&
             (!statement.rest.empty() || sql.ends_with(")"));
  }
  return false;
}

}  // namespace

std::string database_prefix(const std::string& name) {
  return name.substr(0, kLongestName) + "_test_";
}

OwnDatabase::OwnDatabase(const std::string& url, const std::string& name)
    : server_(is_memory(url) || url.starts_with("sqlite:") ? "" : url),
      name_(fresh_name(name)),
      url_(own_url(url, name_)) {
  if (server_.empty()) return;
  Database(server_).session().execute_ddl(
      fmt::format("CREATE DATABASE `{}` CHARACTER SET utf8mb4", name_));
}

OwnDatabase::~OwnDatabase() {
  try {
    if (!server_.empty()) {
      Database(server_).session().execute_ddl(fmt::format("DROP DATABASE `{}`", name_));
    } else if (!is_memory(url_)) {
      for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(parse_url(url_).path + suffix);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cannot drop %s: %s\n", name_.c_str(), error.what());
  }
}

Suite::Suite(Schema schema, const std::string& url, void (*create_schema)(Session&))
    : schema_(std::move(schema)),
      seed_(chosen_seed()),
      own_(url, schema_.name),
      database_(own_.url(), hooks()),
      session_(database_.session()),
      tables_(session_, schema_) {
  for (Table& table : schema_.tables)
    for (Column& column : table.columns)
      for (Json& json : column.json) json.stored = tables_.stored_json(json.model);
  schema_statements_ = sent([&] { create_schema(session_); });
}

Hooks Suite::hooks() {
  Hooks hooks;
  hooks.on_statement = [this](const StatementEvent& event) { note_statement(event.sql); };
  return hooks;
}

// The suite's own statements are written in small letters.
void Suite::note_statement(std::string_view sql) {
  if (sql.empty() || std::islower(static_cast<unsigned char>(sql.front())) != 0) return;
  executed_.emplace(sql);
  if (sent_ != nullptr) sent_->emplace_back(sql);
}

std::vector<std::string> Suite::sent(const std::function<void()>& work) {
  std::vector<std::string> statements;
  sent_ = &statements;
  try {
    work();
  } catch (...) {
    sent_ = nullptr;
    throw;
  }
  sent_ = nullptr;
  return statements;
}

void Suite::note(std::string problem) {
  if (problems_.size() < kMostProblems) problems_.push_back(std::move(problem));
}

void Suite::expect_equal(const Value& found, const Value& expected, const std::string& what) {
  if (found == expected) return;
  note(fmt::format("{}: expected {}, found {}", what, expected.shown(), found.shown()));
}

std::vector<std::string> Suite::run(const std::function<void(Suite&)>& check) {
  problems_.clear();
  try {
    tables_.clear();
    as_far_as_there_is_room([&] { check(*this); });
  } catch (const std::exception& error) {
    note(fmt::format("an error that nobody expects: {}", described(error)));
  }
  if (session_.in_transaction()) session_.rollback();
  return std::move(problems_);
}

void Suite::as_far_as_there_is_room(const std::function<void()>& work) {
  const bool in_transaction = session_.in_transaction();
  try {
    work();
  } catch (const NoRoom& full) {
    if (!in_transaction && session_.in_transaction()) session_.rollback();
    if (left_out_.insert(full.what()).second)
      fmt::print("left out: tests with more rows: {}\n", full.what());
  }
}

std::vector<const Statement*> Suite::not_executed() const {
  std::vector<const Statement*> missing;
  for (const Statement& statement : schema_.statements) {
    bool executed = false;
    for (const std::string& sql : executed_) executed = executed || matches(statement, sql);
    if (!executed) missing.push_back(&statement);
  }
  return missing;
}

std::string described(const std::exception& error) {
  const auto* known = dynamic_cast<const Error*>(&error);
  return fmt::format("{}: {}", known != nullptr ? known->kind() : "exception", error.what());
}

std::string error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return described(error);
  }
  return "";
}

const ColumnAccess* Model::column(std::string_view name) const {
  for (const ColumnAccess& access : columns)
    if (access.column == name) return &access;
  return nullptr;
}

}  // namespace thriftorm::testing
