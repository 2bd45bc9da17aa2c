/*
 * dashboard views: what each is made of.  All read the materialized view base: a row for each customer, and one without a
 * customer that has the rest, as jsonb.  So whatever is seen in them is of one snapshot.  Where the rows of one are kept,
 * that is in a materialized view below it: tools that ask information_schema find plain views only.
 */

/* Users' views call these: their arguments and columns stay as they are, whatever becomes of what they call. */

CREATE FUNCTION _dashboard_report(facts jsonb, lang text)
RETURNS TABLE (sort integer, section_key text, item_key text, section text, item text, customers bigint, share double precision, low double precision, high double precision,
			   amount numeric, share_of_amount double precision, statistic double precision, before bigint, change double precision, evidence text, what_to_do text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT l.i::integer, l.section_key, l.item_key, l.section, l.item, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic, l.before, l.change, l.evidence, l.what_to_do
	FROM @extschema@._report_lines(facts, lang) WITH ORDINALITY
		AS l (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, i);
END $$;
COMMENT ON FUNCTION _dashboard_report(jsonb, text) IS 'the lines of report() for the view of a dashboard, with their order';

CREATE FUNCTION _dashboard_figures(facts jsonb, lang text) RETURNS TABLE (sort integer, key text, label text, value numeric, unit text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT k.sort, k.key, coalesce(@extschema@.label('key_figure', k.key, lang), @extschema@.label('key_figure', k.key, 'en')), k.value, k.unit
	FROM jsonb_to_record(facts) AS f (customers bigint, buyers bigint, amount numeric, profit numeric, by_profit boolean, gini numeric, customers_for_share bigint, largest numeric,
		brought numeric, money_now numeric, money_before numeric, times numeric, lapse_after integer, flows @extschema@.flows_row, counts @extschema@._portrait_count[], pictures jsonb),
	LATERAL (SELECT sum(c.customers) FILTER (WHERE c.subject = 'life_stage' AND c.item IN ('new', 'active', 'overdue') AND f.lapse_after IS NOT NULL) AS current,
		sum(c.customers) FILTER (WHERE c.subject = 'life_stage' AND c.item = 'lapsed' AND f.lapse_after IS NOT NULL) AS lapsed,
		sum(c.customers) FILTER (WHERE c.subject = 'due_today') AS due_today, sum(c.at_stake) FILTER (WHERE c.subject = 'action') AS at_stake FROM unnest(f.counts) AS c) AS n,
	LATERAL (SELECT CASE WHEN bool_or(d.overdue IS NULL) THEN NULL ELSE coalesce(sum(d.overdue), 0) END AS overdue
		FROM jsonb_to_recordset(f.pictures #> '{contacts_due,rows}') AS d (overdue bigint)) AS d,
	LATERAL (VALUES
		(1, 'customers', f.customers::numeric, 'customers'), (2, 'buyers', f.buyers, 'customers'),
		(3, 'current', n.current, 'customers'), (4, 'lapsed', n.lapsed, 'customers'),
		(5, 'amount', f.amount, 'money'), (6, 'amount_per_buyer', round(f.brought / nullif(f.buyers, 0), 2), 'money'), (7, 'profit', CASE WHEN f.by_profit THEN f.profit END, 'money'),
		(8, 'amount_now', f.money_now, 'money'), (9, 'amount_before', f.money_before, 'money'),
		(10, 'amount_change', f.money_now / nullif(f.money_before, 0) - 1, 'share'),
		(11, 'new', (f.flows).new * f.times, 'customers'), (12, 'won_back', (f.flows).won_back * f.times, 'customers'),
		(13, 'lost', (f.flows).lost * f.times, 'customers'), (14, 'retained', (f.flows).retained * f.times, 'customers'),
		(15, 'gini', f.gini, 'index'), (16, 'customers_for_80', f.customers_for_share, 'customers'),
		(17, 'largest', f.largest, 'money'), (18, 'lapse_after', f.lapse_after, 'days'),
		(19, 'at_stake', n.at_stake, 'money'), (20, 'due_today', n.due_today, 'customers'), (21, 'overdue', d.overdue, 'customers')
	) AS k (sort, key, value, unit);
END $$;
COMMENT ON FUNCTION _dashboard_figures(jsonb, text) IS 'the key figures of a base for the view of a dashboard, by names in a language';

CREATE FUNCTION _dashboard_view()
RETURNS TABLE (place integer, view name, materialized boolean, key name[], query text, comment text)
LANGUAGE SQL IMMUTABLE PARALLEL SAFE ROWS 17
BEGIN ATOMIC
	-- in the queries %1$s is base, %2$s the language, %3$s the customers' column, %4$s the columns of the attributes, %5$s their names,
	-- %6$s a query for the actions of which nobody knows who is overdue, since no contact is on record
	SELECT v.place::integer, v.view::name, v.key IS NOT NULL, v.key::name[], v.query, v.comment
	FROM (VALUES
(1, 'run', '{made_at}',
$$SELECT f.run->>'source' AS source, (SELECT max(c.as_of) FROM %1$s AS c) AS as_of, (f.run->>'yardstick_as_of')::timestamptz AS yardstick_as_of,
	(f.run->>'made_at')::timestamptz AS made_at, f.customers, f.amount, f.first_order, f.last_order, f.without_customer, f.without_time,
	f.amount_left_out, f.one_in, f.customers_seen, f.lapse_after, f.run->>'lang' AS lang
FROM %1$s AS b, jsonb_to_record(b.facts) AS f (run jsonb, customers bigint, amount numeric, first_order timestamptz, last_order timestamptz,
	without_customer bigint, without_time bigint, amount_left_out numeric, one_in bigint, customers_seen bigint, lapse_after integer)
WHERE b.customer IS NULL$$,
'what the views of this dashboard are of: one row'),

(2, 'types', '{quadrant_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.quadrant)::text[], p.quadrant) AS quadrant_sort, p.*
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'types'->'rows') AS p (quadrant text, customers bigint, share double precision,
	low double precision, high double precision, amount numeric, share_of_amount double precision)
WHERE b.customer IS NULL$$,
'customers and money of each type; bars, with intervals'),

(3, 'type_by_attribute', '{attribute, value, quadrant_sort}',
$$WITH one AS (
	SELECT a.attribute::text, a.value, c.quadrant::@extschema@.quadrant, c.amount
	FROM %1$s AS c, unnest(%5$s::name[], c.attributes) AS a (attribute, value) WHERE c.customer IS NOT NULL
	UNION ALL
	SELECT NULL, NULL, c.quadrant::@extschema@.quadrant, c.amount FROM %1$s AS c WHERE c.customer IS NOT NULL
), group_of AS (
	SELECT attribute, value, sum(customers) AS customers, @extschema@.rollup(mix) AS mix, sum(brought) AS brought,
		jsonb_object_agg(coalesce(quadrant::text, ''), jsonb_build_object('amount', amount, 'brought', brought)) AS money
	FROM (SELECT attribute, value, quadrant, count(*) AS customers, @extschema@.mix(quadrant) AS mix, sum(amount) AS amount, sum(amount) FILTER (WHERE amount > 0) AS brought
		  FROM one GROUP BY attribute, value, quadrant) AS counted
	GROUP BY attribute, value
)
SELECT g.attribute, g.value, dense_rank() OVER (PARTITION BY g.attribute ORDER BY g.customers DESC, g.value COLLATE "C")::integer AS value_sort,
	t.quadrant_sort, t.quadrant, t.customers, t.share, t.low, t.high, coalesce(m.amount, 0) AS amount,
	coalesce(m.brought / nullif(g.brought, 0), 0)::double precision AS share_of_amount, g.customers::bigint AS of_customers
FROM group_of AS g,
	LATERAL (SELECT array_position(enum_range(NULL::@extschema@.quadrant), d.quadrant) AS quadrant_sort, d.quadrant::text, d.customers, d.share, d.share_low, d.share_high
			 FROM @extschema@.describe(g.mix) AS d
			 UNION ALL SELECT NULL, NULL, @extschema@.unclassified(g.mix), NULL, NULL, NULL WHERE @extschema@.unclassified(g.mix) > 0)
		AS t (quadrant_sort, quadrant, customers, share, low, high),
	jsonb_to_record(g.money->coalesce(t.quadrant, '')) AS m (amount numeric, brought numeric)$$,
'the types within each value of an attribute, such as a region, and of all customers; stacked bars, with intervals'),

(4, 'loyalty_contribution', '{loyalty_from, contribution_from}',
$$SELECT p.*, (m.meta->>'loyalty_cut')::double precision AS loyalty_cut, (m.meta->>'contribution_cut')::double precision AS contribution_cut
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'loyalty_contribution') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (loyalty_from integer, loyalty_to integer, contribution_from integer, contribution_to integer, customers bigint, amount numeric)
WHERE b.customer IS NULL$$,
'customers in each cell of loyalty and contribution, in steps of ten; a heat map. Cells without anybody have no row'),

(5, 'rfm_map', '{recency, value, rfm_segment}',
$$SELECT p.recency, p.value, p.rfm_segment, array_position(enum_range(NULL::@extschema@.rfm_segment)::text[], p.rfm_segment) AS rfm_segment_sort, p.customers, p.amount
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'rfm_map'->'rows') AS p (recency integer, value integer, rfm_segment text, customers bigint, amount numeric)
WHERE b.customer IS NULL$$,
'buyers by recency and value, with the name that these give; a heat map'),

(6, 'lorenz', '{point}',
$$SELECT p.i::integer - 1 AS point, (p.row->>'share_of_customers')::double precision AS share_of_customers, (p.row->>'share_of_amount')::double precision AS share_of_amount
FROM %1$s AS b, jsonb_array_elements(b.facts->'pictures'->'lorenz'->'rows') WITH ORDINALITY AS p (row, i)
WHERE b.customer IS NULL$$,
'how the money is spread: x and y of the Lorenz curve; a line'),

(7, 'flow_by_period', '{period}',
$$SELECT period, coalesce(m.until, k.until) AS until, coalesce(m.complete, k.complete)::integer AS complete, k.start AS at_start, k.new, k.won_back, k.lost, k."end" AS at_end,
	m.new AS amount_new, m.won_back AS amount_won_back, m.retained AS amount_retained, m.total AS amount,
	coalesce(o.money->>'unit', o.bucket->>'unit') AS unit, coalesce(o.money->>'one_in', o.bucket->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'leaky_bucket', b.facts->'pictures'->'money_by_period') AS o (bucket, money),
	jsonb_to_recordset(o.bucket->'rows') AS k (period date, until date, complete boolean, start bigint, new bigint, won_back bigint, lost bigint, "end" bigint)
	FULL JOIN jsonb_to_recordset(o.money->'rows') AS m (period date, until date, complete boolean, new numeric, won_back numeric, retained numeric, total numeric) USING (period)
WHERE b.customer IS NULL$$,
'who came, came back and left in each period, and the money of new and old customers; columns and lines'),

(8, 'cohorts', '{cohort, period}',
$$SELECT p.*, m.meta->>'unit' AS unit, (m.meta->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'cohorts') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (cohort date, customers bigint, period integer, retained bigint, share double precision, low double precision, high double precision)
WHERE b.customer IS NULL$$,
'of those who first bought in a period, how many bought again in each period since; a triangle'),

(9, 'movement', '{was_sort, is_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.quadrant)::text[], p.was) AS was_sort, p.was, array_position(enum_range(NULL::@extschema@.quadrant)::text[], p."is") AS is_sort, p."is",
	p.customers, p.share, p.before AS amount_before, p.now AS amount_now, (m.meta->>'then')::date AS was_on, (m.meta->>'now')::date AS is_on, (m.meta->>'one_in')::bigint AS one_in
FROM %1$s AS b, LATERAL (SELECT b.facts->'pictures'->'movement') AS m (meta),
	jsonb_to_recordset(m.meta->'rows') AS p (was text, "is" text, customers bigint, share double precision, before numeric, now numeric)
WHERE b.customer IS NULL$$,
'how many customers went from which type to which between two days; a Sankey diagram'),

(10, 'contacts_due', '{action_sort}',
$$SELECT array_position(enum_range(NULL::@extschema@.customer_action)::text[], p.action) AS action_sort, p.*
FROM %1$s AS b, jsonb_to_recordset(b.facts->'pictures'->'contacts_due'->'rows') AS p (action text, due_today bigint, overdue bigint, customers bigint, at_stake numeric)
WHERE b.customer IS NULL$$,
'what is to be done next, of how many customers, and how many of these are due; bars'),

(11, 'report', '{sort}',
$$SELECT r.* FROM %1$s AS b, @extschema@._dashboard_report(b.facts, %2$s) AS r WHERE b.customer IS NULL$$,
'the lines of report(), the sentences first; a table'),

(12, 'key_figures', '{key}',
$$SELECT k.* FROM %1$s AS b, @extschema@._dashboard_figures(b.facts, %2$s) AS k WHERE b.customer IS NULL$$,
'the numbers that stand alone, a row each; tiles'),

(13, 'class_names', '{class, item}',
$$SELECT c.class, i.item, i.sort::integer, coalesce(@extschema@.label(c.subject, i.item, %2$s), i.item) AS name, @extschema@.strategy(c.subject, i.item, %2$s) AS what_to_do
FROM %1$s AS b, (VALUES ('quadrant', 'quadrant', enum_range(NULL::@extschema@.quadrant)::text[]), ('rfm_segment', 'rfm_segment', enum_range(NULL::@extschema@.rfm_segment)::text[]),
	('rfm_group', 'rfm_group', enum_range(NULL::@extschema@.rfm_group)::text[]), ('value_group', 'value_group', enum_range(NULL::@extschema@.value_group)::text[]),
	('pareto_class', 'pareto_class', enum_range(NULL::@extschema@.pareto_class)::text[]), ('abc_class', 'abc_class', enum_range(NULL::@extschema@.abc_class)::text[]),
	('market_position', 'market_position', enum_range(NULL::@extschema@.market_position)::text[]), ('customer_term', 'customer_term', enum_range(NULL::@extschema@.customer_term)::text[]),
	('life_stage', 'life_stage', enum_range(NULL::@extschema@.life_stage)::text[]), ('next_action', 'customer_action', enum_range(NULL::@extschema@.customer_action)::text[])) AS c (class, subject, items),
	unnest(c.items) WITH ORDINALITY AS i (item, sort)
WHERE b.customer IS NULL$$,
'the classes by their names in the language of the dashboard, to be joined with the columns of customers'),

(14, 'empty_views', '{view}',
$$SELECT v.view, string_agg(DISTINCT p.value->>'why', ', ') AS why
FROM %1$s AS b, jsonb_each(b.facts->'pictures') AS p, LATERAL (SELECT CASE WHEN p.key IN ('leaky_bucket', 'money_by_period') THEN 'flow_by_period' ELSE p.key END) AS v (view)
WHERE b.customer IS NULL AND p.value ? 'why' GROUP BY v.view$$,
'views that have no rows, or not all columns, and why'),

(15, 'customers', NULL,
$$SELECT c.customer AS %3$s, c.orders, c.amount, c.refunds, c.contacts, c.average_order, c.potential, c.profit, c.first_order, c.last_order, c.days_since_order,
	c.loyalty, c.contribution, c.quadrant, c.quadrant_sort, c.recency_score, c.frequency_score, c.monetary_score, c.rfm, c.rfm_segment, c.rfm_segment_sort,
	c.rfm_group, c.rfm_group_sort, c.value_group, c.value_group_sort, c.pareto_class, c.pareto_class_sort, c.abc_class, c.abc_class_sort,
	c.market_position, c.market_position_sort, c.customer_term, c.customer_term_sort, c.life_stage, c.life_stage_sort,
	c.next_action, c.next_action_sort, c.next_action_due, c.next_action_overdue, c.at_stake, c.as_of, c.yardstick_as_of%4$s
FROM %1$s AS c WHERE c.customer IS NOT NULL$$,
'a row for each customer, as classify() has it, with the attributes'),

(16, 'customers_due', NULL,
$$SELECT c.customer AS %3$s, c.next_action, c.next_action_sort, c.next_action_due,
	CASE WHEN c.next_action_overdue = 0 OR c.next_action NOT IN (%6$s) THEN c.next_action_overdue END AS next_action_overdue, c.at_stake, c.quadrant, c.quadrant_sort, c.life_stage, c.life_stage_sort,
	c.orders, c.amount, c.last_order%4$s
FROM %1$s AS c WHERE c.customer IS NOT NULL AND c.next_action_overdue IS NOT NULL$$,
'the customers with whom it is time to be in touch, unless somebody has been and no contact is on record: a list'),

(17, 'stake_by_action', NULL,
$$SELECT c.next_action, c.next_action_sort, c.quadrant, c.quadrant_sort, count(*) AS customers,
	CASE WHEN bool_or(c.next_action_overdue > 0 AND c.next_action IN (%6$s)) THEN NULL ELSE count(c.next_action_overdue) END AS due, sum(c.at_stake) AS at_stake, sum(c.amount) AS amount
FROM %1$s AS c WHERE c.customer IS NOT NULL GROUP BY c.next_action, c.next_action_sort, c.quadrant, c.quadrant_sort$$,
'the money of a year that depends on what is done, by what is to be done and by type; bars')
	) AS v (place, view, key, query, comment);
END;
COMMENT ON FUNCTION _dashboard_view() IS
'the views of a dashboard in the order in which they are filled: name, whether its rows are kept, in a materialized view below it, and by which columns they are told apart, query, comment';

CREATE FUNCTION _dashboard_column() RETURNS TABLE (view name, "column" name, comment text)
LANGUAGE SQL IMMUTABLE PARALLEL SAFE ROWS 160
BEGIN ATOMIC
	SELECT c.view::name, c."column"::name, c.comment
	FROM (VALUES
('run', 'source', 'table, view or segmentation that is read'),
('run', 'as_of', 'rows count up to, not including, then; without customers NULL'),
('run', 'yardstick_as_of', 'as of when the yardstick was fitted by which loyalty and contribution are measured; NULL: it is fitted at each refresh'),
('run', 'made_at', 'when the sales were read'),
('run', 'customers', 'all, buyers or not'),
('run', 'amount', 'of all of them, net'),
('run', 'first_order', 'of all'),
('run', 'last_order', 'of all: where that is in the future, a wrong date makes all others look long gone'),
('run', 'without_customer', 'rows of the source without a customer, which are left out'),
('run', 'without_time', 'rows of the source with a customer and without a time, which are left out'),
('run', 'amount_left_out', 'money in these rows'),
('run', 'one_in', 'what tells of the past is of a sample of one customer in so many'),
('run', 'customers_seen', 'in the sample'),
('run', 'lapse_after', 'days without an order after which a customer counts as lapsed; NULL: not known'),
('run', 'lang', 'language of names and sentences'),

('types', 'quadrant_sort', '1 to 4'),
('types', 'quadrant', 'bee, dragonfly, butterfly or mantis'),
('types', 'customers', 'of the type'),
('types', 'share', 'of the customers that have a type, 0 to 1'),
('types', 'low', 'lower end of the interval of the share, 95 %, for all types together'),
('types', 'high', 'upper end'),
('types', 'amount', 'of these customers, net'),
('types', 'share_of_amount', 'of the money of all who have brought any, 0 to 1'),

('type_by_attribute', 'attribute', 'column of the source; NULL: all customers'),
('type_by_attribute', 'value', 'of the attribute, the last known of each customer; NULL: not known'),
('type_by_attribute', 'value_sort', '1 is the value of most customers'),
('type_by_attribute', 'quadrant_sort', '1 to 4'),
('type_by_attribute', 'quadrant', 'bee, dragonfly, butterfly or mantis; NULL: unclassified'),
('type_by_attribute', 'customers', 'of the type with this value'),
('type_by_attribute', 'share', 'of the customers with this value that have a type, 0 to 1'),
('type_by_attribute', 'low', 'lower end of the interval of the share, 95 %, for all types together'),
('type_by_attribute', 'high', 'upper end'),
('type_by_attribute', 'amount', 'of these customers, net'),
('type_by_attribute', 'share_of_amount', 'of the money of all with this value who have brought any, 0 to 1'),
('type_by_attribute', 'of_customers', 'all with this value'),

('loyalty_contribution', 'loyalty_from', 'least loyalty in the cell'),
('loyalty_contribution', 'loyalty_to', 'where the next cell begins; 100 is in the last'),
('loyalty_contribution', 'contribution_from', 'least contribution in the cell'),
('loyalty_contribution', 'contribution_to', 'where the next cell begins; 100 is in the last'),
('loyalty_contribution', 'customers', 'in the cell'),
('loyalty_contribution', 'amount', 'of these customers, net'),
('loyalty_contribution', 'loyalty_cut', 'loyalty is high from here on; NULL where limits decide'),
('loyalty_contribution', 'contribution_cut', 'contribution is high from here on; NULL where limits decide'),

('rfm_map', 'recency', 'score, 1 (longest ago) to 5'),
('rfm_map', 'value', 'mean of the scores of frequency and monetary value, rounded up, 1 to 5'),
('rfm_map', 'rfm_segment', 'name of these scores; a cell may have several'),
('rfm_map', 'rfm_segment_sort', 'place among the names, from 1'),
('rfm_map', 'customers', 'in the cell, of this name'),
('rfm_map', 'amount', 'of these customers, net'),

('lorenz', 'point', '0 to 100'),
('lorenz', 'share_of_customers', 'of the buyers, those who bring least first, 0 to 1'),
('lorenz', 'share_of_amount', 'that these bring, 0 to 1'),

('flow_by_period', 'period', 'first day'),
('flow_by_period', 'until', 'day after the last'),
('flow_by_period', 'complete', '1: the period is over; 0: not yet'),
('flow_by_period', 'at_start', 'customers there at its beginning'),
('flow_by_period', 'new', 'customers who bought for the first time'),
('flow_by_period', 'won_back', 'customers who bought again after they had lapsed'),
('flow_by_period', 'lost', 'customers who lapsed'),
('flow_by_period', 'at_end', 'customers there at its end'),
('flow_by_period', 'amount_new', 'money of the new ones'),
('flow_by_period', 'amount_won_back', 'money of those won back'),
('flow_by_period', 'amount_retained', 'money of the others'),
('flow_by_period', 'amount', 'money of all'),
('flow_by_period', 'unit', 'length of a period: week, month, quarter or year'),
('flow_by_period', 'one_in', 'counts and money are those of a sample of one customer in so many, times that'),

('cohorts', 'cohort', 'first day of the period of the first order'),
('cohorts', 'customers', 'who first bought then'),
('cohorts', 'period', '0 is that of the first order, 1 the next'),
('cohorts', 'retained', 'of these customers, who bought in this one'),
('cohorts', 'share', 'of the cohort, 0 to 1'),
('cohorts', 'low', 'lower end of the interval of the share, 95 %'),
('cohorts', 'high', 'upper end'),
('cohorts', 'unit', 'length of a period: week, month, quarter or year'),
('cohorts', 'one_in', 'counts are those of a sample of one customer in so many, times that'),

('movement', 'was_sort', '1 to 4'),
('movement', 'was', 'type at the earlier day; NULL: not there'),
('movement', 'is_sort', '1 to 4'),
('movement', 'is', 'type at the later day; NULL: not there'),
('movement', 'customers', 'who went from one to the other'),
('movement', 'share', 'of those who were of the first type, 0 to 1'),
('movement', 'amount_before', 'their money in the window that ends at the earlier day'),
('movement', 'amount_now', 'their money in the window that ends at the later day'),
('movement', 'was_on', 'the earlier day'),
('movement', 'is_on', 'the later day'),
('movement', 'one_in', 'counts and money are those of a sample of one customer in so many, times that'),

('contacts_due', 'action_sort', 'place among the actions, from 1'),
('contacts_due', 'action', 'what to do next'),
('contacts_due', 'due_today', 'customers of whom it is due on the last day'),
('contacts_due', 'overdue', 'customers of whom it has been due before; NULL: no contact is on record'),
('contacts_due', 'customers', 'of whom it is the next action, due or not'),
('contacts_due', 'at_stake', 'money of a year that depends on it'),

('report', 'sort', 'order of the lines'),
('report', 'section_key', 'section, whatever the language; summary: the sentences'),
('report', 'item_key', 'item, whatever the language'),
('report', 'section', 'name of the section'),
('report', 'item', 'name of the item'),
('report', 'customers', 'of the item'),
('report', 'share', 'of the customers of the section, 0 to 1'),
('report', 'low', 'lower end of the interval of the share, 95 %'),
('report', 'high', 'upper end'),
('report', 'amount', 'of these customers, net'),
('report', 'share_of_amount', 'of the money of the section, 0 to 1'),
('report', 'statistic', 'what the line rests on, where that is a number'),
('report', 'before', 'customers of the item in the period before'),
('report', 'change', 'of the customers since, as a share'),
('report', 'evidence', 'in words'),
('report', 'what_to_do', 'in words; of the summary the sentence'),

('key_figures', 'sort', 'order of the figures'),
('key_figures', 'key', 'of the figure, whatever the language'),
('key_figures', 'label', 'its name'),
('key_figures', 'value', 'number; NULL: not known'),
('key_figures', 'unit', 'customers, money, days, share (0 to 1) or index (0 to 1)'),

('class_names', 'class', 'column of customers'),
('class_names', 'item', 'value in that column'),
('class_names', 'sort', 'value in the column of the same name with _sort'),
('class_names', 'name', 'in the language of the dashboard'),
('class_names', 'what_to_do', 'by the playbook'),

('empty_views', 'view', 'name of the view'),
('empty_views', 'why', 'no_customers, no_buyers, no_money, nobody_due, too_short (the time that the sales are of), unranked (too few, or all alike), lapse_unknown'),

('customers', 'orders', 'number of orders'),
('customers', 'amount', 'money, net of refunds; NULL: none known'),
('customers', 'refunds', 'number of refunds'),
('customers', 'contacts', 'number of contacts without an order'),
('customers', 'average_order', 'money an order'),
('customers', 'potential', 'what is quoted or expected'),
('customers', 'profit', 'what the orders have earned'),
('customers', 'first_order', 'time of the first'),
('customers', 'last_order', 'time of the last'),
('customers', 'days_since_order', 'days since the last, up to as_of'),
('customers', 'loyalty', 'score, 0 to 100'),
('customers', 'contribution', 'score, 0 to 100'),
('customers', 'quadrant', 'type: bee, dragonfly, butterfly or mantis'),
('customers', 'quadrant_sort', '1 to 4'),
('customers', 'recency_score', '1 (longest ago) to 5'),
('customers', 'frequency_score', '1 (seldom) to 5'),
('customers', 'monetary_score', '1 (little) to 5'),
('customers', 'rfm', 'the three scores, as 545'),
('customers', 'rfm_segment', 'champion to lost'),
('customers', 'rfm_segment_sort', 'place among the segments, from 1'),
('customers', 'rfm_group', 'best to former_small'),
('customers', 'rfm_group_sort', '1 to 5'),
('customers', 'value_group', 'old or new, big or small'),
('customers', 'value_group_sort', '1 to 4'),
('customers', 'pareto_class', 'top, middle or bottom by place'),
('customers', 'pareto_class_sort', '1 to 3'),
('customers', 'abc_class', 'A, B or C by cumulated money'),
('customers', 'abc_class_sort', '1 to 3'),
('customers', 'market_position', 'existing, potential or non_customer'),
('customers', 'market_position_sort', '1 to 3'),
('customers', 'customer_term', 'long_term or temporary'),
('customers', 'customer_term_sort', '1 or 2'),
('customers', 'life_stage', 'prospect, new, active, overdue or lapsed'),
('customers', 'life_stage_sort', '1 to 5'),
('customers', 'next_action', 'the one thing to do next'),
('customers', 'next_action_sort', 'place among the actions, from 1'),
('customers', 'next_action_due', 'day by which'),
('customers', 'next_action_overdue', 'for how many days it has been due; NULL: not yet'),
('customers', 'at_stake', 'money of a year that depends on it'),
('customers', 'as_of', 'rows count up to, not including, then'),
('customers', 'yardstick_as_of', 'as of when the yardstick was fitted by which loyalty and contribution are measured'),

('customers_due', 'next_action', 'the one thing to do next'),
('customers_due', 'next_action_sort', 'place among the actions, from 1'),
('customers_due', 'next_action_due', 'day by which'),
('customers_due', 'next_action_overdue', 'for how many days it has been due; NULL: not known, since no contact is on record'),
('customers_due', 'at_stake', 'money of a year that depends on it'),
('customers_due', 'quadrant', 'type: bee, dragonfly, butterfly or mantis'),
('customers_due', 'quadrant_sort', '1 to 4'),
('customers_due', 'life_stage', 'prospect, new, active, overdue or lapsed'),
('customers_due', 'life_stage_sort', '1 to 5'),
('customers_due', 'orders', 'number of orders'),
('customers_due', 'amount', 'money, net of refunds'),
('customers_due', 'last_order', 'time of the last'),

('stake_by_action', 'next_action', 'the one thing to do next; NULL: not known'),
('stake_by_action', 'next_action_sort', 'place among the actions, from 1'),
('stake_by_action', 'quadrant', 'type: bee, dragonfly, butterfly or mantis; NULL: unclassified'),
('stake_by_action', 'quadrant_sort', '1 to 4'),
('stake_by_action', 'customers', 'of whom it is the next action'),
('stake_by_action', 'due', 'of these, with whom it is time; NULL: not known, since no contact is on record'),
('stake_by_action', 'at_stake', 'money of a year that depends on it'),
('stake_by_action', 'amount', 'of these customers, net')
	) AS c (view, "column", comment);
END;
COMMENT ON FUNCTION _dashboard_column() IS 'what the columns of the views of a dashboard are, but for the customer and the attributes, which have the names that they have in the source';
