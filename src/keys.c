/*
 * keys.c
 *		Customers and orders as keys of any hashable type.
 */
#include "keys.h"

#include "access/detoast.h"
#include "common/hashfn.h"
#include "common/pg_prng.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#define ARENA_BLOCK (64 * 1024)

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
	default:
		return KEY_BY_OPERATOR;
	}
}

/*
 * Prepares a column's type as a key.  The hash is seeded anew each time, so
 * that nobody can choose keys that collide.
 */
void
key_type_init(KeyType *type, Oid oid, Oid collation, const char *column)
{
	TypeCacheEntry *entry = lookup_type_cache(oid, TYPECACHE_EQ_OPR_FINFO |
													   TYPECACHE_HASH_EXTENDED_PROC_FINFO);

	if (!OidIsValid(entry->eq_opr_finfo.fn_oid) || !OidIsValid(entry->hash_extended_proc_finfo.fn_oid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("column \"%s\" of type %s cannot tell customers or orders apart",
						column, format_type_be(oid)),
				 errdetail("The type has no equality with a hash."),
				 errhint("Use a view that casts it, to text for example.")));
	type->type = oid;
	type->collation = collation;
	get_typlenbyval(oid, &type->length, &type->by_value);
	type->kind = kind_of_equality(entry->eq_opr_finfo.fn_oid, type->by_value, collation);
	type->seed = pg_prng_uint64(&pg_global_prng_state);
	fmgr_info_copy(&type->hash, &entry->hash_extended_proc_finfo, CurrentMemoryContext);
	fmgr_info_copy(&type->equal, &entry->eq_opr_finfo, CurrentMemoryContext);
}

/*
 * A value from a tuple as a key.  Values narrower than a Datum are cut to
 * their width: their upper bits depend on where they came from.
 */
uint64
key_from_datum(const KeyType *type, Datum value)
{
	if (!type->by_value)
		return type->length == -1 ? PointerGetDatum(PG_DETOAST_DATUM_PACKED(value)) : value;
	switch (type->length)
	{
	case 1:
		return (uint8) value;
	case 2:
		return (uint16) value;
	case 4:
		return (uint32) value;
	default:
		return value;
	}
}

static inline const char *
key_bytes(const KeyType *type, uint64 key, int *size)
{
	const char *p = DatumGetPointer((Datum) key);

	if (type->length == -1)
	{
		*size = (int) VARSIZE_ANY_EXHDR(p);
		return VARDATA_ANY(p);
	}
	*size = type->length;
	return p;
}

uint32
key_hash_slow(KeyType *type, uint64 key)
{
	const char *bytes;
	int size;

	if (type->kind == KEY_BYTES)
	{
		bytes = key_bytes(type, key, &size);
		return (uint32) (hash_bytes_extended((const unsigned char *) bytes, size, type->seed) >> 32);
	}
	return (uint32) (spread_bits(DatumGetUInt64(FunctionCall2Coll(&type->hash, type->collation, (Datum) key,
																  UInt64GetDatum(type->seed)))) >>
					 32);
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
	return DatumGetBool(FunctionCall2Coll(&type->equal, type->collation, (Datum) a, (Datum) b));
}

void
key_arena_create(KeyArena *arena, MemoryContext parent)
{
	memset(arena, 0, sizeof(KeyArena));
	arena->context = AllocSetContextCreate(parent, "customer_seg keys", ALLOCSET_DEFAULT_SIZES);
}

/* forgets all keys, and keeps one block for those to come */
void
key_arena_reset(KeyArena *arena)
{
	if (arena->more)
	{
		MemoryContextReset(arena->context);
		arena->block = NULL;
		arena->more = false;
	}
	arena->used = 0;
}

static char *
arena_allocate(KeyArena *arena, Size size)
{
	char *place;

	if (size > ARENA_BLOCK / 4)
	{
		arena->more = true;
		return MemoryContextAllocHuge(arena->context, size);
	}
	if (arena->block == NULL || arena->used + size > ARENA_BLOCK)
	{
		arena->more = arena->more || arena->block != NULL;
		arena->block = MemoryContextAlloc(arena->context, ARENA_BLOCK);
		arena->used = 0;
	}
	place = arena->block + arena->used;
	arena->used += size;
	return place;
}

/* a key that outlives the tuple it came from */
uint64
key_keep(const KeyType *type, KeyArena *arena, uint64 key)
{
	Size size;
	char *place;

	if (type->by_value)
		return key;
	size = datumGetSize((Datum) key, false, type->length);
	place = arena_allocate(arena, MAXALIGN(size));
	memcpy(place, DatumGetPointer((Datum) key), size);
	return PointerGetDatum(place);
}
