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

/* uplift */

CREATE TYPE uplift_verdict AS ENUM ('works', 'does_harm', 'not_shown', 'too_few');
COMMENT ON TYPE uplift_verdict IS
'what treated and held out say of a campaign: more of the treated answer, fewer do, neither is established, or there are too few to tell';

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
SELECT 'note', note.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES

-- what stands in places of the others: {customers} is one of customers.*, and {quadrant} a value of that enum
('customers.one', '1 customer',
 '1 cliente',
 '1\344\275\215\345\256\242\346\210\267'),
('customers.many', '{number} customers',
 '{number} clientes',
 '{number}\344\275\215\345\256\242\346\210\267'),
('names.all', '{list}',
 '{list}',
 '{list}'),
('names.some', '{list} and {more} more',
 '{list} y {more} m\303\241s',
 '{list}\347\255\211\357\274\214\345\217\246\346\234\211{more}\344\270\252'),
('quadrants.one', '{quadrant}',
 '{quadrant}',
 '{quadrant}'),
('quadrants.more', '{quadrant}, {quadrants}',
 '{quadrant}, {quadrants}',
 '{quadrant}\343\200\201{quadrants}'),
('axes.loyalty', 'loyalty',
 'fidelidad',
 '\345\277\240\350\257\232\345\272\246'),
('axes.contribution', 'contribution',
 'aportaci\303\263n',
 '\350\264\241\347\214\256\345\272\246'),
('axes.both', 'loyalty, contribution',
 'fidelidad, aportaci\303\263n',
 '\345\277\240\350\257\232\345\272\246\343\200\201\350\264\241\347\214\256\345\272\246'),
('low.unbounded', 'unbounded',
 'sin l\303\255mite',
 '\346\227\240\344\270\213\351\231\220'),
('low.number', '{number}',
 '{number}',
 '{number}'),
('high.unbounded', 'unbounded',
 'sin l\303\255mite',
 '\346\227\240\344\270\212\351\231\220'),
('high.number', '{number}',
 '{number}',
 '{number}'),
('distance.today', 'today',
 'hoy',
 '\344\273\212\345\244\251'),
('distance.tomorrow', 'in 1 day',
 'dentro de 1 d\303\255a',
 '1\345\244\251\345\220\216'),
('distance.ahead', 'in {number} days',
 'dentro de {number} d\303\255as',
 '{number}\345\244\251\345\220\216'),
('distance.yesterday', '1 day ago',
 'hace 1 d\303\255a',
 '1\345\244\251\345\211\215'),
('distance.ago', '{number} days ago',
 'hace {number} d\303\255as',
 '{number}\345\244\251\345\211\215'),
('length.one', '1 day',
 '1 d\303\255a',
 '1\345\244\251'),
('length.many', '{number} days',
 '{number} d\303\255as',
 '{number}\345\244\251'),

-- explain_intent
('intent.refused', 'refusal of {day}, and they have not come back since',
 'negativa del {day}, y no ha vuelto desde entonces',
 '{day}\346\213\222\347\273\235\357\274\214\346\255\244\345\220\216\346\262\241\346\234\211\345\233\236\345\244\264'),
('intent.expected', 'purchase expected on {day}, {distance}',
 'compra prevista para el {day}, {distance}',
 '\351\242\204\350\256\241{day}\350\264\255\344\271\260\357\274\214{distance}'),
('intent.postponed', 'postponement of {day} without a date',
 'aplazamiento del {day} sin fecha',
 '{day}\346\216\250\350\277\237\357\274\214\346\262\241\346\234\211\350\257\264\346\227\245\346\234\237'),
('intent.committed', 'commitment of {day}, {distance}',
 'compromiso del {day}, {distance}',
 '{day}\346\211\277\350\257\272\357\274\214{distance}'),
('intent.silent', 'quote of {day} without an answer for {length}',
 'presupuesto del {day} sin respuesta desde hace {length}',
 '{day}\346\212\245\344\273\267\357\274\214{length}\346\262\241\346\234\211\347\255\224\345\244\215'),
('intent.open', 'quote of {day}, {distance}, still open',
 'presupuesto del {day}, {distance}, a\303\272n pendiente',
 '{day}\346\212\245\344\273\267\357\274\214{distance}\357\274\214\345\260\232\346\234\252\344\272\206\347\273\223'),
('intent.expected_lapsed', 'purchase expected on {day}, {distance}: the date has lapsed',
 'compra prevista para el {day}, {distance}: la fecha ha pasado',
 '\351\242\204\350\256\241{day}\350\264\255\344\271\260\357\274\214{distance}\357\274\232\346\227\245\346\234\237\345\267\262\350\277\207'),
('intent.postponed_lapsed', 'postponement of {day}, {distance}: it has lapsed',
 'aplazamiento del {day}, {distance}: ya no cuenta',
 '{day}\346\216\250\350\277\237\357\274\214{distance}\357\274\232\345\267\262\347\273\217\345\244\261\346\225\210'),
('intent.committed_lapsed', 'commitment of {day}, {distance}: it has lapsed',
 'compromiso del {day}, {distance}: ya no cuenta',
 '{day}\346\211\277\350\257\272\357\274\214{distance}\357\274\232\345\267\262\347\273\217\345\244\261\346\225\210'),
('intent.ordered', 'order of {day}, {distance}, and no word since',
 'pedido del {day}, {distance}, y sin noticias desde entonces',
 '{day}\344\270\213\345\215\225\357\274\214{distance}\357\274\214\346\255\244\345\220\216\346\262\241\346\234\211\351\237\263\344\277\241'),
('intent.in_contact', 'last contact on {day}, {distance}, nothing decided',
 '\303\272ltimo contacto el {day}, {distance}, nada decidido',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\201\224\347\263\273\345\234\250{day}\357\274\214{distance}\357\274\214\345\260\232\346\234\252\345\206\263\345\256\232'),
('intent.no_contact', 'no contact',
 'sin contacto',
 '\346\262\241\346\234\211\350\201\224\347\263\273'),

-- segment_quality: of a segment, or of all
('quality.segment', '{segment}: {finding}',
 '{segment}: {finding}',
 '{segment}\357\274\232{finding}'),
('finding.customers', '{customers}',
 '{customers}',
 '{customers}'),
('finding.small', '{customers}, fewer than {least}',
 '{customers}, menos de {least}',
 '{customers}\357\274\214\345\260\221\344\272\216{least}'),
('finding.no_money', '{customers}, but there is no money to have a share of',
 '{customers}, pero no hay dinero del que tener una parte',
 '{customers}\357\274\214\344\275\206\346\262\241\346\234\211\351\207\221\351\242\235\345\217\257\344\273\245\345\215\240\346\257\224'),
('finding.little_money', '{customers} with {share} of the money, less than {required}',
 '{customers} con el {share} del dinero, menos del {required}',
 '{customers}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{share}\357\274\214\344\275\216\344\272\216{required}'),
('finding.money', '{customers} with {share} of the money',
 '{customers} con el {share} del dinero',
 '{customers}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{share}'),
('finding.reach_not_counted', 'it was not counted who can be reached',
 'no se ha contado a qui\303\251n se puede llegar',
 '\346\262\241\346\234\211\347\273\237\350\256\241\350\260\201\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260'),
('finding.nobody', 'nobody',
 'nadie',
 '\346\262\241\346\234\211\344\272\272'),
('finding.reached', '{share} of {customers} can be reached, at least {required}',
 'se puede llegar al {share} de {customers}, al menos el {required}',
 '{customers}\344\270\255\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260{share}\357\274\214\344\270\215\344\275\216\344\272\216{required}'),
('finding.out_of_reach', '{share} of {customers} can be reached, less than {required}',
 'se puede llegar al {share} de {customers}, menos del {required}',
 '{customers}\344\270\255\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260{share}\357\274\214\344\275\216\344\272\216{required}'),
('finding.not_asked', 'nobody was asked',
 'no se pregunt\303\263 a nadie',
 '\346\262\241\346\234\211\351\227\256\350\277\207\344\273\273\344\275\225\344\272\272'),
('finding.no_control', 'nobody is in the control group',
 'no hay nadie en el grupo de control',
 '\345\257\271\347\205\247\347\273\204\346\262\241\346\234\211\344\272\272'),
('finding.answered', '{answered} of {asked} answered',
 'respondieron {answered} de {asked}',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224'),
('finding.answered_alone', '{answered} of {asked} answered, but nobody is in the control group',
 'respondieron {answered} de {asked}, pero no hay nadie en el grupo de control',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224\357\274\214\344\275\206\345\257\271\347\205\247\347\273\204\346\262\241\346\234\211\344\272\272'),
('finding.answered_control', '{answered} of {asked} answered, {control} of {control_asked} of the control group',
 'respondieron {answered} de {asked}, y {control} de {control_asked} en el grupo de control',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224\357\274\214\345\257\271\347\205\247\347\273\204{control_asked}\344\272\272\344\270\255{control}\344\272\272\345\233\236\345\272\224'),
('finding.few_answers', '{expected} answers expected if all were alike, fewer than {least}: too few for a test',
 'se esperan {expected} respuestas si todos fueran iguales, menos de {least}: muy pocas para una prueba',
 '\345\246\202\346\236\234\351\203\275\344\270\200\346\240\267\357\274\214\351\242\204\346\234\237{expected}\344\270\252\345\233\236\345\272\224\357\274\214\345\260\221\344\272\216{least}\357\274\232\345\244\252\345\260\221\357\274\214\346\227\240\346\263\225\346\243\200\351\252\214'),
('finding.few_silent', '{expected} non-answers expected if all were alike, fewer than {least}: too few for a test',
 'se esperan {expected} silencios si todos fueran iguales, menos de {least}: muy pocos para una prueba',
 '\345\246\202\346\236\234\351\203\275\344\270\200\346\240\267\357\274\214\351\242\204\346\234\237{expected}\344\272\272\344\270\215\345\233\236\345\272\224\357\274\214\345\260\221\344\272\216{least}\357\274\232\345\244\252\345\260\221\357\274\214\346\227\240\346\263\225\346\243\200\351\252\214'),

-- segment_quality: of the whole
('quality.no_customers', 'there are no customers',
 'no hay clientes',
 '\346\262\241\346\234\211\345\256\242\346\210\267'),
('quality.classified', '{share} of {customers} have a segment, at least {required}',
 'el {share} de {customers} tiene segmento, al menos el {required}',
 '{customers}\344\270\255{share}\345\275\222\345\205\245\344\272\206\347\273\206\345\210\206\357\274\214\344\270\215\344\275\216\344\272\216{required}'),
('quality.unclassified', '{share} of {customers} have a segment, less than {required}',
 'el {share} de {customers} tiene segmento, menos del {required}',
 '{customers}\344\270\255{share}\345\275\222\345\205\245\344\272\206\347\273\206\345\210\206\357\274\214\344\275\216\344\272\216{required}'),
('quality.no_segments', 'there are no segments',
 'no hay segmentos',
 '\346\262\241\346\234\211\347\273\206\345\210\206'),
('quality.too_small', '{failed} of {segments} segments too small: {names}',
 '{failed} de {segments} segmentos son demasiado peque\303\261os: {names}',
 '{segments}\344\270\252\347\273\206\345\210\206\344\270\255{failed}\344\270\252\345\244\252\345\260\217\357\274\232{names}'),
('quality.no_money', 'there is no money to have a share of',
 'no hay dinero del que tener una parte',
 '\346\262\241\346\234\211\351\207\221\351\242\235\345\217\257\344\273\245\345\215\240\346\257\224'),
('quality.large_enough', '{passed} of {segments} segments large enough',
 '{passed} de {segments} segmentos son bastante grandes',
 '{segments}\344\270\252\347\273\206\345\210\206\344\270\255{passed}\344\270\252\345\244\237\345\244\247'),
('quality.out_of_reach', '{finding}; too few in {failed} of {segments} segments: {names}',
 '{finding}; muy pocos en {failed} de {segments} segmentos: {names}',
 '{finding}\357\274\233{segments}\344\270\252\347\273\206\345\210\206\344\270\255{failed}\344\270\252\345\244\252\345\260\221\357\274\232{names}'),
('quality.control_not_counted', 'it was not counted who of the control group answered',
 'no se ha contado qui\303\251n del grupo de control respondi\303\263',
 '\346\262\241\346\234\211\347\273\237\350\256\241\345\257\271\347\205\247\347\273\204\344\270\255\350\260\201\345\233\236\345\272\224\344\272\206'),
('quality.answers_not_counted', 'it was not counted who answered',
 'no se ha contado qui\303\251n respondi\303\263',
 '\346\262\241\346\234\211\347\273\237\350\256\241\350\260\201\345\233\236\345\272\224\344\272\206'),
('quality.one_asked', 'only one segment was asked',
 'solo se pregunt\303\263 a un segmento',
 '\345\217\252\351\227\256\344\272\206\344\270\200\344\270\252\347\273\206\345\210\206'),
('quality.none_answered', 'none of {asked} answered: nothing to compare',
 'no respondi\303\263 ninguno de {asked}: nada que comparar',
 '{asked}\344\272\272\351\203\275\346\262\241\346\234\211\345\233\236\345\272\224\357\274\232\346\227\240\344\273\216\346\257\224\350\276\203'),
('quality.all_answered', 'all {asked} answered: nothing to compare',
 'respondieron los {asked}: nada que comparar',
 '{asked}\344\272\272\345\205\250\351\203\250\345\233\236\345\272\224\357\274\232\346\227\240\344\273\216\346\257\224\350\276\203'),
('quality.one_segment', 'all customers are in one segment: nothing is told apart',
 'todos los clientes est\303\241n en un solo segmento: no se distingue nada',
 '\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\344\270\252\347\273\206\345\210\206\344\270\255\357\274\232\346\262\241\346\234\211\345\214\272\345\210\206'),
('quality.differ', 'segments answer differently: {found}',
 'los segmentos responden de forma distinta: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\232{found}'),
('quality.differ_little', 'segments answer differently, but by less than lift {required}: {found}',
 'los segmentos responden de forma distinta, pero con un multiplicador inferior a {required}: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\214\344\275\206\346\217\220\345\215\207\345\200\215\346\225\260\344\275\216\344\272\216{required}\357\274\232{found}'),
('quality.alike', 'segments answer alike: {found}',
 'los segmentos responden igual: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\347\233\270\345\220\214\357\274\232{found}'),
('quality.differ_perhaps', 'segments answer differently, perhaps by less than lift {required}: {found}',
 'los segmentos responden de forma distinta, quiz\303\241 con un multiplicador inferior a {required}: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\214\346\217\220\345\215\207\345\200\215\346\225\260\345\217\257\350\203\275\344\275\216\344\272\216{required}\357\274\232{found}'),
('quality.no_difference', 'no difference established: {found}',
 'no se ha establecido una diferencia: {found}',
 '\346\234\252\350\203\275\347\241\256\345\256\232\346\234\211\345\267\256\345\210\253\357\274\232{found}'),
('found.lift', 'lift {lift} ({low} to {high}) in {segment}',
 'multiplicador {lift} ({low} a {high}) en {segment}',
 '{segment}\347\232\204\346\217\220\345\215\207\345\200\215\346\225\260\344\270\272{lift}\357\274\210{low}\350\207\263{high}\357\274\211'),
('found.tested', 'lift {lift} ({low} to {high}) in {segment}; chi-square {chi_square}, df {df}, p {p}, Cramer''s V {v}',
 'multiplicador {lift} ({low} a {high}) en {segment}; ji cuadrado {chi_square}, gl {df}, p {p}, V de Cram\303\251r {v}',
 '{segment}\347\232\204\346\217\220\345\215\207\345\200\215\346\225\260\344\270\272{lift}\357\274\210{low}\350\207\263{high}\357\274\211\357\274\233\345\215\241\346\226\271{chi_square}\357\274\214\350\207\252\347\224\261\345\272\246{df}\357\274\214p\345\200\274{p}\357\274\214\345\205\213\350\216\261\351\273\230V\347\263\273\346\225\260{v}'),
('found.nothing', 'of all, no more answer than of the control group; best in {segment}',
 'del total no responden m\303\241s que del grupo de control; lo mejor, en {segment}',
 '\346\200\273\344\275\223\345\233\236\345\272\224\344\270\215\346\257\224\345\257\271\347\205\247\347\273\204\345\244\232\357\274\233\346\234\200\345\245\275\347\232\204\346\230\257{segment}'),

-- uplift
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
('uplift.among_many', 'a difference, but among so many one comes by chance',
 'hay una diferencia, pero entre tantas alguna sale por azar',
 '\346\234\211\345\267\256\345\274\202\357\274\214\344\275\206\346\257\224\350\276\203\350\277\231\344\271\210\345\244\232\357\274\214\351\232\276\345\205\215\346\234\211\344\270\200\344\270\252\345\207\272\344\272\216\345\201\266\347\204\266'),
('uplift.chance', 'it may be chance',
 'puede ser azar',
 '\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266'),

-- structure_reason
('structure.too_few', 'too_few',
 'muy pocos clientes',
 '\345\256\242\346\210\267\345\244\252\345\260\221'),
('structure.all_alike', 'all_alike: {axes}',
 'todos iguales: {axes}',
 '\345\205\250\351\203\275\344\270\200\346\240\267\357\274\232{axes}'),
('structure.tie', 'tie: {quadrants}',
 'empate: {quadrants}',
 '\344\270\215\345\210\206\344\270\212\344\270\213\357\274\232{quadrants}'),

-- cuts, rfm_cuts
('cut.everybody', 'everybody is on the high side',
 'todos est\303\241n en el lado alto',
 '\346\211\200\346\234\211\344\272\272\351\203\275\345\234\250\351\253\230\347\232\204\344\270\200\350\276\271'),
('cut.nobody', 'nobody is on the high side',
 'nadie est\303\241 en el lado alto',
 '\346\262\241\346\234\211\344\272\272\345\234\250\351\253\230\347\232\204\344\270\200\350\276\271'),
('cut.equal', 'nobody: equal values are not parted',
 'nadie: los valores iguales no se separan',
 '\346\262\241\346\234\211\344\272\272\357\274\232\347\233\270\347\255\211\347\232\204\345\200\274\344\270\215\345\210\206\345\274\200'),
('cut.lacking', 'only customers who lack the measure',
 'solo clientes que no tienen esa medida',
 '\345\217\252\346\234\211\347\274\272\345\260\221\350\257\245\346\214\207\346\240\207\347\232\204\345\256\242\346\210\267'),
('cut.between', 'between two values that the yardstick holds',
 'entre dos valores que tiene el criterio',
 '\345\234\250\346\240\207\345\207\206\346\211\200\345\255\230\347\232\204\344\270\244\344\270\252\345\200\274\344\271\213\351\227\264'),

-- separation
('separation.no_customers', 'undetermined: no customers',
 'indeterminado: no hay clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\262\241\346\234\211\345\256\242\346\210\267'),
('separation.one_group', 'undetermined: all customers are in one group',
 'indeterminado: todos los clientes est\303\241n en un grupo',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\273\204'),
('separation.one_class', 'undetermined: all customers are in one class',
 'indeterminado: todos los clientes est\303\241n en una clase',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\261\273'),
('separation.small', '{small} of {all} expected counts are below 5',
 '{small} de {all} frecuencias esperadas est\303\241n por debajo de 5',
 '{all}\344\270\252\346\234\237\346\234\233\351\242\221\346\225\260\344\270\255{small}\344\270\252\345\260\217\344\272\2165'),
('separation.equal', 'undetermined: all values are equal',
 'indeterminado: todos los valores son iguales',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\200\274\351\203\275\347\233\270\347\255\211'),
('separation.single', 'undetermined: no group has two customers',
 'indeterminado: ning\303\272n grupo tiene dos clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\262\241\346\234\211\344\270\200\347\273\204\346\234\211\344\270\244\344\275\215\345\256\242\346\210\267'),
('separation.exact', 'values do not differ within groups',
 'los valores no difieren dentro de los grupos',
 '\347\273\204\345\206\205\347\232\204\345\200\274\346\262\241\346\234\211\345\267\256\345\210\253'),

-- profile, whose notes may be several
('separation.rare_classes', 'p leaves out rare classes: {number}',
 'p no cuenta clases raras: {number}',
 'p\345\200\274\346\234\252\350\256\241\347\250\200\345\260\221\347\232\204\347\261\273\357\274\232{number}'),
('separation.rare_values', 'p takes rare values as one: {number}',
 'p toma los valores raros como uno: {number}',
 'p\345\200\274\346\212\212\347\250\200\345\260\221\347\232\204\345\200\274\345\220\210\344\270\272\344\270\200\344\270\252\357\274\232{number}'),
('separation.few_each', 'undetermined: each value has too few customers',
 'indeterminado: cada valor tiene muy pocos clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\257\217\344\270\252\345\200\274\347\232\204\345\256\242\346\210\267\351\203\275\345\244\252\345\260\221'),
('separation.one_class_known', 'undetermined: all customers with a value are in one class',
 'indeterminado: todos los clientes con valor est\303\241n en una clase',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\234\211\345\200\274\347\232\204\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\261\273'),
('separation.by_known', 'tested by whether there is one',
 'contrastado seg\303\272n lo haya o no',
 '\346\214\211\346\234\211\346\262\241\346\234\211\345\200\274\346\243\200\351\252\214'),
('separation.not_finite', '{number} values are not finite, counted as not known',
 '{number} valores no son finitos, contados como desconocidos',
 '{number}\344\270\252\345\200\274\344\270\215\346\230\257\346\234\211\351\231\220\347\232\204\357\274\214\347\256\227\344\275\234\346\234\252\347\237\245'),
('separation.not_comparable', 'values of type {type} cannot be compared',
 'los valores de tipo {type} no se pueden comparar',
 '{type}\347\261\273\345\236\213\347\232\204\345\200\274\346\227\240\346\263\225\346\257\224\350\276\203'),
('separation.too_many', 'more than 10,000 different values',
 'm\303\241s de 10.000 valores distintos',
 '\344\270\215\345\220\214\347\232\204\345\200\274\350\266\205\350\277\2071\344\270\207\344\270\252'),
('separation.too_long', 'different values of more than 4 MB',
 'valores distintos de m\303\241s de 4 MB',
 '\344\270\215\345\220\214\347\232\204\345\200\274\350\266\205\350\277\2074MB'),
('separation.no_values', 'no values',
 'sin valores',
 '\346\262\241\346\234\211\345\200\274'),
('separation.one_value', 'one value only',
 'un solo valor',
 '\345\217\252\346\234\211\344\270\200\344\270\252\345\200\274'),
('separation.key', 'all values are different, as those of a key are',
 'todos los valores son distintos, como los de una clave',
 '\346\211\200\346\234\211\345\200\274\351\203\275\344\270\215\345\220\214\357\274\214\345\203\217\351\224\256\344\270\200\346\240\267'),
('separation.no_class', 'customers without a class are left out',
 'los clientes sin clase no se cuentan',
 '\346\262\241\346\234\211\347\261\273\347\232\204\345\256\242\346\210\267\344\270\215\350\256\241\345\205\245'),
('separation.chance', 'may be chance',
 'puede ser casualidad',
 '\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266'),
('separation.of_many', 'of many columns some have such a value by chance: see q',
 'de muchas columnas, algunas tienen un valor as\303\255 por casualidad: vea q',
 '\345\210\227\345\276\210\345\244\232\346\227\266\357\274\214\346\234\211\344\272\233\344\274\232\345\201\266\347\204\266\346\234\211\350\277\231\346\240\267\347\232\204\345\200\274\357\274\232\350\257\267\347\234\213q\345\200\274'),
('separation.few', 'few customers: {number}',
 'pocos clientes: {number}',
 '\345\256\242\346\210\267\345\260\221\357\274\232{number}'),
('separation.forbidden', 'you may not read it',
 'usted no puede leerla',
 '\346\202\250\346\227\240\346\235\203\350\257\273\345\217\226'),
('separation.no_key', 'rows without a key are left out',
 'las filas sin clave no se cuentan',
 '\346\262\241\346\234\211\351\224\256\347\232\204\350\241\214\344\270\215\350\256\241\345\205\245'),
('separation.nobody', 'no customer has this class',
 'ning\303\272n cliente tiene esta clase',
 '\346\262\241\346\234\211\345\256\242\346\210\267\345\261\236\344\272\216\350\277\231\344\270\200\347\261\273'),
('separations.one', '{separation}',
 '{separation}',
 '{separation}'),
('separations.more', '{separation}; {separations}',
 '{separation}; {separations}',
 '{separation}\357\274\233{separations}'),
('q.below', 'below {number}',
 'menos de {number}',
 '\344\275\216\344\272\216{number}'),
('q.number', '{number}',
 '{number}',
 '{number}'),
('who.known', '{column} known',
 '{column} conocido',
 '{column}\345\267\262\347\237\245'),
('who.not_known', '{column} not known',
 '{column} desconocido',
 '{column}\346\234\252\347\237\245'),
('who.value', '{column}',
 '{column}',
 '{column}'),
('profile.categories', '{column}: Cramer''s V {effect}, q {q}',
 '{column}: V de Cram\303\251r {effect}, q {q}',
 '{column}\357\274\232\345\205\213\350\216\261\351\273\230V\347\263\273\346\225\260{effect}\357\274\214q\345\200\274{q}'),
('profile.numbers', '{column}: omega squared {effect}, q {q}',
 '{column}: omega cuadrado {effect}, q {q}',
 '{column}\357\274\232\317\211\345\271\263\346\226\271\344\270\272{effect}\357\274\214q\345\200\274{q}'),
('profile.part', '{who}: {share} of {class}, {all} of all, lift {lift} ({low} .. {high})',
 '{who}: {share} de {class}, {all} de todos, multiplicador {lift} ({low} .. {high})',
 '{who}\357\274\232{class}\344\270\255\345\215\240{share}\357\274\214\346\200\273\344\275\223\344\270\255\345\215\240{all}\357\274\214\346\217\220\345\215\207\345\200\215\346\225\260{lift}\357\274\210{low} .. {high}\357\274\211'),

-- structure_change
('change.nobody', 'nobody was there at both times',
 'nadie estaba en ambas fechas',
 '\346\262\241\346\234\211\344\272\272\345\234\250\344\270\244\344\270\252\346\227\266\347\202\271\351\203\275\345\234\250'),
('change.no_move', 'nobody moved between classes',
 'nadie cambi\303\263 de clase',
 '\346\262\241\346\234\211\344\272\272\346\215\242\350\277\207\347\261\273'),
('change.rough', 'p is rough: fewer than {least} moved into or out of "{class}"',
 'p es aproximado: menos de {least} entraron en \302\253{class}\302\273 o salieron de ah\303\255',
 'p\345\200\274\347\262\227\347\225\245\357\274\232\350\277\233\345\207\272\342\200\234{class}\342\200\235\347\232\204\344\270\215\345\210\260{least}\344\272\272'),

-- validate
('validate.no_sales', 'there are no sales',
 'no hay ventas',
 '\346\262\241\346\234\211\351\224\200\345\224\256'),
('validate.too_early', 'the data end on {last}, the horizon on {until}',
 'los datos acaban el {last}, el horizonte el {until}',
 '\346\225\260\346\215\256\345\210\260{last}\344\270\272\346\255\242\357\274\214\350\247\202\345\257\237\346\234\237\345\210\260{until}'),
('validate.no_types', 'nobody had a type at {day}',
 'nadie ten\303\255a tipo el {day}',
 '{day}\346\262\241\346\234\211\344\272\272\346\234\211\347\261\273\345\236\213'),
('validate.few_back', '{number} came back: it takes 10',
 'volvieron {number}: hacen falta 10',
 '{number}\344\272\272\345\233\236\346\235\245\357\274\232\351\234\200\350\246\20110\344\272\272'),
('validate.few_away', '{number} stayed away: it takes 10',
 'no volvieron {number}: hacen falta 10',
 '{number}\344\272\272\346\262\241\346\234\211\345\233\236\346\235\245\357\274\232\351\234\200\350\246\20110\344\272\272'),
('pairs.share', 'loyalty was the higher one of who came back in {share} of pairs ({low} .. {high})',
 'la fidelidad era mayor en quien volvi\303\263 en el {share} de los pares ({low} .. {high})',
 '\345\234\250{share}\347\232\204\351\205\215\345\257\271\344\270\255\357\274\214\345\233\236\346\235\245\347\232\204\344\272\272\345\277\240\350\257\232\345\272\246\350\276\203\351\253\230\357\274\210{low} .. {high}\357\274\211'),
('validate.less_loyal', '{pairs}: they were the less loyal ones',
 '{pairs}: eran los menos fieles',
 '{pairs}\357\274\232\344\273\226\344\273\254\345\217\215\350\200\214\346\230\257\344\270\215\345\244\252\345\277\240\350\257\232\347\232\204'),
('validate.not_55', '{pairs}: more than 55 % are not established',
 '{pairs}: no consta que sea m\303\241s del 55 %',
 '{pairs}\357\274\232\344\270\215\350\203\275\347\241\256\345\256\232\350\266\205\350\277\20755%'),
('validate.not_half', '{pairs}: more than half are not established',
 '{pairs}: no consta que sea m\303\241s de la mitad',
 '{pairs}\357\274\232\344\270\215\350\203\275\347\241\256\345\256\232\350\266\205\350\277\207\344\270\200\345\215\212'),

-- lapse_check
('lapse.few_days', 'there are too few days',
 'hay muy pocos d\303\255as',
 '\345\244\251\346\225\260\345\244\252\345\260\221'),
('lapse.nobody', 'nobody had come back before {day}',
 'nadie hab\303\255a vuelto antes del {day}',
 '{day}\344\271\213\345\211\215\346\262\241\346\234\211\344\272\272\345\233\236\346\235\245\350\277\207'),
('lapse.few', '{lapsed} had been away for more than {days} days, {others} had not: it takes 10 of both',
 '{lapsed} llevaban ausentes m\303\241s de {days} d\303\255as, {others} no: hacen falta 10 de ambos',
 '{lapsed}\344\272\272\347\246\273\345\274\200\350\266\205\350\277\207{days}\345\244\251\357\274\214{others}\344\272\272\346\262\241\346\234\211\357\274\232\344\270\244\350\200\205\351\203\275\351\234\200\350\246\20110\344\272\272'),
('lapse.shares', 'of those who had been away for more than {days} days {lapsed} came back, of the others {others}',
 'de los que llevaban ausentes m\303\241s de {days} d\303\255as volvi\303\263 el {lapsed}, de los dem\303\241s el {others}',
 '\347\246\273\345\274\200\350\266\205\350\277\207{days}\345\244\251\347\232\204\344\272\272\344\270\255{lapsed}\345\233\236\346\235\245\344\272\206\357\274\214\345\205\266\344\275\231\347\232\204\344\272\272\344\270\255{others}'),

-- development
('development.few_bees', 'fewer than {least} bees at either time',
 'menos de {least} abejas en ambas fechas',
 '\344\270\244\344\270\252\346\227\266\347\202\271\351\203\275\344\270\215\345\210\260{least}\344\275\215\350\234\234\350\234\202'),
('development.few_changes', 'fewer than {least} became bees or ceased to be',
 'menos de {least} pasaron a ser abejas o dejaron de serlo',
 '\346\210\220\344\270\272\350\234\234\350\234\202\346\210\226\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\347\232\204\344\270\215\345\210\260{least}\344\272\272'),
('development.chance', 'the change may be chance',
 'el cambio puede ser casual',
 '\345\217\230\345\214\226\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266'),

-- units, of audit and cuts
('unit.rows', 'rows',
 'filas',
 '\350\241\214'),
('unit.orders', 'orders',
 'pedidos',
 '\350\256\242\345\215\225'),
('unit.customers', 'customers',
 'clientes',
 '\345\256\242\346\210\267'),
('unit.days', 'days',
 'd\303\255as',
 '\345\244\251'),
('unit.points', 'points of 100',
 'puntos sobre 100',
 '\345\210\206\357\274\210\346\273\241\345\210\206100\357\274\211'),
('unit.share_of_months', 'share of months',
 'parte de los meses',
 '\346\234\210\344\273\275\345\215\240\346\257\224'),
('unit.money', 'money',
 'dinero',
 '\351\207\221\351\242\235'),
('unit.money_per_order', 'money per order',
 'dinero por pedido',
 '\346\257\217\345\215\225\351\207\221\351\242\235'),
('unit.gaps', 'gaps',
 'huecos',
 '\347\251\272\346\241\243'),

-- audit: findings
('audit.without_customer', 'rows without a customer',
 'filas sin cliente',
 '\346\262\241\346\234\211\345\256\242\346\210\267\347\232\204\350\241\214'),
('audit.without_time', 'rows without a time',
 'filas sin fecha',
 '\346\262\241\346\234\211\346\227\266\351\227\264\347\232\204\350\241\214'),
('audit.time_infinite', 'infinite times',
 'fechas infinitas',
 '\346\227\240\347\251\267\347\232\204\346\227\266\351\227\264'),
('audit.time_out_of_range', 'times out of range',
 'fechas fuera de rango',
 '\350\266\205\345\207\272\350\214\203\345\233\264\347\232\204\346\227\266\351\227\264'),
('audit.before_since', 'rows before since',
 'filas anteriores a since',
 '\346\227\251\344\272\216since\347\232\204\350\241\214'),
('audit.at_or_after_as_of', 'rows at or after as_of',
 'filas en as_of o despu\303\251s',
 '\344\270\215\346\227\251\344\272\216as_of\347\232\204\350\241\214'),
('audit.amount_nan', 'amounts NaN',
 'importes NaN',
 '\351\235\236\346\225\260\345\255\227\347\232\204\351\207\221\351\242\235'),
('audit.amount_infinite', 'amounts infinite',
 'importes infinitos',
 '\346\227\240\347\251\267\347\232\204\351\207\221\351\242\235'),
('audit.amount_too_large', 'amounts of 10^18 or more',
 'importes de 10^18 o m\303\241s',
 '\344\270\215\345\260\217\344\272\21610^18\347\232\204\351\207\221\351\242\235'),
('audit.amount_rounded', 'amounts of more than 20 decimals',
 'importes con m\303\241s de 20 decimales',
 '\345\260\217\346\225\260\350\266\205\350\277\20720\344\275\215\347\232\204\351\207\221\351\242\235'),
('audit.order_too_large', 'orders of 10^18 or more',
 'pedidos de 10^18 o m\303\241s',
 '\344\270\215\345\260\217\344\272\21610^18\347\232\204\350\256\242\345\215\225'),
('audit.rows_usable', 'rows usable',
 'filas utilizables',
 '\345\217\257\347\224\250\347\232\204\350\241\214'),
('audit.duplicates', 'duplicate rows',
 'filas duplicadas',
 '\351\207\215\345\244\215\347\232\204\350\241\214'),
('audit.shared_times', 'rows that share customer and time',
 'filas con el mismo cliente y fecha',
 '\345\256\242\346\210\267\345\222\214\346\227\266\351\227\264\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214'),
('audit.purchases', 'purchases',
 'compras',
 '\350\264\255\344\271\260'),
('audit.free_orders', 'zero amounts',
 'importes cero',
 '\351\207\221\351\242\235\344\270\272\351\233\266'),
('audit.refunds', 'refunds',
 'devoluciones',
 '\351\200\200\346\254\276'),
('audit.contacts', 'contacts',
 'contactos',
 '\350\201\224\347\263\273\350\256\260\345\275\225'),
('audit.extreme_purchases', 'purchases far beyond the rest',
 'compras muy por encima del resto',
 '\350\277\234\350\266\205\345\205\266\344\273\226\347\232\204\350\264\255\344\271\260'),
('audit.long_orders', 'orders of more than a week',
 'pedidos de m\303\241s de una semana',
 '\350\266\205\350\277\207\344\270\200\345\221\250\347\232\204\350\256\242\345\215\225'),
('audit.single_order', 'customers with a single order',
 'clientes con un solo pedido',
 '\345\217\252\346\234\211\344\270\200\347\254\224\350\256\242\345\215\225\347\232\204\345\256\242\346\210\267'),
('audit.refund_first', 'refunds without a purchase',
 'devoluciones sin compra',
 '\346\262\241\346\234\211\350\264\255\344\271\260\347\232\204\351\200\200\346\254\276'),
('audit.negative_total', 'customers with a negative total',
 'clientes con total negativo',
 '\345\220\210\350\256\241\344\270\272\350\264\237\347\232\204\345\256\242\346\210\267'),
('audit.profit_unknown', 'customers whose profit is not known',
 'clientes cuyo beneficio no se conoce',
 '\345\210\251\346\266\246\346\234\252\347\237\245\347\232\204\345\256\242\346\210\267'),
('audit.placeholders', 'placeholder customers',
 'clientes ficticios',
 '\345\215\240\344\275\215\345\256\242\346\210\267'),
('audit.look_alikes', 'customers that look alike',
 'clientes que se parecen',
 '\347\234\213\350\265\267\346\235\245\347\233\270\345\220\214\347\232\204\345\256\242\346\210\267'),
('audit.dominating', 'customers with over a tenth of all rows',
 'clientes con m\303\241s de la d\303\251cima parte de las filas',
 '\345\215\240\345\205\250\351\203\250\350\241\214\345\215\201\345\210\206\344\271\213\344\270\200\344\273\245\344\270\212\347\232\204\345\256\242\346\210\267'),
('audit.dominating_money', 'customers with over a tenth of all money',
 'clientes con m\303\241s de la d\303\251cima parte del dinero',
 '\345\215\240\345\205\250\351\203\250\351\207\221\351\242\235\345\215\201\345\210\206\344\271\213\344\270\200\344\273\245\344\270\212\347\232\204\345\256\242\346\210\267'),
('audit.days_with_rows', 'days with rows',
 'd\303\255as con filas',
 '\346\234\211\346\225\260\346\215\256\347\232\204\345\244\251'),
('audit.gaps', 'gaps in the calendar',
 'huecos en el calendario',
 '\346\227\245\345\216\206\344\270\255\347\232\204\347\251\272\346\241\243'),
('audit.late_rows', 'last rows far after the others',
 '\303\272ltimas filas muy posteriores a las dem\303\241s',
 '\350\277\234\346\231\232\344\272\216\345\205\266\344\273\226\347\232\204\346\234\200\345\220\216\345\207\240\350\241\214'),

-- audit: advice
('advice.without_customer', 'They are left out. Find out whether they are sales without a name or a join that failed.',
 'No se cuentan. Averig\303\274e si son ventas sin nombre o una uni\303\263n que fall\303\263.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\350\257\267\346\237\245\346\230\216\346\230\257\346\227\240\345\220\215\351\224\200\345\224\256\357\274\214\350\277\230\346\230\257\350\277\236\346\216\245\345\207\272\351\224\231\343\200\202'),
('advice.without_time', 'They are left out. Fill in the time, or find out why it is missing.',
 'No se cuentan. Complete la fecha o averig\303\274e por qu\303\251 falta.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\350\257\267\350\241\245\344\270\212\346\227\266\351\227\264\357\274\214\346\210\226\346\237\245\346\230\216\344\270\272\344\275\225\347\274\272\345\244\261\343\200\202'),
('advice.time_infinite', 'segment() stops at them unless since or as_of leaves them out. Give NULL or a real time.',
 'segment() se detiene en ellas, salvo que since o as_of las excluya. Ponga NULL o una fecha real.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\357\274\214\351\231\244\351\235\236\347\224\261since\346\210\226as_of\346\216\222\351\231\244\343\200\202\350\257\267\345\241\253NULL\346\210\226\347\234\237\345\256\236\347\232\204\346\227\266\351\227\264\343\200\202'),
('advice.time_out_of_range', 'They lie beyond the calendar of timestamptz. segment() stops at them unless since or as_of leaves them out. Give NULL or a real time.',
 'Quedan fuera del calendario de timestamptz. segment() se detiene en ellas, salvo que since o as_of las excluya. Ponga NULL o una fecha real.',
 '\350\266\205\345\207\272timestamptz\347\232\204\346\227\245\345\216\206\343\200\202segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\357\274\214\351\231\244\351\235\236\347\224\261since\346\210\226as_of\346\216\222\351\231\244\343\200\202\350\257\267\345\241\253NULL\346\210\226\347\234\237\345\256\236\347\232\204\346\227\266\351\227\264\343\200\202'),
('advice.before_since', 'They are left out, as asked.',
 'No se cuentan, tal como se pidi\303\263.',
 '\346\214\211\350\246\201\346\261\202\344\270\215\350\256\241\345\205\245\343\200\202'),
('advice.at_or_after_as_of', 'They are left out. If as_of is the present, their times are wrong.',
 'No se cuentan. Si as_of es el presente, sus fechas est\303\241n mal.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\345\246\202\346\236\234as_of\346\230\257\347\216\260\345\234\250\357\274\214\345\256\203\344\273\254\347\232\204\346\227\266\351\227\264\345\260\261\346\234\211\351\224\231\343\200\202'),
('advice.amount_nan', 'segment() stops at them. Leave them out in a view, or give NULL for a contact.',
 'segment() se detiene en ellos. Excl\303\272yalos en una vista, o ponga NULL si es un contacto.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\216\222\351\231\244\357\274\233\350\213\245\346\230\257\350\201\224\347\263\273\350\256\260\345\275\225\357\274\214\350\257\267\345\241\253NULL\343\200\202'),
('advice.amount_too_large', 'segment() stops at them. Correct them, or use a larger unit of money.',
 'segment() se detiene en ellos. Corr\303\255jalos, o use una unidad monetaria mayor.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\346\233\264\346\255\243\357\274\214\346\210\226\346\224\271\347\224\250\346\233\264\345\244\247\347\232\204\350\264\247\345\270\201\345\215\225\344\275\215\343\200\202'),
('advice.amount_rounded', 'They are rounded to 20 decimals, half away from zero.',
 'Se redondean a 20 decimales; las mitades, alej\303\241ndose de cero.',
 '\345\233\233\350\210\215\344\272\224\345\205\245\345\210\26020\344\275\215\345\260\217\346\225\260\343\200\202'),
('advice.order_too_large', 'segment() stops where the lines of an order add up to so much. Correct them, or use a larger unit of money.',
 'segment() se detiene donde las l\303\255neas de un pedido suman tanto. Corr\303\255jalas, o use una unidad monetaria mayor.',
 '\344\270\200\347\254\224\350\256\242\345\215\225\345\220\204\350\241\214\345\220\210\350\256\241\350\277\231\344\271\210\345\244\247\346\227\266\357\274\214segment()\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\346\233\264\346\255\243\357\274\214\346\210\226\346\224\271\347\224\250\346\233\264\345\244\247\347\232\204\350\264\247\345\270\201\345\215\225\344\275\215\343\200\202'),
('advice.rows_usable', 'There is nothing that segment() could count.',
 'No hay nada que segment() pueda contar.',
 '\346\262\241\346\234\211segment()\345\217\257\344\273\245\347\273\237\350\256\241\347\232\204\345\206\205\345\256\271\343\200\202'),
('advice.duplicates', 'Rows beyond the first with the same customer, time and amount or, with order_column, with the same in all columns. If they are no two sales, a load ran twice.',
 'Filas, aparte de la primera, con el mismo cliente, fecha e importe o, con order_column, iguales en todas las columnas. Si no son dos ventas, una carga se ejecut\303\263 dos veces.',
 '\351\246\226\350\241\214\344\271\213\345\244\226\357\274\214\345\256\242\346\210\267\343\200\201\346\227\266\351\227\264\345\222\214\351\207\221\351\242\235\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214\357\274\233\346\214\207\345\256\232\344\272\206order_column\346\227\266\357\274\214\345\210\231\346\230\257\345\220\204\345\210\227\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214\343\200\202\345\246\202\346\236\234\344\270\215\346\230\257\344\270\244\347\254\224\351\224\200\345\224\256\357\274\214\345\260\261\346\230\257\351\207\215\345\244\215\350\243\205\350\275\275\343\200\202'),
('advice.shared_times', 'If the rows are lines of orders, each counts as an order: give order_column.',
 'Si las filas son l\303\255neas de pedido, cada una cuenta como un pedido: indique order_column.',
 '\345\246\202\346\236\234\350\277\231\344\272\233\350\241\214\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\346\257\217\350\241\214\351\203\275\344\274\232\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\357\274\232\350\257\267\346\214\207\345\256\232order_column\343\200\202'),
('advice.free_orders', 'They count as orders. If nothing was ordered, give NULL for a contact.',
 'Cuentan como pedidos. Si no se pidi\303\263 nada, ponga NULL: ser\303\241 un contacto.',
 '\347\256\227\344\275\234\350\256\242\345\215\225\343\200\202\345\246\202\346\236\234\346\262\241\346\234\211\344\270\213\345\215\225\357\274\214\350\257\267\345\241\253NULL\357\274\214\344\275\234\344\270\272\350\201\224\347\263\273\350\256\260\345\275\225\343\200\202'),
('advice.contacts', 'An amount that is NULL counts as a contact. If it is a sale of unknown amount, fill it in.',
 'Un importe NULL cuenta como contacto. Si es una venta de importe desconocido, compl\303\251telo.',
 '\351\207\221\351\242\235\344\270\272NULL\347\256\227\344\275\234\350\201\224\347\263\273\350\256\260\345\275\225\343\200\202\345\246\202\346\236\234\346\230\257\351\207\221\351\242\235\346\234\252\347\237\245\347\232\204\351\224\200\345\224\256\357\274\214\350\257\267\350\241\245\344\270\212\343\200\202'),
('advice.extreme_purchases', 'One purchase outweighs all others together, or over a thousand average ones. Check its amount: a lost decimal point, a test?',
 'Una compra pesa m\303\241s que todas las dem\303\241s juntas, o que mil compras medias. Compruebe su importe: \302\277una coma perdida, una prueba?',
 '\344\270\200\347\254\224\350\264\255\344\271\260\350\266\205\350\277\207\345\205\266\344\275\231\345\205\250\351\203\250\344\271\213\345\222\214\357\274\214\346\210\226\350\266\205\350\277\207\344\270\200\345\215\203\347\254\224\345\271\263\345\235\207\350\264\255\344\271\260\343\200\202\350\257\267\346\240\270\345\257\271\351\207\221\351\242\235\357\274\232\346\274\217\344\272\206\345\260\217\346\225\260\347\202\271\357\274\214\350\277\230\346\230\257\346\265\213\350\257\225\357\274\237'),
('advice.long_orders', 'From the first line to the last. Do order numbers begin again? Then give a column that tells the orders apart, in a view.',
 'De la primera l\303\255nea a la \303\272ltima. \302\277Vuelven a empezar los n\303\272meros de pedido? Entonces d\303\251, en una vista, una columna que distinga los pedidos.',
 '\344\273\216\347\254\254\344\270\200\350\241\214\345\210\260\346\234\200\345\220\216\344\270\200\350\241\214\343\200\202\350\256\242\345\215\225\345\217\267\346\230\257\345\220\246\344\274\232\351\207\215\346\226\260\345\274\200\345\247\213\357\274\237\351\202\243\345\260\261\345\234\250\350\247\206\345\233\276\344\270\255\347\273\231\345\207\272\350\203\275\345\214\272\345\210\206\350\256\242\345\215\225\347\232\204\345\210\227\343\200\202'),
('advice.refund_first', 'Their first refund comes before any order. Take a longer period, or look for orders under another key.',
 'Su primera devoluci\303\263n es anterior a todo pedido. Tome un per\303\255odo m\303\241s largo, o busque pedidos con otra clave.',
 '\351\246\226\346\254\241\351\200\200\346\254\276\346\227\251\344\272\216\344\273\273\344\275\225\350\256\242\345\215\225\343\200\202\350\257\267\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\210\226\346\237\245\346\211\276\347\224\250\345\205\266\344\273\226\351\224\256\350\256\260\345\275\225\347\232\204\350\256\242\345\215\225\343\200\202'),
('advice.negative_total', 'They got back more than they paid. Take a longer period, or check the signs.',
 'Recibieron m\303\241s de lo que pagaron. Tome un per\303\255odo m\303\241s largo, o compruebe los signos.',
 '\351\200\200\345\233\236\347\232\204\345\244\232\344\272\216\346\224\257\344\273\230\347\232\204\343\200\202\350\257\267\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\210\226\346\240\270\345\257\271\346\255\243\350\264\237\345\217\267\343\200\202'),
('advice.profit_unknown', 'They have ordered, and no row says what it earned: by profit they stand below all others, with a score of 0. Complete the profit.',
 'Han pedido, y ninguna fila dice qu\303\251 beneficio dej\303\263: por beneficio quedan por debajo de todos, con una puntuaci\303\263n de 0. Complete el beneficio.',
 '\344\273\226\344\273\254\344\270\213\350\277\207\345\215\225\357\274\214\344\275\206\346\262\241\346\234\211\344\270\200\350\241\214\345\206\231\346\230\216\350\265\232\344\272\206\345\244\232\345\260\221\357\274\232\346\214\211\345\210\251\346\266\246\346\216\222\345\234\250\346\211\200\346\234\211\344\272\272\344\271\213\345\220\216\357\274\214\345\276\227\345\210\206\344\270\2720\343\200\202\350\257\267\350\241\245\345\205\250\345\210\251\346\266\246\343\200\202'),
('advice.placeholders', 'The key reads like a placeholder for many customers. If it is one, make it NULL in a view.',
 'La clave parece representar a muchos clientes. Si es as\303\255, convi\303\251rtala en NULL en una vista.',
 '\350\277\231\344\270\252\351\224\256\345\203\217\346\230\257\350\256\270\345\244\232\345\256\242\346\210\267\347\232\204\345\215\240\344\275\215\347\254\246\343\200\202\345\246\202\346\236\234\346\230\257\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\224\271\344\270\272NULL\343\200\202'),
('advice.look_alikes', 'Their keys differ in case, blanks around them or leading zeros only. If they are one customer, make them one key in a view.',
 'Sus claves solo difieren en may\303\272sculas, en espacios o en ceros a la izquierda. Si son un mismo cliente, \303\272nalas en una clave en una vista.',
 '\350\277\231\344\272\233\351\224\256\345\217\252\345\234\250\345\244\247\345\260\217\345\206\231\343\200\201\351\246\226\345\260\276\347\251\272\346\240\274\346\210\226\345\211\215\345\257\274\351\233\266\344\270\212\344\270\215\345\220\214\343\200\202\345\246\202\346\236\234\346\230\257\345\220\214\344\270\200\345\256\242\346\210\267\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\345\220\210\346\210\220\344\270\200\344\270\252\351\224\256\343\200\202'),
('advice.dominating', 'A key with so many rows is often a cash desk or a placeholder. If it is one, make it NULL in a view.',
 'Una clave con tantas filas suele ser una caja o un cliente ficticio. Si es as\303\255, convi\303\251rtala en NULL en una vista.',
 '\350\241\214\346\225\260\350\277\231\344\271\210\345\244\232\347\232\204\351\224\256\345\276\200\345\276\200\346\230\257\346\224\266\351\223\266\345\217\260\346\210\226\345\215\240\344\275\215\347\254\246\343\200\202\345\246\202\346\236\234\346\230\257\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\224\271\344\270\272NULL\343\200\202'),
('advice.dominating_money', 'So much money moves means and shares for all others. Check the amounts, or look at the rest in a view.',
 'Tanto dinero desplaza medias y porcentajes de los dem\303\241s. Compruebe los importes, o mire el resto en una vista.',
 '\350\277\231\344\271\210\345\244\232\351\207\221\351\242\235\344\274\232\346\213\211\345\212\250\345\205\266\344\273\226\344\272\272\347\232\204\345\235\207\345\200\274\345\222\214\345\215\240\346\257\224\343\200\202\350\257\267\346\240\270\345\257\271\351\207\221\351\242\235\357\274\214\346\210\226\345\234\250\350\247\206\345\233\276\344\270\255\347\234\213\345\205\266\344\275\231\345\256\242\346\210\267\343\200\202'),
('advice.gaps', 'Far longer without a row than usual. Find out whether the business was closed or data are missing.',
 'Mucho m\303\241s tiempo sin filas de lo habitual. Averig\303\274e si el negocio estaba cerrado o si faltan datos.',
 '\346\262\241\346\234\211\346\225\260\346\215\256\347\232\204\346\227\266\351\227\264\350\277\234\346\257\224\345\271\263\345\270\270\351\225\277\343\200\202\350\257\267\346\237\245\346\230\216\346\230\257\345\201\234\344\270\232\350\277\230\346\230\257\347\274\272\346\225\260\346\215\256\343\200\202'),
('advice.late_rows', 'Without as_of the present is the last row''s time, and everybody else seems long gone. Correct the times, or give as_of.',
 'Sin as_of, el presente es la fecha de la \303\272ltima fila, y todos los dem\303\241s parecen haberse ido hace mucho. Corrija las fechas, o indique as_of.',
 '\346\262\241\346\234\211as_of\346\227\266\357\274\214\344\273\245\346\234\200\345\220\216\344\270\200\350\241\214\347\232\204\346\227\266\351\227\264\344\270\272\347\216\260\345\234\250\357\274\214\345\205\266\344\273\226\344\272\272\345\260\261\351\203\275\345\203\217\346\227\251\345\267\262\347\246\273\345\274\200\343\200\202\350\257\267\346\233\264\346\255\243\346\227\266\351\227\264\357\274\214\346\210\226\346\214\207\345\256\232as_of\343\200\202'),
('advice.likely_order_column', 'Rows of the same time have the same {column}: lines of an order? Each counts as an order: give order_column => {quoted}.',
 'Las filas de una misma fecha tienen el mismo {column}: \302\277l\303\255neas de pedido? Cada una cuenta como un pedido: indique order_column => {quoted}.',
 '\345\220\214\344\270\200\346\227\266\351\227\264\347\232\204\350\241\214{column}\347\233\270\345\220\214\357\274\232\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\345\220\227\357\274\237\346\257\217\350\241\214\351\203\275\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\357\274\232\350\257\267\346\214\207\345\256\232order_column => {quoted}\343\200\202'),
('advice.give_as_of', 'Give as_of: nothing reads the clock.',
 'Indique as_of: nada lee el reloj.',
 '\350\257\267\346\214\207\345\256\232as_of\357\274\232\346\262\241\346\234\211\344\273\273\344\275\225\345\207\275\346\225\260\350\257\273\345\217\226\346\227\266\351\222\237\343\200\202'),
('advice.give_order_column', 'Give order_column where rows are lines of orders.',
 'Indique order_column si las filas son l\303\255neas de pedido.',
 '\345\246\202\346\236\234\350\241\214\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\350\257\267\346\214\207\345\256\232order_column\343\200\202'),
('advice.told_apart', 'Orders are told apart by order_column.',
 'Los pedidos se distinguen por order_column.',
 '\350\256\242\345\215\225\347\224\261order_column\345\214\272\345\210\206\343\200\202'),
('advice.give_profit_column', 'Give profit_column where rows say what they earn.',
 'Indique profit_column si las filas dicen qu\303\251 beneficio dejan.',
 '\345\246\202\346\236\234\350\241\214\351\207\214\346\234\211\346\211\200\350\265\232\347\232\204\345\210\251\346\266\246\357\274\214\350\257\267\346\214\207\345\256\232profit_column\343\200\202')

) AS note (item, en, es, zh),
LATERAL (VALUES ('en', note.en, NULL::name[]),
				('es', note.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', note.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings)
ON CONFLICT (subject, item, lang) DO UPDATE SET name = EXCLUDED.name;

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

CREATE FUNCTION _shown_periods_final(internal) RETURNS _shown_period[]
AS 'MODULE_PATHNAME', 'customer_seg_shown_periods_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _shown_periods_final(internal) IS 'final function of _shown_periods()';

CREATE AGGREGATE _shown_periods(history, since date, "until" date, every interval, lapse_after interval) (
	SFUNC = leaky_bucket_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = _shown_periods_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE _shown_periods(history, date, date, interval, interval) IS
'leaky_bucket() for pictures: with the money of new, won back and other customers; complete is false where until cuts the period short, which is where the data end';

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
			   at_stake numeric, as_of timestamptz)
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
			   at_stake numeric, as_of timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_classify_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT classify_support;
COMMENT ON FUNCTION classify_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'classify() for customers of any hashable type: classify_as(NULL::uuid, ''sales'')';

/* past */

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
					  pictures boolean DEFAULT false)
RETURNS TABLE (last_day date, as_of_day date, one_in bigint, customers_seen bigint,
			   base_hiatus integer, lapse_after integer,
			   tried_at date, horizon interval, tried_lapse_after integer, lapse_verdict foresight,
			   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint,
			   types_tried_at date, types_horizon interval, types_verdict foresight, auc double precision, auc_low double precision, auc_high double precision,
			   period interval, flows flows_row, moved movement_row[],
			   shown_lapse_after integer, period_unit text, periods _shown_period[], cohort_unit text, cohorts cohort_row[])
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	WITH sample AS MATERIALIZED (
		SELECT h.history, h.one_in, h.last_day, h.as_of_day
		FROM @extschema@._histories_sample(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, since, as_of, at_most) AS h
	), said AS MATERIALIZED (
		SELECT one_in, last_day, as_of_day, LEAST(as_of_day, last_day OPERATOR(pg_catalog.+) 1) AS until -- what followed is known as far as the data go
		FROM sample WHERE history IS NULL
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
				WHERE @extschema@._day_before(as_of_day, p.period OPERATOR(pg_catalog.+) p.period) OPERATOR(pg_catalog.>=) first) AS period
		FROM said AS s, seen AS c
	), begun AS (
		-- where all come back in the end, what types foretell is who comes back soon: within the time that is usual
		SELECT l.*, LEAST(horizon, pg_catalog.make_interval(days => hiatus)) AS types_horizon,
			   (until OPERATOR(pg_catalog.-) horizon)::date AS tried_at,
			   (until OPERATOR(pg_catalog.-) LEAST(horizon, pg_catalog.make_interval(days => hiatus)))::date AS types_tried_at,
			   @extschema@._day_before(as_of_day, period) AS now_since,
			   @extschema@._day_before(@extschema@._day_before(as_of_day, period), period) AS then_since,
			   @extschema@._lapse_days(as_of_day, coalesce(_past.lapse_after, (SELECT s.lapse_after FROM @extschema@._segmentation_of(source) AS s))) AS given
		FROM length AS l
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
	), span AS MATERIALIZED ( -- from the day on by which one in a hundred was known: one wrong date must not stretch the pictures
		SELECT pg_catalog.percentile_disc(0.01::double precision) WITHIN GROUP (ORDER BY @extschema@.first_day(h.history)) AS begins
		FROM sample AS h WHERE pictures AND h.history IS NOT NULL
	), asked AS MATERIALIZED ( -- who is there until the beginning of the calendar, is there for ever
		SELECT p.unit AS period_unit, p.since, p.until_day AS until, p.every,
			   pg_catalog.make_interval(days => LEAST(coalesce(d.given, d.hiatus), (p.since OPERATOR(pg_catalog.-) '4714-11-24 BC'::date))) AS lapse_after,
			   c.unit AS cohort_unit, c.since AS cohorts_since, c.until_day AS cohorts_until,
			   pg_catalog.daterange('4714-11-24 BC'::date, c.since) AS before_cohorts
		FROM day AS d, span AS s, LATERAL @extschema@._shown_units(s.begins, d.until, 6, 36) AS p, LATERAL @extschema@._shown_units(s.begins, d.until, 3, 16) AS c
	), shown AS MATERIALIZED (
		SELECT @extschema@._shown_periods(h.history, a.since, a.until, a.every, a.lapse_after) FILTER (WHERE a.since IS NOT NULL) AS periods,
			   @extschema@.cohorts(h.history, a.cohort_unit, a.cohorts_until)
			   FILTER (WHERE a.cohorts_since IS NOT NULL AND @extschema@.orders(h.history, a.before_cohorts) OPERATOR(pg_catalog.=) 0) AS cohorts
		FROM sample AS h, asked AS a WHERE pictures AND h.history IS NOT NULL
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
	)
	SELECT d.last_day, d.as_of_day, d.one_in, d.customers, d.hiatus,
		   CASE WHEN d.given IS NOT NULL THEN d.given WHEN v.foresight OPERATOR(pg_catalog.=) 'predicts' THEN d.hiatus END,
		   d.tried_at, d.horizon, f.lapse_after, v.foresight, v.lapsed, v.lapsed_came_back, v.others, v.others_came_back,
		   d.types_tried_at, d.types_horizon, @extschema@._foresight(t.auc), (t.auc).auc, (t.auc).low, (t.auc).high,
		   d.period, CASE WHEN d.period IS NOT NULL THEN t.flows END, CASE WHEN f.moved IS NOT NULL THEN t.moved END,
		   CASE WHEN pictures THEN coalesce(d.given, d.hiatus) END, a.period_unit, CASE WHEN a.period_unit IS NOT NULL THEN x.periods END, a.cohort_unit, CASE WHEN a.cohort_unit IS NOT NULL THEN x.cohorts END
	FROM day AS d, fitted AS f, told AS t, verdict AS v, asked AS a, shown AS x;
END;
COMMENT ON FUNCTION _past(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval, bigint, boolean) IS
'what a sample of one in so many customers tells of the base''s past: after how long away somebody has left, and whether that told who came back within a horizon, which is a year or half of the days there are; whether loyalty did; and of the last period, the longest that fits twice, its flows and movement against the one before; with pictures also the last five columns, which are NULL without: what somebody has to be away to have lapsed in them, be it known to tell or not, the flows of period after period, and cohorts';

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
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'shown_lapse_after', 'since', min(period), 'until', max("until"))))
	FROM (SELECT period, "until", complete, money_new * times AS new, CASE WHEN lapses THEN money_won_back * times END AS won_back,
				 CASE WHEN lapses THEN money_retained * times ELSE (money_won_back + money_retained) * times END AS retained, money * times AS total,
				 bool_or(money_new <> 0 OR money_won_back <> 0 OR money_retained <> 0) OVER () AS "any", customers_start + customers_end > 0 AS anybody
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'periods'))
			   AS p (period date, "until" date, complete boolean, customers_start bigint, customers_end bigint, money_new numeric, money_won_back numeric, money_retained numeric, money numeric),
			   (SELECT (facts ->> 'one_in')::bigint, facts ->> 'shown_lapse_after' IS NOT NULL) AS f (times, lapses)) AS t;
END $$;
COMMENT ON FUNCTION _picture_money_by_period(jsonb) IS 'whose money each period''s was';

CREATE FUNCTION _picture_leaky_bucket(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - 'any' ORDER BY period) FILTER (WHERE "any" AND facts ->> 'shown_lapse_after' IS NOT NULL),
								CASE WHEN bool_or("any") THEN 'lapse_unknown' ELSE @extschema@._why_no_past(facts, 'period_unit') END,
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'shown_lapse_after', 'since', min(period), 'until', max("until"))))
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
