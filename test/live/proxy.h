// A TCP proxy on loopback, in front of a server on loopback, that harms the connections through it:
// each as its fate says, or all at a moment that a test chooses.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <thread>

namespace live {

enum class Harm : std::uint8_t {
  kNone,
  kReset,  // both ends get a RST
  kDrop,   // nothing is forwarded any more, and the ends stay open until the client goes
  kDelay,  // it stands still for a while, and is reset after as many bytes again
};

// What happens to one connection: after `bytes` in that direction, those before still being
// forwarded, in the middle of a packet as likely as not.
struct Fate {
  Harm harm = Harm::kNone;
  bool to_server = true;
  std::uint64_t bytes = 0;
  std::chrono::milliseconds delay{0};
};

// How many connections met which fate.
struct Harmed {
  std::uint64_t resets = 0, drops = 0, delays = 0;
  std::uint64_t cuts() const { return resets + drops; }
};

class Proxy {
 public:
  // Asks `fate_of_next` for each connection, on one thread. Throws std::system_error.
  explicit Proxy(
      int server_port, std::function<Fate()> fate_of_next = [] { return Fate(); });
  // Resets what is open.
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  int port() const { return port_; }
  // From now on connections live; false: they meet their fate again.
  void spare(bool spared) { spared_ = spared; }
  // Nothing is forwarded until it is thawed; connections are taken.
  void freeze(bool frozen) { frozen_ = frozen; }
  // Resets all connections that are open, and returns when that is done.
  void cut();
  // Lets that many more bytes of the server's answers pass, then resets all connections, once. For
  // tests with one connection that answers at a time.
  void cut_after(std::int64_t answer_bytes) { answer_bytes_left_ = answer_bytes; }
  // Whether that has been done, or was not asked for.
  bool has_cut() const { return answer_bytes_left_ < 0; }
  // How many connections have been taken so far.
  std::uint64_t connections() const { return connections_; }
  Harmed harmed() const { return {resets_, drops_, delays_}; }

 private:
  struct Link {
    std::atomic<bool> over = false;
    std::thread thread;
  };
  class Pair;

  void accept_connections();
  void forward(int client, Fate fate, std::uint64_t cuts);
  bool pass(Pair& pair, std::size_t from, std::uint64_t most, std::uint64_t& passed);
  bool meet(Pair& pair, Fate& fate);
  void forget_ended();

  const int server_port_;
  const std::function<Fate()> fate_of_next_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_ = false, spared_ = false, frozen_ = false;
  std::atomic<std::int64_t> answer_bytes_left_ = -1;  // negative: nothing is to be cut
  std::atomic<std::uint64_t> cuts_ = 0;
  std::atomic<std::uint64_t> connections_ = 0, resets_ = 0, drops_ = 0, delays_ = 0;
  std::list<Link> links_;  // of the accepting thread
  std::thread acceptor_;
};

// A port that takes connections and never says a word.
class SilentPort {
 public:
  SilentPort();
  ~SilentPort();
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  int port() const { return port_; }

 private:
  int listener_;
  int port_;
};

}  // namespace live
