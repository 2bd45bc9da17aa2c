-- kept_grouped.sql as of the last fold: what being of now adds is the rest
SELECT quadrant, count(*), sum(amount) FROM sales_activities_kept GROUP BY 1;
