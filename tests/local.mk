# Unit tests are programs with cmocka, tests/t-*.c; they link with the layer
# they test and so prove that it needs no higher one. Program tests are
# tests/*.t and speak TAP.
LDADD = $(APP_LIBS) $(CMOCKA_LIBS)
base_test = $(BASE_LIBS) $(CMOCKA_LIBS)
text_test = $(TEXT_LIBS) $(CMOCKA_LIBS)
store_test = $(STORE_LIBS) $(CMOCKA_LIBS)
tui_test = $(TUI_LIBS) $(CMOCKA_LIBS)

unit_tests = \
	tests/t-args \
	tests/t-batch \
	tests/t-bayes \
	tests/t-board \
	tests/t-buf \
	tests/t-callbar \
	tests/t-canvas \
	tests/t-charset \
	tests/t-circles \
	tests/t-clock \
	tests/t-config \
	tests/t-db \
	tests/t-demand \
	tests/t-demand-kill \
	tests/t-demand-life \
	tests/t-detect \
	tests/t-digest \
	tests/t-directory \
	tests/t-editor \
	tests/t-entry \
	tests/t-err \
	tests/t-export \
	tests/t-file \
	tests/t-form \
	tests/t-frozen \
	tests/t-fts \
	tests/t-fts-load \
	tests/t-handover \
	tests/t-html \
	tests/t-intl \
	tests/t-kb-build \
	tests/t-kb-exact \
	tests/t-keymap \
	tests/t-keys \
	tests/t-keywords \
	tests/t-knowledge-view \
	tests/t-lattice \
	tests/t-ledger \
	tests/t-ledger-check \
	tests/t-ledger-faults \
	tests/t-ledger-person \
	tests/t-ledger-plans \
	tests/t-list \
	tests/t-links \
	tests/t-mark \
	tests/t-markdown \
	tests/t-minisign \
	tests/t-monkey \
	tests/t-moves \
	tests/t-narrow \
	tests/t-normalize \
	tests/t-note \
	tests/t-numeral \
	tests/t-pinyin \
	tests/t-policy \
	tests/t-pop \
	tests/t-postings \
	tests/t-prior \
	tests/t-publicity \
	tests/t-pull \
	tests/t-qa \
	tests/t-queue-marks \
	tests/t-query \
	tests/t-rank \
	tests/t-reading \
	tests/t-record \
	tests/t-record-policy \
	tests/t-refresh \
	tests/t-refresh-compare \
	tests/t-refresh-prior \
	tests/t-refresh-readers \
	tests/t-refresh-xlsx \
	tests/t-report \
	tests/t-results \
	tests/t-rows \
	tests/t-seal \
	tests/t-search \
	tests/t-sheet \
	tests/t-shingle \
	tests/t-starter \
	tests/t-synonyms \
	tests/t-theme \
	tests/t-tokens \
	tests/t-told \
	tests/t-tui \
	tests/t-utf8 \
	tests/t-validate \
	tests/t-vault \
	tests/t-when \
	tests/t-wrap

tests_t_buf_LDADD = $(base_test)
tests_t_charset_LDADD = $(text_test)
tests_t_circles_LDADD = $(text_test)
tests_t_clock_LDADD = $(base_test)
tests_t_config_LDADD = $(base_test)
tests_t_err_LDADD = $(base_test)
tests_t_file_LDADD = $(base_test)
tests_t_intl_LDADD = $(base_test)
tests_t_utf8_LDADD = $(base_test)
tests_t_db_LDADD = $(store_test)
tests_t_detect_LDADD = $(text_test)
tests_t_entry_LDADD = $(text_test)
tests_t_kb_build_LDADD = $(store_test)
tests_t_ledger_LDADD = $(store_test)
tests_t_ledger_check_LDADD = $(store_test)
tests_t_ledger_faults_LDADD = $(store_test)
tests_t_ledger_faults_SOURCES = tests/t-ledger-faults.c tests/fault-vfs.c \
	tests/fault-vfs.h
tests_t_ledger_faults_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=statfs
tests_t_ledger_person_LDADD = $(store_test)
tests_t_ledger_plans_LDADD = $(store_test)
tests_t_mark_LDADD = $(text_test)
tests_t_markdown_LDADD = $(text_test)
tests_t_minisign_LDADD = $(text_test)
tests_t_normalize_LDADD = $(text_test)
tests_t_pinyin_LDADD = $(text_test)
tests_t_prior_LDADD = $(store_test)
tests_t_board_SOURCES = tests/t-board.c $(report_world)
tests_t_export_SOURCES = tests/t-export.c $(report_world)
tests_t_frozen_SOURCES = tests/t-frozen.c $(report_world)
tests_t_handover_SOURCES = tests/t-handover.c $(report_world)
tests_t_publicity_SOURCES = tests/t-publicity.c $(report_world)
tests_t_qa_SOURCES = tests/t-qa.c $(report_world)
tests_t_report_SOURCES = \
	tests/report-brute-part.h \
	tests/report-brute-phone.c \
	tests/report-brute-unit.c \
	tests/report-brute.c \
	tests/report-brute.h \
	tests/t-report.c \
	$(report_world)
tests_t_query_LDADD = $(text_test)
tests_t_record_LDADD = $(text_test)
tests_t_rows_LDADD = $(text_test)
tests_t_seal_LDADD = $(store_test)
tests_t_record_policy_LDADD = $(text_test)
tests_t_html_LDADD = $(text_test)
tests_t_shingle_LDADD = $(text_test)
tests_t_synonyms_LDADD = $(text_test)
tests_t_tokens_LDADD = $(text_test)
tests_t_vault_LDADD = $(store_test)
tests_t_args_LDADD = $(CMD_LIBS) $(CMOCKA_LIBS)
tests_t_bayes_LDADD = $(text_test)
tests_t_form_LDADD = $(tui_test)
tests_t_form_SOURCES = tests/t-form.c tests/fault-vfs.c tests/fault-vfs.h \
	$(screen_world)
tests_t_links_LDADD = $(tui_test)
tests_t_links_SOURCES = tests/t-links.c $(home_source)
tests_t_monkey_LDADD = $(tui_test)
tests_t_monkey_SOURCES = tests/t-monkey.c $(screen_world)
tests_t_note_LDADD = $(tui_test)
tests_t_note_SOURCES = tests/t-note.c $(screen_world)
tests_t_queue_marks_LDADD = $(tui_test)
tests_t_queue_marks_SOURCES = tests/t-queue-marks.c $(screen_world)
tests_t_sheet_LDADD = $(tui_test)
tests_t_sheet_SOURCES = tests/t-sheet.c $(screen_world)
screen_world = tests/screen-world.c tests/screen-world.h $(folder)
tests_t_when_LDADD = $(text_test)
tests_t_canvas_LDADD = $(tui_test)
tests_t_keys_LDADD = $(tui_test)
tests_t_list_LDADD = $(tui_test)
tests_t_theme_LDADD = $(tui_test)
tests_t_editor_LDADD = $(tui_test)
tests_t_keymap_LDADD = $(tui_test)
tests_t_reading_SOURCES = tests/t-reading.c $(desk)
tests_t_reading_LDADD = $(tui_test)
tests_t_callbar_SOURCES = tests/t-callbar.c $(desk)
tests_t_callbar_LDADD = $(tui_test)
tests_t_results_SOURCES = tests/t-results.c $(desk)
tests_t_results_LDADD = $(tui_test)
tests_t_tui_SOURCES = tests/t-tui.c $(desk)
tests_t_tui_LDADD = $(tui_test)
tests_t_knowledge_view_SOURCES = tests/t-knowledge-view.c $(desk)
tests_t_knowledge_view_LDADD = $(tui_test)
tests_t_digest_LDADD = $(text_test)
tests_t_fts_LDADD = $(store_test)
tests_t_kb_exact_LDADD = $(store_test)
tests_t_fts_load_LDADD = $(store_test)
tests_t_postings_LDADD = $(store_test)
tests_t_lattice_LDADD = $(text_test)
tests_t_rank_LDADD = $(text_test)
tests_t_numeral_LDADD = $(text_test)
tests_t_wrap_LDADD = $(tui_test)

world_source = tests/demand-world.c tests/demand-world.h $(folder)
desk = tests/desk.c tests/desk.h $(folder)
report_world = tests/report-world.c tests/report-world.h $(folder)
# a folder of a test's own
folder = tests/folder.c tests/folder.h
tests_t_policy_SOURCES = tests/t-policy.c $(folder)
home_source = tests/refresh-home.c tests/refresh-home.h
tests_t_batch_SOURCES = tests/t-batch.c $(world_source)
tests_t_demand_SOURCES = tests/t-demand.c $(world_source)
tests_t_demand_kill_SOURCES = tests/t-demand-kill.c $(world_source)
tests_t_demand_life_SOURCES = tests/t-demand-life.c $(world_source)
tests_t_pull_SOURCES = tests/t-pull.c $(home_source)
tests_t_refresh_SOURCES = tests/t-refresh.c $(home_source)
tests_t_refresh_compare_SOURCES = tests/t-refresh-compare.c $(home_source)
tests_t_refresh_prior_SOURCES = tests/t-refresh-prior.c $(home_source)
tests_t_refresh_readers_SOURCES = tests/t-refresh-readers.c $(home_source)
tests_t_refresh_xlsx_SOURCES = tests/t-refresh-xlsx.c $(home_source)

program_tests = \
	tests/calls.t \
	tests/demand.t \
	tests/docs.t \
	tests/doctor.t \
	tests/faults.t \
	tests/fetch.t \
	tests/handover.t \
	tests/keymap.t \
	tests/knowledge.t \
	tests/learn.t \
	tests/pull.t \
	tests/refresh-faults.t \
	tests/refresh.t \
	tests/report.t \
	tests/screens.t \
	tests/search.t \
	tests/tables.t \
	tests/terminal.t \
	tests/tree.t \
	tests/trial.t \
	tests/upgrade.t

# A fuzz driver replays its corpus; with --enable-fuzzing it makes new cases.
fuzz_drivers = \
	tests/fuzz-keymap \
	tests/fuzz-keys \
	tests/fuzz-markdown \
	tests/fuzz-query \
	tests/fuzz-record \
	tests/fuzz-said \
	tests/fuzz-tokens \
	tests/fuzz-xlsx

if FUZZING
fuzz_main =
fuzz_flags = -fsanitize=fuzzer
else
fuzz_main = tests/fuzz-main.c
fuzz_flags =
endif
tests_fuzz_keymap_SOURCES = tests/fuzz-keymap.c $(fuzz_main)
tests_fuzz_keymap_LDADD = $(TUI_LIBS)
tests_fuzz_keymap_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_keys_SOURCES = tests/fuzz-keys.c $(fuzz_main)
tests_fuzz_keys_LDADD = $(TUI_LIBS)
tests_fuzz_keys_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_markdown_SOURCES = tests/fuzz-markdown.c $(fuzz_main)
tests_fuzz_markdown_LDADD = $(TEXT_LIBS)
tests_fuzz_markdown_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_query_SOURCES = tests/fuzz-query.c $(fuzz_main)
tests_fuzz_query_LDADD = $(TEXT_LIBS)
tests_fuzz_query_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_xlsx_SOURCES = tests/fuzz-xlsx.c $(fuzz_main)
tests_fuzz_xlsx_LDADD = $(TEXT_LIBS)
tests_fuzz_xlsx_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_record_SOURCES = tests/fuzz-record.c $(fuzz_main)
tests_fuzz_record_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_said_SOURCES = tests/fuzz-said.c $(fuzz_main)
tests_fuzz_said_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)
tests_fuzz_tokens_SOURCES = tests/fuzz-tokens.c $(fuzz_main)
tests_fuzz_tokens_LDADD = $(TEXT_LIBS)
tests_fuzz_tokens_LDFLAGS = $(fuzz_flags) $(AM_LDFLAGS)

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
check_PROGRAMS += $(fuzz_drivers)
TESTS += $(fuzz_drivers) $(program_tests)

# Plays scripts of keys on the screens; "make golden" keeps what it shows, and
# doc/screens.md is made of that.
check_PROGRAMS += tests/play
tests_play_LDADD = $(TUI_LIBS)

# Prints the sample that doc/bulletin.md is.
if HAVE_CMOCKA
bulletin = tests/bulletin
check_PROGRAMS += tests/bulletin
tests_bulletin_SOURCES = tests/bulletin.c $(report_world)
tests_bulletin_LDADD = $(CMD_LIBS) $(CMOCKA_LIBS)
endif

golden: desk12345 tests/play $(bulletin)
	$(AM_TESTS_ENVIRONMENT) GOLDEN=write $(srcdir)/tests/screens.t
	$(srcdir)/tools/gen-screens $(srcdir) >doc-screens
	mv doc-screens $(srcdir)/doc/screens.md
	$(AM_TESTS_ENVIRONMENT) srcdir='$(srcdir)' tests/bulletin \
	    >doc-bulletin
	mv doc-bulletin $(srcdir)/doc/bulletin.md
.PHONY: golden

TEST_EXTENSIONS = .t
T_LOG_COMPILER = $(PROVE)
AM_T_LOG_FLAGS = -v -e ''
AM_TESTS_ENVIRONMENT = \
	DESK12345_DATA='$(abs_top_srcdir)/data' \
	DESK12345_LOCALEDIR='$(abs_top_builddir)/po' \
	DESK12345='$(abs_top_builddir)/desk12345' \
	top_srcdir='$(top_srcdir)' top_builddir='$(top_builddir)'; \
	export DESK12345_DATA DESK12345_LOCALEDIR DESK12345 top_srcdir \
	top_builddir;

# New cases, the same at each run: what passes here passes anywhere.  What is
# compared is not looked at, as addresses are among it.  For other cases, or
# for more: make fuzz FUZZ='-seed=0 -max_total_time=3600'
FUZZ = -seed=1 -runs=20000 -use_cmp=0
fuzz: $(fuzz_drivers)
	for f in $(fuzz_drivers); do \
	    name=$${f#tests/fuzz-}; mkdir -p fuzz/$$name && \
	    $$f $(FUZZ) -timeout=10 -rss_limit_mb=4096 \
	        -print_final_stats=0 -verbosity=0 fuzz/$$name \
	        $(srcdir)/tests/corpus/$$name || exit 1; \
	done
.PHONY: fuzz

dist_check_SCRIPTS = $(program_tests)
EXTRA_DIST += tests/corpus tests/fuzz-main.c tests/kill-at.c tests/screens \
	tests/https.sh tests/tap.sh tests/trial
