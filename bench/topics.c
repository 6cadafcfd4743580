/*
 * topics.c - how often a topic is proposed rightly, in figures.
 *
 *	bench/topics DATA FILE.jsonl...
 *
 * The entries of the files whose topic is a leaf are dealt into five parts;
 * each is asked by its question and title after the other four were learned
 * with their short answers. Printed are the shares that are right: by the
 * longest key words, by the model before it has learned anything, by the
 * model; and how often it is right for each tenth of the percentage it says.
 */
#include "app/directory.h"
#include "app/learned.h"
#include "base/file.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 5
#define FILE_MAX (64 * 1024 * 1024)

struct item {
	const char *topic;
	char *asked, *whole;
};

struct items {
	struct item *item;
	size_t count, room;
};

static const char *
text_of(const json_t *entry, const char *key)
{
	const char *text = json_string_value(json_object_get(entry, key));

	return text ? text : "";
}

static void
item_add(struct items *all, const struct directory *d, const json_t *entry)
{
	const struct topic *t = directory_topic_find(d,
	    slice_of(text_of(entry, "topic")));
	struct item *to;

	if (!t || !t->leaf)
		return;
	ARRAY_GROW(all->item, all->count + 1, all->room);
	to = &all->item[all->count++];
	to->topic = t->code;
	to->asked = xasprintf("%s %s", text_of(entry, "question"),
	    text_of(entry, "title"));
	to->whole = xasprintf("%s %s", to->asked,
	    text_of(entry, "answer_short"));
}

static enum status
file_take(struct items *all, const struct directory *d, const char *path,
    struct err *err)
{
	struct buf content = BUF_INIT;
	enum status st = file_read(path, FILE_MAX, &content, err);
	struct slice rest = buf_slice(&content), line;

	while (st == ST_OK && slice_line(&rest, &line)) {
		json_t *entry = json_loadb(line.text, line.bytes, 0, NULL);

		if (entry)
			item_add(all, d, entry);
		json_decref(entry);
	}
	buf_release(&content);
	return st;
}

struct score {
	size_t words, fresh, right;
	size_t said[11], said_right[11];
};

static bool
is(const struct topic *t, const struct item *i)
{
	return t && strcmp(t->code, i->topic) == 0;
}

static void
ask(const struct directory *d, const struct learned *fresh,
    const struct learned *taught, const struct item *i, struct score *t)
{
	struct slice asked = slice_of(i->asked);
	struct buf words = BUF_INIT;
	int percent = 0;
	bool right;

	t->words += is(directory_topic_propose(d, asked), i);
	t->fresh += is(learned_topic(fresh, asked, &percent, &words), i);
	right = is(learned_topic(taught, asked, &percent, &words), i);
	t->right += right;
	t->said[percent / 10]++;
	t->said_right[percent / 10] += right;
	buf_release(&words);
}

static void
part_ask(const struct directory *d, const struct items *all, size_t part,
    struct score *t)
{
	struct learned *fresh = learned_new(d), *taught = learned_new(d);

	for (size_t i = 0; i < all->count; i++)
		if (i % PARTS != part)
			learned_add(taught, all->item[i].topic,
			    slice_of(all->item[i].whole));
	for (size_t i = part; i < all->count; i += PARTS)
		ask(d, fresh, taught, &all->item[i], t);
	learned_free(fresh);
	learned_free(taught);
}

static void
print(const struct score *t, size_t count)
{
	double all = count > 0 ? (double)count : 1;

	printf("%zu entries: right by key words %.3f, by the model before it "
	    "has learned %.3f, by the model %.3f\n", count,
	    (double)t->words / all, (double)t->fresh / all,
	    (double)t->right / all);
	for (int i = 0; i <= 10; i++)
		if (t->said[i] > 0)
			printf("said %2d0 %%: %zu times, right %.2f\n", i,
			    t->said[i], (double)t->said_right[i] /
			    (double)t->said[i]);
}

int
main(int argc, char **argv)
{
	struct directory *d = NULL;
	struct items all = { 0 };
	struct score tally = { 0 };
	struct err err = ERR_INIT;
	enum status st;

	if (argc < 3) {
		fprintf(stderr, "usage: topics DATA FILE.jsonl...\n");
		return 2;
	}
	st = directory_open(&d, argv[1], &err);
	for (int i = 2; st == ST_OK && i < argc; i++)
		st = file_take(&all, d, argv[i], &err);
	for (size_t part = 0; st == ST_OK && part < PARTS; part++)
		part_ask(d, &all, part, &tally);
	if (st == ST_OK)
		print(&tally, all.count);
	else
		fprintf(stderr, "topics: %s\n", err.text);
	for (size_t i = 0; i < all.count; i++) {
		free(all.item[i].asked);
		free(all.item[i].whole);
	}
	free(all.item);
	directory_close(d);
	return st == ST_OK ? 0 : 1;
}
