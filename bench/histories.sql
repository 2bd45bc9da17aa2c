CREATE TABLE by_segment AS SELECT * FROM histories('sales');
