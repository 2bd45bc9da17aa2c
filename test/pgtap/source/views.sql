-- views: segments and activities in a view and in a materialized view that is refreshed concurrently
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(13);

CREATE VIEW shop.customer AS SELECT * FROM segment('shop.sale', order_column => 'order_no');
SELECT bag_eq('SELECT * FROM shop.customer', 'SELECT * FROM segment(''shop.sale'', order_column => ''order_no'')', 'segment in a view');
CREATE VIEW shop.region AS
SELECT region, d.* FROM (SELECT region, mix(quadrant) AS m FROM shop.customer JOIN (SELECT DISTINCT customer_id, region FROM shop.sale) r ON customer = customer_id GROUP BY 1) m,
	   describe(m) d;
SELECT is((SELECT sum(customers) FROM shop.region), (SELECT count(*)::numeric FROM shop.customer), 'a view over the view');
SELECT ok(pg_get_viewdef('shop.customer'::regclass) ~ 'segment\(', 'its definition can be read');

CREATE MATERIALIZED VIEW shop.person AS
SELECT customer_id, region, activity(sold_at, amount, potential) AS a FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1, 2;
CREATE MATERIALIZED VIEW shop.type AS
SELECT customer_id, region, a, quadrant(a, y) AS quadrant FROM shop.person, (SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM shop.person) f;
CREATE MATERIALIZED VIEW shop.base AS SELECT region, mix(quadrant) AS m, structure(quadrant) FROM shop.type GROUP BY region;
CREATE UNIQUE INDEX ON shop.person (customer_id);
CREATE UNIQUE INDEX ON shop.type (customer_id);
CREATE UNIQUE INDEX ON shop.base (region);

-- new sales: some to old customers, some to new ones, some taken back
INSERT INTO shop.sale (customer_id, region, sold_at, amount) SELECT n * 7, 'north', '2024-11-11 11:11+00', 99.95 FROM generate_series(1, 150) n WHERE n * 7 % 4 = 0;
DELETE FROM shop.sale WHERE customer_id < 4;
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.person;
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.type;
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.base;
SELECT bag_eq('SELECT customer_id, a FROM shop.person',
	'SELECT customer_id, activity(sold_at, amount, potential) FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1', 'a materialized view refreshed concurrently');
SELECT bag_eq('SELECT customer_id, a, quadrant FROM shop.type', 'SELECT customer_id, a, quadrant(a, y) FROM shop.person, (SELECT yardstick(a, ''2025-01-01 00:00+00'') AS y FROM shop.person) f', 'and one upon it');
SELECT bag_eq('SELECT * FROM shop.base', 'SELECT region, mix(quadrant), structure(quadrant) FROM shop.type GROUP BY region', 'one structure a region');
SELECT is((SELECT total(rollup(m)) FROM shop.base), (SELECT count(*) FROM shop.person), 'mixes of the regions roll up');

-- the values themselves as keys
CREATE TABLE shop.kept (a activity UNIQUE, y yardstick UNIQUE, m mix UNIQUE, q quadrant, s structure);
INSERT INTO shop.kept SELECT a FROM shop.person ON CONFLICT DO NOTHING;
SELECT is((SELECT count(*) FROM shop.kept), (SELECT count(DISTINCT a) FROM shop.person), 'a unique key on activities');
SELECT is((SELECT count(*) FROM shop.person p JOIN shop.kept k USING (a)), (SELECT count(*) FROM shop.person), 'joined by it');
SET LOCAL enable_seqscan = off;
SELECT is((SELECT count(*) FROM shop.kept WHERE a = (SELECT a FROM shop.person WHERE customer_id = 100)), 1::bigint, 'found by it');
INSERT INTO shop.kept SELECT NULL, yardstick(a, '2025-01-01 00:00+00'), m FROM shop.person, shop.base WHERE base.region = 'north' AND customer_id < 9 GROUP BY m;
SELECT pg_temp.raises('INSERT INTO shop.kept (y) SELECT yardstick(a, ''2025-01-01 00:00+00'') FROM shop.person WHERE customer_id < 9', '23505', NULL, 'a unique yardstick');
CREATE TABLE shop.by_value (a activity) PARTITION BY HASH (a);
CREATE TABLE shop.by_value_0 PARTITION OF shop.by_value FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.by_value_1 PARTITION OF shop.by_value FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.by_value SELECT a FROM shop.person;
SELECT ok(least(a, b) > 100, 'partitioned by the hash of the activity')
FROM (SELECT (SELECT count(*) FROM shop.by_value_0), (SELECT count(*) FROM shop.by_value_1)) c(a, b);
SELECT lives_ok('UPDATE shop.by_value SET a = a + a', 'rows move between the partitions');

SELECT * FROM finish();
ROLLBACK;
