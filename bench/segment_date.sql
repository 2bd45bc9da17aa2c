-- segment_columns.sql from a table with a date column
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment('sales_by_date');
