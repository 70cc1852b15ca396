// A server of the test's own, to be killed: started by scripts/servers in a temporary folder.
#pragma once

#include <string>

namespace faults {

class PrivateServer {
 public:
  // "mysql" or "mariadb". url() is empty where it cannot be had; the script has said why.
  explicit PrivateServer(std::string engine);
  // Stops it and removes its data.
  ~PrivateServer();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;

  // Without a database.
  const std::string& url() const { return url_; }
  // By SIGKILL.
  void kill();
  // On the same data and port, and waits until it takes logins. Throws std::runtime_error.
  void start_again();

 private:
  std::string run(const std::string& command) const;

  std::string engine_;
  std::string folder_;
  std::string url_;
};

// The port that a URL names.
int port_of(const std::string& url);
// The URL with another port.
std::string with_port(const std::string& url, int port);

}  // namespace faults
