/*
 * t-search.c - from what is typed to the entry that answers, over a small
 * base of our own.
 */
#include "app/search.h"
#include "app/search_terms.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_build.h"
#include "text/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW INT64_C(1795000000000)	/* November 2026 */

static const struct row {
	const char *id, *kind, *title, *answer, *region, *lang, *of, *number;
	const char *repealed;
} entries[] = {
	{ "A1", "qa", "住房公积金怎么提取",
	    "购买、建造自住住房或者离休、退休的职工，可以提取住房公积金账"
	    "户内的余额。", "北京市", "zh", "", "", "" },
	{ "A1-en", "qa", "How to withdraw from the housing fund",
	    "Employees who buy a home or retire may withdraw the balance.",
	    "北京市", "en", "A1", "", "" },
	{ "A2", "qa", "公积金贷款额度是多少",
	    "公积金贷款的额度按缴存年限计算。", "北京市", "zh", "", "", "" },
	{ "A3", "guide", "积分落户申报指南",
	    "申请积分落户的，在网上申报，逾期不再受理。", "北京市", "zh", "",
	    "", "" },
	{ "A4", "qa", "社会保障卡丢失后如何补办",
	    "持有效身份证件到社保卡服务网点补办。", "北京市", "zh", "", "",
	    "" },
	{ "A5", "qa", "北京市居民养老助餐补贴",
	    "老年人凭养老卡在养老助餐点用餐享受补贴。", "北京市", "zh", "",
	    "", "" },
	{ "A6", "policy_doc", "关于冬季供暖的管理办法",
	    "供暖期为十一月十五日至次年三月十五日，室内温度不低于十八度。",
	    "北京市", "zh", "", "京政办发〔2023〕21号", "" },
	{ "A7", "policy_doc", "关于冬季供暖的暂行规定",
	    "供暖期按旧规定执行。", "北京市", "zh", "",
	    "京政办发〔2001〕2号", "2023-01-01" },
	{ "A8", "contact", "燃气报修电话",
	    "燃气泄漏请先关阀开窗，到室外拨打燃气报修电话。", "北京市", "zh",
	    "", "", "" },
	{ "A9", "qa", "朝阳区停车自治怎么办", "停车自治由社区组织。",
	    "朝阳区", "zh", "", "", "" },
	{ "A10", "qa", "海淀区停车自治怎么办", "停车自治由社区组织。",
	    "海淀区", "zh", "", "", "" },
	{ "A11", "qa", "小区楼道堆放杂物向谁反映",
	    "先向物业反映，物业不处理的向街道反映。", "北京市", "zh", "", "",
	    "" },
	{ "A12", "qa", "无线网络 wifi 信号弱怎么办", "请向运营商报修。",
	    "北京市", "zh", "", "", "" },
	{ "A14", "qa", "How do I report what I do", "I do it. How do you?",
	    "北京市", "zh", "", "", "" },
	{ "A13", "qa", "人社局信访接待", "人社局在工作日接待来访。", "北京市",
	    "zh", "", "", "" },
};

struct world {
	char dir[32];
	struct kb *kb;
	struct hits hits;
};

static void
set(struct entry *e, enum entry_field f, const char *text)
{
	entry_set(e, f, slice_of(text));
}

static void
add(struct kb_build *b, size_t i)
{
	struct entry e = ENTRY_INIT;
	struct err err = ERR_INIT;
	char id[32];

	snprintf(id, sizeof(id), "K2026-%06zu", i + 1);
	set(&e, ENTRY_ENTRY_ID, id);
	set(&e, ENTRY_SOURCE_SYSTEM, "test");
	set(&e, ENTRY_EXTERNAL_ID, entries[i].id);
	set(&e, ENTRY_KIND, entries[i].kind);
	set(&e, ENTRY_TITLE, entries[i].title);
	set(&e, ENTRY_ANSWER_FULL, entries[i].answer);
	set(&e, ENTRY_REGION, entries[i].region);
	set(&e, ENTRY_LANG, entries[i].lang);
	set(&e, ENTRY_TRANSLATION_OF, entries[i].of);
	set(&e, ENTRY_DOC_NUMBER, entries[i].number);
	set(&e, ENTRY_REPEALED_ON, entries[i].repealed);
	assert_int_equal(kb_build_add(b, &e, &err), ST_OK);
	entry_release(&e);
}

static int
open_world(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct kb_build_options o = { .dir = w->dir, .generation = 1,
		.now = NOW };
	struct kb_build *b;
	struct err err = ERR_INIT;

	snprintf(w->dir, sizeof(w->dir), "/tmp/t-search-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	assert_int_equal(kb_build_new(&b, &o, &err), ST_OK);
	for (size_t i = 0; i < COUNT(entries); i++)
		add(b, i);
	assert_int_equal(kb_build_finish(b, &err), ST_OK);
	assert_int_equal(kb_build_publish(b, &err), ST_OK);
	kb_build_free(b);
	assert_int_equal(kb_open(&w->kb, w->dir, &err), ST_OK);
	hits_init(&w->hits);
	*state = w;
	return 0;
}

static int
close_world(void **state)
{
	struct world *w = *state;
	char *path = xasprintf("%s/kb-1.db", w->dir);
	char *link = xasprintf("%s/current", w->dir);

	hits_release(&w->hits);
	kb_close(w->kb);
	unlink(path);
	unlink(link);
	rmdir(w->dir);
	free(path);
	free(link);
	free(w);
	return 0;
}

static const struct hits *
ask_with(struct world *w, struct slice text, struct search_options o)
{
	struct err err = ERR_INIT;

	o.limit = o.limit ? o.limit : 10;
	o.day = clock_day(NOW);
	o.texts = true;
	assert_int_equal(search_run(w->kb, text, &o, &w->hits, &err), ST_OK);
	return &w->hits;
}

static const struct hits *
ask(struct world *w, const char *text)
{
	return ask_with(w, slice_of(text), (struct search_options){ 0 });
}

static bool
is_first(const struct hits *h, const char *id)
{
	return h->count > 0 && strcmp(h->hit[0].external_id, id) == 0;
}

static size_t
place_of(const struct hits *h, const char *id)
{
	for (size_t i = 0; i < h->count; i++)
		if (strcmp(h->hit[i].external_id, id) == 0)
			return i;
	return SIZE_MAX;
}

static void
every_way_of_typing(void **state)
{
	static const struct { const char *typed, *want; enum hit_by by; }
	    cases[] = {
		{ "公积金提取", "A1", HIT_TYPED },
		{ "住房公积金怎么提取", "A1", HIT_EXACT },
		{ "公積金提取", "A1", HIT_TYPED },
		{ "gongjijin tiqu", "A1", HIT_PINYIN },
		{ "gong ji jin ti qu", "A1", HIT_PINYIN },
		{ "gongjijintiq", "A1", HIT_PINYIN },
		{ "gonjijing tiqu", "A1", HIT_PINYIN },
		{ "sehui baozang ka", "A4", HIT_PINYIN },
		{ "dongji gongluan", "A6", HIT_PINYIN },
		{ "GONGJIJIN daikuan", "A2", HIT_PINYIN },
		{ "gjj贷款", "A2", HIT_TYPED },
		{ "jflh", "A3", HIT_INITIALS },
		{ "bj落户", "A3", HIT_TYPED },
		{ "社保卡补办", "A4", HIT_TYPED },
		{ "积分洛户", "A3", HIT_TYPED },
		{ "人力资源和社会保障局", "A13", HIT_SYNONYM },
		{ "人力社保局接待", "A13", HIT_SYNONYM },
		{ "ranqi", "A8", HIT_PINYIN },
		{ "京政办发(2023)21号", "A6", HIT_EXACT },
		{ "K2026-000008", "A7", HIT_EXACT },
		{ "a12", "A12", HIT_EXACT },
		{ "ｗｉｆｉ", "A12", HIT_TYPED },
		{ "燃", "A8", HIT_TYPED },
		{ "withdraw housing fund", "A1-en", HIT_TYPED },
		{ "employee withdraws", "A1-en", HIT_SYNONYM },
		{ "employ", "A1-en", HIT_SYNONYM },
		{ "how do I retire", "A1-en", HIT_TYPED },
		{ "供暖 11月15日", "A6", HIT_TYPED },
		{ "18度", "A6", HIT_TYPED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct hits *h = ask(*state, cases[i].typed);

		if (!is_first(h, cases[i].want))
			fail_msg("%s gave %s", cases[i].typed,
			    h->count ? h->hit[0].external_id : "nothing");
		if (h->hit[0].by != cases[i].by)
			fail_msg("%s by %d", cases[i].typed, h->hit[0].by);
	}
}

static float
weight_of(const struct search_terms *t, const char *text)
{
	for (size_t i = 0; i < t->count; i++)
		if (slice_is(t->term[i].text, text))
			return t->term[i].weight;
	fail_msg("%s is no term", text);
	return 0;
}

/* 停车 and 车自 stand in the same entries, but 自 in more than those. */
static void
pairs_across_words_weigh_less(void **state)
{
	struct world *w = *state;
	struct search_terms t = SEARCH_TERMS_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(search_terms(w->kb, slice_of("停车自治"), &t, &err),
	    ST_OK);
	assert_true(weight_of(&t, "停车") > weight_of(&t, "车自"));
	search_terms_release(&t);
}

static void
force_and_place_decide(void **state)
{
	const struct hits *h = ask(*state, "冬季供暖");

	assert_true(is_first(h, "A6"));
	assert_true(place_of(h, "A7") >= h->live);
	h = ask_with(*state, slice_of("停车自治"),
	    (struct search_options){ .district = "海淀区" });
	assert_true(is_first(h, "A10"));
	h = ask_with(*state, slice_of("停车自治"),
	    (struct search_options){ .district = "朝阳区" });
	assert_true(is_first(h, "A9"));
}

static void
letters_are_told(void **state)
{
	static const struct { const char *typed, *told; } cases[] = {
		{ "gongjijin", "公积金" }, { "gjj", "公积金" },
		{ "gj", "公积" }, { "nuanqi", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		if (!strstr(buf_text(&ask(*state, cases[i].typed)->tried),
		    cases[i].told))
			fail_msg("%s did not tell %s", cases[i].typed,
			    cases[i].told);
	assert_null(strstr(buf_text(&ask(*state, "how to withdraw from the "
	    "fund")->tried), ":"));
}

static void
words_may_narrow(void **state)
{
	static const struct { const char *typed, *in, *out; } cases[] = {
		{ "供暖 现行:是", "A6", "A7" },
		{ "供暖 现行：否", "A7", "A6" },
		{ "force:no", "A7", "A6" },
		{ "停车 地区:海淀", "A10", "A9" },
		{ "停车 -district:海淀", "A9", "A10" },
		{ "公积金 类型:问答", "A2", "A3" },
		{ "kind:guide 落户", "A3", "A1" },
		{ "housing 语言:英文", "A1-en", "A1" },
		{ "公积金 lang:zh", "A1", "A1-en" },
		{ "\"公积金贷款\"", "A2", "A1" },
		{ "「停车自治」", "A9", "A5" },
		{ "公积金 -贷款", "A1", "A2" },
		{ "公积金 -\"怎么提取\"", "A2", "A1" },
		{ "供暖 部门:没有这个", NULL, "A6" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct hits *h = ask(*state, cases[i].typed);

		if (cases[i].in && place_of(h, cases[i].in) == SIZE_MAX)
			fail_msg("%s lost %s", cases[i].typed, cases[i].in);
		if (place_of(h, cases[i].out) != SIZE_MAX)
			fail_msg("%s kept %s", cases[i].typed, cases[i].out);
		assert_true(h->count > 0 || h->tried.bytes > 0);
	}
}

/* Such things are text. */
static void
what_is_no_wish_is_text(void **state)
{
	static const char *const texts[] = { "-公积金", "公积金-提取", "公积金:",
		"x:公积金", "\"公积金", "公积金 -", "公积金 \"\"" };

	for (size_t i = 0; i < COUNT(texts); i++)
		if (place_of(ask(*state, texts[i]), "A1") == SIZE_MAX)
			fail_msg("%s lost A1", texts[i]);
}

static void
facets_are_counted(void **state)
{
	const struct hits *h = ask_with(*state, slice_of("停车自治"),
	    (struct search_options){ .facets = true });
	size_t regions = 0;

	assert_true(h->facets > 0);
	for (size_t i = 0; i < h->facets; i++) {
		assert_true(h->facet[i].count <= h->found);
		regions += h->facet[i].field == QUERY_REGION &&
		    (strcmp(h->facet[i].value, "海淀区") == 0 ||
		    strcmp(h->facet[i].value, "朝阳区") == 0);
	}
	assert_int_equal(regions, 2);
}

static void
translations_bring_their_original(void **state)
{
	const struct hits *h = ask(*state, "how to withdraw housing fund");

	assert_true(is_first(h, "A1-en"));
	assert_int_equal(place_of(h, "A1"), 1);
}

static void
nothing_is_wrong(void **state)
{
	static const char *const odd[] = {
		"\"", "\"\"\"", "' OR 1=1 --", "*", "-", "()", "NEAR(", "^",
		"公积金\" AND", "col:", "\xff\xfe", "\xe5\x85", "{}", "%s%n",
		"\u202e\u200f", "   ", "", "\t\r", "。", "🙂", "NOT", "a AND",
		"K2026-", "第条", "〔〕号", "'''", "v", "zh", "ü",
	};

	for (size_t i = 0; i < COUNT(odd); i++) {
		const struct hits *h = ask(*state, odd[i]);

		if (h->count == 0)
			assert_true(h->tried.bytes > 0);
	}
	ask_with(*state, (struct slice){ "公\0积\0金", 11 },
	    (struct search_options){ 0 });
	assert_true(((struct world *)*state)->hits.count > 0);
}

static void
long_texts_are_cut_aloud(void **state)
{
	struct buf text = BUF_INIT;
	const struct hits *h;

	for (int i = 0; i < 3000; i++)
		buf_add_text(&text, "公积金提取");
	h = ask_with(*state, buf_slice(&text), (struct search_options){ 0 });
	assert_true(is_first(h, "A1"));
	assert_non_null(strstr(buf_text(&h->tried), "4096"));
	buf_reset(&text);
	for (int i = 0; i < 15000; i++)
		buf_add_char(&text, (char)('a' + i % 26));
	ask_with(*state, buf_slice(&text), (struct search_options){ 0 });
	buf_release(&text);
}

static void
nearest_words_are_offered(void **state)
{
	const struct hits *h = ask(*state, "wifixx");

	assert_int_equal(h->count, 0);
	assert_non_null(strstr(buf_text(&h->tried), "wifi"));
}

static void
marks_lie_on_characters(void **state)
{
	const struct hits *h = ask(*state, "gongjijin tiqu");
	const struct hit *hit = &h->hit[0];

	assert_true(hit->title_marks > 0 && hit->passage_marks > 0);
	for (size_t i = 0; i < hit->title_marks; i++) {
		const struct mark *m = &hit->title_mark[i];

		assert_true(m->from < m->to && m->to <= strlen(hit->title));
		assert_int_not_equal(hit->title[m->from] & 0xc0, 0x80);
	}
	assert_memory_equal(hit->title + hit->title_mark[0].from, "公积金",
	    strlen("公积金"));
}

static void
reasons_are_given(void **state)
{
	const struct hits *h = ask_with(*state, slice_of("gjj提取"),
	    (struct search_options){ .explain = true });

	assert_non_null(strstr(h->hit[0].why, "公积"));
	assert_non_null(strstr(buf_text(&h->tried), "提取"));
	h = ask(*state, "gjj提取");
	assert_string_equal(h->hit[0].why, "");
}

static bool
at_once(void *arg)
{
	(void)arg;
	return true;
}

static void
a_stop_stops(void **state)
{
	struct world *w = *state;
	struct search_options o = { .limit = 5, .stop = at_once };
	struct err err = ERR_INIT;
	enum status st = search_run(w->kb, slice_of("公积金怎么提取呢"), &o,
	    &w->hits, &err);

	/* A base so small may be done before anybody is asked. */
	assert_true(st == ST_CANCELLED || st == ST_OK);
	assert_true(ask(w, "公积金")->count > 0);
}

/* Whatever stands in a title finds its entry, wherever it begins and ends. */
static void
every_part_of_a_title_finds_it(void **state)
{
	for (size_t i = 0; i < COUNT(entries); i++) {
		struct slice title = slice_of(entries[i].title);

		for (size_t from = 0; from < title.bytes; from++) {
			if ((title.text[from] & 0xc0) == 0x80)
				continue;
			for (size_t to = from + 1; to <= title.bytes; to++) {
				struct slice part = { title.text + from,
					to - from };

				if (to < title.bytes &&
				    ((title.text[to] & 0xc0) == 0x80 ||
				    title.text[to] < 0x7f))
					continue;
				if (title.text[from] == ' ' || (from > 0 &&
				    title.text[from - 1] > ' '))
					continue;
				ask_with(*state, part, (struct
				    search_options){ .limit = 200 });
				if (place_of(&((struct world *)*state)->hits,
				    entries[i].id) == SIZE_MAX)
					fail_msg("%.*s does not find %s",
					    (int)part.bytes, part.text,
					    entries[i].id);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_of_typing),
		cmocka_unit_test(pairs_across_words_weigh_less),
		cmocka_unit_test(force_and_place_decide),
		cmocka_unit_test(letters_are_told),
		cmocka_unit_test(words_may_narrow),
		cmocka_unit_test(what_is_no_wish_is_text),
		cmocka_unit_test(facets_are_counted),
		cmocka_unit_test(translations_bring_their_original),
		cmocka_unit_test(nothing_is_wrong),
		cmocka_unit_test(long_texts_are_cut_aloud),
		cmocka_unit_test(nearest_words_are_offered),
		cmocka_unit_test(marks_lie_on_characters),
		cmocka_unit_test(reasons_are_given),
		cmocka_unit_test(a_stop_stops),
		cmocka_unit_test(every_part_of_a_title_finds_it),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
