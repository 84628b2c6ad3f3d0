// Which options of a command line change something, given the others: one that changes nothing is
// an error, for whoever gives it means something by it.
#pragma once

#include <boost/program_options.hpp>
#include <initializer_list>
#include <optional>
#include <string>

namespace aobo::sim {

// Whether it stands in the command line, a default aside.
bool is_given(const boost::program_options::variables_map& given, const char* option);

struct Effect {
  const char* option;
  bool there;
  std::string why_not;  // "without --rules"
};
// "--width has no effect with --format json", of the first that is given in vain; nothing where
// there is none.
std::optional<std::string> without_effect(const boost::program_options::variables_map& given,
                                          std::initializer_list<Effect> effects);

}  // namespace aobo::sim
