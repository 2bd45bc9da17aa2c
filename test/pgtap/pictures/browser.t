#!/usr/bin/perl
# browser: the page as a browser shows it, wide and narrow, light and dark, printed, in each language, with names that would be code;
# test/browser/in_page.js has what is checked. Each check fails on a page made for that.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/..";
use Browser;
use Encode;
use Psql;
use Test::More;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output);
my $dir = Browser::directory;

# ---- each check can fail: a page that is as it should be, and one change that makes it bad ----

my $good = Browser::read_file('test/browser/good.html');
my $long = 'word ' x 30;
my @bad  = (
    ['foreign', '<p class', '<script>1</script><p class'],
    ['foreign', '<p class', '<p onclick="1" class'],
    ['foreign', '<p class', '<p><a href="https://example.com/">there</a></p><p class'],
    ['hacked',  '<p class', '<script>hacked = "a script"</script><p class'],
    ['hacked',  '&lt;img src=x onerror="hacked = 1"&gt;', '<img src="data:image/png;base64,x" onerror="hacked = 1">'],
    ['hacked',  '<p class', '<script>alert(1)</script><p class'],
    ['console', '<p class', '<script>console.warn("beware")</script><p class'],
    ['console', '<p class', '<script>nothing()</script><p class'],
    ['request', '<style>', '<style>@import "https://example.com/style.css";'],
    ['request', 'background: var(--ground)', 'background: url(picture.png) #fff'],
    ['figure',  qr{<table>.*</table>}s, ''],
    ['figure',  qr{<svg.*</svg>}s, ''],
    ['figure',  'Types</figcaption>', '</figcaption>'],
    ['figure',  '<figure>', '<figure class="none">'],
    ['described', qr{<title id.*?</title>}s, ''],
    ['described', qr{<desc.*?</desc>}s, '<desc id="d"> </desc>'],
    ['view',    'svg { ', 'svg { position: relative; left: -2rem; '],
    ['view',    'svg { ', 'svg { visibility: hidden; '],
    ['view',    'svg { width: 100%', 'svg { width: 0%'],
    ['view',    'width: 100%; max-width: 30rem', 'width: 400px'],
    ['scroll',  'width: 100%; max-width: 30rem', 'width: 400px'],
    ['scroll',  '.wide { overflow-x: auto; }', ''],
    ['cut',     '>Short', " style='white-space: nowrap'>$long"],
    ['cut',     '>Short', " style='height: 1rem'>$long"],
    ['cut',     '>20<', '>20 customers<'],
    ['cut',     'y="105">0', 'y="5">0'],
    ['sideways', 'Table</summary>', "Table</summary><div class='wide'><p style='width: 50rem'>$long</p></div>"],
    ['sideways', '<div class="wide" tabindex="0">', '<div class="wide">'],
    ['split',   '>Short', " style='width: 4rem; overflow-wrap: anywhere'>1,234,567,890"],
    ['split',   '>Short', " style='width: 5rem'>from 2024-01-01"],
    ['overlap', 'x="250" y="105"', 'x="64" y="110"'],
    ['small',   'font: 14px sans-serif; fill', 'font: 7px sans-serif; fill'],
    ['small',   '</h1>', '</h1><p style="font-size: 8px">Small print</p>'],
    ['hidden',  '</svg>', '<rect x="60" y="10" width="200" height="30" fill="#E69F00"/></svg>'],
    ['contrast', 'fill="#E69F00"', 'fill="#333"'],
    ['contrast', 'width="200"', 'width="40" fill-opacity="0.1"'],
    ['contrast', '--ink: #222', '--ink: #888'],
    ['contrast', '--ink: #eee', '--ink: #444'],
    ['contrast', '</h1>', '</h1><p style="background: #009E73; color: #fff">A note</p>'],
    ['contrast', '</h1>', '</h1><p style="opacity: 0.5">A note</p>'],
);
Browser::write_file("$dir/good.html", $good);
for my $n (0 .. $#bad) {
    my (undef, $from, $to) = @{ $bad[$n] };
    my $page = $good;
    $page =~ s/@{[ ref $from ? $from : quotemeta $from ]}/$to/ or die "nothing to change: $from\n";
    Browser::write_file("$dir/bad$n.html", $page);
}
my %faults = Browser::faults('look.mjs', '--view', 'narrow light', '--view', 'narrow dark', map { "$dir/$_.html" } 'good', map { "bad$_" } 0 .. $#bad);
is_deeply $faults{'good.html'}, undef, 'a page that is as it should be' or diag explain $faults{'good.html'};
for my $n (0 .. $#bad) {
    my ($check, undef, $to) = @{ $bad[$n] };
    ok((grep { $_->[0] eq $check } @{ $faults{"bad$n.html"} }), "$check: " . $to =~ s/(.{50}).*/$1…/sr) or diag explain $faults{"bad$n.html"};
}
%faults = Browser::faults('look.mjs', '--says', 'not there', "$dir/good.html");
is $faults{'good.html'}[0][0], 'says', 'says';

# ---- the pages themselves ----

my $database = Psql->database('browser');
my $us       = Psql->new(database => $database);
my ($code, $more) = (qq(<img src=x onerror=alert(1)>"'&lt;\x{202E}%s), q(</svg></style><script>hacked = 1</script>));
my ($code_name, $more_name) = map { '"' . s/"/""/gr . '"' } $code, $more;
my ($code_text, $more_text) = map { "'" . s/'/''/gr . "'" } $code, $more;
$us->query('CREATE EXTENSION customer_seg');
system 'psql', '-Xqd', $database, '-f', 'demo/shop.sql';
$us->query(encode('UTF-8', <<"SQL"));
SET search_path = customer_seg, public;
SET client_min_messages = warning;
CREATE TABLE nobody (customer_id integer, sold_at date, amount numeric);
CREATE TABLE one AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, 9.90 AS amount;
CREATE TABLE few (customer_id, sold_at, amount) AS VALUES (1, date '2025-03-02', 120), (1, '2025-11-04', 150), (2, '2025-01-20', 600), (3, '2025-05-11', 12), (4, '2025-02-14', 20), (5, '2025-04-01', NULL);
CREATE TABLE askers AS SELECT i AS customer_id, date '2024-01-01' + i AS sold_at, NULL::numeric AS amount FROM generate_series(1, 90) i;
CREATE TABLE a_week AS SELECT i AS customer_id, date '2024-01-01' + i % 7 AS sold_at, i % 13 + 0.5 AS amount FROM generate_series(1, 700) i;
CREATE TABLE alike AS SELECT i % 300 AS customer_id, date '2024-01-01' + i / 300 * 30 AS sold_at, 10 AS amount FROM generate_series(0, 2999) i;
CREATE TABLE money_back AS SELECT i % 300 AS customer_id, date '2024-01-01' + i AS sold_at, -10.5 * (i % 11) AS amount FROM generate_series(1, 900) i;
CREATE TABLE huge AS SELECT i % 2000 AS customer_id, date '1974-01-01' + (i * 7919) % 18000 AS sold_at, 9876543210.54 * (1 + i % 2000) AS amount FROM generate_series(1, 40000) i;
CREATE TABLE tiny AS SELECT i % 700 AS customer_id, date '2022-01-01' + (i * 97) % 900 AS sold_at, 0.0000123 * (1 + i % 700 % 31) AS amount FROM generate_series(1, 6000) i;
CREATE TABLE $code_name AS SELECT customer_id || $code_text AS $more_name, sold_at, amount FROM sales WHERE customer_id < 2000;
SQL

my %page = map { ("shop_$_" => "'sales', lang => '$_'") } qw(en es zh);
$page{$_} = "'$_'" for qw(nobody one few askers a_week alike money_back huge tiny);
$page{huge_zh} = "'huge', lang => 'zh'";
$page{huge_es} = "'huge', lang => 'es'";
$page{compared} = "'sales', compare_with => '2023-07-01'";
$page{code}     = "quote_ident($code_text)::regclass, customer_column => $more_text";
for my $name (sort keys %page) {
    my $said = $us->query(encode('UTF-8', "\\o $dir/$name.html\nSELECT report_page($page{$name});\n\\o\n"));
    is $said, '', "$name: a page" or next;
}
my @shop = grep { /shop/ } sort keys %page;
is_deeply [map { my $text = Browser::read_file("$dir/$_.html"); scalar(() = $text =~ /<figure\b(?![^>]*none)/g) } @shop], [9, 9, 9], 'of the shop there is every picture';
%faults = (
    Browser::faults('look.mjs', map { "$dir/$_.html" } @shop),
    Browser::faults('look.mjs', '--view', 'wide dark', '--view', 'narrow light', map { "$dir/$_.html" } grep { !/shop/ } sort keys %page));
is_deeply $faults{"$_.html"}, undef, "$_: as it should be" or diag map { join(': ', @$_) . "\n" } @{ $faults{"$_.html"} } for sort keys %page;
%faults = Browser::faults('look.mjs', '--view', 'narrow light', '--says', '<img src=x onerror=alert(1)>"', "$dir/code.html");
is_deeply [grep { $_->[0] eq 'says' } @{ $faults{'code.html'} }], [], 'code: is text, which can be read';

done_testing;
