// What a check found, for people, as JSON and as JUnit XML; and the smallest world that breaks a
// property, as a story and as a case that can be put into a test file.
#pragma once

#include <string>

#include "simulator/check/checker.h"

namespace aobo::sim {

// `all`: a line for every rule, not only for those that fail.
std::string report_text(const CheckReport& report, const SourceFiles& files, bool all);
// {"cases":N,"worlds":N,"rules":[{"rule","cases","cases_failed","selected","alerted","unwanted","misnamed","alerts"}],
//  "failures":[{"class","rule","place","text","seed"}],"hidden":[…],"unreached":[…],
//  "unjudged":[…]}
std::string report_json(const CheckReport& report, const SourceFiles& files);
std::string report_junit(const CheckReport& report, const SourceFiles& files);

std::string smallest_text(const Case& the_case, const CheckFailure& failure,
                          const std::string& folder);
// An item of `fires` or `silent`.
std::string regression_case(const Case& the_case, const CheckFailure& failure);

}  // namespace aobo::sim
