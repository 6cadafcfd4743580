/*
 * ledger_batch.h - changes of several demands in one transaction.
 *
 * The events of such a change bear the id of the first of them as the name of
 * the batch. What an event "undo" undoes is the demand's event before it; that
 * does not hold any more.
 */
#ifndef STORE_LEDGER_BATCH_H
#define STORE_LEDGER_BATCH_H

#include "store/ledger.h"

/* As ledger_apply(), of several demands, all or none. @batch: they are one
 * from then on. @out has room for @count. */
enum status ledger_apply_all(struct ledger *l, const struct change *change,
    size_t count, bool batch, struct applied *out, struct err *err);

/* The events of a batch in their order; ST_NOT_FOUND when there is none. */
enum status ledger_batch(struct ledger *l, int64_t batch,
    struct events *out, struct err *err);
/* The newest batch of @actor since @since of which something still holds;
 * 0: there is none. */
enum status ledger_last_batch(struct ledger *l, const char *actor,
    int64_t since, int64_t *out, struct err *err);

#endif
