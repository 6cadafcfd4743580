/*
 * fault-vfs.h - a disk that fails when it is told to.
 *
 * A SQLite VFS over the system's own: counts what changes a file, and fails
 * from the n-th such call on, until it is healed.
 */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <stdbool.h>

enum fault { FAULT_WRITE, FAULT_FULL, FAULT_SYNC, FAULT_COUNT };

/* Makes it the default for what is opened from now on. */
void fault_install(void);
/* The @nth call of the kind fails, and every later one; 0 heals. */
void fault_arm(enum fault fault, long nth);
/* Has one failed since it was armed? */
bool fault_struck(void);

#endif
