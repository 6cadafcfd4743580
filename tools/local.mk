# Checks of the sources, not of the program: "make layers", "make size",
# "make tidy", "make cppcheck", "make format".
EXTRA_DIST += \
	tools/embed \
	tools/gen-ambiguous \
	tools/gen-pinyin \
	tools/gen-variants \
	tools/layers \
	tools/size

layers:
	$(srcdir)/tools/layers $(srcdir)
size:
	$(srcdir)/tools/size $(srcdir)

analysed = $(srcdir)/src/*/*.c $(srcdir)/tools/*.c
analysis_flags = -std=c11 $(DEFS) $(AM_CPPFLAGS) $(DEPS_CFLAGS) \
	$(CURSES_CFLAGS)

tidy: src/text/tables.c src/tui/keymap_texts.c src/store/ledger_schema.c
	printf '%s\n' $(analysed) | xargs -P "$$(nproc)" -n 4 sh -c \
	    '$(CLANG_TIDY) --quiet --warnings-as-errors="*" "$$@" -- \
	    $(subst ',"'"'",$(analysis_flags)) 2>&1 | \
	    { ! grep -E "(warning|error):|^ "; }' sh

cppcheck:
	$(CPPCHECK) -q -j "$$(nproc)" --std=c11 --error-exitcode=1 \
	    --enable=warning,portability,performance --inline-suppr \
	    --suppressions-list=$(srcdir)/tools/cppcheck.txt \
	    -I$(srcdir)/src $(srcdir)/src $(srcdir)/tools $(srcdir)/tests

format:
	cd $(srcdir) && $(CLANG_FORMAT) -i src/*/*.[ch] tests/*.c tools/*.[ch]
.PHONY: layers size tidy cppcheck format
EXTRA_DIST += tools/cppcheck.txt
