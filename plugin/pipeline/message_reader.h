// MessageReader: the records of one message of a topic after another: unwrapped where they need it,
// and completed with the tenant that their topic tells, as those of a file with its folder. What of
// a message cannot be read is a refusal, and what stands behind it is read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/parse/parser.h"
#include "plugin/pipeline/folder_tenants.h"
#include "plugin/timeline/arrival.h"
#include "plugin/unwrap/reader.h"

namespace aobo {

class MessageReader {
 public:
  // `name`: of the partition. Parser and tenants are shared, and used by one at a time.
  MessageReader(std::string name, Parser& parser, FolderTenants& tenants, DateOrder dates)
      : name_(std::move(name)),
        reader_(name_, kChunk, parser, dates),
        parser_(parser),
        tenants_(tenants) {}

  // A record, or a refusal with its place in the message in bytes. Each has a part of its own.
  struct Found {
    std::uint32_t part = 0;
    std::optional<Arrival> arrival;  // with its origin and part
    Refusal refusal{Reason::kBadJson, {}};
    std::uint64_t at = 0;
    bool repaired = false;
  };
  // Everything that the message of that offset holds, one after another.
  void read(std::string_view message, std::int64_t offset, const std::function<void(Found)>& visit);

  // topic/partition@offset#part
  std::string origin(std::int64_t offset, std::uint32_t part) const;
  std::size_t memory() const { return reader_.memory(); }

 private:
  static constexpr std::size_t kChunk = std::size_t{256} << 10;

  std::string name_;
  RecordReader reader_;
  Parser& parser_;
  FolderTenants& tenants_;
  Record record_;
};

}  // namespace aobo
