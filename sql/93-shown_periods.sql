/* shown_periods: what pictures show of the past, period after period of the calendar */

CREATE FUNCTION _shown_units(first date, until date, at_least integer, at_most integer,
							 OUT unit text, OUT since date, OUT until_day date, OUT every interval)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_shown_units'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _shown_units(date, date, integer, integer) IS
'the shortest of week, month, quarter and year of which the days from first on and before until touch at most so many, of years the last; NULLs where they are fewer than at_least';

CREATE TYPE _shown_period AS (
	period date,
	"until" date,
	complete boolean,
	customers_start bigint,
	new bigint,
	won_back bigint,
	lost bigint,
	customers_end bigint,
	money_new numeric,
	money_won_back numeric,
	money_retained numeric,
	money numeric
);
COMMENT ON TYPE _shown_period IS
'a period from its first day to the one behind its last: customers as leaky_bucket() counts them, and the money of those whose first order is in it, of those who ordered in it and were not there when it began, and of all others';

CREATE FUNCTION _shown_periods_accum(internal, history, date, date, interval, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_shown_periods_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _shown_periods_accum(internal, history, date, date, interval, interval) IS 'transition function of _shown_periods()';

CREATE FUNCTION _shown_periods_final(internal) RETURNS _shown_period[]
AS 'MODULE_PATHNAME', 'customer_seg_shown_periods_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _shown_periods_final(internal) IS 'final function of _shown_periods()';

CREATE AGGREGATE _shown_periods(history, since date, "until" date, every interval, lapse_after interval) (
	SFUNC = _shown_periods_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = _shown_periods_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE _shown_periods(history, date, date, interval, interval) IS
'leaky_bucket() for pictures: with the money of new, won back and other customers; complete is false where until cuts the period short, which is where the data end';
