/* t-told.c - who and where, read out of what was pasted. */
#include "app/directory.h"
#include "app/told.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *text, *name, *phone, *identity, *street, *place;
} cases[] = {
	{ "姓名：张三\n电话：13911112222\n地址：朝阳区三里屯街道工体北路4号",
	    "张三", "13911112222", "", "110105", "工体北路4号" },
	{ "我叫李四，住海淀区中关村街道科源社区12号楼，楼道漏水",
	    "李四", "", "", "110108", "科源社区12号楼" },
	{ "联系人 王芳 手机139 1111 2222", "王芳", "139 1111 2222", "", "",
	    "" },
	{ "座机010-66551234，东城区", "", "010-66551234", "", "110101", "" },
	{ "身份证11010519491231002X，请查询", "", "", "11010519491231002X",
	    "", "" },
	{ "拨打12345没人接", "", "", "", "", "" },
	{ "订单号20261124000412", "", "", "", "", "" },
	{ "", "", "", "", "", "" },
};

static void
is(const char *text, const char *what, struct slice got, const char *want)
{
	if (!slice_is(got, want))
		fail_msg("%s of \"%s\" is \"%.*s\", not \"%s\"", what, text,
		    (int)got.bytes, got.text ? got.text : "", want);
}

static void
read_from_text(void **state)
{
	const char *dir = getenv("DESK12345_DATA");
	struct directory *d = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(directory_open(&d, dir ? dir : "data", &err),
	    ST_OK);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = cases[i].text;
		struct told t;

		told_read(d, slice_of(text), &t);
		is(text, "name", t.name, cases[i].name);
		is(text, "phone", t.phone, cases[i].phone);
		is(text, "identity", t.identity, cases[i].identity);
		is(text, "district", slice_of(t.district ? t.district->code :
		    ""), cases[i].street);
		is(text, "place", t.place, cases[i].place);
	}
	directory_close(d);
}

/* The street alone gives its district; its bare name only behind it. */
static void
streets_by_their_names(void **state)
{
	static const struct { const char *text, *street; } streets[] = {
		{ "三里屯街道有人摆摊", "三里屯街道" },
		{ "朝阳区三里屯有人摆摊", "三里屯街道" },
		{ "三里屯有人摆摊", NULL },
	};
	const char *dir = getenv("DESK12345_DATA");
	struct directory *d = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(directory_open(&d, dir ? dir : "data", &err),
	    ST_OK);
	for (size_t i = 0; i < COUNT(streets); i++) {
		struct told t;

		told_read(d, slice_of(streets[i].text), &t);
		if (!streets[i].street) {
			assert_null(t.street);
			continue;
		}
		assert_non_null(t.street);
		assert_string_equal(t.street->name, streets[i].street);
		assert_string_equal(t.district->code, "110105");
	}
	directory_close(d);
}

static void
types_by_their_words(void **state)
{
	static const struct { const char *text; int type; } words[] = {
		{ "投诉物业不作为", DEMAND_COMPLAINT },
		{ "举报黑诊所", DEMAND_TIPOFF },
		{ "建议增加路灯", DEMAND_SUGGESTION },
		{ "感谢社区工作人员", DEMAND_COMMENDATION },
		{ "请问怎么办居住证", DEMAND_CONSULTATION },
		{ "楼道漏水", -1 },
		{ "I want to Complain about noise", DEMAND_COMPLAINT },
		{ "How do I renew a permit?", DEMAND_CONSULTATION },
	};
	enum demand_type type;
	struct slice because;

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		bool said = told_type(slice_of(words[i].text), &type,
		    &because);

		assert_int_equal(said ? (int)type : -1, words[i].type);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_from_text),
		cmocka_unit_test(streets_by_their_names),
		cmocka_unit_test(types_by_their_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
