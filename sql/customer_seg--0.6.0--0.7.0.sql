\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
/*
 * What is new stands by chapter, in the chapters' order, between two looks at the schema.  Functions whose arguments or
 * results have changed are dropped first, where nobody else's views are bound to them.
 */

SELECT @extschema@._check_schema();

CREATE FUNCTION _check_unused(regprocedure[]) RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_unused'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
SELECT @extschema@._check_unused(ARRAY[
	'@extschema@._report_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, @extschema@.yardstick, text, date, interval)'::regprocedure,
	'@extschema@._past(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval, bigint)'::regprocedure,
	'@extschema@._portrait(regclass, name, name, name, name, name, name, timestamptz, timestamptz, @extschema@.yardstick, integer, integer, interval[], bigint, bigint)'::regprocedure]);
DROP FUNCTION _check_unused(regprocedure[]);

-- what calls them is made anew below
CREATE OR REPLACE FUNCTION lapse_check(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS TABLE (hiatus integer, tried_at date, horizon interval, lapse_after integer,
			   lapsed bigint, lapsed_came_back bigint, lapsed_share double precision,
			   others bigint, others_came_back bigint, others_share double precision,
			   one_in bigint, verdict foresight, reason text)
AS 'MODULE_PATHNAME', 'customer_seg_check_unused' LANGUAGE C;
CREATE OR REPLACE FUNCTION report(source regclass,
					   customer_column name DEFAULT 'customer_id',
					   time_column name DEFAULT 'sold_at',
					   amount_column name DEFAULT 'amount',
					   order_column name DEFAULT NULL,
					   potential_column name DEFAULT NULL,
					   profit_column name DEFAULT NULL,
					   since timestamptz DEFAULT NULL,
					   as_of timestamptz DEFAULT NULL,
					   yardstick yardstick DEFAULT NULL,
					   lang text DEFAULT 'en',
					   compare_with date DEFAULT NULL,
					   lapse_after interval DEFAULT NULL)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
AS 'MODULE_PATHNAME', 'customer_seg_check_unused' LANGUAGE C;

DROP FUNCTION _report_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval);
DROP FUNCTION _past(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval, bigint);
DROP FUNCTION _portrait(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, integer, integer, interval[], bigint, bigint);

/* yardstick */

CREATE CAST (varchar AS yardstick) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (varchar AS yardstick) IS 'from the JSON form, as a driver sends it';

/* segmentation_kept */

CREATE FUNCTION _check_superuser_reads(kept segmentations) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	theirs regrole := (SELECT c.relowner FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner WHERE c.oid = kept.source AND c.relkind = 'v' AND NOT r.rolsuper);
BEGIN
	IF theirs IS NOT NULL AND (SELECT rolsuper FROM pg_roles WHERE oid = kept.owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%s is a view of %s, and segmentation %s belongs to a superuser', @extschema@._qualified_name(kept.source), theirs, kept.name),
			DETAIL = 'A view runs functions with the rights of who reads it.',
			HINT = format('Make the segmentation after: SET ROLE %s;', theirs);
	END IF;
END $$;
COMMENT ON FUNCTION _check_superuser_reads(segmentations) IS 'an error where a superuser''s segmentation would read a view of a role that is none: a superuser runs nobody else''s code';

CREATE OR REPLACE FUNCTION _found_source(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named regclass := to_regclass(format('%I.%I', kept.source_schema, kept.source_name));
	renamed record;
BEGIN
	IF named IS NULL THEN
		SELECT n.nspname, c.relname INTO renamed FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = kept.source;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source of segmentation %s is gone: there is no %I.%I', kept.name, kept.source_schema, kept.source_name),
				HINT = format('Create %I.%I again, or: SELECT @extschema@.drop_segmentation(%L);', kept.source_schema, kept.source_name, kept.name);
		END IF;
		kept.source_schema := renamed.nspname;
		kept.source_name := renamed.relname;
	ELSIF named <> kept.source THEN
		PERFORM @extschema@._check_successor(kept, named);
		kept.source := named;
		kept.column_numbers := NULL; -- they were the other's
	END IF;
	PERFORM @extschema@._check_superuser_reads(kept);
	RETURN kept;
END $$;

/* uplift */

CREATE TYPE uplift_verdict AS ENUM ('works', 'does_harm', 'not_shown', 'too_few');
COMMENT ON TYPE uplift_verdict IS
'what treated and held out say of a campaign: more of the treated answer, fewer do, neither is established or the money surely says the opposite, or there are too few to tell';

CREATE TYPE uplift_row AS (
	class text,
	treated bigint,
	treated_answered bigint,
	treated_share double precision,
	control bigint,
	control_answered bigint,
	control_share double precision,
	difference double precision,
	low double precision,
	high double precision,
	extra_answers double precision,
	treated_amount numeric,
	control_amount numeric,
	treated_a_head numeric,
	control_a_head numeric,
	difference_a_head numeric,
	low_a_head numeric,
	high_a_head numeric,
	extra_amount numeric,
	left_out bigint,
	chi_square double precision,
	df integer,
	p double precision,
	verdict uplift_verdict,
	reason text
);
COMMENT ON TYPE uplift_row IS
'a class, or as the last row "all": customers who were treated and who were held out, how many of each answered, the difference of the shares with its 95 % interval (Newcombe 1998), the answers that it stands for; their money, a head, the difference a head with its 95 % interval (Welch 1947), the money that it stands for; rows left out; of all, whether the differences are alike in the classes; and a verdict with its reason';

CREATE FUNCTION uplift_accum(internal, anyelement, boolean, boolean) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_accum(internal, anyelement, boolean, boolean) IS
'transition function of uplift(class, treated, answered)';

CREATE FUNCTION uplift_accum(internal, anyelement, boolean, boolean, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_accum(internal, anyelement, boolean, boolean, numeric) IS
'transition function of uplift(class, treated, answered, amount)';

CREATE FUNCTION uplift_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_combine(internal, internal) IS 'combine function of uplift';

CREATE FUNCTION uplift_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_uplift_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION uplift_serial(internal) IS 'serialization function of uplift';

CREATE FUNCTION uplift_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_uplift_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION uplift_deserial(bytea, internal) IS 'deserialization function of uplift';

CREATE FUNCTION uplift_final(internal, anyelement, boolean, boolean) RETURNS uplift_row[]
AS 'MODULE_PATHNAME', 'customer_seg_uplift_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_final(internal, anyelement, boolean, boolean) IS
'final function of uplift(class, treated, answered)';

CREATE FUNCTION uplift_final(internal, anyelement, boolean, boolean, numeric) RETURNS uplift_row[]
AS 'MODULE_PATHNAME', 'customer_seg_uplift_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION uplift_final(internal, anyelement, boolean, boolean, numeric) IS
'final function of uplift(class, treated, answered, amount)';

CREATE AGGREGATE uplift(class anyelement, treated boolean, answered boolean) (
	SFUNC = uplift_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = uplift_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = uplift_combine,
	SERIALFUNC = uplift_serial, DESERIALFUNC = uplift_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE uplift(anyelement, boolean, boolean) IS
'what a campaign has brought: a row a class, of an enum all in its order, then those without a class, then all; who answered of those treated and of those held out, and the difference; who has NULL for answered did not answer, who has NULL for treated is left out';

CREATE AGGREGATE uplift(class anyelement, treated boolean, answered boolean, amount numeric) (
	SFUNC = uplift_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = uplift_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = uplift_combine,
	SERIALFUNC = uplift_serial, DESERIALFUNC = uplift_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE uplift(anyelement, boolean, boolean, numeric) IS
'the same, with the money that each customer brought';

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'chart', word.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES
('types', 'Bars: share of the customers, with its 95% interval. Diamonds: share of the money.',
 'Barras: porcentaje de los clientes, con su intervalo de confianza del 95 %. Rombos: porcentaje del importe.',
 '\346\235\241\345\275\242\357\274\232\345\256\242\346\210\267\345\215\240\346\257\224\345\217\212\345\205\26695%\347\275\256\344\277\241\345\214\272\351\227\264\343\200\202\350\217\261\345\275\242\357\274\232\351\207\221\351\242\235\345\215\240\346\257\224\343\200\202'),
('loyalty_contribution', 'The darker, the more customers have such scores. Dashed: where high begins.',
 'Cuanto m\303\241s oscuro, m\303\241s clientes tienen esos puntos. A trazos: donde empieza lo alto.',
 '\351\242\234\350\211\262\350\266\212\346\267\261\357\274\214\345\276\227\345\210\206\347\233\270\350\277\221\347\232\204\345\256\242\346\210\267\350\266\212\345\244\232\343\200\202\350\231\232\347\272\277\357\274\232\351\253\230\344\275\216\347\232\204\345\210\206\347\225\214\343\200\202'),
('rfm_map', 'The darker, the more customers. Each square bears the name of its largest group.',
 'Cuanto m\303\241s oscuro, m\303\241s clientes. Cada cuadro lleva el nombre de su grupo mayor.',
 '\351\242\234\350\211\262\350\266\212\346\267\261\357\274\214\345\256\242\346\210\267\350\266\212\345\244\232\343\200\202\346\257\217\346\240\274\344\273\245\345\205\266\344\270\255\344\272\272\346\225\260\346\234\200\345\244\232\347\232\204\345\210\206\346\256\265\345\221\275\345\220\215\343\200\202'),
('lorenz', 'What the best buyers bring of the money. Dashed: if all brought the same.',
 'Lo que los mejores compradores aportan del importe. A trazos: si todos aportaran lo mismo.',
 '\346\234\200\345\245\275\347\232\204\344\271\260\345\256\266\345\270\246\346\235\245\345\244\232\345\260\221\351\207\221\351\242\235\343\200\202\350\231\232\347\272\277\357\274\232\345\201\207\345\246\202\344\272\272\344\272\272\347\233\270\345\220\214\343\200\202'),
('money_by_period', 'Whose money came in. Pale: the period is not over.',
 'De qui\303\251n fue el importe. P\303\241lido: el per\303\255odo no ha terminado.',
 '\351\207\221\351\242\235\346\235\245\350\207\252\350\260\201\343\200\202\351\242\234\350\211\262\346\265\205\357\274\232\350\257\245\346\227\266\346\234\237\345\260\232\346\234\252\347\273\223\346\235\237\343\200\202'),
('leaky_bucket', 'Above: customers at the end of the period. Below: gained and lapsed in it; lapsed is who has not bought for more than {days} {days|day|days}. Pale: it is not over.',
 'Arriba: clientes al final del per\303\255odo. Abajo: los ganados y los que se fueron en \303\251l; se ha ido quien no ha comprado durante m\303\241s de {days} {days|d\303\255a|d\303\255as}. P\303\241lido: no ha terminado.',
 '\344\270\212\357\274\232\346\234\237\346\234\253\345\256\242\346\210\267\346\225\260\343\200\202\344\270\213\357\274\232\345\275\223\346\234\237\350\216\267\345\276\227\344\270\216\346\265\201\345\244\261\357\274\210\350\266\205\350\277\207{days}\345\244\251\346\234\252\350\264\255\344\271\260\347\256\227\346\265\201\345\244\261\357\274\211\343\200\202\351\242\234\350\211\262\346\265\205\357\274\232\350\257\245\346\227\266\346\234\237\345\260\232\346\234\252\347\273\223\346\235\237\343\200\202'),
('cohorts', 'Of those who first bought in the same period, the share who bought again later.',
 'De los que compraron por primera vez en el mismo per\303\255odo, el porcentaje que volvi\303\263 a comprar despu\303\251s.',
 '\345\220\214\344\270\200\346\227\266\346\234\237\351\246\226\346\254\241\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\344\270\255\357\274\214\344\271\213\345\220\216\345\206\215\346\254\241\350\264\255\344\271\260\347\232\204\345\215\240\346\257\224\343\200\202'),
('movement', 'Of the customers of a type, the share of each type they are now: a row adds up to 100%.',
 'De los clientes de un tipo, el porcentaje que ahora es de cada tipo: una fila suma 100 %.',
 '\346\237\220\347\261\273\345\256\242\346\210\267\347\216\260\345\234\250\345\220\204\345\261\236\345\223\252\344\270\200\347\261\273\347\232\204\345\215\240\346\257\224\357\274\232\346\257\217\350\241\214\345\220\210\350\256\241\344\270\272100%\343\200\202'),
('contacts_due', 'Contacts that are due, by what is to be done. On the right: money of a year at stake with all whose action it is.',
 'Contactos pendientes, seg\303\272n lo que hay que hacer. A la derecha: importe de un a\303\261o en juego con todos los de esa acci\303\263n.',
 '\345\210\260\346\234\237\347\232\204\350\201\224\347\263\273\357\274\214\346\214\211\350\241\214\345\212\250\345\210\206\343\200\202\345\217\263\344\276\247\357\274\232\350\257\245\350\241\214\345\212\250\345\205\250\351\203\250\345\256\242\346\210\267\346\266\211\345\217\212\347\232\204\345\271\264\351\224\200\345\224\256\351\242\235\343\200\202'),
('no_contact', 'No contact is on record: who is overdue is not known.',
 'No consta ning\303\272n contacto: no se sabe qui\303\251n est\303\241 atrasado.',
 '\346\262\241\346\234\211\350\201\224\347\263\273\350\256\260\345\275\225\357\274\232\344\270\215\347\237\245\351\201\223\350\260\201\345\267\262\350\277\207\346\234\237\343\200\202'),
('sampled', 'Counted from one customer in {one_in}, times {one_in}.',
 'Contado con uno de cada {one_in} clientes, multiplicado por {one_in}.',
 '\346\257\217{one_in}\344\275\215\345\256\242\346\210\267\345\217\2261\344\275\215\357\274\214\345\206\215\344\271\230\344\273\245{one_in}\343\200\202'),
('share_of_all', 'Share of the customers',
 'Porcentaje de los clientes',
 '\345\256\242\346\210\267\345\215\240\346\257\224'),
('segments', 'Segments',
 'Segmentos',
 '\345\210\206\346\256\265')

) AS word (item, en, es, zh),
LATERAL (VALUES ('en', word.en, NULL::name[]),
				('es', word.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', word.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'key_figure', word.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES
('customers', 'Customers',
 'Clientes',
 '\345\256\242\346\210\267'),
('buyers', 'Buyers',
 'Compradores',
 '\344\271\260\345\256\266'),
('current', 'Customers still here',
 'Clientes que siguen',
 '\344\273\215\345\234\250\347\232\204\345\256\242\346\210\267'),
('lapsed', 'Customers who have lapsed',
 'Clientes que se han ido',
 '\345\267\262\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267'),
('amount', 'Money',
 'Importe',
 '\351\207\221\351\242\235'),
('amount_per_buyer', 'Money per buyer',
 'Importe por comprador',
 '\346\257\217\344\275\215\344\271\260\345\256\266\347\232\204\351\207\221\351\242\235'),
('profit', 'Profit',
 'Beneficio',
 '\345\210\251\346\266\246'),
('amount_now', 'Money in the last period',
 'Importe del \303\272ltimo per\303\255odo',
 '\346\234\200\350\277\221\344\270\200\346\234\237\347\232\204\351\207\221\351\242\235'),
('amount_before', 'Money in the period before',
 'Importe del per\303\255odo anterior',
 '\344\270\212\344\270\200\346\234\237\347\232\204\351\207\221\351\242\235'),
('amount_change', 'Change of the money',
 'Variaci\303\263n del importe',
 '\351\207\221\351\242\235\347\232\204\345\217\230\345\214\226'),
('new', 'New customers',
 'Clientes nuevos',
 '\346\226\260\345\256\242\346\210\267'),
('won_back', 'Customers who came back',
 'Clientes que volvieron',
 '\351\207\215\346\226\260\345\233\236\346\235\245\347\232\204\345\256\242\346\210\267'),
('lost', 'Customers of the period before who stayed away',
 'Clientes del per\303\255odo anterior que no han vuelto',
 '\344\270\212\344\270\200\346\234\237\344\271\260\350\277\207\343\200\201\346\255\244\345\220\216\346\262\241\346\234\211\345\206\215\344\271\260\347\232\204\345\256\242\346\210\267'),
('retained', 'Customers retained',
 'Clientes conservados',
 '\347\225\231\344\275\217\347\232\204\345\256\242\346\210\267'),
('gini', 'Gini coefficient',
 'Coeficiente de Gini',
 '\345\237\272\345\260\274\347\263\273\346\225\260'),
('customers_for_80', 'Buyers behind 80%',
 'Compradores que suman el 80 %',
 '\350\264\241\347\214\25680%\347\232\204\344\271\260\345\256\266'),
('largest', 'Largest customer',
 'Mayor cliente',
 '\346\234\200\345\244\247\345\256\242\346\210\267'),
('lapse_after', 'Days without an order until a customer counts as lapsed',
 'D\303\255as sin pedido tras los que se da por hecho que un cliente se ha ido',
 '\345\244\232\345\260\221\345\244\251\346\262\241\346\234\211\350\256\242\345\215\225\345\215\263\347\256\227\346\265\201\345\244\261'),
('at_stake', 'Money of a year at stake',
 'Importe anual en juego',
 '\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235'),
('due_today', 'Contacts due today',
 'Contactos para hoy',
 '\344\273\212\345\244\251\350\257\245\350\201\224\347\263\273\347\232\204\345\256\242\346\210\267'),
('overdue', 'Contacts overdue',
 'Contactos atrasados',
 '\351\200\276\346\234\237\346\234\252\350\201\224\347\263\273\347\232\204\345\256\242\346\210\267')

) AS word (item, en, es, zh),
LATERAL (VALUES ('en', word.en, NULL::name[]),
				('es', word.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', word.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'page', word.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES
('title', 'The customers of {source}',
 'Los clientes de {source}',
 '{source}\347\232\204\345\256\242\346\210\267'),
('as_of', 'As of {day}',
 'A fecha de {day}',
 '\346\210\252\350\207\263{day}'),
('since', 'Sales from {first} to {last}',
 'Ventas del {first} al {last}',
 '{first}\350\207\263{last}\347\232\204\351\224\200\345\224\256'),
('left_out', '{rows} rows left out, with {money}',
 '{rows} filas sin contar, con {money}',
 '\346\234\252\350\256\241\345\205\245{rows}\350\241\214\357\274\214\351\207\221\351\242\235{money}'),
('first', 'What to do first',
 'Qu\303\251 hacer primero',
 '\351\246\226\345\205\210\350\246\201\345\201\232\347\232\204\344\272\213'),
('told', 'What the sales tell',
 'Lo que dicen las ventas',
 '\351\224\200\345\224\256\346\225\260\346\215\256\350\257\264\346\230\216\344\273\200\344\271\210'),
('pictures', 'Pictures',
 'Gr\303\241ficos',
 '\345\233\276\347\244\272'),
('lines', 'Line by line',
 'L\303\255nea por l\303\255nea',
 '\351\200\220\351\241\271\346\230\216\347\273\206'),
('legend', 'What the types mean',
 'Qu\303\251 significan los tipos',
 '\345\220\204\347\261\273\345\256\242\346\210\267\346\230\257\344\273\200\344\271\210\346\204\217\346\200\235'),
('notes', 'Notes',
 'Notas',
 '\350\257\264\346\230\216'),
('numbers', 'The numbers',
 'Las cifras',
 '\346\225\260\346\215\256'),
('bee', 'High contribution, high loyalty.',
 'Aportaci\303\263n alta, fidelidad alta.',
 '\350\264\241\347\214\256\351\253\230\357\274\214\345\277\240\350\257\232\345\272\246\351\253\230\343\200\202'),
('dragonfly', 'High contribution, low loyalty.',
 'Aportaci\303\263n alta, fidelidad baja.',
 '\350\264\241\347\214\256\351\253\230\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\343\200\202'),
('butterfly', 'Low contribution, high loyalty.',
 'Aportaci\303\263n baja, fidelidad alta.',
 '\350\264\241\347\214\256\344\275\216\357\274\214\345\277\240\350\257\232\345\272\246\351\253\230\343\200\202'),
('mantis', 'Low contribution, low loyalty.',
 'Aportaci\303\263n baja, fidelidad baja.',
 '\350\264\241\347\214\256\344\275\216\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\343\200\202'),
('tile_customers', '{number|customer|customers}',
 '{number|cliente|clientes}',
 '{number|\345\256\242\346\210\267|\345\256\242\346\210\267}'),
('tile_current', '{number} still {number|buys|buy}',
 '{number} {number|sigue|siguen} comprando',
 '{number}\344\275\215\344\273\215\345\234\250\350\264\255\344\271\260'),
('tile_buyers', '{number} {number|has|have} bought',
 '{number} {number|ha|han} comprado',
 '{number}\344\275\215\344\271\260\350\277\207'),
('tile_money', 'money in all',
 'importe total',
 '\351\207\221\351\242\235\345\220\210\350\256\241'),
('tile_period', 'from {since} to {until}',
 'del {since} al {until}',
 '{since}\350\207\263{until}'),
('tile_change', 'money, against the period before',
 'importe, frente al per\303\255odo anterior',
 '\351\207\221\351\242\235\357\274\214\344\270\216\344\270\212\344\270\200\346\234\237\347\233\270\346\257\224'),
('tile_of_period', '{money} from {since} to {until}',
 '{money} del {since} al {until}',
 '{since}\350\207\263{until}\346\224\266\345\205\245{money}'),
('tile_bees', '{number|bee, of the best customers|bees, the best customers}',
 '{number|abeja, de los mejores clientes|abejas, los mejores clientes}',
 '{number|\350\234\234\350\234\202\357\274\214\345\215\263\344\274\230\350\264\250\345\256\242\346\210\267|\350\234\234\350\234\202\357\274\214\345\215\263\344\274\230\350\264\250\345\256\242\346\210\267}'),
('tile_of_money', '{share} of the money',
 '{share} del importe',
 '\345\215\240\351\207\221\351\242\235\347\232\204{share}'),
('tile_few', 'of the buyers bring {most} of the money',
 'de los compradores aportan el {most} del importe',
 '\347\232\204\344\271\260\345\256\266\345\270\246\346\235\245{most}\347\232\204\351\207\221\351\242\235'),
('tile_gini', 'Gini coefficient {gini}',
 'coeficiente de Gini {gini}',
 '\345\237\272\345\260\274\347\263\273\346\225\260{gini}'),
('tile_at_stake', 'a year at stake',
 'al a\303\261o en juego',
 '\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235'),
('tile_of_actions', 'with what is to be done next with each customer',
 'en lo pr\303\263ximo que hacer con cada cliente',
 '\345\205\250\351\203\250\345\256\242\346\210\267\344\270\213\344\270\200\346\255\245\350\241\214\345\212\250\347\232\204\345\220\210\350\256\241'),
('customers', 'Customers',
 'Clientes',
 '\345\256\242\346\210\267\346\225\260'),
('share', 'Share',
 'Porcentaje',
 '\345\215\240\346\257\224'),
('low', 'At least (95%)',
 'Al menos (95 %)',
 '\344\270\213\351\231\220\357\274\21095%\357\274\211'),
('high', 'At most (95%)',
 'A lo sumo (95 %)',
 '\344\270\212\351\231\220\357\274\21095%\357\274\211'),
('amount', 'Money',
 'Importe',
 '\351\207\221\351\242\235'),
('share_of_amount', 'Of the money',
 'Del importe',
 '\351\207\221\351\242\235\345\215\240\346\257\224'),
('type', 'Type',
 'Tipo',
 '\347\261\273\345\236\213'),
('loyalty', 'Loyalty',
 'Fidelidad',
 '\345\277\240\350\257\232\345\272\246'),
('contribution', 'Contribution',
 'Aportaci\303\263n',
 '\350\264\241\347\214\256\345\272\246'),
('recency', 'Recency score',
 'Puntos por recencia',
 '\346\234\200\350\277\221\350\264\255\344\271\260\345\210\206'),
('value', 'Value score',
 'Puntos por valor',
 '\344\273\267\345\200\274\345\210\206'),
('recency_up', 'bought more lately',
 'compraron hace menos',
 '\350\264\255\344\271\260\350\266\212\350\277\221'),
('value_up', 'more often, for more',
 'm\303\241s veces, por m\303\241s',
 '\346\254\241\346\225\260\351\207\221\351\242\235\350\266\212\345\244\232'),
('segment', 'Segment',
 'Segmento',
 '\345\210\206\346\256\265'),
('share_of_customers', 'Share of the buyers, the best first',
 'Porcentaje de los compradores, los mejores primero',
 '\344\271\260\345\256\266\345\215\240\346\257\224\357\274\214\347\224\261\351\253\230\345\210\260\344\275\216'),
('share_they_bring', 'Share of the money',
 'Porcentaje del importe',
 '\351\207\221\351\242\235\345\215\240\346\257\224'),
('all_alike', 'if all brought the same',
 'si todos aportaran lo mismo',
 '\345\201\207\345\246\202\344\272\272\344\272\272\347\233\270\345\220\214'),
('period', 'Period',
 'Per\303\255odo',
 '\346\227\266\346\234\237'),
('new', 'New',
 'Nuevos',
 '\346\226\260\345\256\242\346\210\267'),
('won_back', 'Won back',
 'Recuperados',
 '\346\214\275\345\233\236'),
('retained', 'Retained',
 'Conservados',
 '\347\225\231\344\275\217'),
('old', 'Old customers',
 'Clientes antiguos',
 '\350\200\201\345\256\242\346\210\267'),
('lost', 'Lapsed',
 'Se fueron',
 '\346\265\201\345\244\261'),
('total', 'Total',
 'Total',
 '\345\220\210\350\256\241'),
('start', 'At the start',
 'Al comienzo',
 '\346\234\237\345\210\235'),
('end', 'At the end',
 'Al final',
 '\346\234\237\346\234\253'),
('stock', 'Customers at the end of the period',
 'Clientes al final del per\303\255odo',
 '\346\234\237\346\234\253\345\256\242\346\210\267\346\225\260'),
('gained_and_lost', 'Gained above the line, lapsed below it',
 'Ganados sobre la l\303\255nea, los que se fueron debajo',
 '\351\233\266\347\272\277\344\273\245\344\270\212\344\270\272\350\216\267\345\276\227\357\274\214\351\233\266\347\272\277\344\273\245\344\270\213\344\270\272\346\265\201\345\244\261'),
('quarter', '{year} Q{quarter}',
 '{year} T{quarter}',
 '{year}\345\271\264{quarter}\345\255\243\345\272\246'),
('cohort', 'First bought',
 'Primera compra',
 '\351\246\226\346\254\241\350\264\255\344\271\260'),
('after_month', 'Months after',
 'Meses despu\303\251s',
 '\346\255\244\345\220\216\347\254\254\345\207\240\344\270\252\346\234\210'),
('after_quarter', 'Quarters after',
 'Trimestres despu\303\251s',
 '\346\255\244\345\220\216\347\254\254\345\207\240\345\255\243\345\272\246'),
('after_week', 'Weeks after',
 'Semanas despu\303\251s',
 '\346\255\244\345\220\216\347\254\254\345\207\240\345\221\250'),
('after_year', 'Years after',
 'A\303\261os despu\303\251s',
 '\346\255\244\345\220\216\347\254\254\345\207\240\345\271\264'),
('span_week', '{n} {n|week|weeks}',
 '{n} {n|semana|semanas}',
 '{n}\345\221\250'),
('span_month', '{n} {n|month|months}',
 '{n} {n|mes|meses}',
 '{n}\344\270\252\346\234\210'),
('span_quarter', '{n} {n|quarter|quarters}',
 '{n} {n|trimestre|trimestres}',
 '{n}\344\270\252\345\255\243\345\272\246'),
('span_year', '{n} {n|year|years}',
 '{n} {n|a\303\261o|a\303\261os}',
 '{n}\345\271\264'),
('bought_then', 'Bought then',
 'Compraron entonces',
 '\345\275\223\346\234\237\350\264\255\344\271\260'),
('then', '{day}: were',
 '{day}: eran',
 '{day}\357\274\232\345\216\237\346\235\245'),
('now', '{day}: are',
 '{day}: son',
 '{day}\357\274\232\347\216\260\345\234\250'),
('not_there', 'Not there',
 'Ausentes',
 '\344\270\215\345\234\250'),
('was', 'Were',
 'Eran',
 '\345\216\237\346\235\245'),
('is', 'Are',
 'Son',
 '\347\216\260\345\234\250'),
('of_was', 'Of those who were',
 'De los que lo eran',
 '\345\215\240\345\216\237\346\235\245\347\232\204'),
('money_then', 'Money then',
 'Importe entonces',
 '\345\275\223\346\227\266\351\207\221\351\242\235'),
('money_now', 'Money now',
 'Importe ahora',
 '\347\216\260\345\234\250\351\207\221\351\242\235'),
('action', 'Action',
 'Acci\303\263n',
 '\350\241\214\345\212\250'),
('due_today', 'Due today',
 'Para hoy',
 '\344\273\212\345\244\251\345\210\260\346\234\237'),
('overdue', 'Overdue',
 'Atrasados',
 '\345\267\262\347\273\217\350\277\207\346\234\237'),
('at_stake', 'A year at stake',
 'En juego al a\303\261o',
 '\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235'),
('change', 'Change',
 'Cambio',
 '\345\242\236\345\207\217'),
('types', 'How many of each type',
 'Cu\303\241ntos hay de cada tipo',
 '\345\220\204\347\261\273\345\256\242\346\210\267\346\234\211\345\244\232\345\260\221'),
('types_said', '{bee}: {share} of the customers, and {money} of the money. The thin lines show how sure the shares are (95%).',
 '{bee}: {share} de los clientes y {money} del importe. Las l\303\255neas finas muestran el intervalo de confianza del 95 %.',
 '{bee}\345\215\240\345\256\242\346\210\267\347\232\204{share}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{money}\343\200\202\347\273\206\347\272\277\350\241\250\347\244\27295%\347\275\256\344\277\241\345\214\272\351\227\264\343\200\202'),
('types_said_plain', '{bee}: {share} of the customers. The thin lines show how sure the shares are (95%).',
 '{bee}: {share} de los clientes. Las l\303\255neas finas muestran el intervalo de confianza del 95 %.',
 '{bee}\345\215\240\345\256\242\346\210\267\347\232\204{share}\343\200\202\347\273\206\347\272\277\350\241\250\347\244\27295%\347\275\256\344\277\241\345\214\272\351\227\264\343\200\202'),
('loyalty_contribution', 'Loyalty and contribution',
 'Fidelidad y aportaci\303\263n',
 '\345\277\240\350\257\232\345\272\246\344\270\216\350\264\241\347\214\256\345\272\246'),
('loyalty_contribution_said', 'Each square stands for the customers of like scores: the larger, the more of them. The dashed lines part the four types; a square that a line runs through is grey. Both high: {bee} of the customers; neither: {mantis}.',
 'Cada cuadrado representa a los clientes de puntos parecidos: cuanto mayor, m\303\241s son. Las l\303\255neas de trazos separan los cuatro tipos; un cuadrado por el que pasa una l\303\255nea es gris. Ambas altas: {bee} de los clientes; ninguna: {mantis}.',
 '\346\257\217\344\270\252\346\226\271\345\235\227\344\273\243\350\241\250\345\276\227\345\210\206\347\233\270\350\277\221\347\232\204\345\256\242\346\210\267\357\274\214\346\226\271\345\235\227\350\266\212\345\244\247\344\272\272\346\225\260\350\266\212\345\244\232\357\274\233\350\231\232\347\272\277\345\210\222\345\210\206\345\233\233\347\261\273\345\256\242\346\210\267\357\274\214\350\267\250\347\272\277\347\232\204\346\226\271\345\235\227\344\270\272\347\201\260\350\211\262\343\200\202\344\270\244\351\241\271\351\203\275\351\253\230\347\232\204\345\215\240{bee}\357\274\214\344\270\244\351\241\271\351\203\275\344\275\216\347\232\204\345\215\240{mantis}\343\200\202'),
('rfm_map', 'Recency and value',
 'Recencia y valor',
 '\346\234\200\350\277\221\350\264\255\344\271\260\344\270\216\344\273\267\345\200\274'),
('rfm_map_said', 'The darker, the more customers; the numbers are those of the list. No. {number}, {name}: {share} of the buyers, and {money} of the money.',
 'Cuanto m\303\241s oscuro, m\303\241s clientes; los n\303\272meros son los de la lista. El {number}, {name}: {share} de los compradores y {money} del importe.',
 '\351\242\234\350\211\262\350\266\212\346\267\261\357\274\214\345\256\242\346\210\267\350\266\212\345\244\232\357\274\233\347\274\226\345\217\267\350\247\201\345\233\276\344\270\213\345\210\227\350\241\250\343\200\202{number}\345\217\267\357\274\210{name}\357\274\211\345\215\240\344\271\260\345\256\266\347\232\204{share}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{money}\343\200\202'),
('rfm_map_said_plain', 'The darker, the more customers; the numbers are those of the list. No. {number}, {name}: {share} of the buyers.',
 'Cuanto m\303\241s oscuro, m\303\241s clientes; los n\303\272meros son los de la lista. El {number}, {name}: {share} de los compradores.',
 '\351\242\234\350\211\262\350\266\212\346\267\261\357\274\214\345\256\242\346\210\267\350\266\212\345\244\232\357\274\233\347\274\226\345\217\267\350\247\201\345\233\276\344\270\213\345\210\227\350\241\250\343\200\202{number}\345\217\267\357\274\210{name}\357\274\211\345\215\240\344\271\260\345\256\266\347\232\204{share}\343\200\202'),
('lorenz', 'How far the money depends on a few',
 'Hasta qu\303\251 punto el importe depende de unos pocos',
 '\351\207\221\351\242\235\346\234\211\345\244\232\344\276\235\350\265\226\345\260\221\346\225\260\345\256\242\346\210\267'),
('lorenz_said', 'The best {fifth} of the buyers bring {top} of the money. Gini coefficient: {gini} (0: all bring the same; near 1: one brings all).',
 'El mejor {fifth} de los compradores aporta el {top} del importe. Coeficiente de Gini: {gini} (0: todos aportan lo mismo; cerca de 1: uno lo aporta todo).',
 '\350\264\241\347\214\256\346\234\200\345\244\247\347\232\204{fifth}\347\232\204\344\271\260\345\256\266\345\270\246\346\235\245{top}\347\232\204\351\207\221\351\242\235\343\200\202\345\237\272\345\260\274\347\263\273\346\225\260{gini}\357\274\2100\350\241\250\347\244\272\344\272\272\344\272\272\347\233\270\345\220\214\357\274\214\346\216\245\350\277\2211\350\241\250\347\244\272\345\205\250\351\235\240\344\270\200\344\272\272\357\274\211\343\200\202'),
('money_by_period', 'Money from new and from old customers',
 'Importe de clientes nuevos y antiguos',
 '\346\226\260\350\200\201\345\256\242\346\210\267\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235'),
('money_by_period_said', 'In the last full period, {period}, {money} was paid: {retained} from retained customers, {new} from new ones, {won_back} from those won back.',
 'En el \303\272ltimo per\303\255odo completo, {period}, entraron {money}: {retained} de clientes conservados, {new} de nuevos y {won_back} de recuperados.',
 '\346\234\200\350\277\221\345\256\214\346\225\264\347\232\204\344\270\200\346\234\237{period}\346\224\266\345\205\245{money}\357\274\232\347\225\231\344\275\217\347\232\204\345\256\242\346\210\267\345\215\240{retained}\357\274\214\346\226\260\345\256\242\346\210\267\345\215\240{new}\357\274\214\346\214\275\345\233\236\347\232\204\345\256\242\346\210\267\345\215\240{won_back}\343\200\202'),
('money_by_period_said_plain', 'In the last full period, {period}, {money} was paid: {retained} from old customers and {new} from new ones.',
 'En el \303\272ltimo per\303\255odo completo, {period}, entraron {money}: {retained} de clientes antiguos y {new} de nuevos.',
 '\346\234\200\350\277\221\345\256\214\346\225\264\347\232\204\344\270\200\346\234\237{period}\346\224\266\345\205\245{money}\357\274\232\350\200\201\345\256\242\346\210\267\345\215\240{retained}\357\274\214\346\226\260\345\256\242\346\210\267\345\215\240{new}\343\200\202'),
('money_by_period_said_none', 'In the last full period, {period}, no more came in than was paid back.',
 'En el \303\272ltimo per\303\255odo completo, {period}, no entr\303\263 m\303\241s de lo que se devolvi\303\263.',
 '\346\234\200\350\277\221\345\256\214\346\225\264\347\232\204\344\270\200\346\234\237{period}\347\232\204\346\224\266\345\205\245\344\270\215\345\244\232\344\272\216\351\200\200\346\254\276\343\200\202'),
('leaky_bucket', 'The leaky bucket',
 'El cubo agujereado',
 '\345\256\242\346\210\267\346\265\201\345\205\245\344\270\216\346\265\201\345\244\261'),
('leaky_bucket_said', 'From {first} to {last}, {new} came for the first time, {won_back} came back, and {lost} lapsed: had not bought for more than {days} {days|day|days}. There {start|was|were} {start} before and {end} after.',
 'De {first} a {last}: por primera vez {new|vino|vinieron} {new}, {won_back|volvi\303\263|volvieron} {won_back} y se {lost|fue|fueron} {lost}, sin comprar durante m\303\241s de {days} {days|d\303\255a|d\303\255as}. Antes {start|era|eran} {start} y despu\303\251s, {end}.',
 '\344\273\216{first}\345\210\260{last}\357\274\214\351\246\226\346\254\241\350\264\255\344\271\260{new}\344\275\215\357\274\214\345\233\236\346\235\245{won_back}\344\275\215\357\274\214\346\265\201\345\244\261{lost}\344\275\215\357\274\210\350\266\205\350\277\207{days}\345\244\251\346\234\252\350\264\255\344\271\260\357\274\211\357\274\233\345\256\242\346\210\267\346\225\260\347\224\261{start}\345\217\230\344\270\272{end}\343\200\202'),
('cohorts', 'Who comes back, by first purchase',
 'Qui\303\251n vuelve, por primera compra',
 '\346\214\211\351\246\226\346\254\241\350\264\255\344\271\260\347\234\213\350\260\201\344\274\232\345\206\215\346\235\245'),
('cohorts_said', 'Of all who could by then, {next} bought again {one} after the first purchase, and {later} {periods} after it.',
 'De todos los que ya pod\303\255an, el {next} volvi\303\263 a comprar {one} despu\303\251s de la primera compra, y el {later}, {periods} despu\303\251s.',
 '\345\234\250\345\267\262\345\210\260\346\227\266\351\227\264\347\232\204\345\256\242\346\210\267\344\270\255\357\274\214{next}\345\234\250\351\246\226\346\254\241\350\264\255\344\271\260{one}\345\220\216\345\206\215\346\254\241\350\264\255\344\271\260\357\274\214{later}\345\234\250{periods}\345\220\216\350\264\255\344\271\260\343\200\202'),
('cohorts_said_once', 'Of all who could by then, {next} bought again {one} after the first purchase.',
 'De todos los que ya pod\303\255an, el {next} volvi\303\263 a comprar {one} despu\303\251s de la primera compra.',
 '\345\234\250\345\267\262\345\210\260\346\227\266\351\227\264\347\232\204\345\256\242\346\210\267\344\270\255\357\274\214{next}\345\234\250\351\246\226\346\254\241\350\264\255\344\271\260{one}\345\220\216\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('cohorts_said_none', 'Of nobody it is known yet who came back in the period after the first purchase.',
 'Todav\303\255a no se sabe de nadie si volvi\303\263 en el per\303\255odo siguiente a la primera compra.',
 '\350\277\230\344\270\215\347\237\245\351\201\223\350\260\201\345\234\250\351\246\226\346\254\241\350\264\255\344\271\260\345\220\216\347\232\204\344\270\213\344\270\200\346\234\237\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('movement', 'From type to type',
 'De un tipo a otro',
 '\347\261\273\345\236\213\344\271\213\351\227\264\347\232\204\347\247\273\345\212\250'),
('movement_said', 'Bees on {then}: {bees}. Still bees on {now}: {kept}; without a purchase since: {gone}. Each row adds up to 100%.',
 'Abejas el {then}: {bees}. Siguen siendo abejas el {now}: {kept}; sin compras desde entonces: {gone}. Cada fila suma 100 %.',
 '{then}\347\232\204\350\234\234\350\234\202\346\234\211{bees}\344\275\215\343\200\202\345\210\260{now}\344\273\215\346\230\257\350\234\234\350\234\202\347\232\204\345\215\240{kept}\357\274\214\346\255\244\345\220\216\346\262\241\346\234\211\350\264\255\344\271\260\347\232\204\345\215\240{gone}\343\200\202\346\257\217\350\241\214\345\220\210\350\256\241\344\270\272100%\343\200\202'),
('movement_said_none', 'From {then} to {now}. Each row adds up to 100%.',
 'Del {then} al {now}. Cada fila suma 100 %.',
 '\344\273\216{then}\345\210\260{now}\343\200\202\346\257\217\350\241\214\345\220\210\350\256\241\344\270\272100%\343\200\202'),
('contacts_due', 'Whom to be in touch with',
 'Con qui\303\251n ponerse en contacto',
 '\350\257\245\350\201\224\347\263\273\350\260\201'),
('contacts_due_said', '{number} {number|contact is|contacts are} due, {overdue} of them since an earlier day. With all whose next action is one of these, due or not, {at_stake} a year is at stake, most of it here: {action}, {most}.',
 'Hay {number} {number|contacto pendiente|contactos pendientes}, {overdue} desde un d\303\255a anterior. Con todos los que tienen una de estas acciones, pendiente o no, est\303\241n en juego {at_stake} al a\303\261o, sobre todo aqu\303\255: {action}, {most}.',
 '\346\234\211{number}\346\254\241\350\201\224\347\263\273\345\210\260\346\234\237\357\274\214\345\205\266\344\270\255{overdue}\346\254\241\346\227\251\345\267\262\345\210\260\346\234\237\343\200\202\344\270\213\344\270\200\346\255\245\346\230\257\350\277\231\344\272\233\350\241\214\345\212\250\347\232\204\345\205\250\351\203\250\345\256\242\346\210\267\357\274\210\346\227\240\350\256\272\346\230\257\345\220\246\345\210\260\346\234\237\357\274\211\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235{at_stake}\357\274\214\346\234\200\345\244\232\347\232\204\346\230\257{action}\357\274\214{most}\343\200\202'),
('contacts_due_said_plain', '{number} {number|contact is|contacts are} due, {overdue} of them since an earlier day.',
 'Hay {number} {number|contacto pendiente|contactos pendientes}, {overdue} desde un d\303\255a anterior.',
 '\346\234\211{number}\346\254\241\350\201\224\347\263\273\345\210\260\346\234\237\357\274\214\345\205\266\344\270\255{overdue}\346\254\241\346\227\251\345\267\262\345\210\260\346\234\237\343\200\202'),
('contacts_due_said_no_contact', 'No contact is on record yet, so that nearly everybody would be overdue: {number} {number|is|are} due on this very day.',
 'A\303\272n no consta ning\303\272n contacto, de modo que casi todos estar\303\255an atrasados: para este mismo d\303\255a hay {number}.',
 '\350\277\230\346\262\241\346\234\211\350\201\224\347\263\273\350\256\260\345\275\225\357\274\214\345\233\240\346\255\244\345\207\240\344\271\216\344\272\272\344\272\272\351\203\275\347\256\227\350\277\207\346\234\237\357\274\233\346\201\260\345\245\275\345\275\223\345\244\251\345\210\260\346\234\237\347\232\204\346\234\211{number}\346\254\241\343\200\202'),
('of_all', 'All with this action',
 'Todos con esta acci\303\263n',
 '\350\257\245\350\241\214\345\212\250\347\232\204\345\205\250\351\203\250\345\256\242\346\210\267'),
('of_all_head', 'due / all; a year at stake',
 'pendientes / todos; en juego al a\303\261o',
 '\345\210\260\346\234\237\357\274\217\345\205\250\351\203\250\357\274\233\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235'),
('why_no_customers', 'There are no customers to show.',
 'No hay clientes que mostrar.',
 '\346\262\241\346\234\211\345\256\242\346\210\267\345\217\257\344\273\245\346\230\276\347\244\272\343\200\202'),
('why_no_buyers', 'Nobody has bought yet.',
 'Nadie ha comprado todav\303\255a.',
 '\350\277\230\346\262\241\346\234\211\344\272\272\344\271\260\350\277\207\343\200\202'),
('why_too_short', 'The data are too short for this picture.',
 'Los datos abarcan demasiado poco tiempo para este gr\303\241fico.',
 '\346\225\260\346\215\256\347\232\204\346\227\266\351\227\264\345\244\252\347\237\255\357\274\214\347\224\273\344\270\215\345\207\272\350\277\231\345\274\240\345\233\276\343\200\202'),
('why_no_money', 'No money has come in that could be shared out.',
 'No ha entrado dinero que repartir.',
 '\346\262\241\346\234\211\345\217\257\344\276\233\345\210\222\345\210\206\347\232\204\351\207\221\351\242\235\343\200\202'),
('why_alike', 'All buyers have brought the same.',
 'Todos los compradores han aportado lo mismo.',
 '\346\211\200\346\234\211\344\271\260\345\256\266\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\347\233\270\345\220\214\343\200\202'),
('why_unranked', 'The scores do not rank anybody here: there are too few customers, or too many with the same.',
 'Los puntos no ordenan a nadie aqu\303\255: hay pocos clientes, o demasiados con los mismos puntos.',
 '\350\277\231\351\207\214\345\256\242\346\210\267\345\244\252\345\260\221\357\274\214\346\210\226\345\276\227\345\210\206\347\233\270\345\220\214\347\232\204\345\244\252\345\244\232\357\274\214\346\216\222\344\270\215\345\207\272\345\220\215\346\254\241\343\200\202'),
('why_lapse_unknown', 'It is not known here after how long away somebody has lapsed.',
 'Aqu\303\255 no se sabe tras cu\303\241nta ausencia se ha ido un cliente.',
 '\350\277\231\351\207\214\344\270\215\347\237\245\351\201\223\345\244\232\344\271\205\346\234\252\350\264\255\344\271\260\346\211\215\347\256\227\346\265\201\345\244\261\343\200\202'),
('why_compared', 'Not in a report that compares two periods: a window does not show who bought before it.',
 'No aparece en un informe que compara dos per\303\255odos: una ventana no muestra qui\303\251n compr\303\263 antes.',
 '\346\257\224\350\276\203\344\270\244\344\270\252\346\227\266\346\234\237\347\232\204\346\212\245\345\221\212\344\270\255\346\262\241\346\234\211\346\255\244\345\233\276\357\274\232\347\252\227\345\217\243\347\234\213\344\270\215\345\207\272\350\260\201\344\273\245\345\211\215\344\271\260\350\277\207\343\200\202'),
('why_compared_too_early', 'The earlier period has no customers to compare with.',
 'El per\303\255odo anterior no tiene clientes con los que comparar.',
 '\344\270\212\344\270\200\346\234\237\346\262\241\346\234\211\345\217\257\344\273\245\346\257\224\350\276\203\347\232\204\345\256\242\346\210\267\343\200\202'),
('why_nobody_due', 'Nobody is due a contact.',
 'No hay ning\303\272n contacto pendiente.',
 '\346\262\241\346\234\211\345\210\260\346\234\237\347\232\204\350\201\224\347\263\273\343\200\202'),
('why_unknown', 'The data do not bear this picture out.',
 'Los datos no permiten este gr\303\241fico.',
 '\346\225\260\346\215\256\344\270\215\350\266\263\344\273\245\347\224\273\345\207\272\350\277\231\345\274\240\345\233\276\343\200\202'),
('note_sample', 'Counted from one customer in {one_in}, times {one_in}: {pictures}.',
 'Contado con uno de cada {one_in} clientes, multiplicado por {one_in}: {pictures}.',
 '\346\257\217{one_in}\344\275\215\345\256\242\346\210\267\345\217\2261\344\275\215\357\274\214\345\206\215\344\271\230\344\273\245{one_in}\350\256\241\347\256\227\357\274\232{pictures}\343\200\202'),
('note_unfinished', 'Pale columns, and the rows with an asterisk: the period is not over yet.',
 'Las columnas p\303\241lidas y las filas con asterisco: el per\303\255odo a\303\272n no ha terminado.',
 '\351\242\234\350\211\262\346\265\205\347\232\204\346\237\261\345\222\214\345\270\246\346\230\237\345\217\267\347\232\204\350\241\214\357\274\232\350\257\245\346\227\266\346\234\237\345\260\232\346\234\252\347\273\223\346\235\237\343\200\202'),
('note_calendar', 'Days are days of UTC. The page shows the sales as they were when it was made, and loads nothing from elsewhere.',
 'Los d\303\255as son d\303\255as de UTC. La p\303\241gina muestra las ventas tal como eran cuando se hizo, y no carga nada de fuera.',
 '\346\227\245\346\234\237\346\214\211UTC\350\256\241\343\200\202\346\234\254\351\241\265\346\230\276\347\244\272\347\224\237\346\210\220\346\227\266\347\232\204\351\224\200\345\224\256\346\203\205\345\206\265\357\274\214\344\270\215\344\273\216\345\244\226\351\203\250\345\212\240\350\275\275\344\273\273\344\275\225\345\206\205\345\256\271\343\200\202'),
('note_counts', '{picture}: who lapses, comes back and lapses again is counted each time. The sentences at the top compare two periods of the same length and count everybody once, lapsed or not.',
 '{picture}: quien se va, vuelve y se va otra vez cuenta cada vez. Las frases del comienzo comparan dos per\303\255odos de igual duraci\303\263n y cuentan a cada cliente una sola vez, se haya ido o no.',
 '{picture}\357\274\232\346\265\201\345\244\261\343\200\201\345\233\236\346\235\245\345\217\210\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\346\257\217\346\254\241\351\203\275\350\256\241\345\205\245\343\200\202\345\274\200\345\244\264\347\232\204\350\257\264\346\230\216\346\257\224\350\276\203\344\270\244\344\270\252\345\220\214\346\240\267\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\257\217\344\275\215\345\256\242\346\210\267\345\217\252\350\256\241\344\270\200\346\254\241\357\274\214\344\270\215\350\256\272\346\230\257\345\220\246\346\265\201\345\244\261\343\200\202'),
('note_yardstick', 'High and low are measured against these customers themselves.',
 'Alto y bajo se miden con estos mismos clientes.',
 '\351\253\230\344\275\216\344\273\245\350\277\231\344\272\233\345\256\242\346\210\267\346\234\254\350\272\253\344\270\272\345\207\206\343\200\202'),
('note_yardstick_given', 'High and low are measured by the yardstick that was given.',
 'Alto y bajo se miden con el criterio que se indic\303\263.',
 '\351\253\230\344\275\216\344\273\245\346\211\200\347\273\231\347\232\204\346\240\207\345\260\272\344\270\272\345\207\206\343\200\202'),
('note_lapse', 'Who has lapsed is not known here: what is said of those who are away is said with that reserve. Who makes this page and knows after how long away somebody has lapsed gives lapse_after.',
 'Aqu\303\255 no se sabe qui\303\251n se ha ido: lo que se dice de los ausentes se dice con esa reserva. Quien haga esta p\303\241gina y sepa tras cu\303\241nta ausencia se ha ido un cliente, que indique lapse_after.',
 '\350\277\231\351\207\214\347\234\213\344\270\215\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\357\274\214\345\205\263\344\272\216\344\271\205\346\234\252\350\264\255\344\271\260\350\200\205\347\232\204\350\257\264\346\263\225\351\241\273\346\234\211\346\211\200\344\277\235\347\225\231\343\200\202\345\210\266\344\275\234\346\234\254\351\241\265\347\232\204\344\272\272\345\246\202\346\236\234\347\237\245\351\201\223\345\244\232\344\271\205\344\270\215\346\235\245\345\260\261\347\256\227\346\265\201\345\244\261\357\274\214\350\257\267\346\214\207\345\256\232lapse_after\343\200\202')

) AS word (item, en, es, zh),
LATERAL (VALUES ('en', word.en, NULL::name[]),
				('es', word.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', word.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES
('customer_action', 'win_back', 'Recuperarlos',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes; aqu\303\255, a partir de {lapse_after} {lapse_after|d\303\255a|d\303\255as} se da por hecho que un cliente se ha ido. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Preguntarles por qu\303\251 dejaron de venir, arreglar lo que los alej\303\263 y hacerles una sola oferta por la que merezca la pena volver.',
 'Le echamos de menos. \302\277Por qu\303\251 dej\303\263 de venir, y qu\303\251 har\303\255a falta para que volviera?',
 'Tel\303\251fono y despu\303\251s una carta personal.',
 'Las condiciones que ten\303\255a, ligadas a un pedido nuevo.',
 'Que vuelva a ser una abeja.',
 'La parte que pide en el plazo de un a\303\261o, frente a un grupo al que nadie se dirigi\303\263.'),
('customer_action', 'reactivate', 'Reactivarlos',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes: m\303\241s de {lapse_after} {lapse_after|d\303\255a|d\303\255as}, el plazo tras el que aqu\303\255 se da por hecho que un cliente se ha ido, pero no el doble. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Recordarles una o dos veces que seguimos aqu\303\255, con poco gasto y con un motivo para volver ahora.',
 'Hace tiempo que no le vemos. Esto es nuevo, y hasta fin de mes le cuesta menos.',
 'Correo electr\303\263nico o SMS.',
 'Un vale con fecha.',
 'Un pedido m\303\241s.',
 'La parte que pide, frente a un grupo al que no se envi\303\263 nada.'),
('customer_action', 'let_go', 'Dejarlos ir',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes: m\303\241s del doble de {lapse_after} {lapse_after|d\303\255a|d\303\255as}, el plazo tras el que aqu\303\255 se da por hecho que un cliente se ha ido. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'No gastar nada m\303\241s en ellos. A quien vuelve por s\303\255 solo se le atiende como a cualquiera.',
 NULL,
 NULL,
 NULL,
 'Ning\303\272n gasto.',
 'La parte que vuelve sin que se le pida, que debe seguir siendo peque\303\261a.'),
('customer_action', 'check_in', 'Interesarse por ellos',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes, cuando en este cliente lo normal {usual_gap|es|son} {usual_gap} {usual_gap|d\303\255a|d\303\255as}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Preguntarles si est\303\241n bien atendidos y qu\303\251 van a necesitar, antes de perderlos.',
 'A estas alturas usted ya suele haber pedido. \302\277Est\303\241 todo en orden?',
 'Por tel\303\251fono, o en persona en la pr\303\263xima visita.',
 'Lo que suele comprar, reservado; precio garantizado con un pedido peri\303\263dico.',
 'Una abeja que compra a su ritmo de siempre.',
 'La parte que pide dentro de su plazo habitual.'),
('customer_action', 'remind', 'Recordarles',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes; el plazo habitual de este cliente es de {usual_gap} {usual_gap|d\303\255a|d\303\255as}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Recordarles lo que compraron y lo que lo complementa.',
 '\302\277Necesita m\303\241s? Lo \303\272ltimo que compr\303\263 le est\303\241 esperando.',
 'Correo electr\303\263nico o mensaje.',
 'Un peque\303\261o detalle con el pr\303\263ximo pedido.',
 'Un pedido a su ritmo de siempre.',
 'La parte que pide en los 30 d\303\255as siguientes al recordatorio.'),
('customer_action', 'reward', 'Premiarlos',
 'Pedidos hasta ahora: {orders}, el \303\272ltimo el {last_day}. Aporta {yearly} al a\303\261o y nos tiene apego.',
 NULL,
 NULL,
 'Ense\303\261arles primero lo nuevo y premiarlos por cada cliente que traigan.',
 'Usted conoce lo nuevo antes de que llegue a la tienda. Y cada amigo que compre le trae una recompensa.',
 'En persona, o una carta personal.',
 'Un programa de socios, informaci\303\263n anticipada y protecci\303\263n ante cambios de precio.',
 'Una abeja que se queda y trae a otros.',
 'La parte que un a\303\261o despu\303\251s sigue siendo abeja, y los clientes que ha tra\303\255do.'),
('customer_action', 'inform', 'Mantenerlos al d\303\255a',
 'Compra de vez en cuando: pedidos hasta ahora {orders}, el \303\272ltimo el {last_day}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Enviarles lo que se env\303\255a a todos, sin gastar en cada uno.',
 'Estas son nuestras novedades de la temporada.',
 'Bolet\303\255n o redes sociales.',
 'Las ofertas que son para todos.',
 'Una mariposa.',
 'La parte de estas mantis que un a\303\261o despu\303\251s son mariposas.')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[])
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name, who = EXCLUDED.who, needs = EXCLUDED.needs, obstacle = EXCLUDED.obstacle, action = EXCLUDED.action, message = EXCLUDED.message, contact_every = EXCLUDED.contact_every, channel = EXCLUDED.channel, offer = EXCLUDED.offer, goal = EXCLUDED.goal, measure = EXCLUDED.measure;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'note', note.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES
('uplift.none_treated', 'nobody was treated',
 'nadie recibi\303\263 la campa\303\261a',
 '\346\262\241\346\234\211\344\272\272\346\224\266\345\210\260\346\264\273\345\212\250'),
('uplift.none_held_out', 'nobody was held out',
 'no se apart\303\263 a nadie',
 '\346\262\241\346\234\211\347\225\231\344\270\213\345\257\271\347\205\247\347\273\204'),
('uplift.more', 'more of the treated answer',
 'responden m\303\241s de los que la recibieron',
 '\346\224\266\345\210\260\346\264\273\345\212\250\347\232\204\345\256\242\346\210\267\345\233\236\345\272\224\346\233\264\345\244\232'),
('uplift.fewer', 'fewer of the treated answer',
 'responden menos de los que la recibieron',
 '\346\224\266\345\210\260\346\264\273\345\212\250\347\232\204\345\256\242\346\210\267\345\233\236\345\272\224\346\233\264\345\260\221'),
('uplift.less_money', 'more of the treated answer, but they bring less money',
 'responden m\303\241s de los que la recibieron, pero aportan menos dinero',
 '\346\224\266\345\210\260\346\264\273\345\212\250\347\232\204\345\256\242\346\210\267\345\233\236\345\272\224\346\233\264\345\244\232\357\274\214\344\275\206\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\346\233\264\345\260\221'),
('uplift.more_money', 'fewer of the treated answer, but they bring more money',
 'responden menos de los que la recibieron, pero aportan m\303\241s dinero',
 '\346\224\266\345\210\260\346\264\273\345\212\250\347\232\204\345\256\242\346\210\267\345\233\236\345\272\224\346\233\264\345\260\221\357\274\214\344\275\206\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\346\233\264\345\244\232'),
('uplift.among_many', 'a difference, but among so many one comes by chance',
 'hay una diferencia, pero entre tantas alguna sale por azar',
 '\346\234\211\345\267\256\345\274\202\357\274\214\344\275\206\346\257\224\350\276\203\350\277\231\344\271\210\345\244\232\357\274\214\351\232\276\345\205\215\346\234\211\344\270\200\344\270\252\345\207\272\344\272\216\345\201\266\347\204\266'),
('uplift.chance', 'it may be chance',
 'puede ser azar',
 '\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266')

) AS note (item, en, es, zh),
LATERAL (VALUES ('en', note.en, NULL::name[]),
				('es', note.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', note.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES
('quadrant', 'mantis', '\350\236\263\350\236\202',
 '\350\264\241\347\214\256\345\260\217\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\357\274\232\345\201\266\345\260\224\344\271\260\344\270\200\347\202\271\357\274\214\345\276\200\345\276\200\345\205\210\347\234\213\344\273\267\346\240\274\357\274\214\345\257\271\346\210\221\344\273\254\345\217\252\346\230\257\347\225\245\346\234\211\346\211\200\347\237\245\343\200\202',
 '\345\217\212\346\227\266\345\276\227\345\210\260\346\210\221\344\273\254\347\232\204\346\266\210\346\201\257\357\274\214\350\200\214\346\210\221\344\273\254\344\270\215\345\277\205\345\244\232\350\212\261\346\210\220\346\234\254\343\200\202',
 '\350\277\230\346\262\241\346\234\211\346\230\216\347\241\256\347\232\204\351\234\200\346\261\202\357\274\214\346\210\226\350\200\205\346\262\241\346\234\211\350\266\263\345\244\237\347\232\204\350\264\242\345\212\233\343\200\202',
 '\345\260\221\350\212\261\345\212\233\346\260\224\357\274\232\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\350\207\252\345\212\251\346\234\215\345\212\241\343\200\202\350\256\251\344\273\226\344\273\254\344\274\240\346\222\255\346\266\210\346\201\257\357\274\214\344\270\272\346\264\273\345\212\250\350\201\232\346\213\242\344\272\272\346\260\224\357\274\214\345\271\266\347\225\231\346\204\217\345\205\266\344\270\255\346\255\243\345\234\250\345\217\230\346\210\220\350\235\264\350\235\266\347\232\204\344\272\272\343\200\202',
 '\346\210\221\344\273\254\347\232\204\344\270\213\344\270\200\345\234\272\346\264\273\345\212\250\344\272\272\344\272\272\351\203\275\345\217\257\344\273\245\345\217\202\345\212\240\357\274\214\346\254\242\350\277\216\345\270\246\346\234\213\345\217\213\344\270\200\350\265\267\346\235\245\343\200\202',
 '\347\275\221\347\253\231\345\222\214\345\205\254\345\274\200\346\264\273\345\212\250\343\200\202',
 '\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\344\272\272\344\272\272\345\217\257\344\273\245\345\217\202\345\212\240\347\232\204\346\264\273\345\212\250\343\200\202',
 '\346\210\220\344\270\272\350\235\264\350\235\266\357\274\214\350\207\263\345\260\221\346\230\257\346\204\277\346\204\217\344\274\240\346\222\255\346\266\210\346\201\257\347\232\204\344\272\272\343\200\202',
 '\347\224\250movement()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\350\236\263\350\236\202\345\217\230\346\210\220\344\272\206\350\235\264\350\235\266\346\210\226\350\234\234\350\234\202\343\200\202')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[])
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name, who = EXCLUDED.who, needs = EXCLUDED.needs, obstacle = EXCLUDED.obstacle, action = EXCLUDED.action, message = EXCLUDED.message, contact_every = EXCLUDED.contact_every, channel = EXCLUDED.channel, offer = EXCLUDED.offer, goal = EXCLUDED.goal, measure = EXCLUDED.measure;

/* portrait */

CREATE TYPE _map_cell AS (
	map text, x integer, y integer, item text, customers bigint, amount numeric
);
COMMENT ON TYPE _map_cell IS
'customers and money of a cell in which anybody is: of loyalty_contribution by the least score in it, of both axes in steps of 10; of rfm_map by recency and the mean of frequency and monetary value, rounded up, and item the RFM segment';

CREATE FUNCTION _portrait(source regclass,
						  customer_column name DEFAULT 'customer_id',
						  time_column name DEFAULT 'sold_at',
						  amount_column name DEFAULT 'amount',
						  order_column name DEFAULT NULL,
						  potential_column name DEFAULT NULL,
						  profit_column name DEFAULT NULL,
						  since timestamptz DEFAULT NULL,
						  as_of timestamptz DEFAULT NULL,
						  yardstick yardstick DEFAULT NULL,
						  lapse_after integer DEFAULT NULL,
						  new_for integer DEFAULT NULL,
						  contact_every interval[] DEFAULT NULL,
						  came_back bigint DEFAULT NULL,
						  lapsed bigint DEFAULT NULL,
						  pictures boolean DEFAULT false,
						  OUT measured_at timestamptz, OUT first_order timestamptz, OUT last_order timestamptz,
						  OUT customers bigint, OUT buyers bigint, OUT contacted bigint,
						  OUT amount numeric, OUT brought numeric, OUT bought numeric, OUT profit numeric, OUT by_profit boolean,
						  OUT yardstick yardstick,
						  OUT gini double precision, OUT customers_for_share bigint, OUT largest numeric,
						  OUT mean numeric, OUT mean_of_others numeric, OUT between_means bigint,
						  OUT without_customer bigint, OUT without_time bigint, OUT amount_left_out numeric,
						  OUT shared_times double precision, OUT order_column name,
						  OUT unranked text, OUT too_short boolean,
						  OUT mix mix, OUT counts _portrait_count[],
						  OUT cells _map_cell[], OUT loyalty_cut double precision, OUT contribution_cut double precision,
						  OUT lorenz double precision[])
AS 'MODULE_PATHNAME', 'customer_seg_portrait'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000;
COMMENT ON FUNCTION _portrait(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, integer, integer, interval[], bigint, bigint, boolean) IS
'what segment() would say of all customers together, with every class counted: lapse_after and new_for in days, as life_stage() takes them, NULL where they are not known; contact_every for each customer_action in its order, NULL where no contact is planned; came_back of so many lapsed customers did, in the base''s past, which is the share of the money of the lapsed that is at stake; NULL where that is not known; with pictures also the last four columns, which are NULL without: cells of two maps, the cuts as scores where they are scores, and lorenz() of the buyers in 100 steps';

/* sentence_en */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'en', name, who, action
FROM (VALUES
('sentence', 'sales', 'Sales and their change', 'Said where there are two periods to compare.',
 '{money_now} was paid from {since} to {until}, and {money_before} in the period of that length before: {money_change}%.'),
('sentence', 'sales_began', 'Sales without earlier ones', 'Said where the earlier of two periods brought nothing.',
 '{money_now} was paid from {since} to {until}, after {money_before} in the period of that length before.')

) AS text (subject, item, name, who, action)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name, who = EXCLUDED.who, action = EXCLUDED.action;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'es', pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8')
FROM (VALUES
('sentence', 'sales', 'Ventas y su cambio', 'Se dice si hay dos per\303\255odos que comparar.',
 'El importe del {since} al {until} fue de {money_now}, y en el per\303\255odo anterior de igual duraci\303\263n, de {money_before}: {money_change} %.'),
('sentence', 'sales_began', 'Ventas sin otras anteriores', 'Se dice si el primero de los dos per\303\255odos no aport\303\263 nada.',
 'El importe del {since} al {until} fue de {money_now}, frente a {money_before} en el per\303\255odo anterior de igual duraci\303\263n.'),
('sentence', 'growing', 'M\303\241s abejas', 'Se dice si son m\303\241s que antes.',
 'Variaci\303\263n del n\303\272mero de abejas: {best_change} %. Entre los mejores clientes, los ganados superan a los perdidos.'),
('sentence', 'shrinking', 'Menos abejas', 'Se dice si son menos que antes.',
 'Variaci\303\263n del n\303\272mero de abejas: {best_change} %. Las nuevas ({gained}) no compensan las que han dejado de serlo ({ceased}).')

) AS text (subject, item, name, who, action)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[])
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name, who = EXCLUDED.who, action = EXCLUDED.action;
INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'zh', pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8')
FROM (VALUES
('sentence', 'left_out', '\346\234\252\350\256\241\345\205\245', '\346\234\211\347\232\204\350\241\214\347\274\272\345\260\221\345\256\242\346\210\267\346\210\226\346\227\266\351\227\264\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\234\211{rows}\350\241\214\346\234\252\350\256\241\345\205\245\344\273\245\344\270\213\344\273\273\344\275\225\346\225\260\345\255\227\357\274\232{without_customer}\350\241\214\347\274\272\345\260\221\345\256\242\346\210\267\357\274\214{without_time}\350\241\214\347\274\272\345\260\221\346\227\266\351\227\264\357\274\214\351\207\221\351\242\235\345\220\210\350\256\241{money_left_out}\343\200\202'),
('sentence', 'action_at_stake', '\350\257\245\345\201\232\347\232\204\344\272\213', '\350\241\214\345\212\250\346\266\211\345\217\212\347\232\204\345\271\264\351\224\200\345\224\256\351\242\235\346\234\200\345\244\232\346\227\266\350\257\264\346\230\216\343\200\202',
 '{place}\343\200\201{action}\357\274\232{customers}\344\275\215\345\256\242\346\210\267\357\274\214\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235{at_stake}\343\200\202{what}'),
('sentence', 'action', '\350\257\245\345\201\232\347\232\204\344\272\213\357\274\214\351\224\200\345\224\256\351\242\235\344\270\215\346\230\216', '\350\241\214\345\212\250\344\270\215\346\266\211\345\217\212\351\224\200\345\224\256\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202',
 '{place}\343\200\201{action}\357\274\232{customers}\344\275\215\345\256\242\346\210\267\343\200\202{what}'),
('evidence', 'at_stake', '\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235', '\351\232\217\350\277\231\344\272\233\345\256\242\346\210\267\346\235\245\345\216\273\347\232\204\351\224\200\345\224\256\351\242\235\343\200\202', '\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235{number}\343\200\202'),
('evidence', 'by_period', '\346\214\211\346\227\266\346\234\237', '\350\257\264\346\230\216\344\270\200\346\234\237\347\232\204\350\234\234\350\234\202\357\274\214\345\205\266\346\225\260\351\207\217\344\270\216\345\205\250\351\203\250\345\271\264\344\273\275\347\232\204\344\270\215\345\220\214\343\200\202', '\345\217\252\346\214\211\344\270\200\346\234\237\350\256\241\347\256\227\357\274\214\347\224\250\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\233\347\261\273\345\236\213\344\270\200\350\212\202\347\232\204\350\234\234\350\234\202\346\214\211\345\205\250\351\203\250\350\256\242\345\215\225\350\256\241\347\256\227\343\200\202'),
('report', 'action', '\350\257\245\345\201\232\344\273\200\344\271\210', '\346\257\217\344\275\215\345\256\242\346\210\267\344\270\200\351\241\271\350\241\214\345\212\250\343\200\202\346\266\211\345\217\212\347\232\204\351\224\200\345\224\256\351\242\235\357\274\214\346\230\257\350\264\255\344\271\260\346\234\237\351\227\264\345\271\263\345\235\207\346\257\217\345\271\264\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\357\274\214\344\270\215\350\266\263\344\270\200\345\271\264\347\232\204\346\214\211\345\205\250\351\203\250\350\256\241\347\256\227\357\274\233\345\267\262\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\357\274\214\345\217\252\350\256\241\346\214\211\347\273\217\351\252\214\344\274\232\345\233\236\346\235\245\347\232\204\351\202\243\351\203\250\345\210\206\343\200\202', '\344\273\216\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235\346\234\200\345\244\232\347\232\204\345\201\232\350\265\267\343\200\202'),
('report', 'overdue', '\351\200\276\346\234\237\345\276\205\345\212\236', '\346\227\251\350\257\245\350\201\224\347\263\273\344\273\226\344\273\254\357\274\232\345\220\204\351\241\271\350\241\214\345\212\250\346\234\211\345\220\204\350\207\252\347\232\204\351\227\264\351\232\224\357\274\214\344\273\216\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\343\200\201\350\201\224\347\263\273\346\210\226\346\210\221\344\273\254\345\217\221\345\207\272\347\232\204\346\266\210\346\201\257\347\256\227\350\265\267\343\200\202', '\346\214\211\346\266\211\345\217\212\347\232\204\345\271\264\351\224\200\345\224\256\351\242\235\344\273\216\351\253\230\345\210\260\344\275\216\345\244\204\347\220\206\343\200\202'),
('report', 'left_out', '\346\234\252\350\256\241\345\205\245\347\232\204\350\241\214', '\347\274\272\345\260\221\345\256\242\346\210\267\346\210\226\346\227\266\351\227\264\347\232\204\350\241\214\357\274\214\344\270\215\345\234\250\345\205\266\344\273\226\344\273\273\344\275\225\344\270\200\350\241\214\351\207\214\343\200\202', '\345\260\275\351\207\217\345\234\250\346\235\245\346\272\220\344\270\255\350\241\245\345\205\250\357\274\232\345\234\250\346\255\244\344\271\213\345\211\215\357\274\214\350\277\231\344\272\233\351\207\221\351\242\235\344\270\215\345\261\236\344\272\216\344\273\273\344\275\225\344\272\272\343\200\202')

) AS text (subject, item, name, who, action)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[])
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name, who = EXCLUDED.who, action = EXCLUDED.action;

/* shown_periods */

CREATE FUNCTION _shown_units(first date, until date, at_least integer, at_most integer,
							 OUT unit text, OUT since date, OUT until_day date, OUT every interval)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_shown_units'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _shown_units(date, date, integer, integer) IS
'the shortest of week, month, quarter and year of which the days from first on and before until touch at most so many, of years the last; NULLs where they are fewer than at_least';

CREATE TYPE _shown_period AS (
	period date,
	"until" date,
	complete boolean,
	customers_start bigint,
	new bigint,
	won_back bigint,
	lost bigint,
	customers_end bigint,
	money_new numeric,
	money_won_back numeric,
	money_retained numeric,
	money numeric
);
COMMENT ON TYPE _shown_period IS
'a period from its first day to the one behind its last: customers as leaky_bucket() counts them, and the money of those whose first order is in it, of those who ordered in it and were not there when it began, and of all others';

CREATE FUNCTION _shown_periods_accum(internal, history, date, date, interval, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_shown_periods_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _shown_periods_accum(internal, history, date, date, interval, interval) IS 'transition function of _shown_periods()';

CREATE FUNCTION _shown_periods_final(internal) RETURNS _shown_period[]
AS 'MODULE_PATHNAME', 'customer_seg_shown_periods_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _shown_periods_final(internal) IS 'final function of _shown_periods()';

CREATE AGGREGATE _shown_periods(history, since date, "until" date, every interval, lapse_after interval) (
	SFUNC = _shown_periods_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = _shown_periods_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE _shown_periods(history, date, date, interval, interval) IS
'leaky_bucket() for pictures: with the money of new, won back and other customers; complete is false where until cuts the period short, which is where the data end';

/* campaign_list */

CREATE FUNCTION held_out(customer anyelement, holdout double precision, seed anycompatiblenonarray) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_held_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION held_out(anyelement, double precision, anycompatiblenonarray) IS
'whether a customer is held out of the campaign of this seed, as a share of the customers is: by SHA-256 of seed and customer, so the same on every server and at any time, whoever else there is';

CREATE FUNCTION held_out(customer text, holdout double precision, seed anycompatiblenonarray) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_held_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION held_out(text, double precision, anycompatiblenonarray) IS
'the same of a customer who is a text, such as the parameter of a driver';

CREATE FUNCTION campaign_list(source regclass,
							  "where" text DEFAULT NULL,
							  holdout double precision DEFAULT 0.1,
							  seed anycompatiblenonarray DEFAULT NULL::text,
							  customer_column name DEFAULT 'customer_id',
							  time_column name DEFAULT 'sold_at',
							  amount_column name DEFAULT 'amount',
							  order_column name DEFAULT NULL,
							  potential_column name DEFAULT NULL,
							  profit_column name DEFAULT NULL,
							  since timestamptz DEFAULT NULL,
							  as_of timestamptz DEFAULT NULL,
							  yardstick yardstick DEFAULT NULL,
							  lapse_after interval DEFAULT NULL,
							  contact_log regclass DEFAULT NULL,
							  lang text DEFAULT 'en')
RETURNS TABLE (place bigint, customer bigint, held_out boolean, quadrant text, life_stage text, next_action text,
			   why text, channel text, offer text, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_campaign_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION campaign_list(regclass, text, double precision, anycompatiblenonarray, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'a campaign''s list: the customers of a segmentation or source for whom a condition over the columns of classify() holds, what each gets, and who is held out by held_out(); the most money at stake first';

CREATE FUNCTION campaign_list_as(customer_type anyelement,
								 source regclass,
								 "where" text DEFAULT NULL,
								 holdout double precision DEFAULT 0.1,
								 seed text DEFAULT NULL,
								 customer_column name DEFAULT 'customer_id',
								 time_column name DEFAULT 'sold_at',
								 amount_column name DEFAULT 'amount',
								 order_column name DEFAULT NULL,
								 potential_column name DEFAULT NULL,
								 profit_column name DEFAULT NULL,
								 since timestamptz DEFAULT NULL,
								 as_of timestamptz DEFAULT NULL,
								 yardstick yardstick DEFAULT NULL,
								 lapse_after interval DEFAULT NULL,
								 contact_log regclass DEFAULT NULL,
								 lang text DEFAULT 'en')
RETURNS TABLE (place bigint, customer anyelement, held_out boolean, quadrant text, life_stage text, next_action text,
			   why text, channel text, offer text, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_campaign_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION campaign_list_as(anyelement, regclass, text, double precision, text, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'campaign_list() for customers of any type of which equal values look the same, such as uuid or text: campaign_list_as(NULL::uuid, ''sales'', seed => ''spring'')';

/* classify */

CREATE FUNCTION classify_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_classify_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION classify_support(internal) IS
'planner support: the number of customers and the cost of classify(), from the statistics of its source';

CREATE FUNCTION classify(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 since timestamptz DEFAULT NULL,
						 as_of timestamptz DEFAULT NULL,
						 yardstick yardstick DEFAULT NULL,
						 lapse_after interval DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric, refunds bigint, contacts bigint,
			   average_order numeric, potential numeric, profit numeric,
			   first_order timestamptz, last_order timestamptz, days_since_order integer,
			   loyalty double precision, contribution double precision, quadrant text, quadrant_sort integer,
			   recency_score integer, frequency_score integer, monetary_score integer, rfm text,
			   rfm_segment text, rfm_segment_sort integer, rfm_group text, rfm_group_sort integer,
			   value_group text, value_group_sort integer, pareto_class text, pareto_class_sort integer,
			   abc_class text, abc_class_sort integer, market_position text, market_position_sort integer,
			   customer_term text, customer_term_sort integer, life_stage text, life_stage_sort integer,
			   next_action text, next_action_sort integer, next_action_due date, next_action_overdue integer,
			   at_stake numeric, as_of timestamptz, yardstick_as_of timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_classify'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT classify_support;
COMMENT ON FUNCTION classify(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'one row per customer of the source, in plain types: what they did, their scores, and every class as text with its place beside it: quadrant, RFM, value group, Pareto and ABC, position, term, life stage, next action with the day it is due and the money at stake; only columns that are asked for are made, and lapse_after is found in the base''s own past unless given';

CREATE FUNCTION classify_as(customer_type anyelement,
							source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric, refunds bigint, contacts bigint,
			   average_order numeric, potential numeric, profit numeric,
			   first_order timestamptz, last_order timestamptz, days_since_order integer,
			   loyalty double precision, contribution double precision, quadrant text, quadrant_sort integer,
			   recency_score integer, frequency_score integer, monetary_score integer, rfm text,
			   rfm_segment text, rfm_segment_sort integer, rfm_group text, rfm_group_sort integer,
			   value_group text, value_group_sort integer, pareto_class text, pareto_class_sort integer,
			   abc_class text, abc_class_sort integer, market_position text, market_position_sort integer,
			   customer_term text, customer_term_sort integer, life_stage text, life_stage_sort integer,
			   next_action text, next_action_sort integer, next_action_due date, next_action_overdue integer,
			   at_stake numeric, as_of timestamptz, yardstick_as_of timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_classify_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT classify_support;
COMMENT ON FUNCTION classify_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'classify() for customers of any hashable type: classify_as(NULL::uuid, ''sales'')';

/* dashboard_views */

CREATE FUNCTION _dashboard_report(facts jsonb, lang text)
RETURNS TABLE (sort integer, section_key text, item_key text, section text, item text, customers bigint, share double precision, low double precision, high double precision,
			   amount numeric, share_of_amount double precision, statistic double precision, before bigint, change double precision, evidence text, what_to_do text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT l.i::integer, l.section_key, l.item_key, l.section, l.item, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic, l.before, l.change, l.evidence, l.what_to_do
	FROM @extschema@._report_lines(facts, lang) WITH ORDINALITY
		AS l (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, i);
END $$;
COMMENT ON FUNCTION _dashboard_report(jsonb, text) IS 'the lines of report() for the view of a dashboard, with their order';

CREATE FUNCTION _dashboard_figures(facts jsonb, lang text) RETURNS TABLE (sort integer, key text, label text, value numeric, unit text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT k.sort, k.key, coalesce(@extschema@.label('key_figure', k.key, lang), @extschema@.label('key_figure', k.key, 'en')), k.value, k.unit
	FROM jsonb_to_record(facts) AS f (customers bigint, buyers bigint, amount numeric, profit numeric, by_profit boolean, gini numeric, customers_for_share bigint, largest numeric,
		brought numeric, money_now numeric, money_before numeric, times numeric, lapse_after integer, flows @extschema@.flows_row, counts @extschema@._portrait_count[], pictures jsonb),
	LATERAL (SELECT sum(c.customers) FILTER (WHERE c.subject = 'life_stage' AND c.item IN ('new', 'active', 'overdue') AND f.lapse_after IS NOT NULL) AS current,
		sum(c.customers) FILTER (WHERE c.subject = 'life_stage' AND c.item = 'lapsed' AND f.lapse_after IS NOT NULL) AS lapsed,
		sum(c.customers) FILTER (WHERE c.subject = 'due_today') AS due_today, sum(c.at_stake) FILTER (WHERE c.subject = 'action') AS at_stake FROM unnest(f.counts) AS c) AS n,
	LATERAL (SELECT CASE WHEN bool_or(d.overdue IS NULL) THEN NULL ELSE coalesce(sum(d.overdue), 0) END AS overdue
		FROM jsonb_to_recordset(f.pictures #> '{contacts_due,rows}') AS d (overdue bigint)) AS d,
	LATERAL (VALUES
		(1, 'customers', f.customers::numeric, 'customers'), (2, 'buyers', f.buyers, 'customers'),
		(3, 'current', n.current, 'customers'), (4, 'lapsed', n.lapsed, 'customers'),
		(5, 'amount', f.amount, 'money'), (6, 'amount_per_buyer', round(f.brought / nullif(f.buyers, 0), 2), 'money'), (7, 'profit', CASE WHEN f.by_profit THEN f.profit END, 'money'),
		(8, 'amount_now', f.money_now, 'money'), (9, 'amount_before', f.money_before, 'money'),
		(10, 'amount_change', f.money_now / nullif(f.money_before, 0) - 1, 'share'),
		(11, 'new', (f.flows).new * f.times, 'customers'), (12, 'won_back', (f.flows).won_back * f.times, 'customers'),
		(13, 'lost', (f.flows).lost * f.times, 'customers'), (14, 'retained', (f.flows).retained * f.times, 'customers'),
		(15, 'gini', f.gini, 'index'), (16, 'customers_for_80', f.customers_for_share, 'customers'),
		(17, 'largest', f.largest, 'money'), (18, 'lapse_after', f.lapse_after, 'days'),
		(19, 'at_stake', n.at_stake, 'money'), (20, 'due_today', n.due_today, 'customers'), (21, 'overdue', d.overdue, 'customers')
	) AS k (sort, key, value, unit);
END $$;
COMMENT ON FUNCTION _dashboard_figures(jsonb, text) IS 'the key figures of a base for the view of a dashboard, by names in a language';

CREATE FUNCTION _dashboard_view()
RETURNS TABLE (place integer, view name, materialized boolean, key name[], query text, comment text)
LANGUAGE SQL IMMUTABLE PARALLEL SAFE ROWS 17
BEGIN ATOMIC
	-- in the queries %1$s is base, %2$s the language, %3$s the customers' column, %4$s the columns of the attributes, %5$s their names,
	-- %6$s a query for the actions of which nobody knows who is overdue, since no contact is on record
	SELECT v.place::integer, v.view::name, v.key IS NOT NULL, v.key::name[], v.query, v.comment
	FROM (VALUES
(1, 'run', '{made_at}',
$$SELECT f.run->>'source' AS source, (SELECT max(c.as_of) FROM %1$s AS c) AS as_of, (f.run->>'yardstick_as_of')::timestamptz AS yardstick_as_of,
	(f.run->>'made_at')::timestamptz AS made_at, f.customers, f.amount, f.first_order, f.last_order, f.without_customer, f.without_time,
	f.amount_left_out, f.one_in, f.customers_seen, f.lapse_after, f.run->>'lang' AS lang
FROM %1$s AS b, jsonb_to_record(b.facts) AS f (run jsonb, customers bigint, amount numeric, first_order timestamptz, last_order timestamptz,
	without_customer bigint, without_time bigint, amount_left_out numeric, one_in bigint, customers_seen bigint, lapse_after integer)
WHERE b.customer IS NULL$$,
'what the views of this dashboard are of: one row'),

(2, 'types', '{quadrant_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.quadrant)::text[], p.quadrant) AS quadrant_sort, p.*
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'types'->'rows') AS p (quadrant text, customers bigint, share double precision,
	low double precision, high double precision, amount numeric, share_of_amount double precision)
WHERE b.customer IS NULL$$,
'customers and money of each type; bars, with intervals'),

(3, 'type_by_attribute', '{attribute, value, quadrant_sort}',
$$WITH one AS (
	SELECT a.attribute::text, a.value, c.quadrant::@extschema@.quadrant, c.amount
	FROM %1$s AS c, unnest(%5$s::name[], c.attributes) AS a (attribute, value) WHERE c.customer IS NOT NULL
	UNION ALL
	SELECT NULL, NULL, c.quadrant::@extschema@.quadrant, c.amount FROM %1$s AS c WHERE c.customer IS NOT NULL
), group_of AS (
	SELECT attribute, value, sum(customers) AS customers, @extschema@.rollup(mix) AS mix, sum(brought) AS brought,
		jsonb_object_agg(coalesce(quadrant::text, ''), jsonb_build_object('amount', amount, 'brought', brought)) AS money
	FROM (SELECT attribute, value, quadrant, count(*) AS customers, @extschema@.mix(quadrant) AS mix, sum(amount) AS amount, sum(amount) FILTER (WHERE amount > 0) AS brought
		  FROM one GROUP BY attribute, value, quadrant) AS counted
	GROUP BY attribute, value
)
SELECT g.attribute, g.value, dense_rank() OVER (PARTITION BY g.attribute ORDER BY g.customers DESC, g.value COLLATE "C")::integer AS value_sort,
	t.quadrant_sort, t.quadrant, t.customers, t.share, t.low, t.high, coalesce(m.amount, 0) AS amount,
	coalesce(m.brought / nullif(g.brought, 0), 0)::double precision AS share_of_amount, g.customers::bigint AS of_customers
FROM group_of AS g,
	LATERAL (SELECT array_position(enum_range(NULL::@extschema@.quadrant), d.quadrant) AS quadrant_sort, d.quadrant::text, d.customers, d.share, d.share_low, d.share_high
			 FROM @extschema@.describe(g.mix) AS d
			 UNION ALL SELECT NULL, NULL, @extschema@.unclassified(g.mix), NULL, NULL, NULL WHERE @extschema@.unclassified(g.mix) > 0)
		AS t (quadrant_sort, quadrant, customers, share, low, high),
	jsonb_to_record(g.money->coalesce(t.quadrant, '')) AS m (amount numeric, brought numeric)$$,
'the types within each value of an attribute, such as a region, and of all customers; stacked bars, with intervals'),

(4, 'loyalty_contribution', '{loyalty_from, contribution_from}',
$$SELECT p.*, (m.meta->>'loyalty_cut')::double precision AS loyalty_cut, (m.meta->>'contribution_cut')::double precision AS contribution_cut
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'loyalty_contribution') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (loyalty_from integer, loyalty_to integer, contribution_from integer, contribution_to integer, customers bigint, amount numeric)
WHERE b.customer IS NULL$$,
'customers in each cell of loyalty and contribution, in steps of ten; a heat map. Cells without anybody have no row'),

(5, 'rfm_map', '{recency, value, rfm_segment}',
$$SELECT p.recency, p.value, p.rfm_segment, array_position(enum_range(NULL::@extschema@.rfm_segment)::text[], p.rfm_segment) AS rfm_segment_sort, p.customers, p.amount
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'rfm_map'->'rows') AS p (recency integer, value integer, rfm_segment text, customers bigint, amount numeric)
WHERE b.customer IS NULL$$,
'buyers by recency and value, with the name that these give; a heat map'),

(6, 'lorenz', '{point}',
$$SELECT p.i::integer - 1 AS point, (p.row->>'share_of_customers')::double precision AS share_of_customers, (p.row->>'share_of_amount')::double precision AS share_of_amount
FROM %1$s AS b, jsonb_array_elements(b.facts->'pictures'->'lorenz'->'rows') WITH ORDINALITY AS p (row, i)
WHERE b.customer IS NULL$$,
'how the money is spread: x and y of the Lorenz curve; a line'),

(7, 'flow_by_period', '{period}',
$$SELECT period, coalesce(m.until, k.until) AS until, coalesce(m.complete, k.complete)::integer AS complete, k.start AS at_start, k.new, k.won_back, k.lost, k."end" AS at_end,
	m.new AS amount_new, m.won_back AS amount_won_back, m.retained AS amount_retained, m.total AS amount,
	coalesce(o.money->>'unit', o.bucket->>'unit') AS unit, coalesce(o.money->>'one_in', o.bucket->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'leaky_bucket', b.facts->'pictures'->'money_by_period') AS o (bucket, money),
	jsonb_to_recordset(o.bucket->'rows') AS k (period date, until date, complete boolean, start bigint, new bigint, won_back bigint, lost bigint, "end" bigint)
	FULL JOIN jsonb_to_recordset(o.money->'rows') AS m (period date, until date, complete boolean, new numeric, won_back numeric, retained numeric, total numeric) USING (period)
WHERE b.customer IS NULL$$,
'who came, came back and left in each period, and the money of new and old customers; columns and lines'),

(8, 'cohorts', '{cohort, period}',
$$SELECT p.*, m.meta->>'unit' AS unit, (m.meta->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'cohorts') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (cohort date, customers bigint, period integer, retained bigint, share double precision, low double precision, high double precision)
WHERE b.customer IS NULL$$,
'of those who first bought in a period, how many bought again in each period since; a triangle'),

(9, 'movement', '{was_sort, is_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.quadrant)::text[], p.was) AS was_sort, p.was, array_position(enum_range(NULL::@extschema@.quadrant)::text[], p."is") AS is_sort, p."is",
	p.customers, p.share, p.before AS amount_before, p.now AS amount_now, (m.meta->>'then')::date AS was_on, (m.meta->>'now')::date AS is_on, (m.meta->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'movement') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (was text, "is" text, customers bigint, share double precision, before numeric, now numeric)
WHERE b.customer IS NULL$$,
'how many customers went from which type to which between two days; a Sankey diagram'),

(10, 'contacts_due', '{action_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.customer_action)::text[], p.action) AS action_sort, p.*
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'contacts_due'->'rows') AS p (action text, due_today bigint, overdue bigint, customers bigint, at_stake numeric)
WHERE b.customer IS NULL$$,
'what is to be done next, of how many customers, and how many of these are due; bars'),

(11, 'report', '{sort}',
$$SELECT r.* FROM %1$s AS b, @extschema@._dashboard_report(b.facts, %2$s) AS r WHERE b.customer IS NULL$$,
'the lines of report(), the sentences first; a table'),

(12, 'key_figures', '{key}',
$$SELECT k.* FROM %1$s AS b, @extschema@._dashboard_figures(b.facts, %2$s) AS k WHERE b.customer IS NULL$$,
'the numbers that stand alone, a row each; tiles'),

(13, 'class_names', '{class, item}',
$$SELECT c.class, i.item, i.sort::integer, coalesce(@extschema@.label(c.subject, i.item, %2$s), i.item) AS name, @extschema@.strategy(c.subject, i.item, %2$s) AS what_to_do
FROM %1$s AS b, (VALUES ('quadrant', 'quadrant', enum_range(NULL::@extschema@.quadrant)::text[]), ('rfm_segment', 'rfm_segment', enum_range(NULL::@extschema@.rfm_segment)::text[]),
	('rfm_group', 'rfm_group', enum_range(NULL::@extschema@.rfm_group)::text[]), ('value_group', 'value_group', enum_range(NULL::@extschema@.value_group)::text[]),
	('pareto_class', 'pareto_class', enum_range(NULL::@extschema@.pareto_class)::text[]), ('abc_class', 'abc_class', enum_range(NULL::@extschema@.abc_class)::text[]),
	('market_position', 'market_position', enum_range(NULL::@extschema@.market_position)::text[]), ('customer_term', 'customer_term', enum_range(NULL::@extschema@.customer_term)::text[]),
	('life_stage', 'life_stage', enum_range(NULL::@extschema@.life_stage)::text[]), ('next_action', 'customer_action', enum_range(NULL::@extschema@.customer_action)::text[])) AS c (class, subject, items),
	unnest(c.items) WITH ORDINALITY AS i (item, sort)
WHERE b.customer IS NULL$$,
'the classes by their names in the language of the dashboard, to be joined with the columns of customers'),

(14, 'empty_views', '{view}',
$$SELECT v.view, string_agg(DISTINCT p.value->>'why', ', ') AS why
FROM %1$s AS b, jsonb_each(b.facts->'pictures') AS p, LATERAL (SELECT CASE WHEN p.key IN ('leaky_bucket', 'money_by_period') THEN 'flow_by_period' ELSE p.key END) AS v (view)
WHERE b.customer IS NULL AND p.value ? 'why' GROUP BY v.view$$,
'views that have no rows, or not all columns, and why'),

(15, 'customers', NULL,
$$SELECT c.customer AS %3$s, c.orders, c.amount, c.refunds, c.contacts, c.average_order, c.potential, c.profit, c.first_order, c.last_order, c.days_since_order,
	c.loyalty, c.contribution, c.quadrant, c.quadrant_sort, c.recency_score, c.frequency_score, c.monetary_score, c.rfm, c.rfm_segment, c.rfm_segment_sort,
	c.rfm_group, c.rfm_group_sort, c.value_group, c.value_group_sort, c.pareto_class, c.pareto_class_sort, c.abc_class, c.abc_class_sort,
	c.market_position, c.market_position_sort, c.customer_term, c.customer_term_sort, c.life_stage, c.life_stage_sort,
	c.next_action, c.next_action_sort, c.next_action_due, c.next_action_overdue, c.at_stake, c.as_of, c.yardstick_as_of%4$s
FROM %1$s AS c WHERE c.customer IS NOT NULL$$,
'a row for each customer, as classify() has it, with the attributes'),

(16, 'customers_due', NULL,
$$SELECT c.customer AS %3$s, c.next_action, c.next_action_sort, c.next_action_due,
	CASE WHEN c.next_action_overdue = 0 OR c.next_action NOT IN (%6$s) THEN c.next_action_overdue END AS next_action_overdue, c.at_stake, c.quadrant, c.quadrant_sort, c.life_stage, c.life_stage_sort,
	c.orders, c.amount, c.last_order%4$s
FROM %1$s AS c WHERE c.customer IS NOT NULL AND c.next_action_overdue IS NOT NULL$$,
'the customers with whom it is time to be in touch, unless somebody has been and no contact is on record: a list'),

(17, 'stake_by_action', NULL,
$$SELECT c.next_action, c.next_action_sort, c.quadrant, c.quadrant_sort, count(*) AS customers,
	CASE WHEN bool_or(c.next_action_overdue > 0 AND c.next_action IN (%6$s)) THEN NULL ELSE count(c.next_action_overdue) END AS due, sum(c.at_stake) AS at_stake, sum(c.amount) AS amount
FROM %1$s AS c WHERE c.customer IS NOT NULL GROUP BY c.next_action, c.next_action_sort, c.quadrant, c.quadrant_sort$$,
'the money of a year that depends on what is done, by what is to be done and by type; bars')
	) AS v (place, view, key, query, comment);
END;
COMMENT ON FUNCTION _dashboard_view() IS
'the views of a dashboard in the order in which they are filled: name, whether its rows are kept, in a materialized view below it, and by which columns they are told apart, query, comment';

CREATE FUNCTION _dashboard_column() RETURNS TABLE (view name, "column" name, comment text)
LANGUAGE SQL IMMUTABLE PARALLEL SAFE ROWS 160
BEGIN ATOMIC
	SELECT c.view::name, c."column"::name, c.comment
	FROM (VALUES
('run', 'source', 'table, view or segmentation that is read'),
('run', 'as_of', 'rows count up to, not including, then; without customers NULL'),
('run', 'yardstick_as_of', 'as of when the yardstick was fitted by which loyalty and contribution are measured; NULL: it is fitted at each refresh'),
('run', 'made_at', 'when the sales were read'),
('run', 'customers', 'all, buyers or not'),
('run', 'amount', 'of all of them, net'),
('run', 'first_order', 'of all'),
('run', 'last_order', 'of all: where that is in the future, a wrong date makes all others look long gone'),
('run', 'without_customer', 'rows of the source without a customer, which are left out'),
('run', 'without_time', 'rows of the source with a customer and without a time, which are left out'),
('run', 'amount_left_out', 'money in these rows'),
('run', 'one_in', 'what tells of the past is of a sample of one customer in so many'),
('run', 'customers_seen', 'in the sample'),
('run', 'lapse_after', 'days without an order after which a customer counts as lapsed; NULL: not known'),
('run', 'lang', 'language of names and sentences'),

('types', 'quadrant_sort', '1 to 4'),
('types', 'quadrant', 'bee, dragonfly, butterfly or mantis'),
('types', 'customers', 'of the type'),
('types', 'share', 'of the customers that have a type, 0 to 1'),
('types', 'low', 'lower end of the interval of the share, 95 %, for all types together'),
('types', 'high', 'upper end'),
('types', 'amount', 'of these customers, net'),
('types', 'share_of_amount', 'of the money of all who have brought any, 0 to 1'),

('type_by_attribute', 'attribute', 'column of the source; NULL: all customers'),
('type_by_attribute', 'value', 'of the attribute, the last known of each customer; NULL: not known'),
('type_by_attribute', 'value_sort', '1 is the value of most customers'),
('type_by_attribute', 'quadrant_sort', '1 to 4'),
('type_by_attribute', 'quadrant', 'bee, dragonfly, butterfly or mantis; NULL: unclassified'),
('type_by_attribute', 'customers', 'of the type with this value'),
('type_by_attribute', 'share', 'of the customers with this value that have a type, 0 to 1'),
('type_by_attribute', 'low', 'lower end of the interval of the share, 95 %, for all types together'),
('type_by_attribute', 'high', 'upper end'),
('type_by_attribute', 'amount', 'of these customers, net'),
('type_by_attribute', 'share_of_amount', 'of the money of all with this value who have brought any, 0 to 1'),
('type_by_attribute', 'of_customers', 'all with this value'),

('loyalty_contribution', 'loyalty_from', 'least loyalty in the cell'),
('loyalty_contribution', 'loyalty_to', 'where the next cell begins; 100 is in the last'),
('loyalty_contribution', 'contribution_from', 'least contribution in the cell'),
('loyalty_contribution', 'contribution_to', 'where the next cell begins; 100 is in the last'),
('loyalty_contribution', 'customers', 'in the cell'),
('loyalty_contribution', 'amount', 'of these customers, net'),
('loyalty_contribution', 'loyalty_cut', 'loyalty is high from here on; NULL where limits decide'),
('loyalty_contribution', 'contribution_cut', 'contribution is high from here on; NULL where limits decide'),

('rfm_map', 'recency', 'score, 1 (longest ago) to 5'),
('rfm_map', 'value', 'mean of the scores of frequency and monetary value, rounded up, 1 to 5'),
('rfm_map', 'rfm_segment', 'name of these scores; a cell may have several'),
('rfm_map', 'rfm_segment_sort', 'place among the names, from 1'),
('rfm_map', 'customers', 'in the cell, of this name'),
('rfm_map', 'amount', 'of these customers, net'),

('lorenz', 'point', '0 to 100'),
('lorenz', 'share_of_customers', 'of the buyers, those who bring least first, 0 to 1'),
('lorenz', 'share_of_amount', 'that these bring, 0 to 1'),

('flow_by_period', 'period', 'first day'),
('flow_by_period', 'until', 'day after the last'),
('flow_by_period', 'complete', '1: the period is over; 0: not yet'),
('flow_by_period', 'at_start', 'customers there at its beginning'),
('flow_by_period', 'new', 'customers who bought for the first time'),
('flow_by_period', 'won_back', 'customers who bought again after they had lapsed'),
('flow_by_period', 'lost', 'customers who lapsed'),
('flow_by_period', 'at_end', 'customers there at its end'),
('flow_by_period', 'amount_new', 'money of the new ones'),
('flow_by_period', 'amount_won_back', 'money of those won back'),
('flow_by_period', 'amount_retained', 'money of the others'),
('flow_by_period', 'amount', 'money of all'),
('flow_by_period', 'unit', 'length of a period: week, month, quarter or year'),
('flow_by_period', 'one_in', 'counts and money are those of a sample of one customer in so many, times that'),

('cohorts', 'cohort', 'first day of the period of the first order'),
('cohorts', 'customers', 'who first bought then'),
('cohorts', 'period', '0 is that of the first order, 1 the next'),
('cohorts', 'retained', 'of these customers, who bought in this one'),
('cohorts', 'share', 'of the cohort, 0 to 1'),
('cohorts', 'low', 'lower end of the interval of the share, 95 %'),
('cohorts', 'high', 'upper end'),
('cohorts', 'unit', 'length of a period: week, month, quarter or year'),
('cohorts', 'one_in', 'counts are those of a sample of one customer in so many, times that'),

('movement', 'was_sort', '1 to 4'),
('movement', 'was', 'type at the earlier day; NULL: not there'),
('movement', 'is_sort', '1 to 4'),
('movement', 'is', 'type at the later day; NULL: not there'),
('movement', 'customers', 'who went from one to the other'),
('movement', 'share', 'of those who were of the first type, 0 to 1'),
('movement', 'amount_before', 'their money in the window that ends at the earlier day'),
('movement', 'amount_now', 'their money in the window that ends at the later day'),
('movement', 'was_on', 'the earlier day'),
('movement', 'is_on', 'the later day'),
('movement', 'one_in', 'counts and money are those of a sample of one customer in so many, times that'),

('contacts_due', 'action_sort', 'place among the actions, from 1'),
('contacts_due', 'action', 'what to do next'),
('contacts_due', 'due_today', 'customers of whom it is due on the last day'),
('contacts_due', 'overdue', 'customers of whom it has been due before; NULL: no contact is on record'),
('contacts_due', 'customers', 'of whom it is the next action, due or not'),
('contacts_due', 'at_stake', 'money of a year that depends on it'),

('report', 'sort', 'order of the lines'),
('report', 'section_key', 'section, whatever the language; summary: the sentences'),
('report', 'item_key', 'item, whatever the language'),
('report', 'section', 'name of the section'),
('report', 'item', 'name of the item'),
('report', 'customers', 'of the item'),
('report', 'share', 'of the customers of the section, 0 to 1'),
('report', 'low', 'lower end of the interval of the share, 95 %'),
('report', 'high', 'upper end'),
('report', 'amount', 'of these customers, net'),
('report', 'share_of_amount', 'of the money of the section, 0 to 1'),
('report', 'statistic', 'what the line rests on, where that is a number'),
('report', 'before', 'customers of the item in the period before'),
('report', 'change', 'of the customers since, as a share'),
('report', 'evidence', 'in words'),
('report', 'what_to_do', 'in words; of the summary the sentence'),

('key_figures', 'sort', 'order of the figures'),
('key_figures', 'key', 'of the figure, whatever the language'),
('key_figures', 'label', 'its name'),
('key_figures', 'value', 'number; NULL: not known'),
('key_figures', 'unit', 'customers, money, days, share (0 to 1) or index (0 to 1)'),

('class_names', 'class', 'column of customers'),
('class_names', 'item', 'value in that column'),
('class_names', 'sort', 'value in the column of the same name with _sort'),
('class_names', 'name', 'in the language of the dashboard'),
('class_names', 'what_to_do', 'by the playbook'),

('empty_views', 'view', 'name of the view'),
('empty_views', 'why', 'no_customers, no_buyers, no_money, nobody_due, too_short (the time that the sales are of), unranked (too few, or all alike), lapse_unknown'),

('customers', 'orders', 'number of orders'),
('customers', 'amount', 'money, net of refunds; NULL: none known'),
('customers', 'refunds', 'number of refunds'),
('customers', 'contacts', 'number of contacts without an order'),
('customers', 'average_order', 'money an order'),
('customers', 'potential', 'what is quoted or expected'),
('customers', 'profit', 'what the orders have earned'),
('customers', 'first_order', 'time of the first'),
('customers', 'last_order', 'time of the last'),
('customers', 'days_since_order', 'days since the last, up to as_of'),
('customers', 'loyalty', 'score, 0 to 100'),
('customers', 'contribution', 'score, 0 to 100'),
('customers', 'quadrant', 'type: bee, dragonfly, butterfly or mantis'),
('customers', 'quadrant_sort', '1 to 4'),
('customers', 'recency_score', '1 (longest ago) to 5'),
('customers', 'frequency_score', '1 (seldom) to 5'),
('customers', 'monetary_score', '1 (little) to 5'),
('customers', 'rfm', 'the three scores, as 545'),
('customers', 'rfm_segment', 'champion to lost'),
('customers', 'rfm_segment_sort', 'place among the segments, from 1'),
('customers', 'rfm_group', 'best to former_small'),
('customers', 'rfm_group_sort', '1 to 5'),
('customers', 'value_group', 'old or new, big or small'),
('customers', 'value_group_sort', '1 to 4'),
('customers', 'pareto_class', 'top, middle or bottom by place'),
('customers', 'pareto_class_sort', '1 to 3'),
('customers', 'abc_class', 'A, B or C by cumulated money'),
('customers', 'abc_class_sort', '1 to 3'),
('customers', 'market_position', 'existing, potential or non_customer'),
('customers', 'market_position_sort', '1 to 3'),
('customers', 'customer_term', 'long_term or temporary'),
('customers', 'customer_term_sort', '1 or 2'),
('customers', 'life_stage', 'prospect, new, active, overdue or lapsed'),
('customers', 'life_stage_sort', '1 to 5'),
('customers', 'next_action', 'the one thing to do next'),
('customers', 'next_action_sort', 'place among the actions, from 1'),
('customers', 'next_action_due', 'day by which'),
('customers', 'next_action_overdue', 'for how many days it has been due; NULL: not yet'),
('customers', 'at_stake', 'money of a year that depends on it'),
('customers', 'as_of', 'rows count up to, not including, then'),
('customers', 'yardstick_as_of', 'as of when the yardstick was fitted by which loyalty and contribution are measured'),

('customers_due', 'next_action', 'the one thing to do next'),
('customers_due', 'next_action_sort', 'place among the actions, from 1'),
('customers_due', 'next_action_due', 'day by which'),
('customers_due', 'next_action_overdue', 'for how many days it has been due; NULL: not known, since no contact is on record'),
('customers_due', 'at_stake', 'money of a year that depends on it'),
('customers_due', 'quadrant', 'type: bee, dragonfly, butterfly or mantis'),
('customers_due', 'quadrant_sort', '1 to 4'),
('customers_due', 'life_stage', 'prospect, new, active, overdue or lapsed'),
('customers_due', 'life_stage_sort', '1 to 5'),
('customers_due', 'orders', 'number of orders'),
('customers_due', 'amount', 'money, net of refunds'),
('customers_due', 'last_order', 'time of the last'),

('stake_by_action', 'next_action', 'the one thing to do next; NULL: not known'),
('stake_by_action', 'next_action_sort', 'place among the actions, from 1'),
('stake_by_action', 'quadrant', 'type: bee, dragonfly, butterfly or mantis; NULL: unclassified'),
('stake_by_action', 'quadrant_sort', '1 to 4'),
('stake_by_action', 'customers', 'of whom it is the next action'),
('stake_by_action', 'due', 'of these, with whom it is time; NULL: not known, since no contact is on record'),
('stake_by_action', 'at_stake', 'money of a year that depends on it'),
('stake_by_action', 'amount', 'of these customers, net')
	) AS c (view, "column", comment);
END;
COMMENT ON FUNCTION _dashboard_column() IS 'what the columns of the views of a dashboard are, but for the customer and the attributes, which have the names that they have in the source';

/* page_money */

CREATE FUNCTION _draw_rfm_map(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
	drawn text;
	named text;
	listed text;
	segments integer;
BEGIN
	WITH part AS (
		SELECT r.*, @extschema@.label('rfm_segment', r.rfm_segment, w ->> 'lang') AS name, count(*) OVER cell AS parts, row_number() OVER (cell ORDER BY r.customers DESC, r.rfm_segment) - 1 AS place,
			   ceil(5 * sqrt(r.customers / max(r.customers) OVER ())) AS heat
		FROM jsonb_to_recordset(pictures #> '{rfm_map,rows}') AS r (recency integer, value integer, rfm_segment text, customers numeric, amount numeric)
		WINDOW cell AS (PARTITION BY r.recency, r.value)
	), segment AS (
		SELECT s.*, row_number() OVER (ORDER BY s.customers DESC, s.rfm_segment) AS n, (count(*) OVER () + 1) / 2 AS half, s.customers / sum(s.customers) OVER () AS share,
			   s.amount / nullif(sum(greatest(s.amount, 0)) OVER (), 0) AS share_of_amount
		FROM (SELECT p.rfm_segment, min(p.name) AS name, sum(p.customers) AS customers, sum(p.amount) AS amount FROM part AS p GROUP BY p.rfm_segment) AS s
	), box AS ( -- the parts of a cell lie side by side, of four and more in two rows
		SELECT p.heat, s.n, 36 + 73 * (p.recency - 1) + width * (place % across) AS x, 53 * (5 - p.value) + height * (place / across) AS y, width, height
		FROM part AS p JOIN segment AS s USING (rfm_segment),
			 LATERAL (SELECT CASE WHEN parts > 3 THEN (parts + 1) / 2 ELSE parts END AS across) AS a,
			 LATERAL (SELECT 72.0 / across AS width, CASE WHEN parts > 3 THEN 26 ELSE 52 END AS height) AS b
	)
	SELECT (SELECT @extschema@._fill(w ->> CASE WHEN share_of_amount IS NULL THEN 'rfm_map_said_plain' ELSE 'rfm_map_said' END,
									 jsonb_build_object('number', n, 'name', name, 'share', @extschema@._said_share(share, w), 'money', @extschema@._said_share(share_of_amount, w)))
			FROM segment ORDER BY share_of_amount DESC NULLS LAST, n LIMIT 1),
		   (SELECT string_agg(format('<g class="h%s m b"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT heat, string_agg(@extschema@._box(x, y, width - 1, height - 1), '' ORDER BY y, x) AS boxes,
						 string_agg(format('<text x="%s" y="%s">%s</text>', @extschema@._xy(x + width / 2), y + height / 2 + 4, n), '' ORDER BY y, x) AS texts
				  FROM box GROUP BY heat) AS h),
		   (SELECT string_agg(format('<text x="%s" y="%s" class="e b">%s</text><text x="%s" y="%2$s" class="t">%5$s <tspan class="s">%s</tspan></text>',
									 15 + x, y, n, 21 + x, @extschema@._xml(name), @extschema@._share(share, w)), '' ORDER BY n)
			FROM segment, LATERAL (SELECT 200 * ((n - 1) / half) AS x, 330 + 22 * ((n - 1) % half) AS y) AS at),
		   (SELECT string_agg(format('<tr><td>%s<td>%s<th>%s<td>%s<td>%s', recency, value, @extschema@._xml(name), @extschema@._number(customers, w), @extschema@._number(amount, w)), ''
							  ORDER BY recency DESC, value DESC, place) FROM part),
		   (SELECT count(*) FROM segment)
	INTO said, drawn, named, listed, segments;
	RETURN @extschema@._page_figure('rfm_map', 318 + 22 * ((segments + 1) / 2), said,
		(SELECT string_agg(format('<text x="%s" y="280" class="m s">%s</text><text x="28" y="%s" class="e s">%2$s</text>', 72 + 73 * (n - 1), n, 30 + 53 * (5 - n)), '' ORDER BY n)
		 FROM generate_series(1, 5) AS n)
		|| format('<text x="218" y="300" class="m s">%s</text><text transform="translate(14 132)rotate(-90)" class="m s">%s</text>', @extschema@._xml(w ->> 'recency_up'), @extschema@._xml(w ->> 'value_up'))
		|| (SELECT format('<g class="h0"><path d="%s"/></g>', string_agg(@extschema@._box(36 + 73 * x, 53 * y, 71, 51), '')) FROM generate_series(0, 4) AS x, generate_series(0, 4) AS y) || drawn || named,
		'{recency,value,segment,customers,amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_rfm_map(jsonb, jsonb) IS 'the figure of the RFM segments: where they lie by scores of recency and of value, numbered by their size';

CREATE FUNCTION _draw_lorenz(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	curve text;
	listed text;
	top numeric;
	gini text := @extschema@._said_number(round((pictures #>> '{lorenz,gini}')::numeric, 2), w);
BEGIN
	SELECT string_agg(format('%s %s', @extschema@._xy(56 + 320 * x), @extschema@._xy(334 - 320 * y)), 'L' ORDER BY x), max(y) FILTER (WHERE x = 0.2),
		   string_agg(format('<tr><td>%s<td>%s', @extschema@._share(x, w), @extschema@._share(y, w)), '' ORDER BY x) FILTER (WHERE x % 0.05 = 0 OR x = 0.01)
	INTO curve, top, listed
	FROM jsonb_to_recordset(pictures #> '{lorenz,rows}') AS r (share_of_customers numeric, share_of_amount numeric),
		 LATERAL (SELECT 1 - round(share_of_customers, 4) AS x, 1 - share_of_amount AS y) AS of_the_best; -- the curve begins with the smallest
	RETURN @extschema@._page_figure('lorenz', 394,
		@extschema@._fill(w ->> 'lorenz_said', jsonb_build_object('fifth', @extschema@._said_share(0.2, w), 'top', @extschema@._said_share(top, w), 'gini', gini)),
		@extschema@._svg_square((SELECT array_agg(@extschema@._said_number(n, w) || (w ->> 'percent') ORDER BY n) FROM generate_series(0, 100, 20) AS n), 56, 14, 320,
								w ->> 'share_of_customers', w ->> 'share_they_bring')
		|| format('<path class="area" d="M%s"/><path class="same" d="M56 334L376 14"/><path class="stock" d="M%1$s"/>'
				  '<path class="cut" d="M120 334V%sH56"/><circle cx="120" cy="%2$s" r="5"/><text x="132" y="%s" class="b rim">%s &#8594; %s</text>',
				  curve, @extschema@._xy(334 - 320 * top), @extschema@._xy(greatest(352 - 320 * top, 40)), @extschema@._share(0.2, w), @extschema@._share(top, w))
		|| format('<text x="230" y="186" class="s rim">%s</text><text x="366" y="322" class="e b">%s</text>', @extschema@._xml(w ->> 'all_alike'),
				  @extschema@._xml(@extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', gini)))),
		'{share_of_customers,share_they_bring}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_lorenz(jsonb, jsonb) IS 'the figure of the Lorenz curve, seen from the best: which share of the money the best share of the buyers bring';

CREATE FUNCTION _draw_contacts_due(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	actions integer;
	said jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT count(*),
		   jsonb_build_object('number', @extschema@._said_number(sum(due_today + coalesce(overdue, 0)), w), 'overdue', @extschema@._said_number(sum(overdue), w),
							  'action', (array_agg(name ORDER BY at_stake DESC, i))[1], 'most', @extschema@._said_number(max(at_stake), w),
							  'at_stake', @extschema@._said_number(nullif(sum(at_stake), 0), w)),
		   string_agg(format('<g transform="translate(0 %s)"><text y="14" class="b">%s</text><text x="400" y="14" class="e"><tspan class="b">%s</tspan> / %s%s</text>'
							 '<rect class="grey pale" y="21" width="%s" height="13"/><rect class="lost" y="21" width="%s" height="13"/><rect class="new" x="%7$s" y="21" width="%s" height="13"/></g>',
							 42 + (i - 1) * 40, @extschema@._xml(name), @extschema@._number(due_today + coalesce(overdue, 0), w), @extschema@._number(customers, w),
							 CASE WHEN at_stake > 0 THEN '; ' || @extschema@._number(at_stake, w) END,
							 @extschema@._xy(400 * customers / most), @extschema@._xy(400 * coalesce(overdue, 0) / most), @extschema@._xy(400 * due_today / most)), '' ORDER BY i),
		   string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(name), @extschema@._number(due_today, w), coalesce(@extschema@._number(overdue, w), '?'),
							 @extschema@._number(customers, w), @extschema@._number(at_stake, w)), '' ORDER BY i)
	INTO actions, said, drawn, listed
	FROM (SELECT r.*, @extschema@.label('customer_action', r.action, w ->> 'lang') AS name, max(r.customers) OVER () AS most, row_number() OVER (ORDER BY r.at_stake DESC, r.customers DESC, r.action) AS i
		  FROM jsonb_to_recordset(pictures #> '{contacts_due,rows}') AS r (action text, due_today numeric, overdue numeric, customers numeric, at_stake numeric)) AS r;
	RETURN @extschema@._page_figure('contacts_due', 44 + 40 * actions,
		@extschema@._fill(w ->> CASE WHEN (pictures #> '{contacts_due,no_contact}')::boolean THEN 'contacts_due_said_no_contact'
								   WHEN said ->> 'at_stake' IS NULL THEN 'contacts_due_said_plain' ELSE 'contacts_due_said' END, said),
		@extschema@._svg_key(ARRAY[w ->> 'overdue', w ->> 'due_today', w ->> 'of_all'], '{lost,new,grey pale}', 14)
		|| format('<text x="400" y="36" class="e s">%s</text>', @extschema@._xml(w ->> 'of_all_head')) || drawn,
		'{action,due_today,overdue,of_all,at_stake}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_contacts_due(jsonb, jsonb) IS 'the figure of the contacts that are due, by what is to be done, beside all for whom it is to be done, with the money at stake';

/* page_periods */

CREATE FUNCTION _draw_money_by_period(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{money_by_period,unit}';
	lapses boolean := pictures #>> '{money_by_period,lapse_after}' IS NOT NULL;
	days text[];
	bottom numeric;
	top numeric;
	full_period jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.period ORDER BY r.period::date), min(least(new, 0) + least(won_back, 0) + least(retained, 0)), max(greatest(new, 0) + greatest(won_back, 0) + greatest(retained, 0)),
		   (array_agg(jsonb_build_object('period', @extschema@._period(r.period, unit, w), 'total', total, 'money', @extschema@._said_number(total, w),
										 'new', @extschema@._said_share(new / nullif(total, 0), w), 'won_back', @extschema@._said_share(won_back / nullif(total, 0), w),
										 'retained', @extschema@._said_share(retained / nullif(total, 0), w))
					  ORDER BY r.period::date DESC) FILTER (WHERE complete))[1],
		   string_agg(format('<tr><th>%s%s<td>%s%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(r.period, unit, w)), CASE WHEN NOT complete THEN ' *' END,
							 @extschema@._number(new, w), CASE WHEN lapses THEN '<td>' || @extschema@._number(won_back, w) END, @extschema@._number(retained, w),
							 @extschema@._number(total, w)), '' ORDER BY r.period::date)
	INTO days, bottom, top, full_period, listed
	FROM jsonb_to_recordset(pictures #> '{money_by_period,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, retained numeric, total numeric);
	top := greatest(top, bottom + 1);
	SELECT string_agg(format('<path class="%s%s" d="%s"/>', class, CASE WHEN NOT complete THEN ' half' END, boxes), '' ORDER BY class, complete)
	INTO drawn
	FROM (SELECT class, complete, string_agg(@extschema@._box(56 + 340 * (i - 0.9) / cardinality(days), 260 - (base + greatest(v, 0) - bottom) * 210 / (top - bottom),
															  340 * 0.8 / cardinality(days), abs(v) * 210 / (top - bottom)), '' ORDER BY i) AS boxes
		  FROM (SELECT i, complete, class, v,
					   CASE WHEN v < 0 THEN sum(least(v, 0)) OVER stack - v ELSE sum(greatest(v, 0)) OVER stack - v END AS base
				FROM (SELECT *, row_number() OVER (ORDER BY period::date) AS i
					  FROM jsonb_to_recordset(pictures #> '{money_by_period,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, retained numeric)) AS r,
					 LATERAL (VALUES (1, 'kept', retained), (2, 'back', won_back), (3, 'new', new)) AS p (part, class, v)
				WHERE v <> 0 WINDOW stack AS (PARTITION BY i ORDER BY part)) AS stacked
		  GROUP BY class, complete) AS p;
	RETURN @extschema@._page_figure('money_by_period', 286,
		@extschema@._fill(w ->> CASE WHEN NOT (full_period -> 'total')::numeric > 0 THEN 'money_by_period_said_none'
									 WHEN lapses THEN 'money_by_period_said' ELSE 'money_by_period_said_plain' END, full_period),
		CASE WHEN lapses THEN @extschema@._svg_key(ARRAY[w ->> 'retained', w ->> 'won_back', w ->> 'new'], '{kept,back,new}', 14)
			 ELSE @extschema@._svg_key(ARRAY[w ->> 'old', w ->> 'new'], '{kept,new}', 14) END
		|| format('<text y="40" class="s">%s</text>', @extschema@._axis_title(w ->> 'amount', greatest(top, -bottom), w))
		|| @extschema@._svg_axis(bottom, top, 50, 260, w) || coalesce(drawn, '') || @extschema@._svg_periods(days, unit, 260, w),
		CASE WHEN lapses THEN '{period,new,won_back,retained,total}' ELSE '{period,new,old,total}' END::text[], listed, w);
END $$;
COMMENT ON FUNCTION _draw_money_by_period(jsonb, jsonb) IS 'the figure of the money that new, won back and retained customers have brought in each period';

CREATE FUNCTION _draw_leaky_bucket(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{leaky_bucket,unit}';
	days text[];
	stocks numeric[];
	most numeric;
	bottom numeric;
	top numeric;
	sums jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.period ORDER BY r.period::date), array_agg("end" ORDER BY r.period::date), max("end"), -max(lost), max(new + won_back),
		   jsonb_build_object('first', @extschema@._period((array_agg(r.period ORDER BY r.period::date) FILTER (WHERE complete))[1], unit, w),
							  'last', @extschema@._period((array_agg(r.period ORDER BY r.period::date DESC) FILTER (WHERE complete))[1], unit, w),
							  'new', @extschema@._said_number(sum(new) FILTER (WHERE complete), w), 'won_back', @extschema@._said_number(sum(won_back) FILTER (WHERE complete), w),
							  'lost', @extschema@._said_number(sum(lost) FILTER (WHERE complete), w), 'days', @extschema@._said_number((pictures #>> '{leaky_bucket,lapse_after}')::numeric, w),
							  'start', @extschema@._said_number((array_agg(start ORDER BY r.period::date) FILTER (WHERE complete))[1], w),
							  'end', @extschema@._said_number((array_agg("end" ORDER BY r.period::date DESC) FILTER (WHERE complete))[1], w)),
		   string_agg(format('<tr><th>%s%s<td>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(r.period, unit, w)), CASE WHEN NOT complete THEN ' *' END, @extschema@._number(start, w),
							 @extschema@._number(new, w), @extschema@._number(won_back, w), @extschema@._number(lost, w), @extschema@._number("end", w)), '' ORDER BY r.period::date)
	INTO days, stocks, most, bottom, top, sums, listed
	FROM jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') AS r (period text, complete boolean, start numeric, new numeric, won_back numeric, lost numeric, "end" numeric);
	most := greatest(most, 1);
	top := greatest(top, bottom + 1);
	SELECT string_agg(format('<path class="%s%s" d="%s"/>', class, CASE WHEN NOT complete THEN ' half' END, boxes), '' ORDER BY class, complete)
	INTO drawn
	FROM (SELECT class, complete, string_agg(@extschema@._box(56 + 340 * (i - 0.9) / cardinality(days), 316 - (upper - bottom) * 150 / (top - bottom),
															  340 * 0.8 / cardinality(days), v * 150 / (top - bottom)), '' ORDER BY i) AS boxes
		  FROM (SELECT *, row_number() OVER (ORDER BY period::date) AS i
				FROM jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, lost numeric)) AS r,
			   LATERAL (VALUES ('new', new, new), ('back', new + won_back, won_back), ('lost', 0, lost)) AS p (class, upper, v)
		  WHERE v > 0 GROUP BY class, complete) AS p;
	RETURN @extschema@._page_figure('leaky_bucket', 342, @extschema@._fill(w ->> 'leaky_bucket_said', sums),
		format('<text y="12" class="s">%s</text>', @extschema@._axis_title(w ->> 'stock', most, w)) || @extschema@._svg_axis(0, most, 24, 104, w)
		|| (SELECT format('<path class="stock" d="M%s"/>', string_agg(format('%s %s', @extschema@._xy(56 + 340 * (i - 0.5) / cardinality(stocks)), @extschema@._xy(104 - s * 80 / most)), 'L' ORDER BY i))
			FROM unnest(stocks) WITH ORDINALITY AS u (s, i))
		|| format('<text y="130" class="s">%s</text>', @extschema@._axis_title(w ->> 'gained_and_lost', greatest(top, -bottom), w))
		|| @extschema@._svg_key(ARRAY[w ->> 'new', w ->> 'won_back', w ->> 'lost'], '{new,back,lost}', 152)
		|| @extschema@._svg_axis(bottom, top, 166, 316, w) || coalesce(drawn, '') || @extschema@._svg_periods(days, unit, 316, w),
		'{period,start,new,won_back,lost,end}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_leaky_bucket(jsonb, jsonb) IS 'the figure of customers gained and lost in each period, with how many there were at its end';

CREATE FUNCTION _draw_cohorts(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{cohorts,unit}';
	cohorts text[];
	last integer;
	every integer;
	width numeric;
	later integer;
	said jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.cohort ORDER BY r.cohort::date), max(r.last)
	INTO cohorts, last
	FROM (SELECT c.cohort, max(c.period) AS last FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS c (cohort text, period integer) GROUP BY c.cohort) AS r;
	every := greatest(ceil(last / 12.0), 1);
	width := 288.0 / greatest(last / every, 3);
	later := greatest(last / 2, 1); -- there half of the cohorts have been
	WITH cell AS (
		SELECT r.*, array_position(cohorts, r.cohort) AS i, ceil(5 * share / nullif(max(r.share) FILTER (WHERE r.period > 0) OVER (), 0)) AS heat
		FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS r (cohort text, customers numeric, period integer, retained numeric, share numeric)
	)
	SELECT (SELECT jsonb_build_object('next', @extschema@._said_share(sum(retained) FILTER (WHERE period = 1) / nullif(sum(customers) FILTER (WHERE period = 1), 0), w),
									  'later', @extschema@._said_share(sum(retained) FILTER (WHERE period = later) / nullif(sum(customers) FILTER (WHERE period = later), 0), w),
									  'one', @extschema@._fill(w ->> ('span_' || unit), '{"n": 1}'), 'periods', @extschema@._fill(w ->> ('span_' || unit), jsonb_build_object('n', later))) FROM cell),
		   (SELECT string_agg(format('<g class="h%s m t"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT coalesce(heat, 0) AS heat, string_agg(@extschema@._box(112 + width * (period / every - 1), 18 + 22 * i, width - 2, 20), '' ORDER BY i, period) AS boxes,
						 string_agg(format('<text x="%s" y="%s">%s</text>', @extschema@._xy(111 + width * (period / every - 0.5)), 32 + 22 * i, round(100 * share)), '' ORDER BY i, period) AS texts
				  FROM cell WHERE period > 0 AND period % every = 0 GROUP BY coalesce(heat, 0)) AS h),
		   (SELECT string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(cohort, unit, w)), period, @extschema@._number(customers, w),
									 @extschema@._number(retained, w), @extschema@._share(share, w)), '' ORDER BY i, period) FROM cell)
	INTO said, drawn, listed;
	RETURN @extschema@._page_figure('cohorts', 42 + 22 * cardinality(cohorts),
		@extschema@._fill(w ->> CASE WHEN said ->> 'next' IS NULL THEN 'cohorts_said_none' WHEN later > 1 AND said ->> 'later' IS NOT NULL THEN 'cohorts_said' ELSE 'cohorts_said_once' END, said),
		format('<text y="12" class="s">%s</text><text x="400" y="12" class="e s">%s (%s)</text>',
			   @extschema@._xml(w ->> 'cohort'), @extschema@._xml(w ->> ('after_' || unit)), @extschema@._xml(ltrim(w ->> 'percent')))
		|| coalesce((SELECT string_agg(format('<text x="%s" y="31" class="m s t">%s</text>', @extschema@._xy(111 + width * (n - 0.5)), n * every), '' ORDER BY n)
					 FROM generate_series(1, last / every) AS n), '')
		|| (SELECT string_agg(format('<text y="%s" class="t">%s</text><text x="109" y="%1$s" class="e s t">%3$s</text>',
									 32 + 22 * array_position(cohorts, r.cohort), @extschema@._xml(@extschema@._period(r.cohort, unit, w)), @extschema@._number(r.customers, w)), '' ORDER BY r.cohort::date)
			FROM (SELECT r.cohort, max(r.customers) AS customers FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS r (cohort text, customers numeric) GROUP BY r.cohort) AS r)
		|| coalesce(drawn, ''),
		('{cohort,after_' || unit || ',customers,bought_then,share}')::text[], listed, w);
END $$;
COMMENT ON FUNCTION _draw_cohorts(jsonb, jsonb) IS 'the figure of cohorts: of those who first bought in a period, the share who bought in each of the later ones';

/* page_style */

CREATE FUNCTION _page_style() RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN translate($css$
:root{color-scheme:light dark;--back:#f4f6f8;--card:#fff;--ink:#1b2027;--soft:#505c69;--line:#d5dce3;--axis:#8a95a1;--accent:#005b8f;
--h0:#f2f5f8;--h1:#deebf5;--h2:#b9d6ea;--h3:#86badb;--h4:#0072b2;--h5:#004d7a;--i3:#1b2027;--i4:#fff}
@media(prefers-color-scheme:dark){:root{--back:#0f1318;--card:#181e25;--ink:#e9edf1;--soft:#a7b2be;--line:#323b45;--axis:#6d7985;--accent:#7cc4f0;
--h0:#1d242c;--h1:#20394d;--h2:#1f4f73;--h3:#1d6296;--h4:#66b3e0;--h5:#b3daf2;--i3:#e9edf1;--i4:#0f1318}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
header{padding-top:32px}
h1{font-size:1.9rem;line-height:1.2;margin:0;letter-spacing:-.01em}
header p{margin:6px 0 0;color:var(--soft)}
h2{font-size:1.25rem;margin:40px 0 14px}
h3{font-size:1.05rem;margin:0}
.tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:12px;margin:24px 0 0;padding:0}
.tiles li,.told,.first li,figure,.none,.sections,.types{background:var(--card);border:1px solid var(--line);border-radius:10px}
.tiles li{padding:14px;line-height:1.35}
.tiles strong{display:block;white-space:nowrap;font-size:1.4rem;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.wide{grid-column:span 2}span{white-space:nowrap}
small{display:block;color:var(--soft);font-size:.85rem;margin-top:2px}
.told{padding:18px 24px;margin-top:20px}
.told h2{margin:0 0 10px}
.told ul{margin:0;padding-left:1.1em;columns:2;column-gap:40px}
.told li{margin:0 0 8px;break-inside:avoid}
.first{list-style:none;counter-reset:n;display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px;margin:0;padding:0}
.first li{counter-increment:n;padding:14px 18px 14px 54px;position:relative}
.first li::before{content:counter(n);position:absolute;left:18px;top:12px;font-size:1.6rem;line-height:1.2;font-weight:700;color:var(--accent)}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:20px}
figure{margin:0;padding:18px 24px;display:flex;flex-direction:column;min-width:0}
figcaption{color:var(--soft);margin:4px 0 14px}
figure>svg{display:block;width:100%;max-width:500px;height:auto;margin:0 auto}figure>details{margin-top:auto;padding-top:14px}
.none{padding:18px 24px;align-self:start;order:1}.none p{margin:4px 0 0;color:var(--soft)}
svg text{fill:var(--ink);font-size:13px}
svg .s{fill:var(--soft);font-size:12px}svg .t,svg .t text,svg .t tspan{font-size:11.5px}svg .b{font-weight:600}svg tspan{font-weight:400}svg tspan.b{font-weight:600}svg .e{text-anchor:end}svg .m{text-anchor:middle}svg .rim{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.bee{--c:#e69f00}.dragonfly{--c:#0072b2}.butterfly{--c:#cc79a7}.mantis{--c:#009e73}.grey{--c:#777}
svg .q,svg path.q,svg .dot,svg rect.grey{fill:var(--c)}svg .pale,svg rect.pale{fill:var(--c);fill-opacity:.3;stroke:var(--c)}
svg path{fill:none}
svg .kept{fill:#777}svg .new{fill:#56b4e9}svg .back{fill:#56b4e9;fill-opacity:.25;stroke:#56b4e9}svg .lost{fill:#d55e00}.half{opacity:.5}
.grid{stroke:var(--line)}.zero{stroke:var(--axis)}.whisker{stroke:var(--ink);stroke-width:1.5}
.cut,.same{stroke:var(--ink);stroke-width:1.3;stroke-dasharray:5 4}.same{stroke:var(--axis)}.stock{stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}
svg path.area{fill:var(--accent);fill-opacity:.1}circle{fill:var(--accent)}
svg .h0 path{fill:var(--h0)}svg .h1 path{fill:var(--h1)}svg .h2 path{fill:var(--h2)}svg .h3 path{fill:var(--h3)}svg .h4 path{fill:var(--h4)}svg .h5 path{fill:var(--h5)}
svg .h3 text{fill:var(--i3)}svg .h4 text,svg .h5 text{fill:var(--i4)}
details{margin-top:14px}
summary{cursor:pointer;color:var(--accent);font-size:.9rem}
.box{overflow-x:auto;container-type:inline-size}
table{border-collapse:collapse;width:100%;margin-top:8px;font-size:.85rem;line-height:1.4;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
thead th{color:var(--soft);font-weight:600;white-space:normal;vertical-align:bottom}
th:first-child,tbody th{text-align:left;font-weight:500}
td:first-child{text-align:left}
.sections{padding:6px 24px 14px}
.sections details{border-bottom:1px solid var(--line);margin:0;padding:10px 0}
.sections details:last-child{border:0}
.sections p{margin:6px 0 0;font-size:.9rem;color:var(--soft)}
.sections summary{font-size:1rem;font-weight:600}
.lines tbody th{white-space:normal;font-weight:600}.lines tbody .part{padding-left:26px;font-weight:500}
.lines thead th{width:13%}.lines thead th:first-child{width:auto}
.lines tr:has(+.w) th,.lines tr:has(+.w) td{border-bottom:0}
tr.w td{white-space:normal;text-align:left;color:var(--soft);padding:0}tr.w div{position:sticky;left:0;width:100cqw;padding:0 8px 8px}
.types{padding:18px 24px}
.types dl{margin:0}
.types div{margin-top:14px;font-size:.95rem}
dt{font-weight:600;display:flex;align-items:center;gap:8px}
dd{margin:2px 0 0 30px;color:var(--soft)}dd b{font-weight:600;color:var(--ink)}
.mark{width:22px;height:22px;flex:none;border:1px solid var(--axis);background:linear-gradient(var(--c),var(--c)) right top/50% 50% no-repeat}.mark.dragonfly{background-position:left top}.mark.butterfly{background-position:right bottom}.mark.mantis{background-position:left bottom}
footer{color:var(--soft);font-size:.9rem;padding-bottom:48px}
footer ul{padding-left:1.2em;margin:0}
@container(max-width:600px){table{font-size:.75rem}thead th{font-size:.68rem;hyphens:auto}th,td{padding:4px 2px}tr.w div{padding:0 2px 8px}.lines tbody .part{padding-left:16px}
#rfm_map tbody th,#contacts_due tbody th{white-space:normal}#money_by_period thead th,#leaky_bucket thead th{overflow-wrap:anywhere}
.lines,#types table,#movement table{display:grid;min-width:min-content;grid-template-columns:repeat(4,auto)}:is(.lines,#types table):has(thead th:nth-child(6)){grid-template-columns:repeat(5,auto)}:is(.lines,#types table):has(thead th:nth-child(7)){grid-template-columns:repeat(6,auto)}
:is(.lines,#types table,#movement table) :is(thead,tbody,tr){display:contents}.lines thead th{width:auto}:is(.lines,#types table) thead th:first-child{display:none}
:is(.lines,#types table) tbody th,.w td{grid-column:1/-1}#movement th:nth-child(-n+2){grid-column:span 2;text-align:left}:is(.lines,#types table,#movement table) tr:has(td) th{border:0;padding-bottom:0}}
@media(max-width:820px){.figures{grid-template-columns:minmax(0,1fr)}.told ul{columns:1}}
@media(max-width:480px){header,main,footer{padding-left:10px;padding-right:10px}h1{font-size:1.5rem}figure,.none,.told,.sections,.types{padding-left:12px;padding-right:12px}.tiles{grid-template-columns:1fr 1fr;gap:8px}.tiles li{padding:10px}.tiles strong{font-size:1.25rem}}
@media print{:root{color-scheme:light;--back:#fff;--card:#fff;--ink:#1b2027;--soft:#505c69;--line:#d5dce3;--axis:#8a95a1;--accent:#005b8f;--h0:#f2f5f8;--h1:#deebf5;--h2:#b9d6ea;--h3:#86badb;--h4:#0072b2;--h5:#004d7a;--i3:#1b2027;--i4:#fff}
body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}header,main,footer{max-width:none;padding:0}figure,.tiles li,.first li,.types div{break-inside:avoid}h2{break-after:avoid}
figure details{display:none}.sections details::details-content{content-visibility:visible;height:auto;display:block}}
$css$, E'\n', '');
END $$;
COMMENT ON FUNCTION _page_style() IS 'the style of a page: colours by day and by night, sizes for screens, telephones and paper';

/* page_types */

CREATE FUNCTION _draw_types(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
	drawn text;
	listed text;
BEGIN
	SELECT @extschema@._fill(w ->> CASE WHEN max(share_of_amount) IS NULL THEN 'types_said_plain' ELSE 'types_said' END,
							 jsonb_object_agg(quadrant, name) || jsonb_build_object('share', @extschema@._said_share(max(share) FILTER (WHERE quadrant = 'bee'), w),
																					'money', @extschema@._said_share(max(share_of_amount) FILTER (WHERE quadrant = 'bee'), w))),
		   string_agg(format('<g class="%s" transform="translate(0 %s)"><text y="14" class="b">%s</text><text x="400" y="14" class="e s">%s</text>'
							 '<rect class="q" y="21" width="%s" height="15" rx="2"/><path class="whisker" d="M%s 28.5H%s m0 -4v8M%6$s 24.5v8"/><text x="%8$s" y="33">%s</text>'
							 '<rect class="pale" y="39" width="%s" height="15" rx="2"/><text x="%s" y="51" class="s">%s</text></g>',
							 quadrant, (i - 1) * 66, @extschema@._xml(name), @extschema@._number(customers, w),
							 @extschema@._xy(share * scale), @extschema@._xy(low * scale), @extschema@._xy(high * scale),
							 @extschema@._xy(greatest(share, high) * scale + 8), @extschema@._share(share, w),
							 @extschema@._xy(brought * scale), @extschema@._xy(brought * scale + 8), @extschema@._share(share_of_amount, w)), '' ORDER BY i),
		   string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(name), @extschema@._number(customers, w), @extschema@._share(share, w),
							 @extschema@._share(low, w), @extschema@._share(high, w), @extschema@._number(amount, w), @extschema@._share(share_of_amount, w)), '' ORDER BY i)
	INTO said, drawn, listed
	FROM (SELECT r.*, @extschema@.label('quadrant', r.quadrant, w ->> 'lang') AS name, coalesce(r.share_of_amount, 0)::numeric AS brought,
				 340 / max(greatest(r.high, r.share, r.share_of_amount, 0.01)) OVER ()::numeric AS scale
		  FROM ROWS FROM (jsonb_to_recordset(pictures #> '{types,rows}')
						  AS (quadrant text, customers numeric, share numeric, low numeric, high numeric, amount numeric, share_of_amount numeric))
			   WITH ORDINALITY AS r (quadrant, customers, share, low, high, amount, share_of_amount, i)) AS r;
	RETURN @extschema@._page_figure('types', 296, said,
		drawn || @extschema@._svg_key(ARRAY[w ->> 'customers', w ->> 'share_of_amount'], '{grey,grey pale}', 284),
		'{type,customers,share,low,high,amount,share_of_amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_types(jsonb, jsonb) IS 'the figure of the four types: customers with their intervals, and money';

CREATE FUNCTION _draw_loyalty_contribution(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	loyal numeric := pictures #>> '{loyalty_contribution,loyalty_cut}';
	much numeric := pictures #>> '{loyalty_contribution,contribution_cut}';
	shares jsonb;
	frame text;
	drawn text;
	listed text;
BEGIN
	SELECT jsonb_object_agg(r.quadrant, @extschema@._said_share(r.share, w)),
		   string_agg(format('<text class="%sb" x="%s" y="%s"><tspan class="%s dot">&#9632;</tspan> %s %s</text>', CASE WHEN on_right THEN 'e ' END,
							 CASE WHEN on_right THEN 380 ELSE 50 END, CASE WHEN above THEN 14 ELSE 391 END, r.quadrant,
							 @extschema@._xml(@extschema@.label('quadrant', r.quadrant, w ->> 'lang')), @extschema@._share(r.share, w)), '' ORDER BY r.quadrant)
	INTO shares, frame
	FROM jsonb_to_recordset(pictures #> '{types,rows}') AS r (quadrant text, share numeric),
		 LATERAL (SELECT r.quadrant IN ('bee', 'butterfly') AS on_right, r.quadrant IN ('bee', 'dragonfly') AS above) AS corner;
	WITH cell AS (
		SELECT r.loyalty_from AS loyalty, r.contribution_from AS contribution, r.customers, r.amount,
			   @extschema@._xy(greatest(32 * sqrt(r.customers / max(r.customers) OVER ()), 2)) AS side,
			   CASE WHEN loyal IS NULL OR much IS NULL OR r.loyalty_from < loyal AND loyal < r.loyalty_from + 10 OR r.contribution_from < much AND much < r.contribution_from + 10 THEN 'grey' -- of more than one type
					ELSE (ARRAY['mantis', 'butterfly', 'dragonfly', 'bee'])[1 + (r.loyalty_from >= loyal)::integer + 2 * (r.contribution_from >= much)::integer] END AS type
		FROM jsonb_to_recordset(pictures #> '{loyalty_contribution,rows}') AS r (loyalty_from numeric, contribution_from numeric, customers numeric, amount numeric)
	)
	SELECT (SELECT string_agg(format('<path class="%s q" d="%s"/>', type, boxes), '' ORDER BY type)
			FROM (SELECT type, string_agg(@extschema@._box(50 + 3.3 * (loyalty + 5) - side / 2, 354 - 3.3 * (contribution + 5) - side / 2, side, side), '' ORDER BY loyalty, contribution) AS boxes
				  FROM cell GROUP BY type) AS t),
		   (SELECT string_agg(format('<tr><td>%s&#8211;%s<td>%s&#8211;%s<td>%s<td>%s', loyalty, loyalty + 10, contribution, contribution + 10,
									 @extschema@._number(customers, w), @extschema@._number(amount, w)), '' ORDER BY loyalty DESC, contribution DESC) FROM cell)
	INTO drawn, listed;
	RETURN @extschema@._page_figure('loyalty_contribution', 398, @extschema@._fill(w ->> 'loyalty_contribution_said', shares),
		@extschema@._svg_square('{0,20,40,60,80,100}', 50, 24, 330, w ->> 'loyalty', w ->> 'contribution') || drawn
		|| format('<path class="cut" d="M50 24%s%s"/>', 'M' || @extschema@._xy(50 + 3.3 * loyal) || ' 24V354', 'M50 ' || @extschema@._xy(354 - 3.3 * much) || 'H380')
		|| coalesce(frame, ''),
		'{loyalty,contribution,customers,amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_loyalty_contribution(jsonb, jsonb) IS 'the figure of loyalty against contribution: squares for the customers of like scores, and the cuts between the types';

CREATE FUNCTION _draw_movement(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	dates jsonb := jsonb_build_object('then', pictures #>> '{movement,then}', 'now', pictures #>> '{movement,now}');
	names text[] := array_append((SELECT array_agg(@extschema@.label('quadrant', q, w ->> 'lang') ORDER BY i) FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) WITH ORDINALITY AS t (q, i)),
								 w ->> 'not_there');
	kept jsonb;
	drawn text;
	listed text;
BEGIN
	WITH cell AS (
		SELECT r.*, coalesce(array_position('{bee,dragonfly,butterfly,mantis}', was), 5) AS j, coalesce(array_position('{bee,dragonfly,butterfly,mantis}', "is"), 5) AS i,
			   ceil(5 * coalesce(share, 0)) AS heat
		FROM jsonb_to_recordset(pictures #> '{movement,rows}') AS r (was text, "is" text, customers numeric, share numeric, before numeric, now numeric)
		WHERE coalesce(was, "is") IS NOT NULL
	)
	SELECT (SELECT jsonb_object_agg(coalesce("is", 'gone'), coalesce(@extschema@._said_share(share, w), '')) FILTER (WHERE was = 'bee')
				   || jsonb_build_object('bees', @extschema@._said_number(sum(customers) FILTER (WHERE was = 'bee'), w)) FROM cell),
		   (SELECT string_agg(format('<g class="h%s m"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT heat, string_agg(@extschema@._box(38 + 60 * i, 44 * j, 58, 42), '' ORDER BY j, i) AS boxes,
						 string_agg(format('<text x="%s" y="%s" class="b">%s</text>', 67 + 60 * i, 44 * j + CASE WHEN share IS NULL THEN 26 ELSE 18 END,
										   coalesce(@extschema@._share(share, w), @extschema@._number(customers, w)))
									|| CASE WHEN share IS NULL THEN '' ELSE format('<text x="%s" y="%s">%s</text>', 67 + 60 * i, 44 * j + 35, @extschema@._number(customers, w)) END, '' ORDER BY j, i) AS texts
				  FROM cell GROUP BY heat) AS h),
		   (SELECT string_agg(format('<tr><th>%s<th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(names[j]), @extschema@._xml(names[i]), @extschema@._number(customers, w), @extschema@._share(share, w),
									 @extschema@._number(before, w), @extschema@._number(now, w)), '' ORDER BY j, i) FROM cell)
	INTO kept, drawn, listed;
	RETURN @extschema@._page_figure('movement', 266,
		@extschema@._fill(w ->> CASE WHEN kept ? 'bee' AND kept ? 'gone' THEN 'movement_said' ELSE 'movement_said_none' END,
						  jsonb_build_object('kept', kept -> 'bee', 'gone', kept -> 'gone', 'bees', kept -> 'bees') || dates),
		format('<text y="14" class="s">%s</text><text x="400" y="14" class="e s">%s</text>', @extschema@._xml(@extschema@._fill(w ->> 'then', jsonb_build_object('day', dates -> 'then'))),
			   @extschema@._xml(@extschema@._fill(w ->> 'now', jsonb_build_object('day', dates -> 'now'))))
		|| (SELECT string_agg(format('<text y="%s" class="b">%s</text><text x="%s" y="36" class="m t">%2$s</text>', 44 * i + 26, @extschema@._xml(names[i]), 67 + 60 * i), '' ORDER BY i)
			FROM generate_series(1, 5) AS i) || drawn,
		'{was,is,customers,of_was,money_then,money_now}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_movement(jsonb, jsonb) IS 'the figure of movement: a square table of types then and now';

/* past */

CREATE TYPE _kept_sample AS (
	histories history[],
	one_in bigint,
	last_day date,
	as_of_day date
);
COMMENT ON TYPE _kept_sample IS 'what _histories_sample() would return, of who has read the sales already';

CREATE FUNCTION _past(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL,
					  lapse_after interval DEFAULT NULL,
					  at_most bigint DEFAULT 65536,
					  pictures boolean DEFAULT false,
					  lapse_only boolean DEFAULT false,
					  kept _kept_sample DEFAULT NULL)
RETURNS TABLE (last_day date, as_of_day date, one_in bigint, customers_seen bigint,
			   base_hiatus integer, lapse_after integer,
			   tried_at date, horizon interval, tried_lapse_after integer, lapse_verdict foresight,
			   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint,
			   types_tried_at date, types_horizon interval, types_verdict foresight, auc double precision, auc_low double precision, auc_high double precision,
			   period interval, flows flows_row, moved movement_row[],
			   period_unit text, periods _shown_period[], cohort_unit text, cohorts cohort_row[])
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	WITH sample AS MATERIALIZED (
		SELECT h.history, h.one_in, h.last_day, h.as_of_day
		FROM @extschema@._histories_sample(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, since, as_of, at_most) AS h
		WHERE (kept).histories IS NULL
		UNION ALL
		SELECT h.history, NULL, NULL, NULL FROM pg_catalog.unnest((kept).histories) AS h (history)
		UNION ALL
		SELECT NULL, (kept).one_in, (kept).last_day, (kept).as_of_day WHERE (kept).histories IS NOT NULL
	), said AS MATERIALIZED (
		SELECT one_in, last_day, as_of_day, LEAST(as_of_day, last_day OPERATOR(pg_catalog.+) 1) AS until -- what followed is known as far as the data go
		FROM sample WHERE history IS NULL LIMIT 1 -- there is one: more expected would make the plan seem worth compiling
	), seen AS MATERIALIZED (
		SELECT pg_catalog.count(*) AS customers, pg_catalog.min(@extschema@.first_day(h.history)) AS first, @extschema@.hiatus(h.history, s.as_of_day) AS hiatus
		FROM sample AS h, said AS s WHERE h.history IS NOT NULL
	), length AS MATERIALIZED (
		SELECT s.*, c.*,
			   CASE WHEN @extschema@._day_before(until, interval '2 years') OPERATOR(pg_catalog.>=) first THEN interval '1 year'
					WHEN (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog.>=) 2
					THEN pg_catalog.make_interval(days => (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog./) 2) END AS horizon,
			   (SELECT pg_catalog.max(p.period)
				FROM (VALUES (interval '1 year'), (interval '6 months'), (interval '3 months'), (interval '1 month')) AS p (period)
				WHERE NOT lapse_only AND @extschema@._day_before(as_of_day, p.period OPERATOR(pg_catalog.+) p.period) OPERATOR(pg_catalog.>=) first) AS period
		FROM said AS s, seen AS c
	), begun AS (
		-- where all come back in the end, what types foretell is who comes back soon: within the time that is usual
		SELECT l.*, t.types_horizon,
			   (until OPERATOR(pg_catalog.-) horizon)::date AS tried_at, (until OPERATOR(pg_catalog.-) types_horizon)::date AS types_tried_at,
			   @extschema@._day_before(as_of_day, period) AS now_since,
			   @extschema@._day_before(@extschema@._day_before(as_of_day, period), period) AS then_since,
			   @extschema@._lapse_days(as_of_day, coalesce(_past.lapse_after, (SELECT s.lapse_after FROM @extschema@._segmentation_of(source) AS s))) AS given
		FROM length AS l, LATERAL (SELECT CASE WHEN NOT lapse_only THEN LEAST(horizon, pg_catalog.make_interval(days => hiatus)) END) AS t (types_horizon)
	), day AS MATERIALIZED (
		SELECT b.*,
			   CASE WHEN horizon IS NOT NULL THEN pg_catalog.daterange(tried_at, (tried_at OPERATOR(pg_catalog.+) horizon)::date) END AS tried_days,
			   CASE WHEN types_horizon IS NOT NULL
					THEN pg_catalog.daterange(types_tried_at, (types_tried_at OPERATOR(pg_catalog.+) types_horizon)::date) END AS types_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(now_since, as_of_day) END AS now_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(then_since, now_since) END AS then_days
		FROM begun AS b
	), fitted AS MATERIALIZED (
		SELECT coalesce(pg_catalog.min(d.given), @extschema@.hiatus(h.history, d.tried_at) FILTER (WHERE d.tried_at IS NOT NULL)) AS lapse_after,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.types_tried_at), d.types_tried_at) FILTER (WHERE d.types_tried_at IS NOT NULL) AS types,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.now_since, d.then_since), d.now_since) FILTER (WHERE d.period IS NOT NULL) AS moved
		FROM sample AS h, day AS d WHERE h.history IS NOT NULL
	), customer AS (
		SELECT @extschema@.life_stage(h.history, d.tried_at, f.lapse_after) AS stage,
			   @extschema@.orders(h.history, d.tried_days) OPERATOR(pg_catalog.>) 0 AS came_back,
			   @extschema@.loyalty(@extschema@.activity(h.history, d.types_tried_at), f.types, d.types_tried_at) AS loyalty,
			   @extschema@.orders(h.history, d.types_days) OPERATOR(pg_catalog.>) 0 AS came_again,
			   @extschema@.flow(h.history, d.now_days, d.then_days) AS flow,
			   @extschema@.amount(h.history, d.then_days) AS before, @extschema@.amount(h.history, d.now_days) AS now,
			   CASE WHEN f.moved IS NOT NULL
					THEN @extschema@.quadrants(h.history, ARRAY[d.now_since, d.as_of_day], d.period, f.moved) END AS types
		FROM sample AS h, day AS d, fitted AS f WHERE h.history IS NOT NULL
		OFFSET 0 -- each is asked once
	), told AS MATERIALIZED (
		SELECT @extschema@.validate_classes(stage, came_back, NULL::numeric) AS stages, @extschema@.auc(loyalty, came_again) AS auc,
			   @extschema@.flows(flow, before, now) AS flows, @extschema@.movement(types[1], types[2], before, now) AS moved
		FROM customer
	), lapse AS (
		SELECT coalesce(pg_catalog.sum(r.customers) FILTER (WHERE lapsed), 0)::bigint AS lapsed,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE lapsed), 0)::bigint AS lapsed_came_back,
			   coalesce(pg_catalog.sum(r.customers) FILTER (WHERE NOT lapsed), 0)::bigint AS others,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE NOT lapsed), 0)::bigint AS others_came_back,
			   pg_catalog.min(r.high) FILTER (WHERE lapsed) AS high
		FROM told AS t, LATERAL pg_catalog.unnest(t.stages) AS r, LATERAL (SELECT r.class OPERATOR(pg_catalog.=) 'lapsed') AS c (lapsed)
		WHERE r.class OPERATOR(pg_catalog.=) ANY (ARRAY['new', 'active', 'overdue', 'lapsed'])
	), verdict AS (
		SELECT l.*,
			   CASE WHEN LEAST(lapsed, others) OPERATOR(pg_catalog.<) 10 THEN 'too_early'::@extschema@.foresight
					WHEN high OPERATOR(pg_catalog.<) (0.5::double precision OPERATOR(pg_catalog.*) others_came_back::double precision
													  OPERATOR(pg_catalog./) others::double precision) THEN 'predicts'::@extschema@.foresight
					ELSE 'says_nothing'::@extschema@.foresight END AS foresight
		FROM lapse AS l
	), known AS MATERIALIZED (
		SELECT CASE WHEN d.given IS NOT NULL THEN d.given WHEN v.foresight OPERATOR(pg_catalog.=) 'predicts' THEN d.hiatus END AS lapse_after
		FROM day AS d, verdict AS v
	), span AS MATERIALIZED ( -- from the day on by which one in a hundred was known: one wrong date must not stretch the pictures
		SELECT pg_catalog.percentile_disc(0.01::double precision) WITHIN GROUP (ORDER BY @extschema@.first_day(h.history)) AS begins
		FROM sample AS h WHERE pictures AND h.history IS NOT NULL
	), asked AS MATERIALIZED ( -- who is there until the beginning of the calendar, is there for ever
		SELECT p.unit AS period_unit, p.since, p.until_day AS until, p.every,
			   pg_catalog.make_interval(days => LEAST(k.lapse_after, (p.since OPERATOR(pg_catalog.-) '4714-11-24 BC'::date))) AS lapse_after,
			   c.unit AS cohort_unit, c.since AS cohorts_since, c.until_day AS cohorts_until,
			   pg_catalog.daterange('4714-11-24 BC'::date, c.since) AS before_cohorts
		FROM day AS d, known AS k, span AS s, LATERAL @extschema@._shown_units(s.begins, d.until, 6, 36) AS p, LATERAL @extschema@._shown_units(s.begins, d.until, 3, 16) AS c
	), shown AS MATERIALIZED (
		SELECT @extschema@._shown_periods(h.history, a.since, a.until, a.every, a.lapse_after) FILTER (WHERE a.since IS NOT NULL) AS periods,
			   @extschema@.cohorts(h.history, a.cohort_unit, a.cohorts_until)
			   FILTER (WHERE a.cohorts_since IS NOT NULL AND @extschema@.orders(h.history, a.before_cohorts) OPERATOR(pg_catalog.=) 0) AS cohorts
		FROM sample AS h, asked AS a WHERE pictures AND h.history IS NOT NULL
	)
	SELECT d.last_day, d.as_of_day, d.one_in, d.customers, d.hiatus, k.lapse_after,
		   d.tried_at, d.horizon, f.lapse_after, v.foresight, v.lapsed, v.lapsed_came_back, v.others, v.others_came_back,
		   d.types_tried_at, d.types_horizon, @extschema@._foresight(t.auc), (t.auc).auc, (t.auc).low, (t.auc).high,
		   d.period, CASE WHEN d.period IS NOT NULL THEN t.flows END, CASE WHEN f.moved IS NOT NULL THEN t.moved END,
		   a.period_unit, CASE WHEN a.period_unit IS NOT NULL THEN x.periods END, a.cohort_unit, CASE WHEN a.cohort_unit IS NOT NULL THEN x.cohorts END
	FROM day AS d, fitted AS f, told AS t, verdict AS v, known AS k, asked AS a, shown AS x;
END;
COMMENT ON FUNCTION _past(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval, bigint, boolean, boolean, _kept_sample) IS
'what a sample of one in so many customers tells of the base''s past: after how long away somebody has left, and whether that told who came back '
'within a horizon, which is a year or half of the days there are; whether loyalty did; and of the last period, the longest that fits twice, '
'its flows and movement against the one before; with pictures also the last four columns, which are NULL without: the flows of period after period, '
'where nobody lapses if lapse_after is NULL, and cohorts; with lapse_only no more than up to others_came_back, and what is behind it nothing or of nobody; '
'kept: the sample, by who has read the sales already, which are read here where it has no histories';

CREATE OR REPLACE FUNCTION lapse_check(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS TABLE (hiatus integer, tried_at date, horizon interval, lapse_after integer,
			   lapsed bigint, lapsed_came_back bigint, lapsed_share double precision,
			   others bigint, others_came_back bigint, others_share double precision,
			   one_in bigint, verdict foresight, reason text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	SELECT p.base_hiatus, p.tried_at, p.horizon, p.tried_lapse_after,
		   p.lapsed_then, p.lapsed_came_back, s.lapsed_share, p.others_then, p.others_came_back, s.others_share, p.one_in, p.lapse_verdict,
		   CASE WHEN p.last_day IS NULL THEN 'there are no sales'
				WHEN p.tried_at IS NULL THEN 'there are too few days'
				WHEN p.tried_lapse_after IS NULL
				THEN 'nobody had come back before ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(p.tried_at) OPERATOR(pg_catalog.#>>) '{}'::text[])
				WHEN p.lapse_verdict OPERATOR(pg_catalog.=) 'too_early'
				THEN p.lapsed_then::text OPERATOR(pg_catalog.||) s.away OPERATOR(pg_catalog.||) ', ' OPERATOR(pg_catalog.||) p.others_then::text
					 OPERATOR(pg_catalog.||) ' had not: it takes 10 of both'
				ELSE 'of those who' OPERATOR(pg_catalog.||) s.away OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) s.lapsed_share::numeric, 1)::text
					 OPERATOR(pg_catalog.||) ' % came back, of the others '
					 OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) s.others_share::numeric, 1)::text OPERATOR(pg_catalog.||) ' %' END
	FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
						   since, as_of, lapse_check.lapse_after) AS p,
		 LATERAL (SELECT p.lapsed_came_back::double precision OPERATOR(pg_catalog./) nullif(p.lapsed_then, 0)::double precision,
						 p.others_came_back::double precision OPERATOR(pg_catalog./) nullif(p.others_then, 0)::double precision,
						 ' had been away for more than ' OPERATOR(pg_catalog.||) p.tried_lapse_after::text
						 OPERATOR(pg_catalog.||) CASE WHEN p.tried_lapse_after OPERATOR(pg_catalog.=) 1 THEN ' day' ELSE ' days' END) AS s (lapsed_share, others_share, away);
END;

/* report */

CREATE FUNCTION _report_facts(source regclass,
							  customer_column name, time_column name, amount_column name, order_column name,
							  potential_column name, profit_column name, since timestamptz, as_of timestamptz,
							  yardstick yardstick, lang text, compare_with date, lapse_after interval, pictures boolean DEFAULT false)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
SET extra_float_digits = 1 -- jsonb keeps of a float the digits that the setting asks for
BEGIN ATOMIC
	WITH past AS MATERIALIZED ( -- where profit decides, potentials do not count; that they are known, too, is said once
		SELECT p.* FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column,
										  CASE WHEN profit_column IS NULL THEN potential_column END, profit_column, since, _report_facts.as_of, _report_facts.lapse_after,
										  pictures => _report_facts.pictures) AS p
	), due AS ( -- how often to be in touch, by what is to be done
		SELECT pg_catalog.array_agg((@extschema@.play('customer_action'::text, c.item, _report_facts.lang)).contact_every ORDER BY c.i) AS every
		FROM pg_catalog.unnest(pg_catalog.enum_range(NULL::@extschema@.customer_action)::text[]) WITH ORDINALITY AS c (item, i)
	), compared AS MATERIALIZED (
		SELECT w.*, then_since::timestamp AT TIME ZONE 'UTC' AS then_from, then_until::timestamp AT TIME ZONE 'UTC' AS then_to,
			   now_since::timestamp AT TIME ZONE 'UTC' AS now_from, now_until::timestamp AT TIME ZONE 'UTC' AS now_to
		FROM past AS p, LATERAL @extschema@._compared_windows(p.as_of_day, _report_facts.since, compare_with) AS w
		WHERE w.now_until IS NOT NULL -- neither without a day to compare with, nor without any row
	), earlier AS MATERIALIZED (
		SELECT q.*
		FROM past AS p, compared AS w, due AS d,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, then_from, then_to, _report_facts.yardstick, NULL::integer, NULL::integer, d.every) AS q
	), now AS MATERIALIZED ( -- all but the yardstick, which is large
		SELECT q.first_order, q.last_order, q.customers, q.buyers, q.contacted, q.amount, q.brought, q.profit, q.by_profit, q.gini, q.customers_for_share,
			   q.largest, q.mean, q.mean_of_others, q.between_means, q.without_customer, q.without_time, q.amount_left_out, q.shared_times,
			   q.order_column, q.unranked, q.too_short, q.mix, q.cells, q.loyalty_cut, q.contribution_cut, q.lorenz,
			   q.by_profit AND EXISTS (SELECT FROM @extschema@.cuts(q.yardstick) AS y WHERE y.measure OPERATOR(pg_catalog.=) 'profit') AS values_by_profit,
			   CASE WHEN w.now_from IS NULL THEN q.counts
					ELSE (SELECT pg_catalog.array_agg(c) FROM pg_catalog.unnest(q.counts) AS c -- who is new, or has left, a window does not show
						  WHERE c.subject OPERATOR(pg_catalog.<>) ALL (ARRAY['life_stage', 'lapsed', 'prospect', 'action', 'due_today', 'overdue'])) END AS counts
		FROM past AS p CROSS JOIN due AS d LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, _report_facts.order_column, potential_column,
										   profit_column, coalesce(w.now_from, _report_facts.since),
										   coalesce(w.now_to, _report_facts.as_of), coalesce(e.yardstick, _report_facts.yardstick),
										   CASE WHEN w.now_from IS NULL THEN p.lapse_after END,
										   CASE WHEN w.now_from IS NULL THEN nullif(coalesce(p.lapse_after, p.base_hiatus) OPERATOR(pg_catalog./) 2, 0) END,
										   d.every,
										   p.lapsed_came_back, p.lapsed_then, _report_facts.pictures) AS q
	), moved AS MATERIALIZED (
		SELECT @extschema@.movement(q[1], q[2],
									CASE WHEN pictures THEN @extschema@.amount(h.history, pg_catalog.daterange(w.then_since, w.then_until)) END,
									CASE WHEN pictures THEN @extschema@.amount(h.history, pg_catalog.daterange(w.now_since, w.now_until)) END) AS moved, pg_catalog.min(@extschema@.first_day(h.history)) AS data_begin
		FROM compared AS w, earlier AS e,
			 LATERAL @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, _report_facts.order_column,
													potential_column, profit_column) AS h,
			 LATERAL @extschema@.quadrants(h.history, ARRAY[w.then_until, w.now_until],
										   pg_catalog.make_interval(days => w.now_until OPERATOR(pg_catalog.-) w.now_since), e.yardstick) AS q
		WHERE compare_with IS NOT NULL -- or all would be read
		  AND e.yardstick IS NOT NULL -- there was somebody
	)
	SELECT pg_catalog.to_jsonb(o) OPERATOR(pg_catalog.||) pg_catalog.to_jsonb(n)
		   OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object(
				'structure', d.structure, 'w', d.w, 'p', d.p, 'reason', d.reason,
				'judges_marketing', _report_facts.yardstick IS NOT NULL
									AND coalesce(CASE WHEN d.structure OPERATOR(pg_catalog.=) 'bee_led' THEN (g.development).verdict OPERATOR(pg_catalog.<>) ALL ('{shrinking,collapsed}')
													  ELSE (g.development).verdict OPERATOR(pg_catalog.<>) 'growing' END, true), -- where the bees' number does not say otherwise
				'why_alike', CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(n.counts) AS u WHERE u.subject OPERATOR(pg_catalog.=) 'refunds_only' AND u.customers OPERATOR(pg_catalog.=) n.customers)
									   AND n.customers OPERATOR(pg_catalog.>) 0 THEN 'refunds_only' ELSE 'alike' END,
				'lapse_given', _report_facts.lapse_after IS NOT NULL, 'compared', compare_with IS NOT NULL,
				'then_since', w.then_since, 'data_begin', (SELECT data_begin FROM moved),
				'then_until', coalesce(w.then_until, (o.as_of_day OPERATOR(pg_catalog.-) o.period)::date),
				'period_since', coalesce(w.now_since, (o.as_of_day OPERATOR(pg_catalog.-) o.period)::date),
				'period_until', coalesce(w.now_until, o.as_of_day) OPERATOR(pg_catalog.-) 1,
				'moved', v.moved, 'counts_before', e.counts, 'development', g.development, 'times', t.times,
				'money_now', CASE WHEN compare_with IS NULL THEN (o.flows).money_now OPERATOR(pg_catalog.*) t.times ELSE n.amount END,
				'money_before', CASE WHEN compare_with IS NULL THEN (o.flows).money_before OPERATOR(pg_catalog.*) t.times ELSE coalesce(e.amount, 0.0) END)
	FROM past AS o CROSS JOIN now AS n LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
		 LATERAL (SELECT * FROM @extschema@.describe(n.mix) AS s WHERE s.quadrant OPERATOR(pg_catalog.=) 'bee') AS d,
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.one_in ELSE 1 END::numeric) AS t (times), -- what a sample stands for
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.moved ELSE (SELECT moved FROM moved) END) AS v (moved),
		 LATERAL (SELECT @extschema@.development(v.moved)) AS g (development);
END;
COMMENT ON FUNCTION _report_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval, boolean) IS
'what report() knows of a base, in numbers: the fields of _past() and _portrait(), the structure, and what compare_with adds';

CREATE FUNCTION _figure_by(number numeric, marks text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.translate(pg_catalog.to_char(number, CASE WHEN pg_catalog.abs(number) OPERATOR(pg_catalog.<) 1000.0 AND pg_catalog.scale(number) OPERATOR(pg_catalog.>) 0
															THEN 'FM990.' OPERATOR(pg_catalog.||) pg_catalog.repeat('0', LEAST(pg_catalog.scale(number), 2)) ELSE 'FM999,999,999,999,999,999,999,999,999,999,999,999,990' END),
							'.,', marks);
COMMENT ON FUNCTION _figure_by(numeric, text) IS 'a number with these marks for the decimals and, where there is a second, for the thousands; of 1,000 and more without decimals';

CREATE FUNCTION _figure_marks(lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.marks[2] OPERATOR(pg_catalog.||) m.marks[1]
	FROM (SELECT coalesce(pg_catalog.regexp_match(@extschema@.strategy('sentence'::text, 'figure'::text, lang), '1(\D?)234(\D)5'), ARRAY[',', '.'])) AS m (marks);
END;
COMMENT ON FUNCTION _figure_marks(text) IS 'the marks of decimals and thousands by which people of the language write a number, as the playbook shows it by 1234.5, or as in English where it does not';

CREATE OR REPLACE FUNCTION _figure(number numeric, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(number, @extschema@._figure_marks(lang));
COMMENT ON FUNCTION _figure(numeric, text) IS
'a number as people of the language write it; of 1,000 and more without decimals';

CREATE FUNCTION _percent_by(share double precision, marks text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(pg_catalog.round((share OPERATOR(pg_catalog.*) 100.0::double precision)::numeric,
											   CASE WHEN pg_catalog.abs(share) OPERATOR(pg_catalog.<) 0.1::double precision THEN 1 ELSE 0 END), marks);
COMMENT ON FUNCTION _percent_by(double precision, text) IS 'a share in per cent, without the sign: with a decimal below 10';

CREATE OR REPLACE FUNCTION _percent(share double precision, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._percent_by(share, @extschema@._figure_marks(lang));
COMMENT ON FUNCTION _percent(double precision, text) IS 'a share in per cent, as people of the language write it: see _percent_by()';

CREATE FUNCTION _percent_sign(lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN coalesce(pg_catalog.substring(@extschema@.strategy('sentence'::text, 'figure'::text, lang), '50(\D?%)'), '%');
COMMENT ON FUNCTION _percent_sign(text) IS 'the sign of per cent with what the language has before it, as the playbook shows it by 50%';

CREATE FUNCTION _report_lines(facts jsonb, lang text)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH line AS (
		SELECT 1 AS place, s.place AS i, 'summary' AS section_key, s.item_key,
			   CASE WHEN s.item_key OPERATOR(pg_catalog.~~) 'action%' THEN 'action_at_stake' ELSE s.item_key END AS item, 'sentence' AS subject,
			   NULL::bigint AS customers, NULL::double precision AS share, NULL::double precision AS low, NULL::double precision AS high,
			   NULL::numeric AS amount, NULL::double precision AS share_of_amount, NULL::double precision AS statistic, NULL::bigint AS before,
			   NULL::text AS evidence, s.sentence AS what_to_do
		FROM @extschema@._report_sentences(facts, lang) AS s WHERE s.sentence OPERATOR(pg_catalog.<>) ''
		UNION ALL
		SELECT l.place, l.i, l.section_key, l.item_key, l.item, l.subject, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic,
			   l.before, l.evidence, l.what_to_do
		FROM (SELECT w.*, pg_catalog.row_number() OVER () AS i FROM @extschema@._report_wholes(facts, lang) AS w
					  UNION ALL SELECT c.*, pg_catalog.row_number() OVER () FROM @extschema@._report_classes(facts, lang) AS c) AS l
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, l.section_key, lang), l.section_key),
		   coalesce(@extschema@.label(l.subject, l.item, lang), l.item), l.customers, l.share, l.amount, l.share_of_amount,
		   l.evidence, l.what_to_do, l.section_key, l.item_key, l.low, l.high, l.statistic, l.before,
		   l.customers::double precision OPERATOR(pg_catalog./) nullif(l.before, 0)::double precision OPERATOR(pg_catalog.-) 1.0::double precision
	FROM line AS l
	ORDER BY l.place, l.i;
END;
COMMENT ON FUNCTION _report_lines(jsonb, text) IS 'the rows of report(), from its facts';

CREATE OR REPLACE FUNCTION report(source regclass,
					   customer_column name DEFAULT 'customer_id',
					   time_column name DEFAULT 'sold_at',
					   amount_column name DEFAULT 'amount',
					   order_column name DEFAULT NULL,
					   potential_column name DEFAULT NULL,
					   profit_column name DEFAULT NULL,
					   since timestamptz DEFAULT NULL,
					   as_of timestamptz DEFAULT NULL,
					   yardstick yardstick DEFAULT NULL,
					   lang text DEFAULT 'en',
					   compare_with date DEFAULT NULL,
					   lapse_after interval DEFAULT NULL)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after)) AS facts,
			   coalesce(report.lang, 'en') AS lang -- NULL is the default, as for the other options
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	)
	SELECT l.* FROM known AS k, LATERAL @extschema@._report_lines(k.facts, k.lang) AS l;
END;
CREATE OR REPLACE FUNCTION report_text(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lang text DEFAULT 'en',
							compare_with date DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS SETOF text
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 200
BEGIN ATOMIC
	WITH word AS (
		SELECT l.lang, @extschema@._percent_sign(l.lang) AS percent,
			   @extschema@.strategy('report'::text, 'too_short'::text, l.lang) AS too_short, 98 AS width, -- psql puts a blank on either side
			   ARRAY['value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term'] AS of_buyers
		FROM (SELECT coalesce(report_text.lang, 'en')) AS l (lang)
	), line AS MATERIALIZED (
		SELECT r.*, r.section_key OPERATOR(pg_catalog.=) 'summary' AS is_sentence,
			   -- seen another way: what to do with each of them has been said
			   r.section_key OPERATOR(pg_catalog.=) ANY (w.of_buyers OPERATOR(pg_catalog.||) 'market_position'::text) AS numbers_only,
			   r.section_key OPERATOR(pg_catalog.<>) 'concentration' AND pg_catalog.max(r.share) OVER (PARTITION BY r.section_key) OPERATOR(pg_catalog.>=) 0.995::double precision AS holds_all,
			   pg_catalog.bool_or(r.what_to_do OPERATOR(pg_catalog.=) w.too_short) OVER (PARTITION BY r.section_key) IS TRUE AS cannot_tell
		FROM word AS w,
			 @extschema@.report(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
								since, as_of, yardstick, report_text.lang, compare_with, lapse_after) WITH ORDINALITY
			 AS r (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, i)
		WHERE r.customers IS NULL OR r.customers OPERATOR(pg_catalog.>) 0 OR r.before OPERATOR(pg_catalog.>) 0
	), shown AS (
		SELECT l.*, CASE WHEN section_key OPERATOR(pg_catalog.=) 'structure' THEN NULL -- it is everybody
						 WHEN item_key OPERATOR(pg_catalog.=) 'gini' THEN @extschema@._figure(pg_catalog.round(statistic::numeric, 2), w.lang)
						 ELSE @extschema@._figure(customers::numeric, w.lang) END AS number,
			   NOT is_sentence AND section_key OPERATOR(pg_catalog.<>) 'structure' AND item_key OPERATOR(pg_catalog.<>) 'gini' AS has_shares
		FROM line AS l, word AS w
		WHERE NOT (numbers_only AND (holds_all OR cannot_tell)) -- a class that holds everybody tells nothing
	), section AS (
		SELECT section_key, section, numbers_only, pg_catalog.min(i) AS i, numbers_only AND pg_catalog.min(pg_catalog.min(i)) OVER (PARTITION BY numbers_only) OPERATOR(pg_catalog.=) pg_catalog.min(i) AS begins,
			   pg_catalog.bool_or(section_key OPERATOR(pg_catalog.=) 'action') OVER () AS advised
		FROM shown WHERE NOT is_sentence GROUP BY section_key, section, numbers_only
	), note AS ( -- under the title of a section
		SELECT s.i, (@extschema@.play('report'::text, s.section_key, w.lang)).who AS text
		FROM section AS s, word AS w WHERE s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['action', 'due_today', 'overdue'])
		UNION ALL
		SELECT s.i, @extschema@.strategy('report'::text, 'earlier_limits'::text, w.lang)
		FROM section AS s, word AS w WHERE compare_with IS NOT NULL AND s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'pareto_class', 'rfm_segment', 'rfm_group'])
	), printed AS (
		SELECT l.i, 0 AS part, w.j, CASE WHEN w.j OPERATOR(pg_catalog.=) 1 THEN '- ' ELSE '  ' END OPERATOR(pg_catalog.||) w.text AS text
		FROM word, shown AS l, LATERAL @extschema@._wrap(l.what_to_do, width OPERATOR(pg_catalog.-) 2) WITH ORDINALITY AS w (text, j) WHERE is_sentence
		UNION ALL
		SELECT s.i, -5, 0, '' FROM section AS s WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -4, w.j, w.text
		FROM word, section AS s, LATERAL @extschema@._wrap(@extschema@.strategy('report'::text, 'numbers_only'::text, lang), width) WITH ORDINALITY AS w (text, j) WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -3, 0, '' FROM section AS s
		UNION ALL
		SELECT s.i, -2, 0,
			   @extschema@._report_row(CASE WHEN s.section_key OPERATOR(pg_catalog.=) ANY (of_buyers)
											THEN @extschema@._fill(@extschema@.label('column'::text, 'of_buyers'::text, lang), pg_catalog.jsonb_build_object('section', section)) ELSE section END,
									   @extschema@.label('column'::text, 'customers'::text, lang), @extschema@.label('column'::text, 'share'::text, lang),
									   @extschema@.label('column'::text, 'amount'::text, lang), @extschema@.label('column'::text, 'share_of_amount'::text, lang),
									   CASE WHEN compare_with IS NOT NULL OR s.section_key OPERATOR(pg_catalog.=) 'development' THEN @extschema@.label('column'::text, 'change'::text, lang) END)
		FROM word, section AS s
		UNION ALL
		SELECT n.i, -1, w.j, '    ' OPERATOR(pg_catalog.||) w.text
		FROM word, note AS n, LATERAL @extschema@._wrap(n.text, width OPERATOR(pg_catalog.-) 4) WITH ORDINALITY AS w (text, j)
		UNION ALL
		SELECT l.i, 0, w.j, w.text
		FROM word, shown AS l,
			 LATERAL @extschema@._wrap(@extschema@._report_row(CASE WHEN item_key OPERATOR(pg_catalog.~) '^(lapsed|prospect)_' THEN '    ' ELSE '  ' END OPERATOR(pg_catalog.||) item, number, -- a part stands below its whole
															   CASE WHEN has_shares THEN @extschema@._percent(share, lang) OPERATOR(pg_catalog.||) percent END,
															   CASE WHEN has_shares THEN @extschema@._figure(amount, lang) END,
															   CASE WHEN has_shares THEN @extschema@._percent(share_of_amount, lang) OPERATOR(pg_catalog.||) percent END,
															   @extschema@._percent_change(change, lang) OPERATOR(pg_catalog.||) percent), width)
				 WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
		UNION ALL
		SELECT l.i, t.part, w.j, '      ' OPERATOR(pg_catalog.||) w.text
		FROM word, shown AS l, LATERAL (VALUES (1, evidence), (2, CASE WHEN NOT numbers_only THEN what_to_do END)) AS t (part, text),
			 LATERAL @extschema@._wrap(t.text, width OPERATOR(pg_catalog.-) 6) WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
	)
	SELECT pg_catalog.rtrim(p.text) FROM printed AS p ORDER BY p.i, p.part, p.j;
END;

/* report_pictures */

CREATE FUNCTION _picture(rows jsonb, why text, meta jsonb DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN rows IS NULL THEN meta || jsonb_build_object('rows', '[]'::jsonb, 'why', why)
				ELSE meta || jsonb_build_object('rows', rows) END;
END $$;
COMMENT ON FUNCTION _picture(jsonb, text, jsonb) IS 'a picture''s numbers: its rows, or why there are none';

CREATE FUNCTION _picture_rows(facts jsonb, key text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN coalesce(nullif(facts -> key, 'null'), '[]');
END $$;
COMMENT ON FUNCTION _picture_rows(jsonb, text) IS 'the rows of a fact, none where it is NULL';

CREATE FUNCTION _picture_types(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - 'place' ORDER BY place), 'no_customers')
	FROM (SELECT item AS quadrant, customers, share, low, high, amount, brought / nullif(sum(brought) OVER (), 0) AS share_of_amount, place
		  FROM ROWS FROM (jsonb_to_recordset(@extschema@._picture_rows(facts, 'counts'))
						  AS (subject text, item text, customers bigint, share numeric, low numeric, high numeric, amount numeric, brought numeric))
			   WITH ORDINALITY AS c (subject, item, customers, share, low, high, amount, brought, place)
		  WHERE subject = 'quadrant' AND item IS NOT NULL AND (facts -> 'customers')::bigint > 0) AS t;
END $$;
COMMENT ON FUNCTION _picture_types(jsonb) IS 'customers and money of the four types';

CREATE FUNCTION _picture_loyalty_contribution(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) ORDER BY loyalty_from, contribution_from), 'no_customers',
								jsonb_build_object('loyalty_cut', facts -> 'loyalty_cut', 'contribution_cut', facts -> 'contribution_cut'))
	FROM (SELECT x AS loyalty_from, x + 10 AS loyalty_to, y AS contribution_from, y + 10 AS contribution_to, customers, amount
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'cells')) AS c (map text, x integer, y integer, customers bigint, amount numeric)
		  WHERE map = 'loyalty_contribution') AS t;
END $$;
COMMENT ON FUNCTION _picture_loyalty_contribution(jsonb) IS 'customers and money by loyalty and contribution';

CREATE FUNCTION _picture_rfm_map(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) ORDER BY recency, value, customers DESC, rfm_segment),
								CASE WHEN (facts -> 'customers')::bigint = 0 THEN 'no_customers' WHEN (facts -> 'buyers')::bigint = 0 THEN 'no_buyers' ELSE 'unranked' END)
	FROM (SELECT x AS recency, y AS value, item AS rfm_segment, customers, amount
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'cells')) AS c (map text, x integer, y integer, item text, customers bigint, amount numeric)
		  WHERE map = 'rfm_map' AND facts ->> 'unranked' IS NULL) AS t;
END $$;
COMMENT ON FUNCTION _picture_rfm_map(jsonb) IS 'buyers and money by the scores of RFM';

CREATE FUNCTION _picture_lorenz(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(jsonb_build_object('share_of_customers', round((place - 1) / 100.0, 2), 'share_of_amount', share) ORDER BY place),
								CASE WHEN (facts -> 'customers')::bigint = 0 THEN 'no_customers' WHEN (facts -> 'buyers')::bigint = 0 THEN 'no_buyers' ELSE 'no_money' END,
								jsonb_build_object('gini', facts -> 'gini'))
	FROM jsonb_array_elements(@extschema@._picture_rows(facts, 'lorenz')) WITH ORDINALITY AS p (share, place);
END $$;
COMMENT ON FUNCTION _picture_lorenz(jsonb) IS 'what the poorest buyers bring of the money';

CREATE FUNCTION _picture_contacts_due(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	no_contact boolean := (facts -> 'contacted')::bigint = 0 AND (facts -> 'buyers')::bigint > 0;
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - 'place' ORDER BY place) FILTER (WHERE due_today > 0 OR overdue IS NULL OR overdue > 0),
								CASE WHEN (facts -> 'customers')::bigint = 0 THEN 'no_customers' WHEN (facts -> 'compared')::boolean THEN 'compared' ELSE 'nobody_due' END,
								jsonb_build_object('no_contact', no_contact))
	FROM (SELECT item AS action, coalesce(sum(customers) FILTER (WHERE subject = 'due_today'), 0) AS due_today,
				 CASE WHEN NOT (no_contact AND @extschema@._of_buyers(item) AND coalesce(sum(customers) FILTER (WHERE subject = 'overdue'), 0) > 0)
					  THEN coalesce(sum(customers) FILTER (WHERE subject = 'overdue'), 0) END AS overdue,
				 coalesce(sum(customers) FILTER (WHERE subject = 'action'), 0) AS customers, coalesce(sum(at_stake) FILTER (WHERE subject = 'action'), 0) AS at_stake,
				 min(place) AS place
		  FROM ROWS FROM (jsonb_to_recordset(@extschema@._picture_rows(facts, 'counts')) AS (subject text, item text, customers bigint, at_stake numeric))
			   WITH ORDINALITY AS c (subject, item, customers, at_stake, place)
		  WHERE subject IN ('action', 'due_today', 'overdue') AND item IS NOT NULL GROUP BY item) AS t;
END $$;
COMMENT ON FUNCTION _picture_contacts_due(jsonb) IS 'who is due a contact, by what is to be done';

CREATE FUNCTION _picture_meta(facts jsonb, unit text, more jsonb DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_build_object('unit', facts -> unit, 'one_in', facts -> 'one_in') || more;
END $$;
COMMENT ON FUNCTION _picture_meta(jsonb, text, jsonb) IS 'what holds for all rows of a picture of the past';

CREATE FUNCTION _why_no_past(facts jsonb, unit text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN facts ->> 'last_day' IS NULL THEN 'no_customers' WHEN facts ->> unit IS NULL THEN 'too_short' ELSE 'no_buyers' END;
END $$;
COMMENT ON FUNCTION _why_no_past(jsonb, text) IS 'why there is no picture of the past by that unit';

CREATE FUNCTION _picture_money_by_period(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - '{any,anybody}'::text[] ORDER BY period) FILTER (WHERE "any"),
								CASE WHEN bool_or(anybody) THEN 'no_money' ELSE @extschema@._why_no_past(facts, 'period_unit') END,
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'lapse_after', 'since', min(period), 'until', max("until"))))
	FROM (SELECT period, "until", complete, money_new * times AS new, CASE WHEN lapses THEN money_won_back * times END AS won_back,
				 CASE WHEN lapses THEN money_retained * times ELSE (money_won_back + money_retained) * times END AS retained, money * times AS total,
				 bool_or(money_new <> 0 OR money_won_back <> 0 OR money_retained <> 0) OVER () AS "any", customers_start + customers_end > 0 AS anybody
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'periods'))
			   AS p (period date, "until" date, complete boolean, customers_start bigint, customers_end bigint, money_new numeric, money_won_back numeric, money_retained numeric, money numeric),
			   (SELECT (facts ->> 'one_in')::bigint, facts ->> 'lapse_after' IS NOT NULL) AS f (times, lapses)) AS t;
END $$;
COMMENT ON FUNCTION _picture_money_by_period(jsonb) IS 'whose money each period''s was';

CREATE FUNCTION _picture_leaky_bucket(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - 'any' ORDER BY period) FILTER (WHERE "any" AND facts ->> 'lapse_after' IS NOT NULL),
								CASE WHEN bool_or("any") THEN 'lapse_unknown' ELSE @extschema@._why_no_past(facts, 'period_unit') END,
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'lapse_after', 'since', min(period), 'until', max("until"))))
	FROM (SELECT period, "until", complete, customers_start * times AS start, new * times AS new, won_back * times AS won_back, lost * times AS lost,
				 customers_end * times AS "end", bool_or(customers_start + new + won_back > 0) OVER () AS "any"
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'periods'))
			   AS p (period date, "until" date, complete boolean, customers_start bigint, new bigint, won_back bigint, lost bigint, customers_end bigint),
			   (SELECT (facts ->> 'one_in')::bigint) AS f (times)) AS t;
END $$;
COMMENT ON FUNCTION _picture_leaky_bucket(jsonb) IS 'who came and who left, period after period';

CREATE FUNCTION _picture_cohorts(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) ORDER BY cohort, period), @extschema@._why_no_past(facts, 'cohort_unit'), @extschema@._picture_meta(facts, 'cohort_unit'))
	FROM (SELECT cohort, customers * (facts ->> 'one_in')::bigint AS customers, period, retained * (facts ->> 'one_in')::bigint AS retained, share, low, high
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'cohorts'))
			   AS c (cohort date, period integer, customers bigint, retained bigint, share numeric, low numeric, high numeric)
		  WHERE retained IS NOT NULL) AS t;
END $$;
COMMENT ON FUNCTION _picture_cohorts(jsonb) IS 'of those who came in the same period, who came back';

CREATE FUNCTION _picture_movement(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - '{place,any}'::text[] ORDER BY place) FILTER (WHERE "any"),
								CASE WHEN facts ->> 'last_day' IS NULL THEN 'no_customers' WHEN (facts -> 'compared')::boolean THEN 'compared_too_early' ELSE 'too_short' END,
								jsonb_build_object('one_in', facts -> 'times', 'then', facts -> 'then_until', 'now', (facts ->> 'period_until')::date + 1))
	FROM (SELECT was, "is", customers * times AS customers, CASE WHEN was IS NOT NULL THEN share END AS share, before * times AS before, now * times AS now, place,
				 bool_or(customers > 0) OVER () AS "any"
		  FROM ROWS FROM (jsonb_to_recordset(@extschema@._picture_rows(facts, 'moved'))
						  AS (was text, "is" text, customers bigint, share numeric, before numeric, now numeric))
			   WITH ORDINALITY AS m (was, "is", customers, share, before, now, place),
			   (SELECT (facts ->> 'times')::bigint) AS f (times)
		  WHERE num_nonnulls(was, "is") > 0) AS t;
END $$;
COMMENT ON FUNCTION _picture_movement(jsonb) IS 'who was of which type, and is of which';

CREATE FUNCTION _pictures(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_build_object('types', @extschema@._picture_types(facts),
							  'loyalty_contribution', @extschema@._picture_loyalty_contribution(facts),
							  'rfm_map', @extschema@._picture_rfm_map(facts),
							  'lorenz', @extschema@._picture_lorenz(facts),
							  'money_by_period', @extschema@._picture_money_by_period(facts),
							  'leaky_bucket', @extschema@._picture_leaky_bucket(facts),
							  'cohorts', @extschema@._picture_cohorts(facts),
							  'movement', @extschema@._picture_movement(facts),
							  'contacts_due', @extschema@._picture_contacts_due(facts));
END $$;
COMMENT ON FUNCTION _pictures(jsonb) IS
'the numbers of all pictures of a base, a key for each kind, from the facts of _report_facts() with pictures: for each its rows, or why there are none, and what holds for all rows';

/* svg */

CREATE FUNCTION _xml(said text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
		   pg_catalog.regexp_replace(said COLLATE "C", '[\u0001-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]', '', 'g'),
		   '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
COMMENT ON FUNCTION _xml(text) IS 'a text as it stands in XML and HTML, in an element or an attribute, without the control characters that XML forbids';

CREATE FUNCTION _html(said text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.regexp_replace(@extschema@._xml(said) COLLATE "C", '[0-9]{4}-[0-9]{2}-[0-9]{2}( BC)?|[-+0-9.,]+ %', '<span>\&</span>', 'g');
COMMENT ON FUNCTION _html(text) IS 'a text as it stands in a page, where days and shares stay in one line';

CREATE FUNCTION _xy(at numeric) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.trim_scale(pg_catalog.round(at, 1));
COMMENT ON FUNCTION _xy(numeric) IS 'a coordinate, to a tenth';

CREATE FUNCTION _box(x numeric, y numeric, width numeric, height numeric) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('M%s %sh%sv%sh-%3$sz', @extschema@._xy(x), @extschema@._xy(y), @extschema@._xy(width), @extschema@._xy(height));
COMMENT ON FUNCTION _box(numeric, numeric, numeric, numeric) IS 'a rectangle, as a part of a path: many of a colour are one path';

CREATE FUNCTION _said_number(number numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(number, w OPERATOR(pg_catalog.->>) 'marks');
COMMENT ON FUNCTION _said_number(numeric, jsonb) IS 'a number as people write it, for a sentence';

CREATE FUNCTION _said_share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._percent_by(share::double precision, w OPERATOR(pg_catalog.->>) 'marks') OPERATOR(pg_catalog.||) (w OPERATOR(pg_catalog.->>) 'percent');
COMMENT ON FUNCTION _said_share(numeric, jsonb) IS 'a share in per cent, with the sign, for a sentence';

CREATE FUNCTION _number(number numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._xml(@extschema@._said_number(number, w));
COMMENT ON FUNCTION _number(numeric, jsonb) IS 'a number as people write it, as it stands in a page: its marks are the playbook''s';

CREATE FUNCTION _share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._xml(@extschema@._said_share(share, w));
COMMENT ON FUNCTION _share(numeric, jsonb) IS 'a share in per cent, with the sign, as it stands in a page';

CREATE FUNCTION _nice_step(span numeric, at_most integer) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.min(s.step)
	FROM (SELECT pg_catalog.power(10::numeric, pg_catalog.floor(pg_catalog.log(GREATEST(span, 1e-9) OPERATOR(pg_catalog./) at_most::numeric)))) AS p (power),
		 LATERAL (VALUES (p.power), (p.power OPERATOR(pg_catalog.*) 2.0), (p.power OPERATOR(pg_catalog.*) 5.0), (p.power OPERATOR(pg_catalog.*) 10.0)) AS s (step)
	WHERE s.step OPERATOR(pg_catalog.*) at_most::numeric OPERATOR(pg_catalog.>=) span;
END;
COMMENT ON FUNCTION _nice_step(numeric, integer) IS 'the smallest of 1, 2, 5, 10, 20 and so on, or of their tenths, of which so many cover the span';

CREATE FUNCTION _scale_of(top numeric) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN top OPERATOR(pg_catalog.<) 1e5 THEN 1
			ELSE pg_catalog.power(1000::numeric, pg_catalog.floor(pg_catalog.log(top) OPERATOR(pg_catalog./) 3.0 OPERATOR(pg_catalog.-) 0.6)) END;
COMMENT ON FUNCTION _scale_of(numeric) IS 'by which power of a thousand the numbers of an axis are divided, so that they stay short';

CREATE FUNCTION _axis_title(said text, top numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	scale numeric := @extschema@._scale_of(top);
BEGIN
	RETURN @extschema@._xml(said) || CASE WHEN scale > 1 THEN format(' (&#215;%s)', @extschema@._number(scale, w)) ELSE '' END;
END $$;
COMMENT ON FUNCTION _axis_title(text, numeric, jsonb) IS 'the title of an axis, with what its numbers are to be multiplied by';

CREATE FUNCTION _svg_axis(bottom numeric, top numeric, upper numeric, lower numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	step numeric := greatest(@extschema@._nice_step(top - bottom, 5), 1);
	scale numeric := @extschema@._scale_of(greatest(top, -bottom));
BEGIN
	RETURN (SELECT format('<path class="grid" d="%s"/><path class="zero" d="M56 %sH396"/>%s', string_agg(format('M56 %sH396', y), '' ORDER BY n), max(y) FILTER (WHERE n = 0),
						  string_agg(format('<text x="50" y="%s" class="e s">%s</text>', y + 4, @extschema@._number(trim_scale(n / scale), w)), '' ORDER BY n))
			FROM generate_series(ceil(bottom / step) * step, top, step) AS n,
				 LATERAL (SELECT @extschema@._xy(lower - (n - bottom) * (lower - upper) / (top - bottom))) AS t (y));
END $$;
COMMENT ON FUNCTION _svg_axis(numeric, numeric, numeric, numeric, jsonb) IS
'lines across a picture from 56 to 396, with their numbers, at steps that are easily read, for values from bottom to top between the heights lower and upper';

CREATE FUNCTION _svg_square(labels text[], x numeric, y numeric, size numeric, across text, upward text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT format('<path class="grid" d="%s"/>%s', string_agg(format('M%s %sh%sM%s %sv%3$s', x, @extschema@._xy(y + size - at), size, @extschema@._xy(x + at), y), '' ORDER BY i),
						  string_agg(format('<text x="%s" y="%s" class="e s">%s</text><text x="%s" y="%s" class="m s">%3$s</text>',
											x - 6, @extschema@._xy(y + size - at + 4), @extschema@._xml(label), @extschema@._xy(x + at), y + size + 19), '' ORDER BY i))
				   || format('<text x="%s" y="%s" class="m s">%s</text><text transform="translate(14 %s)rotate(-90)" class="m s">%s</text>',
							 @extschema@._xy(x + size / 2), y + size + 37, @extschema@._xml(across), @extschema@._xy(y + size / 2), @extschema@._xml(upward))
			FROM unnest(labels) WITH ORDINALITY AS l (label, i), LATERAL (SELECT size * (i - 1) / (cardinality(labels) - 1)) AS t (at));
END $$;
COMMENT ON FUNCTION _svg_square(text[], numeric, numeric, numeric, text, text) IS 'a square with the same labels along both its axes, and their titles';

CREATE FUNCTION _svg_periods(days text[], unit text, y numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	count integer := cardinality(days);
	every integer := ceil(count / CASE unit WHEN 'week' THEN 4.0 WHEN 'year' THEN 8.0 ELSE 5.0 END);
BEGIN
	RETURN (SELECT format('<path class="zero" d="%s"/>%s', string_agg(format('M%s %sv4', x, y), '' ORDER BY i),
						  string_agg(format('<text x="%s" y="%s" class="m s">%s</text>', least(x, 396 - 3.5 * char_length(period)), y + 17, @extschema@._xml(period)), '' ORDER BY i))
			FROM generate_series(1, count) AS i, LATERAL (SELECT @extschema@._xy(56 + 340 * (i - 0.5) / count), @extschema@._period(days[i], unit, w)) AS t (x, period)
			WHERE (i - 1) % every = every / 2);
END $$;
COMMENT ON FUNCTION _svg_periods(text[], text, numeric, jsonb) IS 'names of some of the periods that share the width from 56 to 396, below a height';

CREATE FUNCTION _period(day text, unit text, w jsonb) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE unit WHEN 'year' THEN pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+-[0-9]+', '')
				 WHEN 'quarter' THEN pg_catalog.replace(pg_catalog.replace(w OPERATOR(pg_catalog.->>) 'quarter', '{year}', pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+-[0-9]+', '')),
														'{quarter}', ((pg_catalog.split_part(day, '-', 2)::integer OPERATOR(pg_catalog.+) 2) OPERATOR(pg_catalog./) 3)::text)
				 WHEN 'month' THEN pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+( BC)?$', '\1') ELSE day END;
COMMENT ON FUNCTION _period(text, text, jsonb) IS 'the name of a period, as text, that begins on a day, which is written as 2024-12-31';

CREATE FUNCTION _svg_key(labels text[], classes text[], y numeric) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<rect class="%s" x="%s" y="%s" width="12" height="12" rx="2"/><text x="%s" y="%s">%s</text>',
									 c.class, c.x, y - 10, c.x + 18, y, @extschema@._xml(c.label)), '' ORDER BY c.i)
			FROM (SELECT u.*, 4 + coalesce(sum(34 + ceil(6.7 * columns)) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS x
				  FROM unnest(labels, classes) WITH ORDINALITY AS u (label, class, i),
					   LATERAL (SELECT (char_length(label) + octet_length(label)) / 2.0) AS l (columns)) AS c); -- a Chinese character takes two
END $$;
COMMENT ON FUNCTION _svg_key(text[], text[], numeric) IS 'what the colours and patterns mean, in a line at a height';

CREATE FUNCTION _svg(kind text, height numeric, title text, description text, drawn text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 %s" role="img" aria-labelledby="%s-t %2$s-d"><title id="%2$s-t">%s</title><desc id="%2$s-d">%4$s</desc>%s</svg>',
						 height, kind, @extschema@._xml(title), @extschema@._xml(description), drawn);
COMMENT ON FUNCTION _svg(text, numeric, text, text, text) IS 'a drawing with its title and description, as an element of a page';

/* chart */

CREATE FUNCTION _chart_words(lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._page_words(lang)
		   || (SELECT jsonb_object_agg('chart_' || item, @extschema@.label('chart', item, _chart_words.lang)) FROM @extschema@.playbook AS p WHERE p.subject = 'chart' AND p.lang = 'en');
END $$;
COMMENT ON FUNCTION _chart_words(text) IS 'the words of a page, and with chart_ before them those that only charts have';

CREATE FUNCTION _chart_name(subject text, item text, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN to_jsonb(coalesce(@extschema@.label(subject, item, w ->> 'lang'), item));
END $$;
COMMENT ON FUNCTION _chart_name(text, text, jsonb) IS 'the name of a class in a language of the playbook, or its key';

CREATE FUNCTION _chart_type(quadrant text, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN quadrant IS NULL THEN w -> 'not_there' ELSE @extschema@._chart_name('quadrant', quadrant, w) END;
END $$;
COMMENT ON FUNCTION _chart_type(text, jsonb) IS 'the name of a type, or of those who are not there';

CREATE FUNCTION _chart_tip(w jsonb, VARIADIC fields text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_agg(jsonb_build_object('field', f[1], 'title', w -> coalesce(f[3], f[1]))
					 || CASE f[2] WHEN 'share' THEN '{"type": "quantitative", "format": ".1%"}' WHEN 'number' THEN '{"type": "quantitative", "format": ","}' ELSE '{"type": "nominal"}' END::jsonb ORDER BY i)
	FROM (SELECT regexp_split_to_array(f, ':'), i FROM unnest(fields) WITH ORDINALITY AS u (f, i)) AS p (f, i);
END $$;
COMMENT ON FUNCTION _chart_tip(jsonb, text[]) IS 'what a tooltip shows: fields, each as field[:share|number|text[:word]]';

CREATE FUNCTION _chart_types(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	share text := w -> 'chart_share_of_all';
	tip text := @extschema@._chart_tip(w, 'type', 'customers:number', 'share:share', 'low:share', 'high:share', 'amount:number');
BEGIN
	RETURN format('{"width": 460, "height": {"step": 48},
		"data": {"values": %1$s},
		"encoding": {"y": {"field": "type", "type": "nominal", "sort": null, "title": null, "axis": {"labelFontSize": 13}}},
		"layer": [
			{"mark": {"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.62}},
			 "encoding": {"x": {"field": "share", "type": "quantitative", "title": %2$s, "axis": {"format": ".0%%"}},
						  "color": {"field": "quadrant", "type": "nominal", "legend": null,
									"scale": {"domain": ["bee", "dragonfly", "butterfly", "mantis"], "range": ["#E69F00", "#0072B2", "#CC79A7", "#009E73"]}},
						  "tooltip": %3$s}},
			{"mark": {"type": "errorbar", "ticks": {"size": 12}, "color": "#1B2027", "thickness": 1.5},
			 "encoding": {"x": {"field": "low", "type": "quantitative", "title": %2$s}, "x2": {"field": "high"}, "tooltip": %3$s}}%4$s]}',
		(SELECT jsonb_agg(r || jsonb_build_object('type', @extschema@._chart_type(r ->> 'quadrant', w), 'money', w -> 'share_of_amount') ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		share, tip,
		CASE WHEN jsonb_typeof(picture #> '{rows,0,share_of_amount}') = 'number' -- anybody has brought any
			 THEN format(',
			{"mark": {"type": "point", "filled": true, "size": 130, "color": "#1B2027", "stroke": "white", "opacity": 1},
			 "encoding": {"x": {"field": "share_of_amount", "type": "quantitative", "title": %s},
						  "shape": {"field": "money", "type": "nominal", "scale": {"range": ["diamond"]}, "legend": {"title": null, "orient": "bottom"}},
						  "tooltip": %s}}', share, @extschema@._chart_tip(w, 'type', 'amount:number', 'share_of_amount:share')) END);
END $$;
COMMENT ON FUNCTION _chart_types(jsonb, jsonb) IS 'bars with error bars: customers of each type, and marks for their money';

CREATE FUNCTION _chart_heat(field text, title jsonb, format text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_build_object('field', field, 'type', 'quantitative', 'title', title, 'legend', jsonb_build_object('format', format, 'gradientLength', 160),
							  'scale', '{"range": ["#EEF4F9", "#B9D6EA", "#86BADB", "#4F9FCF"], "zero": true}'::jsonb);
END $$;
COMMENT ON FUNCTION _chart_heat(text, jsonb, text) IS 'a colour that is the darker, the larger a field is';

CREATE FUNCTION _chart_cut(axis text, cut jsonb, title jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN jsonb_typeof(cut) = 'number'
				THEN format(', {"data": {"values": [{}]}, "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "color": "#D55E00"},
								"encoding": {"%s": {"datum": %s, "type": "quantitative", "title": %s}}}', axis, cut, title) ELSE '' END;
END $$;
COMMENT ON FUNCTION _chart_cut(text, jsonb, jsonb) IS 'one more layer: a line where high begins, unless that is no score';

CREATE FUNCTION _chart_corners(w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	mark text := '{"type": "text", "fontSize": 13, "fontWeight": "bold", "color": "#1B2027", "align": {"expr": "datum.x ? ''right'' : ''left''"}, "baseline": {"expr": "datum.y ? ''top'' : ''bottom''"},
				   "dx": {"expr": "datum.x ? -6 : 6"}, "dy": {"expr": "datum.y ? 6 : -6"}';
BEGIN
	RETURN format(', {"data": {"values": %1$s},
					 "encoding": {"text": {"field": "type"}, "x": {"field": "x", "type": "quantitative", "title": %2$s}, "y": {"field": "y", "type": "quantitative", "title": %3$s}},
					 "layer": [{"mark": %4$s, "stroke": "white", "strokeWidth": 4}}, {"mark": %4$s}}]}',
				  (SELECT jsonb_agg(jsonb_build_object('type', @extschema@._chart_type(q.quadrant, w), 'x', q.x, 'y', q.y))
				   FROM (VALUES ('bee', 100, 100), ('dragonfly', 0, 100), ('butterfly', 100, 0), ('mantis', 0, 0)) AS q (quadrant, x, y)),
				  w -> 'loyalty', w -> 'contribution', mark);
END $$;
COMMENT ON FUNCTION _chart_corners(jsonb) IS 'two more layers: the names of the types in the corners where they are, with a halo';

CREATE FUNCTION _chart_loyalty_contribution(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 400, "height": 400,
		"layer": [
			{"data": {"values": %1$s},
			 "mark": {"type": "rect", "stroke": "white"},
			 "encoding": {"x": {"field": "loyalty_from", "type": "quantitative", "title": %2$s, "scale": {"domain": [0, 100]}, "axis": {"grid": false, "tickCount": 10}}, "x2": {"field": "loyalty_to"},
						  "y": {"field": "contribution_from", "type": "quantitative", "title": %3$s, "scale": {"domain": [0, 100]}, "axis": {"grid": false, "tickCount": 10}}, "y2": {"field": "contribution_to"},
						  "color": %4$s, "tooltip": %5$s}}%6$s%7$s%8$s]}',
		(SELECT jsonb_agg(r || jsonb_build_object('loyalty', format('%s-%s', r -> 'loyalty_from', r -> 'loyalty_to'), 'contribution', format('%s-%s', r -> 'contribution_from', r -> 'contribution_to')) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'loyalty', w -> 'contribution', @extschema@._chart_heat('customers', w -> 'customers', ',~f'),
		@extschema@._chart_tip(w, 'loyalty', 'contribution', 'customers:number', 'amount:number'),
		@extschema@._chart_cut('x', picture -> 'loyalty_cut', w -> 'loyalty'), @extschema@._chart_cut('y', picture -> 'contribution_cut', w -> 'contribution'),
		CASE WHEN jsonb_typeof(picture -> 'loyalty_cut') = 'number' AND jsonb_typeof(picture -> 'contribution_cut') = 'number' THEN @extschema@._chart_corners(w) END);
END $$;
COMMENT ON FUNCTION _chart_loyalty_contribution(jsonb, jsonb) IS 'a map of the scores, with the cuts and the names of the types';

CREATE FUNCTION _chart_rfm_map(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 140}, "height": {"step": 54},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "recency", "type": "ordinal", "title": %2$s, "axis": {"labelAngle": 0}, "scale": {"domain": [1, 2, 3, 4, 5]}},
					 "y": {"field": "value", "type": "ordinal", "title": %3$s, "scale": {"domain": [5, 4, 3, 2, 1]}},
					 "tooltip": %4$s},
		"layer": [
			{"mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %5$s}},
			{"mark": {"type": "text", "dy": -7, "fontSize": 10, "limit": 160}, "encoding": {"text": {"field": "segment"}}},
			{"mark": {"type": "text", "dy": 9, "fontSize": 12, "fontWeight": "bold"}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}',
		(SELECT jsonb_agg(to_jsonb(c) ORDER BY recency, value)
		 FROM (SELECT recency, value, sum(customers) AS customers, sum(amount) AS amount, (array_agg(name ORDER BY customers DESC, rfm_segment))[1] AS segment,
					  string_agg(format('%s: %s', name #>> '{}', @extschema@._figure(customers, w ->> 'lang')), '; ' ORDER BY customers DESC, rfm_segment) AS segments
			   FROM jsonb_to_recordset(picture -> 'rows') AS r (recency integer, value integer, rfm_segment text, customers bigint, amount numeric),
					LATERAL (SELECT @extschema@._chart_name('rfm_segment', rfm_segment, w)) AS n (name)
			   GROUP BY recency, value) AS c),
		w -> 'recency', w -> 'value',
		@extschema@._chart_tip(w, 'recency', 'value', 'segments:text:chart_segments', 'customers:number', 'amount:number'),
		@extschema@._chart_heat('customers', w -> 'customers', ',~f'));
END $$;
COMMENT ON FUNCTION _chart_rfm_map(jsonb, jsonb) IS 'a map of the scores of RFM, with the name of each square''s largest segment';

CREATE FUNCTION _chart_lorenz(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 400, "height": 400,
		"data": {"values": %1$s},
		"transform": [{"calculate": "1 - datum.share_of_customers", "as": "buyers"}, {"calculate": "1 - datum.share_of_amount", "as": "money"}],
		"encoding": {"x": {"field": "buyers", "type": "quantitative", "title": %2$s, "axis": {"format": ".0%%"}, "scale": {"domain": [0, 1]}}},
		"layer": [
			{"mark": {"type": "area", "line": {"color": "#0072B2", "strokeWidth": 2.5}, "color": "#86BADB", "opacity": 0.45},
			 "encoding": {"y": {"field": "money", "type": "quantitative", "title": %3$s, "axis": {"format": ".0%%"}, "scale": {"domain": [0, 1]}}}},
			{"mark": {"type": "line", "color": "#777777", "strokeDash": [5, 4]},
			 "encoding": {"y": {"field": "buyers", "type": "quantitative", "title": %3$s}}},
			{"mark": {"type": "point", "size": 90, "filled": true, "opacity": 0},
			 "encoding": {"y": {"field": "money", "type": "quantitative", "title": %3$s},
						  "tooltip": [{"field": "buyers", "type": "quantitative", "format": ".0%%", "title": %2$s}, {"field": "money", "type": "quantitative", "format": ".1%%", "title": %3$s}]}}]}',
		picture -> 'rows', w -> 'share_of_customers', w -> 'share_they_bring');
END $$;
COMMENT ON FUNCTION _chart_lorenz(jsonb, jsonb) IS 'what the best buyers bring of the money, against the diagonal';

CREATE FUNCTION _chart_money_by_period(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	lapses boolean := picture ->> 'lapse_after' IS NOT NULL;
BEGIN
	RETURN format('{"width": 560, "height": 300,
		"data": {"values": %1$s},
		"mark": {"type": "bar"},
		"encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labelAngle": -45, "labelOverlap": "greedy"}},
					 "y": {"field": "amount", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					 "color": {"field": "whose", "type": "nominal", "title": null, "sort": null, "scale": {"domain": %3$s, "range": %5$s}, "legend": {"orient": "top"}},
					 "order": {"field": "place", "type": "quantitative"},
					 "opacity": {"condition": {"test": "datum.complete", "value": 1}, "value": 0.5},
					 "tooltip": %4$s}}',
		(SELECT jsonb_agg(jsonb_build_object('period', r -> 'period', 'until', r -> 'until', 'complete', r -> 'complete', 'name', @extschema@._period(r ->> 'period', picture ->> 'unit', w),
											 'whose', w -> CASE WHEN p.payer = 'retained' AND NOT lapses THEN 'old' ELSE p.payer END, 'place', p.place, 'amount', r -> p.payer, 'total', r -> 'total') ORDER BY i, p.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{retained,won_back,new}'::text[]) WITH ORDINALITY AS p (payer, place) WHERE jsonb_typeof(r -> p.payer) = 'number'),
		w -> 'amount',
		CASE WHEN lapses THEN jsonb_build_array(w -> 'retained', w -> 'won_back', w -> 'new') ELSE jsonb_build_array(w -> 'old', w -> 'new') END,
		@extschema@._chart_tip(w, 'name:text:period', 'whose:text:customers', 'amount:number', 'total:number'),
		CASE WHEN lapses THEN '["#777777", "#B3DCF4", "#3FA3DE"]' ELSE '["#777777", "#3FA3DE"]' END);
END $$;
COMMENT ON FUNCTION _chart_money_by_period(jsonb, jsonb) IS 'columns of the money of old, won back and new customers';

CREATE FUNCTION _chart_leaky_bucket(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"vconcat": [
		{"width": 560, "height": 130, "data": {"values": %1$s},
		 "mark": {"type": "area", "line": {"color": "#777777"}, "color": "#777777", "opacity": 0.35, "point": {"color": "#777777", "size": 22}},
		 "encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labels": false, "ticks": false}},
					  "y": {"field": "end", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					  "tooltip": %3$s}},
		{"width": 560, "height": 210, "data": {"values": %4$s},
		 "mark": {"type": "bar"},
		 "encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labelAngle": -45, "labelOverlap": "greedy", "orient": "bottom"}},
					  "y": {"field": "change", "type": "quantitative", "title": %5$s, "axis": {"format": ",~f"}},
					  "color": {"field": "what", "type": "nominal", "title": null, "scale": {"domain": %6$s, "range": ["#3FA3DE", "#B3DCF4", "#D55E00"]}, "legend": {"orient": "bottom"}},
					  "order": {"field": "place", "type": "quantitative"},
					  "opacity": {"condition": {"test": "datum.complete", "value": 1}, "value": 0.5},
					  "tooltip": %7$s}}],
		"spacing": 8}',
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._period(r ->> 'period', picture ->> 'unit', w)) ORDER BY i) FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'end',
		@extschema@._chart_tip(w, 'name:text:period', 'start:number', 'new:number', 'won_back:number', 'lost:number', 'end:number'),
		(SELECT jsonb_agg(jsonb_build_object('period', r -> 'period', 'complete', r -> 'complete', 'name', @extschema@._period(r ->> 'period', picture ->> 'unit', w), 'what', w -> f.flow, 'place', f.place,
											 'customers', r -> f.flow, 'change', CASE WHEN f.flow = 'lost' THEN - (r ->> f.flow)::numeric ELSE (r ->> f.flow)::numeric END) ORDER BY i, f.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{new,won_back,lost}'::text[]) WITH ORDINALITY AS f (flow, place)),
		w -> 'customers',
		jsonb_build_array(w -> 'new', w -> 'won_back', w -> 'lost'),
		@extschema@._chart_tip(w, 'name:text:period', 'what:text:change', 'customers:number'));
END $$;
COMMENT ON FUNCTION _chart_leaky_bucket(jsonb, jsonb) IS 'how many customers there are, above how many came and left';

CREATE FUNCTION _chart_cohorts(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 38}, "height": {"step": 26},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "period", "type": "ordinal", "title": %2$s, "axis": {"orient": "top", "labelAngle": 0}},
					 "y": {"field": "name", "type": "ordinal", "sort": null, "title": %3$s},
					 "tooltip": %4$s},
		"layer": [
			{"transform": [{"filter": "datum.period > 0"}], "mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %5$s}},
			{"transform": [{"filter": "datum.period > 0"}], "mark": {"type": "text", "fontSize": 10}, "encoding": {"text": {"field": "share", "type": "quantitative", "format": ".0%%"}}},
			{"transform": [{"filter": "datum.period == 0"}], "mark": {"type": "text", "fontSize": 10, "fontWeight": "bold"}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}',
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._period(r ->> 'cohort', picture ->> 'unit', w)) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> ('after_' || (picture ->> 'unit')), w -> 'cohort',
		@extschema@._chart_tip(w, 'name:text:cohort', 'period:number:after_' || (picture ->> 'unit'), 'customers:number', 'retained:number:bought_then', 'share:share', 'low:share', 'high:share'),
		@extschema@._chart_heat('share', w -> 'bought_then', '.0%'));
END $$;
COMMENT ON FUNCTION _chart_cohorts(jsonb, jsonb) IS 'a triangle of who came back, with the size of each cohort in its own period';

CREATE FUNCTION _chart_movement(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 92}, "height": {"step": 54},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "to", "type": "nominal", "sort": null, "title": %2$s, "scale": {"domain": %4$s}, "axis": {"orient": "top", "labelAngle": 0, "labelLimit": 90}},
					 "y": {"field": "from", "type": "nominal", "sort": null, "title": %3$s, "scale": {"domain": %4$s}}},
		"layer": [
			{"transform": [{"filter": "!isNumber(datum.share)"}], "encoding": {"tooltip": %7$s},
			 "layer": [
				{"mark": {"type": "rect", "stroke": "white", "color": "#F2F2F2"}},
				{"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]},
			{"transform": [{"filter": "isNumber(datum.share)"}], "encoding": {"tooltip": %5$s},
			 "layer": [
				{"mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %6$s}},
				{"mark": {"type": "text", "dy": -8, "fontSize": 13, "fontWeight": "bold"}, "encoding": {"text": {"field": "share", "type": "quantitative", "format": ".0%%"}}},
				{"mark": {"type": "text", "dy": 9, "fontSize": 11}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}]}',
		(SELECT jsonb_agg(r || jsonb_build_object('from', @extschema@._chart_type(r ->> 'was', w), 'to', @extschema@._chart_type(r ->> 'is', w)) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		to_jsonb(@extschema@._fill(w ->> 'now', jsonb_build_object('day', picture -> 'now'))),
		to_jsonb(@extschema@._fill(w ->> 'then', jsonb_build_object('day', picture -> 'then'))),
		(SELECT jsonb_agg(@extschema@._chart_type(q, w) ORDER BY i) FROM unnest('{bee,dragonfly,butterfly,mantis,NULL}'::text[]) WITH ORDINALITY AS u (q, i)),
		@extschema@._chart_tip(w, 'from:text:was', 'to:text:is', 'customers:number', 'share:share:of_was', 'before:number:money_then', 'now:number:money_now'),
		@extschema@._chart_heat('share', w -> 'of_was', '.0%'),
		@extschema@._chart_tip(w, 'from:text:was', 'to:text:is', 'customers:number', 'before:number:money_then', 'now:number:money_now'));
END $$;
COMMENT ON FUNCTION _chart_movement(jsonb, jsonb) IS 'a table of who was of which type, and is of which';

CREATE FUNCTION _chart_contacts_due(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"hconcat": [
		{"width": 360, "height": {"step": 30}, "data": {"values": %1$s},
		 "mark": {"type": "bar", "height": {"band": 0.7}},
		 "encoding": {"y": {"field": "name", "type": "nominal", "sort": null, "title": null},
					  "x": {"field": "due", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					  "color": {"field": "when", "type": "nominal", "title": null, "scale": {"domain": %3$s, "range": ["#D55E00", "#3FA3DE"]}, "legend": {"orient": "top"}},
					  "order": {"field": "place", "type": "quantitative"},
					  "tooltip": %4$s}},
		{"width": 140, "height": {"step": 30}, "data": {"values": %5$s},
		 "mark": {"type": "bar", "height": {"band": 0.7}, "color": "#777777"},
		 "encoding": {"y": {"field": "name", "type": "nominal", "sort": null, "axis": null},
					  "x": {"field": "at_stake", "type": "quantitative", "title": %6$s, "axis": {"format": ",~f", "labelOverlap": "greedy", "tickCount": 2}},
					  "tooltip": %7$s}}],
		"spacing": 12}',
		(SELECT jsonb_agg(jsonb_build_object('action', r -> 'action', 'name', @extschema@._chart_name('customer_action', r ->> 'action', w), 'when', w -> d.due, 'place', d.place, 'due', r -> d.due) ORDER BY i, d.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{overdue,due_today}'::text[]) WITH ORDINALITY AS d (due, place) WHERE jsonb_typeof(r -> d.due) = 'number'),
		w -> 'customers', jsonb_build_array(w -> 'overdue', w -> 'due_today'),
		@extschema@._chart_tip(w, 'name:text:action', 'when:text:contacts_due', 'due:number:customers'),
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._chart_name('customer_action', r ->> 'action', w)) ORDER BY i) FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'at_stake', @extschema@._chart_tip(w, 'name:text:action', 'customers:number:of_all', 'at_stake:number'));
END $$;
COMMENT ON FUNCTION _chart_contacts_due(jsonb, jsonb) IS 'bars of who is due, beside the money at stake';

CREATE FUNCTION _chart_notes(kind text, picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_agg(note ORDER BY i) FROM (VALUES
		(1, @extschema@._fill(w ->> ('chart_' || kind), jsonb_build_object('days', @extschema@._figure((picture ->> 'lapse_after')::numeric, w ->> 'lang')))),
		(2, CASE WHEN kind = 'lorenz' AND jsonb_typeof(picture -> 'gini') = 'number'
				 THEN @extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._figure(round((picture ->> 'gini')::numeric, 2), w ->> 'lang'))) END),
		(3, CASE WHEN (picture ->> 'no_contact')::boolean THEN w ->> 'chart_no_contact' END),
		(4, CASE WHEN (picture ->> 'one_in')::bigint > 1 THEN @extschema@._fill(w ->> 'chart_sampled', jsonb_build_object('one_in', @extschema@._figure((picture ->> 'one_in')::numeric, w ->> 'lang'))) END)) AS n (i, note)
		WHERE note IS NOT NULL);
END $$;
COMMENT ON FUNCTION _chart_notes(text, jsonb, jsonb) IS 'what stands below the title of a chart';

CREATE FUNCTION _chart_why(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 460, "height": 60, "data": {"values": [{"why": %s}]}, "mark": {"type": "text", "fontSize": 13}, "encoding": {"text": {"field": "why"}}}', coalesce(w -> ('why_' || (picture ->> 'why')), w -> 'why_unknown'));
END $$;
COMMENT ON FUNCTION _chart_why(jsonb, jsonb) IS 'in place of a chart, why there is nothing to show';

CREATE FUNCTION _chart_special(kind text, picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE kind WHEN 'types' THEN @extschema@._chart_types(picture, w)
					 WHEN 'loyalty_contribution' THEN @extschema@._chart_loyalty_contribution(picture, w)
					 WHEN 'rfm_map' THEN @extschema@._chart_rfm_map(picture, w)
					 WHEN 'lorenz' THEN @extschema@._chart_lorenz(picture, w)
					 WHEN 'money_by_period' THEN @extschema@._chart_money_by_period(picture, w)
					 WHEN 'leaky_bucket' THEN @extschema@._chart_leaky_bucket(picture, w)
					 WHEN 'cohorts' THEN @extschema@._chart_cohorts(picture, w)
					 WHEN 'movement' THEN @extschema@._chart_movement(picture, w)
					 WHEN 'contacts_due' THEN @extschema@._chart_contacts_due(picture, w) END;
END $$;
COMMENT ON FUNCTION _chart_special(text, jsonb, jsonb) IS 'what is special about a kind of chart';

CREATE FUNCTION _chart(kind text, picture jsonb, lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	w jsonb := @extschema@._chart_words(lang);
	is_empty boolean := picture -> 'rows' = '[]';
	notes jsonb := CASE WHEN is_empty THEN '[]' ELSE @extschema@._chart_notes(kind, picture, w) END;
	special jsonb := CASE WHEN is_empty THEN @extschema@._chart_why(picture, w) ELSE @extschema@._chart_special(kind, picture, w) END;
BEGIN
	RETURN jsonb_build_object('$schema', 'https://vega.github.io/schema/vega-lite/v5.json',
							  'title', jsonb_build_object('text', w -> kind, 'subtitle', notes, 'anchor', 'start', 'fontSize', 16, 'subtitleFontSize', 12, 'subtitleColor', '#566270', 'offset', 14),
							  'description', concat_ws(' ', (w ->> kind) || '.', (SELECT string_agg(n, ' ' ORDER BY i) FROM jsonb_array_elements_text(notes) WITH ORDINALITY AS a (n, i)), special #>> '{data,values,0,why}'),
							  'background', 'white', 'padding', 10,
							  'config', jsonb_build_object('locale', jsonb_build_object('number', jsonb_build_object('thousands', substr(w ->> 'marks', 2), 'decimal', left(w ->> 'marks', 1), 'grouping', '[3]'::jsonb, 'currency', '["", ""]'::jsonb)),
														   'view', '{"stroke": null}'::jsonb,
														   'axis', '{"labelColor": "#1B2027", "titleColor": "#1B2027", "gridColor": "#E3E8ED", "domainColor": "#8A95A1", "tickColor": "#8A95A1", "titleFontWeight": "normal", "labelLimit": 220}'::jsonb))
		   || special;
END $$;
COMMENT ON FUNCTION _chart(text, jsonb, text) IS 'a Vega-Lite specification of a kind of picture, of its numbers, in a language of the playbook';

CREATE FUNCTION _chart_kind(kind text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF kind = ANY ('{types,loyalty_contribution,rfm_map,lorenz,money_by_period,leaky_bucket,cohorts,movement,contacts_due}'::text[]) THEN
		RETURN kind;
	END IF;
	RAISE EXCEPTION '%', CASE WHEN kind IS NULL THEN 'kind of chart is NULL' ELSE format('kind of chart "%s" is not known', kind) END
		USING ERRCODE = CASE WHEN kind IS NULL THEN 'null_value_not_allowed' ELSE 'invalid_parameter_value' END,
			  HINT = 'Give one of ''types'', ''loyalty_contribution'', ''rfm_map'', ''lorenz'', ''money_by_period'', ''leaky_bucket'', ''cohorts'', ''movement'', ''contacts_due''.';
END $$;
COMMENT ON FUNCTION _chart_kind(text) IS 'the kind, if there is such a chart';

CREATE FUNCTION _chart_facts(kind text, source regclass,
							 customer_column name, time_column name, amount_column name, order_column name,
							 potential_column name, profit_column name, since timestamptz, as_of timestamptz,
							 yardstick yardstick, lang text, compare_with date, lapse_after interval)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
SET extra_float_digits = 1 -- as in _report_facts()
BEGIN ATOMIC
	SELECT CASE WHEN compare_with IS NULL AND kind OPERATOR(pg_catalog.=) ANY (ARRAY['types', 'loyalty_contribution', 'lorenz'])
				THEN (SELECT pg_catalog.jsonb_build_object('customers', p.customers, 'buyers', p.buyers, 'counts', p.counts, 'cells', p.cells, 'loyalty_cut', p.loyalty_cut,
														   'contribution_cut', p.contribution_cut, 'lorenz', p.lorenz, 'gini', p.gini)
					  FROM @extschema@._portrait(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
												 since, as_of, yardstick, pictures => true) AS p)
				WHEN compare_with IS NULL AND kind OPERATOR(pg_catalog.=) ANY (ARRAY['money_by_period', 'leaky_bucket', 'cohorts', 'movement'])
				THEN (SELECT pg_catalog.jsonb_build_object('last_day', p.last_day, 'one_in', p.one_in, 'times', p.one_in, 'compared', false, 'lapse_after', p.lapse_after,
														   'period_unit', p.period_unit, 'periods', p.periods, 'cohort_unit', p.cohort_unit, 'cohorts', p.cohorts, 'moved', p.moved,
														   'then_until', (p.as_of_day OPERATOR(pg_catalog.-) p.period)::date, 'period_until', p.as_of_day OPERATOR(pg_catalog.-) 1)
					  FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column, CASE WHEN profit_column IS NULL THEN potential_column END,
											 profit_column, since, as_of, lapse_after, pictures => true) AS p)
				ELSE @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
											   since, as_of, yardstick, lang, compare_with, lapse_after, true) END;
END;
COMMENT ON FUNCTION _chart_facts(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'of the facts of _report_facts() those that a kind of chart needs, without a reading of the sales for the others';

CREATE FUNCTION _chart_picture(kind text, facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE kind WHEN 'types' THEN @extschema@._picture_types(facts)
					 WHEN 'loyalty_contribution' THEN @extschema@._picture_loyalty_contribution(facts)
					 WHEN 'rfm_map' THEN @extschema@._picture_rfm_map(facts)
					 WHEN 'lorenz' THEN @extschema@._picture_lorenz(facts)
					 WHEN 'money_by_period' THEN @extschema@._picture_money_by_period(facts)
					 WHEN 'leaky_bucket' THEN @extschema@._picture_leaky_bucket(facts)
					 WHEN 'cohorts' THEN @extschema@._picture_cohorts(facts)
					 WHEN 'movement' THEN @extschema@._picture_movement(facts)
					 WHEN 'contacts_due' THEN @extschema@._picture_contacts_due(facts) END;
END $$;
COMMENT ON FUNCTION _chart_picture(text, jsonb) IS 'the numbers of one kind of picture, as in _pictures()';

CREATE FUNCTION chart(kind text,
					  source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL,
					  yardstick yardstick DEFAULT NULL,
					  lang text DEFAULT 'en',
					  compare_with date DEFAULT NULL,
					  lapse_after interval DEFAULT NULL)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
BEGIN ATOMIC
	SELECT @extschema@._chart(k.kind, @extschema@._chart_picture(k.kind, k.facts), coalesce(chart.lang, 'en'))
	FROM (SELECT c.kind, @extschema@._chart_facts(c.kind, source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
												  coalesce(chart.since, (s.kept).since), coalesce(chart.as_of, (s.kept).as_of), coalesce(chart.yardstick, (s.kept).yardstick),
												  coalesce(chart.lang, 'en'), compare_with, coalesce(chart.lapse_after, (s.kept).lapse_after)) AS facts
		  FROM (SELECT @extschema@._chart_kind(chart.kind) AS kind OFFSET 0) AS c, (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s) AS kept) AS s
		  OFFSET 0) AS k; -- the sales are read once
END;
COMMENT ON FUNCTION chart(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'a picture of a customer base as a Vega-Lite specification with its data: types, loyalty_contribution, rfm_map, lorenz, money_by_period, leaky_bucket, cohorts, movement or contacts_due; the other arguments are those of report()';

/* dashboard */

CREATE FUNCTION _check_dashboard_source(source regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner pg_roles;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source is NULL', HINT = 'SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');';
	ELSIF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a dashboard would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
	SELECT r.* INTO owner FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner WHERE c.oid = source;
	IF NOT owner.rolsuper AND owner.rolname <> current_user AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%s belongs to %I, and %I is a superuser', @extschema@._qualified_name(source), owner.rolname, current_user),
			DETAIL = format('Each refresh would run with a superuser''s rights what %I has put there.', owner.rolname), HINT = format('Make the dashboard as that role: SET ROLE %I;', owner.rolname);
	END IF;
END $$;
COMMENT ON FUNCTION _check_dashboard_source(regclass) IS 'an error for what no dashboard can be made of: a superuser runs nobody else''s code';

CREATE FUNCTION _dashboard_source(segmentation text, source_schema name, source_name name, source_owner name, was_view boolean) RETURNS regclass
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	source regclass;
	now_of name;
	is_view boolean;
BEGIN
	IF segmentation IS NOT NULL THEN
		source := @extschema@.segmentation(segmentation);
		IF @extschema@._qualified_name(source) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('segmentation %s has no view', segmentation),
				HINT = format('SELECT * FROM @extschema@.refresh_segmentation(%L);', segmentation);
		END IF;
		PERFORM @extschema@._check_dashboard_source(s.source) FROM @extschema@._segmentation_of(source) AS s;
		RETURN source;
	END IF;
	source := to_regclass(format('%I.%I', source_schema, source_name));
	SELECT pg_get_userbyid(relowner), relkind = 'v' INTO now_of, is_view FROM pg_class WHERE oid = source;
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source is gone: there is no %I.%I', source_schema, source_name),
			HINT = format('Create %I.%I again, or drop the dashboard and make it of another source.', source_schema, source_name);
	ELSIF now_of <> current_user AND (now_of <> source_owner OR is_view AND NOT was_view) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = CASE WHEN now_of <> source_owner THEN format('%I.%I belongs to %I, not to %I as when the dashboard was made', source_schema, source_name, now_of, source_owner)
						   ELSE format('%I.%I is a view of %I now, and was none when the dashboard was made', source_schema, source_name, now_of) END,
			DETAIL = 'A view runs functions with the rights of who reads it.', HINT = 'If it is to be the source, drop the dashboard and make it again.';
	END IF;
	PERFORM @extschema@._check_dashboard_source(source);
	RETURN source;
END $$;
COMMENT ON FUNCTION _dashboard_source(text, name, name, name, boolean) IS
'the source of a dashboard as it is now: the view of a segmentation, or what has this name and belongs to the current role, or to the one that it belonged to and is no view unless it was, or an error';

CREATE FUNCTION _dashboard_facts(source regclass, customer_column name, time_column name, amount_column name, order_column name, potential_column name,
								 profit_column name, since timestamptz, as_of timestamptz, yardstick yardstick, lang text, lapse_after interval) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1000000
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
	facts jsonb;
BEGIN
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	yardstick := coalesce(yardstick, kept.yardstick);
	facts := @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column, coalesce(since, kept.since),
									   coalesce(as_of, kept.as_of), yardstick, lang, NULL, coalesce(lapse_after, kept.lapse_after), pictures => true);
	RETURN facts || jsonb_build_object(
		'pictures', @extschema@._pictures(facts),
		'run', jsonb_build_object('source', coalesce(kept.name, @extschema@._qualified_name(source)), 'yardstick_as_of', @extschema@.as_of(yardstick), 'made_at', clock_timestamp(), 'lang', lang));
END $$;
COMMENT ON FUNCTION _dashboard_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, interval) IS
'all that a dashboard shows but the customers: what report() knows of the base, the pictures, and of what they are';

CREATE FUNCTION _dashboard_attributes(customer_type anyelement, source regclass, customer_column name, time_column name, since timestamptz, as_of timestamptz, columns name[])
RETURNS TABLE (customer anyelement, attributes text[])
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SET search_path = pg_catalog, pg_temp
SET bytea_output = hex -- attributes are written as text, always the same
SET DateStyle = 'ISO, YMD'
SET IntervalStyle = postgres
SET TimeZone = 'UTC'
SET extra_float_digits = 1
AS $$
DECLARE
	kept @extschema@.segmentations;
	relation regclass := source;
	latest text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	IF FOUND THEN
		relation := kept.source;
		customer_column := kept.customer_column;
		time_column := kept.time_column;
	END IF;
	SELECT string_agg(format('(array_agg(%1$I::text ORDER BY %2$I DESC, %1$I::text COLLATE "C" DESC) FILTER (WHERE %1$I IS NOT NULL))[1]', a.name, time_column), ', ' ORDER BY a.i)
	INTO latest FROM unnest(columns) WITH ORDINALITY AS a (name, i);
	RETURN QUERY EXECUTE concat(format('SELECT %I, ARRAY[', customer_column), latest,
		format('] FROM %1$s WHERE %2$I IS NOT NULL AND %3$I IS NOT NULL AND ($1 IS NULL OR %3$I >= $1) AND ($2 IS NULL OR %3$I < $2) GROUP BY %2$I', relation, customer_column, time_column))
		USING coalesce(since, kept.since), coalesce(as_of, kept.as_of);
END $$;
COMMENT ON FUNCTION _dashboard_attributes(anyelement, regclass, name, name, timestamptz, timestamptz, name[]) IS
'of each customer of a source, or of a segmentation''s, the last value known of each of these columns, as text; of several at one time the greatest';

CREATE FUNCTION _dashboard_base(schema name) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN (SELECT c.oid
		FROM pg_catalog.pg_namespace AS n
		JOIN pg_catalog.pg_class AS c ON c.relnamespace OPERATOR(pg_catalog.=) n.oid AND c.relname OPERATOR(pg_catalog.=) 'base'::name AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"
		JOIN pg_catalog.pg_rewrite AS r ON r.ev_class OPERATOR(pg_catalog.=) c.oid
		JOIN pg_catalog.pg_depend AS d ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
		WHERE n.nspname OPERATOR(pg_catalog.=) _dashboard_base.schema AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::regclass::oid
			AND d.refobjid OPERATOR(pg_catalog.=) '@extschema@._dashboard_source(text, name, name, name, boolean)'::regprocedure::oid LIMIT 1);
COMMENT ON FUNCTION _dashboard_base(name) IS 'the view of the dashboard in a schema that the others read; NULL where there is no dashboard';

CREATE FUNCTION _kept_view(view name) RETURNS name
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN (view OPERATOR(pg_catalog.||) '_kept'::text)::name;
COMMENT ON FUNCTION _kept_view(name) IS 'the name of the materialized view that keeps the rows of a view of a dashboard';

CREATE FUNCTION _dashboard_parts(base regclass)
RETURNS TABLE (place integer, view name, relation regclass, materialized boolean, filled boolean)
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 32
BEGIN ATOMIC
	WITH RECURSIVE reading (relation) AS (
		SELECT base::oid
		UNION
		SELECT r.ev_class
		FROM reading AS o
		JOIN pg_catalog.pg_depend AS d ON d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.refobjid OPERATOR(pg_catalog.=) o.relation
		JOIN pg_catalog.pg_rewrite AS r ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
	), part (place, view, name, materialized) AS (
		SELECT 0, 'base'::name, 'base'::name, true
		UNION ALL SELECT v.place, v.view, @extschema@._kept_view(v.view), true FROM @extschema@._dashboard_view() AS v WHERE v.materialized
		UNION ALL SELECT v.place, v.view, v.view, false FROM @extschema@._dashboard_view() AS v
	)
	SELECT p.place, p.view, c.oid::regclass, p.materialized, c.relispopulated
	FROM part AS p
	JOIN pg_catalog.pg_class AS c ON c.relname OPERATOR(pg_catalog.=) p.name AND c.relkind OPERATOR(pg_catalog.=) CASE WHEN p.materialized THEN 'm'::"char" ELSE 'v'::"char" END
	JOIN reading AS r ON r.relation OPERATOR(pg_catalog.=) c.oid
	JOIN pg_catalog.pg_class AS b ON b.oid OPERATOR(pg_catalog.=) base::oid AND b.relnamespace OPERATOR(pg_catalog.=) c.relnamespace
	ORDER BY 1, 4 DESC;
END;
COMMENT ON FUNCTION _dashboard_parts(regclass) IS
'the views of a dashboard that are there, each behind those that it reads, base first: those of its schema that have the name, and read base or what reads it';

CREATE FUNCTION _acts_for(owner regrole) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN quote_ident(current_user)::regrole = owner OR pg_has_role(owner, 'USAGE') AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
END $$;
COMMENT ON FUNCTION _acts_for(regrole) IS 'whether the current role is this one, or has, without being a superuser, its rights: a superuser runs nobody else''s code';

CREATE FUNCTION _own_dashboard(schema name) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	base regclass := @extschema@._dashboard_base(schema);
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = base);
BEGIN
	IF base IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no dashboard in schema %s', coalesce(quote_ident(schema), 'NULL')),
			HINT = coalesce((SELECT 'There are some in: ' || string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname) || '.' FROM pg_namespace AS n
							 WHERE @extschema@._dashboard_base(n.nspname) IS NOT NULL), 'Make one: SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');');
	ELSIF NOT @extschema@._acts_for(owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('the dashboard in schema %I belongs to %s', schema, owner),
			DETAIL = format('Its sales are read with the rights of %s, and a view of %s''s could run functions.', owner, owner),
			HINT = 'Let a job of that role do it.';
	END IF;
	-- one at a time, while others read: the lock of a comment
	EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', base, coalesce(obj_description(base, 'pg_class'), ''));
	RETURN base;
END $$;
COMMENT ON FUNCTION _own_dashboard(name) IS
'the view of the dashboard in a schema that the others read, locked against who else changes or refreshes it; an error where there is none, or it is another role''s';

CREATE FUNCTION _check_dashboard_attributes(source regclass, customer_column name, columns name[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wrong name;
BEGIN
	IF array_ndims(columns) > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error', MESSAGE = 'attribute_columns is an array of arrays', HINT = 'Give a list of columns: attribute_columns => ''{region,channel}''.';
	END IF;
	SELECT a.name INTO wrong FROM unnest(columns) AS a (name)
	WHERE a.name IS NULL OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = a.name AND attnum > 0 AND NOT attisdropped) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('there is no column %s in %s to be an attribute', coalesce(quote_ident(wrong), 'NULL'), @extschema@._qualified_name(source)),
			HINT = format('Its columns are: %s.', (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = source AND attnum > 0 AND NOT attisdropped));
	END IF;
	SELECT a.name INTO wrong FROM unnest(columns || customer_column) AS a (name) GROUP BY a.name
	HAVING count(*) > 1 OR a.name IN (SELECT c."column" FROM @extschema@._dashboard_column() AS c WHERE c.view = 'customers');
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = format('the view customers cannot have %I as an attribute, since another column has that name', wrong),
			HINT = 'Give it another name, in a view over the source, and take that for the source.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_dashboard_attributes(regclass, name, name[]) IS 'an error for columns that cannot be attributes in the views of a dashboard';

CREATE FUNCTION _equality_of(type oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN coalesce((SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
				 FROM pg_catalog.pg_opclass AS c
				 JOIN pg_catalog.pg_amop AS a ON a.amopfamily OPERATOR(pg_catalog.=) c.opcfamily AND a.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
					AND a.amoprighttype OPERATOR(pg_catalog.=) c.opcintype AND a.amopstrategy OPERATOR(pg_catalog.=) 3::smallint
				 JOIN pg_catalog.pg_operator AS o ON o.oid OPERATOR(pg_catalog.=) a.amopopr
				 JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
				 WHERE c.opcintype OPERATOR(pg_catalog.=) _equality_of.type AND c.opcdefault
					AND c.opcmethod OPERATOR(pg_catalog.=) (SELECT m.oid FROM pg_catalog.pg_am AS m WHERE m.amname OPERATOR(pg_catalog.=) 'btree'::name)),
				'OPERATOR(pg_catalog.=)');
COMMENT ON FUNCTION _equality_of(oid) IS 'the operator by which values of a type are the same, to be written in a query: the type''s own, wherever it lies, or the server''s';

CREATE FUNCTION _make_dashboard_base(schema name, source text, columns text, period text, yardstick text, lang text, lapse_after text,
									 customer_type oid, collated text, attributes text) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer text := format('NULL::%s%s', format_type(customer_type, NULL), collated);
	base text := format('%I.base', schema);
BEGIN
	EXECUTE concat('CREATE MATERIALIZED VIEW ', base, ' AS SELECT f.facts, ', CASE WHEN attributes IS NULL THEN 'NULL::text[] AS attributes' ELSE 'a.attributes' END, ', c.*'
				   ' FROM @extschema@.classify_as(', concat_ws(', ', customer, source, columns, period, yardstick, lapse_after), ') AS c',
				   ' LEFT JOIN @extschema@._dashboard_attributes(' || customer || ', ' || source || ', ' || attributes || format(') AS a ON a.customer %s c.customer', @extschema@._equality_of(customer_type)),
				   ' FULL JOIN @extschema@._dashboard_facts(', concat_ws(', ', source, columns, period, yardstick, lang, lapse_after), ') AS f (facts) ON false WITH NO DATA');
	EXECUTE format('CREATE UNIQUE INDEX ON %s (customer)', base);
	EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', base, 'what the other views of this dashboard read: a row for each customer, and one for the rest');
	RETURN base::regclass;
END $$;
COMMENT ON FUNCTION _make_dashboard_base(name, text, text, text, text, text, text, oid, text, text) IS
'makes the view of a dashboard that the others read, without rows: customers of this type and collation; the rest are arguments as they are written in its query, attributes NULL where there are none';

CREATE FUNCTION _make_dashboard_views(base regclass, schema name, lang text, customer_column name, attributes name[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	listed text := coalesce((SELECT string_agg(format(', c.attributes[%s] AS %I', a.i, a.name), '' ORDER BY a.i) FROM unnest(attributes) WITH ORDINALITY AS a (name, i)), '');
	overdue_unknown text := format('SELECT d.action FROM %s AS b, jsonb_to_recordset(b.facts #> ''{pictures,contacts_due,rows}'') AS d (action text, overdue bigint)'
								   ' WHERE b.customer IS NULL AND d.overdue IS NULL', base);
	made record;
	query text;
	relation text;
	commented record;
BEGIN
	FOR made IN SELECT v.* FROM @extschema@._dashboard_view() AS v ORDER BY v.place LOOP
		query := format(made.query, base, quote_literal(lang), quote_ident(customer_column), listed, quote_literal(coalesce(attributes, '{}')), overdue_unknown);
		IF made.materialized THEN
			relation := format('%I.%I', schema, @extschema@._kept_view(made.view));
			EXECUTE format('CREATE MATERIALIZED VIEW %s AS %s WITH NO DATA', relation, query);
			EXECUTE format('CREATE UNIQUE INDEX ON %s (%s)', relation, (SELECT string_agg(quote_ident(k), ', ') FROM unnest(made.key) AS k));
			EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', relation, format('the rows of the view %I, kept until the next refresh', made.view));
			query := 'SELECT * FROM ' || relation;
		END IF;
		relation := format('%I.%I', schema, made.view);
		EXECUTE format('CREATE VIEW %s AS %s', relation, query);
		EXECUTE format('COMMENT ON VIEW %s IS %L', relation, made.comment);
		FOR commented IN SELECT a.attname, coalesce(c.comment, CASE WHEN a.attname = customer_column THEN 'the customer' WHEN a.attname = ANY (attributes) THEN 'the last value known of this column of the source' END) AS comment
						 FROM pg_attribute AS a LEFT JOIN @extschema@._dashboard_column() AS c ON c.view = made.view AND c."column" = a.attname
						 WHERE a.attrelid = relation::regclass AND a.attnum > 0 LOOP
			EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, commented.attname, commented.comment);
		END LOOP;
	END LOOP;
EXCEPTION WHEN duplicate_table THEN
	RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('a view of the dashboard cannot be called %s, as something else is', relation),
		HINT = 'Give the dashboard a schema of its own.';
END $$;
COMMENT ON FUNCTION _make_dashboard_views(regclass, name, text, name, name[]) IS 'makes the views of a dashboard that read base, without rows, with their indexes and comments';

CREATE FUNCTION _make_dashboard_schema(schema name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT nspowner FROM pg_namespace WHERE nspname = schema);
BEGIN
	IF schema IS NULL OR schema = '' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema is %s', coalesce('an empty name' || schema, 'NULL')),
			HINT = 'Name one: SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');';
	ELSIF owner IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	ELSIF NOT @extschema@._acts_for(owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('schema %I belongs to %s, who could put something else in the place of a view', schema, owner),
			HINT = 'Take a schema of your own, or a name that no schema has.';
	ELSIF EXISTS (SELECT FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'customer_seg' AND n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('schema %I is the extension''s own', schema), HINT = 'Give the dashboard a schema of its own.';
	ELSIF @extschema@._dashboard_base(schema) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a dashboard in schema %I already', schema),
			HINT = format('Refresh it, take another schema, or: SELECT @extschema@.drop_dashboard_views(%L);', schema);
	ELSIF to_regclass(format('%I.base', schema)) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('a view of the dashboard cannot be called %I.base, as something else is', schema),
			HINT = 'Give the dashboard a schema of its own.';
	END IF;
END $$;
COMMENT ON FUNCTION _make_dashboard_schema(name) IS 'makes the schema of a dashboard, if it is not there; an error where it is another role''s, or there is a dashboard in it';

CREATE FUNCTION _let_read_dashboard(schema name, base regclass, reader name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF reader <> 'public' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = reader) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no role %I to read the dashboard', reader), HINT = format('CREATE ROLE %I;', reader);
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema, reader);
	EXECUTE format('GRANT SELECT ON %s TO %I', (SELECT string_agg(p.relation::text, ', ') FROM @extschema@._dashboard_parts(base) AS p WHERE NOT p.materialized), reader);
END $$;
COMMENT ON FUNCTION _let_read_dashboard(name, regclass, name) IS 'lets a role read all views of a dashboard that are not materialized';

CREATE FUNCTION _dashboard_source_query(source regclass, segmentation text) RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT CASE WHEN segmentation IS NULL
				THEN pg_catalog.format('@extschema@._dashboard_source(NULL::text, %L::name, %L::name, %L::name, %L::boolean)',
									   n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner), c.relkind OPERATOR(pg_catalog.=) 'v'::"char")
				ELSE pg_catalog.format('@extschema@._dashboard_source(%L::text, NULL::name, NULL::name, NULL::name, NULL::boolean)', segmentation) END
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) source::oid;
END;
COMMENT ON FUNCTION _dashboard_source_query(regclass, text) IS 'the call by which the views of a dashboard find a source, or a segmentation, each time';

CREATE FUNCTION _dashboard_customer(relation regclass, customer_column name, OUT type regtype, OUT collated text, OUT "column" name)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT @extschema@._base_type(a.atttypid)::regtype, @extschema@._collate(a.attcollation),
		   CASE WHEN EXISTS (SELECT FROM @extschema@._dashboard_column() AS c WHERE c.view OPERATOR(pg_catalog.=) 'customers'::name AND c."column" OPERATOR(pg_catalog.=) a.attname)
				THEN 'customer'::name ELSE a.attname END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) relation::oid AND a.attname OPERATOR(pg_catalog.=) customer_column;
END;
COMMENT ON FUNCTION _dashboard_customer(regclass, name) IS 'type, collation and name of the customers'' column in the views of a dashboard';

CREATE FUNCTION create_dashboard_views(schema name, source regclass,
									   customer_column name DEFAULT 'customer_id',
									   time_column name DEFAULT 'sold_at',
									   amount_column name DEFAULT 'amount',
									   order_column name DEFAULT NULL,
									   potential_column name DEFAULT NULL,
									   profit_column name DEFAULT NULL,
									   since timestamptz DEFAULT NULL,
									   as_of timestamptz DEFAULT NULL,
									   yardstick yardstick DEFAULT NULL,
									   lang text DEFAULT 'en',
									   lapse_after interval DEFAULT NULL,
									   attribute_columns name[] DEFAULT NULL,
									   reader name DEFAULT NULL)
RETURNS TABLE (view name, rows bigint, seconds double precision)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 14
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD' -- times stand in the definition of a view
SET IntervalStyle = postgres
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	relation regclass;
	customer record;
	base regclass;
	attributes name[] := nullif(attribute_columns, '{}');
BEGIN
	PERFORM @extschema@._make_dashboard_schema(schema);
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	relation := coalesce(kept.source, source);
	PERFORM @extschema@._check_dashboard_source(relation);
	SELECT c.* INTO customer FROM @extschema@._dashboard_customer(relation, coalesce(kept.customer_column, customer_column)) AS c;
	IF customer.type IS NULL THEN -- which columns there are, is said there
		PERFORM FROM @extschema@.classify_as(NULL::text, source, customer_column, time_column, amount_column) LIMIT 1;
	END IF;
	PERFORM @extschema@._check_dashboard_attributes(relation, customer."column", attributes);
	base := @extschema@._make_dashboard_base(schema, @extschema@._dashboard_source_query(source, kept.name),
		format('%L::name, %L::name, %L::name, %L::name, %L::name, %L::name', customer_column, time_column, amount_column, order_column, potential_column, profit_column),
		format('%L::timestamptz, %L::timestamptz', since, as_of), format('%L::@extschema@.yardstick', yardstick), format('%L::text', coalesce(lang, 'en')), format('%L::interval', lapse_after),
		customer.type, customer.collated,
		format('%L::name, %L::name, %L::timestamptz, %L::timestamptz, ', customer_column, time_column, since, as_of) || quote_literal(attributes) || '::name[]');
	PERFORM @extschema@._make_dashboard_views(base, schema, coalesce(lang, 'en'), customer."column", attributes);
	IF reader IS NOT NULL THEN
		PERFORM @extschema@._let_read_dashboard(schema, base, reader);
	END IF;
	RETURN QUERY SELECT r.* FROM @extschema@.refresh_dashboard_views(schema) AS r;
END $$;
COMMENT ON FUNCTION create_dashboard_views(name, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, interval, name[], name) IS
'makes the views of a dashboard in a schema, which is made, too, unless it is there, and fills them: of a source or a segmentation, with attributes of the customers by which to see the types, for a role that may read them';

CREATE FUNCTION _refresh_dashboard_view(relation regclass, filled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off -- else REFRESH ... CONCURRENTLY fails in itself
SET client_min_messages = warning -- rows left out are in the view run
AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN filled THEN 'CONCURRENTLY ' ELSE '' END, relation);
EXCEPTION WHEN OTHERS THEN
	IF NOT filled THEN -- there is nothing yet that could stay as it was
		RAISE;
	END IF;
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('view %s cannot be refreshed: %s', relation, message),
		DETAIL = concat_ws(' ', nullif(detail, ''), 'The views are as they were.'),
		HINT = coalesce(nullif(hint, ''), 'Mend that, or drop the dashboard and make it again.');
END $$;
COMMENT ON FUNCTION _refresh_dashboard_view(regclass, boolean) IS 'fills a view of a dashboard; where it was filled before, while it is read, and an error names it';

CREATE FUNCTION refresh_dashboard_views(schema name) RETURNS TABLE (view name, rows bigint, seconds double precision)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 14
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	base regclass := @extschema@._own_dashboard(schema);
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = base);
	part record;
	began timestamptz;
BEGIN
	IF NOT has_database_privilege(owner, current_database(), 'TEMPORARY') AND (SELECT relispopulated FROM pg_class WHERE oid = base) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('to refresh a dashboard takes temporary tables, which %s may not make', owner),
			HINT = format('GRANT TEMPORARY ON DATABASE %I TO %s;', current_database(), owner);
	END IF;
	FOR part IN SELECT p.* FROM @extschema@._dashboard_parts(base) AS p WHERE p.materialized ORDER BY p.place LOOP
		began := clock_timestamp();
		PERFORM @extschema@._refresh_dashboard_view(part.relation, part.filled);
		view := part.view;
		seconds := extract(epoch FROM clock_timestamp() - began);
		EXECUTE format('SELECT count(*) FROM %s', part.relation) INTO rows;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION refresh_dashboard_views(name) IS
'brings the views of the dashboard in a schema up to date, all of one snapshot, while they are read: a row for each whose rows are kept, in the order in which they are filled, with its rows and the seconds it took';

CREATE FUNCTION drop_dashboard_views(schema name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	base regclass := @extschema@._own_dashboard(schema);
	part record;
	said text;
BEGIN
	FOR part IN SELECT p.* FROM @extschema@._dashboard_parts(base) AS p ORDER BY p.place DESC, p.materialized LOOP
		EXECUTE format('DROP %s %s', CASE WHEN part.materialized THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, part.relation);
	END LOOP;
EXCEPTION WHEN dependent_objects_still_exist THEN
	GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
	RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = format('other objects depend on the dashboard in schema %I', schema), DETAIL = said, HINT = 'Drop these first.';
END $$;
COMMENT ON FUNCTION drop_dashboard_views(name) IS 'drops the views of the dashboard in a schema; the schema stays, and what else is in it';

/* report_page */

CREATE FUNCTION _page_words(lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_object_agg(item, @extschema@.label('page', item, _page_words.lang)) FROM @extschema@.playbook AS p WHERE p.subject = 'page' AND p.lang = 'en')
		   || jsonb_build_object('lang', lang, 'marks', @extschema@._figure_marks(lang), 'percent', @extschema@._percent_sign(lang));
END $$;
COMMENT ON FUNCTION _page_words(text) IS 'the words of a page, the marks of numbers and the language itself, by their keys';

CREATE FUNCTION _scrolled(listed text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN listed OPERATOR(pg_catalog.~) '[0-9.,]{16}' THEN ' tabindex="0"' ELSE '' END;
COMMENT ON FUNCTION _scrolled(text) IS 'for a box whose table has numbers that are too long for a telephone: it can be scrolled by the keyboard, too';

CREATE FUNCTION _page_figure(kind text, height numeric, said text, drawn text, heads text[], listed text, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('<figure id="%s"><h3>%s</h3><figcaption>%s</figcaption>%s<details><summary>%s</summary><div class="box"%s><table><thead><tr>%s<tbody>%s</table></div></details></figure>',
				  kind, @extschema@._xml(w ->> kind), @extschema@._html(said), @extschema@._svg(kind, height, w ->> kind, said, drawn), @extschema@._xml(w ->> 'numbers'), @extschema@._scrolled(listed),
				  (SELECT string_agg(format('<th>%s', @extschema@._html(w ->> head)), '' ORDER BY i) FROM unnest(heads) WITH ORDINALITY AS u (head, i)), listed);
END $$;
COMMENT ON FUNCTION _page_figure(text, numeric, text, text, text[], text, jsonb) IS 'a picture with its title, the sentence that says what one sees, and the table of its numbers';

CREATE FUNCTION _page_figures(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text;
	why text;
	page text := '';
BEGIN
	FOREACH kind IN ARRAY '{types,loyalty_contribution,movement,money_by_period,leaky_bucket,cohorts,contacts_due,rfm_map,lorenz}'::text[] LOOP
		why := CASE WHEN coalesce(jsonb_array_length(pictures #> ARRAY[kind, 'rows']), 0) = 0 THEN coalesce(w ->> ('why_' || (pictures #>> ARRAY[kind, 'why'])), w ->> 'why_unknown')
					WHEN kind = 'lorenz' AND (pictures #>> '{lorenz,gini}')::numeric = 0 THEN w ->> 'why_alike' END;
		page := page || CASE WHEN why IS NOT NULL THEN format('<section id="%s" class="none"><h3>%s</h3><p>%s</p></section>', kind, @extschema@._xml(w ->> kind), @extschema@._html(why))
							 ELSE CASE kind WHEN 'types' THEN @extschema@._draw_types(pictures, w)
											WHEN 'loyalty_contribution' THEN @extschema@._draw_loyalty_contribution(pictures, w)
											WHEN 'movement' THEN @extschema@._draw_movement(pictures, w)
											WHEN 'contacts_due' THEN @extschema@._draw_contacts_due(pictures, w)
											WHEN 'money_by_period' THEN @extschema@._draw_money_by_period(pictures, w)
											WHEN 'leaky_bucket' THEN @extschema@._draw_leaky_bucket(pictures, w)
											WHEN 'cohorts' THEN @extschema@._draw_cohorts(pictures, w)
											WHEN 'lorenz' THEN @extschema@._draw_lorenz(pictures, w)
											WHEN 'rfm_map' THEN @extschema@._draw_rfm_map(pictures, w) END END;
	END LOOP;
	RETURN page;
END $$;
COMMENT ON FUNCTION _page_figures(jsonb, jsonb) IS 'all pictures, or why there is nothing to show';

CREATE FUNCTION _page_tile(number text, said text, more text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('<li%s><strong>%s</strong> %s%s', CASE WHEN pg_catalog.length(number) OPERATOR(pg_catalog.>) 10 OR more OPERATOR(pg_catalog.~) '[0-9.,]{16}' THEN ' class="wide"' END,
						 @extschema@._xml(number), @extschema@._html(said), '<small>' OPERATOR(pg_catalog.||) @extschema@._html(more) OPERATOR(pg_catalog.||) '</small>');
COMMENT ON FUNCTION _page_tile(text, text, text) IS 'a number in large type, what it is, and what else there is to say';

CREATE FUNCTION _page_tiles(facts jsonb, pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	f record;
	buyers text;
BEGIN
	SELECT r.*, (SELECT sum(c.customers) FROM jsonb_to_recordset(facts -> 'counts') AS c (subject text, item text, customers numeric)
				 WHERE c.subject = 'life_stage' AND c.item IN ('new', 'active', 'overdue')) AS current,
		   (SELECT sum(c.at_stake) FROM jsonb_to_recordset(facts -> 'counts') AS c (subject text, at_stake numeric) WHERE c.subject = 'action') AS at_stake,
		   b.customers AS bees, b.share_of_amount AS bees_bring
	INTO f
	FROM jsonb_to_record(facts) AS r (customers numeric, buyers numeric, amount numeric, money_now numeric, money_before numeric, lapse_after integer, compared boolean, customers_for_share numeric,
									  gini numeric, first_order timestamptz, last_order timestamptz, period_since text, period_until text)
		 LEFT JOIN jsonb_to_recordset(pictures #> '{types,rows}') AS b (quadrant text, customers numeric, share_of_amount numeric) ON b.quadrant = 'bee';
	buyers := @extschema@._fill(w ->> CASE WHEN f.lapse_after IS NOT NULL AND NOT f.compared THEN 'tile_current' ELSE 'tile_buyers' END,
								jsonb_build_object('number', @extschema@._said_number(CASE WHEN f.lapse_after IS NOT NULL AND NOT f.compared THEN f.current ELSE f.buyers END, w)));
	RETURN concat(@extschema@._page_tile(@extschema@._said_number(f.customers, w), @extschema@._fill(w ->> 'tile_customers', jsonb_build_object('number', @extschema@._said_number(f.customers, w))), buyers),
				  CASE WHEN f.buyers > 0 THEN
					   @extschema@._page_tile(@extschema@._said_number(f.amount, w), w ->> 'tile_money',
							@extschema@._fill(w ->> 'tile_period', jsonb_build_object('since', @extschema@._day(f.first_order), 'until', @extschema@._day(f.last_order)))) END,
				  CASE WHEN f.money_now > 0 AND f.money_before > 0 THEN
					   @extschema@._page_tile(@extschema@._signed_share((f.money_now / f.money_before - 1), w), w ->> 'tile_change',
							@extschema@._fill(w ->> 'tile_of_period', jsonb_build_object('since', f.period_since, 'until', f.period_until, 'money', @extschema@._said_number(f.money_now, w)))) END,
				  CASE WHEN f.bees > 0 AND f.bees_bring IS NOT NULL THEN
					   @extschema@._page_tile(@extschema@._said_number(f.bees, w), @extschema@._fill(w ->> 'tile_bees', jsonb_build_object('number', @extschema@._said_number(f.bees, w))),
							@extschema@._fill(w ->> 'tile_of_money', jsonb_build_object('share', @extschema@._said_share(f.bees_bring, w)))) END,
				  CASE WHEN f.customers_for_share < f.buyers / 2 THEN
					   @extschema@._page_tile(@extschema@._said_share((f.customers_for_share / f.buyers), w), @extschema@._fill(w ->> 'tile_few', jsonb_build_object('most', @extschema@._said_share(0.8, w))),
							@extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._said_number(round(f.gini, 2), w)))) END,
				  CASE WHEN f.at_stake > 0 THEN
					   @extschema@._page_tile(@extschema@._said_number(f.at_stake, w), w ->> 'tile_at_stake', w ->> 'tile_of_actions') END);
END $$;
COMMENT ON FUNCTION _page_tiles(jsonb, jsonb, jsonb) IS 'the key figures of a base, those that there are';

CREATE FUNCTION _day(at timestamptz) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.to_jsonb((at AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[];
COMMENT ON FUNCTION _day(timestamptz) IS 'a day of UTC as in ISO 8601';

CREATE FUNCTION _signed_share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN CASE WHEN share OPERATOR(pg_catalog.>) 0.0 THEN '+' ELSE '' END OPERATOR(pg_catalog.||) @extschema@._said_share(share, w);
COMMENT ON FUNCTION _signed_share(numeric, jsonb) IS 'a change in per cent, with both its signs, for a sentence';

CREATE FUNCTION _page_lines(facts jsonb, lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_agg(to_jsonb(l) || jsonb_build_object('share', l.share::numeric, 'share_of_amount', l.share_of_amount::numeric, 'statistic', l.statistic::numeric, 'change', l.change::numeric))
			FROM @extschema@._report_lines(facts, lang) AS l);
END $$;
COMMENT ON FUNCTION _page_lines(jsonb, text) IS 'the rows of report(), with all digits whatever the settings';

CREATE FUNCTION _page_sections(lines jsonb, compared boolean, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<details%s><summary>%s</summary>%s<div class="box"%s><table class="lines"><thead><tr><th>%s<tbody>%s</table></div></details>',
									 CASE WHEN section_key IN ('action', 'quadrant') THEN ' open' END, @extschema@._html(title),
									 CASE WHEN to_do THEN '<p>' || @extschema@._html((@extschema@.play('report', section_key, w ->> 'lang')).who) END, @extschema@._scrolled(listed),
									 (SELECT string_agg('<th>' || @extschema@._html(w ->> head), '' ORDER BY i) FROM unnest(heads) WITH ORDINALITY AS u (head, i)), listed), '' ORDER BY first)
			FROM (SELECT l.section_key, to_do, heads, min(l.i) AS first,
						 CASE WHEN l.section_key IN ('value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term')
							  THEN @extschema@._fill(@extschema@.label('column', 'of_buyers', w ->> 'lang'), jsonb_build_object('section', min(l.section))) ELSE min(l.section) END AS title,
						 string_agg(format('<tr><th%s>%s%s%s', CASE WHEN l.item_key ~ '^(lapsed|prospect)_' THEN ' class="part"' END, -- of the type above it
										   @extschema@._html(CASE l.item_key WHEN 'gini' THEN @extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._number(round(l.statistic, 2), w))) ELSE l.item END),
										   (SELECT string_agg('<td>' || coalesce(CASE head WHEN 'customers' THEN @extschema@._number(l.customers, w) WHEN 'share' THEN @extschema@._share(l.share, w)
																				   WHEN 'amount' THEN @extschema@._number(l.amount, w) WHEN 'share_of_amount' THEN @extschema@._share(l.share_of_amount, w)
																				   WHEN 'at_stake' THEN @extschema@._number(l.statistic, w) ELSE @extschema@._xml(@extschema@._signed_share(l.change, w)) END, ''), '' ORDER BY i)
											FROM unnest(CASE WHEN l.item_key = 'gini' THEN '{}' ELSE heads END) WITH ORDINALITY AS u (head, i)),
										   CASE WHEN said <> '' THEN format('<tr class="w"><td colspan="%s"><div>%s</div>', cardinality(heads) + 1, said) END), ''
									ORDER BY CASE WHEN to_do THEN l.statistic END DESC NULLS LAST, l.i) AS listed
				  FROM ROWS FROM (jsonb_to_recordset(lines) AS (section text, item text, customers numeric, share numeric, amount numeric, share_of_amount numeric, evidence text, what_to_do text,
																section_key text, item_key text, statistic numeric, before numeric, change numeric))
					   WITH ORDINALITY AS l (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, statistic, before, change, i),
					   LATERAL (SELECT l.section_key IN ('action', 'due_today', 'overdue')) AS d (to_do),
					   LATERAL (SELECT '{customers,share,amount,share_of_amount}'::text[] || CASE WHEN to_do THEN '{at_stake}'::text[] END
																						|| CASE WHEN compared OR l.section_key = 'development' THEN '{change}'::text[] END) AS h (heads),
					   LATERAL (SELECT concat_ws(' ', @extschema@._html(CASE WHEN NOT to_do THEN regexp_replace(l.evidence COLLATE "C", '([[:alnum:]])$', '\1.') END), -- of what is to be done it is what is at stake
												 CASE WHEN l.section_key IN ('value_group', 'pareto_class', 'rfm_segment', 'rfm_group', 'market_position', 'customer_term') THEN NULL -- seen another way: what to do with each of them has been said
													  WHEN l.section_key IN ('due_today', 'overdue') AND l.item_key <> 'no_contact' THEN '<q>' || @extschema@._html(l.what_to_do) || '</q>'
													  ELSE @extschema@._html(l.what_to_do) END)) AS t (said)
				  WHERE l.section_key <> 'summary' AND (l.customers IS NULL OR l.customers > 0 OR l.before > 0)
				  GROUP BY l.section_key, to_do, heads) AS s);
END $$;
COMMENT ON FUNCTION _page_sections(jsonb, boolean, jsonb) IS 'the lines of report() in a table for each section';

CREATE FUNCTION _page_types(w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<div><dt><i class="mark %s"></i>%s</dt><dd><b>%s</b> %s</dd></div>',
									 t.item, @extschema@._xml((t.play).name), @extschema@._html(w ->> t.item), @extschema@._html((t.play).who)), '' ORDER BY t.i)
			FROM (SELECT u.*, @extschema@.play('quadrant', u.item, w ->> 'lang') AS play FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) WITH ORDINALITY AS u (item, i)) AS t);
END $$;
COMMENT ON FUNCTION _page_types(jsonb) IS 'what the four types are';

CREATE FUNCTION _page_notes(facts jsonb, pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg('<li>' || @extschema@._html(note), '' ORDER BY i)
			FROM (SELECT 1, @extschema@._fill(w ->> 'note_sample', jsonb_build_object('one_in', @extschema@._said_number(max((p.picture ->> 'one_in')::numeric), w),
																					'pictures', string_agg(w ->> p.kind, ', ' ORDER BY p.kind COLLATE "C")))
				  FROM jsonb_each(pictures) AS p (kind, picture) WHERE (p.picture ->> 'one_in')::numeric > 1 HAVING count(*) > 0
				  UNION ALL SELECT 2, w ->> 'note_unfinished' WHERE jsonb_path_exists(pictures, '$.*.rows[*] ? (@.complete == false)')
				  UNION ALL SELECT 3, @extschema@._fill(w ->> 'note_counts', jsonb_build_object('picture', w ->> 'leaky_bucket')) WHERE jsonb_array_length(pictures #> '{leaky_bucket,rows}') > 0 AND facts ->> 'money_before' IS NOT NULL
				  UNION ALL SELECT 4, CASE WHEN (facts -> 'judges_marketing')::boolean THEN w ->> 'note_yardstick_given' ELSE w ->> 'note_yardstick' END
				  UNION ALL SELECT 5, w ->> 'note_lapse' WHERE facts ->> 'lapse_after' IS NULL AND (facts ->> 'buyers')::bigint > 0 AND NOT (facts -> 'compared')::boolean
				  UNION ALL SELECT 6, w ->> 'note_calendar') AS n (i, note) WHERE note IS NOT NULL);
END $$;
COMMENT ON FUNCTION _page_notes(jsonb, jsonb, jsonb) IS 'what to bear in mind when one reads a page';

CREATE FUNCTION _page_name(source regclass) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT CASE WHEN n.nspname IN ('public') OR n.oid = pg_my_temp_schema() THEN '' ELSE n.nspname || '.' END || c.relname
			FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = source);
END $$;
COMMENT ON FUNCTION _page_name(regclass) IS 'the name of a table or view for people: without quotes, and without the schema that goes without saying';

CREATE FUNCTION _page(source regclass, facts jsonb, pictures jsonb, lines jsonb, lang text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	w jsonb := @extschema@._page_words(lang);
	title text := @extschema@._fill(w ->> 'title', jsonb_build_object('source', @extschema@._page_name(source)));
	base text;
	first text;
	told text;
BEGIN
	SELECT string_agg(@extschema@._html(part), ' &#183; ' ORDER BY i) INTO base
	FROM jsonb_to_record(facts) AS f (as_of_day text, first_order timestamptz, last_order timestamptz, without_customer numeric, without_time numeric, amount_left_out numeric),
		 LATERAL (VALUES (1, CASE WHEN as_of_day IS NOT NULL THEN @extschema@._fill(w ->> 'as_of', jsonb_build_object('day', as_of_day)) END),
						 (2, CASE WHEN first_order IS NOT NULL THEN @extschema@._fill(w ->> 'since', jsonb_build_object('first', @extschema@._day(first_order), 'last', @extschema@._day(last_order))) END),
						 (3, CASE WHEN without_customer + without_time > 0 THEN
								  @extschema@._fill(w ->> 'left_out', jsonb_build_object('rows', @extschema@._said_number(without_customer + without_time, w),
																						  'money', @extschema@._said_number(amount_left_out, w))) END)) AS v (i, part);
	SELECT string_agg('<li>' || @extschema@._html(regexp_replace(l.what_to_do COLLATE "C", '^[0-9]+[^ [:alnum:]]? ?', '')), '' ORDER BY i) FILTER (WHERE l.item_key LIKE 'action%'),
		   string_agg('<li>' || @extschema@._html(l.what_to_do), '' ORDER BY i) FILTER (WHERE l.item_key NOT LIKE 'action%')
	INTO first, told
	FROM ROWS FROM (jsonb_to_recordset(lines) AS (section_key text, item_key text, what_to_do text)) WITH ORDINALITY AS l (section_key, item_key, what_to_do, i) WHERE l.section_key = 'summary';
	RETURN concat(format('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8">'
						 '<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">'
						 '<meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title><style>%s</style></head><body>',
						 @extschema@._xml(lang), @extschema@._xml(title), @extschema@._page_style()),
				  format('<header><h1>%s</h1>%s</header><main><ul class="tiles">%s</ul>', @extschema@._xml(title), '<p>' || base || '</p>', @extschema@._page_tiles(facts, pictures, w)),
				  format('<section class="told"><h2>%s</h2><ul>%s</ul></section>', @extschema@._xml(w ->> 'told'), told),
				  CASE WHEN first IS NOT NULL THEN format('<h2>%s</h2><ol class="first">%s</ol>', @extschema@._xml(w ->> 'first'), first) END,
				  format('<h2>%s</h2><div class="figures">%s<section class="types"><h3>%s</h3><dl>%s</dl></section></div>', @extschema@._xml(w ->> 'pictures'), @extschema@._page_figures(pictures, w),
						 @extschema@._xml(w ->> 'legend'), @extschema@._page_types(w)),
				  format('<h2>%s</h2><section class="sections">%s</section></main>', @extschema@._xml(w ->> 'lines'), @extschema@._page_sections(lines, (facts -> 'compared')::boolean, w)),
				  format('<footer><h2>%s</h2><ul>%s</ul></footer></body></html>', @extschema@._xml(w ->> 'notes'), @extschema@._page_notes(facts, pictures, w)));
END $$;
COMMENT ON FUNCTION _page(regclass, jsonb, jsonb, jsonb, text) IS 'report_page(), from the facts, the numbers of the pictures and the lines of the report';

CREATE FUNCTION report_page(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lang text DEFAULT 'en',
							compare_with date DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report_page.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after), pictures => true) AS facts
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	)
	SELECT @extschema@._page(source, k.facts, @extschema@._pictures(k.facts),
							 @extschema@._page_lines(k.facts, coalesce(report_page.lang, 'en')), coalesce(report_page.lang, 'en'))
	FROM known AS k;
END;
COMMENT ON FUNCTION report_page(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'report() with pictures, as an HTML page that needs nothing beside itself: no script, no address from elsewhere; to be saved, mailed, printed';

/* array_types */

DO LANGUAGE plpgsql $$
DECLARE
	missing pg_catalog.regtype;
BEGIN
	FOR missing IN
		SELECT e.typarray FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) m.objid
		WHERE m.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
			AND m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
			AND m.refobjid OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'customer_seg')
			AND e.typarray OPERATOR(pg_catalog.<>) 0
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend a WHERE a.classid OPERATOR(pg_catalog.=) m.classid
				AND a.objid OPERATOR(pg_catalog.=) e.typarray AND a.deptype OPERATOR(pg_catalog.=) 'e')
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION customer_seg ADD TYPE %s', missing);
	END LOOP;
END $$;

/* schema: the last look at it */

SELECT @extschema@._check_schema();
