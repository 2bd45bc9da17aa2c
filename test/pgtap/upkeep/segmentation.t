#!/usr/bin/perl
# segmentation: two refresh at once, who listens hears, each role sees its own, and a dump by the database's owner holds all
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $owner  = Psql->role('owner');
my $ann    = Psql->role('ann');
my $bob    = Psql->role('bob');
my $source = Psql->database('named', "OWNER $owner");
my $us     = Psql->new(database => $source, user => $owner, password => 'open');
is $us->query("CREATE EXTENSION customer_seg; GRANT USAGE ON SCHEMA customer_seg TO PUBLIC; GRANT CREATE ON SCHEMA public TO $ann, $bob"), '', 'the owner of a database installs the extension';

my $new = 'SET client_min_messages = warning; SET search_path = public, customer_seg;';
my ($she, $he) = map { Psql->new(database => $source, user => $_, password => 'open') } $ann, $bob;
$_->query($new) for $she, $he;
$she->query('CREATE TABLE sales AS SELECT n % 200 AS customer_id, timestamptz \'2024-01-01 00:00+00\' + n * interval \'5 hours\' AS sold_at, n % 37 * 1.25 AS amount FROM generate_series(1, 3000) n');
is $she->query("SELECT customers FROM create_segmentation('shop', 'sales')"), '200', 'another role makes a segmentation';

# who listens
$he->query('LISTEN customer_seg');
$she->query("INSERT INTO sales SELECT 1000 + n, '2024-06-01 00:00+00', 100 FROM generate_series(1, 5) n");
is $she->query("SELECT changed FROM refresh_segmentation('shop')"), '5', 'and refreshes it';
like $he->query('SELECT 1'), qr/notification "customer_seg" with payload "\{"name" : "shop", "at" : ".*", "customers" : 205, "changed" : 5, .*"real" : false\}"/, 'who listens hears what came of it';

$she->query("CREATE TABLE short AS SELECT * FROM sales; SELECT FROM create_segmentation('broken', 'short'); DROP TABLE short");
like $she->query('SELECT name, changed, error FROM refresh_segmentations()'), qr/^broken\|\|the source of segmentation broken is gone: .*\nHINT: .*\nshop\|0\|$/, 'a refresh that fails says why';
like $he->query('UNLISTEN customer_seg'), qr/notification "customer_seg" with payload "\{"name" : "broken", "at" : ".*", "error" : "the source .* is gone.*"\}"/, 'and who listens hears it';
$she->query("SELECT drop_segmentation('broken')");

# rights
is $he->query('SELECT count(*) FROM segmentations'), '0', 'nobody sees another\'s segmentation';
is $he->query('SELECT (SELECT count(*) FROM segmentation_log) + (SELECT count(*) FROM segmentation_breakdown) + (SELECT count(*) FROM segmentation_change)'), '0', 'nor what is kept of it';
like $he->query("SELECT $_('shop')"), qr/there is no segmentation shop/, "nor calls $_" for qw(refresh_segmentation drop_segmentation watch segmentation);
like $he->query('SELECT * FROM segmentation_kept'), qr/permission denied/, 'nor reads the table behind it';
is $he->query("UPDATE segmentations SET name = 'mine'; DELETE FROM segmentations; SELECT count(*) FROM segmentation_log"), '0', 'nor changes anything';
like $he->query("INSERT INTO segmentations SELECT 'evil', '$ann', 'shop', 'public.shop', 'sales', 'public.sales', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, '{}', NULL, NULL, NULL, NULL, now(), NULL, NULL, NULL"),
    qr/violates check option/, 'nor puts one in another\'s name';
like $he->query("INSERT INTO segmentation_log SELECT 'shop', now(), NULL, 0, 0, '{\"bee\": 0, \"dragonfly\": 0, \"butterfly\": 0, \"mantis\": 0, \"unclassified\": 0}', 'balanced', 0, 0, 0, 0"),
    qr/violates check option/, 'nor a snapshot';
like $he->query("INSERT INTO segmentation_breakdown SELECT 'shop', now(), 'bee', 0, 0, 0"), qr/violates check option/, 'nor a part of one';
like $he->query("SELECT create_segmentation('shop', 'sales')"), qr/permission denied/, 'nor makes one of what they cannot read';
$he->query('CREATE TABLE trap AS SELECT 1 AS customer_id, now() AS sold_at, 1 AS amount');
is $he->query("INSERT INTO segmentations SELECT 'trap', '$bob', 'shop', 'public.shop', 'trap', 'public.trap', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, '{1,2,3}', NULL, NULL, NULL, NULL, now(), NULL, NULL, NULL"), '', 'who says that another\'s view is theirs';
is $she->query("SELECT count(*) FROM segment('shop')"), '205', 'does not lead others astray';
is(Psql->new(database => $source)->query("SELECT count(*) FROM segment('public.shop')"), '205', 'a superuser neither');
$he->query('DELETE FROM segmentations; DROP TABLE trap');

# two at once
my $other = Psql->new(database => $source, user => $ann, password => 'open');
$other->query($new);
my $pid = $other->query('SELECT pg_backend_pid()');
$she->query('BEGIN');
$she->query("INSERT INTO sales SELECT 2000 + n, '2024-06-01 00:00+00', 100 FROM generate_series(1, 7) n");
is $she->query("SELECT changed FROM refresh_segmentation('shop')"), '7', 'one refreshes';
$other->send("SELECT changed FROM refresh_segmentation('shop')");
Psql->new(database => $source)->until_waits($pid);
is $she->query('COMMIT'), '', 'another waits';
is $other->answer, '0', 'and then finds nothing that has changed since';
is $she->query('SELECT count(*), sum(changed), (SELECT count(*) FROM segmentation_change) FROM segmentation_log'), '5|12|12', 'nothing is lost, nothing is there twice';
$other->close;

# dump and restore, by the database's owner, who has the other role
Psql->new(database => $source)->query("GRANT $ann TO $owner");
sub content {
    my ($in) = @_;
    my $session = Psql->new(database => $in, user => $ann, password => 'open');
    my $content = join "\n", map { $session->query("SELECT * FROM $_ ORDER BY 1, 2, 3") } qw(segmentations segmentation_log segmentation_breakdown segmentation_change public.shop), q{segment('public.shop')};
    $session->close;
    return $content;
}
my $content = content($source);
like $content, qr/public\.sales/, 'there is something to be dumped';
unlike $content, qr/ERROR/, 'without an error';
for my $way (['Fc', 'pg_restore --exit-on-error -d %s'], ['Fp', 'psql -Xq -v ON_ERROR_STOP=1 -d %s >/dev/null']) {
    my ($format, $restore) = @$way;
    my $target = Psql->database("restored_\L$format\E", "OWNER $owner");
    my $said = qx({ PGUSER=$owner PGPASSWORD=open pg_dump -$format -d $source 2>&3 | @{[ sprintf $restore, $target ]} 2>&3; } 3>&1);
    is $said, '', "dumped by the database's owner and restored by a superuser, -$format";
    is content($target), $content, 'everything is there';
    my $there = Psql->new(database => $target, user => $ann, password => 'open');
    $there->query($new);
    is $there->query("INSERT INTO sales SELECT 3000, '2024-06-01 00:00+00', 100; SELECT changed FROM refresh_segmentation('shop')"), '1', 'and is refreshed there';
    $there->close;
}
$_->close for $us, $she, $he;
done_testing;
