/*
 * text_index.h
 *		A hash table of texts, each with its place in a list.
 */
#ifndef CUSTOMER_SEG_TEXT_INDEX_H
#define CUSTOMER_SEG_TEXT_INDEX_H

#include "server/compat.h"

#include "common/hashfn.h"

/* the text is its owner's */
typedef struct IndexedText
{
	const char *text;
	int place;
	uint32 hash;
	char status;
} IndexedText;

#define SH_PREFIX		   textindex
#define SH_ELEMENT_TYPE	   IndexedText
#define SH_KEY_TYPE		   const char *
#define SH_KEY			   text
#define SH_HASH_KEY(tb, a) hash_bytes((const unsigned char *) (a), (int) strlen(a))
#define SH_EQUAL(tb, a, b) (strcmp(a, b) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, entry) (entry)->hash
#define SH_SCOPE			   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#endif /* CUSTOMER_SEG_TEXT_INDEX_H */
