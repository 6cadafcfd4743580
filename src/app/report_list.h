/*
 * report_list.h - the rows of the table of reports; see report.h.
 *
 * REPORT_LIST has a row for each report: name, code, title, basis, cases, by
 * (what it is split by when nothing is said), definition, what is left out,
 * what is not mature yet.
 * REPORT_LINE_LIST has the lines: report, form, label, over, under.
 */
#ifndef APP_REPORT_LIST_H
#define APP_REPORT_LIST_H

#define REPORT_LIST(X) \
	X(VOLUME, "volume", N_("Volume"), N_("by time of call"), \
	    VOLUME, TYPE, \
	    N_("demands with a number that are not void, merged ones too; " \
	    "beside the same time before and a year before"), NULL, NULL) \
	X(ON_THE_SPOT, "on-the-spot", N_("On-the-spot answers"), \
	    N_("by time of call"), ON_SPOT, ALL, \
	    N_("answered within the limit for an answer at once " \
	    "(answer.at_once); and what the desk settled by itself"), NULL, \
	    N_("still within that limit")) \
	X(FIRST_CONTACT, "first-contact", N_("First-contact resolution"), \
	    N_("by time of call"), FIRST_CONTACT, ALL, \
	    N_("answered, and no further contact of the same claimant on " \
	    "the same category within first_contact.window"), \
	    N_("callers without a number"), \
	    N_("answered less long ago than that")) \
	X(LINKED, "linked", N_("Answered with knowledge"), \
	    N_("by time of call"), LINKED, ALL, \
	    N_("answers that name a knowledge entry"), NULL, NULL) \
	X(PHONE, "phone", N_("Phone figures"), N_("by time of ringing"), \
	    PHONE, ALL, \
	    N_("calls answered over calls offered, and those answered " \
	    "within call.answer_within; 24 hours are those of the period " \
	    "that end with a full hour; from call data alone"), \
	    N_("given up before call.short_abandon"), NULL) \
	X(DISPATCH, "dispatch", N_("Dispatch timeliness"), \
	    N_("by time of dispatch"), DISPATCH, CLASS, \
	    N_("orders dispatched within the limit of their class; an " \
	    "order counts by its latest dispatch"), NULL, \
	    N_("waiting to be dispatched")) \
	X(SIGN, "sign", N_("Sign-for timeliness"), \
	    N_("by time of dispatch"), SIGN, UNIT, \
	    N_("orders signed for within the limit; an order counts by its " \
	    "latest dispatch"), NULL, N_("unsigned, limit ahead")) \
	X(CONTACT, "contact", N_("First-contact timeliness"), \
	    N_("by time of dispatch"), CONTACT, UNIT, \
	    N_("claimant reached, or tried contact.tries times, within the " \
	    "limit; an order counts once, by its latest dispatch"), \
	    N_("approved exclusions"), \
	    N_("not contacted, limit ahead")) \
	X(ON_TIME, "on-time", N_("On-time feedback"), \
	    N_("by end of the limit"), ON_TIME, UNIT, \
	    N_("reported within the limit printed on the order; a granted " \
	    "extension counts in the first line, the second is of orders " \
	    "that were not extended"), \
	    N_("approved exclusions"), N_("no report, limit ahead")) \
	X(OVERDUE, "overdue", N_("Overdue now"), N_("now"), OVERDUE, UNIT, \
	    N_("open orders at a unit without a report whose limit has " \
	    "ended; oldest first"), NULL, NULL) \
	X(RETURNS, "returns", N_("Returns"), N_("by time of dispatch"), \
	    RETURNS, UNIT, \
	    N_("every dispatch counts, with the ruling on its return"), \
	    NULL, N_("ruling ahead")) \
	X(EXTENSIONS, "extensions", N_("Extensions"), \
	    N_("by time of dispatch"), EXTENSIONS, UNIT, \
	    N_("orders with a granted extension, and requests refused"), \
	    NULL, N_("to be decided")) \
	X(REWORK, "rework", N_("Rework"), N_("by time of closing"), REWORK, \
	    UNIT, N_("closed orders that took a second round of handling"), \
	    N_("approved exclusions"), NULL) \
	X(THREE_RATES, "three-rates", N_("Three rates"), \
	    N_("by time of callback"), THREE_RATES, ALL, \
	    N_("what claimants say when called back: final is the latest " \
	    "callback of the period, first an order's first of all"), \
	    N_("approved exclusions"), \
	    N_("limit in the period, callback ahead")) \
	X(CALLBACKS, "callbacks", N_("Callback reach"), \
	    N_("by end of the callback's time"), CALLBACKS, ALL, \
	    N_("orders due for callback: reached, tries, overdue"), NULL, \
	    N_("neither reached nor given up")) \
	X(REPEAT, "repeat", N_("Repeat demands"), N_("by time of call"), \
	    REPEAT, ALL, \
	    N_("ended demands that the same claimant raised again, same " \
	    "topic and district, within repeat.window"), \
	    N_("callers without a number"), \
	    N_("ended less long ago than that")) \
	X(PER_10000, "per-10000", N_("Demands per 10,000 residents"), \
	    N_("by time of call"), RESIDENTS, DISTRICT, \
	    N_("dispatched demands by place, times 10,000, over the " \
	    "residents of that place (population.tsv)"), \
	    N_("approved exclusions"), NULL) \
	X(SURGE, "surge", N_("Surges"), N_("by time of call"), SURGE, OWN, \
	    N_("category and district with at least surge.min demands on " \
	    "the last day of the period, and more than mean + 3 times its " \
	    "root of the eight like weekdays before"), NULL, NULL) \
	X(MONTHLY_TOPIC, "monthly-topic", N_("Topic of the month"), \
	    N_("by time of call"), NONE, ALL, \
	    N_("volume and three rates of the topics in monthly.topics, " \
	    "month by month"), \
	    NULL, NULL) \
	X(SUPERVISED, "supervised", N_("Supervised and urged"), \
	    N_("by time of the instruction"), SUPERVISED, OWN, \
	    N_("supervisions ended in time, those open, by officer; and " \
	    "urges"), NULL, N_("open, due ahead")) \
	X(EXCLUSIONS, "exclusions", N_("Exclusions and appeals"), \
	    N_("by time of decision"), EXCLUSIONS, OWN, \
	    N_("applications approved, by reviewer and ground, and appeals " \
	    "against ratings"), NULL, \
	    N_("to be decided")) \
	X(RISK, "risk", N_("Risk"), N_("by time of call"), NONE, ALL, \
	    N_("orders with a risk flag and the time to their notice"), \
	    NULL, NULL) \
	X(FRESHNESS, "freshness", N_("Knowledge freshness"), N_("now"), \
	    NONE, UNIT, \
	    N_("entries in force, due for review, soon to lapse, never " \
	    "reviewed, without an owner"), NULL, NULL) \
	X(USE, "use", N_("Knowledge use"), N_("by time of use"), USE, OWN, \
	    N_("entries used in answers and opened in searches"), NULL, \
	    NULL) \
	X(GAPS, "gaps", N_("Questions without an answer"), \
	    N_("by time of search"), GAPS, OWN, \
	    N_("searches that found nothing, those that led to nothing, and " \
	    "answers marked as not found; most operators first"), NULL, \
	    NULL) \
	X(POLICY_QUESTIONS, "policy-questions", N_("Questions per policy"), \
	    N_("by time of call"), POLICY, OWN_DAY, \
	    N_("demands answered from a document's entries and contacts on " \
	    "them, by week since it took effect"), NULL, NULL) \
	X(OPERATORS, "operators", N_("Operator work"), \
	    N_("by time of call"), OPERATORS, OWN, \
	    N_("demands logged and the time they took, contacts noted, " \
	    "drafts left open; speed alone ranks nobody"), NULL, NULL) \
	X(QA_SAMPLE, "qa-sample", N_("Sample for review"), \
	    N_("by time of call"), NONE, ALL, \
	    N_("a random sample of every type and operator, drawn by a " \
	    "seed, to be reviewed and scored"), NULL, NULL) \
	X(QUALITY, "quality", N_("Data quality"), N_("by time of call"), \
	    QUALITY, ALL, N_("records that lack something or cannot be"), \
	    NULL, NULL) \
	X(ACCESS, "access", N_("Access to personal data"), \
	    N_("by time of access"), ACCESS, OWN, \
	    N_("personal data shown whole, and exports, by person"), NULL, \
	    NULL) \
	X(PUBLICITY, "publicity", N_("Quarterly publicity"), \
	    N_("by time of call"), NONE, ALL, \
	    N_("volume, types, categories, districts, the three rates and " \
	    "the topic of the month of closed months for the public; small " \
	    "numbers and what would give them away are withheld"), NULL, NULL) \
	X(REFRESH, "refresh", N_("Refresh"), N_("now"), NONE, ALL, \
	    N_("the knowledge base in use and the runs that made it"), \
	    NULL, NULL)

#define REPORT_LINE_LIST(X) \
	X(VOLUME, COUNT, N_("in the period"), N_("demands"), NULL) \
	X(VOLUME, COUNT, N_("same time before"), N_("demands"), NULL) \
	X(VOLUME, COUNT, N_("a year before"), N_("demands"), NULL) \
	X(ON_THE_SPOT, RATE, N_("(a) answered at once"), \
	    N_("consultations answered within answer.at_once"), \
	    N_("consultations not referred")) \
	X(ON_THE_SPOT, RATE, N_("(b) settled by the desk itself"), \
	    N_("answered or referred"), N_("all demands")) \
	X(FIRST_CONTACT, RATE, N_("settled at the first contact"), \
	    N_("no further contact"), N_("answered")) \
	X(LINKED, RATE, N_("with an entry"), N_("with an entry"), \
	    N_("answered")) \
	X(LINKED, RATE, N_("with an entry in force that day"), \
	    N_("and it was in force"), N_("answered")) \
	X(PHONE, RATE, N_("answered"), N_("answered"), N_("calls offered")) \
	X(PHONE, RATE, N_("answered soon"), \
	    N_("answered within call.answer_within"), \
	    N_("calls not given up at once")) \
	X(PHONE, RATE, N_("given up"), N_("given up"), \
	    N_("calls not given up at once")) \
	X(PHONE, RATIO, N_("seconds in the queue"), \
	    N_("seconds in the queue"), N_("calls offered")) \
	X(PHONE, RATIO, N_("seconds of talk"), N_("seconds of talk"), \
	    N_("calls answered")) \
	X(PHONE, RATE, N_("lowest in any 24 hours"), N_("answered"), \
	    N_("calls offered")) \
	X(PHONE, RATE, N_("24 hours that reach call.answer_rate"), \
	    N_("reach it"), N_("24 hours with calls")) \
	X(DISPATCH, RATE, N_("dispatched in time"), N_("in time"), \
	    N_("orders dispatched")) \
	X(SIGN, RATE, N_("signed in time"), N_("in time"), \
	    N_("orders dispatched")) \
	X(CONTACT, RATE, N_("contacted in time"), N_("in time"), \
	    N_("orders dispatched")) \
	X(ON_TIME, RATE, N_("reported in time"), N_("in time"), \
	    N_("orders due")) \
	X(ON_TIME, RATE, N_("without those extended"), N_("in time"), \
	    N_("orders due that were not extended")) \
	X(OVERDUE, RATE, N_("overdue"), N_("overdue"), \
	    N_("open orders at a unit")) \
	X(OVERDUE, COUNT, N_("up to 1 day"), N_("overdue"), NULL) \
	X(OVERDUE, COUNT, N_("1 to 3 days"), N_("overdue"), NULL) \
	X(OVERDUE, COUNT, N_("3 to 7 days"), N_("overdue"), NULL) \
	X(OVERDUE, COUNT, N_("more than 7 days"), N_("overdue"), NULL) \
	X(RETURNS, RATE, N_("return asked for"), N_("with a request"), \
	    N_("dispatches")) \
	X(RETURNS, RATE, N_("wrongly dispatched"), N_("return upheld"), \
	    N_("dispatches")) \
	X(RETURNS, RATE, N_("return unfounded"), N_("rejected"), \
	    N_("requests ruled on")) \
	X(EXTENSIONS, RATE, N_("extended"), N_("with a granted extension"), \
	    N_("orders dispatched")) \
	X(EXTENSIONS, RATE, N_("refused"), N_("refused"), \
	    N_("requests decided")) \
	X(REWORK, RATE, N_("reworked"), N_("two rounds or more"), \
	    N_("orders closed")) \
	X(THREE_RATES, RATE, N_("response, final"), \
	    N_("the unit made contact"), N_("reached and asked")) \
	X(THREE_RATES, RATE, N_("resolution, final"), N_("solved"), \
	    N_("reached and asked")) \
	X(THREE_RATES, RATE, N_("satisfaction, final"), N_("satisfied"), \
	    N_("reached and rated")) \
	X(THREE_RATES, RATE, N_("response, first"), \
	    N_("the unit made contact"), N_("reached and asked")) \
	X(THREE_RATES, RATE, N_("resolution, first"), N_("solved"), \
	    N_("reached and asked")) \
	X(THREE_RATES, RATE, N_("satisfaction, first"), N_("satisfied"), \
	    N_("reached and rated")) \
	X(THREE_RATES, RATE, N_("not rated"), N_("not rated"), \
	    N_("callbacks concluded")) \
	X(CALLBACKS, RATE, N_("reached"), N_("reached"), \
	    N_("orders called back or given up")) \
	X(CALLBACKS, RATIO, N_("tries per order"), N_("calls"), \
	    N_("orders due for callback")) \
	X(CALLBACKS, RATE, N_("callback overdue"), N_("overdue"), \
	    N_("orders due for callback")) \
	X(REPEAT, RATE, N_("raised again"), N_("raised again"), \
	    N_("ended demands")) \
	X(REPEAT, RATIO, N_("contacts per demand"), N_("contacts"), \
	    N_("demands")) \
	X(PER_10000, RESIDENTS, N_("in the period"), \
	    N_("dispatched demands"), N_("residents")) \
	X(PER_10000, RESIDENTS, N_("in 12 months"), \
	    N_("dispatched demands"), N_("residents")) \
	X(SURGE, MEAN, N_("surges"), N_("demands on the day"), \
	    N_("mean of the eight like weekdays before")) \
	X(MONTHLY_TOPIC, COUNT, N_("demands by month"), N_("demands"), NULL) \
	X(MONTHLY_TOPIC, RATE, N_("response by month"), \
	    N_("the unit made contact"), N_("reached and asked")) \
	X(MONTHLY_TOPIC, RATE, N_("resolution by month"), N_("solved"), \
	    N_("reached and asked")) \
	X(MONTHLY_TOPIC, RATE, N_("satisfaction by month"), \
	    N_("satisfied"), N_("reached and rated")) \
	X(SUPERVISED, RATE, N_("ended in time"), N_("ended in time"), \
	    N_("ended or overdue")) \
	X(SUPERVISED, COUNT, N_("open"), N_("supervisions"), NULL) \
	X(SUPERVISED, HUNDRED, N_("urges per 100 orders"), N_("urges"), \
	    N_("orders dispatched")) \
	X(EXCLUSIONS, RATE, N_("approved"), N_("approved"), N_("decided")) \
	X(EXCLUSIONS, RATE, N_("unreasonable demand"), N_("approved"), \
	    N_("decided")) \
	X(EXCLUSIONS, RATE, N_("outside the unit's duties"), \
	    N_("approved"), N_("decided")) \
	X(EXCLUSIONS, RATE, N_("force majeure"), N_("approved"), \
	    N_("decided")) \
	X(EXCLUSIONS, RATE, N_("duplicate of the same claimant"), \
	    N_("approved"), N_("decided")) \
	X(EXCLUSIONS, COUNT, N_("applied for"), N_("applications"), NULL) \
	X(EXCLUSIONS, RATE, N_("appeals upheld"), N_("upheld"), \
	    N_("decided")) \
	X(EXCLUSIONS, COUNT, N_("appeals made"), N_("appeals"), NULL) \
	X(FRESHNESS, RATE, N_("in force"), N_("in force"), N_("entries")) \
	X(FRESHNESS, RATE, N_("review overdue"), N_("review overdue"), \
	    N_("entries")) \
	X(FRESHNESS, RATE, N_("soon to lapse"), \
	    N_("ends within knowledge.expiring"), N_("entries")) \
	X(FRESHNESS, RATE, N_("never reviewed"), N_("no date of review"), \
	    N_("entries")) \
	X(FRESHNESS, RATE, N_("without an owner"), N_("no owner unit"), \
	    N_("entries")) \
	X(USE, COUNT, N_("used in answers"), N_("answers"), NULL) \
	X(USE, COUNT, N_("opened in searches"), N_("searches"), NULL) \
	X(GAPS, COUNT, N_("nothing found"), N_("searches"), NULL) \
	X(GAPS, COUNT, N_("found, nothing used"), N_("searches"), NULL) \
	X(GAPS, COUNT, N_("answered without an entry"), N_("answers"), NULL) \
	X(POLICY_QUESTIONS, COUNT, N_("demands"), N_("demands"), NULL) \
	X(POLICY_QUESTIONS, COUNT, N_("contacts"), N_("contacts"), NULL) \
	X(OPERATORS, COUNT, N_("demands logged"), N_("demands"), NULL) \
	X(OPERATORS, COUNT, N_("contacts noted"), N_("contacts"), NULL) \
	X(OPERATORS, COUNT, N_("drafts left open"), N_("drafts"), NULL) \
	X(OPERATORS, RATIO, N_("score in reviews"), \
	    N_("sum of scores, 1 to 5"), \
	    N_("reviews")) \
	X(OPERATORS, RATIO, N_("seconds of work after a call"), \
	    N_("seconds"), N_("calls with such work")) \
	X(QA_SAMPLE, MEAN, N_("drawn"), N_("demands to be reviewed"), \
	    N_("demands")) \
	X(QA_SAMPLE, RATE, N_("scored"), N_("scored by somebody"), \
	    N_("demands to be reviewed")) \
	X(QA_SAMPLE, RATIO, N_("accuracy"), N_("sum of scores, 1 to 5"), \
	    N_("reviews")) \
	X(QA_SAMPLE, RATIO, N_("completeness"), \
	    N_("sum of scores, 1 to 5"), N_("reviews")) \
	X(QA_SAMPLE, RATIO, N_("form"), N_("sum of scores, 1 to 5"), \
	    N_("reviews")) \
	X(QA_SAMPLE, RATIO, N_("tone"), N_("sum of scores, 1 to 5"), \
	    N_("reviews")) \
	X(QA_SAMPLE, RATE, N_("reviewers differ"), \
	    N_("by qa.differs or more in a mark"), \
	    N_("scored by two or more")) \
	X(QUALITY, RATE, N_("place missing"), N_("no district"), \
	    N_("demands that are no consultation")) \
	X(QUALITY, RATE, N_("category missing or \"other\""), \
	    N_("missing or other"), N_("demands")) \
	X(QUALITY, RATE, N_("text too short"), \
	    N_("fewer than text.content_thin characters"), N_("demands")) \
	X(QUALITY, RATE, N_("impossible times"), \
	    N_("a later step before an earlier one"), N_("demands")) \
	X(ACCESS, COUNT, N_("shown whole"), N_("accesses"), NULL) \
	X(ACCESS, COUNT, N_("exported"), N_("accesses"), NULL) \
	X(ACCESS, COUNT, N_("other"), N_("accesses"), NULL) \
	X(PUBLICITY, COUNT, N_("demands by type"), N_("demands"), NULL) \
	X(PUBLICITY, COUNT, N_("demands by category"), N_("demands"), NULL) \
	X(PUBLICITY, COUNT, N_("demands by district"), N_("demands"), NULL) \
	X(PUBLICITY, RATE, N_("three rates"), N_("as claimants say"), \
	    N_("reached and asked")) \
	X(PUBLICITY, COUNT, N_("topic of the month"), N_("demands"), NULL) \
	X(PUBLICITY, RATE, N_("three rates of the topics"), \
	    N_("as claimants say"), N_("reached and asked")) \
	X(REFRESH, COUNT, N_("knowledge base in use"), N_("entries"), NULL) \
	X(REFRESH, COUNT, N_("read in the last run"), N_("records"), NULL) \
	X(REFRESH, COUNT, N_("added"), N_("entries"), NULL) \
	X(REFRESH, COUNT, N_("changed"), N_("entries"), NULL) \
	X(REFRESH, COUNT, N_("withdrawn"), N_("entries"), NULL) \
	X(REFRESH, RATE, N_("rejected"), N_("records with an error"), \
	    N_("records read"))

#endif
