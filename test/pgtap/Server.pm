# Server: more servers than the one of tools/cluster, each in a socket's directory of its own, ended with the test.
# They have its libraries and its password.
package Server;
use strict;
use warnings;
use Psql;

my @made;
my $any = Psql->new;
my %common = map { split /\|/, $_, 2 } split /\n/,
    $any->query(q(SELECT name, setting FROM pg_settings WHERE name IN ('dynamic_library_path', 'extension_destdir', 'extension_control_path')));
$any->close;

# Server->new(setting => value …): a new one, started; dies where it cannot be
sub new { my ($class, %setting) = @_; return $class->plain(%common, %setting) }

# Server->plain(setting => value …): the same without the extension
sub plain {
    my ($class, %setting) = @_;
    my $self = $class->_place;
    my $log  = "$self->{directory}/made.log";
    _run("initdb -D '$self->{data}' -U '$ENV{PGUSER}' --pwfile='$ENV{PGHOST}/password' -A scram-sha-256 --no-sync --no-instructions >'$log' 2>&1");
    return $self->_start(fsync => 'off', %setting);
}

# $server->replica: a streaming replica of it, started
sub replica {
    my ($self) = @_;
    my $copy = ref($self)->_place;
    _run("pg_basebackup -D '$copy->{data}' -h '$self->{directory}' -U '$ENV{PGUSER}' -R -X stream -c fast --no-sync");
    return $copy->_start;
}

sub start { my ($self) = @_; _run("pg_ctl start -s -w -D '$self->{data}' -l '$self->{directory}/log'"); return $self }
sub stop  { my ($self) = @_; _run("pg_ctl stop -s -w -m fast -D '$self->{data}'"); return $self }

sub crash { my ($self) = @_; _run("pg_ctl stop -s -w -m immediate -D '$self->{data}'"); return $self->start }

# a session there, as by Psql->new
sub session {
    my ($self, %with) = @_;
    return Psql->new(host => $self->{directory}, database => 'postgres', %with);
}

# the options of a foreign server, and of its user, for a database there
sub fdw { my ($self, $database) = @_; return "host '$self->{directory}', port '$ENV{PGPORT}', dbname '$database', extensions 'customer_seg'" }
sub fdw_user { return "user '$ENV{PGUSER}', password '$ENV{PGPASSWORD}'" }

# returns when everything written there has come to its replica
sub until_followed {
    my ($self, $copy) = @_;
    my ($here, $there) = ($self->session, $copy->session);
    my $position = $here->query('SELECT pg_current_wal_flush_lsn()');
    for (1 .. 1000) {
        return 1 if $there->query("SELECT pg_last_wal_replay_lsn() >= '$position'") eq 't';
        select undef, undef, undef, 0.02;
    }
    return 0;
}

sub _place {
    my ($class) = @_;
    my $directory = sprintf '%s/more.%d.%d', $ENV{TMPDIR}, $$, scalar @made;
    mkdir $directory, 0700 or die "cannot make $directory: $!\n";
    chown((getpwnam 'nobody')[2], (getgrnam 'nogroup')[2], $directory) or die "$!\n" if $> == 0;
    my $self = bless { directory => $directory, data => "$directory/data" }, $class;
    push @made, $self;
    return $self;
}

sub _start {
    my ($self, %setting) = @_;
    @setting{qw(listen_addresses unix_socket_directories)} = ('', $self->{directory});
    open my $file, '>>', "$self->{data}/postgresql.conf" or die "$!\n";
    printf $file "%s = '%s'\n", $_, $setting{$_} =~ s/'/''/gr for sort keys %setting;
    close $file or die "$!\n";
    return $self->start;
}

# a server does not run as root
sub _run {
    my ($command) = @_;
    my @as = $> == 0 ? qw(setpriv --reuid=nobody --regid=nogroup --clear-groups) : ();
    system(@as, 'sh', '-c', "cd '$ENV{TMPDIR}' && $command") == 0 or die "$command failed\n";
    return;
}

END {
    local $?;
    for my $server (@made) {
        _run("pg_ctl stop -s -m immediate -D '$server->{data}'") if -e "$server->{data}/postmaster.pid";
        system 'rm', '-rf', $server->{directory};
    }
}

1;
