/* audit: what is in a sales table, before one believes what segment() says of it */

CREATE FUNCTION audit(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL)
RETURNS TABLE (finding text, unit text, count bigint, share double precision,
			   severity text, example text, advice text)
AS 'MODULE_PATHNAME', 'customer_seg_audit'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 33;
COMMENT ON FUNCTION audit(regclass, name, name, name, name, name, name, timestamptz, timestamptz) IS
'one row per check of the source, also where it finds nothing: rows, amounts, duplicates, customers and calendar, with count, share, an example and advice; reports what segment() would stop at';
