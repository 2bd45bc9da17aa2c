\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit

/* playbook */

CREATE FUNCTION playbook_own_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION playbook_own_support(internal) IS
'planner support: makes playbook_own_default() NULL in INSERT ... ON CONFLICT DO NOTHING';

-- stable, or the planner would put its value in its place before it asks
CREATE FUNCTION playbook_own_default() RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT @extschema@.playbook_own_support;
COMMENT ON FUNCTION playbook_own_default() IS
'default of the column own of playbook, by which its trigger learns of ON CONFLICT DO NOTHING: then NULL, else true';
ALTER VIEW playbook ALTER COLUMN own SET DEFAULT @extschema@.playbook_own_default();
