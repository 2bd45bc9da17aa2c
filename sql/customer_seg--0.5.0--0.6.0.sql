\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
/* What is new stands by chapter, in the chapters' order, between two looks at the schema. */

SELECT @extschema@._check_schema();

/* segmentation_kept */

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

-- a note that nobody says any more: change.singular
DELETE FROM @extschema@.playbook_shipped WHERE subject = 'note' AND item = 'change.singular';

/* validate */

CREATE OR REPLACE FUNCTION validate(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 at date DEFAULT NULL,
						 horizon interval DEFAULT '1 year',
						 "window" interval DEFAULT NULL,
						 yardstick yardstick DEFAULT NULL)
RETURNS TABLE (class text, customers bigint, came_back bigint, share double precision, low double precision, high double precision,
			   amount numeric, amount_a_head numeric, share_of_amount double precision,
			   auc double precision, auc_low double precision, auc_high double precision,
			   chi_square double precision, p double precision, verdict foresight, reason text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 5
BEGIN ATOMIC
	WITH past AS MATERIALIZED (
		SELECT h.history
		FROM @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, order_column, potential_column,
											profit_column) AS h
	), span AS MATERIALIZED (
		SELECT d.last, s.at_day, s.since, s.until
		FROM (SELECT pg_catalog.max(@extschema@.last_day(history)) FROM past) AS d (last),
			 LATERAL @extschema@._validation_span(d.last, validate.at, validate.horizon, validate."window") AS s
	), seen AS (
		SELECT s.at_day, @extschema@.activity(p.history, s.at_day, s.since) AS before
		FROM past AS p, span AS s
	), standard AS MATERIALIZED (
		SELECT coalesce(validate.yardstick, (SELECT s.yardstick FROM @extschema@._segmentation_of(source) AS s), (SELECT @extschema@.yardstick(before, at_day) FROM seen)) AS yardstick
	), judged AS MATERIALIZED (
		SELECT t.quadrant, t.loyalty, coalesce(@extschema@.orders(a.after) OPERATOR(pg_catalog.>) 0, false) AS came_back,
			   @extschema@.amount(a.after) AS amount
		FROM past AS p, span AS s, standard AS y,
			 LATERAL @extschema@.types(p.history, ARRAY[s.at_day], validate."window", y.yardstick) AS t,
			 LATERAL (SELECT @extschema@.activity(p.history, s.until, s.at_day)) AS a (after)
		WHERE y.yardstick IS NOT NULL AND t.quadrant IS NOT NULL
	), counted AS MATERIALIZED (
		SELECT @extschema@.validate_classes(quadrant, came_back, amount) AS classes, @extschema@.auc(loyalty, came_back) AS auc
		FROM judged
	), told AS (
		SELECT (c.auc).auc, (c.auc).low, (c.auc).high,
			   CASE WHEN s.at_day IS NULL THEN 'there are no sales'
					WHEN s.last OPERATOR(pg_catalog.<) (s.until OPERATOR(pg_catalog.-) 1)
					THEN 'the data end on ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.last) OPERATOR(pg_catalog.#>>) '{}'::text[])
						 OPERATOR(pg_catalog.||) ', the horizon on '
						 OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.until OPERATOR(pg_catalog.-) 1) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN ((c.auc).came_back OPERATOR(pg_catalog.+) (c.auc).stayed_away) OPERATOR(pg_catalog.=) 0::bigint
					THEN 'nobody had a type at ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.at_day) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN (c.auc).came_back OPERATOR(pg_catalog.<) 10
					THEN (c.auc).came_back::text OPERATOR(pg_catalog.||) ' came back: it takes 10'
					WHEN (c.auc).stayed_away OPERATOR(pg_catalog.<) 10
					THEN (c.auc).stayed_away::text OPERATOR(pg_catalog.||) ' stayed away: it takes 10' END AS too_early,
			   'loyalty was the higher one of who came back in '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).auc::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' % of pairs ('
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).low::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' .. '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).high::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ')' AS pairs
		FROM counted AS c, span AS s
	)
	SELECT r.class, r.customers, r.came_back, r.share, r.low, r.high, r.amount, r.amount_a_head, r.share_of_amount,
		   t.auc, t.low, t.high, r.chi_square, r.p,
		   CASE WHEN t.pairs IS NULL AND t.too_early IS NULL THEN NULL
				WHEN t.too_early IS NOT NULL THEN 'too_early'::@extschema@.foresight
				ELSE @extschema@._foresight(c.auc) END,
		   coalesce(t.too_early, t.pairs OPERATOR(pg_catalog.||)
					CASE WHEN t.low OPERATOR(pg_catalog.>) 0.55::double precision THEN ''
						 WHEN t.high OPERATOR(pg_catalog.<) 0.5::double precision THEN ': they were the less loyal ones'
						 WHEN t.low OPERATOR(pg_catalog.>) 0.5::double precision THEN ': more than 55 % are not established'
						 ELSE ': more than half are not established' END)
	FROM counted AS c, LATERAL pg_catalog.unnest(c.classes) WITH ORDINALITY
						   AS r (class, customers, came_back, share, low, high, amount, amount_a_head, share_of_amount, chi_square, p, i)
		 LEFT JOIN told AS t ON r.class OPERATOR(pg_catalog.=) 'all'
	ORDER BY r.i;
END;

/* past */

CREATE OR REPLACE FUNCTION _past(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL,
					  lapse_after interval DEFAULT NULL,
					  at_most bigint DEFAULT 65536)
RETURNS TABLE (last_day date, as_of_day date, one_in bigint, customers_seen bigint,
			   base_hiatus integer, lapse_after integer,
			   tried_at date, horizon interval, tried_lapse_after integer, lapse_verdict foresight,
			   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint,
			   types_tried_at date, types_horizon interval, types_verdict foresight, auc double precision, auc_low double precision, auc_high double precision,
			   period interval, flows flows_row, moved movement_row[])
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	WITH sample AS MATERIALIZED (
		SELECT h.history, h.one_in, h.last_day, h.as_of_day
		FROM @extschema@._histories_sample(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, since, as_of, at_most) AS h
	), said AS MATERIALIZED (
		SELECT one_in, last_day, as_of_day, LEAST(as_of_day, last_day OPERATOR(pg_catalog.+) 1) AS until -- what followed is known as far as the data go
		FROM sample WHERE history IS NULL
	), seen AS MATERIALIZED (
		SELECT pg_catalog.count(*) AS customers, pg_catalog.min(@extschema@.first_day(h.history)) AS first, @extschema@.hiatus(h.history, s.as_of_day) AS hiatus
		FROM sample AS h, said AS s WHERE h.history IS NOT NULL
	), length AS MATERIALIZED (
		SELECT s.*, c.*,
			   CASE WHEN @extschema@._day_before(until, interval '2 years') OPERATOR(pg_catalog.>=) first THEN interval '1 year'
					WHEN (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog.>=) 2
					THEN pg_catalog.make_interval(days => (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog./) 2) END AS horizon,
			   (SELECT pg_catalog.max(p.period)
				FROM (VALUES (interval '1 year'), (interval '6 months'), (interval '3 months'), (interval '1 month')) AS p (period)
				WHERE @extschema@._day_before(as_of_day, p.period OPERATOR(pg_catalog.+) p.period) OPERATOR(pg_catalog.>=) first) AS period
		FROM said AS s, seen AS c
	), begun AS (
		-- where all come back in the end, what types foretell is who comes back soon: within the time that is usual
		SELECT l.*, LEAST(horizon, pg_catalog.make_interval(days => hiatus)) AS types_horizon,
			   (until OPERATOR(pg_catalog.-) horizon)::date AS tried_at,
			   (until OPERATOR(pg_catalog.-) LEAST(horizon, pg_catalog.make_interval(days => hiatus)))::date AS types_tried_at,
			   @extschema@._day_before(as_of_day, period) AS now_since,
			   @extschema@._day_before(@extschema@._day_before(as_of_day, period), period) AS then_since,
			   @extschema@._lapse_days(as_of_day, coalesce(_past.lapse_after, (SELECT s.lapse_after FROM @extschema@._segmentation_of(source) AS s))) AS given
		FROM length AS l
	), day AS MATERIALIZED (
		SELECT b.*,
			   CASE WHEN horizon IS NOT NULL THEN pg_catalog.daterange(tried_at, (tried_at OPERATOR(pg_catalog.+) horizon)::date) END AS tried_days,
			   CASE WHEN types_horizon IS NOT NULL
					THEN pg_catalog.daterange(types_tried_at, (types_tried_at OPERATOR(pg_catalog.+) types_horizon)::date) END AS types_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(now_since, as_of_day) END AS now_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(then_since, now_since) END AS then_days
		FROM begun AS b
	), fitted AS MATERIALIZED (
		SELECT coalesce(pg_catalog.min(d.given), @extschema@.hiatus(h.history, d.tried_at) FILTER (WHERE d.tried_at IS NOT NULL)) AS lapse_after,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.types_tried_at), d.types_tried_at) FILTER (WHERE d.types_tried_at IS NOT NULL) AS types,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.now_since, d.then_since), d.now_since) FILTER (WHERE d.period IS NOT NULL) AS moved
		FROM sample AS h, day AS d WHERE h.history IS NOT NULL
	), customer AS (
		SELECT @extschema@.life_stage(h.history, d.tried_at, f.lapse_after) AS stage,
			   @extschema@.orders(h.history, d.tried_days) OPERATOR(pg_catalog.>) 0 AS came_back,
			   @extschema@.loyalty(@extschema@.activity(h.history, d.types_tried_at), f.types, d.types_tried_at) AS loyalty,
			   @extschema@.orders(h.history, d.types_days) OPERATOR(pg_catalog.>) 0 AS came_again,
			   @extschema@.flow(h.history, d.now_days, d.then_days) AS flow,
			   @extschema@.amount(h.history, d.then_days) AS before, @extschema@.amount(h.history, d.now_days) AS now,
			   CASE WHEN f.moved IS NOT NULL
					THEN @extschema@.quadrants(h.history, ARRAY[d.now_since, d.as_of_day], d.period, f.moved) END AS types
		FROM sample AS h, day AS d, fitted AS f WHERE h.history IS NOT NULL
		OFFSET 0 -- each is asked once
	), told AS MATERIALIZED (
		SELECT @extschema@.validate_classes(stage, came_back, NULL::numeric) AS stages, @extschema@.auc(loyalty, came_again) AS auc,
			   @extschema@.flows(flow, before, now) AS flows, @extschema@.movement(types[1], types[2], before, now) AS moved
		FROM customer
	), lapse AS (
		SELECT coalesce(pg_catalog.sum(r.customers) FILTER (WHERE lapsed), 0)::bigint AS lapsed,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE lapsed), 0)::bigint AS lapsed_came_back,
			   coalesce(pg_catalog.sum(r.customers) FILTER (WHERE NOT lapsed), 0)::bigint AS others,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE NOT lapsed), 0)::bigint AS others_came_back,
			   pg_catalog.min(r.high) FILTER (WHERE lapsed) AS high
		FROM told AS t, LATERAL pg_catalog.unnest(t.stages) AS r, LATERAL (SELECT r.class OPERATOR(pg_catalog.=) 'lapsed') AS c (lapsed)
		WHERE r.class OPERATOR(pg_catalog.=) ANY (ARRAY['new', 'active', 'overdue', 'lapsed'])
	), verdict AS (
		SELECT l.*,
			   CASE WHEN LEAST(lapsed, others) OPERATOR(pg_catalog.<) 10 THEN 'too_early'::@extschema@.foresight
					WHEN high OPERATOR(pg_catalog.<) (0.5::double precision OPERATOR(pg_catalog.*) others_came_back::double precision
													  OPERATOR(pg_catalog./) others::double precision) THEN 'predicts'::@extschema@.foresight
					ELSE 'says_nothing'::@extschema@.foresight END AS foresight
		FROM lapse AS l
	)
	SELECT d.last_day, d.as_of_day, d.one_in, d.customers, d.hiatus,
		   CASE WHEN d.given IS NOT NULL THEN d.given WHEN v.foresight OPERATOR(pg_catalog.=) 'predicts' THEN d.hiatus END,
		   d.tried_at, d.horizon, f.lapse_after, v.foresight, v.lapsed, v.lapsed_came_back, v.others, v.others_came_back,
		   d.types_tried_at, d.types_horizon, @extschema@._foresight(t.auc), (t.auc).auc, (t.auc).low, (t.auc).high,
		   d.period, CASE WHEN d.period IS NOT NULL THEN t.flows END, CASE WHEN f.moved IS NOT NULL THEN t.moved END
	FROM day AS d, fitted AS f, told AS t, verdict AS v;
END;

/* report */

CREATE OR REPLACE FUNCTION report(source regclass,
					   customer_column name DEFAULT 'customer_id',
					   time_column name DEFAULT 'sold_at',
					   amount_column name DEFAULT 'amount',
					   order_column name DEFAULT NULL,
					   potential_column name DEFAULT NULL,
					   profit_column name DEFAULT NULL,
					   since timestamptz DEFAULT NULL,
					   as_of timestamptz DEFAULT NULL,
					   yardstick yardstick DEFAULT NULL,
					   lang text DEFAULT 'en',
					   compare_with date DEFAULT NULL,
					   lapse_after interval DEFAULT NULL)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after)) AS facts,
			   coalesce(report.lang, 'en') AS lang -- NULL is the default, as for the other options
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	), line AS (
		SELECT 1 AS place, s.place AS i, 'summary' AS section_key, s.item_key,
			   CASE WHEN s.item_key OPERATOR(pg_catalog.~~) 'action%' THEN 'action_at_stake' ELSE s.item_key END AS item, 'sentence' AS subject,
			   NULL::bigint AS customers, NULL::double precision AS share, NULL::double precision AS low, NULL::double precision AS high,
			   NULL::numeric AS amount, NULL::double precision AS share_of_amount, NULL::double precision AS statistic, NULL::bigint AS before,
			   NULL::text AS evidence, s.sentence AS what_to_do
		FROM known AS k, LATERAL @extschema@._report_sentences(k.facts, k.lang) AS s WHERE s.sentence OPERATOR(pg_catalog.<>) ''
		UNION ALL
		SELECT l.place, l.i, l.section_key, l.item_key, l.item, l.subject, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic,
			   l.before, l.evidence, l.what_to_do
		FROM known AS k,
			 LATERAL (SELECT w.*, pg_catalog.row_number() OVER () AS i FROM @extschema@._report_wholes(k.facts, k.lang) AS w
					  UNION ALL SELECT c.*, pg_catalog.row_number() OVER () FROM @extschema@._report_classes(k.facts, k.lang) AS c) AS l
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, l.section_key, k.lang), l.section_key),
		   coalesce(@extschema@.label(l.subject, l.item, k.lang), l.item), l.customers, l.share, l.amount, l.share_of_amount,
		   l.evidence, l.what_to_do, l.section_key, l.item_key, l.low, l.high, l.statistic, l.before,
		   l.customers::double precision OPERATOR(pg_catalog./) nullif(l.before, 0)::double precision OPERATOR(pg_catalog.-) 1.0::double precision
	FROM line AS l, known AS k
	ORDER BY l.place, l.i;
END;

/* segment_activities */

CREATE FUNCTION segment_activities_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_activities_support(internal) IS
'planner support: the number of customers and the cost of segment_activities(), from the statistics of its source';

CREATE FUNCTION segment_activities(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   activity_column name DEFAULT 'activity',
								   as_of timestamptz DEFAULT NULL,
								   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities(regclass, name, name, timestamptz, yardstick) IS
'segment() over rows that hold activities already, those of a customer merged: as if it had read the sales of which they were made';

CREATE FUNCTION segment_activities_as(customer_type anyelement,
									  source regclass,
									  customer_column name DEFAULT 'customer_id',
									  activity_column name DEFAULT 'activity',
									  as_of timestamptz DEFAULT NULL,
									  yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities_as(anyelement, regclass, name, name, timestamptz, yardstick) IS
'segment_activities() for customers of any hashable type: segment_activities_as(NULL::uuid, ''activities'')';

/* segmentation */

CREATE FUNCTION _base_type(type oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE base(type) AS (
		SELECT _base_type.type
		UNION ALL
		SELECT t.typbasetype FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid OPERATOR(pg_catalog.=) b.type WHERE t.typtype OPERATOR(pg_catalog.=) 'd'::"char"
	)
	SELECT pg_catalog.format_type(t.oid, NULL::integer)
	FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid OPERATOR(pg_catalog.=) b.type WHERE t.typtype OPERATOR(pg_catalog.<>) 'd'::"char";
END;
COMMENT ON FUNCTION _base_type(oid) IS 'the name of a type, of a domain that of the type below';

CREATE FUNCTION _collate(of oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN coalesce((SELECT pg_catalog.format(' COLLATE %I.%I', n.nspname, c.collname)
				 FROM pg_catalog.pg_collation AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.collnamespace
				 WHERE c.oid OPERATOR(pg_catalog.=) _collate."of" AND c.collname OPERATOR(pg_catalog.<>) 'default'), '');
COMMENT ON FUNCTION _collate(oid) IS 'the clause for a collation, by which customers may be the same; empty without one, or where it is the database''s';

CREATE FUNCTION _segmentation_customer(kept segmentations, OUT type text, OUT collated text, OUT "column" text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT @extschema@._base_type(a.atttypid), -- a NULL of a domain may not be allowed
		   @extschema@._collate(a.attcollation),
		   CASE WHEN a.attname OPERATOR(pg_catalog.=) ANY (ARRAY['orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant'])
				THEN 'customer' ELSE a.attname::text END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) (kept).source::oid AND a.attname OPERATOR(pg_catalog.=) (kept).customer_column;
END;
COMMENT ON FUNCTION _segmentation_customer(segmentations) IS 'type, collation and name of the customers'' column in the view of a segmentation';

CREATE FUNCTION _make_segmentation_view(kept segmentations) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
BEGIN
	BEGIN
		EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS SELECT customer AS %I, orders, amount, first_order, last_order, loyalty, contribution, quadrant'
					   ' FROM @extschema@.segment_as(NULL::%s%s, @extschema@.segmentation(%L)) WITH NO DATA',
					   kept.view_schema, kept.view_name, customer."column", customer.type, customer.collated, kept.name);
	EXCEPTION WHEN duplicate_table THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
			MESSAGE = format('the view of segmentation %s cannot be called %I.%I, as something else is', kept.name, kept.view_schema, kept.view_name),
			HINT = 'Take another name for the segmentation, or rename what has this one.';
	END;
	kept.view := format('%I.%I', kept.view_schema, kept.view_name)::regclass;
	EXECUTE format('CREATE UNIQUE INDEX ON %s (%I)', kept.view, customer."column");
	IF (SELECT relowner FROM pg_class WHERE oid = kept.view) <> kept.owner THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s OWNER TO %s', kept.view, kept.owner);
	END IF;
	UPDATE @extschema@.segmentations AS s SET view = kept.view WHERE s.name = kept.name;
	RETURN kept.view;
END $$;
COMMENT ON FUNCTION _make_segmentation_view(segmentations) IS 'makes the materialized view of a segmentation, its owner''s whoever calls, without rows, and its unique index';

CREATE FUNCTION _drop_segmentation_view(kept segmentations, why text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
BEGIN
	IF @extschema@._shows_segmentation(kept.view) THEN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	END IF;
EXCEPTION WHEN dependent_objects_still_exist THEN
	GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
	RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
		MESSAGE = format('%s, but other objects depend on its view', why), DETAIL = said, HINT = 'Drop these first.';
END $$;
COMMENT ON FUNCTION _drop_segmentation_view(segmentations, text) IS 'drops the view of a segmentation, if it is there, or says why it is to be dropped and what depends on it';

CREATE FUNCTION _measure_segmentation(kept segmentations, refit boolean,
									  OUT yardstick yardstick, OUT without_customer bigint, OUT without_time bigint, OUT amount_left_out numeric)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning -- to fill the view says it again
AS $$
BEGIN
	SELECT u.yardstick, u.without_customer, u.without_time, coalesce(u.amount_left_out, 0)
	INTO yardstick, without_customer, without_time, amount_left_out
	FROM @extschema@._segment_unnamed(kept.source, kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column,
									  kept.profit_column, kept.since, kept.as_of, CASE WHEN refit THEN NULL ELSE kept.yardstick END) AS u
	WHERE u.activity IS NULL;
END $$;
COMMENT ON FUNCTION _measure_segmentation(segmentations, boolean) IS
'what there is to say of all rows of a segmentation''s source: its yardstick, or one fitted on its customers where asked for or none is there (NULL without any), and what was left out';

CREATE FUNCTION _changed_customer_type(name text, later timestamptz) RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN coalesce((SELECT pg_catalog.concat(pg_catalog.format_type(a.atttypid, NULL::integer), @extschema@._collate(a.attcollation))
				 FROM @extschema@.segmentations AS s JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) s.view::oid AND a.attnum OPERATOR(pg_catalog.=) 1::smallint
				 WHERE s.name OPERATOR(pg_catalog.=) _changed_customer_type.name
					 AND NOT EXISTS (SELECT FROM @extschema@.segmentation_log AS l
									 WHERE l.name OPERATOR(pg_catalog.=) s.name AND l.at OPERATOR(pg_catalog.>) later AND l.changed IS NULL)), 'text');
COMMENT ON FUNCTION _changed_customer_type(text, timestamptz) IS
'the type by which the customers in the changes of a segmentation are the same: that of its view, unless it may have had another then';

CREATE FUNCTION _segmentation_movement(name text, earlier timestamptz, later timestamptz) RETURNS movement_row[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD'
SET TimeZone = 'UTC'
AS $$
DECLARE
	moved @extschema@.movement_row[];
BEGIN
	EXECUTE format(
		'WITH changed AS (' -- a customer may have changed several times
		' SELECT (array_agg(was ORDER BY at))[1] AS was, (array_agg("is" ORDER BY at DESC))[1] AS "is"'
		' FROM @extschema@.segmentation_change WHERE name = $1 AND at > $2 AND at <= $3 GROUP BY customer::%s'
		'), there AS ('
		' SELECT type, customers FROM @extschema@.segmentation_breakdown WHERE name = $1 AND at = $3'
		'), moved AS ('
		' SELECT was, "is", count(*) AS customers FROM changed WHERE coalesce(was, "is") IS NOT NULL GROUP BY was, "is"'
		' UNION ALL' -- all others have been what they are
		' SELECT a.type, b.type, CASE WHEN a.type = b.type THEN b.customers - (SELECT count(*) FROM changed WHERE "is" = b.type) ELSE 0 END FROM there AS a, there AS b'
		') SELECT array_agg(ROW(was, "is", customers, NULL, NULL, NULL, NULL, NULL, NULL)::@extschema@.movement_row ORDER BY was COLLATE "C", "is" COLLATE "C")'
		' FROM (SELECT was, "is", sum(customers)::bigint AS customers FROM moved GROUP BY was, "is") AS m',
		@extschema@._changed_customer_type(name, later)) INTO moved USING name, earlier, later;
	RETURN moved;
END $$;
COMMENT ON FUNCTION _segmentation_movement(text, timestamptz, timestamptz) IS 'how many customers went from which type to which between two refreshes of a segmentation: by the changes, and by the types at the later one';

CREATE FUNCTION _check_watch(min_effect double precision, confidence double precision) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN -- NaN is above all numbers
	IF (min_effect >= 0 AND min_effect <= 1) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('min_effect %s is out of range', coalesce(min_effect::text, 'NULL')),
			HINT = 'Give a share from 0 to 1, such as 0.02.';
	ELSIF (confidence > 0 AND confidence < 1) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('confidence %s is out of range', coalesce(confidence::text, 'NULL')),
			HINT = 'Give a share between 0 and 1, such as 0.95.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_watch(double precision, double precision) IS 'an error for what cannot be an effect, or a confidence';

CREATE FUNCTION watch(name text, earlier timestamptz DEFAULT NULL, later timestamptz DEFAULT NULL,
					  min_effect double precision DEFAULT 0.02, confidence double precision DEFAULT 0.95)
RETURNS TABLE (was_at timestamptz, is_at timestamptz, was structure, "is" structure, present bigint, comers bigint, goers bigint,
			   effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	moved @extschema@.movement_row[];
BEGIN
	kept := @extschema@._kept_segmentation(name);
	PERFORM @extschema@._check_watch(min_effect, confidence);
	SELECT l.at, l.structure INTO is_at, "is" FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND (later IS NULL OR l.at <= later) ORDER BY l.at DESC LIMIT 1;
	SELECT l.at, l.structure INTO was_at, was FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND l.at < is_at AND (earlier IS NULL OR l.at <= earlier) ORDER BY l.at DESC LIMIT 1;
	IF was_at IS NULL THEN
		note := 'there is no refresh before to compare with';
	ELSIF EXISTS (SELECT FROM @extschema@.segmentation_log AS l WHERE l.name = kept.name AND l.at > was_at AND l.changed IS NULL) THEN
		note := 'what changed is not known: the view was gone in between, or the customers have another type';
	ELSE
		moved := @extschema@._segmentation_movement(kept.name, was_at, is_at);
		SELECT c.present, c.comers, c.goers, c.p, c.note INTO present, comers, goers, p, note FROM @extschema@.structure_change(moved) AS c;
		-- the share that has changed most, of those there at both times
		SELECT max(abs(d.change)) / nullif(present, 0) INTO effect
		FROM (SELECT c.class, sum(c.customers)::double precision AS change
			  FROM unnest(moved) AS m, LATERAL (VALUES (m.was, -m.customers), (m."is", m.customers)) AS c (class, customers)
			  WHERE m.was IS NOT NULL AND m."is" IS NOT NULL GROUP BY c.class) AS d;
		is_real := coalesce(p < 1 - confidence, false) AND coalesce(effect >= min_effect, false);
		IF p IS NULL AND comers + goers > 0 THEN
			note := concat_ws('; ', note, format('%s came and %s went, which is not tested', comers, goers));
		END IF;
	END IF;
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION watch(text, timestamptz, timestamptz, double precision, double precision) IS
'whether the base of a segmentation has changed between two refreshes, the last two by default: of the customers there at both, the share of a type that changed most is at least so large, and the test of Stuart and Maxwell says that it is no chance';

CREATE FUNCTION _remake_segmentation_view(kept segmentations) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	granted aclitem[];
	made regclass;
	g record;
BEGIN
	SELECT n.nspname, c.relname, c.relacl INTO kept.view_schema, kept.view_name, granted FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = kept.view;
	PERFORM @extschema@._drop_segmentation_view(kept, format('the customers of segmentation %s have another type now', kept.name));
	made := @extschema@._make_segmentation_view(kept);
	FOR g IN SELECT a.grantee, a.privilege_type, a.is_grantable FROM aclexplode(granted) AS a, pg_class AS c
			 WHERE c.oid = made AND a.grantee <> c.relowner LOOP
		EXECUTE format('GRANT %s ON %s TO %s%s', g.privilege_type, made, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
					   CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	RETURN made;
END $$;
COMMENT ON FUNCTION _remake_segmentation_view(segmentations) IS 'makes the view of a segmentation anew, for customers of another type; who could read it, still can';

CREATE FUNCTION _locked_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	known @extschema@.segmentations;
	kept @extschema@.segmentations;
BEGIN
	known := @extschema@._kept_segmentation(name);
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = known.name FOR UPDATE;
	IF NOT FOUND THEN -- who held it has dropped it
		kept := @extschema@._kept_segmentation(name);
	END IF;
	RETURN @extschema@._own_segmentation(kept);
END $$;
COMMENT ON FUNCTION _locked_segmentation(text) IS 'the row of a segmentation, locked, so that what changes one waits for the other; an error where it is another role''s';

CREATE FUNCTION _follow_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	kept := @extschema@._found_segmentation(kept);
	IF kept.owner <> quote_ident(current_user)::regrole AND (SELECT relrowsecurity FROM pg_class WHERE oid = kept.source) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('the rows of %s that %s sees are not those that %I sees', @extschema@._qualified_name(kept.source), kept.owner, current_user),
			DETAIL = 'It has row-level security.', HINT = format('Refresh it as %s.', kept.owner);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _follow_segmentation(segmentations) IS 'the row of a segmentation with its source as it is now, for a refresh: an error where the source shows the caller other rows than the owner';

CREATE FUNCTION _types_of_segmentation(view regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('SELECT %I AS customer, coalesce(quadrant::text, ''unclassified'') AS type, orders, amount FROM %s', a.attname, view)
	FROM pg_catalog.pg_attribute AS a WHERE a.attrelid OPERATOR(pg_catalog.=) view::oid AND a.attnum OPERATOR(pg_catalog.=) 1::smallint;
END;
COMMENT ON FUNCTION _types_of_segmentation(regclass) IS 'a query for the customers in the view of a segmentation, with their types';

CREATE FUNCTION _fill_segmentation(kept segmentations, OUT view regclass, OUT compared boolean)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off -- else REFRESH \342\200\246 CONCURRENTLY fails in itself
AS $$
#variable_conflict use_column
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
	shown record; -- the view as it is
BEGIN
	view := kept.view;
	SELECT format_type(a.atttypid, NULL) AS type, a.attname::text AS "column", c.relispopulated AS filled INTO shown
	FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.oid = kept.view AND @extschema@._shows_segmentation(c.oid);
	compared := coalesce(shown.filled AND shown.type = customer.type, false);
	IF compared THEN
		IF NOT has_database_privilege(current_database(), 'TEMPORARY') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('to refresh segmentation %s takes temporary tables, which %I may not make', kept.name, current_user),
				HINT = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), current_user);
		END IF;
		EXECUTE 'CREATE TEMP TABLE _segmentation_was AS ' || @extschema@._types_of_segmentation(view);
	END IF;
	IF shown.type IS NULL THEN
		view := @extschema@._make_segmentation_view(kept);
	ELSIF shown.type <> customer.type THEN
		view := @extschema@._remake_segmentation_view(kept);
	ELSIF shown."column" <> customer."column" THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s RENAME COLUMN %I TO %I', view, shown."column", customer."column");
	END IF;
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN compared THEN 'CONCURRENTLY ' ELSE '' END, view);
END $$;
COMMENT ON FUNCTION _fill_segmentation(segmentations) IS
'fills the view of a segmentation, which is made where it is not there, or not for these customers; where it was filled before, its types stay in a temporary table, to be compared';

CREATE FUNCTION _log_changes(view regclass, logged segmentation_log) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET bytea_output = hex -- customers are written as text, always the same
SET DateStyle = 'ISO, YMD'
SET IntervalStyle = postgres
SET TimeZone = 'UTC'
SET extra_float_digits = 1
AS $$
DECLARE
	changed bigint;
BEGIN
	-- GROUP BY, since a type's own operators are not in the search_path
	EXECUTE format('INSERT INTO @extschema@.segmentation_change SELECT $1, $2, customer::text, max(was), max("is") FROM ('
				   'SELECT customer, type AS was, NULL AS "is" FROM pg_temp._segmentation_was UNION ALL SELECT customer, NULL, type FROM (%s) AS v) AS c'
				   ' GROUP BY customer HAVING max(was) IS DISTINCT FROM max("is")', @extschema@._types_of_segmentation(view)) USING logged.name, logged.at;
	GET DIAGNOSTICS changed = ROW_COUNT;
	DROP TABLE pg_temp._segmentation_was;
	RETURN changed;
END $$;
COMMENT ON FUNCTION _log_changes(regclass, segmentation_log) IS 'keeps who has another type in the view than before its refresh, by the equality of their own type, and tells how many';

CREATE FUNCTION _log_segmentation(view regclass, logged segmentation_log, compared boolean) RETURNS segmentation_log
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	logged.at := clock_timestamp();
	EXECUTE format('SELECT count(*), sum(amount), max(last_order), @extschema@.mix(quadrant) FROM %s', view) INTO logged.customers, logged.amount, logged.last_order, logged.mix;
	logged.structure := @extschema@.structure(logged.mix);
	INSERT INTO @extschema@.segmentation_log SELECT logged.*;
	EXECUTE format('INSERT INTO @extschema@.segmentation_breakdown SELECT $1, $2, type, count(v), coalesce(sum(v.orders), 0), coalesce(sum(v.amount), 0)'
				   ' FROM unnest(enum_range(NULL::@extschema@.quadrant)::text[] || ''unclassified''::text) AS t (type)'
				   ' LEFT JOIN (%s) AS v USING (type) GROUP BY type', @extschema@._types_of_segmentation(view)) USING logged.name, logged.at;
	IF compared THEN
		logged.changed := @extschema@._log_changes(view, logged);
		UPDATE @extschema@.segmentation_log AS l SET changed = logged.changed WHERE l.name = logged.name AND l.at = logged.at;
	END IF;
	RETURN logged;
END $$;
COMMENT ON FUNCTION _log_segmentation(regclass, segmentation_log, boolean) IS 'keeps what the base of a segmentation is after a refresh and, where it can be compared, who changed';

CREATE FUNCTION refresh_segmentation(name text, as_of timestamptz DEFAULT NULL, refit boolean DEFAULT false)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	before @extschema@.segmentations;
	kept @extschema@.segmentations;
	filled record;
	logged @extschema@.segmentation_log;
BEGIN
	before := @extschema@._locked_segmentation(name);
	kept := @extschema@._follow_segmentation(before);
	kept.as_of := coalesce(as_of, kept.as_of);
	SELECT m.yardstick, m.without_customer, m.without_time, m.amount_left_out INTO kept.yardstick, logged.without_customer, logged.without_time, logged.amount_left_out
	FROM @extschema@._measure_segmentation(kept, refit) AS m;
	UPDATE @extschema@.segmentations AS s -- as the view reads it
	SET source = kept.source, source_schema = kept.source_schema, source_name = kept.source_name, customer_column = kept.customer_column,
		time_column = kept.time_column, amount_column = kept.amount_column, order_column = kept.order_column, potential_column = kept.potential_column,
		profit_column = kept.profit_column, as_of = kept.as_of, yardstick = kept.yardstick
	WHERE s.name = kept.name;
	filled := @extschema@._fill_segmentation(kept);
	logged.name := kept.name;
	logged.as_of := kept.as_of;
	logged := @extschema@._log_segmentation(filled.view, logged, filled.compared);
	UPDATE @extschema@.segmentations AS s SET as_of = before.as_of, refreshed_at = logged.at, last_error = NULL, last_error_at = NULL WHERE s.name = kept.name;
	at := logged.at;
	customers := logged.customers;
	changed := logged.changed;
	SELECT w.was, w."is", w.effect, w.p, w.is_real, w.note INTO was, "is", effect, p, is_real, note FROM @extschema@.watch(kept.name) AS w;
	PERFORM pg_notify('customer_seg', json_build_object('name', kept.name, 'at', at, 'customers', customers, 'changed', changed,
														'was', was, 'is', "is", 'effect', effect, 'p', p, 'real', is_real)::text);
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION refresh_segmentation(text, timestamptz, boolean) IS
'brings the view of a segmentation up to date, keeps what the base is now and who changed, and notifies the channel customer_seg; as_of holds for this refresh only, and only refit fits a new yardstick';

CREATE FUNCTION _fail_segmentation(name text, error text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
	UPDATE @extschema@.segmentations AS s SET last_error = error, last_error_at = clock_timestamp() WHERE s.name = name;
	-- a payload is below 8000 bytes
	PERFORM pg_notify('customer_seg', json_build_object('name', name, 'at', clock_timestamp(), 'error', left(error, 1000))::text);
END $$;
COMMENT ON FUNCTION _fail_segmentation(text, text) IS 'keeps why a segmentation could not be refreshed, and notifies the channel customer_seg of it';

CREATE FUNCTION refresh_segmentations()
RETURNS TABLE (name text, at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision,
			   is_real boolean, note text, error text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	-- what others own would be read with the rights of who calls
	FOR name IN SELECT s.name FROM @extschema@.segmentations AS s WHERE s.owner = quote_ident(current_user)::regrole ORDER BY s.name COLLATE "C" LOOP
		BEGIN
			RETURN QUERY SELECT name, r.*, NULL::text FROM @extschema@.refresh_segmentation(name) AS r;
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			error := concat_ws(E'\n', message, 'DETAIL:  ' || nullif(detail, ''), 'HINT:  ' || nullif(hint, ''));
			PERFORM @extschema@._fail_segmentation(name, error);
			RETURN NEXT;
		END;
	END LOOP;
	IF NOT FOUND THEN
		RAISE WARNING '% owns no segmentation: nothing is refreshed', quote_ident(current_user) USING HINT = 'Each is refreshed by its owner: SELECT name, owner FROM @extschema@.segmentations;';
	END IF;
END $$;
COMMENT ON FUNCTION refresh_segmentations() IS
'refresh_segmentation() of all that the current role owns, in the order of their names; what fails stops no other: its error is in its row and in segmentations.last_error, until it is refreshed';

CREATE FUNCTION _new_segmentation(name text, schema name) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parts text[];
	kept @extschema@.segmentations;
BEGIN
	BEGIN
		parts := parse_ident(name);
	EXCEPTION WHEN invalid_parameter_value THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s is not a valid name for a segmentation', name),
			HINT = format('Put it in double quotes: SELECT * FROM @extschema@.create_segmentation(%L, ''sales'');', '"' || replace(name, '"', '""') || '"');
	END;
	IF parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name is NULL', HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF array_length(parts, 1) > 2 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s has too many parts for the name of a segmentation', name), HINT = 'Give a name, or a schema and a name.';
	ELSIF parts <> parts::name[]::text[] THEN
		RAISE EXCEPTION USING ERRCODE = 'name_too_long', MESSAGE = format('%s is too long for the name of a segmentation', left(name, 100)), HINT = 'Give a name of 63 bytes at most.';
	END IF;
	kept.name := @extschema@._segmentation_name(parts[array_length(parts, 1)]);
	kept.view_name := parts[array_length(parts, 1)];
	kept.view_schema := CASE WHEN array_length(parts, 1) = 2 THEN parts[1] ELSE schema END;
	IF kept.view_schema IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('no schema has been selected to make %s in', name),
			HINT = format('Give one with the name, as in: SELECT * FROM @extschema@.create_segmentation(%L, ''public.sales'');', 'public.' || kept.name);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _new_segmentation(text, name) IS 'a row with the name of a segmentation and of its view, which is in this schema unless another is given with the name; an error where it cannot be one';

CREATE FUNCTION _check_new_source(source regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source is NULL', HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF EXISTS (SELECT FROM @extschema@._segmentation_of(source)) THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a segmentation itself', source), HINT = 'Give the table or view that holds the sales.';
	ELSIF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a segmentation would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_new_source(regclass) IS 'an error for what no segmentation can be made of';

CREATE FUNCTION _register_segmentation(name text, schema name, source regclass, columns name[], since timestamptz, as_of timestamptz, yardstick yardstick, lapse_after interval) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations := @extschema@._new_segmentation(name, schema);
BEGIN
	PERFORM @extschema@._check_new_source(source), @extschema@._lapse_days(current_date, lapse_after);
	kept.source := source;
	SELECT n.nspname, c.relname INTO kept.source_schema, kept.source_name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = source;
	kept.customer_column := columns[1];
	kept.time_column := columns[2];
	kept.amount_column := columns[3];
	kept.order_column := columns[4];
	kept.potential_column := columns[5];
	kept.profit_column := columns[6];
	kept.since := since;
	kept.as_of := as_of;
	-- fitted even where one is given, since what is wrong with the arguments is said there
	kept.yardstick := (@extschema@._measure_segmentation(kept, true)).yardstick;
	INSERT INTO @extschema@.segmentations (name, view_schema, view_name, source, source_schema, source_name, customer_column, time_column, amount_column, order_column,
										   potential_column, profit_column, since, as_of, yardstick, lapse_after, created_at)
	SELECT kept.name, kept.view_schema, kept.view_name, kept.source, kept.source_schema, kept.source_name, kept.customer_column, kept.time_column, kept.amount_column, kept.order_column,
		   kept.potential_column, kept.profit_column, kept.since, kept.as_of, coalesce(_register_segmentation.yardstick, kept.yardstick), _register_segmentation.lapse_after, clock_timestamp();
	RETURN kept.name;
EXCEPTION WHEN unique_violation THEN
	RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a segmentation %s already', kept.name),
		HINT = format('Take another name, or, if it is yours: SELECT @extschema@.drop_segmentation(%L);', kept.name);
END $$;
COMMENT ON FUNCTION _register_segmentation(text, name, regclass, name[], timestamptz, timestamptz, yardstick, interval) IS 'puts a segmentation into the registry, without its view, and gives its name';

CREATE FUNCTION create_segmentation(name text, source regclass,
									customer_column name DEFAULT 'customer_id',
									time_column name DEFAULT 'sold_at',
									amount_column name DEFAULT 'amount',
									order_column name DEFAULT NULL,
									potential_column name DEFAULT NULL,
									profit_column name DEFAULT NULL,
									since timestamptz DEFAULT NULL,
									as_of timestamptz DEFAULT NULL,
									yardstick yardstick DEFAULT NULL,
									lapse_after interval DEFAULT NULL)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE SQL VOLATILE PARALLEL UNSAFE ROWS 1
BEGIN ATOMIC
	SELECT r.*
	FROM @extschema@.refresh_segmentation(@extschema@._register_segmentation(name, pg_catalog.current_schema(), source,
		ARRAY[customer_column, time_column, amount_column, order_column, potential_column, profit_column], since, as_of, yardstick, lapse_after)) AS r;
END;
COMMENT ON FUNCTION create_segmentation(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'a name for a source with its columns, period and yardstick (fitted now unless given), and a materialized view of that name with a row for each customer, filled for the first time';

CREATE FUNCTION drop_segmentation(name text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
BEGIN
	kept := @extschema@._locked_segmentation(name);
	PERFORM @extschema@._drop_segmentation_view(kept, format('segmentation %s is to be dropped', kept.name));
	DELETE FROM @extschema@.segmentations AS s WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION drop_segmentation(text) IS 'drops a segmentation: its view, what is kept of its refreshes, and its name; its source stays';

/* track */

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

/* track_segments */

CREATE FUNCTION _judgements(pattern text, activity text DEFAULT 'k.activity', yardstick text DEFAULT 'y.yardstick', as_of text DEFAULT 'y.as_of') RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.string_agg(pg_catalog.format(pattern, j.name, j.type,
		pg_catalog.format('@extschema@.%s(%s)', j.name, pg_catalog.concat_ws(', ', activity, CASE WHEN j.measured THEN yardstick END, CASE WHEN j.measured THEN as_of END))), ', ' ORDER BY j.n)
	FROM (VALUES (1, 'orders', 'bigint', false), (2, 'amount', 'numeric', false), (3, 'first_order', 'timestamptz', false), (4, 'last_order', 'timestamptz', false),
		(5, 'loyalty', 'double precision', true), (6, 'contribution', 'double precision', true), (7, 'quadrant', '@extschema@.quadrant', true)) j(n, name, type, measured);
END;
COMMENT ON FUNCTION _judgements(text, text, text, text) IS
'all that is judged of a customer, to be written in a query: in the pattern, the name (1), the type (2), and the expression (3) over an activity, a yardstick and a time';

CREATE FUNCTION _judging(activities text, measure text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('SELECT k.customer, %s FROM %s k, (SELECT * FROM %s LIMIT 1) y', @extschema@._judgements('%3$s AS %1$s'), activities, measure);
END;
COMMENT ON FUNCTION _judging(text, text) IS 'the query that judges customers by their activities and the yardstick in a table';

CREATE FUNCTION _segments(kept regclass, suffix text DEFAULT '') RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, pg_catalog.regexp_replace(c.relname::text, '_activities_kept$', '_segments') OPERATOR(pg_catalog.||) suffix)
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	WHERE c.oid OPERATOR(pg_catalog.=) kept::oid;
END;
COMMENT ON FUNCTION _segments(regclass, text) IS 'the name of the view of segments that goes with what is kept of a tracked table, or with a suffix of a table behind it';

CREATE FUNCTION _keeps_segments(kept regclass) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) kept::oid AND a.attname OPERATOR(pg_catalog.=) 'quadrant'::name);
END;
COMMENT ON FUNCTION _keeps_segments(regclass) IS 'whether what is kept of a tracked table has the columns of its segments';

CREATE FUNCTION _measured_by(kept regclass) RETURNS regclass
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure regclass := to_regclass(@extschema@._segments(kept, '_yardstick')); -- as the catalog is now
	ours boolean;
BEGIN
	SELECT y.relowner = k.relowner AND y.relkind = 'r' AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = y.oid AND attnum = 1 AND atttypid = '@extschema@.yardstick'::regtype)
	INTO ours FROM pg_class y, pg_class k WHERE y.oid = measure AND k.oid = kept;
	IF measure IS NOT NULL AND ours IS NULL THEN
		RAISE EXCEPTION 'the yardstick in % is newer than the snapshot of this transaction', measure USING ERRCODE = 'serialization_failure';
	END IF;
	RETURN CASE WHEN ours THEN measure END;
END $$;
COMMENT ON FUNCTION _measured_by(regclass) IS
'the table of the yardstick of the segments that are kept of a tracked table, which is its owner''s; NULL where there is none; an error where an older snapshot cannot tell';

CREATE FUNCTION _segments_view(kept regclass) RETURNS regclass
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	-- the name may be another's
	SELECT v.oid::regclass
	FROM pg_catalog.pg_class k
	JOIN pg_catalog.pg_class v ON v.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(@extschema@._segments(kept))::oid AND v.relowner OPERATOR(pg_catalog.=) k.relowner
	WHERE k.oid OPERATOR(pg_catalog.=) kept::oid AND EXISTS (
		SELECT FROM pg_catalog.pg_rewrite r
		JOIN pg_catalog.pg_depend d ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::regclass::oid AND d.objid OPERATOR(pg_catalog.=) r.oid
		WHERE r.ev_class OPERATOR(pg_catalog.=) v.oid AND d.refobjid OPERATOR(pg_catalog.=) @extschema@._measured_by(kept)::oid);
END;
COMMENT ON FUNCTION _segments_view(regclass) IS 'the view of segments that goes with what is kept of a tracked table: its owner''s, over the yardstick; NULL where there is none';

CREATE FUNCTION _tracked_activities(source regclass) RETURNS tracked
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
BEGIN
	SELECT k.* INTO t FROM @extschema@.tracked k WHERE k.source = _tracked_activities.source AND k.what = 'activity';
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the activities of table % are not tracked', source USING ERRCODE = 'undefined_object', HINT = format('SELECT @extschema@.track(%L);', source);
	END IF;
	PERFORM @extschema@._check_owner(source);
	RETURN t;
END $$;
COMMENT ON FUNCTION _tracked_activities(regclass) IS 'a table of the caller''s whose activities are tracked, or an error';

CREATE FUNCTION _view_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	view text := @extschema@._segments(t.kept);
	measure text := @extschema@._segments(t.kept, '_yardstick');
	noted name := (SELECT attname FROM pg_attribute WHERE attrelid = t.journal AND attnum = 1);
	columns text[] := ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column];
	key name := CASE WHEN t.customer_column = ANY (string_to_array(@extschema@._judgements('%1$s'), ', ')) THEN 'customer' ELSE t.customer_column END; -- that is another column's name
BEGIN
	IF to_regclass(view) IS NOT NULL AND @extschema@._segments_view(t.kept) IS NULL THEN
		RAISE EXCEPTION 'relation % exists already', view USING ERRCODE = 'duplicate_table', HINT = format('Rename it: the view of the segments is to have the name %s.', view);
	END IF;
	PERFORM @extschema@._fit_view(@extschema@._segments_view(t.kept), t.kept, key);
	EXECUTE format($q$
		CREATE OR REPLACE VIEW %1$s AS
		WITH state AS MATERIALIZED (SELECT EXISTS (SELECT FROM %3$s j WHERE j.%4$I IS NULL) OR @extschema@._unwatched(%7$L::regclass, %3$L::regclass) AS anew)
		SELECT k.customer AS %6$I, %10$s FROM %2$s k WHERE NOT EXISTS (SELECT FROM %3$s j WHERE j.%4$I %5$s k.customer) AND NOT (SELECT anew FROM state)
		UNION ALL
		%8$s WHERE NOT (SELECT anew FROM state)
		UNION ALL
		%9$s WHERE (SELECT anew FROM state) $q$,
		view, t.kept, t.journal, noted, @extschema@._equality(t.kept), key, t.source,
		@extschema@._judging(format('(%s)', @extschema@._touched(t.source, t.kept, t.journal, t.what, columns)), measure),
		@extschema@._judging(format('(%s GROUP BY 1)', @extschema@._counting(t.what, columns, t.source, t.source || ' r')), measure),
		@extschema@._judgements('k.%1$s'));
	EXECUTE format('COMMENT ON VIEW %s IS %L', view, format('what each customer of %s is, always of now', t.source));
	EXECUTE format('ALTER VIEW %s OWNER TO %s', view, (SELECT relowner::regrole FROM pg_class WHERE oid = t.kept));
END $$;
COMMENT ON FUNCTION _view_segments(tracked) IS
'creates the view of the segments of a tracked table: customers of whom the journal says nothing, as they are kept; those of the journal, and all where all are counted anew, judged now';

CREATE FUNCTION _create_yardstick(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text := @extschema@._segments(t.kept, '_yardstick');
BEGIN
	IF octet_length((parse_ident(part))[2]) > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its segments', t.source USING ERRCODE = 'name_too_long';
	END IF;
	EXECUTE format('CREATE TABLE %s (yardstick @extschema@.yardstick NOT NULL, as_of timestamptz NOT NULL)', part);
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', part); -- a publication of all tables would let no row be deleted
	EXECUTE format('COMMENT ON TABLE %s IS %L', part, format('by which the segments of %s are measured, and as of when', t.source));
	EXECUTE format('ALTER TABLE %s OWNER TO %s', part, (SELECT relowner::regrole FROM pg_class WHERE oid = t.kept));
END $$;
COMMENT ON FUNCTION _create_yardstick(tracked) IS 'creates the table of the yardstick of segments, without a row';

CREATE FUNCTION _take_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF @extschema@._measured_by(t.kept) IS NOT NULL THEN
		EXECUTE format('ALTER TABLE %s %s', t.kept, @extschema@._judgements('ADD COLUMN IF NOT EXISTS %1$s %2$s'));
		PERFORM @extschema@._view_segments(t), @extschema@._own_table(@extschema@._measured_by(t.kept), t.source);
	END IF;
END $$;
COMMENT ON FUNCTION _take_segments(tracked) IS
'where there is a yardstick, also that of a table that had the name before: makes the segments those of this table, not judged as yet, so that their rights and what is built on them stay';

CREATE FUNCTION _measure_segments(t tracked, as_of timestamptz, yardstick yardstick) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure text := @extschema@._segments(t.kept, '_yardstick');
	before @extschema@.yardstick;
BEGIN
	EXECUTE format('DELETE FROM %s y RETURNING y.yardstick', measure) INTO before;
	yardstick := coalesce(yardstick, before);
	IF as_of IS NULL THEN
		EXECUTE format('SELECT max(greatest(@extschema@.last_order(k.activity), @extschema@.last_contact(k.activity))) + interval ''1 microsecond'' FROM %s k', t.kept) INTO as_of;
		as_of := coalesce(as_of, @extschema@.as_of(yardstick));
	END IF;
	IF yardstick IS NULL THEN
		EXECUTE format('SELECT @extschema@.yardstick(k.activity, $1) FROM %s k', t.kept) INTO yardstick USING as_of;
	END IF;
	IF yardstick IS NULL OR as_of IS NULL THEN
		RAISE EXCEPTION 'table % has no customers to measure by', t.source USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Give a yardstick, or wait for the first sales.';
	END IF;
	EXECUTE format('INSERT INTO %s VALUES ($1, $2)', measure) USING yardstick, as_of;
END $$;
COMMENT ON FUNCTION _measure_segments(tracked, timestamptz, yardstick) IS
'notes by what the segments of a tracked table are measured from now on: the yardstick given, or that of before, or one fitted on all; as of the time given, or just after the last order';

CREATE FUNCTION track_segments(source regclass, as_of timestamptz DEFAULT NULL, yardstick yardstick DEFAULT NULL) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked := @extschema@._tracked_activities(source);
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'the snapshot of this transaction may be older than what is kept of %', source USING ERRCODE = 'invalid_transaction_state',
			HINT = 'BEGIN ISOLATION LEVEL READ COMMITTED;';
	END IF;
	PERFORM @extschema@.fold(source); -- and no other fold until this is done
	IF @extschema@._measured_by(t.kept) IS NULL THEN
		PERFORM @extschema@._create_yardstick(t);
	END IF;
	IF @extschema@._segments_view(t.kept) IS NULL THEN
		PERFORM @extschema@._take_segments(t);
	END IF;
	PERFORM @extschema@._measure_segments(t, as_of, yardstick);
	EXECUTE format('UPDATE %s k SET (%s) = ROW(%s) FROM %s y', t.kept, @extschema@._judgements('%1$s'), @extschema@._judgements('%3$s'), @extschema@._segments(t.kept, '_yardstick'));
	RETURN @extschema@._segments(t.kept);
END $$;
COMMENT ON FUNCTION track_segments(regclass, timestamptz, yardstick) IS
'keeps the segments of a tracked table, always of now: as of a time (else just after the last order) by a yardstick (else that of before, or one fitted now); called again, judges all anew; returns the view to read';

CREATE FUNCTION _drop_segments(kept regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure regclass := @extschema@._measured_by(kept);
	view regclass := @extschema@._segments_view(kept);
BEGIN
	IF NOT @extschema@._keeps_segments(kept) THEN
		RETURN;
	END IF;
	IF view IS NOT NULL THEN
		EXECUTE format('DROP VIEW %s', view);
	END IF;
	IF measure IS NOT NULL THEN
		EXECUTE format('DROP TABLE %s', measure);
	END IF;
	EXECUTE format('ALTER TABLE %s %s', kept, @extschema@._judgements('DROP COLUMN %1$s'));
END $$;
COMMENT ON FUNCTION _drop_segments(regclass) IS 'drops the segments that go with what is kept of a table, where they have its owner';

CREATE FUNCTION untrack_segments(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept regclass := (@extschema@._tracked_activities(source)).kept;
BEGIN
	IF NOT @extschema@._keeps_segments(kept) THEN
		RAISE EXCEPTION 'no segments are kept of table %', source USING ERRCODE = 'undefined_object', HINT = format('SELECT @extschema@.track_segments(%L);', source);
	END IF;
	PERFORM @extschema@._drop_segments(kept);
END $$;
COMMENT ON FUNCTION untrack_segments(regclass) IS 'ends what track_segments() began, and drops the segments; an error where other objects hang on them';

/* array_types */

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

/* schema: the last look at it */

SELECT @extschema@._check_schema();
