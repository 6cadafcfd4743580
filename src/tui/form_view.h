/*
 * form_view.h - the demand form's state; between the form_*.c files only.
 *
 * The slots hold what was typed, the side what may make typing needless. What
 * nobody has touched the form fills in by itself: type and topic by the words,
 * class and unit by the dispatch catalogue.
 */
#ifndef TUI_FORM_VIEW_H
#define TUI_FORM_VIEW_H

#include "app/app.h"
#include "app/demand.h"
#include "app/search.h"
#include "tui/list.h"
#include "tui/request.h"
#include "tui/slot.h"
#include "tui/views.h"

/* name (in a draft's text), kind, loose, place in the row, the input it is,
 * label */
#define FORM_SLOT_LIST(X) \
	X(TYPE,      "type",      PICK,  false, LEFT,  type, \
	    N_("Type")) \
	X(CLASS,     "class",     PICK,  false, RIGHT, class, \
	    N_("Class")) \
	X(NAME,      "name",      LINE,  false, LEFT,  claimant_name, \
	    N_("Name")) \
	X(PHONE,     "phone",     LINE,  false, RIGHT, claimant_phone, \
	    N_("Phone")) \
	X(ANONYMOUS, "anonymous", PICK,  false, LEFT,  anonymous, \
	    N_("Anonymous")) \
	X(SECRET,    "secret",    PICK,  false, RIGHT, confidential, \
	    N_("Secret")) \
	X(WHEN,      "when",      LINE,  false, WHOLE, event_time, \
	    N_("When")) \
	X(DISTRICT,  "district",  PICK,  true,  LEFT,  district, \
	    N_("District")) \
	X(STREET,    "street",    PICK,  true,  RIGHT, street, \
	    N_("Street")) \
	X(PLACE,     "place",     LINE,  false, WHOLE, place_detail, \
	    N_("Place")) \
	X(TITLE,     "title",     LINE,  false, WHOLE, title, \
	    N_("Title")) \
	X(CONTENT,   "content",   LINES, false, WHOLE, content, \
	    N_("Content")) \
	X(WISH,      "wish",      LINES, false, WHOLE, wish, \
	    N_("Wish")) \
	X(TOPIC,     "topic",     PICK,  true,  WHOLE, topic, \
	    N_("Topic")) \
	X(UNIT,      "unit",      PICK,  false, LEFT,  COUNT, \
	    N_("Unit")) \
	X(AT_ONCE,   "at-once",   PICK,  false, RIGHT, COUNT, \
	    N_("At once")) \
	X(ABOUT,     "about",     PICK,  false, LEFT,  complained_unit, \
	    N_("About")) \
	X(REFER,     "refer",     PICK,  false, RIGHT, COUNT, \
	    N_("Refer to"))

enum form_slot {
#define X(id, name, kind, loose, place, input, label) FORM_##id,
	FORM_SLOT_LIST(X)
#undef X
	FORM_SLOT_COUNT
};

enum form_place { FORM_LEFT, FORM_RIGHT, FORM_WHOLE };

struct form_row {
	const char *name, *label;
	enum slot_kind kind;
	bool loose;
	enum form_place place;
	enum demand_input_field input;	/* COUNT: none */
};

const struct form_row *form_row(enum form_slot slot);

/* Something the text says that a slot may take. */
struct offer {
	enum form_slot slot;
	char *value;			/* for the slot; NULL: mask it there */
	char *words;			/* what is shown */
	char *id;
};

#define OFFERS_MAX 8

/* What stands beside the form: offers, open demands that may be the same,
 * entries that may answer it; one list of rows in this order. */
struct form_side {
	struct offer offer[OFFERS_MAX];
	size_t offers;
	struct demands same;
	struct hits hits;
	struct buf asked;		/* the words that hits answer */
	struct buf matter;		/* what same was asked with */
	struct list list;
	bool moved;			/* a person has selected a row */
	bool behind;			/* a little was typed since */
	bool wanted;			/* do not stay behind */
};

struct form_state {
	struct tui *t;
	struct app *app;
	struct slot slot[FORM_SLOT_COUNT];
	enum form_slot at;
	struct choices types, classes, routes, yes_no, districts, streets,
	    topics, units;
	struct buf streets_of;		/* the district they are of */
	char request[REQUEST_BYTES];	/* also the draft's key */
	char *words, *entry_id;		/* it was begun with, or NULL */
	int64_t begun_at;
	struct route route;		/* what the catalogue says */
	bool routed;
	bool guessed;			/* the topic is by the words */
	const struct topic *maybe;	/* not likely enough; or NULL */
	int maybe_percent;
	bool ever, changed;		/* by a person: ever, since saved */
	bool tried;			/* to submit: say what is missing */
	bool leaving;			/* the draft could not be kept */
	bool over;			/* answered, or hung on another */
	bool done;			/* submitted: @made is shown */
	int64_t saved_at;		/* 0: not yet */
	struct err err;			/* of the last try */
	struct demand_made made;
	struct form_side side;
};

/* form_slots.c: the slots, their choices and what is said beside them. */
void form_slots_init(struct form_state *s);
void form_slots_release(struct form_state *s);
/* Fills in what nobody has touched, and the notes. */
void form_refresh(struct form_state *s);
/* The first slot that keeps the demand from being submitted, or COUNT. */
enum form_slot form_wrong(const struct form_state *s);
/* What was typed; borrows from @s and, for the time, from @when. */
void form_input(const struct form_state *s, struct demand_input *in,
    struct buf *when);
bool form_consultation(const struct form_state *s);
/* Where the matter is referred instead of dispatched; NULL: it is not. */
const struct referral *form_referral(const struct form_state *s);
const char *form_value(const struct form_state *s, enum form_slot slot);
void form_set(struct form_state *s, enum form_slot slot, const char *value);

/* form_draft.c */
enum status form_draft_save(struct form_state *s, struct err *err);
enum status form_draft_load(struct form_state *s, const char *key,
    struct err *err);

/* form_side.c */
void form_side_init(struct form_side *side);
void form_side_release(struct form_side *side);
/* A character or two more may wait for the next ones or the next tick. */
enum status form_side_load(struct form_state *s, struct err *err);
size_t form_side_rows(const struct form_side *side);
const char *form_side_id(const void *side, size_t row);
/* The selected row if it is one, else the first there is; NULL when none. */
const struct offer *form_side_offer(const struct form_side *side);
const struct demand *form_side_demand(const struct form_side *side);
const struct hit *form_side_hit(const struct form_side *side);
/* Puts the selected offer, or the first, where it belongs. */
bool form_side_take(struct form_state *s);

/* form_send.c */
void form_submit(struct form_state *s);
void form_answer(struct form_state *s);
void form_contact(struct form_state *s);
void form_copy(struct form_state *s);

void form_draw(const void *state, struct canvas *c);

#endif
