/*
 * track: a summary of a table, kept up with it
 *
 * A journal of rows as the server keeps them, no sums that writers must lock: each statement adds rows to the journal, and
 * they are seen, rolled back and left out of a snapshot together with the rows of the table that they tell of.
 */

CREATE FUNCTION _tracked_tables(source regclass) RETURNS oid[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE part(oid) AS (
		SELECT source::oid
		UNION
		SELECT i.inhrelid FROM part p JOIN pg_catalog.pg_inherits i ON i.inhparent OPERATOR(pg_catalog.=) p.oid
		WHERE NOT i.inhdetachpending
	)
	SELECT pg_catalog.array_agg(p.oid ORDER BY p.oid) FROM part p;
END;
COMMENT ON FUNCTION _tracked_tables(regclass) IS 'the table and all its partitions and children';

CREATE FUNCTION _tracked_with(arguments bytea) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(pg_catalog.convert_from(pg_catalog.decode(pg_catalog.replace(a.hex, ' ', ''), 'hex'), pg_catalog.getdatabaseencoding()) ORDER BY a.n)
	FROM pg_catalog.string_to_table(pg_catalog.regexp_replace(pg_catalog.encode(arguments, 'hex'), '(..)', '\1 ', 'g'), '00 ') WITH ORDINALITY a(hex, n);
END;
COMMENT ON FUNCTION _tracked_with(bytea) IS 'the arguments of a trigger, of which those of track() are the columns and the tables that were there';

CREATE VIEW tracked AS
SELECT t.tgrelid::regclass AS source,
	   pg_catalog.split_part(t.tgname::text, '_', 3) AS what,
	   s.summary::oid::regclass AS summary,
	   s.kept::oid::regclass AS kept,
	   s.journal::oid::regclass AS journal,
	   t.tgfoid::regproc AS writer,
	   CASE WHEN a.noted[1] OPERATOR(pg_catalog.<>) '' THEN a.noted[1]::name END AS customer_column,
	   CASE WHEN a.noted[2] OPERATOR(pg_catalog.<>) '' THEN a.noted[2]::name END AS time_column,
	   CASE WHEN a.noted[3] OPERATOR(pg_catalog.<>) '' THEN a.noted[3]::name END AS amount_column,
	   CASE WHEN a.noted[4] OPERATOR(pg_catalog.<>) '' THEN a.noted[4]::name END AS potential_column,
	   CASE WHEN a.noted[5] OPERATOR(pg_catalog.<>) '' THEN a.noted[5]::name END AS profit_column,
	   a.noted[6] AS tables
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_proc p ON p.oid OPERATOR(pg_catalog.=) t.tgfoid
CROSS JOIN LATERAL (
	SELECT pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '')) AS summary,
		   pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '_kept')) AS kept,
		   pg_catalog.min(c.oid::bigint) FILTER (WHERE c.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(p.proname::text, '_write$', '_delta')) AS journal
	FROM pg_catalog.pg_class c
	WHERE c.relnamespace OPERATOR(pg_catalog.=) p.pronamespace
		AND c.relname::text OPERATOR(pg_catalog.=) ANY (ARRAY[pg_catalog.regexp_replace(p.proname::text, '_write$', ''),
			pg_catalog.regexp_replace(p.proname::text, '_write$', '_kept'), pg_catalog.regexp_replace(p.proname::text, '_write$', '_delta')])) s
CROSS JOIN LATERAL (SELECT @extschema@._tracked_with(t.tgargs) AS noted) a
WHERE t.tgname OPERATOR(pg_catalog.~) '^customer_seg_(activity|history)_insert$' AND t.tgnargs OPERATOR(pg_catalog.=) 6::smallint;
COMMENT ON VIEW tracked IS 'all tables that track() keeps a summary of: the summary, the tables behind it, the columns and the partitions';
GRANT SELECT ON tracked TO PUBLIC;

CREATE FUNCTION _unwatched(source regclass, writer regproc) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_to_string(@extschema@._tracked_tables(source), ' ') IS DISTINCT FROM
			(SELECT k.tables FROM @extschema@.tracked k
			 WHERE k.source OPERATOR(pg_catalog.=) $1 AND k.writer OPERATOR(pg_catalog.=) $2)
		OR @extschema@._tracked_tables(source) IS DISTINCT FROM
			(SELECT pg_catalog.array_agg(w.tgrelid ORDER BY w.tgrelid)
			 FROM (SELECT t.tgrelid FROM pg_catalog.pg_trigger t
				   WHERE t.tgfoid OPERATOR(pg_catalog.=) writer
					AND t.tgenabled OPERATOR(pg_catalog.=) CASE
						WHEN (t.tgtype OPERATOR(pg_catalog.&) 1::smallint) OPERATOR(pg_catalog.<>) 0::smallint THEN 'R'::"char"
						WHEN (t.tgtype OPERATOR(pg_catalog.&) 32::smallint) OPERATOR(pg_catalog.<>) 0::smallint THEN 'A'::"char"
						ELSE 'O'::"char" END
				   GROUP BY t.tgrelid HAVING pg_catalog.count(*) OPERATOR(pg_catalog.=) 5::bigint) w);
END;
COMMENT ON FUNCTION _unwatched(regclass, regproc) IS
'whether the table has other partitions than when its summary was last made whole, or one of the triggers is missing or disabled: then the summary is counted from the table';

CREATE FUNCTION _watch(source regclass, writer regproc, what text, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	tables oid[];
	part regclass;
	prefix text := 'customer_seg_' || what || '_';
	child boolean;
	event text;
BEGIN
	EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE', source);
	tables := @extschema@._tracked_tables(source);
	-- of those that are there no more
	FOR part, event IN
		SELECT tgrelid, tgname FROM pg_trigger WHERE tgfoid = writer AND tgparentid = 0 AND tgrelid <> ALL (tables)
	LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', event, part);
	END LOOP;
	FOREACH part IN ARRAY tables LOOP
		SELECT relispartition INTO child FROM pg_class WHERE oid = part;
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s(%s)',
					   prefix || 'insert', part, writer,
					   CASE WHEN part = source THEN (SELECT string_agg(quote_literal(coalesce(a, '')), ', ' ORDER BY n)
																 FROM unnest(columns || array_to_string(tables, ' ')) WITH ORDINALITY u(a, n)) END);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'update', part, writer);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'delete', part, writer);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
					   prefix || 'truncate', part, writer);
		-- also where a subscription writes
		EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER %I', part, prefix || 'truncate');
		-- A subscription fires no triggers of statements.  Partitions have this one from their parent.
		IF NOT child OR part = source THEN
			EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s()',
						   prefix || 'row', part, writer);
		END IF;
		EXECUTE format('ALTER TABLE ONLY %s ENABLE REPLICA TRIGGER %I', part, prefix || 'row');
	END LOOP;
END $$;
COMMENT ON FUNCTION _watch(regclass, regproc, text, text[]) IS
'puts the triggers of a summary on the table and all its partitions and children, takes them from others, and notes which these are';

CREATE FUNCTION _equality(kept regclass) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
	FROM pg_catalog.pg_index i
	JOIN pg_catalog.pg_opclass c ON c.oid OPERATOR(pg_catalog.=) i.indclass[0]
	JOIN pg_catalog.pg_amop a ON a.amopfamily OPERATOR(pg_catalog.=) c.opcfamily AND a.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
		AND a.amoprighttype OPERATOR(pg_catalog.=) c.opcintype AND a.amopstrategy OPERATOR(pg_catalog.=) 3::smallint
	JOIN pg_catalog.pg_operator o ON o.oid OPERATOR(pg_catalog.=) a.amopopr
	JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
	WHERE i.indrelid OPERATOR(pg_catalog.=) kept::oid AND i.indisprimary;
END;
COMMENT ON FUNCTION _equality(regclass) IS 'the operator by which customers are the same, as GROUP BY has it, to be written in a query';

CREATE FUNCTION fold(source regclass, at_least bigint DEFAULT 1) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	unwatched boolean;
	waiting bigint;
	folded bigint := 0;
	touched text;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = fold.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object',
			HINT = format('SELECT track(%L);', source);
	END IF;
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = fold.source ORDER BY k.what LOOP
		-- one fold at a time; writers and readers do not wait for it
		EXECUTE format('LOCK TABLE %s IN ACCESS SHARE MODE; LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', t.source, t.kept);
		unwatched := @extschema@._unwatched(t.source, t.writer);
		IF unwatched THEN
			PERFORM @extschema@._watch(t.source, t.writer, t.what,
									   ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column]::text[]);
			EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.journal);
			-- An older snapshot does not see what was written before the triggers were there: the next fold does.
			CONTINUE WHEN current_setting('transaction_isolation') <> 'read committed';
		END IF;
		EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT %s) j', t.journal, greatest(at_least, 1)) INTO waiting;
		CONTINUE WHEN NOT unwatched AND waiting < greatest(at_least, 1);
		EXECUTE format('SELECT CASE WHEN EXISTS (SELECT FROM %s WHERE %I IS NULL) THEN ''true'' ELSE %L END', t.journal, t.customer_column,
					   format('EXISTS (SELECT FROM %s j WHERE j.%I %s o.customer)', t.journal, t.customer_column, @extschema@._equality(t.kept))) INTO touched;
		EXECUTE format($q$
			WITH counted AS MATERIALIZED (SELECT o.customer, o.%2$I FROM %3$s o(customer, %2$I) WHERE %1$s),
			gone AS (DELETE FROM %4$s RETURNING 1),
			left_over AS (DELETE FROM %5$s o WHERE %1$s AND NOT EXISTS (SELECT FROM counted c WHERE c.customer %6$s o.customer)),
			kept AS (INSERT INTO %5$s SELECT c.customer, c.%2$I FROM counted c ON CONFLICT (customer) DO UPDATE SET %2$I = EXCLUDED.%2$I)
			SELECT count(*) FROM gone $q$,
			touched, t.what, t.summary, t.journal, t.kept, @extschema@._equality(t.kept)) INTO waiting;
		folded := folded + waiting;
	END LOOP;
	RETURN folded;
END $$;
COMMENT ON FUNCTION fold(regclass, bigint) IS
'moves the journal of a tracked table into its summary, where it has as many rows, and returns how many it took; what the summary says stays the same';

CREATE FUNCTION _check_trackable(source regclass, needed name[], others name[], what text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole;
	kind "char";
	persistence "char";
	wanted name;
BEGIN
	IF source IS NULL OR array_position(needed, NULL) > 0 OR what IS NULL THEN
		RAISE EXCEPTION 'table, columns and what to keep must not be NULL' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF what NOT IN ('activity', 'history') THEN
		RAISE EXCEPTION 'cannot keep "%"', what USING ERRCODE = 'invalid_parameter_value', HINT = 'Keep ''activity'' or ''history''.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = _check_trackable.source AND k.what = _check_trackable.what) THEN
		RAISE EXCEPTION 'table % is tracked already', source USING ERRCODE = 'duplicate_object', HINT = format('SELECT untrack(%L);', source);
	END IF;
	SELECT relowner, relkind, relpersistence INTO owner, kind, persistence FROM pg_class WHERE oid = source;
	IF kind NOT IN ('r', 'p') OR persistence = 't'
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (@extschema@._tracked_tables(source)) AND relkind NOT IN ('r', 'p')) THEN
		RAISE EXCEPTION 'cannot track %: only a permanent or unlogged table, without foreign tables as partitions', source USING ERRCODE = 'wrong_object_type',
			HINT = 'Track the table that the rows are written to.';
	END IF;
	IF NOT pg_has_role(owner, 'USAGE') THEN
		RAISE EXCEPTION 'must be owner of table %', source USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF row_security_active(source) THEN
		RAISE EXCEPTION 'cannot track %: its row-level security would be left out of the summary', source USING ERRCODE = 'insufficient_privilege',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	FOREACH wanted IN ARRAY array_remove(needed || others, NULL) LOOP
		IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attnum > 0 AND NOT attisdropped) THEN
			RAISE EXCEPTION 'column "%" of % does not exist', wanted, source USING ERRCODE = 'undefined_column',
				HINT = format('SELECT track(%L, customer_column => …, time_column => …, amount_column => …);', source);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION _check_trackable(regclass, name[], name[], text) IS 'an error when track() cannot keep this of that table';

CREATE FUNCTION _create_writer(writer text, journal text, columns text, customer_column name, time_column name) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE format('CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS %L', writer, format($q$
		BEGIN
			IF TG_OP = 'TRUNCATE' THEN
				INSERT INTO %1$s (%3$I) VALUES (NULL);
			ELSIF TG_LEVEL = 'ROW' AND TG_OP = 'INSERT' THEN
				INSERT INTO %1$s SELECT %2$s FROM (SELECT NEW.*) r WHERE r.%3$I IS NOT NULL AND r.%4$I IS NOT NULL;
			ELSIF TG_LEVEL = 'ROW' THEN
				INSERT INTO %1$s (%3$I) SELECT r.customer FROM (VALUES (OLD.%3$I), (NEW.%3$I)) r(customer) WHERE r.customer IS NOT NULL GROUP BY 1;
			ELSIF TG_OP = 'INSERT' THEN
				INSERT INTO %1$s SELECT %2$s FROM inserted r WHERE r.%3$I IS NOT NULL AND r.%4$I IS NOT NULL;
			ELSIF TG_OP = 'DELETE' THEN
				INSERT INTO %1$s (%3$I) SELECT r.%3$I FROM deleted r WHERE r.%3$I IS NOT NULL GROUP BY 1;
			ELSE
				-- whose rows are other rows than before
				INSERT INTO %1$s (%3$I) SELECT c.%3$I FROM (
					SELECT r.%3$I FROM (SELECT %2$s, 1 AS "customer_seg sign" FROM inserted r UNION ALL SELECT %2$s, -1 FROM deleted r) r
					WHERE r.%3$I IS NOT NULL GROUP BY %2$s HAVING sum(r."customer_seg sign") <> 0) c GROUP BY 1;
			END IF;
			RETURN NULL;
		END $q$,
		journal, columns, customer_column, time_column));
	EXECUTE format('REVOKE ALL ON FUNCTION %s() FROM PUBLIC', writer);
END $$;
COMMENT ON FUNCTION _create_writer(text, text, text, name, name) IS
'creates the function of the triggers of a summary: whoever writes to the table, it adds to the journal with the rights of its owner';

CREATE FUNCTION _create_summary(source regclass, summary text, what text, kept regclass, journal text, writer text,
								customer_column name, time_column name, counted text, rows text) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	anew text;
BEGIN
	anew := format('(EXISTS (SELECT FROM %s j WHERE j.%I IS NULL) OR @extschema@._unwatched(%L::regclass, %L::regproc))', journal, customer_column, source, writer);
	EXECUTE format($q$
		CREATE VIEW %1$s (%2$I, %3$I) AS
		SELECT k.customer, k.%3$I FROM %4$s k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer) AND NOT %7$s
		UNION ALL
		SELECT k.customer, @extschema@.rollup(k.%3$I) FROM (
			SELECT k.customer, k.%3$I FROM %4$s k WHERE EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer)
			UNION ALL
			%9$s GROUP BY 1) k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer AND j.%10$I IS NULL) AND NOT %7$s
		GROUP BY 1
		UNION ALL
		%8$s AND EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s r.%2$I AND j.%10$I IS NULL) AND NOT %7$s GROUP BY 1
		UNION ALL
		%8$s AND %7$s GROUP BY 1 $q$,
		summary, customer_column, what, kept, journal, @extschema@._equality(kept), anew, counted || source || rows, counted || journal || rows, time_column);
END $$;
COMMENT ON FUNCTION _create_summary(regclass, text, text, regclass, text, text, name, name, text, text) IS
'creates the view of a summary: customers of whom the journal says nothing; those with new rows; those to be counted anew; all, where these are all';

CREATE FUNCTION track(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  what text DEFAULT 'activity')
RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	place text;
	base text;
	summary text;
	kept text;
	journal text;
	writer text;
	owner regrole;
	measured text := '';
	counted text;
	rows text;
	columns text;
	plain text;
	logged text;
BEGIN
	PERFORM @extschema@._check_trackable(source, ARRAY[customer_column, time_column, amount_column], ARRAY[potential_column, profit_column], what);
	SELECT quote_ident(nspname), relname || CASE what WHEN 'activity' THEN '_activities' ELSE '_histories' END, relowner, CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END
	INTO place, base, owner, logged
	FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = source;
	IF octet_length(base || '_write') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its summary', source USING ERRCODE = 'name_too_long';
	END IF;
	summary := format('%s.%I', place, base);
	kept := format('%s.%I', place, base || '_kept');
	journal := format('%s.%I', place, base || '_delta');
	writer := format('%s.%I', place, base || '_write');

	-- the columns as arguments of the aggregate: integers of any size are whole units
	SELECT string_agg(CASE WHEN c.name IS NULL THEN 'NULL' ELSE format(CASE WHEN atttypid IN ('int2'::regtype, 'int4'::regtype) THEN 'r.%I::bigint' ELSE 'r.%I' END, c.name) END,
					  ', ' ORDER BY place_in_call)
	INTO measured
	FROM (VALUES (1, time_column), (2, amount_column), (3, potential_column), (4, profit_column)) c(place_in_call, name)
	LEFT JOIN pg_attribute ON attrelid = source AND attname = c.name
	WHERE place_in_call <= 2 OR potential_column IS NOT NULL AND profit_column IS NULL AND what = 'activity' AND place_in_call = 3
		OR profit_column IS NOT NULL OR potential_column IS NOT NULL AND what = 'history';
	counted := format('SELECT r.%I AS customer, @extschema@.%I(%s) AS %I FROM ', customer_column, what, measured, what);
	rows := format(' r WHERE r.%I IS NOT NULL AND r.%I IS NOT NULL', customer_column, time_column);

	-- the columns by their own names, each once, of domains the type beneath: NULL must be able to stand there
	SELECT string_agg(format('r.%I', c.name), ', ' ORDER BY c.place_in_call), string_agg(format('coalesce(NULL, r.%1$I) AS %1$I', c.name), ', ' ORDER BY c.place_in_call)
	INTO columns, plain
	FROM (SELECT name, min(place_in_call) FROM unnest(ARRAY[customer_column, time_column, amount_column, potential_column, profit_column]) WITH ORDINALITY u(name, place_in_call)
		  WHERE name IS NOT NULL GROUP BY name) c(name, place_in_call);
	EXECUTE format('CREATE %s TABLE %s AS SELECT %s FROM %s r WITH NO DATA', logged, journal, plain, source);
	BEGIN
		EXECUTE format('CREATE %s TABLE %s AS %s GROUP BY 1 WITH NO DATA', logged, kept, counted || journal || rows);
	EXCEPTION WHEN undefined_function THEN
		RAISE EXCEPTION 'columns of % have types that cannot be tracked: %', source, SQLERRM USING ERRCODE = 'datatype_mismatch',
			HINT = 'A customer can be of any type that can be sorted; times are timestamptz, timestamp or date; amounts are numbers.';
	END;
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (customer)', kept);
	PERFORM @extschema@._create_writer(writer, journal, columns, customer_column, time_column);
	PERFORM @extschema@._create_summary(source, summary, what, kept, journal, writer, customer_column, time_column, counted, rows);
	EXECUTE format('COMMENT ON TABLE %s IS %L', kept, format('what each customer of %s did, as of the last fold', source));
	EXECUTE format('COMMENT ON TABLE %s IS %L', journal, format('rows written to %s since; without a time: this customer is to be counted anew, without a customer: all', source));
	EXECUTE format('COMMENT ON FUNCTION %s() IS %L', writer, format('writes the journal of %s', source));
	EXECUTE format('COMMENT ON VIEW %s IS %L', summary, format('what each customer of %s did, always of now', source));
	EXECUTE format('ALTER TABLE %2$s OWNER TO %1$s; ALTER TABLE %3$s OWNER TO %1$s; ALTER FUNCTION %4$s() OWNER TO %1$s; ALTER VIEW %5$s OWNER TO %1$s',
				   owner, kept, journal, writer, summary);
	PERFORM @extschema@._watch(source, writer::regproc, what, ARRAY[customer_column, time_column, amount_column, potential_column, profit_column]::text[]);
	EXECUTE format('INSERT INTO %s DEFAULT VALUES', journal);
	-- An older snapshot does not see all that was written before the triggers were there: the next fold does.
	IF current_setting('transaction_isolation') = 'read committed' THEN
		PERFORM @extschema@.fold(source);
	END IF;
	RETURN summary::regclass;
END $$;
COMMENT ON FUNCTION track(regclass, name, name, name, name, name, text) IS
'keeps a summary of a table, the activity or history of each customer, which triggers keep up with all that is written; returns the view to read';

CREATE FUNCTION untrack(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	name text;
	part regclass;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = untrack.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object';
	END IF;
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = untrack.source LOOP
		EXECUTE format('DROP VIEW %s', t.summary);
		FOR name, part IN SELECT tgname, tgrelid FROM pg_trigger WHERE tgfoid = t.writer AND tgparentid = 0 LOOP
			EXECUTE format('DROP TRIGGER %I ON %s', name, part);
		END LOOP;
		EXECUTE format('DROP FUNCTION %s()', t.writer);
		EXECUTE format('DROP TABLE %s, %s', t.kept, t.journal);
	END LOOP;
END $$;
COMMENT ON FUNCTION untrack(regclass) IS 'ends what track() began: drops the summary of a table, and its triggers; an error where other objects hang on it';
