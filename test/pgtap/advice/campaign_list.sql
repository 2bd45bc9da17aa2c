-- campaign_list: who gets what, and who is held out
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../roles.psql
SELECT plan(145);

-- ---- held_out() ----

-- in plain SQL: the first 53 bits of SHA-256
CREATE FUNCTION pg_temp.drawn(customer text, seed text) RETURNS float8 LANGUAGE sql AS $$
	SELECT (('x' || substr(encode(sha256(convert_to(seed, 'UTF8') || '\x00'::bytea || convert_to(customer, 'UTF8')), 'hex'), 1, 14))::bit(56)::bigint >> 3) / 2.0 ^ 53 $$;
SELECT is_empty($$SELECT i, share FROM generate_series(-500, 500) i, unnest('{0.05,0.1,0.5,0.9}'::float8[]) share WHERE held_out(i, share, 'spring') <> (pg_temp.drawn(i::text, 'spring') < share)$$, 'it is the hash of seed and customer');
SELECT is((SELECT array_agg(i) FROM generate_series(1, 60) i WHERE held_out(i, 0.1, 'spring')), '{2,11,51}'::int[], 'the same on every server, for ever');
SELECT is((SELECT array_agg(s ORDER BY i) FROM unnest('{ann@example.com,蜜蜂,José,"",x}'::text[]) WITH ORDINALITY t(s, i) WHERE held_out(s, 0.5, 'Frühling 春')), '{José}'::text[], 'so it is of texts, by their UTF-8');
SELECT is_empty($$SELECT i FROM generate_series(1, 500) i, (VALUES ('a', 'b1'), ('ab', '1')) v(seed, customer) WHERE pg_temp.drawn('b' || i, 'a') = pg_temp.drawn(i::text, 'ab')$$, 'where the seed ends matters');
SELECT is_empty($$SELECT i FROM generate_series(1, 1000) i WHERE held_out(i, 0.1, 's') AND NOT held_out(i, 0.2, 's') OR held_out(i, 0, 's') OR NOT held_out(i, 1, 's')$$, 'of a larger share those of a smaller, of 0 nobody, of 1 all');
SELECT is_empty($$SELECT i FROM generate_series(1, 300) i, LATERAL (SELECT held_out(i, 0.5, 's') AS h) x WHERE h <> ALL (ARRAY[held_out(i::smallint, 0.5, 's'), held_out(i::bigint, 0.5, 's'), held_out(i::text, 0.5, 's'), held_out(i::varchar, 0.5, 's'), held_out(i::name, 0.5, 's'),
	held_out(i::text::character(9), 0.5, 's'), held_out(i::numeric, 0.5, 's'), held_out(i::numeric(9,2), 0.5, 's'), held_out((i || '.000')::numeric, 0.5, 's'), held_out(i::float8, 0.5, 's'), held_out(i::real, 0.5, 's'), held_out(i::oid, 0.5, 's')])$$, 'the same number is the same customer, whatever its type and however it is written');
SELECT is(held_out(z, 0.5, s), held_out(0, 0.5, s), 'so is minus zero') FROM unnest('{-0,0}'::float8[]) z, unnest('{a,b,c}'::text[]) s;
CREATE DOMAIN pg_temp.key AS numeric CHECK (VALUE > 0);
SELECT is_empty($$SELECT i FROM generate_series(1, 100) i WHERE held_out((i || '.50')::pg_temp.key, 0.5, 's') <> held_out((i || '.5')::numeric, 0.5, 's')$$, 'a domain is as its type');
CREATE FUNCTION pg_temp.of_all_types() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat(held_out(d, 0.5, 's'), held_out(d::timestamp, 0.5, 's'), held_out(d::timestamp AT TIME ZONE 'UTC', 0.5, 's'), held_out(i / 7.0::float8, 0.5, 's'), held_out((i / 7.0)::real, 0.5, 's'), held_out(md5(i::text)::uuid, 0.5, 's'), held_out(i % 2 = 0, 0.5, 's' || i), held_out((enum_range(NULL::quadrant))[1 + i % 4], 0.5, 's' || i)), ' ')
	FROM generate_series(1, 200) i, LATERAL (SELECT date '2024-01-01' + i AS d) x $$;
CREATE TEMP TABLE usual AS SELECT pg_temp.of_all_types() AS said;
SET TimeZone = 'Pacific/Chatham';
SET DateStyle = 'German, DMY';
SET extra_float_digits = -10;
SET IntervalStyle = 'sql_standard';
SELECT is(pg_temp.of_all_types(), said, 'no setting has a say') FROM usual;
RESET TimeZone;
RESET DateStyle;
RESET extra_float_digits;
RESET IntervalStyle;
SELECT pg_temp.raises(format('SELECT held_out(%s, 0.1, ''s'')', v), '0A000', 'Make it text, in one form for each.') FROM unnest(ARRAY['interval ''1 day''', '''[1.0]''::jsonb', 'ARRAY[1]', '''\x00''::bytea', 'ROW(1)']) v;
SELECT pg_temp.raises('SELECT held_out(1, ' || v || ', ''s'')', '22023', '%0.2%') FROM unnest('{-0.1,1.1,''NaN''}'::text[]) v;
SELECT is(held_out(NULL::int, 0.1, 's'), NULL, 'of nobody nothing');
SELECT is(held_out('José', 0.5, 'Frühling 春'), true, 'a customer in quotes is a text');
SELECT is_empty($$SELECT i FROM generate_series(1, 300) i, LATERAL (SELECT held_out(i, 0.5, '42') AS h) x WHERE h <> ALL (ARRAY[held_out(i, 0.5, 42), held_out(i, 0.5, 42::bigint), held_out(i, 0.5, 42.0), held_out(i::text, 0.5, 42), held_out(i, 0.5, 42::float8)])$$, 'a seed may be a number, which is its text');
SELECT pg_temp.raises($$SELECT held_out(1, 0.1, interval '1 day')$$, '0A000', 'Make it text%');

-- texts of which equal ones look different, and what is text but tells its values apart in another way: the source shows any one of them
CREATE COLLATION pg_temp.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT pg_temp.raises(q, '0A000', 'Bring it to one form%') FROM unnest(ARRAY['SELECT held_out(''ABC'' COLLATE pg_temp.any_case, 0.5, ''s'')', 'SELECT held_out(who, 0.5, ''s'') FROM (SELECT ''ABC'' COLLATE pg_temp.any_case) t(who)', 'SELECT held_out(1, 0.5, ''s'' COLLATE pg_temp.any_case)']) q;
SELECT is(held_out('ABC' COLLATE pg_temp.any_case COLLATE "C", 0.5, 's'), held_out('ABC', 0.5, 's'), 'another collation is as none');
CREATE TABLE shop.any_case AS SELECT (CASE WHEN i % 2 = 0 THEN 'abc' ELSE 'ABC' END || i / 2 % 50) COLLATE pg_temp.any_case AS customer_id, date '2024-01-01' + i % 300 AS sold_at, 10.0 + i % 7 AS amount FROM generate_series(1, 600) i;
SELECT pg_temp.raises('SELECT * FROM campaign_list_as(NULL::' || t || ', ''shop.any_case'', seed => ''s'', holdout => 0.5)', '0A000', 'Bring it to one form%') FROM unnest(ARRAY['text', 'text COLLATE pg_temp.any_case', 'text COLLATE "C"']) t;
CREATE VIEW shop.one_case AS SELECT lower(customer_id) COLLATE "C" AS customer_id, sold_at, amount FROM shop.any_case;
SELECT results_eq($$SELECT count(*), bool_and(held_out = held_out(customer, 0.5, 's')) FROM campaign_list_as(NULL::text, 'shop.one_case', seed => 's', holdout => 0.5)$$, 'VALUES (50::bigint, true)', 'as the hint says they are on the list');
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citext') AS has_citext \gset
\if :has_citext
CREATE EXTENSION citext SCHEMA public;
CREATE TABLE shop.citexts AS SELECT customer_id::text::public.citext AS customer_id, sold_at, amount FROM shop.any_case;
SELECT pg_temp.raises('SELECT * FROM campaign_list_as(NULL::' || t || ', ''shop.citexts'', seed => ''s'')', '0A000', 'Make it text%') FROM unnest('{text,public.citext}'::text[]) t;
\else
SELECT skip('this server has no citext', 2);
\endif

-- of 100,000 customers: the share within chance, balanced over types, another seed is another draw
CREATE TEMP TABLE many AS SELECT i, (enum_range(NULL::quadrant))[1 + floor(4 * pg_temp.draw(i, 1) ^ 2)::int] AS quadrant, s AS seed, held_out(i, 0.1, s) AS held_out FROM generate_series(1, 100000) i, unnest('{a,b,spring 2025,spring 2026}'::text[]) s;
SELECT cmp_ok(abs(count(*) FILTER (WHERE held_out) - 10000), '<', (3.3 * sqrt(100000 * 0.1 * 0.9))::bigint, 'a tenth within chance, seed ' || seed) FROM many GROUP BY seed ORDER BY seed;
SELECT cmp_ok((separation(quadrant, held_out)).p, '>', 0.01::float8, 'balanced over the types, seed ' || seed) FROM many GROUP BY seed ORDER BY seed;
SELECT cmp_ok((separation(i % 1000 / 50, held_out)).p, '>', 0.01::float8, 'and over the ends of numbers, seed ' || seed) FROM many GROUP BY seed ORDER BY seed;
SELECT cmp_ok((separation(a.held_out, b.held_out)).p, '>', 0.01::float8, format('seed %s says nothing of seed %s', a.seed, b.seed)) FROM many a JOIN many b USING (i) WHERE a.seed < b.seed GROUP BY a.seed, b.seed ORDER BY 1;

-- ---- campaign_list() ----

CREATE TEMP TABLE list AS SELECT * FROM campaign_list('shop.sale', seed => 'spring', potential_column => 'potential', profit_column => 'profit');
CREATE TEMP VIEW known AS SELECT c.customer, c.quadrant, c.life_stage, n.action::text AS next_action, n.why, n.channel, n.offer, n.at_stake, n.action, c.orders, c.rfm_segment, c.amount
FROM classify('shop.sale', potential_column => 'potential', profit_column => 'profit') c JOIN next_actions('shop.sale', potential_column => 'potential', profit_column => 'profit') n USING (customer);
SELECT bag_eq('SELECT customer, quadrant, life_stage, next_action, why, channel, offer, at_stake, held_out FROM list', 'SELECT customer, quadrant, life_stage, next_action, why, channel, offer, at_stake, held_out(customer, 0.1, ''spring'') FROM known', 'all customers with what classify() and next_actions() say, and the draw');
SELECT results_eq('SELECT customer FROM list ORDER BY place', 'SELECT customer FROM known ORDER BY at_stake DESC NULLS LAST, action, customer', 'the most money at stake first');
SELECT results_eq('SELECT place FROM campaign_list(''shop.sale'', seed => ''spring'')', 'SELECT generate_series(1, count(*)) FROM known', 'and in that order');
SELECT bag_eq($$SELECT customer, held_out FROM campaign_list('shop.sale', NULL, 0.2, 42)$$, $$SELECT customer, held_out FROM campaign_list('shop.sale', holdout => 0.2, seed => '42')$$, 'a seed that is a number');
SELECT is((SELECT (min(place), max(place), count(DISTINCT place))::text FROM list), (SELECT (1, count(*), count(*))::text FROM known), 'places from 1 on');
SELECT bag_eq(format('SELECT customer, held_out FROM campaign_list(''shop.sale'', %L, 0.3, ''s'', potential_column => ''potential'', profit_column => ''profit'')', w), format('SELECT customer, held_out(customer, 0.3, ''s'') FROM known AS customer WHERE %s', w), w)
FROM unnest(ARRAY['quadrant = ''bee''', 'orders > 3 AND rfm_segment IN (''champions'', ''loyal_customers'')', 'at_stake > 100 OR next_action = ''win_back''', 'customer IN (SELECT customer_id FROM shop.sale WHERE region = ''north'')',
	'customer.quadrant = ''mantis'' -- the cheap ones', '(orders > 3) = (amount > 100)', 'nullif(orders, 3) > 2', 'false', 'why LIKE E''%\x27%'' OR offer ~ ''price''', 'EXISTS (SELECT FROM shop.sale AS s WHERE s.customer_id = customer.customer AND s.amount > 300)', $$quadrant = $a$bee$a$ /* ) */$$]) w;

-- what else is in the source, and the rest of the list, have no say
CREATE TABLE shop.some AS SELECT * FROM shop.sale WHERE region IN ('north', 'east') ORDER BY line DESC;
SELECT is_empty($$SELECT customer FROM campaign_list('shop.some', 'orders > 1', 0.1, 'spring') s JOIN list l USING (customer) WHERE s.held_out <> l.held_out$$, 'a customer is held out of any list of the seed or of none');
CREATE TEMP TABLE same AS SELECT count(*) AS n, md5(string_agg(l::text, ';' ORDER BY place)) AS said FROM list l;
SET search_path = pg_catalog, pg_temp;
SET TimeZone = 'Pacific/Chatham';
SET DateStyle = 'German, DMY';
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE elsewhere AS
SELECT (SELECT pg_catalog.md5(pg_catalog.string_agg(l::text, ';' ORDER BY place)) FROM customer_seg.campaign_list('shop.sale', seed => 'spring', potential_column => 'potential', profit_column => 'profit') l) AS said,
	   (SELECT pg_catalog.count(*) FROM customer_seg.campaign_list('shop.sale', 'quadrant = ''bee''', seed => 'spring')) AS bees;
RESET TimeZone;
RESET DateStyle;
RESET max_parallel_workers_per_gather;
SET search_path = customer_seg, public;
SELECT is(e.said, s.said, 'whatever the settings') FROM elsewhere e, same s;
SELECT is(bees, (SELECT count(*) FROM classify('shop.sale') WHERE quadrant = 'bee'), 'with a condition, too') FROM elsewhere;
CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = textne);
SET search_path = public, customer_seg, pg_catalog;
CREATE TEMP TABLE planted AS SELECT md5(string_agg(l::text, ';' ORDER BY place)) AS said FROM campaign_list('shop.sale', seed => 'spring', potential_column => 'potential', profit_column => 'profit') l;
SET search_path = customer_seg, public;
DROP OPERATOR public.= (text, text);
SELECT is(p.said, s.said, 'and whatever is planted in the search_path') FROM planted p, same s;

PREPARE listed AS SELECT customer, held_out FROM campaign_list('shop.sale', $1, $2, $3);
SELECT bag_eq($$EXECUTE listed('quadrant = ''bee''', 0.2, '42')$$, $$SELECT customer, held_out FROM campaign_list('shop.sale', 'quadrant = ''bee''', 0.2, 42)$$, 'prepared, with a parameter as the seed');

-- customers of other types, a segmentation, a log of contacts, a language
CREATE TABLE shop.texts AS SELECT 'C' || customer_id AS who, sold_at AS at, amount AS money FROM shop.sale;
SELECT pg_temp.raises($$SELECT * FROM campaign_list_as(NULL::text, 'shop.texts', customer_column => 'who')$$, '22004|42703', NULL, 'a seed is missing');
SELECT bag_eq($$SELECT customer, held_out, quadrant FROM campaign_list_as(NULL::text, 'shop.texts', 'quadrant = ''bee''', 0.5, 'x', 'who', 'at', 'money')$$, $$SELECT 'C' || customer, held_out('C' || customer, 0.5, 'x'), quadrant FROM campaign_list('shop.sale', 'quadrant = ''bee''', 0.5, 'y')$$, 'of any type');
SELECT results_eq($$SELECT customer FROM campaign_list_as(NULL::text, 'shop.texts', NULL, 0.5, 'x', 'who', 'at', 'money') WHERE at_stake = 0$$, $$SELECT customer FROM campaign_list_as(NULL::text, 'shop.texts', NULL, 0.5, 'x', 'who', 'at', 'money') WHERE at_stake = 0 ORDER BY next_action::customer_action, customer COLLATE "C"$$, 'of equal money the action that takes precedence, then the lesser customer, by bytes');
CREATE TEMP TABLE made AS SELECT * FROM create_segmentation('kept', 'shop.sale', since => '2023-01-01');
SELECT bag_eq($$SELECT * FROM campaign_list('kept', 'quadrant = ''bee''', 0.2, 'x')$$, $$SELECT * FROM campaign_list('shop.sale', 'quadrant = ''bee''', 0.2, 'x', since => '2023-01-01', yardstick => (SELECT yardstick FROM segmentations))$$, 'of a segmentation');
CREATE TABLE shop.contact AS SELECT customer_id AS customer, timestamptz '2024-09-01 00:00+00' AS at, 'complaint' AS kind FROM shop.sale WHERE customer_id BETWEEN 50 AND 60 GROUP BY 1;
SELECT is((SELECT array_agg(DISTINCT next_action) FROM campaign_list('shop.sale', 'customer BETWEEN 50 AND 60', 0.2, 'x', contact_log => 'shop.contact')), '{settle_complaint}', 'by the log of contacts');
SELECT is((SELECT count(*) FROM campaign_list('shop.sale', 'next_action <> ''settle_complaint''', 0.2, 'x', contact_log => 'shop.contact') WHERE customer BETWEEN 50 AND 60), 0::bigint, 'which the condition sees, too');
SELECT is((SELECT DISTINCT offer FROM campaign_list('shop.sale', 'next_action = ''reward''', 0.2, 'x', lang => 'es')), (play('reward'::customer_action, 'es')).offer, 'in a language');

-- ---- what the condition cannot do ----

CREATE VIEW shop.locked AS SELECT customer_id FROM shop.sale FOR UPDATE;
SELECT pg_temp.raises(format('SELECT * FROM campaign_list(''shop.sale'', %L, 0.1, ''x'')', w), state, NULL, w) FROM (VALUES
	('true) OR (true', '42601'), ('true; DROP TABLE shop.sale', '42601'), ('true /*', '42601'), ('''', '42601'), ('"', '42601'), ('$a$', '42601'), ('true)) AS customer; DELETE FROM shop.sale; --', '42601'),
	('true ORDER BY 1', '42601'), ('true LIMIT 1', '42601'), ('true FOR UPDATE', '42601'), ('(SELECT true FROM shop.sale LIMIT 1 FOR UPDATE)', '42601'), ('customer IN (SELECT customer_id FROM shop.locked)', '0A000'), ('true AS x', '42601'), ('true x', '42601'), ('true, true', '42601'), ('DISTINCT true', '42601'), ('true WHERE true', '42601'), ('true FROM shop.sale', '42601'), ('true UNION SELECT true', '42601'),
	('true GROUP BY 1', '42601'), ('', '42601'), ('  -- nothing', '42601'), ('*', '42601'), ('$1 IS NULL', '42601'), ('customer IN (SELECT $5)', '42601'), ('SELECT true', '42601'), ('c.customer = 1', '42P01'), ('nothing = 1', '42703'), ('orders', '42804'),
	('count(*) > 1', '42803'), ('row_number() OVER () < 5', '42P20'), ('generate_series(1, 2) = 1', '0A000'), ('customer IN (WITH x AS (DELETE FROM shop.sale RETURNING 1) SELECT 1)', '0A000|42601'), ('1 / (orders - orders) = 1', '22012')) v(w, state);
SELECT cmp_ok((SELECT count(*) FROM shop.sale), '=', 12000::bigint, 'and nothing has happened');
CREATE FUNCTION pg_temp.shown(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	context text;
BEGIN
	EXECUTE query;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
	RETURN SQLERRM || ': ' || regexp_replace(context, E'\n?SQL statement .*', '');
END $$;
SELECT is(pg_temp.shown($$SELECT * FROM campaign_list('shop.sale', 'orders > 3 AND nothing', 0.1, 'x')$$), 'column "nothing" does not exist: where', 'an error speaks of the condition');
SELECT is(pg_temp.shown(format('SELECT * FROM campaign_list(''shop.sale'', %L, 0.1, ''x'', lang => %L)', w, lang)), said, 'and not of the query that is made of it') FROM (VALUES
	('1 / (orders - orders) = 1', 'en', E'division by zero: campaign_list()\nwith where: 1 / (orders - orders) = 1'),
	('(SELECT true FROM shop.sale LIMIT 1 FOR UPDATE)', 'en', 'where is not a condition: (SELECT true FROM shop.sale LIMIT 1 FOR UPDATE): '),
	('customer IN (SELECT customer_id FROM shop.locked)', 'en', E'SELECT FOR UPDATE is not allowed in a query that only reads: campaign_list()\nwith where: customer IN (SELECT customer_id FROM shop.locked)'),
	('true', 'xx', E'the playbook has no language "xx": next_actions()\ncampaign_list()\nwith where: true')) v(w, lang, said);
-- what it calls may write
CREATE FUNCTION pg_temp.wipe() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN DELETE FROM shop.texts WHERE who = ''C7''; RETURN true; END';
SELECT cmp_ok((SELECT count(*) FROM campaign_list('shop.sale', 'pg_temp.wipe()', seed => 'x')), '>', 100::bigint, 'a function of the condition runs as in a query of one''s own');
SELECT is((SELECT count(*) FROM shop.texts WHERE who = 'C7'), 0::bigint, 'and may write');

-- with the rights of the caller, who sees what the caller may see
CREATE ROLE customer_seg_test_north;
CREATE ROLE customer_seg_test_nobody;
GRANT USAGE ON SCHEMA customer_seg, shop TO customer_seg_test_north, customer_seg_test_nobody;
GRANT SELECT ON shop.sale TO customer_seg_test_north;
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY north ON shop.sale TO customer_seg_test_north USING (region = 'north');
CREATE TABLE shop.secret AS SELECT 1 AS customer_id;
SELECT is(seen_by('north', $$SELECT count(*) FROM customer_seg.campaign_list('shop.sale', 'true', 0.1, 'x')$$), (SELECT count(DISTINCT customer_id)::text FROM shop.sale WHERE region = 'north' AND sold_at IS NOT NULL), 'row-level security holds');
SELECT is(seen_by('north', $$SELECT count(*) FROM customer_seg.campaign_list('shop.sale', 'customer IN (SELECT customer_id FROM shop.sale)', 0.1, 'x')$$), (SELECT count(DISTINCT customer_id)::text FROM shop.sale WHERE region = 'north' AND sold_at IS NOT NULL), 'in the condition, too');
SELECT is(seen_by('north', $$SELECT count(*) FROM customer_seg.campaign_list('shop.sale', 'customer IN (SELECT customer_id FROM shop.secret)', 0.1, 'x')$$), 'not allowed', 'a table that the caller may not read is not read');
SELECT is(seen_by('nobody', $$SELECT count(*) FROM customer_seg.campaign_list('shop.sale', 'true', 0.1, 'x')$$), 'not allowed', 'nor is the source');
ALTER TABLE shop.sale DISABLE ROW LEVEL SECURITY;

-- arguments
SELECT pg_temp.raises($$SELECT * FROM campaign_list('shop.texts', 'orders > 1', 0.2, 42, 'who', 'at', 'money')$$, '42804', '%seed => ''42''%');
SELECT pg_temp.raises('SELECT * FROM campaign_list(''shop.sale'', ' || arguments || ')', state, hint) FROM (VALUES
	('NULL', '22004', '%spring 2025%'), ('NULL, 0.1, NULL', '22004', '%spring 2025%'), ('NULL, 0.1, ''''', '22023', '%spring 2025%'), ('NULL, NULL, ''x''', '22004', '%0.1%'), ('NULL, 1.5, ''x''', '22023', '%'), ('NULL, ''NaN'', ''x''', '22023', '%'),
	('NULL, 0.1, interval ''1 day''', '0A000', 'Make it text%'), ('NULL, 0.1, ''x'', ''nobody''', '42703', '%'), ('NULL, 0.1, ''x'', lang => ''fr''', '22023', '%')) v(arguments, state, hint);
SELECT pg_temp.raises($$SELECT * FROM campaign_list('shop.texts', 'orders > 1', 0.2, 'x', 'who', 'at', 'money')$$, '42804', 'Use customer_seg.campaign_list_as(NULL::text, ''shop.texts'', "where" => ''orders > 1'', holdout => ''0.2'', seed => ''x'', customer_column => ''who'', time_column => ''at'', amount_column => ''money''%');
SELECT is(count(*), 0::bigint, 'an empty source') FROM campaign_list('shop.sale', seed => 'x', since => '2199-01-01');

-- ---- the full circle: list, table, answers, uplift ----

CREATE TABLE shop.autumn AS SELECT * FROM campaign_list('shop.sale', 'orders > 0', 0.4, 'autumn', as_of => '2024-08-01', potential_column => 'potential');
-- the letter makes 40 % of the mantises buy who got it, for 20, and nobody else; a tenth of all buy anyway
CREATE TABLE shop.answer AS
SELECT customer AS customer_id, date '2024-08-10' AS sold_at, 20.00 AS amount FROM shop.autumn
WHERE pg_temp.draw(customer, 50) < CASE WHEN quadrant = 'mantis' AND NOT held_out THEN 0.5 ELSE 0.1 END;
CREATE TEMP TABLE brought AS
SELECT r.* FROM (SELECT uplift(quadrant::quadrant, NOT held_out, a.customer_id IS NOT NULL, a.amount) AS rows FROM shop.autumn LEFT JOIN shop.answer a ON a.customer_id = customer) u, unnest(rows) r;
SELECT is((SELECT string_agg(class || ' ' || verdict, ', ') FROM brought WHERE class IN ('bee', 'mantis', 'all')), 'bee not_shown, mantis works, all works', 'the effect is where it was put');
SELECT cmp_ok((SELECT low_a_head FROM brought WHERE class = 'mantis'), '<', 8.0, 'a contact brings 40 % of 20 more')
UNION ALL SELECT cmp_ok((SELECT high_a_head FROM brought WHERE class = 'mantis'), '>', 8.0, 'within its interval')
UNION ALL SELECT is((SELECT treated + control FROM brought WHERE class = 'all'), (SELECT count(*) FROM shop.autumn), 'nobody is lost on the way')
UNION ALL SELECT is((SELECT treated_amount + control_amount FROM brought WHERE class = 'all'), (SELECT sum(amount) FROM shop.answer), 'nor any money');

SELECT * FROM finish();
ROLLBACK;
