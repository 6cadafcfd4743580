/*
 * search_expand.c - terms the user did not type but may have meant.
 */
#include "app/search_plan.h"

enum status
plan_expand(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	(void)p;
	(void)kb;
	(void)q;
	(void)w;
	(void)err;
	return ST_OK;
}
