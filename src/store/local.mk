# One file a line, in the order of the alphabet.
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/db.c \
	src/store/db.h \
	src/store/db_bracket.c \
	src/store/fts.c \
	src/store/fts.h \
	src/store/fts_load.c \
	src/store/fts_load.h \
	src/store/gate.c \
	src/store/gate.h \
	src/store/kb.c \
	src/store/kb.h \
	src/store/kb_build.c \
	src/store/kb_build.h \
	src/store/kb_exact.c \
	src/store/kb_exact.h \
	src/store/kb_file.c \
	src/store/kb_file.h \
	src/store/kb_find.c \
	src/store/kb_find.h \
	src/store/kb_foreign.c \
	src/store/kb_foreign.h \
	src/store/kb_format.h \
	src/store/kb_generation.c \
	src/store/kb_generation.h \
	src/store/kb_index.c \
	src/store/kb_index.h \
	src/store/kb_old.c \
	src/store/kb_old.h \
	src/store/kb_prior.c \
	src/store/kb_prior.h \
	src/store/kb_sounds.c \
	src/store/kb_sounds.h \
	src/store/kb_stats.c \
	src/store/kb_stats.h \
	src/store/kb_terms.c \
	src/store/kb_terms.h \
	src/store/ledger.c \
	src/store/ledger.h \
	src/store/ledger_access.h \
	src/store/ledger_answer.c \
	src/store/ledger_answer.h \
	src/store/ledger_apply.c \
	src/store/ledger_apply.h \
	src/store/ledger_batch.c \
	src/store/ledger_batch.h \
	src/store/ledger_belongs.c \
	src/store/ledger_chain.c \
	src/store/ledger_check.c \
	src/store/ledger_draft.c \
	src/store/ledger_erase.c \
	src/store/ledger_flag.c \
	src/store/ledger_flag.h \
	src/store/ledger_handover.c \
	src/store/ledger_handover.h \
	src/store/ledger_head.c \
	src/store/ledger_list.c \
	src/store/ledger_local.c \
	src/store/ledger_local.h \
	src/store/ledger_log.c \
	src/store/ledger_matter.c \
	src/store/ledger_part.h \
	src/store/ledger_person.c \
	src/store/ledger_person.h \
	src/store/ledger_phone.c \
	src/store/ledger_phone.h \
	src/store/ledger_read.c \
	src/store/ledger_report.c \
	src/store/ledger_report.h \
	src/store/ledger_report_board.c \
	src/store/ledger_report_board.h \
	src/store/ledger_report_frozen.c \
	src/store/ledger_report_frozen.h \
	src/store/ledger_report_qa.c \
	src/store/ledger_report_qa.h \
	src/store/ledger_report_sql.c \
	src/store/ledger_report_sql.h \
	src/store/ledger_report_sum.c \
	src/store/ledger_report_sum.h \
	src/store/ledger_row.c \
	src/store/ledger_subject.c \
	src/store/ledger_tally.c \
	src/store/ledger_words.c \
	src/store/mask.c \
	src/store/mask.h \
	src/store/names.c \
	src/store/names.h \
	src/store/postings.c \
	src/store/postings.h \
	src/store/prior.c \
	src/store/prior.h \
	src/store/scratch.c \
	src/store/scratch.h \
	src/store/seal.c \
	src/store/seal.h \
	src/store/stage.c \
	src/store/stage.h \
	src/store/texts.c \
	src/store/texts.h \
	src/store/vault.c \
	src/store/vault.h \
	src/store/vocab.c \
	src/store/vocab.h
nodist_src_store_libstore_a_SOURCES = src/store/ledger_schema.c

# Step n of the schema is the n-th file.
ledger_steps = \
	$(srcdir)/src/store/ledger.sql \
	$(srcdir)/src/store/ledger_report.sql \
	$(srcdir)/src/store/ledger_local.sql
EXTRA_DIST += src/store/ledger_local.sql
EXTRA_DIST += src/store/ledger.sql src/store/ledger_report.sql

src/store/ledger_schema.c: $(ledger_steps) $(srcdir)/tools/embed
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	$(AWK) -f $(srcdir)/tools/embed -v header=store/ledger_part.h \
	    -v row=ledger_step -v table=ledger_schema \
	    $(ledger_steps) >$@.new && mv $@.new $@
CLEANFILES += src/store/ledger_schema.c
