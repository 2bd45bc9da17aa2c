/*
 * compare_shares.c
 *		Two shares, such as the answers to an offer in two segments: do they differ?
 */
#include "server/calls.h"

#include "numbers/proportions.h"

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

/* columns of the result */
enum
{
	SHARE1,
	SHARE2,
	DIFFERENCE,
	LOW,
	HIGH,
	CHI_SQUARE,
	P,
	EXACT,
	COLUMNS
};

/*
 * compare_shares(count1, total1, count2, total2, confidence): the shares, the
 * first less the second with Newcombe's interval, chi-square, and p, which is
 * Fisher's where a cell expects fewer than 5.  A share of nobody is NULL, and
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
	double confidence = confidence_argument(fcinfo, 4);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		nulls[i] = total1 == 0 || total2 == 0;
	nulls[SHARE1] = total1 == 0;
	nulls[SHARE2] = total2 == 0;
	values[SHARE1] = Float8GetDatum((double) count1 / (double) Max(total1, 1));
	values[SHARE2] = Float8GetDatum((double) count2 / (double) Max(total2, 1));
	if (!nulls[DIFFERENCE])
	{
		Estimate difference = share_difference(share_estimate(count1, total1, confidence),
											   share_estimate(count2, total2, confidence));
		ShareTest test = test_shares(count1, total1, count2, total2);

		values[DIFFERENCE] = Float8GetDatum(difference.value);
		values[LOW] = Float8GetDatum(difference.low);
		values[HIGH] = Float8GetDatum(difference.high);
		values[CHI_SQUARE] = Float8GetDatum(test.chi_square);
		values[P] = Float8GetDatum(test.p);
		values[EXACT] = BoolGetDatum(test.exact);
	}
	return record_result(fcinfo, values, nulls);
}
