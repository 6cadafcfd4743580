/*
 * file.h - files and folders, with the errors said.
 *
 * Paths are in the file system's bytes. Whatever is written is complete under
 * its name or not there at all.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>
#include <sys/types.h>

/* Appends the whole of a regular file; more than @max bytes is ST_INVALID,
 * no such file ST_NOT_FOUND; @out is as before then. */
enum status file_read(const char *path, size_t max, struct buf *out,
    struct err *err);
/* Writes under a temporary name, fsyncs, renames, fsyncs the folder. */
enum status file_write(const char *path, struct slice content, mode_t mode,
    struct err *err);
/* All of it at the descriptor's place; @path is for the message. */
enum status file_put(int fd, struct slice content, const char *path,
    struct err *err);
/* Makes the folder and those above it; there already is fine. */
enum status file_make_dir(const char *path, mode_t mode, struct err *err);
enum status file_sync(const char *path, struct err *err);
enum status file_sync_dir(const char *path, struct err *err);
bool file_exists(const char *path);
char *file_join(const char *dir, const char *name);	/* the caller frees */
char *file_dir(const char *path);			/* the caller frees */

/*
 * An exclusive flock on @path, which is made when it is not there; the holder
 * leaves "pid since" in it. The lock ends with the process or with
 * file_unlock(). With @wait false a lock that is held is ST_BUSY, and the
 * message says by whom and since when.
 */
enum status file_lock(int *fd, const char *path, bool wait, struct err *err);
void file_unlock(int fd);

/* NFS, CIFS, FUSE and the like: no place for a ledger. */
bool file_on_network(const char *path);

#endif
