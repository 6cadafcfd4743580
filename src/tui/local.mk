# One file a line, in the order of the alphabet.
noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES = \
	src/tui/action.c \
	src/tui/action.h \
	src/tui/action_list.h \
	src/tui/action_rows.c \
	src/tui/action_rows.h \
	src/tui/answer_view.c \
	src/tui/answer_view.h \
	src/tui/board_view.c \
	src/tui/board_view.h \
	src/tui/board_view_draw.c \
	src/tui/call_view.c \
	src/tui/callbar.c \
	src/tui/callbar.h \
	src/tui/canvas.c \
	src/tui/canvas.h \
	src/tui/canvas_dump.c \
	src/tui/choices.c \
	src/tui/choices.h \
	src/tui/choices_desk.c \
	src/tui/choices_desk.h \
	src/tui/editor.c \
	src/tui/editor.h \
	src/tui/editor_draw.c \
	src/tui/editor_shown.h \
	src/tui/flag_ask.c \
	src/tui/flag_ask.h \
	src/tui/form_draft.c \
	src/tui/form_draw.c \
	src/tui/form_send.c \
	src/tui/form_side.c \
	src/tui/form_slots.c \
	src/tui/form_view.c \
	src/tui/form_view.h \
	src/tui/help_view.c \
	src/tui/keymap.c \
	src/tui/keymap.h \
	src/tui/keymap_read.c \
	src/tui/keymap_texts.h \
	src/tui/keys.c \
	src/tui/keys.h \
	src/tui/keys_read.c \
	src/tui/knowledge_view.c \
	src/tui/knowledge_view.h \
	src/tui/knowledge_view_draw.c \
	src/tui/knowledge_view_row.c \
	src/tui/link_view.c \
	src/tui/link_view.h \
	src/tui/list.c \
	src/tui/list.h \
	src/tui/marked.c \
	src/tui/marked.h \
	src/tui/move_slots.c \
	src/tui/move_view.c \
	src/tui/move_view.h \
	src/tui/names_view.c \
	src/tui/narrow_view.c \
	src/tui/note_view.c \
	src/tui/page_view.c \
	src/tui/page_view.h \
	src/tui/palette_view.c \
	src/tui/queue_columns.c \
	src/tui/queue_draw.c \
	src/tui/queue_load.c \
	src/tui/queue_offers.c \
	src/tui/queue_tabs.c \
	src/tui/queue_view.c \
	src/tui/queue_view.h \
	src/tui/reading.c \
	src/tui/reading.h \
	src/tui/reading_draw.c \
	src/tui/reading_links.c \
	src/tui/reading_shown.h \
	src/tui/remark_view.c \
	src/tui/remark_view.h \
	src/tui/report_view.c \
	src/tui/report_view.h \
	src/tui/report_view_draw.c \
	src/tui/report_view_list.c \
	src/tui/report_view_rows.c \
	src/tui/request.c \
	src/tui/request.h \
	src/tui/reveal_view.c \
	src/tui/screen.c \
	src/tui/screen.h \
	src/tui/screen_crash.c \
	src/tui/screen_crash.h \
	src/tui/screen_out.c \
	src/tui/screen_out.h \
	src/tui/screen_paint.c \
	src/tui/screen_paint.h \
	src/tui/search_ask.c \
	src/tui/search_draw.c \
	src/tui/search_follow.c \
	src/tui/search_view.c \
	src/tui/search_view.h \
	src/tui/sheet_draw.c \
	src/tui/sheet_life.c \
	src/tui/sheet_text.c \
	src/tui/sheet_view.c \
	src/tui/sheet_view.h \
	src/tui/slot.c \
	src/tui/slot.h \
	src/tui/slot_draw.c \
	src/tui/theme.c \
	src/tui/theme.h \
	src/tui/tui.c \
	src/tui/tui.h \
	src/tui/tui_core.c \
	src/tui/tui_core.h \
	src/tui/tui_frame.c \
	src/tui/tui_pops.c \
	src/tui/tui_settings.c \
	src/tui/view.h \
	src/tui/views.h \
	src/tui/wrap.c \
	src/tui/wrap.h
nodist_src_tui_libtui_a_SOURCES = src/tui/keymap_texts.c

src/tui/keymap_texts.c: $(keymaps) $(srcdir)/tools/embed
	$(AM_V_GEN)$(MKDIR_P) src/tui && \
	$(AWK) -f $(srcdir)/tools/embed -v header=tui/keymap_texts.h \
	    -v row=keymap_text -v table=keymap_texts \
	    $(keymaps:%=$(srcdir)/%) >$@.new && mv $@.new $@
CLEANFILES += src/tui/keymap_texts.c
