// The plugin's configuration: the JSON that a host passes to init (init_config of falco.yaml). One
// schema describes it to hosts; what they do not check (paths, patterns, spans of time) is checked
// here, with line and column.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/activity/options.h"
#include "plugin/base/guid.h"
#include "plugin/base/memory.h"
#include "plugin/base/result.h"
#include "plugin/base/time_forms.h"
#include "plugin/base/zone.h"
#include "plugin/behaviour/options.h"
#include "plugin/identity/options.h"
#include "plugin/kafka/options.h"
#include "plugin/kafka/topics.h"
#include "plugin/mask/masker.h"
#include "plugin/parse/text_pattern.h"
#include "plugin/timeline/timeline.h"

namespace aobo {

// Whose logs lie in a folder, for records that do not say it themselves (Graph's audit pages).
struct FolderTenant {
  std::string folder;  // a name or glob of parts of an input's path
  Guid tenant;
};

// Where what was learned is kept between runs.
struct StateOptions {
  std::string file;                  // resolved; empty: nowhere
  TimeNs interval = 60 * kSecondNs;  // between two snapshots, by the clock
  bool standby = false;              // waits for a state that another run has
};

// How a run that goes on speaks of itself, and keeps its directory.
struct RunOptions {
  std::optional<bool> events;                         // not said: where inputs are followed
  TimeNs report_interval = 3600 * kSecondNs;          // 0: at the end alone
  TimeNs directory_poll = 30 * kSecondNs;             // 0: not looked at
  TimeNs directory_max_age = 7 * 86'400 * kSecondNs;  // 0: any
};

// By a log family's name: how long after what they tell of its records usually come.
using Lags = std::map<std::string, TimeNs, std::less<>>;
Lags usual_lags();

struct Config {
  std::string base_dir;   // folder that relative paths start from; empty: the working directory
  std::string directory;  // folder of the directory, resolved; empty for none
  std::vector<std::string> inputs;    // what is read where the host names no input
  std::vector<std::string> followed;  // and goes on being read
  std::vector<TopicInput> topics;     // of these, what is read from Kafka
  bool follow = false;                // all inputs do
  std::vector<FolderTenant> tenants;
  DateOrder dates = DateOrder::kUnclear;  // of inputs whose own dates do not tell
  std::optional<TimeZone> local_zone;     // of times that say they are local
  std::vector<TextPattern> patterns;
  TimeZone time_zone;                       // of times in texts for people
  std::optional<std::size_t> memory_bytes;  // of all that is kept; not said: kMemory
  std::optional<std::size_t> window_bytes;  // of these, for windows and held records
  Memory::Shares memory;                    // what follows for each part
  ActivityOptions activity;
  IdentityOptions identity;
  TimelineOptions timeline;
  BehaviourOptions behaviour;
  Lags lag = usual_lags();  // where inputs are followed
  KafkaOptions kafka;
  StateOptions state;
  RunOptions run;
  MaskOptions mask;
};

// Why these topics cannot be read with this configuration; nothing where they can.
std::optional<std::string> unreadable_topics(const std::vector<TopicInput>& topics,
                                             const KafkaOptions& kafka);

// "" is the empty configuration.
Result<Config> parse_config(std::string_view json);

// JSON schema, for get_init_schema.
const char* config_schema();

}  // namespace aobo
