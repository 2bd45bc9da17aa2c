-- Tables for a terminal of 100 columns: what is wider is wrapped by psql, but for headings and titles. These are cut, as
-- names are, by pg_temp.fit; sentences are broken between words, by pg_temp.lines.
\pset pager off
\pset border 2
\pset linestyle unicode
\pset null '–'
\pset footer off
\pset format wrapped
\pset columns 100
\timing off

-- so many columns of a text at most, with a sign where there was more; what psql would not show as it is, as a blank
CREATE FUNCTION pg_temp.fit(text, columns int) RETURNS text LANGUAGE sql IMMUTABLE STRICT
RETURN (SELECT string_agg(CASE WHEN until <= columns - (all_of_it > columns)::int THEN sign END, '' ORDER BY place) || CASE WHEN max(all_of_it) > columns THEN '…' ELSE '' END
		FROM (SELECT sign, place, sum(width) OVER (ORDER BY place) AS until, sum(width) OVER () AS all_of_it
			  FROM regexp_split_to_table(regexp_replace(left($1, columns + 1), '[\u0001-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]', ' ', 'g'), '') WITH ORDINALITY AS s (sign, place),
				   LATERAL (SELECT CASE WHEN ascii(sign) < 4352 THEN 1 ELSE 2 END) AS w (width)) AS signs);

CREATE FUNCTION pg_temp.lines(text, columns int) RETURNS text LANGUAGE sql IMMUTABLE STRICT
RETURN rtrim(regexp_replace($1, format('(.{1,%s})(\s|$)', columns), E'\\1\n', 'g'), E'\n');

-- numbers, to the right
CREATE FUNCTION pg_temp.figure(numeric, columns int) RETURNS text LANGUAGE sql IMMUTABLE STRICT
RETURN format('%*s', columns, to_char($1, 'FM999,999,999,999,999,990'));
CREATE FUNCTION pg_temp.percent(double precision) RETURNS text LANGUAGE sql IMMUTABLE STRICT
RETURN format('%5s', to_char(100 * $1, 'FM990 %'));
