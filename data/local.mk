# What a desk changes without touching the program.
dist_pkgdata_DATA = \
	data/abbreviations.tsv \
	data/calendar.tsv \
	data/catalog.tsv \
	data/feed.conf \
	data/limits.conf \
	data/places.tsv \
	data/population.tsv \
	data/referrals.tsv \
	data/shifts.tsv \
	data/topics.tsv \
	data/units.tsv

starterdir = $(pkgdatadir)/starter
dist_starter_DATA = \
	data/starter/guides.jsonl \
	data/starter/hotline.jsonl \
	data/starter/key-points.jsonl \
	data/starter/samples.jsonl

# Compiled in.
EXTRA_DIST += \
	data/README.md \
	data/pinyin-phrases.tsv \
	data/pinyin.tsv \
	data/stopwords.txt \
	data/synonyms.tsv \
	data/variants.tsv
