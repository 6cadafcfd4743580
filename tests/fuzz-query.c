/*
 * fuzz-query.c - any bytes are a query.
 */
#include "base/utf8.h"
#include "text/query.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool truth)
{
	if (!truth)
		abort();
}

static void
check_sound(const struct query *q, const struct query_sound *sound)
{
	check(sound->to <= q->normal.text.bytes);
	check(sound->splits || sound->initials);
	for (size_t i = 0; i < sound->splits; i++) {
		const struct sound_split *split = sound->split + i;
		size_t last = 0;

		check(split->count && split->whole <= split->count);
		for (size_t k = 0; k < split->count; k++) {
			const struct sound_unit *unit = split->unit + k;

			check(unit->lo && unit->lo < unit->hi);
			check(unit->hi <= sound_count() + 1);
			check(unit->from == last && unit->to > last);
			last = unit->to;
		}
		check(last == sound->letters.bytes);
	}
}

static void
check_query(const struct query *q)
{
	for (size_t i = 0; i < q->terms; i++) {
		check(q->term[i].text.bytes && q->term[i].times);
		check(utf8_valid(q->term[i].text));
		check(q->term[i].to <= q->normal.text.bytes);
		for (size_t k = 0; k < i && k < 40; k++)
			check(!slice_equal(q->term[i].text,
			    q->term[k].text));
	}
	for (size_t i = 0; i < q->exacts; i++)
		check(q->exact[i].text.bytes &&
		    q->exact[i].to <= q->normal.text.bytes);
	for (size_t i = 0; i < q->sounds; i++)
		check_sound(q, q->sound + i);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct query q;
	struct buf initials = BUF_INIT;

	query_init(&q);
	query_parse(&q, (struct slice){ (const char *)data, size });
	check_query(&q);
	sounds_initials(&initials, buf_slice(&q.normal.text));
	/* Again with the same memory. */
	query_parse(&q, (struct slice){ (const char *)data, size / 2 });
	check_query(&q);
	query_release(&q);
	buf_release(&initials);
	return 0;
}
