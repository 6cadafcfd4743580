/* t-directory.c - places, units, topics and who handles what. */
#include "app/directory.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *
data_dir(void)
{
	static char path[4096];
	const char *source = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/data", source ? source : ".");
	return path;
}

static int
data_open(void **state)
{
	struct err err = ERR_INIT;

	if (directory_open((struct directory **)state, data_dir(), &err) ==
	    ST_OK)
		return 0;
	print_error("%s\n", err.text);
	return -1;
}

static int
data_close(void **state)
{
	directory_close(*state);
	return 0;
}

static void
the_city_is_complete(void **state)
{
	const struct directory *d = *state;
	const struct place *p;
	size_t districts = 0, streets = 0;

	assert_string_equal(directory_place_at(d, 0)->code, "110000");
	for (size_t i = 0; directory_place_child(d, "110000", i); i++)
		districts++;
	for (size_t i = 0; (p = directory_place_at(d, i)) != NULL; i++)
		if (p->kind > PLACE_DISTRICT)
			streets++;
	assert_int_equal(districts, 16);
	assert_int_equal(streets, 349);
	for (size_t i = 0; i < districts; i++) {
		p = directory_place_child(d, "110000", i);
		assert_non_null(directory_unit(d, p->code));
		assert_true(*p->name_en);
	}
}

/* "" in @code means refused, with @code_or_words in the message. */
static const struct {
	const char *text, *parent, *code, *words;
} places[] = {
	{ "朝阳", "", "110105", NULL },
	{ "朝阳区", "", "110105", NULL },
	{ "110105", "", "110105", NULL },
	{ "Chaoyang", "", "110105", NULL },
	{ "北京", "", "110000", NULL },
	{ "和平里", "110101", "110101010", NULL },
	{ "和平里街道", "", "110101010", NULL },
	{ "朝阳门", "", "110101007", NULL },
	{ "八里庄", "110108", "110108005", NULL },
	{ "八里庄", "", NULL, "朝阳区八里庄街道" },
	{ "和平里", "110105", NULL, "there is no place" },
	{ "上海", "", NULL, "there is no place \"上海\"" },
	{ "", "", NULL, "there is no place" },
};

static void
places_are_found(void **state)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		const struct place *p = NULL;
		struct err err = ERR_INIT;
		enum status st = directory_place_find(*state,
		    slice_of(places[i].text), places[i].parent, &p, &err);

		if (places[i].code) {
			assert_int_equal(st, ST_OK);
			assert_string_equal(p->code, places[i].code);
		} else {
			assert_int_not_equal(st, ST_OK);
			assert_non_null(strstr(err.text, places[i].words));
		}
	}
}

static const struct {
	const char *text, *code;
} units[] = {
	{ "U-RSJ", "U-RSJ" },
	{ "人社局", "U-RSJ" },
	{ "社保", "U-RSJ" },
	{ "北京市人力资源社会保障局", "U-RSJ" },
	{ "北京市教委", "U-JW" },
	{ "海淀区政府", "110108" },
	{ "12345", "U-12345" },
	{ " 住建委 ", "U-ZJW" },
	{ "火星局", NULL },
	{ "", NULL },
	{ "北京", NULL },
};

static void
units_are_found(void **state)
{
	for (size_t i = 0; i < COUNT(units); i++) {
		const struct unit *u = directory_unit_find(*state,
		    slice_of(units[i].text));

		if (!units[i].code) {
			assert_null(u);
			continue;
		}
		assert_non_null(u);
		assert_string_equal(u->code, units[i].code);
	}
	assert_string_equal(directory_unit_name(*state, "110101010"),
	    "和平里街道");
	assert_null(directory_unit_name(*state, "U-NONE"));
}

static void
topics_have_levels_and_names(void **state)
{
	const struct directory *d = *state;
	const struct topic *t;

	for (size_t i = 0; (t = directory_topic_at(d, i)) != NULL; i++) {
		assert_true(*t->name && *t->name_en);
		assert_ptr_equal(directory_topic(d, t->code), t);
		assert_int_equal(t->leaf,
		    directory_topic_child(d, t->code, 0) == NULL);
		assert_true(!t->leaf || *t->keywords);
	}
	assert_string_equal(directory_topic_child(d, "", 0)->code, "social");
	assert_string_equal(directory_topic_find(d,
	    slice_of("住房公积金"))->code, "fund");
	assert_string_equal(directory_topic_propose(d,
	    slice_of("我家暖气不热，室温不达标"))->code, "utility.heat.cold");
	assert_null(directory_topic_propose(d, slice_of("xyz")));
}

static const struct {
	const char *topic;
	enum demand_type type;
	const char *district, *street;
	const char *lead, *copy_to, *class;
	bool clear;
} routes[] = {
	{ "social.pension", DEMAND_CONSULTATION, NULL, NULL,
	    "U-RSJ", NULL, "general", true },
	{ "city.garbage", DEMAND_COMPLAINT, NULL, "110101010",
	    "110101010", "110101", "general", true },
	{ "city.garbage", DEMAND_COMPLAINT, "110101", "110101010",
	    "110101010", "110101", "general", true },
	{ "city.garbage", DEMAND_COMPLAINT, "110101", "",
	    "110101", NULL, "general", true },
	{ "city.garbage", DEMAND_CONSULTATION, NULL, NULL,
	    "U-CGW", NULL, "general", true },
	{ "city.garbage", DEMAND_COMPLAINT, NULL, NULL,
	    "U-CGW", NULL, "general", false },
	{ "utility.gas.leak", DEMAND_HELP_REQUEST, "110108", NULL,
	    "U-RQJT", NULL, "urgent", true },
	{ "utility.power.outage", DEMAND_HELP_REQUEST, "110108", NULL,
	    "U-GWDL", NULL, "fast", true },
	{ "hotline.service", DEMAND_TIPOFF, NULL, NULL,
	    "U-ZWJ", NULL, "general", true },
};

static void
routes_are_the_catalogues(void **state)
{
	for (size_t i = 0; i < COUNT(routes); i++) {
		struct route r;
		struct err err = ERR_INIT;

		assert_int_equal(directory_route(*state, routes[i].topic,
		    routes[i].type, routes[i].district, routes[i].street, &r,
		    &err), ST_OK);
		assert_string_equal(r.lead, routes[i].lead);
		assert_string_equal(r.class, routes[i].class);
		assert_int_equal(r.clear, routes[i].clear);
		assert_int_equal(r.copy_to != NULL,
		    routes[i].copy_to != NULL);
		if (r.copy_to)
			assert_string_equal(r.copy_to, routes[i].copy_to);
		assert_string_equal(r.version, "2026.1");
		assert_true(r.row > 0);
		for (size_t k = 0; k < r.assists; k++)
			assert_string_not_equal(r.assist[k], r.lead);
	}
}

static const struct {
	const char *topic, *district, *street, *words;
} no_routes[] = {
	{ "social", NULL, NULL, "not a topic's leaf" },
	{ "nothing", NULL, NULL, "not a topic's leaf" },
	{ "city.garbage", "999999", NULL, "there is no district" },
	{ "city.garbage", "110000", NULL, "there is no district" },
	{ "city.garbage", NULL, "110101", "there is no street or town" },
	{ "city.garbage", "110105", "110101010", "is not in" },
};

static void
wrong_places_are_refused(void **state)
{
	for (size_t i = 0; i < COUNT(no_routes); i++) {
		struct route r;
		struct err err = ERR_INIT;

		assert_int_not_equal(directory_route(*state,
		    no_routes[i].topic, DEMAND_COMPLAINT,
		    no_routes[i].district, no_routes[i].street, &r, &err),
		    ST_OK);
		assert_non_null(strstr(err.text, no_routes[i].words));
	}
}

static void
every_leaf_has_a_route(void **state)
{
	const struct directory *d = *state;
	const struct topic *t;
	size_t leaves = 0;

	for (size_t i = 0; (t = directory_topic_at(d, i)) != NULL; i++) {
		if (!t->leaf)
			continue;
		leaves++;
		for (int type = 0; type < DEMAND_TYPE_COUNT; type++) {
			struct route r;
			struct err err = ERR_INIT;

			assert_int_equal(directory_route(d, t->code,
			    (enum demand_type)type, "110108", "110108012", &r,
			    &err), ST_OK);
			assert_non_null(directory_unit_name(d, r.lead));
			assert_int_equal(directory_route(d, t->code,
			    (enum demand_type)type, NULL, NULL, &r, &err),
			    ST_OK);
		}
	}
	assert_true(leaves >= 120);
}

static void
six_matters_are_not_dispatched(void **state)
{
	for (int code = 1; code <= 6; code++) {
		const struct referral *r = directory_referral(*state, code);

		assert_non_null(r);
		assert_true(*r->say_zh && *r->say_en && *r->channel);
	}
	assert_null(directory_referral(*state, 7));
}

/* Whether the word is the first column of a line of the file. */
static bool
stands_left(struct slice file, struct slice word)
{
	struct slice line, left;

	while (slice_line(&file, &line))
		if (slice_until(&line, '\t', &left) &&
		    slice_equal(left, word))
			return true;
	return false;
}

static void
synonyms_do_not_turn_in_rings(void **state)
{
	char *path = file_join(data_dir(), "synonyms.tsv");
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	struct slice rest, line, left;
	size_t pairs = 0;

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &text, &err), ST_OK);
	rest = buf_slice(&text);
	while (slice_line(&rest, &line)) {
		if (line.text[0] == '#' || !slice_until(&line, '\t', &left) ||
		    slice_is(left, "colloquial"))
			continue;
		pairs++;
		assert_true(line.bytes > 0);
		assert_false(stands_left(buf_slice(&text), line));
		assert_false(stands_left(rest, left));
	}
	assert_true(pairs >= 500);
	buf_release(&text);
	free(path);
}

/* One table of a small, sound directory is replaced by a broken one. */
#define PLACES "code\tparent\tkind\tname\tname_en\n" \
	"1\t\tcity\t市\tCity\n2\t1\tdistrict\t区\tDistrict\n"
#define UNITS "code\tname\tshort_names\tkind\tplace\tname_en\n" \
	"U-A\t甲\t小甲\tdepartment\t1\tA\n"
#define TOPICS "code\tparent\tname\tname_en\tkeywords\n" \
	"a\t\t题\tTopic\t\na.b\ta\t叶\tLeaf\t词\n"
#define CATALOG "# version 1\n" \
	"topic\ttypes\tlead\tassist\tclass\tduty\tnote\n"
#define REFERRALS "code\tkey\tname\tname_en\tchannel\tsay_zh\tsay_en\n" \
	"1\tk\tn\te\tc\tz\te\n"
#define ROW "a.b\tany\tU-A\t\tgeneral\tclear\t\n"

static const struct {
	const char *file, *text, *words;
} broken[] = {
	{ "catalog.tsv", CATALOG ROW, NULL },
	{ "catalog.tsv", CATALOG "\r\n# more\r\n" ROW, NULL },
	{ "catalog.tsv", CATALOG, "has no row for every type" },
	{ "catalog.tsv", "topic\ttypes\tlead\tassist\tclass\tduty\tnote\n"
	    ROW, "first comment" },
	{ "catalog.tsv", CATALOG "a.x\tany\tU-A\t\tgeneral\tclear\t\n",
	    "catalog.tsv:3: \"a.x\" is not a topic" },
	{ "catalog.tsv", CATALOG "a\tany\tU-A\t\tgeneral\tclear\t\n",
	    "is not a topic" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-X\t\tgeneral\tclear\t\n",
	    "catalog.tsv:3: there is no unit \"U-X\"" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-A\tU-Y\tgeneral\tclear\t\n",
	    "there is no unit \"U-Y\"" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-A\t\tslow\tclear\t\n",
	    "is not a class" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-A\t\tgeneral\tmuddy\t\n",
	    "neither clear nor unclear" },
	{ "catalog.tsv", CATALOG "a.b\trumour\tU-A\t\tgeneral\tclear\t\n",
	    "is not a type" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-A\t\tgeneral\tclear\n",
	    "fewer cells" },
	{ "catalog.tsv", CATALOG "a.b\tany\tU-A\t\tgeneral\tclear\t\tx\n",
	    "more cells" },
	{ "places.tsv", PLACES "2\t1\tdistrict\t又\tAgain\n",
	    "places.tsv:4: the code \"2\" is there already, in line 3" },
	{ "places.tsv", PLACES "4\t9\tdistrict\t丁\tD\n",
	    "the parent \"9\" does not stand above" },
	{ "places.tsv", PLACES "4\t1\tplanet\t丁\tD\n",
	    "is not a kind of place" },
	{ "places.tsv", PLACES "4\t1\tdistrict\t\033[2J\tD\n",
	    "control character" },
	{ "places.tsv", PLACES "4\t1\tdistrict\t\xff\tD\n", "UTF-8" },
	{ "places.tsv", "# nothing\n", "names no columns" },
	{ "units.tsv", UNITS "U-B\t乙\t\tdepartment\t9\tB\n",
	    "units.tsv:3: there is no place \"9\"" },
	{ "units.tsv", "code\tname\n", "column \"short_names\" is missing" },
	{ "topics.tsv", TOPICS "a.b\ta\t又\tAgain\t\n",
	    "topics.tsv:4: the code \"a.b\" is there already" },
	{ "topics.tsv", TOPICS "\ta\t又\tAgain\t\n", "code is missing" },
	{ "referrals.tsv", REFERRALS "x\tk\tn\te\tc\tz\te\n",
	    "is not one of" },
};

static const struct {
	const char *file, *text;
} sound[] = {
	{ "places.tsv", PLACES }, { "units.tsv", UNITS },
	{ "topics.tsv", TOPICS }, { "catalog.tsv", CATALOG ROW },
	{ "referrals.tsv", REFERRALS },
};

static void
put(const char *dir, const char *file, const char *text)
{
	struct err err = ERR_INIT;
	char *path = file_join(dir, file);

	assert_int_equal(file_write(path, slice_of(text), 0600, &err), ST_OK);
	free(path);
}

static void
take_away(const char *dir)
{
	for (size_t i = 0; i < COUNT(sound); i++) {
		char *path = file_join(dir, sound[i].file);

		assert_int_equal(unlink(path), 0);
		free(path);
	}
	assert_int_equal(rmdir(dir), 0);
}

static void
broken_tables_are_refused(void **state)
{
	char dir[] = "/tmp/t-directory-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct directory *d = NULL;
		struct err err = ERR_INIT;

		for (size_t k = 0; k < COUNT(sound); k++)
			put(dir, sound[k].file, sound[k].text);
		put(dir, broken[i].file, broken[i].text);
		if (!broken[i].words) {
			assert_int_equal(directory_open(&d, dir, &err),
			    ST_OK);
			directory_close(d);
			continue;
		}
		assert_int_not_equal(directory_open(&d, dir, &err), ST_OK);
		assert_null(d);
		assert_non_null(strstr(err.text, broken[i].words));
	}
	take_away(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_city_is_complete),
		cmocka_unit_test(places_are_found),
		cmocka_unit_test(units_are_found),
		cmocka_unit_test(topics_have_levels_and_names),
		cmocka_unit_test(routes_are_the_catalogues),
		cmocka_unit_test(wrong_places_are_refused),
		cmocka_unit_test(every_leaf_has_a_route),
		cmocka_unit_test(six_matters_are_not_dispatched),
		cmocka_unit_test(synonyms_do_not_turn_in_rings),
		cmocka_unit_test(broken_tables_are_refused),
	};

	return cmocka_run_group_tests(tests, data_open, data_close);
}
