/*
 * report_pictures: the numbers of all pictures of a base, from the facts of _report_facts(…, pictures => true).
 *
 * _pictures() is an object with a key for each kind.  Each kind is an object with "rows", an array of objects, and what
 * holds for all of them.  Where there is nothing to show, rows is [] and "why" says why: no_customers, no_buyers,
 * no_money, too_short, unranked, lapse_unknown, compared, compared_too_early or nobody_due.
 *
 *  types                 quadrant, customers, share, low, high, amount, share_of_amount: always four, as in report()
 *  loyalty_contribution  loyalty_from, loyalty_to, contribution_from, contribution_to, customers, amount: scores from 0
 *                        to 100 in steps of 10, only cells with somebody; a score of 100 is in the last
 *      and loyalty_cut, contribution_cut: where high begins, as a score; null where limits decide
 *  rfm_map               recency (1 to 5), value (1 to 5, the mean of the scores of frequency and monetary value, rounded
 *                        up), rfm_segment, customers, amount: only with somebody; a cell with several names has a row for each
 *  lorenz                share_of_customers (0, 0.01 … 1, the poorest first), share_of_amount: of buyers, as lorenz(amount, 100)
 *      and gini
 *  money_by_period       period (first day), until (the day behind the last), complete, new, won_back, retained, total:
 *                        money of those whose first order is in the period, who ordered in it and had lapsed when it
 *                        began, and all others; won_back is null, and in retained, where lapse_after is null
 *  leaky_bucket          period, until, complete, start, new, won_back, lost, end: customers, as leaky_bucket() has them
 *                        with lapse_after; no rows where that is null
 *      and of both unit, one_in, since, until, lapse_after (days; as report() has it: null where it is not known
 *      who has left)
 *  cohorts               cohort (first day), customers, period (0, 1, 2 …), retained, share, low, high: only periods that
 *                        are over
 *      and unit, one_in, since, until
 *  movement              was, is (null: not there), customers, share (of those who were; null where was is), before, now
 *                        (money): every pair but null to null
 *      and one_in, then, now (the days behind the two windows)
 *  contacts_due          action, due_today, overdue, customers (whose next action it is), at_stake (money of a year, of
 *                        these customers): only actions for which somebody is due; overdue is null where no contact with
 *                        buyers is on record, since then nearly all of them would be
 *      and no_contact: whether that is so
 *
 * Days are as in ISO 8601.  unit is week, month, quarter or year: the shortest of which the picture has at most 36
 * periods, or 16 cohorts, from the day on by which one customer in a hundred was known.  one_in: counts and money are
 * those of a sample, times one_in; shares and intervals are the sample's.  Money is exact, with its decimals.
 */

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

/* of the customers as they are */

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

/* of their past */

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
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'lapse_after', 'since', min(period), 'until', max("until"))))
	FROM (SELECT period, "until", complete, money_new * times AS new, CASE WHEN lapses THEN money_won_back * times END AS won_back,
				 CASE WHEN lapses THEN money_retained * times ELSE (money_won_back + money_retained) * times END AS retained, money * times AS total,
				 bool_or(money_new <> 0 OR money_won_back <> 0 OR money_retained <> 0) OVER () AS "any", customers_start + customers_end > 0 AS anybody
		  FROM jsonb_to_recordset(@extschema@._picture_rows(facts, 'periods'))
			   AS p (period date, "until" date, complete boolean, customers_start bigint, customers_end bigint, money_new numeric, money_won_back numeric, money_retained numeric, money numeric),
			   (SELECT (facts ->> 'one_in')::bigint, facts ->> 'lapse_after' IS NOT NULL) AS f (times, lapses)) AS t;
END $$;
COMMENT ON FUNCTION _picture_money_by_period(jsonb) IS 'whose money each period''s was';

CREATE FUNCTION _picture_leaky_bucket(facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._picture(jsonb_agg(to_jsonb(t) - 'any' ORDER BY period) FILTER (WHERE "any" AND facts ->> 'lapse_after' IS NOT NULL),
								CASE WHEN bool_or("any") THEN 'lapse_unknown' ELSE @extschema@._why_no_past(facts, 'period_unit') END,
								@extschema@._picture_meta(facts, 'period_unit', jsonb_build_object('lapse_after', facts -> 'lapse_after', 'since', min(period), 'until', max("until"))))
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
