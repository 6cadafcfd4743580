/*
 * report_withhold.h - which counts of a published list must not be told.
 *
 * Pure: counts in, marks out. A list is published with its sum. A count below
 * the least is withheld as small; where the sum and the others would still
 * give a withheld count away, further ones are withheld too, the smallest
 * first, until each withheld count could be at least two numbers.
 */
#ifndef APP_REPORT_WITHHOLD_H
#define APP_REPORT_WITHHOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum withheld {
	TOLD,
	WITHHELD_SMALL,			/* known to be 1 .. least - 1 */
	WITHHELD_ALSO			/* known to be least or more */
};

/*
 * Marks @n counts; a 0 is told. True: the sum may be told too. False: even
 * with all withheld the sum would give one away.
 */
bool report_withhold(const int64_t *count, size_t n, int64_t least,
    enum withheld *mark);

/* What can be known of count @i from the marks, the told counts and the sum:
 * it lies in [*low, *high]. */
void report_known(const int64_t *count, size_t n, int64_t least,
    const enum withheld *mark, size_t i, int64_t *low, int64_t *high);

#endif
