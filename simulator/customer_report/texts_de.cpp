// The report's texts in German.
#include "simulator/customer_report/texts.h"

namespace aobo::sim {

const Texts kGerman = {
    .code = "de",
    .title = "Wer von Ihrem Partner in Ihrem Mandanten war",
    .review_title = "Was unsere Leute taten und was sie brauchen",
    .index_title = "Berichte nach Kunden",
    .colon = ": ",
    .thousands = '.',
    .date = "{0}. {3} {2}",
    .short_date = "{0}.{1}.{2}",
    .first_of_month = "1",
    .months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
               "Oktober", "November", "Dezember"},
    .from_to = "Vom {} bis {}",
    .on_one_day = "Am {}",
    .days = {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
    .answer =
        "{}: {} namentlich bekannte [Person|Personen] von {} [hat|haben] {}-mal bei {} "
        "gehandelt und sich {}-mal angemeldet.",
    .nobody_named = "{} nennen die Protokolle niemanden von {}, der bei {} gehandelt hat.",
    .unnamed_acted =
        "Jemand, der nicht namentlich bekannt ist, hat {}-mal gehandelt und sich {}-mal "
        "angemeldet.",
    .programs_acted = "Programme haben {}-mal gehandelt und sich {}-mal angemeldet.",
    .nobody = "{} zeigen die Protokolle niemanden von einem Partner bei {}.",
    .outside =
        "Außerhalb des Vereinbarten: {} von {} [Eintrag|Einträgen] von Leuten und Programmen des "
        "Partners.",
    .none_outside = "Nichts davon lag außerhalb des Vereinbarten, soweit etwas vereinbart war.",
    .silent = "Anmeldungen, nach denen die Protokolle keine Änderung zeigen: {}.",
    .unnamed = "Einträge, die nicht zeigen, welche Person es war: {}.",
    .on_gaps =
        "Diese Zahlen beruhen auf unvollständigen Protokollen; bekannte Lücken: {}. Was in ihnen "
        "geschah, ist hier nicht gezählt.",
    .on_silence =
        "Protokolle, die an manchen dieser Tage keinen Eintrag haben, weil es ruhig war oder weil "
        "sie nicht gesammelt wurden: {}.",
    .on_partner_gaps =
        "Von den eigenen Protokollen des Partners, die oft sagen, wer es war: bekannte Lücken: {}, "
        "Protokolle ohne Eintrag an manchen dieser Tage: {}.",
    .on_refused = "Einträge, die nicht gelesen werden konnten, gleich welches Kunden: {}.",
    .on_stopped =
        "Das Lesen wurde vor dem Ende der Protokolle abgebrochen; diese Seite weiß nur, was bis "
        "dahin gelesen war.",
    .on_nothing =
        "Die gelesenen Protokolle enthalten aus dieser Zeit keinen Eintrag von {}; dass sie nichts "
        "zeigen, beweist nichts.",
    .listed_below = "von {} Kunde[|n]; einzeln unter „{}“",
    .who = "Wer",
    .who_head_person = "Person",
    .who_head_partner = "Partner",
    .first = "Zuerst",
    .last = "Zuletzt",
    .active_days = "Tage",
    .actions = "Handlungen",
    .sign_ins = "Anmeldungen",
    .outside_head = "Außerhalb des Vereinbarten",
    .with_mfa = "Mit starker Anmeldung",
    .leaver = "war nicht mehr beim Partner",
    .has_left = "ist seither ausgeschieden oder gesperrt",
    .by_way = "Zugang:",
    .somebody = "Jemand von {}, nicht namentlich bekannt",
    .candidates = "eine von {} Personen",
    .agents = "{} [Person|Personen] des Partners [hat|haben] hier Rechte",
    .program = "Ein Programm: {}",
    .nameless_program = "Ein Programm, dessen Namen kein Protokoll nennt",
    .deeds_of_several =
        "Nur einmal gezählt, bei der zuerst genannten Person, obwohl die Einträge mehrere nennen: "
        "{} [Vorgang|Vorgänge].",
    .rights = "Was sie dürfen",
    .unknown_partner = "einem unbekannten Partner",
    .partner_not_known = "nicht bekannt",
    .distributor = "ein Distributor",
    .ends = "Ende",
    .rights_none =
        "Kein Recht eines Partners ist verzeichnet, und die Protokolle zeigen keines, das benutzt "
        "wurde.",
    .right_until = "bis {}",
    .right_open = "kein Ende bekannt",
    .right_renews = "verlängert sich am {} von selbst, wenn niemand es beendet",
    .right_renews_always = "verlängert sich immer wieder von selbst, wenn niemand es beendet",
    .right_dap = "Alter unbegrenzter Partnerzugang: er erlaubt alles und sollte beendet werden",
    .right_aobo = "alles in Ihrem Azure-Abonnement, als Besitzer",
    .right_lighthouse = "was Sie in Azure übertragen haben: siehe dort Dienstanbieter",
    .kind = "Art des Rechts",
    .status = "Stand",
    .roles = "Rollen",
    .powerful = "darf alles",
    .only_reads = "Einstellungen und Berichte ansehen, nichts ändern",
    .nameless_roles = "{} [Rolle|Rollen], für die Microsoft keinen Namen veröffentlicht",
    .used_head = "Einträge, die darauf beruhen",
    .not_used = "nicht benutzt",
    .unclear_use = "lässt sich nicht sagen: kein Protokoll aus dieser Zeit",
    .programs = "Programme mit Rechten",
    .programs_text =
        "Programme eines Partners, die hier handelten, und Programme, denen Leute eines Partners "
        "in dieser Zeit Rechte gaben. Was ein Programm sonst darf, steht in Entra unter "
        "Unternehmensanwendungen, Berechtigungen.",
    .program_head = "Programm",
    .permissions_head = "In dieser Zeit gegebene Rechte",
    .permissions_unknown = "keine, die diese Protokolle zeigen",
    .for_everybody = "für alle im Unternehmen",
    .for_everybody_unknown =
        "Rechte für alle im Unternehmen; welche, zeigen diese Protokolle nicht",
    .used = "benutzt",
    .when = "Wann",
    .when_text =
        "Jedes Kästchen ist eine Stunde; je dunkler, desto mehr. Roter Rahmen: etwas "
        "außerhalb des Vereinbarten. Kreis: eine Anmeldung ohne Änderung.",
    .when_agreed = "Schraffiert: Stunden, in denen nach der Vereinbarung niemand arbeiten sollte.",
    .when_caption = "{} [Eintrag|Einträge] an {} [Tag|Tagen], Zeiten in {}",
    .when_cut = "Nur die letzten {} dieser Tage sind gezeichnet.",
    .changes = "Änderungen, auf die es ankommt",
    .changes_none =
        "Keine der Arten, nach denen dieser Bericht sucht: Administratorrollen, deren Kennwörter "
        "und Konten, Rechte eines "
        "Partners, Weiterleitung von Post, Zugangsregeln, starke Anmeldung, Protokollierung, "
        "Schutz, Löschen von Daten und Sicherungen, Anmeldung Ihrer Domäne, Schlüssel und Rechte "
        "von Programmen, Rechte in Azure, Zugang zu Postfächern, Lizenzen und Bestellungen.",
    .change_head = "Was",
    .undo_head = "Wie man es zurücknimmt",
    .detail = "Außerhalb des Vereinbarten, einzeln",
    .detail_text =
        "Für alle, die es in den Protokollen nachschlagen: Vorgänge und Kennungen, wie Microsoft "
        "sie schreibt.",
    .why_head = "Warum außerhalb",
    .id_head = "Vorgang und Kennung",
    .person_head = "Wer",
    .ticket_head = "Ticket",
    .changes_rest = "Weitere Änderungen",
    .changes_below = "und {} weitere, am Ende dieser Seite",
    .more = "und {} weitere; aobo-sim report --json nennt alle",
    .given = "gegeben",
    .taken = "genommen",
    .change = {"gab oder nahm eine Administratorrolle",
               "änderte Kennwort, Anmeldung oder Konto eines Administrators",
               "machte jemanden zum Administrator einer Website oder nahm es zurück",
               "änderte, was ein Partner bei Ihnen darf", "änderte, wie Post weitergeleitet wird",
               "änderte, wer sich von wo anmelden darf", "änderte die starke Anmeldung",
               "änderte, was protokolliert wird", "schaltete einen Schutz ab oder schwächte ihn",
               "löschte Daten, Sicherungen oder ganze Ressourcen",
               "änderte, wie sich die Leute Ihrer Domäne anmelden",
               "gab einem Programm einen neuen Schlüssel zum Anmelden",
               "gab einem Programm Rechte oder einen Besitzer", "änderte Rechte in Azure",
               "änderte, wer ein Postfach öffnen oder in seinem Namen senden darf",
               "änderte Lizenzen oder Bestellungen"},
    .undo =
        {"Mitglieder der Rolle ansehen und entfernen, wer nicht hineingehört",
         "den Administrator ein neues Kennwort setzen lassen und die Wege der Anmeldung ansehen",
         "Administratoren der Website in SharePoint ansehen und entfernen, wer nicht hineingehört",
         "Partnerbeziehungen im Admin Center ansehen und beenden, was Sie nicht vereinbart haben",
         "Weiterleitung oder Regel im Postfach oder im Nachrichtenfluss entfernen",
         "die Regel auf den früheren Stand setzen",
         "die betroffene Person neu registrieren lassen und es verlangen",
         "Protokollierung wieder einschalten; was nicht protokolliert wurde, fehlt",
         "wieder einschalten und ansehen, was inzwischen geschah",
         "sofort wiederherstellen, was noch geht: Gelöschtes bleibt nur einige Tage erhalten",
         "den Verbund der Domäne ansehen und Fremdes entfernen",
         "diesen Schlüssel vom Programm entfernen",
         "Berechtigungen und Besitzer des Programms ansehen und entfernen, was Sie nicht "
         "vereinbart haben",
         "die Zugriffssteuerung des Abonnements ansehen",
         "ansehen, wer das Postfach benutzen darf, und entfernen, wer es nicht soll",
         "Rechnung ansehen und kündigen, was nicht bestellt war"},
    .ways = "Wie sie hereinkamen",
    .way_head = "Weg",
    .share = "Einträge",
    .mfa_share = "Starke unter den gelungenen Anmeldungen: {} von {}.",
    .legacy =
        "Auf Wegen, die keine starke Anmeldung kennen (alte Mailprogramme und Ähnliches): "
        "{} [Anmeldung|Anmeldungen].",
    .command_line = "Über die Befehlszeile (PowerShell und Ähnliches): {} [Anmeldung|Anmeldungen].",
    .blocked = "Anmeldungen, die Ihre Zugangsregeln aufhielten: {}.",
    .places = "Von {} [Adresse|Adressen] in {} [Land|Ländern]: {}.",
    .places_nowhere = "Von {} [Adresse|Adressen]; die Protokolle nennen kein Land.",
    .missing = "Was wir nicht sehen",
    .missing_text =
        "Ein Protokoll ohne Einträge an einem Tag war ruhig oder wurde nicht gesammelt; "
        "die Protokolle sagen nicht, was davon. Protokolle, die hier nicht stehen, lagen "
        "gar nicht vor.",
    .unlogged_text =
        "Nicht neben jeder Handlung steht eine Anmeldung: solange eine frühere gilt, wird "
        "keine neue protokolliert; und ein Mandant ohne Entra ID P1 hat kein eigenes "
        "Protokoll der Anmeldungen, so dass nur das allgemeine von ihnen erzählt.",
    .log_head = "Protokoll",
    .days_with = "Tage mit Einträgen",
    .gaps_none = "Keine Lücke ist bekannt.",
    .gap_end = "Eine Lücke, die am {} endete",
    .confidence_text = "Wie sicher die Namen sind, in Einträgen:",
    .named_head = "Wie sicher",
    .late_text = "Einträge, die verspätet kamen: {}.",
    .later_text =
        "Einträge, die sich erst später als die eines Partners erwiesen und hier nicht gezählt "
        "sind: {}.",
    .judged_text =
        "Einträge außerhalb dessen, was mit jemandem vereinbart war, der es, wie spätere zeigten, "
        "nicht "
        "war; hier nicht gezählt: {}.",
    .unnamed_head = "Einträge ohne Namen",
    .gaps_head = "Bekannte Lücken",
    .questions = "Fragen an Ihren Partner",
    .questions_none = "Aus den Protokollen ergibt sich keine.",
    .q_outside = "Warum lag das außerhalb dessen, was wir vereinbart haben? Einträge: {}.",
    .q_leaver = "Warum konnte {} nach dem Ausscheiden bei Ihnen noch handeln?",
    .q_unnamed = "Wer stand hinter den Einträgen ohne Namen? Einträge: {}.",
    .q_silent = "Wozu dienten die Anmeldungen ohne Änderung? Anmeldungen: {}.",
    .q_dap = "Wann beenden Sie den alten unbegrenzten Zugang?",
    .q_gap = "Wurden Protokolle nicht gesammelt, und können Sie sie uns geben?",
    .q_mfa = "Warum waren diese Anmeldungen keine starken? Anmeldungen: {}.",
    .q_ticket =
        "Unter welchen Tickets geschah das? Handlungen, zu denen dieser Bericht keines kennt: {}.",
    .words = "Wörter erklärt",
    .terms = {{{"Anmeldung", "jemand betritt Ihren Mandanten"},
               {"Eintrag", "eine Zeile in einem Protokoll von Microsoft"},
               {"Handlung", "ein Eintrag über etwas Getanes; sich nur anzumelden ist keine"},
               {"Kunde", "Sie: das Unternehmen, dem der Mandant gehört"},
               {"Lücke", "eine Zeit, aus der Einträge fehlen"},
               {"Mandant", "der Teil der Microsoft-Cloud, der Ihrem Unternehmen gehört"},
               {"Partner", "das Unternehmen, das Ihren Mandanten betreut"},
               {"Rolle", "eine Reihe von Dingen, die jemand darf"},
               {"Schlüssel", "womit sich ein Programm anmeldet, wie ein Mensch mit dem Kennwort"},
               {"Starke Anmeldung", "ein Kennwort und noch etwas, etwa ein Telefon"},
               {"Übertragene Rechte",
                "Rechte in Ihrem Mandanten, die Sie Gruppen des Partners gaben"},
               {"Vereinbarung", "was Sie und der Partner wem, wo und wann erlaubt haben"}}},
    .what_head = "Was",
    .made_by = "Erstellt von aobo-sim {} aus {} [Eintrag|Einträgen]; Zeiten in {}.",
    .made_of = "SHA-256 der Dateien, auf denen dies beruht, auch der Exporte:",
    .review_answer =
        "{}: {} namentlich bekannte [Person|Personen] von {} [hat|haben] {}-mal bei {} "
        "Kunden gehandelt und sich {}-mal angemeldet.",
    .review_nobody = "{} zeigen die Protokolle niemanden von {} bei einem Kunden.",
    .review_on_nothing =
        "Kunden, von denen die Protokolle aus dieser Zeit keinen Eintrag enthalten, so dass sich "
        "von ihren Rechten nicht sagen lässt, ob sie benutzt wurden: {}.",
    .matrix = "Techniker, Kunden und Rechte",
    .by_right = "Durch welche Rechte",
    .held = "Rechte, die jeder Techniker hat",
    .held_text =
        "Durch Mitgliedschaft in Gruppen, am Ende dieser Zeit. Wer ein Recht benutzte, kann es "
        "durch jede seiner Rollen getan haben: kein Protokoll sagt, durch welche.",
    .unused = "Rechte, die niemand benutzte",
    .unused_none =
        "Jede Rolle, die vergeben ist, wurde gebraucht, oder es sind keine Rollen bekannt.",
    .unused_head = "Nichts Getanes braucht",
    .unclear_head = "Lässt sich nicht sagen",
    .needs = "Was jeder braucht",
    .needs_text =
        "Die wenigsten Rollen, die das Getane abgedeckt hätten. Kennwort, Wege der Anmeldung und "
        "Konto eines Administrators darf sicher nur ein Privileged Authentication Administrator "
        "(oder ein Global Administrator) ändern. Als Administrator zählt hier, wer eine Rolle hat, "
        "die Microsoft als privilegiert kennzeichnet.",
    .needs_unsure =
        "genügt, wenn es kein Konto eines Administrators war, worüber nichts bekannt ist: {}",
    .needs_apart = "Was außerhalb des Vereinbarten lag, hätte gebraucht",
    .needs_none = "Nichts wurde getan, was eine bekannte Rolle abdecken müsste.",
    .scopes = "Dasselbe für aobo.yaml",
    .scopes_text =
        "Ein Bereich für jeden Techniker, jedes Programm und jeden Kunden, mit dem, was getan "
        "wurde und nicht außerhalb des Vereinbarten lag. Er tritt an die Stelle der vorhandenen "
        "Bereiche.",
    .scope_outside = "weggelassen, weil es außerhalb des Vereinbarten lag: {}",
    .scope_leaver = "kein Bereich für {}: ausgeschieden",
    .scope_free = "ohne Zeiten und Tickets, da kein Bereich, der sie verlangt, es erlaubte: {}",
    .scope_unnamed = "kein Bereich deckt Einträge ab, die niemanden nennen: {}",
    .scope_for_anybody =
        "davon war vereinbart, wer immer es gewesen sein mag, und niemand bekommt einen Bereich "
        "dafür: {}",
    .uncovered = "Vorgänge ohne bekannte Rolle",
    .left_over = "Alter unbegrenzter Zugang, Ausgeschiedene",
    .leaver_with_rights = "ist ausgeschieden oder gesperrt und noch in einer Gruppe mit Rechten",
    .vault = "Geteilte Konten ohne Ausleihe",
    .tools = "Programme, die handelten",
    .tool_accounts = "Konten von Werkzeugen",
    .tool_head = "Werkzeug",
    .keys_head = "Schlüssel",
    .key_unknown = "nicht in den Exporten",
    .secrets = "Geheimnisse, die geändert wurden",
    .times_head = "Anzahl",
    .credit = "Gefährdete Partnergutschrift",
    .credit_by_partner = "Durch Leute des Partners",
    .credit_by_others = "Durch den Kunden selbst",
    .none = "Keine.",
    .customer = "Kunde",
    .roles_plain = {"Kennwörter gewöhnlicher Benutzer zurücksetzen",
                    "Kennwörter zurücksetzen und Leute neu anmelden lassen",
                    "Lizenzen geben und nehmen", "Gruppen verwalten",
                    "ändern, wie Leute sich ausweisen",
                    "Personen und Gruppen verwalten, Kennwörter zurücksetzen",
                    "bestimmen, wer sich von wo anmelden darf", "Programme verwalten",
                    "Programme verwalten und wie sie Ihr Netz erreichen", "Geräte verwalten",
                    "E-Mail verwalten", "Dateien und Websites verwalten", "Teams verwalten",
                    "Domänen verwalten", "Sicherheitseinstellungen verwalten",
                    "ändern, wie Administratoren sich ausweisen",
                    "Administratorrollen geben und nehmen",
                    "bestimmen, wie Leute sich ausweisen dürfen"},
    .ways_plain = {"Rechte, die Sie Gruppen des Partners gaben",
                   "der alte unbegrenzte Partnerzugang", "Azure, als Besitzer in Ihrem Auftrag",
                   "Azure, durch Rechte des Partnermandanten", "als Gast in Ihrem Mandanten",
                   "ein Konto bei Ihnen, das sich mehrere teilen", "ein Programm",
                   "als jemand von Ihnen", "Microsoft selbst", "nicht bekannt"},
    .sure_plain = {"sicher: der Eintrag selbst sagt, wer es war",
                   "fast sicher: ein anderer Eintrag sagt, wer es war",
                   "wahrscheinlich, nicht bewiesen", "jemand von mehreren",
                   "die Einträge widersprechen sich", "jemand, den keine Liste des Partners kennt",
                   "nichts zeigt, wer es war", "ein Programm, keine Person"},
    .why_plain = {"nicht bei diesem Kunden", "nicht in diesem Teil der Cloud",
                  "nicht diese Art von Handlung", "nicht zu dieser Zeit", "ohne Ticket",
                  "ohne geltendes Recht", "ohne Rolle, die es erlaubt", "nicht diese Person"},
    .states_plain = {"gilt", "abgelaufen", "beendet", "noch nicht begonnen", "nicht bekannt"},
    .logs_plain = {"Anmeldungen", "Änderungen an Personen, Gruppen und Rollen",
                   "Post, Dateien und anderes in Microsoft 365", "Änderungen in Azure",
                   "Änderungen an Geräten", "Anfragen von Programmen", "Das Portal des Partners",
                   "Der Kennworttresor", "Vereinbarte Zugangszeiten", "Die Werkzeuge des Partners"},
};

}  // namespace aobo::sim
