/*
 * command.c - the table of subcommands.
 */
#include "cmd/command.h"

#include "app/app.h"
#include "base/intl.h"
#include "cmd/calls_cmd.h"
#include "cmd/check_cmd.h"
#include "cmd/demand_cmd.h"
#include "cmd/doctor_cmd.h"
#include "cmd/handover_cmd.h"
#include "cmd/kb_cmd.h"
#include "cmd/keymap_cmd.h"
#include "cmd/knowledge_cmd.h"
#include "cmd/person_cmd.h"
#include "cmd/pop_cmd.h"
#include "cmd/refresh_cmd.h"
#include "cmd/report_cmd.h"
#include "cmd/seal_cmd.h"
#include "cmd/search_cmd.h"
#include "cmd/tick_cmd.h"
#include "cmd/tui_cmd.h"

const struct command commands[] = {
	{ "tui", cmd_tui, APP_TABLES | APP_KB_TRY | APP_LEDGER,
	    N_("Work at the screen") },
	{ "search", cmd_search, APP_TABLES | APP_KB,
	    N_("Print the entries that answer a question") },
	{ "refresh", cmd_refresh, APP_TABLES,
	    N_("Take in what the departments publish") },
	{ "demand", cmd_demand, APP_TABLES | APP_KB_TRY | APP_LEDGER,
	    N_("Log a demand, move it on, find it") },
	{ "report", cmd_report, APP_TABLES | APP_LEDGER,
	    N_("Count demands, calls and questions") },
	{ "calls", cmd_calls, APP_TABLES | APP_LEDGER,
	    N_("Take in what the phone system tells of its calls") },
	{ "handover", cmd_handover, APP_TABLES | APP_LEDGER,
	    N_("Leave and take over what a shift hands to the next") },
	{ "export", cmd_export, APP_TABLES | APP_LEDGER,
	    N_("Take demands out for a purpose") },
	{ "knowledge", cmd_knowledge, APP_TABLES | APP_LEDGER,
	    N_("Write entries of the desk's own") },
	{ "tick", cmd_tick, APP_TABLES | APP_LEDGER | APP_UNATTENDED,
	    N_("Record what fell due, for cron") },
	{ "person", cmd_person, APP_TABLES | APP_LEDGER,
	    N_("Say who may work at the desk, and as what") },
	{ "seal", cmd_seal, APP_TABLES | APP_LEDGER | APP_UNATTENDED,
	    N_("Sign how far the ledger has come") },
	{ "kb", cmd_kb, APP_TABLES | APP_KB,
	    N_("Show what the index is made of, and what a query becomes") },
	{ "check", cmd_check, 0,
	    N_("Prove that tables, knowledge base and ledger are whole") },
	{ "doctor", cmd_doctor, 0,
	    N_("Say what is wrong with this installation") },
	{ "pop", cmd_pop, 0,
	    N_("Tell a running screen who calls") },
	{ "keymap", cmd_keymap, 0,
	    N_("Check and print keymaps") },
	{ "keys", cmd_keys, 0,
	    N_("List the screen's actions and their keys") },
	{ NULL, NULL, 0, NULL }
};
