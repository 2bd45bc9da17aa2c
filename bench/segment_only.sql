-- the main job without keeping its result
SELECT count(*), max(loyalty), max(contribution), max(quadrant), max(amount) FROM segment('sales');
