/*
 * playbook.c
 *		What to do for each kind of customer: reading the view playbook.
 *		playbook_edit.c is the trigger behind it.
 */
#include "advice/playbook.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

#include "advice/template.h"
#include "server/calls.h"

#define MASTER_LANGUAGE "en"
#define MAX_KEPT_PLAYS	1000

/* no padding: hashed as it is */
typedef struct PlayKey
{
	NameData subject;
	NameData item;
	NameData lang;
} PlayKey;

typedef struct Play
{
	PlayKey key;
	bool exists;
	PlayRow row;
} Play;

/*
 * What a query may see.  Two active snapshots with the same numbers see the
 * same rows: while xmax stays, transactions can only leave the list of those
 * that run; the command and the ids of the own (sub)transaction tell apart
 * what this session has done or taken back.
 */
typedef struct Sight
{
	TransactionId xmax;
	uint32 running;
	int32 running_subtransactions;
	CommandId command;
	TransactionId transaction;
	SubTransactionId subtransaction;
} Sight;

/* the plays that one call in a query has read, good as long as it sees the same */
typedef struct PlaysKept
{
	Sight sight;
	MemoryContext context;
	HTAB *plays;
	const Note *notes; /* as shipped, whatever the query sees; NULL: not yet read */
	int note_count;
	NameData known; /* a language of which there are rows, the last that had to be looked for; or empty */
	void *beside;	/* the caller's */
} PlaysKept;

/* the plan of find_play(), for the schema of this name */
static SPIPlanPtr play_plan = NULL;
static NameData play_plan_schema;

static Sight
current_sight(void)
{
	Snapshot snapshot = GetActiveSnapshot();
	Sight sight = {
		.xmax = snapshot->xmax,
		.running = snapshot->xcnt,
		.running_subtransactions = snapshot->subxcnt,
		.command = snapshot->curcid,
		.transaction = GetTopTransactionIdIfAny(),
		.subtransaction = GetCurrentSubTransactionId()};

	return sight;
}

/* the schema of the function that is called, and so of the playbook */
static const char *
schema_of(FunctionCallInfo fcinfo)
{
	return get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid));
}

static void
plan_play(const char *schema)
{
	const Oid types[] = {TEXTOID, TEXTOID, TEXTARRAYOID};
	SPIPlanPtr plan;

	if (play_plan != NULL && strcmp(NameStr(play_plan_schema), schema) == 0)
		return;
	plan = SPI_prepare(psprintf("SELECT playbook.* FROM %s.playbook"
								" WHERE subject OPERATOR(pg_catalog.=) $1 AND item OPERATOR(pg_catalog.=) $2"
								" AND lang OPERATOR(pg_catalog.=) ANY ($3)"
								" ORDER BY pg_catalog.array_position($3, lang) LIMIT 1",
								quote_identifier(schema)),
					   lengthof(types), (Oid *) types);
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "cannot plan to read the playbook");
	if (play_plan != NULL)
		SPI_freeplan(play_plan);
	play_plan = plan;
	namestrcpy(&play_plan_schema, schema);
}

/* the row in the first of these languages that has one, as seen by the query that runs */
static bool
find_play(FunctionCallInfo fcinfo, Play *play, ArrayType *languages, MemoryContext context)
{
	Datum arguments[] = {
		CStringGetTextDatum(NameStr(play->key.subject)),
		CStringGetTextDatum(NameStr(play->key.item)),
		PointerGetDatum(languages)};

	plan_play(schema_of(fcinfo));
	if (SPI_execute_plan(play_plan, arguments, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "cannot read the playbook");
	if (SPI_processed == 0)
		return false;
	memset(play->row.nulls, true, sizeof(play->row.nulls));
	for (int i = 0; i < SPI_tuptable->tupdesc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(SPI_tuptable->tupdesc, i);
		Datum value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, i + 1, &play->row.nulls[i]);
		MemoryContext caller = MemoryContextSwitchTo(context);

		play->row.values[i] = play->row.nulls[i] ? (Datum) 0 : datumCopy(value, column->attbyval, column->attlen);
		MemoryContextSwitchTo(caller);
	}
	return true;
}

/* a look at the playbook by a statement of its own */
static void
ask_playbook(const char *query, int n, Oid *types, Datum *arguments, long limit)
{
	if (SPI_execute_with_args(query, n, types, arguments, NULL, true, limit) != SPI_OK_SELECT)
		elog(ERROR, "cannot read the playbook");
}

/* a language in which nothing is written at all is a mistake, SQLSTATE 22023 */
static void
check_language(FunctionCallInfo fcinfo, const char *lang, ArrayType *languages)
{
	Oid types[] = {TEXTARRAYOID};
	Datum arguments[] = {PointerGetDatum(languages)};
	const char *known;

	ask_playbook(psprintf("SELECT pg_catalog.string_agg(pg_catalog.quote_literal(l), ', ' ORDER BY l)"
						  " FROM (SELECT DISTINCT lang COLLATE pg_catalog.\"C\" AS l FROM %s.playbook) p"
						  " HAVING pg_catalog.bool_or(l OPERATOR(pg_catalog.=) ANY ($1)) IS NOT TRUE",
						  quote_identifier(schema_of(fcinfo))),
				 lengthof(types), types, arguments, 1);
	if (SPI_processed == 0)
		return;
	known = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the playbook has no language \"%s\"", lang),
			 known ? errhint("There are: %s.", known) : errhint("The playbook is empty.")));
}

/* the language and what is left of it without its last parts: zh-Hant-TW, zh-Hant, zh (RFC 4647, lookup) */
static ArrayType *
languages_of(const char *lang)
{
	Datum tags[NAMEDATALEN];
	int n = 0;
	char *tag = pstrdup(lang);
	char *dash;

	tags[n++] = CStringGetTextDatum(tag);
	while ((dash = strrchr(tag, '-')) != NULL)
	{
		*dash = '\0';
		tags[n++] = CStringGetTextDatum(tag);
	}
	return construct_array(tags, n, TEXTOID, -1, false, TYPALIGN_INT);
}

/* true of subjects such as lapsed_quadrant, which yield to an enum that has the item, too */
#define IS_NO_ENUM                                                                                                   \
	"NOT EXISTS (SELECT FROM pg_catalog.pg_enum JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) enumtypid" \
	" WHERE typname::pg_catalog.text OPERATOR(pg_catalog.=) subject AND enumlabel::pg_catalog.text OPERATOR(pg_catalog.=) item)"

/* the one subject that has the item; empty where none has, an error, SQLSTATE 42725, where several have */
static void
find_subject(FunctionCallInfo fcinfo, PlayKey *key)
{
	Oid types[] = {TEXTOID};
	Datum arguments[] = {CStringGetTextDatum(NameStr(key->item))};

	ask_playbook(psprintf("SELECT DISTINCT s FROM"
						  " (SELECT subject COLLATE pg_catalog.\"C\" AS s, pg_catalog.rank() OVER (ORDER BY " IS_NO_ENUM ") AS place"
						  " FROM %s.playbook WHERE item OPERATOR(pg_catalog.=) $1) p"
						  " WHERE place OPERATOR(pg_catalog.=) 1 ORDER BY s",
						  quote_identifier(schema_of(fcinfo))),
				 lengthof(types), types, arguments, 2);
	if (SPI_processed > 1)
	{
		const char *first = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
		const char *second = SPI_getvalue(SPI_tuptable->vals[1], SPI_tuptable->tupdesc, 1);

		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_FUNCTION),
				 errmsg("\"%s\" is an item of more than one subject: %s, %s", NameStr(key->item), first, second),
				 errhint("Give the subject as well: (%s, %s).", quote_literal_cstr(first),
						 quote_literal_cstr(NameStr(key->item)))));
	}
	if (SPI_processed == 1)
		namestrcpy(&key->subject, SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
}

/* an item and a language in the places of subject and item, as in label('bee', 'es'), SQLSTATE 22023 */
static void
check_subject(FunctionCallInfo fcinfo, const PlayKey *key)
{
	Oid types[] = {TEXTOID, TEXTOID};
	Datum arguments[] = {CStringGetTextDatum(NameStr(key->subject)), CStringGetTextDatum(NameStr(key->item))};
	const char *schema = quote_identifier(schema_of(fcinfo));

	ask_playbook(psprintf("SELECT subject FROM %s.playbook WHERE item OPERATOR(pg_catalog.=) $1"
						  " AND EXISTS (SELECT FROM %s.playbook WHERE lang OPERATOR(pg_catalog.=) $2)"
						  " AND NOT EXISTS (SELECT FROM %s.playbook WHERE subject OPERATOR(pg_catalog.=) $1)"
						  " ORDER BY " IS_NO_ENUM ", subject COLLATE pg_catalog.\"C\"",
						  schema, schema, schema),
				 lengthof(types), types, arguments, 1);
	if (SPI_processed == 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the playbook has no subject \"%s\"", NameStr(key->subject)),
			 errhint("It is an item: give (%s, %s, %s).",
					 quote_literal_cstr(SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1)),
					 quote_literal_cstr(NameStr(key->subject)), quote_literal_cstr(NameStr(key->item)))));
}

static void
read_play(FunctionCallInfo fcinfo, Play *play, PlaysKept *kept)
{
	const char *lang = NameStr(play->key.lang);
	ArrayType *languages;

	SPI_connect();
	if (NameStr(play->key.subject)[0] == '\0')
		find_subject(fcinfo, &play->key);
	languages = languages_of(lang);
	play->exists = find_play(fcinfo, play, languages, kept->context);
	if (!play->exists)
	{
		if (*lang == '\0' || strcmp(NameStr(kept->known), lang) != 0)
			check_language(fcinfo, lang, languages);
		kept->known = play->key.lang;
		play->exists = find_play(fcinfo, play, languages_of(MASTER_LANGUAGE), kept->context);
	}
	if (!play->exists)
		check_subject(fcinfo, &play->key);
	SPI_finish();
}

/* a text argument that is part of the playbook's key */
void
playbook_name_argument(FunctionCallInfo fcinfo, int argument, const char *parameter, NameData *name)
{
	const char *value = text_to_cstring(PG_GETARG_TEXT_PP(argument));

	if (strlen(value) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("%s \"%s...\" is too long", parameter, pnstrdup(value, pg_mbcliplen(value, strlen(value), 20))),
				 errhint("Subjects, items and languages of the playbook have at most %d bytes.", NAMEDATALEN - 1)));
	namestrcpy(name, value);
}

/* the names of an enum's value and of its type */
static void
enum_argument(FunctionCallInfo fcinfo, int argument, NameData *type_name, NameData *label)
{
	Oid value = PG_GETARG_OID(argument);
	HeapTuple enum_tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(value));
	HeapTuple type_tuple;
	Oid type;

	if (!HeapTupleIsValid(enum_tuple))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid internal value for enum: %u", value)));
	*label = ((Form_pg_enum) GETSTRUCT(enum_tuple))->enumlabel;
	type = ((Form_pg_enum) GETSTRUCT(enum_tuple))->enumtypid;
	ReleaseSysCache(enum_tuple);

	type_tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	if (!HeapTupleIsValid(type_tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	*type_name = ((Form_pg_type) GETSTRUCT(type_tuple))->typname;
	ReleaseSysCache(type_tuple);
}

static PlaysKept *
plays_kept(FunctionCallInfo fcinfo)
{
	PlaysKept *kept = fcinfo->flinfo->fn_extra;
	Sight sight = current_sight();

	if (kept == NULL)
	{
		kept = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(PlaysKept));
		kept->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "customer_seg plays", ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = kept;
	}
	if (kept->plays == NULL || memcmp(&kept->sight, &sight, sizeof(Sight)) != 0 ||
		hash_get_num_entries(kept->plays) >= MAX_KEPT_PLAYS)
	{
		HASHCTL form = {.keysize = sizeof(PlayKey), .entrysize = sizeof(Play), .hcxt = kept->context};

		kept->plays = NULL;
		MemoryContextReset(kept->context);
		kept->plays = hash_create("customer_seg plays", 16, &form, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		kept->sight = sight;
		kept->known = (NameData){{0}};
	}
	return kept;
}

/* what the caller keeps for the next call beside them; NULL in the first */
void **
playbook_kept_beside(FunctionCallInfo fcinfo)
{
	return &plays_kept(fcinfo)->beside;
}

/* the row of this key, whose subject may be left empty; NULL where there is none in the language or in English */
static const PlayRow *
play_of_key(FunctionCallInfo fcinfo, const PlayKey *key)
{
	PlaysKept *kept = plays_kept(fcinfo);
	Play *play = hash_search(kept->plays, key, HASH_FIND, NULL);

	if (play == NULL)
	{
		Play sought = {.key = *key};

		read_play(fcinfo, &sought, kept);
		play = hash_search(kept->plays, key, HASH_ENTER, NULL);
		sought.key = *key;
		*play = sought;
	}
	return play->exists ? &play->row : NULL;
}

/* the row of the value of any enum, of these numbers among the arguments */
const PlayRow *
playbook_of_enum(FunctionCallInfo fcinfo, int value, int lang)
{
	PlayKey key = {0};

	enum_argument(fcinfo, value, &key.subject, &key.item);
	playbook_name_argument(fcinfo, lang, "lang", &key.lang);
	return play_of_key(fcinfo, &key);
}

/* by (anyenum, lang), by (subject, item, lang), or by an item alone, in English */
static const PlayRow *
play_asked(FunctionCallInfo fcinfo)
{
	PlayKey key = {0};

	if (PG_NARGS() == 2)
		return playbook_of_enum(fcinfo, 0, 1);
	if (PG_NARGS() == 1)
	{
		playbook_name_argument(fcinfo, 0, "item", &key.item);
		namestrcpy(&key.lang, MASTER_LANGUAGE);
		return play_of_key(fcinfo, &key);
	}
	playbook_name_argument(fcinfo, 0, "subject", &key.subject);
	playbook_name_argument(fcinfo, 1, "item", &key.item);
	playbook_name_argument(fcinfo, 2, "lang", &key.lang);
	/* no row has an empty subject */
	return NameStr(key.subject)[0] == '\0' ? NULL : play_of_key(fcinfo, &key);
}

/* play(anyenum [, lang]), play(subject, item [, lang]), play(item): the row, or NULL */
PG_FUNCTION_INFO_V1(customer_seg_play);
Datum
customer_seg_play(PG_FUNCTION_ARGS)
{
	const PlayRow *play = play_asked(fcinfo);

	if (play == NULL)
		PG_RETURN_NULL();
	return record_result(fcinfo, (Datum *) play->values, (bool *) play->nulls);
}

/* one text of the row; NULL where there is no row or no such text */
static Datum
play_text(FunctionCallInfo fcinfo, PlaybookColumn column)
{
	const PlayRow *play = play_asked(fcinfo);

	if (play == NULL || play->nulls[column])
		PG_RETURN_NULL();
	return datumCopy(play->values[column], false, -1);
}

/* the row of an item that the caller names; kept for the next call, which has fn_extra for it */
static const PlayRow *
play_of_names(FunctionCallInfo fcinfo, const char *subject, const char *item, const char *lang)
{
	PlayKey key = {0};

	namestrcpy(&key.subject, subject);
	namestrcpy(&key.item, item);
	namestrcpy(&key.lang, lang);
	return play_of_key(fcinfo, &key);
}

/* in the language of an argument */
const PlayRow *
playbook_of_item(FunctionCallInfo fcinfo, const char *subject, const char *item, int lang)
{
	NameData name;

	playbook_name_argument(fcinfo, lang, "lang", &name);
	return play_of_names(fcinfo, subject, item, NameStr(name));
}

/* a text of it, which is kept to the next one; false where there is none */
bool
playbook_text(FunctionCallInfo fcinfo, const char *subject, const char *item, const char *lang, PlaybookColumn column,
			  Datum *text)
{
	const PlayRow *play = play_of_names(fcinfo, subject, item, lang);

	if (play == NULL || play->nulls[column])
		return false;
	*text = play->values[column];
	return true;
}

/* a row of the query: an item with its template, or an enum */
static Note
note_of_row(HeapTuple row, TupleDesc desc, MemoryContext context)
{
	Note note = {.english = NULL};
	char *english = SPI_getvalue(row, desc, 2);
	const char *rest;
	TemplatePart part;

	namestrcpy(&note.item, SPI_getvalue(row, desc, 1));
	if (english == NULL)
		return note;
	rest = note.english = MemoryContextStrdup(context, english);
	while (template_next(&rest, &part))
		note.words += part.is_place ? 0 : part.length;
	return note;
}

/* the more words, the earlier, so that what says more is tried first; enums come last */
static int
compare_notes(const void *a, const void *b)
{
	const Note *left = a;
	const Note *right = b;

	if (left->words != right->words)
		return left->words > right->words ? -1 : 1;
	return strcmp(NameStr(left->item), NameStr(right->item));
}

static void
read_notes(FunctionCallInfo fcinfo, PlaysKept *kept)
{
	const char *schema = schema_of(fcinfo);
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Note *notes;

	SPI_connect();
	ask_playbook(psprintf("SELECT item, name FROM %s.playbook_shipped"
						  " WHERE subject OPERATOR(pg_catalog.=) '" NOTES "' AND lang OPERATOR(pg_catalog.=) '" MASTER_LANGUAGE "'"
						  " UNION ALL SELECT typname, NULL FROM pg_catalog.pg_type WHERE typtype OPERATOR(pg_catalog.=) 'e'"
						  " AND typnamespace OPERATOR(pg_catalog.=) %s::pg_catalog.regnamespace",
						  quote_identifier(schema), quote_literal_cstr(quote_identifier(schema))),
				 0, NULL, NULL, 0);
	kept->note_count = (int) SPI_processed;
	notes = MemoryContextAlloc(context, sizeof(Note) * Max(kept->note_count, 1));
	for (int i = 0; i < kept->note_count; i++)
		notes[i] = note_of_row(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, context);
	SPI_finish();
	qsort(notes, (size_t) kept->note_count, sizeof(Note), compare_notes);
	kept->notes = notes;
}

/* what functions say, as templates in English, and the names of the extension's enums; kept as long as fn_extra */
const Note *
playbook_notes(FunctionCallInfo fcinfo, int *count)
{
	PlaysKept *kept = plays_kept(fcinfo);

	if (kept->notes == NULL)
		read_notes(fcinfo, kept);
	*count = kept->note_count;
	return kept->notes;
}

/* label(anyenum [, lang]), label(subject, item [, lang]), label(item) */
PG_FUNCTION_INFO_V1(customer_seg_label);
Datum
customer_seg_label(PG_FUNCTION_ARGS)
{
	return play_text(fcinfo, PLAYBOOK_NAME);
}

/* strategy(anyenum [, lang]), strategy(subject, item [, lang]), strategy(item) */
PG_FUNCTION_INFO_V1(customer_seg_strategy);
Datum
customer_seg_strategy(PG_FUNCTION_ARGS)
{
	return play_text(fcinfo, PLAYBOOK_ACTION);
}

/* message(anyenum [, lang]), message(subject, item [, lang]), message(item) */
PG_FUNCTION_INFO_V1(customer_seg_message);
Datum
customer_seg_message(PG_FUNCTION_ARGS)
{
	return play_text(fcinfo, PLAYBOOK_MESSAGE);
}
