#!/usr/bin/perl
# upgrade: from 0.1.0 the catalog becomes that of a new installation, and what was stored stays
use strict;
use warnings;
use File::Copy;
use FindBin;
use lib $FindBin::Bin;
use Psql;
use Test::More;

# the script of the version before, beside the present ones
chomp(my $share = qx(pg_config --sharedir));
copy("$FindBin::Bin/../upgrade/customer_seg--0.1.0.sql", "$ENV{BUILD}/../root$share/extension/") or die "cannot copy: $!\n";

# all that the catalogs say of the extension's objects, without their numbers
my $catalog = <<'SQL';
WITH member AS (
	SELECT classid, objid, pg_describe_object(classid, objid, 0) AS name FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg'))
SELECT name || ' ' || coalesce(obj_description(objid, classid::regclass::name), '') FROM member
UNION ALL SELECT pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') FROM member JOIN pg_proc p ON p.oid = objid WHERE classid = 'pg_proc'::regclass AND prokind <> 'a'
UNION ALL SELECT format('%s %s %s', name, aggtranstype::regtype, (to_jsonb(a) || to_jsonb(p)) - ARRAY['oid', 'pronamespace', 'proowner', 'aggtranstype', 'aggmtranstype', 'prorettype', 'proargtypes', 'proallargtypes']) FROM member JOIN pg_proc p ON p.oid = objid JOIN pg_aggregate a ON aggfnoid = p.oid WHERE classid = 'pg_proc'::regclass
UNION ALL SELECT format('%s %s %s', name, enumsortorder, enumlabel) FROM member JOIN pg_enum ON enumtypid = objid
UNION ALL SELECT format('%s %s %s %s', name, attnum, attname, format_type(atttypid, atttypmod)) FROM member JOIN pg_class c ON c.oid = objid OR c.reltype = objid JOIN pg_attribute ON attrelid = c.oid WHERE attnum > 0
UNION ALL SELECT format('%s %s %s', name, relacl, CASE relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END) FROM member JOIN pg_class c ON c.oid = objid WHERE classid = 'pg_class'::regclass
UNION ALL SELECT format('%s %s %s', name, adnum, pg_get_expr(adbin, adrelid)) FROM member JOIN pg_attrdef ON adrelid = objid WHERE classid = 'pg_class'::regclass
UNION ALL SELECT format('%s %s', name, pg_get_constraintdef(k.oid)) FROM member JOIN pg_constraint k ON conrelid = objid
UNION ALL SELECT format('%s %s', name, pg_get_triggerdef(t.oid)) FROM member JOIN pg_trigger t ON tgrelid = objid WHERE NOT tgisinternal
UNION ALL SELECT format('%s %s', name, pg_get_indexdef(indexrelid)) FROM member JOIN pg_index ON indrelid = objid
UNION ALL SELECT format('dumped: %s', array_agg(c::regclass ORDER BY c::regclass::text)) FROM pg_extension, unnest(extconfig) c WHERE extname = 'customer_seg'
ORDER BY 1
SQL

my $old = Psql->new(database => Psql->database('upgraded'));
is $old->query("CREATE EXTENSION customer_seg VERSION '0.1.0'"), '', 'version 0.1.0';
$old->query(<<'SQL');
CREATE TABLE public.sale AS SELECT n % 40 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' AS sold_at, (n % 37)::numeric AS amount FROM generate_series(1, 900) n;
CREATE TABLE public.kept AS SELECT * FROM segment('public.sale');
CREATE TABLE public.base AS SELECT mix(quadrant) AS m, structure(quadrant) AS s, yardstick(activity, '2025-01-01 00:00+00') AS y FROM public.kept;
CREATE VIEW public.live AS SELECT * FROM segment('public.sale');
SQL
my $stored = "SELECT * FROM public.kept ORDER BY 1; SELECT * FROM public.base; SELECT * FROM public.live ORDER BY 1";
my $before = $old->query($stored);
like $before, qr/\|bee\|/, 'in use';
is $old->query('ALTER EXTENSION customer_seg UPDATE'), '', 'is updated';
is $old->query($stored), $before, 'and what was stored, and the views, say the same';

my $new = Psql->new(database => Psql->database('installed'));
is $new->query('CREATE EXTENSION customer_seg'), '', 'a new installation';
my ($upgraded, $installed) = map { [ split /\n/, $_->query($catalog) ] } $old, $new;
cmp_ok scalar(@$installed), '>', 500, 'has a catalog to compare';
is_deeply $upgraded, $installed, 'which is that of the updated one';
is $old->query('SELECT count(*), md5(string_agg(p::text, chr(10) ORDER BY p::text)) FROM playbook p'), $new->query('SELECT count(*), md5(string_agg(p::text, chr(10) ORDER BY p::text)) FROM playbook p'), 'and so is the playbook';

# the script runs as a superuser, in a schema where others may have put what they like
my $owner = Psql->role('owner');
my $taken = Psql->new(database => Psql->database('taken', "OWNER $owner"), user => $owner, password => 'open');
$taken->query("CREATE EXTENSION customer_seg VERSION '0.1.0'; GRANT CREATE ON SCHEMA customer_seg TO $owner");
$taken->query("CREATE FUNCTION customer_seg.breakdown(customer_seg.quadrant, numeric) RETURNS text LANGUAGE sql AS 'SELECT current_user'");
like $taken->query('ALTER EXTENSION customer_seg UPDATE'), qr/function "breakdown" .* belongs to role "$owner"/, 'it is not updated where somebody else has a function in its schema';
$taken->query('DROP FUNCTION customer_seg.breakdown(quadrant, numeric)');
is $taken->query('ALTER EXTENSION customer_seg UPDATE'), '', 'but when it is gone';
$_->close for $old, $new, $taken;
done_testing;
