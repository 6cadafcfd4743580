/*
 * ledger.c - how fast the ledger keeps and lists demands, in figures.
 *
 *	bench/ledger saves DIR PROCESSES SAVES [RATE]
 *	bench/ledger plain DIR PROCESSES SAVES
 *	bench/ledger fill DIR DEMANDS
 *	bench/ledger queues DIR DATA ROUNDS
 *	bench/ledger read DIR SECONDS
 *
 * "saves" registers SAVES demands from each of PROCESSES processes, at RATE a
 * second in sum when it is said, else as fast as they go. "plain" is the
 * yardstick: one row of the same bytes and a commit, no gate, no chain, no
 * index. "fill" makes a ledger of that many demands, most of them closed.
 * "queues" asks for the first page of every queue. "read" counts over and over
 * from four processes, so that somebody always reads: run it beside saves.
 */
#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROCESSES_MAX 1024
#define READERS 4

struct shared {
	volatile int ready, go;
	int64_t us[PROCESSES_MAX];	/* each process: its whole time */
	int64_t lag[];			/* each save, in us */
};

struct run {
	const char *dir;
	size_t processes, saves;
	double rate;			/* a second, of each process; 0 */
	struct shared *shared;
};

static void
die(const struct err *err)
{
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static int
number_cmp(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

static double
percentile(const int64_t *sorted, size_t n, double share)
{
	size_t at = (size_t)(share * (double)(n - 1) + 0.5);

	return n ? (double)sorted[at] / 1000 : 0;
}

static void
wait_until(int64_t us)
{
	int64_t left = us - clock_monotonic_us();
	struct timespec t = { left / 1000000, left % 1000000 * 1000 };

	if (left > 0)
		nanosleep(&t, NULL);
}

static const char content[] = "小区三号楼暖气从上周起就不热，物业说正在检修，"
    "老人孩子在家里都穿着棉衣，希望尽快恢复供暖并说明原因。";

static enum status
save_one(struct ledger *l, size_t process, size_t n, struct err *err)
{
	char request[64], phone[24];
	struct event e = { .kind = "register", .actor = "bench",
		.role = "operator", .to = DEMAND_REGISTERED };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1,
		.personal = true };
	struct applied made;

	snprintf(request, sizeof(request), "%d-%zu-%zu", (int)getpid(),
	    process, n);
	snprintf(phone, sizeof(phone), "139%08zu",
	    (process * 7919 + n) % 100000000);
	demand_init(&d);
	e.at = (int64_t)time(NULL) * 1000;
	e.request_id = request;
	d.request_id = request;
	d.type = DEMAND_HELP_REQUEST;
	d.state = DEMAND_REGISTERED;
	d.intake_at = d.registered_at = e.at;
	d.due_at = e.at + CLOCK_DAY;
	d.title = "暖气不热";
	d.content = content;
	d.topic = "heating";
	d.district = "110105";
	d.operator = "bench";
	d.claimant_phone = phone;
	d.claimant_name = "张三丰";
	return ledger_apply(l, &c, &made, err);
}

static const struct db_sql plain_sql = { "insert a plain row",
	"INSERT INTO plain (text) VALUES ($text)" };

static enum status
plain_one(struct db *db, struct err *err)
{
	struct stmt *s;
	enum status st = db_begin(db, err);

	if (st != ST_OK)
		return st;
	s = db_stmt(db, &plain_sql);
	db_bind_text(s, db_at(s, "$text"), content);
	return db_end(db, db_run(s, err), err);
}

static void
plain_open(const char *dir, struct db **out)
{
	struct err err = ERR_INIT;
	char *path = file_join(dir, "plain.db");

	if (db_open(out, path, DB_CREATE, &err) != ST_OK ||
	    db_exec(*out, "plain", "PRAGMA journal_mode = WAL;"
	    " PRAGMA synchronous = FULL;"
	    " CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY,"
	    " text TEXT) STRICT", &err) != ST_OK)
		die(&err);
	free(path);
}

static void
work(const struct run *r, size_t process, bool plain)
{
	int64_t *lag = r->shared->lag + process * r->saves;
	struct err err = ERR_INIT;
	struct ledger *l = NULL;
	struct db *db = NULL;
	int64_t start;

	if (plain)
		plain_open(r->dir, &db);
	else if (ledger_open(&l, r->dir, NULL, &err) != ST_OK)
		die(&err);
	__atomic_add_fetch(&r->shared->ready, 1, __ATOMIC_SEQ_CST);
	while (!__atomic_load_n(&r->shared->go, __ATOMIC_SEQ_CST))
		usleep(500);
	start = clock_monotonic_us();
	for (size_t i = 0; i < r->saves; i++) {
		int64_t from = clock_monotonic_us();

		if (r->rate > 0) {	/* lateness counts as waiting */
			from = start + (int64_t)(1e6 / r->rate *
			    ((double)i + (double)process /
			    (double)r->processes));
			wait_until(from);
		}
		if ((plain ? plain_one(db, &err) :
		    save_one(l, process, i, &err)) != ST_OK)
			die(&err);
		lag[i] = clock_monotonic_us() - from;
	}
	r->shared->us[process] = clock_monotonic_us() - start;
	ledger_close(l);
	db_close(db);
}

static void
report(const struct run *r, const char *name, int64_t us)
{
	size_t n = r->processes * r->saves;
	int64_t slowest = 0, sum = 0;
	struct stat info = { .st_size = 0 };
	char *wal = file_join(r->dir, "ledger.db-wal");

	for (size_t i = 0; i < r->processes; i++) {
		sum += r->shared->us[i];
		if (r->shared->us[i] > slowest)
			slowest = r->shared->us[i];
	}
	(void)stat(wal, &info);
	free(wal);
	qsort(r->shared->lag, n, sizeof(int64_t), number_cmp);
	printf("%-6s %4zu processes  %7.0f saves/s  p50 %7.2f ms  p99 %7.2f "
	    "ms  max %7.2f ms  slowest %.2f of the mean  WAL %.1f MiB\n",
	    name, r->processes, (double)n * 1e6 / (double)us,
	    percentile(r->shared->lag, n, 0.5),
	    percentile(r->shared->lag, n, 0.99),
	    percentile(r->shared->lag, n, 1),
	    (double)sum / (double)r->processes / (double)slowest,
	    (double)info.st_size / 1048576);
}

static void
saves(struct run *r, bool plain)
{
	size_t bytes = sizeof(*r->shared) +
	    r->processes * r->saves * sizeof(int64_t);
	int status, bad = 0;
	int64_t start;

	r->shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r->shared == MAP_FAILED)
		abort();
	for (size_t i = 0; i < r->processes; i++) {
		if (fork() == 0) {
			work(r, i, plain);
			_exit(0);
		}
	}
	while (r->shared->ready < (int)r->processes) {
		if (waitpid(-1, &status, WNOHANG) > 0) {
			r->shared->go = 1;	/* it said why it ended */
			exit(1);
		}
		usleep(1000);
	}
	start = clock_monotonic_us();
	r->shared->go = 1;
	while (wait(&status) > 0)
		bad += status != 0;
	if (bad > 0)
		exit(1);
	report(r, plain ? "plain" : "ledger", clock_monotonic_us() - start);
	munmap(r->shared, bytes);
}

/*
 * Rows made by the database itself: for lists, not for proofs. Of ten demands
 * nine are closed, and the open ones stand in all states.
 */
static const struct {
	const char *name, *value;
} made_columns[] = {
	{ "id", "n.i * 4096" },
	{ "number", "'B-' || n.i" },
	{ "request_id", "'bench-' || n.i" },
	{ "state", "CASE WHEN n.i % 10 THEN 'closed' ELSE CASE n.i / 10 % 7"
	    " WHEN 0 THEN 'registered' WHEN 1 THEN 'to_dispatch' WHEN 2 THEN"
	    " 'dispatched' WHEN 3 THEN 'handling' WHEN 4 THEN"
	    " 'return_review' WHEN 5 THEN 'reported' ELSE 'to_callback' END"
	    " END" },
	{ "open", "n.i % 10 = 0" },
	{ "intake_at", "1764000000000 + n.i * 31536" },
	{ "registered_at", "1764000000000 + n.i * 31536" },
	{ "due_at", "CASE WHEN n.i % 10 THEN 0 ELSE d.due_at +"
	    " n.i % 1009 * 600000 - 300000000 END" },
	{ "due_report_at", "CASE WHEN n.i % 10 THEN 0 ELSE d.due_at +"
	    " n.i % 1009 * 600000 - 300000000 END" },
	{ "topic", "'topic.' || n.i % 200" },
	{ "district", "'1101' || printf('%02d', n.i % 16 + 1)" },
	{ "title", "'暖气不热 ' || n.i" },
	{ "lead_unit", "'U-' || (n.i % 300)" },
	{ "operator", "'op' || n.i % 500" },
	{ "subject", "0" },
	{ "claimant_name", "NULL" },
	{ "claimant_phone", "NULL" },
	{ "place_detail", "NULL" },
	{ "phone_hash", "randomblob(32)" },
	{ "last4_hash", "randomblob(32)" },
	{ NULL, NULL }
};

static const struct db_sql columns_sql = { "read the columns",
	"SELECT name FROM pragma_table_info('demand') ORDER BY cid" };

static const char *
made_value(const char *column)
{
	for (size_t i = 0; made_columns[i].value; i++) {
		if (strcmp(made_columns[i].name, column) == 0)
			return made_columns[i].value;
	}
	return NULL;
}

static void
compose_fill(struct db *db, long demands, struct buf *out)
{
	struct stmt *s = db_stmt(db, &columns_sql);
	struct err err = ERR_INIT;
	const char *between = "";
	bool row;

	buf_addf(out, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;"
	    " PRAGMA cache_size = -200000;"
	    " BEGIN; INSERT INTO demand WITH RECURSIVE n(i) AS (SELECT 1"
	    " UNION ALL SELECT i + 1 FROM n WHERE i < %ld) SELECT ", demands);
	while (db_step(s, &row, &err) == ST_OK && row) {
		const char *value = made_value(db_text(s, 0));

		if (value)
			buf_addf(out, "%s%s", between, value);
		else
			buf_addf(out, "%sd.%s", between, db_text(s, 0));
		between = ", ";
	}
	buf_addf(out, " FROM (SELECT * FROM demand LIMIT 1) d, n;"
	    " INSERT INTO demand_words (rowid, words) SELECT id,"
	    " '暖气 气不 不热 热' FROM demand WHERE number LIKE 'B-%%';"
	    " INSERT INTO sub (demand, kind, state, asked_at, decided_at,"
	    " due_at, asked_by, decided_by, reason, text, data) SELECT id,"
	    " CASE WHEN id / 4096 %% 200 = 0 THEN 'extension' ELSE"
	    " 'supervision' END, CASE WHEN id / 4096 %% 200 = 0 THEN 'asked'"
	    " ELSE 'open' END, intake_at, 0, due_at, 'op', '', '', '', '5'"
	    " FROM demand WHERE number LIKE 'B-%%' AND id / 4096 %% 100 = 0;"
	    " COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;");
}

static void
fill(const char *dir, long demands)
{
	struct err err = ERR_INIT;
	struct ledger *l = NULL;
	struct buf text = BUF_INIT;
	struct db *db;
	char *path = file_join(dir, "ledger.db");
	int64_t start;

	if (ledger_open(&l, dir, NULL, &err) != ST_OK ||
	    save_one(l, 0, 0, &err) != ST_OK)
		die(&err);
	ledger_close(l);
	start = clock_monotonic_us();
	if (db_open(&db, path, DB_WRITE, &err) != ST_OK)
		die(&err);
	compose_fill(db, demands, &text);
	if (db_exec(db, "fill", buf_text(&text), &err) != ST_OK)
		die(&err);
	db_close(db);
	printf("fill %ld demands in %.1f s\n", demands,
	    (double)(clock_monotonic_us() - start) / 1e6);
	buf_release(&text);
	free(path);
}

static void
queue(struct app *app, enum demand_queue q, long rounds)
{
	int64_t *lag = xcalloc((size_t)rounds, sizeof(*lag));
	struct err err = ERR_INIT;
	size_t rows = 0;

	for (long i = 0; i < rounds; i++) {
		struct demands page = DEMANDS_INIT;
		int64_t from = clock_monotonic_us();

		if (demand_queue_list(app, q, NULL, 50, &page, &err) != ST_OK)
			die(&err);
		lag[i] = clock_monotonic_us() - from;
		rows = page.count;
		demands_release(&page);
	}
	qsort(lag, (size_t)rounds, sizeof(*lag), number_cmp);
	printf("queue %-12s %3zu rows  p50 %7.2f ms  p99 %7.2f ms\n",
	    demand_queue_code(q), rows, percentile(lag, (size_t)rounds, 0.5),
	    percentile(lag, (size_t)rounds, 0.99));
	free(lag);
}

static void
queues(const char *dir, const char *data, long rounds)
{
	struct app app = APP_INIT;
	struct err err = ERR_INIT;

	app.person = "bench";
	app.role = ROLE_SUPERVISOR;
	if (clock_init(&app.clock, &err) != ST_OK ||
	    policy_open(&app.policy, data, &err) != ST_OK ||
	    directory_open(&app.directory, data, &err) != ST_OK ||
	    ledger_open(&app.ledger, dir, NULL, &err) != ST_OK)
		die(&err);
	for (int q = 0; q < DEMAND_QUEUE_COUNT; q++)
		queue(&app, (enum demand_queue)q, rounds);
	app_close(&app);
}

static void
read_on(const char *dir, long seconds)
{
	struct demand_filter f = { .from = 1 };
	int64_t end = clock_monotonic_us() + seconds * 1000000, n = 0;
	struct err err = ERR_INIT;
	struct ledger *l = NULL;
	long counts = 0;

	if (ledger_open(&l, dir, NULL, &err) != ST_OK)
		die(&err);
	for (; clock_monotonic_us() < end; counts++) {
		if (ledger_count(l, &f, &n, &err) != ST_OK)
			die(&err);
	}
	printf("read: %ld counts of %" PRId64 " demands\n", counts, n);
	ledger_close(l);
}

static void
readers(const char *dir, long seconds)
{
	for (int i = 0; i < READERS; i++) {
		if (fork() == 0) {
			read_on(dir, seconds);
			fflush(stdout);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		continue;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	struct run r = { .dir = argc > 2 ? argv[2] : "." };

	if (argc > 4) {
		r.processes = (size_t)atol(argv[3]);
		r.saves = (size_t)atol(argv[4]);
	}
	if (argc > 5 && r.processes > 0)
		r.rate = atof(argv[5]) / (double)r.processes;
	if (r.processes > PROCESSES_MAX)
		r.processes = PROCESSES_MAX;
	if (argc > 4 && strcmp(what, "saves") == 0)
		saves(&r, false);
	else if (argc > 4 && strcmp(what, "plain") == 0)
		saves(&r, true);
	else if (argc > 3 && strcmp(what, "fill") == 0)
		fill(r.dir, atol(argv[3]));
	else if (argc > 3 && strcmp(what, "read") == 0)
		readers(r.dir, atol(argv[3]));
	else if (argc > 4 && strcmp(what, "queues") == 0)
		queues(r.dir, argv[3], atol(argv[4]));
	else
		fprintf(stderr, "see the head of bench/ledger.c\n");
	return 0;
}
