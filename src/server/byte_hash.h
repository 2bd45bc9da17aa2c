/*
 * byte_hash.h
 *		A hash of bytes, in line, since most keys are short.
 */
#ifndef CUSTOMER_SEG_BYTE_HASH_H
#define CUSTOMER_SEG_BYTE_HASH_H

#include "server/compat.h"

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

static inline uint64
multiply_and_fold(uint64 a, uint64 b)
{
	uint128 product = (uint128) a * b;

	return (uint64) product ^ (uint64) (product >> 64);
}

static inline uint64
read_word(const char *bytes)
{
	uint64 word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* all of up to 8 bytes, some of them twice */
static inline uint64
read_few(const char *bytes, int size)
{
	uint32 low;
	uint32 high;

	if (size < 4)
		return size == 0 ? 0 : (uint64) (uint8) bytes[0] << 16 | (uint64) (uint8) bytes[size / 2] << 8 | (uint8) bytes[size - 1];
	memcpy(&low, bytes, sizeof(low));
	memcpy(&high, bytes + size - sizeof(high), sizeof(high));
	return (uint64) high << 32 | low;
}

/*
 * Of any number of bytes, 16 at a time, by the way of wyhash (Wang Yi): each
 * pair of words is multiplied, after both were made unknown by the seed, and
 * by a secret made of it.
 */
static inline uint64
hash_bytes64(const char *bytes, int size, uint64 seed, uint64 secret)
{
	uint64 hash = seed ^ (uint64) size;

	for (; size >= 16; bytes += 16, size -= 16)
		hash = multiply_and_fold(read_word(bytes) ^ secret, read_word(bytes + 8) ^ hash);
	if (size > 8)
		hash = multiply_and_fold(read_word(bytes) ^ secret, read_word(bytes + size - 8) ^ hash);
	else
		hash = multiply_and_fold(read_few(bytes, size) ^ secret, hash);
	return spread_bits(hash ^ secret);
}

#endif /* CUSTOMER_SEG_BYTE_HASH_H */
