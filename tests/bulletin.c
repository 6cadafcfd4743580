/*
 * bulletin.c - writes doc/bulletin.md: the bulletin of a quarter that the
 * tests' ledger generator made up. "make golden" calls it.
 *
 * usage: tests/bulletin >doc/bulletin.md
 */
#include "report-world.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/intl.h"
#include "cmd/report_cmd.h"

#include <stdio.h>
#include <stdlib.h>

#define DEMANDS 600
#define STEPS 9
#define DAYS 92
#define SEED 12345

static const char head[] =
    "# A bulletin\n"
    "\n"
    "This is what `desk12345 report bulletin --from 2026-04-01 --to\n"
    "2026-07-01` prints of a ledger that is made up: the tests' generator\n"
    "(`tests/report-world.c`) logs %d demands by chance from the seed %d,\n"
    "answers others from entries, and moves them on, %d steps for each, as\n"
    "`tests/bulletin.c` says. The figures are those of no city. `make golden`\n"
    "writes it anew.\n"
    "\n"
    "由测试用的随机台账生成的季度通报样例；数据均为虚构。\n"
    "\n"
    "```text\n";

int
main(void)
{
	static struct world w;
	struct buf out = BUF_INIT;
	enum status st;

	intl_init("zh");
	world_open(&w, "2026-04-01 00:00");
	w.seed = SEED;
	world_fill(&w, DEMANDS, STEPS, DAYS);
	st = report_bulletin(&w.app, world_at("2026-04-01 00:00"),
	    world_at("2026-07-01 00:00"), &out, &w.err);
	if (st == ST_OK) {
		printf(head, DEMANDS, SEED, STEPS);
		printf("%s```\n", buf_text(&out));
	} else {
		fprintf(stderr, "bulletin: %s\n", w.err.text);
	}
	buf_release(&out);
	world_close(&w);
	return st == ST_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
