/*
 * fault-vfs.c - the failing disk: SQLite's own methods, some with a count
 * before them.
 */
#include "fault-vfs.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct fault_file {
	sqlite3_file base;
	sqlite3_file *real;		/* behind this struct */
};

static sqlite3_vfs shim;
static sqlite3_vfs *below;
static enum fault armed;
static long left;
static bool struck;

static sqlite3_file *
real_of(sqlite3_file *f)
{
	return ((struct fault_file *)f)->real;
}

static bool
strikes(enum fault a, enum fault b)
{
	if (left == 0 || (armed != a && armed != b))
		return false;
	if (left > 1) {
		left--;
		return false;
	}
	struck = true;
	return true;
}

#define CALL(f, method, ...) \
	(real_of(f)->pMethods->method(real_of(f), ##__VA_ARGS__))

static int
f_close(sqlite3_file *f)
{
	return CALL(f, xClose);
}

static int
f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	return CALL(f, xRead, to, n, at);
}

static int
f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	if (strikes(FAULT_WRITE, FAULT_FULL)) {
		/* half of it is there */
		(void)CALL(f, xWrite, from, n / 2, at);
		return armed == FAULT_FULL ? SQLITE_FULL :
		    SQLITE_IOERR_WRITE;
	}
	return CALL(f, xWrite, from, n, at);
}

static int
f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return CALL(f, xTruncate, size);
}

static int
f_sync(sqlite3_file *f, int flags)
{
	if (strikes(FAULT_SYNC, FAULT_SYNC))
		return SQLITE_IOERR_FSYNC;
	return CALL(f, xSync, flags);
}

static int
f_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return CALL(f, xFileSize, size);
}

static int
f_lock(sqlite3_file *f, int how)
{
	return CALL(f, xLock, how);
}

static int
f_unlock(sqlite3_file *f, int how)
{
	return CALL(f, xUnlock, how);
}

static int
f_reserved(sqlite3_file *f, int *out)
{
	return CALL(f, xCheckReservedLock, out);
}

static int
f_control(sqlite3_file *f, int op, void *arg)
{
	return CALL(f, xFileControl, op, arg);
}

static int
f_sector(sqlite3_file *f)
{
	return CALL(f, xSectorSize);
}

static int
f_device(sqlite3_file *f)
{
	return CALL(f, xDeviceCharacteristics);
}

static int
f_shm_map(sqlite3_file *f, int page, int bytes, int extend,
    void volatile **out)
{
	return CALL(f, xShmMap, page, bytes, extend, out);
}

static int
f_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return CALL(f, xShmLock, at, n, flags);
}

static void
f_shm_barrier(sqlite3_file *f)
{
	CALL(f, xShmBarrier);
}

static int
f_shm_unmap(sqlite3_file *f, int drop)
{
	return CALL(f, xShmUnmap, drop);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = f_close,
	.xRead = f_read,
	.xWrite = f_write,
	.xTruncate = f_truncate,
	.xSync = f_sync,
	.xFileSize = f_size,
	.xLock = f_lock,
	.xUnlock = f_unlock,
	.xCheckReservedLock = f_reserved,
	.xFileControl = f_control,
	.xSectorSize = f_sector,
	.xDeviceCharacteristics = f_device,
	.xShmMap = f_shm_map,
	.xShmLock = f_shm_lock,
	.xShmBarrier = f_shm_barrier,
	.xShmUnmap = f_shm_unmap,
};

static int
v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags,
    int *out)
{
	struct fault_file *own = (struct fault_file *)f;
	int code;

	(void)v;
	own->real = (sqlite3_file *)(own + 1);
	code = below->xOpen(below, name, own->real, flags, out);
	own->base.pMethods = own->real->pMethods ? &methods : NULL;
	return code;
}

void
fault_install(void)
{
	if (below)
		return;
	below = sqlite3_vfs_find(NULL);
	shim = *below;
	shim.zName = "fault";
	shim.pNext = NULL;
	shim.szOsFile = (int)sizeof(struct fault_file) + below->szOsFile;
	shim.xOpen = v_open;
	sqlite3_vfs_register(&shim, 1);
}

void
fault_arm(enum fault fault, long nth)
{
	armed = fault;
	left = nth;
	struck = false;
}

bool
fault_struck(void)
{
	return struck;
}
