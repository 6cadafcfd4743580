# One file a line, in the order of the alphabet.
noinst_LIBRARIES += src/cmd/libcmd.a
src_cmd_libcmd_a_SOURCES = \
	src/cmd/args.c \
	src/cmd/args.h \
	src/cmd/check_cmd.h \
	src/cmd/cmd_check.c \
	src/cmd/cmd_demand.c \
	src/cmd/cmd_doctor.c \
	src/cmd/cmd_keymap.c \
	src/cmd/cmd_person.c \
	src/cmd/cmd_pop.c \
	src/cmd/cmd_refresh.c \
	src/cmd/cmd_report.c \
	src/cmd/cmd_report_export.c \
	src/cmd/cmd_seal.c \
	src/cmd/cmd_search.c \
	src/cmd/cmd_tick.c \
	src/cmd/cmd_tui.c \
	src/cmd/command.c \
	src/cmd/command.h \
	src/cmd/demand_batch.c \
	src/cmd/demand_cmd.h \
	src/cmd/demand_export.c \
	src/cmd/demand_import.c \
	src/cmd/demand_json.c \
	src/cmd/demand_list.c \
	src/cmd/demand_print.c \
	src/cmd/demand_print.h \
	src/cmd/doctor_cmd.h \
	src/cmd/keymap_cmd.h \
	src/cmd/person_cmd.h \
	src/cmd/pop_cmd.h \
	src/cmd/refresh_cmd.h \
	src/cmd/refresh_metrics.c \
	src/cmd/refresh_notes.c \
	src/cmd/refresh_past_cmd.c \
	src/cmd/refresh_print.c \
	src/cmd/refresh_sign_cmd.c \
	src/cmd/report_cmd.h \
	src/cmd/report_print.c \
	src/cmd/seal_cmd.h \
	src/cmd/search_batch.c \
	src/cmd/search_cmd.h \
	src/cmd/search_print.c \
	src/cmd/tick_cmd.h \
	src/cmd/tui_cmd.h
