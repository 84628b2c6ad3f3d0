// property: a rapidcheck property as a step of a GoogleTest test; its counterexample becomes the
// test's failure.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

namespace aobo::test {

template <typename Testable>
void property(const std::string& text, Testable&& testable) {
  EXPECT_TRUE(rc::check(text, std::forward<Testable>(testable))) << text;
}

}  // namespace aobo::test
