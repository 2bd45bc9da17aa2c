#!/usr/bin/perl
# demo: what it shows fits a terminal of 100 columns, of the made-up shop and of files with names of any length and script
use strict;
use warnings;
use utf8;
use Encode;
use File::Temp qw(tempdir);
use Test::More;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output);
my $dir = tempdir(CLEANUP => 1);
$ENV{CSV} = '';
delete @ENV{qw(CUSTOMER TIME AMOUNT ORDER POTENTIAL PROFIT BY DATES DECIMAL CURRENCY ENCODING WORDS)};
$ENV{PAGE} = "$dir/shop.html";

# ---- the made-up shop ----

my $said = demo();
fits($said, 'the shop');
my @order = ('Rows of sales:', '- Of 21,500 customers', 'What changed', 'The types', 'By region', 'To be done first', 'The whole picture', 'Before one believes it', 'What counts as high', 'Typical ones');
like $said, qr/@{[ join '.*', map { quotemeta } @order ]}/s, 'in the order in which a manager looks';
like $said, qr/: \Q$ENV{PAGE}\E\n\z/, 'the last line says where the page is';
like page(), qr/\A<!DOCTYPE html>.*<\/html>\s*\z/s, 'which is all there';
is +(stat $ENV{PAGE})[4], $>, 'and belongs to who has called';
{
    local $ENV{WORDS} = 'es';
    is scalar(split /\n/, demo('page')), 1, 'only the page, which is told in one line';
    like page(), qr/<html lang="es">/, 'in another language';
    local $ENV{WORDS} = 'none';
    my $before = page();
    unlike demo('page'), qr/\Q$ENV{PAGE}/, 'in a language that is not there: an error';
    is page(), $before, 'and the page before is not touched';
    local @ENV{qw(csv WORDS)} = ('x.csv', 'en');
    like demo('page'), qr/^customer_seg: csv= is not read; in capital letters it is: CSV=$/m, 'in small letters: an error';
    is page(), $before, 'and no other page in its place';
}

# ---- files: whatever the names of columns, customers and places ----

my $long = join ' ', ('a very long name') x 9;
my $wide = '深圳市龙岗区布吉街道' x 8;
my @names = ($long, $wide, "tab\there", "bell\a and \e[31mred", "right\x{202E}left", 'quo"ted \' :by \\ $1 %', '😀' x 60, '=1+1', '<b>bold</b>', '-');
for my $header ([qw(who day paid place)], [$long, "$long day", "$long paid", "$long place"], [map { "$wide$_" } '客户', '日期', '金额', '地区'], ["who\nis it", "day\tof", 'pa"id', ":by'"]) {
    my $rows = join '', map { my $n = $_; record($names[ $n % @names ] . ($n % 40), date($n), $n % 7 + 0.5, $names[ $n % 7 ]) } 1 .. 900;
    my $said = of_file(record(@$header) . $rows . record('x' x 300, 'yesterday', 5, $long) . record('y', '2024-01-01', $wide, $long), map { s/\s/ /gr } @$header);
    fits($said, "columns such as $header->[0]" =~ s/(.{40}).*/$1…/sr =~ s/\s/ /gr);
    like $said, qr/2 of 902 rows .*What changed.*Typical ones of each type/s, 'shown to the end';
    unlike $said, qr/[\x00-\x09\x0b-\x1f\x7f\x{202E}]/, 'and nothing that moves the cursor';
}
like of_file(record(qw(who day paid place)) . record('ann', '2024-01-01', 5, 'x'), qw(who day paid place)), qr/Rows of sales: 1; customers: 1;.*Typical ones of each type/s, 'a single sale';

done_testing;

# ----

# a day of three years, later ones for higher numbers
sub date {
    my ($n) = @_;
    return sprintf '%d-%02d-%02d', 2022 + int($n / 300), 1 + int($n % 300 / 25), 1 + $n % 25;
}

sub record { return join(',', map { '"' . s/"/""/gr . '"' } @_) . "\n" }

sub of_file {
    my ($text, %with) = (shift);
    @with{qw(CSV CUSTOMER TIME AMOUNT BY)} = ("$dir/sales.csv", @_);
    open my $out, '>:utf8', $with{CSV} or die "cannot write $with{CSV}: $!\n";
    print $out $text;
    close $out;
    local @ENV{ keys %with } = map { encode('UTF-8', $_) } values %with;
    return demo();
}

# what tools/demo says beside this cluster
sub demo {
    my (@what) = @_;
    local $ENV{TMPDIR} = $dir;
    my $said = decode('UTF-8', scalar qx(exec 2>&1; PGTZ=UTC DATES="\$([ -z "\$CSV" ] || tools/csv check)" tools/demo @what));
    system 'dropdb', 'shop';
    return $said;
}

sub page { open my $in, '<:utf8', $ENV{PAGE} or return ''; local $/ = undef; return scalar <$in> }

sub fits {
    my ($text, $about) = @_;
    is_deeply [grep { columns($_) > 100 } split /\n/, $text], [], "$about: no line has more than 100 columns";
    return;
}

# the columns that a line takes in a terminal
sub columns {
    my ($line) = @_;
    my @two    = $line =~ /[\p{East_Asian_Width=Wide}\p{East_Asian_Width=Fullwidth}]/g;
    my @none   = $line =~ /[\p{Mn}\p{Me}\p{Cf}]/g;
    return length($line) + @two - @none;
}
