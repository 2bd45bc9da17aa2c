/*
 * track_segments: the segments of a tracked table, kept up with it
 *
 * By one yardstick and as of one time, what a customer is depends on the own activity alone.  So a view judges the customers
 * of the journal when it is read, and triggers on what is kept of a table those who are folded, and nobody else.
 */

CREATE FUNCTION _judging(activities text, measure text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('SELECT k.customer, @extschema@.orders(k.activity) AS orders, @extschema@.amount(k.activity) AS amount,'
		' @extschema@.first_order(k.activity) AS first_order, @extschema@.last_order(k.activity) AS last_order, @extschema@.loyalty(k.activity, y.yardstick, y.as_of) AS loyalty,'
		' @extschema@.contribution(k.activity, y.yardstick, y.as_of) AS contribution, @extschema@.quadrant(k.activity, y.yardstick, y.as_of) AS quadrant'
		' FROM %s k, (SELECT * FROM %s LIMIT 1) y', activities, measure);
END;
COMMENT ON FUNCTION _judging(text, text) IS 'the query that judges customers by their activities and the yardstick in a table';

CREATE FUNCTION _judge_statement(segments text, key name, activities text, measure text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	-- in the order of the index
	SELECT pg_catalog.format('INSERT INTO %s %s ORDER BY 1'
		' ON CONFLICT (%I) DO UPDATE SET orders = EXCLUDED.orders, amount = EXCLUDED.amount, first_order = EXCLUDED.first_order, last_order = EXCLUDED.last_order,'
		' loyalty = EXCLUDED.loyalty, contribution = EXCLUDED.contribution, quadrant = EXCLUDED.quadrant',
		segments, @extschema@._judging(activities, measure), key);
END;
COMMENT ON FUNCTION _judge_statement(text, name, text, text) IS 'the statement that judges customers by their activities, and writes what they are into the table of segments';

CREATE FUNCTION judge_customers() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	segments text := @extschema@._segments(TG_RELID, '_kept');
	measure text := @extschema@._segments(TG_RELID, '_yardstick');
	key name := (SELECT attname FROM pg_attribute WHERE attrelid = segments::regclass AND attnum = 1);
	measures bigint;
BEGIN
	-- an older snapshot must not judge by what has been replaced since
	EXECUTE format('SELECT count(*) FROM (SELECT FROM %s FOR SHARE) y', measure) INTO measures;
	IF measures = 0 THEN
		RAISE EXCEPTION 'the yardstick in % is newer than the snapshot of this transaction', measure USING ERRCODE = 'serialization_failure';
	ELSIF TG_OP = 'DELETE' THEN
		EXECUTE format('DELETE FROM %s s WHERE EXISTS (SELECT FROM changed k WHERE k.customer %s s.%I)', segments, @extschema@._equality(TG_RELID), key);
	ELSE
		EXECUTE @extschema@._judge_statement(segments, key, 'changed', measure);
	END IF;
	RETURN NULL;
END $$;
COMMENT ON FUNCTION judge_customers() IS
'the triggers on what is kept of a tracked table: what the customers who change there are, they write into its segments, which their argument names';

CREATE FUNCTION _segments(kept regclass, suffix text DEFAULT '') RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, (@extschema@._tracked_with(t.tgargs))[1] OPERATOR(pg_catalog.||) suffix)
	FROM pg_catalog.pg_trigger t
	JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.tgrelid
	JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	WHERE t.tgrelid OPERATOR(pg_catalog.=) kept::oid AND t.tgname OPERATOR(pg_catalog.=) 'customer_seg_segments_insert'::name
		AND t.tgfoid OPERATOR(pg_catalog.=) '@extschema@.judge_customers()'::regprocedure::oid;
END;
COMMENT ON FUNCTION _segments(regclass, text) IS
'the view of segments that goes with what is kept of a tracked table, or with a suffix a table behind it; NULL where there are none';

CREATE FUNCTION _tracked_activities(source regclass) RETURNS tracked
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
BEGIN
	SELECT k.* INTO t FROM @extschema@.tracked k WHERE k.source = _tracked_activities.source AND k.what = 'activity';
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the activities of table % are not tracked', source USING ERRCODE = 'undefined_object', HINT = format('SELECT track(%L);', source);
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
	segments regclass := @extschema@._segments(t.kept, '_kept');
	noted name := (SELECT attname FROM pg_attribute WHERE attrelid = t.journal AND attnum = 1);
	columns text[] := ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column];
BEGIN
	EXECUTE format($q$
		CREATE OR REPLACE VIEW %1$s AS
		WITH state AS MATERIALIZED (SELECT EXISTS (SELECT FROM %3$s j WHERE j.%4$I IS NULL) OR @extschema@._unwatched(%7$L::regclass, %3$L::regclass) AS anew)
		SELECT s.* FROM %2$s s WHERE NOT EXISTS (SELECT FROM %3$s j WHERE j.%4$I %5$s s.%6$I) AND NOT (SELECT anew FROM state)
		UNION ALL
		%8$s WHERE NOT (SELECT anew FROM state)
		UNION ALL
		%9$s WHERE (SELECT anew FROM state) $q$,
		view, segments, t.journal, noted, @extschema@._equality(t.kept), (SELECT attname FROM pg_attribute WHERE attrelid = segments AND attnum = 1), t.source,
		@extschema@._judging(format('(%s)', @extschema@._touched(t.source, t.kept, t.journal, t.what, columns)), @extschema@._segments(t.kept, '_yardstick')),
		@extschema@._judging(format('(%s GROUP BY 1)', @extschema@._counting(t.what, columns, t.source, t.source || ' r')), @extschema@._segments(t.kept, '_yardstick')));
	EXECUTE format('COMMENT ON VIEW %s IS %L', view, format('what each customer of %s is, always of now', t.source));
END $$;
COMMENT ON FUNCTION _view_segments(tracked) IS
'creates the view of the segments of a tracked table: customers of whom the journal says nothing, as they are kept; those of the journal, and all where all are counted anew, judged now';

CREATE FUNCTION _watch_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	segments text := (SELECT regexp_replace(relname, '_activities_kept$', '_segments') FROM pg_class WHERE oid = t.kept);
	event text;
BEGIN
	IF octet_length(segments || '_yardstick') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its segments', t.source USING ERRCODE = 'name_too_long';
	END IF;
	FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
		EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.judge_customers(%L)',
					   'customer_seg_segments_' || event, event, t.kept, CASE event WHEN 'delete' THEN 'OLD' ELSE 'NEW' END, segments);
	END LOOP;
END $$;
COMMENT ON FUNCTION _watch_segments(tracked) IS 'puts the triggers that judge on what is kept of a tracked table';

CREATE FUNCTION _create_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text := @extschema@._segments(t.kept, '_kept');
	key name := CASE WHEN t.customer_column IN ('orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant')
				THEN 'customer' ELSE t.customer_column END; -- that is another column's name
BEGIN
	EXECUTE format('CREATE %s TABLE %s WITH (fillfactor = 90) AS SELECT customer AS %I, NULL::bigint AS orders, NULL::numeric AS amount, NULL::timestamptz AS first_order,'
				   ' NULL::timestamptz AS last_order, NULL::double precision AS loyalty, NULL::double precision AS contribution, NULL::@extschema@.quadrant AS quadrant'
				   ' FROM %s WITH NO DATA', (SELECT CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END FROM pg_class WHERE oid = t.kept), part, key, t.kept);
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (%I)', part, key);
	EXECUTE format('COMMENT ON TABLE %s IS %L', part, format('what each customer of %s is, as of the last fold', t.source));
END $$;
COMMENT ON FUNCTION _create_segments(tracked) IS 'creates the table of segments of a tracked table, without rows';

CREATE FUNCTION _create_yardstick(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text := @extschema@._segments(t.kept, '_yardstick');
BEGIN
	EXECUTE format('CREATE TABLE %s (yardstick @extschema@.yardstick NOT NULL, as_of timestamptz NOT NULL)', part);
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', part); -- a publication of all tables would let no row be deleted
	EXECUTE format('COMMENT ON TABLE %s IS %L', part, format('by which the segments of %s are measured, and as of when', t.source));
END $$;
COMMENT ON FUNCTION _create_yardstick(tracked) IS 'creates the table of the yardstick of segments, without a row';

CREATE FUNCTION _give_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = t.source);
	suffix text;
	part regclass;
BEGIN
	FOREACH suffix IN ARRAY ARRAY['', '_kept', '_yardstick'] LOOP
		part := to_regclass(@extschema@._segments(t.kept, suffix));
		IF (SELECT relowner FROM pg_class WHERE oid = part) <> owner THEN -- which waits for all readers
			EXECUTE format('ALTER TABLE %s OWNER TO %s', part, owner);
		END IF;
		IF suffix <> '' THEN -- the view hangs on what it reads
			PERFORM @extschema@._own_table(part, t.source);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION _give_segments(tracked) IS 'makes the segments, where there are some, those of the table: they have its owner and go with it';

CREATE FUNCTION _release_segments(source regclass) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	view text;
	kept regclass;
	owner oid;
BEGIN
	SELECT format('%I.%I', nspname, relname || '_segments'), to_regclass(format('%I.%I', nspname, relname || '_segments_kept')), relowner INTO view, kept, owner
	FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = source;
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = kept AND relowner = owner AND relkind = 'r' AND obj_description(oid, 'pg_class') ~ '^what each customer of .* is, as of the last fold$') THEN
		RETURN false;
	END IF;
	IF to_regclass(view) IS NOT NULL THEN
		EXECUTE format('CREATE OR REPLACE VIEW %s AS SELECT * FROM %s', view, kept);
	END IF;
	RETURN true;
END $$;
COMMENT ON FUNCTION _release_segments(regclass) IS
'frees the segments of a table that had the name before from its summary, so that this can go and they, their rights and what is built on them stay; false where there are none';

CREATE FUNCTION _take_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept regclass;
BEGIN
	PERFORM @extschema@._watch_segments(t);
	kept := @extschema@._segments(t.kept, '_kept');
	IF EXISTS (SELECT FROM pg_attribute s JOIN pg_attribute k ON (k.attnum, k.atttypid, k.attcollation) = (s.attnum, s.atttypid, s.attcollation)
			   WHERE s.attrelid = kept AND k.attrelid = t.kept AND s.attnum = 1) THEN
		EXECUTE format('DELETE FROM %s', kept);
	ELSE
		EXECUTE format('DROP VIEW IF EXISTS %s; DROP TABLE %s', @extschema@._segments(t.kept), kept);
		PERFORM @extschema@._create_segments(t);
	END IF;
	PERFORM @extschema@._view_segments(t), @extschema@._give_segments(t);
END $$;
COMMENT ON FUNCTION _take_segments(tracked) IS
'makes the segments of a table that had the name before those of this one, by the same yardstick, without rows: the fold of all that comes next writes them';

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
	kept regclass := @extschema@._segments(t.kept, '_kept');
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'the snapshot of this transaction may be older than what is kept of %', source USING ERRCODE = 'invalid_transaction_state',
			HINT = 'BEGIN ISOLATION LEVEL READ COMMITTED;';
	END IF;
	IF kept IS NOT NULL THEN
		PERFORM @extschema@._give_segments(t);
	END IF;
	PERFORM @extschema@.fold(source); -- and no other fold until this is done
	IF kept IS NULL THEN
		PERFORM @extschema@._watch_segments(t), @extschema@._create_segments(t), @extschema@._create_yardstick(t);
		kept := @extschema@._segments(t.kept, '_kept');
	END IF;
	IF to_regclass(@extschema@._segments(t.kept)) IS NULL THEN
		PERFORM @extschema@._view_segments(t), @extschema@._give_segments(t);
	END IF;
	PERFORM @extschema@._measure_segments(t, as_of, yardstick);
	EXECUTE @extschema@._judge_statement(kept::text, (SELECT attname FROM pg_attribute WHERE attrelid = kept AND attnum = 1), t.kept::text, @extschema@._segments(t.kept, '_yardstick'));
	RETURN @extschema@._segments(t.kept);
END $$;
COMMENT ON FUNCTION track_segments(regclass, timestamptz, yardstick) IS
'keeps the segments of a tracked table, always of now: as of a time (else just after the last order) by a yardstick (else that of before, or one fitted now); called again, judges all anew; returns the view to read';

CREATE FUNCTION _drop_segments(kept regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	suffix text;
	part regclass;
	event name;
BEGIN
	FOREACH suffix IN ARRAY ARRAY['', '_kept', '_yardstick'] LOOP
		-- a trigger may name what is another's
		SELECT c.oid INTO part FROM pg_class c JOIN pg_class k ON k.oid = kept AND k.relowner = c.relowner
		WHERE c.oid = to_regclass(@extschema@._segments(kept, suffix)) AND c.relkind = CASE suffix WHEN '' THEN 'v' ELSE 'r' END;
		IF FOUND THEN
			EXECUTE format(CASE suffix WHEN '' THEN 'DROP VIEW %s' ELSE 'DROP TABLE %s' END, part);
		END IF;
	END LOOP;
	FOR event IN SELECT tgname FROM pg_trigger WHERE tgrelid = kept AND tgfoid = '@extschema@.judge_customers()'::regprocedure LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', event, kept);
	END LOOP;
END $$;
COMMENT ON FUNCTION _drop_segments(regclass) IS 'drops the segments that go with what is kept of a table, where they have its owner, and the triggers that keep them up';

CREATE FUNCTION untrack_segments(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept regclass := (@extschema@._tracked_activities(source)).kept;
BEGIN
	IF @extschema@._segments(kept) IS NULL THEN
		RAISE EXCEPTION 'no segments are kept of table %', source USING ERRCODE = 'undefined_object', HINT = format('SELECT track_segments(%L);', source);
	END IF;
	PERFORM @extschema@._drop_segments(kept);
END $$;
COMMENT ON FUNCTION untrack_segments(regclass) IS 'ends what track_segments() began, and drops the segments; an error where other objects hang on them';
