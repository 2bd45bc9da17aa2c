/*
 * svg: drawing.  A picture is 400 units wide, so that its text, of 11 to 13, can be read on a telephone too; colours and
 * sizes are classes of the page's style.  w holds the words and marks of a language: see _page_words().
 */

CREATE FUNCTION _xml(said text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
		   pg_catalog.regexp_replace(said COLLATE "C", '[\u0001-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]', '', 'g'),
		   '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
COMMENT ON FUNCTION _xml(text) IS 'a text as it stands in XML and HTML, in an element or an attribute, without the control characters that XML forbids';

CREATE FUNCTION _html(said text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.regexp_replace(@extschema@._xml(said) COLLATE "C", '[0-9]{4}-[0-9]{2}-[0-9]{2}( BC)?|[-+0-9.,]+ %', '<span>\&</span>', 'g');
COMMENT ON FUNCTION _html(text) IS 'a text as it stands in a page, where days and shares stay in one line';

CREATE FUNCTION _xy(at numeric) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.trim_scale(pg_catalog.round(at, 1));
COMMENT ON FUNCTION _xy(numeric) IS 'a coordinate, to a tenth';

CREATE FUNCTION _box(x numeric, y numeric, width numeric, height numeric) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('M%s %sh%sv%sh-%3$sz', @extschema@._xy(x), @extschema@._xy(y), @extschema@._xy(width), @extschema@._xy(height));
COMMENT ON FUNCTION _box(numeric, numeric, numeric, numeric) IS 'a rectangle, as a part of a path: many of a colour are one path';

CREATE FUNCTION _said_number(number numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure_by(number, w OPERATOR(pg_catalog.->>) 'marks');
COMMENT ON FUNCTION _said_number(numeric, jsonb) IS 'a number as people write it, for a sentence';

CREATE FUNCTION _said_share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._percent_by(share::double precision, w OPERATOR(pg_catalog.->>) 'marks') OPERATOR(pg_catalog.||) (w OPERATOR(pg_catalog.->>) 'percent');
COMMENT ON FUNCTION _said_share(numeric, jsonb) IS 'a share in per cent, with the sign, for a sentence';

CREATE FUNCTION _number(number numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._xml(@extschema@._said_number(number, w));
COMMENT ON FUNCTION _number(numeric, jsonb) IS 'a number as people write it, as it stands in a page: its marks are the playbook''s';

CREATE FUNCTION _share(share numeric, w jsonb) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._xml(@extschema@._said_share(share, w));
COMMENT ON FUNCTION _share(numeric, jsonb) IS 'a share in per cent, with the sign, as it stands in a page';

CREATE FUNCTION _nice_step(span numeric, at_most integer) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.min(s.step)
	FROM (SELECT pg_catalog.power(10::numeric, pg_catalog.floor(pg_catalog.log(GREATEST(span, 1e-9) OPERATOR(pg_catalog./) at_most::numeric)))) AS p (power),
		 LATERAL (VALUES (p.power), (p.power OPERATOR(pg_catalog.*) 2.0), (p.power OPERATOR(pg_catalog.*) 5.0), (p.power OPERATOR(pg_catalog.*) 10.0)) AS s (step)
	WHERE s.step OPERATOR(pg_catalog.*) at_most::numeric OPERATOR(pg_catalog.>=) span;
END;
COMMENT ON FUNCTION _nice_step(numeric, integer) IS 'the smallest of 1, 2, 5, 10, 20 and so on, or of their tenths, of which so many cover the span';

CREATE FUNCTION _scale_of(top numeric) RETURNS numeric
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN top OPERATOR(pg_catalog.<) 1e5 THEN 1
			ELSE pg_catalog.power(1000::numeric, pg_catalog.floor(pg_catalog.log(top) OPERATOR(pg_catalog./) 3.0 OPERATOR(pg_catalog.-) 0.6)) END;
COMMENT ON FUNCTION _scale_of(numeric) IS 'by which power of a thousand the numbers of an axis are divided, so that they stay short';

CREATE FUNCTION _axis_title(said text, top numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	scale numeric := @extschema@._scale_of(top);
BEGIN
	RETURN @extschema@._xml(said) || CASE WHEN scale > 1 THEN format(' (&#215;%s)', @extschema@._number(scale, w)) ELSE '' END;
END $$;
COMMENT ON FUNCTION _axis_title(text, numeric, jsonb) IS 'the title of an axis, with what its numbers are to be multiplied by';

CREATE FUNCTION _svg_axis(bottom numeric, top numeric, upper numeric, lower numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	step numeric := greatest(@extschema@._nice_step(top - bottom, 5), 1);
	scale numeric := @extschema@._scale_of(greatest(top, -bottom));
BEGIN
	RETURN (SELECT format('<path class="grid" d="%s"/><path class="zero" d="M56 %sH396"/>%s', string_agg(format('M56 %sH396', y), '' ORDER BY n), max(y) FILTER (WHERE n = 0),
						  string_agg(format('<text x="50" y="%s" class="e s">%s</text>', y + 4, @extschema@._number(trim_scale(n / scale), w)), '' ORDER BY n))
			FROM generate_series(ceil(bottom / step) * step, top, step) AS n,
				 LATERAL (SELECT @extschema@._xy(lower - (n - bottom) * (lower - upper) / (top - bottom))) AS t (y));
END $$;
COMMENT ON FUNCTION _svg_axis(numeric, numeric, numeric, numeric, jsonb) IS
'lines across a picture from 56 to 396, with their numbers, at steps that are easily read, for values from bottom to top between the heights lower and upper';

CREATE FUNCTION _svg_square(labels text[], x numeric, y numeric, size numeric, across text, upward text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT format('<path class="grid" d="%s"/>%s', string_agg(format('M%s %sh%sM%s %sv%3$s', x, @extschema@._xy(y + size - at), size, @extschema@._xy(x + at), y), '' ORDER BY i),
						  string_agg(format('<text x="%s" y="%s" class="e s">%s</text><text x="%s" y="%s" class="m s">%3$s</text>',
											x - 6, @extschema@._xy(y + size - at + 4), @extschema@._xml(label), @extschema@._xy(x + at), y + size + 19), '' ORDER BY i))
				   || format('<text x="%s" y="%s" class="m s">%s</text><text transform="translate(14 %s)rotate(-90)" class="m s">%s</text>',
							 @extschema@._xy(x + size / 2), y + size + 37, @extschema@._xml(across), @extschema@._xy(y + size / 2), @extschema@._xml(upward))
			FROM unnest(labels) WITH ORDINALITY AS l (label, i), LATERAL (SELECT size * (i - 1) / (cardinality(labels) - 1)) AS t (at));
END $$;
COMMENT ON FUNCTION _svg_square(text[], numeric, numeric, numeric, text, text) IS 'a square with the same labels along both its axes, and their titles';

CREATE FUNCTION _svg_periods(days text[], unit text, y numeric, w jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	count integer := cardinality(days);
	every integer := ceil(count / CASE unit WHEN 'week' THEN 4.0 WHEN 'year' THEN 8.0 ELSE 5.0 END);
BEGIN
	RETURN (SELECT format('<path class="zero" d="%s"/>%s', string_agg(format('M%s %sv4', x, y), '' ORDER BY i),
						  string_agg(format('<text x="%s" y="%s" class="m s">%s</text>', least(x, 396 - 3.5 * char_length(period)), y + 17, @extschema@._xml(period)), '' ORDER BY i))
			FROM generate_series(1, count) AS i, LATERAL (SELECT @extschema@._xy(56 + 340 * (i - 0.5) / count), @extschema@._period(days[i], unit, w)) AS t (x, period)
			WHERE (i - 1) % every = every / 2);
END $$;
COMMENT ON FUNCTION _svg_periods(text[], text, numeric, jsonb) IS 'names of some of the periods that share the width from 56 to 396, below a height';

CREATE FUNCTION _period(day text, unit text, w jsonb) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE unit WHEN 'year' THEN pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+-[0-9]+', '')
				 WHEN 'quarter' THEN pg_catalog.replace(pg_catalog.replace(w OPERATOR(pg_catalog.->>) 'quarter', '{year}', pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+-[0-9]+', '')),
														'{quarter}', ((pg_catalog.split_part(day, '-', 2)::integer OPERATOR(pg_catalog.+) 2) OPERATOR(pg_catalog./) 3)::text)
				 WHEN 'month' THEN pg_catalog.regexp_replace(day COLLATE "C", '-[0-9]+( BC)?$', '\1') ELSE day END;
COMMENT ON FUNCTION _period(text, text, jsonb) IS 'the name of a period, as text, that begins on a day, which is written as 2024-12-31';

CREATE FUNCTION _svg_key(labels text[], classes text[], y numeric) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT string_agg(format('<rect class="%s" x="%s" y="%s" width="12" height="12" rx="2"/><text x="%s" y="%s">%s</text>',
									 c.class, c.x, y - 10, c.x + 18, y, @extschema@._xml(c.label)), '' ORDER BY c.i)
			FROM (SELECT u.*, 4 + coalesce(sum(34 + ceil(6.7 * columns)) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS x
				  FROM unnest(labels, classes) WITH ORDINALITY AS u (label, class, i),
					   LATERAL (SELECT (char_length(label) + octet_length(label)) / 2.0) AS l (columns)) AS c); -- a Chinese character takes two
END $$;
COMMENT ON FUNCTION _svg_key(text[], text[], numeric) IS 'what the colours and patterns mean, in a line at a height';

CREATE FUNCTION _svg(kind text, height numeric, title text, description text, drawn text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN pg_catalog.format('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 %s" role="img" aria-labelledby="%s-t %2$s-d"><title id="%2$s-t">%s</title><desc id="%2$s-d">%4$s</desc>%s</svg>',
						 height, kind, @extschema@._xml(title), @extschema@._xml(description), drawn);
COMMENT ON FUNCTION _svg(text, numeric, text, text, text) IS 'a drawing with its title and description, as an element of a page';
