-- what the report says of all customers, with every class counted
CREATE TABLE by_segment AS SELECT * FROM _portrait('sales', lapse_after => 150, contact_every => array_fill(interval '30 days', ARRAY[14]));
