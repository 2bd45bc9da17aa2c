#!/usr/bin/perl
# version: control file, META.json and CHANGELOG.md speak of the same one
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
done_testing;
