using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Builder;
using TmuxBuilder.Hosting.Runtime;
using TmuxBuilder.Hosting.Tests.Support;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Hosting.Tests;

/// <summary>Events arrive whole however they are cut up on their way.</summary>
public sealed class FramingTests : IDisposable
{
    private readonly RunningHost host = RunningHost.OfHttp(routes =>
        routes.MapPost("/", (Microsoft.AspNetCore.Http.HttpRequest request) => $"{request.ContentLength}"));

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, 1)]
    [InlineData(1, null)]
    [InlineData(7, 1)]
    [InlineData(4096, 1000)]
    [InlineData(1 << 20, null)]
    public void Both_framings_are_read_in_packets_of_any_size(int? chunk, int? packet)
    {
        var length = packet == 1 ? 1_000 : 200_000;

        Expect(length, new Delivery { ChunkSize = chunk, PacketSize = packet });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(300)]
    public void An_event_may_be_split_at_every_byte(int? chunk)
    {
        for (var at = 1; at < 1_700; at++)
        {
            Expect(500, new Delivery { ChunkSize = chunk, SplitAt = at });
        }
    }

    [Fact]
    public void A_connection_that_was_closed_meanwhile_is_opened_again()
    {
        Expect(10, Delivery.Plain);
        host.Api.Hang();
        Expect(10, Delivery.Plain);
        Expect(10, new Delivery { SaysClose = true });
        Expect(10, Delivery.Plain);

        Assert.Equal(3, host.Api.Connections);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n")]
    public void A_runtime_that_does_not_speak_as_it_should_ends_the_process(string said)
    {
        host.Api.AwaitNext();

        host.Api.DeliverRaw(said);

        Assert.Equal(1, host.AwaitExit());
        Assert.Contains("The Runtime API", string.Join('\n', host.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void Chunks_come_together_wherever_they_are_cut() =>
        Prop.ForAll<NonNull<string>[], PositiveInt>((texts, step) =>
        {
            var chunks = texts.Select(text => Encoding.UTF8.GetBytes(text.Get))
                .Where(chunk => chunk.Length > 0).ToList();
            byte[] before = [1, 2, 3];
            byte[] framed =
            [
                .. before,
                .. chunks.SelectMany(chunk => (byte[])
                    [.. Encoding.ASCII.GetBytes($"{chunk.Length:X};x=y\r\n"), .. chunk, .. "\r\n"u8]),
                .. "0\r\nTrailer: x\r\n\r\n"u8,
            ];

            var read = new Chunks(before.Length);
            for (var end = before.Length; end < framed.Length; end += step.Get)
            {
                read.Advance(framed.AsSpan(0, end));
                Assert.False(read.IsWhole);
            }

            read.Advance(framed);

            Assert.True(read.IsWhole);
            Assert.Equal(chunks.SelectMany(chunk => chunk), framed[before.Length..read.End]);
        }).Check(Testing.Fuzz.Always);

    private void Expect(int length, Delivery delivery)
    {
        var answer = host.Api.Invoke(SampleEvent.Http("POST", "/", new string('b', length)).Bytes(), delivery).Json;

        Assert.Equal($"{length}", answer["body"]!.GetValue<string>());
    }
}
