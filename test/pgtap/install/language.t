#!/usr/bin/perl
# language: functions that run DDL are in PL/pgSQL, which every database has unless it was dropped
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $session = Psql->new(database => Psql->database('language'));
$session->query('SET client_min_messages = warning; DROP EXTENSION plpgsql CASCADE');
like $session->query('CREATE EXTENSION customer_seg'), qr/required extension "plpgsql" is not installed.*CASCADE/s, 'without the language: what is needed, and how to have it';
is $session->query('CREATE EXTENSION customer_seg CASCADE'), '', 'CASCADE brings it';
like $session->query('DROP EXTENSION plpgsql'), qr/extension customer_seg depends on/, 'then it stays';
is $session->query(q(CREATE TABLE public.sales (customer_id integer, sold_at timestamptz, amount numeric); SELECT track('public.sales'))), 'sales_activities', 'and the functions in it run';
$session->close;
done_testing;
