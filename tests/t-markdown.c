/* t-markdown.c - what is Markdown loses its signs; what is not stays. */
#include "text/markdown.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What is set off stands in brackets: <h:..> <s:..> <l:..>. */
static const struct {
	const char *in, *out;
} some[] = {
	{ "# 办理条件\n本市户籍", "<h:办理条件>\n本市户籍" },
	{ "  ### Title ###\nx", "<h:Title>\nx" },
	{ "# C#\nx", "<h:C#>\nx" },
	{ "**温馨提示：**请携带身份证", "<s:温馨提示：>请携带身份证" },
	{ "# 一\n请携带**身份证原件**办理", "<h:一>\n请携带<s:身份证原件>办理" },
	{ "# **重要** 事项", "<h:<s:重要> 事项>" },
	{ "# 一\n* 甲\n+ 乙\n- 丙\n1. 丁", "<h:一>\n- 甲\n- 乙\n- 丙\n1. 丁" },
	{ "见[政务服务网](https://a.cn/b)。",
	    "见<l:政务服务网> (https://a.cn/b)。" },
	{ "[热线](tel:12345 \"打\")", "<l:热线> (tel:12345)" },
	{ "[x](<https://a.cn/b>)", "<l:x> (https://a.cn/b)" },
	{ "**[x](https://a.cn)**", "<s:<l:x> (https://a.cn)>" },
	{ "[https://a.cn](https://a.cn) 可查", "<l:https://a.cn> 可查" },
	{ "# 一\n![图](a.png) 后", "<h:一>\n图 后" },
	{ "# 一\n1\\. 甲 \\*", "<h:一>\n1. 甲 *" },
	{ "| 材料 | 份数 |\n|---|:-:|\n| 身份证 | 1 |\n",
	    "<s:材料 | 份数>\n身份证 | 1\n" },
	{ "材料|份数\n---|---\n**甲**|2", "<s:材料|份数>\n<s:甲>|2" },
	{ "# 一\n```\n# **no**\n```", "<h:一>\n```\n# **no**\n```" },
	{ "# 一\n张**，李**来电138****5678和139****1234",
	    "<h:一>\n张**，李**来电138****5678和139****1234" },
	{ "# 一\n面积*单价*数量 a_b_c __d__",
	    "<h:一>\n面积*单价*数量 a_b_c __d__" },
};

static const char *const none[] = {
	"", "1. 需要材料\n2. 办理地点", "- 甲\n- 乙", "* 甲\n* 乙",
	"面积*单价*数量", "a_b_c __init__ _x_", "张**、李**来电",
	"138****5678 和 139****1234", "张**与李**", "#1号楼", "C# 和 F#",
	"第[2023](15)号", "说明\n----\n正文", "标题\n====\n正文",
	"甲 | 乙", "> 引文", "    缩进", "`代码`", "3 * 4 = 12 * 1",
	"***", "**", "[一]", "京人社发〔2023〕15号 [附件](附件1)",
	"https://a.cn/b_c_d*e*", "<b>甲</b> &nbsp; \\* x",
};

static void
say(const struct markdown *m, struct buf *out)
{
	static const char sign[] = { 'h', 's', 'l' };
	const char *text = buf_text(&m->text);

	for (size_t pos = 0; pos <= m->text.bytes; pos++) {
		for (size_t i = 0; i < m->spans; i++)
			if (m->span[i].to == pos)
				buf_add_char(out, '>');
		for (size_t i = 0; i < m->spans; i++)
			if (m->span[i].from == pos)
				buf_addf(out, "<%c:", sign[m->span[i].kind]);
		if (pos < m->text.bytes)
			buf_add_char(out, text[pos]);
	}
}

static void
test_markdown_loses_its_signs(void **state)
{
	struct markdown m = MARKDOWN_INIT;
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(some); i++) {
		bool is = markdown_read(&m, slice_of(some[i].in));

		buf_reset(&out);
		say(&m, &out);
		assert_string_equal(buf_text(&out), some[i].out);
		assert_true(is);
	}
	markdown_release(&m);
	buf_release(&out);
}

static void
test_plain_text_stays(void **state)
{
	struct markdown m = MARKDOWN_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(none); i++) {
		bool is = markdown_read(&m, slice_of(none[i]));

		assert_string_equal(buf_text(&m.text), none[i]);
		assert_false(is);
		assert_int_equal(m.spans, 0);
	}
	markdown_release(&m);
}

/* A table that is wide and empty, nesting without end: as it is, at once. */
static void
test_strange_texts_end(void **state)
{
	struct markdown m = MARKDOWN_INIT;
	struct buf in = BUF_INIT;

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_add_text(&in, "a|");
	buf_add_char(&in, '\n');
	for (int i = 0; i < 2000; i++)
		buf_add_text(&in, "-|");
	for (int i = 0; i < 20000; i++)
		buf_add_text(&in, "\nb");
	assert_false(markdown_read(&m, buf_slice(&in)));
	assert_true(slice_equal(buf_slice(&m.text), buf_slice(&in)));
	buf_reset(&in);
	for (int i = 0; i < 20000; i++)
		buf_add_text(&in, "**a [b");
	(void)markdown_read(&m, buf_slice(&in));
	markdown_release(&m);
	buf_release(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown_loses_its_signs),
		cmocka_unit_test(test_plain_text_stays),
		cmocka_unit_test(test_strange_texts_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
