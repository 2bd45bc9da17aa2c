-- report_page: a page that stands by itself, says what report() says, and stays a page whatever the sales and the words are
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(147);

-- what holds of every page
CREATE FUNCTION pg_temp.body(page text) RETURNS text LANGUAGE sql IMMUTABLE RETURN regexp_replace(page, '<style>.*</style>', '');
CREATE FUNCTION pg_temp.svgs(page text) RETURNS SETOF text LANGUAGE sql IMMUTABLE RETURN (regexp_matches(page, '<svg .*?</svg>', 'g'))[1];
CREATE FUNCTION pg_temp.is_page(page text, about text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	kinds text[] := '{types,loyalty_contribution,movement,money_by_period,leaky_bucket,cohorts,contacts_due,rfm_map,lorenz}';
BEGIN
	RETURN NEXT is((SELECT array_agg(m[1]) FROM regexp_matches(page, '<(?:figure|section) id="(\w+)"', 'g') m), kinds, about || ': each picture, or why there is none');
	RETURN NEXT is_empty(format('SELECT svg FROM pg_temp.svgs(%L) svg WHERE NOT xml_is_well_formed_document(svg) OR svg !~ ''role="img" aria-labelledby="(\w+)-t \1-d"><title id="\1-t">[^<]+</title><desc id="\1-d">[^<]+</desc>''', page), about || ': the drawings are XML, with title and description');
	RETURN NEXT ok(page !~ '<(figcaption|p|desc|title|h1|li|summary)>\s*</' AND (SELECT count(*) FROM regexp_matches(page, '<figcaption>(?!</)', 'g')) = (SELECT count(*) FROM regexp_matches(page, '<figure ', 'g')), about || ': no picture without its sentence, nothing empty');
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
		LATERAL (SELECT format('<tr><th%s>%s%s', CASE WHEN item_key ~ '^(lapsed|prospect)_' THEN ' class="part"' END, _html(CASE item_key WHEN 'gini' THEN replace(label('page', 'tile_gini', lang), '{gini}', _figure(round(statistic::numeric, 2), lang)) ELSE item END),
							   CASE WHEN item_key <> 'gini' THEN concat('<td>' || _figure(customers, lang), '<td>' || coalesce(_percent(share, lang) || _percent_sign(lang), ''), '<td>' || coalesce(_figure(amount, lang), ''), '<td>' || coalesce(_percent(share_of_amount, lang) || _percent_sign(lang), ''),
								   CASE WHEN section_key IN ('action', 'due_today', 'overdue') THEN '<td>' || coalesce(_figure(statistic::numeric, lang), '') END) END)) f(row)
		WHERE section_key <> 'summary' AND customers > 0 AND position(row IN page) = 0$$, 'each line of report() is in the page, with its numbers');
SELECT is(array(SELECT m[1] FROM regexp_matches(substring(page, '<summary>What to do</summary>.*?</table>'), '<tr><th>[^<]*(?:<td>[^<]*){4}<td>([^<]*)', 'g') m), array(SELECT _figure(statistic::numeric, 'en') FROM report('shop.sale', lapse_after => '200 days') WHERE section_key = 'action' AND customers > 0 ORDER BY statistic DESC), 'what to do comes by what is at stake') FROM page WHERE lang = 'en';
SELECT is(array(SELECT m[1] FROM page, regexp_matches(page, '<summary>([^<]*[(][^<]*)</summary>', 'g') m WHERE lang = 'en'), array(SELECT section || ' (of buyers)' FROM report('shop.sale', lapse_after => '200 days') WITH ORDINALITY AS r(section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, place) WHERE section_key IN ('value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term') GROUP BY section ORDER BY min(place)), 'whose shares are of the buyers is said');
SELECT is(array(SELECT m[1] FROM page, regexp_matches(page, '<q>(.*?)</q>', 'g') m WHERE lang = 'en'), array(SELECT _html(what_to_do) FROM report('shop.sale', lapse_after => '200 days') WHERE section_key IN ('due_today', 'overdue') AND customers > 0 ORDER BY section_key, statistic DESC), 'what is said to a customer is in quotation marks');
SELECT ok(substring(page, '<summary>Development</summary>.*?</table>') ~ ('<th>Change<tbody>.*<td>[+]?' || _percent(change, 'en') || '%'), 'the development has its change') FROM page, report('shop.sale', lapse_after => '200 days') WHERE lang = 'en' AND section_key = 'development';
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

-- nor does any of its words, nor a mark of numbers, whatever the periods are called
CREATE TEMP TABLE markup AS SELECT '<(?!(/?(html|head|meta|title|style|body|header|h1|h2|h3|p|main|ul|ol|li|strong|small|section|figure|figcaption|svg|desc|g|path|rect|circle|text|tspan|details|summary|div|table|thead|tbody|tr|th|td|dl|dt|dd|i|b|q|span|footer)|!DOCTYPE html)[ >])|&(?!(amp|lt|gt|quot|#\d+);)' AS foreign_to_it;
INSERT INTO playbook_own (subject, item, lang, name, action)
SELECT subject, item, lang, '<b onload="x()">&' || name, NULL FROM playbook_shipped WHERE (subject, lang) = ('page', 'en')
UNION ALL SELECT subject, item, lang, name, '1<234&5, 50<%, A<B' FROM playbook_shipped WHERE (subject, item, lang) = ('sentence', 'figure', 'en');
CREATE VIEW shop.long AS SELECT customer_id, sold_at, amount FROM shop.sale UNION ALL SELECT 1 + i % 100, timestamptz '2012-05-01 00:00+00' + i * interval '1 day', 5 FROM generate_series(1, 300) i;
CREATE VIEW shop.longer AS SELECT customer_id, sold_at - interval '3 years' * (customer_id % 2) AS sold_at, amount FROM shop.sale;
CREATE VIEW shop.some_months AS SELECT customer_id, sold_at, amount FROM shop.sale WHERE sold_at >= '2024-01-01' AND sold_at < '2024-04-15';
CREATE TEMP TABLE hostile_unit AS SELECT unit, facts ->> 'period_unit' AS period_unit, facts ->> 'cohort_unit' AS cohort_unit, _page('shop.sale', facts, _pictures(facts), _page_lines(facts, 'en'), 'en') AS page
FROM (VALUES ('week', 'shop.some_months'::regclass), ('month', 'shop.sale'), ('quarter', 'shop.longer'), ('year', 'shop.long')) v(unit, source),
	 LATERAL _report_facts(source, 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, '60 days', true) facts;
SELECT is(period_unit, unit, 'periods by ' || unit) FROM hostile_unit;
SELECT is(array(SELECT DISTINCT m[1] FROM regexp_matches(page, '.{20}(?:' || foreign_to_it || ').{20}', 'g') m), '{}', 'hostile words and marks, by ' || unit) FROM hostile_unit, markup;
SELECT is_empty('SELECT unit, svg FROM hostile_unit, pg_temp.svgs(page) svg WHERE NOT xml_is_well_formed_document(svg)', 'and the drawings stay XML');
SELECT ok(page ~ '1&lt;\d\d\d' AND (page ~ '\d Q\d') = (period_unit = 'quarter' OR cohort_unit = 'quarter'), 'they are seen, by ' || unit) FROM hostile_unit;
SELECT ok('a <b' ~ foreign_to_it AND '& ' ~ foreign_to_it AND '<script>' ~ foreign_to_it AND '<pre>' ~ foreign_to_it AND NOT page ~ foreign_to_it, 'which would be seen') FROM markup, page WHERE lang = 'en';
DELETE FROM playbook_own;

-- the words: each key that is used is there in three languages, with the same places, and all are used
CREATE TEMP TABLE word AS SELECT item, lang, name FROM playbook_shipped WHERE subject = 'page';
CREATE TEMP TABLE source AS SELECT prosrc FROM pg_proc WHERE pronamespace = 'customer_seg'::regnamespace AND proname ~ '^_(draw|page|svg|axis)';
SELECT is_empty($$SELECT item FROM word GROUP BY item HAVING array_agg(lang ORDER BY lang) <> '{en,es,zh}'$$, 'every word in three languages');
SELECT is_empty($$SELECT item FROM word GROUP BY item HAVING count(DISTINCT array(SELECT DISTINCT m[1] FROM regexp_matches(name, '\{(\w+)', 'g') m ORDER BY 1)) > 1$$, 'with the same places');
SELECT is_empty($$SELECT DISTINCT key FROM source, LATERAL (
			SELECT m[1] FROM regexp_matches(prosrc, 'w ->> ''(\w+)''', 'g') m
			UNION ALL SELECT regexp_split_to_table(m[1], ',') FROM regexp_matches(prosrc, '''\{(\w+(?:,\w+)+)\}'', listed', 'g') m) k(key)
		WHERE key NOT IN ('lang', 'marks', 'percent') AND key NOT IN (SELECT item FROM word)$$, 'no word is missing');
SELECT is_empty($$SELECT item FROM word WHERE item !~ '^(why|after|span)_' AND NOT EXISTS (SELECT FROM source WHERE prosrc ~ ('\m' || item || '\M') OR item = 'quarter')$$, 'and none is idle');
SELECT is_empty($$SELECT lang, name FROM word WHERE name ~ '^\s|\s$|\s\s' OR lang = 'en' AND name ~ '[^ -~]' OR lang = 'zh' AND regexp_replace(name, '\{[^}]*\}|lapse_after|UTC', '', 'g') ~ '[A-Za-z,;!?]'$$, 'the texts are well formed');
SELECT ok(report_page('shop.week', lang => NULL) = report_page('shop.week') AND report_page('shop.week', lang => 'zh-Hant') = replace(page, '<html lang="zh">', '<html lang="zh-Hant">'), 'languages are found as elsewhere') FROM report_page('shop.week', lang => 'zh') page;
SELECT pg_temp.raises($$SELECT report_page('shop.week', lang => 'fr')$$, '22023', '%''en''%');
UPDATE playbook SET name = 'Clients of {source}' WHERE (subject, item, lang) = ('page', 'title', 'en');
SELECT ok(report_page('shop.week') ~ '<title>Clients of shop[.]week</title>', 'one''s own words are used');
DELETE FROM playbook WHERE own;

-- a caption says nothing that the sentences of the report do not bear out
CREATE FUNCTION pg_temp.caption(page text, kind text) RETURNS text LANGUAGE sql IMMUTABLE RETURN regexp_replace((regexp_match(page, '<(?:figure|section) id="' || kind || '"[^>]*><h3>[^<]*</h3><(?:figcaption|p)>((?:[^<]|</?span>)*)'))[1], '</?span>', '', 'g');
CREATE TABLE shop.balanced AS SELECT 1 + i % 600 AS customer_id, timestamptz '2022-01-01 13:00+00' + (i::bigint * i * 7919 + i * 31) % 1021 * interval '1 day' AS sold_at, round(exp((i::bigint * i * 31 % 71) / 10.0)::numeric, 2) AS amount FROM generate_series(1, 4800) i;
CREATE TEMP TABLE balanced AS SELECT lang, report_page('shop.balanced', lang => lang) AS page, report_page('shop.balanced', lang => lang, lapse_after => '60 days') AS given FROM unnest('{en,es,zh}'::text[]) lang;
SELECT is((SELECT string_agg(left(what_to_do, 9), ' ' ORDER BY item_key) FROM report('shop.balanced') WHERE section_key = 'summary' AND item_key IN ('lapse_says_nothing', 'shape')), 'Being awa Balanced.', 'no type leads, and who has lapsed is not known');
SELECT is(pg_temp.caption(page, 'types'), 'Bee: 24% of the customers, and 35% of the money. The thin lines show how sure the shares are (95%).', 'so none is said to') FROM balanced WHERE lang = 'en';
SELECT is(pg_temp.caption(page, 'leaky_bucket'), label('page', 'why_lapse_unknown', lang), 'nor anybody to be lost, in ' || lang) FROM balanced;
SELECT is(pg_temp.caption(page, 'money_by_period'), 'In the last full period, 2024-09, 30,729 was paid: 100% from old customers and 0.0% from new ones.', 'nor won back') FROM balanced WHERE lang = 'en';
SELECT ok(page !~ (label('page', 'won_back', lang) || '</text>') AND page ~ (label('page', 'old', lang) || '</text>') AND given ~ (label('page', 'won_back', lang) || '</text>') AND page !~ ('<th>' || label('page', 'won_back', lang)), 'nor is there a colour or a column for it') FROM balanced;
SELECT ok(pg_temp.caption(given, 'leaky_bucket') ~ ('^From 2022-01 to 2024-09, 600 came for the first time, [\d,]+ came back, and [\d,]+ lapsed: had not bought for more than 60 days[.] There were 0 before and \d+ after[.]$'), 'but by the days that are given') FROM balanced WHERE lang = 'en';
SELECT is((regexp_match(pg_temp.caption(given, 'leaky_bucket'), ', ([\d,]+) came back, and ([\d,]+) lapsed')), (SELECT ARRAY[_figure(sum(b), 'en'), _figure(sum(l), 'en')] FROM _report_facts('shop.balanced', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, '60 days', true) f, jsonb_to_recordset(_pictures(f) #> '{leaky_bucket,rows}') r(complete boolean, won_back numeric, lost numeric), LATERAL (SELECT won_back, lost) v(b, l) WHERE complete), 'and as often as the picture shows') FROM balanced WHERE lang = 'en';
SELECT is(array(SELECT DISTINCT m[1] FROM balanced, regexp_matches(page || given, '(<strong>[^<]*</strong> ' || label('page', 'tile_at_stake', lang) || ')', 'g') m WHERE lang = 'en'), (SELECT array_agg(DISTINCT '<strong>' || _figure(at_stake, 'en') || '</strong> a year at stake' ORDER BY '<strong>' || _figure(at_stake, 'en') || '</strong> a year at stake')
	FROM (SELECT sum(at_stake) FROM next_actions('shop.balanced') UNION ALL SELECT sum(at_stake) FROM next_actions('shop.balanced', lapse_after => '60 days')) s(at_stake)), 'at stake is what is at stake by all next actions');
SELECT ok(page ~ '<span>\d+ %</span> ' AND regexp_replace(pg_temp.body(page), '<span>[^<]*</span>|<svg.*?</svg>|<td>[^<]*|<strong>[^<]*', '', 'g') !~ '\d %', 'a share does not break before its sign') FROM page WHERE lang = 'es';
-- one bee, and returns that outweigh the last full period
CREATE TABLE shop.one_bee AS SELECT 1 AS customer_id, date '2022-01-01' + i * 20 AS sold_at, 100.0 AS amount FROM generate_series(1, 50) i UNION ALL SELECT i, date '2022-01-01' + i * 30, 1 + i % 3 FROM generate_series(2, 30) i;
SELECT ok(page ~ '<strong>1</strong> bee, of the best customers<' AND pg_temp.caption(page, 'movement') = 'Bees on 2023-09-28: 1. Still bees on 2024-09-28: 100%; without a purchase since: 0.0%. Each row adds up to 100%.', 'one bee is one') FROM report_page('shop.one_bee') page;
CREATE TABLE shop.returned AS SELECT i % 20 AS customer_id, date '2024-01-01' + (i * 37) % 300 AS sold_at, CASE WHEN i % 2 = 0 AND (i * 37) % 300 > 200 THEN -20.0 ELSE 10 END AS amount FROM generate_series(1, 600) i;
SELECT is(pg_temp.caption(report_page('shop.returned'), 'money_by_period'), 'In the last full period, 2024-09, no more came in than was paid back.', 'more returns than sales');
SELECT is(pg_temp.caption(report_page('shop.refunds'), 'types'), 'Bee: 0.0% of the customers. The thin lines show how sure the shares are (95%).', 'no money');
SELECT is_empty($$SELECT item FROM playbook_shipped WHERE subject = 'page' AND lang = 'en' AND name ~* 'largest|most of the money'$$, 'no word for a leader');
-- before Christ
CREATE TABLE shop.early AS SELECT 1 + i % 100 AS customer_id, timestamptz '0003-06-01 00:00+00 BC' + (i * i * 13 % 1500) * interval '1 day' AS sold_at, 10.0 + i % 7 AS amount FROM generate_series(1, 1000) i;
SELECT is(array(SELECT _period(day, unit, '{"quarter": "{year} Q{quarter}"}') FROM (VALUES ('0002-01-01 BC'), ('12024-10-01')) d(day), unnest('{year,quarter,month,week}'::text[]) WITH ORDINALITY u(unit, i) ORDER BY day, i), '{0002 BC,0002 BC Q1,0002-01 BC,0002-01-01 BC,12024,12024 Q4,12024-10,12024-10-01}', 'periods before Christ and far ahead');
SELECT ok(pg_temp.caption(page, 'leaky_bucket') ~ '^From 0003 BC Q\d to 0002 Q\d, \d+ came', 'in the order of time') FROM report_page('shop.early', lapse_after => '30 days') page;

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
	'leaky_bucket', jsonb_build_object('unit', 'week', 'one_in', 8, 'lapse_after', 90, 'rows', (SELECT jsonb_agg(jsonb_build_object('period', date '2024-01-01' + 7 * i, 'until', date '2024-01-08' + 7 * i, 'complete', i < 35,
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
