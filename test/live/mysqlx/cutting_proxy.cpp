#include "test/live/mysqlx/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace live {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

sockaddr* plain(sockaddr_in& address) { return reinterpret_cast<sockaddr*>(&address); }

}  // namespace

CuttingProxy::CuttingProxy(int server_port) : server_port_(server_port) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, plain(address), size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, plain(address), &size) != 0) {
    throw std::runtime_error("the proxy cannot listen");
  }
  port_ = ntohs(address.sin_port);
  threads_.emplace_back([this] { accept_clients(); });
}

CuttingProxy::~CuttingProxy() {
  shutdown(listener_, SHUT_RDWR);
  threads_.front().join();  // no thread is added from here on
  cut();
  for (std::size_t i = 1; i < threads_.size(); ++i) threads_[i].join();
  for (const int socket : sockets_) close(socket);
  close(listener_);
}

void CuttingProxy::accept_clients() {
  for (int client; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(server_port_);
    const bool connected = connect(server, plain(address), sizeof address) == 0;
    const std::lock_guard lock(mutex_);
    sockets_.insert(sockets_.end(), {client, server});
    if (!connected) {
      shutdown(client, SHUT_RDWR);
      continue;
    }
    threads_.emplace_back([this, client, server] { pump(client, server, false); });
    threads_.emplace_back([this, client, server] { pump(server, client, true); });
  }
}

void CuttingProxy::pump(int from, int to, bool answers) {
  std::array<char, 16384> buffer;
  for (long size; (size = read(from, buffer.data(), buffer.size())) > 0;) {
    if (!pass(to, buffer.data(), size, answers)) break;
  }
  shutdown(from, SHUT_RDWR);
  shutdown(to, SHUT_RDWR);
}

bool CuttingProxy::pass(int to, const char* data, long size, bool answers) {
  const long left = bytes_left_;
  const bool cuts = answers && left >= 0 && left < size;
  long passing = cuts ? left : size;
  while (passing > 0) {
    const long sent = send(to, data, static_cast<std::size_t>(passing), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data += sent;
    passing -= sent;
  }
  if (cuts) {
    bytes_left_ = -1;
    cut();
  } else if (answers && left >= 0) {
    bytes_left_ -= size;
  }
  return !cuts;
}

void CuttingProxy::cut() {
  const std::lock_guard lock(mutex_);
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
}

}  // namespace live
