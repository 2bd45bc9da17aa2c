SET search_path = public, customer_seg;
-- one answer a customer: 1000 buyers of cars, 900 satisfied, of whom 360 bought again, as did 30 of the others
CREATE TABLE survey AS
SELECT n AS customer_id, n <= 900 AS satisfied, n <= 360 OR n > 970 AS repurchased FROM generate_series(1, 1000) n;
CREATE VIEW answer AS SELECT satisfaction(satisfied, repurchased) AS s FROM survey;
SELECT (s).customers, (s).satisfied, (s).repurchased_of_satisfied, (s).repurchased_of_dissatisfied, (s).missing, (s).verdict FROM answer;
SELECT name, round(share::numeric, 4) AS share, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM answer, LATERAL (VALUES
	('satisfied', (s).share_satisfied, (s).share_satisfied_low, (s).share_satisfied_high),
	('came back, of the satisfied', (s).rate_of_satisfied, (s).rate_of_satisfied_low, (s).rate_of_satisfied_high),
	('came back, of the others', (s).rate_of_dissatisfied, (s).rate_of_dissatisfied_low, (s).rate_of_dissatisfied_high),
	('gap', (s).gap, (s).gap_low, (s).gap_high)) v(name, share, low, high);
-- at another confidence
SELECT round((s).gap_low::numeric, 4) AS low, round((s).gap_high::numeric, 4) AS high
FROM (SELECT satisfaction(satisfied, repurchased, 0.8) AS s FROM survey) x;
-- those of whom not all is known are counted apart
SELECT (s).customers, (s).satisfied, (s).repurchased_of_satisfied, (s).missing, (s).verdict
FROM (SELECT satisfaction(satisfied, repurchased) AS s
	  FROM (VALUES (true, true), (true, false), (false, false), (NULL, true), (true, NULL), (NULL, NULL)) v(satisfied, repurchased)) x;
-- the three verdicts: 40 of 50 are satisfied; 20, 30 or all of these come back; and 29 satisfied are too few
SELECT back, (satisfaction(n <= 40, n <= back)).verdict FROM generate_series(1, 50) n, unnest(ARRAY[20, 30, 40]) back GROUP BY back ORDER BY back;
SELECT (satisfaction(n <= 29, false)).verdict AS of_29, (satisfaction(n <= 30, false)).verdict AS of_30 FROM generate_series(1, 50) n;
-- no rows; nobody satisfied
SELECT satisfaction(satisfied, repurchased) FROM survey WHERE false;
SELECT satisfaction(NULL, NULL) FROM survey;
SELECT (s).customers, (s).share_satisfied, (s).rate_of_satisfied, (s).gap, (s).verdict
FROM (SELECT satisfaction(false, repurchased) AS s FROM survey) x;
-- errors
SELECT satisfaction(satisfied, repurchased, 1) FROM survey;
SELECT satisfaction(satisfied, repurchased, 'NaN') FROM survey;
SELECT satisfaction(satisfied, repurchased, NULL) FROM survey;
SELECT satisfaction(satisfied, repurchased, CASE WHEN customer_id = 5 THEN 0.5 ELSE 0.9 END) FROM survey;
DROP TABLE survey CASCADE;
