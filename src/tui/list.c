/*
 * list.c - the selected row, kept by id.
 */
#include "tui/list.h"

void
list_init(struct list *l)
{
	*l = (struct list){ .id = BUF_INIT };
}

void
list_release(struct list *l)
{
	buf_release(&l->id);
	list_init(l);
}

void
list_select(struct list *l, size_t row, list_id *id, const void *rows)
{
	l->at = row < l->count ? row : l->count - (l->count > 0);
	buf_reset(&l->id);
	if (l->count > 0)
		buf_add_text(&l->id, id(rows, l->at));
}

/* Where the selected id is now; @count when it is gone. */
static size_t
row_again(const struct list *l, size_t count, list_id *id, const void *rows)
{
	size_t row = 0;

	while (row < count && !slice_is(buf_slice(&l->id), id(rows, row)))
		row++;
	return row;
}

void
list_reload(struct list *l, size_t count, list_id *id, const void *rows)
{
	size_t row = row_again(l, count, id, rows);

	l->count = count;
	list_select(l, row < count ? row : l->at, id, rows);
}

void
list_restart(struct list *l, size_t count, list_id *id, const void *rows)
{
	l->count = count;
	l->top = 0;
	list_select(l, 0, id, rows);
}

bool
list_follow(struct list *l, size_t count, list_id *id, const void *rows)
{
	size_t row = row_again(l, count, id, rows);
	size_t below = l->at > l->top ? l->at - l->top : 0;

	if (row == count) {
		list_restart(l, count, id, rows);
		return false;
	}
	l->count = count;
	l->top = row > below ? row - below : 0;
	list_select(l, row, id, rows);
	return true;
}

static size_t
moved(size_t at, long by, size_t count)
{
	if (by < 0 && (size_t)-by > at)
		return 0;
	at = by < 0 ? at - (size_t)-by : at + (size_t)by;
	return at < count ? at : count - (count > 0);
}

/* A step at the edge brings more rows than the one. */
static void
leap(struct list *l, size_t before, size_t page)
{
	size_t third = page / 3;

	if (l->top > before)
		l->top += third;
	else if (l->top < before)
		l->top -= l->top < third ? l->top : third;
	l->top = list_top(l, page);
}

bool
list_act(struct list *l, const struct action *a, size_t page, list_id *id,
    const void *rows)
{
	size_t before = list_top(l, page);
	long by = a->arg;

	if (a->verb == VERB_PAGE)
		by *= page > 1 ? (long)page - 1 : 1;
	else if (a->verb == VERB_EDGE)
		by *= (long)l->count;
	else if (a->verb != VERB_MOVE)
		return false;
	list_select(l, moved(l->at, by, l->count), id, rows);
	l->top = list_top(l, page);
	if (l->leaps && a->verb == VERB_MOVE)
		leap(l, before, page);
	return true;
}

bool
list_click(struct list *l, size_t row, list_id *id, const void *rows)
{
	if (row == l->at || row >= l->count)
		return false;
	list_select(l, row, id, rows);
	return true;
}

size_t
list_top(const struct list *l, size_t page)
{
	size_t top = l->top;

	if (page == 0)
		return l->at;
	if (l->at < top)
		top = l->at;
	if (l->at >= top + page)
		top = l->at - page + 1;
	if (top + page > l->count)
		top = l->count > page ? l->count - page : 0;
	return top;
}

const char *
list_selected(const struct list *l)
{
	return buf_text(&l->id);
}
