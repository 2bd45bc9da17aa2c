#!/usr/bin/perl
# version: control file, META.json and CHANGELOG.md speak of the same one, and all places of the same servers
use strict;
use warnings;
use JSON::PP;
use Test::More;

sub content { local (@ARGV, $/) = @_; <> }
my ($version) = content('customer_seg.control') =~ /^default_version = '(.+)'/m;
ok $version, 'the control file has the version';
my $meta     = decode_json(content('META.json'));
my $provided = $meta->{provides}{customer_seg};
is_deeply [$meta->{version}, $provided->{version}], [$version, $version], 'META.json has it twice';
is $provided->{file}, "customer_seg--$version.sql", 'and names the whole script, which make builds';
like $meta->{release_status}, qr/^(?:stable|testing|unstable)$/, 'it says how far the release is';
like content('CHANGELOG.md'), qr/^## \[\Q$version\E\]/m, 'CHANGELOG.md has a section of it';

my ($first, $beyond) = content('src/server/compat.h') =~ /PG_VERSION_NUM < (\d+)0000 \|\| PG_VERSION_NUM >= (\d+)0000/;
my $last = $beyond - 1;
is $meta->{prereqs}{runtime}{requires}{PostgreSQL}, ">= $first.0.0, < $beyond.0.0", "META.json requires PostgreSQL $first to $last";
like content('README.md'), qr/\bPostgreSQL $first to $last\b/, 'README.md says so';
like content('tools/prepare'), qr/^known=\(@{[join ' ', reverse $first .. $last]}\)$/m, 'tools/prepare knows them';
done_testing;
