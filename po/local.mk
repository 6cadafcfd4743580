# Message catalogues. "make po" takes new messages in from the sources.
languages = zh_CN
catalogues = $(languages:%=po/%/LC_MESSAGES/desk12345.mo)

# The build tree's po/ serves as a LOCALEDIR for the tests and quickstart.
all-local: $(catalogues)
po/%/LC_MESSAGES/desk12345.mo: $(srcdir)/po/%.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $<

install-data-hook:
	for l in $(languages); do \
	    $(MKDIR_P) $(DESTDIR)$(localedir)/$$l/LC_MESSAGES && \
	    $(INSTALL_DATA) po/$$l/LC_MESSAGES/desk12345.mo \
	        $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/ || exit 1; \
	done
uninstall-hook:
	for l in $(languages); do \
	    rm -f $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/desk12345.mo; \
	done

po: po/desk12345.pot
	for l in $(languages); do \
	    $(MSGMERGE) -q -U -N --backup=none --no-wrap $(srcdir)/po/$$l.po $< \
	        || exit 1; \
	done
po/desk12345.pot: FORCE
	$(AM_V_GEN)$(MKDIR_P) po && cd $(srcdir) && \
	$(XGETTEXT) -o - --from-code=UTF-8 -k_ -kN_ -kfail:3 -kfail_errno:3 \
	    -kfail_at:2 -ktui_say:3 -kcheck_error:3 -kcheck_warn:3 \
	    --package-name=desk12345 --no-wrap --sort-by-file --no-location \
	    src/*/*.[ch] >$(abs_builddir)/$@
FORCE:
.PHONY: po FORCE
EXTRA_DIST += $(languages:%=po/%.po)
CLEANFILES += $(catalogues) po/desk12345.pot
