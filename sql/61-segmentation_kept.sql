/*
 * segmentation_kept: segmentations that have a name.  Each belongs to a role; users see and change the rows of the roles
 * that they have, through views, which read the tables with the rights of the extension's owner.  The tables are dumped.
 */

CREATE TABLE segmentation_kept (
	name text PRIMARY KEY,
	owner regrole NOT NULL,
	view regclass,
	view_name text NOT NULL,
	source regclass NOT NULL,
	source_name text NOT NULL,
	customer_column name NOT NULL,
	time_column name NOT NULL,
	amount_column name NOT NULL,
	order_column name,
	potential_column name,
	profit_column name,
	attributes smallint[] NOT NULL,
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
	name text REFERENCES segmentation_kept ON UPDATE CASCADE ON DELETE CASCADE,
	at timestamptz,
	as_of timestamptz,
	customers bigint NOT NULL,
	amount numeric,
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
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE segmentation_breakdown_kept IS 'a row for each type at each refresh of a segmentation, of all roles: users read the view segmentation_breakdown';

CREATE TABLE segmentation_change_kept (
	name text NOT NULL,
	at timestamptz NOT NULL,
	customer text NOT NULL,
	was text,
	"is" text,
	PRIMARY KEY (name, at, customer),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT is_a_change CHECK (was IS DISTINCT FROM "is")
);
COMMENT ON TABLE segmentation_change_kept IS 'a row for each change that a refresh of a segmentation found, of all roles: users read the view segmentation_change';

SELECT pg_catalog.pg_extension_config_dump('segmentation_kept', '');
SELECT pg_catalog.pg_extension_config_dump('segmentation_log_kept', '');
SELECT pg_catalog.pg_extension_config_dump('segmentation_breakdown_kept', '');
SELECT pg_catalog.pg_extension_config_dump('segmentation_change_kept', '');
-- pg_dump and pg_restore run as the database's owner
GRANT SELECT, INSERT, UPDATE, DELETE ON segmentation_kept, segmentation_log_kept, segmentation_breakdown_kept, segmentation_change_kept TO pg_database_owner;

CREATE FUNCTION _owned_with_view() RETURNS trigger
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	NEW.owner := coalesce((SELECT relowner FROM pg_class WHERE oid = NEW.view), NEW.owner);
	RETURN NEW;
END $$;
COMMENT ON FUNCTION _owned_with_view() IS 'a new row of a view that there is belongs to the owner of the view: who restores a dump without the owners gets the segmentations, too';
CREATE TRIGGER owned_with_view BEFORE INSERT ON segmentation_kept FOR EACH ROW EXECUTE FUNCTION _owned_with_view();
COMMENT ON TRIGGER owned_with_view ON segmentation_kept IS 'whose view, whose segmentation';

CREATE VIEW segmentations WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_kept AS k WHERE pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentations IS 'the segmentations that have a name, of the roles that the user has';
COMMENT ON COLUMN segmentations.name IS 'as SQL writes it: a name that needs double quotes has them';
COMMENT ON COLUMN segmentations.view IS 'the materialized view; NULL, or a number, when it was dropped: the next refresh makes it again';
COMMENT ON COLUMN segmentations.source IS 'the table or view that holds the sales, as the last refresh found it';
COMMENT ON COLUMN segmentations.source_name IS 'its name, by which one that takes its place is found';
COMMENT ON COLUMN segmentations.attributes IS 'the numbers of the columns in the source, in their order here: by them a column that was renamed is found';
COMMENT ON COLUMN segmentations.as_of IS 'rows count up to, not including, then; NULL: all';
COMMENT ON COLUMN segmentations.yardstick IS 'by which each refresh measures; NULL: there was no customer yet, and the next refresh fits one';
COMMENT ON COLUMN segmentations.last_error IS 'what refresh_segmentations() could not refresh it for; NULL once it is refreshed';
COMMENT ON COLUMN segmentations.last_error_at IS 'when that was';

CREATE VIEW segmentation_log WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_log_kept AS l
WHERE EXISTS (SELECT FROM @extschema@.segmentation_kept AS k
			  WHERE k.name OPERATOR(pg_catalog.=) l.name AND pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text))
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_log IS 'a row for each refresh of a segmentation: what the base was then';
COMMENT ON COLUMN segmentation_log.as_of IS 'up to, not including, which rows counted; NULL: all';
COMMENT ON COLUMN segmentation_log.changed IS 'customers who came, went or have another type than at the refresh before; NULL where that is not known: at the first, and when the view was gone';
COMMENT ON COLUMN segmentation_log.without_customer IS 'rows of the source without a customer, which are left out';
COMMENT ON COLUMN segmentation_log.without_time IS 'rows of the source with a customer and without a time, which are left out';

CREATE VIEW segmentation_breakdown WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_breakdown_kept AS b
WHERE EXISTS (SELECT FROM @extschema@.segmentation_kept AS k
			  WHERE k.name OPERATOR(pg_catalog.=) b.name AND pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text))
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_breakdown IS 'a row for each type at each refresh of a segmentation: what the base was then, in plain columns';
COMMENT ON COLUMN segmentation_breakdown.at IS 'of the refresh, as in segmentation_log';
COMMENT ON COLUMN segmentation_breakdown.type IS 'a quadrant, or unclassified: each has a row at each refresh, also where there is nobody';
COMMENT ON COLUMN segmentation_breakdown.amount IS 'of its customers in the period, net; 0 where no amount is known';

CREATE VIEW segmentation_change WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_change_kept AS c
WHERE EXISTS (SELECT FROM @extschema@.segmentation_kept AS k
			  WHERE k.name OPERATOR(pg_catalog.=) c.name AND pg_catalog.pg_has_role(k.owner::oid, 'USAGE'::text))
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_change IS 'a row for each customer who came, went or changed type between two refreshes of a segmentation';
COMMENT ON COLUMN segmentation_change.at IS 'of the refresh that found it';
COMMENT ON COLUMN segmentation_change.was IS 'type at the refresh before, or unclassified; NULL: not there';
COMMENT ON COLUMN segmentation_change."is" IS 'type at this refresh, or unclassified; NULL: no longer there';

GRANT SELECT, INSERT, UPDATE, DELETE ON segmentations, segmentation_log, segmentation_breakdown, segmentation_change TO PUBLIC;

/* reading them */

CREATE FUNCTION _segmentation_name(name text) RETURNS text
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.quote_ident(p.parts[pg_catalog.array_length(p.parts, 1)]::name::text) FROM (SELECT pg_catalog.parse_ident(name)) AS p (parts);
END;
COMMENT ON FUNCTION _segmentation_name(text) IS 'the name of a segmentation, as it is kept: without the schema of its view';

CREATE FUNCTION _qualified_name(relation regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) relation::oid;
END;
COMMENT ON FUNCTION _qualified_name(regclass) IS 'the name of a relation with its schema, whatever the search_path; NULL when it is gone';

CREATE FUNCTION _kept_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
	known text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = @extschema@._segmentation_name(_kept_segmentation.name);
	IF FOUND THEN
		RETURN kept;
	END IF;
	SELECT string_agg(s.name, ', ' ORDER BY s.name) INTO known FROM @extschema@.segmentations AS s;
	RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no segmentation %s', coalesce(name, 'NULL')),
		HINT = coalesce('Of yours there are: ' || known, 'Make one: SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');');
END $$;
COMMENT ON FUNCTION _kept_segmentation(text) IS 'the row of a segmentation, or an error that names those there are';

CREATE FUNCTION segmentation(name text) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN (@extschema@._kept_segmentation(name)).view;
COMMENT ON FUNCTION segmentation(text) IS 'the materialized view of a segmentation';

CREATE FUNCTION _found_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named regclass := to_regclass(kept.source_name);
	follows boolean := named IS NULL OR named = kept.source; -- it is the same relation, so that columns have their numbers
	names name[] := ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column];
	number smallint;
	now_named text;
BEGIN
	IF named IS NOT NULL THEN
		kept.source := named;
	ELSE
		now_named := @extschema@._qualified_name(kept.source);
		IF now_named IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source of segmentation %s is gone: there is no %s', kept.name, kept.source_name),
				HINT = format('Create %s again, or: SELECT @extschema@.drop_segmentation(%L);', kept.source_name, kept.name);
		END IF;
		kept.source_name := now_named;
	END IF;
	FOR i IN 1 .. array_length(names, 1) LOOP
		CONTINUE WHEN names[i] IS NULL;
		SELECT attnum INTO number FROM pg_attribute WHERE attrelid = kept.source AND attname = names[i] AND attnum > 0 AND NOT attisdropped;
		IF NOT FOUND AND follows THEN
			SELECT attnum, attname INTO number, now_named FROM pg_attribute WHERE attrelid = kept.source AND attnum = kept.attributes[i] AND NOT attisdropped;
			names[i] := now_named;
		END IF;
		IF number IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = format('column "%s" of segmentation %s is gone from %s', (ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column])[i], kept.name, kept.source_name),
				DETAIL = format('Its columns are: %s.', (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped)),
				HINT = format('Add the column again, or drop the segmentation and make it with another: SELECT @extschema@.drop_segmentation(%L);', kept.name);
		END IF;
		kept.attributes[i] := number;
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
'the row of a segmentation with its source as it is now: the relation of its name, or else the same one under another name; and its columns: by their names, or else the same ones under others';

CREATE FUNCTION _segmentation_of(view regclass) RETURNS SETOF segmentations
LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED ROWS 1
BEGIN ATOMIC
	-- nobody else's row may say what a view stands for
	SELECT f.*
	FROM @extschema@.segmentations AS s JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) s.view::oid AND c.relowner OPERATOR(pg_catalog.=) s.owner::oid,
		 LATERAL @extschema@._found_segmentation(s) AS f
	WHERE s.view::oid OPERATOR(pg_catalog.=) _segmentation_of.view::oid;
END;
COMMENT ON FUNCTION _segmentation_of(regclass) IS 'the segmentation of a materialized view, with its source as it is now; no row when it is none';
