/*
 * sheet_view.h - the state of the sheet of one demand; between the sheet_*.c
 * files and the dialog that shows personal data only.
 *
 * Everything that is shown stands in two parts: the matter, and what happened
 * and may happen. They are side by side from 100 columns on, else one below
 * the other.
 */
#ifndef TUI_SHEET_VIEW_H
#define TUI_SHEET_VIEW_H

#include "app/app.h"
#include "app/demand.h"
#include "tui/views.h"

enum sheet_shape {
	SHEET_HEADING,
	SHEET_FACT,			/* a label and a text behind it */
	SHEET_TEXT			/* of the whole width */
};

/* Places in sheet_part.text. */
struct sheet_row {
	enum sheet_shape shape;
	enum style style;		/* of the text */
	size_t label, from, to;		/* the label ends where text begins */
	bool steps;			/* that may be taken: they open */
};

struct sheet_part {
	struct sheet_row *row;
	size_t rows, room;
	struct buf text;
	int scroll;			/* lines */
};

/* Also what a click hits; the steps come after the sides. */
enum sheet_side { SHEET_MATTER, SHEET_LIFE, SHEET_SIDES };

/* What the drawing tells the next key: a cache. */
struct sheet_shown {
	bool beside;
	int page;			/* lines in sight */
	int lines[SHEET_SIDES];		/* there are */
	int heading[64];		/* lines of headings, one column */
	int headings;
};

struct sheet_state {
	struct tui *t;
	struct app *app;
	char number[DEMAND_NUMBER_BYTES];
	struct demand_view view;
	struct demand_option *option;
	size_t options;
	struct demands merged;		/* into this one, newest first */
	char master[DEMAND_NUMBER_BYTES];	/* this one into that, or "" */
	struct accesses seen;		/* who saw the claimant's data, for
					 * those who watch over it */
	struct personal personal;	/* revealed, else NULLs */
	int64_t data_version;		/* of the ledger when it was read */
	int64_t minute;			/* then, for the time that is left */
	enum sheet_side side;		/* that keys go to */
	struct sheet_part part[SHEET_SIDES];
	struct sheet_shown *shown;
};

/* What the dialog for personal data is opened with. */
struct reveal_start {
	const char *number;
	struct personal *out;		/* of the sheet below */
};

extern const struct view_ops reveal_view;

/* sheet_text.c: what is shown, from what was read. */
void sheet_text_build(struct sheet_state *s);
/* sheet_life.c: the part of events, steps and what goes on beside. */
void sheet_life_build(struct sheet_state *s, struct sheet_part *p);
void sheet_heading(struct sheet_part *p, const char *text);
void sheet_fact(struct sheet_part *p, enum style style, const char *label,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
void sheet_text(struct sheet_part *p, enum style style, const char *text);
const char *sheet_unit(const struct sheet_state *s, const char *code);

void sheet_draw(const void *state, struct canvas *c);

#endif
