#!/usr/bin/perl
# playbook: edits survive dump, restore and upgrade; who may read and who may edit; what other encodings hold
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my ($owner, $editor, $reader, $nobody) = map { Psql->role("playbook_$_") } 'owner', 'editor', 'reader', 'nobody';
my $source = Psql->database('playbook', "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' OWNER $owner");
sub session { my ($database, $user) = @_; return Psql->new(database => $database, $user ? (user => $user, password => 'open') : ()) }

# the extension is the database owner's, who is no superuser
my $own = session($source, $owner);
is $own->query(<<"SQL"), '', 'the owner of the database installs, edits and grants';
CREATE EXTENSION customer_seg;
GRANT USAGE ON SCHEMA customer_seg TO $editor, $reader;
GRANT INSERT, UPDATE, DELETE ON playbook, playbook_own TO $editor;
UPDATE playbook SET message = 'Two lines,' || chr(10) || 'a tab' || chr(9) || 'and a \\\\.', contact_every = '10 days 01:00' WHERE (subject, item, lang) = ('quadrant', 'bee', 'en');
DELETE FROM playbook WHERE (subject, item, lang) = ('quadrant', 'mantis', 'zh');
INSERT INTO playbook (subject, item, lang, name, action) SELECT 'quadrant', item, 'de', name, 'Handeln: ä€.' FROM (VALUES ('bee', 'Biene'), ('dragonfly', 'Libelle'), ('butterfly', 'Schmetterling'), ('mantis', 'Fangschrecke')) v(item, name);
SQL
like $own->query(q(UPDATE playbook_shipped SET name = 'x')), qr/permission denied for table playbook_shipped/, 'but what is shipped is not theirs';

# who may what
my ($e, $r, $n) = map { session($source, $_) } $editor, $reader, $nobody;
is $r->query(q(SELECT label('bee'::quadrant, 'de'), (SELECT count(*) FROM playbook) - (SELECT count(*) FROM playbook_shipped))), 'Biene|3', 'an ordinary role reads';
like $r->query($_), qr/ERROR:  permission denied for view playbook/, "and cannot $_"
    for q(INSERT INTO playbook (subject, item, lang, name) VALUES ('x', 'x', 'x', 'x')), q(UPDATE playbook SET name = 'x'), 'DELETE FROM playbook';
like $r->query('DELETE FROM playbook_own'), qr/ERROR:  permission denied for table playbook_own/, 'nor behind the view';
like $n->query(q(SELECT customer_seg.label('quadrant', 'bee', 'en'))), qr/permission denied for schema/, 'without USAGE nobody reads';
is $e->query(q(UPDATE playbook SET name = 'Königin' WHERE (item, lang) = ('bee', 'de') RETURNING name)), 'Königin', 'an editor edits';
like $e->query('TRUNCATE playbook_own'), qr/permission denied/, 'row by row';
$own->query("REVOKE DELETE ON playbook_own FROM $editor");
like $e->query(q(DELETE FROM playbook WHERE item = 'bee' AND lang = 'de')), qr/ERROR:  permission denied for table playbook_own/, 'with rights of their own behind the view';
$own->query("GRANT DELETE ON playbook_own TO $editor");
my $super = session($source);
$super->query('REVOKE SELECT ON playbook FROM PUBLIC');
like $r->query(q(SELECT label('bee'::quadrant))), qr/ERROR:  permission denied for view playbook/, 'who may not read the view is told so by its functions';
$super->query("SET ROLE $reader; SELECT 1");
like $super->query(q(SELECT label('bee'::quadrant))), qr/permission denied for view/, 'also who changes roles';
$super->query('RESET ROLE; GRANT SELECT ON playbook TO PUBLIC');

# dumped and restored
sub content { return $_[0]->query(q(SELECT * FROM playbook ORDER BY subject COLLATE "C", item COLLATE "C", lang COLLATE "C"; TABLE playbook_own ORDER BY subject, item, lang)) }
my $content = content($super);
like $content, qr/10 days 01:00:00.*Königin.*quadrant\|mantis\|zh\|\|\|\|\|\|\|\|t/s, 'edits, a language, and a deletion';
my $may = q(SELECT relname, grantor::regrole, grantee, privilege_type, is_grantable FROM pg_class, aclexplode(relacl) WHERE relname IN ('playbook', 'playbook_own', 'playbook_shipped') ORDER BY 1, 2, 3, 4);
my %way = (
    plain     => ['', 'psql -Xq -v ON_ERROR_STOP=1 -d %s 2>&1 >/dev/null'],
    inserts   => ['--inserts', 'psql -Xq -v ON_ERROR_STOP=1 -d %s 2>&1 >/dev/null'],
    custom    => ['-Fc', 'pg_restore --exit-on-error -d %s 2>&1'],
    data_only => ['--data-only --disable-triggers', 'psql -Xq -v ON_ERROR_STOP=1 -d %s 2>&1 >/dev/null'],
);
for my $name (sort keys %way) {
    my ($options, $restore) = @{ $way{$name} };
    my $target = Psql->database("playbook_$name", q(TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'));
    my $there  = session($target);
    $there->query('CREATE EXTENSION customer_seg') if $name eq 'data_only';
    is qx(pg_dump $options -d $source 2>&1 | @{[ sprintf $restore, $target ]}), '', "restored without a word: $name";
    is content($there), $content, 'and it says the same';
    is $there->query($may), $super->query($may), 'to the same people' if $name ne 'data_only';
    $there->close;
}
{   # by the owner of a database, into another of theirs
    my $target = Psql->database('playbook_owners', "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' OWNER $owner");
    local @ENV{qw(PGUSER PGPASSWORD)} = ($owner, 'open');
    is qx(pg_dump --no-owner --no-privileges --no-comments -d $source 2>&1 | psql -Xq -v ON_ERROR_STOP=1 -d $target 2>&1 >/dev/null), '', 'the owner dumps and restores';
    my $there = session($target);
    is content($there), $content, 'and has it all';
    $there->close;
}

# an upgrade replaces what is shipped
is $super->query(<<'SQL'), '', 'an upgrade with other texts, a new item, and one less';
BEGIN;
CREATE TEMP TABLE newer AS TABLE playbook_shipped;
DELETE FROM playbook_shipped;
INSERT INTO playbook_shipped SELECT subject, item, lang, 'New ' || name, who, needs, obstacle, action, message, contact_every FROM newer WHERE subject <> 'abc_class'
UNION ALL SELECT 'quadrant', 'wasp', 'en', 'Wasp', 'w', NULL, NULL, 'a', NULL, NULL;
COMMIT;
SQL
is $super->query(q(SELECT label('bee'::quadrant), label('bee'::quadrant, 'de'), label('bee'::quadrant, 'es'), label('mantis'::quadrant, 'zh'), label('quadrant', 'wasp', 'de'), label('abc_class', 'A', 'en'))),
    'Bee|Königin|New Abeja|New Mantis|Wasp|', 'edits stay in force, the rest is new';
$super->query(q(DELETE FROM playbook WHERE (subject, item, lang) = ('quadrant', 'bee', 'en')));
is $super->query(q(SELECT label('bee'::quadrant), contact_every FROM play('bee'::quadrant))), 'New Bee|30 days', 'an edit taken back shows what the upgrade brought';

# two editors at once: the second waits for the first
my ($one, $two) = map { session($source) } 1 .. 2;
my $pid = $two->query('SELECT pg_backend_pid()');
sub second_waits {
    my ($first, $second) = @_;
    $one->query("BEGIN; $first");
    $two->send($second);
    $one->until_waits($pid);
    $one->query('COMMIT');
    return $two->answer;
}
my $balanced = q(WHERE (subject, item, lang) = ('structure', 'balanced', 'en'));
$one->query("BEGIN; UPDATE playbook SET name = 'One' $balanced");
is $two->query(q(SELECT label('balanced'::structure))), 'New Balanced', 'what is not committed is not seen';
is $one->query(q(SELECT label('balanced'::structure))), 'One', 'but by oneself';
$one->query('ROLLBACK');
is second_waits("UPDATE playbook SET name = 'One' $balanced", "UPDATE playbook SET name = 'Two' $balanced"), '', 'two updates';
is $one->query(q(SELECT label('balanced'::structure))), 'Two', 'the last one stays';
$one->query("DELETE FROM playbook $balanced");
is second_waits("UPDATE playbook SET name = 'One' $balanced", "DELETE FROM playbook $balanced"), '', 'one deletes what another edits';
is $one->query(q(SELECT label('balanced'::structure))), '', 'and it is deleted';
like second_waits("INSERT INTO playbook (subject, item, lang, name) VALUES ('structure', 'balanced', 'en', 'One')", "INSERT INTO playbook (subject, item, lang, name) VALUES ('structure', 'balanced', 'en', 'Two')"),
    qr/ERROR:  the playbook already has a row for \(structure, balanced, en\)/, 'the same row cannot be inserted twice';
like second_waits("INSERT INTO playbook (subject, item, lang, name) VALUES ('x', 'x', 'x', 'One')", "INSERT INTO playbook (subject, item, lang, name) VALUES ('x', 'x', 'x', 'Two')"),
    qr/ERROR:  the playbook already has a row for \(x, x, x\)/, 'nor a row of a new key';
$one->query("UPDATE playbook SET name = 'Two' $balanced");

# what was seen in a part that is rolled back is not seen after it, though a younger transaction has ended in between
$two->query(<<"SQL");
CREATE FUNCTION public.hear_inside() RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE
	said text := '';
	changed boolean;
BEGIN
	FOREACH changed IN ARRAY ARRAY[true, false] LOOP
		BEGIN
			IF changed THEN UPDATE playbook SET name = 'Gone' $balanced; END IF;
			PERFORM pg_advisory_xact_lock(7);
			said := said || ' ' || label('balanced'::structure);
			RAISE 'no';
		EXCEPTION WHEN raise_exception THEN NULL;
		END;
	END LOOP;
	RETURN said;
END \$\$
SQL
$one->query('SELECT pg_advisory_lock(7)');
$two->send('SELECT public.hear_inside()');
$one->until_waits($pid);
$one->query('SELECT txid_current()');
$one->query('SELECT pg_advisory_unlock(7)');
is $two->answer, ' Gone Two', 'a part that is rolled back leaves nothing behind';

# the schema may have another name
is $one->query(q(ALTER SCHEMA customer_seg RENAME TO "Our advice"; SET search_path = "Our advice"; UPDATE playbook SET name = 'Three' WHERE name = 'Two'; SELECT label('balanced'::structure))), 'Three', 'a schema of another name';
is $one->query(q(ALTER SCHEMA "Our advice" RENAME TO customer_seg; SET search_path = customer_seg; SELECT label('balanced'::structure))), 'Three', 'and back';
$_->close for $own, $e, $r, $n, $super, $one, $two;

# other encodings: what cannot be held is not there, and all else is
my $english = q(SELECT md5(string_agg(p::text, ' ' ORDER BY subject COLLATE "C", item COLLATE "C")) FROM playbook p WHERE lang = 'en');
my $langs   = q(SELECT string_agg(lang || ' ' || n, ', ' ORDER BY lang COLLATE "C") FROM (SELECT lang, count(*) AS n FROM playbook GROUP BY 1) l);
my $utf8    = session($source = Psql->database('playbook_utf8', q(TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C')));
$utf8->query('CREATE EXTENSION customer_seg');
like $utf8->query($langs), qr/^en (\d+), es \1, zh \1$/, 'UTF8 holds all';
my $rows = $utf8->query(q(SELECT count(*) FROM playbook WHERE lang = 'en'));
my %holds = ((map { $_ => 'es' } qw(LATIN1 LATIN5 LATIN9 WIN1252 WIN1254)), EUC_CN => 'zh', map { $_ => '' } qw(SQL_ASCII LATIN2 WIN1251 KOI8R EUC_JP EUC_KR EUC_TW MULE_INTERNAL));
for my $encoding (grep { $utf8->query("SELECT pg_char_to_encoding('$_') >= 0") eq 't' } sort keys %holds) {    # 19 knows no MULE_INTERNAL
    my $db   = session(Psql->database('playbook_' . lc $encoding, "TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'"));
    my $lang = $holds{$encoding};
    is $db->query('CREATE EXTENSION customer_seg'), '', "$encoding: created";
    is $db->query($langs), $lang ? "en $rows, $lang $rows" : "en $rows", 'has ' . join ' and ', 'en', $lang || ();
    is $db->query($english), $utf8->query($english), 'the same English';
    if ($lang) {
        $_->query(q(SET client_encoding = 'UTF8')) for $db, $utf8;
        my $all = qq(SELECT name, who, needs, obstacle, action, message, channel, offer, goal, measure FROM playbook WHERE lang = '$lang' ORDER BY subject COLLATE "C", item COLLATE "C");
        is $db->query($all), $utf8->query($all), "the same $lang";
    }
    my $other = $lang eq 'zh' ? 'es' : 'zh';
    like $db->query(qq(SELECT label('bee'::quadrant, '$other'))), qr/no language "$other".*There are: 'en'/s, "no $other, and it is said";
    $db->close;
}
$utf8->close;
done_testing;
