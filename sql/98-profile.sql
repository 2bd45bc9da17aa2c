/* profile: what marks the customers of a class? */

-- restricted: the source may be a temporary table, which no worker can read
CREATE FUNCTION profile(source regclass,
						key name,
						class name,
						"of" text DEFAULT NULL,
						top integer DEFAULT 5,
						confidence double precision DEFAULT 0.95)
RETURNS TABLE (rank bigint, column_name text, column_type text, test text, line text, value text, of_class text,
			   known bigint, not_known bigint, different bigint,
			   effect double precision, strength double precision, statistic double precision,
			   p double precision, q double precision,
			   customers bigint, in_class bigint, share_of_class double precision, share_of_all double precision,
			   lift double precision, low double precision, high double precision, sure boolean,
			   finding text, note text)
AS 'MODULE_PATHNAME', 'customer_seg_profile'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100;
COMMENT ON FUNCTION profile(regclass, name, name, text, integer, double precision) IS
'what marks the customers of a class: every other column of a table or view with one row a customer is tested against the class (corrected V of Cramer, or omega squared, with p and false discovery rate), strongest first; then its values or ranges that are more frequent in the class than among all, with the lift and its interval';
