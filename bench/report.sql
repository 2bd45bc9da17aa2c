-- the whole report
CREATE TABLE by_segment AS SELECT * FROM report('sales');
