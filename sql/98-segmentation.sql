/* create_segmentation: a name for a source with its columns, window and yardstick, kept up as a materialized view */

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
SET quote_all_identifiers = off -- else REFRESH … CONCURRENTLY fails in itself
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
