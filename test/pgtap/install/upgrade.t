#!/usr/bin/perl
# upgrade: from each version before, the catalog becomes that of a new installation, and what was stored stays
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

Psql->install_old_versions;

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
UNION ALL SELECT format('schema: %s %s', nspowner::regrole, nspacl) FROM pg_namespace WHERE nspname = 'customer_seg'
ORDER BY 1
SQL
my $playbook = 'SELECT count(*), md5(string_agg(p::text, chr(10) ORDER BY p::text)) FROM playbook p';

my $new = Psql->new(database => Psql->database('installed'));
is $new->query('CREATE EXTENSION customer_seg'), '', 'a new installation';
my $installed = [ split /\n/, $new->query($catalog) ];
cmp_ok scalar(@$installed), '>', 500, 'has a catalog to compare';
my $shipped = $new->query($playbook);

# what users have stored and built upon, by the version that brought its types and functions
my %made = ('0.1.0' => <<'SQL', '0.2.0' => <<'SQL', '0.3.0' => <<'SQL', '0.4.0' => <<'SQL');
CREATE TABLE public.sale AS SELECT n % 40 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' AS sold_at, (n % 37)::numeric AS amount FROM generate_series(1, 900) n;
CREATE TABLE public.kept AS SELECT * FROM segment('public.sale');
CREATE TABLE public.base AS SELECT mix(quadrant) AS m, structure(quadrant) AS s, yardstick(activity, '2025-01-01 00:00+00') AS y FROM public.kept;
CREATE VIEW public.live AS SELECT * FROM segment('public.sale');
SQL
CREATE TABLE public.classes AS SELECT customer, rfm(activity, y), value_group(activity, y), customer_value(activity, y), market_position(activity) FROM public.kept, public.base;
CREATE TABLE public.lead AS SELECT customer_id, prospect(sold_at, (enum_range(NULL::contact_kind))[1 + customer_id % 9], sold_at + interval '3 days'), breakdown(customer_id, amount) FROM public.sale GROUP BY 1;
CREATE TABLE public.edits (message text DEFAULT message('quadrant', 'bee', 'en'));
INSERT INTO public.edits DEFAULT VALUES;
CREATE VIEW public.whole AS SELECT * FROM report('public.sale');
CREATE VIEW public.valued AS SELECT customer, customer_value(activity, y) FROM public.kept, public.base;
SQL
CREATE TABLE public.worth AS SELECT customer_id, activity(sold_at, amount, 3 * amount, amount - 20) AS a FROM public.sale GROUP BY 1;
SQL
CREATE TABLE public.days AS SELECT customer_id, h, life_stage(h, '2024-09-01', 90) FROM (SELECT customer_id, history(sold_at, amount) AS h FROM public.sale GROUP BY 1) s;
SQL
my %stored = ('0.1.0' => [qw(kept base live)], '0.2.0' => [qw(kept base live classes lead edits valued)],
              '0.3.0' => [qw(kept base live classes lead edits valued worth)],
              '0.4.0' => [qw(kept base live classes lead edits valued worth days)]);
# what is bound to functions that have other arguments now
my %bound = ('0.1.0' => ['live'], '0.2.0' => ['live', 'whole'], '0.3.0' => ['whole'], '0.4.0' => ['whole']);

for my $version (sort keys %made) {
    my $old = Psql->new(database => Psql->database("upgraded_$version" =~ tr/./_/r));
    is $old->query("CREATE EXTENSION customer_seg VERSION '$version'"), '', "version $version";
    is $old->query($made{$_}), '', "what users make with version $_" for grep { $_ le $version } sort keys %made;
    my $stored = join '; ', map { "SELECT * FROM public.$_ ORDER BY 1" } @{ $stored{$version} };
    my $before = $old->query($stored);
    like $before, qr/\|bee\|/, 'in use';
    my @bound      = @{ $bound{$version} };
    my %definition = map { $_ => $old->query("SELECT pg_get_viewdef('public.$_'::regclass)") } @bound;
    my $views      = join ', ', map { "view public.$_" } @bound;
    like $old->query('ALTER EXTENSION customer_seg UPDATE'), qr/the update replaces functions that are used by: $views\n.*pg_get_viewdef/, 'views in the way are named'
        if @bound;
    $old->query("DROP VIEW public.$_") for @bound;
    is $old->query('ALTER EXTENSION customer_seg UPDATE'), '', 'without them it is updated';
    is $old->query("CREATE VIEW public.$_ AS $definition{$_}"), '', "and $_ can be made again as it was" for @bound;
    is $old->query($stored), $before, 'and what was stored, and the views, say the same';
    is_deeply [ split /\n/, $old->query($catalog) ], $installed, 'the catalog is that of a new installation';
    is $old->query($playbook), $shipped, 'and so is the playbook';
    $old->close;
}
$new->close;
done_testing;
