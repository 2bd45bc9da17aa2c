-- one command makes the schema and everything in it
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
SELECT extname, nspname, extrelocatable FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
WHERE extname = 'customer_seg';
-- nothing outside the schema
SELECT count(*) AS elsewhere FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg') AND d.classid = 'pg_proc'::regclass
  AND p.pronamespace <> 'customer_seg'::regnamespace;
