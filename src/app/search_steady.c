/*
 * search_steady.c - rows that do not change places for next to nothing while
 * a question is typed.
 *
 * Of two rows shown before, the lower one passes the upper when it is better
 * by more than a hundredth of the best score. Three in ten changes of places
 * from key to key are of less.
 */
#include "app/search.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define STEADY_PART .01

/* The row of @hit before; @before->count when it was not there. */
static size_t
place_before(const struct hits *before, const struct hit *hit)
{
	size_t i = 0;

	while (i < before->count &&
	    strcmp(before->hit[i].entry_id, hit->entry_id) != 0)
		i++;
	return i;
}

/* Lifts row @at over those that came past it for little, from @first on. */
static void
lift(struct hits *h, size_t *place, size_t first, size_t at, double little)
{
	struct hit hit = h->hit[at];
	size_t was = place[at], to = at;

	while (to > first && place[to - 1] != SIZE_MAX &&
	    place[to - 1] > was &&
	    h->hit[to - 1].score - hit.score < little)
		to--;
	memmove(&h->hit[to + 1], &h->hit[to], (at - to) * sizeof(hit));
	memmove(&place[to + 1], &place[to], (at - to) * sizeof(*place));
	h->hit[to] = hit;
	place[to] = was;
}

void
hits_steady(struct hits *h, const struct hits *before)
{
	size_t *place;
	double little;

	if (h->count < 2 || before->count == 0)
		return;
	place = xcalloc(h->count, sizeof(*place));
	little = h->hit[0].score * STEADY_PART;
	for (size_t i = 0; i < h->count; i++) {
		size_t was = place_before(before, &h->hit[i]);

		place[i] = was < before->count ? was : SIZE_MAX;
		if (place[i] != SIZE_MAX)
			lift(h, place, i < h->live ? 0 : h->live, i, little);
	}
	free(place);
}
