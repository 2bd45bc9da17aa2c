-- hiatus and return_curve against the Kaplan-Meier estimate of R 4.2.2, survival 3.5-3, of the gaps between the days
-- of a customer, the last one up to as_of censored: survfit(Surv(gap, closed) ~ 1, conf.type = "log-log").
-- And whether they held in the months after: the counts of plain loops over the same days, in another language.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(36);

-- a gap of each customer that ended, if any, and one that has not
CREATE TEMP TABLE held (data, h) AS
SELECT 'hand', history(day, 1) FROM (VALUES (1, 5, 5), (2, 5, 8), (3, 8, 10), (4, 10, 12), (5, 20, 30)) v(customer, closed, open), LATERAL (VALUES (date '2020-01-01' - open), (date '2020-01-01' - open - closed)) d(day) GROUP BY customer;
INSERT INTO held SELECT 'cdnow', history(at, amount) FROM cdnow GROUP BY customer;
INSERT INTO held SELECT 'essec', history(at, amount) FROM essec GROUP BY customer;
INSERT INTO held SELECT 'retail', history(at, amount) FROM retail GROUP BY customer;

CREATE TEMP TABLE curve AS
SELECT data, as_of, (unnest(c)).* FROM (SELECT data, as_of, return_curve(h, as_of) AS c FROM held JOIN (VALUES ('hand', date '2020-01-01'), ('cdnow', '1998-07-01'), ('cdnow', '1997-10-01'), ('essec', '2016-01-01'), ('essec', '2015-01-01'), ('retail', '2015-03-17')) v(data, as_of) USING (data) GROUP BY 1, 2) x;

-- lengths after which anybody came back; sums of 1 - surv, 1 - upper and 1 - lower over them
SELECT is(concat_ws(' ', count(*), round(sum(share)::numeric, 7), round(sum(low)::numeric, 7), round(sum(high)::numeric, 7)), said, format('%s before %s: the curve', data, as_of))
FROM (VALUES
	('hand', date '2020-01-01', '4 1.6914286 0.6906165 3.0841418'),
	('cdnow', '1998-07-01', '404 226.2602482 221.5221289 231.0256378'),
	('cdnow', '1997-10-01', '225 96.8578769 93.7375842 100.0408009'),
	('essec', '2016-01-01', '1969 1147.8174930 1139.6925244 1155.9503513'),
	('essec', '2015-01-01', '1772 993.9251579 986.0828272 1001.7818744'),
	('retail', '2015-03-17', '607 530.3128943 528.5950324 530.0168961')) v(data, as_of, said) JOIN curve USING (data, as_of) GROUP BY data, as_of, said;

-- time, n.risk, n.event, 1 - surv, 1 - upper, 1 - lower
SELECT is(concat_ws(' ', at_risk, came_back, round(share::numeric, 8), round(low::numeric, 8), round(high::numeric, 8)), said, format('%s before %s: after %s days', data, as_of, days))
FROM (VALUES
	('hand', date '2020-01-01', 5, '10 2 0.20000000 0.05412735 0.59130922'),
	('hand', '2020-01-01', 8, '7 1 0.31428571 0.11285150 0.69541493'),
	('hand', '2020-01-01', 10, '5 1 0.45142857 0.19362251 0.81274405'),
	('hand', '2020-01-01', 20, '2 1 0.72571429 0.33001514 0.98467363'),
	('cdnow', '1998-07-01', 1, '6696 133 0.01986260 0.01678438 0.02349859'),
	('cdnow', '1998-07-01', 37, '4277 35 0.34661456 0.33527673 0.35822429'),
	('cdnow', '1998-07-01', 324, '1756 5 0.65891571 0.64699300 0.67080915'),
	('cdnow', '1997-10-01', 162, '1829 2 0.51341128 0.49874353 0.52825268'),
	('essec', '2016-01-01', 365, '27989 1216 0.40870822 0.40423500 0.41321223'),
	('essec', '2016-01-01', 1896, '5943 3 0.73515338 0.73076247 0.73952636'),
	('essec', '2015-01-01', 1064, '8856 6 0.68558097 0.68083198 0.69032024'),
	('retail', '2015-03-17', 53, '60086 868 0.50465722 0.50185008 0.50747112'),
	('retail', '2015-03-17', 236, '5199 55 0.95007532 0.94877100 0.95135733'),
	('retail', '2015-03-17', 985, '1 1 1.00000000')) v(data, as_of, days, said) JOIN curve USING (data, as_of, days);

-- the first time at which 1 - surv reaches so much of what it comes to in the end
SELECT is(concat_ws(' ', hiatus(h, as_of, 0.5), hiatus(h, as_of, 0.8), hiatus(h, as_of), hiatus(h, as_of, 0.95)), said, format('%s before %s: hiatus', data, as_of))
FROM (VALUES
	('hand', date '2020-01-01', '10 20 20 20'),
	('cdnow', '1998-07-01', '37 135 233 324'),
	('cdnow', '1997-10-01', '30 104 162 212'),
	('essec', '2016-01-01', '365 622 1108 1896'),
	('essec', '2015-01-01', '365 611 1064 1757'),
	('retail', '2015-03-17', '53 124 180 236')) v(data, as_of, said) JOIN held USING (data) GROUP BY data, as_of, said;
-- quantile() of R is of all gaps
SELECT is(concat_ws(' ', min(days) FILTER (WHERE share >= 0.5), min(days) FILTER (WHERE share >= 0.8), max(round(share::numeric, 4))), said, format('%s before %s: quantiles of R', data, as_of))
FROM (VALUES ('cdnow', date '1998-07-01', '93 0.6928'), ('essec', '2016-01-01', '394 0.7737')) v(data, as_of, said) JOIN curve USING (data, as_of) GROUP BY data, as_of, said;

-- life stages and, beyond hiatus or not, who bought in the months after
CREATE TEMP TABLE after AS
SELECT data, v.as_of, life_stage(h, v.as_of, days) AS stage, v.as_of - last_day(h) > days AS beyond, EXISTS (SELECT FROM days(whole) d WHERE d.orders > 0 AND day >= v.as_of) AS came_back
FROM (VALUES ('cdnow', date '1997-10-01'), ('essec', '2015-01-01'), ('retail', '2014-12-17')) v(data, as_of),
	 LATERAL (SELECT hiatus(h, v.as_of) AS days FROM held WHERE held.data = v.data) g,
	 LATERAL (SELECT h AS whole, (SELECT history(day, amount) FROM days(h) d WHERE day < v.as_of) AS h FROM held WHERE held.data = v.data) c;
SELECT is(string_agg(format('%s %s %s', stage, n, back), ', ' ORDER BY stage), said, data || ': who came back, by life stage')
FROM (VALUES
	('cdnow', 'active 478 311, overdue 178 102, lapsed 1701 271'),
	('essec', 'new 2626 856, active 4540 2531, overdue 2188 208, lapsed 7551 291'),
	('retail', 'active 5692 3878, overdue 452 308, lapsed 745 482')) v(data, said)
	JOIN (SELECT data, stage, count(*) AS n, count(*) FILTER (WHERE came_back) AS back FROM after WHERE stage IS NOT NULL GROUP BY 1, 2) s USING (data) GROUP BY data, said;
SELECT is(string_agg(format('%s %s', n, back), ', ' ORDER BY beyond), said, data || ': … within hiatus and beyond')
FROM (VALUES ('cdnow', '656 413, 1701 271'), ('essec', '9354 3595, 7551 291'), ('retail', '6144 4186, 745 482')) v(data, said)
	JOIN (SELECT data, beyond, count(*) AS n, count(*) FILTER (WHERE came_back) AS back FROM after WHERE stage IS NOT NULL GROUP BY 1, 2) s USING (data) GROUP BY data, said;

-- what the page says of the words
CREATE TEMP TABLE word AS SELECT data, stage, avg(came_back::int) AS share FROM after GROUP BY 1, 2;
SELECT ok(a.share > o.share AND o.share > l.share, a.data || ': fewer of those overdue come back, and fewest of those who have lapsed')
FROM word a JOIN word o USING (data) JOIN word l USING (data) WHERE (a.stage, o.stage, l.stage) = ('active', 'overdue', 'lapsed') AND a.data IN ('cdnow', 'essec');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
