# Checks of the sources, not of the program: "make layers", "make size",
# "make tidy", "make cppcheck", "make format".
EXTRA_DIST += \
	tools/demo \
	tools/embed \
	tools/gen-ambiguous \
	tools/gen-pinyin \
	tools/gen-screens \
	tools/gen-variants \
	tools/layers \
	tools/size

layers:
	$(srcdir)/tools/layers $(srcdir)
size:
	$(srcdir)/tools/size $(srcdir)

analysed = $(srcdir)/src/*/*.c $(srcdir)/tools/*.c
# One file at a time: clang-tidy 14 mixes up va_lists of several.
analysis_flags = -std=c11 -D_GNU_SOURCE -I$(srcdir)/src $(DEPS_CFLAGS) \
	-DPACKAGE=\"\" -DPACKAGE_VERSION=\"\" -DLOCALEDIR=\"\" -DPKGDATADIR=\"\" \
	-DSYSCONFDIR=\"\"

tidy: src/text/tables.c src/tui/keymap_texts.c src/store/ledger_schema.c
	printf '%s\n' $(analysed) | xargs -P "$$(nproc)" -n 1 sh -c \
	    '$(CLANG_TIDY) --quiet "$$@" -- $(analysis_flags) \
	        2>/dev/null' sh

# The macros of jansson are told in short: it takes none from headers.
cppcheck:
	$(CPPCHECK) -q -j "$$(nproc)" --std=c11 --error-exitcode=1 \
	    --enable=warning,portability,performance --inline-suppr \
	    --suppressions-list=$(srcdir)/tools/cppcheck.txt \
	    "-Djson_object_foreach(o,k,v)=while ((k = json_key(o)) && (v = json_of(k)))" \
	    "-Djson_array_foreach(a,i,v)=while ((i = json_size(a)) && (v = json_at(a)))" \
	    -I$(srcdir)/src $(srcdir)/src $(srcdir)/tools

format:
	cd $(srcdir) && git clang-format -f --extensions c,h
.PHONY: layers size tidy cppcheck format
EXTRA_DIST += tools/cppcheck.txt
