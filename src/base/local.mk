# One file a line, in the order of the alphabet.
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/buf.c \
	src/base/buf.h \
	src/base/clock.c \
	src/base/clock.h \
	src/base/config.c \
	src/base/config.h \
	src/base/config_write.c \
	src/base/config_write.h \
	src/base/err.c \
	src/base/err.h \
	src/base/file.c \
	src/base/file.h \
	src/base/intl.c \
	src/base/intl.h \
	src/base/mem.c \
	src/base/mem.h \
	src/base/utf8.c \
	src/base/utf8.h \
	src/base/utf8_ambiguous.h
