/*
 * keys_csi.h - what a sequence of a terminal means; between keys_read.c and
 * keys_csi.c only.
 */
#ifndef TUI_KEYS_CSI_H
#define TUI_KEYS_CSI_H

#include "tui/keys.h"

#define ESC_BYTE 0x1b

/* What the start of some bytes is. */
enum got {
	GOT_KEY,
	GOT_NOTHING,			/* it means nothing here */
	GOT_PARTIAL,			/* more has to come */
	GOT_PASTE,			/* the start of one */
	GOT_MOUSE,
	GOT_STRING,			/* the start of a reply's text */
	GOT_LONG			/* the start of endless rubbish */
};

/* Take what is at the start of @s, which is "ESC [" or "ESC O" and a byte
 * more at least; *used says how many bytes, *key is set for GOT_KEY. */
enum got csi_take(struct slice s, size_t *used, struct key *key);
enum got csi_take_ss3(struct slice s, size_t *used, struct key *key);
/* Of a sequence that was GOT_MOUSE. */
struct mouse csi_mouse(struct slice s);

#endif
