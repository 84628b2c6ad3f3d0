// aobo-sim report: a page for the customer, or for the partner's own review.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"
#include "simulator/cli/ask_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kMostLogo = 200'000;    // bytes
constexpr std::size_t kMostEvents = 500'000;  // that are kept at a time

// An <img> of the file, its kind known by its first bytes. An SVG in an <img> runs no script.
Result<std::string> logo_of(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in && bytes.empty()) return Error{path + ": cannot be read"};
  if (bytes.size() > kMostLogo)
    return Error{fmt::format("{}: {} bytes; a logo has at most {}", path, bytes.size(), kMostLogo)};
  std::string_view kind;
  if (bytes.starts_with("\x89PNG")) kind = "image/png";
  if (bytes.starts_with("\xff\xd8\xff")) kind = "image/jpeg";
  if (bytes.find("<svg") < 1000) kind = "image/svg+xml";
  if (kind.empty()) return Error{path + ": no picture; expected SVG, PNG or JPEG"};
  return fmt::format("<img class=\"logo\" alt=\"\" src=\"data:{};base64,{}\">\n", kind,
                     encode_base64(bytes));
}

// A file name that any system takes.
std::string file_of(std::string_view name, std::size_t number) {
  std::string file;
  for (const char c : lower(name))
    file += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  return fmt::format("{:03}-{}.html", number, file.substr(0, 60));
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
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("input", po::value(&options_.inputs));
    return options;
  }
  Exit run(const po::variables_map& given) override {
    if (const auto problem = wrong(given)) return fail(Exit::kUsage, "report: " + *problem);
    const auto zone = Zone::find(options_.zone);
    if (!zone) return fail(Exit::kUsage, "report: " + zone.error().message);
    const auto span = span_of(options_.wanted, *zone, clock_now());
    if (!span) return fail(Exit::kUsage, "report: " + span.error().message);
    const auto logo = logo_of(brand_);
    if (!logo) return fail(Exit::kInput, "report: " + logo.error().message);
    page_ = {texts_of(language_), &*zone, *logo, std::string(kVersion), candidates_};
    Exit exit = Exit::kOk;
    const auto reading = read(*zone, exit);
    if (!reading) return exit;
    std::vector<CustomerFacts> customers;
    for (auto& [id, customer] : customers_) {
      if (!wanted(customer)) continue;
      apply_changes(customer.events);
      customers.push_back(facts_of(customer, *span, *zone));
    }
    return written(customers, *reading);
  }

 private:
  std::optional<std::string> wrong(const po::variables_map& given) const {
    const int chosen = static_cast<int>(given.contains("customer")) +
                       static_cast<int>(given.contains("partner")) +
                       static_cast<int>(given.contains("all"));
    if (chosen != 1)
      return "one of --customer, --partner and --all says whom the report is for; found " +
             std::to_string(chosen) + " of them";
    if (json_ && given.contains("all")) return "--json has no effect with --all";
    if (json_ && !brand_.empty()) return "--brand has no effect with --json";
    if (json_ && !given["lang"].defaulted()) return "--lang has no effect with --json";
    if (candidates_ && given.contains("partner"))
      return "--candidates has no effect with --partner: the review names nobody who is not sure";
    return std::nullopt;
  }
  bool wanted(const CustomerEvents& customer) const {
    if (customer_.empty()) return customer.partner_acted();
    return matches_pattern(customer.name, customer_) || matches_pattern(customer.id, customer_);
  }
  std::optional<Reading> read(const Zone& zone, Exit& exit) {
    std::size_t kept = 0;
    auto reading = read_events(
        "report", options_, zone,
        [&](const Session&, AskedEvent&& event, bool chosen) {
          // --partner leaves out other partners, but what follows from others names none.
          if (!chosen || event.customer_id.empty() || kept > kMostEvents) return;
          CustomerEvents& customer = customers_[event.customer_id];
          customer.id = event.customer_id;
          if (!event.customer.empty()) customer.name = event.customer;
          if (!event.is_derived()) {
            LogFacts& log = customer.logs[event.family];
            ++log.records;
            log.days.insert(zone.day(event.time));
            log.late += event.late ? 1 : 0;
          }
          if (!event.is_partner && !event.is_derived()) return;
          ++kept;
          customer.events.push_back(std::move(event));
        },
        exit);
    if (!reading || kept <= kMostEvents) return reading;
    exit = fail(Exit::kUsage,
                fmt::format("report: more than {} events to keep; narrow them down with --from "
                            "and --to",
                            kMostEvents));
    return std::nullopt;
  }
  Exit written(const std::vector<CustomerFacts>& customers, const Reading& reading) {
    if (!folder_.empty()) return all(customers, reading);
    if (!options_.wanted.partners.empty())
      return answer(json_ ? review_json(customers, page_) : review_page(customers, page_), reading);
    if (customers.empty())
      return fail(Exit::kUsage, fmt::format("report: no customer \"{}\" in these logs",
                                            printable(customer_, 100)));
    if (customers.size() > 1) {
      std::string names;
      for (const CustomerFacts& one : customers)
        names += (names.empty() ? "" : ", ") + printable(one.name, 60);
      return fail(Exit::kUsage, fmt::format("report: \"{}\" is {} customers: {}; name one of them",
                                            printable(customer_, 100), customers.size(), names));
    }
    return answer(json_ ? customer_json(customers[0], page_) : customer_page(customers[0], page_),
                  reading);
  }
  Exit all(const std::vector<CustomerFacts>& customers, const Reading& reading) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    std::vector<std::pair<std::string, std::string>> pages;
    for (const CustomerFacts& one : customers) {
      pages.emplace_back(one.name, file_of(one.name, pages.size() + 1));
      const std::string path = folder_ + "/" + pages.back().second;
      if (!write_file(path, customer_page(one, page_)))
        return fail(Exit::kOutput, path + ": cannot be written");
    }
    const std::string index = folder_ + "/index.html";
    if (!write_file(index, index_page(pages, page_)))
      return fail(Exit::kOutput, index + ": cannot be written");
    return answer(fmt::format("{} reports, {}\n", pages.size(), index), reading);
  }

  AskOptions options_;
  std::string customer_, folder_, language_ = "en", brand_;
  bool candidates_ = false, json_ = false;
  PageOptions page_;
  std::map<std::string, CustomerEvents> customers_;
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
       "for aobo.yaml. Rights are those that the events show as used; rights of "
       "relationships by which nothing was done are not known to it."},
      {kInputArgument},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kInterrupted},
      {{"a report for one customer",
        "aobo-sim report --config aobo.json --customer contoso --from 2026-03-01 >contoso.html"},
       {"one for each customer, in German",
        "aobo-sim report --config aobo.json --all reports --lang de"}},
      make_invocation<ReportRun>};
}

}  // namespace aobo::sim
