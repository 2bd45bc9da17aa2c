/*
 * kept_yardstick.c
 *		Yardsticks that a call site has taken out of their toast, kept for the
 *		rows to come.
 *
 * They are kept by the bytes in which they came, since most calls bring the
 * same few.
 */
#include "customer/kept_yardstick.h"

#include "common/pg_prng.h"
#include "customer/knot_index.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#define YARDSTICKS_KEPT 32

typedef struct KeptYardstick
{
	MemoryContext context; /* of all that is kept of it */
	struct varlena *stored;
	Size stored_size;
	Yardstick *yardstick;
	KnotIndexes *indexes; /* or NULL, as long as nobody has asked for them */
} KeptYardstick;

struct KeptYardsticks
{
	KeptYardstick of[YARDSTICKS_KEPT];
};

static KeptYardstick *
keep(FunctionCallInfo fcinfo, KeptYardstick *kept, struct varlena *stored, Size size)
{
	MemoryContext old;

	if (kept->context == NULL)
		kept->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "customer_seg yardstick", ALLOCSET_SMALL_SIZES);
	kept->yardstick = NULL;
	kept->indexes = NULL;
	MemoryContextReset(kept->context);
	old = MemoryContextSwitchTo(kept->context);
	kept->stored = palloc(size);
	memcpy(kept->stored, stored, size);
	kept->stored_size = size;
	kept->yardstick = yardstick_open((struct varlena *) PG_DETOAST_DATUM_COPY(PointerGetDatum(stored)));
	MemoryContextSwitchTo(old);
	return kept;
}

/* the place of a yardstick that came out of its toast; see kept_yardstick */
static KeptYardstick *
find_or_keep(FunctionCallInfo fcinfo, struct varlena *stored, KeptYardsticks **kept)
{
	Size size = VARSIZE_ANY(stored);

	if (*kept == NULL)
		*kept = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(KeptYardsticks));
	for (int i = 0; i < YARDSTICKS_KEPT; i++)
	{
		KeptYardstick *one = &(*kept)->of[i];

		if (one->yardstick != NULL && one->stored_size == size && memcmp(one->stored, stored, size) == 0)
			return one;
	}
	for (int i = 0; i < YARDSTICKS_KEPT; i++)
		if ((*kept)->of[i].yardstick == NULL)
			return keep(fcinfo, &(*kept)->of[i], stored, size);

	/* any one, by chance: of some more than can be kept, taken in turn, the oldest would be wanted next */
	return keep(fcinfo, &(*kept)->of[pg_prng_uint64(&pg_global_prng_state) % YARDSTICKS_KEPT], stored, size);
}

/*
 * The yardstick that is an argument of the call.  *kept is the call site's, NULL at first; it lives
 * as long as fn_extra, in which the caller keeps it.
 */
Yardstick *
kept_yardstick(FunctionCallInfo fcinfo, int argument, KeptYardsticks **kept)
{
	struct varlena *stored = (struct varlena *) PG_GETARG_POINTER(argument);

	return VARATT_IS_EXTENDED(stored) ? find_or_keep(fcinfo, stored, kept)->yardstick : yardstick_open(stored);
}

/* the same for a call that judges much, with indexes where the yardstick is kept, else NULL */
Yardstick *
kept_yardstick_indexed(FunctionCallInfo fcinfo, int argument, KeptYardsticks **kept, const KnotIndexes **indexes)
{
	struct varlena *stored = (struct varlena *) PG_GETARG_POINTER(argument);
	KeptYardstick *one;

	*indexes = NULL;
	if (!VARATT_IS_EXTENDED(stored))
		return yardstick_open(stored);
	one = find_or_keep(fcinfo, stored, kept);
	if (one->indexes == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(one->context);

		one->indexes = yardstick_index(one->yardstick);
		MemoryContextSwitchTo(old);
	}
	*indexes = one->indexes;
	return one->yardstick;
}

/* the scores and sides of a customer, for a call with (activity, yardstick [, as_of]); the yardstick's own as_of by default */
void
judge_arguments(FunctionCallInfo fcinfo, KeptYardsticks **kept, Judgement *j)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	Yardstick *y = kept_yardstick(fcinfo, 1, kept);
	TimestampTz as_of = y->as_of;

	if (PG_NARGS() > 2)
	{
		as_of = PG_GETARG_TIMESTAMPTZ(2);
		check_finite_time(as_of, "as_of");
	}
	yardstick_judge(y, NULL, NULL, 0, a, as_of, j);
}
