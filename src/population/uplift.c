/*
 * uplift.c
 *		uplift(class, treated, answered [, amount]): what a campaign has brought,
 *		by those who were treated beside those held out, class by class.
 *
 * Laws: counting and merging are commutative and associative, since all that
 * is kept are sums.  Classes are told apart by the bytes of their text.
 */
#include "server/compat.h"

#include <math.h>

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "population/labels.h"
#include "population/value_sums.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/enums.h"
#include "server/rows.h"
#include "server/states.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* ---- counting ---- */

typedef enum Arm
{
	TREATED,
	CONTROL
} Arm;

#define ARMS 2

typedef struct UpliftClass
{
	ValueSums amounts[ARMS]; /* of all in the arm; zeros where amounts are not counted */
	int64 answered[ARMS];
	int64 left_out; /* nobody knows whether they were treated */
} UpliftClass;

typedef struct Uplift
{
	MemoryContext context;
	Labels *labels;
	UpliftClass *classes; /* by number of the label; NO_LABEL are those without a class */
	int room;			  /* classes that have begun, beside NO_LABEL */
	bool has_amounts;
} Uplift;

static void
start_class(const Uplift *u, UpliftClass *class)
{
	*class = (UpliftClass){.left_out = 0};
	for (int arm = 0; arm < ARMS; arm++)
		value_sums_start(u->context, &class->amounts[arm]);
}

static Uplift *
uplift_create(MemoryContext context, bool has_amounts)
{
	Uplift *u = MemoryContextAllocZero(context, sizeof(Uplift));

	u->context = context;
	u->labels = labels_create(context, "classes");
	u->classes = MemoryContextAlloc(context, sizeof(UpliftClass));
	u->has_amounts = has_amounts;
	start_class(u, &u->classes[NO_LABEL]);
	return u;
}

/* the class of a label, which may be new, or NULL */
static UpliftClass *
class_of(Uplift *u, const char *label)
{
	int number = labels_number(u->labels, label);

	if (number > u->room)
	{
		u->classes = repalloc(u->classes, sizeof(UpliftClass) * ((Size) number + 1));
		start_class(u, &u->classes[number]);
		u->room = number;
	}
	return &u->classes[number];
}

static void
class_merge(const Uplift *u, UpliftClass *class, const UpliftClass *other)
{
	for (int arm = 0; arm < ARMS; arm++)
	{
		const ValueSums *amounts = &other->amounts[arm];

		value_sums_add(u->context, &class->amounts[arm], amounts->customers, amounts->sum, amounts->squares);
		class->answered[arm] += other->answered[arm];
	}
	class->left_out += other->left_out;
}

static void
uplift_merge(Uplift *u, const Uplift *other)
{
	for (int i = 0; i <= other->labels->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		class_merge(u, class_of(u, label_text(other->labels, i)), &other->classes[i]);
	}
}

/* one customer's amount, of at most 20 decimals; NULL brought nothing */
static void
count_amount(FunctionCallInfo fcinfo, int argument, MemoryContext context, ValueSums *amounts)
{
	Money amount = {0};
	int scale = 0;
	Datum value;

	if (argument < PG_NARGS() && !PG_ARGISNULL(argument))
	{
		amount = money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(argument), "amount", &scale));
		value = decimal_make(&amount, scale);
		value_sums_add(context, amounts, 1, value, times(value, value));
	}
	else
		amounts->customers++;
}

/* (state, class, treated, answered [, amount]); NULL did not answer */
PG_FUNCTION_INFO_V1(customer_seg_uplift_accum);
Datum
customer_seg_uplift_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Uplift *u = state_argument(fcinfo, 0);
	UpliftClass *class;

	if (u == NULL)
		u = uplift_create(context, PG_NARGS() > 4);
	class = class_of(u, PG_ARGISNULL(1) ? NULL : segment_text(segment_writer(fcinfo), PG_GETARG_DATUM(1)));
	if (PG_ARGISNULL(2))
		class->left_out++;
	else
	{
		Arm arm = PG_GETARG_BOOL(2) ? TREATED : CONTROL;

		class->answered[arm] += !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);
		count_amount(fcinfo, 4, context, &class->amounts[arm]);
	}
	PG_RETURN_POINTER(u);
}

static void *
uplift_like(MemoryContext context, const void *other)
{
	return uplift_create(context, ((const Uplift *) other)->has_amounts);
}

static void
join_uplifts(void *state, const void *other)
{
	uplift_merge(state, other);
}

PG_FUNCTION_INFO_V1(customer_seg_uplift_combine);
Datum
customer_seg_uplift_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = uplift_like, .join = join_uplifts};

	return states_combine(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(customer_seg_uplift_serial);
Datum
customer_seg_uplift_serial(PG_FUNCTION_ARGS)
{
	const Uplift *u;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	u = (Uplift *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	pq_sendbyte(&out, u->has_amounts);
	labels_send(u->labels, &out);
	for (int i = 0; i <= u->labels->count; i++)
	{
		const UpliftClass *class = &u->classes[i];

		CHECK_FOR_INTERRUPTS();
		for (int arm = 0; arm < ARMS; arm++)
		{
			value_sums_send(&out, &class->amounts[arm]);
			pq_sendint64(&out, (uint64) class->answered[arm]);
		}
		pq_sendint64(&out, (uint64) class->left_out);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_uplift_deserial);
Datum
customer_seg_uplift_deserial(PG_FUNCTION_ARGS)
{
	Uplift *u;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	u = uplift_create(CurrentMemoryContext, pq_getmsgbyte(&in));
	labels_receive(u->labels, &in);
	for (int i = 0; i <= u->labels->count; i++)
	{
		UpliftClass *class = class_of(u, label_text(u->labels, i));

		for (int arm = 0; arm < ARMS; arm++)
		{
			value_sums_receive(&in, &class->amounts[arm]);
			class->answered[arm] = pq_getmsgint64(&in);
		}
		class->left_out = pq_getmsgint64(&in);
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(u);
}

/* ---- what is found: of a class, or of all together ---- */

typedef enum UpliftVerdict
{
	WORKS,
	DOES_HARM,
	NOT_SHOWN,
	TOO_FEW
} UpliftVerdict;

#define VERDICTS 4

static const char *const uplift_labels[VERDICTS] = {"works", "does_harm", "not_shown", "too_few"};

/* money that the treated bring a head more than those held out */
typedef struct MoneyDifference
{
	bool is_known;
	Datum extra;	 /* of all who were treated: numeric */
	Datum value;	 /* a head: numeric */
	double distance; /* of the bounds from it; NaN where it is not known how far the amounts scatter */
} MoneyDifference;

typedef struct UpliftFinding
{
	const char *class;
	const UpliftClass *counts;
	double compared; /* of the treated: those in classes where somebody is held out */
	Estimate difference;
	Estimate sure; /* with the confidence that holds for all rows at once */
	MoneyDifference money;
	double least_expected;
	bool mostly_answered;
} UpliftFinding;

static Arms
arms_of(const UpliftClass *class)
{
	return (Arms){
		.treated = (double) class->amounts[TREATED].customers,
		.treated_answered = (double) class->answered[TREATED],
		.control = (double) class->amounts[CONTROL].customers,
		.control_answered = (double) class->answered[CONTROL],
	};
}

static bool
is_comparable(const Arms *arms)
{
	return arms->treated > 0 && arms->control > 0;
}

/* with too few customers for a test nothing is tested, whatever the difference looks like */
static bool
is_testable(const Arms *arms)
{
	return is_comparable(arms) && arms_least_expected(arms) >= LEAST_EXPECTED;
}

/* the variance of a mean, by that of the values in the sample; NaN of one customer */
static double
variance_of_mean(const ValueSums *amounts)
{
	Datum n = whole(amounts->customers);

	if (amounts->customers < 2)
		return NAN;
	return numeric_to_double(divided(value_sums_off(amounts), times(times(n, n), whole(amounts->customers - 1))));
}

/* what the treated of a class brought beyond what as many of those held out did: S - n T / m */
static Datum
extra_money(const UpliftClass *class)
{
	const ValueSums *treated = &class->amounts[TREATED];
	const ValueSums *control = &class->amounts[CONTROL];
	Datum m = whole(control->customers);

	return divided(minus(times(treated->sum, m), times(control->sum, whole(treated->customers))), m);
}

/* the mean money of an arm */
typedef struct MeanMoney
{
	double variance;
	double freedom; /* degrees of it */
} MeanMoney;

static MeanMoney
mean_money(const ValueSums *amounts)
{
	return (MeanMoney){.variance = variance_of_mean(amounts), .freedom = (double) amounts->customers - 1};
}

/* what is compared: a class, or many as one */
typedef struct Stratum
{
	const UpliftClass *class; /* NULL: many */
	Arms arms;
	Datum extra; /* money: numeric */
	MeanMoney money[ARMS];
} Stratum;

static Stratum
stratum_of_class(const UpliftClass *class)
{
	Stratum s = {.class = class, .arms = arms_of(class), .extra = extra_money(class)};

	for (int arm = 0; arm < ARMS; arm++)
		s.money[arm] = mean_money(&class->amounts[arm]);
	return s;
}

/*
 * Of those held out in many classes, weighted as they are for the answers: by
 * what all amounts scatter, or by what they do in the classes, whichever is more.
 */
static MeanMoney
weighted_money(const UpliftClass *together, const UpliftClass **classes, const Arms *arms, int n)
{
	double alike = 0;
	double within = 0;

	for (int i = 0; i < n; i++)
	{
		double weight = arms[i].treated / (double) together->amounts[TREATED].customers;

		alike += weight * weight / arms[i].control;
		if (arms[i].control > 1)
			within += weight * weight * variance_of_mean(&classes[i]->amounts[CONTROL]) * (arms[i].control - 1) / arms[i].control;
	}
	return (MeanMoney){
		.variance = fmax(variance_of_mean(&together->amounts[CONTROL]) * (double) together->amounts[CONTROL].customers * alike, within),
		.freedom = fmax(1 / alike - 1, 1),
	};
}

static Stratum
stratum_of_many(const Uplift *u, const UpliftClass **classes, int n)
{
	UpliftClass together;
	Arms *arms = palloc_array(Arms, n);
	Stratum s = {.extra = whole(0)};

	start_class(u, &together);
	for (int i = 0; i < n; i++)
	{
		class_merge(u, &together, classes[i]);
		arms[i] = arms_of(classes[i]);
		s.extra = plus(s.extra, extra_money(classes[i]));
	}
	s.arms = arms_by_treated(arms, n);
	s.money[TREATED] = mean_money(&together.amounts[TREATED]);
	s.money[CONTROL] = weighted_money(&together, classes, arms, n);
	return s;
}

/*
 * Classes that are compared, those without a class among them: each in which
 * there are enough for a test, and as one all others of which both arms have
 * somebody, since many small differences do not add up to one with a sound
 * interval.
 */
typedef struct Strata
{
	int count;
	Stratum *each;
	int testable;	/* classes, which come first */
	int compared;	/* classes */
	double treated; /* of all of them */
} Strata;

static void
add_stratum(Strata *s, Stratum stratum)
{
	s->treated += stratum.arms.treated;
	s->each[s->count++] = stratum;
}

static Strata
strata_of(const Uplift *u)
{
	Strata s = {.each = palloc_array(Stratum, u->labels->count + 2)};
	const UpliftClass **small = palloc_array(const UpliftClass *, u->labels->count + 1);

	for (int i = 0; i <= u->labels->count; i++)
	{
		const UpliftClass *class = &u->classes[i];
		Arms arms = arms_of(class);

		if (is_testable(&arms))
			add_stratum(&s, stratum_of_class(class));
		else if (is_comparable(&arms))
			small[s.compared++] = class;
	}
	s.testable = s.count;
	if (s.compared > 0)
		add_stratum(&s, stratum_of_many(u, small, s.compared));
	s.compared += s.testable;
	return s;
}

static Strata
one_stratum(const UpliftClass *class)
{
	Strata s = {.each = palloc_object(Stratum)};

	add_stratum(&s, stratum_of_class(class));
	return s;
}

/*
 * By how much more often the treated answered than they would have untreated:
 * the strata's differences, each by Newcombe's method 10, weighted by their
 * numbers of treated, so that it is no matter how large a part of each was held
 * out.
 */
static Estimate
answers_difference(const Strata *s, double confidence)
{
	double *weights = palloc_array(double, s->count);
	Estimate *differences = palloc_array(Estimate, s->count);

	for (int i = 0; i < s->count; i++)
	{
		weights[i] = s->each[i].arms.treated / s->treated;
		differences[i] = arms_difference(&s->each[i].arms, confidence);
	}
	return s->count == 1 ? differences[0] : weighted_sum(weights, differences, s->count);
}

/*
 * The same of money a head.  The interval is that of Welch (1947), The
 * generalization of "Student's" problem when several different population
 * variances are involved, Biometrika 34, with Satterthwaite's degrees of
 * freedom; of several classes that of the weighted sum of all their means.
 */
static MoneyDifference
extra_money_a_head(const Strata *s)
{
	MoneyDifference d = {.is_known = true, .extra = whole(0)};
	double variance = 0;
	double squares = 0;

	for (int i = 0; i < s->count; i++)
	{
		const Stratum *stratum = &s->each[i];
		double weight = stratum->arms.treated / s->treated;

		d.extra = plus(d.extra, stratum->extra);
		for (int arm = 0; arm < ARMS; arm++)
		{
			double part = weight * weight * stratum->money[arm].variance;

			variance += part;
			squares += part * part / stratum->money[arm].freedom;
		}
	}
	d.value = divided(d.extra, whole((int64) s->treated));
	d.distance = variance > 0 ? sqrt(variance) * t_quantile(USUAL_CONFIDENCE, variance * variance / squares) : NAN;
	return d;
}

/* everybody who is compared */
static Arms
arms_of_strata(const Strata *s)
{
	Arms all = {0};

	for (int i = 0; i < s->count; i++)
	{
		const Arms *arms = &s->each[i].arms;

		all.treated += arms->treated;
		all.treated_answered += arms->treated_answered;
		all.control += arms->control;
		all.control_answered += arms->control_answered;
	}
	return all;
}

static void
find_differences(const Uplift *u, const Strata *s, double sure, UpliftFinding *f)
{
	Arms compared = arms_of_strata(s);

	f->compared = s->treated;
	if (s->count == 0)
		return;
	f->least_expected = arms_least_expected(&compared);
	f->mostly_answered = compared.treated_answered + compared.control_answered > (compared.treated + compared.control) / 2;
	f->difference = answers_difference(s, USUAL_CONFIDENCE);
	f->sure = answers_difference(s, sure);
	if (u->has_amounts)
		f->money = extra_money_a_head(s);
}

/* -1 or 1 where the treated surely bring less money a head or more, also where all of an arm bring the same; else 0 */
static int
sure_sign(const MoneyDifference *money)
{
	double value = money->is_known ? numeric_to_double(money->value) : 0;
	double distance = isnan(money->distance) ? 0 : money->distance;

	return (value > distance) - (value < -distance);
}

/* what can be said of the answers, and why */
static UpliftVerdict
judge_uplift(const UpliftFinding *f, const char **reason)
{
	if (f->compared <= 0)
	{
		*reason = f->counts->amounts[TREATED].customers == 0 ? "nobody was treated" : "nobody was held out";
		return TOO_FEW;
	}
	if (f->least_expected < LEAST_EXPECTED)
	{
		*reason = psprintf("%.3g %s expected if all were alike, fewer than %d: too few for a test", f->least_expected,
						   f->mostly_answered ? "non-answers" : "answers", LEAST_EXPECTED);
		return TOO_FEW;
	}
	if (f->sure.high < 0 && sure_sign(&f->money) <= 0)
	{
		*reason = "fewer of the treated answer";
		return DOES_HARM;
	}
	if (f->sure.low > 0 && sure_sign(&f->money) >= 0)
	{
		*reason = "more of the treated answer";
		return WORKS;
	}
	*reason = f->sure.low > 0								  ? "more of the treated answer, but they bring less money" :
			  f->sure.high < 0								  ? "fewer of the treated answer, but they bring more money" :
			  f->difference.low > 0 || f->difference.high < 0 ? "a difference, but among so many one comes by chance" :
																"it may be chance";
	return NOT_SHOWN;
}

/* ---- rows ---- */

/* columns of a row */
enum
{
	CLASS,
	TREATED_CUSTOMERS,
	TREATED_ANSWERED,
	TREATED_SHARE,
	CONTROL_CUSTOMERS,
	CONTROL_ANSWERED,
	CONTROL_SHARE,
	DIFFERENCE,
	LOW,
	HIGH,
	EXTRA_ANSWERS,
	TREATED_AMOUNT,
	CONTROL_AMOUNT,
	TREATED_A_HEAD,
	CONTROL_A_HEAD,
	DIFFERENCE_A_HEAD,
	LOW_A_HEAD,
	HIGH_A_HEAD,
	EXTRA_AMOUNT,
	LEFT_OUT,
	CHI_SQUARE,
	DF,
	P,
	VERDICT,
	REASON,
	COLUMNS
};

typedef struct UpliftResult
{
	const Uplift *uplift;
	UpliftClass all; /* of everybody */
	Strata strata;
	double sure_of_class;
	double sure_of_all;
	Oid verdicts[VERDICTS];
	RowWriter writer;
} UpliftResult;

typedef struct UpliftRow
{
	Datum values[COLUMNS];
	bool nulls[COLUMNS];
} UpliftRow;

static void
set_column(UpliftRow *row, int column, Datum value)
{
	row->values[column] = value;
	row->nulls[column] = false;
}

static void
put_answering_share(UpliftRow *row, int column, int64 count, int64 total)
{
	if (total > 0)
		set_column(row, column, Float8GetDatum((double) count / (double) total));
}

static void
put_arm(UpliftRow *row, const UpliftClass *class, Arm arm, int customers, int answered, int share)
{
	set_column(row, customers, Int64GetDatum(class->amounts[arm].customers));
	set_column(row, answered, Int64GetDatum(class->answered[arm]));
	put_answering_share(row, share, class->answered[arm], class->amounts[arm].customers);
}

static void
put_counts(UpliftRow *row, const UpliftFinding *f)
{
	if (f->class != NULL)
		set_column(row, CLASS, CStringGetTextDatum(f->class));
	put_arm(row, f->counts, TREATED, TREATED_CUSTOMERS, TREATED_ANSWERED, TREATED_SHARE);
	put_arm(row, f->counts, CONTROL, CONTROL_CUSTOMERS, CONTROL_ANSWERED, CONTROL_SHARE);
	set_column(row, LEFT_OUT, Int64GetDatum(f->counts->left_out));
}

static void
put_answers(UpliftRow *row, const UpliftFinding *f)
{
	set_column(row, DIFFERENCE, Float8GetDatum(f->difference.value));
	set_column(row, LOW, Float8GetDatum(f->difference.low));
	set_column(row, HIGH, Float8GetDatum(f->difference.high));
	set_column(row, EXTRA_ANSWERS, Float8GetDatum(f->compared * f->difference.value));
}

static void
put_amount(UpliftRow *row, const ValueSums *amounts, int sum, int a_head)
{
	set_column(row, sum, amounts->sum);
	if (amounts->customers > 0)
		set_column(row, a_head, divided(amounts->sum, whole(amounts->customers)));
}

static void
put_extra_money(UpliftRow *row, const MoneyDifference *money)
{
	set_column(row, DIFFERENCE_A_HEAD, money->value);
	set_column(row, EXTRA_AMOUNT, money->extra);
	if (!isnan(money->distance))
	{
		Datum distance = DirectFunctionCall1(float8_numeric, Float8GetDatum(money->distance));

		set_column(row, LOW_A_HEAD, minus(money->value, distance));
		set_column(row, HIGH_A_HEAD, plus(money->value, distance));
	}
}

/* in the row of all: are the differences alike in the classes? */
static void
put_test(UpliftRow *row, const Strata *s, const UpliftClass *without_class)
{
	Arms *testable = palloc_array(Arms, s->count + 1);
	DifferencesTest test;
	int n = 0;

	for (int i = 0; i < s->testable; i++)
		if (s->each[i].class != without_class)
			testable[n++] = s->each[i].arms;
	if (n < 2)
		return;
	test = test_differences(testable, n);
	set_column(row, CHI_SQUARE, Float8GetDatum(test.chi_square));
	set_column(row, DF, Int32GetDatum(test.df));
	set_column(row, P, Float8GetDatum(test.p));
}

static UpliftRow
uplift_row(const UpliftResult *result, const UpliftFinding *f)
{
	UpliftRow row = {.values = {0}};
	const char *reason;
	UpliftVerdict verdict = judge_uplift(f, &reason);

	memset(row.nulls, true, sizeof(row.nulls));
	put_counts(&row, f);
	if (f->compared > 0)
		put_answers(&row, f);
	if (result->uplift->has_amounts)
	{
		put_amount(&row, &f->counts->amounts[TREATED], TREATED_AMOUNT, TREATED_A_HEAD);
		put_amount(&row, &f->counts->amounts[CONTROL], CONTROL_AMOUNT, CONTROL_A_HEAD);
	}
	if (f->money.is_known)
		put_extra_money(&row, &f->money);
	set_column(&row, VERDICT, ObjectIdGetDatum(result->verdicts[verdict]));
	set_column(&row, REASON, CStringGetTextDatum(reason));
	return row;
}

static void
write_uplift_of_class(UpliftResult *result, const char *label, const UpliftClass *class)
{
	MemoryContext caller = MemoryContextSwitchTo(result->writer.scratch);
	UpliftFinding f = {.class = label, .counts = class};
	Arms arms = arms_of(class);
	UpliftRow row;

	if (is_comparable(&arms))
	{
		Strata alone = one_stratum(class);

		find_differences(result->uplift, &alone, result->sure_of_class, &f);
	}
	row = uplift_row(result, &f);
	MemoryContextSwitchTo(caller);
	row_writer_add(&result->writer, row.values, row.nulls);
}

static void
write_uplift_of_all(UpliftResult *result)
{
	MemoryContext caller = MemoryContextSwitchTo(result->writer.scratch);
	const Uplift *u = result->uplift;
	UpliftFinding f = {.class = "all", .counts = &result->all};
	UpliftRow row;

	find_differences(u, &result->strata, result->sure_of_all, &f);
	row = uplift_row(result, &f);
	put_test(&row, &result->strata, &u->classes[NO_LABEL]);
	MemoryContextSwitchTo(caller);
	row_writer_add(&result->writer, row.values, row.nulls);
}

/*
 * The confidences that hold for all rows at once (Bonferroni), so that of 20
 * campaigns that do nothing one is called something, and not one row in 20:
 * half of the error is for the row of all, the other half for the classes.
 */
static void
set_confidences(UpliftResult *result)
{
	double error = result->strata.compared > 1 ? (1 - USUAL_CONFIDENCE) / 2 : 1 - USUAL_CONFIDENCE;

	result->sure_of_all = 1 - error;
	result->sure_of_class = 1 - error / Max(result->strata.testable, 1);
}

static bool
is_anybody(const UpliftClass *class)
{
	Arms arms = arms_of(class);

	return arms.treated + arms.control + class->left_out > 0;
}

/* a copy of the state, with its classes in order: of an enum all labels as it has them, others by their bytes */
static Uplift *
uplift_in_order(FunctionCallInfo fcinfo, const Uplift *state)
{
	Uplift *u = uplift_create(CurrentMemoryContext, PG_NARGS() > 4);
	Labels *order = labels_create(CurrentMemoryContext, "classes");
	EnumLabel *labels = NULL;
	int count = enum_labels_of_segment(fcinfo, 1, &labels);

	labels_add_in_order(order, labels, count, state != NULL ? state->labels : u->labels);
	for (int i = 1; i <= order->count; i++)
		(void) class_of(u, order->texts[i]);
	if (state != NULL)
		uplift_merge(u, state);
	return u;
}

/* (state, class, treated, answered [, amount]), all but the state only for their types */
PG_FUNCTION_INFO_V1(customer_seg_uplift_final);
Datum
customer_seg_uplift_final(PG_FUNCTION_ARGS)
{
	UpliftResult result = {0};
	Uplift *u;

	(void) aggregate_context(fcinfo);
	u = uplift_in_order(fcinfo, state_argument(fcinfo, 0));
	result.uplift = u;
	start_class(u, &result.all);
	for (int i = 0; i <= u->labels->count; i++)
		class_merge(u, &result.all, &u->classes[i]);
	result.strata = strata_of(u);
	set_confidences(&result);
	row_writer_open(&result.writer, fcinfo);
	enum_label_oids(TupleDescAttr(result.writer.desc, VERDICT)->atttypid, uplift_labels, VERDICTS, result.verdicts);

	for (int i = 1; i <= u->labels->count; i++)
		write_uplift_of_class(&result, label_text(u->labels, i), &u->classes[i]);
	if (is_anybody(&u->classes[NO_LABEL]))
		write_uplift_of_class(&result, NULL, &u->classes[NO_LABEL]);
	write_uplift_of_all(&result);
	return row_writer_close(&result.writer);
}
