/* customer_seg: joined by make from the chapters in sql/, one for each noun. Edit those. */

-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION customer_seg" to load this file. \quit
