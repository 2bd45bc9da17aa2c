/*
 * keys.h
 *		Customers and orders as keys of any hashable type.
 *
 * A key is 64 bits: the value itself where it is passed by value, else a
 * pointer to it, never toasted.
 */
#ifndef CUSTOMER_SEG_KEYS_H
#define CUSTOMER_SEG_KEYS_H

#include "server/byte_hash.h"

typedef enum KeyKind
{
	KEY_VALUE,		/* by value, equal when the bits are */
	KEY_BYTES,		/* by reference, equal when the bytes are */
	KEY_JSONB,		/* by its operator, but hashed by ourselves */
	KEY_NUMERIC,	/* likewise */
	KEY_BY_OPERATOR /* whatever the type's own operator says */
} KeyKind;

typedef struct KeyType
{
	Oid type;
	Oid collation;
	int16 length;
	bool by_value;
	KeyKind kind;
	uint64 seed;
	uint64 secret; /* made of the seed */
	FmgrInfo hash;
	FmgrInfo equal;
} KeyType;

extern bool key_type_is_hashable(Oid oid);
extern void key_type_init(KeyType *type, Oid oid, Oid collation);
extern void key_type_seed(KeyType *type, uint64 seed);
extern uint64 key_from_toasted(Datum value);
extern uint64 key_hash_slow(KeyType *type, uint64 key);
extern bool key_equal_slow(KeyType *type, uint64 a, uint64 b);
extern bool key_type_is_parallel_safe(const KeyType *type);
extern Size key_size(const KeyType *type, uint64 key);

/* Does a value of variable length lie there as it is, neither compressed nor elsewhere? */
static inline bool
is_stored_plain(Datum value)
{
	const struct varlena *stored = (const struct varlena *) DatumGetPointer(value);

	return !VARATT_IS_EXTERNAL(stored) && !VARATT_IS_COMPRESSED(stored);
}

/*
 * A value from a tuple as a key.  Values narrower than a Datum are cut to
 * their width: their upper bits depend on where they came from.
 */
static inline uint64
key_from_datum(const KeyType *type, Datum value)
{
	if (likely(type->by_value))
		return value & (PG_UINT64_MAX >> (64 - 8 * type->length));
	return type->length != -1 || is_stored_plain(value) ? value : key_from_toasted(value);
}

extern Datum key_datum(const KeyType *type, uint64 key, bool as_int8);

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

/* of a key of KEY_BYTES */
static inline uint64
key_hash_bytes(const KeyType *type, uint64 key)
{
	int size;
	const char *bytes = key_bytes(type, key, &size);

	return hash_bytes64(bytes, size, type->seed, type->secret);
}

static inline uint64
key_hash64(KeyType *type, uint64 key)
{
	if (likely(type->kind == KEY_VALUE))
		return spread_bits(key ^ type->seed);
	return type->kind == KEY_BYTES ? key_hash_bytes(type, key) : key_hash_slow(type, key);
}

/* of these the highest */
static inline uint32
key_hash(KeyType *type, uint64 key)
{
	return (uint32) (key_hash64(type, key) >> 32);
}

static inline bool
key_equal(KeyType *type, uint64 a, uint64 b)
{
	if (likely(type->kind == KEY_VALUE))
		return a == b;
	return key_equal_slow(type, a, b);
}

#endif /* CUSTOMER_SEG_KEYS_H */
