# One file a line, in the order of the alphabet.
noinst_LIBRARIES += src/text/libtext.a
src_text_libtext_a_SOURCES = \
	src/text/bayes.c \
	src/text/bayes.h \
	src/text/charset.c \
	src/text/charset.h \
	src/text/circles.c \
	src/text/circles.h \
	src/text/detect.c \
	src/text/detect.h \
	src/text/digest.c \
	src/text/digest.h \
	src/text/entry.c \
	src/text/entry.h \
	src/text/html.c \
	src/text/html.h \
	src/text/lattice.c \
	src/text/lattice.h \
	src/text/lawnumber.c \
	src/text/lawnumber.h \
	src/text/mark.c \
	src/text/mark.h \
	src/text/mark_find.h \
	src/text/markdown.c \
	src/text/markdown.h \
	src/text/markdown_edit.c \
	src/text/markdown_edit.h \
	src/text/minisign.c \
	src/text/minisign.h \
	src/text/normalize.c \
	src/text/normalize.h \
	src/text/note.c \
	src/text/note.h \
	src/text/numeral.c \
	src/text/numeral.h \
	src/text/overlap.c \
	src/text/overlap.h \
	src/text/passage.c \
	src/text/pinyin.c \
	src/text/pinyin.h \
	src/text/policy_text.c \
	src/text/policy_text.h \
	src/text/query.c \
	src/text/query.h \
	src/text/query_wish.c \
	src/text/rank.c \
	src/text/rank.h \
	src/text/record.c \
	src/text/record.h \
	src/text/record_csv.c \
	src/text/record_date.c \
	src/text/record_field.c \
	src/text/record_field.h \
	src/text/record_json.c \
	src/text/record_name.c \
	src/text/record_policy.c \
	src/text/record_read.h \
	src/text/rows.c \
	src/text/rows.h \
	src/text/scan.h \
	src/text/shingle.c \
	src/text/shingle.h \
	src/text/split.c \
	src/text/synonyms.c \
	src/text/synonyms.h \
	src/text/tables.h \
	src/text/tokens.c \
	src/text/tokens.h \
	src/text/when.c \
	src/text/when.h \
	src/text/xlsx.c \
	src/text/xlsx.h \
	src/text/xlsx_read.h \
	src/text/xlsx_sheet.c
nodist_src_text_libtext_a_SOURCES = src/text/tables.c

noinst_PROGRAMS += tools/make-tables
tools_make_tables_SOURCES = \
	tools/make-sounds.c \
	tools/make-tables.c \
	tools/make-tables.h
tools_make_tables_LDADD = -lunistring

text_tables = \
	$(srcdir)/data/variants.tsv \
	$(srcdir)/data/pinyin.tsv \
	$(srcdir)/data/pinyin-phrases.tsv \
	$(srcdir)/data/stopwords.txt \
	$(srcdir)/data/synonyms.tsv

src/text/tables.c: tools/make-tables$(EXEEXT) $(text_tables)
	$(AM_V_GEN)$(MKDIR_P) src/text && \
	tools/make-tables$(EXEEXT) $(text_tables) >$@.new && mv $@.new $@
CLEANFILES += src/text/tables.c
