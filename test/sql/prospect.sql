SET search_path = public, customer_seg;
SET timezone = 'UTC';
CREATE TABLE contact (prospect_id int, at timestamptz, code text, expected date);
INSERT INTO contact VALUES
	(1, '2025-02-01 09:00', 'ask', NULL), (1, '2025-02-03', 'offer', NULL), (1, '2025-02-20', 'sign', NULL),
	(2, '2025-02-01', 'offer', NULL), (2, '2025-02-12', 'mail', NULL),
	(3, '2025-02-05', 'later', '2025-09-01'), (3, '2025-02-07', 'fair', NULL),
	(4, '2025-01-10', 'no', NULL),
	(5, '2025-02-25', 'whatever', NULL),
	(6, NULL, 'sign', '2025-03-02');
CREATE TABLE known AS SELECT prospect_id, prospect(at, CASE code WHEN 'ask' THEN 'inquiry' WHEN 'offer' THEN 'quote' WHEN 'sign' THEN 'commitment' WHEN 'mail' THEN 'outreach'
	WHEN 'later' THEN 'postponement' WHEN 'fair' THEN 'visit' WHEN 'no' THEN 'refusal' END::contact_kind, expected) AS p
FROM contact GROUP BY 1;
SELECT * FROM known ORDER BY 1;
SELECT prospect_id, contacts(p), contacts(p, 'quote') AS quotes, unspecified(p), last_contact(p), last_contact(p, 'quote') AS last_quote, expected(p), expected_said(p) FROM known ORDER BY 1;
-- one intent each, with the rule that decided
SELECT prospect_id, purchase_intent(p, '2025-03-01'), intent, rule, next_contact FROM known, explain_intent(p, '2025-03-01') ORDER BY 1;
SELECT intent, (SELECT next_action FROM explain_intent(p, '2025-03-01')) FROM known, explain_intent(p, '2025-03-01') WHERE intent IS NOT NULL ORDER BY intent;
-- the limits can be changed
SELECT prospect_id, intent, rule, next_contact FROM known, explain_intent(p, '2025-03-01', '2 months', ready_within => '1 year', lapse_after => '3 days', talk_every => '1 day') ORDER BY 1;
-- an expected date: the latest word, of two at the same time the later date
SELECT expected(prospect(at, 'answer', e)), expected_said(prospect(at, 'answer', e))
FROM (VALUES (timestamptz '2025-01-01', timestamptz '2025-08-01'), ('2025-01-02', '2025-05-01'), ('2025-01-02', '2025-06-01'), ('2025-01-03', NULL)) v(at, e);
-- a day is a day in UTC
SET timezone = 'America/New_York';
SELECT expected(prospect('2025-01-01', 'answer', date '2025-06-01')) = '2025-06-01 00:00+00' AS midnight_in_utc;
SET timezone = 'UTC';
-- whole and parts
SELECT count(DISTINCT whole) FROM (SELECT rollup(p) FROM known UNION ALL SELECT rollup(p ORDER BY prospect_id DESC) FROM known) x(whole);
SELECT '{"visit": {"contacts": 1, "last": "2025-01-01T00:00:00+00:00"}}'::prospect + prospect('2025-02-01', 'visit', date '2025-03-01') AS both;
-- nobody
SELECT prospect(at, NULL) IS NULL AS nothing FROM contact WHERE false;
SELECT * FROM explain_intent(NULL, '2025-03-01');
SELECT purchase_intent('{}', '2025-03-01') IS NULL AS no_intent;
-- errors
SELECT purchase_intent(p, '2025-02-19') FROM known WHERE prospect_id = 1;
SELECT purchase_intent(p, 'infinity') FROM known WHERE prospect_id = 1;
SELECT purchase_intent(p, '2025-03-01', quote_silent_after => '-1 day') FROM known;
SELECT * FROM known, explain_intent(p, '2025-03-01', talk_every => '-1 day');
SELECT prospect('infinity', 'visit');
SELECT prospect('2025-01-01', 'visit', date 'infinity');
SELECT prospect('2025-01-01', 'phone');
SELECT '{"phone": 1}'::prospect;
SELECT '{"visit": {"contacts": 1}}'::prospect;
SELECT '{"visit": {"contacts": -1, "last": "2025-01-01T00:00:00+00:00"}}'::prospect;
SELECT '{"visit": {"contacts": 1, "last": "2025-01-01T00:00:00+00:00"}, "expected": {"date": "2025-01-01T00:00:00+00:00", "said": "2025-01-02T00:00:00+00:00"}}'::prospect;
SELECT '{"expected": {"date": "2025-01-01T00:00:00+00:00"}}'::prospect;
SELECT '{"visit": {"contacts": 9007199254740992, "last": "2025-01-01T00:00:00+00:00"}}'::prospect + prospect('2025-02-01', 'visit');
DROP TABLE contact, known;
