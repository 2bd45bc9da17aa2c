/*
 * movement.h
 *		How many customers, with how much money, were in each class at one time
 *		and are in each class at another.
 *
 * Laws: adding and merging are commutative and associative, since every field
 * of a cell is a sum or a maximum.  Classes are told apart by the bytes of
 * their text.
 */
#ifndef CUSTOMER_SEG_MOVEMENT_H
#define CUSTOMER_SEG_MOVEMENT_H

#include "server/compat.h"

#include "numbers/money.h"
#include "population/cross_table.h"
#include "utils/array.h"

/* who is in no class was not there */
#define NOT_THERE NO_LABEL

typedef struct MoneySum
{
	Money money;
	int32 scale; /* most decimals shown by any amount */
} MoneySum;

typedef struct MovementCell
{
	int64 customers;
	MoneySum before;
	MoneySum now;
} MovementCell;

typedef struct Movement
{
	Labels *classes;
	CrossTable table; /* of MovementCells: was, is */
	int64 customers;  /* of all cells */
	bool has_money;	  /* before and now are counted */
	bool unlike;	  /* movements of different classes were merged */
} Movement;

extern Movement *movement_create(MemoryContext context, bool has_money);
extern int movement_class(Movement *m, const char *class);
extern void movement_add(Movement *m, int was, int is, const MovementCell *cell);
extern void movement_merge(Movement *m, const Movement *other);
extern int64 movement_was(const Movement *m, int class);
extern int64 movement_is(const Movement *m, int class);
extern MoneySum movement_money_now(const Movement *m, int is);

extern Movement *movement_read(ArrayType *rows);
extern Datum movement_rows(FunctionCallInfo fcinfo, const Movement *m);
extern int known_class(const Movement *m, const char *class, const char *argument);

static inline MovementCell *
movement_cell(const Movement *m, int was, int is)
{
	return cross_table_cell(&m->table, was, is);
}

#endif /* CUSTOMER_SEG_MOVEMENT_H */
