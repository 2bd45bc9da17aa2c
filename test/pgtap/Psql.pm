# Psql: sessions of psql for tests that need several of them, or roles and databases of their own.
package Psql;
use strict;
use warnings;
use File::Basename;
use File::Copy;
use File::Glob ();
use IPC::Open2;

my @made;    # what to drop at the end: databases before the roles that own them

# Psql->new(database => …, user => …, password => …, host => …): a session; what is not given is the environment's
sub new {
    my ($class, %with) = @_;
    local @ENV{qw(PGDATABASE PGUSER PGPASSWORD)} = (
        $with{database} // $ENV{PGDATABASE},
        $with{user}     // $ENV{PGUSER},
        $with{password} // $ENV{PGPASSWORD} // '');
    local $ENV{PGHOST} = $with{host} // $ENV{PGHOST} if defined($with{host} // $ENV{PGHOST});
    my $self = bless {%with}, $class;
    $self->{pid} = open2($self->{out}, $self->{in}, 'exec psql -XAtq 2>&1');
    $self->query('SET search_path = customer_seg, public');
    return $self;
}

# sends a query and does not wait
sub send {
    my ($self, $query) = @_;
    my $in = $self->{in};
    print $in "$query\n;\n\\echo :::done\n";
    $in->flush;
    return $self;
}

# everything that the session has said to the last query: rows, notices, errors
sub answer {
    my ($self) = @_;
    my $out    = $self->{out};
    my $said   = '';
    while (my $line = <$out>) {
        last if $line eq ":::done\n";
        $said .= $line;
    }
    chomp $said;
    return $said;
}

sub query { my ($self, $query) = @_; return $self->send($query)->answer }

# returns when the server's process of this number waits for a lock
sub until_waits {
    my ($self, $pid) = @_;
    for (1 .. 1000) {
        return if $self->query("SELECT wait_event_type FROM pg_catalog.pg_stat_activity WHERE pid = $pid") eq 'Lock';
        select undef, undef, undef, 0.01;
    }
    return;
}

sub close {
    my ($self) = @_;
    return unless $self->{pid};
    close $self->{in};
    close $self->{out};
    waitpid delete $self->{pid}, 0;
    return;
}

# puts the scripts of the versions before beside the present ones
sub install_old_versions {
    chomp(my $share = qx(pg_config --sharedir));
    copy($_, "$ENV{BUILD}/../root$share/extension/") or die "cannot copy $_: $!\n" for File::Glob::bsd_glob(dirname(__FILE__) . '/../upgrade/*.sql');
    return;
}

# a new database, dropped at the end
sub database {
    my ($class, $noun, $options) = @_;
    my $name = "customer_seg_${noun}_$$";
    _say("CREATE DATABASE $name " . ($options // ''));
    unshift @made, "DATABASE IF EXISTS $name WITH (FORCE)";
    return $name;
}

# a new role that may log in, dropped at the end
sub role {
    my ($class, $noun) = @_;
    my $name = "customer_seg_${noun}_$$";
    _say("CREATE ROLE $name LOGIN PASSWORD 'open'");
    push @made, "ROLE IF EXISTS $name";
    return $name;
}

sub _say {
    my ($statement) = @_;
    system('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', $statement) == 0 or die "$statement failed\n";
    return;
}

END {
    local $?;
    system 'psql', '-XAtq', '-c', "DROP $_" for @made;
}

1;
