/*
 * t-ledger-person.c - claimants who are forgotten, persons who may act.
 */
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger_person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct fixture {
	char dir[256];
	struct ledger *l;
	struct err err;
};

#define OK(f, call) do { \
	enum status status_ = (call); \
	if (status_ != ST_OK) \
		fail_msg("%s: %s", #call, (f)->err.text); \
} while (0)

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-person.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "ledger.head", "site.key" };
	struct fixture *f = *state;
	char path[512];

	ledger_close(f->l);
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

/* A demand of whoever has @phone, in @to. */
static struct applied
add(struct fixture *f, const char *phone, enum demand_state to,
    const struct contact *contact)
{
	struct event e = { .kind = "register", .actor = "chen", .at = NOON,
		.to = to };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1,
		.contact = contact };
	struct applied made;

	demand_init(&d);
	d.state = to;
	d.title = "暖气不热";
	d.content = "打 13812345678 找我";
	d.claimant_name = "张三丰";
	d.claimant_phone = phone;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	return made;
}

static struct access
who(int64_t demand)
{
	return (struct access){ .at = NOON, .demand = demand,
		.actor = "sun", .role = "supervisor", .what = "erase",
		.reason = "the claimant asked" };
}

static void
must_be_whole(struct fixture *f)
{
	struct ledger_proof proof;

	OK(f, ledger_check(f->l, &proof, &f->err));
}

static void
a_forgotten_claimant_is_nowhere(void **state)
{
	struct fixture *f = *state;
	struct contact again = { .at = NOON, .phone = "+86 13812345678",
		.text = "rang again" };
	struct applied one = add(f, "13812345678", DEMAND_CLOSED, NULL);
	struct applied two = add(f, "138-1234-5678", DEMAND_ANSWERED, NULL);
	struct applied other = add(f, "13900000000", DEMAND_CLOSED, &again);
	struct access a = who(one.id);
	struct demands found = DEMANDS_INIT;
	struct contacts contacts = CONTACTS_INIT;
	struct demand_filter by_phone = { .phone = "13812345678" };
	struct demand_filter by_last4 = { .last4 = "5678" };
	struct personal p;
	struct demand d;

	OK(f, ledger_erase(f->l, &a, &f->err));
	must_be_whole(f);
	demand_init(&d);
	OK(f, ledger_find(f->l, two.number, &d, &f->err));
	assert_true(d.erased);
	assert_string_equal(d.claimant_name, "");
	assert_string_equal(d.claimant_phone, "");
	assert_null(strstr(d.content, "138"));
	assert_int_equal(d.version, 2);
	OK(f, ledger_list(f->l, &by_phone, &found, &f->err));
	OK(f, ledger_list(f->l, &by_last4, &found, &f->err));
	assert_int_equal(found.count, 0);
	OK(f, ledger_reveal(f->l, &a, &p, &f->err));
	assert_string_equal(p.claimant_phone, "");
	personal_release(&p);
	/* the other claimant's demand lost the contact's number alone */
	OK(f, ledger_find(f->l, other.number, &d, &f->err));
	assert_false(d.erased);
	assert_string_equal(d.claimant_phone, "139****0000");
	assert_non_null(strstr(d.content, "138"));
	OK(f, ledger_contacts(f->l, other.id, &contacts, &f->err));
	assert_string_equal(contacts.contact[0].phone, "");
	assert_string_equal(contacts.contact[0].text, "rang again");
	assert_int_equal(ledger_erase(f->l, &a, &f->err), ST_NOT_FOUND);
	contacts_release(&contacts);
	demands_release(&found);
	demand_release(&d);
}

static void
not_while_a_demand_is_open(void **state)
{
	struct fixture *f = *state;
	struct applied one = add(f, "13812345678", DEMAND_CLOSED, NULL);
	struct applied two = add(f, "13812345678", DEMAND_HANDLING, NULL);
	struct access a = who(one.id);

	assert_int_equal(ledger_erase(f->l, &a, &f->err), ST_DENIED);
	assert_non_null(strstr(f->err.text, two.number));
	must_be_whole(f);
}

static void
whoever_calls_again_is_a_new_claimant(void **state)
{
	struct fixture *f = *state;
	struct applied one = add(f, "13812345678", DEMAND_CLOSED, NULL);
	struct access a = who(one.id);
	struct applied two;
	struct caller caller;
	struct demand d;

	OK(f, ledger_erase(f->l, &a, &f->err));
	two = add(f, "13812345678", DEMAND_HANDLING, NULL);
	demand_init(&d);
	OK(f, ledger_find(f->l, two.number, &d, &f->err));
	assert_string_equal(d.claimant_phone, "138****5678");
	demand_release(&d);
	OK(f, ledger_caller(f->l, "13812345678", &caller, &f->err));
	assert_int_equal(caller.demands, 1);
	must_be_whole(f);
}

static void
persons_have_roles(void **state)
{
	struct fixture *f = *state;
	struct person li = { .id = "li", .name = "李", .unit = "U-GJJ",
		.roles = "operator liaison", .active = true };
	struct person wang = { .id = "wang", .name = "王", .unit = "",
		.roles = "", .active = true };
	struct access a = who(0);
	struct persons list = PERSONS_INIT;
	bool any = true;

	OK(f, ledger_has_persons(f->l, &any, &f->err));
	assert_false(any);
	OK(f, ledger_person_put(f->l, &wang, &a, &f->err));
	OK(f, ledger_person_put(f->l, &li, &a, &f->err));
	OK(f, ledger_persons(f->l, &list, &f->err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.person[0].id, "li");
	assert_string_equal(list.person[0].roles, "liaison operator");
	assert_string_equal(list.person[1].roles, "");
	persons_release(&list);
	li.roles = "dispatcher";
	li.active = false;
	OK(f, ledger_person_put(f->l, &li, &a, &f->err));
	OK(f, ledger_person_get(f->l, "li", &list, &f->err));
	assert_string_equal(list.person[0].roles, "dispatcher");
	assert_false(list.person[0].active);
	persons_release(&list);
	assert_int_equal(ledger_person_get(f->l, "zhao", &list, &f->err),
	    ST_NOT_FOUND);
	OK(f, ledger_has_persons(f->l, &any, &f->err));
	assert_true(any);
	must_be_whole(f);
}

static void
accesses_are_counted(void **state)
{
	struct fixture *f = *state;
	struct access a = who(0);
	int64_t n = 0;

	for (int i = 0; i < 3; i++) {
		a.at = NOON + i;
		OK(f, ledger_log_access(f->l, &a, &f->err));
	}
	OK(f, ledger_count_accesses(f->l, "sun", "erase", NOON + 1, &n,
	    &f->err));
	assert_int_equal(n, 2);
	OK(f, ledger_count_accesses(f->l, "sun", "reveal", 0, &n, &f->err));
	assert_int_equal(n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_forgotten_claimant_is_nowhere),
		T(not_while_a_demand_is_open),
		T(whoever_calls_again_is_a_new_claimant),
		T(persons_have_roles),
		T(accesses_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
