/*
 * report_part.h - what the files that count share; nobody else includes it.
 */
#ifndef APP_REPORT_PART_H
#define APP_REPORT_PART_H

#include "app/report.h"

/* The question behind a report, with the limits in force now. */
void report_question(const struct app *app, const struct report *r,
    enum cases cases, struct cases_question *q);

/* The cases of a report; CASES_COUNT: none. */
enum cases report_cases(enum report_kind kind);
/* Where the month is closed: its figures, with corrections. */
enum status report_closed(struct app *app, struct report *r,
    struct err *err);

/* Adds @f to the figure of its key. */
void figures_sum(struct figures *list, const struct figure *f);

/* Adds a row; @key and @label are copied. The pointer holds until the next
 * row. */
struct report_row *report_add(struct report *r, int line, const char *key,
    const char *label);
/* What a person calls a key. */
const char *report_key_label(const struct app *app, enum figure_by by,
    const char *key);

/* The report's cases, summed up as a row each. */
enum status report_cases_sum(struct app *app, struct report *r,
    struct err *err);

/* A whole number or a length of time of the policy, else @otherwise. */
int64_t report_number(const struct app *app, const char *key,
    int64_t otherwise);
int64_t report_span(const struct app *app, const char *key,
    int64_t otherwise);

/* Is @topic one of the comma-separated topics, or below one? */
bool report_topic_of(const char *topics, const char *topic);
/* Is @count far above @mean, and not just a few? */
bool report_is_surge(double count, double mean, double least);

/* Reports that want more than a sum of their cases. */
enum status report_residents(struct app *app, struct report *r,
    struct err *err);
enum status report_phone(struct app *app, struct report *r,
    struct err *err);
enum status report_surge(struct app *app, struct report *r, struct err *err);
enum status report_monthly(struct app *app, struct report *r,
    struct err *err);
enum status report_sample(struct app *app, struct report *r,
    struct err *err);
enum status report_sample_numbers(struct app *app, const struct report *r,
    const struct report_row *row, struct numbers *out, struct err *err);
enum status report_publicity(struct app *app, struct report *r,
    struct err *err);
enum status report_freshness(struct app *app, struct report *r,
    struct err *err);
enum status report_refresh(struct app *app, struct report *r,
    struct err *err);
enum status report_use(struct app *app, struct report *r, struct err *err);
enum status report_policy(struct app *app, struct report *r,
    struct err *err);

#endif
