#include "simulator/generate/world_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "simulator/truth/answer.h"
#include "simulator/truth/standing.h"
#include "simulator/writers/common.h"

namespace aobo::sim {
namespace {

// How much later than an action the records of its past may still come: Azure's beginning, Partner
// Center's clock.
constexpr TimeNs kLeeway = 20 * kSecondNs;
constexpr TimeNs kLatestRepeat = 10 * kMinuteNs;
// Evidence that comes within this time after a record still explains it.
constexpr TimeNs kAfterthought = 10 * kMinuteNs;
constexpr TimeNs kMemory = 30 * kHourNs;
constexpr TimeNs kPageSpan = 6 * kHourNs;
constexpr unsigned kPageSize = 100;

std::string_view opening(Framing framing) {
  switch (framing) {
    case Framing::kValuePage:
      return "{\"value\":[";
    case Framing::kRecords:
      return "{\"records\":[";
    case Framing::kArray:
      return "[";
    default:
      return "{\"items\":[";
  }
}

std::string closing(Framing framing, unsigned count) {
  switch (framing) {
    case Framing::kArray:
      return "]\n";
    case Framing::kItemsPage:
      return fmt::format("],\"totalCount\":{},\"attributes\":{{\"objectType\":\"Collection\"}}}}\n",
                         count);
    default:
      return "]}\n";
  }
}

bool is_paged(Framing framing) {
  return framing != Framing::kLines && framing != Framing::kCsv && framing != Framing::kText;
}

// Somewhere in the middle eight tenths.
std::size_t inside(const std::string& text, std::uint64_t choice) {
  const std::size_t tenth = text.size() / 10 + 1;
  return std::min(tenth + static_cast<std::size_t>(choice % (8 * tenth)), text.size() - 1);
}

std::string_view name(Framing framing) {
  constexpr std::string_view kNames[] = {"lines", "value", "records", "array",
                                         "items", "csv",   "text"};
  return kNames[static_cast<std::size_t>(framing)];
}

std::string_view name(Damage damage) {
  constexpr std::string_view kNames[] = {"", "cut", "split", "bad-bytes", "wrong-time"};
  return kNames[static_cast<std::size_t>(damage)];
}

}  // namespace

WorldWriter::WorldWriter(const World& world, const Faults& faults, Files& files, TruthSink sink,
                         Chooser chooser)
    : world_(world),
      faults_(faults),
      files_(files),
      sink_(std::move(sink)),
      chooser_(std::move(chooser)),
      oracle_(world, faults.exported_at()),
      roles_(world) {}

WorldWriter::Log& WorldWriter::log_of(Family family, const Place& place, unsigned run) {
  const auto key = std::pair{std::pair{place.home, place.index}, std::pair{run, family}};
  if (const auto known = logs_.find(key); known != logs_.end()) return known->second;
  Log log;
  const std::string tenant = tenant_of(world_, place).text();
  log.name = {family, place, fmt::format("{}/{}", tenant, sim::name(family))};
  log.style = style_of(world_.options.seed, family, tenant);
  // Partners' own logs come first: a reader that goes by names meets them before what they explain.
  log.folder =
      place.home ? "0-" + world_.partners[place.index].slug : world_.customers[place.index].slug;
  const std::string root = run == 1 ? "logs" : fmt::format("logs-{}", run);
  log.file = root + "/" + log.folder + "/" + log.style.file_name();
  log.path = log.file;
  return logs_.emplace(key, std::move(log)).first->second;
}

void WorldWriter::act(const Action& action) {
  const auto shared = std::make_shared<const Action>(action);
  for (const PlannedRecord& planned : planned_records(world_, action))
    write_planned(shared, planned);
}

void WorldWriter::write_planned(const std::shared_ptr<const Action>& action,
                                const PlannedRecord& planned) {
  Leaf leaf;
  leaf.action = action;
  leaf.part = planned.part;
  leaf.log = &log_of(planned.family, planned.log, 1);
  const Log& log = *leaf.log;
  leaf.draft.name = fmt::format("{} {}", action->id, sim::name(planned.part));
  if (chooser_ && !chooser_(leaf.draft.name)) return;
  leaf.draft.log = &log.name;
  leaf.draft.framing = log.style.envelope->framing;
  leaf.draft.shape = log.style.envelope->shape;
  leaf.draft.arrival = planned.time;
  const TimeNs wrong = faults_.skew(log.name);
  if (wrong != 0) leaf.draft.faults.push_back(fault::skew.name);
  Action seen = *action;
  if (faults_.hides_address(log.name)) {
    seen.address.clear();
    leaf.draft.faults.push_back(fault::masked_address.name);
  }
  Stream draw(world_.options.seed, "record " + leaf.draft.name);
  const TimeNs far = faults_.wrong_time(leaf.draft.name);
  const TimeNs clock = far == 0 ? planned.time + wrong : far;
  leaf.written = write_record({world_, seen, planned, log.style, clock, draw});
  leaf.draft.time = leaf.written.shown;
  faults_.strike(leaf.draft);
  leaf.written.text = faults_.wrapped(leaf.draft, std::move(leaf.written.text));
  leaf.written.shown = leaf.draft.time;
  if (far != 0 && leaf.draft.damage == Damage::kNone) {
    leaf.draft.damage = Damage::kWrongTime;
    leaf.draft.faults.push_back(fault::wrong_year.name);
  }
  if (leaf.draft.run > 1) leaf.log = &log_of(planned.family, planned.log, leaf.draft.run);
  if (leaf.draft.lost) {
    ++lost_;
    return;
  }
  leaf.number = number_;
  number_ += 4;  // room for repeats behind it
  const std::vector<TimeNs> repeats = leaf.draft.repeats;
  const TimeNs arrival = leaf.draft.arrival;
  std::uint64_t copy = leaf.number;
  for (const TimeNs again : repeats) {
    Leaf second = leaf;
    second.number = ++copy;
    second.draft.arrival = again;
    // What was cut off comes whole the second time; a wrong clock stays wrong.
    second.draft.damage = far != 0 ? Damage::kWrongTime : Damage::kNone;
    second.draft.name += fmt::format("#{}", copy - leaf.number + 1);
    arriving_.emplace(std::pair{again, second.number}, std::move(second));
  }
  arriving_.emplace(std::pair{arrival, leaf.number}, std::move(leaf));
}

void WorldWriter::advance(TimeNs now) {
  while (!arriving_.empty() && arriving_.begin()->first.first < now - kLeeway) {
    const Leaf leaf = std::move(arriving_.begin()->second);
    arriving_.erase(arriving_.begin());
    write(leaf);
  }
  const TimeNs complete_until = now - kLeeway - kLongestDelay - kLatestRepeat - kLargestSkew;
  judge_until(complete_until);
  emit_until(complete_until - kAfterthought);
  if (complete_until - kMemory > forgotten_ + kHourNs) {
    forgotten_ = complete_until - kMemory;
    oracle_.forget_before(forgotten_);
  }
}

void WorldWriter::finish() {
  advance(kForeverNs / 2);
  if (faults_.runs() > 1) {
    judge_runs();
    open_.clear();
    emit_until(kForeverNs);
  }
  for (auto& [key, log] : logs_) close_page(log);
}

void WorldWriter::put_text(Log& log, std::string_view text) {
  files_.append(log.path, text);
  log.offset += text.size();
}

void WorldWriter::next_part(Log& log) {
  log.path = fmt::format("{}.{}", log.file, ++log.part);
  log.offset = 0;
}

void WorldWriter::close_page(Log& log) {
  if (log.page_open) put_text(log, closing(log.style.envelope->framing, log.in_page));
  log.page_open = false;
}

void WorldWriter::put_in_page(Log& log, const Leaf& leaf) {
  const TimeNs page = leaf.draft.arrival / kPageSpan;
  if (log.page_open && (page != log.page || log.in_page == kPageSize)) close_page(log);
  if (log.page_open) {
    put_text(log, log.style.pretty ? ",\n" : ",");
  } else {
    put_text(log, opening(log.style.envelope->framing));
    log.page_open = true;
    log.page = page;
    log.in_page = 0;
  }
  ++log.in_page;
}

// Where the record begins; `text` becomes what stands there of it.
std::uint64_t WorldWriter::put(Log& log, const Leaf& leaf, std::string& text) {
  const Framing framing = log.style.envelope->framing;
  if (is_paged(framing)) {
    put_in_page(log, leaf);
  } else if (framing == Framing::kCsv && log.offset == 0) {
    const CsvDialect dialect = faults_.dialect(log.name);
    put_text(log, log.style.alternate ? "\xEF\xBB\xBF" : "");
    put_text(log, dialect.head);
    put_text(log, in_dialect(csv_line(csv_columns(*log.style.envelope)), dialect));
    put_text(log, dialect.line_end);
  }
  const std::uint64_t begin = log.offset;
  if (leaf.draft.damage == Damage::kBadBytes)
    text.insert(inside(text, leaf.draft.damage_at), "\xFF");
  if (leaf.draft.damage == Damage::kCut) {
    text.resize(inside(text, leaf.draft.damage_at));
    put_text(log, text + "\n");
    log.page_open = false;
  } else if (leaf.draft.damage == Damage::kSplit) {
    const std::size_t at = inside(text, leaf.draft.damage_at);
    put_text(log, std::string_view(text).substr(0, at));
    next_part(log);
    put_text(log, std::string_view(text).substr(at));
    put_text(log, "\n");
    text.resize(at);
    note_rest(leaf, text.size());
  } else {
    put_text(log, text);
    if (framing == Framing::kCsv) put_text(log, faults_.dialect(log.name).line_end);
    if (framing != Framing::kCsv && !is_paged(framing)) put_text(log, "\n");
  }
  return begin;
}

// The rest of a record that a rotation cut begins the next file. It may look like a record of its
// own, where the cut was before an object within it: what is said of it is said of that record.
void WorldWriter::note_rest(const Leaf& leaf, std::size_t cut_at) {
  Row rest;
  rest.truth = truth_of(leaf);
  rest.truth.record += " rest";
  rest.truth.file = leaf.log->path;
  rest.truth.offset = 0;
  rest.truth.length = leaf.written.text.size() - cut_at;
  rest.truth.damage = "rest";
  rest.truth.expects.clear();
  rest.action = leaf.action;
  rest.clues = leaf.written.clues;
  rest.family = leaf.log->name.family;
  rest.number = leaf.number + 3;
  rest.run = leaf.draft.run;
  const auto key = std::pair{rest.truth.time, rest.number};
  written_.emplace(key, std::move(rest));
}

void WorldWriter::write(const Leaf& leaf) {
  Row row;
  row.truth = truth_of(leaf);
  row.truth.file = leaf.log->path;
  std::string text = leaf.written.text;
  row.truth.offset = put(*leaf.log, leaf, text);
  row.truth.length = text.size();
  row.action = leaf.action;
  row.clues = leaf.written.clues;
  row.family = leaf.log->name.family;
  row.number = leaf.number;
  row.run = leaf.draft.run;
  tickets_.learn(*leaf.action, leaf.draft.damage != Damage::kNone);
  ++records_;
  if (!row.truth.damage.empty()) {
    damaged_.insert(row.truth.action);
    if (!row.truth.session.empty()) damaged_.insert(row.truth.session);
  }
  const auto key = std::pair{row.truth.time, row.number};
  written_.emplace(key, std::move(row));
}

// An id that may be another than the one at home shows somebody where the export has it.
std::string WorldWriter::shown_person(const Clues& clues) const {
  for (const auto& [person, inferred] : {std::pair{clues.pair, clues.pair_inferred},
                                         std::pair{clues.object, clues.object_inferred}}) {
    if (person && (!inferred || oracle_.directory().holds(*person)))
      return world_.people[*person].object.text();
  }
  return {};
}

Truth WorldWriter::truth_of(const Leaf& leaf) const {
  const Action& action = *leaf.action;
  Truth truth;
  truth.record = leaf.draft.name;
  truth.action = action.id;
  truth.activity = action.id + (leaf.draft.name.ends_with(" deed") ? " deed" : "");
  truth.folder = leaf.log->folder;
  truth.envelope = leaf.log->style.envelope->id;
  truth.framing = name(leaf.log->style.envelope->framing);
  if (leaf.draft.wrapped) truth.framing = "wrapped";
  truth.time = leaf.written.shown;
  truth.id = leaf.written.id;
  truth.says = leaf.written.says;
  truth.shows_person = shown_person(leaf.written.clues);
  truth.family = sim::name(leaf.log->name.family);
  truth.tenant = tenant_of(world_, action.at).text();
  truth.customer = action.at.home ? "" : world_.customers[action.at.index].name;
  truth.way = sim::name(action.way);
  truth.session = action.session;
  if (action.who.kind == WhoKind::kApp) truth.app = world_.apps[action.who.index].id.text();
  truth.story = action.story;
  truth.labels = action.labels;
  truth.not_allowed = action.not_allowed;
  // Statement once, at the record that shows it; faults may take away what a derived event rests
  // on.
  const bool shows_all =
      leaf.log->name.family != Family::kAzure || leaf.log->style.envelope->shape != Shape::kNative;
  if (faults_.list().empty() && leaf.draft.name.ends_with(" main") && shows_all)
    truth.expects = action.expects;
  truth.damage = name(leaf.draft.damage);
  for (const std::string_view fault : leaf.draft.faults) truth.faults.emplace_back(fault);
  if (const auto who = person_behind(world_, action)) {
    const Person& person = world_.people[*who];
    truth.person = oracle_.directory().upn(*who);
    truth.person_id = person.object.text();
    truth.person_name = person.name;
    truth.partner = world_.partners[person.partner].tenant.text();
    truth.partner_acted = !action.at.home;
  }
  const App* app = action.who.kind == WhoKind::kApp ? &world_.apps[action.who.index] : nullptr;
  if (app != nullptr && app->listed) truth.partner_acted = !action.at.home;
  return truth;
}

Sighting WorldWriter::sighting_of(const Row& row) const {
  return {&world_,
          row.action.get(),
          row.clues,
          row.truth.time,
          row.action->at.home,
          row.truth.damage.empty(),
          std::hash<std::string>()(row.truth.record.substr(0, row.truth.record.find('#')))};
}

void WorldWriter::judge_until(TimeNs time) {
  if (faults_.runs() > 1) return;  // what comes first is what is read first
  while (!written_.empty() && written_.begin()->first.first < time) {
    Row row = std::move(written_.begin()->second);
    written_.erase(written_.begin());
    emit_until(row.truth.time - kAfterthought);
    judge(std::move(row));
  }
}

// Run after run, each in the order of its times; then once more, until nothing new is learned: what
// a record taught by an answer that is another now is taken back.
void WorldWriter::judge_runs() {
  for (unsigned run = 1; run <= faults_.runs(); ++run) {
    for (auto& [key, row] : written_) {
      if (row.run == run) judge(std::move(row));
    }
  }
  written_.clear();
  std::sort(judged_.begin(), judged_.end(), [](const Row& a, const Row& b) {
    return std::pair(a.truth.time, a.number) < std::pair(b.truth.time, b.number);
  });
  for (int round = 0; round < 3; ++round) {
    for (Row& row : judged_) {
      const Sighting sighting = sighting_of(row);
      if (lends(row.clues.teaches)) continue;
      const Knowable answer = oracle_.ask(sighting);
      oracle_.take_back(sighting);
      oracle_.learn(sighting, answer);
    }
  }
}

void WorldWriter::judge(Row row) {
  {
    const Sighting sighting = sighting_of(row);
    row.truth.knowable = oracle_.ask(sighting);
    row.truth.paths = oracle_.paths(sighting, row.truth.knowable, row.family);
    say_answer(world_, oracle_.directory(), sighting, row.truth.knowable, row.truth.says);
    say_right(world_, oracle_, sighting, row.truth.knowable, row.family, row.truth.says);
    tickets_.say(sighting, row.truth.knowable, row.truth.says);
    roles_.say(sighting, row.family, row.truth.says);
    roles_.learn(sighting, row.family, row.truth.says);
    oracle_.learn(sighting, row.truth.knowable);
    if (row.clues.teaches == Teaches::kCheckOut) ask_before(row);
    if (row.truth.knowable.unsure && !row.truth.session.empty()) damaged_.insert(row.truth.session);
    allow_what_damage_left(row, row.truth.knowable, row.truth.says);
    // Somebody had it out, if not who used it.
    const auto& by = row.truth.knowable.by;
    if (std::find(by.begin(), by.end(), "check-out") != by.end())
      std::erase(row.truth.expects, "checkout_missing");
    row.truth.poses_as = oracle_.poses_as(sighting);
    judged_.push_back(std::move(row));
    Row& judged = judged_.back();
    const bool named = judged.truth.knowable.answer == Answer::kNamed;
    if (named) {
      judged.named = judged.truth.knowable;
      ask_again(judged);
    }
    // A name beside an id that may be another's teaches nothing until the sign-in's other copy
    // tells the same.
    if ((!named || judged.clues.other_id) && !judged.truth.session.empty())
      open_[judged.truth.session].push_back(&judged);
  }
}

// A damaged record may still be read, and tell of the others of its session and of its deed; or it
// may not.
void WorldWriter::allow_what_damage_left(const Row& row, Knowable& knowable, Says& says) const {
  const bool weak = knowable.answer == Answer::kNamed && !knowable.strong;
  const bool open = knowable.answer == Answer::kHidden || knowable.answer == Answer::kUnresolved ||
                    knowable.answer == Answer::kAmbiguous || weak;
  const bool touched = knowable.unsure || damaged_.contains(row.truth.action) ||
                       (!row.truth.session.empty() && damaged_.contains(row.truth.session));
  if (!touched || row.truth.person.empty()) return;
  if (!open && knowable.answer == Answer::kNamed) {  // a damaged twin may contradict it
    for (const char* field : {"method", "confidence", "candidates", "user.name", "user.active"})
      say_anything(says, field);
  }
  if (!open) return;
  if (!knowable.unsure) knowable.people = {row.truth.person};
  if (!weak) {
    knowable.by.clear();
    knowable.answer = Answer::kUnresolved;
  }
  for (const char* field :
       {"user.name", "user.active", "candidates", "confidence", "method", "is_partner",
        "partner.id", "partner.name", "partner.kind", "policy", "policy.violations", "policy.scope",
        "relationship.id", "relationship.type", "relationship.status", "relationship.roles",
        "relationship.end", "relationship.days_left", "relationship.findings"})
    say_anything(says, field);
}

void WorldWriter::emit_until(TimeNs time) {
  while (!judged_.empty() && judged_.front().truth.time < time) {
    Row& row = judged_.front();
    const Sighting sighting = sighting_of(row);
    row.truth.then = oracle_.ask(sighting);
    // In the very second of a check-out it is not sure either which came first.
    if (row.truth.then.unsure && !row.truth.knowable.unsure) {
      row.truth.knowable = row.truth.then;
      allow_what_damage_left(row, row.truth.knowable, row.truth.says);
    }
    row.truth.name = oracle_.rests_on_name(sighting);
    row.truth.later = !(row.truth.then == row.truth.knowable);
    if (row.truth.later) {
      say_answer(world_, oracle_.directory(), sighting, row.truth.then, row.truth.then_says);
      say_first_name(row, sighting);
      auto paths = oracle_.paths(sighting, row.truth.then, row.family);
      if (paths != row.truth.paths) row.truth.then_says["path"] = std::move(paths);
      keep_changes(row.truth.says, row.truth.then_says);
    } else if (row.truth.then.by != row.truth.knowable.by) {
      say_other_ways(row, sighting);
    }
    Knowable& last = row.truth.later ? row.truth.then : row.truth.knowable;
    Says& last_says = row.truth.later ? row.truth.then_says : row.truth.says;
    allow_what_damage_left(row, last, last_says);
    sink_(row.truth);
    if (const auto open = open_.find(row.truth.session); open != open_.end()) {
      std::erase(open->second, &row);
      if (open->second.empty()) open_.erase(open);
    }
    judged_.pop_front();
  }
}

}  // namespace aobo::sim
