/* lifetime_value: what a customer brings in the years to come, if they stay and go on as before */

CREATE FUNCTION lifetime_value(spend_per_purchase numeric,
							   purchases_per_year numeric,
							   years numeric,
							   margin numeric DEFAULT 1,
							   discount_rate numeric DEFAULT 0)
RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_lifetime_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION lifetime_value(numeric, numeric, numeric, numeric, numeric) IS
'spend x purchases a year x years x margin, the money of each year after the first discounted once more; exact without a discount rate, else rounded to six decimals';

CREATE FUNCTION lifetime_value(activity,
							   as_of timestamptz,
							   years numeric,
							   margin numeric DEFAULT 1,
							   discount_rate numeric DEFAULT 0,
							   min_tenure interval DEFAULT '1 year')
RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_lifetime_value_of_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION lifetime_value(activity, timestamptz, numeric, numeric, numeric, interval) IS
'the same from what a customer did: amount a year since the first order, or over min_tenure where that is longer; rounded to six decimals; NULL without an order before as_of';
