// CaseBuilder: a case's words made into actions of a world. "technician" is one of the partner's
// people, "user" one of the customer's; the customer is one at whom the way in is open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/check/test_file.h"
#include "simulator/generate/generator.h"

namespace aobo::sim {

// The world in which cases play; always the same.
GenerateOptions case_world_options();

// The words of a case: "who" without a number, "way", "customer".
std::vector<std::string> case_actors();
std::vector<std::string> case_ways();
std::vector<std::string> case_customers();
// Of that world: its applications, and how many technicians there are to choose from.
std::vector<std::string> case_apps();
std::uint32_t case_technicians();
// The UPN of "technician" or "technician:2", and the names of the customers that a word means;
// nothing where it is no such word.
std::optional<std::string> case_upn(std::string_view word);
std::vector<std::string> case_customer_names(std::string_view word);

class CaseBuilder {
 public:
  explicit CaseBuilder(const World& world) : world_(world), builder_(world, kStory) {}

  static const Story kStory;
  // The error says which word was not understood, and what there is.
  Result<std::vector<Action>> tell(const std::vector<CaseStep>& steps);
  // The customers that a word of case_customers() means.
  std::vector<CustomerIx> customers(const std::string& word) const;

 private:
  struct Actor {
    Who who;
    Way way = Way::kOwn;
  };

  Result<Actor> actor(const CaseStep& step) const;
  std::optional<PersonIx> person(const std::string& name, std::uint32_t number) const;
  Result<CustomerIx> customer(const CaseStep& step, const Actor& actor, std::uint32_t number) const;
  std::vector<CustomerIx> fitting(const CaseStep& step, const Actor& actor) const;
  std::string filled(std::string text, std::uint32_t number) const;
  std::optional<Error> tell_once(const CaseStep& step, TimeNs time, std::uint32_t customer_number,
                                 std::uint32_t number);

  const World& world_;
  StoryBuilder builder_;
};

}  // namespace aobo::sim
