/*
 * segmentation_kept: segmentations that have a name.  Each belongs to a role; users see and change the rows of the roles
 * that they have, through views, which read the tables with the rights of the extension's owner.  The tables are dumped.
 */

CREATE TABLE segmentation_kept (
	name text PRIMARY KEY,
	owner regrole NOT NULL DEFAULT pg_catalog.quote_ident(current_user::text)::regrole,
	view regclass UNIQUE,
	view_schema name NOT NULL,
	view_name name NOT NULL,
	source regclass NOT NULL,
	source_schema name NOT NULL,
	source_name name NOT NULL,
	source_owner regrole,
	customer_column name NOT NULL,
	time_column name NOT NULL,
	amount_column name NOT NULL,
	order_column name,
	potential_column name,
	profit_column name,
	column_numbers smallint[] NOT NULL,
	since timestamptz,
	as_of timestamptz,
	yardstick yardstick,
	lapse_after interval,
	created_at timestamptz NOT NULL,
	refreshed_at timestamptz,
	last_error text,
	last_error_at timestamptz
);
COMMENT ON TABLE segmentation_kept IS 'the segmentations that have a name, of all roles: users read the view segmentations';

CREATE TABLE segmentation_log_kept (
	name text REFERENCES segmentation_kept ON DELETE CASCADE,
	at timestamptz,
	as_of timestamptz,
	customers bigint NOT NULL,
	amount numeric,
	last_order timestamptz,
	mix mix NOT NULL,
	structure structure NOT NULL,
	changed bigint,
	without_customer bigint NOT NULL,
	without_time bigint NOT NULL,
	amount_left_out numeric NOT NULL,
	PRIMARY KEY (name, at)
);
COMMENT ON TABLE segmentation_log_kept IS 'a row for each refresh of a segmentation, of all roles: users read the view segmentation_log';

CREATE TABLE segmentation_breakdown_kept (
	name text,
	at timestamptz,
	type text,
	customers bigint NOT NULL,
	orders bigint NOT NULL,
	amount numeric NOT NULL,
	PRIMARY KEY (name, at, type),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON DELETE CASCADE
);
COMMENT ON TABLE segmentation_breakdown_kept IS 'a row for each type at each refresh of a segmentation, of all roles: users read the view segmentation_breakdown';

CREATE TABLE segmentation_change_kept (
	name text NOT NULL,
	at timestamptz NOT NULL,
	customer text NOT NULL,
	was text,
	"is" text,
	PRIMARY KEY (name, at, customer),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON DELETE CASCADE,
	CONSTRAINT is_a_change CHECK (was IS DISTINCT FROM "is")
);
COMMENT ON TABLE segmentation_change_kept IS 'a row for each change that a refresh of a segmentation found, of all roles: users read the view segmentation_change';

-- a number in the place of a role or of a view is nobody's in another database
SELECT pg_catalog.pg_extension_config_dump('segmentation_kept',
	'WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles)');
SELECT pg_catalog.pg_extension_config_dump('segmentation_log_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
SELECT pg_catalog.pg_extension_config_dump('segmentation_breakdown_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
SELECT pg_catalog.pg_extension_config_dump('segmentation_change_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
-- pg_dump and pg_restore run as the database's owner
GRANT SELECT, INSERT, UPDATE, DELETE ON segmentation_kept, segmentation_log_kept, segmentation_breakdown_kept, segmentation_change_kept TO pg_database_owner;

/* views for all */

CREATE FUNCTION _segmentation_owner(view regclass, owner regrole) RETURNS regrole
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN coalesce((SELECT c.relowner FROM pg_catalog.pg_class AS c
				 WHERE c.oid OPERATOR(pg_catalog.=) _segmentation_owner.view::oid AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"), owner::oid)::regrole;
COMMENT ON FUNCTION _segmentation_owner(regclass, regrole) IS 'whose a segmentation is: the owner''s of its view; of one without a view, whose it was';

CREATE VIEW segmentations WITH (security_barrier) AS
SELECT k.name, @extschema@._segmentation_owner(k.view, k.owner) AS owner, k.view, k.view_schema, k.view_name,
	   k.source, k.source_schema, k.source_name, k.source_owner,
	   k.customer_column, k.time_column, k.amount_column, k.order_column, k.potential_column, k.profit_column, k.column_numbers,
	   k.since, k.as_of, k.yardstick, k.lapse_after, k.created_at, k.refreshed_at, k.last_error, k.last_error_at
FROM @extschema@.segmentation_kept AS k WHERE pg_catalog.pg_has_role(@extschema@._segmentation_owner(k.view, k.owner)::oid, 'USAGE'::text)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentations IS 'the segmentations that have a name, of the roles that the user has';
COMMENT ON COLUMN segmentations.name IS 'as SQL reads it: other than lower-case letters, digits and _ stand in double quotes';
COMMENT ON COLUMN segmentations.owner IS 'of the view, where there is one';
COMMENT ON COLUMN segmentations.view IS 'the materialized view; NULL, or a number, when it was dropped: the next refresh makes it again';
COMMENT ON COLUMN segmentations.source IS 'the table or view that holds the sales, as the last refresh found it';
COMMENT ON COLUMN segmentations.source_name IS 'its name, by which one that takes its place is found';
COMMENT ON COLUMN segmentations.source_owner IS 'its owner: what takes its place must be theirs, or the segmentation''s owner''s';
COMMENT ON COLUMN segmentations.column_numbers IS 'of the columns in the source, in their order here, by which one that was renamed is found; they are set from the names';
COMMENT ON COLUMN segmentations.as_of IS 'rows count up to, not including, then; NULL: all';
COMMENT ON COLUMN segmentations.yardstick IS 'by which each refresh measures; NULL: there was no customer yet, and the next refresh fits one';
COMMENT ON COLUMN segmentations.last_error IS 'what refresh_segmentations() could not refresh it for; NULL once it is refreshed';
COMMENT ON COLUMN segmentations.last_error_at IS 'when that was';

CREATE VIEW segmentation_log WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_log_kept AS l
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) l.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_log IS 'a row for each refresh of a segmentation: what the base was then';
COMMENT ON COLUMN segmentation_log.as_of IS 'up to, not including, which rows counted; NULL: all';
COMMENT ON COLUMN segmentation_log.last_order IS 'the last order that counted: where that is in the future, a wrong date has made all others look long gone';
COMMENT ON COLUMN segmentation_log.changed IS 'customers who came, went or have another type than at the refresh before; NULL where that is not known: at the first, and when the view was gone or its customers have another type';
COMMENT ON COLUMN segmentation_log.without_customer IS 'rows of the source without a customer, which are left out';
COMMENT ON COLUMN segmentation_log.without_time IS 'rows of the source with a customer and without a time, which are left out';

CREATE VIEW segmentation_breakdown WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_breakdown_kept AS b
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) b.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_breakdown IS 'a row for each type at each refresh of a segmentation: what the base was then, in plain columns';
COMMENT ON COLUMN segmentation_breakdown.at IS 'of the refresh, as in segmentation_log';
COMMENT ON COLUMN segmentation_breakdown.type IS 'a quadrant, or unclassified: each has a row at each refresh, also where there is nobody';
COMMENT ON COLUMN segmentation_breakdown.amount IS 'of its customers in the period, net; 0 where no amount is known';

CREATE VIEW segmentation_change WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_change_kept AS c
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) c.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_change IS 'a row for each customer who came, went or changed type between two refreshes of a segmentation';
COMMENT ON COLUMN segmentation_change.at IS 'of the refresh that found it';
COMMENT ON COLUMN segmentation_change.was IS 'type at the refresh before, or unclassified; NULL: not there';
COMMENT ON COLUMN segmentation_change."is" IS 'type at this refresh, or unclassified; NULL: no longer there';

GRANT SELECT, INSERT, UPDATE, DELETE ON segmentations, segmentation_log, segmentation_breakdown, segmentation_change TO PUBLIC;

/* reading them */

CREATE FUNCTION _segmentation_name(part text) RETURNS text
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN part OPERATOR(pg_catalog.~) '^[a-z_][a-z0-9_]*$' COLLATE pg_catalog."C" THEN part
	   ELSE pg_catalog.concat('"', pg_catalog.replace(part, '"', '""'), '"') END;
COMMENT ON FUNCTION _segmentation_name(text) IS 'a name as segmentations has it, in double quotes where SQL needs them; unlike quote_ident() of whatever settings, and of whatever keywords a server has';

CREATE FUNCTION _qualified_name(relation regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) relation::oid;
END;
COMMENT ON FUNCTION _qualified_name(regclass) IS 'the name of a relation with its schema, whatever the search_path; NULL when it is gone';

CREATE FUNCTION _schema_of_segmentation(kept segmentations) RETURNS name
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN coalesce((SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
				 WHERE c.oid OPERATOR(pg_catalog.=) (kept).view::oid), (kept).view_schema);
COMMENT ON FUNCTION _schema_of_segmentation(segmentations) IS 'the schema of its view, or in which it was';

CREATE FUNCTION _kept_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parts text[] := parse_ident(name);
	kept @extschema@.segmentations;
	known text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = @extschema@._segmentation_name(parts[array_length(parts, 1)]);
	IF FOUND AND (array_length(parts, 1) = 1 OR parts = ARRAY[@extschema@._schema_of_segmentation(kept), parts[2]]::text[]) THEN
		RETURN kept;
	END IF;
	known := CASE WHEN FOUND THEN format('%I.%s', @extschema@._schema_of_segmentation(kept), kept.name)
			 ELSE (SELECT string_agg(s.name, ', ' ORDER BY s.name COLLATE "C") FROM @extschema@.segmentations AS s) END;
	RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no segmentation %s', coalesce(name, 'NULL')),
		HINT = coalesce('Of yours there are: ' || known, 'Make one: SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');');
END $$;
COMMENT ON FUNCTION _kept_segmentation(text) IS 'the row of a segmentation, or an error that names those there are';

CREATE FUNCTION segmentation(name text) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN (@extschema@._kept_segmentation(name)).view;
COMMENT ON FUNCTION segmentation(text) IS 'the materialized view of a segmentation';

CREATE FUNCTION _shows_segmentation(view oid) RETURNS boolean
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN EXISTS (SELECT FROM pg_catalog.pg_class AS c
			   JOIN pg_catalog.pg_rewrite AS r ON r.ev_class OPERATOR(pg_catalog.=) c.oid
			   JOIN pg_catalog.pg_depend AS d ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
			   WHERE c.oid OPERATOR(pg_catalog.=) _shows_segmentation.view AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"
				   AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::regclass::oid
				   AND d.refobjid OPERATOR(pg_catalog.=) '@extschema@.segmentation(text)'::regprocedure::oid);
COMMENT ON FUNCTION _shows_segmentation(oid) IS 'a materialized view that asks for segmentation(), as those of segmentations do';

CREATE FUNCTION _refuse_segmentation(name text, view regclass, owner regrole) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('segmentation %s belongs to %s', name, owner),
		DETAIL = format('Its sales are read with the rights of who asks, and a view of %s''s could run functions with them.', owner),
		HINT = CASE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE oid = owner) THEN format('That role is gone: DELETE FROM @extschema@.segmentations WHERE name = %L;', name)
			   WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN 'Let a job of that role do it'
					|| coalesce(', or, to take it over: ALTER MATERIALIZED VIEW ' || @extschema@._qualified_name(view) || format(' OWNER TO %I;', current_user), '.')
			   ELSE 'Let a job of that role do it'
					|| coalesce(', and read what it has made: SELECT * FROM ' || @extschema@._qualified_name(view) || ';', '.') END;
END $$;
COMMENT ON FUNCTION _refuse_segmentation(text, regclass, regrole) IS 'the error for who may not act for the owner of a segmentation';

CREATE FUNCTION _own_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	us pg_roles;
BEGIN
	SELECT * INTO us FROM pg_roles WHERE rolname = current_user;
	IF us.oid <> kept.owner AND (us.rolsuper OR NOT pg_has_role(kept.owner, 'USAGE')) THEN
		PERFORM @extschema@._refuse_segmentation(kept.name, kept.view, kept.owner);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _own_segmentation(segmentations) IS
'the row as it is, or an error where the current role is neither the owner nor has, without being a superuser, the owner''s rights: the source of another role is that role''s code';

CREATE FUNCTION _check_successor(kept segmentations, successor regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	was regrole := coalesce((SELECT relowner FROM pg_class WHERE oid = kept.source), kept.source_owner);
	now_is regrole := (SELECT relowner FROM pg_class WHERE oid = successor);
BEGIN
	IF now_is IS DISTINCT FROM was AND now_is <> kept.owner THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%I.%I is not the relation that segmentation %s was made of, and belongs to %s, not to %s', kept.source_schema, kept.source_name, kept.name, now_is, coalesce(was::text, 'its owner')),
			HINT = format('If it is to be the source: UPDATE @extschema@.segmentations SET source = %L WHERE name = %L;', @extschema@._qualified_name(successor), kept.name);
	END IF;
END $$;
COMMENT ON FUNCTION _check_successor(segmentations, regclass) IS 'an error where what has the name of a source is the work of a third role: its code would run with the rights of the segmentation''s owner';

CREATE FUNCTION _check_superuser_reads(kept segmentations) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	theirs regrole := (SELECT c.relowner FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner WHERE c.oid = kept.source AND c.relkind = 'v' AND NOT r.rolsuper);
BEGIN
	IF theirs IS NOT NULL AND (SELECT rolsuper FROM pg_roles WHERE oid = kept.owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%s is a view of %s, and segmentation %s belongs to a superuser', @extschema@._qualified_name(kept.source), theirs, kept.name),
			DETAIL = 'A view runs functions with the rights of who reads it.',
			HINT = format('Make the segmentation after: SET ROLE %s;', theirs);
	END IF;
END $$;
COMMENT ON FUNCTION _check_superuser_reads(segmentations) IS 'an error where a superuser''s segmentation would read a view of a role that is none: a superuser runs nobody else''s code';

CREATE FUNCTION _found_source(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named regclass := to_regclass(format('%I.%I', kept.source_schema, kept.source_name));
	renamed record;
BEGIN
	IF named IS NULL THEN
		SELECT n.nspname, c.relname INTO renamed FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = kept.source;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source of segmentation %s is gone: there is no %I.%I', kept.name, kept.source_schema, kept.source_name),
				HINT = format('Create %I.%I again, or: SELECT @extschema@.drop_segmentation(%L);', kept.source_schema, kept.source_name, kept.name);
		END IF;
		kept.source_schema := renamed.nspname;
		kept.source_name := renamed.relname;
	ELSIF named <> kept.source THEN
		PERFORM @extschema@._check_successor(kept, named);
		kept.source := named;
		kept.column_numbers := NULL; -- they were the other's
	END IF;
	PERFORM @extschema@._check_superuser_reads(kept);
	RETURN kept;
END $$;
COMMENT ON FUNCTION _found_source(segmentations) IS
'the row of a segmentation with its source as it is now: the relation of its name, or else the same one under another name';

CREATE FUNCTION _found_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	names name[] := ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column];
	now_named name;
BEGIN
	kept := @extschema@._found_source(kept);
	FOR i IN 1 .. array_length(names, 1) LOOP
		CONTINUE WHEN names[i] IS NULL;
		SELECT attname INTO now_named FROM pg_attribute
		WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped AND (attname = names[i] OR attnum = kept.column_numbers[i])
		ORDER BY attname = names[i] DESC LIMIT 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = format('column "%s" of segmentation %s is gone from %s', names[i], kept.name, @extschema@._qualified_name(kept.source)),
				DETAIL = format('Its columns are: %s.', (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped)),
				HINT = format('Add the column again, or say which it is now: UPDATE @extschema@.segmentations SET %s_column = %L WHERE name = %L;',
							  (ARRAY['customer', 'time', 'amount', 'order', 'potential', 'profit'])[i], 'its name', kept.name);
		END IF;
		names[i] := now_named;
	END LOOP;
	kept.customer_column := names[1];
	kept.time_column := names[2];
	kept.amount_column := names[3];
	kept.order_column := names[4];
	kept.potential_column := names[5];
	kept.profit_column := names[6];
	RETURN kept;
END $$;
COMMENT ON FUNCTION _found_segmentation(segmentations) IS
'the row of a segmentation with its source and columns as they are now: each by its name, or else the same one under another name';

CREATE FUNCTION _segmentation_of(view regclass) RETURNS SETOF segmentations
LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	another oid;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.view = view;
	IF FOUND THEN
		kept := @extschema@._own_segmentation(kept);
		RETURN NEXT @extschema@._found_segmentation(kept);
		RETURN;
	END IF;
	SELECT relowner INTO another FROM pg_class WHERE oid = view AND NOT pg_has_role(relowner, 'USAGE') AND @extschema@._shows_segmentation(oid);
	IF FOUND THEN
		PERFORM @extschema@._refuse_segmentation(view::text, view, another);
	END IF;
END $$;
COMMENT ON FUNCTION _segmentation_of(regclass) IS 'the segmentation of a materialized view, with its source as it is now; no row when it is none; an error when it is another role''s';

/* what is written to the registry, by whomever */

CREATE FUNCTION _keep_segmentation() RETURNS trigger
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	shown record;
BEGIN
	SELECT c.oid, n.nspname, c.relname INTO shown FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE c.oid = NEW.view AND @extschema@._shows_segmentation(c.oid);
	NEW.view := shown.oid;
	IF FOUND THEN
		NEW.view_schema := shown.nspname;
		NEW.view_name := shown.relname;
	ELSIF TG_OP = 'INSERT' AND NOT pg_has_role(NEW.owner, 'USAGE') THEN -- restored without the owners
		NEW.owner := quote_ident(current_user)::regrole;
	END IF;
	NEW.owner := @extschema@._segmentation_owner(NEW.view, NEW.owner);
	IF NOT pg_has_role(NEW.owner, 'USAGE') THEN
		PERFORM @extschema@._refuse_segmentation(NEW.name, NEW.view, NEW.owner);
	ELSIF NEW.name <> OLD.name THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('segmentation %s keeps its name', OLD.name), DETAIL = 'Its view is made by that name.',
			HINT = 'Drop it, and make it again under the other name.';
	END IF;
	NEW.source_owner := coalesce((SELECT relowner FROM pg_class WHERE oid = NEW.source), NEW.source_owner);
	NEW.column_numbers := ARRAY(
		SELECT coalesce(a.attnum, CASE WHEN NEW.source = OLD.source AND c.name = c.old_name THEN c.old_number END)
		FROM unnest(ARRAY[NEW.customer_column, NEW.time_column, NEW.amount_column, NEW.order_column, NEW.potential_column, NEW.profit_column],
					ARRAY[OLD.customer_column, OLD.time_column, OLD.amount_column, OLD.order_column, OLD.potential_column, OLD.profit_column],
					OLD.column_numbers) WITH ORDINALITY AS c (name, old_name, old_number, i)
		LEFT JOIN pg_attribute AS a ON a.attrelid = NEW.source AND a.attname = c.name AND a.attnum > 0 AND NOT a.attisdropped
		ORDER BY c.i);
	RETURN NEW;
END $$;
COMMENT ON FUNCTION _keep_segmentation() IS
'a row is written by who has the owner''s rights only; what follows from view, source and names is looked up, so that it is true of this database also when the row comes from another''s dump';
CREATE TRIGGER keep BEFORE INSERT OR UPDATE ON segmentation_kept FOR EACH ROW EXECUTE FUNCTION _keep_segmentation();
COMMENT ON TRIGGER keep ON segmentation_kept IS 'what is written is looked at, and the rest looked up';
