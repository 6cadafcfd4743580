/*
 * t-refresh-compare.c - entries held against each other: twins, conflicts,
 * chains, repealed documents, translations.
 */
#include "refresh-home.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define LONG "参保人员在定点医疗机构门诊就医时持社会保障卡直接结算，" \
	"起付线以上的医疗费用由统筹基金按规定比例支付，异地就医先备案后办理；" \
	"没有带卡的，可以凭电子凭证登记，出院以后三个月内到街道事务所补办手续，" \
	"提交发票原件、费用明细清单、诊断证明书和本人银行账户信息，在职职工"

/* An entry in JSON: its fields but external id, and what is found of it. */
static const struct {
	const char *id, *rest;
	const char *status, *by;	/* as they stand in the base */
} entries[] = {
	/* one title, one answer: the older gives way */
	{ "twin-old", "\"title\":\"暖气不热找谁\",\"answer_full\":\"打电话。\","
	  "\"published_on\":\"2024-01-01\"", "", "K2026-000002" },
	{ "twin-new", "\"title\":\"暖气不热找谁\",\"answer_full\":\"打电话。\","
	  "\"published_on\":\"2025-01-01\"", "", "" },
	/* one title, two answers: both stay */
	{ "fight-1", "\"title\":\"垃圾几点收\",\"answer_full\":\"早上七点。\"",
	  "", "" },
	{ "fight-2", "\"title\":\"垃圾几点收\",\"answer_full\":\"晚上七点。\"",
	  "", "" },
	/* of another region or language it is no conflict */
	{ "far", "\"title\":\"垃圾几点收\",\"answer_full\":\"中午。\","
	  "\"region\":\"110105\"", "", "" },
	{ "en", "\"title\":\"垃圾几点收\",\"answer_full\":\"Noon.\","
	  "\"lang\":\"en\"", "", "" },
	/* nearly the same text, another figure */
	{ "like-1", "\"title\":\"门诊报销比例\",\"answer_full\":\"" LONG
	  "报销百分之七十。\"", "", "" },
	{ "like-2", "\"title\":\"门诊报销的比例\",\"answer_full\":\"" LONG
	  "报销百分之八十。\"", "", "" },
	/* superseded, though it does not know */
	{ "old", "\"title\":\"旧办法怎么办\",\"answer_full\":\"照旧。\"", "",
	  "new" },
	{ "new", "\"title\":\"新办法怎么办\",\"answer_full\":\"照新。\","
	  "\"supersedes\":[\"old\"]", "", "" },
	/* in a circle */
	{ "ring-1", "\"title\":\"第一条规定\",\"answer_full\":\"看二。\","
	  "\"supersedes\":[\"ring-2\"]", "suspended", "" },
	{ "ring-2", "\"title\":\"第二条规定\",\"answer_full\":\"看三。\","
	  "\"supersedes\":[\"ring-3\"]", "suspended", "" },
	{ "ring-3", "\"title\":\"第三条规定\",\"answer_full\":\"看一。\","
	  "\"supersedes\":[\"ring-1\"]", "suspended", "" },
	/* a repealed document, and what rests on it */
	{ "doc", "\"kind\":\"policy_doc\",\"title\":\"某补贴办法\","
	  "\"answer_full\":\"给补贴。\",\"doc_title\":\"某补贴办法\","
	  "\"doc_number\":\"某发〔2020〕1号\",\"issuing_body\":\"某局\","
	  "\"repealed_on\":\"2026-01-01\"", "", "" },
	{ "rests-title", "\"title\":\"补贴怎么领\",\"answer_full\":\"去领。\","
	  "\"doc_title\":\"某补贴办法\"", "suspended", "" },
	{ "rests-number", "\"title\":\"补贴给多少\",\"answer_full\":\"去问。\","
	  "\"doc_number\":\"某发[2020]1号\"", "suspended", "" },
	{ "rests-link", "\"title\":\"补贴什么时候给\",\"answer_full\":\"等。\","
	  "\"implements\":[\"doc\"]", "suspended", "" },
	{ "rests-other", "\"title\":\"别的补贴\",\"answer_full\":\"去领。\","
	  "\"doc_title\":\"别的办法\"", "", "" },
	/* repealed and made anew under one title: the answer stays */
	{ "law-1", "\"kind\":\"policy_doc\",\"title\":\"某条例 旧\","
	  "\"answer_full\":\"旧文。\",\"doc_title\":\"某条例\","
	  "\"issuing_body\":\"某局\",\"repealed_on\":\"2026-01-01\"", "", "" },
	{ "law-2", "\"kind\":\"policy_doc\",\"title\":\"某条例 新\","
	  "\"answer_full\":\"新文。\",\"doc_title\":\"某条例\","
	  "\"issuing_body\":\"某局\"", "", "" },
	{ "rests-law", "\"title\":\"条例怎么说\",\"answer_full\":\"照说。\","
	  "\"doc_title\":\"某条例\"", "", "" },
	/* numbers that stand in the list of contacts, or not */
	{ "contact", "\"kind\":\"contact\",\"title\":\"办事大厅\","
	  "\"phone\":\"010-65190001、12345\"", "", "" },
	{ "phone-ok", "\"title\":\"去哪里办证\",\"answer_full\":\"打电话问。\","
	  "\"phone\":\"(010) 6519 0001 010-65190001\"", "", "" },
	{ "phone-odd", "\"title\":\"去哪里领证\",\"answer_full\":\"打电话问。\","
	  "\"phone\":\"6519 0002 转 3\"", "", "" },
	/* a translation that was left behind */
	{ "zh", "\"title\":\"落户条件\",\"answer_full\":\"新条件。\","
	  "\"reviewed_on\":\"2026-06-01\"", "", "" },
	{ "zh-en", "\"title\":\"Residence\",\"answer_full\":\"Conditions.\","
	  "\"lang\":\"en\",\"translation_of\":\"zh\","
	  "\"reviewed_on\":\"2025-06-01\"", "", "" },
};

static size_t
number_of(const char *id)
{
	size_t i = 0;

	while (strcmp(entries[i].id, id) != 0)
		i++;
	return i + 1;
}

static const char *
entry_id(const char *id)
{
	static char text[32];

	snprintf(text, sizeof(text), "K2026-%06zu", number_of(id));
	return text;
}

static void
write_feed(struct home *f)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < COUNT(entries); i++)
		buf_addf(&text, "{\"external_id\":\"%s\",\"owner_unit\":\"局\","
		    "%s}\n", entries[i].id, entries[i].rest);
	home_write(f, f->feed, buf_text(&text));
	buf_release(&text);
}

static enum status
take_in(struct home *f)
{
	const char *file = f->feed;
	const struct refresh_options o = { .file = &file, .files = 1 };

	return home_run(f, &o);
}

static void
what_was_found_stands_in_the_base(void **state)
{
	struct home *f = *state;

	write_feed(f);
	OK(f, take_in(f));
	for (size_t i = 0; i < COUNT(entries); i++) {
		struct entry e;

		home_entry(f, entry_id(entries[i].id), &e);
		assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID),
		    entries[i].id);
		if (strcmp(entry_get(&e, ENTRY_STATUS), entries[i].status) ||
		    strcmp(entry_get(&e, ENTRY_SUPERSEDED_BY), entries[i].by))
			fail_msg("%s is \"%s\", superseded by \"%s\"",
			    entries[i].id, entry_get(&e, ENTRY_STATUS),
			    entry_get(&e, ENTRY_SUPERSEDED_BY));
		assert_int_equal(e.revision, 1);
		entry_release(&e);
	}
}

/* Does a note of the rule stand at the entry, and name @other? */
static bool
has_note(const struct home *f, const char *id, const char *rule,
    const char *other)
{
	const struct refresh_source *s = home_source(f, "feed");
	char about[32];

	snprintf(about, sizeof(about), "%s", entry_id(id));
	for (size_t i = 0; i < s->notes; i++)
		if (strcmp(s->note[i].file, about) == 0 &&
		    strcmp(s->note[i].rule, rule) == 0 &&
		    strstr(s->note[i].reason, other))
			return true;
	return false;
}

static void
both_owners_are_told(void **state)
{
	struct home *f = *state;
	char other[32];

	write_feed(f);
	OK(f, take_in(f));
	snprintf(other, sizeof(other), "%s", entry_id("fight-2"));
	assert_true(has_note(f, "fight-1", "Q7", other));
	snprintf(other, sizeof(other), "%s", entry_id("fight-1"));
	assert_true(has_note(f, "fight-2", "Q7", other));
	assert_false(has_note(f, "far", "Q7", ""));
	assert_false(has_note(f, "en", "Q7", ""));
	assert_true(has_note(f, "like-1", "Q7", "9"));
	assert_true(has_note(f, "like-2", "Q7", "alike"));
	assert_true(has_note(f, "twin-old", "Q7", "gives way"));
	assert_true(has_note(f, "old", "Q8", "new"));
	assert_true(has_note(f, "ring-2", "Q8", "suspended"));
	assert_true(has_note(f, "rests-link", "Q9", "repealed"));
	assert_false(has_note(f, "rests-law", "Q9", ""));
	assert_true(has_note(f, "zh-en", "Q15", "newer"));
	assert_false(has_note(f, "phone-ok", "Q10", ""));
	assert_false(has_note(f, "contact", "Q10", ""));
	assert_true(has_note(f, "phone-odd", "Q10", "65190002"));
	assert_false(has_note(f, "zh", "Q15", ""));
}

/* What a refresh made of an entry is no change of its source. */
static void
the_next_night_is_quiet(void **state)
{
	struct home *f = *state;

	write_feed(f);
	OK(f, take_in(f));
	OK(f, take_in(f));
	assert_false(f->report.published);
	assert_int_equal(home_source(f, "feed")->changed, 0);
}

/* A link takes effect on its day, though nothing is brought. */
static void
the_day_comes(void **state)
{
	struct home *f = *state;
	struct entry e;

	home_write(f, f->feed,
	    "{\"external_id\":\"a\",\"title\":\"旧办法\",\"answer_full\":\"旧\"}\n"
	    "{\"external_id\":\"b\",\"title\":\"新办法\",\"answer_full\":\"新\","
	    "\"supersedes\":[\"a\"],\"effective_on\":\"2026-11-26\"}\n");
	OK(f, take_in(f));
	home_entry(f, "K2026-000001", &e);
	assert_null(e.field[ENTRY_SUPERSEDED_BY]);
	entry_release(&e);
	f->app.clock.stopped_at += CLOCK_DAY;
	OK(f, take_in(f));
	assert_false(f->report.published);
	f->app.clock.stopped_at += CLOCK_DAY;
	OK(f, take_in(f));
	assert_true(f->report.published);
	home_entry(f, "K2026-000001", &e);
	assert_string_equal(entry_get(&e, ENTRY_SUPERSEDED_BY), "b");
	entry_release(&e);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, home_set_up, home_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_was_found_stands_in_the_base),
		TEST(both_owners_are_told),
		TEST(the_next_night_is_quiet),
		TEST(the_day_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
