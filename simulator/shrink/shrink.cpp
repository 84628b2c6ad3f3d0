#include "simulator/shrink/shrink.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Below so many actions their records are left out one by one as well.
constexpr std::size_t kFewActions = 12;

std::vector<std::string> fault_names(const Case& the_case) {
  std::vector<std::string> names;
  const auto faults = Faults::chosen(the_case.options.faults, the_case.options.world);
  if (!faults) return names;
  for (const Fault* fault : faults->list()) names.emplace_back(fault->name);
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text.empty() ? "none" : text;
}

// The stretches of actions to leave out: halves, then quarters, down to single ones.
struct Stretch {
  std::size_t from, count;
};
std::vector<Stretch> stretches(std::size_t actions) {
  std::vector<Stretch> all;
  for (std::size_t size = (actions + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
    for (std::size_t from = 0; from < actions; from += size)
      all.push_back({from, std::min(size, actions - from)});
  }
  return all;
}

std::vector<std::string> records_of(const Case& the_case) {
  std::vector<std::string> records;
  if (the_case.actions.size() > kFewActions) return records;
  const World world = make_world(the_case.options);
  for (const Action& action : the_case.actions) {
    for (const PlannedRecord& planned : planned_records(world, action)) {
      std::string record = fmt::format("{} {}", action.id, name(planned.part));
      if (!the_case.left_out.contains(record)) records.push_back(std::move(record));
    }
  }
  return records;
}

}  // namespace

Case case_of(const GenerateOptions& options) {
  Case c{options, all_actions(options, make_world(options)), {}};
  c.options.faults = joined(fault_names(c));
  return c;
}

std::size_t smaller_count(const Case& the_case) {
  return fault_names(the_case).size() + stretches(the_case.actions.size()).size() +
         records_of(the_case).size();
}

Case smaller(const Case& the_case, std::size_t number) {
  Case less = the_case;
  auto faults = fault_names(the_case);
  if (number < faults.size()) {
    faults.erase(faults.begin() + static_cast<std::ptrdiff_t>(number));
    less.options.faults = joined(faults);
    return less;
  }
  number -= faults.size();
  const auto all = stretches(the_case.actions.size());
  if (number < all.size()) {
    const auto begin = less.actions.begin() + static_cast<std::ptrdiff_t>(all[number].from);
    less.actions.erase(begin, begin + static_cast<std::ptrdiff_t>(all[number].count));
    return less;
  }
  less.left_out.insert(records_of(the_case).at(number - all.size()));
  return less;
}

rc::Shrinkable<Case> shrinkable(Case the_case) {
  return rc::shrinkable::shrinkRecur(std::move(the_case), [](const Case& larger) {
    return rc::seq::map(rc::seq::range<std::size_t>(0, smaller_count(larger)),
                        [larger](std::size_t number) { return smaller(larger, number); });
  });
}

Result<CaseResult> judge_case(const Case& the_case, const Library& plugin, const std::string& dir) {
  std::error_code ignored;
  std::filesystem::remove_all(dir, ignored);
  FolderOptions folder;
  folder.left_out = the_case.left_out;
  const auto written = write_world(the_case.options, &the_case.actions, dir, folder);
  if (!written) return written.error();
  return judge_folder(dir, plugin);
}

Result<CaseResult> judge_folder(const std::string& dir, const Library& plugin) {
  const auto tally = judge_world(dir, plugin, {});
  if (!tally) return tally.error();
  return CaseResult{tally->worst(), tally->failures(), *tally};
}

Case shrunk(Case failing, const std::function<bool(const Case&)>& fails,
            const std::function<void(std::size_t, std::size_t)>& tried) {
  rc::Shrinkable<Case> best = shrinkable(std::move(failing));
  std::size_t tries = 0;
  for (bool found = true; found;) {
    found = false;
    auto candidates = best.shrinks();
    while (const auto candidate = candidates.next()) {
      const Case c = candidate->value();
      if (tried) tried(++tries, c.actions.size());
      if (!fails(c)) continue;
      best = *candidate;
      found = true;
      break;
    }
  }
  return best.value();
}

Case shrunk(Case failing, Verdict verdict, const Library& plugin, const std::string& scratch,
            const std::function<void(std::size_t, std::size_t)>& tried) {
  // Derived events rest on several actions: with fewer of them others would be missed or told, and
  // rightly.
  if (verdict == Verdict::kDerivedMissed || verdict == Verdict::kDerivedUnfounded) return failing;
  const auto fails = [&](const Case& the_case) {
    const auto result = judge_case(the_case, plugin, scratch);
    return result && result->worst == verdict;
  };
  return shrunk(std::move(failing), fails, tried);
}

void showValue(const Case& the_case, std::ostream& out) {
  out << the_case.options.command() << "\n" << text_of(the_case, {});
}

std::string text_of(const Case& the_case, const CaseResult& result) {
  const World world = make_world(the_case.options);
  std::string text =
      fmt::format("{} actions, faults: {}\n", the_case.actions.size(), the_case.options.faults);
  for (const Action& action : the_case.actions) text += "  " + in_words(world, action) + "\n";
  for (const std::string& record : the_case.left_out)
    text += fmt::format("  without the record \"{}\"\n", printable(record));
  for (const Failure& failure : result.failures) {
    text += fmt::format("{}: {}\n", name(failure.verdict), printable(failure.why, 600));
    text += fmt::format("  {} at byte {}, record \"{}\"\n", printable(failure.truth.file),
                        failure.truth.offset, printable(failure.truth.record));
  }
  return text;
}

}  // namespace aobo::sim
