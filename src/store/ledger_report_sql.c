/*
 * ledger_report_sql.c - what is a case of which report.
 *
 * Pieces that mean the same in every report are written once: the base set
 * (numbered, not void), the excluded ones, a period. In what a unit did, a
 * merged demand counts through its master alone, and a demand whose order was
 * taken back counts again when it is dispatched again. A step that was undone
 * counts nowhere, as if it had not been taken.
 */
#include "store/ledger_report_sql.h"
#include "store/ledger_part.h"

#define IN(column) column " >= $from AND " column " < $to"
#define COUNTED "d.state <> 'void'"
#define MASTER "d.master = 0"
#define EVER_DISPATCHED "d.dispatch_round > 0"
/* at a unit or done: neither taken back nor opened again */
#define ORDER "d.state NOT IN ('void', 'registered', 'to_dispatch')"
#define EXCLUDED "EXISTS (SELECT 1 FROM sub x WHERE x.demand = d.id" \
	" AND x.kind = 'exclusion' AND x.state = 'granted')"
#define CATEGORY(topic) \
	"substr(" topic ", 1, instr(" topic " || '.', '.') - 1)"
/* until when a limit could still be kept */
#define STOP "CASE WHEN d.closed_at > 0 THEN d.closed_at ELSE $now END"

#define KEYS_BUT_UNIT ", d.type AS type, d.state AS state," \
	" d.channel AS channel, d.class AS class, d.topic AS topic," \
	" d.district AS district, d.street AS street," \
	" d.operator AS operator"
#define KEYS KEYS_BUT_UNIT ", d.lead_unit AS unit"
#define HEAD(line, at, own, person) "SELECT d.id AS demand, " line \
	" AS line, " at " AS at, " own " AS own, " person " AS person"
#define SUMS(up, down, out, soon, took) ", " up " AS up, " down " AS down, " \
	out " AS out, " soon " AS soon, " took " AS took"
#define CASE_OF(line, at) HEAD(line, at, "''", "''") KEYS
/*
 * What costs a look into other tables is a column of an inner query, and what
 * uses it several times stands outside. With a limit, though it be none,
 * SQLite keeps the two apart and makes each column once.
 */
#define APART " LIMIT -1"
#define OUTER(line) "SELECT demand, " line " AS line, at, own, person," \
	" type, state, channel, class, topic, district, street, operator, unit"
#define LINES_2 " CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) l"
#define LINES_3 " CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1" \
	" UNION ALL SELECT 2) l"
#define LINES_4 " CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1" \
	" UNION ALL SELECT 2 UNION ALL SELECT 3) l"
#define LINES_5 " CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1" \
	" UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) l"
#define LINES_7 " CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1" \
	" UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4" \
	" UNION ALL SELECT 5 UNION ALL SELECT 6) l"
#define UNION " UNION ALL "

/* A case that belongs to no demand. */
#define NO_DEMAND(line, at, own, person) "SELECT 0 AS demand, " line \
	" AS line, " at " AS at, " own " AS own, " person " AS person," \
	" '' AS type, '' AS state, '' AS channel, '' AS class," \
	" '' AS topic, '' AS district, '' AS street, '' AS operator," \
	" '' AS unit"

#define VOLUME_OF(line, from, to) CASE_OF(line, "d.intake_at") \
	SUMS("1", "0", "0", "0", "NULL") " FROM demand d" \
	" WHERE d.intake_at >= " from " AND d.intake_at < " to \
	" AND " COUNTED

#define VOLUME VOLUME_OF("0", "$from", "$to") UNION \
	VOLUME_OF("1", "$before_from", "$before_to") UNION \
	VOLUME_OF("2", "$year_from", "$year_to")

#define AT_ONCE "(d.state = 'answered'" \
	" AND d.answered_at - d.intake_at <= $at_once)"
#define STILL_AT_ONCE "(d.state = 'registered'" \
	" AND d.intake_at + $at_once > $now)"
#define ON_SPOT CASE_OF("0", "d.intake_at") \
	SUMS(AT_ONCE, "NOT " STILL_AT_ONCE, "0", STILL_AT_ONCE, "NULL") \
	" FROM demand d WHERE " IN("d.intake_at") " AND " COUNTED \
	" AND d.type = 'consultation' AND d.state <> 'referred'" UNION \
	CASE_OF("1", "d.intake_at") \
	SUMS("d.state IN ('answered', 'referred')", "1", "0", "0", "NULL") \
	" FROM demand d WHERE " IN("d.intake_at") " AND " COUNTED

#define CAME_AGAIN "(EXISTS (SELECT 1 FROM demand e" \
	" WHERE e.phone_hash = d.phone_hash AND e.id <> d.id" \
	" AND e.state <> 'void' AND e.intake_at > d.answered_at" \
	" AND e.intake_at <= d.answered_at + $first_window" \
	" AND " CATEGORY("e.topic") " = " CATEGORY("d.topic") ")" \
	" OR EXISTS (SELECT 1 FROM contact c WHERE c.demand = d.id" \
	" AND c.at > d.answered_at" \
	" AND c.at <= d.answered_at + $first_window))"
#define FIRST_OLD "(d.answered_at + $first_window <= $now)"
#define KNOWN "d.phone_hash IS NOT NULL"
#define FIRST_CONTACT CASE_OF("0", "d.intake_at") \
	SUMS("(" KNOWN " AND " FIRST_OLD " AND NOT " CAME_AGAIN ")", \
	"(" KNOWN " AND " FIRST_OLD ")", "(d.phone_hash IS NULL)", \
	"(" KNOWN " AND NOT " FIRST_OLD ")", "NULL") \
	" FROM demand d WHERE " IN("d.intake_at") \
	" AND d.state = 'answered'"

/* The reason for an entry not in force is part of the answer's event. */
#define LAPSED "EXISTS (SELECT 1 FROM event e WHERE e.demand = d.id" \
	" AND e.kind = 'answer' AND e.at = d.answered_at" \
	" AND instr(e.data, '\"lapsed-reason\":') > 0)"
#define LINKED CASE_OF("l.n", "d.intake_at") \
	SUMS("(d.entry_ids <> '' AND (l.n = 0 OR NOT " LAPSED "))", "1", \
	"0", "0", "NULL") " FROM demand d" LINES_2 \
	" WHERE " IN("d.intake_at") " AND d.state = 'answered'"

#define DISPATCH CASE_OF("0", "d.dispatched_at") \
	SUMS("(d.dispatched_at <= d.due_dispatch_at)", "1", "0", "0", \
	"CASE WHEN d.dispatch_round = 1" \
	" THEN d.dispatched_at - d.registered_at END") " FROM demand d" \
	" WHERE " IN("d.dispatched_at") " AND " MASTER " AND " COUNTED UNION \
	CASE_OF("0", "d.intake_at") SUMS("0", "0", "0", "1", "NULL") \
	" FROM demand d WHERE " IN("d.intake_at") " AND " MASTER \
	" AND d.state = 'to_dispatch'"

#define SIGNED "(d.signed_at > 0 AND d.signed_at <= d.due_sign_at)"
#define SIGN_LATE "(d.signed_at > d.due_sign_at" \
	" OR (d.signed_at = 0 AND d.due_sign_at < " STOP "))"
#define SIGN CASE_OF("0", "d.dispatched_at") \
	SUMS(SIGNED, "(" SIGNED " OR " SIGN_LATE ")", "0", \
	"(d.signed_at = 0 AND d.closed_at = 0 AND d.due_sign_at >= $now)", \
	"CASE WHEN d.signed_at > 0 THEN d.signed_at - d.dispatched_at END") \
	" FROM demand d WHERE " IN("d.dispatched_at") " AND " MASTER \
	" AND " ORDER

/* Reached in time, or tried often enough in time. */
#define CONTACTED "((d.contacted_at > 0" \
	" AND d.contacted_at <= d.due_contact_at)" \
	" OR (SELECT count(*) FROM event e WHERE e.demand = d.id" \
	" AND e.kind = 'contact' AND e.at >= d.dispatched_at" \
	" AND e.at <= d.due_contact_at) >= $contact_tries)"
#define CONTACT_AHEAD "(d.contacted_at = 0 AND d.reported_at = 0" \
	" AND d.closed_at = 0 AND d.due_contact_at >= $now)"
#define CONTACT_LOST "(d.contacted_at = 0 AND d.reported_at = 0" \
	" AND d.closed_at > 0 AND d.closed_at <= d.due_contact_at)"
#define CONTACT OUTER("line") \
	SUMS("what = 'up'", "what IN ('up', 'down')", "what = 'out'", \
	"what = 'soon'", "took") \
	" FROM (" CASE_OF("0", "d.dispatched_at") ", CASE" \
	" WHEN " EXCLUDED " THEN 'out' WHEN " CONTACTED " THEN 'up'" \
	" WHEN " CONTACT_AHEAD " THEN 'soon'" \
	" WHEN " CONTACT_LOST " THEN '' ELSE 'down' END AS what," \
	" CASE WHEN d.contacted_at > 0" \
	" THEN d.contacted_at - d.dispatched_at END AS took" \
	" FROM demand d WHERE " IN("d.dispatched_at") " AND " MASTER \
	" AND " ORDER APART ")"

#define REPORTED "(d.reported_at > 0 AND d.reported_at <= d.due_report_at)"
#define REPORT_LATE "(d.reported_at > d.due_report_at" \
	" OR (d.reported_at = 0 AND d.due_report_at < " STOP "))"
#define EXTENDED "EXISTS (SELECT 1 FROM sub s WHERE s.demand = d.id" \
	" AND s.kind = 'extension' AND s.state = 'granted')"
#define REPORT_AHEAD "(d.reported_at = 0 AND d.closed_at = 0" \
	" AND d.due_report_at >= $now)"
#define ON_TIME OUTER("l.n") \
	SUMS("what = 'up'", "what IN ('up', 'down')", "what = 'out'", \
	"what = 'soon'", "took") \
	" FROM (" CASE_OF("0", "d.due_report_at") ", CASE" \
	" WHEN " EXCLUDED " THEN 'out' WHEN " REPORTED " THEN 'up'" \
	" WHEN " REPORT_LATE " THEN 'down'" \
	" WHEN " REPORT_AHEAD " THEN 'soon' ELSE '' END AS what," \
	" CASE WHEN d.reported_at > 0" \
	" THEN d.reported_at - d.dispatched_at END AS took, " EXTENDED \
	" AS extended FROM demand d WHERE " IN("d.due_report_at") " AND " \
	MASTER " AND " ORDER APART ")" LINES_2 " WHERE l.n = 0 OR NOT extended"

#define LATE "(d.due_report_at > 0 AND d.due_report_at < $now)"
#define OVERDUE CASE_OF("l.n", "d.due_report_at") \
	SUMS(LATE, "(l.n = 0)", "0", "0", \
	"CASE WHEN " LATE " THEN $now - d.due_report_at END") \
	" FROM demand d" LINES_5 " WHERE d.open = 1" \
	" AND d.state IN ('dispatched', 'handling', 'return_review')" \
	" AND (l.n = 0 OR (" LATE " AND l.n = 1" \
	" + ($now - d.due_report_at > 86400000)" \
	" + ($now - d.due_report_at > 259200000)" \
	" + ($now - d.due_report_at > 604800000)))"

/* In the round that began with the dispatch e. */
#define ROUND_HAS(kind) "EXISTS (SELECT 1 FROM event r" \
	" WHERE r.demand = e.demand AND r.id > e.id AND r.kind = '" kind "'" \
	" AND " EVENT_HOLDS("r") \
	" AND NOT EXISTS (SELECT 1 FROM event n WHERE n.demand = e.demand" \
	" AND n.kind = 'dispatch' AND n.id > e.id AND n.id < r.id" \
	" AND " EVENT_HOLDS("n") "))"
#define ASKED ROUND_HAS("request-return")
#define UPHELD ROUND_HAS("uphold-return")
#define REJECTED ROUND_HAS("reject-return")
#define RETURNS OUTER("l.n") \
	SUMS("CASE l.n WHEN 0 THEN asked WHEN 1 THEN upheld" \
	" ELSE rejected END", "(l.n < 2 OR upheld OR rejected)", "0", \
	"(l.n = 2 AND asked AND NOT upheld AND NOT rejected)", "NULL") \
	" FROM (" HEAD("0", "e.at", "''", "''") KEYS_BUT_UNIT \
	", coalesce(e.data ->> 'lead', d.lead_unit) AS unit, " ASKED \
	" AS asked, " UPHELD " AS upheld, " REJECTED " AS rejected" \
	" FROM event e JOIN demand d ON d.id = e.demand" \
	" WHERE e.kind = 'dispatch' AND " IN("e.at") " AND " COUNTED \
	" AND " EVENT_HOLDS("e") APART ")" LINES_3

#define SUB_IS(state) "EXISTS (SELECT 1 FROM sub s WHERE s.demand = d.id" \
	" AND s.kind = 'extension' AND s.state = '" state "')"
#define EXTENSIONS CASE_OF("l.n", "d.dispatched_at") \
	SUMS("CASE l.n WHEN 0 THEN " SUB_IS("granted") \
	" ELSE " SUB_IS("refused") " END", \
	"(l.n = 0 OR " SUB_IS("granted") " OR " SUB_IS("refused") ")", "0", \
	SUB_IS("asked"), "NULL") " FROM demand d" LINES_2 \
	" WHERE " IN("d.dispatched_at") " AND " MASTER " AND " COUNTED

#define REWORK CASE_OF("0", "d.closed_at") \
	SUMS("(d.handling_round > 1 AND NOT " EXCLUDED ")", \
	"NOT " EXCLUDED, EXCLUDED, "0", "NULL") " FROM demand d" \
	" WHERE " IN("d.closed_at") " AND d.state = 'closed' AND " MASTER \
	" AND " EVER_DISPATCHED

/* A try says only whether somebody was reached; a callback says more. */
#define CONCLUDED(b) b ".reached = 'yes' AND (" b ".contacted <> ''" \
	" OR " b ".solved <> '' OR " b ".satisfied <> '')"
#define LAST_OF_PERIOD "NOT EXISTS (SELECT 1 FROM callback n" \
	" WHERE n.demand = b.demand AND n.id > b.id AND n.at < $to" \
	" AND " CONCLUDED("n") ")"
#define FIRST_OF_ALL "NOT EXISTS (SELECT 1 FROM callback n" \
	" WHERE n.demand = b.demand AND n.id < b.id" \
	" AND " CONCLUDED("n") ")"
#define RESPONDED "(b.contacted = 'yes' AND ($with_time = 0" \
	" OR d.contacted_at = 0 OR d.contacted_at <= d.due_contact_at))"
#define SOLVED "CASE b.solved WHEN 'yes' THEN 1.0" \
	" WHEN 'partly' THEN $w_partly / 1000.0 ELSE 0.0 END"
#define RATED "b.satisfied NOT IN ('', 'not-rated')"
#define SATISFIED "CASE b.satisfied WHEN 'very-satisfied' THEN 1.0" \
	" WHEN 'satisfied' THEN 1.0" \
	" WHEN 'basically' THEN $v_basic / 1000.0 ELSE 0.0 END"
#define ASSESSED "(d.dispatch_round > 0 OR d.master <> 0)"
/* Each callback is looked at once, and then stands in several lines. */
#define CALLED_BACK "(" HEAD("0", "b.at", "''", "''") KEYS ", " EXCLUDED \
	" AS x, " LAST_OF_PERIOD " AS last, " FIRST_OF_ALL " AS first, " \
	RESPONDED " AS responded, " SOLVED " AS solved, " SATISFIED \
	" AS satisfied, b.contacted <> '' AS asked, b.solved <> '' AS told, " \
	RATED " AS rated FROM callback b JOIN demand d ON d.id = b.demand" \
	" WHERE " IN("b.at") " AND " CONCLUDED("b") " AND " COUNTED \
	" AND " ASSESSED APART ")"
#define THREE_RATES OUTER("l.n") \
	SUMS("CASE WHEN d.x THEN 0 WHEN l.n = 6 THEN NOT d.rated" \
	" WHEN l.n % 3 = 0 THEN d.responded" \
	" WHEN l.n % 3 = 1 THEN d.solved ELSE d.satisfied END", \
	"CASE WHEN d.x THEN 0 WHEN l.n = 6 THEN 1" \
	" WHEN l.n % 3 = 0 THEN d.asked" \
	" WHEN l.n % 3 = 1 THEN d.told ELSE d.rated END", \
	"d.x", "0", "NULL") " FROM " CALLED_BACK " d" LINES_7 \
	" WHERE (l.n IN (0, 1, 2, 6) AND d.last)" \
	" OR (l.n BETWEEN 3 AND 5 AND d.first)" UNION \
	/* never reached */ \
	CASE_OF("l.n", "d.closed_at") \
	SUMS("(l.n = 3 AND NOT " EXCLUDED ")", \
	"(l.n < 3 AND NOT " EXCLUDED ")", EXCLUDED, "0", "NULL") \
	" FROM demand d" LINES_4 " WHERE " IN("d.closed_at") \
	" AND d.state = 'closed' AND d.reached = 'no' AND " ASSESSED \
	" AND (l.n = 3 OR $unreached_fails = 1)" UNION \
	/* the limit is in the period, the callback is ahead */ \
	CASE_OF("l.n", "d.due_report_at") \
	SUMS("0", "0", "0", "NOT " EXCLUDED, "NULL") \
	" FROM demand d" LINES_3 " WHERE " IN("d.due_report_at") \
	" AND d.open = 1 AND " ORDER " AND NOT EXISTS (SELECT 1" \
	" FROM callback b WHERE b.demand = d.id AND " CONCLUDED("b") ")"

#define CALLBACK_DUE "CASE WHEN d.due_callback_at > 0" \
	" THEN d.due_callback_at ELSE d.due_report_at + $callback_window END"
#define TRIES "(SELECT count(*) FROM callback b WHERE b.demand = d.id)"
#define CALLED "EXISTS (SELECT 1 FROM callback b WHERE b.demand = d.id" \
	" AND " CONCLUDED("b") ")"
#define REACH_KNOWN "(" CALLED " OR (d.state = 'closed'" \
	" AND d.reached = 'no'))"
#define CALLBACKS CASE_OF("l.n", CALLBACK_DUE) \
	SUMS("CASE l.n WHEN 0 THEN " CALLED " WHEN 1 THEN " TRIES \
	" ELSE d.open = 1 AND NOT " REACH_KNOWN " AND " CALLBACK_DUE \
	" < $now END", \
	"(l.n > 0 OR " REACH_KNOWN ")", "0", \
	"(l.n = 0 AND d.open = 1 AND NOT " REACH_KNOWN ")", "NULL") \
	" FROM demand d" LINES_3 " WHERE d.due_report_at > 0" \
	" AND " ORDER " AND d.state NOT IN ('withdrawn', 'merged')" \
	" AND " CALLBACK_DUE " >= $from AND " CALLBACK_DUE " < $to"

#define ENDED "d.state IN ('closed', 'answered', 'referred')"
#define REPEAT_OLD "(d.closed_at + $repeat_window <= $now)"
#define REPEATED "EXISTS (SELECT 1 FROM demand e" \
	" WHERE e.phone_hash = d.phone_hash AND e.id <> d.id" \
	" AND e.state <> 'void' AND e.topic = d.topic" \
	" AND e.district = d.district AND e.intake_at > d.closed_at" \
	" AND e.intake_at <= d.closed_at + $repeat_window)"
#define REPEAT CASE_OF("0", "d.intake_at") \
	SUMS("(" KNOWN " AND " REPEAT_OLD " AND " REPEATED ")", \
	"(" KNOWN " AND " REPEAT_OLD ")", "(d.phone_hash IS NULL)", \
	"(" KNOWN " AND NOT " REPEAT_OLD ")", "NULL") " FROM demand d" \
	" WHERE " IN("d.intake_at") " AND " ENDED UNION \
	CASE_OF("1", "d.intake_at") \
	SUMS("1 + (SELECT count(*) FROM contact c WHERE c.demand = d.id)", \
	"1", "0", "0", "NULL") " FROM demand d WHERE " IN("d.intake_at") \
	" AND " COUNTED

#define RESIDENTS_OF(line, from) CASE_OF(line, "d.intake_at") \
	SUMS("NOT " EXCLUDED, "0", EXCLUDED, "0", "NULL") " FROM demand d" \
	" WHERE d.intake_at >= " from " AND d.intake_at < $to AND " COUNTED \
	" AND " ASSESSED
#define RESIDENTS RESIDENTS_OF("0", "$from") UNION \
	RESIDENTS_OF("1", "$year_from")

/* The last day of the period, and the same weekday eight times before. */
#define SURGE HEAD("0", "d.intake_at", \
	CATEGORY("d.topic") " || ' ' || d.district", "''") KEYS \
	SUMS("(d.intake_at >= $to - 86400000)", \
	"CASE WHEN d.intake_at < $to - 86400000 THEN 0.125 ELSE 0 END", \
	"0", "0", "NULL") " FROM demand d" \
	" WHERE d.intake_at >= $to - 57 * 86400000 AND d.intake_at < $to" \
	" AND ($to - 1 - d.intake_at) / 86400000 % 7 = 0 AND " COUNTED

/* Those whose asking was not undone. */
#define SUBS(kind) "s.kind = '" kind "' AND s.state <> 'undone'"
#define SUPERVISED HEAD("l.n", "s.asked_at", "s.asked_by", "''") KEYS \
	SUMS("CASE l.n WHEN 0 THEN s.state = 'done'" \
	" AND s.decided_at <= s.due_at ELSE s.state = 'open' END", \
	"(l.n = 0 AND (s.state = 'done' OR s.due_at < $now))", "0", \
	"(l.n = 0 AND s.state = 'open' AND s.due_at >= $now)", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" LINES_2 \
	" WHERE " SUBS("supervision") " AND " IN("s.asked_at") " AND " \
	COUNTED UNION \
	HEAD("2", "s.asked_at", "''", "''") KEYS \
	SUMS("1", "0", "0", "0", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" \
	" WHERE s.kind = 'urge' AND " IN("s.asked_at") " AND " COUNTED UNION \
	CASE_OF("2", "d.dispatched_at") SUMS("0", "1", "0", "0", "NULL") \
	" FROM demand d WHERE " IN("d.dispatched_at") " AND " MASTER \
	" AND " COUNTED

#define GRANTED "(s.state = 'granted')"
#define EXCLUSIONS HEAD("l.n", "s.decided_at", "s.decided_by", "''") KEYS \
	SUMS(GRANTED, "1", "0", "0", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" LINES_5 \
	" WHERE " SUBS("exclusion") " AND " IN("s.decided_at") " AND " COUNTED \
	" AND (l.n = 0 OR s.reason = CASE l.n WHEN 1 THEN 'unreasonable'" \
	" WHEN 2 THEN 'outside-duty' WHEN 3 THEN 'force-majeure'" \
	" ELSE 'duplicate' END)" UNION \
	HEAD("5", "s.asked_at", "s.asked_by", "''") KEYS \
	SUMS("1", "0", "0", "(s.state = 'asked')", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" \
	" WHERE " SUBS("exclusion") " AND " IN("s.asked_at") " AND " \
	COUNTED UNION \
	HEAD("6", "s.decided_at", "s.decided_by", "''") KEYS \
	SUMS(GRANTED, "1", "0", "0", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" \
	" WHERE " SUBS("appeal") " AND " IN("s.decided_at") " AND " \
	COUNTED UNION \
	HEAD("7", "s.asked_at", "s.asked_by", "''") KEYS \
	SUMS("1", "0", "0", "(s.state = 'asked')", "NULL") \
	" FROM sub s JOIN demand d ON d.id = s.demand" \
	" WHERE " SUBS("appeal") " AND " IN("s.asked_at") " AND " COUNTED

#define USE HEAD("0", "u.at", "u.entry_id", "d.operator") KEYS \
	SUMS("1", "0", "0", "0", "NULL") \
	" FROM demand_entry u JOIN demand d ON d.id = u.demand" \
	" WHERE " IN("u.at") " AND " COUNTED UNION \
	NO_DEMAND("1", "g.at", "g.opened", "g.operator") \
	SUMS("1", "0", "0", "0", "NULL") " FROM search_log g" \
	" WHERE " IN("g.at") " AND g.opened <> ''"

#define GAPS NO_DEMAND("CASE WHEN g.hits = 0 THEN 0 ELSE 1 END", "g.at", \
	"g.query", "g.operator") SUMS("1", "0", "0", "0", "NULL") \
	" FROM search_log g WHERE " IN("g.at") " AND g.query <> ''" \
	" AND g.used = '' AND (g.hits = 0 OR g.opened = '')" UNION \
	HEAD("2", "d.answered_at", "CASE WHEN d.query <> '' THEN d.query" \
	" ELSE d.title END", "d.operator") KEYS \
	SUMS("1", "0", "0", "0", "NULL") " FROM demand d" \
	" WHERE " IN("d.intake_at") " AND d.state = 'answered'" \
	" AND d.none_reason <> ''"

#define POLICY HEAD("0", "d.intake_at", "u.entry_id", "''") KEYS \
	SUMS("1", "0", "0", "0", "NULL") \
	" FROM demand d JOIN demand_entry u ON u.demand = d.id" \
	" WHERE " IN("d.intake_at") " AND " COUNTED UNION \
	HEAD("1", "c.at", "u.entry_id", "''") KEYS \
	SUMS("1", "0", "0", "0", "NULL") \
	" FROM demand d JOIN demand_entry u ON u.demand = d.id" \
	" JOIN contact c ON c.demand = d.id" \
	" WHERE " IN("d.intake_at") " AND " COUNTED

#define OPERATORS HEAD("0", "d.intake_at", "d.operator", "d.operator") KEYS \
	SUMS("1", "0", "0", "0", "d.registered_at - d.intake_at") \
	" FROM demand d WHERE " IN("d.intake_at") " AND " COUNTED UNION \
	HEAD("1", "c.at", "c.operator", "c.operator") KEYS \
	SUMS("1", "0", "0", "0", "NULL") \
	" FROM contact c JOIN demand d ON d.id = c.demand" \
	" WHERE " IN("c.at") " AND " COUNTED UNION \
	NO_DEMAND("2", "f.saved_at", "f.operator", "f.operator") \
	SUMS("1", "0", "0", "0", "NULL") " FROM draft f" UNION \
	HEAD("3", "q.at", "d.operator", "d.operator") KEYS \
	SUMS("(q.accuracy + q.completeness + q.form + q.tone) / 4.0", "1", \
	"0", "0", "NULL") " FROM qa_score q JOIN demand d ON d.id = q.demand" \
	" WHERE " IN("q.at") " AND " COUNTED UNION \
	NO_DEMAND("4", "p.at", "p.operator", "p.operator") \
	SUMS("p.after_ms / 1000.0", "1", "0", "0", "NULL") \
	" FROM phone_call p WHERE " IN("p.at") " AND p.after_ms > 0"

#define AFTER(later, sooner) "(" later " > 0 AND " later " < " sooner ")"
#define IMPOSSIBLE "(d.intake_at > d.registered_at OR " \
	AFTER("d.answered_at", "d.registered_at") " OR " \
	AFTER("d.dispatched_at", "d.registered_at") " OR " \
	AFTER("d.signed_at", "d.dispatched_at") " OR " \
	AFTER("d.contacted_at", "d.dispatched_at") " OR " \
	AFTER("d.reported_at", "d.dispatched_at") " OR " \
	AFTER("d.closed_at", "d.registered_at") ")"
#define QUALITY CASE_OF("l.n", "d.intake_at") \
	SUMS("CASE l.n WHEN 0 THEN d.district = ''" \
	" WHEN 1 THEN d.topic = '' OR instr(d.topic, '.other') > 0" \
	" WHEN 2 THEN length(d.content) < $thin_chars" \
	" ELSE " IMPOSSIBLE " END", "1", "0", "0", "NULL") \
	" FROM demand d" LINES_4 " WHERE " IN("d.intake_at") " AND " COUNTED \
	" AND (l.n > 0 OR d.type <> 'consultation')"

#define ACCESS "SELECT a.demand AS demand, CASE a.what WHEN 'reveal' THEN 0" \
	" WHEN 'export' THEN 1 ELSE 2 END AS line, a.at AS at," \
	" a.actor AS own, a.actor AS person, '' AS type, '' AS state," \
	" '' AS channel, '' AS class, '' AS topic, '' AS district," \
	" '' AS street, '' AS operator, '' AS unit" \
	SUMS("1", "0", "0", "0", "NULL") " FROM access a WHERE " IN("a.at")

/* Sums of an hour: of its calls, or else what the source says of it. */
#define PHONE_HOURS "(SELECT at - at % 3600000 AS at, count(*) AS offered," \
	" sum(answered) AS answered," \
	" sum(answered AND wait_ms <= $answer_within) AS within," \
	" sum(NOT answered AND wait_ms < $short_abandon) AS short," \
	" sum(wait_ms) AS wait_ms, sum(talk_ms) AS talk_ms" \
	" FROM phone_call WHERE " IN("at") " GROUP BY 1 UNION ALL" \
	" SELECT h.at, h.offered, h.answered, h.within, h.short, h.wait_ms," \
	" h.talk_ms FROM phone_hour h WHERE " IN("h.at") " AND NOT EXISTS" \
	" (SELECT 1 FROM phone_call c WHERE c.at >= h.at" \
	" AND c.at < h.at + 3600000 AND c.source = h.source))"
#define LASTING "(p.offered - p.short)"
#define PHONE NO_DEMAND("l.n", "p.at", \
	"CAST((p.at + 28800000) / 3600000 AS TEXT)", "''") \
	SUMS("CASE l.n WHEN 0 THEN p.answered WHEN 1 THEN p.within" \
	" WHEN 2 THEN " LASTING " - p.answered" \
	" WHEN 3 THEN p.wait_ms / 1000.0 ELSE p.talk_ms / 1000.0 END", \
	"CASE l.n WHEN 0 THEN p.offered WHEN 3 THEN p.offered" \
	" WHEN 4 THEN p.answered ELSE " LASTING " END", \
	"CASE WHEN l.n IN (1, 2) THEN p.short ELSE 0 END", "0", "NULL") \
	" FROM " PHONE_HOURS " p" LINES_5

const struct cases_sql cases_sql[CASES_COUNT] = {
	[CASES_VOLUME] = { "count the demands", VOLUME, false },
	[CASES_ON_SPOT] = { "count answers at once", ON_SPOT, false },
	[CASES_FIRST_CONTACT] = { "count what came again", FIRST_CONTACT,
	    false },
	[CASES_LINKED] = { "count answers with an entry", LINKED, false },
	[CASES_DISPATCH] = { "count dispatches", DISPATCH, false },
	[CASES_SIGN] = { "count what was signed", SIGN, false },
	[CASES_CONTACT] = { "count first contacts", CONTACT, false },
	[CASES_ON_TIME] = { "count reports in time", ON_TIME, false },
	[CASES_OVERDUE] = { "count what is overdue", OVERDUE, false },
	[CASES_RETURNS] = { "count returns", RETURNS, false },
	[CASES_EXTENSIONS] = { "count extensions", EXTENSIONS, false },
	[CASES_REWORK] = { "count rework", REWORK, false },
	[CASES_THREE_RATES] = { "count what callbacks say", THREE_RATES,
	    false },
	[CASES_CALLBACKS] = { "count callbacks", CALLBACKS, false },
	[CASES_REPEAT] = { "count repeated demands", REPEAT, false },
	[CASES_RESIDENTS] = { "count demands by place", RESIDENTS, false },
	[CASES_SURGE] = { "count like weekdays", SURGE, false },
	[CASES_SUPERVISED] = { "count supervisions", SUPERVISED, false },
	[CASES_EXCLUSIONS] = { "count exclusions", EXCLUSIONS, false },
	[CASES_USE] = { "count what entries were used", USE, true },
	[CASES_GAPS] = { "count what had no answer", GAPS, true },
	[CASES_POLICY] = { "count questions by policy", POLICY, false },
	[CASES_OPERATORS] = { "count operators' work", OPERATORS, false },
	[CASES_QUALITY] = { "count faulty records", QUALITY, false },
	[CASES_ACCESS] = { "count accesses", ACCESS, false },
	[CASES_PHONE] = { "count calls", PHONE, false },
};
