#!/usr/bin/perl
# trusted: the owner of a database installs the extension, an ordinary role uses it
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Psql;
use Test::More tests => 14;

my $owner    = Psql->role('owner');
my $guest    = Psql->role('guest');
my $database = Psql->database('trusted', "OWNER $owner");
my $us       = Psql->new(database => $database, user => $owner, password => 'open');

is $us->query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user'), 'f', 'the owner is no superuser';
is $us->query('CREATE EXTENSION customer_seg'), '', 'and creates the extension';
is $us->query('SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = \'customer_seg\''), 'customer_seg', 'in its own schema';
is $us->query('SELECT structure(mix(quadrant(20, 80))) FROM generate_series(1, 50)'), 'dragonfly_led', 'it works for the owner';

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

# the script runs as a superuser: nothing that waits for it in its schema may fit its calls better than the server's
my $planted = Psql->database('planted', "OWNER $owner");
my $trap    = Psql->new(database => $planted, user => $owner, password => 'open');
my $caught  = q(LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught as %', current_user; END $$);
$trap->query("CREATE SCHEMA customer_seg; CREATE FUNCTION customer_seg.convert_from(bytea, text) RETURNS text $caught");
like $trap->query('CREATE EXTENSION customer_seg'), qr/function "convert_from" .* belongs to role "$owner".*Move it/s, 'where the owner has put a function it is not created';
$trap->query('DROP FUNCTION customer_seg.convert_from(bytea, text); CREATE OPERATOR customer_seg.* (FUNCTION = int4mul, LEFTARG = integer, RIGHTARG = integer)');
like $trap->query('CREATE EXTENSION customer_seg'), qr/operator "\*" .* belongs to role "$owner"/, 'nor with an operator';
$trap->query('DROP SCHEMA customer_seg CASCADE');

my $super = Psql->new(database => $planted);
is $super->query(<<"SQL"), '', 'a superuser may have functions there';
CREATE SCHEMA customer_seg AUTHORIZATION $owner;
CREATE FUNCTION customer_seg.pg_extension_config_dump(text, text) RETURNS void $caught;
CREATE FUNCTION customer_seg.convert_from(bytea, text) RETURNS text $caught;
CREATE FUNCTION customer_seg.jsonb_build_object(text, numeric, text, numeric, text, numeric) RETURNS jsonb $caught;
CREATE FUNCTION customer_seg.unnest(double precision[]) RETURNS SETOF double precision $caught;
CREATE FUNCTION customer_seg.to_jsonb(date) RETURNS jsonb $caught;
CREATE FUNCTION customer_seg.times(integer, numeric) RETURNS numeric $caught;
CREATE FUNCTION customer_seg.times(bigint, numeric) RETURNS numeric $caught;
CREATE OPERATOR customer_seg.* (FUNCTION = customer_seg.times, LEFTARG = integer, RIGHTARG = numeric);
CREATE OPERATOR customer_seg.* (FUNCTION = customer_seg.times, LEFTARG = bigint, RIGHTARG = numeric);
SQL
is $trap->query('CREATE EXTENSION customer_seg'), '', 'and it is created';
$trap->query('CREATE TABLE public.sale (customer_id, sold_at, amount) AS SELECT n % 9, now() - n * interval \'1 day\', n FROM generate_series(1, 90) n');
is $trap->query('SELECT count(*) FROM report(\'public.sale\')'), '36', 'but its script and its report call none of them';
$_->close for $trap, $super;
