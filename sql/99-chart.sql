/*
 * chart: a picture of a base as a Vega-Lite specification, with its data.  Each kind has a function that makes of the
 * numbers of _pictures() what is special about its chart; words go in as JSON strings, which are never expressions.
 */

CREATE FUNCTION _chart_words(lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN @extschema@._page_words(lang)
		   || (SELECT jsonb_object_agg('chart_' || item, @extschema@.label('chart', item, _chart_words.lang)) FROM @extschema@.playbook AS p WHERE p.subject = 'chart' AND p.lang = 'en');
END $$;
COMMENT ON FUNCTION _chart_words(text) IS 'the words of a page, and with chart_ before them those that only charts have';

CREATE FUNCTION _chart_name(subject text, item text, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN to_jsonb(coalesce(@extschema@.label(subject, item, w ->> 'lang'), item));
END $$;
COMMENT ON FUNCTION _chart_name(text, text, jsonb) IS 'the name of a class in a language of the playbook, or its key';

CREATE FUNCTION _chart_type(quadrant text, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN quadrant IS NULL THEN w -> 'not_there' ELSE @extschema@._chart_name('quadrant', quadrant, w) END;
END $$;
COMMENT ON FUNCTION _chart_type(text, jsonb) IS 'the name of a type, or of those who are not there';

CREATE FUNCTION _chart_tip(w jsonb, VARIADIC fields text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_agg(jsonb_build_object('field', f[1], 'title', w -> coalesce(f[3], f[1]))
					 || CASE f[2] WHEN 'share' THEN '{"type": "quantitative", "format": ".1%"}' WHEN 'number' THEN '{"type": "quantitative", "format": ","}' ELSE '{"type": "nominal"}' END::jsonb ORDER BY i)
	FROM (SELECT regexp_split_to_array(f, ':'), i FROM unnest(fields) WITH ORDINALITY AS u (f, i)) AS p (f, i);
END $$;
COMMENT ON FUNCTION _chart_tip(jsonb, text[]) IS 'what a tooltip shows: fields, each as field[:share|number|text[:word]]';

/* what is special about each kind */

CREATE FUNCTION _chart_types(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	share text := w -> 'chart_share_of_all';
	tip text := @extschema@._chart_tip(w, 'type', 'customers:number', 'share:share', 'low:share', 'high:share', 'amount:number');
BEGIN
	RETURN format('{"width": 460, "height": {"step": 48},
		"data": {"values": %1$s},
		"encoding": {"y": {"field": "type", "type": "nominal", "sort": null, "title": null, "axis": {"labelFontSize": 13}}},
		"layer": [
			{"mark": {"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.62}},
			 "encoding": {"x": {"field": "share", "type": "quantitative", "title": %2$s, "axis": {"format": ".0%%"}},
						  "color": {"field": "quadrant", "type": "nominal", "legend": null,
									"scale": {"domain": ["bee", "dragonfly", "butterfly", "mantis"], "range": ["#E69F00", "#0072B2", "#CC79A7", "#009E73"]}},
						  "tooltip": %3$s}},
			{"mark": {"type": "errorbar", "ticks": {"size": 12}, "color": "#1B2027", "thickness": 1.5},
			 "encoding": {"x": {"field": "low", "type": "quantitative", "title": %2$s}, "x2": {"field": "high"}, "tooltip": %3$s}}%4$s]}',
		(SELECT jsonb_agg(r || jsonb_build_object('type', @extschema@._chart_type(r ->> 'quadrant', w), 'money', w -> 'share_of_amount') ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		share, tip,
		CASE WHEN jsonb_typeof(picture #> '{rows,0,share_of_amount}') = 'number' -- anybody has brought any
			 THEN format(',
			{"mark": {"type": "point", "filled": true, "size": 130, "color": "#1B2027", "stroke": "white", "opacity": 1},
			 "encoding": {"x": {"field": "share_of_amount", "type": "quantitative", "title": %s},
						  "shape": {"field": "money", "type": "nominal", "scale": {"range": ["diamond"]}, "legend": {"title": null, "orient": "bottom"}},
						  "tooltip": %s}}', share, @extschema@._chart_tip(w, 'type', 'amount:number', 'share_of_amount:share')) END);
END $$;
COMMENT ON FUNCTION _chart_types(jsonb, jsonb) IS 'bars with error bars: customers of each type, and marks for their money';

CREATE FUNCTION _chart_heat(field text, title jsonb, format text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN jsonb_build_object('field', field, 'type', 'quantitative', 'title', title, 'legend', jsonb_build_object('format', format, 'gradientLength', 160),
							  'scale', '{"range": ["#EEF4F9", "#B9D6EA", "#86BADB", "#4F9FCF"], "zero": true}'::jsonb);
END $$;
COMMENT ON FUNCTION _chart_heat(text, jsonb, text) IS 'a colour that is the darker, the larger a field is';

CREATE FUNCTION _chart_cut(axis text, cut jsonb, title jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE WHEN jsonb_typeof(cut) = 'number'
				THEN format(', {"data": {"values": [{}]}, "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "color": "#D55E00"},
								"encoding": {"%s": {"datum": %s, "type": "quantitative", "title": %s}}}', axis, cut, title) ELSE '' END;
END $$;
COMMENT ON FUNCTION _chart_cut(text, jsonb, jsonb) IS 'one more layer: a line where high begins, unless that is no score';

CREATE FUNCTION _chart_corners(w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	mark text := '{"type": "text", "fontSize": 13, "fontWeight": "bold", "color": "#1B2027", "align": {"expr": "datum.x ? ''right'' : ''left''"}, "baseline": {"expr": "datum.y ? ''top'' : ''bottom''"},
				   "dx": {"expr": "datum.x ? -6 : 6"}, "dy": {"expr": "datum.y ? 6 : -6"}';
BEGIN
	RETURN format(', {"data": {"values": %1$s},
					 "encoding": {"text": {"field": "type"}, "x": {"field": "x", "type": "quantitative", "title": %2$s}, "y": {"field": "y", "type": "quantitative", "title": %3$s}},
					 "layer": [{"mark": %4$s, "stroke": "white", "strokeWidth": 4}}, {"mark": %4$s}}]}',
				  (SELECT jsonb_agg(jsonb_build_object('type', @extschema@._chart_type(q.quadrant, w), 'x', q.x, 'y', q.y))
				   FROM (VALUES ('bee', 100, 100), ('dragonfly', 0, 100), ('butterfly', 100, 0), ('mantis', 0, 0)) AS q (quadrant, x, y)),
				  w -> 'loyalty', w -> 'contribution', mark);
END $$;
COMMENT ON FUNCTION _chart_corners(jsonb) IS 'two more layers: the names of the types in the corners where they are, with a halo';

CREATE FUNCTION _chart_loyalty_contribution(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 400, "height": 400,
		"layer": [
			{"data": {"values": %1$s},
			 "mark": {"type": "rect", "stroke": "white"},
			 "encoding": {"x": {"field": "loyalty_from", "type": "quantitative", "title": %2$s, "scale": {"domain": [0, 100]}, "axis": {"grid": false, "tickCount": 10}}, "x2": {"field": "loyalty_to"},
						  "y": {"field": "contribution_from", "type": "quantitative", "title": %3$s, "scale": {"domain": [0, 100]}, "axis": {"grid": false, "tickCount": 10}}, "y2": {"field": "contribution_to"},
						  "color": %4$s, "tooltip": %5$s}}%6$s%7$s%8$s]}',
		(SELECT jsonb_agg(r || jsonb_build_object('loyalty', format('%s-%s', r -> 'loyalty_from', r -> 'loyalty_to'), 'contribution', format('%s-%s', r -> 'contribution_from', r -> 'contribution_to')) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'loyalty', w -> 'contribution', @extschema@._chart_heat('customers', w -> 'customers', ',~f'),
		@extschema@._chart_tip(w, 'loyalty', 'contribution', 'customers:number', 'amount:number'),
		@extschema@._chart_cut('x', picture -> 'loyalty_cut', w -> 'loyalty'), @extschema@._chart_cut('y', picture -> 'contribution_cut', w -> 'contribution'),
		CASE WHEN jsonb_typeof(picture -> 'loyalty_cut') = 'number' AND jsonb_typeof(picture -> 'contribution_cut') = 'number' THEN @extschema@._chart_corners(w) END);
END $$;
COMMENT ON FUNCTION _chart_loyalty_contribution(jsonb, jsonb) IS 'a map of the scores, with the cuts and the names of the types';

CREATE FUNCTION _chart_rfm_map(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 140}, "height": {"step": 54},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "recency", "type": "ordinal", "title": %2$s, "axis": {"labelAngle": 0}, "scale": {"domain": [1, 2, 3, 4, 5]}},
					 "y": {"field": "value", "type": "ordinal", "title": %3$s, "scale": {"domain": [5, 4, 3, 2, 1]}},
					 "tooltip": %4$s},
		"layer": [
			{"mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %5$s}},
			{"mark": {"type": "text", "dy": -7, "fontSize": 10, "limit": 160}, "encoding": {"text": {"field": "segment"}}},
			{"mark": {"type": "text", "dy": 9, "fontSize": 12, "fontWeight": "bold"}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}',
		(SELECT jsonb_agg(to_jsonb(c) ORDER BY recency, value)
		 FROM (SELECT recency, value, sum(customers) AS customers, sum(amount) AS amount, (array_agg(name ORDER BY customers DESC, rfm_segment))[1] AS segment,
					  string_agg(format('%s: %s', name #>> '{}', @extschema@._figure(customers, w ->> 'lang')), '; ' ORDER BY customers DESC, rfm_segment) AS segments
			   FROM jsonb_to_recordset(picture -> 'rows') AS r (recency integer, value integer, rfm_segment text, customers bigint, amount numeric),
					LATERAL (SELECT @extschema@._chart_name('rfm_segment', rfm_segment, w)) AS n (name)
			   GROUP BY recency, value) AS c),
		w -> 'recency', w -> 'value',
		@extschema@._chart_tip(w, 'recency', 'value', 'segments:text:chart_segments', 'customers:number', 'amount:number'),
		@extschema@._chart_heat('customers', w -> 'customers', ',~f'));
END $$;
COMMENT ON FUNCTION _chart_rfm_map(jsonb, jsonb) IS 'a map of the scores of RFM, with the name of each square''s largest segment';

CREATE FUNCTION _chart_lorenz(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 400, "height": 400,
		"data": {"values": %1$s},
		"transform": [{"calculate": "1 - datum.share_of_customers", "as": "buyers"}, {"calculate": "1 - datum.share_of_amount", "as": "money"}],
		"encoding": {"x": {"field": "buyers", "type": "quantitative", "title": %2$s, "axis": {"format": ".0%%"}, "scale": {"domain": [0, 1]}}},
		"layer": [
			{"mark": {"type": "area", "line": {"color": "#0072B2", "strokeWidth": 2.5}, "color": "#86BADB", "opacity": 0.45},
			 "encoding": {"y": {"field": "money", "type": "quantitative", "title": %3$s, "axis": {"format": ".0%%"}, "scale": {"domain": [0, 1]}}}},
			{"mark": {"type": "line", "color": "#777777", "strokeDash": [5, 4]},
			 "encoding": {"y": {"field": "buyers", "type": "quantitative", "title": %3$s}}},
			{"mark": {"type": "point", "size": 90, "filled": true, "opacity": 0},
			 "encoding": {"y": {"field": "money", "type": "quantitative", "title": %3$s},
						  "tooltip": [{"field": "buyers", "type": "quantitative", "format": ".0%%", "title": %2$s}, {"field": "money", "type": "quantitative", "format": ".1%%", "title": %3$s}]}}]}',
		picture -> 'rows', w -> 'share_of_customers', w -> 'share_they_bring');
END $$;
COMMENT ON FUNCTION _chart_lorenz(jsonb, jsonb) IS 'what the best buyers bring of the money, against the diagonal';

CREATE FUNCTION _chart_money_by_period(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	lapses boolean := picture ->> 'lapse_after' IS NOT NULL;
BEGIN
	RETURN format('{"width": 560, "height": 300,
		"data": {"values": %1$s},
		"mark": {"type": "bar"},
		"encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labelAngle": -45, "labelOverlap": "greedy"}},
					 "y": {"field": "amount", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					 "color": {"field": "whose", "type": "nominal", "title": null, "sort": null, "scale": {"domain": %3$s, "range": %5$s}, "legend": {"orient": "top"}},
					 "order": {"field": "place", "type": "quantitative"},
					 "opacity": {"condition": {"test": "datum.complete", "value": 1}, "value": 0.5},
					 "tooltip": %4$s}}',
		(SELECT jsonb_agg(jsonb_build_object('period', r -> 'period', 'until', r -> 'until', 'complete', r -> 'complete', 'name', @extschema@._period(r ->> 'period', picture ->> 'unit', w),
											 'whose', w -> CASE WHEN p.payer = 'retained' AND NOT lapses THEN 'old' ELSE p.payer END, 'place', p.place, 'amount', r -> p.payer, 'total', r -> 'total') ORDER BY i, p.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{retained,won_back,new}'::text[]) WITH ORDINALITY AS p (payer, place) WHERE jsonb_typeof(r -> p.payer) = 'number'),
		w -> 'amount',
		CASE WHEN lapses THEN jsonb_build_array(w -> 'retained', w -> 'won_back', w -> 'new') ELSE jsonb_build_array(w -> 'old', w -> 'new') END,
		@extschema@._chart_tip(w, 'name:text:period', 'whose:text:customers', 'amount:number', 'total:number'),
		CASE WHEN lapses THEN '["#777777", "#B3DCF4", "#3FA3DE"]' ELSE '["#777777", "#3FA3DE"]' END);
END $$;
COMMENT ON FUNCTION _chart_money_by_period(jsonb, jsonb) IS 'columns of the money of old, won back and new customers';

CREATE FUNCTION _chart_leaky_bucket(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"vconcat": [
		{"width": 560, "height": 130, "data": {"values": %1$s},
		 "mark": {"type": "area", "line": {"color": "#777777"}, "color": "#777777", "opacity": 0.35, "point": {"color": "#777777", "size": 22}},
		 "encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labels": false, "ticks": false}},
					  "y": {"field": "end", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					  "tooltip": %3$s}},
		{"width": 560, "height": 210, "data": {"values": %4$s},
		 "mark": {"type": "bar"},
		 "encoding": {"x": {"field": "name", "type": "ordinal", "sort": null, "title": null, "axis": {"labelAngle": -45, "labelOverlap": "greedy", "orient": "bottom"}},
					  "y": {"field": "change", "type": "quantitative", "title": %5$s, "axis": {"format": ",~f"}},
					  "color": {"field": "what", "type": "nominal", "title": null, "scale": {"domain": %6$s, "range": ["#3FA3DE", "#B3DCF4", "#D55E00"]}, "legend": {"orient": "bottom"}},
					  "order": {"field": "place", "type": "quantitative"},
					  "opacity": {"condition": {"test": "datum.complete", "value": 1}, "value": 0.5},
					  "tooltip": %7$s}}],
		"spacing": 8}',
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._period(r ->> 'period', picture ->> 'unit', w)) ORDER BY i) FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'end',
		@extschema@._chart_tip(w, 'name:text:period', 'start:number', 'new:number', 'won_back:number', 'lost:number', 'end:number'),
		(SELECT jsonb_agg(jsonb_build_object('period', r -> 'period', 'complete', r -> 'complete', 'name', @extschema@._period(r ->> 'period', picture ->> 'unit', w), 'what', w -> f.flow, 'place', f.place,
											 'customers', r -> f.flow, 'change', CASE WHEN f.flow = 'lost' THEN - (r ->> f.flow)::numeric ELSE (r ->> f.flow)::numeric END) ORDER BY i, f.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{new,won_back,lost}'::text[]) WITH ORDINALITY AS f (flow, place)),
		w -> 'customers',
		jsonb_build_array(w -> 'new', w -> 'won_back', w -> 'lost'),
		@extschema@._chart_tip(w, 'name:text:period', 'what:text:change', 'customers:number'));
END $$;
COMMENT ON FUNCTION _chart_leaky_bucket(jsonb, jsonb) IS 'how many customers there are, above how many came and left';

CREATE FUNCTION _chart_cohorts(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 38}, "height": {"step": 26},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "period", "type": "ordinal", "title": %2$s, "axis": {"orient": "top", "labelAngle": 0}},
					 "y": {"field": "name", "type": "ordinal", "sort": null, "title": %3$s},
					 "tooltip": %4$s},
		"layer": [
			{"transform": [{"filter": "datum.period > 0"}], "mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %5$s}},
			{"transform": [{"filter": "datum.period > 0"}], "mark": {"type": "text", "fontSize": 10}, "encoding": {"text": {"field": "share", "type": "quantitative", "format": ".0%%"}}},
			{"transform": [{"filter": "datum.period == 0"}], "mark": {"type": "text", "fontSize": 10, "fontWeight": "bold"}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}',
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._period(r ->> 'cohort', picture ->> 'unit', w)) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> ('after_' || (picture ->> 'unit')), w -> 'cohort',
		@extschema@._chart_tip(w, 'name:text:cohort', 'period:number:after_' || (picture ->> 'unit'), 'customers:number', 'retained:number:bought_then', 'share:share', 'low:share', 'high:share'),
		@extschema@._chart_heat('share', w -> 'bought_then', '.0%'));
END $$;
COMMENT ON FUNCTION _chart_cohorts(jsonb, jsonb) IS 'a triangle of who came back, with the size of each cohort in its own period';

CREATE FUNCTION _chart_movement(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": {"step": 92}, "height": {"step": 54},
		"data": {"values": %1$s},
		"encoding": {"x": {"field": "to", "type": "nominal", "sort": null, "title": %2$s, "scale": {"domain": %4$s}, "axis": {"orient": "top", "labelAngle": 0, "labelLimit": 90}},
					 "y": {"field": "from", "type": "nominal", "sort": null, "title": %3$s, "scale": {"domain": %4$s}}},
		"layer": [
			{"transform": [{"filter": "!isNumber(datum.share)"}], "encoding": {"tooltip": %7$s},
			 "layer": [
				{"mark": {"type": "rect", "stroke": "white", "color": "#F2F2F2"}},
				{"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]},
			{"transform": [{"filter": "isNumber(datum.share)"}], "encoding": {"tooltip": %5$s},
			 "layer": [
				{"mark": {"type": "rect", "stroke": "white"}, "encoding": {"color": %6$s}},
				{"mark": {"type": "text", "dy": -8, "fontSize": 13, "fontWeight": "bold"}, "encoding": {"text": {"field": "share", "type": "quantitative", "format": ".0%%"}}},
				{"mark": {"type": "text", "dy": 9, "fontSize": 11}, "encoding": {"text": {"field": "customers", "type": "quantitative", "format": ","}}}]}]}',
		(SELECT jsonb_agg(r || jsonb_build_object('from', @extschema@._chart_type(r ->> 'was', w), 'to', @extschema@._chart_type(r ->> 'is', w)) ORDER BY i)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		to_jsonb(@extschema@._fill(w ->> 'now', jsonb_build_object('day', picture -> 'now'))),
		to_jsonb(@extschema@._fill(w ->> 'then', jsonb_build_object('day', picture -> 'then'))),
		(SELECT jsonb_agg(@extschema@._chart_type(q, w) ORDER BY i) FROM unnest('{bee,dragonfly,butterfly,mantis,NULL}'::text[]) WITH ORDINALITY AS u (q, i)),
		@extschema@._chart_tip(w, 'from:text:was', 'to:text:is', 'customers:number', 'share:share:of_was', 'before:number:money_then', 'now:number:money_now'),
		@extschema@._chart_heat('share', w -> 'of_was', '.0%'),
		@extschema@._chart_tip(w, 'from:text:was', 'to:text:is', 'customers:number', 'before:number:money_then', 'now:number:money_now'));
END $$;
COMMENT ON FUNCTION _chart_movement(jsonb, jsonb) IS 'a table of who was of which type, and is of which';

CREATE FUNCTION _chart_contacts_due(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"hconcat": [
		{"width": 360, "height": {"step": 30}, "data": {"values": %1$s},
		 "mark": {"type": "bar", "height": {"band": 0.7}},
		 "encoding": {"y": {"field": "name", "type": "nominal", "sort": null, "title": null},
					  "x": {"field": "due", "type": "quantitative", "title": %2$s, "axis": {"format": ",~f"}},
					  "color": {"field": "when", "type": "nominal", "title": null, "scale": {"domain": %3$s, "range": ["#D55E00", "#3FA3DE"]}, "legend": {"orient": "top"}},
					  "order": {"field": "place", "type": "quantitative"},
					  "tooltip": %4$s}},
		{"width": 140, "height": {"step": 30}, "data": {"values": %5$s},
		 "mark": {"type": "bar", "height": {"band": 0.7}, "color": "#777777"},
		 "encoding": {"y": {"field": "name", "type": "nominal", "sort": null, "axis": null},
					  "x": {"field": "at_stake", "type": "quantitative", "title": %6$s, "axis": {"format": ",~f", "labelOverlap": "greedy", "tickCount": 2}},
					  "tooltip": %7$s}}],
		"spacing": 12}',
		(SELECT jsonb_agg(jsonb_build_object('action', r -> 'action', 'name', @extschema@._chart_name('customer_action', r ->> 'action', w), 'when', w -> d.due, 'place', d.place, 'due', r -> d.due) ORDER BY i, d.place)
		 FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i), unnest('{overdue,due_today}'::text[]) WITH ORDINALITY AS d (due, place) WHERE jsonb_typeof(r -> d.due) = 'number'),
		w -> 'customers', jsonb_build_array(w -> 'overdue', w -> 'due_today'),
		@extschema@._chart_tip(w, 'name:text:action', 'when:text:contacts_due', 'due:number:customers'),
		(SELECT jsonb_agg(r || jsonb_build_object('name', @extschema@._chart_name('customer_action', r ->> 'action', w)) ORDER BY i) FROM jsonb_array_elements(picture -> 'rows') WITH ORDINALITY AS a (r, i)),
		w -> 'at_stake', @extschema@._chart_tip(w, 'name:text:action', 'customers:number:of_all', 'at_stake:number'));
END $$;
COMMENT ON FUNCTION _chart_contacts_due(jsonb, jsonb) IS 'bars of who is due, beside the money at stake';

/* what all have */

CREATE FUNCTION _chart_notes(kind text, picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT jsonb_agg(note ORDER BY i) FROM (VALUES
		(1, @extschema@._fill(w ->> ('chart_' || kind), jsonb_build_object('days', @extschema@._figure((picture ->> 'lapse_after')::numeric, w ->> 'lang')))),
		(2, CASE WHEN kind = 'lorenz' AND jsonb_typeof(picture -> 'gini') = 'number'
				 THEN @extschema@._fill(w ->> 'tile_gini', jsonb_build_object('gini', @extschema@._figure(round((picture ->> 'gini')::numeric, 2), w ->> 'lang'))) END),
		(3, CASE WHEN (picture ->> 'no_contact')::boolean THEN w ->> 'chart_no_contact' END),
		(4, CASE WHEN (picture ->> 'one_in')::bigint > 1 THEN @extschema@._fill(w ->> 'chart_sampled', jsonb_build_object('one_in', @extschema@._figure((picture ->> 'one_in')::numeric, w ->> 'lang'))) END)) AS n (i, note)
		WHERE note IS NOT NULL);
END $$;
COMMENT ON FUNCTION _chart_notes(text, jsonb, jsonb) IS 'what stands below the title of a chart';

CREATE FUNCTION _chart_why(picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN format('{"width": 460, "height": 60, "data": {"values": [{"why": %s}]}, "mark": {"type": "text", "fontSize": 13}, "encoding": {"text": {"field": "why"}}}', coalesce(w -> ('why_' || (picture ->> 'why')), w -> 'why_unknown'));
END $$;
COMMENT ON FUNCTION _chart_why(jsonb, jsonb) IS 'in place of a chart, why there is nothing to show';

CREATE FUNCTION _chart_special(kind text, picture jsonb, w jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE kind WHEN 'types' THEN @extschema@._chart_types(picture, w)
					 WHEN 'loyalty_contribution' THEN @extschema@._chart_loyalty_contribution(picture, w)
					 WHEN 'rfm_map' THEN @extschema@._chart_rfm_map(picture, w)
					 WHEN 'lorenz' THEN @extschema@._chart_lorenz(picture, w)
					 WHEN 'money_by_period' THEN @extschema@._chart_money_by_period(picture, w)
					 WHEN 'leaky_bucket' THEN @extschema@._chart_leaky_bucket(picture, w)
					 WHEN 'cohorts' THEN @extschema@._chart_cohorts(picture, w)
					 WHEN 'movement' THEN @extschema@._chart_movement(picture, w)
					 WHEN 'contacts_due' THEN @extschema@._chart_contacts_due(picture, w) END;
END $$;
COMMENT ON FUNCTION _chart_special(text, jsonb, jsonb) IS 'what is special about a kind of chart';

CREATE FUNCTION _chart(kind text, picture jsonb, lang text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	w jsonb := @extschema@._chart_words(lang);
	is_empty boolean := picture -> 'rows' = '[]';
	notes jsonb := CASE WHEN is_empty THEN '[]' ELSE @extschema@._chart_notes(kind, picture, w) END;
	special jsonb := CASE WHEN is_empty THEN @extschema@._chart_why(picture, w) ELSE @extschema@._chart_special(kind, picture, w) END;
BEGIN
	RETURN jsonb_build_object('$schema', 'https://vega.github.io/schema/vega-lite/v5.json',
							  'title', jsonb_build_object('text', w -> kind, 'subtitle', notes, 'anchor', 'start', 'fontSize', 16, 'subtitleFontSize', 12, 'subtitleColor', '#566270', 'offset', 14),
							  'description', concat_ws(' ', (w ->> kind) || '.', (SELECT string_agg(n, ' ' ORDER BY i) FROM jsonb_array_elements_text(notes) WITH ORDINALITY AS a (n, i)), special #>> '{data,values,0,why}'),
							  'background', 'white', 'padding', 10,
							  'config', jsonb_build_object('locale', jsonb_build_object('number', jsonb_build_object('thousands', substr(w ->> 'marks', 2), 'decimal', left(w ->> 'marks', 1), 'grouping', '[3]'::jsonb, 'currency', '["", ""]'::jsonb)),
														   'view', '{"stroke": null}'::jsonb,
														   'axis', '{"labelColor": "#1B2027", "titleColor": "#1B2027", "gridColor": "#E3E8ED", "domainColor": "#8A95A1", "tickColor": "#8A95A1", "titleFontWeight": "normal", "labelLimit": 220}'::jsonb))
		   || special;
END $$;
COMMENT ON FUNCTION _chart(text, jsonb, text) IS 'a Vega-Lite specification of a kind of picture, of its numbers, in a language of the playbook';

/* from the sales */

CREATE FUNCTION _chart_kind(kind text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF kind = ANY ('{types,loyalty_contribution,rfm_map,lorenz,money_by_period,leaky_bucket,cohorts,movement,contacts_due}'::text[]) THEN
		RETURN kind;
	END IF;
	RAISE EXCEPTION '%', CASE WHEN kind IS NULL THEN 'kind of chart is NULL' ELSE format('kind of chart "%s" is not known', kind) END
		USING ERRCODE = CASE WHEN kind IS NULL THEN 'null_value_not_allowed' ELSE 'invalid_parameter_value' END,
			  HINT = 'Give one of ''types'', ''loyalty_contribution'', ''rfm_map'', ''lorenz'', ''money_by_period'', ''leaky_bucket'', ''cohorts'', ''movement'', ''contacts_due''.';
END $$;
COMMENT ON FUNCTION _chart_kind(text) IS 'the kind, if there is such a chart';

CREATE FUNCTION _chart_facts(kind text, source regclass,
							 customer_column name, time_column name, amount_column name, order_column name,
							 potential_column name, profit_column name, since timestamptz, as_of timestamptz,
							 yardstick yardstick, lang text, compare_with date, lapse_after interval)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
SET extra_float_digits = 1 -- as in _report_facts()
BEGIN ATOMIC
	SELECT CASE WHEN compare_with IS NULL AND kind OPERATOR(pg_catalog.=) ANY (ARRAY['types', 'loyalty_contribution', 'lorenz'])
				THEN (SELECT pg_catalog.jsonb_build_object('customers', p.customers, 'buyers', p.buyers, 'counts', p.counts, 'cells', p.cells, 'loyalty_cut', p.loyalty_cut,
														   'contribution_cut', p.contribution_cut, 'lorenz', p.lorenz, 'gini', p.gini)
					  FROM @extschema@._portrait(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
												 since, as_of, yardstick, pictures => true) AS p)
				WHEN compare_with IS NULL AND kind OPERATOR(pg_catalog.=) ANY (ARRAY['money_by_period', 'leaky_bucket', 'cohorts', 'movement'])
				THEN (SELECT pg_catalog.jsonb_build_object('last_day', p.last_day, 'one_in', p.one_in, 'times', p.one_in, 'compared', false, 'lapse_after', p.lapse_after,
														   'period_unit', p.period_unit, 'periods', p.periods, 'cohort_unit', p.cohort_unit, 'cohorts', p.cohorts, 'moved', p.moved,
														   'then_until', (p.as_of_day OPERATOR(pg_catalog.-) p.period)::date, 'period_until', p.as_of_day OPERATOR(pg_catalog.-) 1)
					  FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column, CASE WHEN profit_column IS NULL THEN potential_column END,
											 profit_column, since, as_of, lapse_after, pictures => true) AS p)
				ELSE @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
											   since, as_of, yardstick, lang, compare_with, lapse_after, true) END;
END;
COMMENT ON FUNCTION _chart_facts(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'of the facts of _report_facts() those that a kind of chart needs, without a reading of the sales for the others';

CREATE FUNCTION _chart_picture(kind text, facts jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN CASE kind WHEN 'types' THEN @extschema@._picture_types(facts)
					 WHEN 'loyalty_contribution' THEN @extschema@._picture_loyalty_contribution(facts)
					 WHEN 'rfm_map' THEN @extschema@._picture_rfm_map(facts)
					 WHEN 'lorenz' THEN @extschema@._picture_lorenz(facts)
					 WHEN 'money_by_period' THEN @extschema@._picture_money_by_period(facts)
					 WHEN 'leaky_bucket' THEN @extschema@._picture_leaky_bucket(facts)
					 WHEN 'cohorts' THEN @extschema@._picture_cohorts(facts)
					 WHEN 'movement' THEN @extschema@._picture_movement(facts)
					 WHEN 'contacts_due' THEN @extschema@._picture_contacts_due(facts) END;
END $$;
COMMENT ON FUNCTION _chart_picture(text, jsonb) IS 'the numbers of one kind of picture, as in _pictures()';

CREATE FUNCTION chart(kind text,
					  source regclass,
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
					  compare_with date DEFAULT NULL,
					  lapse_after interval DEFAULT NULL)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
BEGIN ATOMIC
	SELECT @extschema@._chart(k.kind, @extschema@._chart_picture(k.kind, k.facts), coalesce(chart.lang, 'en'))
	FROM (SELECT c.kind, @extschema@._chart_facts(c.kind, source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
												  coalesce(chart.since, (s.kept).since), coalesce(chart.as_of, (s.kept).as_of), coalesce(chart.yardstick, (s.kept).yardstick),
												  coalesce(chart.lang, 'en'), compare_with, coalesce(chart.lapse_after, (s.kept).lapse_after)) AS facts
		  FROM (SELECT @extschema@._chart_kind(chart.kind) AS kind OFFSET 0) AS c, (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s) AS kept) AS s
		  OFFSET 0) AS k; -- the sales are read once
END;
COMMENT ON FUNCTION chart(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'a picture of a customer base as a Vega-Lite specification with its data: types, loyalty_contribution, rfm_map, lorenz, money_by_period, leaky_bucket, cohorts, movement or contacts_due; the other arguments are those of report()';
