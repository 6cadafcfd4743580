/*
 * screen-world.h - a desk in a folder of its own, and what a person does at
 * its screen: for tests that drive the views by actions and keys.
 */
#ifndef SCREEN_WORLD_H
#define SCREEN_WORLD_H

#include "folder.h"

#include "app/app.h"
#include "app/demand.h"
#include "tui/tui_core.h"
#include "tui/views.h"

#define PHONE "13812345678"

struct world {
	char dir[FOLDER_BYTES];
	struct app app;
	struct tui tui;
	struct canvas canvas;
	struct buf picture, copied;
	struct err err;
};

/* Of cmocka: chen, an operator, on 2026-11-24 at 09:12. */
int setup(void **state);
int teardown(void **state);
/* The screen again, after tui_finish(). */
void start(struct world *w);

void act(struct world *w, const char *name);	/* an action by its name */
void type(struct world *w, const char *text);	/* a key a character */
void call_from(struct world *w, const char *phone);
/* Goes to the slot with this label, by Tab. */
void go(struct world *w, const char *label);
/* A complaint that can be submitted. */
void fill(struct world *w);

const char *shown(struct world *w, int rows, int cols);
void sees(struct world *w, const char *text);		/* or fails */
void sees_not(struct world *w, const char *text);

size_t demands_count(struct world *w);
size_t drafts_count(struct world *w);
/* The newest demand; the caller releases it. */
void newest(struct world *w, struct demand *d);

#endif
