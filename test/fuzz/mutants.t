#!/usr/bin/perl
# mutants: for every type of the extension, valid values changed in their text form (characters, tokens,
# fields) and in their binary form (bits, bytes, lengths, parts of another value), and put in again.
#
# What must hold of every mutant:
#   - it is refused, by an error of class 22 (08P01, 42804 and 54 where the server's own reading of a message,
#     of a row, of an array or of deep nesting gives up), in pg_input_is_valid() as well; or it is a value
# and of every value:
#   - its text form and its binary form read back as the same value, and write the same bytes again
#     (in rows, whose binary form is the server's, a NaN has bits that no text form has)
#   - it equals itself, and so do the hashes
#   - what takes the type answers or refuses properly: all that Fuzz.pm says of calls
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Fuzz;

my $session = Fuzz::start('mutants');
my $soft    = $session->query('SHOW server_version_num') >= 160000;
my $file    = ($ENV{TMPDIR} // '/tmp') . "/mutant.$$";
my $written = 'encode(substr(record_send(ROW(v)), 13), \'hex\'), v::text';    # what is after the header of a record

# ---- mutants ----

my @constant = qw(0 -0 1 -1 1.5 1e308 -1e308 1e400 1e-9 1e-400 NaN Infinity 2147483648 4294967296 9223372036854775807 9223372036854775808 -9223372036854775809
    999999999999999999.99999999999999999999 170141183460469231731687303715884105728 null true [] {} "" "x" "infinity" "-infinity" "2024-02-30" "294276-12-31T23:59:59.999999+00:00");
my $token = qr/"[^"]*"|[-+.\w]+/;

# puts something else in a randomly chosen place of those that match
sub at_one {
    my ($form, $pattern, $change) = @_;
    my @places;
    push @places, [ $-[0], $+[0] - $-[0] ] while $form =~ /$pattern/g;
    my ($start, $length) = @{pick(@places) // return $form};
    substr($form, $start, $length) = $change->(substr($form, $start, $length));
    return $form;
}

my @on_text = (
    sub { at_one($_[0], $token,  sub { pick(@constant) }) },                                           # a token, at its extremes
    sub { at_one($_[0], qr/\d+/, sub { pick($_[0] + 1, $_[0] - 1, $_[0] . '0', -$_[0], $_[0] * 2, "0$_[0]") }) },
    sub { at_one($_[0], qr/(?:\[|": )\K[-\d.e]+/, sub { pick(@constant) }) },                            # a field, the first of a list
    sub { my @tokens = $_[1] =~ /$token/g; at_one($_[0], $token, sub { pick(@tokens) // $_[0] }) },            # of another value
    sub { at_one($_[0], qr/"\w+": (?:"[^"]*"|[^,{}\[\]]+|\[[^\]]*\]),? ?/, sub { pick('', $_[0] x 2) }) },  # a field dropped, or doubled
    sub { at_one($_[0], qr/"\w+"/, sub { pick('"colour"', '""', uc $_[0], '"version"') }) },
    sub { at_one($_[0], qr/\[[^\[\]]*\]/, sub { pick('[]', "[$_[0]]", '[' . join(',', reverse split /,/, $_[0] =~ s/[\[\]]//gr) . ']') }) },
    sub { at_one($_[0], qr/./s, sub { pick('', $_[0] x 2, chr rand 255, ' ', chr(1 + rand 127)) }) },   # a character
    sub { substr $_[0], 0, rand length $_[0] },
    sub { $_[0] . pick(' ', 'x', ',', "\n", $_[0]) },
    sub { '[' x 50000 . $_[0] },
);

my @on_bytes = (
    sub { my $at = int rand 8 * length $_[0]; vec($_[0], $at, 1) ^= 1; $_[0] },                         # a bit
    (sub { part($_[0], pick(map { chr } 0, 1, 127, 128, 255, rand 256)) }) x 2,
    (sub { part($_[0], pick(map { pack 'l>', $_ } 0, 1, -1, 2147483647, -2147483648, rand 100)) }) x 2,
    (sub { part($_[0], pick(map { pack 'q>', $_ } 0, 1, -1, '9223372036854775807', '-9223372036854775808', rand 1e6)) }) x 2,
    (sub { part($_[0], pack 'd>', pick(0, -0.0, 1, -1, 'NaN', 'Inf', '-Inf', 1e308, -1e308, 5e-324)) }) x 2,
    (sub { my $at = int rand length $_[0]; my $n = 1 + int rand 16; $at + $n <= length $_[1] ? part_at($_[0], $at, substr $_[1], $at, $n) : $_[0] }) x 2,
    sub { substr $_[0], 0, rand length $_[0] },
    sub { $_[0] . pick("\0", "\xff" x 8, $_[0]) },
    sub { my $at = int rand length $_[0]; my $n = pick(1, 4, 8); substr($_[0], $at, $n) = pick('', substr($_[0], $at, $n) x 2); $_[0] },
);

# writes over a part of it, aligned as fields are or not
sub part {
    my ($bytes, $by) = @_;
    return part_at($bytes, pick(4 * int(rand length($bytes) / 4), int rand length $bytes), $by);
}

sub part_at {
    my ($bytes, $at, $by) = @_;
    substr($bytes, $at, length $by) = $by if $at + length $by <= length $bytes;
    return $bytes;
}

# one change, sometimes several
sub changed {
    my ($form, $other, @changes) = @_;
    return $form if $form eq '';
    do { $form = pick(@changes)->($form, $other) } while length $form && chance(0.3);
    return $form;
}

# ---- input ----

# SQLSTATE, the bytes of the value in binary form, its text form; or SQLSTATE and the message
sub from_text {
    my ($type, $form) = @_;
    return parted(Fuzz::ask($session, "SELECT $written FROM (SELECT " . literal($form) . "::$type->{name} AS v) x"));
}

sub from_bytes {
    my ($type, $bytes) = @_;
    open my $out, '>:raw', $file or die "$file: $!\n";
    print $out "PGCOPY\n\xff\r\n\0", pack('NNnN', 0, 0, 1, length $bytes), $bytes, "\xff\xff";
    close $out;
    $session->query("TRUNCATE $type->{table}") if $type->{calls} % 100 == 0;    # what was rolled back takes time to skip
    return parted(Fuzz::ask($session, "BEGIN;\n\\copy $type->{table} FROM '$file' (FORMAT binary)\nSELECT $written FROM $type->{table};\nROLLBACK"));
}

sub parted {
    my ($state, $answer) = @_;
    return $state eq '00000' ? ($state, pack('H*', $answer =~ s/\|.*//sr), $answer =~ s/^[^|]*\|//r) : ($state, $answer);
}

# ---- one mutant ----

# what is wrong with it: nothing, or the complaint with a statement to paste
sub mutant {
    my ($type) = @_;
    my ($this, $that) = (pick(@{$type->{values}}), pick(@{$type->{values}}));
    my $binary = chance(0.5);
    my $put = $binary ? changed($this->{bytes}, $that->{bytes}, @on_bytes) : changed($this->{form}, $that->{form}, @on_text);
    $put =~ tr/\0//d unless $binary;
    $type->{calls}++;
    my $wrong = eval { $binary ? put_bytes($type, $put) : put_text($type, $put) } // $@;
    return $wrong && "$wrong: " . ($binary ? pasted($type, $put) : 'SELECT ' . literal($put) . "::$type->{name};");
}

sub pasted {
    my ($type, $bytes) = @_;
    my $message = "PGCOPY\n\xff\r\n\0" . pack('NNnN', 0, 0, 1, length $bytes) . $bytes . "\xff\xff";
    return "CREATE TEMP TABLE input (v $type->{name}); COPY input FROM PROGRAM \$\$printf '" . join('', map { sprintf '\\%03o', $_ } unpack 'C*', $message) . "'\$\$ (FORMAT binary); TABLE input;";
}

sub put_text {
    my ($type, $put) = @_;
    my ($state, $bytes, $form) = from_text($type, $put);
    if ($soft && !($state =~ /^54/ || $put =~ /[^\0-\x7f]/)) {
        my ($state_soft, $valid) = Fuzz::ask($session, 'SELECT pg_input_is_valid(' . literal($put) . ", '$type->{name}')");
        return "pg_input_is_valid() answers $state_soft $valid, input $state" if $valid ne ($state eq '00000' ? 't' : 'f');
    }
    return $state eq '00000' ? value($type, $bytes, $form) : $state =~ /^22|^54/ ? '' : "$state $bytes";
}

sub put_bytes {
    my ($type, $put) = @_;
    my ($state, $bytes, $form) = from_bytes($type, $put);
    return $state eq '00000' ? value($type, $bytes, $form) : $state =~ /^22|^54|^08P01|^42804/ ? '' : "$state $bytes";
}

# what is wrong with a value
sub value {
    my ($type, $bytes, $form) = @_;
    $type->{answers}++;
    for ([ text => from_text($type, $form) ], [ binary => from_bytes($type, $bytes) ]) {
        my ($way, $state, $bytes_again, $form_again) = @$_;
        return "$way form of the value $form is refused: $state $bytes_again" if $state ne '00000';
        return "$way form of the value $form reads as another, $form_again"   if $form_again ne $form || $bytes_again ne $bytes && $form !~ /^\(.*NaN/;
    }
    my $value = literal($form) . "::$type->{name}";
    my ($state, $same) = Fuzz::ask($session, "SELECT record_eq(ROW(a), ROW(b)) AND hash_record(ROW(a)) = hash_record(ROW(b)) FROM (SELECT $value AS a, $value AS b) x");
    return "$form is not the same as itself: $state $same" if $same ne 't';
    $type->{values}[ @{$type->{values}} < 500 ? @{$type->{values}} : rand 500 ] = {form => $form, bytes => $bytes};    # to be changed further
    for (1 .. @{$type->{readers}} && 3) {
        my $wrong = Fuzz::call(pick(@{$type->{readers}}), $type->{name} => $value);
        return "$form is a value, but: $wrong" if $wrong;
    }
    return '';
}

# ---- the types: those with input of their own more often than rows and labels ----

my @subjects;
for my $name (@Fuzz::types) {
    my $kind    = $Fuzz::type{$name}{kind};
    my %subject = (name => $name, title => $name, calls => 0, answers => 0, table => 'pg_temp.t' . @subjects);
    $session->query("CREATE TEMP TABLE t" . @subjects . " (v $name)");
    $subject{readers} = [ grep { grep { $_ eq $name } @{$_->{arguments}} } @Fuzz::callables ];
    for (1 .. 30) {
        my ($state, $bytes, $form) = parted(Fuzz::ask($session, "SELECT $written FROM (SELECT " . Fuzz::value($name) . ' AS v) x'));
        push @{$subject{values}}, {form => $form, bytes => $bytes} if $state eq '00000' && $form ne '';
    }
    die "no value of the type $name could be made\n" unless $subject{values};
    push @subjects, (\%subject) x ($kind eq 'b' ? 12 : $kind eq 'c' ? 2 : 1);
}
Fuzz::run(\@subjects, \&mutant);
unlink $file;
