#include "plugin/mask/masker.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/json_text.h"
#include "plugin/mask/json_walk.h"
#include "plugin/mask/secret_forms.h"

namespace aobo {

std::string mask_of(std::string_view secret, const FingerprintKey& key) {
  return fmt::format("{}{:08x}", kMaskMark,
                     static_cast<std::uint32_t>(fingerprint(secret, key).low));
}

std::string_view Masker::json(std::string_view json) {
  if (!options_.on) return json;
  JsonWalk walk(json, options_.key);
  walk.run(SecretName::kNone);
  if (walk.edits().empty()) return json;
  out_ = walk.edited();
  return out_;
}

std::string_view Masker::text(std::string_view line) {
  if (!options_.on) return line;
  auto masked = without_forms(line, options_.key);
  if (!masked) return line;
  out_ = std::move(*masked);
  return out_;
}

}  // namespace aobo
