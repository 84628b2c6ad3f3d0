// Under which ticket something was done, where nothing was agreed that needs one.
#include "plugin/policy/leave.h"

#include <algorithm>

#include "plugin/event/ticket.h"
#include "tests/support/agreed.h"

namespace aobo::test {
namespace {

class Tickets : public Agreed {
 protected:
  std::string ticket(const Record& record) {
    log(record);
    EXPECT_NE(case_.verdict.answer, PolicyAnswer::kAllowed) << "a ticket changes no verdict";
    EXPECT_EQ(std::ranges::count(case_.verdict.violations, Violation::kTicket), 0);
    return case_.verdict.ticket;
  }
  std::string at_contoso(TimeNs at, const Guid& person = kAlice) {
    return ticket(act("deed", at, "update user", person));
  }
  std::string at_fabrikam(TimeNs at, const Guid& person = kAlice) {
    return ticket(act("deed", at, "update user", person, kFabrikam));
  }
  Record& in_partners_folder(std::string_view customer) {
    Record& one = window(0, kHr, "CHG-4");
    one.tenant.reset();
    one.log_tenant = kAdatum;
    one.tenant_name = customer;
    return one;
  }
};

TEST_F(Tickets, OfAnAccessWindowIsThatOfWhatIsDoneWithinIt) {
  EXPECT_EQ(ticket(window(kHr, 2 * kHr, "CHG-1")), "CHG-1") << "the window's own record";
  EXPECT_EQ(at_contoso(kHr), "CHG-1");
  EXPECT_EQ(at_contoso(kHr, kBob), "") << "somebody else's leave";
  EXPECT_EQ(at_fabrikam(kHr), "") << "leave for another customer";
  EXPECT_EQ(at_contoso(2 * kHr - 1), "CHG-1");
  EXPECT_EQ(ticket(sign_in("s", 2 * kHr - 1)), "CHG-1");
  EXPECT_EQ(at_contoso(2 * kHr), "");
}

TEST_F(Tickets, OfACheckOutIsThatOfWhatIsDoneUntilItIsGivenBack) {
  EXPECT_EQ(ticket(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-7")), "INC-7");
  EXPECT_EQ(at_fabrikam(kHr), "INC-7");
  EXPECT_EQ(at_contoso(kHr), "") << "the account is of another customer";
  EXPECT_EQ(ticket(shared("s", kHr)), "INC-7") << "the shared account itself";
  restart();
  EXPECT_EQ(ticket(vault("i", 2 * kHr, CheckOutAction::kIn, "alice@adatum.example", "INC-8")),
            "INC-8")
      << "a check-in has its own";
  EXPECT_EQ(ticket(vault("x", 2 * kHr, CheckOutAction::kIn)), "") << "and no other";
  EXPECT_EQ(at_fabrikam(2 * kHr), "");
}

TEST_F(Tickets, OfAnActivationHoldsAtEveryCustomerAndIsItsOwn) {
  Record& activation = record(0, kAdatum, "entra.audit", kPimActivation);
  activation.actor.upn = activation.actor.text = "alice@adatum.example";
  activation.parameters = {{"ExpirationTime", "2026-03-02T03:00:00Z"}, {"TicketNumber", "CHG-9"}};
  log(activation);
  EXPECT_EQ(case_.verdict.ticket, "CHG-9");
  EXPECT_EQ(at_contoso(kHr), "CHG-9");
  EXPECT_EQ(at_fabrikam(kHr), "CHG-9");
  EXPECT_EQ(at_fabrikam(3 * kHr), "");
}

TEST_F(Tickets, OfAnAccountThatIsSharedNowhereIsNoLeave) {
  Record& router = vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-99");
  router.check_out.account = "onprem-router";
  log(router);
  EXPECT_EQ(at_fabrikam(kMin), "");
  EXPECT_EQ(at_contoso(kMin), "");
}

TEST_F(Tickets, OfAWindowInThePartnersFolderHoldsEverywhereWhereItNamesNoCustomer) {
  log(in_partners_folder(""));
  EXPECT_EQ(at_contoso(kMin), "CHG-4");
  EXPECT_EQ(at_fabrikam(kMin), "CHG-4");
}

TEST_F(Tickets, OfAWindowForSomebodyWhomNobodyKnowsHoldsNowhere) {
  log(in_partners_folder("somebody"));
  EXPECT_EQ(at_contoso(kMin), "");
}

TEST_F(Tickets, OfSeveralThatAreOpenAllAreTold) {
  log(window(0, 3 * kHr, "CHG-2"));
  log(window(0, 2 * kHr, "CHG-1"));
  log(window(0, 2 * kHr, "CHG-2"));
  log(window(0, 3 * kHr, ""));
  EXPECT_EQ(at_contoso(kHr), "CHG-1, CHG-2");
  EXPECT_EQ(at_contoso(2 * kHr), "CHG-2");
}

TEST_F(Tickets, OfVeryManyTheFirstAreToldAndThatThereAreMore) {
  for (int i = 1; i <= 8; ++i) log(window(0, kHr, text(fmt::format("CHG-{}", i))));
  EXPECT_EQ(at_contoso(kMin), "CHG-1, CHG-2, CHG-3, CHG-4, CHG-5, CHG-6, CHG-7, CHG-8");
  log(window(0, kHr, "CHG-9"));
  EXPECT_EQ(at_contoso(kMin), "CHG-1, CHG-2, CHG-3, CHG-4, CHG-5, CHG-6, CHG-7, CHG-8, …");
}

TEST_F(Tickets, OfOneOfSeveralPeopleIsToldOnlyWhereAllHadIt) {
  log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-1"));
  log(vault("p", kMin, CheckOutAction::kOut, "bob@adatum.example", "INC-2"));
  EXPECT_EQ(ticket(shared("s", kHr)), "") << "either of the two";
  log(vault("q", 2 * kHr, CheckOutAction::kOut, "bob@adatum.example", "INC-1"));
  EXPECT_EQ(ticket(shared("t", 3 * kHr)), "INC-1");
}

// Who may fill in anything has no ticket by it.
TEST_F(Tickets, WhatSaysThatThereIsNoneIsNoneInAnySpelling) {
  const char* kNone[] = {"",
                         "-",
                         "–",
                         " - ",
                         "--",
                         "—",
                         "...",
                         "?",
                         "#",
                         "/",
                         "\u00b7",
                         "\u2713",
                         "\U0001f600",
                         "N/A",
                         "n.a.",
                         "N.A.",
                         "(n / a)",
                         "Ｎ／Ａ",
                         "none",
                         "- none -",
                         "NULL",
                         "nil",
                         "No ticket",
                         "TBD",
                         "t.b.d.",
                         "tba",
                         "Todo",
                         "test",
                         "Test!",
                         "xxx",
                         "X",
                         "not applicable",
                         "keine",
                         "0",
                         "000",
                         "#0",
                         "0.0",
                         "０",
                         "\u0660",
                         "\u2070",
                         "\u3007",
                         "\u200b",
                         "\u200b\u200b",
                         "\ufeff",
                         "\u00a0",
                         "\u2003",
                         "\u00ad",
                         "\u3164",
                         "\u2800",
                         "\u2060-\u2060",
                         "n\u200bo\u200bn\u200be",
                         "\xff",
                         "\xc3"};
  for (const char* none : kNone) EXPECT_EQ(ticket_in(none), "") << none;
  const char* kTickets[] = {"INC-17",   "17",    "10",          "00042",
                            "\u6d4b",   "INC-0", "A1",          "test-7",
                            "none-512", "0x1",   "№7",          "TBD-1",
                            "nan7",     "ТЗ-4",  "CHG\u200b-9", "INC-17 none needed after all"};
  for (const char* one : kTickets) EXPECT_EQ(ticket_in(one), one);
  EXPECT_EQ(ticket_in(" INC-17 "), "INC-17");
  EXPECT_EQ(ticket_in("\ufeff\u00a0INC-17\u200b"), "INC-17");
  EXPECT_EQ(ticket_in(std::string(100000, '0')), "");
  EXPECT_EQ(ticket_in(std::string(100000, '0') + "1"), std::string(100000, '0') + "1");
}

TEST_F(Tickets, ASignInThatDidNotComeInHasNone) {
  log(window(0, kHr, "CHG-1"));
  Record& tried = sign_in("s", kMin);
  tried.outcome = Outcome::kFailure;
  EXPECT_EQ(ticket(tried), "");
}

}  // namespace
}  // namespace aobo::test
