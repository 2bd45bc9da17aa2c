/*
 * kept_yardstick.h
 *		Yardsticks that a call site has taken out of their toast, kept for the
 *		rows to come.
 */
#ifndef CUSTOMER_SEG_KEPT_YARDSTICK_H
#define CUSTOMER_SEG_KEPT_YARDSTICK_H

#include "customer/yardstick.h"

typedef struct KeptYardsticks KeptYardsticks;

extern Yardstick *kept_yardstick(FunctionCallInfo fcinfo, int argument, KeptYardsticks **kept);
extern Yardstick *kept_yardstick_indexed(FunctionCallInfo fcinfo, int argument, KeptYardsticks **kept,
										 const KnotIndexes **indexes);
extern void judge_arguments(FunctionCallInfo fcinfo, KeptYardsticks **kept, Judgement *j);

#endif /* CUSTOMER_SEG_KEPT_YARDSTICK_H */
