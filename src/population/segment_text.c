/*
 * segment_text.c
 *		Segments of any type as text, and the labels of those that are enums.
 */
#include "population/segment_text.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/fmgroids.h"
#include "utils/json.h"
#include "utils/lsyscache.h"

/* the labels of an enum, in its order; returns how many there are */
static int
read_enum_labels(Oid enum_type, MemoryContext context, EnumLabel **labels)
{
	Relation relation = table_open(EnumRelationId, AccessShareLock);
	Relation index = index_open(EnumTypIdSortOrderIndexId, AccessShareLock);
	SysScanDesc scan;
	ScanKeyData key;
	HeapTuple tuple;
	int n = 0;
	int room = 16;

	*labels = MemoryContextAlloc(context, sizeof(EnumLabel) * room);
	ScanKeyInit(&key, Anum_pg_enum_enumtypid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(enum_type));
	scan = systable_beginscan_ordered(relation, index, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext_ordered(scan, ForwardScanDirection)))
	{
		Form_pg_enum form = (Form_pg_enum) GETSTRUCT(tuple);

		if (n == room)
		{
			room *= 2;
			*labels = repalloc(*labels, sizeof(EnumLabel) * room);
		}
		(*labels)[n].oid = form->oid;
		strlcpy((*labels)[n].name, NameStr(form->enumlabel), NAMEDATALEN);
		n++;
	}
	systable_endscan_ordered(scan);
	index_close(index, AccessShareLock);
	table_close(relation, AccessShareLock);
	return n;
}

static int
compare_oids(const void *a, const void *b)
{
	Oid left = ((const EnumLabel *) a)->oid;
	Oid right = ((const EnumLabel *) b)->oid;

	return left < right ? -1 : left > right;
}

static bool
is_date_or_time(Oid type)
{
	return type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID;
}

/* bytea_output and extra_float_digits decide on the text of these, though their functions are declared immutable */
static bool
is_bytea_or_geometric(Oid type)
{
	char category;
	bool preferred;

	get_type_category_preferred(type, &category, &preferred);
	return type == BYTEAOID || category == TYPCATEGORY_GEOMETRIC;
}

/* The text must be a function of the value alone, or results would depend on the session. */
static void
check_written_alike_always(Oid type, Oid output)
{
	if (func_volatile(output) != PROVOLATILE_IMMUTABLE || is_bytea_or_geometric(type))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a segment cannot be of type %s, whose text depends on settings", format_type_be(type)),
				 errhint("Write it as you want to see it: segment::text.")));
}

/* the type of an argument, under all domains */
static Oid
segment_type(FunctionCallInfo fcinfo, int argument)
{
	Oid type = get_fn_expr_argtype(fcinfo->flinfo, argument);

	if (!OidIsValid(type))
		elog(ERROR, "could not determine the type of the segment");
	return getBaseType(type);
}

/* the labels that an argument can have, in the order of its enum; returns how many: none where it is no enum */
int
enum_labels_of_segment(FunctionCallInfo fcinfo, int argument, EnumLabel **labels)
{
	Oid type = segment_type(fcinfo, argument);

	return type_is_enum(type) ? read_enum_labels(type, CurrentMemoryContext, labels) : 0;
}

/* of the segments that an argument brings; it lives as long as the call */
SegmentWriter *
segment_writer_of(FunctionCallInfo fcinfo, int argument)
{
	FmgrInfo *call = fcinfo->flinfo;
	SegmentWriter *writer = MemoryContextAllocZero(call->fn_mcxt, sizeof(SegmentWriter));
	Oid output;
	bool is_varlena;

	writer->type = segment_type(fcinfo, argument);
	writer->is_enum = type_is_enum(writer->type);
	if (writer->is_enum)
	{
		writer->label_count = read_enum_labels(writer->type, call->fn_mcxt, &writer->labels);
		qsort(writer->labels, (size_t) writer->label_count, sizeof(EnumLabel), compare_oids);
	}
	getTypeOutputInfo(writer->type, &output, &is_varlena);
	if (!is_date_or_time(writer->type) && !writer->is_enum)
		check_written_alike_always(writer->type, output);
	fmgr_info_cxt(output, &writer->output, call->fn_mcxt);
	return writer;
}

/* of the argument behind the state, kept from row to row */
SegmentWriter *
segment_writer(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = segment_writer_of(fcinfo, 1);
	return fcinfo->flinfo->fn_extra;
}

/*
 * The text of a segment: dates and times in ISO 8601 and UTC, floating point as
 * the shortest decimal that means it, all else as its type writes it.
 */
const char *
segment_text(SegmentWriter *writer, Datum segment)
{
	if (writer->is_enum)
	{
		EnumLabel wanted = {.oid = DatumGetObjectId(segment)};
		EnumLabel *label = bsearch(&wanted, writer->labels, (size_t) writer->label_count, sizeof(EnumLabel),
								   compare_oids);

		if (label != NULL)
			return label->name;
	}
	if (is_date_or_time(writer->type))
	{
		const int utc = 0;

		return JsonEncodeDateTime(palloc(MAXDATELEN + 1), segment, writer->type,
								  writer->type == TIMESTAMPTZOID ? &utc : NULL);
	}
	if (writer->type == FLOAT8OID)
		return double_to_shortest_decimal(DatumGetFloat8(segment));
	if (writer->type == FLOAT4OID)
		return float_to_shortest_decimal(DatumGetFloat4(segment));
	return OutputFunctionCall(&writer->output, segment);
}
