-- playbook: every value has its advice in every language (notes: say.sql, pages: report_page.sql, charts: chart.sql), and the view behaves as a table; playbook.t has dumps, roles and encodings
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(135);

-- what is there
CREATE TEMP TABLE item AS SELECT subject, item, ord FROM (VALUES
	('quadrant', 'bee dragonfly butterfly mantis'),
	('structure', 'bee_led dragonfly_led butterfly_led mantis_led balanced undetermined'),
	('value_group', 'old_big new_big new_small old_small'),
	('pareto_class', 'top middle bottom'),
	('rfm_segment', 'champion loyal potential_loyalist new_customer promising needs_attention about_to_sleep at_risk cannot_lose hibernating lost steady occasional'),
	('rfm_group', 'best growing steady former_good former_small'),
	('purchase_intent', 'ready considering not_now never quoted_silent'),
	('market_position', 'existing potential non_customer'),
	('customer_term', 'long_term temporary'),
	('customer_value', 'high low'),
	('abc_class', 'A B C'),
	('marketing', 'bee_led dragonfly_led butterfly_led mantis_led balanced undetermined'),
	('lapsed_quadrant', 'bee dragonfly butterfly mantis'),
	('prospect_quadrant', 'bee dragonfly butterfly mantis'),
	('value_group_by_profit', 'old_big new_big new_small old_small'),
	('pareto_class_by_profit', 'top middle bottom'),
	('development_verdict', 'growing holding shrinking collapsed too_few'),
	('reason', 'comparing dissatisfied distrust waiting_for_moment no_funds swayed price_too_high waiting_for_promotion no_need_yet nobody_cared complaint_unsettled product service price nothing_new image competitor need_gone'),
	('customer_action', 'settle_complaint review follow_up introduce win_back reactivate let_go check_in remind welcome reward show_value promote inform'),
	('report', 'base quadrant structure value_group pareto_class concentration rfm_segment market_position customer_term contact_due all order_lines none refunds_only profit_unknown unranked too_short gini largest for_80 summary life_stage development action due_today overdue rfm_group left_out lapse_unknown alike no_contact numbers_only too_few earlier_limits'),
	('sentence', 'figure left_out order_lines nobody customers buyers never_bought prospects_only refunds_only money money_and_profit profit_unknown few_bring_most depends_on_one too_short bought_once sampled flow no_period compared_too_early moved development types_predict types_say_nothing types_too_early lapse_predicts lapse_says_nothing lapse_given_says_nothing lapse_too_early alike shape marketing action_at_stake action all_bought sales sales_began nobody_new growing holding shrinking collapsed too_few shape_tie shape_here'),
	('evidence', 'at_stake profit by_amount by_days largest still_here by_period at_least lapsed tied'),
	('column', 'customers share amount share_of_amount change of_buyers'),
	('life_stage', 'prospect new active overdue lapsed')) v(subject, items), regexp_split_to_table(items, ' ') WITH ORDINALITY i(item, ord);
CREATE TEMP TABLE without_rhythm AS SELECT unnest(ARRAY['structure', 'marketing', 'report', 'development_verdict', 'rfm_group', 'lapsed_quadrant', 'prospect_quadrant', 'value_group_by_profit', 'pareto_class_by_profit', 'reason', 'life_stage', 'sentence', 'evidence', 'column']) AS subject;
CREATE TEMP VIEW field AS
SELECT subject, item, lang, field, words FROM playbook, LATERAL (VALUES ('name', name), ('who', who), ('needs', needs), ('obstacle', obstacle), ('action', action), ('message', message),
	('channel', channel), ('offer', offer), ('goal', goal), ('measure', measure)) f(field, words) WHERE subject NOT IN ('note', 'key_figure', 'page', 'chart');
-- the same to be read: a place has a letter in its stead, or the word for many
CREATE TEMP VIEW prose AS
SELECT subject, item, lang, field, regexp_replace(regexp_replace(regexp_replace(words, '\{\w+\|[^|}]*\|([^|}]*)\}', '\1', 'g'), '\s*\{\w+\}$', ''), '\{\w+\}', 'N', 'g') AS words
FROM field WHERE words !~ '^\{\w+\}$' AND item <> 'figure';
SELECT set_eq('SELECT subject, item, lang FROM playbook WHERE subject NOT IN (''note'', ''key_figure'', ''page'', ''chart'')', 'SELECT subject, item, lang FROM item, unnest(ARRAY[''en'', ''es'', ''zh'']) lang', 'every value of every classification in three languages');
SELECT is((SELECT count(*) FROM playbook WHERE subject NOT IN ('note', 'key_figure', 'page', 'chart')), (SELECT 3 * count(*) FROM item), 'once each');
SELECT is_empty($$
	SELECT t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = enumtypid
	WHERE typnamespace = 'customer_seg'::regnamespace AND typname IN (SELECT subject FROM item) AND (typname, enumlabel) NOT IN (SELECT subject, item FROM item)$$,
	'no value of these enums is without advice');
SELECT is_empty($$
	SELECT i.* FROM item i JOIN pg_type t ON typname = subject AND typnamespace = 'customer_seg'::regnamespace
	WHERE NOT EXISTS (SELECT FROM pg_enum WHERE enumtypid = t.oid AND enumlabel = item)$$, 'and there is none for a value that an enum has not');
SELECT is_empty($$SELECT * FROM field WHERE words IS NULL AND field IN ('name', 'who', 'action')$$, 'name, who and action are always there');
SELECT is_empty($$SELECT subject, item, field FROM field GROUP BY 1, 2, 3 HAVING count(words) NOT IN (0, 3)$$, 'what is said is said in all three');
SELECT is_empty($$SELECT subject, item FROM playbook GROUP BY 1, 2 HAVING count(DISTINCT coalesce(contact_every, '0')) > 1$$, 'one contact_every for all languages');
SELECT is((SELECT string_agg(subject || '.' || item, ' ' ORDER BY subject, ord) FROM playbook JOIN item USING (subject, item) WHERE lang = 'en' AND contact_every IS NULL AND subject NOT IN (SELECT subject FROM without_rhythm)),
	'customer_action.review customer_action.let_go market_position.non_customer pareto_class.bottom purchase_intent.never rfm_segment.lost', 'a class without a rhythm of contacts');
SELECT is_empty($$SELECT * FROM playbook JOIN without_rhythm USING (subject) WHERE contact_every IS NOT NULL$$, 'nor has a base, a line of a report, or a class seen from another side');
SELECT ok(NOT bool_or(own), 'nobody has edited it') FROM playbook;

-- the texts are well formed
SELECT is_empty('SELECT * FROM prose WHERE ' || wrong, about) FROM (VALUES
	('blanks where none belong', $$words ~ '^\s|\s$|\s\s|[\t\n\r]|\s[.,;:!?]' OR lang <> 'es' AND words ~ '\s%' OR lang = 'zh' AND words ~ '\s'$$),
	('names with a point at their end', $$field = 'name' AND words ~ '[.!?。！？]$'$$),
	('English or Spanish sentences without', $$field <> 'name' AND lang <> 'zh' AND words !~ '[.!?]$'$$),
	('Chinese ones without', $$field <> 'name' AND lang = 'zh' AND words !~ '[。！？]$'$$),
	('no capital at the start', $$lang = 'en' AND words !~ '^[A-Z0-9]' OR lang = 'es' AND words !~ '^([¿¡]?[A-ZÁÉÍÓÚÑ0-9]|% de)'$$),
	('small letters after a point', $$lang <> 'zh' AND words ~ '[.!?] [¿¡]?[a-záéíóúñ]'$$),
	('English beyond ASCII', $$lang = 'en' AND words ~ '[^ -~]'$$),
	('Chinese with the marks of other scripts', $$lang = 'zh' AND regexp_replace(words, '[a-z_]+\(\)|\{[a-z_]+\}', '', 'g') ~ '[.,;:!?()"''¿¡…\[\]-]'$$),
	('Chinese with words of others', $$lang = 'zh' AND (words !~ '[一-龥]' OR regexp_replace(words, '[a-z_]+\(\)|\{[a-z_]+\}|RFM|since|as_of|profit_column|order_column|lapse_after|activity', '', 'g') ~ '[a-zA-Z]{2}')$$),
	('Spanish questions that open and do not close, or the reverse', $$lang = 'es' AND regexp_replace(regexp_replace(words, '¿[^¿?]+\?', '', 'g'), '¡[^¡!]+!', '', 'g') ~ '[¿?¡!]'$$),
	('dashes of the longer kind', $$words ~ '[–—]'$$)) v(about, wrong);
SELECT is_empty($$SELECT a.* FROM prose a JOIN prose b USING (words) WHERE a.lang < b.lang AND words <> 'Mantis'$$, 'no text is the same in two languages, but the mantis');
SELECT is_empty($$SELECT lang, field, words FROM field WHERE words IS NOT NULL AND field NOT IN ('channel', 'offer', 'goal') GROUP BY 1, 2, 3 HAVING count(*) > 1$$, 'or for two values');
SELECT is(string_agg(name, '' ORDER BY ord), '蜜蜂蜻蜓蝴蝶螳螂', 'the four in Chinese') FROM playbook JOIN item USING (subject, item) WHERE subject = 'quadrant' AND lang = 'zh';
SELECT ok(strategy('quadrant', item, 'en') ~ says, says) FROM (VALUES ('bee', 'new products .* circle of friends'), ('dragonfly', 'real reason.*main target for conversion to bee'),
	('butterfly', 'promotions.*second target for conversion to bee'), ('mantis', 'little effort.*become butterflies')) v(item, says);
SELECT ok(strategy('purchase_intent', 'quoted_silent', 'en') ~ 'Price comes last.* return such as payment or quantity', 'price last, no concession without a return');
SELECT ok(strategy('value_group', 'old_big', 'en') ~ 'limit their number and their size', 'old and big are limited');
SELECT is_empty($$SELECT pg_describe_object(classoid, objoid, objsubid) FROM pg_description WHERE description ~ '\\[2-3][0-7][0-7]'$$, 'no comment has been taken for a text to be escaped');

-- the texts say what they should, and no more
SELECT is_empty($$SELECT subject, item, lang, field FROM field WHERE words IS NULL AND field IN ('offer', 'goal', 'measure')
		AND subject IN ('quadrant', 'value_group', 'pareto_class', 'rfm_segment', 'rfm_group', 'purchase_intent', 'market_position', 'customer_term', 'customer_value', 'abc_class',
			'lapsed_quadrant', 'prospect_quadrant', 'value_group_by_profit', 'pareto_class_by_profit') AND (item, field) <> ('non_customer', 'offer')$$, 'every class has an offer, a goal and a measure');
SELECT is_empty($$SELECT subject, item, field FROM field WHERE words IS NOT NULL
		GROUP BY 1, 2, 3 HAVING count(DISTINCT array(SELECT DISTINCT m[1] FROM regexp_matches(regexp_replace(words, '\|[^}]*\}', '}', 'g'), '(\{[^}]*\}|[a-z_]+\(\))', 'g') m ORDER BY 1)) > 1$$, 'places for values and functions alike in all languages');
SELECT is_empty($$SELECT DISTINCT m[1] FROM field, regexp_matches(words, '([a-z_]+)\(\)', 'g') m
		WHERE m[1]::name NOT IN (SELECT proname FROM pg_proc WHERE pronamespace = 'customer_seg'::regnamespace)$$, 'and each function is there');
-- one customer, one action: only the actions, and the intents of prospects, speak of being in touch or of leaving somebody alone
\ir ../contact_words.psql
SELECT is_empty(format($$SELECT subject, item, field, words FROM field JOIN of_contact USING (lang) WHERE lang = %L AND regexp_replace(words, '[a-z_]+\(\)|\{[a-z_]+\}', '', 'g') ~* said
		AND subject NOT IN ('customer_action', 'purchase_intent', 'sentence', 'evidence', 'column') AND field <> 'channel' AND (subject, item) NOT IN (('report', 'contact_due'), ('report', 'no_contact'), ('report', 'due_today'), ('report', 'overdue'))$$, lang), 'of being in touch, not in ' || lang) FROM of_contact;
SELECT ok(bool_or(words ~* said), 'though one may say it in ' || lang) FROM field JOIN of_contact USING (lang) WHERE subject = 'purchase_intent' AND field = 'action' GROUP BY lang ORDER BY lang;
SELECT is_empty($$SELECT item, lang, field, words FROM field WHERE subject = 'structure'
		AND words ~* 'work(s|ed)|success|fail|good|bad|image|recognition|marketing|promotion|funcion|éxito|fracas|buen|mal[oa]s?\M|imagen|promoci|成功|失败|见效|形象|认知|营销|推广'$$, 'a structure is a shape, and no verdict');
SELECT ok((play('marketing', 'mantis_led', lang)).who ~ says, 'marketing is judged in ' || lang) FROM (VALUES ('en', 'failed'), ('es', 'fracasado'), ('zh', '失败')) v(lang, says);
SELECT is_empty($$SELECT item, lang, field FROM field WHERE subject IN ('value_group', 'pareto_class') AND field IN ('who', 'obstacle')
		AND words ~ '(80 ?%|lose money|perder dinero|亏钱)' AND words !~ 'rule of thumb|regla práctica|经验法则'$$, 'a rule of thumb is said to be one');

-- reading: an enum's value, or names
CREATE TYPE shop.warmth AS ENUM ('hot', 'tepid', 'cold');
SELECT is_empty($$SELECT * FROM playbook p WHERE play(subject, item, lang) IS DISTINCT FROM p
		OR (label(subject, item, lang), strategy(subject, item, lang), message(subject, item, lang)) IS DISTINCT FROM (p.name, p.action, p.message)$$, 'by names: the row and its texts');
SELECT is_empty(format($$SELECT * FROM playbook p WHERE subject = %1$L AND
		(play(item::%1$I, lang) IS DISTINCT FROM p OR (label(item::%1$I, lang), strategy(item::%1$I, lang), message(item::%1$I, lang)) IS DISTINCT FROM (name, action, message))$$, subject),
		subject || ': the same by value') FROM unnest(ARRAY['quadrant', 'structure']) subject;
SELECT is_empty($$SELECT * FROM playbook WHERE subject = 'quadrant' AND lang = 'en' AND (label(item::quadrant), strategy(item::quadrant), message(item::quadrant)) IS DISTINCT FROM (name, action, message)$$, 'English is the default');
INSERT INTO playbook (subject, item, lang, name, action, contact_every) VALUES ('warmth', 'hot', 'en', 'Hot', 'Call.', '1 day'), ('warmth', 'tepid', 'en', 'Tepid', 'Write.', NULL),
	('warmth', 'hot', 'pt', 'Quente', 'Ligar.', '2 days'), ('warmth', 'hot', 'pt-BR', 'Quentinho', 'Ligar já.', '3 days'), ('warmth', 'tepid', 'pt', 'Morno', 'Escrever.', NULL), ('warmth', 'hot', 'zh-Hant', '熱', NULL, NULL);
SELECT is(label(item, lang), want, format('%s in %s is %s', item, lang, want)) FROM (VALUES ('hot'::shop.warmth, 'pt-BR', 'Quentinho'), ('tepid', 'pt-BR', 'Morno'), ('hot', 'pt-PT', 'Quente'),
	('hot', 'zh-Hant-TW', '熱'), ('tepid', 'zh-Hant-TW', 'Tepid'), ('hot', 'es', 'Hot'), ('cold', 'pt', NULL), ('hot', 'en-GB-oed', 'Hot')) v(item, lang, want);
SELECT is((play('tepid'::shop.warmth, 'pt-BR')).lang, 'pt', 'play says which language it is');
SELECT pg_temp.raises(format('SELECT label(''hot''::shop.warmth, %L)', lang), '22023', '%''en'', ''es'', ''pt'', ''pt-BR'', ''zh'', ''zh-Hant''%') FROM unnest(ARRAY['fr', 'p', 'pt_BR', '', '-', 'EN', 'fr-en', 'en''; DROP TABLE']) lang;
SELECT pg_temp.raises('SELECT label(''cold''::shop.warmth, ''fr'')', '22023', '%''en'', ''es''%', 'nor is an unknown language passed over where there is no row');
SELECT pg_temp.raises('SELECT label(''quadrant'', repeat(''蜂'', 22), ''en'')', '42622', '%63 bytes%');
SELECT is(count(coalesce(label('quadrant', item, lang), strategy('bee'::quadrant, NULL), play(NULL::quadrant)::text)), 0::bigint, 'NULL of NULL') FROM (VALUES ('bee', NULL), (NULL, 'en')) v(item, lang);

-- a query sees one playbook, and the next statement what has changed, also inside of a function
DECLARE reader CURSOR FOR SELECT label('hot'::shop.warmth, lang) FROM unnest(ARRAY['en', 'pt']) lang;
FETCH 1 FROM reader;
UPDATE playbook SET name = name || '!' WHERE subject = 'warmth';
CREATE TEMP TABLE heard (n serial, said text);
CREATE FUNCTION pg_temp.hear() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	reader refcursor := 'reader';
	said text;
	kept boolean;
BEGIN
	FETCH reader INTO said;
	INSERT INTO heard (said) VALUES (said);
	FOR kept IN SELECT * FROM unnest(ARRAY[true, false, false, true, false]) LOOP
		BEGIN
			UPDATE playbook SET name = name || '?' WHERE (subject, item, lang) = ('warmth', 'hot', 'en');
			IF NOT kept THEN RAISE 'no'; END IF;
		EXCEPTION WHEN raise_exception THEN NULL;
		END;
		said := label('hot'::shop.warmth);
		INSERT INTO heard (said) VALUES (said);
	END LOOP;
END $$;
SELECT pg_temp.hear();
SELECT is(array_agg(said ORDER BY n), ARRAY['Quente', 'Hot!?', 'Hot!?', 'Hot!?', 'Hot!??', 'Hot!??'], 'as edited and as taken back, and an open cursor as it was') FROM heard;
CLOSE reader;
CREATE FUNCTION pg_temp.hear_inside() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	said text[];
	changed boolean;
BEGIN
	FOREACH changed IN ARRAY ARRAY[true, false] LOOP
		BEGIN
			IF changed THEN UPDATE playbook SET name = 'Gone' WHERE (subject, item, lang) = ('warmth', 'hot', 'en'); END IF;
			said := said || label('hot'::shop.warmth);
			RAISE 'no';
		EXCEPTION WHEN raise_exception THEN NULL;
		END;
	END LOOP;
	RETURN said;
END $$;
SELECT is(pg_temp.hear_inside(), ARRAY['Gone', 'Hot!??'], 'what was seen in a part that is rolled back is not seen after it');
CREATE FUNCTION pg_temp.renamed(again text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN UPDATE playbook SET name = again WHERE (subject, item, lang) = ('warmth', 'hot', 'en'); RETURN label('hot'::shop.warmth); END $$;
SELECT is(array_agg(before || ' ' || pg_temp.renamed(n::text) || ' ' || label('hot'::shop.warmth)), ARRAY['Hot!?? 1 Hot!??', 'Hot!?? 2 Hot!??'], 'stable within a statement that changes it')
FROM generate_series(1, 2) n, LATERAL (SELECT label('hot'::shop.warmth) || left(n::text, 0) AS before) b;
SELECT is(label('hot'::shop.warmth), '2', 'changed after it');
SELECT is(count(DISTINCT label('quadrant', n::text, 'en')) + count(label('quadrant', CASE n % 700 WHEN 0 THEN 'bee' ELSE n::text END, 'es')), 5::bigint, 'thousands of items, few of which there are') FROM generate_series(1, 3500) n;

SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE TABLE shop.person AS
SELECT customer_id, (enum_range(NULL::quadrant))[1 + customer_id % 4] AS q, activity(sold_at, amount) AS a
FROM shop.sale WHERE customer_id IS NOT NULL GROUP BY 1 UNION ALL SELECT 999, 'bee', '{}';
ANALYZE shop.person;
CREATE FUNCTION pg_temp.digest() RETURNS TABLE (workers boolean, said text) LANGUAGE plpgsql AS $$
DECLARE
	query text := 'SELECT md5(string_agg(x, '' '' ORDER BY x)) FROM (SELECT concat_ws(''|'', customer_id, label(q, ''zh''), message(q, ''es-MX''), contact_due(a, q, ''2024-06-01 00:00+00''), next_contact(a, q)) AS x FROM shop.person) p';
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE) ' || query LOOP plan := plan || line; END LOOP;
	workers := plan ~ 'Gather';
	EXECUTE query INTO said;
	RETURN NEXT;
END $$;
CREATE TEMP TABLE digest AS SELECT * FROM pg_temp.digest();
SET LOCAL max_parallel_workers_per_gather = 0;
INSERT INTO digest SELECT * FROM pg_temp.digest();
SELECT is(format('%s %s %s', bool_or(workers), bool_and(workers), count(DISTINCT said)), 't f 1', 'the same from workers') FROM digest;

-- who is due a contact, by plain SQL, whatever the time zone
CREATE TEMP TABLE touch AS SELECT *, greatest(last_order(a), last_contact(a)) AS last FROM shop.person;
CREATE TEMP VIEW due AS
SELECT t.*, as_of, every, p.contact_every, ((last AT TIME ZONE 'UTC') + every) AT TIME ZONE 'UTC' AS next, ((last AT TIME ZONE 'UTC') + contact_every) AT TIME ZONE 'UTC' AS planned
FROM touch t JOIN playbook p ON p.subject = 'quadrant' AND p.item = q::text AND p.lang = 'en',
	 unnest(ARRAY[timestamptz '2022-03-01 00:00+00', '2023-11-05 06:30+00', '2024-09-28 00:00+00', '2025-06-01 00:00+00']) as_of, unnest(ARRAY[interval '1 day', '36 hours', '1 month', '1 month -29 days', '1 year 2 days']) every;
SET LOCAL TimeZone = 'America/New_York';
SELECT is(array_agg(DISTINCT customer_id) FILTER (WHERE contact_due(a, every, as_of) IS DISTINCT FROM CASE WHEN last IS NULL THEN true ELSE last <= as_of AND next <= as_of END
		OR next_contact(a, every) IS DISTINCT FROM coalesce(next, '-infinity')), NULL, 'by an interval') FROM due;
SELECT is(array_agg(DISTINCT customer_id) FILTER (WHERE contact_due(a, q, as_of) IS DISTINCT FROM CASE WHEN last IS NULL THEN true ELSE last <= as_of AND planned <= as_of END
		OR next_contact(a, q) IS DISTINCT FROM coalesce(planned, '-infinity')), NULL, 'by the playbook') FROM due;
SELECT ok(bool_or(last IS NULL) AND bool_or(last > as_of) AND bool_or(contact_due(a, every, as_of)) AND NOT bool_and(contact_due(a, every, as_of)), 'all cases are among them') FROM due;
UPDATE playbook SET contact_every = CASE item WHEN 'bee' THEN interval '1 day' END WHERE subject = 'quadrant' AND lang = 'en' AND item IN ('bee', 'mantis');
SELECT is(array_agg(DISTINCT customer_id) FILTER (WHERE (contact_due(a, q, as_of), next_contact(a, q)) IS DISTINCT FROM
		CASE q WHEN 'bee' THEN (contact_due(a, interval '1 day', as_of), next_contact(a, interval '1 day')) ELSE (false, NULL::timestamptz) END), NULL, 'as edited: every day, and never')
FROM due WHERE q IN ('bee', 'mantis');
SELECT is(count(*) FILTER (WHERE contact_due(a, q, as_of, 'es')), count(*) FILTER (WHERE contact_due(a, interval '90 days', as_of)), 'another language has its own') FROM due WHERE q = 'mantis';
SELECT is(count(coalesce(contact_due(a, q, as_of), contact_due(a, '1 day', as_of))), 0::bigint, 'NULL of NULL, and of what the playbook does not know')
FROM (VALUES (NULL, 'hot'::shop.warmth, now()), ('{}'::activity, 'cold', NULL), ('{}', NULL, NULL)) v(a, q, as_of);
SELECT is(contact_due('{}', 'cold'::shop.warmth, now()), NULL, 'an item without a row');
SELECT is(contact_due(activity('2023-02-10 00:00+00', 1), interval '1 month -29 days', '2023-02-09 12:00+00'), false, 'not due before the last touch, by whatever interval');
SELECT is_empty($$SELECT * FROM (SELECT activity(at, 1) AS a, every, as_of, want FROM (VALUES
	(timestamptz '294276-12-31 12:00+00', interval '1 month', timestamptz '294276-12-31 13:00+00', false), ('294276-11-30 12:00+00', '1 month', '294276-12-30 12:00+00', true),
	('4713-01-31 00:00+00 BC', '1 month', '4713-02-28 23:59+00 BC', false), ('4713-01-31 00:00+00 BC', '1 month', '4713-02-29 00:00+00 BC', true), ('4713-01-31 00:00+00 BC', '1 day', '294276-12-31 00:00+00', true)) v(at, every, as_of, want) GROUP BY at, 2, 3, 4) d
	WHERE contact_due(a, every, as_of) <> want$$, 'at both ends of the calendar');
SELECT pg_temp.raises('SELECT ' || call, '22023', '%') FROM (VALUES ('contact_due(''{}'', interval ''0'', now())'), ('next_contact(''{}'', interval ''-1 second'')'), ('contact_due(''{}'', interval ''1 month -30 days'', now())'),
	('contact_due(''{}'', interval ''1 day'', ''infinity'')'), ('contact_due(''{}'', ''bee''::quadrant, ''-infinity'')'), ('contact_due(''{}'', ''cold''::shop.warmth, ''infinity'')'), ('contact_due(''{}'', ''bee''::quadrant, now(), ''fr'')')) v(call);
SELECT pg_temp.raises('SELECT next_contact(activity(''2024-01-01'', 1), interval ''293000 years'')', '22008', NULL, 'beyond the calendar');
SELECT is_empty($$SELECT * FROM (SELECT activity(timestamptz '2024-02-29 00:00+00', 1) AS a) x, (VALUES (interval '178000000 years'), ('2147483647 months'), ('2147483647 days'), ('2147483647 months -2147483647 days')) v(every)
	WHERE contact_due(a, every, '294276-12-31 00:00+00')$$, 'by an interval that leads beyond the calendar, nobody is due');
SELECT is(array_agg(contact_due(a, '4800000 months -143999999 days', as_of) ORDER BY as_of), '{f,t}', 'unless it leads back, and then to the day')
FROM (SELECT activity(timestamptz '2024-02-29 00:00+00', 1) AS a) x, (SELECT (timestamp '2024-02-29' + interval '2097001 days') AT TIME ZONE 'UTC' - early * interval '1 microsecond' AS as_of FROM generate_series(0, 1) early) y;
SELECT pg_temp.raises(statement, '22023', '%NULL%') FROM (VALUES ($$UPDATE playbook SET contact_every = '178000000 years' WHERE subject = 'quadrant' AND lang = 'en'$$),
	($$INSERT INTO playbook (subject, item, lang, name, contact_every) VALUES ('warmth', 'late', 'en', 'Late', '100 years 1 day')$$)) v(statement);
SELECT lives_ok($$INSERT INTO playbook (subject, item, lang, name, contact_every) VALUES ('warmth', 'late', 'en', 'Late', '100 years')$$, 'a hundred years can be planned');

-- what to do about a prospect
UPDATE playbook SET action = 'Ring the bell.' WHERE (subject, item, lang) = ('purchase_intent', 'ready', 'en');
SELECT is(next_action, 'Ring the bell.', 'explain_intent: as edited') FROM explain_intent((SELECT prospect(date '2025-01-01', 'commitment')), '2025-01-02');
UPDATE playbook SET action = NULL WHERE (subject, item, lang) = ('purchase_intent', 'ready', 'en');
SELECT is(format('%s: %L', intent, next_action), 'ready: NULL', 'and NULL where the playbook says nothing') FROM explain_intent((SELECT prospect(date '2025-01-01', 'commitment')), '2025-01-02');

-- rows that the extension does not bring: the view does what a table would
DELETE FROM playbook WHERE own;
CREATE TEMP TABLE model (LIKE playbook_own INCLUDING ALL);
CREATE FUNCTION pg_temp.same_edits(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text[];
	target text;
	rows bigint;
BEGIN
	FOREACH target IN ARRAY ARRAY['playbook', 'pg_temp.model'] LOOP
		BEGIN
			EXECUTE replace(statement, '@', target);
			GET DIAGNOSTICS rows = ROW_COUNT;
			said := said || rows::text;
		EXCEPTION WHEN OTHERS THEN said := said || sqlstate;
		END;
	END LOOP;
	-- where a row breaks two rules, either may be named
	RETURN said[1] || CASE WHEN said[1] <> said[2] AND NOT (said[1] ~ '^23...$' AND said[2] ~ '^23...$') THEN format(' is not %s: %s', said[2], statement) ELSE '' END;
END $$;
CREATE TEMP TABLE edited AS
SELECT n, pg_temp.same_edits(format(CASE floor(pg_temp.draw(n, 1) * 6)
	WHEN 0 THEN 'DELETE FROM @ WHERE subject = ''own'' AND item = %1$L'
	WHEN 1 THEN 'UPDATE @ SET item = %2$L WHERE subject = ''own'' AND item = %1$L'
	WHEN 2 THEN 'UPDATE @ SET name = %3$L, contact_every = %4$L WHERE subject = ''own'' AND item = %1$L'
	ELSE 'INSERT INTO @ (subject, item, lang, name, contact_every) VALUES (''own'', %1$L, ''en'', %3$L, %4$L), (''own'', %2$L, ''es'', %3$L, NULL)' END,
	floor(pg_temp.draw(n, 2) * 9), NULLIF(floor(pg_temp.draw(n, 3) * 9), 8), NULLIF(floor(pg_temp.draw(n, 4) * 9), 8), floor(pg_temp.draw(n, 5) * 9 - 1) * interval '1 day')) AS said
FROM generate_series(1, 600) n;
SELECT is(array_agg(n || ': ' || said) FILTER (WHERE said LIKE '%not%'), NULL, '600 statements end as on a table') FROM edited;
SELECT ok(count(DISTINCT said) >= 6 AND bool_or(said = '23505') AND bool_or(said = '23502') AND bool_or(said = '23514') AND bool_or(said = '2'), 'well or with each kind of error') FROM edited;
SELECT bag_eq('SELECT subject, item, lang, name, contact_every FROM playbook WHERE own', 'SELECT subject, item, lang, name, contact_every FROM model', 'and the same rows are there');
TRUNCATE playbook_own;

-- rows that it brings
CREATE FUNCTION pg_temp.edit(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	rows bigint;
BEGIN
	EXECUTE statement;
	GET DIAGNOSTICS rows = ROW_COUNT;
	RETURN rows || ' ' || (SELECT count(*) || ' ' || count(*) FILTER (WHERE hidden) FROM playbook_own) || ' ' || (SELECT count(*) FROM playbook) - (SELECT count(*) FROM playbook_shipped);
EXCEPTION WHEN OTHERS THEN RETURN sqlstate;
END $$;
SELECT is(pg_temp.edit(statement), want, about) FROM (VALUES
	('UPDATE playbook SET name = name, contact_every = contact_every WHERE subject = ''abc_class''', '9 0 0 0', 'a row that stays as it is stays the extension''s'),
	('UPDATE playbook SET name = upper(name) WHERE subject = ''quadrant'' AND lang = ''en''', '4 4 0 0', 'changed'),
	('UPDATE playbook SET action = ''A'' WHERE own', '4 4 0 0', 'changed again'),
	('DELETE FROM playbook WHERE own', '4 0 0 0', 'taken back'),
	('DELETE FROM playbook WHERE subject = ''abc_class''', '9 9 9 -9', 'deleted'),
	('DELETE FROM playbook WHERE subject = ''abc_class''', '0 9 9 -9', 'once'),
	('INSERT INTO playbook (subject, item, lang, name, own) VALUES (''abc_class'', ''A'', ''en'', ''Mine'', false)', '1 9 8 -8', 'inserted again, and own whatever is said'),
	('INSERT INTO playbook (subject, item, lang, name) VALUES (''abc_class'', ''A'', ''en'', ''Mine'')', '23505', 'but not twice'),
	('INSERT INTO playbook SELECT * FROM playbook WHERE item = ''bee''', '23505', 'nor what is shipped'),
	('INSERT INTO playbook (subject, item, lang, name) VALUES (''abc_class'', ''A'', ''en'', ''Other'') ON CONFLICT DO NOTHING', '0 9 8 -8', 'on conflict nothing is done: to an own row'),
	('INSERT INTO playbook (name, lang, item, subject, contact_every) VALUES (''Other'', ''en'', ''bee'', ''quadrant'', ''1 day''), (''B again'', ''en'', ''B'', ''abc_class'', NULL) ON CONFLICT DO NOTHING', '1 9 7 -7', 'to a shipped one; a hidden one comes back'),
	('INSERT INTO playbook (subject, item, lang, name) SELECT subject, item, lang, ''Other'' FROM playbook ORDER BY item ON CONFLICT DO NOTHING', '0 9 7 -7', 'of a query'),
	('WITH new AS (INSERT INTO playbook (subject, item, lang, name) SELECT ''quadrant'', unnest(ARRAY[''bee'', ''wasp'']), ''en'', ''Other'' ON CONFLICT DO NOTHING RETURNING item, own) INSERT INTO playbook_own (subject, item, lang, name) SELECT ''was'', item, ''en'', own::text FROM new', '1 11 7 -5', 'within another statement'),
	('DELETE FROM playbook_own WHERE subject = ''was'' AND name = ''true'' OR item = ''wasp''', '2 9 7 -7', 'and returned it is own'),
	('INSERT INTO playbook (subject, item, lang, name) VALUES (''quadrant'', ''bee'', ''xx'', '' '') ON CONFLICT DO NOTHING', '23514', 'a row that cannot be is no conflict'),
	('INSERT INTO playbook SELECT * FROM playbook WHERE item = ''bee'' ON CONFLICT DO NOTHING', '23505', 'with own among the columns the view is not told'),
	('INSERT INTO playbook (subject, item, lang, name, own) VALUES (''abc_class'', ''A'', ''en'', ''Other'', NULL)', '0 9 7 -7', 'but NULL tells it'),
	('INSERT INTO playbook (subject, item, lang, name) VALUES (''abc_class'', ''A'', ''en'', ''Other'') ON CONFLICT (subject, item, lang) DO NOTHING', '42P10', 'the server knows of no key'),
	('UPDATE playbook SET lang = ''de'' WHERE item = ''A''', '0A000', 'a shipped row keeps its key, edited or not'),
	('UPDATE playbook SET subject = NULL WHERE item = ''bee''', '0A000', 'and loses it not to NULL'),
	('UPDATE playbook SET own = NOT own', '428C9', 'own is not for writing'),
	('DELETE FROM playbook_own', '9 0 0 0', 'all taken back')) v(statement, want, about);

-- planned once, and run where no other statement is in sight
CREATE FUNCTION pg_temp.add(item text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	rows integer;
BEGIN
	INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', item, 'en', 'Other') ON CONFLICT DO NOTHING;
	GET DIAGNOSTICS rows = ROW_COUNT;
	RETURN rows;
END $$;
SET LOCAL plan_cache_mode = force_generic_plan;
SELECT is(array_agg(pg_temp.add(item)), ARRAY[0, 1, 0, 0], 'in a function') FROM unnest(ARRAY['bee', 'wasp', 'wasp', 'bee']) item;
SELECT is((SELECT string_agg(item || name, ' ' ORDER BY item) FROM playbook WHERE own), 'waspOther', 'the row that was not there');

-- as text: a driver's parameter, a bare literal; the subject can be left out where one has the item
SELECT is_empty($$SELECT item FROM playbook WHERE lang = 'en' AND subject IN ('quadrant', 'structure', 'abc_class') AND (label(item), strategy(item), message(item)) IS DISTINCT FROM (name, action, message)$$, 'by the item alone');
SELECT is_empty($$SELECT item FROM playbook WHERE lang = 'en' AND (label(subject, item), play(subject, item)) IS DISTINCT FROM (name, playbook)$$, 'by subject and item, in English');
PREPARE named (text) AS SELECT label($1) || '; ' || label('quadrant', $1) || '; ' || label($1::quadrant, 'es');
SELECT results_eq($$EXECUTE named('bee')$$, ARRAY['Bee; Bee; Abeja'], 'a text parameter');
SELECT is(label('nothing'), NULL, 'nothing of what is not there');
SELECT is(label('bee'), 'Bee', 'of a bee, and not of one who has lapsed');
INSERT INTO playbook (subject, item, lang, name) VALUES ('garden', 'bee', 'en', 'Bumblebee');
SELECT is(label('bee'), 'Bee', 'nor of a subject that is no enum');
CREATE TYPE shop.garden AS ENUM ('bee');
SELECT pg_temp.raises($$SELECT label('bee')$$, '42725', 'Give the subject as well: (''garden'', ''bee'').');
SELECT is(label('garden', 'bee'), 'Bumblebee', 'as the hint says');
SELECT pg_temp.raises($$SELECT label('bee', 'es')$$, '22023', '%(''garden'', ''bee'', ''es'')%', 'a language in the place of the item');

SELECT * FROM finish();
ROLLBACK;
