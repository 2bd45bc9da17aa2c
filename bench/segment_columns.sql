-- segment.sql without the activity: the columns of the hand-written SQL
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment('sales');
