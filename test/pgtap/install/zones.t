#!/usr/bin/perl
# zones: no answer of the regression tests depends on the session's TimeZone, to the byte.
#
# How a literal is read and a timestamptz printed are the session's own. So each query is read in UTC, run in the zone
# while its rows are fetched, and its rows are printed in UTC. The files run as they are, and with their times as
# columns of type timestamp and date.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my @zones = ('UTC', 'America/New_York', 'Asia/Tokyo');

my $answers = <<'SQL';
CREATE FUNCTION pg_temp.answers(zone text, query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	rows refcursor;
	answer record;
	one_more boolean;
BEGIN
	PERFORM set_config('TimeZone', 'UTC', false);
	OPEN rows FOR EXECUTE query;
	LOOP
		PERFORM set_config('TimeZone', zone, false);
		FETCH rows INTO answer;
		one_more := FOUND;
		PERFORM set_config('TimeZone', 'UTC', false);
		EXIT WHEN NOT one_more;
		RETURN NEXT answer::text;
	END LOOP;
EXCEPTION WHEN OTHERS THEN
	RETURN NEXT SQLSTATE;
END $$;
SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET client_min_messages = warning;
SQL

# sales and contacts on both sides of the days on which New York changes its clocks, of months and of years
my $own = <<'SQL';
SET search_path = customer_seg, public;
CREATE TABLE sale (customer_id int, sold_at timestamptz, amount numeric, budget numeric, invoice int);
INSERT INTO sale
SELECT n % 11, timestamptz '2024-03-08 22:30:00+00' + n * interval '37 hours 11 minutes', n % 13 * 9.5 - 7, n % 5 * 400, n / 3
FROM generate_series(1, 400) n;
CREATE TABLE contact (id int, at timestamptz, kind contact_kind, expected timestamptz);
INSERT INTO contact
SELECT n % 7, timestamptz '2024-03-09 23:30:00+00' + n * interval '41 hours', (enum_range(NULL::contact_kind))[1 + n % 9], timestamptz '2024-04-01 01:00:00+00' + n * interval '50 hours'
FROM generate_series(1, 60) n;
CREATE TABLE person AS SELECT customer_id, activity(sold_at, amount, budget) AS a FROM sale GROUP BY 1;
CREATE TABLE asker AS SELECT id, prospect(at, kind, expected) AS p FROM contact GROUP BY 1;
SELECT * FROM segment('sale') ORDER BY customer;
SELECT * FROM segment('sale', since => '2024-11-03', as_of => '2025-03-09') ORDER BY customer;
SELECT * FROM segment('sale', order_column => 'invoice', potential_column => 'budget', as_of => '2024-11-04') ORDER BY customer;
SELECT * FROM segment('sale', since => '2024-03-10 05:00+00', as_of => '2024-11-03 04:00+00') ORDER BY customer;
SELECT * FROM report('sale');
SELECT * FROM report('sale', as_of => '2024-12-01', lang => 'es');
SELECT * FROM audit('sale');
SELECT customer_id, a, first_day(a), last_day(a), active_months(a), regularity(a, '2025-01-01'), tenure(a, '2025-01-01'), recency(a, '2025-01-01') FROM person ORDER BY 1;
SELECT yardstick(a, '2025-12-01') FROM person;
SELECT customer_id, quadrant(a, y), loyalty(a, y), contribution(a, y), rfm(a, y), rfm(a, y, '2025-12-31'::timestamptz), value_group(a, y)
FROM person, (SELECT yardstick(a, '2025-12-01') AS y FROM person) y ORDER BY 1;
SELECT customer_id, customer_term(a), customer_term(a, '1 month'), market_position(a), next_contact(a, '1 month'), contact_due(a, '30 days', '2025-12-01') FROM person ORDER BY 1;
SELECT customer_id, lifetime_value(a, '2025-12-01', 0.2, 0.1) FROM person ORDER BY 1;
SELECT id, p, purchase_intent(p, '2024-07-01'), explain_intent(p, '2024-07-01') FROM asker ORDER BY 1;
DROP TABLE sale, contact, person, asker;
SQL

# the statements of a script: queries for answers(), all else as it is
sub statements {
    my ($script) = @_;
    $script =~ s/^COPY .*? FROM stdin.*?^\\\.\n//msg;
    $script =~ s/^\\.*\n//mg;
    $script =~ s/ \\gx$/;/mg;
    $script =~ s/^SET timezone .*\n//mgi;
    my @all = $script =~ /((?:--[^\n]*+|'[^']*+'|\$\$.*?\$\$|[^;'\$-]|-(?!-)|\$(?!\$))++;)/gs;
    for (@all) {
        s/^(?:--[^\n]*\n|\s)++//;
        my ($query) = /^(?:CREATE (?:TEMP )?TABLE \w+ AS\s+)?((?:SELECT|WITH|VALUES|TABLE)\b.*);$/s;
        my $run = "SELECT * FROM pg_temp.answers(:'zone', \$query\$$query\$query\$);" if defined $query;
        $_ = /^CREATE/ ? "$_\n" . ($run // '') : $run // $_;
    }
    return join "\n", @all;
}

# passes when both are the same; else shows where they part
sub same {
    my ($got, $wanted, $about) = @_;
    return if ok $got eq $wanted, $about;
    my @got    = split /\n/, $got;
    my @wanted = split /\n/, $wanted;
    shift @got, shift @wanted while @got && @wanted && $got[0] eq $wanted[0];
    return diag '   got: ', $got[0] // 'nothing', "\nwanted: ", $wanted[0] // 'nothing';
}

my %script = ('its own' => $own);
for my $file (glob 'test/sql/*.sql') {
    next if $file =~ /install/;
    open my $in, '<', $file or die "cannot read $file: $!\n";
    $script{$file} = do { local $/; <$in> };
}

my (@about, @parts);
for my $name (sort keys %script) {
    for my $type ('timestamptz', 'timestamp', 'date') {
        my $script = $script{$name} =~ s/^(CREATE .*)$/$1 =~ s{ timestamptz\b}{ $type}gr/gmer;
        next if $type ne 'timestamptz' && $script eq $script{$name};
        push @about, "$name, times of type $type";
        push @parts, "DISCARD ALL;\n$answers" . statements($script);
    }
}

# one session for each zone, all at once: what psql says to each part
my %said;
for my $zone (@zones) {
    my $database = Psql->database('zone_' . lc $zone =~ s/\W/_/gr);
    my $file     = "$ENV{BUILD}/$database.sql";
    open my $out, '>', $file or die "cannot write $file: $!\n";
    print $out join "\n\\echo :::part\n", 'CREATE EXTENSION customer_seg;', @parts;
    close $out;
    open $said{$zone}, '-|', "psql -XAtq -d $database -v zone=$zone -v VERBOSITY=terse -f $file 2>&1" or die "cannot run psql: $!\n";
}
for my $zone (@zones) {
    my $all = do { local $/; readline $said{$zone} };
    $all =~ s/^psql:\S+ //mg;    # the file and the line
    (undef, my @answers) = split /^:::part\n/m, $all, -1;
    $said{$zone} = \@answers;
}

for my $i (0 .. $#about) {
    my ($utc, @other) = map { $said{$_}[$i] } @zones;
    same($other[$_ - 1], $utc, "$about[$i], in $zones[$_]") for 1 .. $#zones;
    my $rows = () = $utc =~ /^\(/mg;
    cmp_ok $rows, '>', 3, "$about[$i]: there are answers";
}
done_testing;
