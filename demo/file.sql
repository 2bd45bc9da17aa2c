-- What could not be read of a file: shown, with its lines; an error, where there is no customer or where
-- it is more than half of the file. Reads the tables and the settings that tools/csv makes.
\ir terminal.sql
SELECT bad > 0 AS is_bad, to_char(bad, 'FM999,999,999') || ' of ' || to_char(bad + good, 'FM999,999,999') AS bad_of_all,
	   CASE WHEN bad > good THEN 'more than half of the rows cannot be read' WHEN customers = 0 THEN 'no customers in the file' ELSE '' END AS problem,
	   pg_temp.fit(:'file', 40) AS file
FROM (SELECT count(*) FROM bad_rows) AS b (bad), (SELECT count(*), count(:"customer") FROM sales) AS g (good, customers)
\gset
\if :is_bad
\echo :bad_of_all rows of :file cannot be read and are left out.
\echo SELECT * FROM bad_rows shows them; the first are:
SELECT line, pg_temp.fit(problem, 54) AS problem, pg_temp.fit(text, 30) AS text FROM bad_rows ORDER BY line LIMIT 5;
\echo HINT:  :hint_of_dates
\echo HINT:  :hint_of_numbers
\endif
\set SHOW_CONTEXT never
SELECT format('DO $$ BEGIN RAISE %L; END $$', :'problem') WHERE :'problem' <> '' \gexec
