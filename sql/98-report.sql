/*
 * report: the whole picture of a customer base, first as sentences, then as rows.  _report_facts() reads the source and
 * says all that is to be said as numbers; the others put it into words and look at no sale.
 */

CREATE FUNCTION _compared_windows(as_of date, since timestamptz, compare_with date,
								  OUT then_since date, OUT then_until date, OUT now_since date, OUT now_until date)
AS 'MODULE_PATHNAME', 'customer_seg_compared_windows'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _compared_windows(date, timestamptz, date) IS
'the two windows of equal length that end at compare_with and at as_of: as long as since to as_of, or as compare_with to as_of';

CREATE FUNCTION _report_facts(source regclass,
							  customer_column name, time_column name, amount_column name, order_column name,
							  potential_column name, profit_column name, since timestamptz, as_of timestamptz,
							  yardstick yardstick, lang text, compare_with date, lapse_after interval, pictures boolean DEFAULT false)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
SET extra_float_digits = 1 -- jsonb keeps of a float the digits that the setting asks for
BEGIN ATOMIC
	WITH past AS MATERIALIZED ( -- where profit decides, potentials do not count; that they are known, too, is said once
		SELECT p.* FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column,
										  CASE WHEN profit_column IS NULL THEN potential_column END, profit_column, since, _report_facts.as_of, _report_facts.lapse_after,
										  pictures => _report_facts.pictures) AS p
	), due AS ( -- how often to be in touch, by what is to be done
		SELECT pg_catalog.array_agg((@extschema@.play('customer_action'::text, c.item, _report_facts.lang)).contact_every ORDER BY c.i) AS every
		FROM pg_catalog.unnest(pg_catalog.enum_range(NULL::@extschema@.customer_action)::text[]) WITH ORDINALITY AS c (item, i)
	), compared AS MATERIALIZED (
		SELECT w.*, then_since::timestamp AT TIME ZONE 'UTC' AS then_from, then_until::timestamp AT TIME ZONE 'UTC' AS then_to,
			   now_since::timestamp AT TIME ZONE 'UTC' AS now_from, now_until::timestamp AT TIME ZONE 'UTC' AS now_to
		FROM past AS p, LATERAL @extschema@._compared_windows(p.as_of_day, _report_facts.since, compare_with) AS w
		WHERE w.now_until IS NOT NULL -- neither without a day to compare with, nor without any row
	), earlier AS MATERIALIZED (
		SELECT q.*
		FROM past AS p, compared AS w, due AS d,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, then_from, then_to, _report_facts.yardstick, NULL::integer, NULL::integer, d.every) AS q
	), now AS MATERIALIZED ( -- all but the yardstick, which is large
		SELECT q.first_order, q.last_order, q.customers, q.buyers, q.contacted, q.amount, q.brought, q.profit, q.by_profit, q.gini, q.customers_for_share,
			   q.largest, q.mean, q.mean_of_others, q.between_means, q.without_customer, q.without_time, q.amount_left_out, q.shared_times,
			   q.order_column, q.unranked, q.too_short, q.mix, q.cells, q.loyalty_cut, q.contribution_cut, q.lorenz,
			   q.by_profit AND EXISTS (SELECT FROM @extschema@.cuts(q.yardstick) AS y WHERE y.measure OPERATOR(pg_catalog.=) 'profit') AS values_by_profit,
			   CASE WHEN w.now_from IS NULL THEN q.counts
					ELSE (SELECT pg_catalog.array_agg(c) FROM pg_catalog.unnest(q.counts) AS c -- who is new, or has left, a window does not show
						  WHERE c.subject OPERATOR(pg_catalog.<>) ALL (ARRAY['life_stage', 'lapsed', 'prospect', 'action', 'due_today', 'overdue'])) END AS counts
		FROM past AS p CROSS JOIN due AS d LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, _report_facts.order_column, potential_column,
										   profit_column, coalesce(w.now_from, _report_facts.since),
										   coalesce(w.now_to, _report_facts.as_of), coalesce(e.yardstick, _report_facts.yardstick),
										   CASE WHEN w.now_from IS NULL THEN p.lapse_after END,
										   CASE WHEN w.now_from IS NULL THEN nullif(coalesce(p.lapse_after, p.base_hiatus) OPERATOR(pg_catalog./) 2, 0) END,
										   d.every,
										   p.lapsed_came_back, p.lapsed_then, _report_facts.pictures) AS q
	), moved AS MATERIALIZED (
		SELECT @extschema@.movement(q[1], q[2],
									CASE WHEN pictures THEN @extschema@.amount(h.history, pg_catalog.daterange(w.then_since, w.then_until)) END,
									CASE WHEN pictures THEN @extschema@.amount(h.history, pg_catalog.daterange(w.now_since, w.now_until)) END) AS moved, pg_catalog.min(@extschema@.first_day(h.history)) AS data_begin
		FROM compared AS w, earlier AS e,
			 LATERAL @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, _report_facts.order_column,
													potential_column, profit_column) AS h,
			 LATERAL @extschema@.quadrants(h.history, ARRAY[w.then_until, w.now_until],
										   pg_catalog.make_interval(days => w.now_until OPERATOR(pg_catalog.-) w.now_since), e.yardstick) AS q
		WHERE compare_with IS NOT NULL -- or all would be read
		  AND e.yardstick IS NOT NULL -- there was somebody
	)
	SELECT pg_catalog.to_jsonb(o) OPERATOR(pg_catalog.||) pg_catalog.to_jsonb(n)
		   OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object(
				'structure', d.structure, 'w', d.w, 'p', d.p, 'reason', d.reason,
				'judges_marketing', _report_facts.yardstick IS NOT NULL
									AND coalesce(CASE WHEN d.structure OPERATOR(pg_catalog.=) 'bee_led' THEN (g.development).verdict OPERATOR(pg_catalog.<>) ALL ('{shrinking,collapsed}')
													  ELSE (g.development).verdict OPERATOR(pg_catalog.<>) 'growing' END, true), -- where the bees' number does not say otherwise
				'why_alike', CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(n.counts) AS u WHERE u.subject OPERATOR(pg_catalog.=) 'refunds_only' AND u.customers OPERATOR(pg_catalog.=) n.customers)
									   AND n.customers OPERATOR(pg_catalog.>) 0 THEN 'refunds_only' ELSE 'alike' END,
				'lapse_given', _report_facts.lapse_after IS NOT NULL, 'compared', compare_with IS NOT NULL,
				'then_since', w.then_since, 'data_begin', (SELECT data_begin FROM moved),
				'then_until', coalesce(w.then_until, (o.as_of_day OPERATOR(pg_catalog.-) o.period)::date),
				'period_since', coalesce(w.now_since, (o.as_of_day OPERATOR(pg_catalog.-) o.period)::date),
				'period_until', coalesce(w.now_until, o.as_of_day) OPERATOR(pg_catalog.-) 1,
				'moved', v.moved, 'counts_before', e.counts, 'development', g.development, 'times', t.times,
				'money_now', CASE WHEN compare_with IS NULL THEN (o.flows).money_now OPERATOR(pg_catalog.*) t.times ELSE n.amount END,
				'money_before', CASE WHEN compare_with IS NULL THEN (o.flows).money_before OPERATOR(pg_catalog.*) t.times ELSE coalesce(e.amount, 0.0) END)
	FROM past AS o CROSS JOIN now AS n LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
		 LATERAL (SELECT * FROM @extschema@.describe(n.mix) AS s WHERE s.quadrant OPERATOR(pg_catalog.=) 'bee') AS d,
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.one_in ELSE 1 END::numeric) AS t (times), -- what a sample stands for
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.moved ELSE (SELECT moved FROM moved) END) AS v (moved),
		 LATERAL (SELECT @extschema@.development(v.moved)) AS g (development);
END;
COMMENT ON FUNCTION _report_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval, boolean) IS
'what report() knows of a base, in numbers: the fields of _past() and _portrait(), the structure, and what compare_with adds';

/* numbers for people */

CREATE FUNCTION _figure_by(number numeric, marks text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.translate(pg_catalog.to_char(number, CASE WHEN pg_catalog.abs(number) OPERATOR(pg_catalog.<) 1000.0 AND pg_catalog.scale(number) OPERATOR(pg_catalog.>) 0
															THEN 'FM990.' OPERATOR(pg_catalog.||) pg_catalog.repeat('0', LEAST(pg_catalog.scale(number), 2)) ELSE 'FM999,999,999,999,999,999,999,999,999,999,999,999,990' END),
							'.,', marks);
COMMENT ON FUNCTION _figure_by(numeric, text) IS 'a number with these marks for the decimals and, where there is a second, for the thousands; of 1,000 and more without decimals';

CREATE FUNCTION _figure_marks(lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.marks[2] OPERATOR(pg_catalog.||) m.marks[1]
	FROM (SELECT coalesce(pg_catalog.regexp_match(@extschema@.strategy('sentence'::text, 'figure'::text, lang), '1(\D?)234(\D)5'), ARRAY[',', '.'])) AS m (marks);
END;
COMMENT ON FUNCTION _figure_marks(text) IS 'the marks of decimals and thousands by which people of the language write a number, as the playbook shows it by 1234.5, or as in English where it does not';

CREATE FUNCTION _figure(number numeric, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(number, @extschema@._figure_marks(lang));
COMMENT ON FUNCTION _figure(numeric, text) IS
'a number as people of the language write it; of 1,000 and more without decimals';

CREATE FUNCTION _percent_by(share double precision, marks text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(pg_catalog.round((share OPERATOR(pg_catalog.*) 100.0::double precision)::numeric,
											   CASE WHEN pg_catalog.abs(share) OPERATOR(pg_catalog.<) 0.1::double precision THEN 1 ELSE 0 END), marks);
COMMENT ON FUNCTION _percent_by(double precision, text) IS 'a share in per cent, without the sign: with a decimal below 10';

CREATE FUNCTION _percent(share double precision, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._percent_by(share, @extschema@._figure_marks(lang));
COMMENT ON FUNCTION _percent(double precision, text) IS 'a share in per cent, as people of the language write it: see _percent_by()';

CREATE FUNCTION _percent_sign(lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN coalesce(pg_catalog.substring(@extschema@.strategy('sentence'::text, 'figure'::text, lang), '50(\D?%)'), '%');
COMMENT ON FUNCTION _percent_sign(text) IS 'the sign of per cent with what the language has before it, as the playbook shows it by 50%';

CREATE FUNCTION _percent_change(share double precision, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN CASE WHEN share OPERATOR(pg_catalog.>) 0.0::double precision THEN '+' ELSE '' END OPERATOR(pg_catalog.||) @extschema@._percent(share, lang);
COMMENT ON FUNCTION _percent_change(double precision, text) IS 'a change in per cent, without the sign of per cent and with its own';

CREATE FUNCTION _evidence(what text, number numeric, lang text) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN @extschema@._fill(@extschema@.strategy('evidence'::text, what, lang),
						 pg_catalog.jsonb_build_object('number', @extschema@._figure(number, lang)));
COMMENT ON FUNCTION _evidence(text, numeric, text) IS 'what a line of report() rests on, with a number, in a language of the playbook';

CREATE FUNCTION _tied(reason text, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.string_agg(@extschema@.label('quadrant'::text, q.item, lang),
								 coalesce(pg_catalog.substring(@extschema@.strategy('sentence'::text, 'figure'::text, lang), 'A(\W+)B'), ', ') ORDER BY q.i)
	FROM pg_catalog.regexp_split_to_table(pg_catalog.substring(reason, '^tie: (.*)'), ', ') WITH ORDINALITY AS q (item, i);
END;
COMMENT ON FUNCTION _tied(text, text) IS 'the types between which structure_reason() sees a tie, by their names, in a list as the playbook shows it by A and B; NULL where it sees none';

CREATE FUNCTION _report_values(facts jsonb, lang text) RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, amount numeric, brought numeric, profit numeric, largest numeric, customers_for_share bigint,
				   without_customer bigint, without_time bigint, amount_left_out numeric, shared_times double precision,
				   first_order timestamptz, last_order timestamptz, as_of_day date, period_since date, period_until date,
				   then_since date, one_in bigint, lapse_after integer, tried_lapse_after integer, horizon interval, types_horizon interval,
				   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint, auc double precision,
				   flows @extschema@.flows_row, development jsonb, times numeric, money_now numeric, money_before numeric, structure text, reason text,
				   counts @extschema@._portrait_count[])
	), group_of AS (
		SELECT pg_catalog.jsonb_object_agg(CASE WHEN c.subject OPERATOR(pg_catalog.=) 'life_stage' THEN 'stage_' OPERATOR(pg_catalog.||) coalesce(c.item, 'none') ELSE c.subject END,
										   @extschema@._figure(c.customers::numeric, lang))
			   FILTER (WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['life_stage', 'refunds_only', 'profit_unknown'])) AS customers,
			   pg_catalog.jsonb_object_agg('share_' OPERATOR(pg_catalog.||) c.item, @extschema@._percent(c.share, lang))
			   FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'quadrant' AND c.item IS NOT NULL) AS types,
			   pg_catalog.sum(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'life_stage'
												   AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['new', 'active', 'overdue'])) AS current
		FROM fact, LATERAL pg_catalog.unnest(counts) AS c
	), here AS ( -- neither lapsed nor yet to buy
		SELECT pg_catalog.jsonb_object_agg('here_' OPERATOR(pg_catalog.||) h.item, @extschema@._figure(h.customers, lang)) AS types
		FROM (SELECT c.item, pg_catalog.sum(CASE WHEN c.subject OPERATOR(pg_catalog.=) 'quadrant' THEN c.customers ELSE OPERATOR(pg_catalog.-) c.customers END) AS customers
			  FROM fact, LATERAL pg_catalog.unnest(counts) AS c
			  WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['quadrant', 'lapsed', 'prospect']) AND c.item IS NOT NULL GROUP BY c.item) AS h
	), number AS ( -- in the order in which the sentences use them
		SELECT v.name, @extschema@._figure(v.n, lang) AS said
		FROM fact AS f, group_of AS g,
			 LATERAL (VALUES ('one_in', times), ('rows', (without_customer OPERATOR(pg_catalog.+) without_time)::numeric),
							 ('without_customer', without_customer::numeric), ('without_time', without_time::numeric),
							 ('money_left_out', amount_left_out), ('customers', f.customers::numeric), ('buyers', buyers::numeric),
							 ('current', g.current), ('lapse_after', lapse_after::numeric), ('tried_lapse_after', tried_lapse_after::numeric),
							 ('money', f.amount), ('profit', f.profit), ('few', customers_for_share::numeric),
							 ('money_now', money_now), ('money_before', money_before),
							 ('came', (flows).new::numeric OPERATOR(pg_catalog.*) times),
							 ('came_back', (flows).won_back::numeric OPERATOR(pg_catalog.*) times),
							 ('stayed_away', (flows).lost::numeric OPERATOR(pg_catalog.*) times),
							 ('there_before', ((flows).retained OPERATOR(pg_catalog.+) (flows).lost)::numeric OPERATOR(pg_catalog.*) times),
							 ('best_then', (development OPERATOR(pg_catalog.->>) 'best_then')::numeric OPERATOR(pg_catalog.*) times),
							 ('best_now', (development OPERATOR(pg_catalog.->>) 'best_now')::numeric OPERATOR(pg_catalog.*) times),
							 ('ceased', ((development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric
										 OPERATOR(pg_catalog.+) (development OPERATOR(pg_catalog.->>) 'fell')::numeric) OPERATOR(pg_catalog.*) times),
							 ('kept', ((development OPERATOR(pg_catalog.->>) 'best_then')::numeric
									   OPERATOR(pg_catalog.-) (development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric
									   OPERATOR(pg_catalog.-) (development OPERATOR(pg_catalog.->>) 'fell')::numeric) OPERATOR(pg_catalog.*) times),
							 ('slipped', (development OPERATOR(pg_catalog.->>) 'fell')::numeric OPERATOR(pg_catalog.*) times),
							 ('gone', (development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric OPERATOR(pg_catalog.*) times),
							 ('gained', (development OPERATOR(pg_catalog.->>) 'gained')::numeric OPERATOR(pg_catalog.*) times),
							 ('horizon', (f.as_of_day OPERATOR(pg_catalog.-) (f.as_of_day OPERATOR(pg_catalog.-) f.horizon)::date)::numeric),
							 ('types_horizon', (f.as_of_day OPERATOR(pg_catalog.-) (f.as_of_day OPERATOR(pg_catalog.-) f.types_horizon)::date)::numeric),
							 ('days', ((last_order AT TIME ZONE 'UTC')::date OPERATOR(pg_catalog.-) (first_order AT TIME ZONE 'UTC')::date
									   OPERATOR(pg_catalog.+) 1)::numeric)) AS v (name, n)
	), share AS (
		SELECT v.name, @extschema@._percent(v.part OPERATOR(pg_catalog./) nullif(v.whole, 0.0::double precision), lang) AS said
		FROM fact,
			 LATERAL (VALUES ('shared', shared_times, 1.0::double precision), ('auc', auc, 1.0::double precision),
							 ('few_share', customers_for_share::double precision, buyers::double precision),
							 ('largest', GREATEST(largest, 0.0)::double precision, brought::double precision),
							 ('lapsed_back', lapsed_came_back::double precision, lapsed_then::double precision),
							 ('others_back', others_came_back::double precision, others_then::double precision)) AS v (name, part, whole)
	), change AS (
		SELECT v.name, @extschema@._percent_change((v.now OPERATOR(pg_catalog./) nullif(v.before, 0.0) OPERATOR(pg_catalog.-) 1.0)::double precision, lang) AS said
		FROM fact,
			 LATERAL (VALUES ('money_change', money_now, money_before),
							 ('best_change', (development OPERATOR(pg_catalog.->>) 'best_now')::numeric,
							  (development OPERATOR(pg_catalog.->>) 'best_then')::numeric)) AS v (name, now, before)
	), day AS (
		SELECT v.name, pg_catalog.to_jsonb(v.day) OPERATOR(pg_catalog.#>>) '{}'::text[] AS said
		FROM fact,
			 LATERAL (VALUES ('first', (first_order AT TIME ZONE 'UTC')::date), ('last', (last_order AT TIME ZONE 'UTC')::date),
							 ('since', period_since), ('until', period_until), ('then_since', then_since)) AS v (name, day)
	), said AS (
		SELECT coalesce(g.customers, '{}'::jsonb) OPERATOR(pg_catalog.||) coalesce(g.types, '{}'::jsonb) OPERATOR(pg_catalog.||) coalesce(h.types, '{}'::jsonb)
			   OPERATOR(pg_catalog.||) (SELECT pg_catalog.jsonb_object_agg(u.name, coalesce(u.said, ''))
										FROM (SELECT * FROM number UNION ALL SELECT * FROM share UNION ALL SELECT * FROM change UNION ALL SELECT * FROM day) AS u) AS figures
		FROM group_of AS g, here AS h
	)
	SELECT s.figures OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object(
				'structure', coalesce(@extschema@.label('structure'::text, f.structure, lang), f.structure), 'tied', @extschema@._tied(f.reason, lang),
				'verdict', coalesce(@extschema@._fill(@extschema@.strategy('sentence'::text, f.development OPERATOR(pg_catalog.->>) 'verdict', lang), s.figures), ''),
				'marketing', coalesce((@extschema@.play('marketing'::text, f.structure, lang)).who, ''))
	FROM fact AS f, said AS s;
END;
COMMENT ON FUNCTION _report_values(jsonb, text) IS 'the facts of a report as the sentences say them: numbers, shares, days and names, in a language of the playbook';

CREATE FUNCTION _report_sentences(facts jsonb, lang text) RETURNS TABLE (place bigint, item_key text, sentence text)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike, customers OPERATOR(pg_catalog.>) 0 AS anybody,
			   buyers OPERATOR(pg_catalog.>) 0 AS bought,
			   lapse_after IS NOT NULL AS lapses, (development OPERATOR(pg_catalog.->>) 'best_then')::bigint OPERATOR(pg_catalog.>) 0 AS had_bees,
			   coalesce(development OPERATOR(pg_catalog.->>) 'verdict' OPERATOR(pg_catalog.=) 'collapsed', false) AS collapsed,
			   GREATEST(largest, 0.0) OPERATOR(pg_catalog.>) (brought OPERATOR(pg_catalog./) 10.0) AS depends_on_one,
			   compared OR coalesce(((flows).retained OPERATOR(pg_catalog.+) (flows).lost OPERATOR(pg_catalog.+) (flows).new) OPERATOR(pg_catalog.>) 0, false) AS two_periods
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, brought numeric, profit numeric, by_profit boolean, largest numeric, customers_for_share bigint,
				   without_customer bigint, without_time bigint, shared_times double precision, too_short boolean, first_order timestamptz,
				   one_in bigint, base_hiatus integer, lapse_after integer, lapse_given boolean, lapse_verdict text, types_verdict text, period_since date,
				   then_since date, data_begin date, compared boolean, money_before numeric, flows @extschema@.flows_row, development jsonb, structure text, reason text, judges_marketing boolean)
	), counted AS (
		SELECT coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'refunds_only'), 0) AS refunds_only,
			   coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'profit_unknown'), 0) AS profit_unknown,
			   coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'life_stage' AND c.item OPERATOR(pg_catalog.=) 'prospect'), 0) AS prospects
		FROM pg_catalog.jsonb_to_record(facts) AS f (counts @extschema@._portrait_count[]), LATERAL pg_catalog.unnest(counts) AS c
	), said AS (
		SELECT v.item, v.place
		FROM fact AS f, counted AS c,
			 LATERAL (VALUES
				(1, 'left_out', (without_customer OPERATOR(pg_catalog.+) without_time) OPERATOR(pg_catalog.>) 0),
				(2, 'order_lines', shared_times IS NOT NULL),
				(3, 'nobody', NOT anybody),
				(4, 'sampled', NOT compared AND one_in OPERATOR(pg_catalog.>) 1 AND (flows).lost IS NOT NULL),
				(5, 'sales', two_periods AND money_before OPERATOR(pg_catalog.>) 0.0),
				(6, 'sales_began', two_periods AND NOT money_before OPERATOR(pg_catalog.>) 0.0),
				(7, 'nobody_new', NOT compared AND two_periods AND one_in OPERATOR(pg_catalog.=) 1 AND (flows).new OPERATOR(pg_catalog.=) 0),
				(8, 'compared_too_early', compared AND then_since IS NOT NULL AND coalesce(data_begin OPERATOR(pg_catalog.>) then_since, true)),
				(9, 'moved', had_bees AND NOT alike),
				(10, 'development', had_bees AND NOT alike),
				-- what not to believe, before what to do
				(11, 'types_predict', types_verdict OPERATOR(pg_catalog.=) 'predicts'),
				(12, 'types_say_nothing', types_verdict OPERATOR(pg_catalog.=) 'says_nothing'),
				(13, 'types_too_early', bought AND types_verdict OPERATOR(pg_catalog.=) 'too_early'),
				(14, 'lapse_predicts', lapse_verdict OPERATOR(pg_catalog.=) 'predicts'),
				(15, 'lapse_says_nothing', lapse_verdict OPERATOR(pg_catalog.=) 'says_nothing' AND NOT lapse_given),
				(16, 'lapse_given_says_nothing', lapse_verdict OPERATOR(pg_catalog.=) 'says_nothing' AND lapse_given),
				(17, 'lapse_too_early', bought AND lapse_verdict OPERATOR(pg_catalog.=) 'too_early' AND NOT lapse_given),
				(18, 'alike', bought AND alike),
				(19, 'too_short', bought AND too_short AND NOT compared),
				(20, 'depends_on_one', buyers OPERATOR(pg_catalog.>=) 30 AND depends_on_one),
				(21, 'bought_once', buyers OPERATOR(pg_catalog.>) 1 AND NOT compared AND one_in OPERATOR(pg_catalog.=) 1 AND base_hiatus IS NULL AND NOT alike),
				-- at 100 what to do, then who there is
				(201, 'customers', anybody AND bought AND lapses AND NOT compared),
				(202, 'buyers', anybody AND bought AND (compared OR NOT lapses) AND buyers OPERATOR(pg_catalog.<) customers),
				(203, 'all_bought', anybody AND bought AND (compared OR NOT lapses) AND buyers OPERATOR(pg_catalog.=) customers),
				(204, 'never_bought', anybody AND bought AND c.prospects OPERATOR(pg_catalog.>) 0),
				(205, 'prospects_only', anybody AND NOT bought AND c.refunds_only OPERATOR(pg_catalog.=) 0),
				(206, 'refunds_only', c.refunds_only OPERATOR(pg_catalog.>) 0),
				(207, 'money', bought AND NOT by_profit),
				(208, 'money_and_profit', bought AND by_profit),
				(209, 'profit_unknown', c.profit_unknown OPERATOR(pg_catalog.>) 0),
				(210, 'few_bring_most', buyers OPERATOR(pg_catalog.>=) 30 AND customers_for_share OPERATOR(pg_catalog.<) (buyers OPERATOR(pg_catalog./) 2)),
				(211, 'flow', two_periods AND NOT compared),
				(212, 'no_period', bought AND NOT compared AND (flows).lost IS NULL),
				(213, 'shape', bought AND NOT alike AND coalesce(reason OPERATOR(pg_catalog.!~) '^(too_few|tie)', true)),
				(214, 'shape_tie', bought AND reason OPERATOR(pg_catalog.~~) 'tie%'),
				(215, 'shape_here', bought AND NOT alike AND lapses AND NOT compared),
				(216, 'marketing', anybody AND NOT alike AND judges_marketing AND structure OPERATOR(pg_catalog.<>) 'undetermined')) AS v (place, item, holds)
		WHERE v.holds
	), filled AS MATERIALIZED ( -- once for all sentences
		SELECT @extschema@._report_values(facts, lang) AS "values"
	)
	SELECT s.place, s.item, @extschema@._fill(@extschema@.strategy('sentence'::text, s.item, lang), v."values")
	FROM said AS s, filled AS v
	UNION ALL
	SELECT 100::bigint OPERATOR(pg_catalog.+) a.place, 'action_' OPERATOR(pg_catalog.||) a.place::text,
		   @extschema@._fill(@extschema@.strategy('sentence'::text, CASE WHEN a.at_stake OPERATOR(pg_catalog.>) 0.0 THEN 'action_at_stake' ELSE 'action' END, lang),
							 pg_catalog.jsonb_build_object('place', a.place, 'action', coalesce((p.play).name, a.item), 'what', coalesce((p.play).action, ''),
														   'customers', @extschema@._figure(a.customers::numeric, lang),
														   'at_stake', @extschema@._figure(a.at_stake, lang)))
	FROM fact,
		 LATERAL (SELECT c.*, pg_catalog.row_number() OVER (ORDER BY c.at_stake DESC, c.customers DESC, c.item) AS place
				  FROM pg_catalog.jsonb_to_record(facts) AS f (counts @extschema@._portrait_count[]), LATERAL pg_catalog.unnest(counts) AS c
				  WHERE c.subject OPERATOR(pg_catalog.=) 'action' AND c.customers OPERATOR(pg_catalog.>) 0
					AND c.item OPERATOR(pg_catalog.<>) ALL (ARRAY['let_go', 'review', 'introduce', 'inform'])
					AND NOT ((alike OR collapsed) AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform']))) AS a,
		 LATERAL (SELECT @extschema@.play('customer_action'::text, a.item, lang)) AS p (play)
	WHERE a.place OPERATOR(pg_catalog.<=) 3;
END;
COMMENT ON FUNCTION _report_sentences(jsonb, text) IS
'the sentences that a base bears out, in their order, from the templates of the playbook''s subject sentence';

/* the lines: customers of each class, and what there is to say of the base as a whole */

CREATE TYPE _report_line AS (
	place integer,
	section_key text,
	item_key text,
	subject text,
	item text,
	customers bigint,
	share double precision,
	low double precision,
	high double precision,
	amount numeric,
	share_of_amount double precision,
	statistic double precision,
	before bigint,
	evidence text,
	what_to_do text
);
COMMENT ON TYPE _report_line IS 'a line of report(), with the subject and item of the playbook that name it';

CREATE FUNCTION _of_buyers(action text) RETURNS boolean
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN action OPERATOR(pg_catalog.<>) ALL (ARRAY['introduce', 'follow_up', 'settle_complaint']);
COMMENT ON FUNCTION _of_buyers(text) IS 'whether a customer_action is counted from an order where there has been no contact';

CREATE FUNCTION _report_classes(facts jsonb, lang text) RETURNS SETOF _report_line
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike,
			   coalesce(development OPERATOR(pg_catalog.->>) 'verdict' OPERATOR(pg_catalog.=) 'collapsed', false) AS collapsed
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, contacted bigint, brought numeric, by_profit boolean, values_by_profit boolean, too_short boolean, unranked text, reason text, why_alike text, lapse_after integer, development jsonb,
				   counts @extschema@._portrait_count[], counts_before @extschema@._portrait_count[])
	), section AS ( -- of_all: shares are of all customers
		SELECT v.*
		FROM fact,
			 LATERAL (VALUES
				(3, 'quadrant', 'quadrant', '', 'quadrant', false), (3, 'quadrant', 'lapsed', 'lapsed_', 'lapsed_quadrant', true),
				(3, 'quadrant', 'prospect', 'prospect_', 'prospect_quadrant', true), (4, 'life_stage', 'life_stage', '', 'life_stage', false),
				(7, 'action', 'action', '', 'customer_action', false), (8, 'due_today', 'due_today', '', 'customer_action', true),
				(9, 'overdue', 'overdue', '', 'customer_action', true),
				(10, 'value_group', 'value_group', '', CASE WHEN values_by_profit THEN 'value_group_by_profit' ELSE 'value_group' END, false),
				(11, 'pareto_class', 'pareto_class', '', CASE WHEN by_profit THEN 'pareto_class_by_profit' ELSE 'pareto_class' END, false),
				(13, 'rfm_segment', 'rfm_segment', '', 'rfm_segment', false), (13, 'rfm_group', 'rfm_group', '', 'rfm_group', false),
				(14, 'market_position', 'market_position', '', 'market_position', false),
				(15, 'customer_term', 'customer_term', '', 'customer_term', false)) AS v (place, section_key, counted, prefix, subject, of_all)
		WHERE v.section_key OPERATOR(pg_catalog.!~~) 'rfm%'
		   OR unranked IS NULL AND (v.section_key OPERATOR(pg_catalog.=) 'rfm_group') OPERATOR(pg_catalog.=) (buyers OPERATOR(pg_catalog.<) 300)
	), counted AS (
		SELECT s.*, c.item, CASE WHEN s.counted OPERATOR(pg_catalog.=) 'life_stage' THEN 'refunds_only' ELSE 'none' END AS no_item, c.customers, c.amount, c.profit, c.at_stake, c.least, pg_catalog.row_number() OVER (PARTITION BY s.counted ORDER BY c.i) AS i, b.customers AS before,
			   CASE WHEN c.item IS NULL THEN NULL
					WHEN of_all THEN c.customers::double precision OPERATOR(pg_catalog./) nullif(f.customers, 0)::double precision ELSE c.share END AS share,
			   CASE WHEN NOT of_all AND c.item IS NOT NULL THEN c.low END AS low, CASE WHEN NOT of_all AND c.item IS NOT NULL THEN c.high END AS high,
			   CASE WHEN c.item IS NOT NULL
					THEN (c.brought OPERATOR(pg_catalog./) nullif(CASE WHEN of_all THEN f.brought
																	   ELSE pg_catalog.sum(c.brought) FILTER (WHERE c.item IS NOT NULL)
																			OVER (PARTITION BY c.subject) END, 0.0))::double precision END AS share_of_amount,
			   CASE WHEN s.subject OPERATOR(pg_catalog.=) 'quadrant' THEN g.lapsed END AS lapsed,
			   CASE WHEN s.subject OPERATOR(pg_catalog.=) 'quadrant' THEN c.customers OPERATOR(pg_catalog.-) g.gone END AS still_here,
			   lapse_after IS NULL AND s.section_key OPERATOR(pg_catalog.=) 'life_stage' AS untold
		FROM fact AS f, section AS s, LATERAL pg_catalog.unnest(f.counts) WITH ORDINALITY AS c (subject, item, customers, share, low, high, amount, brought, profit, at_stake, least, i)
			 LEFT JOIN LATERAL (SELECT u.customers FROM pg_catalog.unnest(f.counts_before) AS u
								WHERE u.subject OPERATOR(pg_catalog.=) c.subject AND NOT u.item IS DISTINCT FROM c.item) AS b ON true
			 CROSS JOIN LATERAL (SELECT coalesce(pg_catalog.sum(o.customers) FILTER (WHERE o.subject OPERATOR(pg_catalog.=) 'lapsed'), 0)::bigint AS lapsed,
										coalesce(pg_catalog.sum(o.customers), 0)::bigint AS gone
								 FROM pg_catalog.unnest(f.counts) AS o
								 WHERE o.subject OPERATOR(pg_catalog.=) ANY (ARRAY['lapsed', 'prospect']) AND o.item OPERATOR(pg_catalog.=) c.item) AS g
		WHERE c.subject OPERATOR(pg_catalog.=) s.counted
	)
	SELECT c.place, c.section_key, CASE WHEN perhaps_gone THEN 'lapse_unknown' ELSE c.prefix OPERATOR(pg_catalog.||) coalesce(c.item, c.no_item) END,
		   CASE WHEN c.item IS NULL OR perhaps_gone THEN 'report' ELSE c.subject END,
		   CASE WHEN perhaps_gone THEN 'lapse_unknown' ELSE coalesce(c.item, c.no_item) END,
		   c.customers, c.share, c.low, c.high, c.amount, c.share_of_amount,
		   CASE WHEN c.subject OPERATOR(pg_catalog.=) 'customer_action' THEN c.at_stake ELSE c.least END::double precision, c.before,
		   CASE WHEN c.subject OPERATOR(pg_catalog.=) 'customer_action' AND c.at_stake OPERATOR(pg_catalog.>) 0.0 AND c.item OPERATOR(pg_catalog.<>) 'let_go'
				THEN @extschema@._evidence('at_stake', c.at_stake, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) 'pareto_class' -- rounded down, so that it holds
				THEN @extschema@._evidence('at_least', CASE WHEN pg_catalog.abs(c.least) OPERATOR(pg_catalog.<) 1000.0 THEN c.least ELSE pg_catalog.floor(c.least) END, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) 'quadrant' OR c.subject OPERATOR(pg_catalog.=) 'value_group_by_profit'
				THEN nullif(pg_catalog.concat_ws(' ', CASE WHEN c.prefix OPERATOR(pg_catalog.<>) 'prospect_' THEN @extschema@._evidence('profit', c.profit, lang) END,
												 CASE WHEN c.lapsed OPERATOR(pg_catalog.>) 0 THEN @extschema@._evidence('still_here', c.still_here::numeric, lang) END), '')
				WHEN (c.section_key OPERATOR(pg_catalog.~~) 'rfm%' OR c.section_key OPERATOR(pg_catalog.=) 'value_group') AND c.item IS NOT NULL
				THEN nullif(pg_catalog.concat_ws(' ', CASE WHEN by_profit THEN @extschema@._evidence('by_amount', 0.0, lang) END,
												 CASE WHEN c.customers OPERATOR(pg_catalog.>) 0
														   AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating', 'lost', 'former_good', 'former_small'])
													  THEN @extschema@._evidence('lapsed', 0.0, lang) END), '') END,
		   CASE WHEN c.customers OPERATOR(pg_catalog.=) 0 THEN NULL
				WHEN c.item IS NULL THEN @extschema@.strategy('report'::text, c.no_item, lang)
				WHEN too_short AND c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'customer_term'])
				THEN @extschema@.strategy('report'::text, 'too_short'::text, lang)
				WHEN c.still_here OPERATOR(pg_catalog.=) 0 THEN NULL -- what there is to do stands in the lines of those who have lapsed, or not bought
				WHEN perhaps_gone
				THEN @extschema@.strategy('report'::text, 'lapse_unknown'::text, lang)
				WHEN alike AND (c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['quadrant', 'value_group', 'pareto_class', 'rfm_group', 'rfm_segment'])
								OR c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform']))
				THEN @extschema@.strategy('report'::text, why_alike, lang)
				WHEN collapsed AND c.subject OPERATOR(pg_catalog.=) 'customer_action'
					 AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform'])
				THEN @extschema@.strategy('development_verdict'::text, 'collapsed'::text, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['due_today', 'overdue']) THEN @extschema@.message(c.subject, c.item, lang)
				ELSE @extschema@.strategy(c.subject, c.item, lang) END
	FROM fact, counted AS c, LATERAL (SELECT c.untold AND c.item OPERATOR(pg_catalog.=) 'active' IS TRUE) AS p (perhaps_gone)
	WHERE CASE WHEN c.of_all THEN c.item IS NOT NULL AND c.customers OPERATOR(pg_catalog.>) 0
			   ELSE c.item IS NOT NULL OR c.customers OPERATOR(pg_catalog.>) 0 END
	  AND NOT (c.untold AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['overdue', 'lapsed']) IS TRUE) -- not known is not 0
	  AND NOT (c.section_key OPERATOR(pg_catalog.=) 'overdue' AND contacted OPERATOR(pg_catalog.=) 0 AND @extschema@._of_buyers(c.item))
	ORDER BY c.place, c.i, c.of_all, c.section_key, c.subject DESC;
END;
COMMENT ON FUNCTION _report_classes(jsonb, text) IS 'the lines of report() that count the customers of a class';

CREATE FUNCTION _report_wholes(facts jsonb, lang text) RETURNS SETOF _report_line
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike,
			   CASE WHEN customers OPERATOR(pg_catalog.>) 0 THEN 1 END::double precision AS all_of_them,
			   CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END::double precision AS all_of_it,
			   (GREATEST(largest, 0.0) OPERATOR(pg_catalog./) nullif(brought, 0.0))::double precision AS largest_share,
			   largest OPERATOR(pg_catalog.>) (brought OPERATOR(pg_catalog./) 10.0)
			   OR (between_means OPERATOR(pg_catalog.*) 100) OPERATOR(pg_catalog.>=) customers AND customers OPERATOR(pg_catalog.>) 1 AS largest_tells,
			   (development OPERATOR(pg_catalog.->>) 'best_then')::bigint AS best_then, (development OPERATOR(pg_catalog.->>) 'best_now')::bigint AS best_now
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, contacted bigint, amount numeric, brought numeric, profit numeric, by_profit boolean, first_order timestamptz, last_order timestamptz,
				   without_customer bigint, without_time bigint, amount_left_out numeric, shared_times double precision, order_column text,
				   gini double precision, largest numeric, mean numeric, mean_of_others numeric, between_means bigint, customers_for_share bigint,
				   unranked text, structure text, w double precision, p double precision, reason text, why_alike text, judges_marketing boolean, compared boolean,
				   times numeric, development jsonb, counts @extschema@._portrait_count[])
	), apart AS ( -- whom the sections leave out, or see with reserve
		SELECT c.subject, c.customers, c.amount, c.brought
		FROM fact, LATERAL pg_catalog.unnest(counts) AS c
		WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['refunds_only', 'profit_unknown']) AND c.customers OPERATOR(pg_catalog.>) 0
	)
	SELECT 2, 'base', 'all', 'report', 'all', customers, all_of_them, NULL::double precision, NULL::double precision, amount, all_of_it,
		   NULL::double precision, NULL::bigint,
		   (pg_catalog.to_jsonb((first_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[])
		   OPERATOR(pg_catalog.||) ' .. ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb((last_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[]),
		   NULL::text
	FROM fact
	UNION ALL
	SELECT 2, 'base', 'left_out', 'report', 'left_out', NULL, NULL, NULL, NULL, amount_left_out, NULL,
		   (without_customer OPERATOR(pg_catalog.+) without_time)::double precision, NULL, NULL, @extschema@.strategy('report'::text, 'left_out'::text, lang)
	FROM fact WHERE (without_customer OPERATOR(pg_catalog.+) without_time) OPERATOR(pg_catalog.>) 0
	UNION ALL
	SELECT 2, 'base', 'order_lines', 'report', 'order_lines', NULL, NULL, NULL, NULL, NULL, NULL, shared_times, NULL,
		   'order_column => ' OPERATOR(pg_catalog.||) pg_catalog.quote_literal(order_column), @extschema@.strategy('report'::text, 'order_lines'::text, lang)
	FROM fact WHERE shared_times IS NOT NULL
	UNION ALL
	SELECT 2, 'base', a.subject, 'report', a.subject, a.customers, a.customers::double precision OPERATOR(pg_catalog./) f.customers::double precision, NULL, NULL,
		   a.amount, (a.brought OPERATOR(pg_catalog./) nullif(f.brought, 0.0))::double precision, NULL, NULL, NULL,
		   @extschema@.strategy('report'::text, a.subject, lang)
	FROM fact AS f, apart AS a
	UNION ALL
	SELECT 5, 'structure', structure, 'structure', structure, customers, all_of_them, NULL, NULL, amount, all_of_it, CASE WHEN NOT alike THEN w END, NULL,
		   CASE WHEN why_alike OPERATOR(pg_catalog.=) 'refunds_only' THEN NULL
				WHEN alike THEN @extschema@.say(reason, lang)
				WHEN reason OPERATOR(pg_catalog.~~) 'tie%'
				THEN pg_catalog.concat_ws(' ', @extschema@._fill(@extschema@.strategy('evidence'::text, 'tied'::text, lang), pg_catalog.jsonb_build_object('tied', @extschema@._tied(reason, lang))), p_said)
				ELSE pg_catalog.concat_ws('; ', @extschema@.say(reason, lang), p_said) END,
		   CASE WHEN customers OPERATOR(pg_catalog.=) 0 THEN NULL
				WHEN reason OPERATOR(pg_catalog.~~) 'too_few%' THEN @extschema@.strategy('report'::text, 'too_few'::text, lang)
				WHEN alike THEN @extschema@.strategy('report'::text, why_alike, lang)
				ELSE @extschema@.strategy(CASE WHEN judges_marketing THEN 'marketing' ELSE 'structure' END, structure, lang) END
	FROM fact, LATERAL (SELECT pg_catalog.replace(CASE WHEN p OPERATOR(pg_catalog.<) 0.0001 THEN 'p < 0.0001' ELSE 'p = ' OPERATOR(pg_catalog.||) pg_catalog.round(p::numeric, 4)::text END,
												'.', pg_catalog.btrim(@extschema@._figure(0.5, lang), '05'))) AS v (p_said)
	UNION ALL
	SELECT 6, 'development', development OPERATOR(pg_catalog.->>) 'verdict', 'development_verdict', development OPERATOR(pg_catalog.->>) 'verdict',
		   best_now OPERATOR(pg_catalog.*) times, NULL, NULL, NULL, NULL, NULL, (development OPERATOR(pg_catalog.->>) 'p')::double precision, best_then OPERATOR(pg_catalog.*) times,
		   CASE WHEN NOT compared THEN @extschema@.strategy('evidence'::text, 'by_period'::text, lang)
				WHEN best_now OPERATOR(pg_catalog.<>) bees THEN @extschema@.strategy('evidence'::text, 'by_days'::text, lang) END,
		   @extschema@.strategy('development_verdict'::text, development OPERATOR(pg_catalog.->>) 'verdict', lang)
	FROM fact, LATERAL (SELECT pg_catalog.sum(c.customers) FROM pg_catalog.unnest(fact.counts) AS c WHERE (c.subject OPERATOR(pg_catalog.=) 'quadrant') AND c.item OPERATOR(pg_catalog.=) 'bee') AS t (bees)
	WHERE best_then OPERATOR(pg_catalog.>) 0 AND NOT alike
	UNION ALL -- without any contact, nearly all would be due: in one line
	SELECT 9, 'overdue', 'no_contact', 'report', 'no_contact', d.customers, d.customers::double precision OPERATOR(pg_catalog./) f.customers::double precision, NULL, NULL,
		   d.amount, (d.brought OPERATOR(pg_catalog./) nullif(f.brought, 0.0))::double precision, d.at_stake::double precision, NULL,
		   CASE WHEN d.at_stake OPERATOR(pg_catalog.>) 0.0 THEN @extschema@._evidence('at_stake', d.at_stake, lang) END, @extschema@.strategy('report'::text, 'no_contact'::text, lang)
	FROM fact AS f, LATERAL (SELECT pg_catalog.sum(c.customers)::bigint, pg_catalog.sum(c.amount), pg_catalog.sum(c.brought), pg_catalog.sum(c.at_stake)
							 FROM pg_catalog.unnest(f.counts) AS c
							 WHERE c.subject OPERATOR(pg_catalog.=) 'overdue' AND @extschema@._of_buyers(c.item)) AS d (customers, amount, brought, at_stake)
	WHERE contacted OPERATOR(pg_catalog.=) 0 AND d.customers OPERATOR(pg_catalog.>) 0
	UNION ALL
	SELECT 12, 'concentration', v.item, 'report', v.item, v.customers, v.customers::double precision OPERATOR(pg_catalog./) nullif(buyers, 0)::double precision,
		   NULL, NULL, v.amount, v.part, v.statistic, NULL, v.evidence,
		   CASE WHEN v.tells THEN @extschema@.strategy('report'::text, v.item, lang) END
	FROM fact,
		 LATERAL (VALUES ('gini', buyers, NULL::numeric, NULL::double precision, gini, CASE WHEN by_profit THEN @extschema@._evidence('by_amount', 0.0, lang) END,
						  gini OPERATOR(pg_catalog.>) 0.5::double precision),
						 ('largest', LEAST(buyers, 1), largest, largest_share, largest_share,
						  @extschema@._fill(CASE WHEN mean IS NOT NULL AND largest_tells THEN @extschema@.strategy('evidence'::text, 'largest'::text, lang) END,
											pg_catalog.jsonb_build_object('mean', @extschema@._figure(mean, lang), 'without', @extschema@._figure(mean_of_others, lang),
																		  'customers', @extschema@._figure(between_means::numeric, lang))),
						  largest_tells),
						 ('for_80', coalesce(customers_for_share, 0), NULL, CASE WHEN customers_for_share OPERATOR(pg_catalog.>) 0 THEN 0.8 END, NULL, NULL,
						  customers_for_share OPERATOR(pg_catalog.<) (buyers OPERATOR(pg_catalog./) 2))) AS v (item, customers, amount, part, statistic, evidence, tells)
	UNION ALL
	SELECT 13, 'rfm_segment', 'unranked', 'report', 'unranked', buyers, NULL, NULL, NULL, amount, NULL, NULL, NULL, NULL, @extschema@.strategy('report'::text, 'unranked'::text, lang)
	FROM fact WHERE unranked IS NOT NULL AND buyers OPERATOR(pg_catalog.>) 0;
END;
COMMENT ON FUNCTION _report_wholes(jsonb, text) IS 'the lines of report() about the base as a whole: what was left out, structure, development, concentration';

CREATE FUNCTION _report_lines(facts jsonb, lang text)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH line AS (
		SELECT 1 AS place, s.place AS i, 'summary' AS section_key, s.item_key,
			   CASE WHEN s.item_key OPERATOR(pg_catalog.~~) 'action%' THEN 'action_at_stake' ELSE s.item_key END AS item, 'sentence' AS subject,
			   NULL::bigint AS customers, NULL::double precision AS share, NULL::double precision AS low, NULL::double precision AS high,
			   NULL::numeric AS amount, NULL::double precision AS share_of_amount, NULL::double precision AS statistic, NULL::bigint AS before,
			   NULL::text AS evidence, s.sentence AS what_to_do
		FROM @extschema@._report_sentences(facts, lang) AS s WHERE s.sentence OPERATOR(pg_catalog.<>) ''
		UNION ALL
		SELECT l.place, l.i, l.section_key, l.item_key, l.item, l.subject, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic,
			   l.before, l.evidence, l.what_to_do
		FROM (SELECT w.*, pg_catalog.row_number() OVER () AS i FROM @extschema@._report_wholes(facts, lang) AS w
					  UNION ALL SELECT c.*, pg_catalog.row_number() OVER () FROM @extschema@._report_classes(facts, lang) AS c) AS l
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, l.section_key, lang), l.section_key),
		   coalesce(@extschema@.label(l.subject, l.item, lang), l.item), l.customers, l.share, l.amount, l.share_of_amount,
		   l.evidence, l.what_to_do, l.section_key, l.item_key, l.low, l.high, l.statistic, l.before,
		   l.customers::double precision OPERATOR(pg_catalog./) nullif(l.before, 0)::double precision OPERATOR(pg_catalog.-) 1.0::double precision
	FROM line AS l
	ORDER BY l.place, l.i;
END;
COMMENT ON FUNCTION _report_lines(jsonb, text) IS 'the rows of report(), from its facts';

CREATE FUNCTION report(source regclass,
					   customer_column name DEFAULT 'customer_id',
					   time_column name DEFAULT 'sold_at',
					   amount_column name DEFAULT 'amount',
					   order_column name DEFAULT NULL,
					   potential_column name DEFAULT NULL,
					   profit_column name DEFAULT NULL,
					   since timestamptz DEFAULT NULL,
					   as_of timestamptz DEFAULT NULL,
					   yardstick yardstick DEFAULT NULL,
					   lang text DEFAULT 'en',
					   compare_with date DEFAULT NULL,
					   lapse_after interval DEFAULT NULL)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after)) AS facts,
			   coalesce(report.lang, 'en') AS lang -- NULL is the default, as for the other options
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	)
	SELECT l.* FROM known AS k, LATERAL @extschema@._report_lines(k.facts, k.lang) AS l;
END;
COMMENT ON FUNCTION report(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'the whole picture of a customer base: first the sentences that it bears out, then for each section and item customers and money with their shares, what they were at compare_with, the evidence, and what to do; in a language of the playbook';

/* the same for a terminal */

CREATE FUNCTION _wrap(text, width integer) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'customer_seg_wrap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION _wrap(text, integer) IS 'the lines of a text, none of them wider, where a Chinese character takes two columns';

CREATE FUNCTION _pad(text, width integer) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_pad'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _pad(text, integer) IS
'a text made as wide by blanks behind it, cut where it is wider; where the width is below 0, by blanks before it and never cut';

CREATE FUNCTION _report_row(item text, customers text, share text, amount text, share_of_amount text, change text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.concat(@extschema@._pad(item, 36), @extschema@._pad(coalesce(customers, ''), -10), @extschema@._pad(coalesce(share, ''), -14),
						 @extschema@._pad(coalesce(amount, ''), -15), @extschema@._pad(coalesce(share_of_amount, ''), -14),
						 @extschema@._pad(coalesce(change, ''), -9));
COMMENT ON FUNCTION _report_row(text, text, text, text, text, text) IS 'a row of the tables in report_text(), 98 columns wide';

CREATE FUNCTION report_text(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lang text DEFAULT 'en',
							compare_with date DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS SETOF text
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 200
BEGIN ATOMIC
	WITH word AS (
		SELECT l.lang, @extschema@._percent_sign(l.lang) AS percent,
			   @extschema@.strategy('report'::text, 'too_short'::text, l.lang) AS too_short, 98 AS width, -- psql puts a blank on either side
			   ARRAY['value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term'] AS of_buyers
		FROM (SELECT coalesce(report_text.lang, 'en')) AS l (lang)
	), line AS MATERIALIZED (
		SELECT r.*, r.section_key OPERATOR(pg_catalog.=) 'summary' AS is_sentence,
			   -- seen another way: what to do with each of them has been said
			   r.section_key OPERATOR(pg_catalog.=) ANY (w.of_buyers OPERATOR(pg_catalog.||) 'market_position'::text) AS numbers_only,
			   r.section_key OPERATOR(pg_catalog.<>) 'concentration' AND pg_catalog.max(r.share) OVER (PARTITION BY r.section_key) OPERATOR(pg_catalog.>=) 0.995::double precision AS holds_all,
			   pg_catalog.bool_or(r.what_to_do OPERATOR(pg_catalog.=) w.too_short) OVER (PARTITION BY r.section_key) IS TRUE AS cannot_tell
		FROM word AS w,
			 @extschema@.report(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
								since, as_of, yardstick, report_text.lang, compare_with, lapse_after) WITH ORDINALITY
			 AS r (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, i)
		WHERE r.customers IS NULL OR r.customers OPERATOR(pg_catalog.>) 0 OR r.before OPERATOR(pg_catalog.>) 0
	), shown AS (
		SELECT l.*, CASE WHEN section_key OPERATOR(pg_catalog.=) 'structure' THEN NULL -- it is everybody
						 WHEN item_key OPERATOR(pg_catalog.=) 'gini' THEN @extschema@._figure(pg_catalog.round(statistic::numeric, 2), w.lang)
						 ELSE @extschema@._figure(customers::numeric, w.lang) END AS number,
			   NOT is_sentence AND section_key OPERATOR(pg_catalog.<>) 'structure' AND item_key OPERATOR(pg_catalog.<>) 'gini' AS has_shares
		FROM line AS l, word AS w
		WHERE NOT (numbers_only AND (holds_all OR cannot_tell)) -- a class that holds everybody tells nothing
	), section AS (
		SELECT section_key, section, numbers_only, pg_catalog.min(i) AS i, numbers_only AND pg_catalog.min(pg_catalog.min(i)) OVER (PARTITION BY numbers_only) OPERATOR(pg_catalog.=) pg_catalog.min(i) AS begins,
			   pg_catalog.bool_or(section_key OPERATOR(pg_catalog.=) 'action') OVER () AS advised
		FROM shown WHERE NOT is_sentence GROUP BY section_key, section, numbers_only
	), note AS ( -- under the title of a section
		SELECT s.i, (@extschema@.play('report'::text, s.section_key, w.lang)).who AS text
		FROM section AS s, word AS w WHERE s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['action', 'due_today', 'overdue'])
		UNION ALL
		SELECT s.i, @extschema@.strategy('report'::text, 'earlier_limits'::text, w.lang)
		FROM section AS s, word AS w WHERE compare_with IS NOT NULL AND s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'pareto_class', 'rfm_segment', 'rfm_group'])
	), printed AS (
		SELECT l.i, 0 AS part, w.j, CASE WHEN w.j OPERATOR(pg_catalog.=) 1 THEN '- ' ELSE '  ' END OPERATOR(pg_catalog.||) w.text AS text
		FROM word, shown AS l, LATERAL @extschema@._wrap(l.what_to_do, width OPERATOR(pg_catalog.-) 2) WITH ORDINALITY AS w (text, j) WHERE is_sentence
		UNION ALL
		SELECT s.i, -5, 0, '' FROM section AS s WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -4, w.j, w.text
		FROM word, section AS s, LATERAL @extschema@._wrap(@extschema@.strategy('report'::text, 'numbers_only'::text, lang), width) WITH ORDINALITY AS w (text, j) WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -3, 0, '' FROM section AS s
		UNION ALL
		SELECT s.i, -2, 0,
			   @extschema@._report_row(CASE WHEN s.section_key OPERATOR(pg_catalog.=) ANY (of_buyers)
											THEN @extschema@._fill(@extschema@.label('column'::text, 'of_buyers'::text, lang), pg_catalog.jsonb_build_object('section', section)) ELSE section END,
									   @extschema@.label('column'::text, 'customers'::text, lang), @extschema@.label('column'::text, 'share'::text, lang),
									   @extschema@.label('column'::text, 'amount'::text, lang), @extschema@.label('column'::text, 'share_of_amount'::text, lang),
									   CASE WHEN compare_with IS NOT NULL OR s.section_key OPERATOR(pg_catalog.=) 'development' THEN @extschema@.label('column'::text, 'change'::text, lang) END)
		FROM word, section AS s
		UNION ALL
		SELECT n.i, -1, w.j, '    ' OPERATOR(pg_catalog.||) w.text
		FROM word, note AS n, LATERAL @extschema@._wrap(n.text, width OPERATOR(pg_catalog.-) 4) WITH ORDINALITY AS w (text, j)
		UNION ALL
		SELECT l.i, 0, w.j, w.text
		FROM word, shown AS l,
			 LATERAL @extschema@._wrap(@extschema@._report_row(CASE WHEN item_key OPERATOR(pg_catalog.~) '^(lapsed|prospect)_' THEN '    ' ELSE '  ' END OPERATOR(pg_catalog.||) item, number, -- a part stands below its whole
															   CASE WHEN has_shares THEN @extschema@._percent(share, lang) OPERATOR(pg_catalog.||) percent END,
															   CASE WHEN has_shares THEN @extschema@._figure(amount, lang) END,
															   CASE WHEN has_shares THEN @extschema@._percent(share_of_amount, lang) OPERATOR(pg_catalog.||) percent END,
															   @extschema@._percent_change(change, lang) OPERATOR(pg_catalog.||) percent), width)
				 WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
		UNION ALL
		SELECT l.i, t.part, w.j, '      ' OPERATOR(pg_catalog.||) w.text
		FROM word, shown AS l, LATERAL (VALUES (1, evidence), (2, CASE WHEN NOT numbers_only THEN what_to_do END)) AS t (part, text),
			 LATERAL @extschema@._wrap(t.text, width OPERATOR(pg_catalog.-) 6) WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
	)
	SELECT pg_catalog.rtrim(p.text) FROM printed AS p ORDER BY p.i, p.part, p.j;
END;
COMMENT ON FUNCTION report_text(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'report() as lines for a terminal of 100 columns: the sentences, then the sections without the lines that are empty';
