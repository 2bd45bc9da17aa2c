-- segment_only.sql from the activities that track() keeps up
SELECT count(*), max(loyalty), max(contribution), max(quadrant), max(amount) FROM segment_activities('sales_activities');
