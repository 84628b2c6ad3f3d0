// How fast records are read, beside simdjson's on-demand traversal of the same bytes, in the same
// run. Prints records/s and bytes/s; ci/bench adds the ratio. AOBO_BENCH_INPUT names a JSON Lines
// file of records; AOBO_BENCH_DIRECTORY a directory.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "plugin/directory/loader.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "plugin/source/source.h"
#include "tests/bench/traversal.h"

namespace {

using namespace aobo;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

const std::vector<simdjson::padded_string>& lines() {
  static const std::vector<simdjson::padded_string> all = [] {
    std::vector<simdjson::padded_string> read;
    std::ifstream file(from_environment("AOBO_BENCH_INPUT"));
    for (std::string line; std::getline(file, line);) read.emplace_back(line);
    if (read.empty()) {
      std::cerr << "AOBO_BENCH_INPUT names no JSON Lines file; ci/bench makes one\n";
      std::exit(2);
    }
    return read;
  }();
  return all;
}

std::shared_ptr<const Directory> directory() {
  static const std::shared_ptr<const Directory> loaded = [] {
    const std::string path = from_environment("AOBO_BENCH_DIRECTORY");
    if (path.empty()) return empty_directory();
    auto result = load_directory(path);
    if (!result) {
      std::cerr << result.error().message << "\n";
      std::exit(2);
    }
    return std::move(*result);
  }();
  return loaded;
}

std::shared_ptr<const Knowledge> knowledge() {
  return std::make_shared<const Knowledge>(Knowledge{directory(), empty_policy()});
}

void report(benchmark::State& state, std::size_t records, std::size_t bytes) {
  state.SetItemsProcessed(static_cast<std::int64_t>(records));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

// The floor: every key and every value of every record read once.
void traversal(benchmark::State& state) {
  std::size_t records = 0, bytes = 0;
  for (auto _ : state) {
    for (const auto& line : lines()) {
      benchmark::DoNotOptimize(bench::traverse(line));
      ++records;
      bytes += line.size();
    }
  }
  report(state, records, bytes);
}
BENCHMARK(traversal)->Unit(benchmark::kMillisecond);

Pipeline open_pipeline(const Config& config, Counters& counters) {
  return Pipeline(
      {from_environment("AOBO_BENCH_INPUT")}, config, {}, counters, [](const auto&, auto, auto) {},
      [](auto, const auto&) {}, [] { return TimeNs{0}; }, [] { return TimeNs{0}; });
}

// From the bytes of the file to the payload in wire form.
void whole_path(benchmark::State& state) {
  std::size_t records = 0, bytes = 0;
  std::string wire;
  for (auto _ : state) {
    const Config config;
    Counters counters;
    auto pipeline = open_pipeline(config, counters);
    const auto known = knowledge();
    // A reader gives its thread back now and then: that is not the end.
    for (auto came = Pipeline::State::kWait; came != Pipeline::State::kEnd;) {
      came = pipeline.next(known);
      if (came != Pipeline::State::kEvent) continue;
      const Payload payload = pipeline.payload();
      wire.resize(payload.size());
      payload.write(reinterpret_cast<std::uint8_t*>(wire.data()));
      benchmark::DoNotOptimize(wire.data());
    }
    records += counters.records;
    bytes += counters.bytes;
  }
  report(state, records, bytes);
}
BENCHMARK(whole_path)->Unit(benchmark::kMillisecond);

// Framing alone, and framing with parsing: where the time of the whole path goes.
void framing(benchmark::State& state) {
  std::size_t records = 0, bytes = 0;
  for (auto _ : state) {
    Source source({from_environment("AOBO_BENCH_INPUT")});
    while (source.next() != Source::State::kEnd) ++records;
    bytes += source.bytes_read();
  }
  report(state, records, bytes);
}
BENCHMARK(framing)->Unit(benchmark::kMillisecond);

void framing_and_parsing(benchmark::State& state) {
  std::size_t records = 0, bytes = 0;
  Parser parser({});
  Record record;
  for (auto _ : state) {
    Source source({from_environment("AOBO_BENCH_INPUT")});
    while (source.next() != Source::State::kEnd)
      records += parser.parse(source.frame(), record) ? 0U : 1U;
    bytes += source.bytes_read();
  }
  report(state, records, bytes);
}
BENCHMARK(framing_and_parsing)->Unit(benchmark::kMillisecond);

// 1,000 customers, 5,000 people, 50,000 memberships in 500 groups.
void directory_load(benchmark::State& state) {
  const std::string path = from_environment("AOBO_BENCH_LARGE_DIRECTORY");
  for (auto _ : state) {
    auto loaded = load_directory(path);
    if (!loaded) state.SkipWithError(loaded.error().message.c_str());
    benchmark::DoNotOptimize(loaded);
  }
}
BENCHMARK(directory_load)->Unit(benchmark::kMillisecond);

// One event whose fields are asked for by many rules: the payload is decoded once, each further
// field is a look-up.
void extraction(benchmark::State& state) {
  const Config config;
  Counters counters;
  auto pipeline = open_pipeline(config, counters);
  while (pipeline.next(knowledge()) == Pipeline::State::kWait) continue;
  const Payload payload = pipeline.payload();
  std::string wire(payload.size(), '\0');
  payload.write(reinterpret_cast<std::uint8_t*>(wire.data()));
  ExtractedEvent event;
  Values values;
  std::uint64_t number = 0;
  for (auto _ : state) {
    ++number;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      event.select(wire);
      const Field& field = fields()[static_cast<std::size_t>(i) % 40];
      values.clear();
      field.get(event, "", values);
      benchmark::DoNotOptimize(values.empty());
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(extraction)->Arg(1)->Arg(10)->Arg(100)->Arg(1000);

}  // namespace

BENCHMARK_MAIN();
