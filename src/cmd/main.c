/*
 * main.c - from the command line to a subcommand and back to an exit code.
 *
 * "desk12345" alone is the first row of the table of subcommands. Options
 * that hold for all of them stand before the subcommand's name.
 */
#include "app/app.h"
#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = N_(
    "Usage: desk12345 [OPTION...] [COMMAND ...]\n"
    "The policy-consultation desk of a 12345 hotline. Without a command it\n"
    "opens the screen.\n"
    "  --home DIR       where the knowledge base and the ledger are\n"
    "  --as PERSON      who is at work; else the login name\n"
    "  --role ROLE      in which role: operator, dispatcher, supervisor ...\n"
    "  --unit UNIT      the unit a liaison speaks for\n"
    "  --language LANG  zh_CN or en\n"
    "  --help           this text; after a command, that command's\n"
    "  --version        name and version\n"
    "Commands:\n");

struct call {
	struct app_options app;
	const char *language;
	bool help, version;
};

/* Takes "--name value" or "--name=value" at @argv[*at]. */
static bool
take_value(char **argv, int *at, const char *name, const char **value)
{
	size_t n = strlen(name);
	const char *arg = argv[*at];

	if (strncmp(arg, name, n) != 0)
		return false;
	if (arg[n] == '=')
		*value = arg + n + 1;
	else if (arg[n] == '\0' && argv[*at + 1])
		*value = argv[++*at];
	else
		return false;
	return true;
}

/* The options before the subcommand; *@at is where that begins. */
static enum status
take_options(char **argv, int *at, struct call *c, struct err *err)
{
	for (; argv[*at] && argv[*at][0] == '-'; (*at)++) {
		if (strcmp(argv[*at], "--help") == 0)
			c->help = true;
		else if (strcmp(argv[*at], "--version") == 0)
			c->version = true;
		else if (!take_value(argv, at, "--home", &c->app.home) &&
		    !take_value(argv, at, "--as", &c->app.person) &&
		    !take_value(argv, at, "--role", &c->app.role) &&
		    !take_value(argv, at, "--unit", &c->app.unit) &&
		    !take_value(argv, at, "--language", &c->language))
			return fail(err, ST_USAGE, "there is no option %s, "
			    "or its value is missing; see desk12345 --help",
			    argv[*at]);
	}
	return ST_OK;
}

static void
print_help(void)
{
	fputs(_(usage), stdout);
	for (const struct command *c = commands; c->name; c++)
		printf("  %-10s %s\n", c->name, _(c->help));
}

static const struct command *
command_find(const char *name)
{
	if (!name)
		return commands;
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* A subcommand's --help must work where nothing can be opened. */
static bool
asks_help(char **argv)
{
	for (; *argv; argv++)
		if (strcmp(*argv, "--help") == 0)
			return true;
	return false;
}

static enum status
run(struct app *app, char **argv, struct err *err)
{
	static char *none[] = { NULL };
	const struct command *c = command_find(*argv);
	enum status st = ST_OK;
	int argc = 0;

	if (!c)
		return fail(err, ST_USAGE, "there is no command %s; see "
		    "desk12345 --help", *argv);
	while (argv[argc])
		argc++;
	if (!asks_help(argv))
		st = app_need(app, c->needs, err);
	if (st == ST_OK)
		st = c->run(app, argc, argc ? argv : none, err);
	return st;
}

static void
complain(const struct err *err)
{
	struct buf line = BUF_INIT;

	buf_add_text(&line, "desk12345: ");
	utf8_clean(&line, slice_of(err->text[0] ? err->text :
	    status_words(err->status)), CLEAN_ONE_LINE);
	buf_add_char(&line, '\n');
	fputs(buf_text(&line), stderr);
	buf_release(&line);
}

/* Settings are read before anything is said in the user's language. */
static enum status
start_and_run(struct app *app, const struct call *c, char **argv,
    struct err *err)
{
	enum status st = app_start(app, &c->app, err);

	intl_init(c->language ? c->language :
	    config_get(&app->config, "screen", "language", NULL));
	if (st == ST_OK && c->help)
		print_help();
	else if (st == ST_OK && c->version)
		puts("desk12345 " PACKAGE_VERSION);
	else if (st == ST_OK)
		st = run(app, argv, err);
	return st;
}

/*
 * A stream that is closed would be the number of the next file: what is
 * printed would go into the ledger's. Nothing can be written to these.
 */
static void
streams_hold(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", O_RDONLY) != fd)
			_exit(status_exit_code(ST_IO));
}

static enum status
output_end(enum status st, struct err *err)
{
	if ((fflush(stdout) != 0 || ferror(stdout)) && st == ST_OK)
		return fail_errno(err, ST_IO, "cannot write the output");
	return st;
}

int
main(int argc, char **argv)
{
	struct app app = APP_INIT;
	struct call call = { .help = false };
	struct err err = ERR_INIT;
	int at = argc > 0 ? 1 : 0;
	enum status st;

	streams_hold();
	signal(SIGXFSZ, SIG_IGN);	/* the write says so instead */
	intl_init(NULL);
	st = take_options(argv, &at, &call, &err);
	if (st == ST_OK)
		st = start_and_run(&app, &call, argv + at, &err);
	st = output_end(st, &err);
	if (st != ST_OK) {
		err.status = st;
		complain(&err);
	}
	app_close(&app);
	return status_exit_code(st);
}
