# Plack on Starman, with its parser of forms, and Perl's own JSON.
use strict;
use warnings;
use Encode qw(decode FB_CROAK LEAVE_SRC);
use Hash::MultiValue;
use HTTP::Tiny;
use JSON::PP;
use Plack::Middleware::Head;
use Plack::Request;
use WWW::Form::UrlEncoded qw(parse_urlencoded);

my $stripe = $ENV{API} eq 'stripe';
my $type   = $stripe ? 'application/x-www-form-urlencoded' : 'application/json';
my $json   = JSON::PP->new->utf8->allow_nonref;
my $client = HTTP::Tiny->new;

sub is_utf8 { my ($bytes) = @_; return eval { decode('UTF-8', $bytes, FB_CROAK | LEAVE_SRC); 1 } }

sub body_of {
  my ($request) = @_;
  my $content = $request->content;
  return undef unless length $content;
  return 'unparsed' unless lc(($request->content_type // '') =~ s/\s*;.*//sr) eq $type;
  return 'malformed' unless is_utf8($content);
  if (!$stripe) {
    my $fields;
    return eval { $fields = $json->decode($content); 1 } ? { fields => $fields } : 'malformed';
  }
  # Plack takes a semicolon for an ampersand.
  return 'malformed' if $content =~ /;/;
  # `body_parameters` has this parser, and none if the media type has capital letters.
  my ($form, %fields) = (Hash::MultiValue->new(parse_urlencoded($content)));
  for my $name ($form->keys) {
    my @values = $form->get_all($name);
    return 'malformed' if grep { !is_utf8($_) } $name, @values;
    my @decoded = map { decode('UTF-8', $_) } @values;
    $fields{ decode('UTF-8', $name) } = @decoded > 1 ? \@decoded : $decoded[0];
  }
  return { fields => \%fields };
}

# Plack leaves it to the application that a response to HEAD has no content (RFC 9110, section 9.3.2).
Plack::Middleware::Head->wrap(sub {
  my ($env) = @_;
  my $request = Plack::Request->new($env);
  my %headers;
  $request->headers->scan(sub { $headers{ lc $_[0] } = defined $headers{ lc $_[0] } ? "$headers{lc $_[0]}, $_[1]" : $_[1] });
  my %question = (headers => \%headers);
  # The path is decoded: an encoded slash separates segments as well.
  if ($request->path_info !~ m{\A/v1/payment_intents/([^/]*)/cancel\z}) { $question{rejects} = 'route' }
  else {
    $question{id} = is_utf8($1) ? decode('UTF-8', $1) : $1;
    if ($request->method eq 'POST') { $question{body} = body_of($request) }
    else { $question{rejects} = 'method' }
  }
  my $asked = $client->post($ENV{DOMAIN}, { content => $json->encode(\%question) });
  my $reply = $json->decode($asked->{content});
  my $response = $request->new_response($reply->{status}, [%{ $reply->{headers} }], $json->encode($reply->{body}));
  $response->content_type('application/json');
  $response->finalize;
});
