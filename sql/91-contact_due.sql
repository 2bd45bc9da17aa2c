/*
 * contact_due: by what we have sent, too.  Each point in time may be a
 * timestamptz, a timestamp, which is its reading in UTC, or a date, which is
 * its midnight in UTC: by the server's casts the session's time zone would have
 * a say.
 */

CREATE FUNCTION next_contact(activity, every interval, last_outreach timestamptz) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, timestamptz) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, every interval, last_outreach date) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, date) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, every interval, last_outreach timestamp) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, timestamp) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, timestamptz, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach date, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, date, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach timestamp, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, timestamp, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';
