// Masker: takes secrets out of a record before anything else reads it. What is a secret is told by
// its name (secret_names.h) and by its form (secret_forms.h), also in JSON that stands in a string
// of JSON. In its place stands "***" and eight hex digits: a keyed fingerprint, so that two uses of
// one secret can be told equal and nobody can try passwords against it without the key
// (docs/decisions/0039).
//
// The text that comes out is JSON where the one that went in was, and the same but for the secrets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/base/fingerprint.h"

namespace aobo {

struct MaskOptions {
  bool on = true;
  // Of the fingerprints. Random where the configuration gives no mask_key: then fingerprints of two
  // runs cannot be compared, unless they share a state.
  FingerprintKey key = FingerprintKey::random();
  bool key_given = false;
};

class Masker {
 public:
  explicit Masker(const MaskOptions& options) : options_(options) {}

  // A record without its secrets; `json` itself where it holds none. Holds until the next call.
  // Linear in the text; never fails: what is no valid JSON is masked as far as it can be read.
  std::string_view json(std::string_view json);
  // A line of text, by form alone.
  std::string_view text(std::string_view line);

  // Fingerprints by another key from here on: the one that a state keeps.
  void use_key(const FingerprintKey& key) { options_.key = key; }

 private:
  MaskOptions options_;
  std::string out_;
};

// The eight hex digits behind the mark.
std::string mask_of(std::string_view secret, const FingerprintKey& key);

}  // namespace aobo
