/*
 * value_text.c
 *		Values as texts that no setting of the session changes.
 */
#include "profile/value_text.h"

#include "catalog/pg_type.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

/*
 * What follows, up to value_texts_end(), reads and writes values in one way:
 * dates and times in ISO 8601 and UTC, floating point as the shortest decimal
 * that means it, names of objects with their schema.  An error ends it, too.
 */
int
value_texts_begin(void)
{
	static const char *const settings[][2] = {
		{"DateStyle", "ISO, YMD"},
		{"IntervalStyle", "postgres"},
		{"TimeZone", "UTC"},
		{"bytea_output", "hex"},
		{"extra_float_digits", "1"},
		{"lc_monetary", "C"},
		{"search_path", "pg_catalog"},
		{"xmlbinary", "base64"},
	};
	int level = NewGUCNestLevel();

	for (int i = 0; i < (int) lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
								 false);
	return level;
}

void
value_texts_end(int level)
{
	AtEOXact_GUC(true, level);
}

/* as the type writes it, but a boolean as true or false */
char *
value_text(Oid type, Datum value)
{
	Oid output;
	bool is_varlena;

	if (type == BOOLOID)
		return DatumGetBool(value) ? "true" : "false";
	getTypeOutputInfo(type, &output, &is_varlena);
	return OidOutputFunctionCall(output, value);
}
