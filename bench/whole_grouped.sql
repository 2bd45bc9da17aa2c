-- what a dashboard asks, of a whole run with a yardstick
SELECT s.quadrant, count(*), sum(s.amount) FROM measured, LATERAL segment('sales', as_of => as_of, yardstick => yardstick) AS s GROUP BY 1;
