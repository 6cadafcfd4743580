/*
 * search_filter.c - wishes become sets of numbers, once for a query, so that
 * a candidate costs a few look-ups.
 */
#include "app/search_filter.h"

#include "app/directory.h"
#include "base/mem.h"
#include "store/kb.h"
#include "text/normalize.h"
#include "text/record_field.h"
#include "text/synonyms.h"

#include <stdlib.h>
#include <string.h>

#define PHRASE_ATOMS 64

struct phrase {
	uint32_t atom[PHRASE_ATOMS];
	size_t atoms;
	bool known;			/* the base has every atom */
	bool unwanted;
};

/* The numbers of a facet that are wanted, and those that are not. */
struct set {
	bool *wanted, *unwanted;
	size_t count;
	bool any_wanted;
};

struct filter {
	const struct kb *kb;
	const struct directory *directory;
	struct set set[DIGEST_FACETS];
	bool kind[ENTRY_KIND_COUNT], not_kind[ENTRY_KIND_COUNT], any_kind;
	int force;
	struct phrase *phrase;
	size_t phrases, phrase_room;
};

/* What the document says where a caller says @wanted, or the reverse. */
static bool
contains_meant(struct slice text, struct slice wanted)
{
	struct synonyms s;

	if (slice_find(text, wanted))
		return true;
	if (!synonyms_at(wanted, &s) || s.bytes != wanted.bytes)
		return false;
	for (size_t i = 0; i < s.count; i++)
		if (slice_find(text, s.word[i]))
			return true;
	return false;
}

static bool
unit_is(const struct filter *f, struct slice name, struct slice wanted)
{
	const struct unit *u = f->directory ?
	    directory_unit_find(f->directory, wanted) : NULL;

	return contains_meant(name, wanted) || (u && slice_is(name, u->name));
}

/* The topic or one above it, by code or name. */
static bool
topic_is(const struct filter *f, struct slice code, struct slice wanted)
{
	char *at = slice_dup(code);
	const struct topic *t = f->directory ?
	    directory_topic(f->directory, at) : NULL;
	bool is = slice_find(code, wanted);

	free(at);
	while (t && !is) {
		is = contains_meant(slice_of(t->name), wanted) ||
		    slice_find(slice_of(t->keywords), wanted);
		t = directory_topic(f->directory, t->parent);
	}
	return is;
}

static bool
lang_is(struct slice lang, struct slice wanted)
{
	static const struct { const char *word, *lang; } words[] = {
		{ "中文", "zh" }, { "汉语", "zh" }, { "chinese", "zh" },
		{ "英文", "en" }, { "英语", "en" }, { "english", "en" },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (slice_is(wanted, words[i].word))
			return slice_is(lang, words[i].lang);
	return slice_find(lang, wanted);
}

static bool
value_is(const struct filter *f, enum digest_facet facet, struct slice value,
    struct slice wanted)
{
	switch (facet) {
	case DIGEST_UNIT:
		return unit_is(f, value, wanted);
	case DIGEST_TOPIC:
		return topic_is(f, value, wanted);
	case DIGEST_LANG:
		return lang_is(value, wanted);
	default:
		return slice_find(value, wanted);
	}
}

static void
want_value(struct filter *f, enum digest_facet facet, struct slice wanted,
    bool unwanted)
{
	struct set *set = &f->set[facet];

	if (!set->wanted) {
		set->count = kb_facet_count(f->kb, facet);
		set->wanted = xcalloc(set->count + 1, sizeof(bool));
		set->unwanted = xcalloc(set->count + 1, sizeof(bool));
	}
	set->any_wanted = set->any_wanted || !unwanted;
	for (uint32_t i = 0; i < set->count; i++) {
		struct buf normal = BUF_INIT;

		normalize(&normal, slice_of(kb_facet(f->kb, facet, i)));
		if (value_is(f, facet, buf_slice(&normal), wanted))
			*(unwanted ? &set->unwanted[i] :
			    &set->wanted[i]) = true;
		buf_release(&normal);
	}
}

static void
want_kind(struct filter *f, struct slice wanted, bool unwanted)
{
	const char *word = record_word_find(ENTRY_KIND, wanted);
	enum entry_kind k = entry_kind_find(word ? slice_of(word) : wanted);

	f->any_kind = f->any_kind || !unwanted;
	if (k < ENTRY_KIND_COUNT)
		*(unwanted ? &f->not_kind[k] : &f->kind[k]) = true;
}

static void
want_force(struct filter *f, struct slice wanted, bool unwanted)
{
	static const char *const denials[] = { "否", "no", "false", "0",
		"不", "失效" };
	bool yes = !unwanted;

	for (size_t i = 0; i < COUNT(denials); i++)
		if (slice_is(wanted, denials[i]))
			yes = unwanted;
	f->force = yes ? 1 : -1;
}

static void
want_phrase(struct filter *f, struct kb *kb, struct slice text, bool unwanted)
{
	struct phrase p = { .known = true, .unwanted = unwanted };
	struct tokens tokens;
	struct token t;
	size_t end = 0;

	tokens_start(&tokens, text);
	while (tokens_next(&tokens, &t) && p.atoms + 2 < PHRASE_ATOMS) {
		struct kb_term k = { 0, 0, 0 };
		struct err unsaid;
		bool word = t.kind == TOKEN_WORD &&
		    t.text.text != tokens.form;

		if (t.kind == TOKEN_CHAR)
			kb_term_chars(kb, t.ch[0], 0, &k, &unsaid);
		else if (!word || kb_term_word(kb, t.text, &k, &unsaid) !=
		    ST_OK)
			continue;
		if (p.atoms > 0 && t.from != end)
			p.atom[p.atoms++] = 0;
		p.atom[p.atoms++] = k.a;
		p.known = p.known && k.a;
		end = t.to;
	}
	if (p.atoms == 0)
		return;
	ARRAY_GROW(f->phrase, f->phrases + 1, f->phrase_room);
	f->phrase[f->phrases++] = p;
}

static void
want(struct filter *f, struct kb *kb, const struct query *q,
    const struct query_wish *w)
{
	static const enum digest_facet facets[QUERY_FIELDS] = {
		[QUERY_UNIT] = DIGEST_UNIT, [QUERY_TOPIC] = DIGEST_TOPIC,
		[QUERY_REGION] = DIGEST_REGION, [QUERY_LANG] = DIGEST_LANG
	};
	struct slice text = query_wish_text(q, w);

	if (w->kind == QUERY_PHRASE)
		want_phrase(f, kb, text, w->unwanted);
	else if (w->field == QUERY_KIND)
		want_kind(f, text, w->unwanted);
	else if (w->field == QUERY_FORCE)
		want_force(f, text, w->unwanted);
	else
		want_value(f, facets[w->field], text, w->unwanted);
}

struct filter *
filter_new(struct kb *kb, const struct query *q,
    const struct search_options *o)
{
	struct filter *f;

	if (q->wishes == 0)
		return NULL;
	f = xcalloc(1, sizeof(*f));
	f->kb = kb;
	f->directory = o->directory;
	for (size_t i = 0; i < q->wishes; i++)
		want(f, kb, q, &q->wish[i]);
	return f;
}

void
filter_free(struct filter *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < DIGEST_FACETS; i++) {
		free(f->set[i].wanted);
		free(f->set[i].unwanted);
	}
	free(f->phrase);
	free(f);
}

static bool
set_takes(const struct set *s, uint32_t number)
{
	if (!s->wanted || number >= s->count)
		return !s->any_wanted;
	return !s->unwanted[number] && (!s->any_wanted || s->wanted[number]);
}

bool
filter_takes(const struct filter *f, const struct found *found,
    struct slice parts)
{
	uint8_t kind = found->head.kind;

	if (kind < ENTRY_KIND_COUNT && (f->not_kind[kind] ||
	    (f->any_kind && !f->kind[kind])))
		return false;
	if (f->force != 0 && found->live != (f->force > 0))
		return false;
	for (size_t i = 0; i < DIGEST_FACETS; i++)
		if (!set_takes(&f->set[i], found->head.facet[i]))
			return false;
	for (size_t i = 0; i < f->phrases; i++) {
		const struct phrase *p = &f->phrase[i];
		bool has = p->known && digest_has(parts, p->atom, p->atoms);

		if (has == p->unwanted)
			return false;
	}
	return true;
}
