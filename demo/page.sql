-- The report as a page. Reads the table sales, as the settings say that come before; :words is the language.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET search_path = customer_seg, public;
SELECT report_page('sales' :arguments, lang => :'words');
