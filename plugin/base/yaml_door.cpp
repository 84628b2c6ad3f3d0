#include "plugin/base/yaml_door.h"

#include <yaml-cpp/eventhandler.h>

#include <map>
#include <sstream>

#include "plugin/base/load_error.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

// Counts what a text would build. It knows of an anchor how many nodes stand below it.
class Counter : public YAML::EventHandler {
 public:
  explicit Counter(const YamlLimits& limits) : limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    // A document that begins where the one before did: the scanner does not come on.
    if (documents_ > 0 && mark.pos <= last_.pos)
      throw YAML::ParserException(mark, "not YAML: nothing can begin here");
    if (++documents_ > limits_.documents)
      throw YAML::ParserException(
          mark, "more than " + std::to_string(limits_.documents) + " documents in one file");
    last_ = mark;
    anchors_.clear();
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { leaf(mark, anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string&) override {
    leaf(mark, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      throw YAML::ParserException(mark, "an alias within what it stands for");
    count(mark, found->second);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(mark, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(mark, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    YAML::anchor_t anchor;
    std::size_t before;  // nodes that were counted when it began
  };

  void count(const YAML::Mark& mark, std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ > limits_.nodes)
      throw YAML::ParserException(mark, "more than " + std::to_string(limits_.nodes) +
                                            " values, aliases counted as what they stand for");
  }
  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor) {
    count(mark, 1);
    if (anchor != 0) anchors_[anchor] = 1;
  }
  void begin(const YAML::Mark& mark, YAML::anchor_t anchor) {
    open_.push_back({anchor, nodes_});
    count(mark, 1);
    if (open_.size() > limits_.depth)
      throw YAML::ParserException(mark,
                                  "nested more than " + std::to_string(limits_.depth) + " deep");
  }
  void end() {
    const Open open = open_.back();
    open_.pop_back();
    if (open.anchor != 0) anchors_[open.anchor] = nodes_ - open.before;
  }

  const YamlLimits& limits_;
  std::size_t documents_ = 0, nodes_ = 0;
  YAML::Mark last_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::size_t> anchors_;
};

void check(const std::string& text, const YamlLimits& limits, bool all) {
  if (text.size() > limits.bytes) {
    throw YAML::ParserException(YAML::Mark(), "a file of " + std::to_string(text.size()) +
                                                  " bytes; at most " +
                                                  std::to_string(limits.bytes));
  }
  std::istringstream in(text);
  YAML::Parser parser(in);
  Counter counter(limits);
  while (parser.HandleNextDocument(counter) && all) {
  }
}

}  // namespace

YAML::Node load_yaml(const std::string& text, const YamlLimits& limits) {
  check(text, limits, false);
  return YAML::Load(text);
}

std::vector<YAML::Node> load_all_yaml(const std::string& text, const YamlLimits& limits) {
  check(text, limits, true);
  return YAML::LoadAll(text);
}

YAML::Node load_yaml_file(const std::string& path, const YamlLimits& limits) {
  const auto text = read_whole_file(path, {"YAML", limits.bytes});
  if (!text) throw LoadError{text.error().message};
  return load_yaml(*text, limits);
}

}  // namespace aobo
