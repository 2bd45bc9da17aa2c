-- report_page: a page that stands by itself, says what report() says, and stays a page whatever the sales and the words are
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(97);

-- what holds of every page
CREATE FUNCTION pg_temp.body(page text) RETURNS text LANGUAGE sql IMMUTABLE RETURN regexp_replace(page, '<style>.*</style>', '');
CREATE FUNCTION pg_temp.svgs(page text) RETURNS SETOF text LANGUAGE sql IMMUTABLE RETURN (regexp_matches(page, '<svg .*?</svg>', 'g'))[1];
CREATE FUNCTION pg_temp.is_page(page text, about text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	kinds text[] := '{types,loyalty_contribution,movement,money_by_period,leaky_bucket,cohorts,contacts_due,rfm_map,lorenz}';
BEGIN
	RETURN NEXT is((SELECT array_agg(m[1]) FROM regexp_matches(page, '<(?:figure|section) id="(\w+)"', 'g') m), kinds, about || ': each picture, or why there is none');
	RETURN NEXT is_empty(format('SELECT svg FROM pg_temp.svgs(%L) svg WHERE NOT xml_is_well_formed_document(svg) OR svg !~ ''role="img" aria-labelledby="(\w+)-t \1-d"><title id="\1-t">[^<]+</title><desc id="\1-d">[^<]+</desc>''', page), about || ': the drawings are XML, with title and description');
	RETURN NEXT ok(page ~ '^<!DOCTYPE html><html lang="[\w-]+"><head><meta charset="utf-8">.*<meta name="viewport".*<title>[^<]+</title>.*</html>$' AND octet_length(page) BETWEEN 8000 AND 100000, about || ': a page of less than 100 kB');
	RETURN NEXT is(array(SELECT DISTINCT m[1] FROM regexp_matches(replace(page, 'xmlns="http://www.w3.org/2000/svg"', ''),
		'(<script|<link|<img|<iframe|http:|https:|//|src=|href=|url\(|@import|javascript:|\son\w+=|=""|d="[^"]*[MLHVhv] ?[MLHVhvz"]|NaN|Infinity|[\u0001-\u0008\u000B\u000C\u000E-\u001F])', 'g') m), '{}', about || ': nothing from elsewhere, nothing to run, no gaps');
	RETURN NEXT is(array(SELECT DISTINCT m[1] FROM regexp_matches(pg_temp.body(page), '(\{\w+[|}])', 'g') m), '{}', about || ': no place is left open');
END $$;

-- the shop, in each language
CREATE TEMP TABLE page AS SELECT lang, report_page('shop.sale', lapse_after => '200 days', lang => lang) AS page FROM unnest(ARRAY['en', 'es', 'zh']) lang;
SELECT pg_temp.is_page(page, lang) FROM page;
SELECT is(page ~ 'Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''"', true, 'the page itself forbids what it does not need') FROM page WHERE lang = 'en';
SELECT is_empty($$SELECT r.section_key, r.item_key, row FROM page, report('shop.sale', lapse_after => '200 days', lang => lang) r,
		LATERAL (SELECT format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s', _xml(item), CASE item_key WHEN 'gini' THEN _figure(round(statistic::numeric, 2), lang) ELSE _figure(customers, lang) END,
							   _percent(share, lang) || _percent_sign(lang), _figure(amount, lang), _percent(share_of_amount, lang) || _percent_sign(lang))) f(row)
		WHERE section_key <> 'summary' AND customers > 0 AND position(row IN page) = 0$$, 'each line of report() is in the page, with its numbers');
SELECT is_empty($$SELECT r.item_key FROM page, report('shop.sale', lapse_after => '200 days', lang => lang) r
		WHERE section_key = 'summary' AND position(_html(regexp_replace(what_to_do, '^\d[.、] ?', '')) IN page) = 0$$, 'and each sentence');
SELECT is_empty($$SELECT a.lang, m[1] FROM page a, regexp_matches(pg_temp.body(page), '<td>([^<]*)', 'g') m WHERE m[1] ~ '[a-z]{3}' AND lang = 'zh'$$, 'numbers are numbers');

-- pictures and their tables say the same numbers
CREATE TEMP TABLE fact AS SELECT _report_facts('shop.sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, '200 days', true) AS facts;
CREATE TEMP TABLE picture AS SELECT _pictures(facts) AS pictures FROM fact;
SELECT is_empty(format($$SELECT r FROM picture, page, jsonb_array_elements(pictures #> '{%s,rows}') r WHERE lang = 'en' AND position(_figure((r ->> %L)::numeric, 'en') || CASE WHEN true THEN '<' END IN page) = 0$$, kind, field),
				kind || ': ' || field || ' of every row is there')
FROM (VALUES ('types', 'customers'), ('loyalty_contribution', 'customers'), ('rfm_map', 'customers'), ('money_by_period', 'total'), ('leaky_bucket', 'end'), ('cohorts', 'retained'), ('movement', 'customers'), ('contacts_due', 'customers')) v(kind, field);

-- any base
CREATE TABLE shop.nobody (customer_id int, sold_at date, amount numeric);
CREATE TABLE shop.one AS SELECT 1 AS customer_id, date '2024-05-01' AS sold_at, 10.5 AS amount;
CREATE TABLE shop.alike AS SELECT c AS customer_id, date '2024-05-01' AS sold_at, 10 AS amount FROM generate_series(1, 100) c;
CREATE TABLE shop.refunds AS SELECT c AS customer_id, date '2024-05-01' + c AS sold_at, -c::numeric AS amount FROM generate_series(1, 40) c;
CREATE TABLE shop.week AS SELECT customer_id, sold_at, amount FROM shop.sale WHERE sold_at >= '2024-03-04' AND sold_at < '2024-03-11';
CREATE TABLE shop.prospects AS SELECT c AS customer_id, date '2024-05-01' + c AS sold_at, NULL::numeric AS amount FROM generate_series(1, 40) c;
CREATE TABLE shop.large AS SELECT customer_id, sold_at, amount * 1e13 AS amount FROM shop.sale;
SELECT pg_temp.is_page(report_page(('shop.' || source)::regclass), source) FROM unnest(ARRAY['nobody', 'one', 'alike', 'refunds', 'week', 'prospects', 'large']) source;
SELECT pg_temp.is_page(report_page('shop.sale', compare_with => '2023-06-01'), 'compared');
SELECT pg_temp.is_page(report_page('shop.sale', 'customer_id', 'sold_at', 'amount', 'order_no', 'potential', 'profit', lang => 'es', lapse_after => '90 days'), 'profit');
SELECT ok(page ~ 'id="lorenz" class="none"><h3>[^<]+</h3><p>There are no customers to show[.]<' AND page !~ '<svg', 'of nobody there is no picture, and it is said why') FROM report_page('shop.nobody') page;

-- names and words stay text
CREATE TABLE shop."<script>alert('1')</script> & ""co""" AS SELECT * FROM shop.week;
UPDATE playbook SET name = '<b onload="x()">&' || E'\x01\x1b' || item || '''', who = '</style><script>' || item
WHERE lang = 'en' AND subject IN ('quadrant', 'rfm_segment', 'customer_action', 'page', 'report');
CREATE TEMP TABLE hostile AS SELECT report_page('shop."<script>alert(''1'')</script> & ""co"""') AS page;
SELECT ok(page !~ '<script|<b onload|</style>.*</style>' AND page ~ '&lt;b onload=&quot;x\(\)&quot;&gt;&amp;bee&#39;' AND page ~ '&lt;/style&gt;&lt;script&gt;bee', 'whoever edits the playbook edits no markup') FROM hostile;
SELECT is_empty('SELECT svg FROM hostile, pg_temp.svgs(page) svg WHERE NOT xml_is_well_formed_document(svg)', 'and the drawings stay XML');
DELETE FROM playbook WHERE own;
SELECT ok(page ~ '<h1>The customers of shop[.]&lt;script&gt;alert\(&#39;1&#39;\)&lt;/script&gt; &amp; &quot;co&quot;</h1>' AND page !~ '<script', 'nor does who names a table') FROM report_page('shop."<script>alert(''1'')</script> & ""co"""') page;
SELECT is(_xml(E'a<b>&"\x01\x08''\t\n\x1f' || U&'\FFFE'), E'a&lt;b&gt;&amp;&quot;&#39;\t\n', 'what XML forbids is left out, the rest is escaped');

-- the words: each key that is used is there in three languages, with the same places, and all are used
CREATE TEMP TABLE word AS SELECT item, lang, name FROM playbook_shipped WHERE subject = 'page';
CREATE TEMP TABLE source AS SELECT prosrc FROM pg_proc WHERE pronamespace = 'customer_seg'::regnamespace AND proname ~ '^_(draw|page|svg|axis)';
SELECT is_empty($$SELECT item FROM word GROUP BY item HAVING array_agg(lang ORDER BY lang) <> '{en,es,zh}'$$, 'every word in three languages');
SELECT is_empty($$SELECT item FROM word GROUP BY item HAVING count(DISTINCT array(SELECT DISTINCT m[1] FROM regexp_matches(name, '\{(\w+)', 'g') m ORDER BY 1)) > 1$$, 'with the same places');
SELECT is_empty($$SELECT DISTINCT key FROM source, LATERAL (
			SELECT m[1] FROM regexp_matches(prosrc, 'w ->> ''(\w+)''', 'g') m
			UNION ALL SELECT regexp_split_to_table(m[1], ',') FROM regexp_matches(prosrc, '''\{(\w+(?:,\w+)+)\}'', listed', 'g') m) k(key)
		WHERE key NOT IN ('lang', 'marks', 'percent') AND key NOT IN (SELECT item FROM word)$$, 'no word is missing');
SELECT is_empty($$SELECT item FROM word WHERE item !~ '^(why|after)_' AND NOT EXISTS (SELECT FROM source WHERE prosrc ~ ('\m' || item || '\M') OR item = 'quarter')$$, 'and none is idle');
SELECT is_empty($$SELECT lang, name FROM word WHERE name ~ '^\s|\s$|\s\s' OR lang = 'en' AND name ~ '[^ -~]' OR lang = 'zh' AND regexp_replace(name, '\{[^}]*\}|lapse_after|UTC', '', 'g') ~ '[A-Za-z,;!?]'$$, 'the texts are well formed');
SELECT ok(report_page('shop.week', lang => NULL) = report_page('shop.week') AND report_page('shop.week', lang => 'zh-Hant') = replace(page, '<html lang="zh">', '<html lang="zh-Hant">'), 'languages are found as elsewhere') FROM report_page('shop.week', lang => 'zh') page;
SELECT pg_temp.raises($$SELECT report_page('shop.week', lang => 'fr')$$, '22023', '%''en''%');
UPDATE playbook SET name = 'Clients of {source}' WHERE (subject, item, lang) = ('page', 'title', 'en');
SELECT ok(report_page('shop.week') ~ '<title>Clients of shop[.]week</title>', 'one''s own words are used');
DELETE FROM playbook WHERE own;

-- neither settings nor the order of the rows matter
CREATE TABLE shop.shuffled AS SELECT * FROM shop.sale ORDER BY pg_temp.draw(line, 77);
SELECT is(replace(report_page('shop.shuffled', lapse_after => '200 days'), 'shop.shuffled', 'shop.sale'), page, 'the same sales in another order') FROM page WHERE lang = 'en';
SET DateStyle = 'SQL, DMY';
SET IntervalStyle = 'iso_8601';
SET TimeZone = 'Pacific/Chatham';
SET extra_float_digits = -15;
SET quote_all_identifiers = on;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
SET xmloption = content;
SET lc_numeric = 'C';
SET search_path = pg_catalog;
CREATE TEMP TABLE again AS SELECT customer_seg.report_page('shop.sale', lapse_after => '200 days') AS page;
RESET standard_conforming_strings;
SET search_path = customer_seg, public;
SELECT is(again.page, page.page, 'settings do not matter') FROM again, page WHERE lang = 'en';
RESET quote_all_identifiers;

-- large pictures, and a sample
CREATE TEMP TABLE large AS
SELECT pictures || jsonb_build_object(
	'money_by_period', jsonb_build_object('unit', 'week', 'one_in', 8, 'rows', (SELECT jsonb_agg(jsonb_build_object('period', date '2024-01-01' + 7 * i, 'until', date '2024-01-08' + 7 * i, 'complete', i < 35,
		'new', 123456789.25 + i, 'won_back', 23456789.25 - i, 'retained', CASE WHEN i % 7 > 0 THEN 987654321.25 ELSE -987654321.25 END, 'total', 1134567899.75)) FROM generate_series(0, 35) i)),
	'leaky_bucket', jsonb_build_object('unit', 'week', 'one_in', 8, 'rows', (SELECT jsonb_agg(jsonb_build_object('period', date '2024-01-01' + 7 * i, 'until', date '2024-01-08' + 7 * i, 'complete', i < 35,
		'start', 12345678, 'new', 123456 + i, 'won_back', 23456 - i, 'lost', 98765, 'end', 23456789)) FROM generate_series(0, 35) i)),
	'cohorts', jsonb_build_object('unit', 'week', 'one_in', 8, 'rows', (SELECT jsonb_agg(jsonb_build_object('cohort', date '2024-01-01' + 7 * c, 'customers', 123456, 'period', i, 'retained', 12345 + i, 'share', 1.0 / (1 + i), 'low', 0.0, 'high', 1.0))
		FROM generate_series(0, 15) c, generate_series(0, 15 - c) i))) AS pictures
FROM picture;
CREATE TEMP TABLE large_page AS SELECT _page('shop.sale', facts, l.pictures, _page_lines(facts, 'zh'), 'zh') AS page FROM fact, large l;
SELECT pg_temp.is_page(page, '36 periods and 16 cohorts') FROM large_page;
SELECT ok(page ~ '每8位客户取1位' AND page ~ '尚未结束', 'a sample is said to be one, and an open period open') FROM large_page;

-- numbers along an axis, and how they are written
SELECT is(array(SELECT _nice_step(n, 5) FROM unnest(ARRAY[0.03, 0.9, 5, 5.1, 24, 25.5, 99, 1000, 123456789]::numeric[]) n), '{0.01,0.2,1,2,5,10,20,200,50000000}'::numeric[], 'steps are 1, 2 or 5');
SELECT is_empty('SELECT n FROM generate_series(1, 3000, 7) n WHERE n / _nice_step(n, 5) NOT BETWEEN 1.99 AND 5', 'of which two to five cover what there is');
SELECT is(array(SELECT _scale_of(n) FROM unnest(ARRAY[0, 99999, 100000, 9999999, 99999999, 1e9, 1e12]::numeric[]) n), '{1,1,1000,1000,1000000,1000000,1000000000}'::numeric[], 'and their numbers stay short');
SELECT is(array(SELECT _figure_by(n, m) FROM (VALUES (1234.5, '.,'), (1234567, '.'), (12.345, ',.'), (1234567, ',.')) v(n, m)), '{"1,235",1234567,"12,35",1.234.567}'::text[], 'a language may have no mark for thousands');

SELECT * FROM finish();
ROLLBACK;
