/*
 * t-lattice.c - the likeliest characters among those that may be meant.
 */
#include "text/lattice.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { GONG1 = 0x516c, GONG2 = 0x4f9b, JI1 = 0x79ef, JI2 = 0x7ed9 };

/* 公积 stands in 50 entries, 供给 in 5; 公给 and 供积 never. */
static void
fill(struct lattice *l, double cost)
{
	size_t a, b, c, d;

	lattice_reset(l, 1000);
	a = lattice_char(l, 0, GONG1, 200, cost);
	b = lattice_char(l, 0, GONG2, 40, 0);
	c = lattice_char(l, 1, JI1, 60, 0);
	d = lattice_char(l, 1, JI2, 90, 0);
	lattice_pair(l, a, c, 50);
	lattice_pair(l, b, d, 5);
	lattice_solve(l);
}

static const struct lattice_node *
node_of(const struct lattice *l, size_t place, uint32_t ch)
{
	size_t i = lattice_find(l, place, ch);

	assert_int_not_equal(i, SIZE_MAX);
	return &l->node[i];
}

static void
neighbours_decide(void **state)
{
	struct lattice l;

	(void)state;
	lattice_init(&l);
	fill(&l, 0);
	assert_true(node_of(&l, 0, GONG1)->worse < .001f);
	assert_true(node_of(&l, 1, JI1)->worse < .001f);
	assert_true(node_of(&l, 0, GONG2)->worse > 1);
	for (size_t i = 0; i < l.edges; i++)
		assert_true(l.edge[i].worse > -.001f);
	lattice_release(&l);
}

static void
a_cost_outweighs_neighbours(void **state)
{
	struct lattice l;

	(void)state;
	lattice_init(&l);
	fill(&l, 9);
	assert_true(node_of(&l, 0, GONG2)->worse < .001f);
	assert_true(node_of(&l, 0, GONG1)->worse > 1);
	lattice_release(&l);
}

static void
one_is_there_once(void **state)
{
	struct lattice l;

	(void)state;
	lattice_init(&l);
	lattice_reset(&l, 10);
	assert_int_equal(lattice_char(&l, 0, GONG1, 5, 2), 0);
	assert_int_equal(lattice_char(&l, 0, GONG1, 5, 1), 0);
	assert_true(l.node[0].cost < 1.5f);
	assert_int_equal(lattice_char(&l, 1, GONG1, 5, 0), 1);
	assert_int_equal(lattice_find(&l, 0, JI1), SIZE_MAX);
	assert_int_equal(lattice_find(&l, 7, GONG1), SIZE_MAX);
	assert_int_equal(l.places, 2);
	lattice_release(&l);
}

static void
an_empty_one_is_solved(void **state)
{
	struct lattice l;

	(void)state;
	lattice_init(&l);
	lattice_reset(&l, 0);
	lattice_solve(&l);
	assert_int_equal(l.nodes, 0);
	lattice_release(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_decide),
		cmocka_unit_test(a_cost_outweighs_neighbours),
		cmocka_unit_test(one_is_there_once),
		cmocka_unit_test(an_empty_one_is_solved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
