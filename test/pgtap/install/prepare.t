#!/usr/bin/perl
# prepare: what tools/prepare does on machines where something is missing, played by an apt-get, an id and a sudo of the test
use strict;
use warnings;
use Test::More;

plan skip_all => 'there is no cluster' unless $ENV{TMPDIR};
my $place = "$ENV{TMPDIR}/prepare";
qx(mkdir -p $place/bin && cp -r tools $place/);
symlink $_, "$place/bin/" . s{.*/}{}r for map { qx(which $_) =~ s/\n//r } qw(bash sh cat chmod cut dirname env find flock grep head mkdir mv node npm prove rm sed touch tr true uname);

sub file { my ($name, $text) = @_; open my $f, '>', "$place/$name" or die "$name: $!\n"; print $f $text; close $f; chmod 0755, "$place/$name"; return }
file('bin/apt-cache', "#!/bin/sh\necho '  Depends: postgresql-17'\n");
file('bin/apt-get', <<"SH");
#!/bin/sh
echo "apt-get \$*" >>$place/done
case " \$* " in
    *' update '*) ;;
    *' -s '*) cat $place/plan ;;
    *' download postgresql-'*-cron' ') [ -e $place/cron ] && touch package.deb ;;
    *' download '*) touch package.deb ;;
    *' install '*) touch $place/bin/gcc $place/bin/make && chmod 755 $place/bin/gcc $place/bin/make ;;
esac
SH
file('bin/dpkg', <<'SH');
#!/bin/sh
cd "$3" && for file in lib/postgresql/$PGVERSION/bin/postgres lib/postgresql/$PGVERSION/bin/psql lib/postgresql/$PGVERSION/bin/pg_config \
    lib/postgresql/$PGVERSION/lib/pgxs/src/makefiles/pgxs.mk include/postgresql/$PGVERSION/server/postgres.h \
    share/postgresql/$PGVERSION/extension/pgtap.control; do mkdir -p "usr/${file%/*}" && touch "usr/$file"; done
SH
file('bin/sudo', "#!/bin/sh\n[ -e $place/sudoer ] && shift && exec \"\$@\"\nexit 1\n");

# its status, what it prints and says, and what it asks of apt-get, which simulates $plan; $tools: whether there are a compiler and make
sub prepare {
    my ($version, $user, $groups, $plan, $tools) = @_;
    my $uid = $user eq 'root' ? 0 : 1000;
    file('bin/id', "#!/bin/sh\ncase \$1 in -u) echo $uid ;; -un) echo $user ;; -nG) echo '$groups' ;; esac\n");
    file('plan', $plan);
    unlink "$place/done", "$place/bin/gcc", "$place/bin/make";
    if ($tools) { file("bin/$_", "#!/bin/sh\n") for qw(gcc make) }
    my $printed = qx(env PATH=$place/bin PGVERSION=$version $place/tools/prepare pgtap 2>$place/said);
    my $status  = $? >> 8;
    return ($status, $printed, map { scalar qx(cat $place/$_ 2>/dev/null) } qw(said done));
}

my ($status, $printed, $said, $done);
my ($here)   = grep { -e "/usr/lib/postgresql/$_/bin/postgres" } 15 .. 19;
my ($absent) = grep { !-e "/usr/lib/postgresql/$_" } 15 .. 19;

($status, undef, $said) = prepare(14, 'ann', 'ann', '', 1);
ok $status, 'a version that is not known is refused';
like $said, qr/works in PostgreSQL 15 to 19, not in 14; choose one by PGVERSION=/, 'in words';

SKIP: {
    skip 'all versions are installed here', 11 unless $absent;
    my $upgrade = "Inst libpq5 [15.1] (15.2 Debian)\nInst postgresql-$absent (15.2 Debian)\nInst libicu72 (72 Debian)\nInst libjson-perl (4 Debian)\n";
    for my $user ('ann', 'root') {
        file('cron', '') if $user eq 'root';
        ($status, $printed, $said, $done) = prepare($absent, $user, $user, $upgrade, 1);
        is $status, 0, "$user gets a server";
        like $printed, qr{\Q$place\E/\.cache/[^/]+/postgresql/$absent/usr/lib/postgresql/$absent/bin$}, 'in the directory of the project';
        unlike $done, qr/^(?!.* -s ).* install /m, 'and nothing is installed';
        like $done, qr/download postgresql-$absent postgresql-client-$absent postgresql-server-dev-$absent libpq5 libicu72$/m, 'but packages are taken, with the libraries that are not here'
            if $user eq 'ann';
        is -e $printed =~ s{/usr/.*}{-pg_cron/usr}sr ? 'pg_cron' : '', $user eq 'root' ? 'pg_cron' : '', 'with pg_cron, where that can be had';
        (undef, undef, undef, $done) = prepare($absent, $user, $user, $upgrade, 1);
        is $done, '', 'once' if $user eq 'ann';
        qx(rm -rf $place/.cache);
    }
    like $said, qr/^customer_seg: taking PostgreSQL $absent from .*; nothing is installed/, 'it says what it does';
}

my $harmless = "Inst gcc (12 Debian)\nConf gcc (12 Debian)\n";
my $harmful  = "Inst libc6 [2.36-1] (2.36-2 Debian)\nInst gcc (12 Debian)\n";
my $version  = $absent // $here;

($status, undef, $said, $done) = prepare($version, 'root', 'root', $harmless);
is $status, 0, 'root gets a compiler';
like $done, qr/^apt-get (?!.* -s ).* install --no-install-recommends make gcc/m, 'installed';

($status, undef, $said, $done) = prepare($version, 'root', 'root', $harmful);
ok $status, 'not where that changes what is there, beside a server';
unlike $done, qr/^apt-get (?!.* -s ).* install /m, 'nothing is installed then';
like $said, qr/that would also change: libc6 $/m, 'it says what would be changed';
like $said, qr/run this once: apt-get update && apt-get install --no-install-recommends make gcc/, 'and what root can run';

($status, undef, $said) = prepare($version, 'sue', 'sue sudo', $harmless);
like $said, qr/; run this once: sudo apt-get update && sudo apt-get install --no-install-recommends make gcc\b/, 'a user of the group sudo is shown a line with sudo';
($status, undef, $said) = prepare($version, 'ann', 'ann users', $harmless);
ok $status, 'a user who is nobody stops';
like $said, qr/somebody who is root here has to run this once: apt-get update && apt-get install /, 'and is told whom to ask';
unlike $said, qr/sudo/, 'not to use sudo';
file('sudoer', '');
($status) = prepare($version, 'sue', 'sue', $harmless);
is $status, 0, 'a user whom sudo asks for no password gets it installed';
done_testing;
