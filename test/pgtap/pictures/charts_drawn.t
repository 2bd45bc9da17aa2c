#!/usr/bin/perl
# charts_drawn: each chart is what Vega-Lite's schema demands and is drawn without a warning; test/browser/render_charts.mjs has what
# is checked. Each check fails on a specification made for that.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/..";
use Browser;
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

done_testing;

# the faults of charts, [name, specification] each
sub drawn {
    my (@charts) = @_;
    Browser::write_file("$dir/charts", join '', map { qq({"name": "$_->[0]", "spec": $_->[1]}\n) } @charts);
    return Browser::faults('render_charts.mjs', "$dir/charts");
}
