/*
 * keys.h - what a person pressed: a key's value, its name as vim writes it,
 * and the reading of a terminal's bytes.
 *
 * Names are "a", "?", "<lt>", "<Space>", "<Enter>", "<C-r>", "<A-1>", "<F2>",
 * "<S-Tab>", "<PageDown>"; modifiers in any order, letters of names in any
 * case. Pure: bytes in, keys out, no terminal and no clock.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

/* Keys that are no characters: value from KEYS_NAMED on. The first name is
 * the one that is printed. */
#define KEYS_LIST(X) \
	X(ENTER,     "Enter",    "CR") \
	X(TAB,       "Tab",      "") \
	X(ESC,       "Esc",      "Escape") \
	X(BACKSPACE, "BS",       "Backspace") \
	X(DELETE,    "Del",      "Delete") \
	X(INSERT,    "Insert",   "Ins") \
	X(UP,        "Up",       "") \
	X(DOWN,      "Down",     "") \
	X(LEFT,      "Left",     "") \
	X(RIGHT,     "Right",    "") \
	X(HOME,      "Home",     "") \
	X(END,       "End",      "") \
	X(PAGE_UP,   "PageUp",   "PgUp") \
	X(PAGE_DOWN, "PageDown", "PgDn") \
	X(F1,  "F1",  "") X(F2,  "F2",  "") X(F3,  "F3",  "") \
	X(F4,  "F4",  "") X(F5,  "F5",  "") X(F6,  "F6",  "") \
	X(F7,  "F7",  "") X(F8,  "F8",  "") X(F9,  "F9",  "") \
	X(F10, "F10", "") X(F11, "F11", "") X(F12, "F12", "")

#define KEYS_NAMED 0x110000

enum key_named {
	K_BEFORE = KEYS_NAMED - 1,
#define X(id, name, other) K_##id,
	KEYS_LIST(X)
#undef X
	K_AFTER
};

enum key_mod { KEY_SHIFT_BIT = 1, KEY_ALT_BIT = 2, KEY_CTRL_BIT = 4 };

struct key {
	uint32_t code;			/* a character or an enum key_named */
	uint8_t mods;			/* enum key_mod */
};

bool key_equal(struct key a, struct key b);
/* The one form of a key that has several: <S-a> is A, <C-i> is <Tab>. */
struct key key_plain(struct key k);
/* A character without Ctrl or Alt: text, where text can be typed. */
bool key_printable(struct key k);
/* Full-width forms and Chinese punctuation become their ASCII twins: what a
 * key means where commands are given. */
struct key key_twin(struct key k);

#define KEY_NAME_BYTES 32
const char *key_text(struct key k, char out[KEY_NAME_BYTES]);
/* Takes one key's name off the front; ST_INVALID says what is wrong. */
enum status key_parse(struct slice *s, struct key *out, struct err *err);

/* What came from the terminal. */
enum input_kind {
	INPUT_NONE,			/* nothing more for now */
	INPUT_KEY,
	INPUT_PASTE,			/* text, whole; never a key */
	INPUT_MOUSE,			/* a button went down, a wheel turned */
	INPUT_PARTIAL			/* wait keys_wait_ms, then keys_flush */
};

#define KEYS_ESC_WAIT_MS 25		/* Esc, or does more follow? */
#define KEYS_REST_WAIT_MS 250		/* what has begun has to go on */
#define KEYS_PASTE_WAIT_MS 2000

enum mouse_button { MOUSE_LEFT = 0, MOUSE_WHEEL_UP = 64,
	MOUSE_WHEEL_DOWN = 65 };

struct mouse {
	int button;			/* enum mouse_button, or another */
	int row, col;			/* from 0 */
};

struct input {
	enum input_kind kind;
	struct key key;
	struct mouse mouse;
	struct slice text;		/* of a paste; lives until next call */
};

struct key_sequence {
	char bytes[16];
	uint8_t count;
	struct key key;
};

/* What is dropped as it comes: a terminal's reply has no length. */
enum keys_skip { SKIP_NOTHING, SKIP_STRING, SKIP_SEQUENCE };

/* Bytes not yet read, and what sequences this terminal sends. */
struct keys {
	struct buf pending;
	size_t at;
	struct buf paste;
	bool pasting;
	enum keys_skip skip;
	struct key_sequence *sequence;	/* from terminfo, beside the usual */
	size_t sequences, room;
};

void keys_init(struct keys *k);
void keys_release(struct keys *k);
void keys_sequence(struct keys *k, const char *bytes, struct key key);
void keys_feed(struct keys *k, const char *bytes, size_t count);
/* The next input that is complete. Ill-formed bytes give U+FFFD. */
struct input keys_next(struct keys *k);
/* How long to wait for more of what has begun; 0: nothing has. */
int keys_wait_ms(const struct keys *k);
/* The wait is over: what is there is meant as it stands (Esc alone, a paste
 * whose end never came), but the start of a sequence means nothing. */
struct input keys_flush(struct keys *k);
/* Something is unread. */
bool keys_pending(const struct keys *k);

#endif
