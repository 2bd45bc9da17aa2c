-- what the report knows of the base's past, by a sample of customers
CREATE TABLE by_segment AS SELECT * FROM _past('sales');
