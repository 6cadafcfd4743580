/*
 * seal.h - signed notes of how far a ledger had come, kept apart from it.
 *
 * The chain shows that a ledger fits itself; whoever can write the file can
 * make all of it anew. A seal says under a key that is not on the desk's
 * machine, or not readable there, how the chains ended at a moment. It is a
 * line of a file that only grows; each line has the hash of the one before,
 * so that none can be taken out.
 *
 *	seal 1 NUMBER AT DEMANDS EVENTS HEAD ACCESSES HEAD BEFORE SIGNATURE
 *
 * Numbers are decimal, hashes and the Ed25519 signature hexadecimal; AT is in
 * UTC milliseconds. Keys are minisign's, see text/minisign.h.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger.h"
#include "store/vault.h"
#include "text/minisign.h"

struct seal {
	int64_t number;			/* 1, 2, 3 ... */
	int64_t at;
	struct ledger_proof ends;
	unsigned char before[LEDGER_HASH_BYTES];
};

/* Reads the whole file: calls @each for every seal whose signature and place
 * are right, until it fails. ST_CORRUPT names the first bad line. No file is
 * no seals. */
enum status seal_read(const char *path, const struct minisign_public *key,
    enum status (*each)(void *arg, const struct seal *s, struct err *err),
    void *arg, struct err *err);
/* Adds a line at the end, on the disk when it returns. The file is made with
 * mode 0644 when it is not there. */
enum status seal_add(const char *path, const struct minisign_secret *key,
    int64_t at, const struct ledger_proof *ends, struct err *err);

#endif
