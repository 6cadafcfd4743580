/*
 * queue_tabs.c - the saved views: the desk's queues, and behind them those of
 * the settings, which are a queue with a filter:
 *
 *	[view Chaoyang, soon]
 *	queue = open
 *	filter = unit:朝阳 due<1d
 */
#include "tui/queue_view.h"

#include "app/app.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SECTION "view "

static struct queue_tab *
tab_of_section(struct queue_tabs *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (!strcmp(t->tab[i].name, name))
			return &t->tab[i];
	ARRAY_GROW(t->tab, t->count + 1, t->room);
	t->tab[t->count] = (struct queue_tab){ .name = name,
		.queue = DEMAND_QUEUE_OPEN, .filter = "" };
	return &t->tab[t->count++];
}

/* A queue that is not known is the open ones': the view says what it shows. */
void
queue_tabs_read(struct queue_tabs *t, const struct config *config)
{
	for (size_t i = 0; i < config->count; i++) {
		const struct config_item *item = &config->item[i];
		struct queue_tab *tab;

		if (strncmp(item->section, SECTION, strlen(SECTION)) != 0)
			continue;
		tab = tab_of_section(t, item->section + strlen(SECTION));
		if (!strcmp(item->key, "queue"))
			(void)demand_queue_parse(slice_of(item->value),
			    &tab->queue);
		else if (!strcmp(item->key, "filter"))
			tab->filter = item->value;
	}
}

void
queue_tabs_release(struct queue_tabs *t)
{
	free(t->tab);
	*t = (struct queue_tabs){ NULL, 0, 0 };
}

int
queue_tabs_count(const struct queue_tabs *t)
{
	return DEMAND_QUEUE_COUNT + (int)t->count;
}

const char *
queue_tab_words(const struct queue_tabs *t, int tab)
{
	return tab < DEMAND_QUEUE_COUNT ?
	    demand_queue_words((enum demand_queue)tab) :
	    t->tab[tab - DEMAND_QUEUE_COUNT].name;
}

const struct queue_tab *
queue_tab_saved(const struct queue_tabs *t, int tab)
{
	return tab < DEMAND_QUEUE_COUNT ? NULL :
	    &t->tab[tab - DEMAND_QUEUE_COUNT];
}
