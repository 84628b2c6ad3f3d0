// Sockets: the connections of one client of librdkafka. At its end this waits for what a broker
// owes, a whole socket.timeout.ms, though nobody needs it any more: a broker that is there and
// answers nothing would keep a host from ending. So they are cut then.
#pragma once

#include <librdkafka/rdkafka.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <set>

namespace aobo {

class Sockets {
 public:
  // As socket(2) and close(2), on threads of librdkafka's.
  int open_socket(int domain, int type, int protocol) {
    const std::lock_guard lock(mutex_);
    if (cut_) {
      errno = ECONNABORTED;
      return -1;
    }
    const int socket = ::socket(domain, type | SOCK_CLOEXEC, protocol);
    if (socket >= 0) open_.insert(socket);
    return socket;
  }
  // Its number may be another's right behind it.
  int close_socket(int socket) {
    const std::lock_guard lock(mutex_);
    open_.erase(socket);
    return ::close(socket);
  }
  // What was written still goes out. No more are opened.
  void cut_sockets() {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }

 private:
  std::mutex mutex_;
  std::set<int> open_;
  bool cut_ = false;
};

// The owner is the opaque of whatever is called back.
template <typename Owner>
void keep_sockets(rd_kafka_conf_t* conf, Owner* owner) {
  rd_kafka_conf_set_opaque(conf, owner);
  rd_kafka_conf_set_socket_cb(conf, [](int domain, int type, int protocol, void* opaque) {
    return static_cast<Owner*>(opaque)->open_socket(domain, type, protocol);
  });
  rd_kafka_conf_set_closesocket_cb(conf, [](int socket, void* opaque) {
    return static_cast<Owner*>(opaque)->close_socket(socket);
  });
}

}  // namespace aobo
