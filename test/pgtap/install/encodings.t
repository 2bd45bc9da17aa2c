#!/usr/bin/perl
# encodings: databases of other encodings and locales say the same
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my @database = (
    ['utf',    q(TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C')],
    ['ascii',  q(TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C')],
    ['latin',  q(TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C')],
    ['japan',  q(TEMPLATE template0 ENCODING 'EUC_JP' LOCALE 'C')],
    ['turkey', q(TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C')],
);
my %said;
for (@database) {
    my ($name, $options) = @$_;
    my $db = Psql->new(database => Psql->database($name, $options));
    push @{ $said{ $db->query(<<'SQL') } }, $name;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS SELECT 'C' || n % 50 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' AS sold_at, n % 41 * 1.1 AS amount FROM generate_series(1, 900) n;
SELECT * FROM segment_as(NULL::text, 'public.sale') ORDER BY customer COLLATE "C";
SELECT with_cuts(yardstick(activity, '2025-01-01 00:00+00'), 'MEDIAN'), mix(quadrant) FROM segment_as(NULL::text, 'public.sale');
SQL
    is $db->query('SELECT octet_length(customer_seg.bar(0.55, 10))'), $name =~ /utf|turkey/ ? 18 : 6, "$name: a bar of characters that it has";
    $db->close;
}
is scalar(keys %said), 1, 'all say the same: ' . join ' | ', map { "@$_" } values %said;
like +(keys %said)[0], qr/C49\|18\|/, 'and it is an answer';
done_testing;
