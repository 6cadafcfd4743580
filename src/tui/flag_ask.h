/*
 * flag_ask.h - ask what is not right with an entry, and what was done about
 * it.
 */
#ifndef TUI_FLAG_ASK_H
#define TUI_FLAG_ASK_H

#include "text/entry.h"
#include "tui/view.h"

#include <stdint.h>

/* Opens the dialog that flags @e; no longer needed then. */
void flag_ask(struct tui *t, const struct entry *e);
/* Opens the one that settles flag @number of the entry called @title. */
void flag_ask_settle(struct tui *t, int64_t number, const char *title,
    const char *unit);

#endif
