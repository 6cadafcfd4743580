/*
 * html.h - the text of an HTML page, for what offices publish.
 *
 * Tags go; blocks, rows and <br> begin a new line, cells are parted by a
 * blank; scripts, styles and comments go with what is in them. Anything is
 * a page: what is no tag is text. Nothing is loaded and no entity is defined,
 * so a page cannot grow.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "base/buf.h"

void html_text(struct buf *out, struct slice page);
/* Does it begin as a page does? */
bool html_is(struct slice text);

#endif
