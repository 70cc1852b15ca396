#include "test/live/proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace live {
namespace {

constexpr int kTick = 50;  // ms: how late an end is noticed
constexpr short kGone = POLLRDHUP | POLLHUP | POLLERR | POLLNVAL;

sockaddr_in on_loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// A listening socket, and its port.
std::pair<int, int> listen_on_any() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) fail("socket");
  sockaddr_in address = on_loopback(0);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, any, size) != 0 || listen(listener, 128) != 0 ||
      getsockname(listener, any, &size) != 0) {
    fail("listen");
  }
  return {listener, ntohs(address.sin_port)};
}

// -1: nobody listens.
int connect_to(int port) {
  const int opened = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = on_loopback(port);
  if (opened < 0) return -1;
  if (connect(opened, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(opened);
    return -1;
  }
  const int yes = 1;
  setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return opened;
}

void close_with_reset(int end) {
  const linger at_once{1, 0};
  setsockopt(end, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(end);
}

bool send_all(int end, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(end, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

}  // namespace

// The two ends of one connection.
class Proxy::Pair {
 public:
  Pair(int client, int server) : ends_{client, server} {}
  ~Pair() {
    for (const int end : ends_) reset_ ? close_with_reset(end) : static_cast<void>(close(end));
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  // Waits a tick at most. `reading`: for bytes as well; otherwise for an end that goes.
  void wait(bool reading) {
    for (std::size_t i = 0; i < 2; ++i) {
      polled_[i] = {ends_[i], static_cast<short>(POLLRDHUP | (reading ? POLLIN : 0)), 0};
    }
    poll(polled_.data(), polled_.size(), kTick);
  }
  bool has_bytes(std::size_t end) const { return (polled_[end].revents & POLLIN) != 0; }
  bool gone(std::size_t end) const { return (polled_[end].revents & kGone) != 0; }

  // Forwards what has come from that end, `most` bytes of it; false: the connection is over.
  bool forward_from(std::size_t end, std::uint64_t most, std::uint64_t& forwarded) {
    forwarded = 0;
    if ((polled_[end].revents & (POLLIN | kGone)) == 0) return true;
    std::array<char, 16'384> bytes;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(most, bytes.size()));
    const ssize_t got = recv(ends_[end], bytes.data(), size, 0);
    if (got <= 0) {
      reset_ = got < 0;
      return false;
    }
    forwarded = static_cast<std::uint64_t>(got);
    return send_all(ends_[1 - end], bytes.data(), forwarded);
  }
  void reset() { reset_ = true; }

 private:
  std::array<int, 2> ends_;  // the client's, the server's
  std::vector<pollfd> polled_{2};
  bool reset_ = false;
};

Proxy::Proxy(int server_port, std::function<Fate()> fate_of_next)
    : server_port_(server_port), fate_of_next_(std::move(fate_of_next)) {
  std::tie(listener_, port_) = listen_on_any();
  acceptor_ = std::thread([this] { accept_connections(); });
}

Proxy::~Proxy() {
  ending_ = true;
  acceptor_.join();
  for (Link& link : links_) link.thread.join();
  close(listener_);
}

void Proxy::accept_connections() {
  while (!ending_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, kTick) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    ++connections_;
    forget_ended();
    Link& link = links_.emplace_back();
    link.thread = std::thread([this, client, &link, fate = fate_of_next_(), cuts = cuts_.load()] {
      forward(client, fate, cuts);
      link.over = true;
    });
  }
}

void Proxy::forget_ended() {
  links_.remove_if([](Link& link) {
    if (!link.over) return false;
    link.thread.join();
    return true;
  });
}

// Until there have been more cuts than when the connection was taken.
void Proxy::forward(int client, Fate fate, std::uint64_t cuts) {
  const int yes = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const int server = connect_to(server_port_);
  if (server < 0) return close_with_reset(client);
  Pair pair(client, server);
  std::uint64_t left = fate.bytes;
  while (!ending_ && cuts == cuts_) {
    const bool doomed = fate.harm != Harm::kNone && !spared_;
    if (doomed && left == 0) {
      if (!meet(pair, fate)) return;
      left = std::max<std::uint64_t>(fate.bytes, 1);
    }
    pair.wait(/*reading=*/!frozen_);
    if (frozen_ && !pair.gone(0) && !pair.gone(1)) continue;
    for (const std::size_t from : {0, 1}) {
      const bool counted = doomed && (from == 0) == fate.to_server;
      std::uint64_t forwarded = 0;
      if (!pass(pair, from, counted ? left : UINT64_MAX, forwarded)) return;
      if (counted) left -= forwarded;
      if (counted && left == 0) break;  // nothing the other way either, before it is met
    }
  }
  pair.reset();
}

// As Pair::forward_from(), up to the byte where all connections are to be cut.
bool Proxy::pass(Pair& pair, std::size_t from, std::uint64_t most, std::uint64_t& passed) {
  const std::int64_t answers_left = answer_bytes_left_;
  const bool counted = from == 1 && answers_left >= 0;
  if (counted && answers_left == 0) {
    if (!pair.has_bytes(from)) return true;
    answer_bytes_left_ = -1;
    ++cuts_;
    return true;
  }
  if (counted) most = std::min(most, static_cast<std::uint64_t>(answers_left));
  if (!pair.forward_from(from, most, passed)) return false;
  if (counted) answer_bytes_left_ -= static_cast<std::int64_t>(passed);
  return true;
}

void Proxy::cut() {
  ++cuts_;
  std::this_thread::sleep_for(std::chrono::milliseconds(2 * kTick));  // each looks once a tick
}

// False: the connection is over.
bool Proxy::meet(Pair& pair, Fate& fate) {
  switch (fate.harm) {
    case Harm::kNone:
      return true;
    case Harm::kReset:
      ++resets_;
      pair.reset();
      return false;
    case Harm::kDrop:
      ++drops_;
      do pair.wait(/*reading=*/false);
      while (!ending_ && !pair.gone(0) && !pair.gone(1));
      return false;
    case Harm::kDelay:
      ++delays_;
      std::this_thread::sleep_for(fate.delay);
      fate.harm = Harm::kReset;
      return true;
  }
  return false;
}

SilentPort::SilentPort() { std::tie(listener_, port_) = listen_on_any(); }
SilentPort::~SilentPort() { close(listener_); }

}  // namespace live
