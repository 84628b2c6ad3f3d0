// The table of fields: what hosts can read of it, what an argument spells, and what an event gives.
#include "plugin/fields/fields.h"

#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "plugin/case/proof.h"
#include "plugin/case/reason.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/parse/registry.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

TEST(Fields, NamesLexAsFalcoReadsThemAndStandOnce) {
  const re2::RE2 name("[a-zA-Z]+[a-zA-Z0-9_]*(\\.[a-zA-Z]+[a-zA-Z0-9_]*)+");
  std::set<std::string_view> seen;
  for (const Field& field : fields()) {
    EXPECT_TRUE(re2::RE2::FullMatch(re2::StringPiece(field.name.data(), field.name.size()), name))
        << field.name;
    EXPECT_TRUE(seen.insert(field.name).second) << field.name;
    EXPECT_FALSE(field.text.empty()) << field.name;
    EXPECT_NE(field.get, nullptr) << field.name;
  }
}

TEST(Fields, TheJsonHoldsEveryRow) {
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  ASSERT_EQ(parser.parse(fields_json()).get(array), simdjson::SUCCESS);
  ASSERT_EQ(array.size(), fields().size());
  std::size_t i = 0;
  for (const auto item : array) {
    std::string_view name;
    ASSERT_EQ(item["name"].get(name), simdjson::SUCCESS);
    EXPECT_EQ(name, fields()[i++].name);
  }
}

TEST(Fields, EveryIssuedNameIsThere) {
  std::set<std::string_view> names;
  for (const Field& field : fields()) names.insert(field.name);
  for (const char* name : {"aobo.id",
                           "aobo.family",
                           "aobo.family.traits",
                           "aobo.kind",
                           "aobo.time",
                           "aobo.customer.id",
                           "aobo.customer.name",
                           "aobo.operation",
                           "aobo.operation.raw",
                           "aobo.workload",
                           "aobo.result",
                           "aobo.actor",
                           "aobo.actor.type",
                           "aobo.app.id",
                           "aobo.app.name",
                           "aobo.target.id",
                           "aobo.target.name",
                           "aobo.target.type",
                           "aobo.change",
                           "aobo.change.old",
                           "aobo.param",
                           "aobo.resource",
                           "aobo.role.id",
                           "aobo.ip",
                           "aobo.ip.text",
                           "aobo.user_agent",
                           "aobo.country",
                           "aobo.session",
                           "aobo.request",
                           "aobo.correlation",
                           "aobo.signin.cross_tenant",
                           "aobo.signin.mfa",
                           "aobo.signin.client",
                           "aobo.signin.ca_status",
                           "aobo.signin.risk",
                           "aobo.signin.agent",
                           "aobo.signin.error",
                           "aobo.is_partner",
                           "aobo.path",
                           "aobo.partner.id",
                           "aobo.partner.name",
                           "aobo.partner.kind",
                           "aobo.user.id",
                           "aobo.user.upn",
                           "aobo.user.name",
                           "aobo.user.active",
                           "aobo.method",
                           "aobo.confidence",
                           "aobo.candidates",
                           "aobo.evidence",
                           "aobo.evidence.kinds",
                           "aobo.raw",
                           "aobo.json"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

TEST(Spelling, AnUnderscoreStandsForWhatFalcoForbids) {
  EXPECT_TRUE(spells("Included_Updated_Properties", "Included Updated Properties"));
  EXPECT_TRUE(spells("included_updated_properties", "Included Updated Properties"));
  EXPECT_TRUE(spells("a_b_", "a[b]"));
  EXPECT_TRUE(spells("Role.TemplateId", "Role.TemplateId"));
  EXPECT_FALSE(spells("Role_TemplateId", "Role.TemplateId")) << "a dot can be written as it is";
  EXPECT_FALSE(spells("Included", "Included Updated Properties"));
}

TEST(Spelling, EveryNameHasOne) {
  test::property("replacing what is forbidden by _ spells the name", [](const std::string& name) {
    std::string argument = name;
    for (char& c : argument) {
      if (static_cast<unsigned char>(c) <= ' ' ||
          std::string_view("\"'[](),=").find(c) != std::string_view::npos)
        c = '_';
    }
    RC_ASSERT(spells(argument, name));
  });
}

class ExtractionTest : public ::testing::Test {
 protected:
  ExtractionTest() {
    event_.set_version(1);
    event_.set_time(5);
    event_.set_operation("add member to role");
    auto& change = *event_.add_changes();
    change.set_name("Included Updated Properties");
    change.set_after("A");
    event_.set_raw(R"({"properties":{"a b":[10,{"x/y":"deep"}],"n":null,"o":{"k":1},"t":true}})");
  }
  // All of a list.
  std::vector<std::string> all(std::string_view field) {
    wire_ = event_.SerializeAsString();
    EXPECT_TRUE(extracted_.select(wire_));
    const auto row = std::ranges::find(fields(), field, &Field::name);
    if (row == fields().end()) return {"no such field"};
    Values values;
    row->get(extracted_, "", values);
    return {values.texts.begin(), values.texts.end()};
  }
  std::string get(std::string_view field, std::string_view argument = "") {
    wire_ = event_.SerializeAsString();
    EXPECT_TRUE(extracted_.select(wire_));
    for (const Field& row : fields()) {
      if (row.name != field) continue;
      Values values;
      row.get(extracted_, argument, values);
      if (values.has_number) return std::to_string(values.number);
      return values.texts.empty() ? "(none)" : std::string(values.texts.front());
    }
    return "no such field";
  }
  payload::Event event_;
  ExtractedEvent extracted_;
  std::string wire_;
  std::uint64_t number_ = 0;
};

TEST_F(ExtractionTest, ReasonsAreKindsInThePayloadAndLinesWhereTheFieldIsAsked) {
  EXPECT_EQ(all("aobo.policy.reasons"), Lines{});
  event_.add_policy_reasons("a sentence of an older version");
  const auto add = [&](ReasonKind kind, const char* argument) {
    auto& reason = *event_.add_reasons();
    reason.set_kind(static_cast<std::uint32_t>(kind));
    reason.set_argument(argument);
  };
  add(ReasonKind::kScopeTime, "by day");
  add(ReasonKind{250}, "of a newer version");
  add(ReasonKind::kFlaw, "leaver");
  event_.add_reasons()->set_kind(70'000);
  EXPECT_EQ(all("aobo.policy.reasons"),
            (Lines{"a sentence of an older version", "scope \"by day\" does not hold at this hour",
                   "leaver: the person had left the partner"}));
}

TEST_F(ExtractionTest, TheTraitsOfALogAreThoseOfItsRow) {
  const std::map<std::string, Lines> expected = {{"entra.signin", {"sign-ins"}},
                                                 {"entra.audit", {"directory"}},
                                                 {"m365.audit", {}},
                                                 {"azure.activity", {}},
                                                 {"intune.audit", {}},
                                                 {"graph.activity", {"graph-calls"}},
                                                 {"partner.audit", {"partner-center", "own-word"}},
                                                 {"vault.checkout", {"own-word"}},
                                                 {"tool.log", {"tool", "own-word"}},
                                                 {"access.window", {"own-word"}}};
  std::map<std::string, Lines> found;
  for (const FamilyRow& row : families()) {
    event_.set_family(std::string(row.traits.name));
    found[event_.family()] = all("aobo.family.traits");
  }
  EXPECT_EQ(found, expected);
  event_.set_family("m365.audit");
  event_.set_workload("azureactivedirectory");
  EXPECT_EQ(all("aobo.family.traits"), Lines{"directory"}) << "the unified log's copy";
  event_.set_family("aobo.derived");
  EXPECT_EQ(all("aobo.family.traits"), Lines{});
}

TEST_F(ExtractionTest, AFieldWithoutAValueIsNotThere) {
  EXPECT_EQ(get("aobo.operation"), "add member to role");
  EXPECT_EQ(get("aobo.result"), "(none)");
  EXPECT_EQ(get("aobo.user.active"), "(none)");
  EXPECT_EQ(get("aobo.signin.error"), "(none)");
  EXPECT_EQ(get("aobo.is_partner"), "0");
  event_.set_signin_error(0);
  EXPECT_EQ(get("aobo.signin.error"), "0");
}

TEST_F(ExtractionTest, WhoAlwaysSaysSomething) {
  EXPECT_EQ(get("aobo.who"), "somebody");
  event_.set_actor("admin@contoso.example");
  EXPECT_EQ(get("aobo.who"), "admin@contoso.example");
  event_.set_path("customer");
  event_.set_customer_id("b2a59418-5f66-428e-a349-e99a15652bc3");
  EXPECT_EQ(get("aobo.who"), "b2a59418-5f66-428e-a349-e99a15652bc3's own admin@contoso.example");
  EXPECT_EQ(get("aobo.customer.name"), "b2a59418-5f66-428e-a349-e99a15652bc3");
  event_.set_customer_name("Contoso");
  EXPECT_EQ(get("aobo.who"), "Contoso's own admin@contoso.example");
  EXPECT_EQ(get("aobo.customer.name"), "Contoso");
  event_.set_path("microsoft");
  EXPECT_EQ(get("aobo.who"), "Microsoft (admin@contoso.example)");
  event_.set_path("automation");
  event_.set_app_name("Nightly checks");
  EXPECT_EQ(get("aobo.who"), "the application 'Nightly checks'");
  event_.set_path("gdap");
  event_.set_is_partner(true);
  EXPECT_EQ(get("aobo.who"), "an unnamed technician");
  event_.set_partner_name("Adatum");
  EXPECT_EQ(get("aobo.who"), "an unnamed technician of Adatum");
  event_.set_confidence("unknown");
  EXPECT_EQ(get("aobo.who"), "an unknown technician of Adatum");
  event_.set_confidence("ambiguous");
  event_.add_candidates("alice@adatum.example");
  event_.add_candidates("bob@adatum.example");
  EXPECT_EQ(get("aobo.who"), "one of alice@adatum.example, bob@adatum.example of Adatum");
  event_.set_confidence("conflict");
  EXPECT_EQ(get("aobo.who"), "two names for one deed: alice@adatum.example, bob@adatum.example");
  event_.set_confidence("ambiguous");
  event_.add_candidates("carol@adatum.example");
  event_.add_candidates("dave@adatum.example");
  EXPECT_EQ(get("aobo.who"), "one of 4 people of Adatum");
  event_.set_confidence("weak");
  event_.mutable_user()->set_upn("alice@adatum.example");
  EXPECT_EQ(get("aobo.who"), "probably alice@adatum.example (Adatum)");
  event_.set_confidence("exact");
  event_.mutable_user()->set_name("Alice Archer");
  event_.set_user_active(false);
  EXPECT_EQ(get("aobo.who"), "Alice Archer (Adatum), who was not with the partner then");
}

TEST_F(ExtractionTest, WhatIsToldLeavesOutWhatIsNotKnown) {
  EXPECT_EQ(get("aobo.told"), "Somebody, 1970-01-01 00:00:00 UTC");
  event_.set_time(1'772'438'411'123'456'789);
  event_.mutable_user()->set_name("Alice Archer");
  event_.set_partner_name("Adatum");
  event_.set_customer_name("Contoso");
  event_.set_ip_text("203.0.113.9");
  event_.set_target_name("pat@contoso.example");
  event_.set_role_id("62e90394-69f5-4237-9190-012177145e10");
  event_.set_is_partner(true);
  event_.set_path("gdap");
  event_.mutable_relationship()->set_status("expired");
  event_.set_ticket("INC-5");
  event_.set_confidence("exact");
  event_.set_method("object-id");
  EXPECT_EQ(get("aobo.told"),
            "Alice Archer (Adatum) at Contoso, 2026-03-02 08:00:11 UTC, from 203.0.113.9, on "
            "pat@contoso.example, role Global Administrator, by gdap, whose relationship is "
            "expired, ticket INC-5 (exact, object-id)");
  EXPECT_EQ(get("aobo.time.text"), "2026-03-02 08:00:11 UTC");
  EXPECT_EQ(get("aobo.role.name"), "Global Administrator");
  event_.set_role_id("00000000-0000-4000-8000-000000000000");
  EXPECT_EQ(get("aobo.role.name"), "00000000-0000-4000-8000-000000000000");
}

TEST_F(ExtractionTest, TimesForPeopleAreOfTheConfiguredZone) {
  event_.set_time(1'772'438'411'999'999'999);
  event_.set_actor("dave@contoso.example");
  extracted_.show_times_in(*TimeZone::find("Europe/Zurich"));
  EXPECT_EQ(get("aobo.time.text"), "2026-03-02 09:00:11 CET");
  EXPECT_EQ(get("aobo.told"), "dave@contoso.example, 2026-03-02 09:00:11 CET");
  event_.set_time(1'782'806'411'000'000'000);
  EXPECT_EQ(get("aobo.time.text"), "2026-06-30 10:00:11 CEST");
  const auto nowhere = TimeZone::find("Europe/Nowhere");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().message,
            "zone \"Europe/Nowhere\" is not in this machine's time zone data "
            "(/usr/share/zoneinfo); expected a name like Europe/Zurich or UTC");
}

TEST_F(ExtractionTest, ASentenceBeginsWithACapitalUnlessANameDoes) {
  event_.set_is_partner(true);
  event_.set_partner_name("Adatum");
  event_.set_customer_name("Contoso");
  event_.set_path("gdap");
  EXPECT_EQ(get("aobo.told"),
            "An unnamed technician of Adatum at Contoso, 1970-01-01 00:00:00 UTC, by gdap");
  for (const char* upn : {"a@adatum.example", "b@adatum.example", "c@adatum.example"})
    event_.add_candidates(upn);
  EXPECT_EQ(get("aobo.told"),
            "One of a@adatum.example, b@adatum.example, c@adatum.example of Adatum at Contoso, "
            "1970-01-01 00:00:00 UTC, by gdap");
  event_.add_candidates("d@adatum.example");
  auto& proof = *event_.add_proofs();
  proof.set_kind(static_cast<std::uint32_t>(ProofKind::kGroup));
  proof.add_arguments("AdminAgents");
  EXPECT_EQ(get("aobo.told"),
            "One of 4 in AdminAgents of Adatum at Contoso, 1970-01-01 00:00:00 UTC, by gdap");
  event_.mutable_user()->set_upn("eve@adatum.example");
  EXPECT_EQ(get("aobo.told"),
            "eve@adatum.example (Adatum) at Contoso, 1970-01-01 00:00:00 UTC, by gdap");
  event_.set_confidence("weak");
  EXPECT_EQ(get("aobo.told"),
            "Probably eve@adatum.example (Adatum) at Contoso, 1970-01-01 00:00:00 UTC, by gdap "
            "(weak)");
}

TEST_F(ExtractionTest, WhoeverIsNotWithThePartnerIsGoneOrNotYetThere) {
  event_.mutable_user()->set_upn("eve@adatum.example");
  event_.set_user_active(false);
  event_.set_customer_name("Contoso");
  const auto told = [&] { return get("aobo.told"); };
  EXPECT_EQ(told(),
            "eve@adatum.example, who was not with the partner then, at Contoso, "
            "1970-01-01 00:00:00 UTC");
  event_.mutable_relationship()->add_findings("leaver");
  EXPECT_EQ(told(),
            "eve@adatum.example, who has left the partner, at Contoso, "
            "1970-01-01 00:00:00 UTC");
  event_.mutable_relationship()->set_findings(0, "not-yet-employed");
  EXPECT_EQ(told(),
            "eve@adatum.example, who has not yet come to the partner, at Contoso, "
            "1970-01-01 00:00:00 UTC");
}

TEST_F(ExtractionTest, ADerivedEventSaysNothingTwice) {
  event_.set_derived("silent_entry");
  event_.set_customer_name("Contoso");
  event_.mutable_user()->set_upn("eve@adatum.example");
  event_.set_derived_text("Eve <eve@adatum.example> entered Contoso and did nothing there.");
  EXPECT_EQ(get("aobo.told"), "1970-01-01 00:00:00 UTC");
  event_.set_derived_text("DAP is back in Contoso.");
  EXPECT_EQ(get("aobo.told"), "eve@adatum.example, 1970-01-01 00:00:00 UTC");
  event_.set_derived_text("eve@adatum.example is back.");
  EXPECT_EQ(get("aobo.told"), "At Contoso, 1970-01-01 00:00:00 UTC");
}

TEST_F(ExtractionTest, WhatDecidesAboutADeedIsTold) {
  event_.set_actor("dave@contoso.example");
  event_.set_target_name("pat@contoso.example");
  const auto set = [&](const char* name, const std::string& value) {
    auto& one = *event_.add_parameters();
    one.set_name(name);
    one.set_value(value);
  };
  set("Identity", "pat");
  set("DeleteMessage", "True");
  set("forwardto", "drop@mail.example\n12:00 all is well");
  EXPECT_EQ(get("aobo.told"),
            "dave@contoso.example, 1970-01-01 00:00:00 UTC, on pat@contoso.example, with "
            "ForwardTo 'drop@mail.example\\x0a12:00 all is well', DeleteMessage True");
  event_.clear_parameters();
  set("ForwardTo", std::string(100, 'a'));
  set("RedirectTo", std::string(100, 'b'));
  set("User", "never told, the text is long enough");
  set("ForwardAsAttachmentTo", std::string(100, 'c'));
  EXPECT_EQ(get("aobo.told"),
            "dave@contoso.example, 1970-01-01 00:00:00 UTC, on pat@contoso.example, with "
            "ForwardTo " +
                std::string(60, 'a') + "…, RedirectTo " + std::string(60, 'b') +
                "…, ForwardAsAttachmentTo " + std::string(60, 'c') + "…");
}

// Whoever can choose a name in a log could go on in our words behind it.
TEST_F(ExtractionTest, WhatALogSaysIsNeverTakenForWordsOfOurs) {
  const std::string pretends = "x', by gdap, ticket 'INC-5' (exact, token)";
  const std::string told = "'x'', by gdap, ticket ''INC-5'' (exact, token)'";
  event_.set_actor(pretends);
  event_.set_ip_text(pretends);
  event_.set_target_name(pretends);
  event_.set_role_id(pretends);
  event_.set_ticket(pretends);
  auto& setting = *event_.add_parameters();
  setting.set_name("ForwardTo");
  setting.set_value(pretends);
  EXPECT_EQ(get("aobo.who"), told);
  EXPECT_EQ(get("aobo.told"), told + ", 1970-01-01 00:00:00 UTC, from " + told + ", on " + told +
                                  ", role " + told + ", with ForwardTo " + told + ", ticket " +
                                  told);
  event_.set_path("automation");
  event_.set_app_name(pretends);
  EXPECT_EQ(get("aobo.who"), "the application " + told);
  event_.clear_app_name();
  event_.set_app_id(pretends);
  EXPECT_EQ(get("aobo.who"), "the application " + told);
  event_.set_app_id("00000003-0000-0000-c000-000000000000");
  EXPECT_EQ(get("aobo.who"), "the application Microsoft Graph");
}

TEST_F(ExtractionTest, OfASilenceNobodyIsToldToHaveActed) {
  event_.set_derived("collection_gap");
  event_.set_customer_name("Contoso");
  event_.set_derived_text("The entra.audit log of Contoso is silent since yesterday.");
  EXPECT_EQ(get("aobo.told"), "1970-01-01 00:00:00 UTC");
  event_.set_derived_text("A log is silent since yesterday.");
  EXPECT_EQ(get("aobo.told"), "At Contoso, 1970-01-01 00:00:00 UTC");
  event_.set_is_partner(true);
  EXPECT_EQ(get("aobo.told"), "An unnamed technician at Contoso, 1970-01-01 00:00:00 UTC");
}

TEST_F(ExtractionTest, PeopleReadNamesAndNoIdsPathsAndPorts) {
  event_.set_actor("dave@contoso.example");
  event_.set_ip(std::string("\xCB\x00\x71\x09", 4));
  event_.set_ip_text("203.0.113.9:51234");
  event_.set_resource(
      "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-7/");
  event_.set_target_role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
  EXPECT_EQ(get("aobo.told"),
            "dave@contoso.example, 1970-01-01 00:00:00 UTC, from 203.0.113.9, on vm-7, "
            "role Owner");
  event_.set_target_id("00000003-0000-0000-c000-000000000000");
  event_.clear_target_role();
  EXPECT_EQ(get("aobo.told"),
            "dave@contoso.example, 1970-01-01 00:00:00 UTC, from 203.0.113.9, on Microsoft Graph");
  event_.clear_ip();
  event_.set_ip_text("203.0.113.");
  EXPECT_EQ(get("aobo.told"),
            "dave@contoso.example, 1970-01-01 00:00:00 UTC, from 203.0.113.XXX, on "
            "Microsoft Graph");
  event_.set_ip_text("203.0.113.9");
  event_.set_target_name("/");
  event_.set_path("automation");
  event_.set_app_id("14d82eec-204b-4c2f-b7e8-296a70dab67e");
  EXPECT_EQ(get("aobo.told"),
            "The application Microsoft Graph Command Line Tools, 1970-01-01 00:00:00 UTC, from "
            "203.0.113.9, on /");
}

TEST_F(ExtractionTest, TheOutcomeOfASignInIsReadFromItsCode) {
  EXPECT_EQ(get("aobo.signin.outcome"), "(none)");
  const std::pair<std::uint64_t, const char*> kCodes[] = {
      {0, "success"},          {50058, "interruption"}, {50074, "interruption"},
      {50076, "interruption"}, {50140, "interruption"}, {16000, "interruption"},
      {53003, "blocked"},      {530034, "blocked"},     {50126, "failure"},
      {50053, "failure"},      {500121, "failure"},     {123456, "failure"}};
  for (const auto& [code, outcome] : kCodes) {
    event_.set_signin_error(code);
    EXPECT_EQ(get("aobo.signin.outcome"), outcome) << code;
  }
  EXPECT_EQ(get("aobo.partner.own"), "(none)");
  event_.set_partner_own(false);
  EXPECT_EQ(get("aobo.partner.own"), "0");
  EXPECT_EQ(get("aobo.customer.own"), "(none)");
  event_.set_customer_own(true);
  EXPECT_EQ(get("aobo.customer.own"), "1");
}

TEST_F(ExtractionTest, ChangesAndPointersReachEverything) {
  EXPECT_EQ(get("aobo.change", "included_updated_properties"), "A");
  EXPECT_EQ(get("aobo.change.old", "included_updated_properties"), "(none)");
  EXPECT_EQ(get("aobo.json", "/properties/a_b/0"), "10");
  EXPECT_EQ(get("aobo.json", "/properties/a_b/1/x~1y"), "deep");
  EXPECT_EQ(get("aobo.json", "/properties/o"), R"({"k":1})");
  EXPECT_EQ(get("aobo.json", "/properties/t"), "true");
  for (const char* pointer : {"/properties/n", "/properties/zz", "properties", "/properties/a_b/7",
                              "/properties/a_b/x", "/"}) {
    EXPECT_EQ(get("aobo.json", pointer), "(none)") << pointer;
  }
}

TEST_F(ExtractionTest, WhatIsNoPayloadIsRefused) {
  EXPECT_FALSE(extracted_.select("")) << "an empty payload has no version";
  EXPECT_FALSE(extracted_.select("\xff\xff\xff"));
  test::property("any bytes are decoded or refused", [this](const std::string& bytes) {
    if (!extracted_.select(bytes)) return;
    for (const Field& row : fields()) {
      Values values;
      row.get(extracted_, row.argument.empty() ? "" : "/a", values);
    }
  });
}

// A capture of today must give the same fields for ever: the payload as version 1 wrote it, byte by
// byte.
TEST_F(ExtractionTest, APayloadOfVersion1StaysReadable) {
  using namespace std::string_literals;
  const std::string wire = "\x08\x01"s +
                           "\x12\x0b"
                           "entra.audit"s +
                           "\x29\x05\x00\x00\x00\x00\x00\x00\x00"s +
                           "\x3a\x03"
                           "add"s +
                           "\xc0\x02\x00"s + "\xd0\x02\x01"s +
                           "\xda\x02\x04"
                           "gdap"s +
                           "\xf2\x03\x02"
                           "{}"s;
  payload::Event event;
  ASSERT_TRUE(event.ParseFromString(wire));
  EXPECT_EQ(event.family(), "entra.audit");
  EXPECT_EQ(event.time(), 5);
  EXPECT_EQ(event.operation(), "add");
  EXPECT_TRUE(event.is_partner());
  EXPECT_EQ(event.path(), "gdap");
  EXPECT_EQ(event.raw(), "{}");
}

}  // namespace
}  // namespace aobo
