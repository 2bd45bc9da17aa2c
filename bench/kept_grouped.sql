-- whole_grouped.sql from the segments that are kept
SELECT quadrant, count(*), sum(amount) FROM sales_segments GROUP BY 1;
