-- every class of every customer, in plain types
CREATE TABLE by_segment AS SELECT * FROM classify('sales');
