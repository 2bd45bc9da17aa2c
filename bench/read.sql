SELECT max(customer_id), max(sold_at), max(amount) FROM sales;
