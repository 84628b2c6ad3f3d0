// The functions that a host finds in libaobo.so, and nothing else: cast, guard, one call.
// Contracts: plugin_api.h of the Falco project; memory and threads: docs/abi.md.
#include "plugin/abi/guard.h"
#include "plugin/abi/guard_without_plugin.h"
#include "plugin/abi/plugin.h"
#include "plugin/abi/plugin_id.h"
#include "plugin/abi/version.h"
#include "plugin/pipeline/figures.h"

#define AOBO_EXPORT extern "C" __attribute__((visibility("default")))

using aobo::guard;
using aobo::guard_without_plugin;
using aobo::Instance;
using aobo::Plugin;

namespace {

constexpr const char* kNotOpen = "nothing was opened: plugin_open failed, or was not called";

}  // namespace

AOBO_EXPORT const char* plugin_get_required_api_version() { return aobo::kRequiredApiVersion; }
AOBO_EXPORT const char* plugin_get_version() { return aobo::kVersion; }
AOBO_EXPORT const char* plugin_get_name() { return aobo::kName; }
AOBO_EXPORT const char* plugin_get_description() { return aobo::kDescription; }
AOBO_EXPORT const char* plugin_get_contact() { return aobo::kContact; }
AOBO_EXPORT std::uint32_t plugin_get_id() { return aobo::kPluginId; }
AOBO_EXPORT const char* plugin_get_event_source() { return aobo::kEventSource; }
// A host takes "" for no fields or no schema, and says that it is no JSON.
AOBO_EXPORT const char* plugin_get_fields() {
  return guard_without_plugin<const char*>("", [] {
    static const std::string json = [] {
      std::vector<aobo::Argument> metrics;
      for (const aobo::FigureRow& row : aobo::figure_rows())
        metrics.push_back({row.name, row.text});
      return aobo::fields_json(metrics);
    }();
    return json.c_str();
  });
}

AOBO_EXPORT const char* plugin_get_init_schema(ss_plugin_schema_type* type) {
  if (type != nullptr) *type = SS_PLUGIN_SCHEMA_JSON;
  return guard_without_plugin<const char*>("", [] { return aobo::config_schema(); });
}

// The state comes back also where init fails, so that its last error can be asked for.
AOBO_EXPORT ss_plugin_t* plugin_init(const ss_plugin_init_input* input, ss_plugin_rc* result) {
  *result = SS_PLUGIN_FAILURE;
  Plugin* plugin = nullptr;
  try {
    plugin = new Plugin(aobo::HostLog(input->log_fn, input->owner));
  } catch (...) {
    return nullptr;
  }
  *result = guard(plugin, SS_PLUGIN_FAILURE, [&](Plugin& created) {
    const auto error = created.configure(input->config != nullptr ? input->config : "");
    if (!error) return SS_PLUGIN_SUCCESS;
    created.set_last_error(error->message);
    return SS_PLUGIN_FAILURE;
  });
  return plugin;
}

AOBO_EXPORT void plugin_destroy(ss_plugin_t* state) { delete static_cast<Plugin*>(state); }

AOBO_EXPORT const char* plugin_get_last_error(ss_plugin_t* state) {
  return guard(state, "", [](Plugin& plugin) { return plugin.last_error(); });
}

AOBO_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t* state,
                                           const ss_plugin_set_config_input* input) {
  return guard(state, SS_PLUGIN_FAILURE, [&](Plugin& plugin) {
    const auto error = plugin.reconfigure(input->config != nullptr ? input->config : "");
    if (!error) return SS_PLUGIN_SUCCESS;
    plugin.set_last_error(error->message);
    return SS_PLUGIN_FAILURE;
  });
}

AOBO_EXPORT ss_plugin_metric* plugin_get_metrics(ss_plugin_t* state, std::uint32_t* count) {
  *count = 0;
  return guard(state, static_cast<ss_plugin_metric*>(nullptr),
               [&](Plugin& plugin) { return plugin.metrics(*count); });
}

AOBO_EXPORT ss_instance_t* plugin_open(ss_plugin_t* state, const char* params,
                                       ss_plugin_rc* result) {
  *result = SS_PLUGIN_FAILURE;
  return guard(state, static_cast<ss_instance_t*>(nullptr), [&](Plugin& plugin) -> ss_instance_t* {
    auto instance = plugin.open(params != nullptr ? params : "");
    if (!instance) {
      plugin.set_last_error(instance.error().message);
      return nullptr;
    }
    *result = SS_PLUGIN_SUCCESS;
    return std::move(instance).value().release();
  });
}

AOBO_EXPORT void plugin_close(ss_plugin_t*, ss_instance_t* instance) {
  delete static_cast<Instance*>(instance);
}

AOBO_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t* state, ss_instance_t* instance,
                                           std::uint32_t* count, ss_plugin_event*** events) {
  *count = 0;
  return guard(state, SS_PLUGIN_FAILURE, [&](Plugin& plugin) {
    if (instance != nullptr) return static_cast<Instance*>(instance)->next_batch(*count, *events);
    plugin.set_last_error(kNotOpen);
    return SS_PLUGIN_FAILURE;
  });
}

AOBO_EXPORT const char* plugin_get_progress(ss_plugin_t* state, ss_instance_t* instance,
                                            std::uint32_t* progress) {
  *progress = 0;
  return guard(state, "", [&](Plugin&) {
    return instance == nullptr ? "" : static_cast<Instance*>(instance)->progress(*progress);
  });
}

AOBO_EXPORT const char* plugin_list_open_params(ss_plugin_t* state, ss_plugin_rc* result) {
  *result = SS_PLUGIN_FAILURE;
  return guard(state, static_cast<const char*>(nullptr), [&](Plugin& plugin) {
    const char* params = plugin.open_params();
    *result = SS_PLUGIN_SUCCESS;
    return params;
  });
}

AOBO_EXPORT const char* plugin_event_to_string(ss_plugin_t* state,
                                               const ss_plugin_event_input* event) {
  return guard(state, "", [&](Plugin& plugin) { return plugin.event_to_string(*event); });
}

AOBO_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t* state,
                                               const ss_plugin_event_input* event,
                                               const ss_plugin_field_extract_input* in) {
  return guard(state, SS_PLUGIN_FAILURE,
               [&](Plugin& plugin) { return plugin.extract(*event, *in); });
}
