/*
 * json_casts.c
 *		The extension's types as json and jsonb: what their text form says.
 *
 * By functions and not WITH INOUT, as to_json() and its like only use a cast
 * that has a function, and else make a string of the text.
 */
#include "server/compat.h"

#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

static char *
text_form(FunctionCallInfo fcinfo)
{
	FmgrInfo *output = fcinfo->flinfo->fn_extra;

	if (output == NULL)
	{
		Oid function;
		bool is_varlena;

		getTypeOutputInfo(declared_type(fcinfo, 0), &function, &is_varlena);
		output = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(FmgrInfo));
		fmgr_info_cxt(function, output, fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = output;
	}
	return OutputFunctionCall(output, PG_GETARG_DATUM(0));
}

PG_FUNCTION_INFO_V1(customer_seg_to_json);
Datum
customer_seg_to_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(text_form(fcinfo)));
}

PG_FUNCTION_INFO_V1(customer_seg_to_jsonb);
Datum
customer_seg_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text_form(fcinfo)));
}
