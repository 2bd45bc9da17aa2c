-- segment_columns.sql from a plain view
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant
FROM segment('sales_view', 'buyer', 'bought_at', 'price');
