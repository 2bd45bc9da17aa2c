#!/usr/bin/perl
# version: control file, META.json and CHANGELOG.md speak of the same one
use strict;
use warnings;
use Test::More;

sub content { local (@ARGV, $/) = @_; <> }
my ($version) = content('customer_seg.control') =~ /^default_version = '(.+)'/m;
ok $version, 'the control file has the version';
is_deeply [content('META.json') =~ /^\s+"version": "(?!1\.0\.0")([^"]+)"/mg], [$version, $version], 'META.json has it twice';
like content('CHANGELOG.md'), qr/^## \[\Q$version\E\]/m, 'CHANGELOG.md has a section of it';
done_testing;
