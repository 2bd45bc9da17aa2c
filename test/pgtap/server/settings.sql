-- settings: no setting of the session changes an answer
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(20);

CREATE FUNCTION pg_temp.answers() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN md5(concat(
		(SELECT string_agg(concat(customer, orders, amount, extract(epoch FROM first_order), extract(epoch FROM last_order), loyalty::numeric, contribution::numeric, quadrant, activity),
						   E'\n' ORDER BY customer) FROM segment('shop.sale', order_column => 'order_no')),
		(SELECT string_agg(concat(customer_id, a), E'\n' ORDER BY customer_id) FROM (SELECT customer_id, activity(sold_at, amount) AS a FROM shop.sale GROUP BY 1) a),
		(SELECT yardstick(activity, '2025-01-01 00:00+00') FROM segment('shop.sale')),
		(SELECT structure(quadrant) FROM segment('shop.sale'))));
END $$;
SET LOCAL extra_float_digits = 3;
SET LOCAL jit = off;
SET LOCAL jit_above_cost = 0;
SET LOCAL jit_inline_above_cost = 0;
SET LOCAL jit_optimize_above_cost = 0;
CREATE TEMP TABLE truth AS SELECT pg_temp.answers() AS said;

CREATE FUNCTION pg_temp.under(setting text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before text := current_setting(setting);
	said text;
BEGIN
	PERFORM set_config(setting, value, true);
	said := pg_temp.answers();
	PERFORM set_config(setting, before, true);
	RETURN is(said, (SELECT t.said FROM truth t), format('%s = %s', setting, value));
END $$;
-- from 19 on strings cannot but conform
SELECT CASE WHEN setting = 'standard_conforming_strings' AND current_setting('server_version_num')::integer >= 190000 THEN skip(setting)
			ELSE pg_temp.under(setting, value) END
FROM (VALUES
	('jit', 'on'), ('jit', 'off'), ('work_mem', '64kB'), ('hash_mem_multiplier', '1'), ('work_mem', '1GB'), ('TimeZone', 'Pacific/Kiritimati'), ('TimeZone', 'America/St_Johns'),
	('DateStyle', 'SQL, DMY'), ('IntervalStyle', 'iso_8601'), ('bytea_output', 'escape'),
	('search_path', 'customer_seg'), ('enable_hashagg', 'off'), ('enable_sort', 'off'), ('enable_seqscan', 'off'), ('max_parallel_workers_per_gather', '0'),
	('plan_cache_mode', 'force_generic_plan'), ('default_transaction_isolation', 'serializable'), ('standard_conforming_strings', 'off'), ('quote_all_identifiers', 'on'), ('check_function_bodies', 'off')) v(setting, value);

SELECT * FROM finish();
ROLLBACK;
