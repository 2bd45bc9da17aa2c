#!/usr/bin/perl
# trusted: the owner of a database installs the extension, an ordinary role uses it
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $owner    = Psql->role('owner');
my $guest    = Psql->role('guest');
my $database = Psql->database('trusted', "OWNER $owner");
my $us       = Psql->new(database => $database, user => $owner, password => 'open');

is $us->query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user'), 'f', 'the owner is no superuser';
is $us->query('CREATE EXTENSION customer_seg'), '', 'and creates the extension';
is $us->query('SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = \'customer_seg\''), 'customer_seg', 'in its own schema';
is $us->query('SELECT rolsuper FROM pg_namespace JOIN pg_roles r ON r.oid = nspowner WHERE nspname = \'customer_seg\''), 't', 'which is a superuser\'s, as all in it';
like $us->query($_), qr/permission denied for schema/, "so that nobody can $_"
    for 'CREATE FUNCTION customer_seg.report(text) RETURNS text RETURN $1', 'CREATE DOMAIN customer_seg.label AS text', 'CREATE OPERATOR customer_seg.* (FUNCTION = int4mul, LEFTARG = integer, RIGHTARG = integer)';
is $us->query('SELECT _check_schema()'), '', 'it is its own';
like $us->query('SELECT _claim_schema()'), qr/_claim_schema\(\) is for the extension's own script/, 'and is not given to who asks';
is $us->query('SELECT structure(mix(CASE WHEN n % 5 = 0 THEN quadrant(80, 20) ELSE quadrant(20, 80) END)) FROM generate_series(1, 50) n'), 'dragonfly_led', 'it works for the owner';

my $them = Psql->new(database => $database, user => $guest, password => 'open');
like $them->query('CREATE EXTENSION customer_seg'), qr/already exists|permission denied/, 'another role cannot create it';
like $them->query('SELECT customer_seg.quadrant(80, 20)'), qr/permission denied for schema/, 'nor use it unasked';
$us->query("GRANT USAGE ON SCHEMA customer_seg TO $guest");
$them->query('CREATE TEMP TABLE sale (customer_id, sold_at, amount) AS SELECT n % 9, now() - n * interval \'1 day\', n FROM generate_series(1, 90) n');
is $them->query('SELECT count(*), sum(amount) FROM segment(\'sale\')'), '9|4095', 'with USAGE on the schema it does';
like $them->query('DROP EXTENSION customer_seg'), qr/must be owner/, 'it cannot drop it';
$them->close;
is $us->query('DROP EXTENSION customer_seg; SELECT count(*) FROM pg_proc WHERE probin LIKE \'%customer_seg%\''), '0', 'the owner drops it, and nothing is left';
$us->close;

# who installs need not own the database
my $borrowed = Psql->database('borrowed');
Psql->new(database => $borrowed)->query("GRANT CREATE ON DATABASE $borrowed TO $owner");
my $tenant = Psql->new(database => $borrowed, user => $owner, password => 'open');
is $tenant->query("CREATE EXTENSION customer_seg; GRANT USAGE ON SCHEMA customer_seg TO $guest"), '', 'another role with CREATE on the database creates it, and lets others use it';
is $tenant->query('SELECT structure(mix(CASE WHEN n % 5 = 0 THEN quadrant(80, 20) ELSE quadrant(20, 80) END)) FROM generate_series(1, 50) n'), 'dragonfly_led', 'and uses it';
like $tenant->query('CREATE FUNCTION customer_seg.report(text) RETURNS text RETURN $1'), qr/permission denied for schema/, 'but has nothing of its own there';
$tenant->close;
done_testing;
