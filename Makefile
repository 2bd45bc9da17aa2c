# customer_seg builds as every PGXS extension:
#   make, make install, make installcheck, make clean   [PG_CONFIG=/path/to/pg_config] [WERROR=1]
# and, with nothing installed beforehand, in a throw-away cluster:
#   make demo    a shop and what its customers look like; your own: CSV=file CUSTOMER= TIME= AMOUNT= [ORDER=]
#   make test    all tests; DATASETS=dir holds the published data sets
#   make shell   psql on the demo's data
#   make bench   the main job against hand-written SQL; ROWS= CUSTOMERS= REPEAT=
#   make bench-growth  the same from 1 million to 100 million sales; LARGEST=
#   make bench-classes each way to classify against hand-written SQL
#   make bench-peers   the same against DuckDB, taken from the npm registry for the time it runs
# PGVERSION=17 picks one of several servers.
# For those who work on it: make format, make lint.

EXTENSION   = customer_seg
MODULE_big  = customer_seg
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(EXTENSION).control)
SCRIPT      = $(EXTENSION)--$(EXTVERSION).sql
CHAPTERS    = $(sort $(wildcard sql/[0-9]*.sql))

DATA        = $(wildcard sql/$(EXTENSION)--*--*.sql)
DATA_built  = $(SCRIPT)
OBJS        = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c)))

# `install` creates the extension that the other tests use
TESTS        = $(patsubst test/sql/%.sql,%,$(sort $(wildcard test/sql/*.sql)))
REGRESS      = $(filter install,$(TESTS)) $(filter-out install,$(TESTS))
REGRESS_OPTS = --inputdir=test

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

.DEFAULT_GOAL = all
.PHONY: demo test shell bench bench-growth bench-classes bench-peers format lint

ifneq ($(wildcard $(PGXS)),)

# The server's headers count as system headers: only our own code has to pass -Wextra.
PG_CPPFLAGS = -isystem $(shell $(PG_CONFIG) --includedir-server) -DCUSTOMER_SEG_VERSION='"$(EXTVERSION)"'

# Hidden symbols: compat.h exports what SQL calls.
PG_CFLAGS   = -Wall -Wextra -fvisibility=hidden $(if $(WERROR),-Werror)

# No contraction, in bitcode neither: the same digits on every machine.
PG_CPPFLAGS += -ffp-contract=off

# The server may know LLVM where this machine has no clang: then there is no
# bitcode to inline from, and nothing else is lost.
SERVERS_CLANG := $(shell sed -n 's/^CLANG = *//p' $(dir $(PGXS))../Makefile.global)
ifeq ($(shell command -v $(SERVERS_CLANG) 2>/dev/null),)
override with_llvm = no
endif

include $(PGXS)

$(OBJS) $(OBJS:.o=.bc): $(wildcard src/*.h) Makefile $(EXTENSION).control

# The server reads a script in the encoding of the database, so it has to be
# ASCII: other bytes become \ooo, which decode(text, 'escape') reads.
AS_ASCII = LC_ALL=C awk 'BEGIN { for (i = 128; i < 256; i++) octal[sprintf("%c", i)] = sprintf("\\%03o", i) } \
	{ line = ""; for (i = 1; i <= length($$0); i++) { c = substr($$0, i, 1); line = line (c in octal ? octal[c] : c) } print line }'

$(SCRIPT): $(CHAPTERS) $(EXTENSION).control Makefile
	$(AS_ASCII) $(CHAPTERS) > $@

else

all install installcheck clean:
	@echo 'customer_seg needs the server headers: apt-get install postgresql-server-dev-all, or give PG_CONFIG=/path/to/pg_config' >&2
	@exit 1

endif

demo test:
	@tools/$@

shell:
	@tools/demo shell

bench:
	@bench/run

bench-growth:
	@bench/growth

bench-classes:
	@bench/classes

bench-peers:
	@bench/peers

format:
	clang-format -i src/*.[ch]

lint:
	@tools/lint
