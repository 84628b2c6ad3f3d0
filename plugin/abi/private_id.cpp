// libaobo-private-id.so: tells a host that events of the private number are of the source aobo,
// from which libaobo.so, loaded beside it, extracts them as its own. It makes no events, and it has
// a name of its own because a host takes no two plugins of one name.
#include "plugin/abi/falco_api.h"
#include "plugin/abi/plugin_id.h"
#include "plugin/abi/version.h"

#define AOBO_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

// What a host is given as the plugin: there is nothing to remember.
char nothing;

}  // namespace

AOBO_EXPORT const char* plugin_get_required_api_version() { return aobo::kRequiredApiVersion; }
AOBO_EXPORT const char* plugin_get_version() { return aobo::kVersion; }
AOBO_EXPORT const char* plugin_get_name() { return "aobo_private_id"; }
AOBO_EXPORT const char* plugin_get_description() {
  return "Lets captures be read that were made before aobo had a registered number";
}
AOBO_EXPORT const char* plugin_get_contact() { return aobo::kContact; }
AOBO_EXPORT std::uint32_t plugin_get_id() { return aobo::kPrivatePluginId; }
AOBO_EXPORT const char* plugin_get_event_source() { return aobo::kEventSource; }

AOBO_EXPORT ss_plugin_t* plugin_init(const ss_plugin_init_input*, ss_plugin_rc* result) {
  *result = SS_PLUGIN_SUCCESS;
  return &nothing;
}

AOBO_EXPORT void plugin_destroy(ss_plugin_t*) {}

AOBO_EXPORT const char* plugin_get_last_error(ss_plugin_t*) {
  return "aobo_private_id makes no events, it lets captures be read; the plugin aobo reads logs";
}

AOBO_EXPORT ss_instance_t* plugin_open(ss_plugin_t*, const char*, ss_plugin_rc* result) {
  *result = SS_PLUGIN_FAILURE;
  return nullptr;
}

AOBO_EXPORT void plugin_close(ss_plugin_t*, ss_instance_t*) {}

AOBO_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t*, ss_instance_t*, std::uint32_t* count,
                                           ss_plugin_event***) {
  *count = 0;
  return SS_PLUGIN_EOF;
}
