/*
 * export.h - figures and demands taken out of the desk.
 *
 * Demands leave for a named purpose with its fixed columns, masked as they are
 * read. Whole personal data leave only for a purpose that needs them, and
 * only after a second person has agreed: one asks (export_ask), another
 * agrees (export_approve), the first takes it out, once, within a day. A file
 * is written complete, mode 0600, and its hash is on the record before it is
 * there.
 */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/export_sheet.h"
#include "app/report.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct app;

/* name, code, needs personal data whole, words */
#define EXPORT_PURPOSE_LIST(X) \
	X(REVIEW,     "review",     false, N_("review of handling")) \
	X(UNIT,       "unit",       false, N_("orders for their units")) \
	X(CALLBACK,   "callback",   true,  N_("callbacks by telephone")) \
	X(STATISTICS, "statistics", false, N_("statistics without texts"))

enum export_purpose {
#define X(name, code, personal, words) EXPORT_FOR_##name,
	EXPORT_PURPOSE_LIST(X)
#undef X
	EXPORT_PURPOSE_COUNT
};

const char *export_purpose_code(enum export_purpose p);
const char *export_purpose_words(enum export_purpose p); /* user's language */
bool export_purpose_parse(struct slice code, enum export_purpose *p);
/* The name of a purpose's @i-th column, or NULL behind the last. */
const char *export_purpose_column(enum export_purpose p, size_t i);

struct export_call {
	enum export_form form;
	const char *path;		/* NULL: to export_done.text */
	const char *reason;		/* may not be empty */
	/* of demands: */
	enum export_purpose purpose;
	int64_t from, to;		/* intake */
	int64_t approval;		/* of export_ask(); 0: masked */
};

#define EXPORT_HASH_BYTES 32

struct export_done {
	struct buf text;		/* what was not written to a file */
	size_t rows;
	unsigned char hash[EXPORT_HASH_BYTES];
};

#define EXPORT_DONE_INIT { .text = BUF_INIT }
void export_done_release(struct export_done *d);

/* A report as a sheet, with its definition. */
void export_report_sheet(const struct report *r, struct export_sheet *out);
enum status export_report(struct app *app, const struct report *r,
    const struct export_call *c, struct export_done *out, struct err *err);
enum status export_demands(struct app *app, const struct export_call *c,
    struct export_done *out, struct err *err);

/* Asks for whole personal data; *@id is what the second person agrees to. */
enum status export_ask(struct app *app, enum export_purpose p,
    const char *reason, int64_t *id, struct err *err);
/* ST_DENIED for who asked. */
enum status export_approve(struct app *app, int64_t id, struct err *err);

#endif
