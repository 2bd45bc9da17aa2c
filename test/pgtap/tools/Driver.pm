# Driver: what drivers send and psql does not: the extended protocol of PostgreSQL, with types of parameters, binary results
# and portals that are read in pieces. One statement at a time, over the socket of the test's server.
package Driver;
use strict;
use warnings;
use Digest::SHA qw(hmac_sha256 sha256);
use IO::Socket::UNIX;
use MIME::Base64;

# Driver->new($database): a session of the test's own role
sub new {
	my ($class, $database) = @_;
	my $socket = IO::Socket::UNIX->new("$ENV{PGHOST}/.s.PGSQL.$ENV{PGPORT}") or die "$!\n";
	my $self = bless { socket => $socket }, $class;
	my $startup = pack 'N(Z*)*x', 196_608, user => $ENV{PGUSER}, database => $database, client_encoding => 'UTF8';
	print $socket pack('N', 4 + length $startup) . $startup;
	$self->_authenticate;
	1 until ($self->_hear)[0] eq 'Z';
	return $self;
}

# ask($sql, types => [OIDs], values => […], binary => 1, fetch => rows at a time): the answer: names, types (OIDs) and rows;
# state and error where there was one; pieces in which the rows came
sub ask {
	my ($self, $sql, %with) = @_;
	my @types  = @{ $with{types} // [] };
	my @values = @{ $with{values} // [] };
	$self->_say(P => pack 'xZ*nN*', $sql, scalar @types, @types);
	$self->_say(B => pack('xxnn', 0, scalar @values) . join('', map { defined ? pack 'N/a*', $_ : pack 'N', 0xFFFFFFFF } @values) . pack 'nn', 1, $with{binary} ? 1 : 0);
	$self->_say(D => "P\0");
	my %answer = (names => [], types => [], rows => [], pieces => 0);
	my $on;
	do {
		$self->_say(E => pack 'xN', $with{fetch} // 0);
		$self->_say(H => '');
		$on = $self->_rows(\%answer);
	} while ($on);
	$self->_say(S => '');
	1 until ($self->_hear)[0] eq 'Z';
	return \%answer;
}

sub close { my ($self) = @_; $self->_say(X => ''); return $self->{socket}->close }

# hears one piece; whether there is more
sub _rows {
	my ($self, $answer) = @_;
	$answer->{pieces}++;
	while (1) {
		my ($kind, $body) = $self->_hear;
		if ($kind eq 'T') {
			my ($n, $at) = (unpack('n', $body), 2);
			for (1 .. $n) {
				my ($name, $type) = unpack "x$at Z* x6 N", $body;
				push @{ $answer->{names} }, $name;
				push @{ $answer->{types} }, $type;
				$at += length($name) + 19;
			}
		}
		elsif ($kind eq 'D') { push @{ $answer->{rows} }, _fields($body) }
		elsif ($kind eq 'E') {
			my %field = map { substr($_, 0, 1) => substr $_, 1 } split /\0/, $body;
			@$answer{qw(state error)} = @field{qw(C M)};
		}
		return $kind eq 's' if $kind =~ /[sCEI]/;
	}
}

sub _fields {
	my ($body) = @_;
	my ($n, $at, @fields) = (unpack('n', $body), 2);
	for (1 .. $n) {
		my $length = unpack "x$at l>", $body;
		push @fields, $length < 0 ? undef : substr $body, $at + 4, $length;
		$at += 4 + ($length < 0 ? 0 : $length);
	}
	return \@fields;
}

sub _say { my ($self, $kind, $body) = @_; my $socket = $self->{socket}; print $socket $kind . pack('N', 4 + length $body) . $body; return $socket->flush }

sub _hear {
	my ($self) = @_;
	my ($kind, $length) = unpack 'aN', $self->_read(5);
	return ($kind, $self->_read($length - 4));
}

sub _read {
	my ($self, $length) = @_;
	return '' if $length == 0;
	read($self->{socket}, my $bytes, $length) == $length or die "the server has hung up\n";
	return $bytes;
}

# SCRAM-SHA-256 (RFC 5802, RFC 7677)
sub _authenticate {
	my ($self) = @_;
	$self->_hear;
	my $first = "n=,r=$$" . rand;
	$self->_say(p => pack 'Z*N/a*', 'SCRAM-SHA-256', "n,,$first");
	my ($kind, $challenge) = $self->_hear;
	die "the server asks for another authentication than SCRAM\n" if $kind ne 'R';
	$challenge = substr $challenge, 4;
	my ($nonce, $salt, $rounds) = $challenge =~ /^r=([^,]+),s=([^,]+),i=(\d+)$/ or die "$challenge\n";
	my $round = hmac_sha256(decode_base64($salt) . pack('N', 1), $ENV{PGPASSWORD});
	my $salted = $round;
	$salted ^= $round = hmac_sha256($round, $ENV{PGPASSWORD}) for 2 .. $rounds;
	my $key   = hmac_sha256('Client Key', $salted);
	my $last  = "c=biws,r=$nonce";
	my $proof = encode_base64($key ^ hmac_sha256("$first,$challenge,$last", sha256($key)), '');
	$self->_say(p => "$last,p=$proof");
	for (1 .. 2) { my ($heard) = $self->_hear; die "not let in\n" if $heard ne 'R' }
	return;
}

1;
