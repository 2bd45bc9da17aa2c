-- segment_columns.sql with a yardstick
CREATE TABLE by_segment AS
SELECT s.* FROM measured, LATERAL (SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant
								   FROM segment('sales', as_of => as_of, yardstick => yardstick)) AS s;
