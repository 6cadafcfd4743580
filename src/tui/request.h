/*
 * request.h - a name for one attempt to log a demand, made before it is sent.
 *
 * The ledger makes one demand of one name, however often it is sent.
 */
#ifndef TUI_REQUEST_H
#define TUI_REQUEST_H

#define REQUEST_BYTES 33		/* hex digits and the end */

void request_make(char out[REQUEST_BYTES]);

#endif
