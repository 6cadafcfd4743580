/*
 * t-detect.c - personal data is found, other numbers are not.
 *
 * The numbers are made up: they have the shape and the check digits, and
 * areas, networks or banks that nobody has.
 */
#include "text/detect.h"

#include "base/mem.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *text, *where;	/* NULL: none */
	enum detect_kind kind;
	const char *masked;
} cases[] = {
	{ "电话13800138000。", "13800138000", DETECT_MOBILE,
	    "电话138****8000。" },
	{ "138 0013 8000", "138 0013 8000", DETECT_MOBILE, "138****8000" },
	{ "138-0013-8000", "138-0013-8000", DETECT_MOBILE, "138****8000" },
	{ "+8613800138000", "13800138000", DETECT_MOBILE, "+86138****8000" },
	{ "１３８００１３８０００", "１３８００１３８０００", DETECT_MOBILE,
	    "１３８****８０００" },
	{ "证11010519491231002X号", "11010519491231002X", DETECT_IDENTITY,
	    "证110105********002X号" },
	{ "11010519491231002x", "11010519491231002x", DETECT_IDENTITY,
	    "110105********002x" },
	{ "卡4111111111111111", "4111111111111111", DETECT_BANK_CARD,
	    "卡4111*********111" },
	{ "4111 1111 1111 1111", "4111 1111 1111 1111", DETECT_BANK_CARD,
	    "4111*********111" },
	{ "12345", NULL, DETECT_MOBILE, "12345" },
	{ "010-12345678", NULL, DETECT_MOBILE, "010-12345678" },
	{ "400-810-0000", NULL, DETECT_MOBILE, "400-810-0000" },
	{ "K13800138000", NULL, DETECT_MOBILE, "K13800138000" },
	{ "13800138000A", NULL, DETECT_MOBILE, "13800138000A" },
	{ "113800138000", NULL, DETECT_MOBILE, "113800138000" },
	{ "12000138000", NULL, DETECT_MOBILE, "12000138000" },
	{ "110105194912310021", NULL, DETECT_MOBILE, "110105194912310021" },
	{ "110105194913310025", NULL, DETECT_MOBILE, "110105194913310025" },
	{ "4111111111111112", NULL, DETECT_MOBILE, "4111111111111112" },
	{ "91110000000000000X", NULL, DETECT_MOBILE, "91110000000000000X" },
	{ "", NULL, DETECT_MOBILE, "" },
	{ "\x80 13", NULL, DETECT_MOBILE, "\x80 13" },
	{ "1380013800013800138000138001380013800", NULL, DETECT_MOBILE,
	    "1380013800013800138000138001380013800" },
};

static void
personal_data_is_found(void **state)
{
	struct slice where;
	enum detect_kind kind;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool found = detect_personal(slice_of(cases[i].text), &where,
		    &kind);

		if (found != (cases[i].where != NULL))
			fail_msg("%s", cases[i].text);
		if (!found)
			continue;
		assert_true(slice_is(where, cases[i].where));
		assert_int_equal(kind, cases[i].kind);
		assert_true(detect_personal(slice_of(cases[i].text), NULL,
		    NULL));
		assert_true(strlen(detect_kind_title(kind)) > 0);
	}
}

static void
personal_data_is_masked(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&out);
		detect_mask(&out, slice_of(cases[i].text));
		assert_string_equal(buf_text(&out), cases[i].masked);
	}
	buf_reset(&out);
	detect_mask(&out, slice_of("13800138000、13900139000；x"));
	assert_string_equal(buf_text(&out), "138****8000、139****9000；x");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(personal_data_is_found),
		cmocka_unit_test(personal_data_is_masked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
