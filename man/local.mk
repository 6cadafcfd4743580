dist_man_MANS = \
	man/desk12345-feed.5 \
	man/desk12345-keymap.5 \
	man/desk12345.1 \
	man/desk12345.conf.5
