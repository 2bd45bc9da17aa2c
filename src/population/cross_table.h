/*
 * cross_table.h
 *		A cell for every pair of two classes, and of one and none.
 */
#ifndef CUSTOMER_SEG_CROSS_TABLE_H
#define CUSTOMER_SEG_CROSS_TABLE_H

#include "server/compat.h"

#include "population/labels.h"

/* rows and columns may be the same labels */
typedef struct CrossTable
{
	MemoryContext context;
	Labels *rows;
	Labels *columns;
	int height; /* cells have room for so many of each, and for none */
	int width;
	Size cell_size;
	char *cells;
} CrossTable;

extern void cross_table_create(CrossTable *table, MemoryContext context, Labels *rows, Labels *columns, Size cell_size);
extern void cross_table_fit(CrossTable *table);
extern int cross_table_row(CrossTable *table, const char *label);
extern int cross_table_column(CrossTable *table, const char *label);

/* a new cell is all zeros */
static inline void *
cross_table_cell(const CrossTable *table, int row, int column)
{
	return table->cells + ((Size) row * (table->width + 1) + column) * table->cell_size;
}

#endif /* CUSTOMER_SEG_CROSS_TABLE_H */
