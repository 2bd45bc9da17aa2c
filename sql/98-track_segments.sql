/*
 * track_segments: the segments of a tracked table, kept up with it
 *
 * By one yardstick and as of one time, what a customer is depends on the own activity alone.  So it stands beside the activity
 * that is kept, a fold writes both at once, and a view judges the customers of the journal when it is read.
 */

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
