/* bar: a share as a bar of characters */

CREATE FUNCTION bar(share double precision, width integer DEFAULT 20) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_bar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bar(double precision, integer) IS
'a bar as long as the share of so many characters, to an eighth; in a database that is not of UTF-8, to a whole #';
