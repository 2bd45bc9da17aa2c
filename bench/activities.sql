-- segment_columns.sql from the activities that track() keeps up
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment_activities('sales_activities');
