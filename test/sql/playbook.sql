SET search_path = public, customer_seg;
\pset null -
\set SHOW_CONTEXT never
-- some encodings of a database have no Chinese, some no Spanish: here only English
DELETE FROM playbook WHERE lang IN ('es', 'zh');
-- the advice for each type of customer
SELECT item, name, who, action, contact_every, own FROM playbook WHERE subject = 'quadrant' AND lang = 'en' ORDER BY item::quadrant;
SELECT * FROM play('dragonfly'::quadrant) \gx
-- in a report
SELECT q, label(q), message(q), next_contact(activity, q) AT TIME ZONE 'UTC' AS next
FROM unnest(enum_range(NULL::quadrant)) q, (SELECT activity('2025-01-01 00:00+00', 5)) a;
SELECT label('structure', 'mantis_led', 'en'), strategy('structure', 'mantis_led', 'en');
-- edited like a table
UPDATE playbook SET name = 'Best customer', contact_every = '7 days' WHERE (subject, item, lang) = ('quadrant', 'bee', 'en') RETURNING name, own;
INSERT INTO playbook (subject, item, lang, name, action) VALUES ('quadrant', 'bee', 'pt', 'Abelha', 'Consolidar.') RETURNING lang, name, own;
DELETE FROM playbook WHERE (subject, item, lang) = ('quadrant', 'mantis', 'en') RETURNING name, own;
SELECT q, label(q), label(q, 'pt-BR') AS pt, (play(q, 'pt')).lang FROM unnest(enum_range(NULL::quadrant)) q;
-- an own row, deleted, shows the shipped one again
DELETE FROM playbook WHERE (subject, item, lang) = ('quadrant', 'bee', 'en') RETURNING name, own;
SELECT label('bee'::quadrant);
SELECT * FROM playbook_own WHERE lang IN ('en', 'pt') ORDER BY subject, item, lang;
-- a classification of one's own
CREATE TYPE warmth AS ENUM ('hot', 'cold');
COPY playbook FROM stdin (FORMAT csv);
warmth,hot,en,Hot lead,,,,Call today.,,1 day,,,,,
\.
SELECT label('hot'::warmth), strategy('hot'::warmth), label('cold'::warmth),
	   contact_due('{}', 'hot'::warmth, '2025-01-01'), contact_due('{}', 'cold'::warmth, '2025-01-01');
UPDATE playbook SET item = 'cold' WHERE subject = 'warmth' RETURNING item, name;
SELECT label('hot'::warmth), label('cold'::warmth);
-- errors
SELECT label('bee'::quadrant, 'fr');
SELECT label('bee'::quadrant, '');
SELECT label('bee', 'en');
-- as text, in the default language; by the item alone where one subject has it
SELECT label('quadrant', 'bee'), label('bee') AS alone, (play('quadrant', 'bee')).item, strategy('non_customer'), label('nothing'), label('', 'bee') AS "none";
SELECT label(repeat('x', 64), 'bee', 'en');
SELECT label('bee'::quadrant, NULL), label(NULL::quadrant), label('quadrant', 'wasp', 'en'), label('nothing', 'wasp', 'en');
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', 'bee', 'en', 'Bee');
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', 'bee', 'pt', 'Abelha');
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', 'bee', 'pt', 'Abelha') ON CONFLICT DO NOTHING;
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', 'bee', 'pt_BR', 'Abelha');
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', '', 'pt', 'Abelha');
INSERT INTO playbook (subject, item, lang, name) VALUES ('quadrant', 'wasp', 'pt', ' ');
INSERT INTO playbook (subject, item, lang) VALUES ('quadrant', 'wasp', 'pt');
INSERT INTO playbook (subject, item, name) VALUES ('quadrant', 'wasp', 'Vespa');
UPDATE playbook SET contact_every = '-1 day' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
UPDATE playbook SET item = 'wasp' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
UPDATE playbook SET subject = 'quadrant', item = 'bee' WHERE subject = 'warmth' AND item = 'cold' AND lang = 'en';
UPDATE playbook SET own = true WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
SELECT playbook_edit();
CREATE TABLE mine (a int);
CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION playbook_edit();
INSERT INTO mine VALUES (1);
-- who is due a contact
SELECT every, as_of AT TIME ZONE 'UTC' AS as_of, contact_due(a, every, as_of), next_contact(a, every) AT TIME ZONE 'UTC' AS next FROM (VALUES
	(interval '30 days', timestamptz '2025-03-31 12:00+00'), ('30 days', '2025-03-31 11:59:59+00'), ('1 month', '2025-03-31 12:00+00'),
	('1 day', '2025-02-28 00:00+00')) v(every, as_of),
	(SELECT activity(at, amount) FROM (VALUES (timestamptz '2025-01-31 00:00+00', 5), ('2025-03-01 12:00+00', NULL), ('2025-03-05 00:00+00', -5)) v(at, amount)) x(a);
SELECT contact_due('{}', '1 year', '2025-01-01'), next_contact('{}', interval '1 year');
SELECT contact_due('{}', interval '0', '2025-01-01');
SELECT contact_due('{}', interval '1 day', 'infinity');
SELECT next_contact('{}', interval '-1 day');
-- all edits taken back
TRUNCATE playbook_own;
SELECT lang, count(*) FILTER (WHERE own) AS own FROM playbook WHERE lang IN ('en', 'pt') GROUP BY lang;
DROP TABLE mine;
DROP TYPE warmth;
