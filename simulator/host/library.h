// Library: libaobo.so, or any plugin of the same API, loaded as Falco loads it: dlopen with
// RTLD_LOCAL and RTLD_NOW, one symbol after another, the API version checked before anything else
// is called.
#pragma once

#include <plugin/plugin_api.h>

#include <memory>
#include <string>

#include "plugin/base/result.h"

namespace aobo::sim {

class Library {
 public:
  static Result<std::unique_ptr<Library>> load(const std::string& path);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  const std::string& path() const { return path_; }
  // Any other function of the library, null where it has none.
  void* symbol(const char* name) const;

  // The functions that aobo-sim calls, under their names in the API without "plugin_".
  decltype(plugin_api::get_required_api_version) get_required_api_version = nullptr;
  decltype(plugin_api::get_version) get_version = nullptr;
  decltype(plugin_api::get_name) get_name = nullptr;
  decltype(plugin_api::get_last_error) get_last_error = nullptr;
  decltype(plugin_api::init) init = nullptr;
  decltype(plugin_api::destroy) destroy = nullptr;
  decltype(plugin_api::open) open = nullptr;
  decltype(plugin_api::close) close = nullptr;
  decltype(plugin_api::next_batch) next_batch = nullptr;
  decltype(plugin_api::get_progress) get_progress = nullptr;
  decltype(plugin_api::get_fields) get_fields = nullptr;
  decltype(plugin_api::extract_fields) extract_fields = nullptr;
  decltype(plugin_api::get_metrics) get_metrics = nullptr;
  decltype(plugin_api::event_to_string) event_to_string = nullptr;
  decltype(plugin_api::get_event_source) get_event_source = nullptr;

 private:
  explicit Library(std::string path) : path_(std::move(path)) {}

  std::string path_;
  void* handle_ = nullptr;
};

}  // namespace aobo::sim
