// What comes from another network than ever before: a token, a session, a person; and mail that
// goes out of the organisation. As stories.
#include "plugin/behaviour/first_seen.h"

#include "tests/support/days.h"

namespace aobo::test {
namespace {

constexpr const char *kOffice = "192.0.2.10", *kNextDesk = "192.0.2.99", *kAway = "203.0.113.66",
                     *kOfficeV6 = "2001:db8:7::1";

std::string shown(const std::optional<bool>& first) {
  return !first ? "-" : *first ? "new" : "known";
}

class Networks : public Days {
 protected:
  Record& from(std::string_view address, Record& record) {
    record.ip_text = address;
    record.address = parse_address(address);
    return record;
  }
  // Of the token whose sign-in that is; of a call with it.
  std::string signed_in(std::string_view id, std::string_view address,
                        std::string_view session = "") {
    Record& r = from(address, sign_in(id, minute()));
    r.session = session;
    log(r);
    return firsts();
  }
  std::string called(std::string_view token, std::string_view address) {
    Record& r = from(address, act(text("call " + std::to_string(calls_)), minute()));
    r.token = Guid{8, value_of(token)};
    log(r);
    return firsts();
  }
  std::string firsts() const {
    const Firsts& firsts = case_.observed.firsts;
    return "token " + shown(firsts.token_network) + ", session " + shown(firsts.session_network);
  }
  TimeNs minute() { return kMin * calls_++; }

 private:
  int calls_ = 1;
};

TEST_F(Networks, ATokenIsUsedFromElsewhereAndThatIsToldOnce) {
  EXPECT_EQ(signed_in("s", kOffice), "token -, session -");
  EXPECT_EQ(called("s", kNextDesk), "token known, session -") << "one house";
  EXPECT_EQ(called("s", kAway), "token new, session -");
  restart();
  EXPECT_EQ(called("s", kAway), "token known, session -");
  EXPECT_EQ(called("another", kAway), "token -, session -");
}

TEST_F(Networks, OfAMaskedAddressItsNetworkIsKnown) {
  signed_in("s", "192.0.2.XXX");
  EXPECT_EQ(called("s", kOffice), "token known, session -");
  EXPECT_EQ(called("s", kAway), "token new, session -");
}

TEST_F(Networks, OneMachineHasAnAddressOfEachVersion) {
  signed_in("s", kOfficeV6);
  EXPECT_EQ(called("s", kOffice), "token -, session -");
  EXPECT_EQ(called("s", "2001:db8:8::1"), "token new, session -");
}

TEST_F(Networks, ASessionIsLookedAtWhereItSignsIn) {
  signed_in("s", kOffice, "morning");
  EXPECT_EQ(signed_in("t", kNextDesk, "morning"), "token -, session known");
  EXPECT_EQ(signed_in("u", kAway, "morning"), "token -, session new");
  EXPECT_EQ(signed_in("v", kAway, "evening"), "token -, session -");
  Record& call = from("198.51.100.1", act("call", kHr));
  call.session = "morning";
  log(call);
  EXPECT_EQ(firsts(), "token -, session -") << "a service works for somebody, from where it runs";
}

TEST_F(Networks, APersonIsNotNewAtTheNextDesk) {
  const auto person = [&] { return shown(case_.observed.firsts.address); };
  signed_in("s", kOffice);
  EXPECT_EQ(person(), "new");
  signed_in("t", kNextDesk);
  EXPECT_EQ(person(), "known");
  signed_in("u", kAway);
  EXPECT_EQ(person(), "new");
}

class Mail : public Days {
 protected:
  Mail() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    Customer& contoso = b.add_customer(kContoso, "Contoso");
    b.add_domain(contoso, "Contoso.example");
    directory_ = b.build();
  }
  std::string goes(std::string_view parameter, std::string_view value,
                   std::string_view mailbox = "") {
    ++sets_;
    Record& r = act(text("set " + std::to_string(sets_)), sets_ * kMin, "set-mailbox");
    r.target_name = mailbox;
    r.parameters.push_back({parameter, value});
    log(r);
    const auto& outside = case_.observed.mail_outside;
    return !outside ? "-" : *outside ? "outside" : "inside";
  }

 private:
  int sets_ = 0;
};

TEST_F(Mail, GoesOutsideWhereTheDomainIsNotTheCustomers) {
  EXPECT_EQ(goes("ForwardingSmtpAddress", "smtp:lee@contoso.example"), "inside");
  EXPECT_EQ(goes("forwardingsmtpaddress", "LEE@CONTOSO.EXAMPLE"), "inside");
  EXPECT_EQ(goes("ForwardingSmtpAddress", "smtp:drop@mail.example"), "outside");
  EXPECT_EQ(goes("ForwardingSmtpAddress", "smtp:lee@contoso.example.mail.example"), "outside");
  EXPECT_EQ(goes("ForwardingSmtpAddress", "smtp:lee@notcontoso.example"), "outside");
  EXPECT_EQ(goes("ForwardingSmtpAddress", "smtp:contoso.example@mail.example"), "outside");
  EXPECT_EQ(goes("ForwardTo", "\"Lee\" [SMTP:lee@contoso.example]"), "inside");
  EXPECT_EQ(goes("ForwardTo", "lee@contoso.example;drop@mail.example"), "outside");
}

TEST_F(Mail, TheMailboxIsOfTheOrganisation) {
  EXPECT_EQ(goes("ForwardingSmtpAddress", "lee@new.example"), "outside");
  EXPECT_EQ(goes("ForwardingSmtpAddress", "lee@new.example", "ann@new.example"), "inside");
}

TEST_F(Mail, WhatIsNoAddressTellsNothing) {
  EXPECT_EQ(goes("ForwardTo", "Lee"), "-");
  EXPECT_EQ(goes("ForwardTo", "lee@contoso.example;Drop"), "-");
  EXPECT_EQ(goes("ForwardTo", "lee@"), "-");
  EXPECT_EQ(goes("Identity", "lee@mail.example"), "-");
}

}  // namespace
}  // namespace aobo::test
