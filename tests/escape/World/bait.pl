# What a host's network could hold: bait.pl PORT NAME answers BAIT on TCP ports 80 and PORT, UDP ports 53 and PORT, and the
# abstract socket NAME, in the background; prints its process id once it listens.
use strict;
use IO::Socket::INET;
use IO::Socket::UNIX;
use IO::Select;
my ($port, $name) = @ARGV;
my @tcp = map { IO::Socket::INET->new(Listen => 9, LocalPort => $_, ReuseAddr => 1) or die "tcp $_: $!" } 80, $port;
my @udp = map { IO::Socket::INET->new(Proto => 'udp', LocalPort => $_) or die "udp $_: $!" } 53, $port;
my $hidden = IO::Socket::UNIX->new(Listen => 9, Local => "\0$name") or die "unix: $!";
my $pid = fork() // die;
if ($pid) { print $pid; exit 0; }
open STDIN, '<', '/dev/null'; open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null';
$SIG{PIPE} = 'IGNORE';
my $ready = IO::Select->new(@tcp, @udp, $hidden);
while (1) {
  for my $socket ($ready->can_read(30)) {
    if (grep { $_ == $socket } @udp) { $socket->recv(my $asked, 2048); $socket->send("BAIT $asked"); next; }
    my $client = $socket->accept or next;
    syswrite $client, "HTTP/1.0 200 OK\r\n\r\nBAIT\n";
    close $client;
  }
}
