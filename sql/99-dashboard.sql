/*
 * dashboard: views for tools, in a schema of their own.  What a dashboard is of stands in the definition of its view base
 * and nowhere else, so it is dumped, dropped and given away as any view; 98-dashboard_views.sql has the others.
 */

CREATE FUNCTION _check_dashboard_source(source regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner pg_roles;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source is NULL', HINT = 'SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');';
	ELSIF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a dashboard would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
	SELECT r.* INTO owner FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner WHERE c.oid = source;
	IF NOT owner.rolsuper AND owner.rolname <> current_user AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%s belongs to %I, and %I is a superuser', @extschema@._qualified_name(source), owner.rolname, current_user),
			DETAIL = format('Each refresh would run with a superuser''s rights what %I has put there.', owner.rolname), HINT = format('Make the dashboard as that role: SET ROLE %I;', owner.rolname);
	END IF;
END $$;
COMMENT ON FUNCTION _check_dashboard_source(regclass) IS 'an error for what no dashboard can be made of: a superuser runs nobody else''s code';

CREATE FUNCTION _dashboard_source(segmentation text, source_schema name, source_name name, source_owner name, was_view boolean) RETURNS regclass
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	source regclass;
	now_of name;
	is_view boolean;
BEGIN
	IF segmentation IS NOT NULL THEN
		source := @extschema@.segmentation(segmentation);
		IF @extschema@._qualified_name(source) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('segmentation %s has no view', segmentation),
				HINT = format('SELECT * FROM @extschema@.refresh_segmentation(%L);', segmentation);
		END IF;
		PERFORM @extschema@._check_dashboard_source(s.source) FROM @extschema@._segmentation_of(source) AS s;
		RETURN source;
	END IF;
	source := to_regclass(format('%I.%I', source_schema, source_name));
	SELECT pg_get_userbyid(relowner), relkind = 'v' INTO now_of, is_view FROM pg_class WHERE oid = source;
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source is gone: there is no %I.%I', source_schema, source_name),
			HINT = format('Create %I.%I again, or drop the dashboard and make it of another source.', source_schema, source_name);
	ELSIF now_of <> current_user AND (now_of <> source_owner OR is_view AND NOT was_view) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = CASE WHEN now_of <> source_owner THEN format('%I.%I belongs to %I, not to %I as when the dashboard was made', source_schema, source_name, now_of, source_owner)
						   ELSE format('%I.%I is a view of %I now, and was none when the dashboard was made', source_schema, source_name, now_of) END,
			DETAIL = 'A view runs functions with the rights of who reads it.', HINT = 'If it is to be the source, drop the dashboard and make it again.';
	END IF;
	PERFORM @extschema@._check_dashboard_source(source);
	RETURN source;
END $$;
COMMENT ON FUNCTION _dashboard_source(text, name, name, name, boolean) IS
'the source of a dashboard as it is now: the view of a segmentation, or what has this name and belongs to the current role, or to the one that it belonged to and is no view unless it was, or an error';

CREATE FUNCTION _dashboard_facts(source regclass, customer_column name, time_column name, amount_column name, order_column name, potential_column name,
								 profit_column name, since timestamptz, as_of timestamptz, yardstick yardstick, lang text, lapse_after interval) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1000000
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
	facts jsonb;
BEGIN
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	yardstick := coalesce(yardstick, kept.yardstick);
	facts := @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column, coalesce(since, kept.since),
									   coalesce(as_of, kept.as_of), yardstick, lang, NULL, coalesce(lapse_after, kept.lapse_after), pictures => true);
	RETURN facts || jsonb_build_object(
		'pictures', @extschema@._pictures(facts),
		'run', jsonb_build_object('source', coalesce(kept.name, @extschema@._qualified_name(source)), 'yardstick_as_of', @extschema@.as_of(yardstick), 'made_at', clock_timestamp(), 'lang', lang));
END $$;
COMMENT ON FUNCTION _dashboard_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, interval) IS
'all that a dashboard shows but the customers: what report() knows of the base, the pictures, and of what they are';

CREATE FUNCTION _dashboard_attributes(customer_type anyelement, source regclass, customer_column name, time_column name, since timestamptz, as_of timestamptz, columns name[])
RETURNS TABLE (customer anyelement, attributes text[])
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SET search_path = pg_catalog, pg_temp
SET bytea_output = hex -- attributes are written as text, always the same
SET DateStyle = 'ISO, YMD'
SET IntervalStyle = postgres
SET TimeZone = 'UTC'
SET extra_float_digits = 1
AS $$
DECLARE
	kept @extschema@.segmentations;
	relation regclass := source;
	latest text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	IF FOUND THEN
		relation := kept.source;
		customer_column := kept.customer_column;
		time_column := kept.time_column;
	END IF;
	SELECT string_agg(format('(array_agg(%1$I::text ORDER BY %2$I DESC, %1$I::text COLLATE "C" DESC) FILTER (WHERE %1$I IS NOT NULL))[1]', a.name, time_column), ', ' ORDER BY a.i)
	INTO latest FROM unnest(columns) WITH ORDINALITY AS a (name, i);
	RETURN QUERY EXECUTE concat(format('SELECT %I, ARRAY[', customer_column), latest,
		format('] FROM %1$s WHERE %2$I IS NOT NULL AND %3$I IS NOT NULL AND ($1 IS NULL OR %3$I >= $1) AND ($2 IS NULL OR %3$I < $2) GROUP BY %2$I', relation, customer_column, time_column))
		USING coalesce(since, kept.since), coalesce(as_of, kept.as_of);
END $$;
COMMENT ON FUNCTION _dashboard_attributes(anyelement, regclass, name, name, timestamptz, timestamptz, name[]) IS
'of each customer of a source, or of a segmentation''s, the last value known of each of these columns, as text; of several at one time the greatest';

/* what is there */

CREATE FUNCTION _dashboard_base(schema name) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN (SELECT c.oid
		FROM pg_catalog.pg_namespace AS n
		JOIN pg_catalog.pg_class AS c ON c.relnamespace OPERATOR(pg_catalog.=) n.oid AND c.relname OPERATOR(pg_catalog.=) 'base'::name AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"
		JOIN pg_catalog.pg_rewrite AS r ON r.ev_class OPERATOR(pg_catalog.=) c.oid
		JOIN pg_catalog.pg_depend AS d ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
		WHERE n.nspname OPERATOR(pg_catalog.=) _dashboard_base.schema AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::regclass::oid
			AND d.refobjid OPERATOR(pg_catalog.=) '@extschema@._dashboard_source(text, name, name, name, boolean)'::regprocedure::oid LIMIT 1);
COMMENT ON FUNCTION _dashboard_base(name) IS 'the view of the dashboard in a schema that the others read; NULL where there is no dashboard';

CREATE FUNCTION _kept_view(view name) RETURNS name
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN (view OPERATOR(pg_catalog.||) '_kept'::text)::name;
COMMENT ON FUNCTION _kept_view(name) IS 'the name of the materialized view that keeps the rows of a view of a dashboard';

CREATE FUNCTION _dashboard_parts(base regclass)
RETURNS TABLE (place integer, view name, relation regclass, materialized boolean, filled boolean)
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 32
BEGIN ATOMIC
	WITH RECURSIVE reading (relation) AS (
		SELECT base::oid
		UNION
		SELECT r.ev_class
		FROM reading AS o
		JOIN pg_catalog.pg_depend AS d ON d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.refobjid OPERATOR(pg_catalog.=) o.relation
		JOIN pg_catalog.pg_rewrite AS r ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
	), part (place, view, name, materialized) AS (
		SELECT 0, 'base'::name, 'base'::name, true
		UNION ALL SELECT v.place, v.view, @extschema@._kept_view(v.view), true FROM @extschema@._dashboard_view() AS v WHERE v.materialized
		UNION ALL SELECT v.place, v.view, v.view, false FROM @extschema@._dashboard_view() AS v
	)
	SELECT p.place, p.view, c.oid::regclass, p.materialized, c.relispopulated
	FROM part AS p
	JOIN pg_catalog.pg_class AS c ON c.relname OPERATOR(pg_catalog.=) p.name AND c.relkind OPERATOR(pg_catalog.=) CASE WHEN p.materialized THEN 'm'::"char" ELSE 'v'::"char" END
	JOIN reading AS r ON r.relation OPERATOR(pg_catalog.=) c.oid
	JOIN pg_catalog.pg_class AS b ON b.oid OPERATOR(pg_catalog.=) base::oid AND b.relnamespace OPERATOR(pg_catalog.=) c.relnamespace
	ORDER BY 1, 4 DESC;
END;
COMMENT ON FUNCTION _dashboard_parts(regclass) IS
'the views of a dashboard that are there, each behind those that it reads, base first: those of its schema that have the name, and read base or what reads it';

CREATE FUNCTION _acts_for(owner regrole) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN quote_ident(current_user)::regrole = owner OR pg_has_role(owner, 'USAGE') AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
END $$;
COMMENT ON FUNCTION _acts_for(regrole) IS 'whether the current role is this one, or has, without being a superuser, its rights: a superuser runs nobody else''s code';

CREATE FUNCTION _own_dashboard(schema name) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	base regclass := @extschema@._dashboard_base(schema);
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = base);
BEGIN
	IF base IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no dashboard in schema %s', coalesce(quote_ident(schema), 'NULL')),
			HINT = coalesce((SELECT 'There are some in: ' || string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname) || '.' FROM pg_namespace AS n
							 WHERE @extschema@._dashboard_base(n.nspname) IS NOT NULL), 'Make one: SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');');
	ELSIF NOT @extschema@._acts_for(owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('the dashboard in schema %I belongs to %s', schema, owner),
			DETAIL = format('Its sales are read with the rights of %s, and a view of %s''s could run functions.', owner, owner),
			HINT = 'Let a job of that role do it.';
	END IF;
	-- one at a time, while others read: the lock of a comment
	EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', base, coalesce(obj_description(base, 'pg_class'), ''));
	RETURN base;
END $$;
COMMENT ON FUNCTION _own_dashboard(name) IS
'the view of the dashboard in a schema that the others read, locked against who else changes or refreshes it; an error where there is none, or it is another role''s';

/* making it */

CREATE FUNCTION _check_dashboard_attributes(source regclass, customer_column name, columns name[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wrong name;
BEGIN
	IF array_ndims(columns) > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error', MESSAGE = 'attribute_columns is an array of arrays', HINT = 'Give a list of columns: attribute_columns => ''{region,channel}''.';
	END IF;
	SELECT a.name INTO wrong FROM unnest(columns) AS a (name)
	WHERE a.name IS NULL OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = a.name AND attnum > 0 AND NOT attisdropped) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('there is no column %s in %s to be an attribute', coalesce(quote_ident(wrong), 'NULL'), @extschema@._qualified_name(source)),
			HINT = format('Its columns are: %s.', (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = source AND attnum > 0 AND NOT attisdropped));
	END IF;
	SELECT a.name INTO wrong FROM unnest(columns || customer_column) AS a (name) GROUP BY a.name
	HAVING count(*) > 1 OR a.name IN (SELECT c."column" FROM @extschema@._dashboard_column() AS c WHERE c.view = 'customers');
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = format('the view customers cannot have %I as an attribute, since another column has that name', wrong),
			HINT = 'Give it another name, in a view over the source, and take that for the source.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_dashboard_attributes(regclass, name, name[]) IS 'an error for columns that cannot be attributes in the views of a dashboard';

CREATE FUNCTION _equality_of(type oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN coalesce((SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
				 FROM pg_catalog.pg_opclass AS c
				 JOIN pg_catalog.pg_amop AS a ON a.amopfamily OPERATOR(pg_catalog.=) c.opcfamily AND a.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
					AND a.amoprighttype OPERATOR(pg_catalog.=) c.opcintype AND a.amopstrategy OPERATOR(pg_catalog.=) 3::smallint
				 JOIN pg_catalog.pg_operator AS o ON o.oid OPERATOR(pg_catalog.=) a.amopopr
				 JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
				 WHERE c.opcintype OPERATOR(pg_catalog.=) _equality_of.type AND c.opcdefault
					AND c.opcmethod OPERATOR(pg_catalog.=) (SELECT m.oid FROM pg_catalog.pg_am AS m WHERE m.amname OPERATOR(pg_catalog.=) 'btree'::name)),
				'OPERATOR(pg_catalog.=)');
COMMENT ON FUNCTION _equality_of(oid) IS 'the operator by which values of a type are the same, to be written in a query: the type''s own, wherever it lies, or the server''s';

CREATE FUNCTION _make_dashboard_base(schema name, source text, columns text, period text, yardstick text, lang text, lapse_after text,
									 customer_type oid, collated text, attributes text) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer text := format('NULL::%s%s', format_type(customer_type, NULL), collated);
	base text := format('%I.base', schema);
BEGIN
	EXECUTE concat('CREATE MATERIALIZED VIEW ', base, ' AS SELECT f.facts, ', CASE WHEN attributes IS NULL THEN 'NULL::text[] AS attributes' ELSE 'a.attributes' END, ', c.*'
				   ' FROM @extschema@.classify_as(', concat_ws(', ', customer, source, columns, period, yardstick, lapse_after), ') AS c',
				   ' LEFT JOIN @extschema@._dashboard_attributes(' || customer || ', ' || source || ', ' || attributes || format(') AS a ON a.customer %s c.customer', @extschema@._equality_of(customer_type)),
				   ' FULL JOIN @extschema@._dashboard_facts(', concat_ws(', ', source, columns, period, yardstick, lang, lapse_after), ') AS f (facts) ON false WITH NO DATA');
	EXECUTE format('CREATE UNIQUE INDEX ON %s (customer)', base);
	EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', base, 'what the other views of this dashboard read: a row for each customer, and one for the rest');
	RETURN base::regclass;
END $$;
COMMENT ON FUNCTION _make_dashboard_base(name, text, text, text, text, text, text, oid, text, text) IS
'makes the view of a dashboard that the others read, without rows: customers of this type and collation; the rest are arguments as they are written in its query, attributes NULL where there are none';

CREATE FUNCTION _make_dashboard_views(base regclass, schema name, lang text, customer_column name, attributes name[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	listed text := coalesce((SELECT string_agg(format(', c.attributes[%s] AS %I', a.i, a.name), '' ORDER BY a.i) FROM unnest(attributes) WITH ORDINALITY AS a (name, i)), '');
	overdue_unknown text := format('SELECT d.action FROM %s AS b, jsonb_to_recordset(b.facts #> ''{pictures,contacts_due,rows}'') AS d (action text, overdue bigint)'
								   ' WHERE b.customer IS NULL AND d.overdue IS NULL', base);
	made record;
	query text;
	relation text;
	commented record;
BEGIN
	FOR made IN SELECT v.* FROM @extschema@._dashboard_view() AS v ORDER BY v.place LOOP
		query := format(made.query, base, quote_literal(lang), quote_ident(customer_column), listed, quote_literal(coalesce(attributes, '{}')), overdue_unknown);
		IF made.materialized THEN
			relation := format('%I.%I', schema, @extschema@._kept_view(made.view));
			EXECUTE format('CREATE MATERIALIZED VIEW %s AS %s WITH NO DATA', relation, query);
			EXECUTE format('CREATE UNIQUE INDEX ON %s (%s)', relation, (SELECT string_agg(quote_ident(k), ', ') FROM unnest(made.key) AS k));
			EXECUTE format('COMMENT ON MATERIALIZED VIEW %s IS %L', relation, format('the rows of the view %I, kept until the next refresh', made.view));
			query := 'SELECT * FROM ' || relation;
		END IF;
		relation := format('%I.%I', schema, made.view);
		EXECUTE format('CREATE VIEW %s AS %s', relation, query);
		EXECUTE format('COMMENT ON VIEW %s IS %L', relation, made.comment);
		FOR commented IN SELECT a.attname, coalesce(c.comment, CASE WHEN a.attname = customer_column THEN 'the customer' WHEN a.attname = ANY (attributes) THEN 'the last value known of this column of the source' END) AS comment
						 FROM pg_attribute AS a LEFT JOIN @extschema@._dashboard_column() AS c ON c.view = made.view AND c."column" = a.attname
						 WHERE a.attrelid = relation::regclass AND a.attnum > 0 LOOP
			EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, commented.attname, commented.comment);
		END LOOP;
	END LOOP;
EXCEPTION WHEN duplicate_table THEN
	RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('a view of the dashboard cannot be called %s, as something else is', relation),
		HINT = 'Give the dashboard a schema of its own.';
END $$;
COMMENT ON FUNCTION _make_dashboard_views(regclass, name, text, name, name[]) IS 'makes the views of a dashboard that read base, without rows, with their indexes and comments';

CREATE FUNCTION _make_dashboard_schema(schema name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT nspowner FROM pg_namespace WHERE nspname = schema);
BEGIN
	IF schema IS NULL OR schema = '' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema is %s', coalesce('an empty name' || schema, 'NULL')),
			HINT = 'Name one: SELECT * FROM @extschema@.create_dashboard_views(''mart'', ''sales'');';
	ELSIF owner IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	ELSIF NOT @extschema@._acts_for(owner) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('schema %I belongs to %s, who could put something else in the place of a view', schema, owner),
			HINT = 'Take a schema of your own, or a name that no schema has.';
	ELSIF EXISTS (SELECT FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'customer_seg' AND n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('schema %I is the extension''s own', schema), HINT = 'Give the dashboard a schema of its own.';
	ELSIF @extschema@._dashboard_base(schema) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a dashboard in schema %I already', schema),
			HINT = format('Refresh it, take another schema, or: SELECT @extschema@.drop_dashboard_views(%L);', schema);
	ELSIF to_regclass(format('%I.base', schema)) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('a view of the dashboard cannot be called %I.base, as something else is', schema),
			HINT = 'Give the dashboard a schema of its own.';
	END IF;
END $$;
COMMENT ON FUNCTION _make_dashboard_schema(name) IS 'makes the schema of a dashboard, if it is not there; an error where it is another role''s, or there is a dashboard in it';

CREATE FUNCTION _let_read_dashboard(schema name, base regclass, reader name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF reader <> 'public' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = reader) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no role %I to read the dashboard', reader), HINT = format('CREATE ROLE %I;', reader);
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema, reader);
	EXECUTE format('GRANT SELECT ON %s TO %I', (SELECT string_agg(p.relation::text, ', ') FROM @extschema@._dashboard_parts(base) AS p WHERE NOT p.materialized), reader);
END $$;
COMMENT ON FUNCTION _let_read_dashboard(name, regclass, name) IS 'lets a role read all views of a dashboard that are not materialized';

CREATE FUNCTION _dashboard_source_query(source regclass, segmentation text) RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT CASE WHEN segmentation IS NULL
				THEN pg_catalog.format('@extschema@._dashboard_source(NULL::text, %L::name, %L::name, %L::name, %L::boolean)',
									   n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner), c.relkind OPERATOR(pg_catalog.=) 'v'::"char")
				ELSE pg_catalog.format('@extschema@._dashboard_source(%L::text, NULL::name, NULL::name, NULL::name, NULL::boolean)', segmentation) END
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) source::oid;
END;
COMMENT ON FUNCTION _dashboard_source_query(regclass, text) IS 'the call by which the views of a dashboard find a source, or a segmentation, each time';

CREATE FUNCTION _dashboard_customer(relation regclass, customer_column name, OUT type regtype, OUT collated text, OUT "column" name)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT @extschema@._base_type(a.atttypid)::regtype, @extschema@._collate(a.attcollation),
		   CASE WHEN EXISTS (SELECT FROM @extschema@._dashboard_column() AS c WHERE c.view OPERATOR(pg_catalog.=) 'customers'::name AND c."column" OPERATOR(pg_catalog.=) a.attname)
				THEN 'customer'::name ELSE a.attname END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) relation::oid AND a.attname OPERATOR(pg_catalog.=) customer_column;
END;
COMMENT ON FUNCTION _dashboard_customer(regclass, name) IS 'type, collation and name of the customers'' column in the views of a dashboard';

CREATE FUNCTION create_dashboard_views(schema name, source regclass,
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
									   lapse_after interval DEFAULT NULL,
									   attribute_columns name[] DEFAULT NULL,
									   reader name DEFAULT NULL)
RETURNS TABLE (view name, rows bigint, seconds double precision)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 14
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD' -- times stand in the definition of a view
SET IntervalStyle = postgres
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	relation regclass;
	customer record;
	base regclass;
	attributes name[] := nullif(attribute_columns, '{}');
BEGIN
	PERFORM @extschema@._make_dashboard_schema(schema);
	SELECT s.* INTO kept FROM @extschema@._segmentation_of(source) AS s;
	relation := coalesce(kept.source, source);
	PERFORM @extschema@._check_dashboard_source(relation);
	SELECT c.* INTO customer FROM @extschema@._dashboard_customer(relation, coalesce(kept.customer_column, customer_column)) AS c;
	IF customer.type IS NULL THEN -- which columns there are, is said there
		PERFORM FROM @extschema@.classify_as(NULL::text, source, customer_column, time_column, amount_column) LIMIT 1;
	END IF;
	PERFORM @extschema@._check_dashboard_attributes(relation, customer."column", attributes);
	base := @extschema@._make_dashboard_base(schema, @extschema@._dashboard_source_query(source, kept.name),
		format('%L::name, %L::name, %L::name, %L::name, %L::name, %L::name', customer_column, time_column, amount_column, order_column, potential_column, profit_column),
		format('%L::timestamptz, %L::timestamptz', since, as_of), format('%L::@extschema@.yardstick', yardstick), format('%L::text', coalesce(lang, 'en')), format('%L::interval', lapse_after),
		customer.type, customer.collated,
		format('%L::name, %L::name, %L::timestamptz, %L::timestamptz, ', customer_column, time_column, since, as_of) || quote_literal(attributes) || '::name[]');
	PERFORM @extschema@._make_dashboard_views(base, schema, coalesce(lang, 'en'), customer."column", attributes);
	IF reader IS NOT NULL THEN
		PERFORM @extschema@._let_read_dashboard(schema, base, reader);
	END IF;
	RETURN QUERY SELECT r.* FROM @extschema@.refresh_dashboard_views(schema) AS r;
END $$;
COMMENT ON FUNCTION create_dashboard_views(name, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, interval, name[], name) IS
'makes the views of a dashboard in a schema, which is made, too, unless it is there, and fills them: of a source or a segmentation, with attributes of the customers by which to see the types, for a role that may read them';

CREATE FUNCTION _refresh_dashboard_view(relation regclass, filled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off -- else REFRESH ... CONCURRENTLY fails in itself
SET client_min_messages = warning -- rows left out are in the view run
AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN filled THEN 'CONCURRENTLY ' ELSE '' END, relation);
EXCEPTION WHEN OTHERS THEN
	IF NOT filled THEN -- there is nothing yet that could stay as it was
		RAISE;
	END IF;
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('view %s cannot be refreshed: %s', relation, message),
		DETAIL = concat_ws(' ', nullif(detail, ''), 'The views are as they were.'),
		HINT = coalesce(nullif(hint, ''), 'Mend that, or drop the dashboard and make it again.');
END $$;
COMMENT ON FUNCTION _refresh_dashboard_view(regclass, boolean) IS 'fills a view of a dashboard; where it was filled before, while it is read, and an error names it';

CREATE FUNCTION refresh_dashboard_views(schema name) RETURNS TABLE (view name, rows bigint, seconds double precision)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 14
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	base regclass := @extschema@._own_dashboard(schema);
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = base);
	part record;
	began timestamptz;
BEGIN
	IF NOT has_database_privilege(owner, current_database(), 'TEMPORARY') AND (SELECT relispopulated FROM pg_class WHERE oid = base) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('to refresh a dashboard takes temporary tables, which %s may not make', owner),
			HINT = format('GRANT TEMPORARY ON DATABASE %I TO %s;', current_database(), owner);
	END IF;
	FOR part IN SELECT p.* FROM @extschema@._dashboard_parts(base) AS p WHERE p.materialized ORDER BY p.place LOOP
		began := clock_timestamp();
		PERFORM @extschema@._refresh_dashboard_view(part.relation, part.filled);
		view := part.view;
		seconds := extract(epoch FROM clock_timestamp() - began);
		EXECUTE format('SELECT count(*) FROM %s', part.relation) INTO rows;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION refresh_dashboard_views(name) IS
'brings the views of the dashboard in a schema up to date, all of one snapshot, while they are read: a row for each whose rows are kept, in the order in which they are filled, with its rows and the seconds it took';

CREATE FUNCTION drop_dashboard_views(schema name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	base regclass := @extschema@._own_dashboard(schema);
	part record;
	said text;
BEGIN
	FOR part IN SELECT p.* FROM @extschema@._dashboard_parts(base) AS p ORDER BY p.place DESC, p.materialized LOOP
		EXECUTE format('DROP %s %s', CASE WHEN part.materialized THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, part.relation);
	END LOOP;
EXCEPTION WHEN dependent_objects_still_exist THEN
	GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
	RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = format('other objects depend on the dashboard in schema %I', schema), DETAIL = said, HINT = 'Drop these first.';
END $$;
COMMENT ON FUNCTION drop_dashboard_views(name) IS 'drops the views of the dashboard in a schema; the schema stays, and what else is in it';
