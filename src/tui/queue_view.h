/*
 * queue_view.h - the queues' state; between the queue_*.c files only.
 *
 * The rows are demands of one queue, or the person's own drafts. They are
 * read again when another process has written, and the selection stays with
 * its demand.
 */
#ifndef TUI_QUEUE_VIEW_H
#define TUI_QUEUE_VIEW_H

#include "app/batch.h"
#include "app/demand.h"
#include "app/narrow.h"
#include "base/config.h"
#include "tui/choices.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/view.h"

/* What the drawing tells the next key: a cache. */
struct queue_shown {
	int page;			/* rows of the list */
};

/* What may be put in the place of the word that is being typed. */
struct queue_offers {
	struct choices columns, values[NARROW_COUNT];
	struct choices *of;		/* those that fit are of these */
	struct found found;
	enum narrow_column column;	/* COUNT: a column's name is typed */
	size_t from;			/* where the value begins, in bytes */
};

/* A view of the settings; its strings are theirs. */
struct queue_tab {
	const char *name, *filter;
	enum demand_queue queue;
};

struct queue_tabs {
	struct queue_tab *tab;
	size_t count, room;
};

/* name in the settings, heading, columns, from which width of the window it
 * is there when none were chosen */
#define QUEUE_ONLY_CHOSEN 10000
#define QUEUE_COLUMN_LIST(X) \
	X(NUMBER,   "number",   N_("Number"),   15, 0) \
	X(STATE,    "state",    N_("State"),    14, 0) \
	X(TYPE,     "type",     N_("Type"),     16, 120) \
	X(DUE,      "due",      N_("Due"),      21, 0) \
	X(UNIT,     "unit",     N_("Unit"),     18, 100) \
	X(TOPIC,    "topic",    N_("Topic"),    16, QUEUE_ONLY_CHOSEN) \
	X(DISTRICT, "district", N_("District"), 10, QUEUE_ONLY_CHOSEN) \
	X(OPERATOR, "operator", N_("Operator"), 10, QUEUE_ONLY_CHOSEN) \
	X(TITLE,    "title",    N_("Title"),    0, 0)

enum queue_column {
#define X(id, name, head, cols, from) QUEUE_COLUMN_##id,
	QUEUE_COLUMN_LIST(X)
#undef X
	QUEUE_COLUMN_COUNT
};

struct queue_columns {
	enum queue_column which[QUEUE_COLUMN_COUNT];
	size_t count;
	bool chosen;			/* in the settings */
};

struct queue_state {
	struct tui *t;
	struct app *app;
	struct queue_columns columns;
	struct queue_tabs tabs;
	int tab;			/* the queues first, then @tabs */
	enum demand_queue queue;	/* of the tab */
	int64_t count[DEMAND_QUEUE_COUNT];	/* below 0: never known */
	bool known[DEMAND_QUEUE_COUNT];	/* since the last load */
	struct demands demands;
	struct drafts drafts;
	struct list list;
	struct batch marks;		/* of all queues */
	char mark_last[DEMAND_NUMBER_BYTES];	/* where a range begins */
	struct editor filter;
	struct narrow narrow;
	struct queue_offers offers;
	struct err filter_err;		/* what is wrong with the filter */
	bool filtering;			/* keys go to the filter */
	bool restart;			/* another question: to the first row */
	bool more_wanted;		/* only the page behind the last row */
	bool counting;			/* rows are loaded, counts are not */
	bool loaded;			/* the rows are this queue's */
	int64_t seen;			/* the ledger's data version */
	int64_t loaded_at;		/* ms */
	struct queue_shown *shown;
};

/* queue_load.c: the rows alone, now; all that is shown. */
enum status queue_rows(struct queue_state *s, struct err *err);
enum status queue_load(void *state, struct err *err);
unsigned queue_tick(void *state, int64_t now);
/* The number of a demand, the key of a draft. */
const char *queue_row_id(const void *rows, size_t row);

/* queue_marks.c */
unsigned queue_mark(struct queue_state *s, enum mark_what what);
/* After rows were read: marked ones are seen as they are now. */
void queue_marks_see(struct queue_state *s);
/* How many marked ones are not among the rows. */
size_t queue_marks_hidden(const struct queue_state *s);
/* Opens the dialog for a step with all that are marked. */
unsigned queue_marks_move(struct queue_state *s);
/* Undoes the last step with several demands, or asks. */
unsigned queue_undo(struct queue_state *s);

/* queue_offers.c */
void queue_offers_init(struct queue_offers *o);
void queue_offers_release(struct queue_offers *o);
void queue_offers_find(struct queue_offers *o, const struct directory *d,
    const struct editor *line);
size_t queue_offers_count(const struct queue_offers *o);
const char *queue_offer(const struct queue_offers *o, size_t i);
/* Puts the first offer in its place. */
bool queue_offers_take(struct queue_offers *o, struct editor *line);

/* queue_tabs.c */
void queue_tabs_read(struct queue_tabs *t, const struct config *config);
void queue_tabs_release(struct queue_tabs *t);
int queue_tabs_count(const struct queue_tabs *t);
const char *queue_tab_words(const struct queue_tabs *t, int tab);
/* NULL for the desk's own queues. */
const struct queue_tab *queue_tab_saved(const struct queue_tabs *t,
    int tab);

/* queue_saved.c: the dialog for saved views. */
struct saved_start {
	struct queue_state *queue;	/* below the dialog */
	enum view_do what;		/* KEEP or CHOOSE */
};

extern const struct view_ops queue_saved_view;	/* struct saved_start */
unsigned queue_go_tab(struct queue_state *s, int tab);

/* queue_columns.c: "number due title"; "" for what the width has room for. A
 * name that is none is ST_INVALID, and the width decides. */
enum status queue_columns_read(struct queue_columns *q, const char *text,
    struct err *err);
void queue_columns_draw(const struct queue_state *s, struct canvas *c,
    int row, const struct demand *d, unsigned style);
void queue_columns_heads(const struct queue_state *s, struct canvas *c,
    int row);

/* queue_draw.c */
void queue_draw(const void *state, struct canvas *c);

#endif
