-- report: what it says is true of the base, comes out otherwise on another base, and contradicts itself nowhere
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../shops.psql
SELECT plan(99);

-- bases of every kind
CREATE TABLE shop.nobody (customer_id int, sold_at date, amount numeric);
CREATE TABLE shop.one AS SELECT 1 AS customer_id, date '2025-01-01' AS sold_at, 10 AS amount;
CREATE TABLE shop.alike AS SELECT g AS customer_id, date '2024-01-01' AS sold_at, 0 AS amount FROM generate_series(1, 100) g;
CREATE TABLE shop.refunds AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, -5 AS amount FROM generate_series(1, 40) g;
CREATE TABLE shop.prospects AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, NULL::int AS amount, CASE WHEN g < 9 THEN 100 * g END AS potential FROM generate_series(1, 40) g;
CREATE TABLE shop.mixed AS SELECT customer_id, sold_at::timestamptz, amount FROM shop.refunds UNION ALL SELECT 1000 + customer_id, sold_at, amount FROM shop.prospects UNION ALL SELECT customer_id + 5000, sold_at, amount FROM shop.sale;
CREATE VIEW shop.year AS SELECT * FROM shop.sale WHERE sold_at >= '2023-01-01 00:00+00' AND sold_at < '2024-01-01 00:00+00';
CREATE TABLE shop.huge AS SELECT customer_id, sold_at, amount * 1e12 AS amount FROM shop.sale;
CREATE TABLE shop.level AS SELECT g % 50 AS customer_id, date '2024-01-01' + g / 50 * 9 AS sold_at, 10 AS amount FROM generate_series(1, 1000) g;
CREATE TABLE shop.short AS SELECT customer_id, date '2024-01-01' + (customer_id + line) % 3 AS sold_at, amount FROM shop.sale WHERE customer_id IS NOT NULL;
CREATE TABLE shop.once AS SELECT g AS customer_id, date '2022-12-30' + g * 37 % 730 AS sold_at, 5 + g * 7919 % 200 AS amount FROM generate_series(1, 1000) g;
CREATE TABLE base (name text PRIMARY KEY, arguments text);
INSERT INTO base
SELECT name, format('%L', 'shop.' || name) FROM unnest('{sale,once,nobody,one,alike,refunds,prospects,mixed,year,huge,level,short}'::text[]) name
UNION ALL SELECT name, format('%L, as_of => ''2025-01-01 00:00+00''', 'shops.' || name) FROM unnest('{steady,halving,dead,yearly,equal,growing,dear}'::text[]) name
UNION ALL VALUES ('days', '''shop.sale'', lapse_after => ''90 days'''), ('profit', '''shop.sale'', profit_column => ''profit'', potential_column => ''potential'', order_column => ''order_no'', lapse_after => ''150 days'''),
	('compared', '''shop.sale'', as_of => ''2024-07-01 00:00+00'', compare_with => ''2023-07-01'''), ('potential', '''shop.prospects'', potential_column => ''potential'''),
	('nobody compared', '''shop.nobody'', compare_with => ''2024-01-01''');
\if :data
INSERT INTO base VALUES ('essec', '''ref.essec'', ''customer'', ''at'''), ('cdnow', '''ref.cdnow'', ''customer'', ''at'''), ('retail', '''ref.retail'', ''customer'', ''at'''), ('rfm_orders', '''ref.rfm_orders'', ''customer'', ''at'''),
	('essec compared', '''ref.essec'', ''customer'', ''at'', as_of => ''2016-01-01'', compare_with => ''2015-01-01''');
\endif
CREATE TABLE said AS SELECT b.name, NULL::text AS lang, r.*, 0::bigint AS i FROM base b, report('shop.nobody') r LIMIT 0;
CREATE TABLE printed (name text, lang text, line text, i bigint);
-- all of them in English, and some in all languages and as text
SELECT format('INSERT INTO said SELECT %L, %L, * FROM report(%s, lang => %L) WITH ORDINALITY', name, lang, arguments, lang)
FROM base, unnest(ARRAY['en', 'es', 'zh']) lang WHERE lang = 'en' OR name = ANY ('{sale,one,mixed,huge,profit,compared,potential,dead,level,retail}') ORDER BY 1 \gexec
SELECT format('INSERT INTO printed SELECT %L, %L, * FROM report_text(%s, lang => %L) WITH ORDINALITY', name, lang, arguments, lang)
FROM base, unnest(ARRAY['en', 'es', 'zh']) lang WHERE name = ANY ('{sale,nobody,one,mixed,huge,profit,compared,retail}') ORDER BY 1 \gexec
CREATE VIEW line AS SELECT * FROM said WHERE lang = 'en';
CREATE VIEW whole AS SELECT name, section_key, sum(customers) AS customers, sum(amount) AS amount FROM line WHERE item_key !~ '^(lapsed|prospect)_' GROUP BY name, section_key;
CREATE VIEW number AS SELECT name, section_key, item_key, customers FROM line;
CREATE FUNCTION pg_temp.n(name text, section_key text, items text) RETURNS bigint LANGUAGE sql AS $$ SELECT coalesce(sum(customers), 0) FROM number n WHERE (n.name, n.section_key) = ($1, $2) AND item_key = ANY (string_to_array(items, ' ')) $$;

-- everybody is in each section once, with all money
SELECT is_empty(format($$SELECT w.* FROM whole w JOIN line l USING (name) WHERE (l.section_key, l.item_key, w.section_key) = ('base', 'all', %L) AND (w.customers, w.amount) IS DISTINCT FROM (l.customers, l.amount)$$, section_key),
	section_key || ' adds up to the base') FROM unnest('{quadrant,life_stage,structure,action,market_position}'::text[]) section_key;
SELECT is_empty(format($$SELECT name, w.customers FROM whole w WHERE section_key = %L AND w.customers + pg_temp.n(name, 'base', 'refunds_only') + CASE WHEN %L IN ('value_group', 'pareto_class') AND name = 'profit' THEN pg_temp.n(name, 'base', 'profit_unknown') ELSE 0 END
	<> pg_temp.n(name, 'base', 'all')$$, section_key, section_key), section_key || ' does, with those who only gave back') FROM unnest('{value_group,pareto_class,customer_term}'::text[]) section_key;
SELECT is_empty($$SELECT name FROM base WHERE pg_temp.n(name, 'base', 'all') > 0 AND (SELECT count(*) FROM line l WHERE l.name = base.name AND section_key IN ('rfm_segment', 'rfm_group')) = 0 AND pg_temp.n(name, 'market_position', 'existing') > pg_temp.n(name, 'base', 'refunds_only')$$, 'buyers are ranked, or it is said why not');

-- the sections say the same of everybody
SELECT is_empty(format($$SELECT name FROM base WHERE name !~ 'compared' AND pg_temp.n(name, %L, %L) <> pg_temp.n(name, %L, %L)$$, a.section, a.items, b.section, b.items), a.items || ' are ' || b.items)
FROM (VALUES ('action', 'introduce follow_up', 'life_stage', 'prospect'), ('action', 'check_in remind', 'life_stage', 'overdue'), ('action', 'welcome', 'life_stage', 'new'),
			 ('action', 'review', 'base', 'refunds_only'), ('market_position', 'potential', 'life_stage', 'prospect'), ('quadrant', 'prospect_bee prospect_dragonfly prospect_butterfly prospect_mantis', 'life_stage', 'prospect'),
			 ('quadrant', 'lapsed_bee lapsed_dragonfly lapsed_butterfly lapsed_mantis', 'life_stage', 'lapsed')) v (s, i, t, j),
	 LATERAL (SELECT s, i) a (section, items), LATERAL (SELECT t, j) b (section, items);
SELECT is_empty($$SELECT name FROM base WHERE pg_temp.n(name, 'action', 'win_back reactivate let_go') > pg_temp.n(name, 'life_stage', 'lapsed')$$, 'nobody is won back, or let go, who has not lapsed');
SELECT is_empty($$SELECT name, item_key FROM line d WHERE section_key IN ('due_today', 'overdue') AND item_key <> 'no_contact' GROUP BY 1, 2 HAVING sum(customers) > pg_temp.n(name, 'action', item_key)$$, 'nobody is due whose action is another');
SELECT is_empty($$SELECT name FROM line WHERE section_key IN ('rfm_segment', 'rfm_group') AND item_key IN ('at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating', 'lost', 'former_good', 'former_small') GROUP BY 1 HAVING sum(customers) > pg_temp.n(name, 'life_stage', 'lapsed')$$, 'nor is anybody called lost who has not lapsed');
SELECT is_empty($$SELECT name FROM line WHERE section_key = 'rfm_segment' AND item_key IN ('new_customer', 'promising') GROUP BY 1 HAVING sum(customers) > pg_temp.n(name, 'life_stage', 'new')$$, 'nor new who is not');
SELECT is_empty($$SELECT name FROM line WHERE section_key IN ('due_today', 'overdue') AND item_key = 'let_go'$$, 'who is let go is never due');

-- every line is well formed
SELECT is_empty($$SELECT * FROM line WHERE NOT (share BETWEEN 0 AND 1 AND share_of_amount BETWEEN 0 AND 1 AND low <= share AND share <= high)$$, 'shares are shares');
SELECT is_empty($$SELECT name, section_key, item_key FROM line GROUP BY 1, 2, 3 HAVING count(*) > 1$$, 'keys are keys');
SELECT is_empty($$SELECT name, lang, section, item FROM said WHERE section IS NULL OR item IS NULL OR concat(section, item, evidence, what_to_do) ~ '[{}]'$$, 'no name is missing, and no value');
SELECT is_empty($$SELECT name, lang, section_key, item_key, what_to_do FROM said WHERE customers > 0 AND what_to_do IS NULL AND section_key NOT IN ('base', 'concentration')
	AND NOT (section_key = 'quadrant' AND customers = (SELECT sum(g.customers) FROM line g WHERE g.name = said.name AND g.item_key IN ('lapsed_' || said.item_key, 'prospect_' || said.item_key)))$$, 'each class with somebody in it has its advice');
SELECT is_empty($$SELECT name, section_key, item_key FROM line WHERE customers = 0 AND what_to_do IS NOT NULL AND section_key NOT IN ('structure', 'development')$$, 'and none without');
SELECT is_empty($$SELECT s.name, s.lang, s.section_key, s.item_key FROM said s FULL JOIN line l USING (name, section_key, item_key) WHERE name IN (SELECT name FROM said WHERE lang = 'zh') AND (s.customers, s.amount, s.i) IS DISTINCT FROM (l.customers, l.amount, l.i)$$, 'the same lines in all languages');
SELECT is_empty($$SELECT name, lang, section_key, item_key, what_to_do FROM said s WHERE lang <> 'en' AND EXISTS (SELECT FROM line l WHERE (l.name, l.section_key, l.item_key, l.what_to_do) = (s.name, s.section_key, s.item_key, s.what_to_do))$$, 'in other words');
SELECT is_empty($$SELECT name, what_to_do FROM line WHERE section_key = 'summary' AND what_to_do ~ '(^|[ .;(])1 (customers|days|rows|bees|buyers)|(^| )([02-9]|[1-9][0-9,]+) (customer|row|bee|buyer|has|is) '$$, 'one is one, and many are many');
SELECT is_empty($$SELECT name, what_to_do FROM said WHERE lang = 'es' AND section_key = 'summary' AND what_to_do ~ '(^|[ .;(])1 (clientes|días|filas|compradores|abejas|han|son|vinieron|regresaron|siguen|lo eran)\M|(^| )([02-9]|[1-9][0-9.,]+) (cliente|fila|comprador|abeja|ha|es|vino|regresó|sigue)\M'$$, 'in Spanish, too');
SELECT is_empty($$SELECT name, item_key, evidence, what_to_do FROM said WHERE lang = 'es' AND concat_ws(' ', evidence, what_to_do) ~ '\m[0-9]+\.([0-9]{1,2}|[0-9]{4,})\M'$$, 'whose decimals stand behind a comma');

-- and fits
CREATE FUNCTION pg_temp.width(line text) RETURNS bigint LANGUAGE sql AS $$ SELECT coalesce(sum(CASE WHEN ascii(c) BETWEEN 4352 AND 65535 AND ascii(c) NOT BETWEEN 8192 AND 11903 THEN 2 ELSE 1 END), 0) FROM regexp_split_to_table(line, '') c WHERE c <> '' $$;
SELECT is_empty($$SELECT name, lang, line FROM printed WHERE pg_temp.width(line) > 98$$, 'no line is wider than a terminal of 100 columns');
SELECT is_empty($$SELECT name, lang FROM printed GROUP BY 1, 2 HAVING count(*) NOT BETWEEN 1 AND 400 OR count(*) FILTER (WHERE line ~ '\s$') > 0$$, 'printed whole');
SELECT is_empty($$SELECT s.name, s.lang, s.item_key FROM said s WHERE section_key = 'summary' AND (name, lang) IN (SELECT name, lang FROM printed) AND NOT EXISTS (SELECT FROM (SELECT regexp_replace(string_agg(ltrim(line, '- '), '' ORDER BY i), '\s', '', 'g') AS words FROM printed p WHERE (p.name, p.lang) = (s.name, s.lang)) w WHERE strpos(words, regexp_replace(what_to_do, '\s', '', 'g')) > 0)$$, 'with every sentence');
SELECT is_empty($$SELECT name, lang FROM printed WHERE line ~ '^- ' AND (name, lang) IN (SELECT name, lang FROM said) GROUP BY 1, 2 HAVING count(*) <> (SELECT count(*) FROM said s WHERE (s.name, s.lang) = (printed.name, printed.lang) AND section_key = 'summary')$$, 'each of which begins a paragraph');

-- what is said of whom
CREATE FUNCTION pg_temp.items(name text) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(item_key, ' ' ORDER BY i) FROM line WHERE line.name = $1 AND section_key = 'summary' $$;
SELECT is(pg_temp.items(name), items, name) FROM (VALUES
	('nobody', 'nobody'),
	('one', 'types_too_early lapse_too_early too_short action_1 all_bought money no_period'),
	('alike', 'types_too_early lapse_too_early alike too_short all_bought money no_period'),
	('refunds', 'refunds_only'),
	('prospects', 'prospects_only'),
	('potential', 'action_1 prospects_only'),
	('year', 'left_out sales moved development types_predict lapse_says_nothing too_short action_1 action_2 action_3 buyers never_bought refunds_only money few_bring_most flow shape'),
	('days', 'left_out sales moved development types_predict lapse_given_says_nothing action_1 action_2 action_3 customers never_bought refunds_only money flow shape shape_here')) v(name, items);
SELECT bag_eq($$SELECT name FROM line WHERE item_key = 'bought_once'$$, $$VALUES ('once')$$, 'it is said where nobody has bought twice');
SELECT is_empty($$SELECT * FROM line WHERE name = 'refunds' AND concat(evidence, what_to_do) ~ 'alike'$$, 'nobody is called alike of whom nothing is known');
SELECT is_empty($$SELECT name FROM line WHERE section_key = 'summary' AND item_key = 'left_out' AND i > 1$$, 'what was left out is said first');
SELECT matches(what_to_do, '^341 rows are in none of the figures below: 233 without a customer, 108 without a time. Their money is [0-9,.]+\.$', 'with its money') FROM line WHERE name = 'sale' AND item_key = 'left_out' AND section_key = 'summary';
SELECT is(array_agg(DISTINCT what_to_do), ARRAY[strategy('report', 'alike')], 'where all are alike, types and ranks advise nothing') FROM line WHERE name = 'alike' AND section_key IN ('quadrant', 'value_group', 'pareto_class') AND customers > 0 AND what_to_do <> strategy('report', 'too_short');
SELECT is(array_agg(DISTINCT what_to_do), ARRAY[strategy('report', 'alike')], 'nor does a type whose number happens to fall tell anybody to redraft the strategy') FROM line WHERE name = 'level' AND section_key = 'action' AND customers > 0;
SELECT is(array_agg(evidence ORDER BY lang), ARRAY['all_alike: contribution', 'todos iguales: aportación', say('all_alike: contribution', 'zh')], 'why a structure is undetermined, in each language') FROM said WHERE name = 'level' AND section_key = 'structure';
SELECT ok(EXISTS (SELECT FROM printed p WHERE (p.name, p.lang) = (s.name, s.lang) AND line ~ ('^  ' || item || ' +' || _figure(round(statistic::numeric, 2), lang) || '$')), 'the coefficient can be read in the text, too: ' || lang) FROM said s WHERE name = 'sale' AND item_key = 'gini';
SELECT is((SELECT item_key || ', ' || evidence FROM line WHERE name = 'alike' AND section_key = 'structure'), 'undetermined, all_alike: loyalty, contribution', 'nor has the base a structure');
SELECT is(array_agg(DISTINCT what_to_do), ARRAY[strategy('report', 'too_short')], 'a table of a year says that it is too short for old and new, and for long-term') FROM line WHERE name = 'year' AND section_key IN ('value_group', 'customer_term') AND customers > 0 AND item_key <> 'none';
SELECT is((SELECT string_agg(item_key, ' ' ORDER BY i) FROM line WHERE name = 'refunds' AND customers > 0 AND section_key IN ('base', 'life_stage', 'action', 'market_position')), 'all refunds_only refunds_only review existing', 'who only gave back is no prospect');

-- seven shops: thriving and dying ones are told apart, and money times 100 changes no word
SELECT is((SELECT string_agg(item_key, ' ') FROM line l WHERE l.name = v.name AND section_key = 'development'), verdict, name) FROM (VALUES
	('steady', 'holding'), ('halving', 'shrinking'), ('dead', 'collapsed'), ('growing', 'growing'), ('dear', 'holding')) v(name, verdict);
SELECT isnt((SELECT what_to_do FROM line WHERE name = a AND item_key = 'development'), (SELECT what_to_do FROM line WHERE name = b AND item_key = 'development'), a || ' and ' || b || ' are judged differently') FROM (VALUES ('steady', 'halving'), ('steady', 'dead'), ('halving', 'dead'), ('growing', 'steady')) v(a, b);
SELECT is_empty($$SELECT * FROM line WHERE name IN ('steady', 'dead', 'halving') AND what_to_do ~* 'promotion has failed|past marketing'$$, 'past marketing is not judged by a shape');
SELECT is_empty($$SELECT section_key, item_key, translate(evidence || what_to_do, '0123456789.,', '') FROM line WHERE name = 'steady' EXCEPT SELECT section_key, item_key, translate(evidence || what_to_do, '0123456789.,', '') FROM line WHERE name = 'dear'$$, 'money times 100 changes no word');
SELECT is_empty($$SELECT section_key, item_key, customers FROM line WHERE name = 'steady' EXCEPT SELECT section_key, item_key, customers FROM line WHERE name = 'dear'$$, 'and no number of customers');

-- what is said of a part, of a comparison, or of a lack is so, and is not said of others
SELECT is_empty($$SELECT * FROM (SELECT name, regexp_split_to_array(regexp_replace(what_to_do, '[^0-9 ]', '', 'g'), '[^0-9]+') AS said FROM line WHERE item_key = 'shape_here') s,
	LATERAL (SELECT array_agg(coalesce(n, 0)::text ORDER BY i) AS counted FROM (
		SELECT 0 AS i, pg_temp.n(s.name, 'life_stage', 'new active overdue') AS n
		UNION ALL SELECT i, pg_temp.n(s.name, 'quadrant', type) - pg_temp.n(s.name, 'quadrant', 'lapsed_' || type || ' prospect_' || type) FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) WITH ORDINALITY t(type, i)) c) c
	WHERE array_remove(said, '') <> counted$$, 'of those who still buy each type is counted without the lapsed and the prospects, and all of them make up the whole');
SELECT cmp_ok(count(*), '>', 3::bigint, 'which is said of several bases') FROM line WHERE item_key = 'shape_here';
SELECT is((SELECT count(*) FROM printed p WHERE (p.name, p.lang) = (v.name, 'en') AND line ~ v.pattern) > 0, wanted, format('%s: %s %s', name, pattern, CASE WHEN wanted THEN 'is printed' ELSE 'is not' END)) FROM (VALUES
	('sale', '^Value and age', true), ('one', '^Value and age', false), ('compared', '^Value and age', false),
	('sale', '^What to do with each customer stands above', true), ('compared', '^What to do with each customer stands above', false),
	('compared', '^    By the limits of the earlier period', true), ('sale', 'By the limits of the earlier period', false),
	('profit', '^    Lapsed bee ', true), ('profit', '^  Lapsed bee ', false), ('profit', '^    Bee ', false), ('profit', '^  Bee ', true),
	('sale', '^    One action for each customer\.', true)) v(name, pattern, wanted);
CREATE TEMP TABLE judged AS SELECT shop, r.* FROM unnest('{growing,steady}'::text[]) shop,
	LATERAL (SELECT yardstick(activity, '2025-01-01 00:00+00'::timestamptz) AS y FROM segment(('shops.' || shop)::regclass, as_of => '2025-01-01 00:00+00')) y,
	LATERAL report(('shops.' || shop)::regclass, as_of => '2025-01-01 00:00+00', yardstick => y) r;
SELECT is((SELECT string_agg(shop || CASE WHEN what_to_do = strategy('marketing', item_key) THEN ' marketing' ELSE ' shape' END, ', ' ORDER BY shop) FROM judged WHERE section_key = 'structure'), 'growing shape, steady marketing', 'by a yardstick that is given past marketing is judged, but not against the number of the bees');
SELECT is((SELECT string_agg(shop, ' ') FROM judged WHERE item_key = 'marketing'), 'steady', 'nor in a sentence');
SELECT is_empty($$SELECT name FROM line d WHERE section_key = 'development' AND name ~ 'compared' AND (evidence IS NOT NULL) <> (customers <> pg_temp.n(name, 'quadrant', 'bee'))$$, 'counting by days is mentioned where it makes a difference');
SELECT is(pg_temp.n('steady', 'overdue', 'no_contact'), (SELECT count(*) FROM next_actions('shops.steady', as_of => '2025-01-01 00:00+00') WHERE overdue > 0), 'without any contact those due for longer are counted in one line');
SELECT is(evidence, NULL, name || ': nothing is at stake of who is let go') FROM line WHERE item_key = 'let_go' AND section_key = 'action' AND customers > 0 AND name = 'days';
SET LOCAL track_functions = 'all';
SELECT is((SELECT count(*) FROM report('shop.sale')) > 0 AND EXISTS (SELECT FROM pg_stat_xact_user_functions WHERE funcname = '_portrait'), true, 'what a report calls is counted');
SELECT is_empty($$SELECT funcname, calls FROM pg_stat_xact_user_functions WHERE funcname = '_histories_unnamed' OR funcname = '_portrait' AND calls > 1 OR funcname = '_report_values' AND calls > 1$$, 'and without a day to compare with it reads the table no more often than it must');
SET LOCAL track_functions = 'none';

-- the same compared with a year before: a window does not show who bought before it, or who has come since
CREATE TEMP TABLE compared AS SELECT shop, r.* FROM unnest('{steady,halving,dead,yearly,growing}'::text[]) shop, report(('shops.' || shop)::regclass, as_of => '2025-01-01 00:00+00', compare_with => '2024-01-01') r;
SELECT is((SELECT string_agg(shop || ' ' || item_key, ', ' ORDER BY shop) FROM compared WHERE section_key = 'development'), 'dead collapsed, growing growing, halving shrinking, steady holding, yearly holding', 'compared, they are told apart as well');
SELECT is_empty($$SELECT * FROM compared WHERE item_key = 'compared_too_early'$$, 'no window begins before the data');
SELECT is_empty($$SELECT * FROM compared WHERE section_key IN ('life_stage', 'action', 'due_today', 'overdue') OR item_key ~ '^(lapsed|prospect|action|customers|never_bought|new_customer|promising|lost)' AND coalesce(customers, 1) > 0$$, 'and nobody is called new, or lost, who may not be');

\if :data
SELECT is((SELECT string_agg(item_key, ' ' ORDER BY i) FROM line l WHERE l.name = v.name AND section_key = 'summary' AND item_key ~ '^(types|lapse)_'), items, name) FROM (VALUES
	('essec', 'types_predict lapse_predicts'), ('cdnow', 'types_predict lapse_predicts'), ('retail', 'types_say_nothing lapse_says_nothing')) v(name, items);
SELECT is((SELECT string_agg(item_key, ' ') FROM line WHERE name = 'retail' AND section_key = 'life_stage' AND item_key IN ('lapsed', 'overdue') AND customers > 0), NULL, 'where being away means nothing, nobody has lapsed');
\else
SELECT skip('no data sets', 4);
\endif

-- a table that keeps history, a row a day and line, and its own advice acted on
CREATE TABLE shop.kept (day date, LIKE said INCLUDING ALL, PRIMARY KEY (day, section_key, item_key));
ALTER TABLE shop.kept DROP name, DROP lang, DROP i;
PREPARE keep (date) AS INSERT INTO shop.kept SELECT $1, r.* FROM report('shop.sale', as_of => $1::timestamp AT TIME ZONE 'UTC', lapse_after => '90 days') r
	ON CONFLICT (day, section_key, item_key) DO UPDATE SET (customers, share, amount, what_to_do) = (excluded.customers, excluded.share, excluded.amount, excluded.what_to_do);
EXECUTE keep('2024-01-01');
EXECUTE keep('2024-02-01');
CREATE TEMP TABLE kept AS SELECT * FROM shop.kept;
EXECUTE keep('2024-02-01');
SELECT set_eq('SELECT * FROM shop.kept', 'SELECT * FROM kept', 'kept once a day');
SELECT is((SELECT count(DISTINCT day) FROM shop.kept), 2::bigint, 'day by day');
SELECT is((SELECT customers FROM shop.kept WHERE (day, section_key, item_key) = ('2024-01-01', 'life_stage', 'lapsed')), (SELECT customers FROM report('shop.sale', as_of => '2024-01-01 00:00+00', lapse_after => '90 days') WHERE (section_key, item_key) = ('life_stage', 'lapsed')), 'what was said then stays');

SELECT * FROM finish();
ROLLBACK;
