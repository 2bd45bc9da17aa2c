/*
 * maps.c
 *		Where the customers lie on two maps: by loyalty and contribution, and by
 *		the scores of RFM.
 */
#include "segment/maps.h"

#include "server/decimal.h"
#include "server/rows.h"
#include "utils/builtins.h"

#define STEP (100 / MAP_STEPS)

/* ---- counting ---- */

static void
count_in_cell(MapCell *cell, const Activity *a)
{
	cell->customers++;
	shown_add(&cell->amount, &a->amount, a->amount_scale);
}

/* a score of 100 is in the last step */
static int
step_of(double score)
{
	return Min((int) (score / STEP), MAP_STEPS - 1);
}

void
maps_add(Maps *maps, const Activity *a, const Judgement *j, const Classes *classes)
{
	int segment = classes->of[OF_RFM_SEGMENT];

	count_in_cell(&maps->scores[step_of(j->score[LOYALTY])][step_of(j->score[CONTRIBUTION])], a);
	if (segment >= 0)
	{
		int value = (classes->rfm[RFM_FREQUENCY] + classes->rfm[RFM_MONETARY] + 1) / 2;

		count_in_cell(&maps->rfm[classes->rfm[RFM_RECENCY] - 1][value - 1][segment], a);
	}
}

/* ---- rows, as SQL sees them ---- */

enum
{
	CELL_MAP,
	CELL_X,
	CELL_Y,
	CELL_ITEM,
	CELL_CUSTOMERS,
	CELL_AMOUNT,
	CELL_COLUMNS
};

/* a cell without anybody is left out */
static void
write_map_cell(RowWriter *writer, const char *map, int x, int y, const char *item, const MapCell *cell)
{
	MemoryContext caller;
	Datum values[CELL_COLUMNS];
	bool nulls[CELL_COLUMNS] = {[CELL_ITEM] = item == NULL};

	if (cell->customers == 0)
		return;
	caller = MemoryContextSwitchTo(writer->scratch);
	values[CELL_MAP] = CStringGetTextDatum(map);
	values[CELL_X] = Int32GetDatum(x);
	values[CELL_Y] = Int32GetDatum(y);
	values[CELL_ITEM] = item == NULL ? (Datum) 0 : CStringGetTextDatum(item);
	values[CELL_CUSTOMERS] = Int64GetDatum(cell->customers);
	values[CELL_AMOUNT] = decimal_make(&cell->amount.sum, cell->amount.scale);
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

static void
write_scores(RowWriter *writer, const Maps *maps)
{
	for (int loyalty = 0; loyalty < MAP_STEPS; loyalty++)
		for (int contribution = 0; contribution < MAP_STEPS; contribution++)
			write_map_cell(writer, "loyalty_contribution", loyalty * STEP, contribution * STEP, NULL,
						   &maps->scores[loyalty][contribution]);
}

static void
write_rfm(RowWriter *writer, const Maps *maps)
{
	for (int recency = 0; recency < RFM_HIGHEST_SCORE; recency++)
		for (int value = 0; value < RFM_HIGHEST_SCORE; value++)
			for (int segment = 0; segment < RFM_SEGMENTS; segment++)
				write_map_cell(writer, "rfm_map", recency + 1, value + 1, rfm_segment_labels[segment],
							   &maps->rfm[recency][value][segment]);
}

/* an array of rows of this type: the cells of both maps in which anybody is */
Datum
maps_rows(const Maps *maps, Oid row_type)
{
	RowWriter writer;

	row_writer_open_type(&writer, row_type);
	write_scores(&writer, maps);
	write_rfm(&writer, maps);
	return row_writer_close(&writer);
}
