# CsvReader: the records of a file, one at a time, whatever its encoding, its line ends and its delimiter.
# Errors that concern the whole file are thrown; what is wrong with one record is said of it.
package CsvReader;
use strict;
use warnings;
use Encode ();

my $BLOCK   = 1 << 16;    # bytes read at a time
my $LONGEST = 1 << 24;    # characters of a line
my $DEEPEST = 1000;       # lines of a record
my %MARKED  = ("\xEF\xBB\xBF" => 'UTF-8', "\xFF\xFE" => 'UTF-16LE', "\xFE\xFF" => 'UTF-16BE');

# CsvReader->new(file, encoding): the header has been read; encoding counts where the file has no byte order mark
sub new {
    my ($class, $file, $encoding) = @_;
    open my $handle, '<:raw', $file or die "it cannot be read: $!\n";
    die "it is no file\n" unless -f $handle;
    my $self = bless { handle => $handle, bytes => '', text => '', lines => [], line => 0 }, $class;
    $self->_find_encoding($encoding || 'UTF-8');
    $self->_read;
    $self->_find_form;
    (undef, my $columns, my $problem, my $text) = $self->next;
    die "its text looks like UTF-16: give ENCODING=UTF-16LE, or UTF-16BE\n" if ($text // '') =~ /\0/;
    die "line $self->{line}, which has the names of the columns: $problem\n" if $problem;
    $self->{columns} = $columns // die "it is empty\n";
    s/^\s+|\s+$//g, s/\s+/ /g for @{ $self->{columns} };
    return $self;
}

sub columns { my ($self) = @_; return @{ $self->{columns} } }

# the next record: the number of its first line, its fields, what is wrong with it, its text; nothing at the end
sub next {
    my ($self) = @_;
    my $text = $self->_line;
    $text = $self->_line while defined $text && $text !~ /\S/;
    return unless defined $text;
    my $line = $self->{line};
    (my $fields, $text) = $self->_record($text);
    return ($line, $fields, $fields ? scalar $self->_fault($fields, $text) : 'a quotation mark within a field, or never closed', $text);
}

sub _fault {
    my ($self, $fields, $text) = @_;
    return 'a NUL character' if index($text, "\0") >= 0;
    return unless $self->{columns};
    my $wanted = @{ $self->{columns} };
    pop @$fields while @$fields > $wanted && $fields->[-1] eq '';
    return @$fields == $wanted ? undef : @$fields . " fields instead of $wanted";
}

# the fields of a record that begins with this text, and its whole text: with the lines that follow, as long as a quote is
# open; no fields and this text, if it is none
sub _record {
    my ($self, $begin) = @_;
    my ($text, @more) = $begin;
    while (1) {
        my ($fields, $open) = $self->_fields($text);
        return ($fields, $text) if $fields;
        my $begun = @more;
        while ($open && @more < $DEEPEST && defined(my $line = $self->_line)) {
            push @more, $line;
            last if $line =~ /"/;
        }
        last if @more == $begun;
        $text = join "\n", $text, @more[$begun .. $#more];
    }
    unshift @{ $self->{lines} }, @more;    # they may be records of their own
    $self->{line} -= @more;
    return (undef, $begin);
}

# the fields of a text, or whether a quote is open at its end
sub _fields {
    my ($self, $text) = @_;
    return [split $self->{separator}, $text, -1] if index($text, '"') < 0;
    my @fields;
    while ($text =~ /$self->{field}/gc) {
        my ($quoted, $bare, $end) = ($1, $2, $3);
        push @fields, $bare // $quoted =~ s/""/"/gr;
        return \@fields if $end eq '';
    }
    return (undef, $text =~ /\G *"(?:[^"]|"")*+\z/);
}

sub _line {
    my ($self) = @_;
    1 until @{ $self->{lines} } || !$self->_read;
    $self->{line}++ if @{ $self->{lines} };
    return shift @{ $self->{lines} };
}

# one block more; false at the end of the file
sub _read {
    my ($self) = @_;
    return 0 if $self->{ended};
    defined(my $read = read $self->{handle}, $self->{bytes}, $BLOCK, length $self->{bytes}) or die "it cannot be read on: $!\n";
    $self->{ended} = $read == 0;
    my $text = $self->{encoding}->decode($self->{bytes}, Encode::FB_QUIET);    # leaves what it cannot decode
    $text = $self->{text} . $text;
    $text =~ tr/\r/\n/ if $self->{by_return} //= $text =~ /\r[^\n]/ && $text !~ /\n/;
    my @lines = split /\n/, $text, -1;
    $self->{text} = pop @lines // '';
    s/\r\z// for @lines;
    push @{ $self->{lines} }, @lines;
    $self->_check;
    push @{ $self->{lines} }, $self->{text} if $self->{ended} && $self->{text} ne '';
    return 1;
}

sub _check {
    my ($self) = @_;
    my $line = $self->{line} + @{ $self->{lines} } + 1;
    die "line $line is longer than $LONGEST characters\n" if length $self->{text} > $LONGEST;
    return unless length $self->{bytes} > ($self->{ended} ? 0 : 8);    # no character has more
    die sprintf "line %d: byte 0x%02X is not %s. Give the file's encoding: ENCODING=latin1, for example\n", $line, ord $self->{bytes}, $self->{encoding}->name =~ s/^utf-8-strict$/UTF-8/r;
}

sub _find_encoding {
    my ($self, $name) = @_;
    read $self->{handle}, my $start, 3;
    for my $mark (grep { index($start, $_) == 0 } keys %MARKED) {
        $name = $MARKED{$mark};
        substr $start, 0, length $mark, '';
    }
    $self->{bytes}    = $start;
    $self->{encoding} = Encode::find_encoding($name) or die "there is no encoding '$name'. Some that there are: UTF-8, UTF-16LE, latin1, latin9, cp1252, cp1250, cp1251, shiftjis, gbk, big5\n";
    return;
}

# the delimiter that parts the most of the first lines as it parts the header; a line sep=; says it (Excel)
sub _find_form {
    my ($self) = @_;
    my @lines = @{ $self->{lines} }[0 .. 50];
    my $said  = ($lines[0] // '') =~ /^sep=(.)$/ ? $1 : undef;
    $self->_line if defined $said;
    my @counts = split /\n/, join("\n", grep { defined } @lines) =~ s/"[^"]*"//gr;
    my ($best, %fitting) = (',');
    for my $delimiter (',', ';', "\t", '|') {
        my ($header, @others) = map { scalar(() = /\Q$delimiter\E/g) } @counts;
        next unless $header;
        $fitting{$delimiter} = grep { $_ == $header } @others;
        $best = $delimiter if !defined $fitting{$best} || $fitting{$delimiter} > $fitting{$best};
    }
    my $delimiter = $said // $best;
    $self->{separator} = qr/\Q$delimiter\E/;
    $self->{field}     = qr/\G(?: *"((?:[^"]|"")*+)" *|((?! *")[^\Q$delimiter\E]*+))($self->{separator}|\z)/;
    return;
}

1;
