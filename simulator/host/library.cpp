#include "simulator/host/library.h"

#include <dlfcn.h>

#include <cstdio>

namespace aobo::sim {
namespace {

// Protobuf and RE2 keep a few objects until the process ends. A library that stays loaded keeps
// them reachable, so that a leak checker sees only leaks of ours.
#ifdef __SANITIZE_ADDRESS__
constexpr int kLoadMode = RTLD_LOCAL | RTLD_NOW | RTLD_NODELETE;
#else
constexpr int kLoadMode = RTLD_LOCAL | RTLD_NOW;
#endif

struct Version {
  unsigned major = 0, minor = 0, patch = 0;
};

// As the host's loader decides: the same major, a minor and patch no later than the host's.
bool compatible(const char* required) {
  Version v;
  char rest = '\0';
  if (std::sscanf(required, "%u.%u.%u%c", &v.major, &v.minor, &v.patch, &rest) != 3) return false;
  if (v.major != PLUGIN_API_VERSION_MAJOR || v.minor > PLUGIN_API_VERSION_MINOR) return false;
  return v.minor < PLUGIN_API_VERSION_MINOR || v.patch <= PLUGIN_API_VERSION_PATCH;
}

template <typename Function>
bool find(void* handle, const char* name, Function& into) {
  into = reinterpret_cast<Function>(dlsym(handle, name));
  return into != nullptr;
}

}  // namespace

Result<std::unique_ptr<Library>> Library::load(const std::string& path) {
  std::unique_ptr<Library> library(new Library(path));
  library->handle_ = dlopen(path.c_str(), kLoadMode);
  if (library->handle_ == nullptr) return Error{std::string("plugin: ") + dlerror()};
  void* handle = library->handle_;
  if (!find(handle, "plugin_get_required_api_version", library->get_required_api_version)) {
    return Error{"plugin " + path +
                 ": no function plugin_get_required_api_version; not a Falco plugin"};
  }
  const std::string required = library->get_required_api_version();
  if (!compatible(required.c_str())) {
    return Error{"plugin " + path + ": needs plugin API " + required + ", this program has " +
                 PLUGIN_API_VERSION_STR};
  }
  const char* missing = nullptr;
  const auto need = [&](const char* name, auto& into) {
    if (!find(handle, name, into) && missing == nullptr) missing = name;
  };
  need("plugin_get_version", library->get_version);
  need("plugin_get_name", library->get_name);
  need("plugin_get_last_error", library->get_last_error);
  need("plugin_init", library->init);
  need("plugin_destroy", library->destroy);
  need("plugin_open", library->open);
  need("plugin_close", library->close);
  need("plugin_next_batch", library->next_batch);
  need("plugin_get_fields", library->get_fields);
  need("plugin_extract_fields", library->extract_fields);
  if (missing != nullptr) return Error{"plugin " + path + ": no function " + missing};
  find(handle, "plugin_get_progress", library->get_progress);
  find(handle, "plugin_get_metrics", library->get_metrics);
  find(handle, "plugin_event_to_string", library->event_to_string);
  find(handle, "plugin_get_event_source", library->get_event_source);
  return library;
}

void* Library::symbol(const char* name) const { return dlsym(handle_, name); }

Library::~Library() {
  if (handle_ != nullptr) dlclose(handle_);
}

}  // namespace aobo::sim
