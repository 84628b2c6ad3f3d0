// Session: one init of a plugin and one opened input, driven as a host drives it: batch after
// batch, one field a call.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/ip.h"
#include "plugin/base/result.h"
#include "simulator/host/cell.h"
#include "simulator/host/library.h"

namespace aobo::sim {

struct FieldInfo {
  std::uint32_t id = 0;
  std::string name;
  ss_plugin_field_type type = FTYPE_STRING;
  bool is_list = false;
  bool needs_argument = false;
  bool takes_key = false;    // an argument may be a word
  bool takes_index = false;  // an argument may be a number
  bool in_output = false;    // suggested for rule outputs
  bool always = false;       // every event has a value of it
  std::string rests_on;      // beside the record: "customer", "customers" (plugin/fields/fields.h)
  std::string text;
  std::vector<std::string> values;   // all that it can hold, where the plugin lists them
  std::vector<std::string> of_runs;  // those of them by which a run tells of itself
  struct Argument {
    std::string name, text;
  };
  std::vector<Argument> arguments;  // all that it takes, where the plugin lists them
};

// Where the field takes other arguments than this: the one that is nearest, or how to find one.
std::optional<std::string> unknown_argument(const FieldInfo& field, std::string_view argument);

// A field as somebody asks for it: "aobo.user.upn", "aobo.param[Name]".
struct FieldQuery {
  const FieldInfo* info = nullptr;
  std::string argument;
  std::string shown;
};

// A count as the plugin tells it; a total only goes up.
struct Metric {
  std::string name;
  std::uint64_t value = 0;
  bool total = false;
  std::string text = {};  // what it counts
};

// What a field held. Exactly one part is set.
struct FieldValue {
  std::vector<std::string> texts;
  std::optional<std::uint64_t> number;
  std::optional<bool> boolean;
  std::optional<Ip> ip;
};

// The fields a plugin lists, by its get_fields.
Result<std::vector<FieldInfo>> read_fields(const Library& library);

class Session {
 public:
  // Called with each line that the plugin writes to its host's log.
  using Log = std::function<void(ss_plugin_log_severity, std::string_view component,
                                 std::string_view line)>;

  static Result<std::unique_ptr<Session>> start(const Library& library, const std::string& config,
                                                Log log);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Result<FieldQuery> query(std::string_view field) const;
  const std::vector<FieldInfo>& fields() const { return fields_; }

  std::optional<Error> open(const std::string& inputs);

  // Called before the plugin is asked for a batch: by asking, a host says that it has done with the
  // batch before, and a plugin with a state will not give that one again. What it returns ends the
  // run.
  using BeforeBatch = std::function<std::optional<Error>()>;
  void before_each_batch(BeforeBatch call) { before_batch_ = std::move(call); }
  // Where this becomes true the run ends behind the batch at hand.
  using Stop = bool (*)();
  void stop_where(Stop stop) { stop_ = stop; }

  // The next event: true, or false at the end. An error of the plugin ends the run.
  Result<bool> next();
  // Tells the plugin that the batch at hand was taken; what comes next is left to another run.
  void acknowledge();
  // Ends the run: no event and no progress is had behind it.
  void close();
  std::uint64_t event_time_ns() const { return event_->ts; }
  std::uint64_t event_number() const { return event_number_; }
  // A copy of the event that the plugin gave, until the next one.
  const ss_plugin_event* event() const { return event_; }
  // Has `event`, which another session of the same plugin gave, at hand: what is in it is all that
  // fields need.
  void borrow(const ss_plugin_event* event, std::uint64_t number) {
    event_ = event;
    event_number_ = number;
  }
  // Nothing where the field has no value for this event.
  std::optional<FieldValue> extract(const FieldQuery& query) const;
  std::string text(const FieldQuery& query) const;  // "" where there is none
  // All of a field's values, none where it has no value. They hold until the next call of this
  // session.
  void read(const FieldQuery& query, Cell& into) const;
  // The same of several in one call of the plugin, a cell each; there may be more cells.
  void read_all(const std::vector<FieldQuery>& queries, std::vector<Cell>& into) const;
  // Several in one call of the plugin.
  std::vector<std::optional<FieldValue>> extract_all(const std::vector<FieldQuery>& queries) const;

  std::vector<Metric> metric_list() const;
  std::map<std::string, std::uint64_t> metrics() const;
  std::string progress() const;
  double share_done() const;  // of the inputs, 0 to 1; 0 where the plugin does not tell
  struct Pace {
    std::uint64_t bytes = 0;  // read so far
    double share_done = 0;
  };
  Pace pace() const;
  std::string plugin_name() const { return library_.get_name(); }
  std::string plugin_version() const { return library_.get_version(); }
  // The event as the plugin tells it; empty where it does not.
  std::string event_text() const;

 private:
  explicit Session(const Library& library, Log log) : library_(library), log_(std::move(log)) {}
  static void on_log(ss_plugin_owner_t* owner, const char* component, const char* line,
                     ss_plugin_log_severity severity);
  std::string last_error() const;
  const ss_plugin_event* copy_of(const ss_plugin_event& event);

  const Library& library_;
  Log log_;
  ss_plugin_t* plugin_ = nullptr;
  ss_instance_t* instance_ = nullptr;
  std::vector<FieldInfo> fields_;

  ss_plugin_event** batch_ = nullptr;
  std::uint32_t batch_size_ = 0;
  std::uint32_t batch_at_ = 0;
  bool ended_ = false;
  BeforeBatch before_batch_;
  Stop stop_ = nullptr;
  std::vector<std::uint64_t> own_event_;
  const ss_plugin_event* event_ = nullptr;
  std::uint64_t event_number_ = 0;
};

}  // namespace aobo::sim
