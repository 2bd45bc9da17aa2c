-- the same, counted by month
CREATE TABLE by_month AS
SELECT date, mix(quadrant) AS mix
FROM past, looked, ROWS FROM (unnest(dates), unnest(quadrants(history, dates, '1 year', yardstick))) AS month (date, quadrant)
GROUP BY date;
