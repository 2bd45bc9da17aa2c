/*
 * cross_table.c
 *		A cell for every pair of two classes.
 */
#include "population/cross_table.h"

#include "storage/shmem.h"
#include "utils/memutils.h"

static void
allocate_cells(CrossTable *table)
{
	Size cells = mul_size((Size) table->rows->room + 1, (Size) table->columns->room + 1);

	table->height = table->rows->room;
	table->width = table->columns->room;
	table->cells = MemoryContextAllocZero(table->context, mul_size(table->cell_size, cells));
}

void
cross_table_create(CrossTable *table, MemoryContext context, Labels *rows, Labels *columns, Size cell_size)
{
	*table = (CrossTable){.context = context, .rows = rows, .columns = columns, .cell_size = cell_size};
	allocate_cells(table);
}

/* gives the cells room for all labels there are: for whoever has added labels by other means than those below */
void
cross_table_fit(CrossTable *table)
{
	CrossTable old = *table;

	if (table->rows->room == table->height && table->columns->room == table->width)
		return;
	allocate_cells(table);
	for (int row = 0; row <= old.height; row++)
		memcpy(cross_table_cell(table, row, 0), cross_table_cell(&old, row, 0), old.cell_size * (old.width + 1));
	pfree(old.cells);
}

/* the number of a row's label, which may be new; NO_LABEL for a NULL */
int
cross_table_row(CrossTable *table, const char *label)
{
	int number = labels_number(table->rows, label);

	cross_table_fit(table);
	return number;
}

/* the same of a column's */
int
cross_table_column(CrossTable *table, const char *label)
{
	int number = labels_number(table->columns, label);

	cross_table_fit(table);
	return number;
}
