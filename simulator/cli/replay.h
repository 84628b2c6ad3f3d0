// The options of a replay, which two ways of replaying share: events as they are, and alerts by
// rules.
#pragma once

#include <boost/program_options.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/ask/selection.h"
#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/plugin_voice.h"
#include "simulator/host/session.h"
#include "simulator/report/summary.h"
#include "simulator/report/writer.h"

namespace aobo::sim {

struct ReplayOptions {
  std::string plugin, config, format, only, summary, metrics;
  std::vector<std::string> fields, inputs;
  bool quiet = false;
  // What is shown of all that is read, and how.
  Wanted wanted;
  std::string zone = "UTC", sort = "time";
  bool zone_given = false;
  std::uint64_t limit = 0;
  unsigned width = 0;
  // With rules.
  std::vector<std::string> rules, tags;
  std::string matching, priority, fail_on, falco;
  bool enriched = false;
  bool follow = false, no_state = false;
  unsigned jobs = 1;
};

// The plugin's inputs from those of the command line; relative ones start from where the command
// was given.
std::string input_expression(const std::vector<std::string>& inputs);
// The plugin knows its configuration as "configuration"; the person knows it as a file.
std::string with_file_name(const std::string& message, const std::string& file);

// What came of the inputs that the command line names (none: those of the configuration), by the
// plugin's metrics: kInput, with a line that says so, where one could not be read, where a file
// that is named gave no record, or where none of them did. Else kOk. `examples`: what the plugin's
// log said of them.
Exit exit_of_inputs(const std::map<std::string, std::uint64_t>& metrics,
                    const std::vector<std::string>& inputs,
                    const std::vector<std::string>& examples = {});

// An option that would change nothing; nothing where there is none.
std::optional<std::string> without_effect(const ReplayOptions& options,
                                          const boost::program_options::variables_map& given,
                                          bool alerts);
// The same of what the configuration's state decides.
std::optional<std::string> without_effect_of_state(
    const std::string& config, const boost::program_options::variables_map& given);

// Why a replay that shows a part may not be run with this configuration's state, which takes all
// that is read as shown, also what is not; nothing where it may.
std::optional<std::string> would_lose(const std::string& config,
                                      const boost::program_options::variables_map& given);

// The fields of --fields, which may be given again and hold several each.
std::vector<std::string> split_fields(const std::vector<std::string>& lists);

// A summary of the events that are shown, line by line.
class SummaryReader {
 public:
  static Result<SummaryReader> make(const Session& session);
  Summary::Line line(const Session& session) const;

 private:
  FieldQuery family_, path_, confidence_, method_, customer_, customer_id_, operation_, is_partner_,
      derived_, policy_, violations_;
  WhoFields who_;
};

// What was printed has left this program: asked for before each batch, because the plugin's state
// takes the batch before as told from then on.
std::optional<Error> flush_output();
// Of an error that ended a run.
Exit fail_of(const Error& error);
Exit cannot_go_on(const PluginVoice& voice, const Error& error);
// The exit, or an error where all went well and a value of a filter stands nowhere in the input.
Exit unless_never_met(Exit exit, const Selection& selection, bool has_state);
// Of a run that came to its end, or was stopped.
Exit outcome(const PluginVoice& voice, Exit otherwise);

// The plugin's configuration, as the options change it.
Result<std::string> config_of(const ReplayOptions& options);

Exit replay_alerts(const ReplayOptions& options, const Zone& zone, const TimeSpan& span);

}  // namespace aobo::sim
