// Naming: whom a record named, and by what. What a name alone says holds as long as the name is
// theirs: whoever asks later holds it against what is known of names by then.
#pragma once

#include <string>

#include "plugin/base/time.h"
#include "plugin/case/attribution.h"

namespace aobo {

struct Naming {
  PersonKey person;
  std::string name;  // the UPN; empty: by something better
  TimeNs time = 0;   // of a name: when it was borne

  friend bool operator==(const Naming&, const Naming&) = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(person, name, time);
  }
};

}  // namespace aobo
