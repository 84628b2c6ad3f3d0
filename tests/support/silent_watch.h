// A watch that tells nothing, as a network's file system.
#pragma once

#include <string>
#include <vector>

#include "plugin/source/file_watch.h"

namespace aobo::test {

class SilentWatch : public FileWatch {
 public:
  bool add(const std::string&) override { return false; }
  void remove(const std::string&) override {}
  void take(std::vector<Event>&) override {}
  void wait(int) override {}
};

}  // namespace aobo::test
