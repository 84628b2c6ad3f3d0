// The table of fields: what hosts can read of it, what an argument spells, and what an event gives.
#include "plugin/fields/fields.h"

#include <re2/re2.h>
#include <simdjson.h>

#include <fstream>
#include <set>

#include "plugin/fields/extracted_event.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

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
  std::string get(std::string_view field, std::string_view argument = "") {
    wire_ = event_.SerializeAsString();
    EXPECT_TRUE(extracted_.select(++number_, 0, wire_));
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

TEST_F(ExtractionTest, AFieldWithoutAValueIsNotThere) {
  EXPECT_EQ(get("aobo.operation"), "add member to role");
  EXPECT_EQ(get("aobo.result"), "(none)");
  EXPECT_EQ(get("aobo.user.active"), "(none)");
  EXPECT_EQ(get("aobo.signin.error"), "(none)");
  EXPECT_EQ(get("aobo.is_partner"), "0");
  event_.set_signin_error(0);
  EXPECT_EQ(get("aobo.signin.error"), "0");
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
  EXPECT_FALSE(extracted_.select(1, 0, "")) << "an empty payload has no version";
  EXPECT_FALSE(extracted_.select(2, 0, "\xff\xff\xff"));
  test::property("any bytes are decoded or refused", [this](const std::string& bytes) {
    if (!extracted_.select(++number_, 0, bytes)) return;
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
