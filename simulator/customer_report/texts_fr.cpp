// The report's texts in French.
#include "simulator/customer_report/texts.h"

namespace aobo::sim {

const Texts kFrench = {
    .code = "fr",
    .title = "Qui, chez votre partenaire, est entré dans votre locataire",
    .review_title = "Ce que nos techniciens ont fait et ce dont ils ont besoin",
    .index_title = "Rapports par client",
    .colon = " : ",
    .thousands = ' ',
    .date = "{4} {3} {2}",
    .short_date = "{0:02}/{1:02}/{2}",
    .first_of_month = "1er",
    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
               "octobre", "novembre", "décembre"},
    .from_to = "Du {} au {}",
    .on_one_day = "Le {}",
    .days = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim"},
    .answer =
        "{} : {} personne[|s] de chez {}, nommément connue[|s], [a|ont] agi {} fois chez "
        "{} ; connexions : {}.",
    .nobody_named = "{}, les journaux ne nomment personne de chez {} qui ait agi chez {}.",
    .unnamed_acted = "Quelqu’un qui n’est pas nommé a agi {} fois et s’est connecté {} fois.",
    .programs_acted = "Des programmes ont agi {} fois et se sont connectés {} fois.",
    .nobody = "{}, les journaux ne montrent personne d’un partenaire chez {}.",
    .outside =
        "Hors de ce qui était convenu : {} sur {} enregistrement[|s] des gens et programmes du "
        "partenaire.",
    .none_outside =
        "Rien n’était hors de ce qui était convenu, pour autant que quelque chose l’était.",
    .silent = "Connexions après lesquelles les journaux ne montrent aucun changement : {}.",
    .unnamed = "Enregistrements qui ne montrent pas quelle personne c’était : {}.",
    .on_gaps =
        "Ces nombres reposent sur des journaux incomplets ; lacunes connues : {}. Ce qui s’y est "
        "passé n’est pas compté ici.",
    .on_silence =
        "Journaux sans enregistrement certains de ces jours, parce que c’était calme ou parce "
        "qu’ils n’ont pas été collectés : {}.",
    .on_partner_gaps =
        "Des journaux du partenaire lui-même, qui disent souvent qui c’était : lacunes connues : "
        "{}, journaux sans enregistrement certains de ces jours : {}.",
    .on_refused = "Enregistrements qui n’ont pas pu être lus, de quelque client que ce soit : {}.",
    .on_stopped =
        "La lecture a été arrêtée avant la fin des journaux ; cette page ne sait que ce qui était "
        "lu jusque-là.",
    .on_nothing =
        "Les journaux lus ne contiennent de ce temps aucun enregistrement <de |d’>{} ; qu’ils ne "
        "montrent rien ne prouve rien.",
    .listed_below = "chez {} client[|s] ; un par un sous « {} »",
    .who = "Qui",
    .who_head_person = "Personne",
    .who_head_partner = "Partenaire",
    .first = "Première fois",
    .last = "Dernière fois",
    .active_days = "Jours",
    .actions = "Actions",
    .sign_ins = "Connexions",
    .outside_head = "Hors accord",
    .with_mfa = "Avec connexion forte",
    .leaver = "avait quitté le partenaire",
    .has_left = "a quitté le partenaire depuis, ou est bloqué",
    .by_way = "accès :",
    .somebody = "Quelqu’un de chez {}, sans nom connu",
    .candidates = "une personne parmi {}",
    .agents = "{} personne[|s] du partenaire [a|ont] des droits ici",
    .program = "Un programme : {}",
    .nameless_program = "Un programme dont aucun journal ne dit le nom",
    .deeds_of_several =
        "Comptées une fois, pour la première personne nommée, bien que les enregistrements en "
        "nomment plusieurs : {} [activité|activités].",
    .rights = "Ce qu’ils ont le droit de faire",
    .unknown_partner = "un partenaire inconnu",
    .partner_not_known = "inconnu",
    .distributor = "un grossiste",
    .ends = "Fin",
    .rights_none =
        "Aucun droit d’un partenaire n’est connu, et les journaux n’en montrent aucun qui ait été "
        "utilisé.",
    .right_until = "jusqu’au {}",
    .right_open = "aucune fin connue",
    .right_renews = "se renouvelle de lui-même le {}, sauf si quelqu’un y met fin",
    .right_renews_always = "se renouvelle toujours de lui-même, sauf si quelqu’un y met fin",
    .right_dap = "Ancien accès illimité du partenaire : il permet tout et devrait être supprimé",
    .right_aobo = "tout dans votre abonnement Azure, comme propriétaire",
    .right_lighthouse = "ce que vous avez délégué dans Azure : voir Fournisseurs de services",
    .kind = "Type de droit",
    .status = "État",
    .roles = "Rôles",
    .powerful = "peut tout faire",
    .only_reads = "regarder les réglages et les rapports, sans rien changer",
    .nameless_roles = "{} rôle[|s] dont Microsoft ne publie pas de nom",
    .used_head = "Enregistrements qui en relèvent",
    .not_used = "pas utilisé",
    .unclear_use = "on ne peut le dire : aucun journal de ce temps",
    .programs = "Programmes qui ont des droits",
    .programs_text =
        "Programmes d’un partenaire qui ont agi ici, et programmes auxquels des personnes d’un "
        "partenaire ont donné des droits pendant ce temps. Ce qu’un programme peut faire d’autre "
        "se trouve dans Entra, sous Applications d’entreprise, Autorisations.",
    .program_head = "Programme",
    .permissions_head = "Droits donnés pendant ce temps",
    .permissions_unknown = "aucun que ces journaux montrent",
    .for_everybody = "pour tout le monde dans l’entreprise",
    .for_everybody_unknown =
        "des droits pour tout le monde dans l’entreprise ; lesquels, ces journaux ne le montrent "
        "pas",
    .used = "utilisé",
    .when = "Quand",
    .when_text =
        "Chaque carré est une heure ; plus il est foncé, plus il y en a. Cadre rouge : "
        "quelque chose hors accord. Cercle : une connexion sans changement.",
    .when_agreed =
        "Hachuré : heures pendant lesquelles, selon ce qui était convenu, personne ne devait "
        "travailler.",
    .when_caption = "{} enregistrement[|s] sur {} jour[|s], fuseau horaire {}",
    .when_cut = "Seuls les {} derniers de ces jours sont dessinés.",
    .changes = "Changements importants",
    .changes_none =
        "Aucun de ceux que ce rapport cherche : rôles, mots de passe et comptes d’administrateur, "
        "droits d’un partenaire, "
        "transfert du courrier, règles d’accès, connexion forte, journalisation, protections, "
        "suppression de données et de sauvegardes, connexion de votre domaine, clés et droits de "
        "programmes, droits dans Azure, accès aux boîtes aux lettres, licences et commandes.",
    .change_head = "Quoi",
    .undo_head = "Comment l’annuler",
    .detail = "Hors accord, un par un",
    .detail_text =
        "Pour qui veut le retrouver dans les journaux : opérations et identifiants tels que "
        "Microsoft les écrit.",
    .why_head = "Pourquoi hors accord",
    .id_head = "Opération et identifiant",
    .person_head = "Qui",
    .ticket_head = "Ticket",
    .changes_rest = "Autres changements",
    .changes_below = "et {} de plus, à la fin de cette page",
    .more = "et {} de plus ; aobo-sim report --json les donne tous",
    .given = "donné",
    .taken = "retiré",
    .change = {"a donné ou retiré un rôle d’administrateur",
               "a changé le mot de passe, un moyen de connexion ou le compte d’un administrateur",
               "a fait de quelqu’un l’administrateur d’un site, ou l’a retiré",
               "a changé ce qu’un partenaire peut faire chez vous",
               "a changé le transfert du courrier", "a changé qui peut se connecter et d’où",
               "a changé la connexion forte", "a changé ce qui est journalisé",
               "a désactivé ou affaibli une protection",
               "a supprimé des données, des sauvegardes ou des ressources entières",
               "a changé la connexion des personnes de votre domaine",
               "a donné à un programme une nouvelle clé de connexion",
               "a donné à un programme des droits ou un propriétaire",
               "a changé des droits dans Azure",
               "a changé qui peut ouvrir une boîte aux lettres ou envoyer en son nom",
               "a changé des licences ou des commandes"},
    .undo = {"regarder les membres du rôle et retirer qui n’a pas à y être",
             "faire choisir un nouveau mot de passe à cet administrateur, et regarder les moyens "
             "de connexion du compte",
             "regarder les administrateurs du site dans SharePoint et retirer qui n’a pas à y être",
             "regarder les relations avec les partenaires dans le centre d’administration et "
             "mettre fin à ce que vous n’avez pas convenu",
             "supprimer le transfert ou la règle de la boîte ou du flux de courrier",
             "remettre la règle comme elle était",
             "demander à la personne de s’enregistrer de nouveau, et l’exiger",
             "rétablir la journalisation ; ce qui n’a pas été journalisé est perdu",
             "la réactiver et regarder ce qui s’est passé entre-temps",
             "restaurer sans attendre ce qui peut l’être : ce qui est supprimé n’est gardé que "
             "quelques jours",
             "regarder la fédération du domaine et retirer ce qui n’est pas à vous",
             "retirer cette clé du programme",
             "regarder les autorisations et les propriétaires du programme et retirer ce que vous "
             "n’avez pas convenu",
             "regarder le contrôle d’accès de l’abonnement",
             "regarder qui peut utiliser la boîte et retirer qui ne le doit pas",
             "regarder la facture et annuler ce qui n’a pas été commandé"},
    .ways = "Comment ils sont entrés",
    .way_head = "Voie",
    .share = "Enregistrements",
    .mfa_share = "Connexions fortes parmi celles qui ont réussi : {} sur {}.",
    .legacy =
        "Par des voies qui ne connaissent pas de connexion forte (anciens logiciels de "
        "courrier et autres) : {} connexion[|s].",
    .command_line = "En ligne de commande (PowerShell et autres) : {} connexion[|s].",
    .blocked = "Connexions que vos règles d’accès ont arrêtées : {}.",
    .places = "Depuis {} adresse[|s] dans {} pays : {}.",
    .places_nowhere = "Depuis {} adresse[|s] ; les journaux ne nomment aucun pays.",
    .missing = "Ce que nous ne voyons pas",
    .missing_text =
        "Un journal sans enregistrement un jour donné était calme ou n’a pas été "
        "collecté ; les journaux ne disent pas lequel des deux. Les journaux absents "
        "de cette liste manquaient entièrement.",
    .unlogged_text =
        "Chaque action n’a pas sa connexion : tant qu’une connexion antérieure vaut, "
        "aucune nouvelle n’est enregistrée ; et un locataire sans Entra ID P1 n’a pas de "
        "journal des connexions, de sorte que seul le journal général en parle.",
    .log_head = "Journal",
    .days_with = "Jours avec enregistrements",
    .gaps_none = "Aucune lacune n’est connue.",
    .gap_end = "Une lacune terminée le {}",
    .confidence_text = "Certitude des noms, en enregistrements :",
    .named_head = "Certitude",
    .late_text = "Enregistrements arrivés en retard : {}.",
    .later_text =
        "Enregistrements qui ne se sont révélés que plus tard être d’un partenaire, et ne sont pas "
        "comptés ici : {}.",
    .judged_text =
        "Enregistrements en dehors de ce qui était convenu pour quelqu’un dont les suivants ont "
        "montré que "
        "ce n’était pas lui ; pas comptés ici : {}.",
    .unnamed_head = "Enregistrements sans nom",
    .gaps_head = "Lacunes connues",
    .questions = "Questions à poser à votre partenaire",
    .questions_none = "Les journaux n’en soulèvent aucune.",
    .q_outside = "Pourquoi était-ce hors de ce que nous avons convenu ? Enregistrements : {}.",
    .q_leaver = "Pourquoi {} pouvait-il ou elle encore agir après son départ ?",
    .q_unnamed = "Qui était derrière les enregistrements sans nom ? Enregistrements : {}.",
    .q_silent = "À quoi servaient les connexions sans changement ? Connexions : {}.",
    .q_dap = "Quand supprimez-vous l’ancien accès illimité ?",
    .q_gap = "Des journaux n’ont-ils pas été collectés, et pouvez-vous nous les donner ?",
    .q_mfa = "Pourquoi ces connexions n’étaient-elles pas fortes ? Connexions : {}.",
    .q_ticket =
        "Sous quels tickets cela a-t-il été fait ? Actions dont ce rapport n’en connaît aucun : "
        "{}.",
    .words = "Mots expliqués",
    .terms = {{{"Accord", "ce que vous et le partenaire permettez à qui, où et quand"},
               {"Action",
                "un enregistrement de quelque chose de fait ; se connecter n’en est pas une"},
               {"Clé",
                "ce avec quoi un programme se connecte, comme une personne avec son mot de passe"},
               {"Client", "vous : l’entreprise à qui est le locataire"},
               {"Connexion", "l’entrée de quelqu’un dans votre locataire"},
               {"Connexion forte", "un mot de passe et autre chose, comme un téléphone"},
               {"Droits délégués", "droits que vous avez donnés à des groupes du partenaire"},
               {"Enregistrement", "une ligne d’un journal de Microsoft"},
               {"Lacune", "un temps dont des enregistrements manquent"},
               {"Locataire", "la partie du cloud de Microsoft qui est à votre entreprise"},
               {"Partenaire", "l’entreprise qui s’occupe de votre locataire"},
               {"Rôle", "un ensemble de choses que quelqu’un peut faire"}}},
    .what_head = "Quoi",
    .made_by = "Fait par aobo-sim {} à partir de {} enregistrement[|s] ; fuseau horaire {}.",
    .made_of = "SHA-256 des fichiers sur lesquels ceci repose, exports compris :",
    .review_answer =
        "{} : {} personne[|s] de chez {}, nommément connue[|s], [a|ont] agi {} fois chez "
        "{} client[|s] ; connexions : {}.",
    .review_nobody = "{}, les journaux ne montrent personne de chez {} chez un client.",
    .review_on_nothing =
        "Clients dont les journaux ne contiennent de ce temps aucun enregistrement, de sorte que "
        "nul ne peut dire si leurs droits ont été utilisés : {}.",
    .matrix = "Techniciens, clients et droits",
    .by_right = "Par quels droits",
    .held = "Droits de chaque technicien",
    .held_text =
        "Par l’appartenance à des groupes, à la fin de ce temps. Qui a utilisé un droit a pu le "
        "faire par chacun de ses rôles : aucun journal ne dit par lequel.",
    .unused = "Droits que personne n’a utilisés",
    .unused_none = "Chaque rôle accordé a servi, ou aucun rôle n’est connu.",
    .unused_head = "Rien de ce qui a été fait n’a besoin de",
    .unclear_head = "On ne peut le dire",
    .needs = "Ce dont chacun a besoin",
    .needs_text =
        "Le plus petit ensemble de rôles qui aurait suffi à ce qui a été fait. Le mot de passe, "
        "les moyens de connexion et le compte d’un administrateur, seul un Privileged "
        "Authentication Administrator (ou un Global Administrator) peut les changer à coup sûr. "
        "Compte ici comme administrateur qui a un rôle que Microsoft marque comme privilégié.",
    .needs_unsure =
        "suffit si ce n’était pas le compte d’un administrateur, ce dont rien n’est connu : {}",
    .needs_apart = "Ce qui était hors de l’accord aurait demandé",
    .needs_none = "Rien n’a été fait qu’un rôle connu devrait couvrir.",
    .scopes = "La même chose pour aobo.yaml",
    .scopes_text =
        "Une portée par technicien, programme et client, avec les opérations faites qui n’étaient "
        "pas hors accord. Elle remplace les portées présentes.",
    .scope_outside = "laissé de côté, car hors de ce qui était convenu : {}",
    .scope_leaver = "aucune portée pour {}, qui est parti",
    .scope_free = "sans heures ni tickets, car aucune portée qui les demande ne l’a permis : {}",
    .scope_unnamed = "aucune portée ne couvre les enregistrements qui ne nomment personne : {}",
    .scope_for_anybody =
        "en était convenu, qui que ce fût, et personne ne reçoit de portée pour cela : {}",
    .uncovered = "Opérations sans rôle connu",
    .left_over = "Ancien accès illimité, personnes parties",
    .leaver_with_rights = "est parti ou bloqué, et encore dans un groupe qui a des droits",
    .vault = "Comptes partagés sans emprunt",
    .tools = "Programmes qui ont agi",
    .tool_accounts = "Comptes d’outils",
    .tool_head = "Outil",
    .keys_head = "Clés",
    .key_unknown = "pas dans les exports",
    .secrets = "Secrets qui ont été changés",
    .times_head = "Nombre",
    .credit = "Crédit partenaire menacé",
    .credit_by_partner = "Par les gens du partenaire",
    .credit_by_others = "Par le client lui-même",
    .none = "Aucun.",
    .customer = "Client",
    .roles_plain = {"réinitialiser les mots de passe des utilisateurs ordinaires",
                    "réinitialiser les mots de passe et exiger une nouvelle connexion",
                    "donner et retirer des licences", "gérer les groupes",
                    "changer la façon dont les gens prouvent qui ils sont",
                    "gérer les personnes et les groupes, réinitialiser les mots de passe",
                    "décider qui peut se connecter et d’où", "gérer les programmes",
                    "gérer les programmes et la façon dont ils atteignent votre réseau",
                    "gérer les appareils", "gérer le courrier", "gérer les fichiers et les sites",
                    "gérer Teams", "gérer les domaines", "gérer les réglages de sécurité",
                    "changer la façon dont les administrateurs prouvent qui ils sont",
                    "donner et retirer les rôles d’administrateur",
                    "décider comment les gens peuvent prouver qui ils sont"},
    .ways_plain = {"droits que vous avez donnés à des groupes du partenaire",
                   "l’ancien accès illimité du partenaire",
                   "Azure, comme propriétaire pour votre compte",
                   "Azure, par des droits du locataire du partenaire",
                   "comme invité dans votre locataire",
                   "un compte chez vous que plusieurs partagent", "un programme",
                   "comme une personne de chez vous", "Microsoft même", "inconnue"},
    .sure_plain = {"certain : l’enregistrement même dit qui c’était",
                   "presque certain : un autre enregistrement dit qui c’était",
                   "probable, pas prouvé", "une personne parmi plusieurs",
                   "les enregistrements se contredisent",
                   "quelqu’un qu’aucune liste du partenaire ne connaît",
                   "rien ne montre qui c’était", "un programme, pas une personne"},
    .why_plain = {"pas chez ce client", "pas dans cette partie du cloud", "pas ce genre d’action",
                  "pas à cette heure", "sans ticket", "sans droit en vigueur",
                  "sans rôle qui le permette", "pas cette personne"},
    .states_plain = {"en vigueur", "échu", "terminé", "pas encore commencé", "inconnu"},
    .logs_plain = {"Connexions", "Changements de personnes, groupes et rôles",
                   "Courrier, fichiers et le reste de Microsoft 365", "Changements dans Azure",
                   "Changements d’appareils", "Requêtes de programmes", "Le portail du partenaire",
                   "Le coffre de mots de passe", "Heures d’accès convenues",
                   "Les outils du partenaire"},
    .zero_is_one = true,
};

}  // namespace aobo::sim
