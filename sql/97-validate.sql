/* validate: do the types foretell who comes back? */

CREATE TYPE foresight AS ENUM ('predicts', 'says_nothing', 'too_early');
COMMENT ON TYPE foresight IS 'whether loyalty foretells who comes back: yes, not that it is established and of use, or it cannot be told yet';

CREATE FUNCTION _foresight(auc_row) RETURNS foresight
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN LEAST(($1).came_back, ($1).stayed_away) OPERATOR(pg_catalog.>=) 10
			THEN CASE WHEN ($1).low OPERATOR(pg_catalog.>) 0.55::double precision THEN 'predicts'::@extschema@.foresight
					  ELSE 'says_nothing'::@extschema@.foresight END
			ELSE 'too_early'::@extschema@.foresight END;
COMMENT ON FUNCTION _foresight(auc_row) IS
'whether a score foretells who comes back: it predicts where at least 55 % of pairs are established, and it takes 10 who came back and 10 who did not';

CREATE TYPE validate_row AS (
	class text,
	customers bigint,
	came_back bigint,
	share double precision,
	low double precision,
	high double precision,
	amount numeric,
	amount_a_head numeric,
	share_of_amount double precision,
	chi_square double precision,
	p double precision
);
COMMENT ON TYPE validate_row IS
'a class, or as the last row "all" who have one: its customers, how many came back, their share with its 95 % interval (Wilson), the money of afterwards, a head, and as a share; of all, whether the shares of the classes differ by chance';

CREATE FUNCTION validate_classes_accum(internal, anyelement, boolean, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_validate_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION validate_classes_accum(internal, anyelement, boolean, numeric) IS 'transition function of validate_classes(class, came_back, amount)';

CREATE FUNCTION validate_classes_final(internal, anyelement, boolean, numeric) RETURNS validate_row[]
AS 'MODULE_PATHNAME', 'customer_seg_validate_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION validate_classes_final(internal, anyelement, boolean, numeric) IS 'final function of validate_classes(class, came_back, amount)';

CREATE AGGREGATE validate_classes(class anyelement, came_back boolean, amount numeric) (
	SFUNC = validate_classes_accum, STYPE = internal,
	FINALFUNC = validate_classes_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = breakdown_combine,
	SERIALFUNC = breakdown_serial, DESERIALFUNC = breakdown_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE validate_classes(anyelement, boolean, numeric) IS
'a row a class, of an enum all in its order, then those without a class, then all: who came back, and their money of afterwards; rows whose came_back is NULL are ignored';

CREATE FUNCTION _validation_span(last date, at date, horizon interval, "window" interval,
								 OUT at_day date, OUT since date, OUT until date)
AS 'MODULE_PATHNAME', 'customer_seg_validation_span'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _validation_span(date, date, interval, interval) IS
'the day at which validate() looks, as late as data that end on the last day allow where none is given, and the days on which the window before it begins and before which the horizon ends';

CREATE FUNCTION validate(source regclass,
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
		SELECT coalesce(validate.yardstick, (SELECT s.yardstick FROM @extschema@._segmentation_of(source) AS s), (SELECT @extschema@.yardstick(before, at_day) FROM seen)) AS yardstick
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
COMMENT ON FUNCTION validate(regclass, name, name, name, name, name, name, date, interval, interval, yardstick) IS
'the types that customers had at a day, held against what followed within the horizon: who came back, and their money, a row a type and one for all, which says whether loyalty foretold it; without a day, as late as the data allow';
