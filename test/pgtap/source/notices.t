#!/usr/bin/perl
# notices: what segment() leaves out is said, with numbers; so is a cut that separates nobody
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('notices');
my $db       = Psql->new(database => $database);
$db->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale (customer_id integer, sold_at timestamptz, amount numeric, ok_amount numeric);
INSERT INTO public.sale SELECT n % 10, timestamptz '2024-01-01' + n * n * interval '1 hour', n FROM generate_series(1, 100) n;
INSERT INTO public.sale SELECT NULL, '2024-02-01', 1 FROM generate_series(1, 23);
INSERT INTO public.sale SELECT 5, NULL, 1 FROM generate_series(1, 7);
CREATE TABLE public.sound AS SELECT * FROM public.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL;
CREATE TABLE public.once AS SELECT n AS customer_id, timestamptz '2024-01-01' AS sold_at, 5 AS amount FROM generate_series(1, 50) n;
SQL

# the notices of a call, one a line
sub notices {
    my ($arguments) = @_;
    return join "\n", $db->query("SELECT count(*) FROM segment($arguments)") =~ /^(?:NOTICE|WARNING|HINT|DETAIL): .*$/mg;
}
is notices(q('public.sound')), '', 'nothing is left out, nothing is said';
my $said = notices(q('public.sale'));
like $said, qr/NOTICE: .*without a customer.*\b23\b/, 'rows without a customer are counted';
like $said, qr/NOTICE: .*without a time.*\b7\b/, 'rows without a time are counted';
unlike notices(q('public.sale', as_of => '2024-01-15')), qr/\b23\b/, 'those beyond as_of are not';
like notices(q('public.sale', as_of => '2030-01-01')), qr/NOTICE: .*without a time.*\b7\b/, 'those without a time are, whatever as_of is';
like notices(q('public.once')), qr/NOTICE: .*(every customer|all \d+ customers) .*high side of loyalty/, 'a cut that puts everybody on one side is reported';
like notices(q('public.sound', yardstick => (SELECT with_cuts(yardstick(activity, '2026-01-01'), contribution => '1e9') FROM segment('public.sound')))),
    qr/NOTICE: .*contribution/, 'also one given by hand';
unlike notices(q('public.sale', since => '2030-01-01')), qr/cut/, 'where there is nothing to cut nothing is said of it';

# rows that may be lines of orders; the hint's query names the column
$db->query(<<'SQL');
CREATE TABLE public."Order lines" AS SELECT o % 20 AS buyer, date '2024-01-01' + o AS sold_at, l * o AS amount, o AS invoice, 1 AS profit, 9 AS quote
FROM generate_series(1, 100) o, generate_series(1, 4) l;
SQL
$said = notices(q('"Order lines"', 'buyer', since => '2024-01-05 00:00+00'));
like $said, qr/NOTICE: .*"Order lines" that share customer and time with another: 100 %/, 'rows that share customer and time are said';
my ($query) = $said =~ /named by: (SELECT .*;)/;
like $query, qr/'buyer'.*2024-01-05/, 'the hint keeps the arguments';
like $db->query($query), qr/order_column => 'invoice'/, 'and names the column';
for my $function (qw(report classify)) { # which take more than audit() does
    $said = $db->query(qq(SELECT count(*) FROM $function('"Order lines"', 'buyer', lapse_after => '30 days')));
    ($query) = $said =~ /named by: (SELECT .*;)/;
    like $db->query($query), qr/order_column => 'invoice'/, "so it does in $function()";
}
is notices(q('"Order lines"', 'buyer', order_column => 'invoice')), '', 'where it is given, nothing is said';
$said = $db->query(q(SELECT count(*) FROM report('"Order lines"', 'buyer', order_column => 'invoice', potential_column => 'quote', profit_column => 'profit')));
is scalar(() = $said =~ /profits are known/g), 1, 'what decides is said once in a report';

# by profit, who has none that is known scores 0: how many there are is said
$db->query('CREATE TABLE public.earning AS SELECT n AS customer_id, timestamptz \'2024-01-01\' AS sold_at, n % 7 AS amount, CASE WHEN n > 12 THEN n END AS profit FROM generate_series(1, 50) n');
$db->query('INSERT INTO public.earning VALUES (0, \'2024-01-01\', NULL, NULL)');
like notices(q('public.earning', profit_column => 'profit')), qr/NOTICE: .*public\.earning whose profit is not known: 12$/m, 'customers of unknown profit are counted, prospects are none of them';
unlike notices(q('public.earning')), qr/profit/, 'where it is asked for';
unlike notices(q('"Order lines"', 'buyer', profit_column => 'profit')), qr/profit is not known/, 'and lacking';
$db->query('SET client_min_messages = warning');
is notices(q('public.sale')), '', 'who asks for quiet has it';
$db->close;
done_testing;
