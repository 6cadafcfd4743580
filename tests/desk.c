/* desk.c - makes a desk and takes it down again. */
#include "desk.h"

#include "app/demand.h"
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
must(enum status st, const struct err *err)
{
	if (st == ST_OK)
		return;
	fprintf(stderr, "desk: %s\n", err->text);
	exit(1);
}

void
desk_open(struct desk *d)
{
	struct app_options o = { .person = "chen" };
	struct err err = ERR_INIT;

	memset(d, 0, sizeof(*d));
	d->app = (struct app)APP_INIT;
	folder_make(d->dir, "desk");
	o.home = d->dir;
	must(app_start(&d->app, &o, &err), &err);
	clock_parse_time((struct slice){ DESK_NOW, strlen(DESK_NOW) },
	    &d->app.clock.stopped_at);
	must(app_need(&d->app, APP_TABLES | APP_KB | APP_LEDGER, &err),
	    &err);
}

void
desk_close(struct desk *d)
{
	app_close(&d->app);
	folder_remove(d->dir);
}

void
desk_demand(struct desk *d, const char *title, const char *phone,
    char out[24])
{
	struct demand_input in = { .type = "complaint",
		.topic = "noise.construction", .title = title,
		.content = title, .wish = "stop it", .claimant_name = "Zhang",
		.claimant_phone = phone, .district = "110105",
		.event_time = "2026-11-23", .place_detail = "north gate",
		.steps = 1 };
	struct demand_made made = DEMAND_MADE_INIT;
	struct err err = ERR_INIT;

	in.step[0].event = MOVE_SUBMIT;
	must(demand_new(&d->app, &in, &made, &err), &err);
	snprintf(out, 24, "%s", made.number);
	demand_made_release(&made);
}
