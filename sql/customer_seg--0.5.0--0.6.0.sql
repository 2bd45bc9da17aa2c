\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
/* What is new stands by chapter, in the chapters' order, between two looks at the schema. */

SELECT @extschema@._check_schema();

/* segmentation_kept */

CREATE TABLE segmentation_kept (
	name text PRIMARY KEY,
	owner regrole NOT NULL,
	view regclass,
	view_name text NOT NULL,
	source regclass NOT NULL,
	source_name text NOT NULL,
	customer_column name NOT NULL,
	time_column name NOT NULL,
	amount_column name NOT NULL,
	order_column name,
	potential_column name,
	profit_column name,
	attributes smallint[] NOT NULL,
	since timestamptz,
	as_of timestamptz,
	yardstick yardstick,
	lapse_after interval,
	created_at timestamptz NOT NULL,
	refreshed_at timestamptz
);
COMMENT ON TABLE segmentation_kept IS 'the segmentations that have a name, of all roles: users read the view segmentations';

CREATE TABLE segmentation_log_kept (
	name text REFERENCES segmentation_kept ON UPDATE CASCADE ON DELETE CASCADE,
	at timestamptz,
	as_of timestamptz,
	customers bigint NOT NULL,
	amount numeric,
	mix mix NOT NULL,
	structure structure NOT NULL,
	changed bigint,
	without_customer bigint NOT NULL,
	without_time bigint NOT NULL,
	amount_left_out numeric NOT NULL,
	PRIMARY KEY (name, at)
);
COMMENT ON TABLE segmentation_log_kept IS 'a row for each refresh of a segmentation, of all roles: users read the view segmentation_log';

CREATE TABLE segmentation_change_kept (
	name text NOT NULL,
	at timestamptz NOT NULL,
	customer text NOT NULL,
	was text,
	"is" text,
	PRIMARY KEY (name, at, customer),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT is_a_change CHECK (was IS DISTINCT FROM "is")
);
COMMENT ON TABLE segmentation_change_kept IS 'a row for each change that a refresh of a segmentation found, of all roles: users read the view segmentation_change';

SELECT pg_catalog.pg_extension_config_dump('segmentation_kept', '');
SELECT pg_catalog.pg_extension_config_dump('segmentation_log_kept', '');
SELECT pg_catalog.pg_extension_config_dump('segmentation_change_kept', '');
-- pg_dump and pg_restore run as the database's owner
GRANT SELECT, INSERT, UPDATE, DELETE ON segmentation_kept, segmentation_log_kept, segmentation_change_kept TO pg_database_owner;
CREATE VIEW segmentations WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_kept AS k WHERE pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentations IS 'the segmentations that have a name, of the roles that the user has';

COMMENT ON COLUMN segmentations.name IS 'as SQL writes it: a name that needs double quotes has them';

COMMENT ON COLUMN segmentations.view IS 'the materialized view; NULL, or a number, when it was dropped: the next refresh makes it again';

COMMENT ON COLUMN segmentations.source IS 'the table or view that holds the sales, as the last refresh found it';

COMMENT ON COLUMN segmentations.source_name IS 'its name, by which one that takes its place is found';

COMMENT ON COLUMN segmentations.attributes IS 'the numbers of the columns in the source, in their order here: by them a column that was renamed is found';

COMMENT ON COLUMN segmentations.as_of IS 'rows count up to, not including, then; NULL: all';

COMMENT ON COLUMN segmentations.yardstick IS 'by which each refresh measures; NULL: there was no customer yet, and the next refresh fits one';

CREATE VIEW segmentation_log WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_log_kept AS l
WHERE EXISTS (SELECT FROM @extschema@.segmentation_kept AS k
			  WHERE k.name OPERATOR(pg_catalog.=) l.name AND pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text))
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_log IS 'a row for each refresh of a segmentation: what the base was then';

COMMENT ON COLUMN segmentation_log.as_of IS 'up to, not including, which rows counted; NULL: all';

COMMENT ON COLUMN segmentation_log.changed IS 'customers who came, went or have another type than at the refresh before; NULL where that is not known: at the first, and when the view was gone';

COMMENT ON COLUMN segmentation_log.without_customer IS 'rows of the source without a customer, which are left out';

COMMENT ON COLUMN segmentation_log.without_time IS 'rows of the source with a customer and without a time, which are left out';

CREATE VIEW segmentation_change WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_change_kept AS c
WHERE EXISTS (SELECT FROM @extschema@.segmentation_kept AS k
			  WHERE k.name OPERATOR(pg_catalog.=) c.name AND pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text))
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_change IS 'a row for each customer who came, went or changed type between two refreshes of a segmentation';

COMMENT ON COLUMN segmentation_change.at IS 'of the refresh that found it';

COMMENT ON COLUMN segmentation_change.was IS 'type at the refresh before, or unclassified; NULL: not there';

COMMENT ON COLUMN segmentation_change."is" IS 'type at this refresh, or unclassified; NULL: no longer there';

GRANT SELECT, INSERT, UPDATE, DELETE ON segmentations, segmentation_log, segmentation_change TO PUBLIC;
CREATE FUNCTION _segmentation_name(name text) RETURNS text
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.quote_ident(p.parts[pg_catalog.array_length(p.parts, 1)]) FROM (SELECT pg_catalog.parse_ident(name)) AS p (parts);
END;
COMMENT ON FUNCTION _segmentation_name(text) IS 'the name of a segmentation, as it is kept: without the schema of its view';

CREATE FUNCTION _qualified_name(relation regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) relation::oid;
END;
COMMENT ON FUNCTION _qualified_name(regclass) IS 'the name of a relation with its schema, whatever the search_path; NULL when it is gone';

CREATE FUNCTION _kept_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
	known text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = @extschema@._segmentation_name(_kept_segmentation.name);
	IF FOUND THEN
		RETURN kept;
	END IF;
	SELECT string_agg(s.name, ', ' ORDER BY s.name) INTO known FROM @extschema@.segmentations AS s;
	RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no segmentation %s', coalesce(name, 'NULL')),
		HINT = coalesce('Of yours there are: ' || known, 'Make one: SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');');
END $$;
COMMENT ON FUNCTION _kept_segmentation(text) IS 'the row of a segmentation, or an error that names those there are';

CREATE FUNCTION segmentation(name text) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN (@extschema@._kept_segmentation(name)).view;
COMMENT ON FUNCTION segmentation(text) IS 'the materialized view of a segmentation';

CREATE FUNCTION _found_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named regclass := to_regclass(kept.source_name);
	follows boolean := named IS NULL OR named = kept.source; -- it is the same relation, so that columns have their numbers
	names name[] := ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column];
	number smallint;
	now_named text;
BEGIN
	IF named IS NOT NULL THEN
		kept.source := named;
	ELSE
		now_named := @extschema@._qualified_name(kept.source);
		IF now_named IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source of segmentation %s is gone: there is no %s', kept.name, kept.source_name),
				HINT = format('Create %s again, or: SELECT @extschema@.drop_segmentation(%L);', kept.source_name, kept.name);
		END IF;
		kept.source_name := now_named;
	END IF;
	FOR i IN 1 .. array_length(names, 1) LOOP
		CONTINUE WHEN names[i] IS NULL;
		SELECT attnum INTO number FROM pg_attribute WHERE attrelid = kept.source AND attname = names[i] AND attnum > 0 AND NOT attisdropped;
		IF NOT FOUND AND follows THEN
			SELECT attnum, attname INTO number, now_named FROM pg_attribute WHERE attrelid = kept.source AND attnum = kept.attributes[i] AND NOT attisdropped;
			names[i] := now_named;
		END IF;
		IF number IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = format('column "%s" of segmentation %s is gone from %s', (ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column])[i], kept.name, kept.source_name),
				DETAIL = format('Its columns are: %s.', (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped)),
				HINT = format('Add the column again, or drop the segmentation and make it with another: SELECT @extschema@.drop_segmentation(%L);', kept.name);
		END IF;
		kept.attributes[i] := number;
	END LOOP;
	kept.customer_column := names[1];
	kept.time_column := names[2];
	kept.amount_column := names[3];
	kept.order_column := names[4];
	kept.potential_column := names[5];
	kept.profit_column := names[6];
	RETURN kept;
END $$;
COMMENT ON FUNCTION _found_segmentation(segmentations) IS
'the row of a segmentation with its source as it is now: the relation of its name, or else the same one under another name; and its columns: by their names, or else the same ones under others';

CREATE FUNCTION _segmentation_of(view regclass) RETURNS SETOF segmentations
LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED ROWS 1
BEGIN ATOMIC
	-- nobody else's row may say what a view stands for
	SELECT f.*
	FROM @extschema@.segmentations AS s JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) s.view::oid AND c.relowner OPERATOR(pg_catalog.=) s.owner::oid,
		 LATERAL @extschema@._found_segmentation(s) AS f
	WHERE s.view::oid OPERATOR(pg_catalog.=) _segmentation_of.view::oid;
END;
COMMENT ON FUNCTION _segmentation_of(regclass) IS 'the segmentation of a materialized view, with its source as it is now; no row when it is none';

CREATE FUNCTION _segmentation_yardstick(source regclass) RETURNS yardstick
LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT s.yardstick FROM @extschema@._segmentation_of(source) AS s;
END;
COMMENT ON FUNCTION _segmentation_yardstick(regclass) IS 'the yardstick of a segmentation; NULL when the source is none';

CREATE FUNCTION _segmentation_lapse_after(source regclass) RETURNS interval
LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT s.lapse_after FROM @extschema@._segmentation_of(source) AS s;
END;
COMMENT ON FUNCTION _segmentation_lapse_after(regclass) IS 'the time after which customers of a segmentation have left; NULL when the source is none';

/* validate */

CREATE OR REPLACE FUNCTION validate(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 at date DEFAULT NULL,
						 horizon interval DEFAULT '1 year',
						 "window" interval DEFAULT NULL,
						 yardstick yardstick DEFAULT NULL)
RETURNS TABLE (class text, customers bigint, came_back bigint, share double precision, low double precision, high double precision,
			   amount numeric, amount_a_head numeric, share_of_amount double precision,
			   auc double precision, auc_low double precision, auc_high double precision,
			   chi_square double precision, p double precision, verdict foresight, reason text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 5
BEGIN ATOMIC
	WITH past AS MATERIALIZED (
		SELECT h.history
		FROM @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, order_column, potential_column,
											profit_column) AS h
	), span AS MATERIALIZED (
		SELECT d.last, s.at_day, s.since, s.until
		FROM (SELECT pg_catalog.max(@extschema@.last_day(history)) FROM past) AS d (last),
			 LATERAL @extschema@._validation_span(d.last, validate.at, validate.horizon, validate."window") AS s
	), seen AS (
		SELECT s.at_day, @extschema@.activity(p.history, s.at_day, s.since) AS before
		FROM past AS p, span AS s
	), standard AS MATERIALIZED (
		SELECT coalesce(validate.yardstick, @extschema@._segmentation_yardstick(source), (SELECT @extschema@.yardstick(before, at_day) FROM seen)) AS yardstick
	), judged AS MATERIALIZED (
		SELECT t.quadrant, t.loyalty, coalesce(@extschema@.orders(a.after) OPERATOR(pg_catalog.>) 0, false) AS came_back,
			   @extschema@.amount(a.after) AS amount
		FROM past AS p, span AS s, standard AS y,
			 LATERAL @extschema@.types(p.history, ARRAY[s.at_day], validate."window", y.yardstick) AS t,
			 LATERAL (SELECT @extschema@.activity(p.history, s.until, s.at_day)) AS a (after)
		WHERE y.yardstick IS NOT NULL AND t.quadrant IS NOT NULL
	), counted AS MATERIALIZED (
		SELECT @extschema@.validate_classes(quadrant, came_back, amount) AS classes, @extschema@.auc(loyalty, came_back) AS auc
		FROM judged
	), told AS (
		SELECT (c.auc).auc, (c.auc).low, (c.auc).high,
			   CASE WHEN s.at_day IS NULL THEN 'there are no sales'
					WHEN s.last OPERATOR(pg_catalog.<) (s.until OPERATOR(pg_catalog.-) 1)
					THEN 'the data end on ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.last) OPERATOR(pg_catalog.#>>) '{}'::text[])
						 OPERATOR(pg_catalog.||) ', the horizon on '
						 OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.until OPERATOR(pg_catalog.-) 1) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN ((c.auc).came_back OPERATOR(pg_catalog.+) (c.auc).stayed_away) OPERATOR(pg_catalog.=) 0::bigint
					THEN 'nobody had a type at ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.at_day) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN (c.auc).came_back OPERATOR(pg_catalog.<) 10
					THEN (c.auc).came_back::text OPERATOR(pg_catalog.||) ' came back: it takes 10'
					WHEN (c.auc).stayed_away OPERATOR(pg_catalog.<) 10
					THEN (c.auc).stayed_away::text OPERATOR(pg_catalog.||) ' stayed away: it takes 10' END AS too_early,
			   'loyalty was the higher one of who came back in '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).auc::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' % of pairs ('
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).low::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' .. '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).high::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ')' AS pairs
		FROM counted AS c, span AS s
	)
	SELECT r.class, r.customers, r.came_back, r.share, r.low, r.high, r.amount, r.amount_a_head, r.share_of_amount,
		   t.auc, t.low, t.high, r.chi_square, r.p,
		   CASE WHEN t.pairs IS NULL AND t.too_early IS NULL THEN NULL
				WHEN t.too_early IS NOT NULL THEN 'too_early'::@extschema@.foresight
				ELSE @extschema@._foresight(c.auc) END,
		   coalesce(t.too_early, t.pairs OPERATOR(pg_catalog.||)
					CASE WHEN t.low OPERATOR(pg_catalog.>) 0.55::double precision THEN ''
						 WHEN t.high OPERATOR(pg_catalog.<) 0.5::double precision THEN ': they were the less loyal ones'
						 WHEN t.low OPERATOR(pg_catalog.>) 0.5::double precision THEN ': more than 55 % are not established'
						 ELSE ': more than half are not established' END)
	FROM counted AS c, LATERAL pg_catalog.unnest(c.classes) WITH ORDINALITY
						   AS r (class, customers, came_back, share, low, high, amount, amount_a_head, share_of_amount, chi_square, p, i)
		 LEFT JOIN told AS t ON r.class OPERATOR(pg_catalog.=) 'all'
	ORDER BY r.i;
END;

/* past */

CREATE OR REPLACE FUNCTION _past(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL,
					  lapse_after interval DEFAULT NULL,
					  at_most bigint DEFAULT 65536)
RETURNS TABLE (last_day date, as_of_day date, one_in bigint, customers_seen bigint,
			   base_hiatus integer, lapse_after integer,
			   tried_at date, horizon interval, tried_lapse_after integer, lapse_verdict foresight,
			   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint,
			   types_tried_at date, types_horizon interval, types_verdict foresight, auc double precision, auc_low double precision, auc_high double precision,
			   period interval, flows flows_row, moved movement_row[])
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	WITH sample AS MATERIALIZED (
		SELECT h.history, h.one_in, h.last_day, h.as_of_day
		FROM @extschema@._histories_sample(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, since, as_of, at_most) AS h
	), said AS MATERIALIZED (
		SELECT one_in, last_day, as_of_day, LEAST(as_of_day, last_day OPERATOR(pg_catalog.+) 1) AS until -- what followed is known as far as the data go
		FROM sample WHERE history IS NULL
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
				WHERE @extschema@._day_before(as_of_day, p.period OPERATOR(pg_catalog.+) p.period) OPERATOR(pg_catalog.>=) first) AS period
		FROM said AS s, seen AS c
	), begun AS (
		-- where all come back in the end, what types foretell is who comes back soon: within the time that is usual
		SELECT l.*, LEAST(horizon, pg_catalog.make_interval(days => hiatus)) AS types_horizon,
			   (until OPERATOR(pg_catalog.-) horizon)::date AS tried_at,
			   (until OPERATOR(pg_catalog.-) LEAST(horizon, pg_catalog.make_interval(days => hiatus)))::date AS types_tried_at,
			   @extschema@._day_before(as_of_day, period) AS now_since,
			   @extschema@._day_before(@extschema@._day_before(as_of_day, period), period) AS then_since,
			   @extschema@._lapse_days(as_of_day, coalesce(_past.lapse_after, @extschema@._segmentation_lapse_after(source))) AS given
		FROM length AS l
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
	)
	SELECT d.last_day, d.as_of_day, d.one_in, d.customers, d.hiatus,
		   CASE WHEN d.given IS NOT NULL THEN d.given WHEN v.foresight OPERATOR(pg_catalog.=) 'predicts' THEN d.hiatus END,
		   d.tried_at, d.horizon, f.lapse_after, v.foresight, v.lapsed, v.lapsed_came_back, v.others, v.others_came_back,
		   d.types_tried_at, d.types_horizon, @extschema@._foresight(t.auc), (t.auc).auc, (t.auc).low, (t.auc).high,
		   d.period, CASE WHEN d.period IS NOT NULL THEN t.flows END, CASE WHEN f.moved IS NOT NULL THEN t.moved END
	FROM day AS d, fitted AS f, told AS t, verdict AS v;
END;

/* report */

CREATE OR REPLACE FUNCTION report(source regclass,
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
										 since, as_of, coalesce(yardstick, @extschema@._segmentation_yardstick(source)), coalesce(report.lang, 'en'), compare_with,
										 coalesce(lapse_after, @extschema@._segmentation_lapse_after(source))) AS facts,
			   coalesce(report.lang, 'en') AS lang -- NULL is the default, as for the other options
	), line AS (
		SELECT 1 AS place, s.place AS i, 'summary' AS section_key, s.item_key,
			   CASE WHEN s.item_key OPERATOR(pg_catalog.~~) 'action%' THEN 'action_at_stake' ELSE s.item_key END AS item, 'sentence' AS subject,
			   NULL::bigint AS customers, NULL::double precision AS share, NULL::double precision AS low, NULL::double precision AS high,
			   NULL::numeric AS amount, NULL::double precision AS share_of_amount, NULL::double precision AS statistic, NULL::bigint AS before,
			   NULL::text AS evidence, s.sentence AS what_to_do
		FROM known AS k, LATERAL @extschema@._report_sentences(k.facts, k.lang) AS s WHERE s.sentence OPERATOR(pg_catalog.<>) ''
		UNION ALL
		SELECT l.place, l.i, l.section_key, l.item_key, l.item, l.subject, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic,
			   l.before, l.evidence, l.what_to_do
		FROM known AS k,
			 LATERAL (SELECT w.*, pg_catalog.row_number() OVER () AS i FROM @extschema@._report_wholes(k.facts, k.lang) AS w
					  UNION ALL SELECT c.*, pg_catalog.row_number() OVER () FROM @extschema@._report_classes(k.facts, k.lang) AS c) AS l
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, l.section_key, k.lang), l.section_key),
		   coalesce(@extschema@.label(l.subject, l.item, k.lang), l.item), l.customers, l.share, l.amount, l.share_of_amount,
		   l.evidence, l.what_to_do, l.section_key, l.item_key, l.low, l.high, l.statistic, l.before,
		   l.customers::double precision OPERATOR(pg_catalog./) nullif(l.before, 0)::double precision OPERATOR(pg_catalog.-) 1.0::double precision
	FROM line AS l, known AS k
	ORDER BY l.place, l.i;
END;

/* segment_activities */

CREATE FUNCTION segment_activities_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_activities_support(internal) IS
'planner support: the number of customers and the cost of segment_activities(), from the statistics of its source';

CREATE FUNCTION segment_activities(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   activity_column name DEFAULT 'activity',
								   as_of timestamptz DEFAULT NULL,
								   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities(regclass, name, name, timestamptz, yardstick) IS
'segment() over rows that hold activities already, those of a customer merged: as if it had read the sales of which they were made';

CREATE FUNCTION segment_activities_as(customer_type anyelement,
									  source regclass,
									  customer_column name DEFAULT 'customer_id',
									  activity_column name DEFAULT 'activity',
									  as_of timestamptz DEFAULT NULL,
									  yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities_as(anyelement, regclass, name, name, timestamptz, yardstick) IS
'segment_activities() for customers of any hashable type: segment_activities_as(NULL::uuid, ''activities'')';

/* segmentation */

CREATE FUNCTION _segmentation_customer(kept segmentations, OUT type text, OUT "column" text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT pg_catalog.format_type(a.atttypid, NULL::integer),
		   CASE WHEN a.attname OPERATOR(pg_catalog.=) ANY (ARRAY['orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant'])
				THEN 'customer' ELSE a.attname::text END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) (kept).source::oid AND a.attname OPERATOR(pg_catalog.=) (kept).customer_column;
END;
COMMENT ON FUNCTION _segmentation_customer(segmentations) IS 'type and name of the customers'' column in the view of a segmentation';

CREATE FUNCTION _make_segmentation_view(kept segmentations) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
BEGIN
	BEGIN
		EXECUTE format('CREATE MATERIALIZED VIEW %s AS SELECT customer AS %I, orders, amount, first_order, last_order, loyalty, contribution, quadrant'
					   ' FROM @extschema@.segment_as(NULL::%s, @extschema@.segmentation(%L)) WITH NO DATA', kept.view_name, customer."column", customer.type, kept.name);
	EXCEPTION WHEN duplicate_table THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('the view of segmentation %s cannot be called %s, as something else is', kept.name, kept.view_name),
			HINT = 'Take another name for the segmentation, or rename what has this one.';
	END;
	EXECUTE format('CREATE UNIQUE INDEX ON %s (%I)', kept.view_name, customer."column");
	UPDATE @extschema@.segmentations AS s SET view = kept.view_name::regclass WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION _make_segmentation_view(segmentations) IS 'makes the materialized view of a segmentation, without rows, and its unique index';

CREATE FUNCTION _fit_segmentation(kept segmentations) RETURNS yardstick
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT u.yardstick
	FROM @extschema@._segment_unnamed((kept).source, (kept).customer_column, (kept).time_column, (kept).amount_column, (kept).order_column, (kept).potential_column,
									  (kept).profit_column, (kept).since, (kept).as_of) AS u
	WHERE u.activity IS NULL;
END;
COMMENT ON FUNCTION _fit_segmentation(segmentations) IS 'a yardstick fitted on the customers of a segmentation; NULL without any';

CREATE FUNCTION _left_out(kept segmentations, OUT without_customer bigint, OUT without_time bigint, OUT amount numeric)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	at text; -- the time of a row
BEGIN
	without_customer := 0;
	without_time := 0;
	amount := 0;
	IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = kept.source AND attname IN (kept.customer_column, kept.time_column) AND NOT attnotnull) THEN
		RETURN;
	END IF;
	SELECT format(CASE format_type(base.type, NULL) WHEN 'timestamp with time zone' THEN '%I'
				  WHEN 'date' THEN '%I::timestamp AT TIME ZONE ''UTC'' + interval ''10 hours''' -- against dates a bound means a day
				  ELSE '%I AT TIME ZONE ''UTC''' END, attname) INTO at
	FROM pg_attribute, LATERAL (SELECT CASE WHEN typbasetype <> 0 THEN typbasetype ELSE atttypid END FROM pg_type WHERE pg_type.oid = atttypid) AS base (type)
	WHERE attrelid = kept.source AND attname = kept.time_column;
	EXECUTE format('SELECT count(*) FILTER (WHERE %1$I IS NULL), count(*) FILTER (WHERE %1$I IS NOT NULL), coalesce(sum(%3$I::numeric), 0)'
				   ' FROM %4$s WHERE %2$I IS NULL OR %1$I IS NULL AND (%5$s >= $1 OR $1 IS NULL) AND (%5$s < $2 OR $2 IS NULL)',
				   kept.customer_column, kept.time_column, kept.amount_column, kept.source, at)
	INTO without_customer, without_time, amount USING kept.since, kept.as_of;
END $$;
COMMENT ON FUNCTION _left_out(segmentations) IS 'rows of the period without a customer, those with one and without a time, and the amount of both';

CREATE FUNCTION _segmentation_types(name text, at timestamptz) RETURNS TABLE (customer text, type text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	kept @extschema@.segmentations := @extschema@._kept_segmentation(name);
BEGIN
	RETURN QUERY EXECUTE format(
		'SELECT customer, CASE WHEN c.customer IS NULL THEN v.type ELSE c.was END'
		' FROM (SELECT %I::text, coalesce(quadrant::text, ''unclassified'') FROM %s) AS v (customer, type)'
		' FULL JOIN (SELECT DISTINCT ON (customer) customer, was FROM @extschema@.segmentation_change WHERE name = $1 AND at > $2 ORDER BY customer, at) AS c USING (customer)'
		' WHERE c.customer IS NULL OR c.was IS NOT NULL', (SELECT attname FROM pg_attribute WHERE attrelid = kept.view AND attnum = 1), kept.view)
		USING kept.name, at;
END $$;
COMMENT ON FUNCTION _segmentation_types(text, timestamptz) IS 'the type of each customer of a segmentation after one of its refreshes: as the view has it, less the changes since';

CREATE FUNCTION watch(name text, earlier timestamptz DEFAULT NULL, later timestamptz DEFAULT NULL,
					  min_effect double precision DEFAULT 0.02, confidence double precision DEFAULT 0.95)
RETURNS TABLE (was_at timestamptz, is_at timestamptz, was structure, "is" structure, present bigint, comers bigint, goers bigint,
			   effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations := @extschema@._kept_segmentation(name);
	moved @extschema@.movement_row[];
BEGIN
	SELECT l.at, l.structure INTO is_at, "is" FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND (later IS NULL OR l.at <= later) ORDER BY l.at DESC LIMIT 1;
	SELECT l.at, l.structure INTO was_at, was FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND l.at < is_at AND (earlier IS NULL OR l.at <= earlier) ORDER BY l.at DESC LIMIT 1;
	IF was_at IS NULL THEN
		note := 'there is no refresh before to compare with';
	ELSIF EXISTS (SELECT FROM @extschema@.segmentation_log AS l WHERE l.name = kept.name AND l.at > was_at AND l.changed IS NULL) THEN
		note := 'what changed is not known: the view was gone in between';
	ELSE
		SELECT @extschema@.movement(w.type, i.type) INTO moved
		FROM @extschema@._segmentation_types(name, was_at) AS w FULL JOIN @extschema@._segmentation_types(name, is_at) AS i USING (customer);
		SELECT c.present, c.comers, c.goers, c.p, c.note INTO present, comers, goers, p, note FROM @extschema@.structure_change(moved) AS c;
		-- the share that has changed most, of those there at both times
		SELECT max(abs(d.change)) / nullif(present, 0) INTO effect
		FROM (SELECT c.class, sum(c.customers)::double precision AS change
			  FROM unnest(moved) AS m, LATERAL (VALUES (m.was, -m.customers), (m."is", m.customers)) AS c (class, customers)
			  WHERE m.was IS NOT NULL AND m."is" IS NOT NULL GROUP BY c.class) AS d;
		is_real := coalesce(p < 1 - confidence, false) AND coalesce(effect >= min_effect, false);
	END IF;
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION watch(text, timestamptz, timestamptz, double precision, double precision) IS
'whether the base of a segmentation has changed between two refreshes, the last two by default: of the customers there at both, the share of a type that changed most is at least so large, and the test of Stuart and Maxwell says that it is no chance';

CREATE FUNCTION _remake_segmentation_view(kept segmentations) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	granted aclitem[];
	said text;
	made regclass;
	g record;
BEGIN
	SELECT relacl, @extschema@._qualified_name(oid) INTO granted, kept.view_name FROM pg_class WHERE oid = kept.view;
	BEGIN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	EXCEPTION WHEN dependent_objects_still_exist THEN
		GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
		RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
			MESSAGE = format('the customers of segmentation %s have another type now, but other objects depend on its view', kept.name), DETAIL = said,
			HINT = 'Drop them, refresh the segmentation, and make them again.';
	END;
	PERFORM @extschema@._make_segmentation_view(kept);
	made := kept.view_name::regclass;
	FOR g IN SELECT a.grantee, a.privilege_type, a.is_grantable FROM aclexplode(granted) AS a, pg_class AS c
			 WHERE c.oid = made AND a.grantee <> c.relowner LOOP
		EXECUTE format('GRANT %s ON %s TO %s%s', g.privilege_type, made, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
					   CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	RETURN made;
END $$;
COMMENT ON FUNCTION _remake_segmentation_view(segmentations) IS 'makes the view of a segmentation anew, for customers of another type; who could read it, still can';

CREATE FUNCTION _follow_segmentation(name text, as_of timestamptz, refit boolean) RETURNS segmentations
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = name FOR UPDATE;
	kept := @extschema@._found_segmentation(kept);
	kept.as_of := coalesce(as_of, kept.as_of);
	IF refit OR kept.yardstick IS NULL THEN
		kept.yardstick := @extschema@._fit_segmentation(kept);
	END IF;
	UPDATE @extschema@.segmentations AS s
	SET source = kept.source, source_name = kept.source_name, attributes = kept.attributes, customer_column = kept.customer_column, time_column = kept.time_column,
		amount_column = kept.amount_column, order_column = kept.order_column, potential_column = kept.potential_column, profit_column = kept.profit_column,
		as_of = kept.as_of, yardstick = kept.yardstick
	WHERE s.name = kept.name;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _follow_segmentation(text, timestamptz, boolean) IS
'locks the row of a segmentation, so that refreshes wait for each other, and brings it up to date with its source; as_of is set for the refresh, and a yardstick fitted where asked for or none is there';

CREATE FUNCTION _fill_segmentation(kept segmentations, OUT view regclass, OUT compared boolean)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
	shown record; -- the view as it is
BEGIN
	CREATE TEMP TABLE _segmentation_was (customer text, type text);
	SELECT format_type(a.atttypid, NULL) AS type, a.attname::text AS "column", c.relispopulated AS filled, c.relowner INTO shown
	FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.oid = kept.view AND c.relkind = 'm';
	compared := FOUND AND shown.filled;
	IF shown.relowner <> kept.owner::oid THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('the view of segmentation %s belongs to %s, but the segmentation to %s', kept.name, shown.relowner::regrole, kept.owner),
			HINT = format('ALTER MATERIALIZED VIEW %s OWNER TO %s;', kept.view, kept.owner);
	END IF;
	IF compared THEN
		EXECUTE format('INSERT INTO pg_temp._segmentation_was SELECT %I::text, coalesce(quadrant::text, ''unclassified'') FROM %s', shown."column", kept.view);
	END IF;
	IF shown.type IS NULL THEN
		PERFORM @extschema@._make_segmentation_view(kept);
		kept.view := kept.view_name::regclass;
	ELSIF shown.type <> customer.type THEN
		kept.view := @extschema@._remake_segmentation_view(kept);
	ELSIF shown."column" <> customer."column" THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s RENAME COLUMN %I TO %I', kept.view, shown."column", customer."column");
	END IF;
	view := kept.view;
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN compared AND shown.type = customer.type THEN 'CONCURRENTLY ' ELSE '' END, view);
END $$;
COMMENT ON FUNCTION _fill_segmentation(segmentations) IS
'fills the view of a segmentation, which is made where it is not there, or not for these customers; where it was filled before, its types stay in a temporary table, to be compared';

CREATE FUNCTION _log_segmentation(kept segmentations, compared boolean) RETURNS segmentation_log
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	logged @extschema@.segmentation_log;
BEGIN
	logged.name := kept.name;
	logged.at := clock_timestamp();
	logged.as_of := kept.as_of;
	SELECT l.without_customer, l.without_time, l.amount INTO logged.without_customer, logged.without_time, logged.amount_left_out FROM @extschema@._left_out(kept) AS l;
	EXECUTE format('SELECT count(*), sum(amount), @extschema@.mix(quadrant) FROM %s', kept.view) INTO logged.customers, logged.amount, logged.mix;
	logged.structure := @extschema@.structure(logged.mix);
	INSERT INTO @extschema@.segmentation_log SELECT logged.*;
	IF compared THEN
		EXECUTE format(
			'INSERT INTO @extschema@.segmentation_change SELECT $1, $2, customer, w.type, i.type FROM pg_temp._segmentation_was AS w'
			' FULL JOIN (SELECT %I::text, coalesce(quadrant::text, ''unclassified'') FROM %s) AS i (customer, type) USING (customer)'
			' WHERE w.type IS DISTINCT FROM i.type', (@extschema@._segmentation_customer(kept))."column", kept.view) USING kept.name, logged.at;
		GET DIAGNOSTICS logged.changed = ROW_COUNT;
		UPDATE @extschema@.segmentation_log AS l SET changed = logged.changed WHERE l.name = kept.name AND l.at = logged.at;
	END IF;
	DROP TABLE pg_temp._segmentation_was;
	RETURN logged;
END $$;
COMMENT ON FUNCTION _log_segmentation(segmentations, boolean) IS 'keeps what the base of a segmentation is after a refresh and, where it can be compared, who changed';

CREATE FUNCTION refresh_segmentation(name text, as_of timestamptz DEFAULT NULL, refit boolean DEFAULT false)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	before @extschema@.segmentations := @extschema@._kept_segmentation(name);
	kept @extschema@.segmentations := @extschema@._follow_segmentation(before.name, as_of, refit);
	filled record := @extschema@._fill_segmentation(kept);
	logged @extschema@.segmentation_log;
BEGIN
	kept.view := filled.view;
	logged := @extschema@._log_segmentation(kept, filled.compared);
	UPDATE @extschema@.segmentations AS s
	SET as_of = before.as_of, refreshed_at = logged.at, view = filled.view,
		view_name = @extschema@._qualified_name(filled.view)
	WHERE s.name = kept.name;
	at := logged.at;
	customers := logged.customers;
	changed := logged.changed;
	SELECT w.was, w."is", w.effect, w.p, w.is_real, w.note INTO was, "is", effect, p, is_real, note FROM @extschema@.watch(kept.name) AS w;
	PERFORM pg_notify('customer_seg', json_build_object('name', kept.name, 'at', at, 'customers', customers, 'changed', changed,
														'was', was, 'is', "is", 'effect', effect, 'p', p, 'real', is_real)::text);
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION refresh_segmentation(text, timestamptz, boolean) IS
'brings the view of a segmentation up to date, keeps what the base is now and who changed, and notifies the channel customer_seg; as_of holds for this refresh only, and only refit fits a new yardstick';

CREATE FUNCTION create_segmentation(name text, source regclass,
									customer_column name DEFAULT 'customer_id',
									time_column name DEFAULT 'sold_at',
									amount_column name DEFAULT 'amount',
									order_column name DEFAULT NULL,
									potential_column name DEFAULT NULL,
									profit_column name DEFAULT NULL,
									since timestamptz DEFAULT NULL,
									as_of timestamptz DEFAULT NULL,
									yardstick yardstick DEFAULT NULL,
									lapse_after interval DEFAULT NULL,
									schema name DEFAULT pg_catalog.current_schema())
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	parts text[] := parse_ident(name);
	kept @extschema@.segmentations;
BEGIN
	IF source IS NULL OR parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = format('%s is NULL', CASE WHEN source IS NULL THEN 'source' ELSE 'name' END),
			HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF array_length(parts, 1) > 2 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s has too many parts for the name of a segmentation', name), HINT = 'Give a name, or a schema and a name.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@._segmentation_of(source)) THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a segmentation itself', source), HINT = 'Give the table or view that holds the sales.';
	END IF;
	kept.name := @extschema@._segmentation_name(name);
	kept.owner := current_user::regrole;
	kept.view_name := format('%I.%I', CASE WHEN array_length(parts, 1) = 2 THEN parts[1] ELSE schema::text END, parts[array_length(parts, 1)]);
	kept.source := source;
	kept.source_name := @extschema@._qualified_name(source);
	IF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a segmentation would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
	kept.customer_column := customer_column;
	kept.time_column := time_column;
	kept.amount_column := amount_column;
	kept.order_column := order_column;
	kept.potential_column := potential_column;
	kept.profit_column := profit_column;
	kept.attributes := ARRAY[]::smallint[];
	kept.since := since;
	kept.as_of := as_of;
	kept.lapse_after := lapse_after;
	kept.created_at := clock_timestamp();
	-- what is wrong with the arguments is said here
	kept.yardstick := coalesce(yardstick, @extschema@._fit_segmentation(kept));
	BEGIN
		INSERT INTO @extschema@.segmentations SELECT kept.*;
	EXCEPTION WHEN unique_violation THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a segmentation %s already', kept.name),
			HINT = format('Take another name, or, if it is yours: SELECT @extschema@.drop_segmentation(%L);', kept.name);
	END;
	RETURN QUERY SELECT * FROM @extschema@.refresh_segmentation(kept.name);
END $$;
COMMENT ON FUNCTION create_segmentation(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, name) IS
'a name for a source with its columns, period and yardstick (fitted now unless given), and a materialized view of that name with a row for each customer, filled for the first time';

CREATE FUNCTION drop_segmentation(name text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations := @extschema@._kept_segmentation(name);
BEGIN
	IF EXISTS (SELECT FROM pg_class WHERE oid = kept.view AND relkind = 'm') THEN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	END IF;
	DELETE FROM @extschema@.segmentations AS s WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION drop_segmentation(text) IS 'drops a segmentation: its view, what is kept of its refreshes, and its name; its source stays';

/* track */

CREATE FUNCTION _tracked_tables(source regclass) RETURNS oid[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE part(oid) AS (
		SELECT source::oid
		UNION
		SELECT i.inhrelid FROM part p JOIN pg_catalog.pg_inherits i ON i.inhparent OPERATOR(pg_catalog.=) p.oid
		WHERE NOT i.inhdetachpending
	)
	SELECT pg_catalog.array_agg(p.oid ORDER BY p.oid) FROM part p;
END;
COMMENT ON FUNCTION _tracked_tables(regclass) IS 'the table and all its partitions and children';

CREATE FUNCTION _tracked_with(arguments bytea) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(pg_catalog.convert_from(pg_catalog.decode(pg_catalog.replace(a.hex, ' ', ''), 'hex'), pg_catalog.getdatabaseencoding()) ORDER BY a.n)
	FROM pg_catalog.string_to_table(pg_catalog.regexp_replace(pg_catalog.encode(arguments, 'hex'), '(..)', '\1 ', 'g'), '00 ') WITH ORDINALITY a(hex, n);
END;
COMMENT ON FUNCTION _tracked_with(bytea) IS 'the arguments of a trigger, of which those of track() are the columns and the tables that were there';

CREATE VIEW tracked AS
SELECT t.tgrelid::regclass AS source,
	   pg_catalog.split_part(t.tgname::text, '_', 3) AS what,
	   s.summary::oid::regclass AS summary,
	   s.kept::oid::regclass AS kept,
	   s.journal::oid::regclass AS journal,
	   t.tgfoid::regproc AS writer,
	   CASE WHEN a.noted[1] OPERATOR(pg_catalog.<>) '' THEN a.noted[1]::name END AS customer_column,
	   CASE WHEN a.noted[2] OPERATOR(pg_catalog.<>) '' THEN a.noted[2]::name END AS time_column,
	   CASE WHEN a.noted[3] OPERATOR(pg_catalog.<>) '' THEN a.noted[3]::name END AS amount_column,
	   CASE WHEN a.noted[4] OPERATOR(pg_catalog.<>) '' THEN a.noted[4]::name END AS potential_column,
	   CASE WHEN a.noted[5] OPERATOR(pg_catalog.<>) '' THEN a.noted[5]::name END AS profit_column,
	   a.noted[6] AS tables
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_proc p ON p.oid OPERATOR(pg_catalog.=) t.tgfoid
CROSS JOIN LATERAL (
	SELECT pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '')) AS summary,
		   pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '_kept')) AS kept,
		   pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '_delta')) AS journal
	FROM pg_catalog.pg_class c
	WHERE c.relnamespace OPERATOR(pg_catalog.=) p.pronamespace
		AND c.relname::text OPERATOR(pg_catalog.=) ANY (ARRAY[pg_catalog.regexp_replace(p.proname::text, '_write$', ''),
			pg_catalog.regexp_replace(p.proname::text, '_write$', '_kept'), pg_catalog.regexp_replace(p.proname::text, '_write$', '_delta')])) s
CROSS JOIN LATERAL (SELECT @extschema@._tracked_with(t.tgargs) AS noted) a
WHERE t.tgname OPERATOR(pg_catalog.~) '^customer_seg_(activity|history)_insert$' AND t.tgnargs OPERATOR(pg_catalog.=) 6::smallint;
COMMENT ON VIEW tracked IS 'all tables that track() keeps a summary of: the summary, the tables behind it, the columns and the partitions';

GRANT SELECT ON tracked TO PUBLIC;
CREATE FUNCTION _unwatched(source regclass, writer regproc) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_to_string(@extschema@._tracked_tables(source), ' ') IS DISTINCT FROM
			(SELECT k.tables FROM @extschema@.tracked k
			 WHERE k.source OPERATOR(pg_catalog.=) $1 AND k.writer OPERATOR(pg_catalog.=) $2)
		OR @extschema@._tracked_tables(source) IS DISTINCT FROM
			(SELECT pg_catalog.array_agg(w.tgrelid ORDER BY w.tgrelid)
			 FROM (SELECT t.tgrelid FROM pg_catalog.pg_trigger t
				   WHERE t.tgfoid OPERATOR(pg_catalog.=) writer
					AND t.tgenabled OPERATOR(pg_catalog.=) CASE
						WHEN (t.tgtype OPERATOR(pg_catalog.&) 1::smallint) OPERATOR(pg_catalog.<>) 0::smallint THEN 'R'::"char"
						WHEN (t.tgtype OPERATOR(pg_catalog.&) 32::smallint) OPERATOR(pg_catalog.<>) 0::smallint THEN 'A'::"char"
						ELSE 'O'::"char" END
				   GROUP BY t.tgrelid HAVING pg_catalog.count(*) OPERATOR(pg_catalog.=) 5::bigint) w);
END;
COMMENT ON FUNCTION _unwatched(regclass, regproc) IS
'whether the table has other partitions than when its summary was last made whole, or one of the triggers is missing or disabled: then the summary is counted from the table';

CREATE FUNCTION _watch(source regclass, writer regproc, what text, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	tables oid[];
	part regclass;
	prefix text := 'customer_seg_' || what || '_';
	child boolean;
	event text;
BEGIN
	EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE', source);
	tables := @extschema@._tracked_tables(source);
	-- of those that are there no more
	FOR part, event IN
		SELECT tgrelid, tgname FROM pg_trigger WHERE tgfoid = writer AND tgparentid = 0 AND tgrelid <> ALL (tables)
	LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', event, part);
	END LOOP;
	FOREACH part IN ARRAY tables LOOP
		SELECT relispartition INTO child FROM pg_class WHERE oid = part;
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s(%s)',
					   prefix || 'insert', part, writer,
					   CASE WHEN part = source THEN (SELECT string_agg(quote_literal(coalesce(a, '')), ', ' ORDER BY n)
																 FROM unnest(columns || array_to_string(tables, ' ')) WITH ORDINALITY u(a, n)) END);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'update', part, writer);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'delete', part, writer);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'truncate', part, writer);
		-- also where a subscription writes
		EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER %I', part, prefix || 'truncate');
		-- A subscription fires no triggers of statements.  Partitions have this one from their parent.
		IF NOT child OR part = source THEN
			EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s()',
						   prefix || 'row', part, writer);
		END IF;
		EXECUTE format('ALTER TABLE ONLY %s ENABLE REPLICA TRIGGER %I', part, prefix || 'row');
	END LOOP;
END $$;
COMMENT ON FUNCTION _watch(regclass, regproc, text, text[]) IS
'puts the triggers of a summary on the table and all its partitions and children, takes them from others, and notes which these are';

CREATE FUNCTION _equality(kept regclass) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
	FROM pg_catalog.pg_index i
	JOIN pg_catalog.pg_opclass c ON c.oid OPERATOR(pg_catalog.=) i.indclass[0]
	JOIN pg_catalog.pg_amop a ON a.amopfamily OPERATOR(pg_catalog.=) c.opcfamily AND a.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
		AND a.amoprighttype OPERATOR(pg_catalog.=) c.opcintype AND a.amopstrategy OPERATOR(pg_catalog.=) 3::smallint
	JOIN pg_catalog.pg_operator o ON o.oid OPERATOR(pg_catalog.=) a.amopopr
	JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
	WHERE i.indrelid OPERATOR(pg_catalog.=) kept::oid AND i.indisprimary;
END;
COMMENT ON FUNCTION _equality(regclass) IS 'the operator by which customers are the same, as GROUP BY has it, to be written in a query';

CREATE FUNCTION fold(source regclass, at_least bigint DEFAULT 1) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	unwatched boolean;
	waiting bigint;
	folded bigint := 0;
	touched text;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = fold.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object',
			HINT = format('SELECT track(%L);', source);
	END IF;
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = fold.source ORDER BY k.what LOOP
		-- one fold at a time; writers and readers do not wait for it
		EXECUTE format('LOCK TABLE %s IN ACCESS SHARE MODE; LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', t.source, t.kept);
		unwatched := @extschema@._unwatched(t.source, t.writer);
		IF unwatched THEN
			PERFORM @extschema@._watch(t.source, t.writer, t.what,
									   ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column]::text[]);
			EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.journal);
			-- An older snapshot does not see what was written before the triggers were there: the next fold does.
			CONTINUE WHEN current_setting('transaction_isolation') <> 'read committed';
		END IF;
		EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT %s) j', t.journal, greatest(at_least, 1)) INTO waiting;
		CONTINUE WHEN NOT unwatched AND waiting < greatest(at_least, 1);
		EXECUTE format('SELECT CASE WHEN EXISTS (SELECT FROM %s WHERE %I IS NULL) THEN ''true'' ELSE %L END', t.journal, t.customer_column,
					   format('EXISTS (SELECT FROM %s j WHERE j.%I %s o.customer)', t.journal, t.customer_column, @extschema@._equality(t.kept))) INTO touched;
		EXECUTE format($q$
			WITH counted AS MATERIALIZED (SELECT o.customer, o.%2$I FROM %3$s o(customer, %2$I) WHERE %1$s),
			gone AS (DELETE FROM %4$s RETURNING 1),
			left_over AS (DELETE FROM %5$s o WHERE %1$s AND NOT EXISTS (SELECT FROM counted c WHERE c.customer %6$s o.customer)),
			kept AS (INSERT INTO %5$s SELECT c.customer, c.%2$I FROM counted c ON CONFLICT (customer) DO UPDATE SET %2$I = EXCLUDED.%2$I)
			SELECT count(*) FROM gone $q$,
			touched, t.what, t.summary, t.journal, t.kept, @extschema@._equality(t.kept)) INTO waiting;
		folded := folded + waiting;
	END LOOP;
	RETURN folded;
END $$;
COMMENT ON FUNCTION fold(regclass, bigint) IS
'moves the journal of a tracked table into its summary, where it has as many rows, and returns how many it took; what the summary says stays the same';

CREATE FUNCTION _check_trackable(source regclass, needed name[], others name[], what text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole;
	kind "char";
	persistence "char";
	wanted name;
BEGIN
	IF source IS NULL OR array_position(needed, NULL) > 0 OR what IS NULL THEN
		RAISE EXCEPTION 'table, columns and what to keep must not be NULL' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF what NOT IN ('activity', 'history') THEN
		RAISE EXCEPTION 'cannot keep "%"', what USING ERRCODE = 'invalid_parameter_value', HINT = 'Keep ''activity'' or ''history''.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = _check_trackable.source AND k.what = _check_trackable.what) THEN
		RAISE EXCEPTION 'table % is tracked already', source USING ERRCODE = 'duplicate_object', HINT = format('SELECT untrack(%L);', source);
	END IF;
	SELECT relowner, relkind, relpersistence INTO owner, kind, persistence FROM pg_class WHERE oid = source;
	IF kind NOT IN ('r', 'p') OR persistence = 't'
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (@extschema@._tracked_tables(source)) AND relkind NOT IN ('r', 'p')) THEN
		RAISE EXCEPTION 'cannot track %: only a permanent or unlogged table, without foreign tables as partitions', source USING ERRCODE = 'wrong_object_type',
			HINT = 'Track the table that the rows are written to.';
	END IF;
	IF NOT pg_has_role(owner, 'USAGE') THEN
		RAISE EXCEPTION 'must be owner of table %', source USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF row_security_active(source) THEN
		RAISE EXCEPTION 'cannot track %: its row-level security would be left out of the summary', source USING ERRCODE = 'insufficient_privilege',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	FOREACH wanted IN ARRAY array_remove(needed || others, NULL) LOOP
		IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attnum > 0 AND NOT attisdropped) THEN
			RAISE EXCEPTION 'column "%" of % does not exist', wanted, source USING ERRCODE = 'undefined_column',
				HINT = format('SELECT track(%L, customer_column => \342\200\246, time_column => \342\200\246, amount_column => \342\200\246);', source);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION _check_trackable(regclass, name[], name[], text) IS 'an error when track() cannot keep this of that table';

CREATE FUNCTION _create_writer(writer text, journal text, columns text, customer_column name, time_column name) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE format('CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS %L', writer, format($q$
		BEGIN
			IF TG_OP = 'TRUNCATE' THEN
				INSERT INTO %1$s (%3$I) VALUES (NULL);
			ELSIF TG_LEVEL = 'ROW' AND TG_OP = 'INSERT' THEN
				INSERT INTO %1$s SELECT %2$s FROM (SELECT NEW.*) r WHERE r.%3$I IS NOT NULL AND r.%4$I IS NOT NULL;
			ELSIF TG_LEVEL = 'ROW' THEN
				INSERT INTO %1$s (%3$I) SELECT r.customer FROM (VALUES (OLD.%3$I), (NEW.%3$I)) r(customer) WHERE r.customer IS NOT NULL GROUP BY 1;
			ELSIF TG_OP = 'INSERT' THEN
				INSERT INTO %1$s SELECT %2$s FROM inserted r WHERE r.%3$I IS NOT NULL AND r.%4$I IS NOT NULL;
			ELSIF TG_OP = 'DELETE' THEN
				INSERT INTO %1$s (%3$I) SELECT r.%3$I FROM deleted r WHERE r.%3$I IS NOT NULL GROUP BY 1;
			ELSE
				-- whose rows are other rows than before
				INSERT INTO %1$s (%3$I) SELECT c.%3$I FROM (
					SELECT r.%3$I FROM (SELECT %2$s, 1 AS "customer_seg sign" FROM inserted r UNION ALL SELECT %2$s, -1 FROM deleted r) r
					WHERE r.%3$I IS NOT NULL GROUP BY %2$s HAVING sum(r."customer_seg sign") <> 0) c GROUP BY 1;
			END IF;
			RETURN NULL;
		END $q$,
		journal, columns, customer_column, time_column));
	EXECUTE format('REVOKE ALL ON FUNCTION %s() FROM PUBLIC', writer);
END $$;
COMMENT ON FUNCTION _create_writer(text, text, text, name, name) IS
'creates the function of the triggers of a summary: whoever writes to the table, it adds to the journal with the rights of its owner';

CREATE FUNCTION _create_summary(source regclass, summary text, what text, kept regclass, journal text, writer text,
								customer_column name, time_column name, counted text, rows text) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	anew text;
BEGIN
	anew := format('(EXISTS (SELECT FROM %s j WHERE j.%I IS NULL) OR @extschema@._unwatched(%L::regclass, %L::regproc))', journal, customer_column, source, writer);
	EXECUTE format($q$
		CREATE VIEW %1$s (%2$I, %3$I) AS
		SELECT k.customer, k.%3$I FROM %4$s k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer) AND NOT %7$s
		UNION ALL
		SELECT k.customer, @extschema@.rollup(k.%3$I) FROM (
			SELECT k.customer, k.%3$I FROM %4$s k WHERE EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer)
			UNION ALL
			%9$s GROUP BY 1) k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer AND j.%10$I IS NULL) AND NOT %7$s
		GROUP BY 1
		UNION ALL
		%8$s AND EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s r.%2$I AND j.%10$I IS NULL) AND NOT %7$s GROUP BY 1
		UNION ALL
		%8$s AND %7$s GROUP BY 1 $q$,
		summary, customer_column, what, kept, journal, @extschema@._equality(kept), anew, counted || source || rows, counted || journal || rows, time_column);
END $$;
COMMENT ON FUNCTION _create_summary(regclass, text, text, regclass, text, text, name, name, text, text) IS
'creates the view of a summary: customers of whom the journal says nothing; those with new rows; those to be counted anew; all, where these are all';

CREATE FUNCTION track(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  what text DEFAULT 'activity')
RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	place text;
	base text;
	summary text;
	kept text;
	journal text;
	writer text;
	owner regrole;
	measured text := '';
	counted text;
	rows text;
	columns text;
	plain text;
	logged text;
BEGIN
	PERFORM @extschema@._check_trackable(source, ARRAY[customer_column, time_column, amount_column], ARRAY[potential_column, profit_column], what);
	SELECT quote_ident(nspname), relname || CASE what WHEN 'activity' THEN '_activities' ELSE '_histories' END, relowner, CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END
	INTO place, base, owner, logged
	FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = source;
	IF octet_length(base || '_write') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its summary', source USING ERRCODE = 'name_too_long';
	END IF;
	summary := format('%s.%I', place, base);
	kept := format('%s.%I', place, base || '_kept');
	journal := format('%s.%I', place, base || '_delta');
	writer := format('%s.%I', place, base || '_write');

	-- the columns as arguments of the aggregate: integers of any size are whole units
	SELECT string_agg(CASE WHEN c.name IS NULL THEN 'NULL' ELSE format(CASE WHEN atttypid IN ('int2'::regtype, 'int4'::regtype) THEN 'r.%I::bigint' ELSE 'r.%I' END, c.name) END,
					  ', ' ORDER BY place_in_call)
	INTO measured
	FROM (VALUES (1, time_column), (2, amount_column), (3, potential_column), (4, profit_column)) c(place_in_call, name)
	LEFT JOIN pg_attribute ON attrelid = source AND attname = c.name
	WHERE place_in_call <= 2 OR potential_column IS NOT NULL AND profit_column IS NULL AND what = 'activity' AND place_in_call = 3
		OR profit_column IS NOT NULL OR potential_column IS NOT NULL AND what = 'history';
	counted := format('SELECT r.%I AS customer, @extschema@.%I(%s) AS %I FROM ', customer_column, what, measured, what);
	rows := format(' r WHERE r.%I IS NOT NULL AND r.%I IS NOT NULL', customer_column, time_column);

	-- the columns by their own names, each once, of domains the type beneath: NULL must be able to stand there
	SELECT string_agg(format('r.%I', c.name), ', ' ORDER BY c.place_in_call), string_agg(format('coalesce(NULL, r.%1$I) AS %1$I', c.name), ', ' ORDER BY c.place_in_call)
	INTO columns, plain
	FROM (SELECT name, min(place_in_call) FROM unnest(ARRAY[customer_column, time_column, amount_column, potential_column, profit_column]) WITH ORDINALITY u(name, place_in_call)
		  WHERE name IS NOT NULL GROUP BY name) c(name, place_in_call);
	EXECUTE format('CREATE %s TABLE %s AS SELECT %s FROM %s r WITH NO DATA', logged, journal, plain, source);
	BEGIN
		EXECUTE format('CREATE %s TABLE %s AS %s GROUP BY 1 WITH NO DATA', logged, kept, counted || journal || rows);
	EXCEPTION WHEN undefined_function THEN
		RAISE EXCEPTION 'columns of % have types that cannot be tracked: %', source, SQLERRM USING ERRCODE = 'datatype_mismatch',
			HINT = 'A customer can be of any type that can be sorted; times are timestamptz, timestamp or date; amounts are numbers.';
	END;
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (customer)', kept);
	PERFORM @extschema@._create_writer(writer, journal, columns, customer_column, time_column);
	PERFORM @extschema@._create_summary(source, summary, what, kept, journal, writer, customer_column, time_column, counted, rows);
	EXECUTE format('COMMENT ON TABLE %s IS %L', kept, format('what each customer of %s did, as of the last fold', source));
	EXECUTE format('COMMENT ON TABLE %s IS %L', journal, format('rows written to %s since; without a time: this customer is to be counted anew, without a customer: all', source));
	EXECUTE format('COMMENT ON FUNCTION %s() IS %L', writer, format('writes the journal of %s', source));
	EXECUTE format('COMMENT ON VIEW %s IS %L', summary, format('what each customer of %s did, always of now', source));
	EXECUTE format('ALTER TABLE %2$s OWNER TO %1$s; ALTER TABLE %3$s OWNER TO %1$s; ALTER FUNCTION %4$s() OWNER TO %1$s; ALTER VIEW %5$s OWNER TO %1$s',
				   owner, kept, journal, writer, summary);
	PERFORM @extschema@._watch(source, writer::regproc, what, ARRAY[customer_column, time_column, amount_column, potential_column, profit_column]::text[]);
	EXECUTE format('INSERT INTO %s DEFAULT VALUES', journal);
	-- An older snapshot does not see all that was written before the triggers were there: the next fold does.
	IF current_setting('transaction_isolation') = 'read committed' THEN
		PERFORM @extschema@.fold(source);
	END IF;
	RETURN summary::regclass;
END $$;
COMMENT ON FUNCTION track(regclass, name, name, name, name, name, text) IS
'keeps a summary of a table, the activity or history of each customer, which triggers keep up with all that is written; returns the view to read';

CREATE FUNCTION untrack(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	name text;
	part regclass;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = untrack.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object';
	END IF;
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = untrack.source LOOP
		EXECUTE format('DROP VIEW %s', t.summary);
		FOR name, part IN SELECT tgname, tgrelid FROM pg_trigger WHERE tgfoid = t.writer AND tgparentid = 0 LOOP
			EXECUTE format('DROP TRIGGER %I ON %s', name, part);
		END LOOP;
		EXECUTE format('DROP FUNCTION %s()', t.writer);
		EXECUTE format('DROP TABLE %s, %s', t.kept, t.journal);
	END LOOP;
END $$;
COMMENT ON FUNCTION untrack(regclass) IS 'ends what track() began: drops the summary of a table, and its triggers; an error where other objects hang on it';

/* array_types */

DO LANGUAGE plpgsql $$
DECLARE
	missing pg_catalog.regtype;
BEGIN
	FOR missing IN
		SELECT e.typarray FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) m.objid
		WHERE m.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
			AND m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
			AND m.refobjid OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'customer_seg')
			AND e.typarray OPERATOR(pg_catalog.<>) 0
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend a WHERE a.classid OPERATOR(pg_catalog.=) m.classid
				AND a.objid OPERATOR(pg_catalog.=) e.typarray AND a.deptype OPERATOR(pg_catalog.=) 'e')
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION customer_seg ADD TYPE %s', missing);
	END LOOP;
END $$;

/* schema: the last look at it */

SELECT @extschema@._check_schema();
