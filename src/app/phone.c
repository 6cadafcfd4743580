/*
 * phone.c - rows of the phone system, judged and handed to the ledger.
 *
 * Rows go in by the thousand, so that operators do not wait for a large file.
 */
#include "app/phone.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/ledger.h"
#include "store/mask.h"
#include "store/texts.h"
#include "store/vault.h"
#include "text/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BATCH_ROWS 1000
#define CLOCKS_DIFFER (5 * CLOCK_MINUTE)
#define CALLS_MAX 1e7			/* in an hour */
#define HASH_SHOWN 16

#define FIELD_LIST(X) \
	X(CALL_ID, "call_id") X(OFFERED_AT, "offered_at") \
	X(ANSWERED_AT, "answered_at") X(ENDED_AT, "ended_at") \
	X(OPERATOR, "operator") X(AFTER_S, "after_s") \
	X(HOUR, "hour") X(OFFERED, "offered") X(ANSWERED, "answered") \
	X(WITHIN, "within") X(ABANDONED, "abandoned") X(SHORT, "short") \
	X(WAIT_S, "wait_s") X(TALK_S, "talk_s")

enum field {
#define X(name, code) FIELD_##name,
	FIELD_LIST(X)
#undef X
	FIELD_COUNT
};

static const struct {
	const char *name;
	enum field field;
} names[] = {
#define X(name, code) { code, FIELD_##name },
	FIELD_LIST(X)
#undef X
	{ "通话编号", FIELD_CALL_ID }, { "呼叫编号", FIELD_CALL_ID },
	{ "通话流水号", FIELD_CALL_ID },
	{ "呼入时间", FIELD_OFFERED_AT }, { "振铃时间", FIELD_OFFERED_AT },
	{ "接听时间", FIELD_ANSWERED_AT }, { "应答时间", FIELD_ANSWERED_AT },
	{ "挂机时间", FIELD_ENDED_AT }, { "结束时间", FIELD_ENDED_AT },
	{ "受理员", FIELD_OPERATOR }, { "坐席", FIELD_OPERATOR },
	{ "话后整理秒数", FIELD_AFTER_S }, { "整理时长", FIELD_AFTER_S },
	{ "时段", FIELD_HOUR }, { "小时", FIELD_HOUR },
	{ "呼入量", FIELD_OFFERED }, { "来电量", FIELD_OFFERED },
	{ "接听量", FIELD_ANSWERED }, { "是否接听", FIELD_ANSWERED },
	{ "及时接听量", FIELD_WITHIN }, { "15秒接听量", FIELD_WITHIN },
	{ "放弃量", FIELD_ABANDONED }, { "短时放弃量", FIELD_SHORT },
	{ "等待秒数", FIELD_WAIT_S }, { "排队时长", FIELD_WAIT_S },
	{ "通话秒数", FIELD_TALK_S }, { "通话时长", FIELD_TALK_S },
};

struct taking {
	struct app *app;
	const struct phone_import *im;
	struct phone_done *done;
	int64_t latest;			/* nothing lies behind it */
	struct phone_call call[BATCH_ROWS];
	struct phone_hour hour[BATCH_ROWS];
	struct phone_row row[BATCH_ROWS];
	size_t count;
	struct texts texts;		/* of these rows */
};

static int
field_of(void *arg, struct slice name)
{
	(void)arg;
	for (size_t i = 0; i < COUNT(names); i++) {
		if (slice_is(slice_trim(name), names[i].name))
			return (int)names[i].field;
	}
	return -1;
}

/* ---- values; NULL leaves *@out alone ---- */

static enum status
take_time(const char *text, int64_t *out, struct err *err)
{
	if (text && !clock_parse_time(slice_trim(slice_of(text)), out))
		return fail(err, ST_INVALID, "\"%s\" is not a time", text);
	return ST_OK;
}

static enum status
take_number(const char *text, double most, double *out, struct err *err)
{
	char *end = NULL;

	if (!text)
		return ST_OK;
	*out = strtod(text, &end);
	if (end == text || *end || !(*out >= 0 && *out <= most))
		return fail(err, ST_INVALID, "\"%s\" is no number that can "
		    "be", text);
	return ST_OK;
}

static enum status
take_count(const char *text, int64_t *out, struct err *err)
{
	double n = (double)*out;
	enum status st = take_number(text, CALLS_MAX, &n, err);

	*out = llround(n);
	return st;
}

/* Seconds as ms. */
static enum status
take_span(const char *text, double most, int64_t *out, struct err *err)
{
	double n = (double)*out / CLOCK_SECOND;
	enum status st = take_number(text, most, &n, err);

	*out = llround(n * CLOCK_SECOND);
	return st;
}

static enum status
take_answered(const char *text, bool *out, struct err *err)
{
	static const char *const words[2][4] = {
		{ "no", "0", "否", "未接听" }, { "yes", "1", "是", "已接听" },
	};

	for (size_t i = 0; text && i < COUNT(words[0]); i++) {
		for (int yes = 0; yes < 2; yes++) {
			if (!slice_is(slice_trim(slice_of(text)),
			    words[yes][i]))
				continue;
			*out = yes;
			return ST_OK;
		}
	}
	return text ? fail(err, ST_INVALID, "\"%s\" is neither yes nor no",
	    text) : ST_OK;
}

/* ---- a call ---- */

#define UNKNOWN (-CLOCK_SECOND)		/* a span that nobody told */

/* Where a time is told, it says more than a number of seconds. */
static enum status
call_spans(struct phone_call *c, int64_t answered_at, int64_t ended_at,
    struct err *err)
{
	int64_t first = c->answered ? answered_at : ended_at;

	if (first)
		c->wait_ms = first - c->at;
	if (answered_at && ended_at)
		c->talk_ms = ended_at - answered_at;
	else if (!c->answered && c->talk_ms == UNKNOWN)
		c->talk_ms = 0;
	if (c->wait_ms == UNKNOWN)
		return fail(err, ST_INVALID, "it does not say how long it "
		    "waited");
	if (c->talk_ms == UNKNOWN)
		return fail(err, ST_INVALID, "it was answered, and does not "
		    "say how long it was talked");
	if (c->wait_ms < 0 || c->talk_ms < 0)
		return fail(err, ST_INVALID, "a later time is before an "
		    "earlier one");
	if (c->wait_ms > CLOCK_DAY || c->talk_ms > CLOCK_DAY)
		return fail(err, ST_INVALID, "it took more than a day");
	if (!c->answered && c->talk_ms > 0)
		return fail(err, ST_INVALID, "nobody answered, and it was "
		    "talked");
	return ST_OK;
}

static enum status
call_read(const struct taking *t, const char *const *v, struct phone_call *c,
    struct err *err)
{
	double day = (double)CLOCK_DAY / CLOCK_SECOND;
	int64_t answered_at = 0, ended_at = 0;
	enum status st;

	*c = (struct phone_call){ .wait_ms = UNKNOWN, .talk_ms = UNKNOWN };
	st = take_time(v[FIELD_OFFERED_AT], &c->at, err);
	if (st == ST_OK)
		st = take_time(v[FIELD_ANSWERED_AT], &answered_at, err);
	if (st == ST_OK)
		st = take_time(v[FIELD_ENDED_AT], &ended_at, err);
	if (st == ST_OK && c->at == 0)
		st = fail(err, ST_INVALID, "it does not say when it rang");
	if (st == ST_OK && c->at > t->latest)
		st = fail(err, ST_INVALID, "its time lies ahead");
	c->answered = answered_at != 0;
	if (st == ST_OK && !answered_at)
		st = take_answered(v[FIELD_ANSWERED], &c->answered, err);
	if (st == ST_OK)
		st = take_span(v[FIELD_WAIT_S], day, &c->wait_ms, err);
	if (st == ST_OK)
		st = take_span(v[FIELD_TALK_S], day, &c->talk_ms, err);
	if (st == ST_OK)
		st = take_span(v[FIELD_AFTER_S], day, &c->after_ms, err);
	return st == ST_OK ? call_spans(c, answered_at, ended_at, err) : st;
}

/* ---- an hour ---- */

static enum status
hour_check(const struct phone_hour *h, int64_t abandoned, int64_t latest,
    struct err *err)
{
	if (h->at % CLOCK_HOUR != 0)
		return fail(err, ST_INVALID, "an hour begins with minute 0");
	if (h->at > latest)
		return fail(err, ST_INVALID, "its time lies ahead");
	if (h->offered < 0 || h->answered < 0)
		return fail(err, ST_INVALID, "an hour says how many calls "
		    "were offered and answered");
	if (h->answered > h->offered || h->within > h->answered ||
	    h->short_ones > h->offered - h->answered ||
	    (abandoned >= 0 && abandoned != h->offered - h->answered))
		return fail(err, ST_INVALID, "its numbers do not go "
		    "together");
	return ST_OK;
}

static enum status
hour_read(const struct taking *t, const char *const *v, struct phone_hour *h,
    struct err *err)
{
	double most = CALLS_MAX * (double)CLOCK_DAY / CLOCK_SECOND;
	int64_t abandoned = -1;
	const struct {
		enum field field;
		int64_t *out;
	} counts[] = {
		{ FIELD_OFFERED, &h->offered },
		{ FIELD_ANSWERED, &h->answered },
		{ FIELD_WITHIN, &h->within }, { FIELD_SHORT, &h->short_ones },
		{ FIELD_ABANDONED, &abandoned },
	};
	enum status st;

	*h = (struct phone_hour){ .offered = -1, .answered = -1 };
	st = take_time(v[FIELD_HOUR], &h->at, err);
	for (size_t i = 0; st == ST_OK && i < COUNT(counts); i++)
		st = take_count(v[counts[i].field], counts[i].out, err);
	if (st == ST_OK)
		st = take_span(v[FIELD_WAIT_S], most, &h->wait_ms, err);
	if (st == ST_OK)
		st = take_span(v[FIELD_TALK_S], most, &h->talk_ms, err);
	return st == ST_OK ? hour_check(h, abandoned, t->latest, err) : st;
}

/* ---- all of them ---- */

static enum status
flush(struct taking *t, struct err *err)
{
	enum status st = ST_OK;

	if (t->count > 0)
		st = ledger_phone_put(t->app->ledger, t->im->source, t->row,
		    t->count, &t->done->taken, err);
	t->count = 0;
	texts_release(&t->texts);
	return st;
}

static void
refuse(void *arg, size_t row, const char *why)
{
	struct taking *t = arg;

	t->done->rows = row;
	t->done->refused++;
	t->im->bad(t->im->arg, row, why);
}

/* A person's name at the desk; a number in its place is masked. */
static const char *
operator_keep(struct taking *t, const char *text)
{
	struct buf clean = BUF_INIT, masked = BUF_INIT;
	const char *kept;

	utf8_clean(&clean, slice_of(text), CLEAN_ONE_LINE);
	mask_text(&masked, slice_trim(buf_slice(&clean)));
	kept = texts_keep(&t->texts, buf_slice(&masked));
	buf_release(&clean);
	buf_release(&masked);
	return kept;
}

static enum status
take_row(void *arg, size_t row, const char *const *v, struct err *err)
{
	struct taking *t = arg;
	struct phone_row *r = &t->row[t->count];
	struct phone_call *c = &t->call[t->count];
	struct phone_hour *h = &t->hour[t->count];
	struct err why = ERR_INIT;
	enum status st;

	*r = (struct phone_row){ NULL, NULL };
	if (v[FIELD_CALL_ID])
		st = call_read(t, v, c, &why);
	else if (v[FIELD_HOUR])
		st = hour_read(t, v, h, &why);
	else
		st = fail(&why, ST_INVALID, "it has neither call_id nor "
		    "hour");
	if (st != ST_OK) {
		refuse(t, row, why.text);
		return ST_OK;
	}
	if (v[FIELD_CALL_ID]) {
		c->name = texts_keep(&t->texts,
		    slice_trim(slice_of(v[FIELD_CALL_ID])));
		c->operator = operator_keep(t, v[FIELD_OPERATOR]);
		r->call = c;
	} else {
		r->hour = h;
	}
	t->done->rows = row;
	return ++t->count == BATCH_ROWS ? flush(t, err) : ST_OK;
}

/* Whoever takes something in leaves a record, even when it broke off. */
static enum status
record(const struct taking *t, struct slice bytes, enum status st,
    struct err *err)
{
	const struct phone_taken *n = &t->done->taken;
	unsigned char hash[VAULT_HASH_BYTES];
	struct access who = { .at = clock_now(&t->app->clock),
	    .actor = t->app->person, .role = role_code(t->app->role),
	    .what = "import" };
	struct buf reason = BUF_INIT;
	enum status noted;

	if (n->added + n->changed == 0)
		return st;
	vault_hash_plain(bytes, hash);
	buf_addf(&reason, "phone %s, %zu rows, %lld new, %lld changed, "
	    "blake2b ", t->im->file, t->done->rows, (long long)n->added,
	    (long long)n->changed);
	for (size_t i = 0; i < HASH_SHOWN; i++)
		buf_addf(&reason, "%02x", hash[i]);
	who.reason = buf_text(&reason);
	noted = ledger_log_access(t->app->ledger, &who, err);
	buf_release(&reason);
	return st == ST_OK ? noted : st;
}

enum status
phone_take(struct app *app, const struct phone_import *im,
    struct slice bytes, struct phone_done *out, struct err *err)
{
	struct taking *t;
	struct rows_reader reader = { .fields = FIELD_COUNT,
	    .field = field_of, .each = take_row, .bad = refuse };
	enum status st;

	if (app->role != ROLE_SUPERVISOR && app->role != ROLE_ADMIN)
		return fail(err, ST_DENIED, "the phone system's calls are "
		    "taken in by: %s, %s", role_words(ROLE_SUPERVISOR),
		    role_words(ROLE_ADMIN));
	t = xcalloc(1, sizeof(*t));
	t->app = app;
	t->im = im;
	t->done = out;
	t->latest = clock_now(&app->clock) + CLOCKS_DIFFER;
	t->texts = (struct texts)TEXTS_INIT;
	reader.arg = t;
	*out = (struct phone_done){ .rows = 0 };
	st = rows_read(&reader, bytes, err);
	if (st == ST_OK)
		st = flush(t, err);
	st = record(t, bytes, st, err);
	texts_release(&t->texts);
	free(t);
	return st;
}
