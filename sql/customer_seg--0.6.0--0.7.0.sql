\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
/* What is new stands by chapter, in the chapters' order, between two looks at the schema. */

SELECT @extschema@._check_schema();

/* schema: the last look at it */

SELECT @extschema@._check_schema();
