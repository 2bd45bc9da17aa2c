/* report: the whole picture of a customer base, as rows */

CREATE FUNCTION _segment_unnamed(source regclass,
								customer_column name DEFAULT 'customer_id',
								time_column name DEFAULT 'sold_at',
								amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL,
								potential_column name DEFAULT NULL,
								profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL,
								as_of timestamptz DEFAULT NULL,
								yardstick yardstick DEFAULT NULL)
RETURNS TABLE (orders bigint, amount numeric, first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity, measured_at timestamptz,
			   without_customer bigint, without_time bigint, amount_left_out numeric,
			   shared_times double precision, order_column name, yardstick yardstick)
AS 'MODULE_PATHNAME', 'customer_seg_segment_unnamed'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _segment_unnamed(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any type, who stay unnamed, with the point in time at which they were measured; and a last row, without an activity, that says what there is to say of all rows: those left out, the share of those that share customer and time, where they may be lines of orders, with the column that tells these apart, and the yardstick';

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
					   lang text DEFAULT 'en')
RETURNS TABLE (section text, item text, customers bigint, share double precision,
			   amount numeric, share_of_amount double precision, evidence text, what_to_do text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 50
BEGIN ATOMIC
	WITH word AS ( -- NULL is the default, as for the other options
		SELECT coalesce(report.lang, 'en') AS lang
	), result AS MATERIALIZED (
		SELECT s.*
		FROM @extschema@._segment_unnamed(source, customer_column, time_column, amount_column, order_column, potential_column,
										 profit_column, since, report.as_of, report.yardstick) AS s
	), customer AS NOT MATERIALIZED (
		SELECT r.* FROM result AS r WHERE activity IS NOT NULL
	), left_out AS (
		SELECT CASE WHEN without_customer OPERATOR(pg_catalog.>) 0 OR without_time OPERATOR(pg_catalog.>) 0
					THEN 'left out: ' OPERATOR(pg_catalog.||) without_customer::text
						 OPERATOR(pg_catalog.||) CASE WHEN without_customer OPERATOR(pg_catalog.=) 1 THEN ' row' ELSE ' rows' END
						 OPERATOR(pg_catalog.||) ' without a customer, ' OPERATOR(pg_catalog.||) without_time::text
						 OPERATOR(pg_catalog.||) ' without a time, amount ' OPERATOR(pg_catalog.||) amount_left_out::text END AS said
		FROM result WHERE activity IS NULL
	), standard AS MATERIALIZED (
		SELECT r.yardstick, measured_at AS as_of,
			   profit_column IS NOT NULL AND EXISTS (SELECT FROM customer WHERE @extschema@.profit(activity) IS NOT NULL) AS by_profit
		FROM result AS r WHERE activity IS NULL
	), mark AS ( -- for what goes by the amount, though profit decides
		SELECT CASE WHEN by_profit THEN 'by amount' END AS by_amount FROM standard
	), classified AS (
		SELECT c.amount, c.quadrant, orders, bought, first_order, last_order, earned, known_profit,
			   profit_column IS NOT NULL AND orders OPERATOR(pg_catalog.>) 0 AND known_profit IS NULL AS profit_unknown,
			   GREATEST(c.amount, 0.0) AS brought, -- of money, shares are of this: who is below 0 brings nothing
			   orders OPERATOR(pg_catalog.=) 0 AND @extschema@.refunds(activity) OPERATOR(pg_catalog.>) 0 AS refunded,
			   @extschema@.value_group(activity, (SELECT s.yardstick FROM standard AS s),
									   (SELECT s.as_of FROM standard AS s)) AS value_group,
			   @extschema@.pareto_class(earned::double precision) OVER () AS pareto_class,
			   CASE WHEN orders OPERATOR(pg_catalog.>) 0
					THEN @extschema@.rfm_segment(@extschema@.rfm(activity, (SELECT s.yardstick FROM standard AS s),
																 (SELECT s.as_of FROM standard AS s))) END AS rfm_segment,
			   @extschema@.market_position(activity) AS market_position,
			   @extschema@.customer_term(activity) AS customer_term,
			   @extschema@.contact_due(activity, c.quadrant, (SELECT s.as_of FROM standard AS s), (SELECT lang FROM word)) AS due
		FROM customer AS c,
			 LATERAL (SELECT CASE WHEN profit_column IS NOT NULL THEN @extschema@.profit(activity) END) AS p (known_profit),
			 LATERAL (SELECT CASE WHEN orders OPERATOR(pg_catalog.>) 0 THEN c.amount END,
							 CASE WHEN orders OPERATOR(pg_catalog.>) 0
								  THEN CASE WHEN (SELECT by_profit FROM standard) THEN known_profit ELSE c.amount END END) AS b (bought, earned)
	), counted AS MATERIALIZED (
		SELECT pg_catalog.count(*) AS customers, coalesce(pg_catalog.sum(amount), 0) AS amount,
			   coalesce(pg_catalog.sum(brought), 0.0) AS brought, pg_catalog.count(bought) AS buyers,
			   pg_catalog.count(*) FILTER (WHERE refunded) AS refunded,
			   pg_catalog.sum(amount) FILTER (WHERE refunded) AS refunded_amount,
			   pg_catalog.sum(known_profit) AS profit,
			   pg_catalog.count(*) FILTER (WHERE profit_unknown) AS without_profit,
			   pg_catalog.sum(amount) FILTER (WHERE profit_unknown) AS without_profit_amount,
			   pg_catalog.sum(brought) FILTER (WHERE profit_unknown) AS without_profit_brought,
			   coalesce(pg_catalog.sum(bought), 0) AS bought,
			   -- ranks need as many buyers as scores, of whom some differ; a yardstick that is given ranks anybody
			   CASE WHEN report.yardstick IS NOT NULL THEN NULL
					WHEN pg_catalog.count(bought) OPERATOR(pg_catalog.<) 5
					THEN 'too few buyers to rank: ' OPERATOR(pg_catalog.||) pg_catalog.count(bought)::text
					WHEN pg_catalog.min(bought) OPERATOR(pg_catalog.=) pg_catalog.max(bought)
						 AND pg_catalog.min(last_order) OPERATOR(pg_catalog.=) pg_catalog.max(last_order)
						 AND pg_catalog.min(orders) FILTER (WHERE bought IS NOT NULL)
							 OPERATOR(pg_catalog.=) pg_catalog.max(orders)
					THEN 'all buyers are alike: ' OPERATOR(pg_catalog.||) pg_catalog.count(bought)::text END AS unranked,
			   pg_catalog.min(first_order) AS first_order, pg_catalog.max(last_order) AS last_order,
			   -- old or new, long-term or not by a year needs two
			   pg_catalog.min(first_order) OPERATOR(pg_catalog.>)
			   (((SELECT s.as_of FROM standard AS s) AT TIME ZONE 'UTC' OPERATOR(pg_catalog.-) '2 years'::interval) AT TIME ZONE 'UTC') AS too_short,
			   @extschema@.breakdown(quadrant, amount) AS quadrants,
			   @extschema@.breakdown(quadrant, brought) AS quadrants_brought,
			   CASE WHEN (SELECT by_profit FROM standard) THEN @extschema@.breakdown(quadrant, known_profit) END AS quadrants_profit,
			   @extschema@.breakdown(value_group, amount) FILTER (WHERE NOT refunded) AS value_groups,
			   @extschema@.breakdown(value_group, brought) FILTER (WHERE NOT refunded) AS value_groups_brought,
			   @extschema@.breakdown(pareto_class, amount) FILTER (WHERE NOT refunded AND NOT unclassed) AS pareto_classes,
			   @extschema@.breakdown(pareto_class, brought) FILTER (WHERE NOT refunded AND NOT unclassed) AS pareto_classes_brought,
			   CASE WHEN (SELECT by_profit FROM standard)
					THEN @extschema@.breakdown(pareto_class, earned) FILTER (WHERE NOT refunded AND NOT unclassed) END AS pareto_classes_profit,
			   @extschema@.breakdown(rfm_segment, amount) FILTER (WHERE NOT refunded) AS rfm_segments,
			   @extschema@.breakdown(rfm_segment, brought) FILTER (WHERE NOT refunded) AS rfm_segments_brought,
			   @extschema@.breakdown(market_position, amount) AS market_positions,
			   @extschema@.breakdown(market_position, brought) AS market_positions_brought,
			   @extschema@.breakdown(customer_term, amount) FILTER (WHERE NOT refunded) AS customer_terms,
			   @extschema@.breakdown(customer_term, brought) FILTER (WHERE NOT refunded) AS customer_terms_brought,
			   @extschema@.breakdown(quadrant, amount) FILTER (WHERE due) AS due,
			   @extschema@.breakdown(quadrant, brought) FILTER (WHERE due) AS due_brought,
			   pg_catalog.jsonb_build_object(
					'top', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'top'),
					'middle', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'middle'),
					'bottom', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'bottom')) AS least_earned,
			   @extschema@.mix(quadrant) AS mix,
			   @extschema@.gini(bought) AS gini,
			   pg_catalog.max(bought) AS largest,
			   @extschema@.customers_for_share(bought, 0.8::double precision) AS customers_for_share
		FROM classified, LATERAL (SELECT profit_unknown AND (SELECT by_profit FROM standard)) AS u (unclassed)
	), of_others AS ( -- whom the largest customer alone puts below the mean, where that is the cut
		SELECT pg_catalog.round(mean, decimals) AS mean, pg_catalog.round(without_largest, decimals) AS without_largest,
			   (SELECT pg_catalog.count(*) FROM customer AS c
				WHERE c.amount OPERATOR(pg_catalog.>=) without_largest AND c.amount OPERATOR(pg_catalog.<) mean) AS between_them
		FROM (SELECT n.amount OPERATOR(pg_catalog./) n.customers::numeric,
					 (n.amount OPERATOR(pg_catalog.-) largest) OPERATOR(pg_catalog./) (n.customers OPERATOR(pg_catalog.-) 1)::numeric,
					 GREATEST(pg_catalog.scale(n.amount), 2)
			  FROM counted AS n, standard AS s
			  WHERE n.customers OPERATOR(pg_catalog.>) 1 AND NOT s.by_profit AND report.yardstick IS NULL) AS m (mean, without_largest, decimals)
	), line AS (
		SELECT 1 AS place, 1 AS line, 'base' AS section, 'report' AS subject, 'all' AS item,
			   customers, CASE WHEN customers OPERATOR(pg_catalog.>) 0 THEN 1 END::double precision AS share,
			   amount, CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END::double precision AS share_of_amount,
			   nullif(pg_catalog.array_to_string(ARRAY[
					(pg_catalog.to_jsonb((first_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[])
					OPERATOR(pg_catalog.||) ' .. '
					OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb((last_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[]),
					said, 'profit ' OPERATOR(pg_catalog.||) profit::text], '; '), '') AS evidence
		FROM counted, left_out

		UNION ALL
		SELECT 3, 1, 'structure', 'structure', structure::text,
			   c.customers, CASE WHEN c.customers OPERATOR(pg_catalog.>) 0 THEN 1 END,
			   c.amount, CASE WHEN c.brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END,
			   -- of customers who are alike, the tests would be sure of what says nothing
			   CASE WHEN reason OPERATOR(pg_catalog.~~) 'all_alike%' THEN reason
			   ELSE pg_catalog.array_to_string(ARRAY[reason, 'w = ' OPERATOR(pg_catalog.||) pg_catalog.round(w::numeric, 3)::text
			   OPERATOR(pg_catalog.||) ', ' OPERATOR(pg_catalog.||) said[1]
			   OPERATOR(pg_catalog.||) '; 1st against 2nd ' OPERATOR(pg_catalog.||) said[2]], '; ') END
		FROM counted AS c, @extschema@.describe(mix) AS d,
			 LATERAL (SELECT pg_catalog.array_agg(CASE WHEN n OPERATOR(pg_catalog.<) 0.0001::double precision THEN 'p < 0.0001'
													   ELSE 'p = ' OPERATOR(pg_catalog.||) pg_catalog.round(n::numeric, 4)::text END ORDER BY i)
					  FROM pg_catalog.unnest(ARRAY[d.p, d.p_largest]) WITH ORDINALITY AS u (n, i)) AS p (said)
		WHERE d.quadrant OPERATOR(pg_catalog.=) 'bee'

		UNION ALL
		SELECT 1, 2, 'base', 'report', 'order_lines', NULL, NULL, NULL, NULL,
			   pg_catalog.round(100.0 OPERATOR(pg_catalog.*) shared_times::numeric)::text
			   OPERATOR(pg_catalog.||) ' % of the rows share customer and time'
			   OPERATOR(pg_catalog.||) coalesce('; order_column => ' OPERATOR(pg_catalog.||) pg_catalog.quote_literal(order_column::text), '')
		FROM result WHERE shared_times IS NOT NULL

		UNION ALL
		SELECT 1, 3, 'base', 'report', 'profit_unknown', without_profit,
			   without_profit::double precision OPERATOR(pg_catalog./) customers::double precision, without_profit_amount,
			   (without_profit_brought OPERATOR(pg_catalog./) CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN brought END)::double precision, NULL
		FROM counted WHERE without_profit OPERATOR(pg_catalog.>) 0

		UNION ALL
		SELECT 6, i, 'concentration', 'report', what,
			   number, number::double precision OPERATOR(pg_catalog./) CASE WHEN buyers OPERATOR(pg_catalog.>) 0 THEN buyers END::double precision,
			   v.amount, part, nullif(pg_catalog.array_to_string(ARRAY[said, by_amount], '; '), '')
		FROM mark, counted LEFT JOIN of_others ON true,
			 LATERAL (VALUES (1, 'gini', buyers, NULL::numeric, NULL::double precision, pg_catalog.round(gini::numeric, 3)::text),
							 (2, 'largest', LEAST(buyers, 1), largest,
							  (GREATEST(largest, 0.0) OPERATOR(pg_catalog./) CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN brought END)::double precision,
							  'mean ' OPERATOR(pg_catalog.||) mean::text OPERATOR(pg_catalog.||) ', without ' OPERATOR(pg_catalog.||) without_largest::text
							  OPERATOR(pg_catalog.||) '; ' OPERATOR(pg_catalog.||) between_them::text
							  OPERATOR(pg_catalog.||) CASE WHEN between_them OPERATOR(pg_catalog.=) 1 THEN ' customer' ELSE ' customers' END
							  OPERATOR(pg_catalog.||) ' between'),
							 (3, 'for_80', coalesce(customers_for_share, 0), NULL,
							  CASE WHEN customers_for_share OPERATOR(pg_catalog.>) 0 THEN 0.8 END, NULL)) AS v (i, what, number, amount, part, said)

		UNION ALL
		-- shares are of those who are in one of the groups
		SELECT place, i, subject, CASE WHEN segment IS NULL THEN 'report' ELSE subject END, coalesce(segment, 'none'),
			   r.customers, r.share, r.amount, r.share_of_amount,
			   CASE WHEN subject OPERATOR(pg_catalog.=) 'pareto_class'
					THEN CASE WHEN (SELECT by_profit FROM standard) THEN 'profit ' ELSE '' END
						 OPERATOR(pg_catalog.||) '>= ' OPERATOR(pg_catalog.||) (least_earned OPERATOR(pg_catalog.->>) segment)
						 OPERATOR(pg_catalog.||) coalesce('; in all ' OPERATOR(pg_catalog.||) profit_of_them::text, '')
					WHEN segment IS NOT NULL
					THEN pg_catalog.array_to_string(ARRAY[
						 pg_catalog.round(100.0 OPERATOR(pg_catalog.*) share_low::numeric, 1)::text
						 OPERATOR(pg_catalog.||) ' .. '
						 OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) share_high::numeric, 1)::text
						 OPERATOR(pg_catalog.||) ' %', 'profit ' OPERATOR(pg_catalog.||) profit_of_them::text,
						 CASE WHEN subject OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'rfm_segment']) THEN by_amount END], '; ') END
		FROM mark, counted,
			 LATERAL (VALUES (2, 'quadrant', quadrants, quadrants_brought, quadrants_profit),
							 (4, 'value_group', value_groups, value_groups_brought, NULL),
							 (5, 'pareto_class', pareto_classes, pareto_classes_brought, pareto_classes_profit),
							 (7, 'rfm_segment', rfm_segments, rfm_segments_brought, NULL),
							 (8, 'market_position', market_positions, market_positions_brought, NULL),
							 (9, 'customer_term', customer_terms, customer_terms_brought, NULL)) AS v (place, subject, parts, parts_brought, parts_profit),
			 LATERAL ROWS FROM (@extschema@.shares(parts), @extschema@.shares(parts_brought), @extschema@.shares(parts_profit)) WITH ORDINALITY
				 AS r (segment, customers, share, share_low, share_high, amount, net_share, average,
					 segment_again, customers_again, share_again, low_again, high_again, brought, share_of_amount, average_brought,
					 segment_by_profit, customers_by_profit, share_by_profit, low_by_profit, high_by_profit, profit_of_them, share_of_profit, average_profit, i)
		WHERE subject OPERATOR(pg_catalog.<>) 'rfm_segment' OR segment IS NULL OR unranked IS NULL

		UNION ALL
		SELECT 7, 1, 'rfm_segment', 'report', 'unranked', buyers, NULL, bought, NULL, unranked
		FROM counted WHERE unranked IS NOT NULL

		UNION ALL
		-- they bought, so they are no prospects either
		SELECT 5, 99, 'pareto_class', 'report', 'profit_unknown', without_profit, NULL, without_profit_amount, NULL, NULL
		FROM counted, standard WHERE by_profit AND without_profit OPERATOR(pg_catalog.>) 0

		UNION ALL
		-- they bought before the data begin, so they are no prospects
		SELECT place, 100, subject, 'report', 'refunds_only', refunded, NULL, refunded_amount, NULL, NULL
		FROM counted,
			 LATERAL (VALUES (4, 'value_group'), (5, 'pareto_class'), (7, 'rfm_segment'), (9, 'customer_term')) AS v (place, subject)
		WHERE refunded OPERATOR(pg_catalog.>) 0

		UNION ALL
		SELECT 10, i, 'contact_due', 'quadrant', r.segment, r.customers,
			   r.customers::double precision OPERATOR(pg_catalog./) CASE WHEN c.customers OPERATOR(pg_catalog.>) 0 THEN c.customers END::double precision,
			   r.amount, (r.brought OPERATOR(pg_catalog./) CASE WHEN c.brought OPERATOR(pg_catalog.>) 0.0 THEN c.brought END)::double precision,
			   (@extschema@.play('quadrant'::text, r.segment, lang)).contact_every::text
		FROM word, counted AS c,
			 LATERAL ROWS FROM (@extschema@.shares(due), @extschema@.shares(due_brought)) WITH ORDINALITY
				 AS r (segment, customers, share, share_low, share_high, amount, net_share, average,
					 segment_again, customers_again, share_again, low_again, high_again, brought, share_of_amount, average_brought, i)
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, section, lang), section),
		   coalesce(@extschema@.label(subject, line.item, lang), line.item),
		   line.customers, line.share, line.amount, line.share_of_amount, line.evidence,
		   CASE WHEN section OPERATOR(pg_catalog.=) 'contact_due' THEN @extschema@.message(subject, line.item, lang)
				WHEN too_short AND subject OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'customer_term'])
				THEN @extschema@.strategy('report'::text, 'too_short'::text, lang)
				ELSE @extschema@.strategy(subject, line.item, lang) END
	FROM line, word, counted
	ORDER BY place, line.line;
END;
COMMENT ON FUNCTION report(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text) IS
'the whole picture of a customer base: for each section and item customers and money with their shares, the evidence, and what to do, in a language of the playbook';
