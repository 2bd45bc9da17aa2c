# bench/common.sh: what the benches share; they source it in the checkout's directory.
# Outside a cluster it starts the bench again beside one.
# ROWS, CUSTOMERS, REPEAT and WORK_MEM change the task.
# shellcheck shell=bash disable=SC2034

rows=${ROWS:-10000000} customers=${CUSTOMERS:-1000000} repeat=${REPEAT:-5} work_mem=${WORK_MEM:-256MB}

if [ -z "${BUILD:-}" ]; then # outside: come in again, beside a cluster
    # a scan keeps a table in memory when it is smaller than a quarter of shared_buffers
    exec tools/cluster -o "shared_buffers=$((rows / 2500 + 128))MB" -o max_wal_size=16GB -o min_wal_size=8GB \
        -o checkpoint_timeout=1h "bench/${0##*/}" # WAL files are used again, as in a server that has run for a while
fi

run() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

# make_database: one with the extension
make_database() {
    createdb bench
    export PGDATABASE=bench
    run -c 'CREATE EXTENSION customer_seg' -c "ALTER DATABASE bench SET search_path = public, customer_seg" \
        -c "ALTER DATABASE bench SET work_mem = '$work_mem'"
}

# make_sales: and with the table
make_sales() {
    make_database
    echo "making $rows sales of $customers customers ..."
    run -v rows="$rows" -v customers="$customers" -f bench/data.sql
}

# milliseconds: of the statements that psql says to have timed
milliseconds() { sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p'; }

# measure WORKERS JIT FILE: milliseconds, in a session of its own
measure() {
    PGOPTIONS="-c max_parallel_workers_per_gather=$1 -c jit=$2 -c client_min_messages=warning" run -o /dev/null \
        -c 'DROP TABLE IF EXISTS by_segment, by_hand' -c CHECKPOINT -c '\timing on' -f "bench/$3.sql" | milliseconds
}

median() { sort -n | awk '{ t[NR] = $1 } END { print (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2 }'; }
seconds() { awk -v ms="$1" 'BEGIN { printf "%.2f s", ms / 1000 }'; }
ratio() { awk -v x="$1" -v y="$2" 'BEGIN { printf "%.2f", x / y }'; }
sum() { printf '%s\n' "$@" | awk '{ s += $1 } END { print s }'; }
less() { awk -v x="$1" -v y="$2" 'BEGIN { exit !(x < y) }'; }
line() { printf '%-38s' "$1" && shift && printf ' %12s' "$@" && echo; }

# machine: on what and with which settings this was measured
machine() {
    echo "$(nproc) processors: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1); $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)"
    run -F ' = ' <<'EOS'
SELECT version();
SELECT 'table sales: ' || pg_size_pretty(pg_table_size('sales'));
SELECT name, current_setting(name) FROM pg_settings
WHERE name IN ('shared_buffers', 'work_mem', 'hash_mem_multiplier', 'max_parallel_workers', 'fsync', 'max_wal_size');
EOS
}
