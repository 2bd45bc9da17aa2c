/* schema: whether it is the extension's own, before anything is called in it */

CREATE FUNCTION check_schema() RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_schema'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION check_schema() IS
'an error when somebody who is no superuser has put functions or operators into the extension''s schema, where they could be taken for its own';

SELECT check_schema();
