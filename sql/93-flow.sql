/* flow: who came, who stayed and who left between two periods */

CREATE TYPE flow AS ENUM ('prospect', 'new', 'retained', 'won_back', 'lost', 'away');
COMMENT ON TYPE flow IS
'a customer between two periods: new (now for the first time), retained (then and now), won_back (now again), lost (then, not now), away (bought earlier), prospect (known, has never bought)';

CREATE FUNCTION flow(history, period daterange) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange) IS
'flow by the orders in the period and in as many days, or whole months, just before it; NULL when nothing is known before its end';

CREATE FUNCTION flow(history, period daterange, before daterange) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, daterange) IS
'flow by the orders in the period and in one before it; new is whose first order came after before';

CREATE FUNCTION flow(history, period daterange, lapse_after interval) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow_lapsing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, interval) IS
'flow from the beginning to the end of the period, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION flow(history, period daterange, before daterange, lapse_after interval) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow_lapsing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, daterange, interval) IS
'flow from the end of before to the end of the period, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION amount(history, period daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_history_amount'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION amount(history, daterange) IS 'net amount of the orders and refunds in the period, exact; 0 without any';

CREATE FUNCTION orders(history, period daterange) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_history_orders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION orders(history, daterange) IS 'number of orders in the period';

/* flows: customers and money of each, summed */

CREATE TYPE flows_row AS (
	prospects bigint,
	new bigint,
	retained bigint,
	won_back bigint,
	lost bigint,
	away bigint,
	customers_start bigint,
	customers_end bigint,
	money_before numeric,
	money_now numeric,
	money_new numeric,
	money_won_back numeric,
	expansion numeric,
	contraction numeric,
	money_lost numeric,
	retention double precision,
	retention_low double precision,
	retention_high double precision,
	churn double precision,
	churn_low double precision,
	churn_high double precision,
	gross_revenue_retention double precision,
	net_revenue_retention double precision,
	share_new double precision,
	share_old double precision
);
COMMENT ON TYPE flows_row IS
'customers of each flow; money before and now, and the change by the new, by those won back, by the others up and down, and by the lost; shares of those there at the start who stayed and left, with their intervals (Wilson 1927); money kept of theirs, without and with what they bought more; shares of the money now';

CREATE FUNCTION flows_accum(internal, flow, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_accum(internal, flow, numeric, numeric) IS 'transition function of flows()';

CREATE FUNCTION flows_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_combine(internal, internal) IS 'combine function of flows()';

CREATE FUNCTION flows_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_flows_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flows_serial(internal) IS 'serialization of the state of flows()';

CREATE FUNCTION flows_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flows_deserial(bytea, internal) IS 'deserialization of the state of flows()';

CREATE FUNCTION flows_final(internal) RETURNS flows_row
AS 'MODULE_PATHNAME', 'customer_seg_flows_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_final(internal) IS 'final function of flows()';

CREATE AGGREGATE flows(flow, before numeric, now numeric) (
	SFUNC = flows_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = flows_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = flows_combine,
	SERIALFUNC = flows_serial, DESERIALFUNC = flows_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE flows(flow, numeric, numeric) IS
'one row: customers of each flow and what became of their money, before and now; NULL money is 0, and of those without a flow only the money counts';
