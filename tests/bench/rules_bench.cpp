// What rules cost: a world's logs through the plugin alone, with every rule on one core, with every
// rule on two, and each rule by itself over events whose fields are at hand. AOBO_BENCH_PLUGIN
// names the library, AOBO_BENCH_RULES the rules, AOBO_BENCH_WORLD the folder of a generated world;
// ci/bench makes it and adds the ratios.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "simulator/check/recording.h"
#include "simulator/host/config.h"
#include "simulator/host/event_pump.h"
#include "simulator/rules/matcher.h"
#include "simulator/rules/session_reader.h"

namespace {

using namespace aobo::sim;

template <class T>
T need(aobo::Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << result.error().message << "\n";
  std::exit(2);
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value != nullptr) return value;
  std::cerr << name << " is not set; ci/bench sets it\n";
  std::exit(2);
}

// The plugin with its fields and the rules over them.
struct Setting {
  std::unique_ptr<Library> library = need(Library::load(from_environment("AOBO_BENCH_PLUGIN")));
  Schema schema{need(read_fields(*library)), library->get_event_source()};
  std::unique_ptr<RuleSet> rules = RuleSet::load({from_environment("AOBO_BENCH_RULES")}, schema,
                                                 {library->get_name(), library->get_version()});
  std::string config = need(read_config(from_environment("AOBO_BENCH_WORLD") + "/aobo.json"));

  std::unique_ptr<Session> session(bool open) const {
    auto made = need(Session::start(*library, config, {}));
    if (!open) return made;
    if (const auto error = made->open("")) {
      std::cerr << error->message << "\n";
      std::exit(2);
    }
    return made;
  }
};

const Setting& setting() {
  static const Setting one;
  return one;
}

constexpr MatchOptions kEveryRule{.all = true, .least = Priority::kDebug, .tags = {}, .rules = {}};

void plugin_alone(benchmark::State& state) {
  std::int64_t events = 0;
  for (auto _ : state) {
    const auto session = setting().session(true);
    while (need(session->next())) ++events;
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(plugin_alone)->Unit(benchmark::kMillisecond)->UseRealTime();

void rules_on_one_core(benchmark::State& state) {
  std::int64_t events = 0;
  std::size_t alerts = 0;
  for (auto _ : state) {
    const auto session = setting().session(true);
    SessionReader reader(*session, setting().schema);
    Matcher matcher(*setting().rules, reader, kEveryRule);
    for (; need(session->next()); ++events) alerts += matcher.match().size();
  }
  benchmark::DoNotOptimize(alerts);
  state.SetItemsProcessed(events);
}
BENCHMARK(rules_on_one_core)->Unit(benchmark::kMillisecond)->UseRealTime();

void rules_on_two_cores(benchmark::State& state) {
  std::int64_t events = 0;
  std::size_t alerts = 0;
  for (auto _ : state) {
    const auto source = setting().session(true);
    const auto session = setting().session(false);
    SessionReader reader(*session, setting().schema);
    Matcher matcher(*setting().rules, reader, kEveryRule);
    EventPump pump(*source);
    while (const auto chunk = need(pump.next())) {
      for (std::size_t i = 0; i < chunk->offsets.size(); ++i, ++events) {
        session->borrow(
            reinterpret_cast<const ss_plugin_event*>(chunk->bytes.data() + chunk->offsets[i]),
            chunk->first + i);
        alerts += matcher.match().size();
      }
    }
  }
  benchmark::DoNotOptimize(alerts);
  state.SetItemsProcessed(events);
}
BENCHMARK(rules_on_two_cores)->Unit(benchmark::kMillisecond)->UseRealTime();

const Recording& recording() {
  static const Recording one = [] {
    Recording made;
    const auto session = setting().session(true);
    SessionReader reader(*session, setting().schema);
    while (need(session->next())) made.add(setting().rules->columns(), reader, *session);
    return made;
  }();
  return one;
}

// Its fields are at hand: this is what its condition costs, not what the plugin takes to say what
// is in a field.
void one_rule(benchmark::State& state, const MatchOptions& how) {
  RecordingReader reader(recording());
  Matcher matcher(*setting().rules, reader, how);
  std::size_t alerts = 0;
  for (auto _ : state) {
    for (const Recording::Event& event : recording().events()) {
      reader.at(event);
      alerts += matcher.match().size();
    }
  }
  benchmark::DoNotOptimize(alerts);
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(recording().events().size()));
}

}  // namespace

int main(int argc, char** argv) {
  if (!setting().rules->ok()) {
    std::cerr << setting().rules->rendered();
    return 2;
  }
  for (const LoadedRule& rule : setting().rules->rules()) {
    MatchOptions alone = kEveryRule;
    alone.rules = {rule.item.name};
    benchmark::RegisterBenchmark(("rule/" + rule.item.name).c_str(), one_rule, alone)
        ->Unit(benchmark::kMicrosecond);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
