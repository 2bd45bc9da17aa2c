/* schema: the last look at it, for what was not there at the first */

SELECT @extschema@._check_schema();
