// Texts: all that a report says, in one language; a file each (texts_en.cpp …). {} stands for what
// is put in, in this order; [one|many] is "one" where the last number put in is 1, and <de |d’> is
// the second where what follows begins with a vowel. A text that a language lacks does not compile.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace aobo::sim {

enum class Change {
  kRole,
  kAdministrator,  // a password, a way to sign in or an account of one
  kSite,
  kPartnerRights,
  kForwarding,
  kAccessPolicy,
  kStrongSignIn,
  kAudit,
  kProtection,
  kDeletion,
  kFederation,
  kSecret,
  kProgramRights,
  kAzureRights,
  kMailbox,
  kLicence,
  kCount
};
inline constexpr std::size_t kChangeKinds = static_cast<std::size_t>(Change::kCount);
inline constexpr std::size_t kTerms = 12;
inline constexpr std::size_t kKnownRoles = 18;  // role_rows()

// Words of fields that a page says in plain ones, in the order of the texts.
inline constexpr std::array<std::string_view, 10> kWays = {
    "gdap",           "dap",        "aobo",     "lighthouse", "guest",
    "shared-account", "automation", "customer", "microsoft",  "unknown"};
// "none": no person is sought, for a program acted.
inline constexpr std::array<std::string_view, 8> kSure = {
    "exact", "strong", "weak", "ambiguous", "conflict", "unknown", "unresolved", "none"};
inline constexpr std::array<std::string_view, 8> kWhyOutside = {
    "customer", "workload", "operation", "time", "ticket", "relationship", "role", "person"};
inline constexpr std::array<std::string_view, 5> kStates = {"active", "expired", "terminated",
                                                            "not-yet", "unknown"};
inline constexpr std::array<std::string_view, 10> kLogs = {
    "entra.signin",   "entra.audit",   "m365.audit",     "azure.activity", "intune.audit",
    "graph.activity", "partner.audit", "vault.checkout", "access.window",  "tool.log"};

struct GlossaryTerm {
  std::string_view word, meaning;
};

struct Texts {
  std::string_view code, title, review_title, index_title;
  std::string_view colon;
  char thousands;  // between groups of three digits
  // {0} day, {1} month, {2} year, {3} the month by its name, {4} the day as it is read: 1er.
  std::string_view date, short_date, first_of_month;
  std::array<std::string_view, 12> months;
  std::string_view from_to, on_one_day;  // of the days that a page is of
  std::array<std::string_view, 7> days;  // from Monday on, short
  // The answer: when, people, partners, actions, customer, entries; and of those that no name
  // and that a program stands for, actions and entries.
  std::string_view answer, nobody_named, unnamed_acted, programs_acted, nobody, outside,
      none_outside, silent, unnamed, on_gaps, on_silence, on_partner_gaps, on_refused, on_stopped,
      on_nothing, listed_below;
  std::string_view who, who_head_person, who_head_partner, first, last, active_days, actions,
      sign_ins, outside_head, with_mfa, leaver, has_left, by_way, somebody, candidates, agents,
      program, nameless_program, deeds_of_several;
  std::string_view rights, unknown_partner, partner_not_known, distributor, ends, rights_none,
      right_until, right_open, right_renews, right_renews_always, right_dap, right_aobo,
      right_lighthouse, kind, status, roles, powerful, only_reads, nameless_roles, used_head,
      not_used, unclear_use, programs, programs_text, program_head, permissions_head,
      permissions_unknown, for_everybody, for_everybody_unknown, used;
  std::string_view when, when_text, when_agreed, when_caption, when_cut;
  std::string_view changes, changes_none, change_head, undo_head, detail, detail_text, why_head,
      id_head, person_head, ticket_head, changes_rest, changes_below, more, given, taken;
  std::array<std::string_view, kChangeKinds> change, undo;
  std::string_view ways, way_head, share, mfa_share, legacy, command_line, blocked, places,
      places_nowhere;
  std::string_view missing, missing_text, unlogged_text, log_head, days_with, gaps_none, gap_end,
      confidence_text, named_head, late_text, later_text, judged_text, unnamed_head, gaps_head;
  std::string_view questions, questions_none, q_outside, q_leaver, q_unnamed, q_silent, q_dap,
      q_gap, q_mfa, q_ticket;
  std::string_view words;
  std::array<GlossaryTerm, kTerms> terms;
  std::string_view what_head, made_by, made_of, review_answer, review_nobody, review_on_nothing;
  // The partner's own review.
  std::string_view matrix, by_right, held, held_text, unused, unused_none, unused_head,
      unclear_head, needs, needs_text, needs_unsure, needs_apart, needs_none, scopes, scopes_text,
      scope_outside, scope_leaver, scope_free, scope_unnamed, scope_for_anybody, uncovered,
      left_over, leaver_with_rights, vault, tools, tool_accounts, tool_head, keys_head, key_unknown,
      secrets, times_head, credit, credit_by_partner, credit_by_others, none, customer;
  // What a role allows, in the order of role_rows().
  std::array<std::string_view, kKnownRoles> roles_plain;
  // What stands for the words of fields.
  std::array<std::string_view, kWays.size()> ways_plain;
  std::array<std::string_view, kSure.size()> sure_plain;
  std::array<std::string_view, kWhyOutside.size()> why_plain;
  std::array<std::string_view, kStates.size()> states_plain;
  std::array<std::string_view, kLogs.size()> logs_plain;
  bool zero_is_one = false;  // French: 0 jour
};

extern const Texts kEnglish, kGerman, kFrench, kSpanish;
// "en", "de", "fr", "es"; null for another.
const Texts* texts_of(std::string_view language);

// What stands for a word of a field; the word itself where it is none of them.
template <std::size_t N>
std::string plain(const std::array<std::string_view, N>& words,
                  const std::array<std::string_view, N>& texts, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return std::string(texts[i]);
  }
  return std::string(word);
}

// What is put into a text.
struct Filling {
  Filling(std::string_view words) : text(words) {}    // NOLINT: as it is said
  Filling(const std::string& words) : text(words) {}  // NOLINT
  Filling(const Texts& texts, std::uint64_t number);  // a number, which counts
  std::string text;
  bool counts = false, one = false;
};
std::string filled(std::string_view text, std::initializer_list<Filling> values);

}  // namespace aobo::sim
