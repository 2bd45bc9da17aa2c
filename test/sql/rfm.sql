SET search_path = public, customer_seg;
SET timezone = 'UTC';
-- ten customers: 1 to 4 bought once, 5 to 9 more often and later, 10 only asked
CREATE TABLE customer AS
SELECT i AS id, activity(timestamp '2024-06-01' - make_interval(days => (11 - i) * 10 * k), CASE WHEN i < 10 THEN i * 10 END::numeric) AS a
FROM generate_series(1, 10) i, generate_series(1, greatest(i - 3, 1)) k GROUP BY i;
CREATE TABLE yard AS SELECT yardstick(a, '2024-06-01') AS y FROM customer;
-- by a yardstick: equal values are together, and who lacks a measure has the lowest score
SELECT id, (rfm(a, y)).*, rfm_segment(rfm(a, y)), rfm(a, y, bins => 2) AS halves, rfm(a, y, '2025-06-01') AS a_year_later FROM customer, yard ORDER BY id;
SELECT c.* FROM yard, rfm_cuts(y) c;
-- the same as cuts
SELECT l.* FROM yard, rfm_limits(y) l;
SELECT count(*) FROM customer, (SELECT y, rfm_limits(y) AS l FROM yard) f WHERE rfm(a, l) = rfm(a, y);
-- by hand: at a cut is on its high side, of orders, of money and of days
SELECT id, rfm(a, '2024-06-01', '{20,50}', '{2,4}', '{40,400.5}') FROM customer WHERE id IN (1, 4, 5, 6, 9, 10) ORDER BY id;
-- contacts count a quarter of an order, if not told otherwise
SELECT rfm(a, '2024-06-01', '{20,50}', '{2,4}', '{40}') AS quarter, rfm(a, '2024-06-01', '{20,50}', '{2,4}', '{40}', contact_weight => 1) AS whole,
	   rfm(a, '2024-06-01', '{20,50}', '{2,4}', '{40}', contact_weight => 0) AS "none" FROM customer WHERE id = 10;
-- frequency within recency, monetary value within both
SELECT id, rfm(a, '2024-06-01', '{50}', '{{1},{4}}', '{{{10},{20}},{{100},{500}}}') FROM customer WHERE id < 10 ORDER BY id;
SELECT l.* FROM (SELECT nested_rfm_cuts(a, '2024-06-01', 2) AS n FROM customer) f, LATERAL (SELECT (n).*) l;
SELECT id, rfm(a, n) FROM customer, (SELECT nested_rfm_cuts(a, '2024-06-01', 2) AS n FROM customer) f ORDER BY id;
-- limits are a value: kept, changed, applied at another time
CREATE TABLE kept AS SELECT rfm_limits(y, 3) AS l FROM yard;
UPDATE kept SET l.monetary = '{100,300}';
SELECT l FROM kept;
SELECT id, rfm(a, l), rfm(a, l, '2024-08-01') AS later FROM customer, kept WHERE id > 7 ORDER BY id;
-- segments: monetary value 1 to 5 from left to right, frequency 5 to 1 downwards
SELECT r, f, string_agg(rfm_segment(r, f, m)::text, ' ' ORDER BY m) AS segments FROM generate_series(1, 5) r, generate_series(1, 5) f, generate_series(1, 5) m GROUP BY r, f ORDER BY r DESC, f DESC;
SELECT rfm_segment(NULL, 1, 1), rfm_segment(ROW(5, NULL, 5)::rfm);
-- by facts: what is ranked as champion, loyal, promising, average and lost in each life stage; and in groups
SELECT stage, string_agg(coalesce(rfm_segment(score, stage)::text, '-'), ' ' ORDER BY score DESC) AS segments, string_agg(coalesce(rfm_group(rfm_segment(score, stage))::text, '-'), ' ' ORDER BY score DESC) AS groups
FROM unnest(enum_range(NULL::life_stage) || NULL::life_stage) stage, unnest(ARRAY[ROW(5, 5, 5), ROW(5, 4, 4), ROW(4, 1, 1), ROW(3, 3, 3), ROW(1, 1, 1)]::rfm[]) score GROUP BY stage ORDER BY stage;
SELECT id, rfm_segment(rfm(a, y)) AS ranked, life_stage(a, '2024-06-01', 60) AS stage, rfm_segment(rfm(a, y), life_stage(a, '2024-06-01', 60)) AS by_facts FROM customer, yard WHERE orders(a) > 0 ORDER BY id;
-- nobody
SELECT nested_rfm_cuts(a, '2024-06-01', 5) FROM customer WHERE false;
SELECT rfm(NULL, y), rfm_limits(NULL) FROM yard;
-- errors
SELECT rfm(a, y, bins => 1) FROM customer, yard;
SELECT rfm_cuts(y, 101) FROM yard;
SELECT rfm(a, y, 'infinity') FROM customer, yard;
SELECT rfm(a, '2024-06-01', '{50,20}', '{2}', '{40}') FROM customer;
SELECT rfm(a, '2024-06-01', '{}', '{2}', '{40}') FROM customer;
SELECT rfm(a, '2024-06-01', '{NULL}', '{2}', '{40}') FROM customer;
SELECT rfm(a, '2024-06-01', '{20}', '{NaN}', '{40}') FROM customer;
SELECT rfm(a, '2024-06-01', '{20}', '{2}', '{{40},{50}}') FROM customer;
SELECT rfm(a, '2024-06-01', '{20}', '{{2},{3},{4}}', '{40}') FROM customer;
SELECT rfm(a, '2024-06-01', '{20}', '{2}', '{40}', contact_weight => -1) FROM customer;
SELECT rfm(a, ROW(NULL, '{20}', '{2}', '{40}', 0.25)::rfm_limits) FROM customer;
SELECT rfm(a, ROW('2024-06-01', NULL, '{2}', '{40}', 0.25)::rfm_limits) FROM customer;
SELECT nested_rfm_cuts(a, timestamptz '2024-06-01' + make_interval(days => id) , 5 ORDER BY id) FROM customer;
SELECT nested_rfm_cuts(a, '2024-06-01', id + 1 ORDER BY id) FROM customer;
SELECT nested_rfm_cuts(a, '2024-06-01', NULL) FROM customer;
SELECT rfm_segment(6, 1, 1);
DROP TABLE customer, yard, kept;
