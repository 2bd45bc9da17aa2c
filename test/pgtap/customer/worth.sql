-- worth, profit and limits: what a customer is worth, and what is high in absolute units
BEGIN;
\ir ../helpers.psql
\ir ../measures.psql
SELECT plan(61);

-- profit of an activity: the exact sum of what was given, in any order and any grouping
CREATE TEMP TABLE sold AS
SELECT line, customer_id, sold_at, amount, potential, CASE WHEN line % 3 = 0 THEN round(amount / 4 - 9, 2) END AS profit
FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL;
SELECT is(count(*) FILTER (WHERE profit(a)::text IS DISTINCT FROM wanted::text), 0::bigint, 'profit is the sum, to the digit, NULL where none is known')
FROM (SELECT activity(sold_at, amount, potential, profit) AS a, sum(profit) AS wanted FROM sold GROUP BY customer_id) s;
SELECT is(count(*) FILTER (WHERE with_profit::text::jsonb - 'profit' <> without::text::jsonb), 0::bigint, 'and changes nothing else')
FROM (SELECT activity(sold_at, amount, potential, profit) AS with_profit, activity(sold_at, amount, potential) AS without FROM sold GROUP BY customer_id) s;
SELECT is(count(DISTINCT activity_send(a)), 1::bigint, 'the same bytes whichever row comes first')
FROM (SELECT activity(sold_at, amount, potential, profit ORDER BY hashint4extended(line, n)) AS a FROM sold, generate_series(1, 20) n WHERE customer_id = 3 GROUP BY n) s;
SELECT is(count(DISTINCT activity_send(a)), 1::bigint, 'and however they are split')
FROM (SELECT n, rollup(part) AS a FROM (SELECT n, activity(sold_at, amount, potential, profit) AS part FROM sold, generate_series(1, 12) n WHERE customer_id = 3 GROUP BY n, line % n) s GROUP BY n) s;
SELECT is(count(*) FILTER (WHERE profit(moving) IS DISTINCT FROM wanted), 0::bigint, 'over a moving frame')
FROM (SELECT activity(sold_at, amount, potential, profit) OVER w AS moving, sum(profit) OVER w AS wanted FROM sold WHERE customer_id < 20
	  WINDOW w AS (PARTITION BY customer_id ORDER BY line ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING)) s;
SELECT is(array_agg(profit(a)::text), ARRAY['-1.25', '-1.25', '-1.25', '-3'], 'of every kind of amount') FROM (
	SELECT activity(now(), 1.5, NULL::numeric, -1.25) AS a UNION ALL SELECT activity(now(), 1.5::float8, NULL::float8, -1.25::float8) UNION ALL
	SELECT activity(now(), 1.5::real, NULL::real, -1.25::real) UNION ALL SELECT activity(now(), 1::bigint, NULL::bigint, -3::bigint)) s;
SELECT is(profit(activity(now(), NULL::numeric, NULL, 2.50)), 2.50, 'a contact may earn, too');
SELECT is(profit(activity_accum(a, now(), 1, NULL, 1)) - coalesce(profit(a), 0), 1::numeric, 'called by hand, the transition function makes a new value')
FROM person WHERE customer_id IN (1, 2, 7) ORDER BY customer_id;
SELECT cmp_ok(activity_cmp(a, b), '<', 0, 'the one that is known comes after the one that is not') FROM (SELECT activity('2024-01-01', 1) AS a, activity('2024-01-01', 1, NULL, 0) AS b) s;
SELECT pg_temp.raises($$SELECT '{"profit": 5}'::activity$$, '22P02', NULL, 'a profit that came with nothing');
SELECT pg_temp.raises($$SELECT activity(now(), 1, NULL, 1e18)$$, '22...', NULL, 'a profit out of range');

-- what contribution means by default
CREATE FUNCTION pg_temp.meaning(y yardstick) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(measure, ', ') FROM weights(y) WHERE axis = 'contribution' AND weight > 0 $$;
CREATE TEMP TABLE base AS
SELECT activity(sold_at, amount) AS plain, activity(sold_at, amount, potential) AS quoted, activity(sold_at, amount, NULL, profit) AS earned, activity(sold_at, amount, potential, profit) AS all_known
FROM sold GROUP BY customer_id;
CREATE TEMP TABLE fits AS SELECT yardstick(plain, :as_of) AS plain, yardstick(quoted, :as_of) AS quoted, yardstick(earned, :as_of) AS earned, yardstick(all_known, :as_of) AS all_known FROM base;
SELECT is(pg_temp.meaning(plain), 'amount', 'amount') FROM fits;
SELECT is(pg_temp.meaning(quoted), 'worth', 'worth where any potential is known') FROM fits;
SELECT is(pg_temp.meaning(earned), 'profit', 'profit where any profit is known') FROM fits;
SELECT is(pg_temp.meaning(all_known), 'profit', 'also where potentials are') FROM fits;
SELECT pg_temp.raises('SELECT with_weights(plain, worth => 1) FROM fits', '22023', NULL, 'worth is no measure where nothing but amounts is known');
SELECT is(count(*) FILTER (WHERE quadrant(b.plain, f.plain) <> quadrant(b.earned, y) OR contribution(b.plain, f.plain) <> contribution(b.earned, y)), 0::bigint, 'a profit changes nothing else')
FROM base b, fits f, LATERAL with_weights(f.earned, amount => 1, profit => 0) y;

-- a potential changes nobody but those whom it lifts over the cut, and it lifts all of them
CREATE TEMP TABLE mean AS SELECT avg(amount(plain)) AS mean FROM base;
CREATE TEMP TABLE lifting AS
SELECT quadrant(b.quoted, f.quoted) AS is, quadrant(b.plain, f.plain) AS was, loyalty(b.quoted, f.quoted) = loyalty(b.plain, f.plain) AS as_loyal,
	   coalesce(potential(b.quoted) >= mean, false) AND (orders(b.plain) = 0 OR amount(b.plain) < mean) AS lifted
FROM base b, fits f, mean;
SELECT is(count(*) FILTER (WHERE (l.is <> l.was) <> lifted OR NOT as_loyal), 0::bigint, 'nobody else changes') FROM lifting l;
SELECT cmp_ok(count(*), '>', 20::bigint, 'many are lifted') FROM lifting WHERE lifted;
SELECT is(count(*) FILTER (WHERE l.is NOT IN ('bee', 'dragonfly')), 0::bigint, 'to the high side') FROM lifting l WHERE lifted;
SELECT is(quadrant(activity(:as_of, NULL::numeric, quote), with_cuts(quoted, loyalty => '100')), wanted::quadrant, format('an open quote of %s against a mean of %s', round(quote), round(mean)))
FROM fits, mean, LATERAL (VALUES (mean + 0.01, 'dragonfly'), (mean - 0.01, 'mantis'), (10, 'mantis'), (NULL, 'mantis')) v(quote, wanted) GROUP BY quoted, quote, mean, wanted ORDER BY quote;

-- a profit below zero is an ordinary number
CREATE TEMP TABLE lossy AS
SELECT customer_id, activity(at, amount, NULL, profit) AS a
FROM (VALUES (1, timestamptz '2025-01-01', 50.0, -5.0), (1, '2025-01-01', 70, -7), (2, '2025-01-05', 40, 10)) v(customer_id, at, amount, profit) GROUP BY 1;
SELECT is(array_agg(format('%s %s %s %s', orders(a), amount(a), profit(a), quadrant(a, with_cuts(y, loyalty => '0'))) ORDER BY customer_id),
		  ARRAY['2 120.0 -12.0 butterfly', '1 40 10 bee'], 'an order sold at a loss is an order')
FROM lossy, (SELECT yardstick(a, '2025-02-01') AS y FROM lossy) f;

-- limits, one a measure: against plain SQL
CREATE FUNCTION pg_temp.limited(measure text, at text) RETURNS yardstick LANGUAGE plpgsql AS $$
DECLARE
	changed yardstick;
BEGIN
	EXECUTE format('SELECT with_limits(y, %I => %L) FROM fitted', measure, at) INTO changed;
	RETURN changed;
END $$;
CREATE TEMP TABLE limited AS
SELECT measure, at, pg_temp.limited(measure, at) AS y FROM (VALUES
	('recency', '120 days'), ('frequency', '3'), ('tenure', '1000 days 12:00'), ('regularity', '0.25'), ('referrals', '2'),
	('amount', '500'), ('average_order', '45.75'), ('potential', '2500'), ('worth', '1200'), ('profit', '-12.5')) v(measure, at);
CREATE TEMP TABLE meeting AS
SELECT l.*, coalesce(CASE l.measure WHEN 'recency' THEN value >= -120 WHEN 'tenure' THEN value >= 1000.5 ELSE value >= at::numeric END, false) AS wanted,
	   quadrant(a, y) IN ('bee', CASE axis WHEN 'loyalty' THEN 'butterfly' ELSE 'dragonfly' END::quadrant) AS is_high
FROM (SELECT measure, CASE WHEN measure IN ('recency', 'tenure') THEN '0' ELSE at END AS at, y FROM limited) l JOIN scored USING (measure);
SELECT is(count(*) FILTER (WHERE is_high <> wanted), 0::bigint, 'who meets a limit of ' || measure) FROM meeting GROUP BY measure ORDER BY measure;
SELECT is(string_agg(measure, ', ') FILTER (WHERE meets < 5), NULL, 'and of each, some do') FROM (SELECT measure, count(*) FILTER (WHERE wanted) AS meets FROM meeting GROUP BY measure) m;
SELECT is(round(c.high_share * customers(l.y)), count(*) FILTER (WHERE wanted)::float8, 'cuts() knows the share that meets the limit of ' || measure)
FROM limited l JOIN meeting USING (measure), LATERAL (SELECT high_share FROM cuts(l.y) c WHERE c.measure = l.measure) c GROUP BY measure, l.y, high_share ORDER BY measure;

-- all limits of an axis are to be met; scores stay as they are
CREATE TEMP TABLE strict AS SELECT with_limits(y, recency => '200 days', frequency => 4, amount => 300, profit => 0) AS y FROM fitted;
SELECT is(count(*) FILTER (WHERE quadrant(a, y) IN ('bee', 'butterfly') <> (last_order(a) >= :as_of - interval '200 days' AND orders(a) >= 4)
							  OR quadrant(a, y) IN ('bee', 'dragonfly') <> (coalesce(profit(a) >= 0, false) AND amount(a) >= 300)), 0::bigint, 'two limits on each axis')
FROM person, strict WHERE orders(a) > 0;
SELECT is(count(*) FILTER (WHERE loyalty(a, s.y) <> loyalty(a, f.y) OR contribution(a, s.y) <> contribution(a, f.y)), 0::bigint, 'scores stay') FROM person, strict s, fitted f;
SELECT results_eq('SELECT axis, cut, measure, value, unit, high_share FROM strict, cuts(y)',
				  $$VALUES ('loyalty', 'at most 200 days', 'recency', 200::float8, 'days', NULL::float8), ('loyalty', 'at least 4', 'frequency', 4, 'orders', NULL),
						   ('contribution', 'at least 300', 'amount', 300, 'money', NULL), ('contribution', 'at least 0', 'profit', 0, 'money', NULL)$$, 'cuts() shows the limits in place of the cut');
SELECT is(with_limits(s.y), f.y, 'with_limits() takes them away') FROM strict s, fitted f;
SELECT is(with_limits(NULL, frequency => 1), NULL, 'of a NULL yardstick it makes NULL');

-- months are those of the calendar, in UTC; the limit itself is within
SET LOCAL TimeZone = 'America/New_York';
SELECT is(quadrant(activity(at, 1), with_limits(y, recency => '1 month', amount => 0), '2024-03-31 00:00+00'), wanted::quadrant, 'a month before 31 March: ' || wanted)
FROM fitted, (VALUES (timestamptz '2024-02-29 00:00+00', 'bee'), ('2024-02-28 23:59:59.999999+00', 'dragonfly')) v(at, wanted) GROUP BY at, y, wanted ORDER BY at;
SELECT pg_temp.raises(format('SELECT with_limits(y, %s) FROM fitted', bad), '22...') FROM unnest(ARRAY['recency => $$-1 day$$', 'tenure => $$1 month -1 day$$', 'frequency => -1',
	'regularity => $$NaN$$', 'amount => $$NaN$$', 'worth => 1e18']) bad;

SELECT * FROM finish();
ROLLBACK;
