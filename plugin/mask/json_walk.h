// JsonWalk: one pass over a JSON text that finds the secrets in it. It takes texts that are no
// valid JSON too, since a log may be cut anywhere: whatever it meets it steps over.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/fingerprint.h"
#include "plugin/mask/secret_forms.h"
#include "plugin/mask/secret_names.h"
#include "plugin/mask/string_scan.h"

namespace aobo {

// The text with what find_secret_forms finds masked; nothing where it finds none.
std::optional<std::string> without_forms(std::string_view text, const FingerprintKey& key);

class JsonWalk {
 public:
  struct Edit {  // what takes the place of a part of the text
    std::size_t begin, end;
    std::string text;
  };

  // `depth`: how many strings of JSON this text stands in.
  JsonWalk(std::string_view text, const FingerprintKey& key, int depth = 0)
      : text_(text), scan_(text), key_(key), depth_(depth) {}

  // `under`: the kind of name that the whole text stands under.
  void run(SecretName under);

  const std::vector<Edit>& edits() const { return edits_; }
  std::string edited() const;
  // Whether it was one JSON value, as far as brackets, strings and literals tell.
  bool whole() const { return whole_; }

 private:
  struct Level {
    bool object = false;
    bool keyed = false;                        // a key was read, its value not yet
    SecretName under = SecretName::kNone;      // the name of an object around
    SecretName member = SecretName::kNone;     // the name of the member at hand
    SecretName parameter = SecretName::kNone;  // what its "Name" member names
    bool names = false, holds = false;         // the member at hand is "Name", or "Value"
    bool elsewhere = false;                    // it tells of the secret, and does not hold it
    bool types = false;                        // it is "type"
    bool body = false;                         // it is the body of a request or its answer
    bool secure = false;                       // "type" is a secure one of Azure's templates
    bool of_parameters = false;                // the object around stands under "parameters"
    std::string_view key;                      // of the member at hand, as it is written
    std::string_view name;                     // the key of the object or array itself
    std::size_t begin = 0;                     // of the value of the member at hand
    std::size_t first_held = 0;                // in held_: the values of its "Value" members
  };

  void string(std::size_t begin);
  void open(std::size_t at);
  void close(std::size_t at);
  void literal(std::size_t begin);
  void key(std::string_view raw, bool escaped);
  void value(std::size_t begin, std::size_t end);
  SecretName kind_at_hand() const;
  void mask_string(std::size_t begin, const StringScan::Content& content, SecretName under);
  std::optional<std::string> masked(std::string_view text, SecretName under) const;
  void mask_parameters();
  void read_type(std::string_view type);
  void keep_parameter(const Level& parameter);
  void add_secure_parameters();
  bool is_of_vault_secrets() const;

  std::string_view text_;
  StringScan scan_;
  const FingerprintKey& key_;
  int depth_;
  const JsonWalk* outer_ = nullptr;  // of the text in which this one is a string
  bool secret_body_ = false;         // the body by which a vault's secret was written
  std::size_t at_ = 0;
  std::vector<Level> levels_;
  std::vector<Edit> edits_;
  std::vector<TextRange> held_;  // values of "Value" members whose "Name" may still come
  struct Parameter {
    TextRange range;
    SecretName kind;
  };
  std::vector<Parameter> parameters_;  // values that a "Name" behind them made secrets
  // Of "parameters" of Azure's deployments: a template says which are secure, and their values
  // stand elsewhere.
  std::vector<std::string> secure_;  // names, in small letters
  struct Given {
    std::string_view name;
    TextRange value;
  };
  std::vector<Given> given_;
  mutable std::optional<bool> vault_;  // whether the text tells of a vault's secrets, once asked
  std::size_t values_ = 0;             // outside of all brackets
  bool whole_ = true;
};

}  // namespace aobo
