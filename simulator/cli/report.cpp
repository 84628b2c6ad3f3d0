// aobo-sim report: a page for the customer, or for the partner's own review.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <list>
#include <map>
#include <set>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"
#include "simulator/ask/kept_events.h"
#include "simulator/ask/near_names.h"
#include "simulator/ask/shown_names.h"
#include "simulator/cli/ask_options.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/report_folder.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"
#include "simulator/customer_report/rights.h"
#include "simulator/host/config.h"
#include "simulator/report/counted.h"
#include "simulator/report/place.h"
#include "simulator/report/sha256.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kMostLogo = 200'000;  // bytes
constexpr std::size_t kMostFiles = 10'000;  // of which a report tells what they are

// An <img> of the file, its kind known by its first bytes. An SVG in an <img> runs no script.
Result<std::string> logo_of(const std::string& path) {
  if (path.empty()) return std::string();
  const auto text = read_whole_file(path, {"an SVG, PNG or JPEG picture", kMostLogo});
  if (!text) return text.error();
  const std::string& bytes = *text;
  std::string_view kind;
  if (bytes.starts_with("\x89PNG")) kind = "image/png";
  if (bytes.starts_with("\xff\xd8\xff")) kind = "image/jpeg";
  if (bytes.find("<svg") < 1000) kind = "image/svg+xml";
  if (kind.empty()) return Error{path + ": no picture; expected SVG, PNG or JPEG"};
  return fmt::format("<img class=\"logo\" alt=\"\" src=\"data:{};base64,{}\">\n", kind,
                     encode_base64(bytes));
}

// All files of the directory as one: their names tell of other customers. The hash is of the files'
// hashes, sorted, a line each. Nothing where there is no directory.
std::optional<FileFacts> exports_of(const std::string& folder,
                                    const std::vector<std::string>& files) {
  if (folder.empty()) return std::nullopt;
  std::vector<std::string> hashes;
  for (const std::string& file : files) {
    if (auto hash = sha256_of_file(file)) hashes.push_back(*hash + "\n");
  }
  std::ranges::sort(hashes);
  Sha256 all;
  for (const std::string& hash : hashes) all.add(hash);
  return FileFacts{
      fmt::format("{}/ ({})", std::filesystem::path(folder).filename().string(), hashes.size()),
      all.done()};
}

// A file name that any system takes.
std::string file_of(std::string_view name, std::size_t number, std::string_view kind) {
  std::string file;
  for (const char c : lower(name))
    file += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  return fmt::format("{:03}-{}.{}", number, file.substr(0, 60), kind);
}

class ReportRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_reading(group.options, options_);
    group.options.add_options()(
        "customer", po::value(&customer_)->value_name("CUSTOMER"),
        "the customer that the report is for, by name or tenant id; * stands for any characters")(
        "partner", po::value(&options_.wanted.partners)->value_name("PARTNER")->composing(),
        "in place of a customer's report the review of this partner, by name or tenant id")(
        "all", po::value(&folder_)->value_name("DIR"),
        "write a report for each customer, and index.html, to this folder");
    describe_span(group.options, options_.wanted);
    group.options.add_options()(
        "lang", po::value(&language_)->value_name("en|de|fr|es")->default_value("en"),
        "language of the report")("brand", po::value(&brand_)->value_name("FILE"),
                                  "a logo for its head: SVG, PNG or JPEG")(
        "candidates", po::bool_switch(&candidates_),
        "tell the names of those who may have done what nobody is named for")(
        "json", po::bool_switch(&json_), "the same facts as JSON, in place of a page");
    describe_zone(group.options, options_.zone);
    return {std::move(group)};
  }
  po::options_description arguments() override { return input_argument(options_.inputs); }
  Exit run(const po::variables_map& given) override {
    if (const auto problem = wrong(given)) return fail(Exit::kUsage, "report: " + *problem);
    const auto zone = Zone::find(options_.zone);
    if (!zone) return fail(Exit::kUsage, "report: " + zone.error().message);
    const auto span = span_of(options_.wanted, *zone, clock_now());
    if (!span) return fail(Exit::kUsage, "report: " + span.error().message);
    const auto logo = logo_of(brand_);
    if (!logo) return fail(Exit::kInput, "report: " + logo.error().message);
    page_ = {texts_of(language_), &*zone, *logo, std::string(kVersion), candidates_};
    const auto config = read_config(options_.config);
    if (!config) return fail(Exit::kPlugin, config.error().message);
    Exit exit = Exit::kOk;
    const auto reading = read(*zone, *span, exit);
    if (!reading) return exit;
    const auto rights = RightsOnRecord::read(directory_of(*config));
    if (!rights) return fail(Exit::kPlugin, rights.error().message);
    if (!options_.wanted.partners.empty()) {
      page_.tools = rights->tools(options_.wanted.partners);
      page_.programs = rights->programs(options_.wanted.partners);
      page_.terms = rights->terms();
    }
    exports_ = exports_of(directory_of(*config), rights->files());
    return written(facts_of_wanted(*rights, *span, *zone), *reading);
  }

 private:
  std::optional<std::string> wrong(const po::variables_map& given) const {
    const int chosen = static_cast<int>(given.contains("customer")) +
                       static_cast<int>(given.contains("partner")) +
                       static_cast<int>(given.contains("all"));
    if (chosen != 1)
      return "one of --customer, --partner and --all says whom the report is for; found " +
             std::to_string(chosen) + " of them";
    if (auto vain =
            without_effect(given, {{"brand", !json_, "with --json"},
                                   {"lang", !json_, "with --json"},
                                   {"candidates", !given.contains("partner"),
                                    "with --partner: the review names nobody who is not sure"}}))
      return vain;
    return folder_.empty() ? std::nullopt : not_for_pages(folder_);
  }
  bool is_named(const CustomerEvents& customer) const {
    return matches_pattern(customer.name, customer_) || matches_pattern(customer.id, customer_);
  }
  bool wanted(const CustomerEvents& customer) const {
    // A customer in whose logs nobody acted has a page too, which says so; a partner's own tenant
    // is none.
    if (!folder_.empty() && !customer.logs.empty() && !partners_.contains(customer.id)) return true;
    if (customer_.empty()) return customer.partner_acted() || on_record_.contains(customer.id);
    return is_named(customer) && (!customer.logs.empty() || !has_logs_);
  }
  std::vector<CustomerFacts> facts_of_wanted(const RightsOnRecord& rights, const TimeSpan& span,
                                             const Zone& zone) {
    // Pages tell of rights by which nothing was done too.
    on_record_ = rights.customers(options_.wanted.partners);
    partners_ = rights.partners();
    for (const auto& [id, customer] : customers_) {
      for (const AskedEvent& event : customer.events) {
        if (event.is_partner && event.partner_id != id) partners_.insert(event.partner_id);
      }
    }
    for (const auto& [id, customer] : customers_)
      has_logs_ = has_logs_ || (is_named(customer) && !customer.logs.empty());
    for (const auto& [id, name] : on_record_) {
      CustomerEvents& customer = customers_[id];
      customer.id = id;
      if (customer.name.empty()) customer.name = name;
    }
    std::vector<CustomerFacts> all;
    ShownNames names;
    for (const auto& [id, customer] : customers_) {
      if (wanted(customer)) names.add(id, customer.name);
    }
    for (auto& [id, customer] : customers_) {
      if (!wanted(customer)) continue;
      all.push_back(facts_of(customer, partners_of(customer), read_, span, zone));
      // A page of its own needs no id to tell it from another; a list of several does.
      if (customer_.empty() && folder_.empty()) all.back().name = names.of(id);
      rights.add_to(all.back(), options_.wanted.partners, zone);
      all.back().files = files_of(customer);
    }
    std::ranges::stable_sort(all, {}, [](const CustomerFacts& one) { return lower(one.name); });
    return all;
  }
  // What the customer's page rests on: its own logs, those of the partners who acted there, which
  // tell who it was, and the exports. By their names; what is no file, like standard input or a
  // topic, is none.
  std::vector<FileFacts> files_of(const CustomerEvents& customer) {
    std::set<std::string> paths = origins_[customer.id];
    for (const CustomerEvents* partner : partners_of(customer))
      paths.insert(origins_[partner->id].begin(), origins_[partner->id].end());
    std::vector<FileFacts> files;
    for (const std::string& path : paths) {
      auto [at, added] = hashes_.try_emplace(path);
      if (added) at->second = sha256_of_file(path);
      if (!at->second) continue;
      const std::string name = place_text(path, 0);
      files.push_back({name.substr(0, name.rfind('@')), *at->second});
    }
    if (exports_) files.push_back(*exports_);
    std::ranges::sort(files, {}, &FileFacts::name);
    return files;
  }
  // What was read of the tenants of the partners who acted there.
  std::vector<const CustomerEvents*> partners_of(const CustomerEvents& customer) const {
    std::set<std::string_view> ids;
    for (const AskedEvent& event : customer.events) {
      if (event.is_partner && event.partner_id != customer.id) ids.insert(event.partner_id);
    }
    std::vector<const CustomerEvents*> partners;
    for (const std::string_view id : ids) {
      const auto found = customers_.find(std::string(id));
      if (found != customers_.end()) partners.push_back(&found->second);
    }
    return partners;
  }
  std::optional<Reading> read(const Zone& zone, const TimeSpan& span, Exit& exit) {
    KeptEvents kept;
    auto reading = read_events(
        "report", options_, zone,
        [&](const Session&, AskedEvent&& event, bool chosen) {
          count(event, zone, span);
          kept.add(std::move(event), chosen);
        },
        exit);
    if (reading && kept.full()) {
      exit = fail(Exit::kUsage,
                  fmt::format("report: more than {} events to keep; narrow them down with --from "
                              "and --to",
                              kMostEvents));
      return std::nullopt;
    }
    // A gap is nobody's: --partner leaves out other partners alone.
    std::list<AskedEvent> events = kept.take_in_place({});
    for (auto at = events.begin(); at != events.end();) {
      const auto event = at++;
      const bool gap = event->derived == "collection_gap";
      if (gap && event->customer_id.empty()) {
        read_.gaps.push_back(event->time);
      } else if (!event->customer_id.empty() &&
                 (gap || answer_is_wanted(options_.wanted, *event))) {
        std::list<AskedEvent>& own = customers_[event->customer_id].events;
        own.splice(own.end(), events, event);
      }
    }
    if (!reading) return reading;
    const auto refused = reading->metrics.find("refused");
    read_.refused = refused == reading->metrics.end() ? 0 : refused->second;
    read_.stopped = reading->stopped;
    return reading;
  }
  // What is counted of every event, kept or not.
  void count(const AskedEvent& event, const Zone& zone, const TimeSpan& span) {
    // An agreed window is of the time that it is for, which may be far ahead.
    if (!event.is_derived() && event.sort != "access-window") {
      read_.first = read_.any ? std::min(read_.first, event.time) : event.time;
      read_.last = read_.any ? std::max(read_.last, event.time) : event.time;
      read_.any = true;
    }
    if (!event.partner.empty()) partner_names_.insert(event.partner);
    if (event.customer_id.empty()) return;
    CustomerEvents& customer = customers_[event.customer_id];
    customer.id = event.customer_id;
    if (!event.customer.empty()) customer.name = event.customer;
    if (event.is_derived()) return;
    // A customer may take the partner's access away; what that costs is the partner's to know.
    if (!event.is_partner && !event.failed() && event.puts_credit_at_risk() &&
        span.holds(event.time))
      customer.credit_by_others[event.credit_subscription].insert(event.activity_key());
    if (origins_[event.customer_id].size() < kMostFiles)
      origins_[event.customer_id].insert(event.origin);
    LogFacts& log = customer.logs[event.family];
    if (!span.holds(event.time)) return;
    ++log.records;
    log.days.insert(zone.day(event.time));
    log.late += event.late ? 1 : 0;
  }
  Exit written(const std::vector<CustomerFacts>& customers, const Reading& reading) {
    if (!folder_.empty()) return all(customers, reading);
    const bool review = !options_.wanted.partners.empty();
    if (customers.empty() || !read_.any) {
      const std::string& meant = review ? options_.wanted.partners.front() : customer_;
      const std::string whom =
          fmt::format("{} \"{}\"", review ? "partner" : "customer", printable(meant, 100));
      if (reading.stopped)
        return fail(Exit::kInterrupted,
                    fmt::format("report: stopped before a record of the {} was read", whom));
      return fail(Exit::kUsage,
                  fmt::format("report: no {} in these logs{}", whom,
                              nearest_there(meant, review ? partner_names_ : customer_names())));
    }
    if (review)
      return answer(json_ ? review_json(customers, page_) : review_page(customers, page_), reading);
    if (customers.size() > 1) {
      std::string names;
      for (const CustomerFacts& one : customers)
        names +=
            fmt::format("{}{} ({})", names.empty() ? "" : ", ", printable(one.name, 60), one.id);
      return fail(Exit::kUsage,
                  fmt::format("report: \"{}\" is {} customers: {}; name one of them by its id",
                              printable(customer_, 100), customers.size(), names));
    }
    return answer(json_ ? customer_json(customers[0], page_) : customer_page(customers[0], page_),
                  reading);
  }
  // What --customer could have named.
  std::set<std::string> customer_names() const {
    std::set<std::string> names;
    for (const auto& [id, customer] : customers_) names.insert({id, customer.name});
    names.erase("");
    return names;
  }
  Exit all(const std::vector<CustomerFacts>& customers, const Reading& reading) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    const std::string_view kind = json_ ? "json" : "html";
    std::vector<IndexRow> pages;
    ShownNames names;
    for (const CustomerFacts& one : customers) names.add(one.id, one.name);
    for (const CustomerFacts& one : customers) {
      pages.push_back({names.of(one.id), one.id, file_of(one.name, pages.size() + 1, kind), &one});
      const std::string path = folder_ + "/" + pages.back().file;
      if (!write_file(path, json_ ? customer_json(one, page_) : customer_page(one, page_)))
        return fail(Exit::kOutput, path + ": cannot be written");
    }
    std::set<std::string> written;
    for (const IndexRow& page : pages) written.insert(page.file);
    remove_other_pages(folder_, std::string(kind), written);
    const std::string index = fmt::format("{}/index.{}", folder_, kind);
    if (!write_file(index, json_ ? index_json(pages) : index_page(pages, page_)))
      return fail(Exit::kOutput, index + ": cannot be written");
    return answer(counted(pages.size(), "report", "reports") + ", " + index + "\n", reading);
  }

  AskOptions options_;
  std::string customer_, folder_, language_ = "en", brand_;
  bool candidates_ = false, json_ = false;
  PageOptions page_;
  std::map<std::string, CustomerEvents> customers_;
  std::map<std::string, std::string> on_record_;  // tenant id and name
  std::set<std::string> partners_;                // tenant ids
  std::set<std::string> partner_names_;           // of those who acted, whoever is asked for
  // Of each customer, where its records stand; and what each file is.
  std::map<std::string, std::set<std::string>> origins_;
  std::optional<FileFacts> exports_;
  std::map<std::string, std::optional<std::string>> hashes_;
  ReadFacts read_;
  bool has_logs_ = false;  // one that --customer names; one that is on record alone gives way to it
};

}  // namespace

Command report_command() {
  return {
      "report",
      "write what a partner's people did at a customer, as a page to read",
      {"aobo-sim report --customer CUSTOMER [OPTIONS] INPUT... >FILE",
       "aobo-sim report --partner PARTNER [OPTIONS] INPUT... >FILE",
       "aobo-sim report --all DIR [OPTIONS] INPUT..."},
      {"One HTML file that needs nothing else: no network, no script. It says in plain words "
       "who acted, what they may do, when, what they changed that matters, how they came in, "
       "what cannot be seen, and what to ask. Who could not be named is said to be that.",
       "With --partner it is the partner's own review: what each technician did at each "
       "customer, the smallest set of roles that would have covered it, and the same as scopes "
       "for aobo.yaml. Rights are those of the directory and those that the events show as used."},
      {kInputArgument},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kInterrupted},
      {{"a report for one customer",
        "aobo-sim report --config aobo.json --customer contoso --from 2026-03-01 >contoso.html"},
       {"one for each customer, in German",
        "aobo-sim report --config aobo.json --all reports --lang de"}},
      make_invocation<ReportRun>};
}

}  // namespace aobo::sim
