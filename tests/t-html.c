/*
 * t-html.c - pages become text, whatever they are.
 */
#include "text/html.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *page, *text;
} pages[] = {
	{ "", "" },
	{ "甲", "甲" },
	{ "<p>甲</p><p>乙</p>", "\n甲\n\n乙\n" },
	{ "甲<br/>乙<BR>丙", "甲\n乙\n丙" },
	{ "甲\n乙", "甲 乙" },
	{ "<b>甲</b><span class='x'>乙</span>", "甲乙" },
	{ "<tr><td>甲</td><td>乙</td></tr>", "\n 甲  乙 \n" },
	{ "<script>if (a < b) alert('</p>')</script>甲", "甲" },
	{ "<style>p { }</style >甲", "甲" },
	{ "<!-- <p>x</p> -->甲<!DOCTYPE html>乙<?xml?>", "甲乙" },
	{ "&lt;甲&gt;&amp;&nbsp;&ldquo;乙&rdquo;", "<甲>& “乙”" },
	{ "&#30002;&#x4e59;&#0;&#xd800;&#99999999;", "甲乙&#0;&#xd800;"
	  "&#99999999;" },
	{ "&colour;&", "&colour;&" },
	{ "1 < 2 <", "1 < 2 <" },
	{ "<a href=\"x>y\" title='>'>甲</a>", "甲" },
	{ "<p", "\n" },
	{ "<!-- 甲", "" },
	{ "<script>甲", "" },
	{ "<head><title>题</title></head>甲", "甲" },
};

static void
tags_go_and_lines_stay(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct buf out = BUF_INIT;

		html_text(&out, slice_of(pages[i].page));
		if (strcmp(buf_text(&out), pages[i].text) != 0)
			fail_msg("%s: \"%s\"", pages[i].page,
			    buf_text(&out));
		buf_release(&out);
	}
}

static void
a_page_is_told_by_its_start(void **state)
{
	(void)state;
	assert_true(html_is(slice_of("\n <!DOCTYPE html><html>")));
	assert_true(html_is(slice_of("<html>")));
	assert_true(html_is(slice_of("<?xml version='1.0'?>")));
	assert_false(html_is(slice_of("第一条 <甲>")));
	assert_false(html_is(slice_of("<")));
	assert_false(html_is(slice_of("< 5")));
	assert_false(html_is(slice_of("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_go_and_lines_stay),
		cmocka_unit_test(a_page_is_told_by_its_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
