SET search_path = public, customer_seg;
-- a shop of two quarters: who came, stayed and left
CREATE TABLE person AS
SELECT name, history(day, amount) AS h FROM (VALUES
	('Ann', date '2024-01-10', 20.00), ('Ann', '2024-02-11', 25.00), ('Ann', '2024-03-12', 30.00), ('Ann', '2024-04-12', 10.00),
	('Bob', '2024-01-20', 80.00), ('Bob', '2024-02-02', -80.00), ('Cleo', '2024-01-31', 15.50), ('Cleo', '2024-03-31', 15.50),
	('Dan', '2024-02-29', 9.99), ('Eve', '2024-02-01', NULL), ('Fay', '2024-03-05', -5.00)) v(name, day, amount) GROUP BY name;
SELECT name, flow(h, '[2024-01-01,2024-02-01)') AS january, flow(h, '[2024-02-01,2024-03-01)') AS february, flow(h, '[2024-03-01,2024-04-01)') AS march,
	   flow(h, '[2024-03-01,2024-04-01)', lapse_after => '2 months') AS march_lapsing, flow(h, '[2024-03-01,2024-04-01)', daterange('2024-01-01', '2024-02-01')) AS since_january
FROM person ORDER BY name;
SELECT name, orders(h, '[2024-01-01,2024-04-01)'), amount(h, '[2024-01-01,2024-04-01)') FROM person ORDER BY name;
\x on
SELECT (flows(flow(h, '[2024-02-01,2024-03-01)'), amount(h, '[2024-01-01,2024-02-01)'), amount(h, '[2024-02-01,2024-03-01)'))).* FROM person;
\x off
-- month after month; April is not over
SELECT period, customers_start, new, retained, won_back, lost, customers_end, money_now, share_new::numeric(4,3), churn::numeric(4,3), complete
FROM unnest((SELECT leaky_bucket(h, '2024-01-01', '2024-05-01', '1 month') FROM person));
SELECT period, customers_start, new, retained, won_back, lost, customers_end, money_before, money_new, money_won_back, expansion, contraction, money_lost, money_now
FROM unnest((SELECT leaky_bucket(h, '2024-01-01', '2024-05-01', '1 month', '2 months') FROM person));
SELECT * FROM replacement_cost(2, 12.50);
-- who came together
SELECT cohort, period, period_start, customers, retained, share, amount, amount_a_head::numeric(10,2) FROM unnest((SELECT cohorts(h, 'month', '2024-04-10') FROM person));
SELECT cohort_triangle(cohorts(h, 'month', '2024-04-10')) FROM person;
-- errors
SELECT flow(h, 'empty') FROM person;
SELECT flow(h, daterange('2024-02-01', NULL)) FROM person;
SELECT flow(h, '[2024-02-01,2024-03-01)', daterange('2024-01-15', '2024-02-15')) FROM person;
SELECT flow(h, '[2024-02-01,2024-03-01)', lapse_after => '0') FROM person;
SELECT flow(h, '[2024-02-01,2024-03-01)', lapse_after => '1 month -1 day') FROM person;
SELECT flow(h, '[2024-02-01,2024-03-01)', lapse_after => '48 hours') FROM person;
SELECT leaky_bucket(h, '2024-04-01', '2024-01-01', '1 month') FROM person;
SELECT leaky_bucket(h, '2024-01-01', '2024-04-01', NULL) FROM person;
SELECT leaky_bucket(h, '0001-01-01', '2024-04-01', '1 day') FROM person;
SELECT replacement_cost(1, -1);
SELECT cohorts(h, 'fortnight', '2024-04-01') FROM person;
SELECT cohorts(h, 'month', NULL) FROM person;
SELECT cohort_triangle(array_agg(c ORDER BY (c).period DESC)) FROM (SELECT unnest(cohorts(h, 'month', '2024-04-10')) AS c FROM person) x;
SELECT bar(0.5, 0);
DROP TABLE person;
