# Units for a desk that is installed for all; where systemd looks for them is
# the packager's to say: make systemddir=/lib/systemd/system install.
systemddir = $(pkgdatadir)/systemd
dist_systemd_DATA = \
	systemd/desk12345-refresh.timer \
	systemd/desk12345.sysusers
nodist_systemd_DATA = systemd/desk12345-refresh.service

systemd/desk12345-refresh.service: systemd/desk12345-refresh.service.in
	$(AM_V_GEN)$(MKDIR_P) systemd && \
	sed 's,[@]bindir[@],$(bindir),' \
	    $(srcdir)/systemd/desk12345-refresh.service.in >$@
CLEANFILES += systemd/desk12345-refresh.service
EXTRA_DIST += systemd/desk12345-refresh.service.in
