/* t-keys.c - a terminal's bytes become keys, and keys have names. */
#include "base/mem.h"
#include "tui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What the bytes say: names, pastes as {text}, "~" for more to come. */
#define MORE '~'

static void
read_all(struct keys *k, bool flush, struct buf *out)
{
	char name[KEY_NAME_BYTES];

	for (;;) {
		struct input in = keys_next(k);

		if (in.kind != INPUT_KEY && flush && keys_wait_ms(k) > 0)
			in = keys_flush(k);
		if (in.kind == INPUT_PARTIAL)
			buf_add_char(out, MORE);
		if (in.kind == INPUT_KEY)
			buf_add_text(out, key_text(in.key, name));
		if (in.kind == INPUT_PASTE)
			buf_addf(out, "{%.*s}", (int)in.text.bytes,
			    in.text.text);
		if (in.kind == INPUT_MOUSE)
			buf_addf(out, "(%d %d,%d)", in.mouse.button,
			    in.mouse.row, in.mouse.col);
		if (in.kind == INPUT_NONE || in.kind == INPUT_PARTIAL)
			return;
	}
}

static const struct {
	const char *bytes, *want;
} cases[] = {
	{ "a?Z", "a?Z" },
	{ "医保", "医保" },
	{ "\r\n\t\x7f\b", "<Enter><Enter><Tab><BS><BS>" },
	{ "\x01\x1a\x1f", "<C-a><C-z><C-_>" },
	{ "\033[A\033[B\033OC\033[D", "<Up><Down><Right><Left>" },
	{ "\033[H\033[F\033[1~\033[4~", "<Home><End><Home><End>" },
	{ "\033[5~\033[6~\033[2~\033[3~", "<PageUp><PageDown><Insert><Del>" },
	{ "\033OP\033[11~\033[15~\033[24~\033[[A", "<F1><F1><F5><F12><F1>" },
	{ "\033[1;5C\033[1;3A\033[3;2~", "<C-Right><A-Up><S-Del>" },
	{ "\033[Z", "<S-Tab>" },
	{ "\033a\0331\033\x7f", "<A-a><A-1><A-BS>" },
	{ "\033医", "<A-医>" },
	/* an unknown sequence leaves nothing behind */
	{ "\033[99;99xq", "q" },
	{ "\033[?1;2cq", "q" },
	{ "\033[?1;2Aq", "q" },
	{ "\033[3$yq", "q" },
	/* as other terminals send keys */
	{ "\033Op\033Oy\033OM\033Ok\033On", "09<Enter>+." },
	{ "\033O5A\033O1;5P", "<C-Up><C-F1>" },
	{ "\033[1;2R\033OR", "<S-F3><F3>" },
	/* replies and reports are no keys */
	{ "\033[24;80Rq", "q" },
	{ "\033[1;12Rq", "q" },
	{ "\033[I\033[Oq", "q" },
	{ "\033[>41;354;0cq", "q" },
	{ "\033[8;36;120tq", "q" },
	{ "\033[?2026;2$yq", "q" },
	{ "\033]11;rgb:1e1e/1e1e/1e1e\aq", "q" },
	{ "\033]11;rgb:1e1e/1e1e/1e1e\033\\q", "q" },
	{ "\033]lhostile; rm -rf\r\n\033\\q", "q" },
	{ "\033P1$r0m\033\\q", "q" },
	{ "\033P>|XTerm(390)\033\\q", "q" },
	{ "\033_Gi=31;OK\033\\q", "q" },
	{ "\033]52;c;5YyX5L+d\aq", "q" },
	{ "\033]2;医保\x18q", "q" },
	{ "\033]2;x\033[Aq", "<Up>q" },
	/* the mouse: also in the form of old, and that of long lines */
	{ "\033[M !!\033[M#!!q", "(0 0,0)(3 0,0)q" },
	{ "\033[M`+$q", "(64 3,10)q" },
	{ "\033[M \xff\xfeq", "(0 221,222)q" },
	{ "\033[M \xc4\xa0!q", "(0 0,255)q" },
	{ "\033[32;12;5Mq", "q" },
	{ "\033[200~第一行\r第二行\033[201~x", "{第一行\n第二行}x" },
	{ "\033[200~\033[A q\033[201~", "{\033[A q}" },
	{ "\033[<0;12;5Ma\033[<0;12;5mb\033[<65;1;1M", "(0 4,11)ab(65 0,0)" },
	{ "\033", "~" },
	{ "\033[", "~" },
	{ "\033[1;", "~" },
	{ "\xe5\x8c", "~" },
	{ "\xff" "a", "\xef\xbf\xbd" "a" },
	{ "\xe5" "a", "\xef\xbf\xbd" "a" },
	{ "\033\033[A", "<Esc><Up>" },
};

static void
bytes_are_keys(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct keys k;

		keys_init(&k);
		buf_reset(&out);
		keys_feed(&k, cases[i].bytes, strlen(cases[i].bytes));
		read_all(&k, false, &out);
		assert_string_equal(buf_text(&out), cases[i].want);
		keys_release(&k);
	}
	buf_release(&out);
}

/* However the bytes are cut up on their way, they mean the same. */
static void
cuts_do_not_matter(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct keys k;

		if (strcmp(cases[i].want, "~") == 0)
			continue;
		keys_init(&k);
		buf_reset(&out);
		for (const char *b = cases[i].bytes; *b; b++) {
			struct buf some = BUF_INIT;

			keys_feed(&k, b, 1);
			read_all(&k, false, &some);
			for (size_t n = 0; n < some.bytes; n++)
				if (some.text[n] != MORE)
					buf_add_char(&out, some.text[n]);
			buf_release(&some);
		}
		assert_string_equal(buf_text(&out), cases[i].want);
		keys_release(&k);
	}
	buf_release(&out);
}

static void
waiting_ends(void **state)
{
	static const struct {
		const char *bytes, *want;
	} late[] = {
		{ "\033", "<Esc>" },
		{ "\033[", "<A-[>" },
		{ "\033O", "<A-O>" },
		{ "\033P", "<A-P>" },
		{ "\033]", "<A-]>" },
		{ "\xe5\x8c", "\xef\xbf\xbd" },
		{ "\033[1;", "" },
		{ "\033[M!", "" },
		{ "\033O5", "" },
		{ "\033\xe5", "\xef\xbf\xbd" },
		{ "\033]11;rgb:1e", "" },
		{ "\033]11;rgb:1e\033", "<Esc>" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(late); i++) {
		struct keys k;

		keys_init(&k);
		buf_reset(&out);
		keys_feed(&k, late[i].bytes, strlen(late[i].bytes));
		read_all(&k, true, &out);
		assert_string_equal(buf_text(&out), late[i].want);
		assert_false(keys_pending(&k));
		keys_release(&k);
	}
	buf_release(&out);
}

/* Only what is nothing but Esc so far is waited for so shortly that a person
 * who pressed it does not notice. */
static void
a_sequence_gets_more_time(void **state)
{
	static const struct {
		const char *bytes;
		int wait;
	} waits[] = {
		{ "", 0 },
		{ "a", 0 },
		{ "\033", KEYS_ESC_WAIT_MS },
		{ "\033[", KEYS_ESC_WAIT_MS },
		{ "\033]", KEYS_ESC_WAIT_MS },
		{ "\033[1", KEYS_REST_WAIT_MS },
		{ "\033]1", KEYS_REST_WAIT_MS },
		{ "\033]1;\033", KEYS_REST_WAIT_MS },
		{ "\xe5", KEYS_REST_WAIT_MS },
		{ "\033[200~", KEYS_PASTE_WAIT_MS },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(waits); i++) {
		struct keys k;

		keys_init(&k);
		keys_feed(&k, waits[i].bytes, strlen(waits[i].bytes));
		while (keys_next(&k).kind == INPUT_KEY)
			;
		assert_int_equal(keys_wait_ms(&k), waits[i].wait);
		keys_release(&k);
	}
}

/* However long they are, they are gone when they end, and take no memory. */
static void
endless_ones_are_dropped(void **state)
{
	static const char *const starts[] = { "\033]52;c;", "\033[", "\033O" };
	static const char *const ends[] = { "\a", "z", "z" };
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(starts); i++) {
		struct keys k;

		keys_init(&k);
		keys_feed(&k, starts[i], strlen(starts[i]));
		for (int n = 0; n < 100000; n++) {
			keys_feed(&k, "0123456789", 10);
			read_all(&k, false, &out);
			assert_true(k.pending.bytes < 200);
		}
		buf_reset(&out);	/* but for what said "more to come" */
		keys_feed(&k, ends[i], 1);
		keys_feed(&k, "q", 1);
		read_all(&k, false, &out);
		assert_string_equal(buf_text(&out), "q");
		keys_release(&k);
	}
	buf_release(&out);
}

static void
a_paste_without_end_is_not_lost(void **state)
{
	const char *text = "\033[200~提取";
	struct keys k;
	struct input in;

	(void)state;
	keys_init(&k);
	keys_feed(&k, text, strlen(text));
	assert_int_equal(keys_next(&k).kind, INPUT_NONE);
	in = keys_flush(&k);
	assert_int_equal(in.kind, INPUT_PASTE);
	assert_true(slice_is(in.text, "提取"));
	keys_release(&k);
}

static void
the_terminals_own_sequences_count(void **state)
{
	struct buf out = BUF_INIT;
	struct keys k;

	(void)state;
	keys_init(&k);
	keys_sequence(&k, "\033[OA", (struct key){ K_F5, 0 });
	keys_feed(&k, "\033[OAx", 5);
	read_all(&k, false, &out);
	assert_string_equal(buf_text(&out), "<F5>x");
	keys_release(&k);
	buf_release(&out);
}

static const struct {
	const char *name, *again;	/* again NULL: no such key */
} names[] = {
	{ "a", "a" }, { "<lt>", "<lt>" }, { "<", "<lt>" }, { "？", "？" },
	{ "<C-R>", "<C-r>" }, { "<c-r>", "<C-r>" }, { "<M-1>", "<A-1>" },
	{ "<A-C-x>", "<C-A-x>" }, { "<S-a>", "A" }, { "<C-i>", "<Tab>" },
	{ "<C-m>", "<Enter>" }, { "<C-[>", "<Esc>" }, { "<cr>", "<Enter>" },
	{ "<pgdn>", "<PageDown>" }, { "<Space>", "<Space>" },
	{ "<C-_>", "<C-_>" }, { "<S-Tab>", "<S-Tab>" }, { "<A-gt>", "<A-gt>" },
	{ "<A-lt>", "<A-lt>" }, { "<C-lt>", "<C-lt>" },
	{ "<Foo>", NULL }, { "<C-Foo>", NULL }, { "<F13>", NULL },
};

static void
names_are_read_and_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct slice s = slice_of(names[i].name);
		char name[KEY_NAME_BYTES];
		struct err err = ERR_INIT;
		struct key k;
		enum status st = key_parse(&s, &k, &err);

		if (!names[i].again) {
			assert_int_equal(st, ST_INVALID);
			continue;
		}
		assert_int_equal(st, ST_OK);
		assert_int_equal(s.bytes, 0);
		assert_string_equal(key_text(k, name), names[i].again);
	}
}

static void
full_width_has_a_twin(void **state)
{
	static const struct {
		uint32_t from, to;
	} twins[] = { { 0xff1f, '?' }, { 0xff21, 'A' }, { 0x3002, '.' },
		{ 0x3000, ' ' }, { 0x300a, '<' }, { 'a', 'a' },
		{ 0x56fd, 0x56fd } };

	(void)state;
	for (size_t i = 0; i < COUNT(twins); i++)
		assert_int_equal(key_twin((struct key){ twins[i].from,
		    0 }).code, twins[i].to);
	assert_true(key_printable((struct key){ 0x56fd, 0 }));
	assert_false(key_printable((struct key){ 'a', KEY_ALT_BIT }));
	assert_false(key_printable((struct key){ K_UP, 0 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_keys),
		cmocka_unit_test(cuts_do_not_matter),
		cmocka_unit_test(waiting_ends),
		cmocka_unit_test(a_sequence_gets_more_time),
		cmocka_unit_test(endless_ones_are_dropped),
		cmocka_unit_test(a_paste_without_end_is_not_lost),
		cmocka_unit_test(the_terminals_own_sequences_count),
		cmocka_unit_test(names_are_read_and_written),
		cmocka_unit_test(full_width_has_a_twin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
