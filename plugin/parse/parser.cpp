#include "plugin/parse/parser.h"

#include "plugin/base/check.h"
#include "plugin/base/text.h"
#include "plugin/parse/dotted_keys.h"
#include "plugin/parse/registry.h"

namespace aobo {
namespace {

// The keys of an object that no family knows, so that its owner can tell what it is.
std::string keys_of(const Object& object) {
  std::string keys = "keys ";
  std::size_t count = 0;
  for (const auto field : object) {
    if (count == 6) return keys + ", …";
    if (count++ != 0) keys += ", ";
    keys += printable(field.key, 32);
  }
  return count == 0 ? "an empty object" : keys;
}

Reason reason_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return Reason::kTruncated;
    case simdjson::CAPACITY:
      return Reason::kTooLong;
    default:
      return Reason::kBadJson;
  }
}

// An all-zero id is written where there is none. Two records that show it have nothing in common.
void drop_empty_ids(Record& record) {
  for (std::string_view* id : {&record.id, &record.session, &record.correlation, &record.app_id,
                               &record.target_id, &record.role_id}) {
    if (id->find_first_not_of("0-{}") != std::string_view::npos) continue;
    if (const auto guid = parse_guid(*id); guid && guid->is_zero()) *id = {};
  }
}

}  // namespace

Parser::Parser(std::span<const TextPattern> patterns, const MaskOptions& mask,
               std::optional<TimeZone> local_zone)
    : patterns_(patterns), local_zone_(local_zone), parser_(limits::kRecordBytes), masker_(mask) {
  AOBO_CHECK(parser_.allocate(std::size_t{64} << 10, limits::kJsonDepth) == simdjson::SUCCESS);
}

std::optional<Refusal> Parser::parse(const Frame& frame, Record& record) {
  record.clear();
  scratch_.reset();
  if (frame.kind == FrameKind::kJson) {
    return parse_object(frame.bytes, frame.readable, frame.dates, record);
  }
  for (const TextPattern& pattern : patterns_) {
    if (auto object = pattern.match(frame.bytes)) {
      line_json_ = std::move(*object);
      return parse_object(line_json_, line_json_.size(), frame.dates, record);
    }
  }
  return Refusal{Reason::kNoMatch, "\"" + printable(masker_.text(frame.bytes), 40) + "\""};
}

// The record where some of its keys are paths: with the objects that these name.
std::optional<Document> Parser::with_nested(const Document& document) {
  return has_dotted_keys(document) ? read_again(with_nested_keys(document), document)
                                   : std::nullopt;
}

// What is told in place of a document.
std::optional<Document> Parser::read_again(const std::optional<std::string>& json,
                                           const Document& document) {
  const auto element = json ? scratch_.parse_nested(*json) : std::nullopt;
  Object root;
  if (!element || element->get(root) != simdjson::SUCCESS) return std::nullopt;
  std::optional<Document> nested(read_document(root, scratch_));
  nested->dates = document.dates;
  nested->local_zone = document.local_zone;
  return nested;
}

std::optional<Refusal> Parser::parse_object(std::string_view json, std::size_t readable,
                                            DateOrder dates, Record& record) {
  const std::string_view masked = masker_.json(json);
  masked_ = masked.data() != json.data();
  if (masked_) readable = masked.size();
  json = json_ = masked;
  const bool padded = readable >= json.size() + simdjson::SIMDJSON_PADDING;
  Element element;
  const auto error = parser_.parse(json.data(), json.size(), !padded).get(element);
  if (error != simdjson::SUCCESS) {
    const bool python = json.starts_with("{'");
    return Refusal{reason_of(error),
                   python ? "single quotes, as Python prints objects; write them with json.dumps"
                          : simdjson::error_message(error)};
  }
  Object root;
  if (element.get(root) != simdjson::SUCCESS) return Refusal{Reason::kNotAnObject, ""};

  Document as_written = read_document(root, scratch_);
  as_written.dates = dates;
  as_written.local_zone = local_zone_;
  const auto row_again = is_row_taken_apart(as_written)
                             ? read_again(with_objects_of_row(as_written), as_written)
                             : std::nullopt;
  const Document& document = row_again ? *row_again : as_written;
  for (const FamilyRow& row : families()) {
    if (!row.recognises(document)) continue;
    record.family = &row.traits;
    const auto nested = with_nested(document);
    auto refusal = row.parse(nested ? *nested : document, record);
    drop_empty_ids(record);
    if (!refusal && is_cut_object(record.operation_raw))
      refusal = Refusal{Reason::kNoOperation, std::string(row.traits.name)};
    if (refusal && refusal->reason == Reason::kNoOperation && scratch_.saw_cut())
      refusal->detail += "; ConvertTo-Json cut it off, export with -Depth 10";
    return refusal;
  }
  std::string detail = keys_of(root);
  if (!document.category.empty()) detail += "; category " + printable(document.category, 40);
  return Refusal{Reason::kUnknownFamily, std::move(detail)};
}

}  // namespace aobo
