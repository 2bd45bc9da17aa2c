-- What demo/report.sql has to know of the made-up shop
\set shop 1
\set call 'SELECT * FROM segment(''sales'')'
\set source '''sales'''
\set as ''
\set arguments ''
\set customer customer_id
\set time sold_at
\set by region
