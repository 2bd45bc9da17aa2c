/*
 * value_sums.c
 *		How many customers there are, with the sum of a value and of its squares.
 */
#include "population/value_sums.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* to the nearest double, or 0 or infinity beyond its range */
double
numeric_to_double(Datum numeric)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, numeric));
}

/* replaces a number of the context by its sum with another */
void
numeric_add_to(MemoryContext context, Datum *total, Datum addend)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	Datum sum = plus(*total, addend);

	pfree(DatumGetPointer(*total));
	*total = sum;
	MemoryContextSwitchTo(old);
}

/* of nobody */
void
value_sums_start(MemoryContext context, ValueSums *sums)
{
	MemoryContext old = MemoryContextSwitchTo(context);

	*sums = (ValueSums){.customers = 0, .sum = whole(0), .squares = whole(0)};
	MemoryContextSwitchTo(old);
}

void
value_sums_add(MemoryContext context, ValueSums *sums, int64 customers, Datum sum, Datum squares)
{
	sums->customers += customers;
	numeric_add_to(context, &sums->sum, sum);
	numeric_add_to(context, &sums->squares, squares);
}

/* the sum of the squares of what each value is off the mean, times the customers, n Q - S²: exact */
Datum
value_sums_off(const ValueSums *sums)
{
	return minus(times(whole(sums->customers), sums->squares), times(sums->sum, sums->sum));
}

static void
send_numeric(StringInfo out, Datum numeric)
{
	pq_sendbytes(out, DatumGetPointer(numeric), (int) VARSIZE(DatumGetPointer(numeric)));
}

static Datum
receive_numeric(StringInfo in)
{
	varattrib_4b head; /* of which only the length is read */
	struct varlena *numeric;

	pq_copymsgbytes(in, (char *) &head, VARHDRSZ);
	numeric = palloc(VARSIZE(&head));
	memcpy(numeric, &head, VARHDRSZ);
	pq_copymsgbytes(in, VARDATA(numeric), (int) (VARSIZE(&head) - VARHDRSZ));
	return PointerGetDatum(numeric);
}

/* between processes of one server: in the machine's own byte order */
void
value_sums_send(StringInfo out, const ValueSums *sums)
{
	pq_sendbytes(out, (const char *) &sums->customers, sizeof(int64));
	send_numeric(out, sums->sum);
	send_numeric(out, sums->squares);
}

/* in the current context */
void
value_sums_receive(StringInfo in, ValueSums *sums)
{
	pq_copymsgbytes(in, (char *) &sums->customers, sizeof(int64));
	sums->sum = receive_numeric(in);
	sums->squares = receive_numeric(in);
}
