-- :rows sales of :customers customers, in no order, the same on every run. Every customer has one at
-- least; the others are drawn so that the first tenth of the customers has a fifth of them.
CREATE UNLOGGED TABLE sales AS
SELECT CASE WHEN i % (:rows / :customers) = 0
			THEN 1 + (i / (:rows / :customers) * 7368787) % :customers
			ELSE 1 + floor(:customers * u * sqrt(u))::bigint END AS customer_id,
	   timestamptz '2022-01-01 00:00:00+00' + (hashint8extended(i, 2) & 134217727) % 94694400 * interval '1 second' AS sold_at,
	   -- cents: mostly some ten, now and then some hundred
	   (((hashint8extended(i, 3) & 4095) + 99 + (hashint8extended(i, 4) & 255) * (hashint8extended(i, 5) & 255)
		 * (hashint8extended(i, 6) & 255) / 512)::numeric / 100)::numeric(12,2) AS amount
FROM (SELECT i, (hashint8extended(i, 1) & 1073741823)::double precision / 1073741824 AS u
	  FROM generate_series(1, :rows::bigint) AS i) AS draw;

VACUUM (ANALYZE, FREEZE) sales;
