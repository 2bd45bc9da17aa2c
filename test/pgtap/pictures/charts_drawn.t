#!/usr/bin/perl
# charts_drawn: each chart is what Vega-Lite's schema demands and is drawn without a warning; test/browser/render_charts.mjs has what
# is checked. Each check fails on a specification made for that.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/..";
use Browser;
use Encode;
use Psql;
use Test::More;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output);
my $dir = Browser::directory;

# ---- each check can fail: a chart that is as it should be, and one change that makes it bad ----

my $good = '{"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "description": "Bars", "data": {"values": [{"type": "bee", "customers": 1}, {"type": "mantis", "customers": 2}]},'
    . ' "mark": "bar", "encoding": {"x": {"field": "customers", "type": "quantitative"}, "y": {"field": "type", "type": "nominal"}}}';
my @bad = (
    ['schema',    '"mark": "bar"',                 '"mark": "bat"'],
    ['schema',    '"type": "quantitative"',        '"type": "quantitative", "colour": "red"'],
    ['described', '"description": "Bars", ',       ''],
    ['warning',   '"y": {',                        '"shape": {"value": "circle"}, "y": {'],
    ['request',   '"values": [',                   '"url": "https://example.com/", "was": ['],
    ['empty',     qr/"values": \[.*?\]/,           '"values": []'],
    ['broken',    '"type": "bee"',                 '"type": null'],
    ['error',     '"mark": "bar"',                 '"mark": "bar", "transform": [{"filter": "1 +"}]'],
);
my @specs = (['good', $good], map { my ($n, $from, $to) = ($_, @{ $bad[$_] }[1, 2]); ["bad$n", $good =~ s/@{[ ref $from ? $from : quotemeta $from ]}/$to/r] } 0 .. $#bad);
my %faults = drawn(@specs);
is_deeply $faults{good}, undef, 'a chart that is as it should be' or diag explain $faults{good};
for my $n (0 .. $#bad) {
    ok((grep { $_->[0] eq $bad[$n][0] } @{ $faults{"bad$n"} }), "$bad[$n][0]: $bad[$n][2]") or diag explain $faults{"bad$n"};
}

# ---- those of chart(), of bases of every kind, in every language ----

my $shop = Psql->new;
$shop->query(<<'SQL');
SET client_min_messages = warning;
SET jit = off;
CREATE TEMP TABLE shop AS SELECT c AS customer_id, date '2022-01-01' + (c * 7919 % 300 + n * (5 + c % 90)) % 1090 AS sold_at, (c * n * 31 % 977) / 7.0 - 3 AS amount
FROM generate_series(1, 400) c, generate_series(1, 1 + c % 11) n;
CREATE TEMP TABLE nobody (customer_id int, sold_at date, amount numeric);
CREATE TEMP TABLE free AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, 0 AS amount FROM generate_series(1, 300) g;
CREATE TEMP TABLE refunds AS SELECT g AS customer_id, date '2024-01-01' + g * 7 AS sold_at, -5.5 AS amount FROM generate_series(1, 40) g;
CREATE TEMP TABLE huge AS SELECT customer_id, sold_at, amount * 1234567890123.123456 AS amount FROM shop;
CREATE TEMP TABLE years AS SELECT customer_id, date '1990-01-01' + 11 * (sold_at - '2022-01-01') AS sold_at, amount FROM shop;
CREATE TEMP VIEW week AS SELECT * FROM shop WHERE sold_at BETWEEN '2023-05-01' AND '2023-05-07';
CREATE TEMP TABLE odd (subject text, item text, name text);
INSERT INTO odd VALUES ('quadrant', 'bee', E'</text><script>"\'\n%s {x}'), ('quadrant', 'mantis', '0'), ('rfm_segment', 'champion', 'datum.x'), ('customer_action', 'reward', repeat('long ', 40)), ('page', 'new', '"}]}'), ('page', 'customers', '[object]');
SQL
my $kinds = q('{types,loyalty_contribution,rfm_map,lorenz,money_by_period,leaky_bucket,cohorts,movement,contacts_due}'::text[]);
my @asked = ((map { ["shop in $_", "'shop', lang => '$_'"] } qw(en es zh)), (map { [$_, "'$_'"] } qw(nobody free refunds huge years week)),
    ['compared', q('shop', as_of => '2024-07-01', compare_with => '2023-07-01')], ['lapse', q('shop', lapse_after => '40 days')]);
my @real = map { charts_of(@$_) } @asked;
$shop->query(q(BEGIN; INSERT INTO playbook_own (subject, item, lang, name) SELECT subject, item, 'en', name FROM odd));
push @real, charts_of('odd names', "'shop'");
$shop->query('ROLLBACK');
is scalar(@real), 9 * (@asked + 1), 'every kind of every base';
%faults = drawn(@real);
is_deeply $faults{ $_->[0] }, undef, $_->[0] or diag explain $faults{ $_->[0] } for @real;

done_testing;

# the charts of all kinds, with these arguments
sub charts_of {
    my ($about, $arguments) = @_;
    return map { [split /\t/, $_, 2] } split /\n/, decode('UTF-8', $shop->query("SELECT '$about ' || kind || E'\\t' || chart(kind, $arguments)::text FROM unnest($kinds) kind"));
}

# the faults of charts, [name, specification] each
sub drawn {
    my (@charts) = @_;
    Browser::write_file("$dir/charts", join '', map { qq({"name": "$_->[0]", "spec": $_->[1]}\n) } @charts);
    return Browser::faults('render_charts.mjs', "$dir/charts");
}
