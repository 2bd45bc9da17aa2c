#!/usr/bin/perl
# timer: what doc/upkeep/schedule.md has systemd and cron run says nothing when all is well, and fails in words when not
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

sub content { local (@ARGV, $/) = @_; return <> }
my $page     = content('doc/upkeep/schedule.md');
my @services = map { s/\$\$/\$/gr } $page =~ /^ExecStart=(.*)$/mg;    # as systemd reads it
my @jobs     = $page =~ /^\d+ \d+ \* \* \* \w+ (.*)$/mg;
ok @services && @jobs, 'the page has services and jobs';

my $database = Psql->database('timer');
my $db       = Psql->new(database => $database);
is $db->query(<<'SQL'), '', 'what they refresh';
CREATE EXTENSION customer_seg;
CREATE TABLE public.sales (customer_id integer, sold_at timestamptz, amount numeric);
INSERT INTO public.sales VALUES (1, '2025-01-10 10:00+00', 40), (2, '2025-02-05 09:30+00', 15);
CREATE MATERIALIZED VIEW public.customer_types AS SELECT * FROM segment('public.sales');
CREATE UNIQUE INDEX ON public.customer_types (customer);
SQL
unlike $db->query(q(SELECT create_segmentation('public.kept', 'public.sales'))), qr/ERROR/, 'and a segmentation';

# its status and what it says, with the database and the directories of the test
sub run {
    my ($command) = @_;
    local $ENV{HOME} = $ENV{TMPDIR};
    $command =~ s{/usr/bin/psql}{psql};
    $command =~ s/-d shop/-d $database/;
    my $said = qx($command 2>&1);
    return $? >> 8, $said;
}
for my $command (@services, @jobs) {
    is_deeply [run($command)], [0, ''], "well: $command";
}
$db->query('DROP TABLE public.sales CASCADE');
for my $command (@services, @jobs) {
    my ($status, $said) = run($command);
    cmp_ok $status, '>', 0, "not well: $command";
    like $said, qr/customer_types|sales/, 'says what is wrong';
}

SKIP: {
    skip 'there is no systemd-analyze', 1 unless grep { -x "$_/systemd-analyze" } split /:/, $ENV{PATH};
    my ($service, $timer) = $page =~ /^```ini\n(\[Unit\].*?)^```/gms;
    for (['service', $service], ['timer', $timer]) {
        open my $file, '>', "$ENV{TMPDIR}/customer_types.$_->[0]" or die "$!\n";
        print $file $_->[1] =~ s{/usr/bin/psql}{/bin/sh}r;
        close $file;
    }
    is qx(systemd-analyze verify $ENV{TMPDIR}/customer_types.service $ENV{TMPDIR}/customer_types.timer 2>&1 | grep customer_types), '', 'systemd takes the units';
}
$db->close;
done_testing;
