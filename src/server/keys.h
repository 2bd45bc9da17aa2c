/*
 * keys.h
 *		Customers and orders as keys of any hashable type.
 *
 * A key is 64 bits: the value itself where it is passed by value, else a
 * pointer to it, never toasted.
 */
#ifndef CUSTOMER_SEG_KEYS_H
#define CUSTOMER_SEG_KEYS_H

#include "server/compat.h"

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
	FmgrInfo hash;
	FmgrInfo equal;
} KeyType;

extern bool key_type_is_hashable(Oid oid);
extern void key_type_init(KeyType *type, Oid oid, Oid collation);
extern uint64 key_from_datum_slow(const KeyType *type, Datum value);
extern uint64 key_hash_slow(KeyType *type, uint64 key);
extern bool key_equal_slow(KeyType *type, uint64 a, uint64 b);
extern bool key_type_is_parallel_safe(const KeyType *type);
extern Size key_size(const KeyType *type, uint64 key);

/* a bijection that spreads every bit (the finalizer of MurmurHash3, by Appleby) */
static inline uint64
spread_bits(uint64 x)
{
	x ^= x >> 33;
	x *= UINT64CONST(0xff51afd7ed558ccd);
	x ^= x >> 33;
	x *= UINT64CONST(0xc4ceb9fe1a85ec53);
	x ^= x >> 33;
	return x;
}

/* a value from a tuple as a key */
static inline uint64
key_from_datum(const KeyType *type, Datum value)
{
	return likely(type->by_value && type->length == 8) ? value : key_from_datum_slow(type, value);
}

extern Datum key_datum(const KeyType *type, uint64 key, bool as_int8);

static inline uint64
key_hash64(KeyType *type, uint64 key)
{
	if (likely(type->kind == KEY_VALUE))
		return spread_bits(key ^ type->seed);
	return key_hash_slow(type, key);
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
