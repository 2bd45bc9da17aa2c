#!/usr/bin/perl
# csv: files as people have them become the table sales; what cannot be read of them is told, with its line
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Encode;
use File::Temp qw(tempdir);
use Test::More;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output);
my $dir  = tempdir(CLEANUP => 1);
my $file = "$dir/sales.csv";

# ---- where a column is not named, those that there are can be pasted, in the shell and for make ----

my @columns = ('Customer ID', q(it's), 'At', 'Amount ($)', '$x', 'a "b" \\ `c`');
write_file($file, join(',', map { s/"/""/gr =~ s/.*/"$&"/r } @columns) . "\n");
write_file("$dir/makefile", "columns:\n\t\@TIME=At AMOUNT='1 + 1' CSV='$file' tools/csv settings 2>&1\n");
for my $call ("TIME=At AMOUNT='1 + 1' CSV='$file' CUSTOMER=%s tools/csv settings 2>&1", "make -s --no-print-directory -f '$dir/makefile' CUSTOMER=%s 2>&-") {
    my ($by) = $call =~ /^(make)/;
    my $said = answer(sprintf $call, 'nothing');
    my ($listed) = $said =~ /'nothing'\. The columns of .* are: (.*)$/m;
    my @pasted = $listed =~ /((?:'[^']*'(?:\\')?)+)/g;
    is scalar @pasted, scalar @columns, 'all are listed' . ($by ? " by $by" : '');
    for my $i (0 .. $#pasted) {
        like answer(sprintf $call, $pasted[$i]), qr/^\\set customer '\Q@{[ $columns[$i] =~ s{(['\\])}{\\$1}gr ]}\E'$/m, $pasted[$i];
    }
}

# ---- one small shop, in every form ----

my $database = Psql->database('csv');
my $us       = Psql->new(database => $database);
$us->query('CREATE EXTENSION customer_seg');
my %usual    = (CUSTOMER => 'who', TIME => 'day', AMOUNT => 'paid');
my $sales    = 'SELECT who, day::date, paid, note FROM sales ORDER BY day';
my $right    = "ann|2024-01-02|1234.50|\nbob|2024-01-03|20|Zoë";
my $shop     = "who,day,paid,note\nann,2024-01-02,1234.50,\nbob,2024-01-03,20,Zoë\n";

is_loaded($shop, {}, 'commas');
is_loaded($shop =~ tr/,/;/r, {}, 'semicolons');
is_loaded($shop =~ tr/,/\t/r, {}, 'tabs');
is_loaded($shop =~ tr/,/|/r, {}, 'bars');
is_loaded($shop =~ tr/,/;/r =~ s/day;paid/"day";"paid"/r, {}, 'a quoted header');
is_loaded("sep=;\n" . $shop =~ tr/,/;/r, {}, 'a delimiter that the file names');
is_loaded($shop =~ s/\n/\r\n/gr, {}, 'CR LF');
is_loaded($shop =~ s/\n/\r/gr, {}, 'CR');
is_loaded($shop =~ s/\n\z//r, {}, 'no end of the last line');
is_loaded($shop =~ s/\n/\n\n/gr, {}, 'empty lines');
is_loaded($shop =~ s/Zoë\K/,,/r, {}, 'empty fields too many');
is_loaded("\x{FEFF}$shop", {}, 'a byte order mark');
is_loaded($shop, {}, $_, $_) for 'UTF-16';
is_loaded($shop, { ENCODING => $_ }, $_, $_) for qw(latin1 cp1252 UTF-16LE);
is_loaded($shop =~ s/1234.50/$_/r, {}, $_) for '"1,234.50"', '$1234.50', '"$1,234.50 "', '"€ 1,234.50"', "1'234.50", '1 234.50', '1234.50 EUR', '1.23450E3', '+1234.50';
is_loaded($shop =~ tr/,/;/r =~ s/1234.50/$_/r, { DECIMAL => ',' }, "$_ by decimal comma") for '1.234,50', '1234,50', '1 234,50 €', "1\x{202F}234,50\x{A0}€", '€1.234,50';
is_loaded($shop =~ s/1234.50/1234.50 kr/r, { CURRENCY => 'kr' }, 'a currency that is named');
for my $minus ('-5', '(5.00)', '-$5', '$-5', '5-', '−5', '($5)', '- $ 5', '5 EUR-') {
    load($shop =~ s/20,Z/$minus,Z/r);
    is $us->query('SELECT min(paid)::int FROM sales'), -5, "$minus is money back";
}

load($shop =~ s/20,Z/$_,Z/r), is $us->query('SELECT problem FROM bad_rows'), "paid: '$_' is not a number", "$_ is no number" for '-5-', '(-5)', '-+5', '1.5.0', '0x1F', 'NaN', '.', '1 50', '5 apples', '--5', '1e999';

# 4,096 lines of 99 bytes: more than a block, which characters, line ends and quotes may straddle
my $long = join '', map { sprintf qq(%s,2024-01-02,%d,"ë ""%s""\r\n%s"\r\n), $_, $_, 'ü' x 20, 'x' x 18 } 1 .. 4096;
load("who,day,paid,note\r\n$long");
is $us->query('SELECT count(*), sum(paid), count(DISTINCT note), min(length(note)), max(length(note)) FROM sales'), '4096|8390656|1|43|43', 'newlines in quotes, and blocks';

# ---- what cannot be read ----

my $said = load($shop . "cid,2024-01-04,n/a,no amount\ndee,2024-01-05\n\"eva,2024-01-06,7,\nfay,n/a,8,\ngus,2024-13-01,9,\nhal,infinity,9,\nida,2024-01-06,\"1,50\",\n" . "\"jo\ne\",2024-01-07,1,\nkim,2024-01-08,\x00,\nliz,2024-01-09,1e18,\nmia,2024-02-30,5,\"a\nb\"\n" . $shop =~ s/.*\n//r x 6);
is $us->query('SELECT line, problem FROM bad_rows ORDER BY line'), <<'END' =~ s/\n\z//r, 'a bad row costs itself, and is told with its line';
4|paid: 'n/a' is not a number
5|2 fields instead of 4
6|a quotation mark within a field, or never closed
7|day: 'n/a' is not a time
8|date/time field value out of range: "2024-13-01"
9|day: 'infinity' is not a time
10|paid: '1,50' is not a number
13|a NUL character
14|an amount of 10^18 or more
15|date/time field value out of range: "2024-02-30"
END
is $us->query('SELECT count(*), count(*) FILTER (WHERE who ~ chr(10)) FROM sales'), '15|1', 'all others are there';
is $us->query('SELECT text FROM bad_rows WHERE line IN (6, 15) ORDER BY line'), qq("eva,2024-01-06,7,\nmia,2024-02-30,5,"a\nb"), 'with what is written there';
like $said, qr/10 of 25 rows of sales\.csv cannot be read and are left out/, 'how many, is said';
like $said, qr/^│ +4 │ paid: 'n\/a' is not a number +│ cid,2024-01-04,n\/a,no amount +│$/m, 'and the first are shown';
like $said, qr/^HINT: Dates such as 01\/02\/03 are read month first \(DATES=dmy, mdy or ymd\)\.\nHINT: Numbers are read as 1,234\.50 \(1\.234,50 with DECIMAL=,\)\.$/m, 'with how the file is read';
like load("who,day,paid\n" . "ann,31/12/2024,5\n" x 3 . "bob,2024-01-02,5\n", DATES => 'mdy'), qr/^HINT: Dates such as .* month first .*ERROR:  more than half of the rows cannot be read/ms, 'a file that is read wrongly is an error';
load("who;day;paid\nann;31.02.2023;12,00\nbob;2024-01-02;012.00\n", DECIMAL => ',');
is $us->query('SELECT text FROM bad_rows ORDER BY line'), "ann;31.02.2023;12,00\nbob;2024-01-02;012.00", 'and shown as it is written, numbers too';
like load("who,day,paid\n ,2024-01-02,5\n"), qr/ERROR:  no customers in the file/, 'nor a file without customers';
like load($shop, encoding => 'latin1'), qr/^customer_seg: .*sales\.csv: line 3: byte 0xEB is not UTF-8\. Give the file's encoding: ENCODING=latin1, for example$/m, 'text in another encoding is an error, with its line';
like load($shop, encoding => 'UTF-16LE'), qr/looks like UTF-16/, 'so is UTF-16 without a mark';
like load($shop, ENCODING => 'klingon'), qr/^customer_seg: .*: there is no encoding 'klingon'\. Some that there are: /, 'so is an encoding that is not there';
like load($shop, DECIMAL => ';'), qr/^customer_seg: DECIMAL is \. or ,/, 'so is another decimal sign';
like load(''), qr/^customer_seg: .*sales\.csv: it is empty$/, 'so is an empty file';

# ---- what may be read in two ways: the whole file decides, or it is asked ----

my $parts = qr/day do not tell which part comes first/;
my $sign  = qr/paid may have decimal commas/;
is_read(['01.02.2024;1', '01.03.2024;2'], {}, '2024-02-01 1, 2024-03-01 2', 'dates with dots: day first');
is_read(['1.2.24;1', '13.02.24;2'], {}, '2024-02-01 1, 2024-02-13 2', 'in short, too');
is_read(['01/02/2024;1', '13/02/2024 10:15;2'], {}, '2024-02-01 1, 2024-02-13 2', 'a day above 12 at the first place');
is_read(['01/02/2024;1', '2-13-2024;2'], {}, '2024-01-02 1, 2024-02-13 2', 'at the second');
is_read(['01/02/24;1', '12/31/24;2'], {}, '2024-01-02 1, 2024-12-31 2', 'with two digits of the year');
is_read(['2024-02-01;1', '20240203;2', '31-Jan-24;3', '2024/02/04;4', 'Feb 5, 2024;5', '2024-02-06T10:15:30.123+01;6'], {}, '2024-02-01 1, 2024-02-03 2, 2024-01-31 3, 2024-02-04 4, 2024-02-05 5, 2024-02-06 6', 'dates that can be read in one way');
is_read(['01/02/2024;1'], { DATES => 'dmy' }, '2024-02-01 1', 'as said: day first');
is_read(['01/02/2024;1'], { DATES => 'MDY' }, '2024-01-02 1', 'month first');
is_read(['03-02-01;1'], { DATES => 'ymd' }, '2003-02-01 1', 'year first');
is_asked(['2024-01-01;1', '01/02/2024;1', '03/02/2024;2'], {}, qr{$parts: line 3 has '01/02/2024', line 4 has '03/02/2024'\. Say it: DATES=dmy \(day first\) or DATES=mdy \(month first\)}, 'neither');
is_asked(['01/02/2024;1', '12/31/2024;1', '31/12/2024;2'], {}, qr{$parts: line 4 has '31/12/2024', line 3 has '12/31/2024'\. Say it: DATES=dmy .* or DATES=mdy .*}, 'both');
is_asked(['24-02-03;1', '31-12-24;1'], {}, qr{$parts: line 2 has '24-02-03', line 3 has '31-12-24'\. Say it: DATES=dmy .* or DATES=ymd \(year first\)}, 'the year may come first');
is_asked(['2024-02-03;1.234', '2024-02-03;12,50'], {}, qr{$sign: line 3 has '12,50', line 2 has '1\.234'\. Say it: DECIMAL=, \(1\.234,50\) or DECIMAL=\. \(1,234\.50\)}, 'points that may part thousands');
is_asked(['2024-02-03;1.234', '2024-02-03;5'], {}, qr{$sign: line 2 has '1\.234'\. .*}, 'also by themselves');
is_asked(['2024-02-03;5', '2024-02-03;7', '2024-02-03;"1.234,56"'], {}, qr{$sign: line 4 has '1\.234,56'\. .*}, 'decimal commas, however few');
is_asked(['2024-02-03;0,500'], {}, qr{$sign: line 2 has '0,500'\. .*}, 'zero parts no thousands');
is_asked(['2024-02-03;12,50'], { AMOUNT => 'paid * 2' }, qr{$sign: line 2 has '12,50'\. .*}, 'in an expression, too');
is_read(['2024-02-03;1.234', '2024-02-03;12.50'], {}, '2024-02-03 1.234, 2024-02-03 12.50', 'a decimal point somewhere decides');
is_read(['2024-02-03;1.234'], { DECIMAL => $_->[0] }, "2024-02-03 $_->[1]", "as said: $_->[0]") for ['.', '1.234'], [',', '1234'];
like load("who;day;paid\nann;2024-02-03;1.50\nbob;2024-02-03;1,50\n"), qr/^HINT: .*DECIMAL=,/m, 'a hint for one row';
like load($shop, DATES => 'ydm'), qr/^customer_seg: DATES is dmy, mdy or ymd, and not 'ydm'/, 'other orders there are not';
load("who,day,paid\nann,13/02/2024,5\n");
is answer('tools/csv check'), "dmy\n", 'the order is told to who loads the file';

# ---- amounts that are computed ----

my $lines = qq(Customer ID,Invoice Date,Quantity,Unit Price,"Status, ""now""",amount,xmin,amount,\n17850,12/1/2010 8:26,6,2.55,ok,old,,,\n17850,12/1/2010 8:28,2,\$1.85,void,old,,,x\n13047,12/2/2010 9:00,1,5,ok,old,,,\n);
my %lines = (CUSTOMER => 'Customer ID', TIME => 'Invoice Date', DATES => 'mdy');
for my $expression ('Quantity * Unit Price', '"Quantity"*"Unit Price"', 'round(Quantity * Unit Price, 2)', q(Quantity * Unit Price * CASE WHEN 'Quantity' <> '"' THEN 1 END)) {
    load($lines, %lines, AMOUNT => $expression);
    is $us->query('SELECT string_agg(round(amount_, 2)::text, \' \' ORDER BY "Invoice Date") FROM sales'), '15.30 3.70 5.00', $expression;
}
is $us->query('SELECT string_agg(column_name || \' \' || data_type, \', \' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = \'sales\''),
    'Customer ID text, Invoice Date timestamp with time zone, Quantity numeric, Unit Price numeric, Status, "now" text, amount text, xmin_2 text, amount_2 text, column 9 text, amount_ numeric', 'all columns are kept, by their names';
is answer('tools/csv check 2>&1'), "customer_seg: AMOUNT is the column amount_ of sales: the file has a column amount of its own\nmdy\n", 'and a new name is told';
load($lines, %lines, AMOUNT => q(CASE WHEN "Status, ""now""" = 'void' THEN 0 ELSE Quantity * Unit Price END));
is $us->query('SELECT sum(amount_) FROM sales'), '20.30', 'a column of words stays words';
load($lines, %lines, AMOUNT => 'Quantity / (Unit Price - 5)');
is $us->query('SELECT * FROM bad_rows'), '4|division by zero|13047,12/2/2010 9:00,1,5,ok,old,,,', 'a row whose amount cannot be computed is a bad row';
like load($lines, %lines, AMOUNT => 'quantity * 2'), qr/^customer_seg: AMOUNT: there is no column 'quantity'\. The columns of /, 'names as they are written';
like load($lines, %lines, AMOUNT => '"Qty" * 2'), qr/^customer_seg: AMOUNT: there is no column 'Qty'/, 'quoted, too';
like load($lines, %lines, AMOUNT => 'Quantity * Pries'), qr/ERROR:  AMOUNT=Quantity \* Pries: column "pries" does not exist$/m, 'what is no column, the server says';
like load($lines, %lines, TIME => 'Quantity', AMOUNT => 'Quantity'), qr/^customer_seg: TIME and AMOUNT are both the column 'Quantity'\. The columns of /, 'a column is not text and number';
like load($lines, %lines, AMOUNT => 'Quantity *'), qr/ERROR:  AMOUNT=Quantity \*: syntax error/, 'what is no expression, too';
like load($lines, %lines, AMOUNT => $_), qr/^customer_seg: AMOUNT: not an expression, from here on: /, "$_ is refused" for 'Quantity; DROP TABLE x', '\\! ls', q('open), '"open';

# ---- what the report is asked ----

load($lines, %lines, AMOUNT => 'Quantity * Unit Price', ORDER => 'Invoice Date', POTENTIAL => 'Unit Price', PROFIT => 'Quantity - 1', BY => 'Status, "now"');
my ($call) = answer(q(tools/csv settings)) =~ /^\\set call '(.*)'$/m;
is $us->query('SELECT count(*), sum(orders), sum(amount), sum(profit(activity)) FROM (' . $call =~ s/\\(.)/$1/gr . ') AS s'), '2|3|24.00|6', 'the call that is shown can be pasted';
like answer('tools/csv settings'), qr/^\\set by 'Status, "now"'$/m, 'the column to break the base down by';
like decode('UTF-8', answer("psql -Xq -v ON_ERROR_STOP=1 -d $database -c 'SET search_path = public, customer_seg' -f $dir/settings.sql -f demo/report.sql 2>&1")), qr/By Status, "now".*^│ ok +│ +2 .*Typical ones of each type/ms, 'and breaks it down';

my @hostile = ('file', 'good', '#row', '#line', 'reading', q(a'b\\c), ':amount', '$body$', 'select', 'ctid', 'x' x 70, "two\nlines", 'time', 'amount');
$said = load(join(',', map { qq("$_") } @hostile) . "\n" . join(',', 'ann', '2024-01-02', 3 .. 14) . "\n", CUSTOMER => 'file', TIME => 'good', AMOUNT => join ' + ', @hostile[2 .. 10, 12, 13], '0', map { qq("$_") } 'two lines');
is $said . $us->query('SELECT file, good::date, amount_, amount FROM sales'), 'ann|2024-01-02|102|14', 'columns may have any name';

my $odd = "$dir/it's\nCREATE TABLE planted ();\\.csv";
write_file($odd, "who,day,paid\nann,2024-01-02,5\nbob,2024-01-02,x\n");
like load($shop, CSV => $odd), qr/1 of 2 rows of it's CREATE TABLE planted \(\);\\\.csv cannot be read/, 'so may the file';
is $us->query(q(SELECT to_regclass('public.planted'))), '', 'which is no command';
$us->close;

# puts a file, and loads it as tools/demo does; in UTF-8 or the encoding that is given, with the options of tools/csv
sub load {
    my ($text, %with) = @_;
    write_file($file, encode(delete $with{encoding} // 'UTF-8', $text));
    delete @ENV{qw(ORDER POTENTIAL PROFIT BY DATES DECIMAL CURRENCY ENCODING)};
    %ENV = (%ENV, %usual, CSV => $file, %with);
    $us->query('SET client_min_messages = error; DROP TABLE IF EXISTS public.sales, public.bad_rows CASCADE');
    return decode('UTF-8', answer("exec 2>&1; tools/csv sql >$dir/load.sql && tools/csv settings >$dir/settings.sql && tools/csv rows | PGTZ=UTC PGOPTIONS='-c search_path=public,customer_seg' psql -Xq -v ON_ERROR_STOP=1 -d $database -f $dir/load.sql -f $dir/settings.sql -f demo/file.sql"));
}

sub is_loaded {
    my ($text, $with, $about, $encoding) = @_;
    my $said = load($text, %$with, encoding => $encoding // 'UTF-8');
    is decode('UTF-8', $said . $us->query($sales)), $right, $about;
    return;
}

sub is_read {
    my ($values, $with, $read, $about) = @_;
    my $said = load("who;day;paid\n" . join('', map { "ann;$_\n" } @$values), %$with);
    is $said . $us->query(q(SELECT string_agg(day::date || ' ' || paid, ', ' ORDER BY paid) FROM sales)), $read, $about;
    return;
}

sub is_asked {
    my ($values, $with, $asked, $about) = @_;
    like load("who;day;paid\n" . join('', map { "ann;$_\n" } @$values), %$with), qr/^customer_seg: .*: the (?:dates|numbers) of $asked$/m, $about;
    return;
}

sub write_file {
    my ($name, $text) = @_;
    open my $file, '>', $name or die "cannot write $name: $!\n";
    print $file $text;
    close $file;
    return;
}

# of a make of one's own, and not of the one that runs the tests
sub answer {
    my ($command) = @_;
    delete local @ENV{qw(MAKELEVEL MAKEFLAGS MFLAGS)};
    return scalar qx($command);
}

done_testing;
