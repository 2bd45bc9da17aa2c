SET search_path = public, customer_seg;
-- at or above the cut is high
SELECT l AS loyalty, c AS contribution, quadrant(l, c)
FROM (VALUES (50, 50), (49.9, 50), (50, 49.9), (0, 0), ('Infinity', '-Infinity')) v(l, c);
-- any scale: a survey from 1 to 5
SELECT quadrant(4, 2, loyalty_cut => 3, contribution_cut => 3);
SELECT quadrant(NULL, 10);
SELECT enum_range(NULL::quadrant);
SELECT quadrant('NaN', 1);
SELECT quadrant(1, 1, 'NaN');
SELECT 'wasp'::quadrant;
