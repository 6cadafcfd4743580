/*
 * ledger_list.c - pages, counts and tallies of demands.
 *
 * A list's statement is put together of constant parts, one for each thing
 * that is asked, so that each is answered by an index and in its order; the
 * values are bound. A unary plus keeps a condition from choosing an index
 * that would have to be sorted.
 */
#include "store/ledger_part.h"

#include "base/mem.h"

#include <stdint.h>

#define LIST_LIMIT 50
#define ALL_OPEN list_open_states()

static uint32_t
list_open_states(void)
{
	uint32_t states = 0;

	for (int i = 0; i < DEMAND_STATE_COUNT; i++) {
		if (demand_state_open((enum demand_state)i))
			states |= UINT32_C(1) << i;
	}
	return states;
}

static bool
one_bit(uint32_t bits)
{
	return bits != 0 && (bits & (bits - 1)) == 0;
}

static void
part(struct buf *out, bool asked, const char *text)
{
	if (asked)
		buf_add_text(out, text);
}

/* " AND d.state IN ('to_dispatch', ...)": our own codes. */
static void
codes_part(struct buf *out, const char *column, const char *plus,
    uint32_t bits, int count, const char *(*code)(int i))
{
	const char *between = "";

	if (bits == 0)
		return;
	if (one_bit(bits)) {
		for (int i = 0; i < count; i++) {
			if (bits & (UINT32_C(1) << i))
				buf_addf(out, " AND %s = '%s'", column,
				    code(i));
		}
		return;
	}
	buf_addf(out, " AND %s%s IN (", plus, column);
	for (int i = 0; i < count; i++) {
		if (!(bits & (UINT32_C(1) << i)))
			continue;
		buf_addf(out, "%s'%s'", between, code(i));
		between = ", ";
	}
	buf_add_char(out, ')');
}

static const char *
state_code_at(int i)
{
	return demand_state_code((enum demand_state)i);
}

static const char *
type_code_at(int i)
{
	return demand_type_code((enum demand_type)i);
}

/* What is worth going by before the order is thought of. */
static bool
has_key(const struct demand_filter *f)
{
	return f->phone || f->last4 || f->text || f->entry_id || f->assist ||
	    f->sub_kind || f->master || f->merged_tries;
}

static void
from_parts(struct buf *out, const struct demand_filter *f)
{
	/* CROSS JOIN: what is on the left is gone through first */
	if (f->text)
		buf_add_text(out, " FROM demand_words w CROSS JOIN demand d"
		    " ON d.id = w.rowid");
	else if (f->entry_id)
		buf_add_text(out, " FROM demand_entry n CROSS JOIN demand d"
		    " ON d.id = n.demand");
	else if (f->sub_kind)
		buf_add_text(out, " FROM sub b CROSS JOIN demand d"
		    " ON d.id = b.demand");
	else if (f->assist)
		buf_add_text(out, " FROM demand_unit u CROSS JOIN demand d"
		    " ON d.id = u.demand");
	else
		buf_add_text(out, " FROM demand d");
}

/* The parts of from_parts(), and those a second key only filters by. */
static void
join_parts(struct buf *out, const struct demand_filter *f)
{
	bool text = f->text != NULL, entry = f->entry_id != NULL;
	bool sub = f->sub_kind != NULL;

	part(out, text, " AND demand_words MATCH $text");
	part(out, entry && !text, " AND n.entry_id = $entry_id");
	part(out, entry && text, " AND EXISTS (SELECT 1 FROM demand_entry n"
	    " WHERE n.entry_id = $entry_id AND n.demand = d.id)");
	if (sub && !text && !entry)
		buf_add_text(out, " AND b.kind = $sub_kind"
		    " AND b.state = $sub_state");
	else
		part(out, sub, " AND EXISTS (SELECT 1 FROM sub b WHERE"
		    " b.demand = d.id AND b.kind = $sub_kind"
		    " AND b.state = $sub_state)");
	if (f->assist && !text && !entry && !sub)
		buf_add_text(out, " AND u.unit = $assist");
	else
		part(out, f->assist != NULL, " AND EXISTS (SELECT 1 FROM"
		    " demand_unit u WHERE u.unit = $assist"
		    " AND u.demand = d.id)");
}

static bool
only_open(const struct demand_filter *f)
{
	return f->order == DEMANDS_DUE || f->due_before != 0 ||
	    (f->states != 0 && (f->states & ~ALL_OPEN) == 0);
}

static void
where_parts(struct buf *out, const struct demand_filter *f,
    enum list_kind kind)
{
	bool key = has_key(f);

	buf_add_text(out, " WHERE 1");
	join_parts(out, f);
	part(out, only_open(f), " AND d.open = 1");
	if (f->states != ALL_OPEN)
		codes_part(out, key ? "+d.state" : "d.state",
		    kind == LIST_ROWS && !key ? "+" : "", f->states,
		    DEMAND_STATE_COUNT, state_code_at);
	codes_part(out, "+d.type", "", f->types, DEMAND_TYPE_COUNT,
	    type_code_at);
	part(out, f->phone != NULL, " AND d.phone_hash = $phone");
	part(out, f->last4 != NULL, " AND d.last4_hash = $last4");
	part(out, f->master != 0, " AND d.master = $master"
	    " AND d.master <> 0");
	part(out, f->merged_tries != 0, " AND d.state = 'merged'"
	    " AND d.reached <> 'yes' AND EXISTS (SELECT 1 FROM demand m"
	    " WHERE m.id = d.master AND m.state IN ('to_callback',"
	    " 'closed')) AND (SELECT count(*) FROM callback c"
	    " WHERE c.demand = d.id) < $merged_tries");
	part(out, f->unit && key, " AND +d.lead_unit = $unit");
	part(out, f->unit && !key, " AND d.lead_unit = $unit");
	key = key || f->unit;
	part(out, f->operator && key, " AND +d.operator = $operator");
	part(out, f->operator && !key, " AND d.operator = $operator");
	key = key || f->operator;
	part(out, f->topic && key, " AND +d.topic = $topic");
	part(out, f->topic && !key, " AND d.topic = $topic");
	key = key || f->topic;
	part(out, f->district && key, " AND +d.district = $district");
	part(out, f->district && !key, " AND d.district = $district");
}

#define REPORT_DUE "+d.due_report_at < $report_due_before" \
	" AND +d.due_report_at > 0"

static void
time_parts(struct buf *out, const struct demand_filter *f,
    enum list_kind kind)
{
	/* counts may go by the time of intake, pages go by their order */
	bool by_intake = kind != LIST_ROWS && !has_key(f) && !f->unit &&
	    !f->operator && !f->topic && !f->district &&
	    (f->from || f->to) && !one_bit(f->states);
	const char *plus = by_intake ? "" : "+";

	part(out, f->due_before != 0, " AND d.due_at < $due_before");
	/* a page in the order of what is due begins behind its cursor */
	part(out, f->due_before != 0, f->order == DEMANDS_DUE &&
	    kind == LIST_ROWS ? " AND +d.due_at > 0" : " AND d.due_at > 0");
	part(out, f->report_due_before != 0, f->reported_too ?
	    " AND (+d.state = 'to_callback' OR (" REPORT_DUE "))" :
	    " AND " REPORT_DUE);
	part(out, f->uncalled, " AND (+d.state = 'to_callback' OR"
	    " +d.callback_at < +d.due_report_at)");
	if (f->from)
		buf_addf(out, " AND %sd.intake_at >= $from", plus);
	if (f->to)
		buf_addf(out, " AND %sd.intake_at < $to", plus);
	if (kind != LIST_ROWS && !by_intake && !has_key(f) && !f->unit &&
	    !f->operator && !f->topic && !f->district && !f->due_before &&
	    (f->states == 0 || f->states == ALL_OPEN))
		buf_add_text(out, only_open(f) ? " AND d.due_at > -1" :
		    " AND d.intake_at > -1");
}

/* By sub-records only where they are what is gone through. */
static bool
in_order_asked(const struct demand_filter *f)
{
	return f->order == DEMANDS_ASKED && f->sub_kind && !f->text &&
	    !f->entry_id;
}

static void
order_parts(struct buf *out, const struct demand_filter *f)
{
	if (in_order_asked(f)) {
		buf_add_text(out, " AND b.id > coalesce((SELECT max(id)"
		    " FROM sub WHERE demand = $after_id AND kind = $sub_kind"
		    " AND state = $sub_state), 0) ORDER BY b.id"
		    " LIMIT $limit");
		return;
	}
	if (f->order == DEMANDS_DUE) {
		buf_add_text(out, " AND (d.due_at, d.id) >"
		    " ($after_due, $after_id)"
		    " ORDER BY d.due_at, d.id LIMIT $limit");
		return;
	}
	if (f->text)
		buf_add_text(out, " AND w.rowid < $after_id"
		    " ORDER BY w.rowid DESC LIMIT $limit");
	else
		buf_add_text(out, " AND d.id < $after_id"
		    " ORDER BY d.id DESC LIMIT $limit");
}

/* The plus: group what the filter finds, do not walk an index for its order. */
static const char *const tally_columns[] = {
	[TALLY_STATE] = "+d.state",
	[TALLY_TYPE] = "+d.type",
	[TALLY_TOPIC] = "+d.topic",
	[TALLY_DISTRICT] = "+d.district",
	[TALLY_STREET] = "+d.street",
	[TALLY_UNIT] = "+d.lead_unit",
	[TALLY_OPERATOR] = "+d.operator",
	[TALLY_CHANNEL] = "+d.channel",
	[TALLY_CLASS] = "+d.class",
	/* Asia/Shanghai, as base/clock.h; the number is put in words later */
	[TALLY_DAY] = "(d.intake_at + 28800000) / 86400000",
	[TALLY_HOUR] = "(d.intake_at + 28800000) / 3600000 % 24",
};

void
list_compose(struct buf *out, const struct demand_filter *f,
    enum list_kind kind, enum tally_by by)
{
	if (kind == LIST_ROWS)
		buf_add_text(out, "SELECT " DEMAND_COLUMNS);
	else if (kind == LIST_COUNT)
		buf_add_text(out, "SELECT count(*)");
	else
		buf_addf(out, "SELECT %s, count(*)", tally_columns[by]);
	from_parts(out, f);
	where_parts(out, f, kind);
	time_parts(out, f, kind);
	if (kind == LIST_ROWS)
		order_parts(out, f);
	else if (kind == LIST_TALLY)
		buf_add_text(out, " GROUP BY 1 ORDER BY 2 DESC, 1");
}

static void
bind_texts(struct stmt *s, const struct demand_filter *f)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "$unit", f->unit }, { "$assist", f->assist },
		{ "$topic", f->topic }, { "$district", f->district },
		{ "$operator", f->operator }, { "$entry_id", f->entry_id },
		{ "$sub_kind", f->sub_kind },
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		if (texts[i].value)
			db_bind_text(s, db_at(s, texts[i].name),
			    texts[i].value);
	}
	if (f->sub_kind)
		db_bind_text(s, db_at(s, "$sub_state"),
		    f->sub_state ? f->sub_state : "");
}

static void
bind_numbers(struct stmt *s, const struct demand_filter *f)
{
	const struct {
		const char *name;
		int64_t value;
	} numbers[] = {
		{ "$master", f->master },
		{ "$merged_tries", f->merged_tries },
		{ "$due_before", f->due_before },
		{ "$report_due_before", f->report_due_before },
		{ "$from", f->from }, { "$to", f->to },
	};

	for (size_t i = 0; i < COUNT(numbers); i++) {
		if (numbers[i].value)
			db_bind_int(s, db_at(s, numbers[i].name),
			    numbers[i].value);
	}
}

/* False: nothing can match, such as a phone number without digits. */
static bool
list_bind(struct ledger *l, struct stmt *s, const struct demand_filter *f,
    struct list_query *v)
{
	bool can = true;

	if (f->phone) {
		can = vault_hash_phone(l->vault, slice_of(f->phone),
		    v->phone);
		db_bind_blob(s, db_at(s, "$phone"), v->phone,
		    sizeof(v->phone));
	}
	if (f->last4) {
		can = vault_hash_last4(l->vault, slice_of(f->last4),
		    v->last4) && can;
		db_bind_blob(s, db_at(s, "$last4"), v->last4,
		    sizeof(v->last4));
	}
	if (f->text) {
		can = words_match(&v->words, f->text) && can;
		db_bind_text(s, db_at(s, "$text"), buf_text(&v->words));
	}
	bind_texts(s, f);
	bind_numbers(s, f);
	return can;
}

static void
page_bind(struct stmt *s, const struct demand_filter *f, size_t limit)
{
	int64_t after = f->after_id;

	if (f->order == DEMANDS_DUE && f->due_before != 0 && after == 0 &&
	    f->after_due == 0)
		after = INT64_MAX;	/* what is not due is not in it */
	if (f->order == DEMANDS_DUE)
		db_bind_int(s, db_at(s, "$after_due"), f->after_due);
	else if (after == 0 && !in_order_asked(f))
		after = INT64_MAX;
	db_bind_int(s, db_at(s, "$after_id"), after);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit + 1);
}

static enum status
rows_load(struct ledger *l, struct stmt *s, size_t limit,
    struct demands *out, struct err *err)
{
	size_t end = out->count + limit;
	bool row;
	enum status st;

	out->more = false;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (out->count == end) {
			out->more = true;
			return ST_OK;
		}
		ARRAY_GROW(out->demand, out->count + 1, out->room);
		demand_init(&out->demand[out->count++]);
		st = demand_load(l, s, &out->demand[out->count - 1], err);
		if (st != ST_OK)
			return st;
	}
	return st;
}

bool
list_open(struct ledger *l, struct list_query *q,
    const struct demand_filter *f, enum list_kind kind, enum tally_by by)
{
	*q = (struct list_query){ .text = BUF_INIT, .words = BUF_INIT };
	list_compose(&q->text, f, kind, by);
	q->stmt = db_stmt_once(l->db, "list demands", buf_text(&q->text));
	return list_bind(l, q->stmt, f, q);
}

void
list_close(struct list_query *q)
{
	db_drop(q->stmt);
	buf_release(&q->text);
	buf_release(&q->words);
}

enum status
ledger_list(struct ledger *l, const struct demand_filter *f,
    struct demands *out, struct err *err)
{
	size_t limit = f->limit ? f->limit : LIST_LIMIT;
	struct list_query q;
	enum status st = ST_OK;

	out->more = false;
	if (list_open(l, &q, f, LIST_ROWS, TALLY_STATE)) {
		page_bind(q.stmt, f, limit);
		st = rows_load(l, q.stmt, limit, out, err);
	}
	list_close(&q);
	return st;
}

enum status
ledger_count(struct ledger *l, const struct demand_filter *f, int64_t *out,
    struct err *err)
{
	struct list_query q;
	enum status st = ST_OK;

	*out = 0;
	if (list_open(l, &q, f, LIST_COUNT, TALLY_STATE))
		st = db_one(q.stmt, out, err);
	list_close(&q);
	return st;
}
