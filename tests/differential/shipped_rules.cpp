// The shipped rules in a real host: each rule's condition, lists and macros in place, is held
// against the events of the sample data by sysdig's libsinsp and by aobo-sim; both must take it,
// and it must fire for the same events.
//   aobo-shipped-rules RULES PLUGIN.so CONFIG.json LOGS HOST…
#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>

#include "plugin/base/text.h"
#include "simulator/host/config.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/ruleset.h"
#include "simulator/rules/session_reader.h"
#include "tests/differential/sysdig_host.h"

namespace aobo {
namespace {

using Fired = std::vector<std::set<std::uint64_t>>;  // of each rule

Fired own_answers(const sim::Library& library, const sim::RuleSet& rules, const std::string& config,
                  const std::string& logs) {
  auto session = sim::Session::start(library, config, {});
  if (!session || (*session)->open(logs)) std::abort();
  sim::SessionReader reader(**session, rules.schema());
  sim::EventView view(rules.columns(), reader);
  Fired fired(rules.rules().size());
  for (auto more = (*session)->next(); more && *more; more = (*session)->next()) {
    view.next();
    for (std::size_t i = 0; i < fired.size(); ++i) {
      if (sim::evaluate(rules.rules()[i].program, rules.checks(), view))
        fired[i].insert((*session)->event_number());
    }
  }
  return fired;
}

int run(const std::vector<std::string>& words) {
  if (words.size() < 5) {
    std::cerr << "usage: aobo-shipped-rules RULES PLUGIN.so CONFIG.json LOGS HOST…\n";
    return 2;
  }
  const auto library = sim::Library::load(words[1]);
  const auto config = sim::read_config(words[2]);
  if (!library || !config) return 2;
  const auto fields = sim::read_fields(**library);
  const sim::Schema schema(*fields, "aobo", sim::FalcoVersion::k044);
  const auto rules =
      sim::RuleSet::load({words[0]}, schema, {(*library)->get_name(), (*library)->get_version()});
  if (!rules->ok()) std::cout << rules->rendered();
  const Fired own = own_answers(**library, *rules, *config, words[3]);
  const test::SysdigHost host(words[1] + ":" + *config, {words.begin() + 4, words.end()});
  std::atomic<std::size_t> next{0}, differences{0}, fired{0};
  std::mutex mutex;
  const auto work = [&] {
    for (std::size_t i = next++; i < own.size(); i = next++) {
      const test::Answer theirs =
          host.ask(sim::to_text(rules->rules()[i].condition), "aobo:" + words[3]);
      fired += own[i].empty() ? 0U : 1U;
      if (!theirs.refused && theirs.numbers == own[i]) continue;
      ++differences;
      const std::lock_guard lock(mutex);
      std::cout << fmt::format("not ok {}\n  the host: {} events {}\n  aobo-sim: {} events\n",
                               rules->rules()[i].item.name, theirs.numbers.size(),
                               theirs.refused ? printable(theirs.text, 200) : "", own[i].size());
    }
  };
  std::thread other(work);
  work();
  other.join();
  std::cout << fmt::format(
      "{} {} shipped rules in the host: {} fire for the sample data, {} differences\n",
      differences == 0 && rules->ok() ? "ok" : "not ok", own.size(), fired.load(),
      differences.load());
  return differences == 0 && rules->ok() ? 0 : 1;
}

}  // namespace
}  // namespace aobo

int main(int count, char** words) { return aobo::run({words + 1, words + count}); }
