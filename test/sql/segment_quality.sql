SET search_path = public, customer_seg;
CREATE FUNCTION pg_temp.shown(breakdown_row[], variadic limits float8[] DEFAULT '{30, 0.05, 0.9, 0.5, 0.1, 0.95}')
RETURNS TABLE (criterion text, segment text, customers bigint, value numeric, low numeric, high numeric, required float8, verdict segment_verdict, reason text)
LANGUAGE sql AS $$
	SELECT criterion, segment, customers, round(value::numeric, 4), round(low::numeric, 4), round(high::numeric, 4), required, verdict, reason
	FROM segment_quality($1, limits[1]::bigint, limits[2], limits[3], limits[4], limits[5], limits[6]) $$;
-- one that passes
SELECT * FROM pg_temp.shown('{"(bee,100,5000,80,100,60)","(mantis,300,1000,200,250,50)","(,20,50,3,0,0)"}');
-- one that fails: half have no segment, one is small, one is poor, one cannot be reached, and they answer alike
SELECT * FROM pg_temp.shown('{"(bee,29,5000,29,20,10)","(dragonfly,100,6000,49,100,50)","(butterfly,1000,60,500,900,450)","(mantis,0,0,0,0,0)","(,1129,0,0,0,0)"}');
-- different, but not by much
SELECT verdict, reason FROM pg_temp.shown('{"(a,50000,1,50000,50000,5000)","(b,50000,1,50000,50000,4500)"}') WHERE criterion = 'responsive' AND segment IS NULL;
SELECT verdict, reason FROM pg_temp.shown('{"(a,50000,1,50000,50000,5000)","(b,50000,1,50000,50000,4500)"}', 30, 0.05, 0.9, 0.5, 0.01, 0.95) WHERE criterion = 'responsive' AND segment IS NULL;
-- rare answers: twice as often as all in the best
SELECT value, low, high, required, verdict, reason FROM pg_temp.shown('{"(a,5000,1,0,5000,50)","(b,5000,1,0,5000,50)","(c,5000,1,0,5000,100)","(d,5000,1,0,5000,200)"}') WHERE criterion = 'responsive' AND segment IS NULL;
-- with a control group, those count who would not have bought anyway: the best answers most, but because of the offer alone less than the others
SELECT segment, customers, round(value::numeric, 4) AS value, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, chi_square, verdict, reason
FROM segment_quality('{"(new,9000,1,0,5000,250)","(old,9000,1,0,5000,500)"}', control => '{"(new,9000,1,0,2000,20)","(old,9000,1,0,2000,190)"}') WHERE criterion = 'responsive';
SELECT c, verdict, reason FROM unnest(ARRAY['{}', '{"(a,9,1,9,9,3)"}', '{"(a,9,1,,,)"}', '{"(a,90,1,0,90,9)","(b,90,1,0,90,10)"}', '{"(a,90,1,0,90,50)","(b,90,1,0,90,50)"}']) c,
	segment_quality('{"(a,90,1,0,90,12)","(b,90,1,0,90,16)"}', control => c::breakdown_row[]) q WHERE criterion = 'responsive' AND segment IS NULL;
-- where the numbers do not say
SELECT v.about, q.verdict, q.reason FROM (VALUES
	(1, 'one segment', '{"(a,90,1,90,90,45)","(b,0,0,0,0,0)"}'::breakdown_row[]),
	(2, 'one asked', '{"(a,90,1,90,90,45)","(b,90,1,90,0,0)"}'),
	(3, 'nobody asked', '{"(a,90,1,90,0,0)","(b,90,1,90,0,0)"}'),
	(4, 'nobody answered', '{"(a,90,1,90,90,0)","(b,90,1,90,90,0)"}'),
	(5, 'everybody answered', '{"(a,90,1,90,90,90)","(b,90,1,90,90,90)"}'),
	(6, 'five expected', '{"(a,90,1,90,90,4)","(b,90,1,90,90,6)"}'),
	(7, 'fewer than five', '{"(a,90,1,90,90,3)","(b,90,1,90,90,6)"}'),
	(8, 'fewer than five silent', '{"(a,90,1,90,90,87)","(b,90,1,90,90,84)"}'),
	(9, 'not counted', '{"(a,90,1,,,)","(b,90,1,,,)"}'),
	(10, 'nothing', '{}')) v(n, about, b), segment_quality(b) q WHERE criterion = 'responsive' AND q.segment IS NULL ORDER BY n;
SELECT * FROM pg_temp.shown('{"(a,90,0,,,)"}');
SELECT * FROM pg_temp.shown('{}');
-- many names are cut short
SELECT reason FROM segment_quality((SELECT breakdown(n, 1) FROM generate_series(1, 9) n)) WHERE criterion = 'substantial' AND segment IS NULL;
-- errors
SELECT * FROM segment_quality('{}', min_customers => -1);
SELECT * FROM segment_quality('{}', min_share_of_amount => 1.1);
SELECT * FROM segment_quality('{}', min_classified => 'NaN');
SELECT * FROM segment_quality('{}', min_reachable => -0.1);
SELECT * FROM segment_quality('{}', min_effect => 2);
SELECT * FROM segment_quality('{}', confidence => 0);
SELECT * FROM segment_quality('{"(a,-1,0,,,)"}');
SELECT * FROM segment_quality('{}', control => '{"(a,-1,0,,,)"}');
SELECT * FROM segment_quality('{}', confidence => NULL);
