/* t-when.c - dates as people say them. */
#include "base/clock.h"
#include "base/mem.h"
#include "text/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Said on Tuesday 2026-11-24 at 09:12. */
static const struct { const char *said, *want; } cases[] = {
	{ "今天", "2026-11-24" },
	{ "明天", "2026-11-25" },
	{ "昨天", "2026-11-23" },
	{ "大前天", "2026-11-21" },
	{ "tomorrow", "2026-11-25" },
	{ "+3", "2026-11-27" },
	{ "-2", "2026-11-22" },
	{ "3天前", "2026-11-21" },
	{ "１０天后", "2026-12-04" },
	{ "12-01", "2026-12-01" },
	{ "12/1", "2026-12-01" },
	{ "12月1日", "2026-12-01" },
	{ "12月1号", "2026-12-01" },
	{ "3-1", "2027-03-01" },		/* nearer than March 2026 */
	{ "6-30", "2026-06-30" },
	{ "2025-02-28", "2025-02-28" },
	{ "2025年2月28日", "2025-02-28" },
	{ "周三", "2026-11-25" },
	{ "上周五", "2026-11-20" },
	{ "下周一", "2026-11-30" },
	{ "星期日", "2026-11-29" },
	{ "上个礼拜天", "2026-11-22" },
	{ "昨天下午3点", "2026-11-23 15:00" },
	{ "昨天晚上", "2026-11-23 20:00" },
	{ "今天 9:30", "2026-11-24 09:30" },
	{ "2026-11-20T18:05", "2026-11-20 18:05" },
	{ "2026-11-20 18:05:30", "2026-11-20 18:05" },
	{ "上午10点半", "2026-11-24 10:30" },
	{ "8点15分", "2026-11-24 08:15" },
	{ "中午12点", "2026-11-24 12:00" },
	{ "晚上12点", "2026-11-25 00:00" },
	{ "凌晨12点半", "2026-11-24 00:30" },
	{ "凌晨2点", "2026-11-24 02:00" },
	{ "昨晚8点左右", "2026-11-23 20:00" },
	{ "刚才", "2026-11-24 09:12" },
	{ "每天晚上", NULL },
	{ "2-30", NULL },
	{ "13-01", NULL },
	{ "25:00", NULL },
	{ "明天见", NULL },
	{ "8", NULL },
	{ "", NULL },
};

static void
said_and_meant(void **state)
{
	int64_t now = 0;

	(void)state;
	assert_true(clock_parse_time(slice_of("2026-11-24 09:12"), &now));
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[CLOCK_TEXT_BYTES] = "";
		int64_t at = 0;
		bool timed = false, is = when_parse(slice_of(cases[i].said),
		    now, &at, &timed);

		if (is)
			clock_text(at, timed ? CLOCK_MINUTES : CLOCK_DATE,
			    text);
		if (is != (cases[i].want != NULL) ||
		    (is && strcmp(text, cases[i].want) != 0))
			fail_msg("\"%s\": %s", cases[i].said, is ? text :
			    "not a date");
	}
}

static void
found_in_running_text(void **state)
{
	static const struct { const char *text, *found; } texts[] = {
		{ "昨天下午开始漏水", "昨天下午" },
		{ "从11月20日起没有供暖", "11月20日" },
		{ "3天前报修过", "3天前" },
		{ "2026-11-20 18:05断电", "2026-11-20 18:05" },
		{ "物业每天晚上施工", NULL },
		{ "电话13811112222", NULL },
		{ "", NULL },
	};
	int64_t now = 0;

	(void)state;
	assert_true(clock_parse_time(slice_of("2026-11-24 09:12"), &now));
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct slice found;
		bool is = when_find(slice_of(texts[i].text), now, &found);

		assert_int_equal(is, texts[i].found != NULL);
		if (is && !slice_is(found, texts[i].found))
			fail_msg("\"%.*s\"", (int)found.bytes, found.text);
	}
}

/* A date never runs away with bytes that are none. */
static void
any_bytes_are_taken(void **state)
{
	static const char all[] = "明天\xff\xfe 2026-\xe6\x9c 上周";
	int64_t at;
	bool timed;

	(void)state;
	for (size_t from = 0; from < sizeof(all); from++)
		for (size_t to = from; to < sizeof(all); to++)
			(void)when_parse((struct slice){ all + from,
			    to - from }, 0, &at, &timed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(said_and_meant),
		cmocka_unit_test(found_in_running_text),
		cmocka_unit_test(any_bytes_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
