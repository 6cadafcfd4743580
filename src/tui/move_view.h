/*
 * move_view.h - the dialog that takes a step on a demand: choose the step, fill
 * in what it needs, and it is done.
 *
 * What follows struct move_start is between the move_*.c files only.
 */
#ifndef TUI_MOVE_VIEW_H
#define TUI_MOVE_VIEW_H

#include "app/app.h"
#include "app/batch.h"
#include "app/demand.h"
#include "tui/slot.h"
#include "tui/view.h"

/* Borrowed while the dialog opens. */
struct move_start {
	const char *number;		/* NULL with @marks */
	/* Several demands: as they were seen. Emptied when the step was taken,
	 * so it must outlive the dialog. */
	struct batch *marks;
	enum move_event event;		/* proposed; MOVE_COUNT: none */
	const struct move_fields *fields;	/* filled in; or NULL */
	/* When the demand form asks: the draft that ends with the step, and
	 * what is set when it was taken, after which all views but the first
	 * close. */
	const char *draft;
	bool *over;
};

extern const struct view_ops move_view;

struct move_slot {
	enum move_field field;
	struct slot slot;
};

struct move_state {
	struct tui *t;
	struct app *app;
	struct demand_view view;	/* as the person saw it */
	struct demand_option *option;
	size_t options;
	struct choices steps, units, yes_no;
	struct choices list[MOVE_FIELD_COUNT];	/* of the other picks */
	struct slot step;		/* which step */
	struct move_slot *slot;		/* what it needs and may have */
	size_t slots, room;
	char *kept[MOVE_FIELD_COUNT + 1];	/* what was typed, for each
					 * step */
	size_t at;			/* 0: the step, then the slots */
	bool tried;
	char *draft;
	bool *over;
	struct err err;			/* of the last try; shown inside */
	/* of several demands; see move_many.c */
	struct batch *marks;		/* NULL: of one */
	struct batch batch;		/* a copy, with what is possible */
	size_t possible[MOVE_COUNT];
};

/* Behind the fields: shall the step be taken without those it is not possible
 * with? */
#define MOVE_SLOT_REST MOVE_FIELD_COUNT

/* move_many.c: the steps of several demands, and with which each is possible
 * once one is chosen. */
enum status move_many_look(struct move_state *s, struct err *err);
void move_many_ask(struct move_state *s);
size_t move_many_refused(const struct move_state *s);
/* Takes the step; what is not possible any more is asked about anew. */
enum status move_many_take(struct move_state *s,
    const struct move_fields *f);
/* All that are marked in a dialog, and why not. */
void move_many_reasons(struct move_state *s);
void move_many_draw_head(const struct move_state *s, struct canvas *c,
    struct area a);
/* As many reasons as there are rows. */
void move_many_draw_refused(const struct move_state *s, struct canvas *c,
    struct area a);

/* The steps that are possible now as choices. */
void move_steps_fill(struct move_state *s);
/* The step that is chosen; NULL when none is. */
const struct demand_option *move_chosen(const struct move_state *s);
/* Slots for the chosen step, with what was typed before. */
void move_slots_build(struct move_state *s);
void move_slots_keep(struct move_state *s);
void move_slots_release(struct move_state *s);
/* What is said beside each slot; the first that is wrong, or s->slots. */
size_t move_slots_check(struct move_state *s);
/* What one slot's choice says of another: an entry's answer. */
void move_slots_follow(struct move_state *s);
/* The values; times as the table wants them, kept in @t. */
void move_fields_get(struct move_state *s, struct texts *t,
    struct move_fields *out);

#endif
