// Texts: all that a report says, in one language; a file each (texts_en.cpp …). {} stands for what
// is put in, in this order. A text that a language lacks does not compile.
#pragma once

#include <array>
#include <string_view>

namespace aobo::sim {

enum class Change {
  kRole,
  kForwarding,
  kAccessPolicy,
  kStrongSignIn,
  kAudit,
  kLicence,
  kAzureRights,
  kSecret,
  kFederation,
  kCount
};
inline constexpr std::size_t kChanges = static_cast<std::size_t>(Change::kCount);
inline constexpr std::size_t kTerms = 12;

struct GlossaryTerm {
  std::string_view word, meaning;
};

struct Texts {
  std::string_view code, title, review_title, index_title;
  char thousands;                        // between groups of three digits
  std::string_view date;                 // {0} day, {1} month, {2} year
  std::array<std::string_view, 7> days;  // from Monday on, short
  // The answer: from, to, people, partners, actions, customer.
  std::string_view answer, nobody, outside, none_outside, silent, unnamed, on_gaps;
  std::string_view who, who_head_person, who_head_partner, first, last, active_days, actions,
      sign_ins, outside_head, with_mfa, leaver, somebody, candidates, program;
  std::string_view rights, unknown_partner, ends, rights_none, right_until, right_open, right_dap,
      kind, status, roles, powerful;
  std::string_view when, when_text, when_caption;
  std::string_view changes, changes_none, change_head, undo_head, person_head, ticket_head, more;
  std::array<std::string_view, kChanges> change, undo;
  std::string_view ways, way_head, share, mfa_share, blocked, places;
  std::string_view missing, missing_text, log_head, days_with, gaps_none, gap_told, confidence_text,
      named_head, late_text, later_text;
  std::string_view questions, questions_none, q_outside, q_leaver, q_unnamed, q_silent, q_dap,
      q_gap, q_mfa, q_ticket;
  std::string_view words;
  std::array<GlossaryTerm, kTerms> terms;
  std::string_view what_head, made_by;
  // The partner's own review.
  std::string_view matrix, unused, unused_none, needs, needs_text, needs_none, scopes, scopes_text,
      uncovered, left_over, vault, tools, credit, none, customer;
};

extern const Texts kEnglish, kGerman, kFrench, kSpanish;
// "en", "de", "fr", "es"; null for another.
const Texts* texts_of(std::string_view language);

}  // namespace aobo::sim
