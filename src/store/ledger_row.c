/*
 * ledger_row.c - the words of states and types, and rows into structs.
 *
 * A demand is read masked; its sealed columns are opened only to be masked.
 */
#include "store/ledger_part.h"

#include "base/intl.h"
#include "base/mem.h"
#include "store/mask.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct state_word {
	const char *code, *words;
	bool open;
};

static const struct state_word states[DEMAND_STATE_COUNT] = {
#define X(name, code, words, open) [DEMAND_##name] = { code, words, open },
	DEMAND_STATE_LIST(X)
#undef X
};

static const struct state_word types[DEMAND_TYPE_COUNT] = {
#define X(name, code, words) [DEMAND_##name] = { code, words, true },
	DEMAND_TYPE_LIST(X)
#undef X
};

const char *
demand_state_code(enum demand_state state)
{
	return states[state].code;
}

const char *
demand_state_words(enum demand_state state)
{
	return _(states[state].words);
}

bool
demand_state_open(enum demand_state state)
{
	return states[state].open;
}

bool
demand_state_parse(struct slice code, enum demand_state *state)
{
	for (int i = 0; i < DEMAND_STATE_COUNT; i++) {
		if (slice_is(code, states[i].code)) {
			*state = (enum demand_state)i;
			return true;
		}
	}
	return false;
}

const char *
demand_type_code(enum demand_type type)
{
	return types[type].code;
}

const char *
demand_type_words(enum demand_type type)
{
	return _(types[type].words);
}

bool
demand_type_parse(struct slice code, enum demand_type *type)
{
	for (int i = 0; i < DEMAND_TYPE_COUNT; i++) {
		if (slice_is(code, types[i].code)) {
			*type = (enum demand_type)i;
			return true;
		}
	}
	return false;
}

void
demand_init(struct demand *d)
{
	*d = (struct demand){ .request_id = "" };
#define X(name) d->name = "";
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
}

void
demand_release(struct demand *d)
{
	texts_release(&d->texts);
	demand_init(d);
}

void
demand_copy(struct demand *to, const struct demand *from)
{
	struct demand copy = *from;

	copy.texts = (struct texts)TEXTS_INIT;
	copy.request_id = texts_keep(&copy.texts, slice_of(from->request_id));
#define X(name) copy.name = texts_keep(&copy.texts, slice_of(from->name));
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
	demand_release(to);
	*to = copy;
}

void
demands_release(struct demands *list)
{
	for (size_t i = 0; i < list->count; i++)
		demand_release(&list->demand[i]);
	free(list->demand);
	*list = (struct demands)DEMANDS_INIT;
}

const char *
row_text(struct texts *t, struct stmt *s, int column)
{
	return texts_keep(t, db_slice(s, column));
}

const char *
label_of(char out[LABEL_BYTES], const char *table, int64_t row,
    const char *column)
{
	snprintf(out, LABEL_BYTES, "%s %lld %s", table, (long long)row,
	    column);
	return out;
}

enum status
row_unseal(struct vault *key, struct stmt *s, int column, const char *label,
    struct buf *out, struct err *err)
{
	if (!key || db_is_null(s, column))
		return ST_OK;
	return vault_unseal(key, out, db_slice(s, column), label, err);
}

static const struct {
	const char *column;
	size_t at;
	void (*mask)(struct buf *out, struct slice s);
} personal[] = {
	{ "claimant_name", offsetof(struct demand, claimant_name),
	    mask_name },
	{ "claimant_phone", offsetof(struct demand, claimant_phone),
	    mask_phone },
	{ "place_detail", offsetof(struct demand, place_detail), mask_place },
};

static enum status
personal_load(struct ledger *l, struct vault *key, struct stmt *s,
    int column, struct demand *d, size_t which, struct err *err)
{
	const char **to = (void *)((char *)d + personal[which].at);
	char label[LABEL_BYTES];
	struct buf masked = BUF_INIT;
	enum status st;

	buf_reset(&l->plain);
	st = row_unseal(key, s, column, label_of(label, "demand", d->id,
	    personal[which].column), &l->plain, err);
	if (st == ST_OK) {
		personal[which].mask(&masked, buf_slice(&l->plain));
		*to = texts_keep(&d->texts, buf_slice(&masked));
	}
	if (l->plain.bytes > 0)
		sodium_memzero(l->plain.text, l->plain.bytes);
	buf_release(&masked);
	return st;
}

static enum status
codes_load(struct stmt *s, int state, int type, struct demand *d,
    struct err *err)
{
	if (!demand_state_parse(db_slice(s, state), &d->state))
		return fail(err, ST_CORRUPT, "demand %s has no known state",
		    d->number);
	if (!demand_type_parse(db_slice(s, type), &d->type))
		return fail(err, ST_CORRUPT, "demand %s has no known type",
		    d->number);
	return ST_OK;
}

enum status
demand_load(struct ledger *l, struct stmt *s, struct demand *d,
    struct err *err)
{
	struct vault *key = NULL;
	int at = 7, personal_at;
	enum status st;

	demand_release(d);
	d->id = db_int(s, 0);
	d->version = db_int(s, 1);
	d->changed_at = db_int(s, 2);
	snprintf(d->number, sizeof(d->number), "%s", db_text(s, 3));
	d->request_id = row_text(&d->texts, s, 6);
#define X(name) d->name = db_int(s, at++);
	DEMAND_INT_LIST(X)
#undef X
#define X(name) d->name = row_text(&d->texts, s, at++);
	DEMAND_TEXT_LIST(X)
#undef X
	personal_at = at;
	at += (int)COUNT(personal);
	d->erased = db_int(s, at++) != 0;
	st = codes_load(s, 4, 5, d, err);
	if (st == ST_OK)
		st = subject_key(l, s, at, &key, err);
	for (size_t i = 0; st == ST_OK && i < COUNT(personal); i++)
		st = personal_load(l, key, s, personal_at++, d, i, err);
	vault_close(key);
	return st;
}

enum status
event_load(struct stmt *s, struct texts *t, struct event *e, struct err *err)
{
	struct slice before = db_slice(s, 7), hash = db_slice(s, 8);
	int at = EVENT_COLUMN_ROW_HASH + 1;

	*e = (struct event){ .id = db_int(s, 0) };
	e->demand = db_int(s, 1);
	e->version = db_int(s, 2);
	e->at = db_int(s, 3);
	e->kb_generation = db_int(s, 4);
	if (!demand_state_parse(db_slice(s, 5), &e->from) ||
	    !demand_state_parse(db_slice(s, 6), &e->to))
		return fail(err, ST_CORRUPT, "event %lld has no known state",
		    (long long)e->id);
	if (before.bytes != LEDGER_HASH_BYTES ||
	    hash.bytes != LEDGER_HASH_BYTES)
		return fail(err, ST_CORRUPT, "event %lld has no hash",
		    (long long)e->id);
	memcpy(e->before, before.text, LEDGER_HASH_BYTES);
	memcpy(e->hash, hash.text, LEDGER_HASH_BYTES);
#define X(name) e->name = row_text(t, s, at++);
	EVENT_TEXT_LIST(X)
#undef X
	e->batch = db_int(s, at);
	return ST_OK;
}
