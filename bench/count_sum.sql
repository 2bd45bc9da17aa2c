CREATE TABLE by_hand AS
SELECT customer_id, count(*), sum(amount), min(sold_at), max(sold_at) FROM sales GROUP BY customer_id;
