// The report's texts in English.
#include "simulator/customer_report/texts.h"

namespace aobo::sim {

const Texts kEnglish = {
    .code = "en",
    .title = "Who from your partner was in your tenant",
    .review_title = "What our people did, and what they need",
    .index_title = "Reports by customer",
    .colon = ": ",
    .thousands = ',',
    .date = "{0} {3} {2}",
    .short_date = "{0} {3:.3} {2}",
    .first_of_month = "1",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"},
    .from_to = "From {} to {}",
    .on_one_day = "On {}",
    .days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    .answer =
        "{}, {} named [person|people] of {} acted {} time[|s] in {} and signed in {} "
        "time[|s].",
    .nobody_named = "{}, the logs name nobody of {} who acted in {}.",
    .unnamed_acted = "Somebody who is not named acted {} time[|s] and signed in {} time[|s].",
    .programs_acted = "Programs acted {} time[|s] and signed in {} time[|s].",
    .nobody = "{}, the logs show nobody of a partner in {}.",
    .outside =
        "Outside what was agreed: {} of the {} record[|s] of the partner's people and programs.",
    .none_outside = "None of it was outside what was agreed, as far as anything was agreed.",
    .silent = "Sign-ins after which the logs show no change: {}.",
    .unnamed = "Records that do not show which person it was: {}.",
    .on_gaps =
        "These numbers rest on incomplete logs; known gaps: {}. What happened in them is not "
        "counted here.",
    .on_silence =
        "Logs that hold no record on some of these days, because it was quiet or because they were "
        "not collected: {}.",
    .on_partner_gaps =
        "Of the partner's own logs, which often tell who it was: known gaps: {}, logs without a "
        "record on some of these days: {}.",
    .on_refused = "Records that could not be read, of whatever customer: {}.",
    .on_stopped =
        "The reading was stopped before the end of the logs; this page knows only what was read by "
        "then.",
    .on_nothing =
        "The logs that were read hold no record of {} from this time; that they show nothing "
        "proves nothing.",
    .listed_below = "of {} customer[|s]; listed under \"{}\"",
    .who = "Who",
    .who_head_person = "Person",
    .who_head_partner = "Partner",
    .first = "First seen",
    .last = "Last seen",
    .active_days = "Days",
    .actions = "Actions",
    .sign_ins = "Sign-ins",
    .outside_head = "Outside agreement",
    .with_mfa = "With strong sign-in",
    .leaver = "had left the partner",
    .has_left = "has left the partner since, or is disabled",
    .by_way = "access:",
    .somebody = "Somebody of {}, not named",
    .candidates = "one of {} people",
    .agents = "{} of the partner's people hold[s|] rights here",
    .program = "A program: {}",
    .nameless_program = "A program whose name no log tells",
    .deeds_of_several =
        "Counted once, for whoever the records name first, though they name several people: {} "
        "[activity|activities].",
    .rights = "What they may do",
    .unknown_partner = "an unknown partner",
    .partner_not_known = "not known",
    .distributor = "a distributor",
    .ends = "Ends",
    .rights_none = "No right of a partner is on record, and the logs show none that was used.",
    .right_until = "until {}",
    .right_open = "no end is known",
    .right_renews = "renews itself on {} unless it is ended",
    .right_renews_always = "renews itself again and again unless it is ended",
    .right_dap = "Old unlimited partner access: it allows everything and should be ended",
    .right_aobo = "everything in your Azure subscription, as its owner",
    .right_lighthouse = "what you delegated in Azure: see Service providers there",
    .kind = "Kind of right",
    .status = "State",
    .roles = "Roles",
    .powerful = "may do everything",
    .only_reads = "look at settings and reports, change nothing",
    .nameless_roles = "{} role[|s] for which Microsoft publishes no name",
    .used_head = "Records that rest on it",
    .not_used = "not used",
    .unclear_use = "cannot be said: no log of this time",
    .programs = "Programs with rights",
    .programs_text =
        "Programs of a partner that acted here, and programs that a partner's people gave rights "
        "in this time. What else a program may do stands in Entra, under Enterprise applications, "
        "Permissions.",
    .program_head = "Program",
    .permissions_head = "Rights given in this time",
    .permissions_unknown = "none that these logs show",
    .for_everybody = "for everybody in the company",
    .for_everybody_unknown = "rights for everybody in the company; which, these logs do not show",
    .used = "used",
    .when = "When",
    .when_text =
        "Each square is an hour; the darker, the more. A red frame: something outside the "
        "agreement. A circle: a sign-in that changed nothing.",
    .when_agreed = "Hatched: hours in which, by what was agreed, nobody was to work.",
    .when_caption = "{} record[|s] on {} day[|s], times in {}",
    .when_cut = "Only the last {} of these days are drawn.",
    .changes = "Changes that matter",
    .changes_none =
        "None of the kinds that this report looks for: administrators' roles, their passwords and "
        "accounts, what a partner may "
        "do, mail forwarding, access rules, strong sign-in, logging, protections, deleted data and "
        "backups, how your domain's people sign in, keys and rights of programs, rights in Azure, "
        "access to mailboxes, licences and orders.",
    .change_head = "What",
    .undo_head = "How to undo it",
    .detail = "Outside the agreement, one by one",
    .detail_text =
        "For whoever looks it up in the logs: operations and ids as Microsoft writes them.",
    .why_head = "Why outside",
    .id_head = "Operation and id",
    .person_head = "Who",
    .ticket_head = "Ticket",
    .changes_rest = "More changes",
    .changes_below = "and {} more, at the end of this page",
    .more = "and {} more; aobo-sim report --json lists them all",
    .given = "given",
    .taken = "taken away",
    .change = {"gave or took an administrator's role",
               "changed the password, a way to sign in or the account of an administrator",
               "made somebody an administrator of a site, or took that away",
               "changed what a partner may do in your tenant", "changed how mail is sent on",
               "changed who may sign in from where", "changed strong sign-in",
               "changed what is logged", "switched off a protection or weakened it",
               "deleted data, backups or whole resources",
               "changed how your domain's people sign in",
               "gave a program a new key to sign in with", "gave a program rights or an owner",
               "changed rights in Azure", "changed who may open a mailbox or send in its name",
               "changed licences or orders"},
    .undo =
        {"look at the members of the role and remove who should not be there",
         "let that administrator set a new password, and look at the account's ways to sign in",
         "look at the administrators of the site in SharePoint and remove who should not be there",
         "look at the partner relationships in your admin centre and end what you did not agree to",
         "remove the forwarding or the rule in the mailbox or in mail flow",
         "set the rule back to what it was",
         "ask the person concerned to register again, and require it",
         "switch logging on again; what was not logged is lost",
         "switch it on again, and look at what happened meanwhile",
         "restore what still can be, and at once: what is deleted is kept for days only",
         "look at the domain's federation and remove what is not yours",
         "remove that key from the program",
         "look at the program's permissions and owners, and remove what you did not agree to",
         "look at access control of the subscription",
         "look at who may use the mailbox, and remove who should not",
         "look at your bill, and cancel what was not ordered"},
    .ways = "How they came in",
    .way_head = "Way in",
    .share = "Records",
    .mfa_share = "{} of {} successful sign-in[ was|s were] with strong sign-in.",
    .legacy =
        "By ways that know no strong sign-in (old mail programs and the like): {} "
        "sign-in[|s].",
    .command_line = "By command line (PowerShell and the like): {} sign-in[|s].",
    .blocked = "Sign-ins that your access rules stopped: {}.",
    .places = "From {} address[|es] in {} countr[y|ies]: {}.",
    .places_nowhere = "From {} address[|es]; the logs name no country.",
    .missing = "What we cannot see",
    .missing_text =
        "A log without records on a day was quiet or was not collected; the logs do not tell "
        "which. Logs that are not listed here were not there at all.",
    .unlogged_text =
        "Not every action has a sign-in beside it: while an earlier one holds, none is "
        "logged anew; and a tenant without Entra ID P1 has no log of sign-ins of its own, "
        "so that only the general log tells of them.",
    .log_head = "Log",
    .days_with = "Days with records",
    .gaps_none = "No gap is known.",
    .gap_end = "A gap that ended on {}",
    .confidence_text = "How sure the names are, in records:",
    .named_head = "How sure",
    .late_text = "Records that came late: {}.",
    .later_text = "Records that showed only later to be a partner's, and are not counted here: {}.",
    .judged_text =
        "Records outside what was agreed for somebody who, as later ones showed, it was not; not "
        "counted "
        "here: {}.",
    .unnamed_head = "Records without a name",
    .gaps_head = "Known gaps",
    .questions = "Questions to ask your partner",
    .questions_none = "The logs raise none.",
    .q_outside = "Why was this outside what we agreed? Records: {}.",
    .q_leaver = "Why could {} still act after leaving you?",
    .q_unnamed = "Who stood behind the records without a name? Records: {}.",
    .q_silent = "What were the sign-ins for that changed nothing? Sign-ins: {}.",
    .q_dap = "When do you end the old unlimited access?",
    .q_gap = "Were logs not collected, and can you give them to us?",
    .q_mfa = "Why were these sign-ins without strong sign-in? Sign-ins: {}.",
    .q_ticket =
        "Under which tickets was this done? Actions of which this report knows no ticket: {}.",
    .words = "Words explained",
    .terms = {{{"Action", "a record of something done; signing in alone is none"},
               {"Agreement", "what you and the partner allowed whom, where and when"},
               {"Candidate", "a person who may have done it, where it is not sure who did"},
               {"Customer", "you: the company whose tenant it is"},
               {"Delegated rights", "rights in your tenant that you gave to your partner's groups"},
               {"Gap", "a time from which records are missing"},
               {"Partner", "the company that looks after your tenant"},
               {"Record", "a line in a log of Microsoft's"},
               {"Role", "a set of things that somebody may do"},
               {"Sign-in", "somebody enters your tenant; that alone changes nothing"},
               {"Strong sign-in", "a password and something more, like a phone"},
               {"Tenant", "your company's part of Microsoft's cloud"}}},
    .what_head = "What",
    .made_by = "Made by aobo-sim {} from {} record[|s]; times in {}.",
    .made_of = "SHA-256 of the files that this rests on, exports among them:",
    .review_answer =
        "{}, {} named [person|people] of {} acted {} time[|s] at {} customer[|s] and "
        "signed in {} time[|s].",
    .review_nobody = "{}, the logs show nobody of {} at a customer.",
    .review_on_nothing =
        "Customers of whom the logs hold no record from this time, so that of their rights nobody "
        "can say whether they were used: {}.",
    .matrix = "Technicians, customers and rights",
    .by_right = "By which rights",
    .held = "Rights that each technician holds",
    .held_text =
        "By membership of groups, at the end of this time. A right that somebody used may rest on "
        "any of its roles: no log tells which.",
    .unused = "Rights that nobody used",
    .unused_none = "Every role that is granted was needed, or no roles are known.",
    .unused_head = "Nothing that was done needs",
    .unclear_head = "Cannot be said",
    .needs = "What each needs",
    .needs_text =
        "The smallest set of roles that would have covered what was done. An administrator's "
        "password, ways to sign in and account only a Privileged Authentication Administrator (or "
        "a Global Administrator) may surely change. Whoever holds a role that Microsoft marks as "
        "privileged counts as an administrator here.",
    .needs_unsure =
        "enough unless it was an administrator's account, of which nothing is known: {}",
    .needs_apart = "What was outside the agreement would have needed",
    .needs_none = "Nothing was done that a known role would have to cover.",
    .scopes = "The same for aobo.yaml",
    .scopes_text =
        "A scope for each technician, program and customer, with the operations that were done and "
        "were not outside what was agreed. It stands in place of the scopes that are there.",
    .scope_outside = "left out, because it was outside what was agreed: {}",
    .scope_leaver = "no scope for {}, who has left",
    .scope_free = "without hours and tickets, as no scope that asks for them allowed it: {}",
    .scope_unnamed = "no scope covers records that name nobody: {}",
    .scope_for_anybody =
        "of these it was agreed for whoever it may have been, and nobody gets a scope for it: {}",
    .uncovered = "Operations without a known role",
    .left_over = "Old unlimited access, leavers",
    .leaver_with_rights = "has left or is disabled, and is still in a group that has rights",
    .vault = "Shared accounts without a check-out",
    .tools = "Programs that acted",
    .tool_accounts = "Accounts of tools",
    .tool_head = "Tool",
    .keys_head = "Keys",
    .key_unknown = "not in the exports",
    .secrets = "Secrets that were changed",
    .times_head = "Times",
    .credit = "Earned credit at risk",
    .credit_by_partner = "By the partner's people",
    .credit_by_others = "By the customer's own",
    .none = "None.",
    .customer = "Customer",
    .roles_plain = {"reset passwords of ordinary users",
                    "reset passwords and make people sign in anew", "give and take licences",
                    "manage groups", "change how people prove who they are",
                    "manage people and groups, and reset passwords",
                    "decide who may sign in from where", "manage programs",
                    "manage programs and how they reach your network", "manage devices",
                    "manage mail", "manage files and sites", "manage Teams", "manage domains",
                    "manage security settings", "change how administrators prove who they are",
                    "give and take administrators' roles",
                    "decide how people may prove who they are"},
    .ways_plain = {"rights that you gave to their groups", "the old unlimited partner access",
                   "Azure, as owner on your behalf",
                   "Azure, by rights given to the partner's tenant", "as a guest in your tenant",
                   "an account of yours that several of them share", "a program",
                   "as one of your own people", "Microsoft itself", "not known"},
    .sure_plain = {"certain: the record itself tells the person",
                   "nearly certain: another record tells the person", "likely, not proven",
                   "one of several people", "the records contradict each other",
                   "somebody whom no list of the partner's people holds",
                   "nothing shows who it was", "a program, and no person"},
    .why_plain = {"not at this customer", "not in this part of the cloud",
                  "not this kind of action", "not at this time", "without a ticket",
                  "without a right in force", "without a role that allows it", "not this person"},
    .states_plain = {"in force", "run out", "ended", "not begun", "not known"},
    .logs_plain = {"Sign-ins", "Changes to people, groups and roles",
                   "Mail, files and the rest of Microsoft 365", "Changes in Azure",
                   "Changes to devices", "Requests of programs", "The partner's portal",
                   "The password vault", "Agreed times of access", "The tools of the partner"},
};

}  // namespace aobo::sim
