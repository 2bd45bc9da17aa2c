/*
 * maps.h
 *		Where the customers lie on two maps: by loyalty and contribution, and by
 *		the scores of RFM.
 */
#ifndef CUSTOMER_SEG_MAPS_H
#define CUSTOMER_SEG_MAPS_H

#include "segment/class_counts.h"

#define MAP_STEPS 10 /* on an axis of scores from 0 to 100 */

typedef struct MapCell
{
	int64 customers;
	ShownMoney amount;
} MapCell;

typedef struct Maps
{
	MapCell scores[MAP_STEPS][MAP_STEPS]; /* loyalty, contribution */
	/* of buyers: recency; the mean of frequency and monetary value, rounded up; and what the segment is called */
	MapCell rfm[RFM_HIGHEST_SCORE][RFM_HIGHEST_SCORE][RFM_SEGMENTS];
} Maps;

extern void maps_add(Maps *maps, const Activity *a, const Judgement *j, const Classes *classes);
extern Datum maps_rows(const Maps *maps, Oid row_type);

#endif /* CUSTOMER_SEG_MAPS_H */
