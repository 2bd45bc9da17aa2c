-- one customer, from the segments that are kept
SELECT * FROM sales_segments WHERE customer_id = 5;
