/*
 * track_segments: the segments of a tracked table, kept up by fold()
 *
 * By one yardstick and as of one time, what a customer is depends on the own activity alone.  So triggers on what is kept
 * of a table judge the customers who are folded, and nobody else.
 */

CREATE FUNCTION _judge_statement(segments text, measure text, key name, activities text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('INSERT INTO %s SELECT k.customer, @extschema@.orders(k.activity), @extschema@.amount(k.activity),'
		' @extschema@.first_order(k.activity), @extschema@.last_order(k.activity), @extschema@.loyalty(k.activity, y.yardstick, y.as_of),'
		' @extschema@.contribution(k.activity, y.yardstick, y.as_of), @extschema@.quadrant(k.activity, y.yardstick, y.as_of) FROM %s k, (SELECT * FROM %s LIMIT 1) y ORDER BY 1'
		' ON CONFLICT (%I) DO UPDATE SET orders = EXCLUDED.orders, amount = EXCLUDED.amount, first_order = EXCLUDED.first_order, last_order = EXCLUDED.last_order,'
		' loyalty = EXCLUDED.loyalty, contribution = EXCLUDED.contribution, quadrant = EXCLUDED.quadrant', segments, activities, measure, key);
END;
COMMENT ON FUNCTION _judge_statement(text, text, name, text) IS 'the statement that judges customers by their activities, and writes what they are into the table of segments';

CREATE FUNCTION judge_customers() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	segments text := @extschema@._segments(TG_RELID);
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
		EXECUTE @extschema@._judge_statement(segments, measure, key, 'changed');
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
'the table of segments that goes with what is kept of a tracked table, or with a suffix that of their yardstick; NULL where there are none';

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

CREATE FUNCTION _create_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	segments text; -- without its schema
	logged text;
	event text;
	key name := CASE WHEN t.customer_column IN ('orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant')
				THEN 'customer' ELSE t.customer_column END; -- that is another column's name
BEGIN
	SELECT regexp_replace(relname, '_activities_kept$', '_segments'), CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END INTO segments, logged FROM pg_class WHERE oid = t.kept;
	IF octet_length(segments || '_yardstick') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its segments', t.source USING ERRCODE = 'name_too_long';
	END IF;
	FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
		EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.judge_customers(%L)',
					   'customer_seg_segments_' || event, event, t.kept, CASE event WHEN 'delete' THEN 'OLD' ELSE 'NEW' END, segments);
	END LOOP;
	EXECUTE format('CREATE TABLE %s (yardstick @extschema@.yardstick NOT NULL, as_of timestamptz NOT NULL)', @extschema@._segments(t.kept, '_yardstick'));
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', @extschema@._segments(t.kept, '_yardstick')); -- as that of the journal
	EXECUTE format('CREATE %s TABLE %s WITH (fillfactor = 90) AS SELECT customer AS %I, NULL::bigint AS orders, NULL::numeric AS amount, NULL::timestamptz AS first_order,'
				   ' NULL::timestamptz AS last_order, NULL::double precision AS loyalty, NULL::double precision AS contribution, NULL::@extschema@.quadrant AS quadrant'
				   ' FROM %s WITH NO DATA', logged, @extschema@._segments(t.kept), key, t.kept);
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (%I)', @extschema@._segments(t.kept), key);
	EXECUTE format('COMMENT ON TABLE %s IS %L', @extschema@._segments(t.kept), format('what each customer of %s is, as of the last fold', t.source));
	EXECUTE format('COMMENT ON TABLE %s IS %L', @extschema@._segments(t.kept, '_yardstick'), format('by which the segments of %s are measured, and as of when', t.source));
END $$;
COMMENT ON FUNCTION _create_segments(tracked) IS 'creates the table of segments of a tracked table, without rows, that of their yardstick, and the triggers that keep them up';

CREATE FUNCTION _give_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = t.source);
	part regclass;
BEGIN
	FOREACH part IN ARRAY ARRAY[@extschema@._segments(t.kept), @extschema@._segments(t.kept, '_yardstick')] LOOP
		IF (SELECT relowner FROM pg_class WHERE oid = part) <> owner THEN -- which waits for all readers
			EXECUTE format('ALTER TABLE %s OWNER TO %s', part, owner);
		END IF;
		PERFORM @extschema@._own_table(part, t.source);
	END LOOP;
END $$;
COMMENT ON FUNCTION _give_segments(tracked) IS 'makes the segments those of the table: they have its owner and go with it';

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
	segments regclass := @extschema@._segments(t.kept);
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'the snapshot of this transaction may be older than what is kept of %', source USING ERRCODE = 'invalid_transaction_state',
			HINT = 'BEGIN ISOLATION LEVEL READ COMMITTED;';
	END IF;
	IF segments IS NOT NULL THEN
		PERFORM @extschema@._give_segments(t);
	END IF;
	PERFORM @extschema@.fold(source); -- and no other fold until this is done
	IF segments IS NULL THEN
		PERFORM @extschema@._create_segments(t), @extschema@._give_segments(t);
		segments := @extschema@._segments(t.kept);
	END IF;
	PERFORM @extschema@._measure_segments(t, as_of, yardstick);
	EXECUTE @extschema@._judge_statement(segments::text, @extschema@._segments(t.kept, '_yardstick'), (SELECT attname FROM pg_attribute WHERE attrelid = segments AND attnum = 1), t.kept::text);
	RETURN segments;
END $$;
COMMENT ON FUNCTION track_segments(regclass, timestamptz, yardstick) IS
'keeps a table of the segments of a tracked table, which each fold() brings up to date: as of a time (else just after the last order) by a yardstick (else that of before, or one fitted now); called again, judges all anew; returns the table';

CREATE FUNCTION _drop_segments(kept regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part regclass;
	event name;
BEGIN
	-- a trigger may name what is another's
	FOR part IN
		SELECT c.oid FROM pg_class c JOIN pg_class k ON k.oid = kept AND k.relowner = c.relowner
		WHERE c.oid IN (to_regclass(@extschema@._segments(kept)), to_regclass(@extschema@._segments(kept, '_yardstick'))) AND c.relkind = 'r'
	LOOP
		EXECUTE format('DROP TABLE %s', part);
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
