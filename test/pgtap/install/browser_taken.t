#!/usr/bin/perl
# browser_taken: what tools/browser does where nothing is there, played by an apt-get, a dpkg, a node and an npm of the test
use strict;
use warnings;
use Test::More;

plan skip_all => 'there is no cluster' unless $ENV{TMPDIR};
my $place = "$ENV{TMPDIR}/browser";
qx(mkdir -p $place/bin $place/test && cp -r tools $place/ && cp -r test/browser $place/test/);
symlink $_, "$place/bin/" . s{.*/}{}r for map { qx(which $_) =~ s/\n//r } qw(bash sh cat chmod cksum cp cut dirname env find flock grep mkdir mv paste rm sed sort tail timeout touch uname);

sub file { my ($name, $text) = @_; open my $f, '>', "$place/$name" or die "$name: $!\n"; print $f $text; close $f; chmod 0755, "$place/$name"; return }
file('bin/node', "#!/bin/sh\n");
file('bin/npm', <<"SH");
#!/bin/sh
echo "npm \$*" >>$place/done
[ -e $place/registry ] || { echo 'npm ERR! request to the registry failed, reason: no such host' >&2; exit 1; }
mkdir "\$3/node_modules"
SH
file('bin/apt-get', <<"SH");
#!/bin/sh
echo "apt-get \$*" >>$place/done
case " \$* " in
    *' update '*) ;;
    *' -s '*) printf 'Inst libc6 [2.36-1] (2.36-2 Debian)\\nInst libnss3 (3.87 Debian)\\nInst chromium-headless-shell (156 Debian)\\n' ;;
    *' download '*) [ -e $place/mirror ] || { echo 'E: Unable to fetch' >&2; exit 100; }; touch package.deb ;;
esac
SH
file('bin/dpkg', <<'SH');
#!/bin/sh
cd "$3" && mkdir -p usr/lib/chromium usr/lib/x-linux-gnu/deep && touch usr/lib/x-linux-gnu/deep/lib.so.1
printf '#!/bin/sh\necho "$LD_LIBRARY_PATH"\n' >usr/lib/chromium/chromium-headless-shell && chmod 755 usr/lib/chromium/chromium-headless-shell
SH

# its status, what it prints and says, and what it asks of others
sub browser {
    my ($environment, $command) = @_;
    unlink "$place/done";
    my $printed = qx(env -u CI -u BROWSER $environment PATH=$place/bin XDG_CACHE_HOME=$place/cache $place/tools/browser $command 2>$place/said);
    my $status  = $? >> 8;
    return ($status, $printed, map { scalar qx(cat $place/$_ 2>/dev/null) } qw(said done));
}
my $show = q(sh -c '$CHROMIUM --version; echo $NODE_PATH');

for my $environment ('CI=false', 'BROWSER=firefox') {
    my ($status, $printed, $said, $done) = browser($environment, $show);
    ok $status, "$environment asks for nothing";
    like $said, qr{^no browser: there is no .* here; BROWSER=1 takes it into \Q$place\E/\.cache/}, 'it says how to ask';
    is $done, '', 'and nothing is taken';
}

my ($status, $printed, $said, $done) = browser('CI=true', $show);
ok $status, 'where npm cannot have it, there is no browser';
like $said, qr/^no browser: .* cannot be had: npm ERR! request to the registry failed, reason: no such host/m, 'and it says why';
($status, undef, $said, $done) = browser('CI=true', $show);
like $said, qr/^no browser: .*reason: no such host .*, tried today: rm \S+ to try again/m, 'and says so for a day';
is $done, '', 'without another attempt';

unlink $said =~ /: rm (\S+) to/;
file('registry', '');
($status, undef, $said, $done) = browser('BROWSER=1', $show);
like $said, qr/^no browser: Debian's Chromium cannot be had: E: Unable to fetch/m, 'where Debian cannot be reached';
like $done, qr/^npm ci .*--ignore-scripts/m, 'the modules have been taken';
like $done, qr/download.*update.*download/s, 'and lists of our own were tried';

unlink $said =~ m{all of it: (.*/)log\)} ? "$1failed" : ();
file('mirror', '');
($status, $printed, $said, $done) = browser('CI=true', $show);
is $status, 0, 'where all can be had there is one';
like $printed, qr{^\Q$place\E/.*/chromium/usr/lib/x-linux-gnu/deep\n.*/node_modules$}, 'with its libraries, and the modules';
like $done, qr/download libnss3 chromium-headless-shell$/m, 'packages are taken, the C library is not';
unlike $done, qr/npm|^apt-get (?!.* -s ).* install /m, 'nothing is installed, nothing taken twice';
($status, undef, undef, $done) = browser('CI=false', $show);
is "$status $done", '0 ', 'then it is there for all';
done_testing;
