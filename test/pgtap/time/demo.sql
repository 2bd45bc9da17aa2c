-- demo: what the verdict is on the made-up shop, which is vacuumed and so made outside of a transaction
CREATE SCHEMA demo;
SET search_path = demo, public, customer_seg;
\ir ../../../demo/shop.sql
SELECT plan(3);

SELECT is((SELECT (round(auc::numeric, 2), verdict)::text FROM validate('sales', at => '2024-01-01') WHERE class = 'all'), '(0.85,predicts)', 'a year ahead, loyalty predicts');
SELECT is((SELECT (round(auc::numeric, 2), verdict)::text FROM validate('sales') WHERE class = 'all'), '(0.85,predicts)', 'which is as late as its data allow');
SELECT is((SELECT verdict FROM validate('sales', at => '2024-02-01') WHERE class = 'all'), 'too_early', 'and of a later day it is too early to say');

SELECT * FROM finish();
DROP SCHEMA demo CASCADE;
