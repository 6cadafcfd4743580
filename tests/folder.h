/*
 * folder.h - a folder of a test's own, under TMPDIR, and its end.
 */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#define FOLDER_BYTES 64

/* Makes "/tmp/NAME-xxxxxx"; ends the test when that cannot be. */
void folder_make(char out[FOLDER_BYTES], const char *name);
/* Removes it with all that is in it. */
void folder_remove(const char *dir);

#endif
