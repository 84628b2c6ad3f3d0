#include "plugin/directory/yes_no.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// Letters outside ASCII stand in both cases.
constexpr std::string_view kYes[] = {
    "true",         "yes",       "1",        "enabled",    "active",    "wahr",      "ja",
    "aktiviert",    "aktiv",     "vrai",     "oui",        "activé",    "ACTIVÉ",    "verdadero",
    "sí",           "SÍ",        "si",       "habilitado", "activado",  "vero",      "sì",
    "SÌ",           "abilitato", "attivato", "verdadeiro", "sim",       "ativado",   "waar",
    "ingeschakeld", "sant",      "sand",     "sann",       "aktiverad", "aktiveret", "aktivert",
    "prawda",       "tak",       "pravda",   "ano",        "áno",       "ÁNO",       "igaz",
    "igen",         "tosi",      "kyllä",    "KYLLÄ",      "doğru",     "DOĞRU",     "evet",
    "adevărat",     "ADEVĂRAT",  "да",       "ДА",         "Да",        "истина",    "ИСТИНА",
    "так",          "ТАК",       "ναι",      "ΝΑΙ",        "はい",      "有効",      "是",
    "启用",         "啟用",      "예",       "사용"};
constexpr std::string_view kNo[] = {"false",       "no",
                                    "0",           "disabled",
                                    "inactive",    "blocked",
                                    "falsch",      "nein",
                                    "deaktiviert", "inaktiv",
                                    "faux",        "non",
                                    "désactivé",   "DÉSACTIVÉ",
                                    "falso",       "deshabilitado",
                                    "desactivado", "disabilitato",
                                    "disattivato", "não",
                                    "NÃO",         "nao",
                                    "desativado",  "onwaar",
                                    "nee",         "uitgeschakeld",
                                    "falskt",      "nej",
                                    "falsk",       "usann",
                                    "nei",         "inaktiverad",
                                    "deaktiveret", "deaktivert",
                                    "fałsz",       "FAŁSZ",
                                    "falsz",       "nie",
                                    "nepravda",    "ne",
                                    "hamis",       "nem",
                                    "epätosi",     "EPÄTOSI",
                                    "ei",          "yanlış",
                                    "YANLIŞ",      "hayır",
                                    "HAYIR",       "fals",
                                    "nu",          "нет",
                                    "НЕТ",         "Нет",
                                    "ложь",        "ЛОЖЬ",
                                    "ні",          "НІ",
                                    "όχι",         "ΟΧΙ",
                                    "いいえ",      "無効",
                                    "否",          "禁用",
                                    "停用",        "아니요",
                                    "사용 안 함"};

bool is_among(std::string_view word, const auto& words) {
  return std::ranges::any_of(words,
                             [&](std::string_view one) { return equal_ignoring_case(one, word); });
}

}  // namespace

std::optional<bool> yes_or_no(std::string_view word) {
  word = trimmed(word);
  if (is_among(word, kYes)) return true;
  if (is_among(word, kNo)) return false;
  return std::nullopt;
}

}  // namespace aobo
