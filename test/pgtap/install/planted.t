#!/usr/bin/perl
# planted: what others have put into the extension's schema is refused, or is not called
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

Psql->install_old_versions;

my ($owner, $other) = map { Psql->role($_) } 'owner', 'other';
my $n = 0;

# sessions in a new database: of its owner, who is no superuser, and of a superuser
sub sessions {
    my ($owners) = @_;
    my $database = Psql->database('planted_' . $n++, "OWNER $owner");
    return (Psql->new(database => $database), map { Psql->new(database => $database, user => $owner, password => 'open') } 1 .. $owners);
}

my $count = q(CREATE FUNCTION customer_seg.count_up(bigint, numeric) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE 'runs as %', current_user; END $$;
CREATE AGGREGATE customer_seg.count(numeric) (SFUNC = customer_seg.count_up, STYPE = bigint));
my $sale   = q(CREATE TABLE public.sale (customer_id, sold_at, amount) AS SELECT n % 9, now() - n * interval '1 day', n FROM generate_series(1, 90) n);
my $report = q(SELECT count(*) > 30 FROM customer_seg.report('public.sale'));
my $closed = q(SELECT rolsuper FROM pg_namespace JOIN pg_roles r ON r.oid = nspowner WHERE nspname = 'customer_seg');

# a schema of somebody else
{
    my ($super, $plain) = sessions(1);
    $plain->query('CREATE SCHEMA customer_seg');
    my $said = $super->query('CREATE EXTENSION customer_seg');
    like $said, qr/schema "customer_seg" belongs to role "$owner"/, 'a superuser does not install into the schema of a plain role';
    is $super->query($said =~ /HINT:  As a superuser: (.*)/), '', 'but follows the hint';
    is $super->query('CREATE EXTENSION customer_seg'), '', 'and installs';
    like $plain->query('CREATE FUNCTION customer_seg.report(text) RETURNS text RETURN $1'), qr/permission denied for schema/, 'where the role has no more to say';
    $_->close for $super, $plain;
}
{
    my ($super, $plain) = sessions(1);
    $plain->query('CREATE SCHEMA customer_seg');
    for my $role ($other, 'PUBLIC', 'pg_database_owner') {
        $plain->query("GRANT CREATE ON SCHEMA customer_seg TO $role");
        my $said = $plain->query('CREATE EXTENSION customer_seg');
        like $said, qr/role "$role" may create objects in schema "customer_seg"/i, "nor is it installed where $role may create";
        like $plain->query($said =~ /HINT:  (.*)/), qr/already exists, skipping/, 'but the hint helps';
    }
    $plain->query("GRANT CREATE ON SCHEMA customer_seg TO $other WITH GRANT OPTION; REVOKE CREATE ON SCHEMA customer_seg FROM $other CASCADE");
    is $plain->query('CREATE EXTENSION customer_seg'), '', 'into a schema of its own a plain role installs';
    is $super->query($closed), 't', 'and no longer owns it';
    $_->close for $super, $plain;
}
{
    my ($super, $plain) = sessions(1);
    $plain->query("ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO $other");
    my $said = $plain->query('CREATE EXTENSION customer_seg');
    like $said, qr/role "$other" may create/, 'default privileges count';
    is $plain->query($said =~ /HINT:  (.*)/), '', 'here too the hint helps';
    is $plain->query('CREATE EXTENSION customer_seg'), '', 'and it is installed';
    $_->close for $super, $plain;
}

# objects of somebody else in a schema
{
    my ($super, $plain) = sessions(1);
    my %planted = (
        FUNCTION => 'convert_from(bytea, text) RETURNS text RETURN $2',
        OPERATOR => '* (FUNCTION = int4mul, LEFTARG = integer, RIGHTARG = integer)',
        DOMAIN   => q(report AS text CHECK (length(value) > 0)),
    );
    for my $kind (sort keys %planted) {
        my $noun = $kind eq 'DOMAIN' ? 'type' : lc $kind;
        $plain->query("CREATE SCHEMA customer_seg; CREATE $kind customer_seg.$planted{$kind}");
        like $plain->query('CREATE EXTENSION customer_seg'), qr/$noun ".*" in the extension's schema belongs to role "$owner".*Move it/s, "where the owner has put a $noun it is not installed";
        $plain->query('DROP SCHEMA customer_seg CASCADE');
    }
    $plain->query('CREATE SCHEMA customer_seg; CREATE TABLE customer_seg.sale (customer_id integer)');
    is $plain->query('CREATE EXTENSION customer_seg'), '', 'a table can be taken for nothing';
    $_->close for $super, $plain;
}

# members of the extension
for my $version ('0.1.0', '0.2.0') {
    my ($super, $plain) = sessions(1);
    $plain->query("CREATE EXTENSION customer_seg VERSION '$version'; $count; ALTER EXTENSION customer_seg ADD AGGREGATE customer_seg.count(numeric); ALTER EXTENSION customer_seg ADD FUNCTION customer_seg.count_up(bigint, numeric)");
    like $_->query('ALTER EXTENSION customer_seg UPDATE'), qr/function "count(_up)?" .* belongs to role "$owner"/, "version $version is not updated where a plain role has made its own functions members"
        for $plain, $super;
    $plain->query('ALTER EXTENSION customer_seg DROP AGGREGATE customer_seg.count(numeric); ALTER EXTENSION customer_seg DROP FUNCTION customer_seg.count_up(bigint, numeric); DROP FUNCTION customer_seg.count_up(bigint, numeric) CASCADE');
    $plain->query("GRANT CREATE ON SCHEMA customer_seg TO $other");
    like $super->query('ALTER EXTENSION customer_seg UPDATE'), qr/role "$other" may create/, 'nor where another may create';
    $plain->query("REVOKE CREATE ON SCHEMA customer_seg FROM $other");
    is $super->query('ALTER EXTENSION customer_seg UPDATE'), '', 'without, it is';
    is $super->query($closed), 't', 'and the schema is a superuser\'s';
    is $plain->query("GRANT USAGE ON SCHEMA customer_seg TO $other; SELECT has_schema_privilege('$other', 'customer_seg', 'USAGE')"), 't', 'who had it lets others use it';
    $_->close for $super, $plain;
}

# what others have not committed when the script looks first, and what comes while it waits for them
for my $race (
    ['CREATE EXTENSION customer_seg', 'CREATE SCHEMA customer_seg', 'CREATE TYPE customer_seg.breakdown_row AS (a integer)'],
    ['ALTER EXTENSION customer_seg UPDATE', q(CREATE EXTENSION customer_seg VERSION '0.2.0'), "GRANT USAGE ON SCHEMA customer_seg TO $other"],
) {
    my ($script, $before, $held) = @$race;
    my ($super, $plain, $one, $two) = sessions(3);
    my $pid    = $plain->query('SELECT pg_backend_pid()');
    my $refused = qr/function "count(_up)?" .* belongs to role "$owner"/;
    $plain->query($before);
    $two->query("BEGIN; $count");
    like $plain->query($script), $refused, "$script: a function that is not committed yet is refused";
    $two->query('ROLLBACK');

    $one->query("BEGIN; $held");
    $plain->send($script);
    $super->until_waits($pid);
    is $two->query($count), '', 'while the script waits a function comes in';
    $one->query('ROLLBACK');
    like $plain->answer, $refused, 'and is refused at the end';

    $two->query('DROP FUNCTION customer_seg.count_up(bigint, numeric) CASCADE');
    is $plain->query("$script; $sale"), '', 'without, the script runs';
    is $super->query($report), 't', 'and the report works';
    $_->close for $super, $plain, $one, $two;
}

# what the extension uses
{
    my ($super) = sessions(0);
    $super->query("CREATE EXTENSION customer_seg; CREATE FUNCTION public.cut() RETURNS double precision IMMUTABLE RETURN 50; ALTER FUNCTION public.cut() OWNER TO $owner");
    is $super->query('SELECT _check_schema()'), '', 'nothing of others is used';
    $super->query('BEGIN; CREATE OR REPLACE FUNCTION survey_quadrant(purchasing_power double precision, intention double precision, power_cut double precision DEFAULT 50, intention_cut double precision DEFAULT 50) RETURNS quadrant LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN quadrant(intention, purchasing_power, public.cut(), public.cut())');
    like $super->query('SELECT _check_schema()'), qr/function cut\(\), which the extension uses, belongs to role "$owner"/, 'in a body';
    $super->query('ROLLBACK; BEGIN; ALTER TABLE playbook_own ADD CHECK (public.cut() > 0)');
    like $super->query('SELECT _check_schema()'), qr/function cut\(\), which the extension uses/, 'in a constraint';
    $super->query('ROLLBACK; BEGIN; CREATE OR REPLACE VIEW playbook AS SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, public.cut() > 0 AS own, channel, offer, goal, measure FROM playbook_shipped');
    like $super->query('SELECT _check_schema()'), qr/function cut\(\), which the extension uses/, 'in a view';
    $super->query("ROLLBACK; BEGIN; ALTER TABLE playbook_own OWNER TO $owner");
    like $super->query('SELECT _check_schema()'), qr/(table|type) playbook_own, which the extension uses/, 'or as a part';
    $super->query('ROLLBACK');
    $super->close;
}

# A superuser may have functions there; but none is called, however well it fits: for each name that the script uses,
# of all types and pairs of types that its arguments have or could be turned into.
{
    my ($super, $plain) = sessions(1);
    is $super->query(<<'SQL'), '', 'a superuser fills the schema';
SET search_path = public;
CREATE SCHEMA customer_seg;
CREATE FUNCTION customer_seg.jsonb_build_object(text, numeric, text, numeric, text, numeric) RETURNS boolean LANGUAGE sql AS 'SELECT 1 / 0 = 1';
CREATE TEMP TABLE type AS SELECT unnest('{integer,bigint,numeric,double precision,text,name,boolean,date,timestamptz,timestamp,interval,jsonb,bytea,text[],double precision[],name[],anyenum}'::regtype[]) AS t;
CREATE TEMP TABLE arguments AS SELECT t::text FROM type UNION ALL SELECT format('%s, %s', a.t, b.t) FROM type a, type b;
DO $$
DECLARE
	here record;
BEGIN
	FOR here IN SELECT name, t FROM unnest('{count,sum,min,max,round,ceil,array_agg,unnest,to_jsonb,jsonb_build_object,octet_length,convert_from,decode,pg_extension_config_dump,operate}'::text[]) name, arguments LOOP
		EXECUTE format('CREATE FUNCTION customer_seg.%I(%s) RETURNS boolean LANGUAGE sql AS %L', here.name, here.t, 'SELECT 1 / 0 = 1');
	END LOOP;
	FOR here IN SELECT name, a.t AS l, b.t AS r FROM unnest('{=,<,>,<=,>=,*,/,||,~,->>,#>>}'::text[]) name, type a, type b LOOP
		EXECUTE format('CREATE OPERATOR customer_seg.%s (FUNCTION = customer_seg.operate, LEFTARG = %s, RIGHTARG = %s)', here.name, here.l, here.r);
	END LOOP;
END $$;
CREATE TABLE public.planted AS
SELECT 'pg_proc'::regclass AS class, oid FROM pg_proc WHERE pronamespace = 'customer_seg'::regnamespace
UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace = 'customer_seg'::regnamespace;
SQL
    is $plain->query("CREATE EXTENSION customer_seg; SET search_path = public; $sale"), '', 'and it is installed';
    is $super->query(<<'SQL'), '', 'nothing is bound to what was there';
SELECT pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid) FROM pg_depend
WHERE (refclassid, refobjid) IN (SELECT class, oid FROM public.planted) AND (classid, objid) NOT IN (SELECT class, oid FROM public.planted);
SQL
    is $plain->query($report), 't', 'and the report calls none of it';
    $_->close for $super, $plain;
}
done_testing;
