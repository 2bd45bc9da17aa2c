-- A made-up shop: three years of sales, the same on every server and every machine.
-- Chance comes from a hash of whole numbers, and only + - * / of it decides: no random(), no
-- logarithm whose last digit could differ.
SET TimeZone = 'UTC';
SET client_min_messages = warning;

CREATE TABLE customers (
	customer_id bigint PRIMARY KEY,
	name        text NOT NULL,
	region      text NOT NULL,
	channel     text NOT NULL,
	since       date NOT NULL
);
COMMENT ON TABLE customers IS 'everybody the shop knows, buyers and prospects';

CREATE TABLE sales (
	sale_id     bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	customer_id bigint REFERENCES customers,
	sold_at     timestamptz NOT NULL,
	amount      numeric(12,2),
	potential   numeric(12,2)
);
COMMENT ON COLUMN sales.customer_id IS 'null when somebody paid cash and left';
COMMENT ON COLUMN sales.amount IS 'negative: money back; null: a visit, a call, a quote, and nothing bought';
COMMENT ON COLUMN sales.potential IS 'value of a quote that is still open';

-- the draw-th number for a key, even in [0, 1)
CREATE FUNCTION u(key bigint, draw bigint) RETURNS double precision
IMMUTABLE STRICT PARALLEL SAFE
RETURN (hashint8extended(key, draw) & 9007199254740991)::double precision / 9007199254740992;

-- mostly small, now and then large: a product of even numbers is nearly log-normal, of mean 1
CREATE FUNCTION skewed(key bigint, draw bigint) RETURNS double precision
IMMUTABLE STRICT PARALLEL SAFE
RETURN (0.4 + 1.2 * u(key, draw)) * (0.4 + 1.2 * u(key, draw + 1))
	* (0.4 + 1.2 * u(key, draw + 2)) * (0.4 + 1.2 * u(key, draw + 3));

-- The seasons: each day has as many tickets as it is busy, and a sale draws a ticket.
-- A slow growth; Friday and Saturday; the weeks before Christmas; little in January and August.
CREATE TEMP TABLE season AS
SELECT n AS day, sum(tickets) OVER (ORDER BY n) - tickets AS first_ticket
FROM (
	SELECT n, (100 + n / 40)
		* (ARRAY[5, 9, 9, 9, 10, 13, 16])[extract(dow FROM date '2022-01-01' + n)::int + 1]
		* (ARRAY[7, 8, 10, 10, 10, 9, 9, 7, 10, 11, 15, 18])[extract(month FROM date '2022-01-01' + n)::int]
		AS tickets
	FROM generate_series(0, 1096) AS n) AS d;  -- the last one stands for the end
ALTER TABLE season ADD PRIMARY KEY (day);
CREATE UNIQUE INDEX ON season (first_ticket) INCLUDE (day);
ANALYZE season;

-- The people. Each region has its own story: the north is home, with the old regulars; the south is
-- ordinary; the east came by the app and its discounts, and buys often and little; the west opened
-- in March 2023 with a fair, and buys seldom and much.
CREATE TEMP TABLE person AS
SELECT id, region, kind, opened,
	   id % 14 = 3 AS prospect,
	   CASE kind WHEN 1 THEN 1
				 WHEN 2 THEN 2 + floor(7 * u(id, 4) * u(id, 5))::int
				 WHEN 3 THEN 8 + floor(32 * u(id, 4) * u(id, 5))::int
				 ELSE 30 + floor(110 * u(id, 4) * u(id, 5) * u(id, 6))::int END AS orders,
	   basket * (even + (1 - even) * skewed(id, 10)) AS basket,
	   joined,
	   -- a third of the regulars and two thirds of the others leave some day
	   CASE WHEN u(id, 7) < CASE WHEN kind >= 3 THEN 0.33 ELSE 0.66 END
			THEN joined + 1 + floor((1095 - joined) * (0.1 + 0.9 * u(id, 8)))::int
			ELSE 1096 END AS gone
FROM (
	SELECT *, opened + CASE WHEN u(id, 2) < 0.5 THEN 0
							ELSE floor((1080 - opened) * u(id, 3))::int END AS joined,
		   CASE WHEN u(id, 1) < once THEN 1
				WHEN u(id, 1) < once + few THEN 2
				WHEN u(id, 1) < once + few + often THEN 3 ELSE 4 END AS kind
	FROM generate_series(1, 21500) AS id
	JOIN (VALUES ('north', 0.00, 0.35, 0.12, 0.24, 0.51,   95, 0.0, 0),
				 ('south', 0.35, 0.60, 0.36, 0.42, 0.17,   50, 0.0, 0),
				 ('east',  0.60, 0.85, 0.14, 0.33, 0.48,   22, 0.0, 0),
				 ('west',  0.85, 1.00, 0.70, 0.29, 0.01, 1150, 0.7, 424))
		 AS r (region, low, high, once, few, often, basket, even, opened)
	  ON u(id, 0) >= low AND u(id, 0) < high) AS p;

INSERT INTO customers
SELECT id,
	   (ARRAY['Ada', 'Amir', 'Anna', 'Ben', 'Carla', 'Chen', 'Clara', 'Dario', 'Elif', 'Emil', 'Eva', 'Farah', 'Felix',
			  'Greta', 'Hana', 'Hugo', 'Ida', 'Ivan', 'Jana', 'Jonas', 'Julia', 'Kim', 'Lars', 'Lea', 'Leon', 'Lin', 'Luca',
			  'Maja', 'Marta', 'Max', 'Mei', 'Mina', 'Nils', 'Nora', 'Omar', 'Paul', 'Rosa', 'Sara', 'Tim', 'Yuki'])
			 [1 + floor(40 * u(id, 20))::int] || ' ' ||
	   (ARRAY['Abel', 'Ahmadi', 'Becker', 'Bianchi', 'Braun', 'Costa', 'Demir', 'Dubois', 'Engel', 'Fischer', 'Fuchs',
			  'Garcia', 'Graf', 'Haas', 'Hansen', 'Horvat', 'Jansen', 'Kaya', 'Keller', 'Koch', 'Kowalski', 'Kraus',
			  'Lang', 'Larsen', 'Lopez', 'Maier', 'Martin', 'Moser', 'Nguyen', 'Novak', 'Okafor', 'Peters', 'Popov',
			  'Ricci', 'Roth', 'Sato', 'Schmid', 'Silva', 'Tanaka', 'Vogel', 'Wagner', 'Wang', 'Weber', 'Wolf', 'Zhang'])
			 [1 + floor(45 * u(id, 21))::int],
	   region,
	   CASE WHEN u(id, 22) < 0.5 THEN CASE region WHEN 'east' THEN 'app' WHEN 'west' THEN 'fair' ELSE 'store' END
			WHEN u(id, 22) < 0.8 THEN 'web' ELSE 'store' END,
	   date '2022-01-01' + joined
FROM person;

-- Orders: a ticket between joining and leaving; the day's hours lean to the evening.
CREATE TEMP TABLE bought AS
SELECT key, id, basket, date '2022-01-01' + (s.day || ' days ' || time)::interval AS at
FROM person
JOIN season AS a ON a.day = joined
JOIN season AS z ON z.day = gone
CROSS JOIN LATERAL (
	SELECT id * 1000 + n AS key,
		   a.first_ticket + floor((z.first_ticket - a.first_ticket) * u(id * 1000 + n, 30))::bigint AS ticket,
		   interval '8 hours' + floor(14 * 3600 * (1 - u(id * 1000 + n, 31) * u(id * 1000 + n, 32))) * interval '1 second' AS time
	FROM generate_series(1, orders) AS n) AS o
CROSS JOIN LATERAL (
	SELECT day FROM season WHERE first_ticket <= ticket ORDER BY first_ticket DESC LIMIT 1) AS s
WHERE NOT prospect;

INSERT INTO sales (customer_id, sold_at, amount, potential)
SELECT id, at, amount, potential
FROM (
	-- what was bought; Christmas makes generous
	SELECT id, at, round((basket * skewed(key, 40) * CASE extract(month FROM at) WHEN 12 THEN 1.2 ELSE 1 END)::numeric + 0.99, 2)
		   AS amount, NULL::numeric AS potential
	FROM bought
	UNION ALL
	-- some of it came back within three weeks, whole or in part
	SELECT id, at + floor(20 * u(key, 51)) * interval '1 day' + interval '90 minutes',
		   -round((basket * skewed(key, 40) * CASE WHEN u(key, 52) < 0.6 THEN 1 ELSE 0.4 END)::numeric + 0.5, 2), NULL
	FROM bought WHERE u(key, 50) < 0.025
	UNION ALL
	-- paid cash, no name given
	SELECT NULL, at + interval '7 minutes', round((0.6 * basket * skewed(key, 61))::numeric + 0.99, 2), NULL
	FROM bought WHERE u(key, 60) < 0.015
	UNION ALL
	-- asked, and bought nothing: prospects up to four times, one in five of them with a quote
	SELECT id, date '2022-01-01' + joined + floor((1095 - joined) * u(id * 1000 + n, 70)) * interval '1 day' + interval '11 hours',
		   NULL, CASE WHEN n = 1 AND u(id, 71) < 0.2 THEN round((8 * basket * skewed(id, 72))::numeric, -1) END
	FROM person CROSS JOIN generate_series(1, 1 + floor(4 * u(id, 73))::int) AS n
	WHERE prospect
	UNION ALL
	-- and customers now and then
	SELECT id, at + interval '3 days', NULL, NULL
	FROM bought WHERE u(key, 80) < 0.02) AS s
WHERE at < '2025-01-01'
ORDER BY at, id, amount, potential;

DROP TABLE season, person, bought;
DROP FUNCTION u, skewed;
CREATE INDEX ON sales (customer_id);
VACUUM ANALYZE;
