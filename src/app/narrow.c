/*
 * narrow.c - a line of words becomes a filter for the ledger.
 *
 * Knows the names of columns and asks the directory for units, topics and
 * places; runs no query.
 */
#include "app/narrow.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <string.h>

#define SPAN_BYTES 32

static const struct {
	const char *name, *chinese;
} columns[] = {
#define X(id, name, chinese) [NARROW_##id] = { name, chinese },
	NARROW_LIST(X)
#undef X
};

struct reading_in {
	struct app *app;
	struct narrow *out;
	struct buf words;		/* those without a column */
};

const char *
narrow_name(enum narrow_column c)
{
	return columns[c].name;
}

const char *
narrow_name_chinese(enum narrow_column c)
{
	return columns[c].chinese;
}

void
narrow_release(struct narrow *n)
{
	texts_release(&n->texts);
	*n = (struct narrow)NARROW_INIT;
}

static enum status
no_such(const char *what, struct slice value, struct err *err)
{
	return fail(err, ST_INVALID, "there is no %s \"%.*s\"", _(what),
	    (int)value.bytes, value.text);
}

static const char *
keep(struct reading_in *r, const char *text)
{
	return texts_keep(&r->out->texts, slice_of(text));
}

static bool
begins(const char *text, struct slice start)
{
	return start.bytes > 0 && !strncmp(text, start.text, start.bytes);
}

/* The values of an enumeration whose code or words @value begins. */
static uint32_t
bits_of(struct slice value, int count, const char *(*code)(int i),
    const char *(*words)(int i))
{
	uint32_t bits = 0;

	for (int i = 0; i < count; i++)
		if (begins(code(i), value) || begins(words(i), value))
			bits |= UINT32_C(1) << i;
	return bits;
}

static const char *
type_code(int i)
{
	return demand_type_code((enum demand_type)i);
}

static const char *
type_words(int i)
{
	return demand_type_words((enum demand_type)i);
}

static const char *
state_code(int i)
{
	return demand_state_code((enum demand_state)i);
}

static const char *
state_words(int i)
{
	return demand_state_words((enum demand_state)i);
}

static enum status
take_type(struct reading_in *r, struct slice value, struct err *err)
{
	r->out->filter.types = bits_of(value, DEMAND_TYPE_COUNT, type_code,
	    type_words);
	return r->out->filter.types ? ST_OK : no_such(N_("type"), value, err);
}

static enum status
take_state(struct reading_in *r, struct slice value, struct err *err)
{
	r->out->filter.states = bits_of(value, DEMAND_STATE_COUNT,
	    state_code, state_words);
	return r->out->filter.states ? ST_OK : no_such(N_("state"), value, err);
}

/* A place, such as a street's office, serves as a unit too. */
static enum status
take_unit(struct reading_in *r, struct slice value, struct err *err)
{
	const struct directory *d = r->app->directory;
	const struct unit *unit = directory_unit_find(d, value);
	const struct place *place = NULL;
	struct err quiet = ERR_INIT;

	if (unit)
		r->out->filter.unit = keep(r, unit->code);
	else if (directory_place_find(d, value, "", &place, &quiet) == ST_OK)
		r->out->filter.unit = keep(r, place->code);
	else
		return no_such(N_("unit"), value, err);
	return ST_OK;
}

static enum status
take_topic(struct reading_in *r, struct slice value, struct err *err)
{
	const struct topic *topic = directory_topic_find(r->app->directory,
	    value);

	if (!topic)
		return no_such(N_("topic"), value, err);
	r->out->filter.topic = keep(r, topic->code);
	return ST_OK;
}

static enum status
take_district(struct reading_in *r, struct slice value, struct err *err)
{
	const struct place *place = NULL;
	enum status st = directory_place_find(r->app->directory, value, "",
	    &place, err);

	if (st == ST_OK && place->kind != PLACE_DISTRICT)
		return no_such(N_("district"), value, err);
	if (st == ST_OK)
		r->out->filter.district = keep(r, place->code);
	return st;
}

/* "1d", "4h", "2wd": from now on. */
static enum status
take_due(struct reading_in *r, struct slice value, struct err *err)
{
	struct due due = { .from = clock_now(&r->app->clock), .spans = 1 };
	char text[SPAN_BYTES];
	size_t digits = 0;

	while (digits < value.bytes && value.text[digits] >= '0' &&
	    value.text[digits] <= '9')
		digits++;
	if (digits == 0 || value.bytes + 2 > sizeof(text))
		return no_such(N_("span"), value, err);
	memcpy(text, value.text, digits);
	text[digits] = ' ';
	memcpy(text + digits + 1, value.text + digits, value.bytes - digits);
	text[value.bytes + 1] = '\0';
	if (!span_parse(slice_of(text), &due.span[0]))
		return no_such(N_("span"), value, err);
	if (due_compute(r->app->policy, &due, err) != ST_OK)
		return err->status;
	r->out->filter.due_before = due.at;
	return ST_OK;
}

static enum status
take_value(struct reading_in *r, enum narrow_column c, struct slice value,
    struct err *err)
{
	struct demand_filter *f = &r->out->filter;

	switch (c) {
	case NARROW_UNIT:
		return take_unit(r, value, err);
	case NARROW_TYPE:
		return take_type(r, value, err);
	case NARROW_STATE:
		return take_state(r, value, err);
	case NARROW_TOPIC:
		return take_topic(r, value, err);
	case NARROW_DISTRICT:
		return take_district(r, value, err);
	case NARROW_DUE:
		return take_due(r, value, err);
	case NARROW_OPERATOR:
		f->operator = texts_keep(&r->out->texts, value);
		return ST_OK;
	case NARROW_PHONE:
		f->phone = texts_keep(&r->out->texts, value);
		return ST_OK;
	case NARROW_COUNT:
		break;
	}
	return ST_OK;
}

bool
narrow_column_take(struct slice *word, enum narrow_column *out)
{
	static const char *const marks[] = { ":", "\xef\xbc\x9a", "<",
		"\xef\xbc\x9c" };

	for (int c = 0; c < NARROW_COUNT; c++) {
		const char *names[] = { columns[c].name, columns[c].chinese };

		for (size_t i = 0; i < 2 * COUNT(marks); i++) {
			const char *name = names[i % 2], *mark = marks[i / 2];
			size_t n = strlen(name), m = strlen(mark);

			if (word->bytes < n + m ||
			    memcmp(word->text, name, n) != 0 ||
			    memcmp(word->text + n, mark, m) != 0)
				continue;
			word->text += n + m;
			word->bytes -= n + m;
			*out = (enum narrow_column)c;
			return true;
		}
	}
	return false;
}

static void
word_take(struct reading_in *r, struct slice word, struct err *err)
{
	struct err why = ERR_INIT;
	enum narrow_column c;

	if (!narrow_column_take(&word, &c)) {
		if (r->words.bytes > 0)
			buf_add_char(&r->words, ' ');
		buf_add_slice(&r->words, word);
	} else if (word.bytes > 0 &&	/* else it is being typed */
	    take_value(r, c, word, &why) != ST_OK && err->status == ST_OK)
		*err = why;
}

enum status
narrow_parse(struct app *app, struct slice text, struct narrow *out,
    struct err *err)
{
	struct reading_in r = { .app = app, .out = out, .words = BUF_INIT };
	struct err why = ERR_INIT;
	struct slice word;

	narrow_release(out);
	for (word = slice_word(&text); word.bytes > 0;
	    word = slice_word(&text))
		word_take(&r, word, &why);
	if (r.words.bytes > 0)
		out->filter.text = texts_keep(&out->texts,
		    buf_slice(&r.words));
	buf_release(&r.words);
	if (why.status != ST_OK)
		*err = why;
	return why.status;
}
