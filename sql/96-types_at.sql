/* types_at: the type of each customer at several dates, on windows of equal length, by one yardstick */

CREATE FUNCTION types(history, dates date[], "window" interval, yardstick yardstick,
					  OUT date date, OUT quadrant quadrant, OUT loyalty double precision, OUT contribution double precision,
					  OUT orders bigint, OUT amount numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_types'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION types(history, date[], interval, yardstick) IS
'a row for each of the ascending dates: scores and type by the days of the window that ends there, NULL when there was nothing in it, orders and net amount; a NULL window has no beginning';

CREATE FUNCTION quadrants(history, dates date[], "window" interval, yardstick yardstick) RETURNS quadrant[]
AS 'MODULE_PATHNAME', 'customer_seg_quadrants'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quadrants(history, date[], interval, yardstick) IS
'the types that types() has, in an array as long as that of the dates';

CREATE FUNCTION types_at(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 dates date[] DEFAULT NULL,
						 "window" interval DEFAULT '1 year',
						 yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, date date, quadrant quadrant, loyalty double precision, contribution double precision,
			   orders bigint, amount numeric)
AS 'MODULE_PATHNAME', 'customer_seg_types_at'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 10000;
COMMENT ON FUNCTION types_at(regclass, name, name, name, name, name, name, date[], interval, yardstick) IS
'a row per customer and date: scores and type by the days of the window that ends there, NULL when there was nothing in it; all by one yardstick, that of the first window by default';

CREATE FUNCTION types_at_as(customer_type anyelement,
							source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							dates date[] DEFAULT NULL,
							"window" interval DEFAULT '1 year',
							yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, date date, quadrant quadrant, loyalty double precision, contribution double precision,
			   orders bigint, amount numeric)
AS 'MODULE_PATHNAME', 'customer_seg_types_at_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 10000;
COMMENT ON FUNCTION types_at_as(anyelement, regclass, name, name, name, name, name, name, date[], interval, yardstick) IS
'types_at() for customers of any hashable type: types_at_as(NULL::uuid, ''sales'', dates => ARRAY[...])';
