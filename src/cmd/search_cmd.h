/*
 * search_cmd.h - what the files of the search subcommand share.
 */
#ifndef CMD_SEARCH_CMD_H
#define CMD_SEARCH_CMD_H

#include "app/search.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

struct app;

enum status cmd_search(struct app *app, int argc, char **argv,
    struct err *err);

/* Appends what a person reads, or one line of JSON. */
void search_print(struct buf *out, const struct hits *hits);
void search_print_json(struct buf *out, struct slice typed,
    const struct hits *hits);
/* One line: a JSON list of ids, best first; with @time an object that has
 * the list and the microseconds of CPU time. */
void search_print_ids(struct buf *out, const struct hits *hits,
    bool external, bool time);

/* Answers each line of @in at once. */
struct search_batch {
	bool external, time;
};
enum status search_batch(struct app *app, const struct search_batch *how,
    const struct search_options *o, FILE *in, struct err *err);

#endif
