/* create_segmentation: a name for a source with its columns, window and yardstick, kept up as a materialized view */

CREATE FUNCTION _segmentation_customer(kept segmentations, OUT type text, OUT "column" text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT pg_catalog.format_type(a.atttypid, NULL::integer),
		   CASE WHEN a.attname OPERATOR(pg_catalog.=) ANY (ARRAY['orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant'])
				THEN 'customer' ELSE a.attname::text END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) (kept).source::oid AND a.attname OPERATOR(pg_catalog.=) (kept).customer_column;
END;
COMMENT ON FUNCTION _segmentation_customer(segmentations) IS 'type and name of the customers'' column in the view of a segmentation';

CREATE FUNCTION _make_segmentation_view(kept segmentations) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
BEGIN
	BEGIN
		EXECUTE format('CREATE MATERIALIZED VIEW %s AS SELECT customer AS %I, orders, amount, first_order, last_order, loyalty, contribution, quadrant'
					   ' FROM @extschema@.segment_as(NULL::%s, @extschema@.segmentation(%L)) WITH NO DATA', kept.view_name, customer."column", customer.type, kept.name);
	EXCEPTION WHEN duplicate_table THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('the view of segmentation %s cannot be called %s, as something else is', kept.name, kept.view_name),
			HINT = 'Take another name for the segmentation, or rename what has this one.';
	END;
	EXECUTE format('CREATE UNIQUE INDEX ON %s (%I)', kept.view_name, customer."column");
	UPDATE @extschema@.segmentations AS s SET view = kept.view_name::regclass WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION _make_segmentation_view(segmentations) IS 'makes the materialized view of a segmentation, without rows, and its unique index';

CREATE FUNCTION _fit_segmentation(kept segmentations) RETURNS yardstick
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT u.yardstick
	FROM @extschema@._segment_unnamed((kept).source, (kept).customer_column, (kept).time_column, (kept).amount_column, (kept).order_column, (kept).potential_column,
									  (kept).profit_column, (kept).since, (kept).as_of) AS u
	WHERE u.activity IS NULL;
END;
COMMENT ON FUNCTION _fit_segmentation(segmentations) IS 'a yardstick fitted on the customers of a segmentation; NULL without any';

CREATE FUNCTION _left_out(kept segmentations, OUT without_customer bigint, OUT without_time bigint, OUT amount numeric)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	at text; -- the time of a row
BEGIN
	without_customer := 0;
	without_time := 0;
	amount := 0;
	IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = kept.source AND attname IN (kept.customer_column, kept.time_column) AND NOT attnotnull) THEN
		RETURN;
	END IF;
	SELECT format(CASE format_type(base.type, NULL) WHEN 'timestamp with time zone' THEN '%I'
				  WHEN 'date' THEN '%I::timestamp AT TIME ZONE ''UTC'' + interval ''10 hours''' -- against dates a bound means a day
				  ELSE '%I AT TIME ZONE ''UTC''' END, attname) INTO at
	FROM pg_attribute, LATERAL (SELECT CASE WHEN typbasetype <> 0 THEN typbasetype ELSE atttypid END FROM pg_type WHERE pg_type.oid = atttypid) AS base (type)
	WHERE attrelid = kept.source AND attname = kept.time_column;
	EXECUTE format('SELECT count(*) FILTER (WHERE %1$I IS NULL), count(*) FILTER (WHERE %1$I IS NOT NULL), coalesce(sum(%3$I::numeric), 0)'
				   ' FROM %4$s WHERE %2$I IS NULL OR %1$I IS NULL AND (%5$s >= $1 OR $1 IS NULL) AND (%5$s < $2 OR $2 IS NULL)',
				   kept.customer_column, kept.time_column, kept.amount_column, kept.source, at)
	INTO without_customer, without_time, amount USING kept.since, kept.as_of;
END $$;
COMMENT ON FUNCTION _left_out(segmentations) IS 'rows of the period without a customer, those with one and without a time, and the amount of both';

CREATE FUNCTION _segmentation_movement(name text, earlier timestamptz, later timestamptz) RETURNS movement_row[]
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	WITH changed AS ( -- a customer may have changed several times
		SELECT (pg_catalog.array_agg(c.was ORDER BY c.at))[1] AS was, (pg_catalog.array_agg(c."is" ORDER BY c.at DESC))[1] AS "is"
		FROM @extschema@.segmentation_change AS c
		WHERE c.name OPERATOR(pg_catalog.=) _segmentation_movement.name AND c.at OPERATOR(pg_catalog.>) earlier AND c.at OPERATOR(pg_catalog.<=) later
		GROUP BY c.customer
	), there AS (
		SELECT b.type, b.customers FROM @extschema@.segmentation_breakdown AS b
		WHERE b.name OPERATOR(pg_catalog.=) _segmentation_movement.name AND b.at OPERATOR(pg_catalog.=) later
	), moved AS (
		SELECT was, "is", pg_catalog.count(*) AS customers FROM changed WHERE coalesce(was, "is") IS NOT NULL GROUP BY was, "is"
		UNION ALL
		SELECT a.type, b.type, CASE WHEN a.type OPERATOR(pg_catalog.=) b.type -- all others have been what they are
									THEN b.customers OPERATOR(pg_catalog.-) (SELECT pg_catalog.count(*) FROM changed WHERE "is" OPERATOR(pg_catalog.=) b.type) ELSE 0::bigint END
		FROM there AS a, there AS b
	)
	SELECT pg_catalog.array_agg(ROW(m.was, m."is", m.customers, NULL, NULL, NULL, NULL, NULL, NULL)::@extschema@.movement_row
								ORDER BY m.was COLLATE pg_catalog."C", m."is" COLLATE pg_catalog."C")
	FROM (SELECT was, "is", pg_catalog.sum(customers)::bigint AS customers FROM moved GROUP BY was, "is") AS m;
END;
COMMENT ON FUNCTION _segmentation_movement(text, timestamptz, timestamptz) IS 'how many customers went from which type to which between two refreshes of a segmentation: by the changes, and by the types at the later one';

CREATE FUNCTION watch(name text, earlier timestamptz DEFAULT NULL, later timestamptz DEFAULT NULL,
					  min_effect double precision DEFAULT 0.02, confidence double precision DEFAULT 0.95)
RETURNS TABLE (was_at timestamptz, is_at timestamptz, was structure, "is" structure, present bigint, comers bigint, goers bigint,
			   effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations := @extschema@._kept_segmentation(name);
	moved @extschema@.movement_row[];
BEGIN
	SELECT l.at, l.structure INTO is_at, "is" FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND (later IS NULL OR l.at <= later) ORDER BY l.at DESC LIMIT 1;
	SELECT l.at, l.structure INTO was_at, was FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND l.at < is_at AND (earlier IS NULL OR l.at <= earlier) ORDER BY l.at DESC LIMIT 1;
	IF was_at IS NULL THEN
		note := 'there is no refresh before to compare with';
	ELSIF EXISTS (SELECT FROM @extschema@.segmentation_log AS l WHERE l.name = kept.name AND l.at > was_at AND l.changed IS NULL) THEN
		note := 'what changed is not known: the view was gone in between';
	ELSE
		moved := @extschema@._segmentation_movement(kept.name, was_at, is_at);
		SELECT c.present, c.comers, c.goers, c.p, c.note INTO present, comers, goers, p, note FROM @extschema@.structure_change(moved) AS c;
		-- the share that has changed most, of those there at both times
		SELECT max(abs(d.change)) / nullif(present, 0) INTO effect
		FROM (SELECT c.class, sum(c.customers)::double precision AS change
			  FROM unnest(moved) AS m, LATERAL (VALUES (m.was, -m.customers), (m."is", m.customers)) AS c (class, customers)
			  WHERE m.was IS NOT NULL AND m."is" IS NOT NULL GROUP BY c.class) AS d;
		is_real := coalesce(p < 1 - confidence, false) AND coalesce(effect >= min_effect, false);
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
	said text;
	made regclass;
	g record;
BEGIN
	SELECT relacl, @extschema@._qualified_name(oid) INTO granted, kept.view_name FROM pg_class WHERE oid = kept.view;
	BEGIN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	EXCEPTION WHEN dependent_objects_still_exist THEN
		GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
		RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
			MESSAGE = format('the customers of segmentation %s have another type now, but other objects depend on its view', kept.name), DETAIL = said,
			HINT = 'Drop them, refresh the segmentation, and make them again.';
	END;
	PERFORM @extschema@._make_segmentation_view(kept);
	made := kept.view_name::regclass;
	FOR g IN SELECT a.grantee, a.privilege_type, a.is_grantable FROM aclexplode(granted) AS a, pg_class AS c
			 WHERE c.oid = made AND a.grantee <> c.relowner LOOP
		EXECUTE format('GRANT %s ON %s TO %s%s', g.privilege_type, made, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
					   CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	RETURN made;
END $$;
COMMENT ON FUNCTION _remake_segmentation_view(segmentations) IS 'makes the view of a segmentation anew, for customers of another type; who could read it, still can';

CREATE FUNCTION _follow_segmentation(name text, as_of timestamptz, refit boolean) RETURNS segmentations
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = name FOR UPDATE;
	kept := @extschema@._found_segmentation(kept);
	IF kept.owner <> quote_ident(current_user)::regrole AND (SELECT relrowsecurity FROM pg_class WHERE oid = kept.source) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('the rows of %s that %s sees are not those that %I sees', kept.source_name, kept.owner, current_user), DETAIL = 'It has row-level security.',
			HINT = format('Refresh it as %s.', kept.owner);
	END IF;
	kept.as_of := coalesce(as_of, kept.as_of);
	IF refit OR kept.yardstick IS NULL THEN
		kept.yardstick := @extschema@._fit_segmentation(kept);
	END IF;
	UPDATE @extschema@.segmentations AS s
	SET source = kept.source, source_name = kept.source_name, attributes = kept.attributes, customer_column = kept.customer_column, time_column = kept.time_column,
		amount_column = kept.amount_column, order_column = kept.order_column, potential_column = kept.potential_column, profit_column = kept.profit_column,
		as_of = kept.as_of, yardstick = kept.yardstick
	WHERE s.name = kept.name;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _follow_segmentation(text, timestamptz, boolean) IS
'locks the row of a segmentation, so that refreshes wait for each other, and brings it up to date with its source; as_of is set for the refresh, and a yardstick fitted where asked for or none is there';

CREATE FUNCTION _fill_segmentation(kept segmentations, OUT view regclass, OUT compared boolean)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
	shown record; -- the view as it is
BEGIN
	CREATE TEMP TABLE _segmentation_was (customer text, type text);
	SELECT format_type(a.atttypid, NULL) AS type, a.attname::text AS "column", c.relispopulated AS filled, c.relowner INTO shown
	FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.oid = kept.view AND c.relkind = 'm';
	compared := FOUND AND shown.filled;
	IF shown.relowner <> kept.owner::oid THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('the view of segmentation %s belongs to %s, but the segmentation to %s', kept.name, shown.relowner::regrole, kept.owner),
			HINT = format('ALTER MATERIALIZED VIEW %s OWNER TO %s; or take the segmentation over: UPDATE @extschema@.segmentations SET owner = %L WHERE name = %L;',
						  kept.view, kept.owner, shown.relowner::regrole, kept.name);
	END IF;
	IF compared THEN
		EXECUTE format('INSERT INTO pg_temp._segmentation_was SELECT %I::text, coalesce(quadrant::text, ''unclassified'') FROM %s', shown."column", kept.view);
	END IF;
	IF shown.type IS NULL THEN
		PERFORM @extschema@._make_segmentation_view(kept);
		kept.view := kept.view_name::regclass;
	ELSIF shown.type <> customer.type THEN
		kept.view := @extschema@._remake_segmentation_view(kept);
	ELSIF shown."column" <> customer."column" THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s RENAME COLUMN %I TO %I', kept.view, shown."column", customer."column");
	END IF;
	view := kept.view;
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN compared AND shown.type = customer.type THEN 'CONCURRENTLY ' ELSE '' END, view);
END $$;
COMMENT ON FUNCTION _fill_segmentation(segmentations) IS
'fills the view of a segmentation, which is made where it is not there, or not for these customers; where it was filled before, its types stay in a temporary table, to be compared';

CREATE FUNCTION _log_segmentation(kept segmentations, compared boolean) RETURNS segmentation_log
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	logged @extschema@.segmentation_log;
BEGIN
	logged.name := kept.name;
	logged.at := clock_timestamp();
	logged.as_of := kept.as_of;
	SELECT l.without_customer, l.without_time, l.amount INTO logged.without_customer, logged.without_time, logged.amount_left_out FROM @extschema@._left_out(kept) AS l;
	EXECUTE format('SELECT count(*), sum(amount), @extschema@.mix(quadrant) FROM %s', kept.view) INTO logged.customers, logged.amount, logged.mix;
	logged.structure := @extschema@.structure(logged.mix);
	INSERT INTO @extschema@.segmentation_log SELECT logged.*;
	EXECUTE format('INSERT INTO @extschema@.segmentation_breakdown SELECT $1, $2, t.type, count(v.quadrant_of), coalesce(sum(v.orders), 0), coalesce(sum(v.amount), 0)'
				   ' FROM unnest(enum_range(NULL::@extschema@.quadrant)::text[] || ''unclassified''::text) AS t (type)'
				   ' LEFT JOIN (SELECT coalesce(quadrant::text, ''unclassified''), orders, amount FROM %s) AS v (quadrant_of, orders, amount) ON v.quadrant_of = t.type'
				   ' GROUP BY t.type', kept.view) USING kept.name, logged.at;
	IF compared THEN
		EXECUTE format(
			'INSERT INTO @extschema@.segmentation_change SELECT $1, $2, customer, w.type, i.type FROM pg_temp._segmentation_was AS w'
			' FULL JOIN (SELECT %I::text, coalesce(quadrant::text, ''unclassified'') FROM %s) AS i (customer, type) USING (customer)'
			' WHERE w.type IS DISTINCT FROM i.type', (@extschema@._segmentation_customer(kept))."column", kept.view) USING kept.name, logged.at;
		GET DIAGNOSTICS logged.changed = ROW_COUNT;
		UPDATE @extschema@.segmentation_log AS l SET changed = logged.changed WHERE l.name = kept.name AND l.at = logged.at;
	END IF;
	DROP TABLE pg_temp._segmentation_was;
	RETURN logged;
END $$;
COMMENT ON FUNCTION _log_segmentation(segmentations, boolean) IS 'keeps what the base of a segmentation is after a refresh and, where it can be compared, who changed';

CREATE FUNCTION refresh_segmentation(name text, as_of timestamptz DEFAULT NULL, refit boolean DEFAULT false)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	before @extschema@.segmentations := @extschema@._kept_segmentation(name);
	kept @extschema@.segmentations := @extschema@._follow_segmentation(before.name, as_of, refit);
	filled record := @extschema@._fill_segmentation(kept);
	logged @extschema@.segmentation_log;
BEGIN
	kept.view := filled.view;
	logged := @extschema@._log_segmentation(kept, filled.compared);
	UPDATE @extschema@.segmentations AS s
	SET as_of = before.as_of, refreshed_at = logged.at, view = filled.view, view_name = @extschema@._qualified_name(filled.view),
		last_error = NULL, last_error_at = NULL
	WHERE s.name = kept.name;
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
END $$;
COMMENT ON FUNCTION refresh_segmentations() IS
'refresh_segmentation() of all that the current role owns, in the order of their names; what fails stops no other: its error is in its row and in segmentations.last_error, until it is refreshed';

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
									lapse_after interval DEFAULT NULL,
									schema name DEFAULT pg_catalog.current_schema())
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	parts text[] := parse_ident(name);
	kept @extschema@.segmentations;
BEGIN
	IF source IS NULL OR parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = format('%s is NULL', CASE WHEN source IS NULL THEN 'source' ELSE 'name' END),
			HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF array_length(parts, 1) > 2 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s has too many parts for the name of a segmentation', name), HINT = 'Give a name, or a schema and a name.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@._segmentation_of(source)) THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a segmentation itself', source), HINT = 'Give the table or view that holds the sales.';
	END IF;
	kept.name := @extschema@._segmentation_name(name);
	kept.owner := quote_ident(current_user)::regrole;
	kept.view_name := format('%I.%s', CASE WHEN array_length(parts, 1) = 2 THEN parts[1]::name ELSE schema END, kept.name);
	kept.source := source;
	kept.source_name := @extschema@._qualified_name(source);
	IF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a segmentation would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
	kept.customer_column := customer_column;
	kept.time_column := time_column;
	kept.amount_column := amount_column;
	kept.order_column := order_column;
	kept.potential_column := potential_column;
	kept.profit_column := profit_column;
	kept.attributes := ARRAY[]::smallint[];
	kept.since := since;
	kept.as_of := as_of;
	kept.lapse_after := lapse_after;
	kept.created_at := clock_timestamp();
	-- fitted even where one is given, since what is wrong with the arguments is said there
	kept.yardstick := @extschema@._fit_segmentation(kept);
	kept.yardstick := coalesce(yardstick, kept.yardstick);
	BEGIN
		INSERT INTO @extschema@.segmentations SELECT kept.*;
	EXCEPTION WHEN unique_violation THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a segmentation %s already', kept.name),
			HINT = format('Take another name, or, if it is yours: SELECT @extschema@.drop_segmentation(%L);', kept.name);
	END;
	RETURN QUERY SELECT * FROM @extschema@.refresh_segmentation(kept.name);
END $$;
COMMENT ON FUNCTION create_segmentation(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, name) IS
'a name for a source with its columns, period and yardstick (fitted now unless given), and a materialized view of that name with a row for each customer, filled for the first time';

CREATE FUNCTION drop_segmentation(name text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations := @extschema@._kept_segmentation(name);
BEGIN
	IF EXISTS (SELECT FROM pg_class WHERE oid = kept.view AND relkind = 'm') THEN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	END IF;
	DELETE FROM @extschema@.segmentations AS s WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION drop_segmentation(text) IS 'drops a segmentation: its view, what is kept of its refreshes, and its name; its source stays';
