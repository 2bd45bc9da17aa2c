# customer_seg builds as every PGXS extension:
#   make, make install, make installcheck, make clean   [PG_CONFIG=/path/to/pg_config] [WERROR=1]
#   make dist    the archive for PGXN
# and, with nothing installed beforehand, in a throw-away cluster:
#   make demo    a shop and what its customers look like, and a page of it; your own: CSV=file CUSTOMER= TIME= AMOUNT= (doc/file.md)
#   make page    only the page of it for a browser, customer_seg_report.html; PAGE=file WORDS=es, and as make demo
#   make test    all tests; DATASETS=dir holds the published data sets
#   make fuzz    mutants of every type, calls of every function; SECONDS= SEED=
#   make check-numbers  the arithmetic of src/numbers by itself: needs a C compiler and no server; INPUTS= SEED=
#   make shell   psql on the demo's data
#   make stable  the list of names, signatures and stored forms that a test compares with the catalog
#   make bench   the main job against hand-written SQL; ROWS= CUSTOMERS= REPEAT=
#   make bench-growth  the same from 1 million to 100 million sales; LARGEST=
#   make bench-classes each way to classify against hand-written SQL
#   make bench-time    types of 36 months beside those of one
#   make bench-machines more than one machine: postgres_fdw, Citus, TimescaleDB
#   make bench-upkeep  fresh segments after some new sales; ROWS= CUSTOMERS= NEW=
#   make bench-peers   the same against DuckDB, taken from the npm registry for the time it runs
# PGVERSION=17 picks one of several servers.
# For those who work on it: make format, make lint.

EXTENSION   = customer_seg
MODULE_big  = customer_seg

# A VPATH build (make -f SOURCE/Makefile [VPATH=SOURCE]) makes all files in the current directory.
MAKEFILE   := $(firstword $(MAKEFILE_LIST))
SOURCE     := $(patsubst %/,%,$(or $(VPATH),$(dir $(MAKEFILE))))
sources     = $(sort $(patsubst $(SOURCE)/%,%,$(wildcard $(addprefix $(SOURCE)/,$(1)))))

EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(SOURCE)/$(EXTENSION).control)
SCRIPT      = $(EXTENSION)--$(EXTVERSION).sql
CHAPTERS    = $(sort $(wildcard $(SOURCE)/sql/[0-9]*.sql))

DATA        = $(call sources,sql/$(EXTENSION)--*--*.sql)
DATA_built  = $(SCRIPT)
# all extensions' pages lie in one directory: a README.md there would be nobody's
DOCS        = $(filter-out doc/README.md,$(call sources,doc/*.md doc/*/*.md))
OBJS        = $(patsubst %.c,%.o,$(call sources,src/*.c src/*/*.c))
EXTRA_CLEAN = .cache $(EXTENSION)-*.zip

# `install` creates the extension that the other tests use
TESTS        = $(patsubst test/sql/%.sql,%,$(call sources,test/sql/*.sql))
REGRESS      = $(filter install,$(TESTS)) $(filter-out install,$(TESTS))
REGRESS_OPTS = --inputdir=$(SOURCE)/test
REGRESS_PREP = expected # looked for in the current directory

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
NEEDS      = customer_seg needs gcc or clang, libc6-dev and the server headers, postgresql-server-dev-$(or $(MAJORVERSION),NN), or PG_CONFIG=/path/to/pg_config. \
             Where a server runs, see first what installing would upgrade: README.md, "Installing the headers".

.DEFAULT_GOAL = all
.PHONY: ready flags dist demo page test check-numbers stable shell bench bench-growth bench-classes bench-time bench-machines bench-peers bench-upkeep fuzz format lint

ifneq ($(wildcard $(PGXS)),)

# The server's headers count as system headers: only our own code has to pass -Wextra.
PG_CPPFLAGS = -I$(SOURCE)/src -isystem $(shell $(PG_CONFIG) --includedir-server) -DCUSTOMER_SEG_VERSION='"$(EXTVERSION)"'

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

# By VPATH make would also find objects that another build has left among the sources.
ifneq ($(SOURCE),.)
override srcdir := $(SOURCE)
override VPATH :=
vpath %.c $(SOURCE)
vpath %.control $(SOURCE)
expected:
	ln -s $(SOURCE)/expected $@
endif

$(OBJS) $(OBJS:.o=.bc): $(wildcard $(SOURCE)/src/*/*.h) $(MAKEFILE) $(EXTENSION).control | ready

# The client's package has pgxs.mk, too: whether the headers are there, only the compiler knows.
ready:
	@mkdir -p $(sort $(dir $(OBJS)))
	@echo '#include "postgres.h"' | $(CC) $(CPPFLAGS) -E - >/dev/null || { echo '$(NEEDS)' >&2; exit 1; }

# What decides how the objects come out
flags:
	@: $(info $(VERSION) $(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $(with_llvm))

# The server reads a script in the encoding of the database, so it has to be
# ASCII: other bytes become \ooo, which decode(text, 'escape') reads.
AS_ASCII = LC_ALL=C awk 'BEGIN { for (i = 128; i < 256; i++) octal[sprintf("%c", i)] = sprintf("\\%03o", i) } \
	{ line = ""; for (i = 1; i <= length($$0); i++) { c = substr($$0, i, 1); line = line (c in octal ? octal[c] : c) } print line }'

$(SCRIPT): $(CHAPTERS) $(EXTENSION).control $(MAKEFILE)
	$(AS_ASCII) $(CHAPTERS) > $@

# For PGXN: what is committed, and the whole script that META.json names.
dist: $(SCRIPT)
	git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ --add-file=$(SCRIPT) -o $(EXTENSION)-$(EXTVERSION).zip HEAD

else

all install installcheck:
	@echo '$(NEEDS)' >&2
	@exit 1

clean:
	rm -rf $(EXTRA_CLEAN)

endif

demo test stable:
	@tools/$@

page shell:
	@tools/demo $@

fuzz:
	@FUZZ_SECONDS=$$(($(or $(SECONDS),60) / 2)) tools/fuzz

check-numbers:
	@CC='$(CC)' test/numbers/check.t

bench:
	@bench/run

bench-growth:
	@bench/growth

bench-classes:
	@bench/classes

bench-time:
	@bench/over_time

bench-machines:
	@bench/machines

bench-upkeep:
	@bench/upkeep

bench-peers:
	@bench/peers

format:
	clang-format -i src/*.c src/*/*.[ch] test/numbers/*.[ch]

lint:
	@tools/lint
