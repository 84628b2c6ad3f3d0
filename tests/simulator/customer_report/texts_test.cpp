// Texts of the report: what stands in them for one and for many, before a vowel, and for a day.
#include "simulator/customer_report/texts.h"

#include <gtest/gtest.h>

#include "simulator/customer_report/page.h"

namespace aobo::sim {
namespace {

std::string day(const Texts& texts, const char* time) {
  return day_text(texts, *Zone::find("UTC"), *parse_time(time));
}

TEST(Texts, ADayIsWrittenAsItsLanguageWritesIt) {
  EXPECT_EQ(day(kEnglish, "2026-03-01T10:00:00Z"), "1 March 2026");
  EXPECT_EQ(day(kGerman, "2026-03-01T10:00:00Z"), "1. März 2026");
  EXPECT_EQ(day(kFrench, "2026-03-01T10:00:00Z"), "1er mars 2026");
  EXPECT_EQ(day(kFrench, "2026-12-21T10:00:00Z"), "21 décembre 2026");
  EXPECT_EQ(day(kSpanish, "2026-03-01T10:00:00Z"), "1 de marzo de 2026");
  EXPECT_EQ(short_day_text(kEnglish, *Zone::find("UTC"), *parse_time("2026-09-30T10:00:00Z")),
            "30 Sep 2026");
}

TEST(Texts, FrenchElidesBeforeAVowel) {
  EXPECT_EQ(filled("aucun <de |d’>{} ici", {std::string("Contoso")}), "aucun de Contoso ici");
  EXPECT_EQ(filled("aucun <de |d’>{} ici", {std::string("Adatum")}), "aucun d’Adatum ici");
  EXPECT_EQ(filled("aucun <de |d’>{} ici", {std::string("Éclair")}), "aucun d’Éclair ici");
  EXPECT_NE(filled(kFrench.on_nothing, {std::string("Adatum")}).find(" enregistrement d’Adatum ;"),
            std::string::npos);
}

TEST(Texts, OneIsNotMany) {
  const auto answer = [](const Texts& texts, std::uint64_t number) {
    const Filling count(texts, number);
    const std::string span = filled(texts.from_to, {std::string("A"), std::string("B")});
    return filled(texts.answer,
                  {span, count, std::string("Adatum"), count, std::string("Contoso"), count});
  };
  EXPECT_EQ(answer(kEnglish, 1),
            "From A to B, 1 named person of Adatum acted 1 time in Contoso and signed in 1 time.");
  EXPECT_EQ(answer(kGerman, 1),
            "Vom A bis B: 1 namentlich bekannte Person von Adatum hat 1-mal bei Contoso gehandelt "
            "und sich 1-mal angemeldet.");
  EXPECT_EQ(answer(kFrench, 1),
            "Du A au B : 1 personne de chez Adatum, nommément connue, a agi 1 fois chez Contoso ; "
            "connexions : 1.");
  EXPECT_EQ(answer(kSpanish, 1200),
            "Del A al B: 1.200 personas de Adatum, conocidas por su nombre, actuaron 1.200 veces "
            "en Contoso; inicios de sesión: 1.200.");
}

// What is put into a text is of its number, and a text that lacks a word stands nowhere.
TEST(Texts, NoLanguageLacksAWord) {
  for (const Texts* texts : {&kEnglish, &kGerman, &kFrench, &kSpanish}) {
    for (const std::string_view month : texts->months) EXPECT_NE(month, "") << texts->code;
    for (const std::string_view change : texts->change) EXPECT_NE(change, "") << texts->code;
    for (const std::string_view undo : texts->undo) EXPECT_NE(undo, "") << texts->code;
    for (const GlossaryTerm& term : texts->terms) EXPECT_NE(term.meaning, "") << texts->code;
    EXPECT_NE(texts->right_renews.find("{}"), std::string_view::npos) << texts->code;
  }
}

}  // namespace
}  // namespace aobo::sim
