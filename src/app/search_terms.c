/*
 * search_terms.c - a plan as a list to be shown.
 */
#include "app/search_terms.h"

#include "app/search_plan.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

const char *
hit_by_word(enum hit_by by)
{
	static const char *const words[] = {
		[HIT_TYPED] = "typed", [HIT_PINYIN] = "pinyin",
		[HIT_INITIALS] = "initials", [HIT_SOUND] = "sound",
		[HIT_SYNONYM] = "synonym", [HIT_EXACT] = "exact",
	};

	return words[by];
}

const char *
hit_by_title(enum hit_by by)
{
	static const char *const titles[] = {
		[HIT_TYPED] = "", [HIT_PINYIN] = N_("pinyin"),
		[HIT_INITIALS] = N_("initials"),
		[HIT_SOUND] = N_("same sound"),
		[HIT_SYNONYM] = N_("synonym"), [HIT_EXACT] = "",
	};

	return *titles[by] ? _(titles[by]) : "";
}

void
search_terms_release(struct search_terms *t)
{
	free(t->term);
	buf_release(&t->texts);
	buf_release(&t->normal);
	*t = (struct search_terms)SEARCH_TERMS_INIT;
}

static int
term_cmp(const void *va, const void *vb)
{
	const struct search_term *a = va, *b = vb;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->weight > b->weight || a->weight < b->weight)
		return a->weight > b->weight ? -1 : 1;
	return slice_cmp(a->text, b->text);
}

static bool
fetches(const struct fts_phrase *phrase, size_t count, struct slice text)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(phrase[i].term, text))
			return true;
	return false;
}

/* The other ways to say a word are shown with its first typed term. */
static uint16_t
shown_group(const struct plan *p, const struct plan_term *t)
{
	for (size_t i = 0; t->way > 0 && i < p->terms; i++)
		if (p->term[i].word == t->word)
			return p->term[i].group;
	return t->group;
}

static void
take_plan(struct search_terms *out, const struct plan *p)
{
	struct fts_phrase phrase[PLAN_PHRASES];
	size_t n = plan_phrases(p, phrase);

	buf_reset(&out->texts);
	buf_add_slice(&out->texts, buf_slice(&p->texts));
	ARRAY_GROW(out->term, p->terms, out->room);
	for (size_t i = 0; i < p->terms; i++) {
		const struct plan_term *t = &p->term[i];

		out->term[out->count++] = (struct search_term){
			.text = { out->texts.text + t->at, t->bytes },
			.by = (enum hit_by)t->by, .weight = t->weight,
			.entries = t->kb.a ? t->kb.entries : 0,
			.group = shown_group(p, t), .soft = t->soft,
			.finds = fetches(phrase, n, plan_text(p, t))
		};
	}
	if (out->count > 0)
		qsort(out->term, out->count, sizeof(*out->term), term_cmp);
}

enum status
search_terms(struct kb *kb, struct slice typed, struct search_terms *out,
    struct err *err)
{
	struct rank_weights w;
	struct query q;
	struct plan p;
	enum status st;

	out->count = 0;
	rank_weights_default(&w);
	query_init(&q);
	plan_init(&p);
	query_parse(&q, typed);
	buf_reset(&out->normal);
	buf_add_slice(&out->normal, buf_slice(&q.normal.text));
	st = plan_typed(&p, kb, &q, &w, err);
	if (st == ST_OK)
		st = plan_expand(&p, kb, &q, &w, err);
	if (st == ST_OK)
		take_plan(out, &p);
	plan_release(&p);
	query_release(&q);
	return st;
}
