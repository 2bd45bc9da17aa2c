/* prospect: what the contacts with somebody say of their purchase intent, as a mergeable value of fixed size */

CREATE TYPE contact_kind AS ENUM ('outreach', 'quote', 'visit', 'inquiry', 'answer', 'commitment', 'postponement', 'refusal', 'order');
COMMENT ON TYPE contact_kind IS
'what a contact was: ours (outreach, quote), theirs (visit, inquiry, answer), or their word (commitment, postponement, refusal, order)';


CREATE TYPE prospect;

CREATE FUNCTION prospect_in(cstring) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_in(cstring) IS 'I/O: prospect from its JSON form';

CREATE FUNCTION prospect_out(prospect) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_prospect_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_out(prospect) IS 'I/O: prospect in its JSON form, times in UTC';

CREATE FUNCTION prospect_recv(internal) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_recv(internal) IS 'I/O: prospect from its binary form';

CREATE FUNCTION prospect_send(prospect) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_prospect_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_send(prospect) IS 'I/O: prospect in its binary form';

CREATE TYPE prospect (
	INPUT = prospect_in,
	OUTPUT = prospect_out,
	RECEIVE = prospect_recv,
	SEND = prospect_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE prospect IS
'contacts with somebody: for each kind the number and the last; and the latest word about when they expect to buy';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_add(prospect, prospect) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_add(prospect, prospect) IS 'both prospects as one: implementation of + and of rollup(prospect)';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind) IS
'contacts with one prospect; a kind that is NULL is a contact of no kind, counted apart; rows without a time are ignored';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy: the latest word holds, of two at the same time the later date';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, date) IS
'contacts with one prospect, and the day on which they expect to buy, which begins at midnight in UTC';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind) IS
'contacts with one prospect; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, date) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind) IS
'contacts with one prospect; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, date) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC';

CREATE AGGREGATE rollup(prospect) (
	SFUNC = prospect_add, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(prospect) IS
'merges prospects: exact, in any order and any grouping';

CREATE OPERATOR + (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (prospect, prospect) IS 'both prospects as one';

/* readers */

CREATE FUNCTION contacts(prospect) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_contacts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contacts(prospect) IS 'number of contacts, of all kinds and of none';

CREATE FUNCTION contacts(prospect, contact_kind) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_contacts_of_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contacts(prospect, contact_kind) IS 'number of contacts of the kind';

CREATE FUNCTION unspecified(prospect) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_unspecified'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unspecified(prospect) IS 'number of contacts whose kind was NULL';

CREATE FUNCTION last_contact(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_last_contact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_contact(prospect) IS 'time of the last contact of any kind, or of none; NULL without a contact';

CREATE FUNCTION last_contact(prospect, contact_kind) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_last_contact_of_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_contact(prospect, contact_kind) IS 'time of the last contact of the kind; NULL if there was none';

CREATE FUNCTION expected(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_expected'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected(prospect) IS 'when they expect to buy, by the latest word about it; NULL if there was none';

CREATE FUNCTION expected_said(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_expected_said'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_said(prospect) IS 'time of the contact at which the expected date was said; NULL if there was none';

/* what they intend */

CREATE TYPE purchase_intent AS ENUM ('ready', 'considering', 'not_now', 'never', 'quoted_silent');
COMMENT ON TYPE purchase_intent IS
'what a prospect intends: ready (buys soon), considering (in contact, nothing decided), not_now (later), never (refused), quoted_silent (has our quote and does not answer)';

CREATE FUNCTION purchase_intent(prospect, as_of timestamptz,
								quote_silent_after interval DEFAULT '14 days',
								ready_within interval DEFAULT '30 days',
								lapse_after interval DEFAULT '90 days')
RETURNS purchase_intent
AS 'MODULE_PATHNAME', 'customer_seg_purchase_intent'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION purchase_intent(prospect, timestamptz, interval, interval, interval) IS
'intent at as_of by the first rule that fits: refused; expected later than ready_within, or postponed; expected within ready_within, or committed; quote unanswered for quote_silent_after; else considering; NULL without a contact';

CREATE FUNCTION explain_intent(prospect, as_of timestamptz,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamptz, interval, interval, interval, interval, text) IS
'intent at as_of with the rule that decided, what to do next by the playbook, and when, in a language of the playbook; next_contact is as_of when a contact is due, NULL when none is planned';

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

CREATE FUNCTION prospect_eq(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_eq(prospect, prospect) IS 'implementation of =';

CREATE FUNCTION prospect_ne(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_ne(prospect, prospect) IS 'implementation of <>';

CREATE FUNCTION prospect_lt(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_lt(prospect, prospect) IS 'implementation of <';

CREATE FUNCTION prospect_le(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_le(prospect, prospect) IS 'implementation of <=';

CREATE FUNCTION prospect_gt(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_gt(prospect, prospect) IS 'implementation of >';

CREATE FUNCTION prospect_ge(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_ge(prospect, prospect) IS 'implementation of >=';

CREATE FUNCTION prospect_cmp(prospect, prospect) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_prospect_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_cmp(prospect, prospect) IS 'three-way comparison: by last contact, then the contacts of each kind and the expected date';

CREATE FUNCTION prospect_hash(prospect) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_prospect_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_hash(prospect) IS 'hash';

CREATE FUNCTION prospect_hash_extended(prospect, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_hash_extended(prospect, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (prospect, prospect) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (prospect, prospect) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (prospect, prospect) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (prospect, prospect) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (prospect, prospect) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (prospect, prospect) IS 'greater than or equal';

CREATE OPERATOR CLASS prospect_ops DEFAULT FOR TYPE prospect USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 prospect_cmp(prospect, prospect);
COMMENT ON OPERATOR CLASS prospect_ops USING btree IS 'by last contact, then the contacts of each kind and the expected date';
COMMENT ON OPERATOR FAMILY prospect_ops USING btree IS 'by last contact, then the contacts of each kind and the expected date';

CREATE OPERATOR CLASS prospect_ops DEFAULT FOR TYPE prospect USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 prospect_hash(prospect),
	FUNCTION 2 prospect_hash_extended(prospect, bigint);
COMMENT ON OPERATOR CLASS prospect_ops USING hash IS 'equal when every field is equal';
COMMENT ON OPERATOR FAMILY prospect_ops USING hash IS 'equal when every field is equal';

/* casts, for tools */

CREATE FUNCTION prospect_to_json(prospect) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_to_json(prospect) IS 'the text form as json: implementation of the cast';

CREATE CAST (prospect AS json) WITH FUNCTION prospect_to_json(prospect) AS ASSIGNMENT;
COMMENT ON CAST (prospect AS json) IS 'what the text form says';

CREATE FUNCTION prospect_to_jsonb(prospect) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_to_jsonb(prospect) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (prospect AS jsonb) WITH FUNCTION prospect_to_jsonb(prospect) AS ASSIGNMENT;
COMMENT ON CAST (prospect AS jsonb) IS 'what the text form says';
