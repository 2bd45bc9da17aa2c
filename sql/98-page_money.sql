/* page_money: pictures of where the money is */

CREATE FUNCTION _draw_rfm_map(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
	drawn text;
	named text;
	listed text;
	segments integer;
BEGIN
	WITH part AS (
		SELECT r.*, @extschema@.label('rfm_segment', r.rfm_segment, w ->> 'lang') AS name, count(*) OVER cell AS parts, row_number() OVER (cell ORDER BY r.customers DESC, r.rfm_segment) - 1 AS place,
			   ceil(5 * sqrt(r.customers / max(r.customers) OVER ())) AS heat
		FROM jsonb_to_recordset(pictures #> '{rfm_map,rows}') AS r (recency integer, value integer, rfm_segment text, customers numeric, amount numeric)
		WINDOW cell AS (PARTITION BY r.recency, r.value)
	), segment AS (
		SELECT s.*, row_number() OVER (ORDER BY s.customers DESC, s.rfm_segment) AS n, (count(*) OVER () + 1) / 2 AS half, s.customers / sum(s.customers) OVER () AS share,
			   s.amount / nullif(sum(greatest(s.amount, 0)) OVER (), 0) AS share_of_amount
		FROM (SELECT p.rfm_segment, min(p.name) AS name, sum(p.customers) AS customers, sum(p.amount) AS amount FROM part AS p GROUP BY p.rfm_segment) AS s
	), box AS ( -- the parts of a cell lie side by side, of four and more in two rows
		SELECT p.heat, s.n, 36 + 73 * (p.recency - 1) + width * (place % across) AS x, 53 * (5 - p.value) + height * (place / across) AS y, width, height
		FROM part AS p JOIN segment AS s USING (rfm_segment),
			 LATERAL (SELECT CASE WHEN parts > 3 THEN (parts + 1) / 2 ELSE parts END AS across) AS a,
			 LATERAL (SELECT 72.0 / across AS width, CASE WHEN parts > 3 THEN 26 ELSE 52 END AS height) AS b
	)
	SELECT (SELECT @extschema@._fill(w ->> CASE WHEN share_of_amount IS NULL THEN 'rfm_map_said_plain' ELSE 'rfm_map_said' END,
									 jsonb_build_object('number', n, 'name', name, 'share', @extschema@._said_share(share, w), 'money', @extschema@._said_share(share_of_amount, w)))
			FROM segment ORDER BY share_of_amount DESC NULLS LAST, n LIMIT 1),
		   (SELECT string_agg(format('<g class="h%s m b"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT heat, string_agg(@extschema@._box(x, y, width - 1, height - 1), '' ORDER BY y, x) AS boxes,
						 string_agg(format('<text x="%s" y="%s">%s</text>', @extschema@._xy(x + width / 2), y + height / 2 + 4, n), '' ORDER BY y, x) AS texts
				  FROM box GROUP BY heat) AS h),
		   (SELECT string_agg(format('<text x="%s" y="%s" class="e b">%s</text><text x="%s" y="%2$s" class="t">%5$s <tspan class="s">%s</tspan></text>',
									 15 + x, y, n, 21 + x, @extschema@._xml(name), @extschema@._share(share, w)), '' ORDER BY n)
			FROM segment, LATERAL (SELECT 200 * ((n - 1) / half) AS x, 330 + 22 * ((n - 1) % half) AS y) AS at),
		   (SELECT string_agg(format('<tr><td>%s<td>%s<th>%s<td>%s<td>%s', recency, value, @extschema@._xml(name), @extschema@._number(customers, w), @extschema@._number(amount, w)), ''
							  ORDER BY recency DESC, value DESC, place) FROM part),
		   (SELECT count(*) FROM segment)
	INTO said, drawn, named, listed, segments;
	RETURN @extschema@._page_figure('rfm_map', 318 + 22 * ((segments + 1) / 2), said,
		(SELECT string_agg(format('<text x="%s" y="280" class="m s">%s</text><text x="28" y="%s" class="e s">%2$s</text>', 72 + 73 * (n - 1), n, 30 + 53 * (5 - n)), '' ORDER BY n)
		 FROM generate_series(1, 5) AS n)
		|| format('<text x="218" y="300" class="m s">%s</text><text transform="translate(14 132)rotate(-90)" class="m s">%s</text>', @extschema@._xml(w ->> 'recency_up'), @extschema@._xml(w ->> 'value_up'))
		|| (SELECT format('<g class="h0"><path d="%s"/></g>', string_agg(@extschema@._box(36 + 73 * x, 53 * y, 71, 51), '')) FROM generate_series(0, 4) AS x, generate_series(0, 4) AS y) || drawn || named,
		'{recency,value,segment,customers,amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_rfm_map(jsonb, jsonb) IS 'the figure of the RFM segments: where they lie by scores of recency and of value, numbered by their size';

CREATE FUNCTION _draw_lorenz(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	curve text;
	listed text;
	top numeric;
	gini text := @extschema@._said_number(round((pictures #>> '{lorenz,gini}')::numeric, 2), w);
BEGIN
	SELECT string_agg(format('%s %s', @extschema@._xy(56 + 320 * x), @extschema@._xy(334 - 320 * y)), 'L' ORDER BY x), max(y) FILTER (WHERE x = 0.2),
		   string_agg(format('<tr><td>%s<td>%s', @extschema@._share(x, w), @extschema@._share(y, w)), '' ORDER BY x) FILTER (WHERE x % 0.05 = 0 OR x = 0.01)
	INTO curve, top, listed
	FROM jsonb_to_recordset(pictures #> '{lorenz,rows}') AS r (share_of_customers numeric, share_of_amount numeric),
		 LATERAL (SELECT 1 - round(share_of_customers, 4) AS x, 1 - share_of_amount AS y) AS of_the_best; -- the curve begins with the smallest
	RETURN @extschema@._page_figure('lorenz', 394,
		@extschema@._fill(w ->> 'lorenz_said', jsonb_build_object('fifth', @extschema@._said_share(0.2, w), 'top', @extschema@._said_share(top, w), 'gini', gini)),
		@extschema@._svg_square((SELECT array_agg(@extschema@._said_number(n, w) || (w ->> 'percent') ORDER BY n) FROM generate_series(0, 100, 20) AS n), 56, 14, 320,
								w ->> 'share_of_customers', w ->> 'share_they_bring')
		|| format('<path class="area" d="M%s"/><path class="same" d="M56 334L376 14"/><path class="stock" d="M%1$s"/>'
				  '<path class="cut" d="M120 334V%sH56"/><circle cx="120" cy="%2$s" r="5"/><text x="132" y="%s" class="b rim">%s &#8594; %s</text>',
				  curve, @extschema@._xy(334 - 320 * top), @extschema@._xy(greatest(352 - 320 * top, 40)), @extschema@._share(0.2, w), @extschema@._share(top, w))
		|| format('<text x="230" y="186" class="s rim">%s</text><text x="366" y="322" class="e b">%s</text>', @extschema@._xml(w ->> 'all_alike'),
				  @extschema@._xml(@extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', gini)))),
		'{share_of_customers,share_they_bring}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_lorenz(jsonb, jsonb) IS 'the figure of the Lorenz curve, seen from the best: which share of the money the best share of the buyers bring';

CREATE FUNCTION _draw_contacts_due(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	actions integer;
	said jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT count(*),
		   jsonb_build_object('number', @extschema@._said_number(sum(due_today + coalesce(overdue, 0)), w), 'overdue', @extschema@._said_number(sum(overdue), w),
							  'action', (array_agg(name ORDER BY at_stake DESC, i))[1], 'most', @extschema@._said_number(max(at_stake), w),
							  'at_stake', @extschema@._said_number(nullif(sum(at_stake), 0), w)),
		   string_agg(format('<g transform="translate(0 %s)"><text y="14" class="b">%s</text><text x="400" y="14" class="e"><tspan class="b">%s</tspan> / %s%s</text>'
							 '<rect class="grey pale" y="21" width="%s" height="13"/><rect class="lost" y="21" width="%s" height="13"/><rect class="new" x="%7$s" y="21" width="%s" height="13"/></g>',
							 42 + (i - 1) * 40, @extschema@._xml(name), @extschema@._number(due_today + coalesce(overdue, 0), w), @extschema@._number(customers, w),
							 CASE WHEN at_stake > 0 THEN '; ' || @extschema@._number(at_stake, w) END,
							 @extschema@._xy(400 * customers / most), @extschema@._xy(400 * coalesce(overdue, 0) / most), @extschema@._xy(400 * due_today / most)), '' ORDER BY i),
		   string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(name), @extschema@._number(due_today, w), coalesce(@extschema@._number(overdue, w), '?'),
							 @extschema@._number(customers, w), @extschema@._number(at_stake, w)), '' ORDER BY i)
	INTO actions, said, drawn, listed
	FROM (SELECT r.*, @extschema@.label('customer_action', r.action, w ->> 'lang') AS name, max(r.customers) OVER () AS most, row_number() OVER (ORDER BY r.at_stake DESC, r.customers DESC, r.action) AS i
		  FROM jsonb_to_recordset(pictures #> '{contacts_due,rows}') AS r (action text, due_today numeric, overdue numeric, customers numeric, at_stake numeric)) AS r;
	RETURN @extschema@._page_figure('contacts_due', 44 + 40 * actions,
		@extschema@._fill(w ->> CASE WHEN (pictures #> '{contacts_due,no_contact}')::boolean THEN 'contacts_due_said_no_contact'
								   WHEN said ->> 'at_stake' IS NULL THEN 'contacts_due_said_plain' ELSE 'contacts_due_said' END, said),
		@extschema@._svg_key(ARRAY[w ->> 'overdue', w ->> 'due_today', w ->> 'of_all'], '{lost,new,grey pale}', 14)
		|| format('<text x="400" y="36" class="e s">%s</text>', @extschema@._xml(w ->> 'of_all_head')) || drawn,
		'{action,due_today,overdue,of_all,at_stake}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_contacts_due(jsonb, jsonb) IS 'the figure of the contacts that are due, by what is to be done, beside all for whom it is to be done, with the money at stake';
