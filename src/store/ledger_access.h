/*
 * ledger_access.h - accesses that go together: a request, who agreed to it,
 * and its use. A later one names an earlier one by its number, as "#12 ...",
 * at the start of its reason.
 */
#ifndef STORE_LEDGER_ACCESS_H
#define STORE_LEDGER_ACCESS_H

#include "store/ledger.h"

/* As ledger_log_access(); *@id is the number of the record, NULL: not
 * wanted. */
enum status ledger_note_access(struct ledger *l, const struct access *who,
    int64_t *id, struct err *err);
/* Adds the one with the number @id, if there is one. */
enum status ledger_access(struct ledger *l, int64_t id,
    struct accesses *out, struct err *err);
/* Is there an access @what that names @id? */
enum status ledger_access_named(struct ledger *l, int64_t id,
    const char *what, bool *out, struct err *err);

#endif
