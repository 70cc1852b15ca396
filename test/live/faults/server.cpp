#include "test/live/faults/server.h"

#include <thriftorm/database.h>

#include <cstdio>
#include <filesystem>
#include <random>
#include <stdexcept>

namespace faults {
namespace {

std::string new_folder() {
  char name[32];
  std::snprintf(name, sizeof name, "thriftorm_faults_%08x", std::random_device()());
  return (std::filesystem::temp_directory_path() / name).string();
}

}  // namespace

PrivateServer::PrivateServer(std::string engine)
    : engine_(std::move(engine)), folder_(new_folder()) {
  url_ = run("start " + folder_ + " " + engine_);
}

PrivateServer::~PrivateServer() { run("down " + folder_); }

void PrivateServer::kill() { run("kill " + folder_ + " " + engine_); }

void PrivateServer::start_again() {
  if (run("start " + folder_ + " " + engine_) != url_)
    throw std::runtime_error("the server does not come back");
}

// Its output's first line.
std::string PrivateServer::run(const std::string& command) const {
  const std::string line = std::string("'") + THRIFTORM_SOURCE_DIR + "/scripts/servers' " + command;
  std::FILE* output = popen(line.c_str(), "re");
  if (output == nullptr) throw std::runtime_error("cannot run " + line);
  std::string text;
  char buffer[256];
  while (std::fgets(buffer, sizeof buffer, output) != nullptr) text += buffer;
  pclose(output);
  return text.substr(0, text.find('\n'));
}

int port_of(const std::string& url) { return thriftorm::parse_url(url).port; }

std::string with_port(const std::string& url, int port) {
  const std::size_t colon = url.rfind(':');
  const std::size_t end = url.find_first_not_of("0123456789", colon + 1);
  const std::string rest = end == std::string::npos ? "" : url.substr(end);
  return url.substr(0, colon + 1) + std::to_string(port) + rest;
}

}  // namespace faults
