-- every line an order of its own
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment('lines');
