# Fuzz: what the two fuzzers share. Types, functions and operators are found in the catalog, so that
# a new one is fuzzed from its first day; its arguments are drawn from a pool for each type. A type of
# the extension is drawn from what its own functions and aggregates have answered.
#
# What must hold of every call, whatever its arguments:
#   - it answers, or raises an error whose SQLSTATE is in %proper: never an internal one, never a crash
#   - no NaN comes out where neither NaN nor infinity went in
#   - a strict function of NULL is NULL
#   - an immutable function gives the same answer, to the byte, in a session with other settings
#   - it can be cancelled: no statement outlives its timeout by far
#
# FUZZ_SECONDS is the time (each subject is tried once, however long that takes), SEED repeats a run.
package Fuzz;
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../pgtap";
use Psql;
use Test::More;
use Time::HiRes 'time';

our @EXPORT = qw(pick chance literal);
use Exporter 'import';

my $seed    = ($ENV{SEED} || int(time * 1000) & 0x7fffffff) + 0;
my $seconds = $ENV{FUZZ_SECONDS} || 30;
my $timeout = 5;
our $strange = 0.15;   # how often a value is an extreme one

# the only errors that a call may raise, by the beginning of their SQLSTATE
my %proper = (
    '0A000' => 'not supported, such as DISTINCT of a type without an order',
    '21000' => 'a customer in two rows where one is due',
    '22'    => 'a value that is wrong',
    '23514' => 'a domain says no',
    '42501' => 'a schema where nobody creates anything',
    '3F000' => 'no such schema',
    '42601' => 'a condition that is none',
    '42602' => 'a name that is none',
    '55006' => 'a table that a query of this session uses',
    '42622' => 'a name that is too long',
    '42704' => 'no such classification or object',
    '42703' => 'no such column',
    '42804' => 'a column or argument of the wrong type',
    '42809' => 'a relation of the wrong kind',
    '2BP01' => 'other objects hang on what is dropped',
    '42701' => 'two columns of one name',
    '42710' => 'a table that is tracked already',
    '42P07' => 'a name that a relation has already',
    '42725' => 'an item of several subjects',
    '42883' => 'a type without equality or order',
    '42P01' => 'no such relation',
    '54'    => 'beyond a limit of the program',
    '55000' => 'a materialized view that is not populated',
    '57014' => 'the timeout',
);
my $proper = join '|', sort keys %proper;

# ---- chance ----

sub pick   { return $_[ rand @_ ] }
sub chance { return rand() < $_[0] }

# text as a constant in ASCII, that can be pasted anywhere
sub literal {
    my ($text) = @_;
    return "'$text'" if $text =~ s/'/''/gr eq $text && $text =~ /\A[ -\[\]-~]*\z/;
    $text =~ s/([^ -\[\]-~]|')/sprintf '\\x%02x', ord $1/ge;
    return "E'$text'";
}

# ---- sessions ----

my ($database, $plain, $other, $guard);
my %session = (
    plain => q(SET search_path = pg_catalog; SET TimeZone = 'UTC'; SET client_min_messages = error),
    other => q(SET search_path = customer_seg, public; SET TimeZone = 'Pacific/Chatham'; SET DateStyle = 'German, DMY';
        SET IntervalStyle = 'sql_standard'; SET extra_float_digits = -15; SET bytea_output = 'escape'; SET work_mem = '64kB';
        SET client_min_messages = error),
);

sub session {
    my ($kind) = @_;
    my $session = Psql->new(database => $database);
    $session->query('\set VERBOSITY verbose');
    $session->query("$session{$kind}; SET statement_timeout = '${timeout}s'");
    return $session;
}

sub start {
    my ($noun) = @_;
    $SIG{PIPE} = 'IGNORE';
    srand $seed;
    note "$noun: repeat this run by SEED=$seed";
    $database = Psql->database($noun);
    $plain    = session('plain');
    $plain->query("CREATE EXTENSION customer_seg;\n\\i $FindBin::Bin/relations.sql");
    ($other, $guard) = (session('other'), session('plain'));
    read_catalog();
    collect() for 1 .. 3;
    return $plain;
}

# what the session answers: SQLSTATE, and the row or the error's message
sub ask {
    my ($session, $statement) = @_;
    my $begin  = time;
    my $answer = $session->query($statement);
    die "the server has crashed: $answer\n" if $answer =~ /server closed the connection|connection to server was lost|terminating connection/;
    die sprintf "cancelled late, after %.0f s\n", time - $begin if time - $begin > 6 * $timeout;
    return $answer =~ /^(?:ERROR|FATAL|PANIC):  (\w{5}): (.*)/m ? ($1, $2) : ('00000', $answer);
}

sub is_proper { return $_[0] =~ /^(?:$proper)/ }

# ---- the catalog ----

our (@callables, @types, %type, %made);    # %made: values of a type, as text, that functions have answered

sub rows { return map { [ split /\|/, $_, -1 ] } split /\n/, $plain->query($_[0]) }

sub read_catalog {
    my $hidden = q('{internal,cstring,trigger}'::regtype[]);
    for (rows(<<SQL)) {
SELECT format_type(t.oid, NULL), typtype,
    coalesce((SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
             (SELECT string_agg(format_type(atttypid, NULL), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0))
FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid
WHERE t.oid IN (SELECT objid FROM fuzz.member WHERE classid = 'pg_type'::regclass) AND typcategory <> 'A' AND (relkind IS NULL OR relkind = 'c') ORDER BY 1
SQL
        my ($name, $kind, $parts) = @$_;
        push @types, $name;
        $type{$name} = {kind => $kind, parts => [ split /,/, $parts ]};
    }
    for (rows(<<SQL)) {
SELECT prokind, format('%I.%I', nspname, proname), provolatile, proisstrict, format_type(prorettype, NULL), pronargdefaults,
    (SELECT string_agg(format_type(a, NULL), ',' ORDER BY i) FROM unnest(proargtypes) WITH ORDINALITY u(a, i)),
    (SELECT string_agg(quote_ident(proargnames[i]), ',' ORDER BY i) FROM generate_subscripts(proargnames, 1) i
     WHERE proargmodes IS NULL OR proargmodes[i] IN ('i', 'v'))
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
WHERE p.oid IN (SELECT objid FROM fuzz.member WHERE classid = 'pg_proc'::regclass)
    -- these take pieces of statements or tables, from track() and fold() alone
    AND proname NOT IN ('_create_summary', '_fit_view', '_fold', '_give_summary', '_make_room', '_own_table', '_release_segments', '_unwatch', '_watch')
    -- likewise from create_dashboard_views()
    AND proname NOT IN ('_make_dashboard_base', '_make_dashboard_views', '_let_read_dashboard', '_refresh_dashboard_view', '_dashboard_attributes')
    -- and these a row of the registry or of its log, from refresh_segmentation() alone, or of what is tracked, from track_segments()
    AND NOT ARRAY['customer_seg.segmentations', 'customer_seg.segmentation_log', 'customer_seg.tracked']::regtype[] && proargtypes::oid[]::regtype[]
    AND prorettype <> ALL ($hidden) AND NOT proargtypes::oid[]::regtype[] && $hidden
UNION ALL
SELECT 'o', format('OPERATOR(%I.%s)', nspname, oprname), provolatile, proisstrict, format_type(oprresult, NULL), 0,
    format_type(oprleft, NULL) || ',' || format_type(oprright, NULL), NULL
FROM pg_operator o JOIN pg_namespace n ON n.oid = oprnamespace JOIN pg_proc p ON p.oid = oprcode
WHERE o.oid IN (SELECT objid FROM fuzz.member WHERE classid = 'pg_operator'::regclass) ORDER BY 1, 2, 7
SQL
        my %c = (calls => 0, answers => 0);
        @c{qw(kind name volatile strict returns defaults arguments names)} = @$_;
        $c{$_} = [ split /,/, $c{$_} ] for qw(arguments names);
        $c{title} = "$c{name}(" . join(', ', @{$c{arguments}}) . ')';
        push @callables, \%c;
    }
    return;
}

# values of the extension's own types, made by what returns them
sub collect {
    local $strange = 0.02;
    for my $maker (grep { $type{$_->{returns} =~ s/\[\]$//r} } @callables) {
        for (1 .. 4) {
            my ($state, $value) = ask($plain, 'SELECT r::text FROM ' . source($maker) . ' LIMIT 1');
            push @{$made{$maker->{returns}}}, $value if $state eq '00000' && $value ne '' && length $value < 20_000;
        }
    }
    return;
}

# ---- values: ordinary ones of each type, and extreme ones; a reference is an expression ----

sub number  { return pick(0, 1, 2, 3, 5, 20, 50, 80, 100, int rand 1e4, 0.5, 0.95, sprintf('%.3f', rand), sprintf('%.2f', rand 1e5)) }
sub integer { return pick(0 .. 5, 1 .. 5, 100, int rand 1e4) }
sub day     { return sprintf '%d-%02d-%02d', 2020 + rand 6, 1 + rand 12, 1 + rand 28 }
sub second  { return sprintf '%s %02d:%02d:%02d.%d+00', day(), rand 24, rand 60, rand 60, rand 1e6 }

my @int  = (-1, 2147483647, -2147483648);
my @real = qw(NaN Infinity -Infinity -0 -1 1e-37 -3e38 1e-9);
my %pool = (
    boolean            => [ sub { pick('true', 'false') }, 'true' ],
    integer            => [ \&integer, @int, 2147483646 ],
    bigint             => [ \&integer, @int, 9223372036854775807, '-9223372036854775808', 9007199254740993 ],
    real               => [ \&number,  @real ],
    'double precision' => [ \&number,  @real, qw(1e308 -1e308 1.7976931348623157e308 5e-324 -5e-324 1e17) ],
    numeric            => [ sub { chance(0.2) ? sprintf '%.20f', rand 1e3 : number() }, qw(NaN Infinity -Infinity 0.000 -1 1e-20 1e-21 -1e131071 1e131071 1e-16383 999999999999999999.99999999999999999999
        170141183460469231731687303715884105728 -170141183460469231731.68730371588410572900) ],
    text => [ sub { pick('mean', 'median', 'p80', '12.5', 'en', 'es', 'zh', 'en_GB', 'quadrant', 'structure', 'bee', 'month', 'week', 'year', '90 days', 'Europe/Berlin', 'x') },
        '', ' ', 'NaN', 'p101', '1e400', "\x01", "quote'\"\\", "na\xc3\xafve", "\xe8\x9c\x9c\xe8\x9c\x82", 'x' x 9000, \q(repeat('0', 1000000)) ],
    name => [ sub { pick('customer_id', 'sold_at', 'amount', 'order_id', 'profit', 'referred_by', 'Customer ID', 'fuzz') },
        '', 'ctid', 'tableoid', 'xmin', '*', 'CUSTOMER_ID', 'x"y', "it's; --", "\xe8\x9c\x9c", 'x' x 63, '"Customer ID"', '$1', 'nothing' ],
    'timestamp with time zone' => [ \&second, qw(infinity -infinity epoch), '4714-11-24 00:00:00+00 BC', '294276-12-31 23:59:59.999999+00' ],
    'timestamp without time zone' => [ \&second, qw(infinity -infinity epoch), '4714-11-24 00:00:00 BC', '294276-12-31 23:59:59.999999' ],
    date                       => [ \&day,    qw(infinity -infinity epoch), '4714-11-24 BC', '5874897-12-31', '294277-01-01' ],
    daterange                  => [ sub { my $from = day(); sprintf "[%s,%s)", sort $from, chance(0.5) ? day() : $from =~ s/-\d\d$/-28/r }, 'empty', '(,)', '[,2024-01-01)', '[2024-01-01,)', '[-infinity,infinity]',
        '[4714-11-24 BC,2024-01-01)', '[2024-01-01,5874897-12-31)', '[2024-01-01,2024-02-01)', '[2023-01-01,2024-01-01)' ],
    interval => [ sub { pick('P1D', 'P30D', 'P1M', 'P1Y', 'PT1H', 'P7D') }, qw(P0D P-1D P178000000Y P-178000000Y P1M-30D PT0.000001S P2147483647D) ],
    jsonb    => [ sub { '{"' . pick('a', 'bee', 'mantis', 'new') . '": ' . pick(integer(), 2.5, 100) . '}' }, 'null', '[]', '[' x 1000 . ']' x 1000 ],
    bytea    => [ sub { '\x' . sprintf '%04x', rand 65536 }, '\x', \q(decode(repeat('ff', 100000), 'hex')) ],
    point    => [ sub { '(1,2)' }, '(NaN,Infinity)' ],
    oid      => [ sub { pick(16, 20, 23, 25, 100, 950, 1043) }, 0, 4294967295, 99999999 ],
    regrole  => [ sub { pick(10, 'pg_monitor') }, 0, 99999999 ],
    regprocedure => [ sub { pick('customer_seg.write_journal()', 'pg_catalog.now()') }, 0, 99999999 ],
    regclass => [
        sub { 'fuzz.' . pick(qw(sales lines parts view matview foreign_table customers customers customers)) },
        0, 99999999, 'fuzz.' . 'empty', qw(fuzz.odd fuzz.bare fuzz.types fuzz.sales_with_nan fuzz.serial fuzz.index fuzz.pair fuzz.unpopulated
            pg_catalog.pg_class pg_catalog.pg_stat_activity information_schema.columns pg_catalog.pg_settings customer_seg.playbook)
    ],
    'fuzz.positive' => [ sub { 1 + int rand 9 }, 2147483647 ],
);
my @any = (('integer') x 4, 'bigint', 'text', 'numeric', 'double precision', 'date', 'boolean', 'bytea', 'jsonb', 'point', 'integer[]', 'fuzz.positive',
    'customer_seg.quadrant', 'customer_seg.activity', 'customer_seg.rfm', 'timestamp with time zone');

# an expression of the type
sub value {
    my ($name) = @_;
    return "NULL::$name"                              if chance(0.05);
    return literal(pick(@{$made{$name}})) . "::$name" if $made{$name} && chance(0.8);
    return array($1)                                  if $name =~ /^(.*)\[\]$/;
    return part($name)                                if $type{$name};
    my ($ordinary, @extreme) = @{$pool{$name} or die "no pool of values for the type $name: add one to test/fuzz/Fuzz.pm\n"};
    my $text = chance($strange) ? pick(@extreme) : $ordinary->();
    return (ref $text ? $$text : literal($text)) . "::$name";
}

# of the extension's own types: a label, a row of any fields
sub part {
    my ($name) = @_;
    my ($kind, $parts) = @{$type{$name}}{qw(kind parts)};
    return literal(pick(@$parts)) . "::$name" if $kind eq 'e';
    return 'ROW(' . join(', ', map { value($_) } @$parts) . ")::$name" if $kind eq 'c';
    return "NULL::$name";
}

sub array {
    my ($element) = @_;
    return pick("'{}'::${element}[]", "array_fill(" . value($element) . ', ARRAY[2, 2, 2])', "array_fill(" . value($element) . ', ARRAY[4], ARRAY[-7])') if chance($strange);
    my $list = 'ARRAY[' . join(', ', map { value($element) } 1 .. 1 + rand 5) . "]::${element}[]";
    return $type{$element} || chance(0.3) ? $list : "ARRAY(SELECT DISTINCT x FROM unnest($list) x ORDER BY x)";
}

# ---- calls ----

# a FROM item that calls it; what is given for a type (type => expression) is among the arguments
sub source {
    my ($c, %given) = @_;
    my ($any, $compatible, $enum) = (pick(@any), pick(@any), pick(grep { $type{$_}{kind} eq 'e' } @types));
    my %concrete = (anyelement => $any, anycompatible => $compatible, anycompatiblenonarray => $compatible, anyenum => $enum, anyarray => "${any}[]", anycompatiblearray => "${compatible}[]");
    my @types = map { $concrete{$_} // $_ } @{$c->{arguments}};
    my @arguments = passed($c);
    my $several = $c->{kind} =~ /[aw]/ ? int rand 12 : chance(0.8) ? 1 : 3;
    my ($from, $null) = input($several, \%given, @types);
    my $call    = $c->{kind} eq 'o' ? (@types > 1 ? "a1 $c->{name} a2" : "$c->{name} a1") : "$c->{name}(" . join(', ', @arguments) . ')';
    $c->{of_null} = $c->{strict} eq 't' && $null && $several == 1 && (@arguments == @types || $c->{kind} eq 'o');
    return aggregate($c, $call, $from, scalar @types) if $c->{kind} =~ /[aw]/;
    return "$from, LATERAL (SELECT $call) AS t(r)"    if $c->{kind} eq 'o';
    return @types ? "$from, LATERAL $call AS r" : "$call AS r";
}

# the arguments as they are written: by position or by name, some left to their defaults
sub passed {
    my ($c)   = @_;
    my $count = @{$c->{arguments}};
    my @all   = map { "a$_" } 1 .. $count;
    my $fixed = $count - $c->{defaults};
    return @all if !$c->{defaults} || chance(0.3);
    return @all[ 0 .. $fixed - 1 + int((1 + $c->{defaults}) * rand() * rand()) ] if chance(0.5) || @{$c->{names}} < $count;
    return (@all[ 0 .. $fixed - 1 ], map { "$c->{names}[$_] => a" . ($_ + 1) } grep { chance(0.25) } $fixed .. $count - 1);
}

# rows of arguments, and whether one is NULL; some columns are the same in each row, as most parameters of aggregates have to be
sub input {
    my ($rows, $given, @types) = @_;
    return '(VALUES (1)) AS input(n)' unless @types;
    my @same = map { chance(0.5) ? argument($given, $_) : undef } @types;
    my @rows = map { [ $_, map { $same[$_] // argument($given, $types[$_]) } 0 .. $#types ] } 1 .. $rows || 1;
    my $list = 'VALUES ' . join(', ', map { '(' . join(', ', @$_) . ')' } @rows);
    my $name = 'input(n, ' . join(', ', map { "a$_" } 1 .. @types) . ')';
    return ($rows ? "($list) AS $name" : "(SELECT * FROM ($list) v WHERE false) AS $name", scalar grep { /^NULL::/ } map { @$_ } @rows);
}

sub argument {
    my ($given, $name) = @_;
    return $given->{$name} && chance(0.7) ? $given->{$name} : value($name);
}

sub aggregate {
    my ($c, $call, $from, $count) = @_;
    my $column = 'a' . (1 + int rand $count);
    my $window = 'OVER (' . pick('', 'ORDER BY n', 'PARTITION BY n % 3 ORDER BY n') . ' ROWS ' . pick('BETWEEN 2 PRECEDING AND 1 FOLLOWING', '1 PRECEDING',
        'BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING') . ')';
    if ($c->{kind} eq 'w' || chance(0.2)) { $call .= " $window" }
    else {
        $call =~ s/\((?=a)/(DISTINCT /              if chance(0.15);
        $call =~ s/\)$/ ORDER BY $column, n)/          if $call !~ /DISTINCT/ && chance(0.2);
        $call .= " FILTER (WHERE $column IS NOT NULL)" if chance(0.2);
    }
    return "(SELECT $call FROM $from) AS t(r)";
}

# of all rows: how many, how many that are not NULL, whether a number is NaN, and the bytes
my $digest = q(SELECT count(*), count(*) FILTER (WHERE NOT r IS NULL), coalesce(bool_or(r::text ~ '(^|[,({])NaN($|[,)}])'), false),)
    . q( md5(coalesce(string_agg(record_send(ROW(r)), ''), '')));

# calls it and says what is wrong: nothing, or the complaint and the statement
sub call {
    my ($c, %given) = @_;
    my $source    = source($c, %given);
    my $statement = "$digest FROM $source";
    my $wrong     = eval { judge($c, $statement, $source =~ /nan\b|infinity/i) } // $@;
    return $wrong ? "$wrong: $statement;" : undef;
}

sub judge {
    my ($c, $statement, $nan_in) = @_;
    $c->{calls}++;
    my ($state, $answer) = ask($plain, $statement);
    if ($state ne '00000') { return "$state $answer" unless is_proper($state) }
    else {
        $c->{answers}++;
        my (undef, $filled, $nan) = split /\|/, $answer;
        return 'NaN' if $nan eq 't' && !$nan_in;
        return 'strict, and not NULL' if $c->{of_null} && $filled;
    }
    return '' if $c->{volatile} ne 'i' || $state eq '57014';
    my ($state_there, $there) = ask($other, $statement);
    return '' if $state_there eq '57014' || ($state eq '00000' ? $there eq $answer : $state_there eq $state);
    return "not the same with other settings ($state $answer, $state_there $there)";
}

# ---- the run, as TAP ----

sub unique { my %seen; return grep { !$seen{$_}++ } @_ }

# tries the subjects by turns until the time is over; a subject has a title and counts calls and answers
sub run {
    my ($subjects, $try) = @_;
    my $until = time + $seconds;
    my (%failures, $crash);
    ROUND: while (1) {
        for my $subject (@$subjects) {
            my $wrong = $try->($subject) or next;
            diag "$subject->{title}: ", $wrong =~ tr/\n/ /r unless $failures{$subject->{title}}++;
            last ROUND if $crash = $wrong =~ /the server has crashed/;
        }
        last if time >= $until;
    }
    ok !$failures{$_->{title}}, sprintf '%s: %d calls, %d answers', @$_{qw(title calls answers)} for unique(@$subjects);
    ok !$crash && eval { ask($guard, 'SELECT 1') }, 'the server has not crashed';
    diag "repeat this run by SEED=$seed" if %failures;
    $_->close for $plain, $other, $guard;
    done_testing;
    return;
}

1;
