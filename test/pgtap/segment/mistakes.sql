-- mistakes: each is an error with its SQLSTATE and a hint, and nothing is half done
BEGIN;
\ir ../helpers.psql
SELECT plan(125);

CREATE SCHEMA shop;
CREATE TABLE shop.sale (customer_id bigint, sold_at timestamptz, amount numeric, buyer uuid, note text, place point, flag boolean, gone integer, ratio double precision,
						names name[], document json, cents money);
ALTER TABLE shop.sale DROP COLUMN gone;
INSERT INTO shop.sale SELECT n % 7, timestamptz '2024-01-01 00:00+00' + n * interval '1 day', n, md5((n % 7)::text)::uuid, 'n', point(1, n), true, n FROM generate_series(1, 50) n;
CREATE INDEX sale_index ON shop.sale (customer_id);
CREATE SEQUENCE shop.numbers;
CREATE TYPE shop.pair AS (customer_id bigint, sold_at timestamptz, amount numeric);
CREATE TABLE shop.by_year (LIKE shop.sale) PARTITION BY RANGE (sold_at);
CREATE INDEX by_year_index ON shop.by_year (customer_id);

-- segment(arguments)
SELECT pg_temp.raises(format('SELECT * FROM %s', call), state, hint) FROM (VALUES
	('segment(''shop.nothing'')', '42P01', NULL),
	('segment(999999999)', '42P01|42704', NULL),
	('segment(NULL)', '22004', '%'),
	('segment(''shop.sale'', ''client'')', '42703', '%customer_id%sold_at%amount%'),
	('segment(''shop.sale'', ''Customer_ID'')', '42703', '%customer_id%'),
	('segment(''shop.sale'', time_column => ''at'')', '42703', '%sold_at%'),
	('segment(''shop.sale'', amount_column => ''price'')', '42703', '%amount%'),
	('segment(''shop.sale'', order_column => ''order_id'')', '42703', '%customer_id%'),
	('segment(''shop.sale'', potential_column => ''budget'')', '42703', '%customer_id%'),
	('segment(''shop.sale'', amount_column => ''........pg.dropped.8........'')', '42703', '%customer_id%'),
	('segment(''shop.sale'', ''customer_id FROM shop.sale; DROP TABLE shop.sale; --'')', '42703', '%customer_id%'),
	('segment(''shop.sale'', '''')', '42703', '%customer_id%'),
	('segment(''shop.sale'', customer_column => NULL)', '22004', '%'),
	('segment(''shop.sale'', time_column => NULL)', '22004', '%'),
	('segment(''shop.sale'', amount_column => NULL)', '22004', '%'),
	('segment(''shop.sale'', ''buyer'')', '42804', '%segment_as(NULL::uuid,%'),
	('segment(''shop.sale'', ''note'')', '42804', '%segment_as(NULL::text,%'),
	('segment(''shop.sale'', ''amount'')', '42804', '%segment_as(NULL::numeric,%'),
	('segment(''shop.sale'', time_column => ''amount'')', '42804', '%time%'),
	('segment(''shop.sale'', time_column => ''note'')', '42804', '%time%'),
	('segment(''shop.sale'', amount_column => ''note'')', '42804', '%numeric%'),
	('segment(''shop.sale'', amount_column => ''flag'')', '42804', '%numeric%'),
	('segment(''shop.sale'', amount_column => ''sold_at'')', '42804', '%numeric%'),
	('segment(''shop.sale'', potential_column => ''place'')', '42804', '%numeric%'),
	('segment(''shop.sale'', order_column => ''place'')', '42883', '%'),
	('segment(''shop.sale'', order_column => ''document'')', '42883', '%'),
	('segment_as(NULL::point, ''shop.sale'', ''place'')', '42883', '%'),
	('segment_as(NULL::json, ''shop.sale'', ''document'')', '42883', '%'),
	('segment_as(NULL::uuid, ''shop.sale'', ''note'')', '42804', '%segment_as(NULL::text%'),
	('segment_as(NULL::text, ''shop.sale'', ''buyer'')', '42804', '%segment_as(NULL::uuid%'),
	('segment_as(NULL, ''shop.sale'')', '42804|42846|42P18', NULL),
	('segment(''shop.sale_index'')', '42809', '%'),
	('segment(''shop.by_year_index'')', '42809', '%'),
	('segment(''shop.numbers'')', '42809', '%'),
	('segment(''shop.pair'')', '42809', '%'),
	('segment(''shop.sale'', as_of => ''infinity'')', '22023', '%'),
	('segment(''shop.sale'', as_of => ''-infinity'')', '22023', '%'),
	('segment(''shop.sale'', yardstick => ''{}'')', '22...', NULL)) v(call, state, hint);

-- rows that segment() and activity() cannot take
CREATE TABLE shop.bad (customer_id integer, sold_at timestamptz, amount numeric, floating double precision, potential numeric);
CREATE FUNCTION pg_temp.refused(sold_at timestamptz, amount numeric, potential numeric, state text, about text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	call text;
BEGIN
	TRUNCATE shop.bad;
	INSERT INTO shop.bad VALUES (1, '2024-01-01', 1, 1, 1), (1, sold_at, amount, 1, potential), (2, '2024-01-01', 1, 1, 1);
	FOREACH call IN ARRAY ARRAY['activity(sold_at, amount, potential) FROM shop.bad', '* FROM segment(''shop.bad'', potential_column => ''potential'')'] LOOP
		RETURN NEXT pg_temp.raises('SELECT ' || call, state, '%', format('%s: %s', about, call));
	END LOOP;
END $$;
SELECT pg_temp.refused(at, amount, potential, state, about) FROM (VALUES
	(timestamptz '2024-01-01', 'NaN'::numeric, 1, '22023', 'an amount that is NaN'),
	('2024-01-01', 'infinity', 1, '22023', 'an infinite amount'),
	('2024-01-01', '-infinity', 1, '22023', 'a negative infinite amount'),
	('2024-01-01', 1e18, 1, '22003', 'an amount of 10^18'),
	('2024-01-01', -1e18, 1, '22003', 'an amount of -10^18'),
	('2024-01-01', 1e131000, 1, '22003', 'an enormous amount'),
	('2024-01-01', 999999999999999999.999999999999999999995, 1, '22003', 'an amount that is rounded to 10^18'),
	('2024-01-01', -999999999999999999.999999999999999999995, 1, '22003', 'and one that is rounded to -10^18'),
	('infinity', 1, 1, '22023', 'an infinite time'),
	('-infinity', 1, 1, '22023', 'a time at minus infinity'),
	('2024-01-01', 1, 'NaN', '22023', 'a potential that is NaN'),
	('2024-01-01', 1, 'infinity', '22023', 'an infinite potential'),
	('2024-01-01', 1, 1e18, '22003', 'a potential of 10^18')) v(at, amount, potential, state, about);
SELECT pg_temp.raises(format('SELECT activity(now(), %L::float8)', x), state, '%') FROM (VALUES
	('NaN', '22023'), ('infinity', '22023'), ('-infinity', '22023'), ('1e18', '22003'), ('-1e18', '22003'), ('1e300', '22003')) v(x, state);
SELECT pg_temp.raises(format('SELECT activity(now(), 1::float8, %L::float8)', x), state, '%') FROM (VALUES ('NaN', '22023'), ('infinity', '22023'), ('1e18', '22003')) v(x, state);
SELECT pg_temp.raises(format('SELECT activity(now(), %s::bigint)', x), '22003', '%') FROM unnest(ARRAY['1000000000000000000', '-1000000000000000000', '9223372036854775807']) x;
TRUNCATE shop.bad;
INSERT INTO shop.bad SELECT 1, '2024-01-01', 6e17, 0, 0 FROM generate_series(1, 2);
SELECT pg_temp.raises('SELECT * FROM segment(''shop.bad'', order_column => ''customer_id'')', '22003', NULL, 'lines of an order that add up to 10^18');
UPDATE shop.bad SET floating = 'NaN';
SELECT pg_temp.raises('SELECT * FROM segment(''shop.bad'', amount_column => ''floating'')', '22023', '%', 'NaN in a double precision column');

-- functions with bad arguments
CREATE TEMP TABLE fine AS
SELECT activity(sold_at, amount) AS a, yardstick, mix FROM shop.sale,
	   (SELECT yardstick(a, '2025-01-01 00:00+00') FROM (SELECT activity(sold_at, amount) AS a FROM shop.sale GROUP BY customer_id) s) y,
	   (SELECT mix(quadrant(n, n)) FROM generate_series(1, 100) n) m
GROUP BY yardstick, mix;
SELECT pg_temp.raises(format('SELECT %s FROM fine', call), state, hint) FROM (VALUES
	('with_referrals(a, -1)', '22023', '%'),
	('with_referrals(a, 9007199254740992) + with_referrals(a, 1)', '22003', NULL),
	('recency(a, ''infinity'')', '22023', NULL),
	('tenure(a, ''-infinity'')', '22023', NULL),
	('regularity(a, ''infinity'')', '22023', NULL),
	('yardstick(a, NULL)', '22004', '%'),
	('yardstick(a, ''infinity'')', '22023', '%'),
	('yardstick(a, timestamptz ''2025-01-01'' + n * interval ''1 day'') FROM fine, generate_series(1, 2) n --', '22023', '%same point in time%'),
	('with_weights(yardstick, recency => -1)', '22023', '%'),
	('with_weights(yardstick, amount => ''NaN'')', '22023', '%'),
	('with_weights(yardstick, frequency => ''infinity'')', '22023', '%'),
	('with_weights(yardstick, frequency => 1e308)', '22023', '%'),
	('with_weights(yardstick, frequency => 1e-308)', '22023', '%'),
	('with_weights(yardstick, recency => 0, frequency => 0)', '22023', '%'),
	('with_weights(yardstick, amount => 0)', '22023', '%'),
	('with_weights(yardstick, contact_weight => -0.25)', '22023', '%'),
	('with_weights(yardstick, contact_weight => ''NaN'')', '22023', '%'),
	('with_weights(yardstick, contact_weight => ''infinity'')', '22023', '%'),
	('with_cuts(yardstick, loyalty => ''high'')', '22023', '%mean%median%'),
	('with_cuts(yardstick, contribution => '''')', '22023', '%mean%median%'),
	('with_cuts(yardstick, contribution => ''p'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''p101'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''p-1'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''pNaN'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''p80x'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''500 dollars'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''NaN'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''infinity'')', '22023', '%'),
	('with_cuts(yardstick, contribution => ''1e400'')', '22023|22003', '%'),
	('with_cuts(yardstick, contribution => repeat(''9'', 100000))', '22023|22003', '%'),
	('with_cuts(yardstick, loyalty => ''100.1'')', '22023', '%'),
	('with_cuts(yardstick, loyalty => ''-0.1'')', '22023', '%'),
	('with_cuts(with_weights(yardstick, frequency => 0), loyalty => ''-5'')', '22023', '%'),
	('with_cuts(with_weights(yardstick, recency => 0, regularity => 1, frequency => 0), loyalty => ''1.5'')', '22023', '%'),
	('loyalty(a, yardstick, ''infinity'')', '22023', NULL),
	('quadrant(a, yardstick, ''-infinity'')', '22023', NULL),
	('structure(mix, min_customers => -1)', '22023', '%'),
	('structure(mix, evenness => -0.1)', '22023', '%'),
	('structure(mix, evenness => ''NaN'')', '22023', '%'),
	('structure(mix, confidence => 0)', '22023', '%'),
	('structure(mix, confidence => 1)', '22023', '%'),
	('structure(mix, confidence => ''NaN'')', '22023', '%'),
	('structure(mix, confidence => 95)', '22023', '%'),
	('describe(mix, confidence => 1)', '22023', '%'),
	('describe(mix, min_customers => -1)', '22023', '%'),
	('describe(mix, evenness => -1)', '22023', '%')) v(call, state, hint);

-- an error leaves nothing behind
SELECT is((SELECT sum(amount) FROM segment('shop.sale')), 1275::numeric, 'after all these errors segment works');

SELECT * FROM finish();
ROLLBACK;
