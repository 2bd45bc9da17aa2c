/*
 * distinct_values.c
 *		The distinct values of a column, numbered from 0 as they come.
 */
#include "columns/distinct_values.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#define FIRST_ROOM 16

/* of a value beside its own bytes: its places here, and what the aggregate keeps of it */
#define VALUE_MEMORY 96

typedef struct NumberedValue
{
	uint64 key;
	uint32 number;
	uint32 hash;
	char status;
} NumberedValue;

#define SH_PREFIX		   numbered
#define SH_ELEMENT_TYPE	   NumberedValue
#define SH_KEY_TYPE		   uint64
#define SH_KEY			   key
#define SH_HASH_KEY(tb, k) key_hash((KeyType *) (tb)->private_data, k)
#define SH_EQUAL(tb, a, b) key_equal((KeyType *) (tb)->private_data, a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* what: of which the values are, for the error where the type has no equality */
void
distinct_create(DistinctValues *values, MemoryContext context, Oid type, Oid collation, const char *what)
{
	MemoryContext old = MemoryContextSwitchTo(context);

	if (!key_type_is_hashable(type))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("%s of type %s cannot form groups", what, format_type_be(type)),
				 errdetail("The type has no equality with a hash."),
				 errhint("Cast it, to text for example.")));
	values->context = context;
	key_type_init(&values->type, type, collation);
	values->index = numbered_create(context, FIRST_ROOM, &values->type);
	values->keys = palloc(sizeof(uint64) * FIRST_ROOM);
	values->count = 0;
	values->room = FIRST_ROOM;
	values->memory = 0;
	MemoryContextSwitchTo(old);
}

void
distinct_check_memory(Size memory)
{
	if (memory > DISTINCT_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("separation would hold more than %d MB of distinct values", (int) (DISTINCT_MEMORY >> 20)),
				 errhint("An attribute with nearly as many values as customers separates nobody: group its values first.")));
}

/* the number of a value, which is the count before the call where the value is new */
uint32
distinct_number(DistinctValues *values, Datum value)
{
	uint64 key = key_from_datum(&values->type, value);
	uint32 hash = key_hash(&values->type, key);
	NumberedValue *entry = numbered_lookup_hash(values->index, key, hash);
	MemoryContext old;
	bool found;

	if (entry != NULL)
		return entry->number;

	values->memory += VALUE_MEMORY + (values->type.by_value ? 0 : key_size(&values->type, key));
	distinct_check_memory(values->memory);
	old = MemoryContextSwitchTo(values->context);
	if (values->count == values->room)
	{
		values->room *= 2;
		values->keys = repalloc_huge(values->keys, sizeof(uint64) * values->room);
	}
	if (!values->type.by_value)
		key = datumCopy((Datum) key, false, values->type.length);
	entry = numbered_insert_hash(values->index, key, hash, &found);
	entry->number = values->count++;
	values->keys[entry->number] = key;
	MemoryContextSwitchTo(old);
	return entry->number;
}

static int
compare_bytes(const KeyType *type, uint64 a, uint64 b)
{
	int size_a;
	int size_b;
	const char *left = key_bytes(type, a, &size_a);
	const char *right = key_bytes(type, b, &size_b);
	int order = memcmp(left, right, (size_t) Min(size_a, size_b));

	return order != 0 ? order : size_a - size_b;
}

/*
 * Of values that are equal but written differently, such as 1.0 and 1.00, the
 * one with the least bytes is kept, whichever came first.  value: equal to the
 * one with this number.
 */
void
distinct_keep_least(DistinctValues *values, uint32 number, Datum value)
{
	const KeyType *type = &values->type;
	uint64 key;

	if (type->kind == KEY_VALUE || type->kind == KEY_BYTES)
		return;
	key = key_from_datum(type, value);
	if (type->by_value)
		values->keys[number] = Min(values->keys[number], key);
	else if (compare_bytes(type, key, values->keys[number]) < 0)
	{
		MemoryContext old = MemoryContextSwitchTo(values->context);

		values->keys[number] = datumCopy((Datum) key, false, type->length);
		MemoryContextSwitchTo(old);
	}
}

/* between processes of one server, with the type, which the receiver is not told otherwise */
void
distinct_send(const DistinctValues *values, StringInfo out)
{
	const KeyType *type = &values->type;

	pq_sendbytes(out, (char *) &type->type, sizeof(Oid));
	pq_sendbytes(out, (char *) &type->collation, sizeof(Oid));
	pq_sendbytes(out, (char *) &values->count, sizeof(uint32));
	for (uint32 i = 0; i < values->count; i++)
	{
		Datum value = (Datum) values->keys[i];
		char *end;

		enlargeStringInfo(out, (int) datumEstimateSpace(value, false, type->by_value, type->length));
		end = out->data + out->len;
		datumSerialize(value, false, type->by_value, type->length, &end);
		out->len = (int) (end - out->data);
	}
}

void
distinct_receive(DistinctValues *values, MemoryContext context, StringInfo in, const char *what)
{
	Oid type;
	Oid collation;
	uint32 count;

	pq_copymsgbytes(in, (char *) &type, sizeof(Oid));
	pq_copymsgbytes(in, (char *) &collation, sizeof(Oid));
	pq_copymsgbytes(in, (char *) &count, sizeof(uint32));
	distinct_create(values, context, type, collation, what);
	for (uint32 i = 0; i < count; i++)
	{
		char *next = in->data + in->cursor;
		bool is_null;
		Datum value = datumRestore(&next, &is_null);

		in->cursor = (int) (next - in->data);
		if (distinct_number(values, value) != i)
			elog(ERROR, "state of separation is damaged");
	}
}
