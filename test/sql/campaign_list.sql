-- campaign_list: who gets what, and who is held out
SET search_path = public, customer_seg;
CREATE TABLE sold AS
SELECT c AS customer_id, date '2024-01-01' + c * 11 % 90 + o * (20 + c) AS sold_at, (10 + c * 37 % 90)::numeric(9,2) AS amount FROM generate_series(1, 16) c, generate_series(0, c % 4) o;
SELECT place, customer, held_out, quadrant, life_stage, next_action, channel, at_stake FROM campaign_list('sold', holdout => 0.3, seed => 'spring') ORDER BY place;
-- a condition over the columns of classify(), and what they get
SELECT customer, held_out, why, offer FROM campaign_list('sold', 'quadrant = ''bee'' AND orders > 2 -- the best', 0.3, 'spring') ORDER BY place;
SELECT count(*) FROM campaign_list('sold', $$customer IN (SELECT customer_id FROM sold WHERE amount > 80) OR next_action = 'welcome'$$, 0.3, 'spring');
-- of one customer; of another type
SELECT held_out(2, 0.1, 'spring'), held_out('2', 0.1, 'spring'), held_out(2.00, 0.1, 'spring'), held_out(3, 0.1, 'spring'), held_out(3, 1, 2025);
CREATE TABLE sold_by_name AS SELECT 'C' || customer_id AS who, sold_at, amount FROM sold;
SELECT array_agg(customer ORDER BY place) FILTER (WHERE held_out) AS held_out, count(*) FROM campaign_list_as(NULL::text, 'sold_by_name', seed => 'spring', holdout => 0.3, customer_column => 'who');
-- errors
SELECT * FROM campaign_list('sold');
SELECT * FROM campaign_list('sold', seed => '');
SELECT * FROM campaign_list('sold', holdout => 1.5, seed => 'spring');
SELECT * FROM campaign_list('sold', 'quadrant = ''bee'') OR (true', 0.3, 'spring');
SELECT * FROM campaign_list('sold', 'true; DROP TABLE sold', 0.3, 'spring');
SELECT * FROM campaign_list('sold', 'true ORDER BY 1', 0.3, 'spring');
SELECT * FROM campaign_list('sold', 'orders > $1', 0.3, 'spring');
SELECT * FROM campaign_list('sold', 'quadrat = ''bee''', 0.3, 'spring');
SELECT * FROM campaign_list('sold', 'customer IN (SELECT customer_id FROM sold FOR UPDATE)', 0.3, 'spring');
SELECT * FROM campaign_list('sold', '1 / (orders - orders) > 3', 0.3, 'spring');
SELECT * FROM campaign_list('sold_by_name', 'orders > 1', seed => 'spring', customer_column => 'who');
SELECT held_out(interval '1 day', 0.1, 'spring');
DROP TABLE sold, sold_by_name;
