/*
 * compare_shares.c
 *		Two shares, such as the answers to an offer in two segments: do they differ?
 */
#include "server/calls.h"

#include <math.h>

#include "numbers/statistics.h"

static int64
part_argument(FunctionCallInfo fcinfo, int argument, const char *name, int64 total)
{
	int64 count = count_argument(fcinfo, argument, name);

	if (count > total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s " INT64_FORMAT " is more than its total of " INT64_FORMAT, name, count, total),
				 errhint("A share is a count out of a total: count1, total1, count2, total2.")));
	return count;
}

/*
 * compare_shares(count1, total1, count2, total2, confidence): the shares, the
 * first less the second with Wald's interval (unpooled variance, kept within
 * -1 and 1), and Pearson's chi-square of the 2 x 2 table (pooled, without
 * Yates' correction) with 1 degree of freedom.  A share of nobody is NULL, and
 * so is what needs it.  Where all or none answered in both, the shares are
 * equal: chi-square 0, p 1.
 */
PG_FUNCTION_INFO_V1(customer_seg_compare_shares);
Datum
customer_seg_compare_shares(PG_FUNCTION_ARGS)
{
	int64 total1 = count_argument(fcinfo, 1, "total1");
	int64 total2 = count_argument(fcinfo, 3, "total2");
	int64 count1 = part_argument(fcinfo, 0, "count1", total1);
	int64 count2 = part_argument(fcinfo, 2, "count2", total2);
	double z = -normal_quantile((1 - confidence_argument(fcinfo, 4)) / 2);
	double n1 = (double) total1;
	double n2 = (double) total2;
	double p1 = (double) count1 / Max(n1, 1);
	double p2 = (double) count2 / Max(n2, 1);
	Datum values[7];
	bool nulls[7] = {false};

	values[0] = Float8GetDatum(p1);
	values[1] = Float8GetDatum(p2);
	nulls[0] = total1 == 0;
	nulls[1] = total2 == 0;
	for (int i = 2; i < 7; i++)
		nulls[i] = nulls[0] || nulls[1];
	if (!nulls[2])
	{
		int128 yes = (int128) count1 + count2;
		int128 no = (int128) total1 + total2 - yes;
		/* (p1 - p2) n1 n2, exact: equal shares differ by 0 */
		int128 off = (int128) count1 * total2 - (int128) count2 * total1;
		double difference = (double) off / (n1 * n2);
		double spread = z * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
		double chi_square = off == 0 ? 0 : difference * (double) off / (double) yes * (n1 + n2) / (double) no;

		values[2] = Float8GetDatum(difference);
		values[3] = Float8GetDatum(Max(difference - spread, -1));
		values[4] = Float8GetDatum(Min(difference + spread, 1));
		values[5] = Float8GetDatum(chi_square);
		values[6] = Float8GetDatum(chi_square_p(chi_square, 1));
	}
	return record_result(fcinfo, values, nulls);
}
