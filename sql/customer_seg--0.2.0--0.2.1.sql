\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
