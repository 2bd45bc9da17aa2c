-- activity: what one customer did
BEGIN;
\ir ../helpers.psql
SELECT plan(30);

CREATE TEMP TABLE deed (at, amount) AS VALUES
	(timestamptz '2024-03-02 08:00+00', 0),
	('2024-01-05 10:00+00', 100.00),
	('2024-01-20 10:00+00', 50.5),
	('2024-03-15 12:00+00', -20.25),
	('2024-04-01 09:00+00', NULL),
	('2024-02-10 09:00+00', NULL),
	(NULL, 999);
CREATE TEMP TABLE done AS SELECT activity(at, amount) AS a FROM deed;

SELECT is(orders(a), 3::bigint, 'orders: purchases and free orders') FROM done;
SELECT is(amount(a), 130.25, 'amount: net of refunds, without the row that has no time') FROM done;
SELECT is(average_order(a), 130.25 / 3, 'average_order: amount / orders') FROM done;
SELECT is(first_order(a), '2024-01-05 10:00+00', 'first_order') FROM done;
SELECT is(last_order(a), '2024-03-02 08:00+00', 'last_order: a free order counts, a refund and a contact do not') FROM done;
SELECT is(refunds(a), 1::bigint, 'refunds') FROM done;
SELECT is(contacts(a), 2::bigint, 'contacts') FROM done;
SELECT is(last_contact(a), '2024-04-01 09:00+00', 'last_contact: the latest, in whatever order they come') FROM done;
SELECT is(potential(a), NULL, 'potential: NULL when none is known') FROM done;
SELECT is(referrals(a), 0::bigint, 'referrals: none yet') FROM done;
SELECT is(active_months(a), 2, 'active_months: January and March') FROM done;
SELECT is(recency(a, '2024-05-01 00:00+00')::text, '59 days 16:00:00', 'recency: from the last order') FROM done;
SELECT is(tenure(a, '2024-05-01 00:00+00')::text, '116 days 14:00:00', 'tenure: from the first order') FROM done;
SELECT is(recency(a, '2024-03-01 08:00+00')::text, '-1 days', 'recency at an as_of before the last order is negative') FROM done;

SELECT pg_temp.raises(format('SELECT %s(activity(''4714-11-24 00:00+00 BC'', 1), ''294276-12-31 00:00+00'')', reader), '22...', NULL, reader || ': more time than fits is an error')
FROM unnest(ARRAY['recency', 'tenure']) reader;

-- those who did not buy
CREATE TEMP TABLE idle AS
SELECT activity(at, NULL::numeric) AS visitor, activity(at, -5.00) AS returner FROM deed;
SELECT is(format('%s %s %s', orders(visitor), amount(visitor), contacts(visitor)), '0 0 6',
		  'contacts only: no orders, amount 0') FROM idle;
SELECT is(format('%s %s %s', orders(returner), amount(returner), refunds(returner)), '0 -30.00 6',
		  'refunds only: no orders, a negative amount') FROM idle;
SELECT is(num_nonnulls(average_order(a), first_order(a), last_order(a), recency(a, now()), tenure(a, now()), regularity(a, now())), 0,
		  'no order: no average_order, first_order, last_order, recency, tenure, regularity')
FROM idle, unnest(ARRAY[visitor, returner]) a;
SELECT is(active_months(a), 0, 'no order: no active month') FROM idle, unnest(ARRAY[visitor, returner]) a;
SELECT is(last_contact(returner), NULL, 'no contact: no last_contact') FROM idle;

-- potential and referrals
SELECT is(potential(activity(at, amount, potential)), 700.0, 'potential: the largest seen, on a contact too, not on a row without a time')
FROM (VALUES (now(), 1.0, 500.0), (now(), NULL, 700.0), (now(), 2.0, NULL), (NULL, 2.0, 9000.0)) v(at, amount, potential);
SELECT is(potential(rollup(a)), 9.0, 'potential: the largest over a rollup, unknown ones aside')
FROM (SELECT activity(now(), 1.0, g) AS a FROM unnest(ARRAY[9.0, NULL, 4.0]) g GROUP BY g) one_each;
SELECT is(referrals(with_referrals(with_referrals(a, 3), 2)), 2::bigint, 'with_referrals sets, it does not add') FROM done;
SELECT is(with_referrals(with_referrals(a, 3), 0), a, 'with_referrals changes nothing else') FROM done;
SELECT is(referrals(rollup(with_referrals(a, g))), 6::bigint, 'referrals add up in a rollup')
FROM done, generate_series(1, 3) g;

-- a transition function called by hand leaves its argument alone
SELECT is(orders(activity_accum(a, now(), 5)) - orders(a), 1::bigint, 'activity_accum(a, …) returns a new value') FROM done;
SELECT is(orders(a), 3::bigint, 'and a stays as it was') FROM done;

SELECT * FROM finish();
ROLLBACK;
