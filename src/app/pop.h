/*
 * pop.h - a call that rings reaches the running screen of the person who
 * takes it, through a local socket.
 *
 * The telephone system runs `desk12345 pop PHONE`. The socket is under
 * $XDG_RUNTIME_DIR (else /tmp/desk12345-UID), mode 0600 in a folder of mode
 * 0700, and either side asks the kernel who the other is: another user is not
 * talked to. A call is one line there, what became of it one line back.
 */
#ifndef APP_POP_H
#define APP_POP_H

#include "base/buf.h"
#include "base/err.h"

struct pop;

struct pop_call {
	char phone[32];			/* as it was given; "" withheld */
	char id[64];			/* the telephone system's, or "" */
};

/* ST_BUSY when another screen of @person listens. */
enum status pop_open(struct pop **out, const char *person, struct err *err);
void pop_close(struct pop *p);				/* NULL is fine */
int pop_fd(const struct pop *p);		/* readable: a call waits */

/* Takes the next call that waits; false when there is none. pop_answer() says
 * to who sent it what became of it, in one word. */
bool pop_take(struct pop *p, struct pop_call *out);
void pop_answer(struct pop *p, const char *word);

/* Sends a call to the screen of @person and adds its answer to @answer.
 * ST_NOT_FOUND: no screen of theirs is running here. */
enum status pop_send(const char *person, const struct pop_call *call,
    struct buf *answer, struct err *err);

#endif
