/*
 * export_sheet.h - a table on its way out: typed cells under named columns,
 * with the words that define it; and the forms it is written in.
 *
 * Nothing here opens the ledger or a file. What a spreadsheet would take for
 * a formula is text: such a cell of a CSV gets an apostrophe in front.
 */
#ifndef APP_EXPORT_SHEET_H
#define APP_EXPORT_SHEET_H

#include "base/buf.h"
#include "base/err.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_TIME };

struct export_cell {
	enum cell_kind kind;
	const char *text;
	double number;
	int64_t at;			/* ms */
};

struct export_sheet {
	const char *title;
	const char **column;		/* names, in the user's language */
	size_t columns, column_room;
	struct export_cell *cell;	/* row after row */
	size_t cells, cell_room;
	/* what defines it: a word and its meaning, by pairs */
	const char **term;
	size_t terms, term_room;
	/* the column whose numbers a chart shows, and the one that names
	 * them; chart < 0: none */
	int chart, chart_label;
	struct texts texts;
};

#define EXPORT_SHEET_INIT { .title = "", .chart = -1, .texts = TEXTS_INIT }
void export_sheet_release(struct export_sheet *s);

/* Texts are copied. */
void export_title(struct export_sheet *s, const char *title);
void export_column(struct export_sheet *s, const char *name);
void export_term(struct export_sheet *s, const char *word,
    const char *meaning);
void export_empty(struct export_sheet *s);
void export_text(struct export_sheet *s, const char *text);
void export_number(struct export_sheet *s, double number);
void export_time(struct export_sheet *s, int64_t at);	/* 0: empty */
size_t export_rows(const struct export_sheet *s);

/* code, file name's end, words */
#define EXPORT_FORM_LIST(X) \
	X(CSV,     "csv",         "csv",  N_("CSV, UTF-8")) \
	X(CSV_BOM, "csv-bom",     "csv",  N_("CSV, UTF-8 with a mark")) \
	X(CSV_GB,  "csv-gb18030", "csv",  N_("CSV, GB18030")) \
	X(JSON,    "json",        "json", N_("JSON")) \
	X(MARKDOWN, "markdown",   "md",   N_("Markdown")) \
	X(HTML,    "html",        "html", N_("a page to print")) \
	X(XLSX,    "xlsx",        "xlsx", N_("a spreadsheet"))

enum export_form {
#define X(name, code, end, words) EXPORT_##name,
	EXPORT_FORM_LIST(X)
#undef X
	EXPORT_FORM_COUNT
};

bool export_form_parse(struct slice code, enum export_form *form);

/* Appends the file; all forms but XLSX, which needs a path. */
enum status export_write(const struct export_sheet *s, enum export_form form,
    struct buf *out, struct err *err);
/* Writes a new file; one that is there is replaced. */
enum status export_xlsx(const struct export_sheet *s, const char *path,
    struct err *err);

#endif
