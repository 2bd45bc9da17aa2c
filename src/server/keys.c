/*
 * keys.c
 *		Customers and orders as keys of any hashable type.
 */
#include "server/keys.h"

#include "server/decimal.h"

#include "access/detoast.h"
#include "access/htup_details.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "common/pg_prng.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

/*
 * Known equality operators that compare bits or bytes: then hashing and
 * comparing need no call through the function manager.
 */
static KeyKind
kind_of_equality(Oid equality, bool by_value, Oid collation)
{
	switch (equality)
	{
	case F_BOOLEQ:
	case F_CHAREQ:
	case F_INT2EQ:
	case F_INT4EQ:
	case F_INT8EQ:
	case F_OIDEQ:
	case F_DATE_EQ:
	case F_TIME_EQ:
	case F_TIMESTAMP_EQ:
	case F_TIMESTAMPTZ_EQ:
	case F_CASH_EQ:
	case F_ENUM_EQ:
		return by_value ? KEY_VALUE : KEY_BY_OPERATOR;
	case F_UUID_EQ:
	case F_BYTEAEQ:
		return KEY_BYTES;
	case F_TEXTEQ:
		return OidIsValid(collation) && get_collation_isdeterministic(collation) ? KEY_BYTES : KEY_BY_OPERATOR;
	case F_JSONB_EQ:
		return KEY_JSONB;
	case F_NUMERIC_EQ:
		return KEY_NUMERIC;
	default:
		return KEY_BY_OPERATOR;
	}
}

/* Are there equality and a hash, to tell its values apart? */
bool
key_type_is_hashable(Oid oid)
{
	const TypeCacheEntry *entry = lookup_type_cache(oid, TYPECACHE_EQ_OPR_FINFO | TYPECACHE_HASH_EXTENDED_PROC_FINFO);

	return OidIsValid(entry->eq_opr_finfo.fn_oid) && OidIsValid(entry->hash_extended_proc_finfo.fn_oid);
}

/*
 * Prepares a column's type, which is hashable, as a key.  The hash is seeded
 * anew each time, so that nobody can choose keys that collide; but where
 * elements are hashed one by one, that is as good as the type's way to put
 * their hashes together.
 */
void
key_type_init(KeyType *type, Oid oid, Oid collation)
{
	TypeCacheEntry *entry = lookup_type_cache(oid, TYPECACHE_EQ_OPR_FINFO |
													   TYPECACHE_HASH_EXTENDED_PROC_FINFO);

	type->type = oid;
	type->collation = collation;
	get_typlenbyval(oid, &type->length, &type->by_value);
	type->kind = kind_of_equality(entry->eq_opr_finfo.fn_oid, type->by_value, collation);
	key_type_seed(type, pg_prng_uint64(&pg_global_prng_state));
	fmgr_info_copy(&type->hash, &entry->hash_extended_proc_finfo, CurrentMemoryContext);
	fmgr_info_copy(&type->equal, &entry->eq_opr_finfo, CurrentMemoryContext);
}

/* with the same seed, the same keys have the same hashes */
void
key_type_seed(KeyType *type, uint64 seed)
{
	type->seed = seed;
	type->secret = spread_bits(seed);
}

/* of a value that is compressed, or lies elsewhere */
uint64
key_from_toasted(Datum value)
{
	return PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
}

/*
 * The server's own hash of a jsonb lets elements that lie 32 places apart
 * change places, whatever the seed is.
 */
static uint64
hash_jsonb(Jsonb *jsonb, uint64 seed)
{
	JsonbIterator *it = JsonbIteratorInit(&jsonb->root);
	JsonbIteratorToken token;
	JsonbValue value;
	uint64 hash = seed;

	while ((token = JsonbIteratorNext(&it, &value, false)) != WJB_DONE)
	{
		uint64 part = 0;

		if (token == WJB_KEY || token == WJB_VALUE || token == WJB_ELEM)
			JsonbHashScalarValueExtended(&value, &part, seed);
		hash = spread_bits(hash ^ part) + (uint64) token;
	}
	return hash;
}

/* most numerics have a short form, the same for equal ones whatever decimals they show */
static bool
hash_numeric64(uint64 key, uint64 seed, uint64 *hash)
{
	int64 small;
	int scale;

	if (!decimal_read_small((struct varlena *) DatumGetPointer((Datum) key), &small, &scale))
		return false;
	*hash = spread_bits((uint64) small ^ seed);
	return true;
}

uint64
key_hash_slow(KeyType *type, uint64 key)
{
	uint64 hash;

	if (type->kind == KEY_NUMERIC && hash_numeric64(key, type->seed, &hash))
		return hash;
	if (type->kind == KEY_JSONB)
		return spread_bits(hash_jsonb(DatumGetJsonbP((Datum) key), type->seed));
	return spread_bits(DatumGetUInt64(FunctionCall2Coll(&type->hash, type->collation, (Datum) key,
														UInt64GetDatum(type->seed))));
}

bool
key_equal_slow(KeyType *type, uint64 a, uint64 b)
{
	if (type->kind == KEY_BYTES)
	{
		int size_a;
		int size_b;
		const char *bytes_a = key_bytes(type, a, &size_a);
		const char *bytes_b = key_bytes(type, b, &size_b);

		return size_a == size_b && memcmp(bytes_a, bytes_b, size_a) == 0;
	}
	CHECK_FOR_INTERRUPTS(); /* keys of a weak hash may be many to look through */
	return DatumGetBool(FunctionCall2Coll(&type->equal, type->collation, (Datum) a, (Datum) b));
}

/* bytes of a key by reference */
Size
key_size(const KeyType *type, uint64 key)
{
	return datumGetSize((Datum) key, false, type->length);
}

/* Workers hold locks while they compare, under which only C may run: it raises no notices that must be sent. */
static bool
is_function_safe(Oid function)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Form_pg_proc form;
	bool safe;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	form = (Form_pg_proc) GETSTRUCT(tuple);
	safe = form->proparallel == PROPARALLEL_SAFE &&
		   (form->prolang == INTERNALlanguageId || form->prolang == ClanguageId);
	ReleaseSysCache(tuple);
	return safe;
}

static bool is_type_safe(Oid type);

/* a row type whose columns are all safe */
static bool
is_row_safe(Oid type)
{
	TupleDesc columns = lookup_rowtype_tupdesc(type, -1);
	bool safe = true;

	for (int i = 0; i < columns->natts; i++)
		if (!TupleDescAttr(columns, i)->attisdropped)
			safe = safe && is_type_safe(TupleDescAttr(columns, i)->atttypid);
	ReleaseTupleDesc(columns);
	return safe;
}

static bool
is_type_safe(Oid type)
{
	TypeCacheEntry *entry;

	check_stack_depth();
	type = getBaseType(type);
	entry = lookup_type_cache(type, TYPECACHE_EQ_OPR_FINFO | TYPECACHE_HASH_EXTENDED_PROC_FINFO);
	if (!OidIsValid(entry->eq_opr_finfo.fn_oid) || !OidIsValid(entry->hash_extended_proc_finfo.fn_oid) ||
		!is_function_safe(entry->eq_opr_finfo.fn_oid) || !is_function_safe(entry->hash_extended_proc_finfo.fn_oid))
		return false;
	/* these ask the functions of what they hold */
	if (entry->typtype == TYPTYPE_COMPOSITE)
		return is_row_safe(type);
	if (entry->typtype == TYPTYPE_RANGE)
		return is_function_safe(lookup_type_cache(type, TYPECACHE_RANGE_INFO)->rng_cmp_proc_finfo.fn_oid) &&
			   is_type_safe(get_range_subtype(type));
	if (entry->typtype == TYPTYPE_MULTIRANGE)
		return is_type_safe(get_multirange_range(type));
	if (OidIsValid(get_base_element_type(type)))
		return is_type_safe(get_base_element_type(type));
	return true;
}

/* May a parallel worker hash and compare keys of the type? */
bool
key_type_is_parallel_safe(const KeyType *type)
{
	return type->kind != KEY_BY_OPERATOR || is_type_safe(type->type);
}

/* a key as a value: a short one fills the Datum as the server's own do, an integer may come as bigint */
Datum
key_datum(const KeyType *type, uint64 key, bool as_int8)
{
	if (!type->by_value)
		return (Datum) key;
	switch (type->length)
	{
	case 1:
		return CharGetDatum((char) key);
	case 2:
		return as_int8 ? Int64GetDatum((int16) key) : Int16GetDatum((int16) key);
	case 4:
		return as_int8 ? Int64GetDatum((int32) key) : Int32GetDatum((int32) key);
	default:
		return (Datum) key;
	}
}
