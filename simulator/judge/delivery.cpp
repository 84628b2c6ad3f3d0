#include "simulator/judge/delivery.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <utility>

namespace aobo::sim {
namespace {

constexpr std::size_t kOpenFiles = 200;
constexpr std::size_t kFileSize = 8U << 20;

struct Wrap {
  std::string_view framing, before, after;
};
constexpr Wrap kWraps[] = {
    {"lines", "", ""},          {"text", "", ""},       {"value", "{\"value\":[", "]}"}, {"records", "{\"records\":[", "]}"},
    {"array", "[", "]"},        {"items", "{\"items\":[", "],\"totalCount\":1}"},        {"csv", "", ""},
};

const Wrap& wrap_of(const std::string& framing) {
  for (const Wrap& row : kWraps) {
    if (row.framing == framing) return row;
  }
  return kWraps[0];
}

}  // namespace

std::optional<Error> each_truth(const std::string& dir, const EachTruth& each) {
  const std::string path = dir + "/truth.ndjson";
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path + ": cannot be read; \"aobo-sim generate --out DIR\" writes it"};
  std::string line;
  std::uint64_t at = 0;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    const std::uint64_t line_at = std::exchange(at, at + line.size() + 1);
    const auto truth = truth_from_line(line);
    if (!truth) return Error{fmt::format("{}:{}: {}", path, number, truth.error().message)};
    if (auto error = each(*truth, line_at)) return error;
  }
  return std::nullopt;
}

Result<Delivery> Delivery::make(const std::string& dir, const std::string& into) {
  Delivery delivery(dir, into);
  if (auto error = each_truth(dir, [&](const Truth& truth, std::uint64_t) { return delivery.put(truth); })) return *error;
  if (auto error = delivery.write("", "")) return *error;
  return delivery;
}

Result<std::string> Delivery::slice(const Truth& truth) {
  const std::string path = dir_ + "/" + truth.file;
  auto& file = open_[path];
  if (!file) {
    if (open_.size() > kOpenFiles) {
      open_.clear();
      return slice(truth);
    }
    file = std::make_shared<std::ifstream>(path, std::ios::binary);
  }
  std::string text(truth.length, '\0');
  file->clear();
  file->seekg(static_cast<std::streamoff>(truth.offset));
  file->read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!*file) return Error{fmt::format("{}: {} bytes at {} cannot be read", path, truth.length, truth.offset)};
  return text;
}

Result<std::string> Delivery::header(const Truth& truth) {
  std::string& header = headers_[truth.file];
  if (!header.empty()) return header;
  std::ifstream file(dir_ + "/" + truth.file, std::ios::binary);
  if (!std::getline(file, header)) return Error{dir_ + "/" + truth.file + ": has no header"};
  return header;
}

// A file of its own, in a folder where one is named; what went on before it is written first.
std::optional<Error> Delivery::write(const std::string& folder, const std::string& text) {
  const auto out = [&](const std::string& where, const std::string& content) -> std::optional<Error> {
    std::filesystem::path path = std::filesystem::path(into_) / fmt::format("{:08}", file_);
    std::error_code error;
    if (!where.empty()) {
      path = path / where / "records";
      std::filesystem::create_directories(path.parent_path(), error);
    }
    std::ofstream file(path, std::ios::binary);
    file << content << std::flush;
    ++file_;
    return file ? std::nullopt : std::optional(Error{path.string() + ": cannot be written"});
  };
  if (!pending_.empty()) {
    if (auto error = out("", pending_)) return error;
    pending_.clear();
  }
  return text.empty() ? std::nullopt : out(folder, text);
}

std::optional<Error> Delivery::put(const Truth& truth) {
  auto text = slice(truth);
  if (!text) return text.error();
  const Wrap& wrap = wrap_of(truth.framing);
  // Graph's own pages do not say whose they are, the folder does; but for those whose records do.
  const bool speaks = truth.family == "m365.audit" || (truth.family == "entra.signin" && !truth.folder.starts_with("0-"));
  const bool needs_folder = truth.envelope.starts_with("graph-") && !speaks;
  const bool alone = truth.framing == "csv" || !truth.damage.empty() || needs_folder;
  if (!alone) {
    positions_.push_back({file_, pending_.size() + wrap.before.size()});
    pending_.append(wrap.before).append(*text).append(wrap.after).append("\n");
    return pending_.size() < kFileSize ? std::nullopt : write("", "");
  }
  std::string before(wrap.before);
  if (truth.framing == "csv") {
    auto head = header(truth);
    if (!head) return head.error();
    before = *head + "\n";
  }
  const std::uint32_t number = file_ + (pending_.empty() ? 0 : 1);
  positions_.push_back({number, before.size()});
  const bool cut = truth.damage == "cut" || truth.damage == "split";
  return write(needs_folder ? truth.folder : "", before + *text + (cut ? "" : std::string(wrap.after)) + "\n");
}

std::optional<Delivery::Position> Delivery::parse(const std::string& origin, std::uint64_t offset) const {
  if (!origin.starts_with(into_ + "/") || origin.size() < into_.size() + 9) return std::nullopt;
  const char* begin = origin.data() + into_.size() + 1;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(begin, begin + 8, number);
  if (error != std::errc() || end != begin + 8) return std::nullopt;
  return Position{number, offset};
}

}  // namespace aobo::sim
