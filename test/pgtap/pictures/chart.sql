-- chart: every kind in every language, of every kind of base; its data are those of _pictures(), whatever the labels
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(49);
SET LOCAL jit = off;

CREATE TEMP VIEW kind AS SELECT * FROM unnest('{types,loyalty_contribution,rfm_map,lorenz,money_by_period,leaky_bucket,cohorts,movement,contacts_due}'::text[]) WITH ORDINALITY AS k(kind, place);
CREATE TEMP TABLE seen AS SELECT kind, lang, chart(kind, 'shop.sale', lang => lang, lapse_after => '200 days') AS spec FROM kind, unnest('{en,es,zh}'::text[]) lang;
CREATE TEMP TABLE picture AS SELECT _pictures(_report_facts('shop.sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, '200 days', true)) AS pictures;
-- whatever stands anywhere in a specification
CREATE FUNCTION pg_temp.parts(spec jsonb) RETURNS TABLE (path text, value jsonb) LANGUAGE sql AS $$
	WITH RECURSIVE part(path, value) AS (
		SELECT '', spec
		UNION ALL
		SELECT p.path || '.' || k, v FROM part p, LATERAL (SELECT key, value FROM jsonb_each(CASE jsonb_typeof(p.value) WHEN 'object' THEN p.value ELSE '{}' END)
			UNION ALL SELECT (i - 1)::text, e FROM jsonb_array_elements(CASE jsonb_typeof(p.value) WHEN 'array' THEN p.value ELSE '[]' END) WITH ORDINALITY a(e, i)) c(k, v)
	)
	SELECT * FROM part
$$;
CREATE FUNCTION pg_temp.rows(spec jsonb) RETURNS SETOF jsonb LANGUAGE sql AS $$ SELECT jsonb_array_elements(value) FROM pg_temp.parts(spec) WHERE path ~ '\.data\.values$' $$;

-- all have what any reader needs
SELECT is_empty($$SELECT kind, lang FROM seen WHERE spec ->> '$schema' <> 'https://vega.github.io/schema/vega-lite/v5.json' OR spec #>> '{title,text}' IS NULL OR spec ->> 'description' IS NULL$$, 'schema, title and description');
SELECT is_empty($$SELECT kind, lang, label FROM seen, LATERAL (SELECT spec #>> '{title,text}') t(label) WHERE label IS DISTINCT FROM label('page', kind, lang)$$, 'titles in the language');
SELECT is((SELECT count(DISTINCT spec ->> 'description') FROM seen), 27::bigint, 'descriptions of their own');
SELECT is_empty($$SELECT kind, lang, path FROM seen, pg_temp.parts(spec) WHERE path ~ '\.(href|url|signal)$'$$, 'nothing is loaded');
SELECT is_empty($$SELECT kind, path, value FROM seen, pg_temp.parts(spec) WHERE path ~ '\.(calculate|filter|test|expr)$' AND value #>> '{}' !~ '^(1 - datum\.\w+|!?isNumber\(datum\.\w+\)|datum\.period (>|==) 0|datum\.complete|datum\.[xy] \? (''\w+'' : ''\w+''|-?6 : -?6))$'$$, 'expressions are the chart''s own');
SELECT is_empty($$SELECT kind, lang FROM seen WHERE NOT EXISTS (SELECT FROM pg_temp.parts(spec) WHERE path ~ '\.tooltip\.0\.title$')$$, 'tooltips');
SELECT is_empty($$SELECT kind, lang, path, value FROM seen, pg_temp.parts(spec) WHERE path ~ '\.(tooltip\.\d+\.|[xy]\.|color\.)title$' AND value #>> '{}' ~ '_'$$, 'no word is missing');
SELECT is((SELECT count(DISTINCT (SELECT jsonb_agg(r - '{type,money,loyalty,contribution,name,whose,what,segment,segments,from,to,when}'::text[]) FROM pg_temp.rows(spec) r)) FROM seen), 9::bigint, 'the numbers are the same in every language');
SELECT is((SELECT array_agg(value #>> '{}') FROM seen, pg_temp.parts(spec) WHERE kind = 'types' AND lang = 'en' AND path ~ 'color.scale.(domain|range).\d$'), '{#E69F00,#0072B2,#CC79A7,#009E73,bee,dragonfly,butterfly,mantis}', 'the colours of the types');
SELECT is((SELECT array_agg(path) FROM seen, pg_temp.parts(spec) WHERE kind = 'types' AND lang = 'en' AND value = '"errorbar"'), '{.layer.1.mark.type}', 'intervals are error bars');
SELECT is(spec #>> '{config,locale,number}', wanted::jsonb::text, 'numbers as in ' || lang) FROM seen JOIN (VALUES ('en', '{"thousands": ",", "decimal": ".", "grouping": [3], "currency": ["", ""]}'), ('es', '{"thousands": ".", "decimal": ",", "grouping": [3], "currency": ["", ""]}')) v(lang, wanted) USING (lang) WHERE kind = 'types';

-- its own words are in all languages, with the same places
SELECT is_empty($$SELECT item FROM playbook_shipped WHERE subject = 'chart' GROUP BY item HAVING count(DISTINCT lang) <> 3 OR count(DISTINCT (SELECT array_agg(DISTINCT m[1] ORDER BY m[1]) FROM regexp_matches(name, '\{(\w+)\}', 'g') m)) > 1$$, 'words in three languages');
SELECT is_empty($$SELECT item FROM playbook_shipped WHERE subject = 'chart' AND NOT EXISTS (SELECT FROM seen, pg_temp.parts(spec) WHERE value #>> '{}' = label('chart', item, 'en')) AND item NOT IN ('sampled', 'no_contact', 'leaky_bucket')$$, 'each of which is said');

-- their data are those of _pictures()
SELECT bag_eq(format('SELECT r - ''{type,money,loyalty,contribution,name,from,to}''::text[] FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = (%1$L, ''en'') AND r ? %2$L', kind, field), format('SELECT r FROM picture, jsonb_array_elements(pictures -> %1$L -> ''rows'') r', kind), kind || ': the rows of _pictures()')
FROM (VALUES ('types', 'share'), ('loyalty_contribution', 'loyalty_from'), ('lorenz', 'share_of_amount'), ('leaky_bucket', 'start'), ('cohorts', 'share'), ('movement', 'was'), ('contacts_due', 'at_stake')) v(kind, field);
SELECT results_eq($$SELECT (r ->> 'recency')::int, (r ->> 'value')::int, (r ->> 'customers')::bigint, (r ->> 'amount')::numeric FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = ('rfm_map', 'en')$$,
	$$SELECT r.recency, r.value, sum(customers)::bigint, sum(amount) FROM picture, jsonb_to_recordset(pictures #> '{rfm_map,rows}') r(recency int, value int, customers bigint, amount numeric) GROUP BY 1, 2 ORDER BY 1, 2$$, 'rfm_map: a square for each pair of scores');
SELECT is_empty($$SELECT * FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = ('rfm_map', 'en') AND NOT r ->> 'segments' LIKE (r ->> 'segment') || ': %'$$, 'named after its largest segment');
SELECT results_eq($$SELECT (r ->> 'period')::date, sum((r ->> 'amount')::numeric), max((r ->> 'total')::numeric) FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = ('money_by_period', 'en') GROUP BY 1 ORDER BY 1$$,
	$$SELECT (r ->> 'period')::date, (r ->> 'total')::numeric, (r ->> 'total')::numeric FROM picture, jsonb_array_elements(pictures #> '{money_by_period,rows}') r ORDER BY 1$$, 'money_by_period: the parts of each total');
SELECT results_eq($$SELECT (r ->> 'period')::date, sum((r ->> 'change')::numeric) FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = ('leaky_bucket', 'en') AND r ? 'change' GROUP BY 1 ORDER BY 1$$,
	$$SELECT (r ->> 'period')::date, (r ->> 'end')::numeric - (r ->> 'start')::numeric FROM picture, jsonb_array_elements(pictures #> '{leaky_bucket,rows}') r ORDER BY 1$$, 'leaky_bucket: what came and went is the change');
SELECT results_eq($$SELECT r ->> 'action', sum((r ->> 'due')::bigint) FROM seen, pg_temp.rows(spec) r WHERE (kind, lang) = ('contacts_due', 'en') AND r ? 'due' GROUP BY 1 ORDER BY 1$$,
	$$SELECT r ->> 'action', (r ->> 'due_today')::bigint + coalesce((r ->> 'overdue')::bigint, 0)::numeric FROM picture, jsonb_array_elements(pictures #> '{contacts_due,rows}') r ORDER BY 1$$, 'contacts_due: all who are due');

-- and of the other arguments of report()
SELECT is(chart(kind, 'shop.sale', as_of => '2024-07-01 00:00+00', compare_with => '2023-09-01', lapse_after => '90 days'), _chart(kind, _pictures(f) -> kind, 'en'), kind || ' of two windows')
FROM kind, _report_facts('shop.sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, '2024-07-01 00:00+00', NULL, 'en', '2023-09-01', '90 days', true) f WHERE kind IN ('types', 'movement', 'contacts_due');
SELECT is_empty($$SELECT kind FROM kind, _report_facts('shop.sale', 'customer_id', 'sold_at', 'amount', 'order_no', 'potential', 'profit', '2022-06-01', '2024-07-01', NULL, 'en', NULL, '90 days', true) f
	WHERE chart(kind, 'shop.sale', order_column => 'order_no', potential_column => 'potential', profit_column => 'profit', since => '2022-06-01', as_of => '2024-07-01', lapse_after => '90 days') <> _chart(kind, _pictures(f) -> kind, 'en')$$, 'with every option, of one reading or of all');
SELECT is(chart('types', 'shop.sale', lang => NULL), chart('types', 'shop.sale'), 'NULL is the default language');

-- nobody is said to be lost where it is not known who has left
SELECT is_empty($$SELECT lang FROM unnest('{en,es,zh}'::text[]) lang WHERE chart('leaky_bucket', 'shop.sale', as_of => '2022-03-01 00:00+00', lang => lang) #>> '{data,values,0,why}' IS DISTINCT FROM label('page', 'why_lapse_unknown', lang)$$, 'it says that it is not known');
SELECT is((SELECT array_agg(DISTINCT r ->> 'whose' ORDER BY r ->> 'whose') FROM pg_temp.rows(chart('money_by_period', 'shop.sale', as_of => '2022-03-01 00:00+00')) r), '{New,"Old customers"}', 'nor won back');
SELECT is(spec #>> '{title,subtitle,0}', 'Above: customers at the end of the period. Below: gained and lapsed in it; lapsed is who has not bought for more than 200 days. Pale: it is not over.', 'else it says when') FROM seen WHERE (kind, lang) = ('leaky_bucket', 'en');

-- nothing to show: it says why
CREATE TABLE shop.nobody (customer_id int, sold_at date, amount numeric);
SELECT is_empty($$SELECT kind, lang, spec FROM kind, unnest('{en,es,zh}'::text[]) lang, LATERAL (SELECT chart(kind, 'shop.nobody', lang => lang)) c(spec) WHERE spec #>> '{data,values,0,why}' IS DISTINCT FROM label('page', 'why_no_customers', lang) OR spec ->> 'description' NOT LIKE '%' || label('page', 'why_no_customers', lang)$$, 'nobody');
CREATE VIEW shop.day AS SELECT * FROM shop.sale WHERE sold_at >= '2024-03-04' AND sold_at < '2024-03-05' AND amount > 0;
SELECT is((SELECT string_agg(kind, ' ' ORDER BY place) FROM kind WHERE chart(kind, 'shop.day') #>> '{data,values,0,why}' IS NOT NULL), 'money_by_period leaky_bucket cohorts movement contacts_due', 'a day has no past, and nobody is due');
CREATE TABLE shop.free AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, 0 AS amount FROM generate_series(1, 100) g;
SELECT is_empty($$SELECT * FROM kind WHERE chart(kind, 'shop.free') IS NULL$$, 'no money');

-- one in so many is said
SELECT is(_chart('cohorts', pictures -> 'cohorts' || '{"one_in": 1234}', 'en') #>> '{title,subtitle,1}', 'Counted from one customer in 1,234, times 1,234.', 'a sample') FROM picture;

-- labels may be anything
INSERT INTO playbook_own (subject, item, lang, name) VALUES ('quadrant', 'bee', 'en', E'</script><script>"\'\n\t%s {x} $${\\'), ('rfm_segment', 'champion', 'en', 'datum.x'), ('customer_action', 'reward', 'en', '"}]} %1$s'), ('page', 'new', 'en', '\"'), ('page', 'quarter', 'en', '%s {year}"');
SELECT is_empty($$SELECT kind FROM kind WHERE chart(kind, 'shop.sale') IS NULL$$, 'of any characters');
SELECT is((SELECT r ->> 'type' FROM pg_temp.rows(chart('types', 'shop.sale')) r WHERE r ->> 'quadrant' = 'bee'), label('quadrant', 'bee', 'en'), 'come out as they are');
SELECT bag_eq($$SELECT r - '{type,money}'::text[] FROM pg_temp.rows(chart('types', 'shop.sale')) r$$, $$SELECT r FROM picture, jsonb_array_elements(pictures #> '{types,rows}') r$$, 'and change no number');
DELETE FROM playbook_own;

-- mistakes
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT chart('pie', 'shop.sale')$$, '22023', '%''types'', ''loyalty_contribution'', %''contacts_due''.'),
	($$SELECT chart(NULL, 'shop.sale')$$, '22004', '%''types''%'),
	($$SELECT chart('types', 'shop.sale', lang => 'xx')$$, '22023', '%''en'', ''es'', ''zh''%'),
	($$SELECT chart('types', 'shop.sale', 'buyer')$$, '42703', '%customer_id%'),
	($$SELECT chart('pie', NULL)$$, '22023', '%'),
	($$SELECT chart('types', NULL)$$, '22004', '%')) v(query, state, hint);

-- whatever the settings, and whatever the session's search_path is for functions behind a view
CREATE TEMP TABLE usual AS SELECT kind, spec FROM seen WHERE lang = 'en';
SET LOCAL TimeZone = 'Asia/Kolkata';
SET LOCAL DateStyle = 'German';
SET LOCAL extra_float_digits = -15;
SELECT is_empty($$SELECT kind FROM usual WHERE chart(kind, 'shop.sale', lapse_after => '200 days') <> spec$$, 'in another time zone and style, with fewer digits');
SET LOCAL search_path = customer_seg, shop, public;
CREATE FUNCTION shop.of_shop() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM nobody';
CREATE VIEW shop.calling AS SELECT * FROM shop.sale WHERE shop.of_shop() = 0;
SELECT is_empty($$SELECT kind FROM usual WHERE chart(kind, 'shop.calling', lapse_after => '200 days') <> spec$$, 'a view sees the session''s search_path');

SELECT * FROM finish();
ROLLBACK;
