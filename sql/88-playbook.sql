/*
 * playbook: what to do for each kind of customer.  playbook_shipped is the
 * extension's, and upgrades replace it; playbook_own is the users', and is
 * dumped; the view playbook is what everybody reads and edits.
 */

CREATE TABLE playbook_shipped (
	subject text,
	item text,
	lang text,
	name text,
	who text,
	needs text,
	obstacle text,
	action text,
	message text,
	contact_every interval,
	CONSTRAINT subject_is_a_name CHECK (subject OPERATOR(pg_catalog.~) '\S' AND pg_catalog.octet_length(subject) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT item_is_a_name CHECK (item OPERATOR(pg_catalog.~) '\S' AND pg_catalog.octet_length(item) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT lang_is_a_language_tag CHECK (lang OPERATOR(pg_catalog.~) '^[A-Za-z]+(-[A-Za-z0-9]+)*$'
												  AND pg_catalog.octet_length(lang) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT name_is_not_blank CHECK (name OPERATOR(pg_catalog.~) '\S'),
	CONSTRAINT contact_every_is_positive CHECK (contact_every OPERATOR(pg_catalog.>) '0'::interval),
	PRIMARY KEY (subject, item, lang)
);
COMMENT ON TABLE playbook_shipped IS
'the playbook as the extension brings it; an upgrade replaces it as a whole, so edit the view playbook instead';

CREATE TABLE playbook_own (
	LIKE playbook_shipped INCLUDING CONSTRAINTS,
	hidden boolean NOT NULL DEFAULT false,
	CONSTRAINT named_unless_hidden CHECK (hidden OPERATOR(pg_catalog.=) (name IS NULL)),
	PRIMARY KEY (subject, item, lang)
);
COMMENT ON TABLE playbook_own IS
'the users'' edits of the playbook: each row stands in for the shipped row of the same key, or hides it; dumped and restored';
COMMENT ON COLUMN playbook_own.hidden IS 'the shipped row of this key was deleted';

-- since version 0.5: at the end, where an update can add them
ALTER TABLE playbook_shipped ADD channel text, ADD offer text, ADD goal text, ADD measure text;
ALTER TABLE playbook_own ADD channel text, ADD offer text, ADD goal text, ADD measure text;

SELECT pg_catalog.pg_extension_config_dump('playbook_own', '');

CREATE VIEW playbook AS
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, false AS own,
	   channel, offer, goal, measure
FROM @extschema@.playbook_shipped s
WHERE NOT EXISTS (SELECT FROM @extschema@.playbook_own o
				  WHERE o.subject OPERATOR(pg_catalog.=) s.subject AND o.item OPERATOR(pg_catalog.=) s.item
					AND o.lang OPERATOR(pg_catalog.=) s.lang)
UNION ALL
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, true,
	   channel, offer, goal, measure
FROM @extschema@.playbook_own
WHERE NOT hidden;
COMMENT ON VIEW playbook IS
'what to do for each kind of customer, by language: read it and edit it like a table';
COMMENT ON COLUMN playbook.subject IS 'name of the enum: quadrant, structure and so on; a class seen from another side, such as lapsed_quadrant; or one of your own';
COMMENT ON COLUMN playbook.item IS 'the enum''s value';
COMMENT ON COLUMN playbook.lang IS 'language of the texts: en, es, zh, or one of your own, such as pt-BR';
COMMENT ON COLUMN playbook.name IS 'to be shown in place of the item';
COMMENT ON COLUMN playbook.who IS 'who they are; of marketing: what the structure says of it; of a customer_action: why, with places in braces for the customer''s numbers';
COMMENT ON COLUMN playbook.needs IS 'what they need';
COMMENT ON COLUMN playbook.obstacle IS 'why they do not buy, or not more';
COMMENT ON COLUMN playbook.action IS 'what to do';
COMMENT ON COLUMN playbook.message IS 'what to say to them';
COMMENT ON COLUMN playbook.contact_every IS 'how often to be in touch; NULL: this row plans no contact';
COMMENT ON COLUMN playbook.own IS 'true for a user''s row, false for one that the extension brings';
COMMENT ON COLUMN playbook.channel IS 'by which way to reach them: in person, telephone, letter, e-mail, message; NULL: no way of their own';
COMMENT ON COLUMN playbook.offer IS 'what ties them: membership, contract, quantity, price protection, terms of payment, a promotion';
COMMENT ON COLUMN playbook.goal IS 'what one wants them to become';
COMMENT ON COLUMN playbook.measure IS 'how one knows that it worked';

CREATE FUNCTION playbook_edit() RETURNS trigger
AS 'MODULE_PATHNAME', 'customer_seg_playbook_edit'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION playbook_edit() IS 'trigger of the view playbook: keeps what is edited there in playbook_own';

CREATE FUNCTION playbook_own_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION playbook_own_support(internal) IS
'planner support: makes _playbook_own_default() NULL in INSERT ... ON CONFLICT DO NOTHING';

-- stable, or the planner would put its value in its place before it asks
CREATE FUNCTION _playbook_own_default() RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT @extschema@.playbook_own_support;
COMMENT ON FUNCTION _playbook_own_default() IS
'default of the column own of playbook, by which its trigger learns of ON CONFLICT DO NOTHING: then NULL, else true';
ALTER VIEW playbook ALTER COLUMN own SET DEFAULT @extschema@._playbook_own_default();

CREATE TRIGGER edit INSTEAD OF INSERT OR UPDATE OR DELETE ON playbook
FOR EACH ROW EXECUTE FUNCTION playbook_edit();
COMMENT ON TRIGGER edit ON playbook IS 'keeps edits in playbook_own';

GRANT SELECT ON playbook, playbook_own, playbook_shipped TO PUBLIC;
-- Of a trusted extension the tables belong to a superuser: the database's owner edits, and lets others edit.
GRANT SELECT, INSERT, UPDATE, DELETE ON playbook, playbook_own TO pg_database_owner WITH GRANT OPTION;

CREATE FUNCTION play(anyenum, lang text DEFAULT 'en') RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(anyenum, text) IS
'the playbook''s row for a value of any enum, in a language, or in English where the row is not translated';

CREATE FUNCTION play(subject text, item text, lang text DEFAULT 'en') RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(text, text, text) IS 'the playbook''s row for an item that is given as text';

CREATE FUNCTION play(item text) RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(text) IS
'the playbook''s row for an item that is given as text, in English; an error where several subjects have such an item';

CREATE FUNCTION label(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(anyenum, text) IS 'name of a value of any enum in a language, from the playbook';

CREATE FUNCTION label(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(text, text, text) IS 'name in a language of an item that is given as text, from the playbook';

CREATE FUNCTION label(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(text) IS
'name of an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION strategy(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(anyenum, text) IS 'what to do, from the playbook';

CREATE FUNCTION strategy(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(text, text, text) IS 'what to do for an item that is given as text, from the playbook';

CREATE FUNCTION strategy(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(text) IS
'what to do for an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION message(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(anyenum, text) IS 'what to say, from the playbook';

CREATE FUNCTION message(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(text, text, text) IS 'what to say for an item that is given as text, from the playbook';

CREATE FUNCTION message(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(text) IS
'what to say for an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION next_contact(activity, every interval) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval) IS
'the later of last order and last contact, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, anyenum, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every; NULL where none is planned';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the later of last order and last contact, or there was neither';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer; false where none is planned';

CREATE FUNCTION _fill(template text, "values" jsonb) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_fill'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _fill(text, jsonb) IS
'a text of the playbook with values in its places, which are names in braces; a place whose name has no value, or a null, is left as it stands';

CREATE FUNCTION say(note text, lang text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_say'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION say(text, text) IS
'what a function of the extension says in English (a finding, an advice, a reason, a note), in a language of the playbook; any other text as it is';
