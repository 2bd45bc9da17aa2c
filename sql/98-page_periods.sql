/* page_periods: pictures period by period */

CREATE FUNCTION _draw_money_by_period(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{money_by_period,unit}';
	lapses boolean := pictures #>> '{money_by_period,lapse_after}' IS NOT NULL;
	days text[];
	bottom numeric;
	top numeric;
	full_period jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.period ORDER BY r.period::date), min(least(new, 0) + least(won_back, 0) + least(retained, 0)), max(greatest(new, 0) + greatest(won_back, 0) + greatest(retained, 0)),
		   (array_agg(jsonb_build_object('period', @extschema@._period(r.period, unit, w), 'total', total, 'money', @extschema@._said_number(total, w),
										 'new', @extschema@._said_share(new / nullif(total, 0), w), 'won_back', @extschema@._said_share(won_back / nullif(total, 0), w),
										 'retained', @extschema@._said_share(retained / nullif(total, 0), w))
					  ORDER BY r.period::date DESC) FILTER (WHERE complete))[1],
		   string_agg(format('<tr><th>%s%s<td>%s%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(r.period, unit, w)), CASE WHEN NOT complete THEN ' *' END,
							 @extschema@._number(new, w), CASE WHEN lapses THEN '<td>' || @extschema@._number(won_back, w) END, @extschema@._number(retained, w),
							 @extschema@._number(total, w)), '' ORDER BY r.period::date)
	INTO days, bottom, top, full_period, listed
	FROM jsonb_to_recordset(pictures #> '{money_by_period,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, retained numeric, total numeric);
	top := greatest(top, bottom + 1);
	SELECT string_agg(format('<path class="%s%s" d="%s"/>', class, CASE WHEN NOT complete THEN ' half' END, boxes), '' ORDER BY class, complete)
	INTO drawn
	FROM (SELECT class, complete, string_agg(@extschema@._box(56 + 340 * (i - 0.9) / cardinality(days), 260 - (base + greatest(v, 0) - bottom) * 210 / (top - bottom),
															  340 * 0.8 / cardinality(days), abs(v) * 210 / (top - bottom)), '' ORDER BY i) AS boxes
		  FROM (SELECT i, complete, class, v,
					   CASE WHEN v < 0 THEN sum(least(v, 0)) OVER stack - v ELSE sum(greatest(v, 0)) OVER stack - v END AS base
				FROM (SELECT *, row_number() OVER (ORDER BY period::date) AS i
					  FROM jsonb_to_recordset(pictures #> '{money_by_period,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, retained numeric)) AS r,
					 LATERAL (VALUES (1, 'kept', retained), (2, 'back', won_back), (3, 'new', new)) AS p (part, class, v)
				WHERE v <> 0 WINDOW stack AS (PARTITION BY i ORDER BY part)) AS stacked
		  GROUP BY class, complete) AS p;
	RETURN @extschema@._page_figure('money_by_period', 286,
		@extschema@._fill(w ->> CASE WHEN NOT (full_period -> 'total')::numeric > 0 THEN 'money_by_period_said_none'
									 WHEN lapses THEN 'money_by_period_said' ELSE 'money_by_period_said_plain' END, full_period),
		CASE WHEN lapses THEN @extschema@._svg_key(ARRAY[w ->> 'retained', w ->> 'won_back', w ->> 'new'], '{kept,back,new}', 14)
			 ELSE @extschema@._svg_key(ARRAY[w ->> 'old', w ->> 'new'], '{kept,new}', 14) END
		|| format('<text y="40" class="s">%s</text>', @extschema@._axis_title(w ->> 'amount', greatest(top, -bottom), w))
		|| @extschema@._svg_axis(bottom, top, 50, 260, w) || coalesce(drawn, '') || @extschema@._svg_periods(days, unit, 260, w),
		CASE WHEN lapses THEN '{period,new,won_back,retained,total}' ELSE '{period,new,old,total}' END::text[], listed, w);
END $$;
COMMENT ON FUNCTION _draw_money_by_period(jsonb, jsonb) IS 'the figure of the money that new, won back and retained customers have brought in each period';

CREATE FUNCTION _draw_leaky_bucket(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{leaky_bucket,unit}';
	days text[];
	stocks numeric[];
	most numeric;
	bottom numeric;
	top numeric;
	sums jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.period ORDER BY r.period::date), array_agg("end" ORDER BY r.period::date), max("end"), -max(lost), max(new + won_back),
		   jsonb_build_object('first', @extschema@._period((array_agg(r.period ORDER BY r.period::date) FILTER (WHERE complete))[1], unit, w),
							  'last', @extschema@._period((array_agg(r.period ORDER BY r.period::date DESC) FILTER (WHERE complete))[1], unit, w),
							  'new', @extschema@._said_number(sum(new) FILTER (WHERE complete), w), 'won_back', @extschema@._said_number(sum(won_back) FILTER (WHERE complete), w),
							  'lost', @extschema@._said_number(sum(lost) FILTER (WHERE complete), w), 'days', @extschema@._said_number((pictures #>> '{leaky_bucket,lapse_after}')::numeric, w),
							  'start', @extschema@._said_number((array_agg(start ORDER BY r.period::date) FILTER (WHERE complete))[1], w),
							  'end', @extschema@._said_number((array_agg("end" ORDER BY r.period::date DESC) FILTER (WHERE complete))[1], w)),
		   string_agg(format('<tr><th>%s%s<td>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(r.period, unit, w)), CASE WHEN NOT complete THEN ' *' END, @extschema@._number(start, w),
							 @extschema@._number(new, w), @extschema@._number(won_back, w), @extschema@._number(lost, w), @extschema@._number("end", w)), '' ORDER BY r.period::date)
	INTO days, stocks, most, bottom, top, sums, listed
	FROM jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') AS r (period text, complete boolean, start numeric, new numeric, won_back numeric, lost numeric, "end" numeric);
	most := greatest(most, 1);
	top := greatest(top, bottom + 1);
	SELECT string_agg(format('<path class="%s%s" d="%s"/>', class, CASE WHEN NOT complete THEN ' half' END, boxes), '' ORDER BY class, complete)
	INTO drawn
	FROM (SELECT class, complete, string_agg(@extschema@._box(56 + 340 * (i - 0.9) / cardinality(days), 316 - (upper - bottom) * 150 / (top - bottom),
															  340 * 0.8 / cardinality(days), v * 150 / (top - bottom)), '' ORDER BY i) AS boxes
		  FROM (SELECT *, row_number() OVER (ORDER BY period::date) AS i
				FROM jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') AS r (period text, complete boolean, new numeric, won_back numeric, lost numeric)) AS r,
			   LATERAL (VALUES ('new', new, new), ('back', new + won_back, won_back), ('lost', 0, lost)) AS p (class, upper, v)
		  WHERE v > 0 GROUP BY class, complete) AS p;
	RETURN @extschema@._page_figure('leaky_bucket', 342, @extschema@._fill(w ->> 'leaky_bucket_said', sums),
		format('<text y="12" class="s">%s</text>', @extschema@._axis_title(w ->> 'stock', most, w)) || @extschema@._svg_axis(0, most, 24, 104, w)
		|| (SELECT format('<path class="stock" d="M%s"/>', string_agg(format('%s %s', @extschema@._xy(56 + 340 * (i - 0.5) / cardinality(stocks)), @extschema@._xy(104 - s * 80 / most)), 'L' ORDER BY i))
			FROM unnest(stocks) WITH ORDINALITY AS u (s, i))
		|| format('<text y="130" class="s">%s</text>', @extschema@._axis_title(w ->> 'gained_and_lost', greatest(top, -bottom), w))
		|| @extschema@._svg_key(ARRAY[w ->> 'new', w ->> 'won_back', w ->> 'lost'], '{new,back,lost}', 152)
		|| @extschema@._svg_axis(bottom, top, 166, 316, w) || coalesce(drawn, '') || @extschema@._svg_periods(days, unit, 316, w),
		'{period,start,new,won_back,lost,end}', listed, w);
END $$;
COMMENT ON FUNCTION _draw_leaky_bucket(jsonb, jsonb) IS 'the figure of customers gained and lost in each period, with how many there were at its end';

CREATE FUNCTION _draw_cohorts(pictures jsonb, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	unit text := pictures #>> '{cohorts,unit}';
	cohorts text[];
	last integer;
	every integer;
	width numeric;
	later integer;
	said jsonb;
	drawn text;
	listed text;
BEGIN
	SELECT array_agg(r.cohort ORDER BY r.cohort::date), max(r.last)
	INTO cohorts, last
	FROM (SELECT c.cohort, max(c.period) AS last FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS c (cohort text, period integer) GROUP BY c.cohort) AS r;
	every := greatest(ceil(last / 12.0), 1);
	width := 288.0 / greatest(last / every, 3);
	later := greatest(last / 2, 1); -- there half of the cohorts have been
	WITH cell AS (
		SELECT r.*, array_position(cohorts, r.cohort) AS i, ceil(5 * share / nullif(max(r.share) FILTER (WHERE r.period > 0) OVER (), 0)) AS heat
		FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS r (cohort text, customers numeric, period integer, retained numeric, share numeric)
	)
	SELECT (SELECT jsonb_build_object('next', @extschema@._said_share(sum(retained) FILTER (WHERE period = 1) / nullif(sum(customers) FILTER (WHERE period = 1), 0), w),
									  'later', @extschema@._said_share(sum(retained) FILTER (WHERE period = later) / nullif(sum(customers) FILTER (WHERE period = later), 0), w),
									  'one', @extschema@._fill(w ->> ('span_' || unit), '{"n": 1}'), 'periods', @extschema@._fill(w ->> ('span_' || unit), jsonb_build_object('n', later))) FROM cell),
		   (SELECT string_agg(format('<g class="h%s m t"><path d="%s"/>%s</g>', heat, boxes, texts), '' ORDER BY heat)
			FROM (SELECT coalesce(heat, 0) AS heat, string_agg(@extschema@._box(112 + width * (period / every - 1), 18 + 22 * i, width - 2, 20), '' ORDER BY i, period) AS boxes,
						 string_agg(format('<text x="%s" y="%s">%s</text>', @extschema@._xy(111 + width * (period / every - 0.5)), 32 + 22 * i, round(100 * share)), '' ORDER BY i, period) AS texts
				  FROM cell WHERE period > 0 AND period % every = 0 GROUP BY coalesce(heat, 0)) AS h),
		   (SELECT string_agg(format('<tr><th>%s<td>%s<td>%s<td>%s<td>%s', @extschema@._xml(@extschema@._period(cohort, unit, w)), period, @extschema@._number(customers, w),
									 @extschema@._number(retained, w), @extschema@._share(share, w)), '' ORDER BY i, period) FROM cell)
	INTO said, drawn, listed;
	RETURN @extschema@._page_figure('cohorts', 42 + 22 * cardinality(cohorts),
		@extschema@._fill(w ->> CASE WHEN said ->> 'next' IS NULL THEN 'cohorts_said_none' WHEN later > 1 AND said ->> 'later' IS NOT NULL THEN 'cohorts_said' ELSE 'cohorts_said_once' END, said),
		format('<text y="12" class="s">%s</text><text x="400" y="12" class="e s">%s (%s)</text>',
			   @extschema@._xml(w ->> 'cohort'), @extschema@._xml(w ->> ('after_' || unit)), @extschema@._xml(ltrim(w ->> 'percent')))
		|| coalesce((SELECT string_agg(format('<text x="%s" y="31" class="m s t">%s</text>', @extschema@._xy(111 + width * (n - 0.5)), n * every), '' ORDER BY n)
					 FROM generate_series(1, last / every) AS n), '')
		|| (SELECT string_agg(format('<text y="%s" class="t">%s</text><text x="109" y="%1$s" class="e s t">%3$s</text>',
									 32 + 22 * array_position(cohorts, r.cohort), @extschema@._xml(@extschema@._period(r.cohort, unit, w)), @extschema@._number(r.customers, w)), '' ORDER BY r.cohort::date)
			FROM (SELECT r.cohort, max(r.customers) AS customers FROM jsonb_to_recordset(pictures #> '{cohorts,rows}') AS r (cohort text, customers numeric) GROUP BY r.cohort) AS r)
		|| coalesce(drawn, ''),
		('{cohort,after_' || unit || ',customers,bought_then,share}')::text[], listed, w);
END $$;
COMMENT ON FUNCTION _draw_cohorts(jsonb, jsonb) IS 'the figure of cohorts: of those who first bought in a period, the share who bought in each of the later ones';
