/*
 * keymap.h - which keys do what where, read from text.
 *
 * A line is a statement: "title TEXT", "include NAME", "bind CONTEXTS KEYS
 * ACTION [-- DESCRIPTION]", "unbind CONTEXTS KEYS"; "#" begins a comment.
 * Contexts are a list by commas; keys are names as in keys.h without blanks
 * between. A context falls back to its parent and at last to "*". See
 * desk12345-keymap(5).
 *
 * A line that is wrong is reported with file:line and the nearest known name,
 * and the others stay in force. Quit and help are always bound: where a map
 * leaves them without a key, <C-q> and <F1> are theirs.
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "base/buf.h"
#include "base/err.h"
#include "tui/action.h"
#include "tui/keys.h"

#define KEYMAP_KEYS 4			/* the longest sequence */

struct binding {
	enum context context;
	struct key key[KEYMAP_KEYS];
	size_t count;
	const struct action *action;	/* NULL: unbound, hides a parent's */
	char *description;		/* owned; NULL: the action's title */
	int line, file;			/* where it was said */
};

struct keymap {
	char *name, *title;
	struct binding *binding;
	size_t count, room;
	char **file;			/* names, for messages */
	size_t files, file_room;
};

void keymap_init(struct keymap *m);
void keymap_release(struct keymap *m);

/* Told of each bad line; @where is "vi.keymap:12". */
typedef void keymap_report(void *arg, const char *where, const char *why);

/*
 * Reads text, which was in file @name, over what is there. Includes are found
 * by keymap_source(). Good lines stay though others are bad; ST_INVALID when
 * any was, and err holds the first.
 */
enum status keymap_read(struct keymap *m, struct slice text,
    const char *name, const char *dir, keymap_report *report, void *arg,
    struct err *err);
/* The named map: a file of the folder @dir (or NULL), else the one that is
 * compiled in. As keymap_read(); ST_NOT_FOUND when there is none. */
enum status keymap_load(struct keymap *m, const char *name, const char *dir,
    keymap_report *report, void *arg, struct err *err);
/* The names of the shipped maps, NULL at the end; the first is "default". */
const char *const *keymap_names(void);

enum keymap_found { KEYMAP_NOTHING, KEYMAP_PREFIX, KEYMAP_BOUND };

/* What @keys mean in @context; keys are compared by their twins. A full match
 * wins over a longer one in a parent. */
enum keymap_found keymap_find(const struct keymap *m, enum context context,
    const struct key *keys, size_t count, const struct binding **out);
/* Calls @each for every binding that is in force in @context, the context's
 * own first, hidden ones left out; @keys narrows to those that begin so. */
void keymap_each(const struct keymap *m, enum context context,
    const struct key *keys, size_t count,
    void (*each)(void *arg, const struct binding *b), void *arg);

/* "<C-x><C-s>" of the first key bound to @a in @context; "" when none. */
#define KEYMAP_TEXT_BYTES (KEYMAP_KEYS * KEY_NAME_BYTES)
const char *keymap_keys(const struct keymap *m, enum context context,
    const struct action *a, char out[KEYMAP_TEXT_BYTES]);
/* "<F6>" as "F6"; a sequence stays as it is written. */
struct slice keys_short(const char *keys);
const char *binding_keys(const struct binding *b,
    char out[KEYMAP_TEXT_BYTES]);
/* For people: the description, or the action's title. */
const char *binding_title(const struct binding *b);

/* The whole map as a text that keymap_read() takes. */
void keymap_print(const struct keymap *m, struct buf *out);

#endif
