CREATE TABLE by_segment AS SELECT customer_id, activity(sold_at, amount) FROM sales GROUP BY customer_id;
