-- and in every third month
CREATE TABLE by_month AS
SELECT t.* FROM looked, types_at('sales', dates => ARRAY(SELECT d FROM unnest(dates) WITH ORDINALITY AS u (d, i) WHERE i % 3 = 0)) AS t;
