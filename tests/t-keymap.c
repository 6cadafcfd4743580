/* t-keymap.c - what keys mean where, and maps that are wrong. */
#include "base/mem.h"
#include "tui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char map_text[] =
	"title    mine\n"
	"# a comment\n"
	"\n"
	"bind *          <F1>      help\n"
	"bind *          ?         help\n"
	"bind *          <C-q>     quit\n"
	"bind list       j         next       -- \"下一条\"\n"
	"bind list       gg        first      -- to the top\n"
	"bind list       <Enter>   choose\n"
	"bind queue      gx        filter\n"
	"bind results    <Enter>   answer\n"
	"bind field      <Left>    left\n"
	"bind field      x         quit\n"
	"unbind queue    j\n";

static struct keymap
map_of(const char *text, enum status want, struct err *err)
{
	struct keymap m;

	keymap_init(&m);
	assert_int_equal(keymap_read(&m, slice_of(text), "m", NULL, NULL,
	    NULL, err), want);
	return m;
}

static const struct {
	enum context context;
	const char *keys;
	enum keymap_found found;
	const char *action;
} cases[] = {
	{ CONTEXT_LIST, "j", KEYMAP_BOUND, "next" },
	{ CONTEXT_RESULTS, "j", KEYMAP_BOUND, "next" },
	{ CONTEXT_RESULTS, "<Enter>", KEYMAP_BOUND, "answer" },
	{ CONTEXT_DEMAND, "<Enter>", KEYMAP_BOUND, "choose" },
	/* unbound hides the parent's */
	{ CONTEXT_QUEUE, "j", KEYMAP_NOTHING, NULL },
	{ CONTEXT_LIST, "g", KEYMAP_PREFIX, NULL },
	{ CONTEXT_LIST, "gg", KEYMAP_BOUND, "first" },
	{ CONTEXT_QUEUE, "gx", KEYMAP_BOUND, "filter" },
	{ CONTEXT_QUEUE, "gg", KEYMAP_BOUND, "first" },
	{ CONTEXT_LIST, "gz", KEYMAP_NOTHING, NULL },
	{ CONTEXT_LIST, "?", KEYMAP_BOUND, "help" },
	/* an input method is on */
	{ CONTEXT_LIST, "？", KEYMAP_BOUND, "help" },
	{ CONTEXT_LIST, "ｊ", KEYMAP_BOUND, "next" },
	/* in a text field every printable key is text */
	{ CONTEXT_FIELD, "x", KEYMAP_NOTHING, NULL },
	{ CONTEXT_FIELD, "?", KEYMAP_NOTHING, NULL },
	{ CONTEXT_SEARCH, "<F1>", KEYMAP_BOUND, "help" },
	{ CONTEXT_CONTENT, "<Left>", KEYMAP_BOUND, "left" },
	{ CONTEXT_READING, "<Left>", KEYMAP_NOTHING, NULL },
};

static size_t
keys_of(const char *text, struct key keys[KEYMAP_KEYS])
{
	struct slice s = slice_of(text);
	struct err err = ERR_INIT;
	size_t n = 0;

	while (s.bytes > 0)
		assert_int_equal(key_parse(&s, &keys[n++], &err), ST_OK);
	return n;
}

static void
contexts_inherit(void **state)
{
	struct err err = ERR_INIT;
	struct keymap m = map_of(map_text, ST_OK, &err);

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct binding *b = NULL;
		struct key keys[KEYMAP_KEYS];
		size_t n = keys_of(cases[i].keys, keys);

		assert_int_equal(keymap_find(&m, cases[i].context, keys, n,
		    &b), cases[i].found);
		if (cases[i].action)
			assert_string_equal(b->action->name,
			    cases[i].action);
	}
	keymap_release(&m);
}

static void
bindings_describe_themselves(void **state)
{
	struct err err = ERR_INIT;
	struct keymap m = map_of(map_text, ST_OK, &err);
	const struct binding *b = NULL;
	char keys[KEYMAP_TEXT_BYTES];
	struct key j = { 'j', 0 };

	(void)state;
	assert_string_equal(m.title, "mine");
	keymap_find(&m, CONTEXT_LIST, &j, 1, &b);
	assert_string_equal(binding_title(b), "下一条");
	assert_string_equal(keymap_keys(&m, CONTEXT_LIST,
	    action_get(ACTION_FIRST), keys), "gg");
	assert_string_equal(keymap_keys(&m, CONTEXT_QUEUE,
	    action_get(ACTION_NEXT), keys), "");
	assert_string_equal(keymap_keys(&m, CONTEXT_FIELD,
	    action_get(ACTION_HELP), keys), "<F1>");
	keymap_release(&m);
}

static const struct {
	const char *line, *why;
} bad[] = {
	{ "bind list j nxt", "there is no action \"nxt\"; the nearest is "
	    "\"next\"" },
	{ "bind lst j next", "there is no context \"lst\"; the nearest is "
	    "\"list\"" },
	{ "bond list j next", "there is no statement \"bond\"; the nearest "
	    "is \"bind\"" },
	{ "bind list <Entre> next", "there is no key <Entre>; the nearest is "
	    "<Enter>" },
	{ "bind list j next next", "\"next\" is too much; a description "
	    "begins with --" },
	{ "bind list", "a key is missing" },
	{ "bind", "a context is missing" },
	{ "bind list j", "an action is missing" },
	{ "bind list abcde next", "a sequence has at most 4 keys" },
	{ "include nosuch", "there is no keymap \"nosuch\"" },
	{ "include", "the keymap's name is missing" },
	{ "bind list j \x01", "the line is not clean UTF-8" },
	{ "bind list j next\nbind list j last", NULL },
};

struct told {
	size_t count;
	char where[64], why[ERR_TEXT_BYTES];
};

static void
tell(void *arg, const char *where, const char *why)
{
	struct told *t = arg;

	t->count++;
	snprintf(t->where, sizeof(t->where), "%s", where);
	snprintf(t->why, sizeof(t->why), "%s", why);
}

/* Each is told with its line; what stands around it is in force. */
static void
bad_lines_lock_nobody_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct told told = { 0 };
		struct err err = ERR_INIT;
		struct keymap m;
		char *text = xasprintf("bind list a next\n%s\n"
		    "bind list b last\n", bad[i].line);
		char keys[KEYMAP_TEXT_BYTES];

		keymap_init(&m);
		assert_int_equal(keymap_read(&m, slice_of(text), "m", NULL,
		    tell, &told, &err), ST_INVALID);
		assert_int_equal(told.count, 1);
		if (bad[i].why) {
			assert_string_equal(told.where, "m:2");
			assert_string_equal(told.why, bad[i].why);
		} else
			assert_string_equal(told.where, "m:3");
		assert_string_equal(keymap_keys(&m, CONTEXT_QUEUE,
		    action_get(ACTION_LAST), keys), "b");
		assert_string_equal(keymap_keys(&m, CONTEXT_FORM,
		    action_get(ACTION_QUIT), keys), "<C-q>");
		assert_string_equal(keymap_keys(&m, CONTEXT_READING,
		    action_get(ACTION_HELP), keys), "<F1>");
		keymap_release(&m);
		free(text);
	}
}

/* Whoever unbinds quit and help gets them back, everywhere. */
static void
quit_and_help_cannot_be_unbound(void **state)
{
	struct err err = ERR_INIT;
	struct keymap m = map_of("include default\n"
	    "unbind * <C-q>\nunbind * <F1>\nunbind * ?\n"
	    "unbind queue <C-q>\nbind form <F1> next\n", ST_OK, &err);
	char keys[KEYMAP_TEXT_BYTES];

	(void)state;
	for (int c = 0; c < CONTEXT_COUNT; c++) {
		assert_true(*keymap_keys(&m, (enum context)c,
		    action_get(ACTION_QUIT), keys));
		assert_true(*keymap_keys(&m, (enum context)c,
		    action_get(ACTION_HELP), keys));
	}
	keymap_release(&m);
}

static void
printed_maps_are_maps(void **state)
{
	(void)state;
	for (const char *const *n = keymap_names(); *n; n++) {
		struct buf once = BUF_INIT, twice = BUF_INIT;
		struct err err = ERR_INIT;
		struct keymap m, again;

		keymap_init(&m);
		assert_int_equal(keymap_load(&m, *n, NULL, NULL, NULL,
		    &err), ST_OK);
		keymap_print(&m, &once);
		again = map_of(buf_text(&once), ST_OK, &err);
		keymap_print(&again, &twice);
		assert_string_equal(buf_text(&once), buf_text(&twice));
		keymap_release(&m);
		keymap_release(&again);
		buf_release(&once);
		buf_release(&twice);
	}
}

/* The default works while an input method is on: where characters are no
 * text, letters do nothing, and every action can be reached by some key or
 * by the palette. */
static void
the_default_needs_no_letters(void **state)
{
	struct err err = ERR_INIT;
	struct keymap m;

	(void)state;
	keymap_init(&m);
	assert_int_equal(keymap_load(&m, "default", NULL, NULL, NULL, &err),
	    ST_OK);
	for (size_t i = 0; i < m.count; i++) {
		const struct binding *b = &m.binding[i];

		assert_int_equal(b->count, 1);
		assert_false(key_printable(b->key[0]) &&
		    b->key[0].code >= 'A');
	}
	keymap_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contexts_inherit),
		cmocka_unit_test(bindings_describe_themselves),
		cmocka_unit_test(bad_lines_lock_nobody_out),
		cmocka_unit_test(quit_and_help_cannot_be_unbound),
		cmocka_unit_test(printed_maps_are_maps),
		cmocka_unit_test(the_default_needs_no_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
