/*
 * err.h - how a function says that it failed, and why.
 *
 * A function that can fail returns an enum status and takes a struct err as
 * its last parameter. On ST_OK the err is untouched; else it holds one line
 * in the user's language, without a newline, that names the place and the
 * cause. Only cmd/ and tui/ show it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* name, exit code of a subcommand, words */
#define STATUS_LIST(X) \
	X(OK,         0, N_("done")) \
	X(FAILED,     1, N_("it failed")) \
	X(USAGE,      2, N_("the call is wrong")) \
	X(HELD,       3, N_("held until a person accepts")) \
	X(NOT_FOUND,  4, N_("there is no such thing")) \
	X(INVALID,    5, N_("the input is not valid")) \
	X(DENIED,     6, N_("not permitted")) \
	X(CONFLICT,   7, N_("somebody else changed it")) \
	X(BUSY,       8, N_("in use by somebody else")) \
	X(IO,         9, N_("the system refused")) \
	X(FULL,      10, N_("no space is left")) \
	X(CORRUPT,   11, N_("the file is damaged")) \
	X(CANCELLED, 12, N_("broken off"))

enum status {
#define X(name, code, words) ST_##name,
	STATUS_LIST(X)
#undef X
};

#define ERR_TEXT_BYTES 512

struct err {
	enum status status;
	char text[ERR_TEXT_BYTES];	/* cut at a character's end */
};

#define ERR_INIT { 0 }

/*
 * Writes the message and returns @status. The format is looked up in the
 * message catalogue first, so that a call says it once, in English.
 */
enum status fail(struct err *err, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As fail(), with ": " and the words of errno behind. ENOSPC, EDQUOT
 * and EFBIG become ST_FULL, whatever @status is. */
enum status fail_errno(struct err *err, enum status status,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts a place, such as "feed.csv:12", before the message that is there. */
enum status fail_at(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

int status_exit_code(enum status status);
const char *status_words(enum status status);	/* in the user's language */

#endif
