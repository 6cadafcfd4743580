# Programs that print figures: "make bench" builds them; no test runs them.
bench_programs = \
	bench/learn \
	bench/ledger \
	bench/refresh \
	bench/report \
	bench/screen \
	bench/search \
	bench/topics \
	bench/weights

bench_learn_SOURCES = \
	bench/learn.c \
	bench/search.h \
	bench/search_asks.c
bench_learn_LDADD = $(APP_LIBS) -lz
bench_ledger_LDADD = $(APP_LIBS)
bench_refresh_SOURCES = \
	bench/refresh.c \
	bench/rows.c \
	bench/rows.h
bench_refresh_LDADD = $(APP_LIBS) -lz
bench_report_LDADD = $(APP_LIBS)
bench_screen_LDADD = $(TUI_LIBS)
bench_search_SOURCES = \
	bench/rows.c \
	bench/rows.h \
	bench/search.c \
	bench/search.h \
	bench/search_asks.c \
	bench/search_yard.c
bench_search_LDADD = $(APP_LIBS) -lz
bench_topics_LDADD = $(APP_LIBS)
bench_weights_SOURCES = \
	bench/search.h \
	bench/search_asks.c \
	bench/weights.c
bench_weights_LDADD = $(APP_LIBS) -lz
EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs)

bench: $(bench_programs)
.PHONY: bench
