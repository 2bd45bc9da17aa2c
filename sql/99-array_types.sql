/*
 * array types: members of the extension, as the server makes them from PostgreSQL 17 on.  postgres_fdw sends to the other
 * server what deals with members only, and breakdown, cohorts and others return arrays.
 */

DO LANGUAGE plpgsql $$
DECLARE
	missing pg_catalog.regtype;
BEGIN
	FOR missing IN
		SELECT e.typarray FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) m.objid
		WHERE m.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
			AND m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
			AND m.refobjid OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'customer_seg')
			AND e.typarray OPERATOR(pg_catalog.<>) 0
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend a WHERE a.classid OPERATOR(pg_catalog.=) m.classid
				AND a.objid OPERATOR(pg_catalog.=) e.typarray AND a.deptype OPERATOR(pg_catalog.=) 'e')
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION customer_seg ADD TYPE %s', missing);
	END LOOP;
END $$;
