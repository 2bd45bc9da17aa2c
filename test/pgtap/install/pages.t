#!/usr/bin/perl
# pages: all links lead somewhere, and doc/README.md lists what there is in the catalog
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use File::Basename;
use File::Find;
use Psql;
use Test::More;

my @pages;
find({ no_chdir => 1, wanted => sub { $File::Find::prune = 1 if m{^\./\.[^/]}; push @pages, $_ =~ s{^\./}{}r if /\.md$/ } }, '.');
cmp_ok scalar(@pages), '>', 20, 'there are pages to look at';

my @astray;
for my $page (@pages) {
    my $text = content($page) =~ s/^```.*?^```//gmsr;
    while ($text =~ /\]\(([^)\s]+)\)/g) {
        my ($path, $anchor) = split /#/, $1, 2;
        next if $path =~ /^[a-z]+:/;
        my $target = $path eq '' ? $page : dirname($page) . "/$path";
        push @astray, "$page: $1" unless -e $target && (!defined $anchor || grep { $_ eq $anchor } anchors($target));
    }
}
is_deeply \@astray, [], 'all links within the project lead to a page, and to a heading there';

# each page that users read is reached from the list
my $list = content('doc/README.md');
is_deeply [grep { m{^doc/(?!README)(.*)} && index($list, "]($1") < 0 } sort @pages], [], 'doc/README.md leads to all pages';

# what users see: members of the extension that no other object of the catalog is made with, but for those with an underscore
my $us    = Psql->new(database => Psql->database('pages'));
my $error = $us->query('CREATE EXTENSION customer_seg');
is $error, '', 'a new installation';
my @there = split /\n/, $us->query(<<'SQL');
WITH member AS (
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg')),
support AS (
	SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]) AS function FROM pg_type
	UNION SELECT oprcode FROM pg_operator
	UNION SELECT amproc FROM pg_amproc
	UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn]) FROM pg_aggregate
	UNION SELECT prosupport FROM pg_proc
	UNION SELECT oid FROM pg_proc WHERE prorettype = 'trigger'::regtype
	UNION SELECT castfunc FROM pg_cast
	UNION SELECT oid FROM pg_proc WHERE proname LIKE '\_%')
SELECT proname FROM member JOIN pg_proc ON classid = 'pg_proc'::regclass AND pg_proc.oid = objid WHERE objid NOT IN (SELECT function FROM support)
UNION SELECT typname FROM member JOIN pg_type ON classid = 'pg_type'::regclass AND pg_type.oid = objid WHERE typcategory <> 'A' AND typname NOT LIKE '\_%'
UNION SELECT relname FROM member JOIN pg_class ON classid = 'pg_class'::regclass AND pg_class.oid = objid WHERE relname NOT LIKE '\_%'
SQL
my %listed = map { $_ => 1 } map { /^\| (.*?) \| / ? map { /^([a-z]\w*)(?:\(|$)/ } $1 =~ /`([^`]+)`/g : () } split /\n/, $list;
my %there  = map { $_ => 1 } @there;
cmp_ok scalar(@there), '>', 80, 'has something to be listed';
is_deeply [grep { !$listed{$_} } sort keys %there], [], 'all of it is listed';
is_deeply [grep { !$there{$_} } sort keys %listed], [], 'and nothing else';
$us->close;

sub content { local (@ARGV, $/) = @_; return <> }

# as GitHub names the headings of a page
sub anchors {
    my ($page) = @_;
    return () unless -f $page;
    return map { lc =~ s/\[([^\]]*)\]\([^)]*\)/$1/gr =~ s/[^\w\s-]//gr =~ tr/ /-/r } content($page) =~ /^#+ (.*)$/mg;
}

done_testing;
