using System.Text;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Gateway.Model.Metering;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests.Fuzz;

/// <summary>What agents say to the proxies, and what models answer.</summary>
public sealed class GatewayParserProperties
{
    private static readonly string[] HeadWords =
    [
        "GET http://example.com/ HTTP/1.1\r\n", "Content-Length: 5\r\n", "Host: a\r\n",
        "GET ", "CONNECT ", "POST ", "http://", "https://", "example.com", "example.com:443", ":80", " HTTP/1.1\r\n",
        " HTTP/1.0\r\n", "Host: ", "Content-Length: ", "5", "Transfer-Encoding: chunked\r\n", "Connection: ",
        "close\r\n",
        "Connection: content-length\r\n", "\r\n", "\n", " ", "\t", "127.0.0.1", "[::1]", "2130706433", "user@",
    ];

    private static readonly string[] TlsWords =
    [
        "\u0001\0\0\u0060", "\u0003\u0003" + new string('r', 32), "\0", "\0\u0002\u0013\u0001", "\u0001\0",
        "\0\u000e\0\0\0\n\0\b\0\0\u0005a.com", "\0\u0017\0\0", "\u0016\u0003\u0001\0\u0010", "\u00ff\u00ff",
    ];

    private static readonly string[] EventWords =
    [
        "event: message_start\n", "data: ", "data:", "{\"type\":\"message_start\",\"message\":{", "\"model\":\"m\"",
        "\"usage\":{\"input_tokens\":", "5", "}}", "{\"type\":\"message_delta\",", "{\"type\":\"message_stop\"}",
        "\n\n",
        "\r\n", "{\"type\":\"error\",\"error\":{", "\"type\":\"overloaded_error\"", "\"content_block_delta\"",
        "\"stop_reason\":\"end_turn\"", ",", "-5", "1e400", "\"cache_creation\":{",
    ];

    [Fact]
    public void A_head_is_refused_or_sent_on_so_that_it_can_be_read_in_one_way() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(HeadWords), text =>
        {
            var (request, refusal) = RequestHead.Parse(Encoding.Latin1.GetBytes(text + "\r\n\r\n"));

            Assert.True(request is not null || refusal != Refusal.None);
            if (request is null || request.IsTunnel)
            {
                return;
            }

            var lines = request.Head.Split("\r\n");
            Assert.Equal(["", ""], lines[^2..]);
            Assert.DoesNotContain(lines[..^2], line => line.Length == 0 || line.Any(c => c is '\r' or '\n' or > '~'));
            Assert.Single(lines, line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
            Assert.InRange(
                lines.Count(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)), 0, 1);
            Assert.DoesNotContain(
                lines, line => line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase));
            Assert.InRange(request.BodyBytes, 0, long.MaxValue);
        });

    [Fact]
    public void A_greeting_is_read_or_not_and_what_is_whole_stays_so() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes(TlsWords), bytes =>
        {
            byte[] said = [22, 3, 1, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
            var hello = TlsHello.Read(said);

            Assert.True(hello.IsWhole || hello.Host is null);
            if (hello.IsWhole)
            {
                Assert.Equal(hello, TlsHello.Read([.. said, 0]));
            }
        });

    [Fact]
    public void A_host_is_one_that_is_written_in_one_way_only() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("example.com", "127.0.0.1", "0x7f.1", ":443", ".", "xn--", "_"), text =>
        {
            if (Authority.TryParse(text, 80, out var authority))
            {
                Assert.True(Authority.TryParse(authority.ToString(), 1, out var again));
                Assert.Equal(authority, again);
                Assert.InRange(authority.Port, 1, 65535);
            }
        });

    [Fact]
    public void A_host_to_allow_is_one_or_said_to_be_none() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("*.", "example.com", ":8443"), text =>
        {
            try
            {
                Assert.NotEmpty(AllowedHost.Parse(text, mayBePrivate: false).Name);
            }
            catch (ArgumentException)
            {
                // With a sentence for whoever wrote it.
            }
        });

    [Fact]
    public void Events_are_the_same_wherever_the_stream_is_cut() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes(EventWords), bytes =>
        {
            var whole = new AnswerPeek(isStream: true);
            var parted = new AnswerPeek(isStream: true);

            whole.Read(bytes);
            for (var i = 0; i < bytes.Length; i++)
            {
                parted.Read(bytes.AsSpan(i, 1));
            }

            Assert.Equal(Told(whole), Told(parted));
            Assert.True(whole.Usage is { Input: >= 0, Output: >= 0, CacheRead: >= 0, CacheWrite: >= 0 });
        });

    [Fact]
    public void A_document_is_read_or_not() => Testing.Fuzz.Check(Testing.Fuzz.Bytes(EventWords), bytes =>
    {
        var answer = new AnswerPeek(isStream: false);
        answer.Read(bytes);
        answer.Complete();

        Assert.True(answer.Usage is { Input: >= 0, Output: >= 0, CacheRead: >= 0, CacheWrite: >= 0 });
    });

    [Fact]
    public void A_request_is_looked_through_whatever_it_is() => Testing.Fuzz.Check(
        Testing.Fuzz.Bytes("{\"model\":\"m\"", ",\"tools\":[", "]", "}", "{", "[", "\\", "\""), bytes =>
        {
            var (whole, parted) = (new RequestPeek(), new RequestPeek());

            whole.Read(bytes);
            foreach (var one in bytes)
            {
                parted.Read([one]);
            }

            Assert.Equal((whole.Model, whole.OffersTools), (parted.Model, parted.OffersTools));
            Assert.True(whole.Model is null || whole.Model.Length <= 200);
        });

    private static object Told(AnswerPeek peek) =>
        (peek.Model, peek.MessageId, peek.StopReason, peek.ErrorType, peek.IsWhole, peek.Usage);
}
