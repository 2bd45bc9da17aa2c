-- tenants: privileges and row-level security are the caller's
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(18);

CREATE ROLE customer_seg_test_north;
CREATE ROLE customer_seg_test_south;
CREATE ROLE customer_seg_test_columns;
CREATE ROLE customer_seg_test_nobody;
GRANT USAGE ON SCHEMA shop, customer_seg TO customer_seg_test_north, customer_seg_test_south, customer_seg_test_columns, customer_seg_test_nobody;
GRANT SELECT ON shop.sale TO customer_seg_test_north, customer_seg_test_south;
GRANT SELECT (customer_id, sold_at, amount) ON shop.sale TO customer_seg_test_columns;
CREATE VIEW shop.open AS SELECT * FROM shop.sale;
GRANT SELECT ON shop.open TO customer_seg_test_nobody;

\ir ../roles.psql
PREPARE customers AS SELECT count(*) FROM segment('shop.sale');
CREATE FUNCTION pg_temp.customers_in(wanted text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT count(DISTINCT customer_id)::text FROM shop.sale WHERE sold_at IS NOT NULL AND region = coalesce(wanted, region) $$;

-- privileges
SELECT is(seen_by('north', 'SELECT count(*) FROM segment(''shop.sale'')'), pg_temp.customers_in(), 'who may select may segment');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM segment(''shop.sale'')'), 'not allowed', 'who may not, may not');
SELECT is(seen_by('columns', 'SELECT count(*) FROM segment(''shop.sale'')'), pg_temp.customers_in(), 'the columns that are read suffice');
SELECT is(seen_by('columns', 'SELECT count(*) FROM segment(''shop.sale'', order_column => ''order_no'')'), 'not allowed', 'no more than these');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM segment(''shop.open'')'), pg_temp.customers_in(), 'a view reads as its owner');
SELECT is(seen_by('nobody', 'SELECT structure(mix(quadrant(90, 20)))'), 'undetermined', 'the functions are for everybody');

-- a view lends the rights of its owner to plain SQL, not to functions; what does
CREATE VIEW shop.sums AS SELECT customer_id, sum(amount) FROM shop.sale GROUP BY 1;
CREATE VIEW shop.types AS SELECT customer, quadrant FROM segment('shop.sale');
CREATE MATERIALIZED VIEW shop.kept_types AS SELECT customer, quadrant FROM segment('shop.sale');
CREATE FUNCTION shop.types() RETURNS TABLE (customer bigint, quadrant quadrant)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT s.customer, s.quadrant FROM customer_seg.segment('shop.sale') AS s;
END;
REVOKE EXECUTE ON FUNCTION shop.types() FROM PUBLIC;
CREATE VIEW shop.lent_types AS SELECT * FROM shop.types();
GRANT SELECT ON shop.sums, shop.types, shop.kept_types, shop.lent_types TO customer_seg_test_nobody, customer_seg_test_columns;
GRANT EXECUTE ON FUNCTION shop.types() TO customer_seg_test_nobody;
SELECT is(seen_by('nobody', 'SELECT count(*) > 0 FROM shop.sums'), 'true', 'a view over plain SQL has its owner''s rights');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM shop.types'), 'not allowed', 'a view over segment has the reader''s');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM shop.kept_types'), pg_temp.customers_in(), 'a materialized view is read with its owner''s');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM shop.types()'), pg_temp.customers_in(), 'a SECURITY DEFINER function reads with its owner''s');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM shop.lent_types'), pg_temp.customers_in(), 'in a view, too, for who may call it');
SELECT is(seen_by('columns', 'SELECT count(*) FROM shop.lent_types'), 'not allowed', 'and for nobody else');

-- each tenant its own customers
CREATE POLICY region ON shop.sale USING (region = substr(current_user, length('customer_seg_test_') + 1));
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
SELECT is(seen_by(role_name, 'EXECUTE customers'), pg_temp.customers_in(role_name), 'a prepared segment for ' || role_name) FROM (VALUES ('north'), ('south'), ('north')) v(role_name);
SELECT is(seen_by('columns', 'SELECT count(*) FROM segment(''shop.sale'')'), '0', 'a role that the policy gives nothing');
CREATE VIEW shop.south AS SELECT * FROM shop.sale WHERE region = 'south';
SELECT is(seen_by('south', 'SELECT array_agg(customer ORDER BY customer) FROM segment(''shop.sale'') WHERE quadrant = ''bee'''),
		  (SELECT array_agg(customer ORDER BY customer)::text FROM segment('shop.south') WHERE quadrant = 'bee'), 'the yardstick is fitted on what the tenant sees');
SELECT is(seen_by('nobody', 'SELECT count(*) FROM segment(''shop.open'')'), pg_temp.customers_in(), 'a view has its owner''s rights there, too');

SELECT * FROM finish();
ROLLBACK;
