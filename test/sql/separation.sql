SET search_path = public, customer_seg;
CREATE TEMP TABLE customer (id int, region text, channel text, quadrant quadrant, amount numeric);
INSERT INTO customer
SELECT i, (ARRAY['north', 'south', 'east'])[1 + i % 3], CASE WHEN i % 10 < 9 THEN (ARRAY['web', 'store'])[1 + i / 3 % 2] END,
	   (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis'])[1 + (i / 3 + (i % 3) * (i % 2)) % 4]::quadrant, 10 * (i % 3) + i % 7
FROM generate_series(0, 119) i;
CREATE FUNCTION pg_temp.rounded(separation_of_classes) RETURNS TABLE (customers bigint, missing bigint, groups bigint, classes bigint, chi_square numeric, df bigint, p numeric, v numeric, corrected numeric, smallest numeric, note text)
RETURN ROW($1.customers, $1.missing, $1.groups, $1.classes, round($1.chi_square::numeric, 4), $1.df, round($1.p::numeric, 6), round($1.cramers_v::numeric, 5), round($1.cramers_v_corrected::numeric, 5), round($1.smallest_expected::numeric, 4), $1.note);
CREATE FUNCTION pg_temp.rounded(separation_of_values) RETURNS TABLE (customers bigint, missing bigint, groups bigint, mean numeric, df_between bigint, df_within bigint, f numeric, p numeric, eta numeric, omega numeric, epsilon numeric, note text)
RETURN ROW($1.customers, $1.missing, $1.groups, round($1.mean::numeric, 4), $1.df_between, $1.df_within, round($1.f::numeric, 4), round($1.p::numeric, 6), round($1.eta_squared::numeric, 5), round($1.omega_squared::numeric, 5), round($1.epsilon_squared::numeric, 5), $1.note);
-- classes: quadrants, text, true and false; who lacks an attribute or a class is counted apart
SELECT name, r.* FROM (SELECT separation(region, quadrant), separation(channel, quadrant), separation(region, channel), separation(region, amount > 12) FROM customer) s(a, b, c, d),
	 LATERAL (VALUES ('region, quadrant', a), ('channel, quadrant', b), ('region, channel', c), ('region, amount > 12', d)) v(name, s), pg_temp.rounded(s) r;
-- values: any number
SELECT name, r.* FROM (SELECT separation(region, amount), separation(channel, amount), separation(quadrant, amount::float8), separation(region, id) FROM customer) s(a, b, c, d),
	 LATERAL (VALUES ('region, amount', a), ('channel, amount', b), ('quadrant, amount', c), ('region, id', d)) v(name, s), pg_temp.rounded(s) r;
-- several attributes in one table
SELECT attribute, round((s).cramers_v_corrected::numeric, 4) AS v
FROM (SELECT attribute, separation(value, quadrant) AS s FROM customer, LATERAL (VALUES ('region', region), ('channel', channel)) a(attribute, value) GROUP BY attribute) x ORDER BY 2 DESC;
-- where there is nothing to compare
SELECT r.* FROM (SELECT separation(region, quadrant) FROM customer WHERE false) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(NULL::text, quadrant) FROM customer) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(region, quadrant) FROM customer WHERE region = 'north') s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(region, true) FROM customer) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(region, amount) FROM customer WHERE false) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(1, amount) FROM customer) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(id, amount) FROM customer) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(region, 5) FROM customer) s(s), pg_temp.rounded(s) r;
SELECT r.* FROM (SELECT separation(region, length(region)) FROM customer) s(s), pg_temp.rounded(s) r;
-- two shares
SELECT share1, round(share2::numeric, 6) AS share2, round(difference::numeric, 6) AS difference, round(low::numeric, 6) AS low, round(high::numeric, 6) AS high, round(chi_square::numeric, 7) AS chi_square, round(p::numeric, 7) AS p, exact
FROM compare_shares(45, 200, 30, 210);
-- few: Fisher's p
SELECT difference, round(low::numeric, 6) AS low, round(high::numeric, 6) AS high, round(p::numeric, 7) AS p, exact FROM compare_shares(3, 3, 0, 20);
SELECT * FROM compare_shares(0, 0, 30, 210, confidence => 0.9) WHERE share1 IS NULL AND p IS NULL AND share2 < 0.15;
-- errors
SELECT separation(region, 'NaN'::float8) FROM customer;
SELECT separation(region, amount::money) FROM customer;
SELECT separation(point(1, 2), quadrant) FROM customer;
SELECT compare_shares(31, 30, 1, 2);
SELECT compare_shares(3, 30, -1, 2);
SELECT compare_shares(3, 30, 1, 2, confidence => 95);
