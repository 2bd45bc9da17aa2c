-- uplift: what a campaign has brought
SET search_path = public, customer_seg;
\pset null '-'
CREATE TEMP TABLE campaign AS
SELECT class::quadrant, treated, i <= buyers AS answered, CASE WHEN i <= buyers THEN 40 + i % 50 END AS amount
FROM (VALUES ('bee', true, 900, 270), ('bee', false, 100, 29), ('dragonfly', true, 1800, 216), ('dragonfly', false, 200, 6),
	('mantis', true, 2700, 54), ('mantis', false, 300, 6), (NULL, true, 50, 9), (NULL, false, 5, 1), ('bee', NULL, 7, 3)) v(class, treated, customers, buyers), generate_series(1, customers) i;
-- answers, by class, in the order of the enum; who has no class, and all
SELECT class, treated, treated_answered, control, control_answered, round(difference::numeric, 6) AS difference, round(low::numeric, 6) AS low, round(high::numeric, 6) AS high, round(extra_answers::numeric, 3) AS extra, left_out, verdict, reason
FROM (SELECT uplift(class, treated, answered) AS rows FROM campaign) c, unnest(rows);
-- money
SELECT class, treated_amount, control_amount, round(treated_a_head, 4) AS treated, round(control_a_head, 4) AS control, round(difference_a_head, 4) AS a_contact, round(low_a_head, 4) AS low, round(high_a_head, 4) AS high, round(extra_amount, 2) AS extra, round(chi_square::numeric, 4) AS chi_square, df, round(p::numeric, 6) AS p
FROM (SELECT uplift(class, treated, answered, amount) AS rows FROM campaign) c, unnest(rows);
-- classes of text, by their bytes; one without anybody held out
SELECT class, treated, control, verdict, reason
FROM (SELECT uplift(CASE WHEN class = 'bee' AND treated THEN 'Austria' ELSE 'all ' || class END, treated, answered) AS rows FROM campaign WHERE class <> 'dragonfly') c, unnest(rows);
-- nobody
SELECT uplift(class, treated, answered, amount) FROM campaign WHERE false;
-- errors
SELECT uplift(class, treated, answered, 'Infinity') FROM campaign;
SELECT uplift(i, true, true) FROM generate_series(1, 1001) i;
