SET search_path = public, customer_seg;
-- who was what and who is, and what becomes of the base if they go on moving so
CREATE TABLE person AS
SELECT was::quadrant, "is"::quadrant, before, now FROM (VALUES
	('bee', 'bee', 100.00, 120.00), ('bee', 'dragonfly', 110.00, 80.00), ('dragonfly', 'bee', 70.00, 99.00), ('dragonfly', NULL, 65.00, NULL), ('butterfly', 'butterfly', 10.00, 12.00),
	('butterfly', 'bee', 14.00, 60.00), ('mantis', 'mantis', 5.00, 4.00), (NULL, 'mantis', NULL, 7.25), (NULL, 'dragonfly', NULL, 61.00)) v(was, "is", before, now);
SELECT period, segment, customers::numeric(6,3), revenue::numeric(8,2), discounted::numeric(8,2), cumulated::numeric(8,2)
FROM project((SELECT movement(was, "is", before, now) FROM person), 2, inflow => '{"mantis": 3, "dragonfly": 1}', discount => 0.1);
SELECT segment, start, projected::numeric(6,3), actual, error::numeric(6,3) FROM projection_check((SELECT movement(was, "is") FROM person), (SELECT movement("is", was) FROM person));
-- errors
SELECT project((SELECT movement(was, "is") FROM person), 2, start => '{"bees": 5}');
SELECT project((SELECT movement(was, "is") FROM person), 2, start => '{"bee": "many"}');
SELECT project((SELECT movement(was, "is") FROM person WHERE was = 'bee'), 2);
SELECT project((SELECT movement(was, "is", before, now) FROM person WHERE was = 'bee'), 2, start => '{"butterfly": 5}');
SELECT project((SELECT movement(was, "is") FROM person), -1);
SELECT projection_check((SELECT movement(was, "is") FROM person), (SELECT movement(was, "is") FROM person));
DROP TABLE person;
