/* contact_log: what we sent, what came in, and which complaints are open */

CREATE TYPE contact_log_kind AS ENUM ('outreach', 'inbound', 'complaint', 'settlement');
COMMENT ON TYPE contact_log_kind IS
'what a row of a log of contacts is: outreach (ours), inbound (theirs), complaint, and the settlement of one';

CREATE FUNCTION _logged_time(at timestamptz, customer text, log text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_logged_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _logged_time(timestamptz, text, text) IS 'the time of a row of a log of contacts; an error, which names the customer, where it is infinite';

CREATE FUNCTION contact_log(log regclass, as_of timestamptz DEFAULT NULL)
RETURNS TABLE (customer bigint, last_outreach timestamptz, last_inbound timestamptz, open_complaints bigint)
AS 'MODULE_PATHNAME', 'customer_seg_contact_log'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000;
COMMENT ON FUNCTION contact_log(regclass, timestamptz) IS
'one row per customer of a log of contacts, which has the columns customer, at and kind (a contact_log_kind, or its text): when we last reached out or settled, when they last wrote or complained, and complaints that no later settlement has settled, one each; of the rows before as_of';

CREATE FUNCTION contact_log_as(customer_type anyelement, log regclass, as_of timestamptz DEFAULT NULL)
RETURNS TABLE (customer anyelement, last_outreach timestamptz, last_inbound timestamptz, open_complaints bigint)
AS 'MODULE_PATHNAME', 'customer_seg_contact_log'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000;
COMMENT ON FUNCTION contact_log_as(anyelement, regclass, timestamptz) IS
'contact_log() for customers of any type: contact_log_as(NULL::uuid, ''contacts'')';
