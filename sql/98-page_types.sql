/* page_types: pictures of the four types */

CREATE FUNCTION _draw_types(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
	drawn text;
	listed text;
BEGIN
	SELECT @extschema@._fill(w ->> CASE WHEN max(share_of_amount) IS NULL THEN 'types_said_plain' ELSE 'types_said' END,
							 jsonb_object_agg(quadrant, name) || jsonb_build_object('share', @extschema@._said_share(max(share) FILTER (WHERE quadrant = 'bee'), w),
																					'money', @extschema@._said_share(max(share_of_amount) FILTER (WHERE quadrant = 'bee'), w))),
		   string_agg(format('<g class="%s" transform="translate(0 %s)"><text y="14" class="b">%s</text><text x="400" y="14" class="e s">%s</text>'
							 '<rect class="q" y="21" width="%s" height="15" rx="2"/><path class="whisker" d="M%s 28.5H%s m0 -4v8M%6$s 24.5v8"/><text x="%8$s" y="33">%s</text>'
							 '<rect class="pale" y="39" width="%s" height="15" rx="2"/><text x="%s" y="51" class="s">%s</text></g>',
							 quadrant, (i - 1) * 66, @extschema@._xml(name), @extschema@._number(customers, w),
							 @extschema@._xy(share * scale), @extschema@._xy(low * scale), @extschema@._xy(high * scale),
							 @extschema@._xy(greatest(share, high) * scale + 8), @extschema@._share(share, w),
							 @extschema@._xy(brought * scale), @extschema@._xy(brought * scale + 8), @extschema@._share(share_of_amount, w)), '' ORDER BY i),
		   string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(name), @extschema@._number(customers, w), @extschema@._share(share, w),
							 @extschema@._share(low, w), @extschema@._share(high, w), @extschema@._number(amount, w), @extschema@._share(share_of_amount, w)), '' ORDER BY i)
	INTO said, drawn, listed
	FROM (SELECT r.*, @extschema@.label('quadrant', r.quadrant, w ->> 'lang') AS name, coalesce(r.share_of_amount, 0)::numeric AS brought,
				 340 / max(greatest(r.high, r.share, r.share_of_amount, 0.01)) OVER ()::numeric AS scale
		  FROM ROWS FROM (jsonb_to_recordset(pictures #> '{types,rows}')
						  AS (quadrant text, customers numeric, share numeric, low numeric, high numeric, amount numeric, share_of_amount numeric))
			   WITH ORDINALITY AS r (quadrant, customers, share, low, high, amount, share_of_amount, i)) AS r;
	RETURN @extschema@._page_figure('types', 296, said,
		drawn || @extschema@._svg_key(ARRAY[w ->> 'customers', w ->> 'share_of_amount'], '{grey,grey pale}', 284),
		'{type,customers,share,low,high,amount,share_of_amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_types(jsonb, jsonb) IS 'the figure of the four types: customers with their intervals, and money';

CREATE FUNCTION _draw_loyalty_contribution(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	loyal numeric := pictures #>> '{loyalty_contribution,loyalty_cut}';
	much numeric := pictures #>> '{loyalty_contribution,contribution_cut}';
	shares jsonb;
	frame text;
	drawn text;
	listed text;
BEGIN
	SELECT jsonb_object_agg(r.quadrant, @extschema@._said_share(r.share, w)),
		   string_agg(format('<text class="%sb" x="%s" y="%s"><tspan class="%s dot">&#9632;</tspan> %s %s</text>', CASE WHEN on_right THEN 'e ' END,
							 CASE WHEN on_right THEN 380 ELSE 50 END, CASE WHEN above THEN 14 ELSE 391 END, r.quadrant,
							 @extschema@._xml(@extschema@.label('quadrant', r.quadrant, w ->> 'lang')), @extschema@._share(r.share, w)), '' ORDER BY r.quadrant)
	INTO shares, frame
	FROM jsonb_to_recordset(pictures #> '{types,rows}') AS r (quadrant text, share numeric),
		 LATERAL (SELECT r.quadrant IN ('bee', 'butterfly') AS on_right, r.quadrant IN ('bee', 'dragonfly') AS above) AS corner;
	WITH cell AS (
		SELECT r.loyalty_from AS loyalty, r.contribution_from AS contribution, r.customers, r.amount,
			   @extschema@._xy(greatest(32 * sqrt(r.customers / max(r.customers) OVER ()), 2)) AS side,
			   CASE WHEN loyal IS NULL OR much IS NULL OR r.loyalty_from < loyal AND loyal < r.loyalty_from + 10 OR r.contribution_from < much AND much < r.contribution_from + 10 THEN 'grey' -- of more than one type
					ELSE (ARRAY['mantis', 'butterfly', 'dragonfly', 'bee'])[1 + (r.loyalty_from >= loyal)::integer + 2 * (r.contribution_from >= much)::integer] END AS type
		FROM jsonb_to_recordset(pictures #> '{loyalty_contribution,rows}') AS r (loyalty_from numeric, contribution_from numeric, customers numeric, amount numeric)
	)
	SELECT (SELECT string_agg(format('<path class="%s q" d="%s"/>', type, boxes), '' ORDER BY type)
			FROM (SELECT type, string_agg(@extschema@._box(50 + 3.3 * (loyalty + 5) - side / 2, 354 - 3.3 * (contribution + 5) - side / 2, side, side), '' ORDER BY loyalty, contribution) AS boxes
				  FROM cell GROUP BY type) AS t),
		   (SELECT string_agg(format('<tr><td>%s&#8211;%s<td>%s&#8211;%s<td>%s<td>%s', loyalty, loyalty + 10, contribution, contribution + 10,
									 @extschema@._number(customers, w), @extschema@._number(amount, w)), '' ORDER BY loyalty DESC, contribution DESC) FROM cell)
	INTO drawn, listed;
	RETURN @extschema@._page_figure('loyalty_contribution', 398, @extschema@._fill(w ->> 'loyalty_contribution_said', shares),
		@extschema@._svg_square('{0,20,40,60,80,100}', 50, 24, 330, w ->> 'loyalty', w ->> 'contribution') || drawn
		|| format('<path class="cut" d="M50 24%s%s"/>', 'M' || @extschema@._xy(50 + 3.3 * loyal) || ' 24V354', 'M50 ' || @extschema@._xy(354 - 3.3 * much) || 'H380')
		|| coalesce(frame, ''),
		'{loyalty,contribution,customers,amount}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_loyalty_contribution(jsonb, jsonb) IS 'the figure of loyalty against contribution: squares for the customers of like scores, and the cuts between the types';

CREATE FUNCTION _draw_movement(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	dates jsonb := jsonb_build_object('then', pictures #>> '{movement,then}', 'now', pictures #>> '{movement,now}');
	names text[] := array_append((SELECT array_agg(@extschema@.label('quadrant', q, w ->> 'lang') ORDER BY i) FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) WITH ORDINALITY AS t (q, i)),
								 w ->> 'not_there');
	kept jsonb;
	drawn text;
	listed text;
BEGIN
	WITH cell AS (
		SELECT r.*, coalesce(array_position('{bee,dragonfly,butterfly,mantis}', was), 5) AS j, coalesce(array_position('{bee,dragonfly,butterfly,mantis}', "is"), 5) AS i,
			   ceil(5 * coalesce(share, 0)) AS heat
		FROM jsonb_to_recordset(pictures #> '{movement,rows}') AS r (was text, "is" text, customers numeric, share numeric, before numeric, now numeric)
		WHERE coalesce(was, "is") IS NOT NULL
	)
	SELECT (SELECT jsonb_object_agg(coalesce("is", 'gone'), coalesce(@extschema@._said_share(share, w), '')) FILTER (WHERE was = 'bee')
				   || jsonb_build_object('bees', @extschema@._said_number(sum(customers) FILTER (WHERE was = 'bee'), w)) FROM cell),
		   (SELECT string_agg(format('<g class="h%s m"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT heat, string_agg(@extschema@._box(38 + 60 * i, 44 * j, 58, 42), '' ORDER BY j, i) AS boxes,
						 string_agg(format('<text x="%s" y="%s" class="b">%s</text>', 67 + 60 * i, 44 * j + CASE WHEN share IS NULL THEN 26 ELSE 18 END,
										   coalesce(@extschema@._share(share, w), @extschema@._number(customers, w)))
									|| CASE WHEN share IS NULL THEN '' ELSE format('<text x="%s" y="%s">%s</text>', 67 + 60 * i, 44 * j + 35, @extschema@._number(customers, w)) END, '' ORDER BY j, i) AS texts
				  FROM cell GROUP BY heat) AS h),
		   (SELECT string_agg(format('<tr><th>%s<th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(names[j]), @extschema@._xml(names[i]), @extschema@._number(customers, w), @extschema@._share(share, w),
									 @extschema@._number(before, w), @extschema@._number(now, w)), '' ORDER BY j, i) FROM cell)
	INTO kept, drawn, listed;
	RETURN @extschema@._page_figure('movement', 266,
		@extschema@._fill(w ->> CASE WHEN kept ? 'bee' AND kept ? 'gone' THEN 'movement_said' ELSE 'movement_said_none' END,
						  jsonb_build_object('kept', kept -> 'bee', 'gone', kept -> 'gone', 'bees', kept -> 'bees') || dates),
		format('<text y="14" class="s">%s</text><text x="400" y="14" class="e s">%s</text>', @extschema@._xml(@extschema@._fill(w ->> 'then', jsonb_build_object('day', dates -> 'then'))),
			   @extschema@._xml(@extschema@._fill(w ->> 'now', jsonb_build_object('day', dates -> 'now'))))
		|| (SELECT string_agg(format('<text y="%s" class="b">%s</text><text x="%s" y="36" class="m t">%2$s</text>', 44 * i + 26, @extschema@._xml(names[i]), 67 + 60 * i), '' ORDER BY i)
			FROM generate_series(1, 5) AS i) || drawn,
		'{was,is,customers,of_was,money_then,money_now}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_movement(jsonb, jsonb) IS 'the figure of movement: a square table of types then and now';
