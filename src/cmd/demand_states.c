/*
 * demand_states.c - the table of moves as a diagram of states, in words and
 * for Graphviz.
 *
 * Both stand in the manual, and a test holds them against the program: codes
 * alone, so that they are the same in every language.
 */
#include "cmd/demand_print.h"

#include "app/moves.h"

/* The states from which a step leads into @state. */
static uint32_t
leading_to(int state)
{
	size_t count;
	const struct move *m = moves(&count);
	uint32_t from = 0;

	for (size_t i = 0; i < count; i++) {
		if (m[i].to == state)
			from |= m[i].from;
	}
	return from;
}

/* Where a step leads: one state, or those it may go back to. */
static uint32_t
targets(const struct move *m, int from)
{
	if (m->to == MOVE_RETURNS)
		return leading_to(from);
	return m->to >= 0 ? UINT32_C(1) << m->to : 0;
}

static void
add_states(struct buf *out, uint32_t states)
{
	const char *between = "";

	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		if (!(states & UINT32_C(1) << s))
			continue;
		buf_addf(out, "%s%s", between,
		    demand_state_code((enum demand_state)s));
		between = " | ";
	}
}

/* The steps that leave a state where it is, a few a line. */
static void
add_staying(struct buf *out, int state)
{
	size_t count, line = 0;
	const struct move *m = moves(&count);

	for (size_t i = 0; i < count; i++) {
		const char *code = move_code(m[i].event);
		size_t start = out->bytes;

		if (m[i].to != MOVE_STAYS || !(m[i].from & 1u << state))
			continue;
		if (line == 0 || line + slice_of(code).bytes > 64)
			buf_add_text(out, line ? ",\n    " : "    stays: ");
		else
			buf_add_text(out, ", ");
		if (line + slice_of(code).bytes > 64)
			line = 0;
		buf_add_text(out, code);
		line += out->bytes - start;
	}
	if (line)
		buf_add_char(out, '\n');
}

void
print_moves_states(struct buf *out)
{
	size_t count;
	const struct move *m = moves(&count);

	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		buf_addf(out, "%s\n", demand_state_code((enum demand_state)s));
		for (size_t i = 0; i < count; i++) {
			if (!(m[i].from & 1u << s) || m[i].to == MOVE_STAYS)
				continue;
			buf_addf(out, "    %s -> ", move_code(m[i].event));
			add_states(out, targets(&m[i], s));
			buf_add_char(out, '\n');
		}
		add_staying(out, s);
	}
}

static void
dot_edges(struct buf *out, const struct move *m, int from)
{
	uint32_t to = targets(m, from);

	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		if (to & UINT32_C(1) << s)
			buf_addf(out, "\t%s -> %s [label=\"%s\"%s];\n",
			    demand_state_code((enum demand_state)from),
			    demand_state_code((enum demand_state)s),
			    move_code(m->event), m->to == MOVE_RETURNS ?
			    ", style=dashed" : "");
	}
}

void
print_moves_dot(struct buf *out)
{
	size_t count;
	const struct move *m = moves(&count);

	buf_add_text(out, "digraph demand {\n");
	for (size_t i = 0; i < count; i++) {
		for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
			if (m[i].from & 1u << s)
				dot_edges(out, &m[i], s);
		}
	}
	buf_add_text(out, "}\n");
}
