-- prospect: what contacts say of the purchase intent, against the same rules in plain SQL on the rows
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(109);

SELECT enum_has_labels('customer_seg', 'contact_kind', ARRAY['outreach', 'quote', 'visit', 'inquiry', 'answer', 'commitment', 'postponement', 'refusal', 'order']);
SELECT enum_has_labels('customer_seg', 'purchase_intent', ARRAY['ready', 'considering', 'not_now', 'never', 'quoted_silent']);

-- contacts of 1,500 prospects: days only, so that many fall on one day; some without a time, a kind or a date
CREATE TABLE contact AS
SELECT row_number() OVER () AS n, id,
	   CASE WHEN pg_temp.draw(id * 8 + i, 1) > 0.03 THEN timestamptz '2025-03-01 00:00+00' + floor(pg_temp.draw(id * 8 + i, 2) * (3 + id % 60)) * interval '1 day' END AS at,
	   (ARRAY['outreach', 'quote', 'quote', 'visit', 'inquiry', 'answer', 'commitment', 'postponement', 'refusal', 'order', NULL])[1 + floor(pg_temp.draw(id * 8 + i, 3) * 11)]::contact_kind AS kind,
	   CASE WHEN pg_temp.draw(id * 8 + i, 4) < 0.2 THEN date '2025-01-01' + floor(pg_temp.draw(id * 8 + i, 5) * 300)::integer END AS expected
FROM generate_series(1, 1500) id, generate_series(0, id % 6) i;
CREATE INDEX ON contact (id);
ANALYZE contact;
CREATE TEMP TABLE whole AS SELECT id, prospect(at, kind, expected) AS p FROM contact GROUP BY id;

-- readers
SELECT is(count(*) FILTER (WHERE (contacts(p), unspecified(p)) IS DISTINCT FROM (c.n, c.none) OR last_contact(p) IS DISTINCT FROM c.last), 0::bigint, 'contacts, unspecified and last_contact')
FROM (SELECT id, nullif(count(at), 0) AS n, CASE WHEN count(at) > 0 THEN count(at) FILTER (WHERE kind IS NULL) END AS none, max(at) AS last FROM contact GROUP BY id) c JOIN whole USING (id);
SELECT is(count(*) FILTER (WHERE contacts(p, k) <> c.n OR last_contact(p, k) IS DISTINCT FROM c.last), 0::bigint, 'contacts and last_contact of each kind')
FROM whole w, unnest(enum_range(NULL::contact_kind)) k, LATERAL (SELECT count(at) AS n, max(at) AS last FROM contact WHERE id = w.id AND kind = k) c;
SELECT is(count(*) FILTER (WHERE expected(p) IS DISTINCT FROM c.expected::timestamp AT TIME ZONE 'UTC' OR expected_said(p) IS DISTINCT FROM c.at), 0::bigint, 'expected: the latest word, of two on one day the later date')
FROM whole w LEFT JOIN (SELECT DISTINCT ON (id) id, at, expected FROM contact WHERE at IS NOT NULL AND expected IS NOT NULL ORDER BY id, at DESC, expected DESC) c USING (id);
SELECT cmp_ok(count(*) FILTER (WHERE expected(p) IS NOT NULL), '>', 500::bigint, 'many have a date') FROM whole;

-- The rules in plain SQL, from the rows. Each word is ranked: an order over a refusal over a postponement over a commitment.
CREATE FUNCTION pg_temp.oracle(of_id bigint, as_of timestamptz, silent interval, near interval, lapse interval) RETURNS text LANGUAGE sql STABLE AS $$
	WITH c AS (SELECT at AT TIME ZONE 'UTC' AS at, kind, expected::timestamp AS expected, array_position('{commitment,postponement,refusal,order}', kind::text) AS weight FROM contact WHERE id = of_id AND at IS NOT NULL),
	word AS (SELECT at, kind FROM c WHERE weight > 0 ORDER BY at DESC, weight DESC LIMIT 1),
	said AS (SELECT at, expected FROM c WHERE expected IS NOT NULL ORDER BY at DESC, expected DESC LIMIT 1),
	dated AS (SELECT expected FROM said s WHERE NOT EXISTS (SELECT FROM c WHERE weight > 0 AND (c.at > s.at OR c.at = s.at AND kind IN ('order', 'refusal')))),
	back AS (SELECT EXISTS (SELECT FROM c, word w WHERE c.kind IN ('visit', 'inquiry') AND c.at > w.at) AS back),
	quote AS (SELECT max(at) AS at FROM c q WHERE kind = 'quote' HAVING NOT EXISTS (
		SELECT FROM c WHERE (kind NOT IN ('outreach', 'quote') AND at > (SELECT max(at) FROM c WHERE kind = 'quote')) OR (weight > 0 AND at = (SELECT max(at) FROM c WHERE kind = 'quote')))),
	now AS (SELECT as_of AT TIME ZONE 'UTC' AS now)
	SELECT CASE
		WHEN NOT EXISTS (SELECT FROM c) THEN NULL
		WHEN w.kind = 'refusal' AND NOT back AND d.expected IS NULL THEN 'never'
		WHEN d.expected - near > now THEN 'not_now'
		WHEN d.expected + lapse > now THEN 'ready'
		WHEN d.expected IS NULL AND w.kind = 'postponement' AND NOT back AND w.at + lapse > now THEN 'not_now'
		WHEN w.kind = 'commitment' AND w.at + lapse > now THEN 'ready'
		WHEN q.at + silent <= now THEN 'quoted_silent'
		ELSE 'considering' END
	FROM now CROSS JOIN back LEFT JOIN word w ON true LEFT JOIN dated d ON true LEFT JOIN quote q ON true $$;
CREATE TEMP TABLE verdict AS
SELECT id, p, as_of, l, purchase_intent(p, as_of, silent, near, lapse) AS intent, pg_temp.oracle(id, as_of, silent, near, lapse) AS want,
	   e.intent AS explained, e.rule, e.next_action, e.next_contact
FROM whole, unnest(ARRAY[0, 5, 14, 30, 75, 200]) d, LATERAL (SELECT coalesce(last_contact(p), '2025-05-01 00:00+00') + d * interval '1 day' AS as_of) a,
	 (VALUES (1, interval '14 days', interval '30 days', interval '90 days'), (2, '1 month', '2 months 3 days', '10 days'), (3, '0', '0', '0'), (4, '3 days 12:00', '1 year', '1 year')) v(l, silent, near, lapse),
	 explain_intent(p, as_of, silent, near, lapse) e;
SELECT is(count(*) FILTER (WHERE intent::text IS DISTINCT FROM want), 0::bigint, '36,000 intents as by the rows') FROM verdict;
SELECT is(count(*) FILTER (WHERE intent IS NULL), count(*) FILTER (WHERE p IS NULL), 'everybody with a contact has one') FROM verdict;
SELECT cmp_ok(min(n), '>', 300::bigint, 'each of the five many times') FROM (SELECT count(*) AS n FROM verdict WHERE intent IS NOT NULL GROUP BY intent, l HAVING l = 1) x;
SELECT is(count(*) FILTER (WHERE explained IS DISTINCT FROM intent), 0::bigint, 'explain_intent agrees') FROM verdict;
SELECT is(count(*) FILTER (WHERE rule IS NULL OR rule = ''), 0::bigint, 'and always says why') FROM verdict;
SELECT is(count(*) FILTER (WHERE (next_action IS NULL) <> (intent IS NULL)), 0::bigint, 'and what to do with everybody who has an intent') FROM verdict;
SELECT is(count(*) FILTER (WHERE next_action IS DISTINCT FROM strategy(intent)), 0::bigint, 'and that as the playbook says it') FROM verdict;
SELECT is(count(*) FILTER (WHERE next_contact < as_of), 0::bigint, 'next_contact never lies before as_of') FROM verdict;
SELECT is(count(*) FILTER (WHERE next_contact IS DISTINCT FROM as_of), 0::bigint, 'ready: at once') FROM verdict WHERE intent = 'ready';
SELECT is(count(*) FILTER (WHERE next_contact IS NULL), 0::bigint, 'only a refusal may leave nothing to do') FROM verdict WHERE intent <> 'never';
SELECT is(count(*) FILTER (WHERE next_contact IS DISTINCT FROM CASE WHEN last_contact(p) = last_contact(p, 'refusal') THEN as_of END), 0::bigint, 'never: once') FROM verdict WHERE intent = 'never';
SELECT is(count(*) FILTER (WHERE later.intent = 'not_now'), 0::bigint, 'not_now: at the next contact it is over')
FROM verdict v, LATERAL (SELECT purchase_intent(v.p, v.next_contact) AS intent) later WHERE v.intent = 'not_now' AND v.l = 1;
SELECT is(count(*) FILTER (WHERE later.intent <> 'quoted_silent' OR sooner.intent <> 'considering'), 0::bigint, 'an open quote: at the next contact it has been silent, and no sooner')
FROM verdict v, LATERAL (SELECT purchase_intent(v.p, v.next_contact) AS intent) later, LATERAL (SELECT purchase_intent(v.p, v.next_contact - interval '1 us') AS intent) sooner
WHERE v.rule LIKE 'quote of % still open' AND v.l = 1;

-- the words
CREATE FUNCTION pg_temp.history(rows text) RETURNS prospect LANGUAGE sql AS $$
	SELECT prospect(split_part(r, ' ', 1)::date::timestamp AT TIME ZONE 'UTC', nullif(split_part(r, ' ', 2), '-')::contact_kind, nullif(split_part(r, ' ', 3), '')::date)
	FROM unnest(string_to_array(rows, ', ')) r $$;
SELECT is(concat_ws('; ', e.intent, e.rule, (e.next_contact AT TIME ZONE 'UTC')::date), want, rows) FROM (VALUES
	('2025-03-01 quote', 'quoted_silent; quote of 2025-03-01 without an answer for 31 days; 2025-04-01'),
	('2025-03-18 quote', 'quoted_silent; quote of 2025-03-18 without an answer for 14 days; 2025-04-01'),
	('2025-03-19 quote', 'considering; quote of 2025-03-19, 13 days ago, still open; 2025-04-02'),
	('2025-04-01 quote', 'considering; quote of 2025-04-01, today, still open; 2025-04-15'),
	('2025-03-01 quote, 2025-03-25 outreach', 'quoted_silent; quote of 2025-03-01 without an answer for 31 days; 2025-04-08'),
	('2025-03-01 quote, 2025-03-25 -', 'quoted_silent; quote of 2025-03-01 without an answer for 31 days; 2025-04-08'),
	('2025-03-01 quote, 2025-03-25 answer', 'considering; last contact on 2025-03-25, 7 days ago, nothing decided; 2025-04-24'),
	('2025-03-01 quote, 2025-03-01 inquiry', 'quoted_silent; quote of 2025-03-01 without an answer for 31 days; 2025-04-01'),
	('2025-03-01 quote, 2025-03-01 order', 'considering; order of 2025-03-01, 31 days ago, and no word since; 2025-04-01'),
	('2025-03-01 order, 2025-03-31 visit', 'considering; last contact on 2025-03-31, 1 day ago, nothing decided; 2025-04-30'),
	('2025-03-01 inquiry', 'considering; last contact on 2025-03-01, 31 days ago, nothing decided; 2025-04-01'),
	('2025-03-01 -', 'considering; last contact on 2025-03-01, 31 days ago, nothing decided; 2025-04-01'),
	('2025-03-01 refusal', 'never; refusal of 2025-03-01, and they have not come back since; 2025-04-01'),
	('2025-03-01 refusal, 2025-03-02 answer', 'never; refusal of 2025-03-01, and they have not come back since'),
	('2025-03-01 refusal, 2025-03-02 inquiry', 'considering; last contact on 2025-03-02, 30 days ago, nothing decided; 2025-04-01'),
	('2025-03-01 refusal, 2025-03-02 inquiry, 2025-03-03 quote', 'quoted_silent; quote of 2025-03-03 without an answer for 29 days; 2025-04-01'),
	('2025-03-01 refusal, 2025-03-02 quote', 'never; refusal of 2025-03-01, and they have not come back since'),
	('2025-03-01 refusal 2025-05-01', 'never; refusal of 2025-03-01, and they have not come back since; 2025-04-01'),
	('2025-03-01 refusal, 2025-03-02 answer 2025-05-10', 'not_now; purchase expected on 2025-05-10, in 39 days; 2025-04-10'),
	('2025-03-01 refusal, 2025-03-01 order', 'considering; order of 2025-03-01, 31 days ago, and no word since; 2025-04-01'),
	('2025-03-01 commitment, 2025-03-01 refusal', 'never; refusal of 2025-03-01, and they have not come back since; 2025-04-01'),
	('2025-03-01 commitment, 2025-03-01 postponement', 'not_now; postponement of 2025-03-01 without a date; 2025-05-30'),
	('2025-03-01 postponement, 2025-03-02 visit', 'considering; last contact on 2025-03-02, 30 days ago, nothing decided; 2025-04-01'),
	('2025-03-01 postponement 2025-09-01, 2025-03-02 visit', 'not_now; purchase expected on 2025-09-01, in 153 days; 2025-08-02'),
	('2025-03-01 postponement 2025-04-01', 'ready; purchase expected on 2025-04-01, today; 2025-04-01'),
	('2025-03-01 postponement 2025-05-01', 'ready; purchase expected on 2025-05-01, in 30 days; 2025-04-01'),
	('2025-03-01 postponement 2025-05-02', 'not_now; purchase expected on 2025-05-02, in 31 days; 2025-04-02'),
	('2025-01-01 inquiry 2025-01-02', 'ready; purchase expected on 2025-01-02, 89 days ago; 2025-04-01'),
	('2024-12-01 inquiry 2025-01-01', 'considering; purchase expected on 2025-01-01, 90 days ago: the date has lapsed; 2025-04-01'),
	('2024-12-01 postponement', 'considering; postponement of 2024-12-01, 121 days ago: it has lapsed; 2025-04-01'),
	('2025-03-31 commitment', 'ready; commitment of 2025-03-31, 1 day ago; 2025-04-01'),
	('2024-12-01 commitment', 'considering; commitment of 2024-12-01, 121 days ago: it has lapsed; 2025-04-01'),
	('2024-12-01 commitment, 2025-01-01 quote', 'quoted_silent; quote of 2025-01-01 without an answer for 90 days; 2025-04-01'),
	('2025-03-01 commitment 2025-09-01', 'not_now; purchase expected on 2025-09-01, in 153 days; 2025-08-02'),
	('2025-03-01 inquiry 2025-09-01, 2025-03-02 commitment', 'ready; commitment of 2025-03-02, 30 days ago; 2025-04-01'),
	('2025-03-01 order 2025-09-01', 'considering; order of 2025-03-01, 31 days ago, and no word since; 2025-04-01'),
	('2025-03-01 quote 2025-04-20', 'ready; purchase expected on 2025-04-20, in 19 days; 2025-04-01')) v(rows, want), explain_intent(pg_temp.history(rows), '2025-04-01 00:00+00') e;
SELECT is(purchase_intent(pg_temp.history('2025-03-01 quote'), '2025-03-15 00:00+00', quote_silent_after => '14 days 1 us'), 'considering', 'a microsecond before silence');
SELECT is((e).next_contact, '2025-03-08 00:00+00', 'talk_every') FROM (SELECT explain_intent(pg_temp.history('2025-03-01 visit'), '2025-03-02 00:00+00', talk_every => '1 week') AS e) x;

-- nobody, nothing
SELECT is(e::text, '(,"no contact",,)', 'nothing: no contact') FROM explain_intent((SELECT prospect(NULL, 'order')), now()) e;
SELECT is(e::text, '(,"no contact",,)', 'only contacts after as_of: no contact') FROM explain_intent((SELECT prospect(at, 'order') FILTER (WHERE at <= '2024-01-01') FROM contact), '2024-01-01') e;
SELECT is(purchase_intent('{}', now()), NULL, 'a prospect without a contact has no intent');
SELECT is(explain_intent(p, NULL)::text || explain_intent(p, now(), NULL)::text || explain_intent(p, now(), talk_every => NULL)::text, '(,,,)(,,,)(,,,)', 'NULL arguments: NULLs') FROM (SELECT prospect('2024-01-01', 'visit') AS p) x;
SELECT is(num_nonnulls(prospect(at, kind), prospect(at, kind, expected), prospect(NULL, kind), rollup(NULL::prospect)), 0, 'no rows, no value') FROM contact WHERE false;
SELECT is(contacts(prospect('2024-01-01', NULL)), 1::bigint, 'a contact without a kind is one');
SELECT is(num_nonnulls(last_contact(p), last_contact(p, 'visit'), expected(p), expected_said(p)) + contacts(p) + contacts(p, 'visit') + unspecified(p), 0::bigint, 'an empty prospect') FROM (SELECT '{}'::prospect AS p) x;

-- whatever the session's settings
SET LOCAL TimeZone = 'Pacific/Chatham';
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL IntervalStyle = 'sql_standard';
SELECT is(count(*) FILTER (WHERE prospect_send(p) <> prospect_send(again) OR p::text::prospect <> p), 0::bigint, 'days are days in UTC in every session')
FROM whole JOIN (SELECT id, prospect(at, kind, expected) AS again FROM contact GROUP BY id) x USING (id);
SELECT is(count(*) FILTER (WHERE v.rule <> e.rule OR v.intent <> e.intent OR v.next_contact <> e.next_contact), 0::bigint, 'rules and intents, too')
FROM verdict v, explain_intent(p, as_of) e WHERE l = 1;
SET LOCAL TimeZone = 'UTC';
RESET DateStyle;
RESET IntervalStyle;

-- the same bytes in whatever order, split and plan
CREATE FUNCTION pg_temp.differ(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM whole FULL JOIN (%s) q(id, q) USING (id) WHERE prospect_send(p) IS DISTINCT FROM prospect_send(q)', query) INTO n;
	RETURN n;
END $$;
SELECT is(pg_temp.differ(format('SELECT id, prospect(at, kind, expected ORDER BY %s) FROM contact GROUP BY id', sorting)), 0::bigint, 'rows by ' || sorting)
FROM unnest(ARRAY['n', 'n DESC', 'at', 'at DESC', 'expected', 'expected DESC', 'pg_temp.draw(n, 3)']) sorting;
SELECT is(pg_temp.differ(format('SELECT id, rollup(q ORDER BY pg_temp.draw(part, 3)) FROM (SELECT id, %s AS part, prospect(at, kind, expected) AS q FROM contact GROUP BY 1, 2) x GROUP BY 1', part)), 0::bigint, 'parts by ' || part)
FROM unnest(ARRAY['n', 'n % 2', 'n % 3', 'extract(day FROM at)::integer', 'hashint4(expected - ''2025-01-01'')']) part;
CREATE TEMP TABLE three AS
SELECT id, prospect(at, kind, expected) FILTER (WHERE n % 3 = 0) AS a, prospect(at, kind, expected) FILTER (WHERE n % 3 = 1) AS b, prospect(at, kind, expected) FILTER (WHERE n % 3 = 2) AS c FROM contact GROUP BY id;
SELECT is(count(*) FILTER (WHERE prospect_send(a + b) <> prospect_send(b + a) OR prospect_send(a + (b + c)) <> prospect_send((a + b) + c)), 0::bigint, '+ commutes and associates') FROM three;
SELECT is(contacts(a + a) - contacts(a), 1::bigint, '+ leaves its arguments alone') FROM (SELECT prospect('2024-01-01', 'visit') AS a) x;
SELECT is(contacts(prospect_accum(a, '2024-02-01', 'visit')) - contacts(a), 1::bigint, 'so does the transition function by hand') FROM (SELECT prospect('2024-01-01', 'visit') AS a) x;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT matches(pg_temp.plan_of('SELECT prospect(at, kind, expected) FROM contact'), 'Partial Aggregate', 'in parallel');
CREATE TEMP TABLE at_once AS SELECT prospect(at, kind, expected) AS p FROM contact;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT is(prospect_send(p), (SELECT prospect_send(rollup(whole.p)) FROM whole), '… the same') FROM at_once;
SELECT bag_eq('SELECT n, prospect(at, kind, expected) OVER (ORDER BY n ROWS BETWEEN 4 PRECEDING AND 2 FOLLOWING) FROM contact WHERE n <= 100',
			  'SELECT o.n, (SELECT prospect(at, kind, expected) FROM contact WHERE n <= 100 AND n BETWEEN o.n - 4 AND o.n + 2) FROM contact o WHERE n <= 100', 'a moving frame');

-- equal, ordered, hashed
SELECT is(count(*) FILTER (WHERE (p = q) <> (prospect_send(p) = prospect_send(q)) OR (p = q AND prospect_hash(p) <> prospect_hash(q)) OR (p < q) <> (q > p) OR (p < q) <> (prospect_cmp(p, q) < 0)
						   OR (p <= q) <> NOT (p > q) OR (p < q AND last_contact(p) > last_contact(q))), 0::bigint, 'the order and the hash go with the bytes')
FROM (SELECT p FROM whole WHERE id <= 150) a, (SELECT p AS q FROM whole WHERE id <= 150) b;
SELECT is((SELECT count(*) FROM (SELECT DISTINCT p FROM whole) x), (SELECT count(DISTINCT prospect_send(p)) + 1 FROM whole), 'DISTINCT');

-- forms: read back to the byte; malformed ones are refused, or are sound
SELECT is(count(*) FILTER (WHERE pg_temp.read('prospect', p::text) IS DISTINCT FROM p::text), 0::bigint, 'text round trip') FROM whole WHERE p IS NOT NULL;
CREATE TEMP TABLE form AS SELECT p, p::text AS form, prospect_send(p) AS b FROM whole WHERE id IN (5, 11, 17, 23) UNION ALL SELECT p, p::text, prospect_send(p) FROM at_once;
SELECT is(count(*) FILTER (WHERE pg_temp.receive('prospect', b) IS DISTINCT FROM form), 0::bigint, 'binary round trip') FROM form;
SELECT is(count(*) FILTER (WHERE pg_temp.read('prospect', left(form, i)) !~ '^22'), 0::bigint, 'every prefix is refused') FROM form, generate_series(0, length(form) - 1) i;
SELECT is(count(*) FILTER (WHERE pg_temp.receive('prospect', substr(b, 1, i)) !~ '^(22|08P01)'), 0::bigint, 'every binary prefix is refused') FROM (SELECT * FROM form LIMIT 1) f, generate_series(0, length(b) - 1) i;
SELECT is(string_agg(left(bad, 300), '; ') FILTER (WHERE pg_temp.read('prospect', bad) !~ '^(22|54001)'), NULL, 'refused as text') FROM unnest(ARRAY['', '[]', 'null', '1', '{"colour": 1}', '{"visit": 1}', '{"visit": {}}', '{"visit": {"contacts": 1}}',
	'{"visit": {"last": "2024-01-01T00:00:00+00:00"}}', '{"visit": {"contacts": 0, "last": "2024-01-01T00:00:00+00:00"}}', '{"visit": {"contacts": -1, "last": "2024-01-01T00:00:00+00:00"}}',
	'{"visit": {"contacts": 9007199254740993, "last": "2024-01-01T00:00:00+00:00"}}', '{"visit": {"contacts": 1, "last": "now"}}', '{"visit": {"contacts": 1, "last": "infinity"}}', '{"visit": {"contacts": 1, "last": "2024-01-01T00:00:00+00:00", "x": 1}}',
	'{"expected": {"date": "2024-01-01T00:00:00+00:00", "said": "2024-01-01T00:00:00+00:00"}}', '{"visit": {"contacts": 1, "last": "2024-01-02T00:00:00+00:00"}, "expected": {"date": "2024-01-01T00:00:00+00:00", "said": "2024-01-01T00:00:00+00:00"}}',
	'{"visit": {"contacts": 2, "last": "2024-01-02T00:00:00+00:00"}, "expected": {"date": "2024-01-01T00:00:00+00:00", "said": "2024-01-03T00:00:00+00:00"}}', '{"visit": {"contacts": 1, "last": "2024-01-02T00:00:00+00:00"}, "expected": {"date": "2024-01-01T00:00:00+00:00"}}',
	repeat('[', 100000)]) bad;
SELECT is(count(*) FILTER (WHERE pg_temp.receive('prospect', other) !~ '^22'), 0::bigint, 'another version, a flag that is not known, a date that was not said: refused')
FROM (SELECT b FROM form ORDER BY length(form) LIMIT 1) f, unnest(ARRAY[set_byte(b, 0, 2), set_byte(b, 1, get_byte(b, 1) | 2), set_byte(b, 1, get_byte(b, 1) # 1)]) other;
CREATE FUNCTION pg_temp.sound(form text) RETURNS boolean LANGUAGE sql AS $$
	SELECT p::text = form AND contacts(p) >= 0 AND (last_contact(p) IS NULL) = (contacts(p) = 0) AND (expected(p) IS NULL) = (expected_said(p) IS NULL) AND coalesce(expected_said(p) <= last_contact(p), true)
	FROM (SELECT form::prospect AS p) x $$;
SELECT is(string_agg(i || ' ' || x::text, '; ') FILTER (WHERE NOT coalesce(said ~ '^(22...|08P01)$' OR CASE WHEN said LIKE '{%' THEN pg_temp.sound(said) END, false)), NULL, 'bytes changed: refused, or sound')
FROM (SELECT i, x, pg_temp.receive('prospect', overlay(b PLACING x FROM i + 1)) AS said FROM (SELECT b FROM form ORDER BY length(form) LIMIT 1) f, generate_series(0, length(b) - 1, 3) i, unnest(ARRAY['\x00', '\xff', '\x7f', '\x01']::bytea[]) x) m;

-- what is wrong is said
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT purchase_intent(prospect('2025-03-01', 'visit'), '2025-02-28')$$, '22023', '%FILTER (WHERE at <= as_of)%'),
	($$SELECT explain_intent(prospect('2025-03-01', NULL), '2025-02-28')$$, '22023', '%FILTER%'),
	($$SELECT purchase_intent(prospect('2025-03-01', 'visit'), 'infinity')$$, '22023', '%calendar%'),
	($$SELECT purchase_intent(prospect('2025-03-01', 'visit'), '2025-03-02', '-1 day')$$, '22023', '%interval%'),
	($$SELECT purchase_intent(prospect('2025-03-01', 'visit'), '2025-03-02', ready_within => '-1 us')$$, '22023', '%interval%'),
	($$SELECT purchase_intent(prospect('2025-03-01', 'visit'), '2025-03-02', lapse_after => '-1 month')$$, '22023', '%interval%'),
	($$SELECT explain_intent(prospect('2025-03-01', 'visit'), '2025-03-02', talk_every => '-1 day')$$, '22023', '%interval%'),
	($$SELECT prospect('-infinity', 'visit')$$, '22023', '%calendar%'),
	($$SELECT prospect('2025-03-01', 'visit', 'infinity'::date)$$, '22023', '%calendar%'),
	($$SELECT prospect('2025-03-01', 'visit', 'infinity'::timestamptz)$$, '22023', '%calendar%'),
	($$SELECT prospect('2025-03-01', 'visit', '5874897-12-31'::date)$$, '22008', NULL),
	($$SELECT prospect('2025-03-01', 'call')$$, '22P02', NULL),
	($$SELECT rollup('{"visit": {"contacts": 9007199254740992, "last": "2024-01-01T00:00:00+00:00"}}'::prospect) FROM generate_series(1, 2)$$, '22003', '%2^53%')) v(query, state, hint);
SELECT is(purchase_intent(prospect('2025-03-01 10:00', 'visit'), '2025-03-01 10:00'), 'considering', 'a contact at as_of counts');
SELECT is(e.rule, format('last contact on 4714-11-24 BC, %s days ago, nothing decided', '294276-12-31'::date - '4714-11-24 BC'::date), 'as far apart as can be')
FROM (SELECT prospect('4714-11-24 00:00+00 BC', 'visit') AS p) x, explain_intent(p, '294276-12-31 23:59:59.999999+00') e;

SELECT * FROM finish();
ROLLBACK;
