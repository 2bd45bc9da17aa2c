/*
 * track: a summary of a table, kept up with it
 *
 * A journal of rows as the server keeps them, no sums that writers must lock: each statement adds rows to the journal, and
 * they are seen, rolled back and left out of a snapshot together with the rows of the table that they tell of.
 */

CREATE FUNCTION _tracked_tables(source regclass) RETURNS oid[]
AS 'MODULE_PATHNAME', 'customer_seg_tracked_tables'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _tracked_tables(regclass) IS 'the table and all its partitions and children, as they are now, also for an older snapshot';

CREATE FUNCTION _check_idle(source regclass) RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_idle'
LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION _check_idle(regclass) IS 'an error while a query of this session that is not yet done uses the table or one of its partitions and children';

CREATE FUNCTION _check_owner(source regclass) RETURNS void
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	us pg_roles;
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = source);
BEGIN
	SELECT * INTO us FROM pg_roles WHERE rolname = current_user;
	IF us.oid <> owner AND (us.rolsuper OR NOT pg_has_role(owner, 'USAGE')) THEN
		RAISE EXCEPTION 'table % belongs to %', source, owner USING ERRCODE = 'insufficient_privilege',
			DETAIL = 'What its owner has put on the table and its summary would run with the rights of who asks.',
			HINT = 'Let a job of that role do it.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_owner(regclass) IS
'an error where the current role is neither the owner of the table nor has, without being a superuser, the owner''s rights';

CREATE FUNCTION _logging(source regclass) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN pg_catalog.count(DISTINCT c.relpersistence) > 1 THEN NULL WHEN pg_catalog.bool_or(c.relpersistence OPERATOR(pg_catalog.=) 'u'::"char") THEN 'UNLOGGED' ELSE 'LOGGED' END
	FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) ANY (@extschema@._tracked_tables(source)) AND c.relkind OPERATOR(pg_catalog.=) 'r'::"char";
END;
COMMENT ON FUNCTION _logging(regclass) IS 'LOGGED or UNLOGGED, as a table and its partitions are, which a crash empties or not; NULL where they differ';

CREATE FUNCTION write_journal() RETURNS trigger
AS 'MODULE_PATHNAME', 'customer_seg_write_journal'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION write_journal() IS
'the triggers of a tracked table: whoever writes to it, they add to the journal, which is their first two arguments, with the rights of the table''s owner';

CREATE FUNCTION _own_table(part regclass, whole regclass) RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_own_table'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION _own_table(regclass, regclass) IS 'from now on the one table goes when the other is dropped';

CREATE FUNCTION _tracked_with(arguments bytea) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(pg_catalog.convert_from(pg_catalog.decode(pg_catalog.replace(a.hex, ' ', ''), 'hex'), pg_catalog.getdatabaseencoding()) ORDER BY a.n)
	FROM pg_catalog.string_to_table(pg_catalog.regexp_replace(pg_catalog.encode(arguments, 'hex'), '(..)', '\1 ', 'g'), '00 ') WITH ORDINALITY a(hex, n);
END;
COMMENT ON FUNCTION _tracked_with(bytea) IS
'the arguments of a trigger: the journal''s schema and name, and of the one that says what is tracked the tables that were there, and which columns count';

CREATE FUNCTION _hidden_from_owner(source regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_hidden_from_owner'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _hidden_from_owner(regclass) IS 'whether row-level security holds for the owner of the table, too';

-- In plpgsql, which plans its queries once in a session.  Who reads a view may have no right to look into the schema: no names of it here.
CREATE FUNCTION _unwatched_tables(source regclass, journal regclass, tables oid[], hidden boolean, writer regprocedure) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner oid;
	persistence "char";
	arguments bytea;
	watched oid[];
	noted boolean;
BEGIN
	IF hidden THEN
		RAISE EXCEPTION 'the summary of % would leave out what its row-level security hides', source USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	-- the journal is this table's own, and its name is in the triggers' arguments
	SELECT relowner, relpersistence, convert_to(nspname, getdatabaseencoding()) || '\x00' || convert_to(relname, getdatabaseencoding()) || '\x00'
	INTO owner, persistence, arguments
	FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE d.classid = 'pg_class'::regclass AND d.objid = journal AND d.refclassid = 'pg_class'::regclass AND d.refobjid = source AND d.deptype = 'a';
	SELECT array_agg(w.tgrelid ORDER BY w.tgrelid), bool_or(w.noted) INTO watched, noted
	FROM (SELECT tgrelid, bool_or(tgrelid = source AND tgnargs = 4
				AND strpos(encode(tgargs, 'hex'), encode(arguments || convert_to(array_to_string(tables, ' '), getdatabaseencoding()) || '\x00', 'hex')) = 1) AS noted
		  FROM pg_trigger
		  WHERE tgrelid = ANY (tables) AND tgfoid = writer AND substr(tgargs, 1, length(arguments)) = arguments
			AND tgenabled = CASE WHEN tgtype & 1 <> 0 THEN 'R' WHEN tgtype & 32 <> 0 THEN 'A' ELSE 'O' END
		  GROUP BY tgrelid HAVING count(*) = 5) w;
	RETURN watched IS DISTINCT FROM tables OR noted IS DISTINCT FROM true
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (tables) AND (relowner <> owner OR relkind = 'r' AND relpersistence <> persistence))
		-- what is written through another parent fires no trigger of statements here
		OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = ANY (tables) AND inhparent <> ALL (tables));
END $$;
COMMENT ON FUNCTION _unwatched_tables(regclass, regclass, oid[], boolean, regprocedure) IS
'whether the table has other partitions, or it, one of them or the journal another owner, persistence or name than when the summary was last made whole, or one of the triggers is missing or disabled: then the summary is counted from the table';

CREATE FUNCTION _unwatched(source regclass, journal regclass) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT @extschema@._unwatched_tables(source, journal, @extschema@._tracked_tables(source), @extschema@._hidden_from_owner(source), '@extschema@.write_journal()'::regprocedure);
END;
COMMENT ON FUNCTION _unwatched(regclass, regclass) IS 'the same, with what there is to know of the table';

CREATE VIEW tracked AS
SELECT t.tgrelid::regclass AS source,
	   pg_catalog.split_part(t.tgname::text, '_', 3) AS what,
	   s.oid::regclass AS summary,
	   k.oid::regclass AS kept,
	   j.oid::regclass AS journal,
	   c.names[1] AS customer_column,
	   c.names[2] AS time_column,
	   c.names[3] AS amount_column,
	   c.names[4] AS potential_column,
	   c.names[5] AS profit_column,
	   a.noted[3] AS tables,
	   pg_catalog.array_position(c.names[1:3], NULL::name) IS NOT NULL OR s.oid IS NULL OR k.oid IS NULL OR j.relowner OPERATOR(pg_catalog.<>) o.relowner AS broken,
	   CASE WHEN pg_catalog.array_position(c.names[1:3], NULL::name) IS NOT NULL THEN 'a column that counts is gone'
			WHEN k.oid IS NULL THEN 'a table of the summary is gone, or has another name or owner'
			WHEN s.oid IS NULL THEN 'the view is gone, or has another name or owner'
			WHEN j.relowner OPERATOR(pg_catalog.<>) o.relowner THEN 'the summary belongs to the owner before'
			WHEN @extschema@._hidden_from_owner(t.tgrelid::regclass) THEN 'row-level security holds for the owner of the table, too'
			WHEN @extschema@._unwatched(t.tgrelid::regclass, j.oid::regclass) THEN 'counted from the table until the next fold()' END AS problem
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_class o ON o.oid OPERATOR(pg_catalog.=) t.tgrelid
CROSS JOIN LATERAL (SELECT @extschema@._tracked_with(t.tgargs) AS noted) a
LEFT JOIN LATERAL (
	-- the table's own, or of that name and its owner, as after restoring a dump: the arguments may be anybody's
	SELECT c.oid, c.relnamespace, c.relowner
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM pg_catalog.pg_depend d
		WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'a'::"char"
			AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.refobjid OPERATOR(pg_catalog.=) t.tgrelid) AS own) d
	WHERE c.relname OPERATOR(pg_catalog.=) a.noted[2]::name AND c.relkind OPERATOR(pg_catalog.=) 'r'::"char" AND NOT c.relispartition
		AND (d.own OR c.relowner OPERATOR(pg_catalog.=) o.relowner AND n.nspname::text OPERATOR(pg_catalog.=) a.noted[1])
	ORDER BY d.own DESC LIMIT 1
) j ON true
LEFT JOIN pg_catalog.pg_class s ON s.relnamespace OPERATOR(pg_catalog.=) j.relnamespace AND s.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(a.noted[2], '_delta$', '')::name
	AND s.relkind OPERATOR(pg_catalog.=) 'v'::"char" AND s.relowner OPERATOR(pg_catalog.=) j.relowner
LEFT JOIN pg_catalog.pg_class k ON k.relnamespace OPERATOR(pg_catalog.=) j.relnamespace AND k.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(a.noted[2], '_delta$', '_kept')::name
	AND k.relkind OPERATOR(pg_catalog.=) 'r'::"char" AND k.relowner OPERATOR(pg_catalog.=) j.relowner
CROSS JOIN LATERAL (
	SELECT pg_catalog.array_agg(b.attname ORDER BY p.n) AS names
	FROM pg_catalog.string_to_table(a.noted[4], ' ') WITH ORDINALITY p(at, n)
	LEFT JOIN pg_catalog.pg_trigger r ON r.tgrelid OPERATOR(pg_catalog.=) t.tgrelid AND r.tgfoid OPERATOR(pg_catalog.=) t.tgfoid
		AND r.tgname::text OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(t.tgname::text, 'insert$', 'row')
	LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid OPERATOR(pg_catalog.=) t.tgrelid
		AND b.attnum OPERATOR(pg_catalog.=) r.tgattr[CASE WHEN p.at OPERATOR(pg_catalog.~) '^[1-5]$' THEN p.at::integer OPERATOR(pg_catalog.-) 1 END]
) c
WHERE t.tgfoid OPERATOR(pg_catalog.=) '@extschema@.write_journal()'::regprocedure::oid
	AND t.tgname OPERATOR(pg_catalog.~) '^customer_seg_(activity|history)_insert$' AND t.tgnargs OPERATOR(pg_catalog.=) 4::smallint;
COMMENT ON VIEW tracked IS 'all tables that track() keeps a summary of: the summary, the tables behind it, the columns and the partitions, and what is wrong with it';
GRANT SELECT ON tracked TO PUBLIC;

CREATE FUNCTION _columns_that_count(columns text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(c.name ORDER BY c.place)
	FROM (SELECT u.name, pg_catalog.min(u.n) AS place FROM pg_catalog.unnest(columns) WITH ORDINALITY u(name, n) WHERE u.name IS NOT NULL GROUP BY u.name) c;
END;
COMMENT ON FUNCTION _columns_that_count(text[]) IS 'customer, time, amount, potential and profit, each column once: those of the journal';

CREATE FUNCTION _unwatch(journal regclass, but oid[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	event name;
	part regclass;
BEGIN
	FOR event, part IN
		SELECT t.tgname, t.tgrelid
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_trigger t ON t.tgfoid = '@extschema@.write_journal()'::regprocedure AND t.tgparentid = 0 AND t.tgrelid <> ALL (but)
		WHERE c.oid = journal AND (@extschema@._tracked_with(t.tgargs))[1:2] = ARRAY[n.nspname, c.relname]::text[]
	LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', event, part);
	END LOOP;
END $$;
COMMENT ON FUNCTION _unwatch(regclass, oid[]) IS 'takes the triggers that write to a journal from all tables but these';

CREATE FUNCTION _watch(source regclass, journal regclass, what text, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	tables oid[];
	part regclass;
	prefix text := 'customer_seg_' || what || '_';
	distinct_columns text[] := @extschema@._columns_that_count(columns);
	arguments text;
	noted text;
	child boolean;
	parent boolean;
BEGIN
	EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', source);
	tables := @extschema@._tracked_tables(source);
	-- the triggers of both would have the same names
	SELECT k.source INTO part FROM @extschema@.tracked k WHERE k.what = _watch.what AND k.source <> _watch.source AND @extschema@._tracked_tables(k.source) && @extschema@._tracked_tables(_watch.source);
	IF FOUND THEN
		RAISE EXCEPTION 'table % has rows in common with %, which is tracked', source, part USING ERRCODE = 'duplicate_object', HINT = format('SELECT @extschema@.untrack(%L);', part);
	END IF;
	SELECT format('%L, %L', nspname, relname) INTO arguments FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = journal;
	SELECT format(', %L, %L', array_to_string(tables, ' '), string_agg(coalesce(array_position(distinct_columns, u.name)::text, '-'), ' ' ORDER BY u.n))
	INTO noted FROM unnest(columns) WITH ORDINALITY u(name, n);
	PERFORM @extschema@._unwatch(journal, tables);
	FOREACH part IN ARRAY tables LOOP
		SELECT relispartition, relhassubclass INTO child, parent FROM pg_class WHERE oid = part;
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'insert', part, arguments || CASE WHEN part = source THEN noted WHEN parent THEN format(', %L', array_to_string(tables, ' ')) ELSE '' END);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'update', part, arguments);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'delete', part, arguments);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'truncate', part, arguments);
		-- also where a subscription writes
		EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER %I', part, prefix || 'truncate');
		-- A subscription fires no triggers of statements.  Partitions have this one from their parent.  Its columns are those that count: the server follows them.
		IF NOT child OR part = source THEN
			EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT OR UPDATE OF %s OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION @extschema@.write_journal(%s)',
						   prefix || 'row', (SELECT string_agg(quote_ident(u.name), ', ' ORDER BY u.n) FROM unnest(distinct_columns) WITH ORDINALITY u(name, n)), part, arguments);
		END IF;
		EXECUTE format('ALTER TABLE ONLY %s ENABLE REPLICA TRIGGER %I', part, prefix || 'row');
	END LOOP;
END $$;
COMMENT ON FUNCTION _watch(regclass, regclass, text, text[]) IS
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

CREATE FUNCTION _give_summary(source regclass, summary regclass, kept regclass, journal regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = source);
	logging text := @extschema@._logging(source);
	part regclass;
BEGIN
	FOR part IN SELECT oid FROM pg_class WHERE oid IN (kept, journal, summary) AND relowner <> owner LOOP
		EXECUTE format('ALTER TABLE %s OWNER TO %s', part, owner);
	END LOOP;
	FOR part IN SELECT oid FROM pg_class WHERE oid IN (kept, journal) AND relowner = owner AND CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END <> logging LOOP
		EXECUTE format('ALTER TABLE %s SET %s', part, logging);
	END LOOP;
	PERFORM @extschema@._own_table(kept, source), @extschema@._own_table(journal, source);
END $$;
COMMENT ON FUNCTION _give_summary(regclass, regclass, regclass, regclass) IS
'makes the parts of a summary those of the table: they have its owner, outlive a crash or not as it does, and go with it';

CREATE FUNCTION _counting(what text, columns text[], types regclass, rows text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	-- integers of any size are whole units
	SELECT pg_catalog.format('SELECT r.%1$I AS customer, @extschema@.%3$I(%4$s) AS %3$I FROM %5$s WHERE r.%1$I IS NOT NULL AND r.%2$I IS NOT NULL',
							 columns[1], columns[2], what, pg_catalog.string_agg(
								CASE WHEN c.name IS NULL THEN 'NULL'
									 WHEN t.oid IN ('pg_catalog.int2'::regtype::oid, 'pg_catalog.int4'::regtype::oid) THEN pg_catalog.format('r.%I::bigint', c.name)
									 ELSE pg_catalog.format('r.%I', c.name) END, ', ' ORDER BY c.n), rows)
	FROM pg_catalog.unnest(columns) WITH ORDINALITY c(name, n)
	LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) types::oid AND a.attname::text OPERATOR(pg_catalog.=) c.name
	LEFT JOIN pg_catalog.pg_type d ON d.oid OPERATOR(pg_catalog.=) a.atttypid
	LEFT JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) CASE d.typbasetype WHEN 0::oid THEN d.oid ELSE d.typbasetype END
	-- the arguments that the aggregate has with these columns
	WHERE c.n IN (2::bigint, 3::bigint)
		OR c.n OPERATOR(pg_catalog.=) 4::bigint AND (columns[4] IS NOT NULL OR columns[5] IS NOT NULL)
		OR c.n OPERATOR(pg_catalog.=) 5::bigint AND (columns[5] IS NOT NULL OR columns[4] IS NOT NULL AND what OPERATOR(pg_catalog.=) 'history');
END;
COMMENT ON FUNCTION _counting(text, text[], regclass, text) IS
'the query, as yet without GROUP BY, that counts rows, which are named r, by customer: which columns count, and the table that has them with their types';

CREATE FUNCTION _journal_columns(journal regclass, columns text[]) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(a.attname::text ORDER BY c.n)
	FROM pg_catalog.unnest(columns) WITH ORDINALITY c(name, n)
	LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) journal::oid
		AND a.attnum::integer OPERATOR(pg_catalog.=) pg_catalog.array_position(@extschema@._columns_that_count(columns), c.name);
END;
COMMENT ON FUNCTION _journal_columns(regclass, text[]) IS 'what the columns that count are called in the journal: as they were when it was made';

CREATE FUNCTION _fold(source regclass, kept regclass, journal regclass, what text, columns text[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	same text := @extschema@._equality(kept);
	there text[] := @extschema@._journal_columns(journal, columns);
	measure regclass := @extschema@._measured_by(kept);
	yardstick @extschema@.yardstick;
	as_of timestamptz;
	names text := concat_ws(', ', what, CASE WHEN measure IS NOT NULL THEN @extschema@._judgements('%1$s') END);
	judged text := concat_ws(', ', 'a.' || what, CASE WHEN measure IS NOT NULL THEN @extschema@._judgements('%3$s', 'a.activity', '$1', '$2') END);
	given text := 'EXCLUDED.' || replace(names, ' ', ' EXCLUDED.');
	marked_all boolean;
	folded bigint;
BEGIN
	IF measure IS NOT NULL THEN
		-- an older snapshot must not judge by what has been replaced since
		EXECUTE format('SELECT yardstick, as_of FROM %s FOR SHARE', measure) INTO yardstick, as_of;
		IF as_of IS NULL THEN
			RAISE EXCEPTION 'the yardstick in % is newer than the snapshot of this transaction', measure USING ERRCODE = 'serialization_failure';
		END IF;
	ELSIF @extschema@._keeps_segments(kept) THEN
		RAISE EXCEPTION 'the yardstick of the segments of % is gone, or another role''s', source USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('SELECT @extschema@.untrack_segments(%L);', source);
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I IS NULL)', journal, there[1]) INTO marked_all;
	IF marked_all THEN
		EXECUTE format($q$
			WITH gone AS (DELETE FROM %1$s RETURNING 1),
			counted AS MATERIALIZED (%5$s GROUP BY 1 ORDER BY 1),
			left_over AS (DELETE FROM %2$s k WHERE NOT EXISTS (SELECT FROM counted c WHERE c.customer %3$s k.customer)),
			put AS (INSERT INTO %2$s AS k SELECT a.customer, %7$s FROM counted a
					ON CONFLICT (customer) DO UPDATE SET (%6$s) = ROW(%8$s) WHERE k.%4$I OPERATOR(@extschema@.<>) EXCLUDED.%4$I)
			SELECT count(*) FROM gone $q$,
			journal, kept, same, what, @extschema@._counting(what, columns, source, source || ' r'), names, judged, given) INTO folded USING yardstick, as_of;
		EXECUTE format('ANALYZE %s', kept);
		RETURN folded;
	END IF;
	EXECUTE format($q$
		WITH gone AS (DELETE FROM %1$s j WHERE j.%6$I IS NOT NULL RETURNING *),
		touched AS MATERIALIZED (SELECT g.%6$I AS customer, bool_or(g.%7$I IS NULL) AS anew FROM gone g GROUP BY 1),
		added AS MATERIALIZED (%8$s AND NOT EXISTS (SELECT FROM touched t WHERE t.anew AND t.customer %3$s r.%6$I) GROUP BY 1 ORDER BY 1),
		counted AS MATERIALIZED (%5$s AND t.anew GROUP BY 1 ORDER BY 1),
		left_over AS (DELETE FROM %2$s k USING touched t WHERE k.customer %3$s t.customer AND t.anew
					  AND NOT EXISTS (SELECT FROM counted c WHERE c.customer %3$s k.customer)),
		-- in the order of the index, to a row that has just been read
		now AS (SELECT n.customer, coalesce((SELECT k.%4$I OPERATOR(@extschema@.+) n.%4$I FROM %2$s k WHERE k.customer %3$s n.customer), n.%4$I) AS %4$I FROM added n
				UNION ALL SELECT c.customer, c.%4$I FROM counted c OFFSET 0),
		put AS (INSERT INTO %2$s SELECT a.customer, %10$s FROM now a ON CONFLICT (customer) DO UPDATE SET (%9$s) = ROW(%11$s))
		SELECT count(*) FROM gone $q$,
		journal, kept, same, what,
		@extschema@._counting(what, columns, source, format('touched t JOIN %s r ON r.%I %s t.customer', source, columns[1], same)),
		there[1], there[2], @extschema@._counting(what, there, journal, 'gone r'), names, judged, given) INTO folded USING yardstick, as_of;
	RETURN folded;
END $$;
COMMENT ON FUNCTION _fold(regclass, regclass, regclass, text, text[]) IS
'moves a journal into its summary, and returns its rows; only its customers are touched, unless all are to be counted anew';

CREATE FUNCTION _hold_parents(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent regclass;
BEGIN
	-- from above, as who attaches and detaches
	FOR parent IN
		WITH RECURSIVE part(oid, depth) AS (
			SELECT source::oid, 0
			UNION ALL
			SELECT i.inhrelid, p.depth + 1 FROM part p JOIN pg_inherits i ON i.inhparent = p.oid)
		SELECT oid FROM part p JOIN pg_class c USING (oid) WHERE c.relkind = 'p' OR c.relhassubclass GROUP BY oid ORDER BY max(p.depth), oid
	LOOP
		EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent);
	END LOOP;
END $$;
COMMENT ON FUNCTION _hold_parents(regclass) IS
'keeps partitions and children of the table from coming and going until the transaction ends; who reads or writes does not wait';

CREATE FUNCTION fold(source regclass, at_least bigint DEFAULT 1) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	unwatched boolean;
	waiting bigint;
	folded bigint := 0;
	columns text[];
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = fold.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object',
			HINT = format('SELECT @extschema@.track(%L);', source);
	END IF;
	PERFORM @extschema@._check_owner(source), @extschema@._check_idle(source);
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = fold.source ORDER BY k.what LOOP
		IF t.broken THEN
			RAISE EXCEPTION 'the summary of % cannot be kept up: %', source, t.problem USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('It is made anew by SELECT @extschema@.track(%L, what => %L); with the columns that count, and ended by SELECT @extschema@.untrack(%L); which a superuser can do where it belongs to another role', source, t.what, source);
		END IF;
		-- one fold at a time; writers and readers do not wait for it, unless it puts triggers on the table
		IF t.problem IS NULL THEN
			PERFORM @extschema@._hold_parents(t.source);
		END IF;
		EXECUTE format('LOCK TABLE %s IN %s MODE; LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE',
					   t.source, CASE WHEN t.problem IS NULL THEN 'ACCESS SHARE' ELSE 'SHARE ROW EXCLUSIVE' END, t.kept);
		unwatched := @extschema@._unwatched(t.source, t.journal);
		-- It came about while this waited, and the table, wanted now, may be held by a fold that waits for this one: the next puts it right.
		CONTINUE WHEN unwatched AND t.problem IS NULL;
		columns := ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column];
		IF unwatched THEN
			PERFORM @extschema@._give_summary(t.source, t.summary, t.kept, t.journal), @extschema@._own_table(@extschema@._measured_by(t.kept), t.source);
			PERFORM @extschema@._watch(t.source, t.journal, t.what, columns);
			EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.journal);
			-- An older snapshot does not see what was written before the triggers were there: the next fold does.
			CONTINUE WHEN current_setting('transaction_isolation') <> 'read committed';
		END IF;
		EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT %s) j', t.journal, greatest(at_least, 1)) INTO waiting;
		CONTINUE WHEN NOT unwatched AND waiting < greatest(at_least, 1);
		folded := folded + @extschema@._fold(t.source, t.kept, t.journal, t.what, columns);
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
	kind "char";
	persistence "char";
	parent regclass;
	wanted name;
BEGIN
	IF source IS NULL OR array_position(needed, NULL) > 0 OR what IS NULL THEN
		RAISE EXCEPTION 'table, columns and what to keep must not be NULL' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF what NOT IN ('activity', 'history') THEN
		RAISE EXCEPTION 'cannot keep "%"', what USING ERRCODE = 'invalid_parameter_value', HINT = 'Keep ''activity'' or ''history''.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = _check_trackable.source AND k.what = _check_trackable.what AND NOT k.broken) THEN
		RAISE EXCEPTION 'table % is tracked already', source USING ERRCODE = 'duplicate_object', HINT = format('SELECT @extschema@.untrack(%L);', source);
	END IF;
	SELECT relkind, relpersistence INTO kind, persistence FROM pg_class WHERE oid = source;
	IF kind NOT IN ('r', 'p') OR persistence = 't'
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (@extschema@._tracked_tables(source)) AND relkind NOT IN ('r', 'p')) THEN
		RAISE EXCEPTION 'cannot track %: only a permanent or unlogged table, without foreign tables as partitions', source USING ERRCODE = 'wrong_object_type',
			HINT = 'Track the table that the rows are written to.';
	END IF;
	SELECT i.inhparent INTO parent FROM pg_inherits i WHERE i.inhrelid = source LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'cannot track %: what is written to it through % would not be told', source, parent USING ERRCODE = 'wrong_object_type',
			HINT = format('Track the whole: SELECT @extschema@.track(%L);', parent);
	END IF;
	PERFORM @extschema@._check_owner(source), @extschema@._check_idle(source);
	IF row_security_active(source) OR @extschema@._hidden_from_owner(source) THEN
		RAISE EXCEPTION 'cannot track %: its row-level security would be left out of the summary', source USING ERRCODE = 'insufficient_privilege',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	IF needed[1] = what THEN
		RAISE EXCEPTION 'column "%" of % has the name that the % of a customer is to have', what, source, what USING ERRCODE = 'duplicate_column',
			HINT = format('ALTER TABLE %s RENAME COLUMN %I TO customer_id;', source, what);
	END IF;
	FOREACH wanted IN ARRAY array_remove(needed || others, NULL) LOOP
		IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attnum > 0 AND NOT attisdropped) THEN
			RAISE EXCEPTION 'column "%" of % does not exist', wanted, source USING ERRCODE = 'undefined_column',
				HINT = format('Give its columns for customer, time and amount: %s.', (SELECT string_agg(quote_literal(attname), ', ' ORDER BY attnum) FROM pg_attribute
																					  WHERE attrelid = source AND attnum > 0 AND NOT attisdropped));
		END IF;
		IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attgenerated = 'v') THEN
			RAISE EXCEPTION 'column "%" of % is computed when it is read: triggers do not know its values', wanted, source USING ERRCODE = 'feature_not_supported',
				HINT = 'Track a stored column.';
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION _check_trackable(regclass, name[], name[], text) IS 'an error when track() cannot keep this of that table';

CREATE FUNCTION _fit_view(summary regclass, kept regclass, customer_column name) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	was name;
BEGIN
	SELECT v.attname INTO was
	FROM pg_attribute v JOIN pg_attribute k ON (k.attnum, k.atttypid, k.attcollation) = (v.attnum, v.atttypid, v.attcollation)
	WHERE v.attrelid = summary AND k.attrelid = kept AND v.attnum = 1;
	IF was IS NULL THEN
		EXECUTE format('DROP VIEW %s', summary);
	ELSIF was <> customer_column THEN
		EXECUTE format('ALTER VIEW %s RENAME COLUMN %I TO %I', summary, was, customer_column);
	END IF;
END $$;
COMMENT ON FUNCTION _fit_view(regclass, regclass, name) IS
'makes a former view one that can be replaced, so that its rights and what hangs on it stay; drops it where its customer is of another type';

CREATE FUNCTION _touched(source regclass, kept regclass, journal regclass, what text, columns text[]) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	there text[] := @extschema@._journal_columns(journal, columns);
	same text := @extschema@._equality(kept);
	-- hashed, and to the index, whatever the statistics of the journal were; an array of arrays has but their elements
	marked text := format('%1$s ANY (SELECT j.%2$I FROM %3$s j WHERE j.%2$I IS NOT NULL AND j.%4$I IS NULL)', same, there[1], journal, there[2]);
	unmarked text := format('SELECT j.%I FROM %s j GROUP BY 1 HAVING count(*) = count(j.%I)', there[1], journal, there[2]);
BEGIN
	IF (SELECT typcategory FROM pg_attribute JOIN pg_type y ON y.oid = atttypid WHERE attrelid = journal AND attnum = 1) <> 'A' THEN
		unmarked := format('ARRAY(%s)', unmarked);
	END IF;
	RETURN format('SELECT k.customer, @extschema@.rollup(k.%1$I) AS %1$I FROM ('
				  ' SELECT k.customer, k.%1$I FROM %2$s k WHERE k.customer %3$s ANY (%4$s) UNION ALL %5$s AND NOT r.%6$I %7$s GROUP BY 1) k GROUP BY 1'
				  ' UNION ALL %8$s AND r.%9$I %7$s GROUP BY 1',
				  what, kept, same, unmarked, @extschema@._counting(what, there, journal, journal || ' r'), there[1], marked,
				  @extschema@._counting(what, columns, source, source || ' r'), columns[1]);
END $$;
COMMENT ON FUNCTION _touched(regclass, regclass, regclass, text, text[]) IS
'the query that says what the customers in the journal of a tracked table did: of those with new rows what is kept and these; of those to be counted anew all rows';

CREATE FUNCTION _create_summary(source regclass, summary text, what text, kept regclass, journal regclass, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	anew text := format('EXISTS (SELECT FROM %s j WHERE j.%I IS NULL) OR @extschema@._unwatched(%L::regclass, %L::regclass)', journal, columns[1], source, journal);
BEGIN
	IF to_regclass(summary) IS NOT NULL THEN
		PERFORM @extschema@._fit_view(summary::regclass, kept, columns[1]);
	END IF;
	EXECUTE format($q$
		CREATE OR REPLACE VIEW %1$s (%2$I, %3$I) AS
		WITH state AS MATERIALIZED (SELECT %7$s AS anew)
		SELECT k.customer, k.%3$I FROM %4$s k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer) AND NOT (SELECT anew FROM state)
		UNION ALL
		SELECT k.customer, k.%3$I FROM (%9$s) k WHERE NOT (SELECT anew FROM state)
		UNION ALL
		%8$s AND (SELECT anew FROM state) GROUP BY 1 $q$,
		summary, columns[1], what, kept, journal, @extschema@._equality(kept), anew,
		@extschema@._counting(what, columns, source, source || ' r'), @extschema@._touched(source, kept, journal, what, columns));
END $$;
COMMENT ON FUNCTION _create_summary(regclass, text, text, regclass, regclass, text[]) IS
'creates the view of a summary: customers of whom the journal says nothing; those with new rows; those to be counted anew; all, where these are all';

CREATE FUNCTION _make_room(source regclass, summary text, kept text, journal text) RETURNS regclass[]
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	former regclass[] := '{}';
	name text;
	part regclass;
BEGIN
	FOREACH name IN ARRAY ARRAY[summary, kept, journal] LOOP
		part := to_regclass(name);
		CONTINUE WHEN part IS NULL;
		IF (SELECT c.relowner <> s.relowner FROM pg_class c, pg_class s WHERE c.oid = part AND s.oid = source)
			OR coalesce(obj_description(part, 'pg_class'), '') !~ '^(what each customer of .* did, (always of now|as of the last fold)|rows written to .* since; without a time: .*)$' THEN
			RAISE EXCEPTION 'relation % exists already', name USING ERRCODE = 'duplicate_table', HINT = format('Rename it: the summary is to have the name %s.', name);
		END IF;
		CONTINUE WHEN name = summary;
		IF name = journal THEN
			PERFORM @extschema@._unwatch(part, '{}');
		END IF;
		EXECUTE format('ALTER TABLE %s RENAME TO %I', part, 'customer_seg_former_' || part::oid);
		former := former || part;
	END LOOP;
	RETURN former;
END $$;
COMMENT ON FUNCTION _make_room(regclass, text, text, text) IS
'ends the summary of a table that had the name before: its triggers go, its tables get other names and are returned, its view is left to be replaced';

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
	former regclass[];
	part regclass;
	columns text[] := ARRAY[customer_column, time_column, amount_column, potential_column, profit_column];
	logged text;
BEGIN
	-- a second call of the same changes nothing, so that a tool may make it at each run
	SELECT k.summary INTO part FROM @extschema@.tracked k
	WHERE k.source = track.source AND k.what = track.what AND NOT k.broken
		AND ARRAY[k.customer_column, k.time_column, k.amount_column, k.potential_column, k.profit_column]::text[] = columns;
	IF FOUND THEN
		PERFORM @extschema@._check_owner(source);
		RETURN part;
	END IF;
	PERFORM @extschema@._check_trackable(source, ARRAY[customer_column, time_column, amount_column], ARRAY[potential_column, profit_column], what);
	SELECT quote_ident(nspname), relname || CASE what WHEN 'activity' THEN '_activities' ELSE '_histories' END, nullif(@extschema@._logging(source), 'LOGGED')
	INTO place, base, logged
	FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = source;
	IF octet_length(base || '_delta') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its summary', source USING ERRCODE = 'name_too_long';
	END IF;
	summary := format('%s.%I', place, base);
	kept := format('%s.%I', place, base || '_kept');
	journal := format('%s.%I', place, base || '_delta');
	former := @extschema@._make_room(source, summary, kept, journal);

	-- the columns by their own names, each once, of domains the type beneath: NULL must be able to stand there
	EXECUTE format('CREATE %s TABLE %s AS SELECT %s FROM %s r WITH NO DATA', logged, journal,
				   (SELECT string_agg(format('coalesce(NULL, r.%1$I) AS %1$I', u.name), ', ' ORDER BY u.n) FROM unnest(@extschema@._columns_that_count(columns)) WITH ORDINALITY u(name, n)), source);
	BEGIN
		EXECUTE format('CREATE %s TABLE %s WITH (fillfactor = 90) AS %s GROUP BY 1 WITH NO DATA', logged, kept, @extschema@._counting(what, columns, source, journal || ' r'));
	EXCEPTION WHEN undefined_function THEN
		RAISE EXCEPTION 'columns of % have types that cannot be tracked: %', source, SQLERRM USING ERRCODE = 'datatype_mismatch',
			HINT = 'A customer can be of any type that can be sorted; times are timestamptz, timestamp or date; amounts are numbers.';
	END;
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (customer)', kept);
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', journal); -- a publication of all tables would let no row be deleted
	PERFORM @extschema@._create_summary(source, summary, what, kept, journal, columns);
	EXECUTE format('COMMENT ON TABLE %s IS %L', kept, format('what each customer of %s did, as of the last fold', source));
	EXECUTE format('COMMENT ON TABLE %s IS %L', journal, format('rows written to %s since; without a time: this customer is to be counted anew, without a customer: all', source));
	EXECUTE format('COMMENT ON VIEW %s IS %L', summary, format('what each customer of %s did, always of now', source));
	PERFORM @extschema@._give_summary(source, summary, kept, journal);
	PERFORM @extschema@._watch(source, journal, what, columns);
	IF what = 'activity' THEN
		PERFORM @extschema@._take_segments(@extschema@._tracked_activities(source));
	END IF;
	FOREACH part IN ARRAY former LOOP
		EXECUTE format('DROP TABLE %s', part);
	END LOOP;
	EXECUTE format('INSERT INTO %s DEFAULT VALUES', journal);
	-- An older snapshot does not see all that was written before the triggers were there: the next fold does.
	IF current_setting('transaction_isolation') = 'read committed' THEN
		PERFORM @extschema@._fold(source, kept, journal, what, columns);
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
	event name;
	part regclass;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = untrack.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object';
	END IF;
	EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', source); -- who folds has it before the summary
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = untrack.source LOOP
		PERFORM @extschema@._drop_segments(t.kept);
		FOREACH part IN ARRAY array_remove(ARRAY[t.summary, t.kept, t.journal], NULL) LOOP
			EXECUTE format(CASE part WHEN t.summary THEN 'DROP VIEW %s' ELSE 'DROP TABLE %s' END, part);
		END LOOP;
		FOR event, part IN
			SELECT tgname, tgrelid FROM pg_trigger
			WHERE tgrelid = ANY (@extschema@._tracked_tables(source)) AND tgparentid = 0 AND tgfoid = '@extschema@.write_journal()'::regprocedure
				AND tgname LIKE 'customer\_seg\_' || t.what || '\_%'
		LOOP
			EXECUTE format('DROP TRIGGER %I ON %s', event, part);
		END LOOP;
	END LOOP;
END $$;
COMMENT ON FUNCTION untrack(regclass) IS 'ends what track() began: drops the summary of a table, and its triggers; an error where other objects hang on it';
