-- 36 months of types of every customer, from a table of histories
CREATE TABLE by_month AS
SELECT customer, quadrants(history, (SELECT dates FROM looked), '1 year', (SELECT yardstick FROM looked)) AS quadrants FROM past;
