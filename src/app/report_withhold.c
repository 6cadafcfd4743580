/*
 * report_withhold.c - withhold small counts, and those that would give them
 * away.
 */
#include "app/report_withhold.h"

/* Far more than any count: no upper bound is known. */
#define UNBOUNDED INT64_C(1000000000000)

static void
bounds_of(enum withheld mark, int64_t count, int64_t least, int64_t *low,
    int64_t *high)
{
	*low = *high = count;
	if (mark == WITHHELD_SMALL) {
		*low = 1;
		*high = least - 1;
	} else if (mark == WITHHELD_ALSO) {
		*low = least;
		*high = UNBOUNDED;
	}
}

void
report_known(const int64_t *count, size_t n, int64_t least,
    const enum withheld *mark, size_t i, int64_t *low, int64_t *high)
{
	int64_t sum = 0, lows = 0, highs = 0, a, b;

	for (size_t k = 0; k < n; k++) {
		sum += count[k];
		if (k == i)
			continue;
		bounds_of(mark[k], count[k], least, &a, &b);
		lows += a;
		highs += b;
	}
	bounds_of(mark[i], count[i], least, low, high);
	if (sum - highs > *low)
		*low = sum - highs;
	if (sum - lows < *high)
		*high = sum - lows;
}

/* A withheld count that can be one number only. */
static bool
given_away(const int64_t *count, size_t n, int64_t least,
    const enum withheld *mark)
{
	int64_t low, high;

	for (size_t i = 0; i < n; i++) {
		if (mark[i] == TOLD)
			continue;
		report_known(count, n, least, mark, i, &low, &high);
		if (low == high)
			return true;
	}
	return false;
}

/* The smallest that is still told and not 0; @n when there is none. */
static size_t
next_to_withhold(const int64_t *count, size_t n, const enum withheld *mark)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++) {
		if (mark[i] == TOLD && count[i] > 0 &&
		    (best == n || count[i] < count[best]))
			best = i;
	}
	return best;
}

bool
report_withhold(const int64_t *count, size_t n, int64_t least,
    enum withheld *mark)
{
	for (size_t i = 0; i < n; i++)
		mark[i] = count[i] > 0 && count[i] < least ? WITHHELD_SMALL :
		    TOLD;
	while (given_away(count, n, least, mark)) {
		size_t also = next_to_withhold(count, n, mark);

		if (also == n)
			return false;
		mark[also] = WITHHELD_ALSO;
	}
	return true;
}
