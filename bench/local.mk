# Programs that print figures: "make bench" builds them; no test runs them.
bench_programs = \
	bench/ledger \
	bench/report \
	bench/screen \
	bench/topics

bench_ledger_LDADD = $(APP_LIBS)
bench_report_LDADD = $(APP_LIBS)
bench_screen_LDADD = $(TUI_LIBS)
bench_topics_LDADD = $(APP_LIBS)
EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs)

bench: $(bench_programs)
.PHONY: bench
