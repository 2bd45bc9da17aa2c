#!/usr/bin/perl
# foreign: sales that are elsewhere, through file_fdw and postgres_fdw
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $home  = Psql->database('home');
my $db    = Psql->new(database => $home);
my %there = map { $_ => 1 } split /\n/, $db->query(q(SELECT name FROM pg_available_extensions WHERE name IN ('file_fdw', 'postgres_fdw')));
$db->query('CREATE EXTENSION customer_seg');

SKIP: {
    skip 'file_fdw is not installed here', 1 unless $there{file_fdw};
    is $db->query(<<'SQL'), '1|2|7.50|2024-01-01|2024-02-01' . "\n" . '2|1|-1.25|2024-01-05|2024-01-05', 'a file';
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE public.file (customer_id integer, sold_at date, amount numeric) SERVER files
	OPTIONS (program 'printf "1,2024-01-01,5.00\n2,2024-01-05,0\n1,2024-02-01,2.50\n2,2024-01-06,-1.25\n"', format 'csv');
SELECT customer, orders, amount, first_order::date, last_order::date FROM segment('public.file') ORDER BY 1;
SQL
}

SKIP: {
    skip 'postgres_fdw is not installed here', 4 unless $there{postgres_fdw};
    my $away   = Psql->database('away');
    my $remote = Psql->new(database => $away);
    $remote->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS SELECT n % 50 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' AS sold_at, n % 41 * 1.1 - 3 AS amount FROM generate_series(1, 2000) n;
SQL
    my ($host, $port, $user) = split /\|/, $db->query(q(SELECT current_setting('unix_socket_directories'), current_setting('port'), current_user));
    $host = $ENV{PGHOST} // (split /, */, $host)[0];
    my $password = $ENV{PGPASSWORD} ? "password '$ENV{PGPASSWORD}'," : '';
    is $db->query(<<SQL), '', 'a table in another database';
CREATE EXTENSION postgres_fdw;
CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname '$away', extensions 'customer_seg');
CREATE USER MAPPING FOR CURRENT_USER SERVER away OPTIONS ($password user '$user');
IMPORT FOREIGN SCHEMA public FROM SERVER away INTO public;
SQL
    my $digest = q(SELECT md5(string_agg(s::text, ' ' ORDER BY customer)) FROM segment('public.sale') s);
    is $db->query($digest), $remote->query($digest), 'segment there and here';
    like $db->query('EXPLAIN (VERBOSE, COSTS OFF) SELECT activity(sold_at, amount) FROM public.sale'), qr/Remote SQL: SELECT customer_seg\.activity\(sold_at, amount\)/,
        'the aggregate goes to where the sales are';
    my $whole = 'SELECT activity(sold_at, amount) FROM public.sale';
    is $db->query($whole), $remote->query($whole), 'and comes back the same';
    $remote->close;
}
$db->close;
done_testing;
