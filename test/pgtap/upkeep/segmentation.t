#!/usr/bin/perl
# segmentation: two refresh at once, one is cancelled, who listens hears, each role sees its own, and a dump by the database's owner holds all
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

# rows as a role sees them
sub content {
    my ($in, $who, @what) = @_;
    my $session = Psql->new(database => $in, user => $who, password => 'open');
    my $content = join "\n", map { $session->query("SELECT * FROM $_ ORDER BY 1, 2, 3") } @what;
    $session->close;
    return $content;
}

my @kept   = qw(segmentations segmentation_log segmentation_breakdown segmentation_change public.shop);
my @all    = (@kept, q{segment('public.shop')});
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
like $he->query('SELECT count(*) FROM refresh_segmentations()'), qr/^WARNING:  \Q$bob\E owns no segmentation: nothing is refreshed/, 'a job of who has none says so';
is $he->query("UPDATE segmentations SET name = 'mine'; DELETE FROM segmentations; SELECT count(*) FROM segmentation_log"), '0', 'nor changes anything';
my $columns = 'name, view, view_schema, view_name, source, source_schema, source_name, customer_column, time_column, amount_column, column_numbers, created_at';
my $row     = q('shop', 'public', 'shop', 'sales', 'public', 'sales', 'customer_id', 'sold_at', 'amount', '{}', now());
like $he->query("INSERT INTO segmentations ($columns) SELECT 'evil', $row"), qr/segmentation evil belongs to $ann/, 'nor says that her view is theirs';
like $he->query("INSERT INTO segmentation_log SELECT 'shop', now(), NULL, 0, 0, NULL, '{\"bee\": 0, \"dragonfly\": 0, \"butterfly\": 0, \"mantis\": 0, \"unclassified\": 0}', 'balanced', 0, 0, 0, 0"),
    qr/violates check option/, 'nor a snapshot';
like $he->query("INSERT INTO segmentation_breakdown SELECT 'shop', now(), 'bee', 0, 0, 0"), qr/violates check option/, 'nor a part of one';
like $he->query("SELECT create_segmentation('shop', 'sales')"), qr/permission denied/, 'nor makes one of what they cannot read';
$he->query('CREATE TABLE trap AS SELECT 1 AS customer_id, now() AS sold_at, 1 AS amount');
is $he->query("INSERT INTO segmentations ($columns) SELECT 'trap', @{[ $row =~ s/^'shop'/NULL/r =~ s/sales/trap/gr ]}"), '', 'who makes one of their own';
like $he->query("UPDATE segmentations SET view = 'shop'"), qr/segmentation trap belongs to $ann/, 'does not say so later';
is $she->query("SELECT count(*) FROM segment('shop')"), '205', 'does not lead others astray';
like(Psql->new(database => $source)->query("SELECT count(*) FROM segment('public.shop')"), qr/segmentation shop belongs to $ann/, 'a superuser reads with no rights that she does not have');
$he->query('DELETE FROM segmentations; DROP TABLE trap');

# cancelled
{
    my $blocks = Psql->new(database => $source, user => $ann, password => 'open');
    $blocks->query('BEGIN; LOCK TABLE public.sales IN ACCESS EXCLUSIVE MODE');
    my $before = content($source, $ann, @kept);
    for my $call (q(refresh_segmentation('shop')), 'refresh_segmentations()') {
        my $pid = $she->query('SELECT pg_backend_pid()');
        $she->send("SELECT * FROM $call");
        my $watches = Psql->new(database => $source);
        $watches->until_waits($pid);
        $watches->query("SELECT pg_cancel_backend($pid)");
        $watches->close;
        like $she->answer, qr/canceling statement due to user request/, "$call is cancelled";
        is content($source, $ann, @kept), $before, 'and has left all as it was';
    }
    $blocks->close;
    is $she->query("SELECT changed FROM refresh_segmentation('shop')"), '0', 'the next does what it should';
}

# a table on another server
SKIP: {
    my $super = Psql->new(database => $source);
    skip 'file_fdw is not installed here', 2 unless $super->query(q(SELECT count(*) FROM pg_available_extensions WHERE name = 'file_fdw'));
    $super->query("CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; GRANT pg_execute_server_program TO $ann; GRANT USAGE ON FOREIGN SERVER files TO $ann");
    $she->query(q(CREATE FOREIGN TABLE filed (customer_id integer, sold_at date, amount numeric) SERVER files OPTIONS (format 'csv', program 'printf "1,2024-01-01,5\n2,2024-01-05,4\n"')));
    is $she->query("SELECT customers FROM create_segmentation('of_a_file', 'filed')"), '2', 'of a foreign table';
    $she->query(q(ALTER FOREIGN TABLE filed OPTIONS (SET program 'printf "1,2024-01-01,5\n2,2024-01-05,4\n3,2024-01-06,1\n"')));
    is $she->query("SELECT customers, changed FROM refresh_segmentation('of_a_file')"), '3|1', 'which is read at each refresh';
    $she->query("SELECT drop_segmentation('of_a_file'); DROP FOREIGN TABLE filed");
    $super->query('DROP EXTENSION file_fdw CASCADE');
    $super->close;
}

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
is $she->query('SELECT count(*), sum(changed), (SELECT count(*) FROM segmentation_change) FROM segmentation_log'), '6|12|12', 'nothing is lost, nothing is there twice';

# a drop while the source is read waits, and so does a refresh of what is dropped
{
    my $watches = Psql->new(database => $source);
    my $blocks  = Psql->new(database => $source, user => $ann, password => 'open');
    $she->query("CREATE TABLE raced AS TABLE sales; SELECT FROM create_segmentation('race', 'raced')");
    my $refreshing = $she->query('SELECT pg_backend_pid()');
    $blocks->query('BEGIN; LOCK TABLE public.raced IN ACCESS EXCLUSIVE MODE');
    $she->send("SELECT changed FROM refresh_segmentation('race', refit => true)");
    $watches->until_waits($refreshing);
    $other->send("SELECT drop_segmentation('race')");
    $watches->until_waits($pid);
    $blocks->query('COMMIT');
    is $she->answer,   '0', 'a refresh that has begun';
    is $other->answer, '',  'ends before a drop, and neither is in the other\'s way';
    $other->query("SELECT FROM create_segmentation('race', 'raced')");
    $other->query("BEGIN; SELECT drop_segmentation('race')");
    $she->send("SELECT changed FROM refresh_segmentation('race')");
    $watches->until_waits($refreshing);
    $other->query('COMMIT');
    like $she->answer, qr/^ERROR:  there is no segmentation race\nHINT:  Of yours there are: shop\n/, 'who waits for a drop hears that there is none';
    $_->close for $watches, $blocks, $other;
}

# dump and restore, by the database's owner, who has the other role
Psql->new(database => $source)->query("GRANT $ann TO $owner");
my $content = content($source, $ann, @all);
like $content, qr{public\|sales\|}, 'there is something to be dumped';
unlike $content, qr/ERROR/, 'without an error';
my $refresh = q(SELECT changed FROM refresh_segmentation('shop'));
for my $way (['Fc', 'pg_restore --exit-on-error -d %s'], ['Fp', 'psql -Xq -v ON_ERROR_STOP=1 -d %s >/dev/null']) {
    my ($format, $restore) = @$way;
    my $target = Psql->database("restored_\L$format\E", "OWNER $owner");
    my $said = qx({ PGUSER=$owner PGPASSWORD=open pg_dump -$format -d $source 2>&3 | @{[ sprintf $restore, $target ]} 2>&3; } 3>&1);
    is $said, '', "dumped by the database's owner and restored by a superuser, -$format";
    is content($target, $ann, @all), $content, 'everything is there';
    my $there = Psql->new(database => $target, user => $ann, password => 'open');
    $there->query($new);
    is $there->query("INSERT INTO sales SELECT 3000, '2024-06-01 00:00+00', 100; $refresh"), '1', 'and is refreshed there';
    $there->close;
}

# by the database's owner, who is none, without what only a superuser does
my $dump = "$ENV{TMPDIR}/dump.$$";
my %by_owner = (
    'as text'      => 'pg_dump --no-owner --no-acl -d FROM | psql -Xq -v ON_ERROR_STOP=1 -d TO >/dev/null',
    'by a list'    => "pg_dump -Fc -d FROM >$dump && pg_restore -l $dump | grep -v ' ACL .*customer_seg ' >$dump.list && pg_restore --no-owner --exit-on-error -L $dump.list -d TO $dump",
    'with owners'  => "psql -Xq -d TO -c 'CREATE EXTENSION customer_seg' -c 'GRANT USAGE ON SCHEMA customer_seg TO $ann' -c 'GRANT CREATE ON SCHEMA public TO $ann' && pg_dump -Fc -d FROM >$dump &&
        pg_restore -l $dump | grep -v ' SCHEMA - customer_seg \\| ACL .*customer_seg ' >$dump.list && pg_restore --exit-on-error -L $dump.list -d TO $dump");
for my $how (sort keys %by_owner) {
    my $target = Psql->database($how =~ /(\w+)$/, "OWNER $owner");
    my $who    = $how eq 'with owners' ? $ann : $owner;
    my $do     = $by_owner{$how} =~ s/FROM/$source/gr =~ s/\bTO\b(?! customer_seg_)/$target/gr;
    {
        local @ENV{qw(PGUSER PGPASSWORD)} = ($owner, 'open');
        is qx({ $do; } 2>&1), '', "dumped and restored by the database's owner $how";
    }
    my $there = Psql->new(database => $target, user => $owner, password => 'open');
    is $there->query('SELECT DISTINCT owner::text FROM segmentations'), $who, "the segmentations are ${who}'s";
    $there->query("GRANT USAGE ON SCHEMA customer_seg TO $ann");
    is content($target, $who, @all) =~ s/\b$who\b/$ann/gr, $content, 'everything is there';
    $there->close;
    $there = Psql->new(database => $target, user => $who, password => 'open');
    $there->query("$new INSERT INTO sales SELECT 3000, '2024-06-01 00:00+00', 100");
    is $there->query($refresh), '1', 'and is refreshed';
    $there->close;
}
unlink $dump, "$dump.list";

# columns have other numbers in a restored table, and what has no view or no owner is not somebody else's there
{
    my $from = Psql->database('numbered');
    my $gone = "customer_seg_gone_$$";
    my $here = Psql->new(database => $from);
    $here->query("CREATE EXTENSION customer_seg; $new GRANT USAGE ON SCHEMA customer_seg TO PUBLIC; CREATE ROLE $gone; GRANT CREATE ON SCHEMA public TO $gone");
    $here->query('CREATE TABLE sold (gone integer, customer_id integer, sold_at timestamptz, amount numeric, cost numeric); ALTER TABLE sold DROP gone; GRANT SELECT ON sold TO PUBLIC');
    $here->query('INSERT INTO sold SELECT n % 50, timestamptz \'2024-01-01\' + n * interval \'1 day\', n, 1 FROM generate_series(1, 300) n');
    $here->query("SELECT FROM create_segmentation('$_', 'sold')") for qw(numbered unseen);
    $here->query("SET ROLE $gone; SELECT FROM create_segmentation('deserted', 'sold'); RESET ROLE; DROP OWNED BY $gone; DROP ROLE $gone; DROP MATERIALIZED VIEW unseen");
    is $here->query('SELECT name FROM segmentations ORDER BY 1'), "deserted\nnumbered\nunseen", 'one whole, one without a view, one without an owner';
    my $to = Psql->database('renumbered');
    is qx(pg_dump -d $from 2>&1 | psql -Xq -v ON_ERROR_STOP=1 -d $to 2>&1 >/dev/null), '', 'dumped and restored';
    my $there = Psql->new(database => $to);
    $there->query($new);
    is $there->query('SELECT name, view, column_numbers FROM segmentations ORDER BY 1'), "numbered|numbered|{1,2,3,NULL,NULL,NULL}\nunseen||{1,2,3,NULL,NULL,NULL}", 'with numbers of the new table, and no view that is another\'s number';
    $there->query('ALTER TABLE sold RENAME amount TO money');
    is $there->query('SELECT name, customers, changed, error FROM refresh_segmentations()'), "numbered|50|0|\nunseen|50||", 'a column renamed there';
    is $there->query('SELECT amount_column, (SELECT sum(amount) FROM numbered) FROM segmentations'), "money|45150\nmoney|45150", 'is the one that was meant';
    $_->close for $here, $there;
}
$_->close for $us, $she, $he;
done_testing;
