/*
 * schema: whether it is the extension's own.  The script runs as a superuser, and so may its users: nothing that others
 * put into the schema may be taken for the extension's.  Hence the look at it, before anything is created and again as
 * the last statement; and in bodies, views, constraints and statements functions and operators are qualified, with
 * arguments of just the types that they have.  (Names in CREATE OPERATOR, TYPE, AGGREGATE, OPERATOR CLASS and TRIGGER
 * are found by their exact arguments, and types in pg_catalog first.  The = in CASE x WHEN cannot be qualified: of
 * enums it is pg_catalog's, unless there is one for just that enum, which the looks refuse.)
 */

CREATE FUNCTION _check_schema() RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_schema'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION _check_schema() IS
'an error when others than superusers can create in the extension''s schema or have functions, operators or types there, or when the extension uses what is theirs';

CREATE FUNCTION _claim_schema() RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_claim_schema'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION _claim_schema() IS
'gives the extension''s schema to a superuser, as whose the extension''s script runs; only the script can call it';

SELECT @extschema@._check_schema();
SELECT @extschema@._claim_schema();
-- By their role and not by the name of who is it now, so that a restored database knows them too.
GRANT USAGE ON SCHEMA @extschema@ TO pg_database_owner WITH GRANT OPTION;
