// Stands between a client and a server on this machine, and cuts their connections where a test
// wants it.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace live {

class CuttingProxy {
 public:
  // To a port of 127.0.0.1.
  explicit CuttingProxy(int server_port);
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;
  ~CuttingProxy();

  int port() const { return port_; }
  // Lets that many more bytes of the server's answers pass, then cuts all connections, once.
  void cut_after(long bytes) { bytes_left_ = bytes; }
  // Cuts all connections that there are.
  void cut();
  // Whether the cut has been made, or none was asked for.
  bool has_cut() const { return bytes_left_ < 0; }

 private:
  void accept_clients();
  void pump(int from, int to, bool answers);
  bool pass(int to, const char* data, long size, bool answers);

  const int server_port_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<long> bytes_left_ = -1;  // negative: nothing is to be cut
  std::mutex mutex_;
  std::vector<int> sockets_;  // closed at the end alone, so that no number is used twice
  std::vector<std::thread> threads_;
};

}  // namespace live
