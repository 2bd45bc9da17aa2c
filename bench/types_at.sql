-- types and scores of every customer at the first and the last of the months, from the sales
CREATE TABLE by_month AS
SELECT t.* FROM looked, types_at('sales', dates => ARRAY[dates[1], dates[36]]) AS t;
