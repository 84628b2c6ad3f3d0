// Pipeline: the stages one after another: source, parse, identity, payload. Nothing in it knows Falco.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/config/config.h"
#include "plugin/identity/resolver.h"
#include "plugin/parse/parser.h"
#include "plugin/payload/encode.h"
#include "plugin/pipeline/counters.h"
#include "plugin/pipeline/folder_tenants.h"
#include "plugin/source/source.h"

namespace aobo {

class Pipeline {
 public:
  enum class State : std::uint8_t { kEvent, kWait, kEnd };
  // Told of the first few refusals of each reason; all are counted.
  using Report = std::function<void(const Refusal&, std::string_view origin, std::uint64_t offset)>;

  // The configuration and the counters must outlive the pipeline.
  Pipeline(std::vector<std::string> inputs, const Config& config, Counters& counters, Report report);

  // The next event. kEvent: payload() and time() hold until the next call. kWait: nothing there yet.
  State next(const Directory& directory);

  Payload payload() const { return Payload(event_, parser_.json()); }
  TimeNs time() const { return record_.time; }
  const Source& source() const { return source_; }

 private:
  void refuse(const Refusal& refusal);

  Source source_;
  Parser parser_;
  FolderTenants folder_tenants_;
  Resolver resolver_;
  Counters& counters_;
  Report report_;
  Record record_;
  Attribution attribution_;
  payload::Event event_;
};

}  // namespace aobo
