/* past: what a base's own past says of it */

CREATE FUNCTION _day_before(day date, span interval) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_day_before'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _day_before(date, interval) IS 'the day that lies so long before another; NULL where that is beyond the calendar of timestamps';

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

CREATE FUNCTION lapse_check(source regclass,
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
COMMENT ON FUNCTION lapse_check(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval) IS
'whether being away for long tells that somebody has left, tried on the base''s own past: who had been away for longer than hiatus, or lapse_after, at a day, and how many of them came back within the horizon, beside the others';
