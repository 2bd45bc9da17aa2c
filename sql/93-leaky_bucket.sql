/* leaky_bucket: the flows of period after period */

CREATE TYPE leaky_bucket_row AS (
	period daterange,
	customers_start bigint,
	new bigint,
	retained bigint,
	won_back bigint,
	lost bigint,
	customers_end bigint,
	money_before numeric,
	money_now numeric,
	money_new numeric,
	money_won_back numeric,
	expansion numeric,
	contraction numeric,
	money_lost numeric,
	share_new double precision,
	churn double precision,
	churn_low double precision,
	churn_high double precision,
	complete boolean
);
COMMENT ON TYPE leaky_bucket_row IS
'one period: its flows from the period before, customers and money, as flows() has them; complete is false where the period is but a rest, or the data end before it does';

CREATE FUNCTION leaky_bucket_accum(internal, history, date, date, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_accum(internal, history, date, date, interval) IS
'transition function of leaky_bucket(history, since, until, every)';

CREATE FUNCTION leaky_bucket_accum(internal, history, date, date, interval, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_accum(internal, history, date, date, interval, interval) IS
'transition function of leaky_bucket(history, since, until, every, lapse_after)';

CREATE FUNCTION leaky_bucket_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_combine(internal, internal) IS 'combine function of leaky_bucket()';

CREATE FUNCTION leaky_bucket_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_serial(internal) IS 'serialization of the state of leaky_bucket()';

CREATE FUNCTION leaky_bucket_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_deserial(bytea, internal) IS 'deserialization of the state of leaky_bucket()';

CREATE FUNCTION leaky_bucket_final(internal) RETURNS leaky_bucket_row[]
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_final(internal) IS 'final function of leaky_bucket()';

CREATE AGGREGATE leaky_bucket(history, since date, until date, every interval) (
	SFUNC = leaky_bucket_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = leaky_bucket_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE leaky_bucket(history, date, date, interval) IS
'a row for each period from since on, the last ends at until: who came and who left since the period before, and what became of the money';

CREATE AGGREGATE leaky_bucket(history, since date, until date, every interval, lapse_after interval) (
	SFUNC = leaky_bucket_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = leaky_bucket_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE leaky_bucket(history, date, date, interval, interval) IS
'the same, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION replacement_cost(lost bigint, keep_cost numeric,
								 cost_ratio numeric DEFAULT 5, profit_ratio numeric DEFAULT 15,
								 OUT to_keep numeric, OUT to_replace numeric, OUT to_replace_profit numeric)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_replacement_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION replacement_cost(bigint, numeric, numeric, numeric) IS
'what it costs to keep so many customers at keep_cost each; to gain as many, each at cost_ratio times that; to gain so many that they bring the same profit, of which a new one brings one part in profit_ratio';
