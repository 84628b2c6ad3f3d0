// The names of the sorts of records, as fields show them.
#pragma once

#include <string_view>

#include "plugin/event/record.h"

namespace aobo {

constexpr std::string_view name(Sort sort) {
  switch (sort) {
    case Sort::kAction:
      return "action";
    case Sort::kSignIn:
      return "sign-in";
    case Sort::kCheckOut:
      return "check-out";
    case Sort::kAccessWindow:
      return "access-window";
  }
  return {};
}

// Of one record: the unified log has sign-ins among its actions.
inline Sort sort_of(const Record& record) {
  return is_sign_in(record) ? Sort::kSignIn : record.family->sort;
}

}  // namespace aobo
