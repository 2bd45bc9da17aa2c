CREATE TABLE by_segment AS SELECT * FROM segment('sales');
