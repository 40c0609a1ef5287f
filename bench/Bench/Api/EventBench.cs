using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>An agent's word to a browser's socket: from the connection to the worker's socket to the frame.</summary>
internal static class EventBench
{
    private const int Rounds = 300;

    // Longer than the worker gathers what follows an event.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("events");
        var folder = folders.New("events");
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        using var created = await host.Http.PostAsJsonAsync(
            "/api/admin/sessions",
            new { email = "bench@example.com", name = "Bench", initial_request = "A small site" },
            cancellationToken);
        var guid = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync(cancellationToken))!["guid"]!;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = $"/ws/{guid}" }.Uri, cancellationToken);
        await ReceiveUntilAsync("\"type\":\"done\"");
        var workerSocket = Directory.EnumerateFiles(folder, "worker.sock", SearchOption.AllDirectories).Single();

        var times = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(Silence, TimeProvider.System, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            await SayAsync(workerSocket, $"bench round {round}.");
            await ReceiveUntilAsync($"bench round {round}.");
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        report.Add("agent event to browser, p50", "ms", times.Median, 10);
        report.Add("agent event to browser, p99", "ms", times.Quantile(0.99), 40);

        async Task ReceiveUntilAsync(string text)
        {
            var buffer = new byte[256 * 1024];
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (Encoding.UTF8.GetString(buffer, 0, length).Contains(text, StringComparison.Ordinal))
                {
                    return;
                }
            }
        }

        async Task SayAsync(string path, string text)
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            await connection.SendAsync(
                Encoding.UTF8.GetBytes($"notify\0{Guid.NewGuid():N}\0status\0{text}"), cancellationToken);
            connection.Shutdown(SocketShutdown.Send);
        }
    }
}
