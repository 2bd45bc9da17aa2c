-- lines of one order number are one order
CREATE TABLE by_segment AS
SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant
FROM segment('lines', order_column => 'order_no');
