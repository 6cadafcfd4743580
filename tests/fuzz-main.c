/*
 * fuzz-main.c - gives a fuzz driver the files of its corpus, where libFuzzer
 * is not there to make new ones.
 *
 * The corpus of tests/fuzz-NAME is tests/corpus/NAME; other files and folders
 * may be given as arguments.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE_BYTES (1 << 22)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
run_file(const char *path)
{
	static uint8_t bytes[CASE_BYTES];
	FILE *file = fopen(path, "rb");
	uint8_t *exact;
	size_t size;

	if (!file) {
		perror(path);
		return 1;
	}
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	exact = malloc(size ? size : 1);	/* a bound that ASan sees */
	if (!exact)
		return 1;
	memcpy(exact, bytes, size);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return 0;
}

static int
run_dir(const char *dir, int *cases)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	int bad = 0;

	if (!d) {
		perror(dir);
		return 1;
	}
	while ((e = readdir(d)) != NULL) {
		char path[4096];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		bad += run_file(path);
		(*cases)++;
	}
	closedir(d);
	return bad;
}

int
main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	const char *name = strstr(argv[0], "fuzz-");
	char dir[4096];
	int cases = 0, bad = 0;

	for (int i = 1; i < argc; i++, cases++)
		bad += run_file(argv[i]);
	if (argc == 1 && name) {
		snprintf(dir, sizeof(dir), "%s/tests/corpus/%s",
		    top ? top : ".", name + strlen("fuzz-"));
		bad += run_dir(dir, &cases);
	}
	printf("%d cases\n", cases);
	return bad || cases == 0;
}
