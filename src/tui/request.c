/*
 * request.c - random names of attempts.
 */
#include "tui/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

void
request_make(char out[REQUEST_BYTES])
{
	unsigned char random[(REQUEST_BYTES - 1) / 2];

	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		abort();
	for (size_t i = 0; i < sizeof(random); i++)
		snprintf(out + 2 * i, 3, "%02x", random[i]);
}
