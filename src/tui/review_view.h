/*
 * review_view.h - the state of the screen of the sample for review; between
 * the review_view*.c files only.
 *
 * The sample is that of a period; the selected demand stands beside it, or
 * below. Marks and a remark are of the selected one, until they are kept.
 */
#ifndef TUI_REVIEW_VIEW_H
#define TUI_REVIEW_VIEW_H

#include "app/report_qa.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/report_view.h"
#include "tui/view.h"
#include "tui/wrap.h"

/* Where keys go: a mark, or behind them the remark. */
#define REVIEW_REMARK QA_MARKS
#define REVIEW_PLACES (QA_MARKS + 1)

/* What the drawing tells the next key: a cache. */
struct review_shown {
	int page;			/* rows of the list */
	int lines, text_page;		/* of the demand's text */
	struct wrap wrap;
};

struct review_state {
	struct tui *t;
	struct app *app;
	enum period period;
	int64_t from, to;
	struct qa_review review;
	struct list list;
	int64_t mark[QA_MARKS];		/* 0: not yet */
	int place;
	struct editor remark;
	struct buf text;		/* of the selected demand */
	int scroll;			/* lines of it */
	bool loaded;
	int64_t data_version;		/* of the ledger when it was read */
	struct review_shown *shown;
};

/* The selected row, or NULL. */
const struct qa_case *review_selected(const struct review_state *s);

/* review_view_draw.c */
void review_draw(const void *state, struct canvas *c);

#endif
