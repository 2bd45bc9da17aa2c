-- development: what the years did to the number of bees
SET search_path = public, customer_seg;
\pset null '-'
CREATE TEMP TABLE typed AS
SELECT region, was::quadrant, "is"::quadrant FROM (VALUES
	('north', 'bee', 'bee', 30), ('north', 'bee', NULL, 4), ('north', 'bee', 'butterfly', 2), ('north', 'mantis', 'bee', 20), ('north', NULL, 'bee', 11), ('north', 'mantis', 'mantis', 90),
	('south', 'bee', 'bee', 40), ('south', 'bee', 'dragonfly', 10), ('south', NULL, 'bee', 9), ('south', 'butterfly', NULL, 80),
	('east', 'bee', 'bee', 20), ('east', 'bee', NULL, 25), ('east', 'mantis', 'bee', 5), ('east', NULL, 'mantis', 60),
	('west', 'bee', NULL, 33), ('west', 'bee', 'mantis', 5), ('west', 'bee', 'bee', 1), ('west', 'mantis', 'bee', 1),
	('islands', 'bee', 'bee', 5), ('islands', 'mantis', 'bee', 4), ('islands', 'mantis', NULL, 70)) v(region, was, "is", n), generate_series(1, n);

SELECT region, verdict, best_then AS "then", best_now AS now, lost_of_them AS lost, round(share_lost::numeric, 3) AS share, round(low::numeric, 3) AS low, round(high::numeric, 3) AS high, fell, gained, round(p::numeric, 4) AS p, note
FROM (SELECT region, movement(was, "is") AS m FROM typed GROUP BY region) x, development(m) ORDER BY region;

-- all regions as one, and what the playbook says
SELECT verdict, label(verdict), (play(verdict)).who, strategy(verdict)
FROM (SELECT rollup(m) AS m FROM (SELECT movement(was, "is") AS m FROM typed GROUP BY region) x) y, development(m) \gx

-- a movement of other classes
SELECT development(movement(region, region)) FROM typed;
