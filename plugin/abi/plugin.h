// Plugin: the state that a host gets from init. One per init; no globals. Instance: one opened
// input.
#pragma once

#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugin/abi/asked.h"
#include "plugin/abi/batch.h"
#include "plugin/abi/falco_api.h"
#include "plugin/abi/host_log.h"
#include "plugin/config/config.h"
#include "plugin/directory/directory.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/directory_watch.h"

namespace aobo {

class Plugin;

// What a host opened.
struct Sources {
  std::vector<std::string> inputs;
  Following following;
  bool expanded = true;  // the inputs; else they are as they were named
};

class Instance {
 public:
  // `params`: from which the sources were made, and are made anew if this waits for its state.
  Instance(Plugin& plugin, std::string params, Sources sources);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  ss_plugin_rc next_batch(std::uint32_t& count, ss_plugin_event**& events);
  // 0 to 10000, and a text that holds until the next call.
  const char* progress(std::uint32_t& hundredths_of_percent);

 private:
  void log_refusals_at_end();
  bool log_inputs(TimeNs until);

  void begin(Sources sources);
  std::unique_ptr<Pipeline> pipeline_of(Sources sources);
  bool begun();
  std::unique_ptr<Pipeline> take_begun();
  void warn(const char* component, std::string line);
  bool take_over();

  Plugin& plugin_;
  std::string params_;
  std::unique_ptr<Pipeline> pipeline_;  // null while another run has the state, or it begins
  std::future<std::unique_ptr<Pipeline>> beginning_;
  // A host hears nothing from a thread that it does not know of: what is to be told meanwhile.
  bool holds_back_ = false;
  std::vector<std::pair<const char*, std::string>> held_back_;
  TimeNs next_try_ = 0;
  std::string failed_;  // why it could not begin, beside the host's thread or when it took over
  Batch batch_;
  bool ended_ = false;
  std::size_t logged_ = 0;  // how far it was logged what became of the inputs; SIZE_MAX: all
  std::string progress_;
};

class Plugin {
 public:
  explicit Plugin(HostLog log);

  // Sets up everything from the configuration; the error is for get_last_error.
  std::optional<Error> configure(std::string_view json);
  // Loads the directory of the new configuration beside the one in use and swaps them; a broken one
  // changes nothing.
  std::optional<Error> reconfigure(std::string_view json);

  Result<std::unique_ptr<Instance>> open(std::string_view params);
  // Takes what the watch has loaded since, if anything; between two batches.
  void take_reloaded();
  Result<Sources> sources(std::string_view params) const;
  ss_plugin_rc extract(const ss_plugin_event_input& event, const ss_plugin_field_extract_input& in);
  const char* event_to_string(const ss_plugin_event_input& event);
  const char* open_params();
  ss_plugin_metric* metrics(std::uint32_t& count);

  std::shared_ptr<const Knowledge> knowledge() const;
  const Config& config() const { return config_; }
  Counters& counters() { return counters_; }
  const HostLog& log() const { return log_; }
  Asked& asked() { return asked_; }

  void set_last_error(const std::string& message);
  const char* last_error();

 private:
  std::optional<Error> load(const Config& config);
  void adopt(std::shared_ptr<const Knowledge> knowledge, const std::string& folder);
  void count_failed_reload(Error& error);
  void watch_directory();
  Result<std::vector<TopicInput>> named_topics(std::vector<std::string>& names) const;
  void log_what_comes_again(const std::vector<std::string>& files,
                            const Following& following) const;
  std::optional<Error> read_topics(const std::vector<TopicInput>& topics,
                                   Following& following) const;
  Result<Following> follow(const std::vector<std::string>& names,
                           std::vector<std::string>& others) const;

  HostLog log_;
  Config config_;
  Counters counters_;

  bool configured_ = false;  // init succeeded

  std::mutex reload_mutex_;  // one loading takes the place of the other whole
  mutable std::mutex knowledge_mutex_;
  std::shared_ptr<const Knowledge> knowledge_;
  std::string folder_, folder_print_;  // of the directory in use, before it was loaded
  bool follows_ = false;               // an input that was opened goes on
  std::unique_ptr<DirectoryWatch> watch_;
  std::string broken_;  // why it could not be loaded anew, as it was told last

  std::mutex error_mutex_;
  std::string last_error_;
  std::string shown_error_;

  Asked asked_;  // of the batch that was given last, by whichever instance
  ExtractedEvent extracted_;
  Values values_;
  // Results of the last extraction. Deques: what the host was given must not move while more is
  // added.
  std::deque<std::string> texts_;
  std::vector<const char*> text_pointers_;
  std::deque<std::uint64_t> numbers_;
  std::deque<ss_plugin_bool> booleans_;
  std::deque<ss_plugin_byte_buffer> buffers_;

  std::string event_text_;
  std::string open_params_;
  std::vector<ss_plugin_metric> metrics_;
};

}  // namespace aobo
