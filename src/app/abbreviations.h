/*
 * abbreviations.h - what officials shorten, and what it means: the table
 * data/abbreviations.tsv.
 */
#ifndef APP_ABBREVIATIONS_H
#define APP_ABBREVIATIONS_H

#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

struct abbreviation {
	const char *text;
	const char *meaning;		/* "": everybody knows it */
};

struct abbreviations;

enum status abbreviations_open(struct abbreviations **out,
    const char *data_dir, struct err *err);
void abbreviations_close(struct abbreviations *a);	/* NULL is fine */

/* By their bytes; NULL behind the last. They live as long as @a. */
const struct abbreviation *abbreviations_at(const struct abbreviations *a,
    size_t i);
const struct abbreviation *abbreviations_find(const struct abbreviations *a,
    struct slice text);

#endif
