/*
 * flow.h
 *		Who came, who stayed and who left between two periods.
 */
#ifndef CUSTOMER_SEG_FLOW_H
#define CUSTOMER_SEG_FLOW_H

#include "customer/history.h"
#include "time/periods.h"

typedef enum Flow
{
	FLOW_PROSPECT,
	FLOW_NEW,
	FLOW_RETAINED,
	FLOW_WON_BACK,
	FLOW_LOST,
	FLOW_AWAY
} Flow;

#define FLOWS	6
#define NO_FLOW (-1) /* nothing was known of them */

/* who has an order in these days is there at their end */
typedef struct FlowWindows
{
	Period then;
	Period now;
} FlowWindows;

extern const char *const flow_labels[FLOWS];

/* of somebody who has bought: there then and now, or not; and whether the first order came after then */
static inline Flow
flow_of_customer(bool then, bool now, bool came_since)
{
	if (now && !then)
		return came_since ? FLOW_NEW : FLOW_WON_BACK;
	if (now)
		return FLOW_RETAINED;
	return then ? FLOW_LOST : FLOW_AWAY;
}

#endif /* CUSTOMER_SEG_FLOW_H */
