// Summary: what a replay came to: records per family, how they were attributed, who did what in
// each customer, and what was refused and why.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/report/input_rows.h"

namespace aobo::sim {

class Summary {
 public:
  struct Line {
    std::string family, path, confidence, method, customer, who, operation, derived, policy;
    std::vector<std::string> violations;
    bool is_partner = false;
  };

  void add(const Line& line);
  void add_refusal_example(std::string_view line);
  // A line of the plugin's log about one input (input_rows.h).
  void add_input(std::string_view json) { inputs_.add(json); }
  // From the plugin's metrics: "refused", "refused.<reason>".
  void set_metrics(const std::map<std::string, std::uint64_t>& metrics);

  // {"records":N,"refused":N,"refusals":[{"reason","count"}],"families":{},"paths":{},"confidence":{},"methods":{},"policy":{},
  //  "violations":{},"derived":{},"duplicates":N,"late":N,"examples":[…],
  //  "inputs":[{"input","records","families","tenants","first","last","collected_after",
  //             "duplicates","same_as","repaired","masked","cut","refused","form","nearest"}]}
  std::string json(const InputRows::Outside& outside = {}) const;
  std::string text() const;

  std::uint64_t records() const { return records_; }

 private:
  using Counts = std::map<std::string, std::uint64_t>;

  std::uint64_t records_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t partner_actions_ = 0;
  std::uint64_t not_listed_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t late_ = 0;
  Counts families_, paths_, confidence_, methods_, refusals_, policy_, violations_, derived_;
  std::vector<std::string> examples_;
  InputRows inputs_;
  // customer, then who, then operation
  std::map<std::string, std::map<std::string, Counts>> customers_;
  std::size_t rows_ = 0, row_bytes_ = 0;
};

}  // namespace aobo::sim
