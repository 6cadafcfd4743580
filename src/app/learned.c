/*
 * learned.c - topics from the ledger's newest demands and the base's best
 * entries.
 */
#include "app/learned.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "text/bayes.h"
#include "text/normalize.h"

#include <stdlib.h>
#include <string.h>

#define PORTION 100			/* demands a call */
#define DEMANDS_MAX 3000
#define ENTRIES_MAX 5000
#define TEXT_CHARS 400
#define KEYWORD_WEIGHT 4.0		/* of texts */

struct learned {
	const struct directory *directory;
	struct bayes *bayes;
	int64_t before;			/* the oldest that was learned; 0 */
	size_t count;
	int64_t row;			/* of the base, the last one learned */
};

static void
learn(struct learned *l, const char *topic, struct slice text, double weight)
{
	struct buf normal = BUF_INIT;

	normalize(&normal, utf8_first(text, TEXT_CHARS));
	bayes_learn(l->bayes, topic, buf_slice(&normal), weight);
	buf_release(&normal);
}

struct learned *
learned_new(const struct directory *d)
{
	struct learned *l = xcalloc(1, sizeof(*l));
	const struct topic *t;
	struct buf text = BUF_INIT;

	l->directory = d;
	l->bayes = bayes_new();
	for (size_t i = 0; (t = directory_topic_at(d, i)) != NULL; i++) {
		if (!t->leaf)
			continue;
		buf_reset(&text);
		buf_addf(&text, "%s,%s,%s", t->name, t->keywords,
		    t->name_en);
		learn(l, t->code, buf_slice(&text), KEYWORD_WEIGHT);
	}
	buf_release(&text);
	return l;
}

void
learned_free(struct learned *l)
{
	if (!l)
		return;
	bayes_free(l->bayes);
	free(l);
}

void
learned_add(struct learned *l, const char *topic, struct slice text)
{
	const struct topic *t = directory_topic(l->directory, topic);

	if (t && t->leaf)
		learn(l, topic, text, 1);
}

static enum status
take(void *arg, const struct matter *m, struct err *err)
{
	struct learned *l = arg;
	struct buf text = BUF_INIT;

	(void)err;
	buf_addf(&text, "%s\n%s", m->title, m->content);
	learned_add(l, m->topic, buf_slice(&text));
	l->before = m->id;
	l->count++;
	buf_release(&text);
	return ST_OK;
}

static bool
more_demands(struct learned *l, struct ledger *ledger)
{
	size_t had = l->count;
	struct err quiet = ERR_INIT;

	if (!ledger || had >= DEMANDS_MAX)
		return false;
	if (ledger_matters(ledger, l->before, PORTION, take, l, &quiet) !=
	    ST_OK)
		l->count = DEMANDS_MAX;
	return l->count == had + PORTION && l->count < DEMANDS_MAX;
}

static void
entry_learn(struct learned *l, const struct entry *e)
{
	const struct topic *t = directory_topic_find(l->directory,
	    slice_of(entry_get(e, ENTRY_TOPIC)));
	struct buf text = BUF_INIT;

	if (!t)
		return;
	buf_addf(&text, "%s\n%s\n%s", entry_get(e, ENTRY_TITLE),
	    entry_get(e, ENTRY_QUESTION), entry_get(e, ENTRY_ANSWER_SHORT));
	learned_add(l, t->code, buf_slice(&text));
	buf_release(&text);
}

static bool
more_entries(struct learned *l, struct kb *kb)
{
	int64_t end = l->row + PORTION;
	struct entry e = ENTRY_INIT;
	struct err quiet = ERR_INIT;
	enum status st = ST_OK;

	if (!kb || l->row >= ENTRIES_MAX || l->row >= kb_count(kb))
		return false;
	while (st == ST_OK && l->row < end && l->row < kb_count(kb)) {
		st = kb_entry_row(kb, ++l->row, &e, &quiet);
		if (st == ST_OK)
			entry_learn(l, &e);
		entry_release(&e);
		e = (struct entry)ENTRY_INIT;
	}
	if (st != ST_OK)
		l->row = ENTRIES_MAX;
	return l->row < kb_count(kb) && l->row < ENTRIES_MAX;
}

bool
learned_more(struct learned *l, struct ledger *ledger, struct kb *kb)
{
	bool entries = more_entries(l, kb);
	bool demands = more_demands(l, ledger);

	return entries || demands;
}

const struct topic *
learned_topic(const struct learned *l, struct slice text, int *percent,
    struct buf *words)
{
	struct buf normal = BUF_INIT;
	const char *code;

	normalize(&normal, utf8_first(text, TEXT_CHARS));
	code = bayes_guess(l->bayes, buf_slice(&normal), percent, words);
	buf_release(&normal);
	return code ? directory_topic(l->directory, code) : NULL;
}
