/*
 * keymap_texts.h - the shipped keymaps as text, made from keymaps/ at build
 * time by tools/embed.
 */
#ifndef TUI_KEYMAP_TEXTS_H
#define TUI_KEYMAP_TEXTS_H

struct keymap_text {
	const char *name, *text;
};

extern const struct keymap_text keymap_texts[];	/* name NULL at the end */

#endif
