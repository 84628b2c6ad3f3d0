// InputFeed: one input as a feed of records: framed, parsed, and completed with the tenant that its
// folder tells.
#pragma once

#include <functional>
#include <string>

#include "plugin/parse/parser.h"
#include "plugin/pipeline/folder_tenants.h"
#include "plugin/source/source.h"
#include "plugin/timeline/feed.h"

namespace aobo {

class InputFeed : public Feed {
 public:
  using Refused = std::function<void(std::uint32_t input, const Refusal&, std::uint64_t offset)>;

  // Parser and folder tenants are shared by all feeds, which are read one at a time.
  InputFeed(const std::string& name, std::uint32_t input, std::size_t chunk, Parser& parser,
            FolderTenants& tenants, Refused refused)
      : source_({name}, chunk),
        input_(input),
        parser_(parser),
        tenants_(tenants),
        refused_(std::move(refused)) {}

  State next(Arrival& into) override;
  void release() override { source_.release(); }

 private:
  Source source_;
  std::uint32_t input_;
  Parser& parser_;
  FolderTenants& tenants_;
  Refused refused_;
  Record record_;
};

}  // namespace aobo
