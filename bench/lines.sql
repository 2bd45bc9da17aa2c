-- The sales as lines of orders: three order numbers for each customer, some three lines an order, in no order.
CREATE UNLOGGED TABLE lines AS
SELECT customer_id, sold_at, amount,
	   customer_id * 3 + (hashint8extended(extract(epoch FROM sold_at)::bigint, customer_id) & 65535) % 3 AS order_no
FROM sales;
VACUUM (ANALYZE, FREEZE) lines;
SELECT max(customer_id), max(sold_at), max(amount), max(order_no) FROM lines;
