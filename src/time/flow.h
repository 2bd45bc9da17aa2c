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

/* of somebody who has bought: first is the day of the first order that is known */
static inline Flow
flow_of_customer(bool then, bool now, DateADT first, const FlowWindows *windows)
{
	if (now)
		return then ? FLOW_RETAINED : first >= windows->then.end ? FLOW_NEW :
																   FLOW_WON_BACK;
	return then ? FLOW_LOST : FLOW_AWAY;
}

#endif /* CUSTOMER_SEG_FLOW_H */
