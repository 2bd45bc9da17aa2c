# Distributed: the tables of the page on more than one machine, each cell held against a run.
# A test gives the table by_shop and by_customer, their parts shop0, shop1, …, and one table whole of the same sales.
package Distributed;
use strict;
use warnings;
use FindBin;
use Test::More;

my $type = 'quadrant(amount::float8, profit::float8)';

# an aggregate of sales by the name that it has on the page
my %aggregate = (
    'activity'    => 'activity(sold_at, amount, NULL, profit)',
    'history'     => 'history(sold_at, amount)',
    'prospect'    => "prospect(sold_at, 'visit')",
    'mix'         => "mix($type)",
    'structure'   => "structure($type)",
    'breakdown'   => 'breakdown(region, amount)',
    'reasons'     => "reasons($type, region)",
    'movement'    => "movement($type, quadrant(profit::float8, amount::float8))",
    'gini'        => 'gini(amount)',
    'top_share'   => 'top_share(amount, 0.2)',
    'lorenz'      => 'lorenz(amount, 10)',
    'customers_for_share' => 'customers_for_share(amount, 0.8)',
    'separation'  => 'separation(region, shop)',
    'count(*)'    => 'count(*)',
    'sum(amount)' => 'sum(amount)',
    'count(*), gini(amount)' => 'count(*), gini(amount)');

# where parts are merged by something else than rollup: of which parts, and how
my %merged = (
    'structure'   => ["mix($type)", 'structure(rollup(part))', ', as `structure(rollup(mix))`'],
    'count(*)'    => ['count(*)',   'sum(part)',               ', as `sum`'],
    'sum(amount)' => ['sum(amount)', 'sum(part)',              '']);

# what a column asks for: the queries, and what they ask of one table
my %column = (
    'grouped by the key' => sub {
        my ($call) = @_;
        return map { ["SELECT $_, $call FROM public.by_" . s/_id//r . ' GROUP BY 1', "SELECT $_, $call FROM public.whole GROUP BY 1"] } 'shop', 'customer_id';
    },
    'by the key and more, then `rollup`' => sub {
        my ($call, $part, $merge) = @_;
        return ["SELECT customer_id, $merge FROM (SELECT shop, customer_id, $part AS part FROM public.by_shop GROUP BY 1, 2) x GROUP BY 1", "SELECT customer_id, $call FROM public.whole GROUP BY 1"];
    },
    'a query for each server, then `rollup`' => sub {
        my ($call, $part, $merge) = @_;
        my @query;
        for my $key ('customer_id', 'region', '1') {
            my $parts = join ' UNION ALL ', map { "SELECT $key AS k, $part AS part FROM public.shop$_ GROUP BY 1" } 0 .. 2;
            push @query, ["SELECT k, $merge FROM ($parts) x GROUP BY k", "SELECT $key, $call FROM public.whole GROUP BY 1"];
        }
        return @query;
    },
    'by something else' => sub {
        my ($call) = @_;
        return map { ["SELECT $_, $call FROM public.by_shop GROUP BY 1", "SELECT $_, $call FROM public.whole GROUP BY 1"] } 'customer_id', 'region';
    },
    'of all' => sub {
        my ($call) = @_;
        return map { ["SELECT $call FROM public.$_", "SELECT $call FROM public.whole"] } 'by_customer', 'by_shop';
    });

# the rows of a query, in an order of their own
sub rows { my ($db, $query) = @_; return join "\n", sort split /\n/, $db->query($query) }

# the cells of the table under this heading whose first column is called so: the head, then the rows
sub table {
    my ($heading, $first) = @_;
    local (@ARGV, $/) = ("$FindBin::Bin/../../../doc/upkeep/distributed.md");
    my ($section) = <> =~ /^#+ \Q$heading\E\n(.*?)(?=^#|\z)/ms or return;
    my ($table)   = $section =~ /^(\| \Q$first\E \|.*?)(?:\n\n|\z)/ms or return;
    return map { [map { s/^ | $//gr } (split /\|/)[1 .. tr/|// - 1]] } grep { !/^\| ---/ } split /\n/, $table;
}

# what the cell of a query says: that another answer comes than of one table, that there is no such rollup, or where it runs
sub cell {
    my ($db, $where, $query, $of_whole, @names) = @_;
    my $said = rows($db, $query);
    return 'no `rollup`' if $said =~ /ERROR:  function rollup\(.*\) does not exist/;
    return $said if $said =~ /ERROR/;
    return 'another answer than of one table' if $said ne rows($db, $of_whole);
    return $where->($query, @names);
}

# passes where every cell of the section's table of aggregates is what a run shows; where: says of a query and the names of aggregates where they run
sub check_aggregates {
    my ($db, $heading, $where, @left_out) = @_;
    my ($head, @row) = table($heading, 'aggregate');
    my %left = map { $_ => 1 } grep { my $name = $_; !grep { $_ eq $name } @left_out } keys %aggregate;
    for my $row (@row) {
        for my $name ($row->[0] =~ /`([^`]+)`/g) {
            my $call = $aggregate{$name} or do { fail "$name is an aggregate that is tried"; next };
            delete $left{$name};
            my ($part, $merge, $as) = @{ $merged{$name} // [$call, 'rollup(part)', ''] };
            for my $i (1 .. $#$head) {
                my $is_merged = $head->[$i] =~ /rollup/;
                my @called = ($is_merged ? $part : $call) =~ /(?:^|, )(\w+)\(/g;
                for my $query ($column{ $head->[$i] }->($call, $part, $merge)) {
                    my $seen = $is_merged && $name =~ /,/ ? '' : cell($db, $where, @$query, @called);
                    $seen .= $as if $is_merged && $seen !~ /^no|ERROR|answer/;
                    is $seen, $row->[$i], "$heading: $name, $head->[$i]: $query->[0]";
                }
            }
        }
    }
    is_deeply [sort keys %left], [], "$heading: all aggregates are in the table";
    return;
}

# passes where each row of a table of two columns says what its run does, and there are no others
sub check_rows {
    my ($heading, $first, %run) = @_;
    my ($head, @row) = table($heading, $first);
    is_deeply [sort map { $_->[0] } @row], [sort keys %run], "$heading: $first: all rows are tried";
    is $run{ $_->[0] }->(), $_->[1], "$heading: $_->[0]" for grep { $run{ $_->[0] } } @row;
    return;
}

1;
