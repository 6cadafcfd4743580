dist_doc_DATA = man/demand.dot
dist_man_MANS = \
	man/desk12345-demand.7 \
	man/desk12345-feed.5 \
	man/desk12345-keymap.5 \
	man/desk12345.1 \
	man/desk12345.conf.5
