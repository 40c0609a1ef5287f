using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>POST /api/chat at 100 a second, answered once the message is durable.</summary>
internal static class ChatBench
{
    private const int PerSecond = 100;
    private const int Messages = 2000;
    private const int WarmUp = 200;
    private const int MessagesPerSession = 15;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("chat");
        var folder = folders.New("chat");
        var sessions = await Seed.SessionsAsync(
            folder, (Messages + WarmUp) / MessagesPerSession + 1, cancellationToken);
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        var times = new Samples();
        var clock = Stopwatch.StartNew();
        var running = new List<Task>();
        for (var number = 0; number < WarmUp + Messages; number++)
        {
            // An open loop: a slow answer delays no later message, and counts from when its own was due.
            var due = TimeSpan.FromSeconds((double)number / PerSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System, cancellationToken);
            }

            running.Add(SendAsync(host, sessions[number / MessagesPerSession].Value, number, clock, cancellationToken));
        }

        await Task.WhenAll(running);
        report.Add("POST /api/chat at 100/s, p50", "ms", times.Median, 3);
        report.Add("POST /api/chat at 100/s, p99", "ms", times.Quantile(0.99), 20);

        async Task SendAsync(HostUnderTest to, string guid, int number, Stopwatch since, CancellationToken token)
        {
            var start = since.Elapsed;
            using var answer = await to.Http.PostAsJsonAsync(
                "/api/chat", new { guid, message = $"Message {number}: make the headline blue, please." }, token);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException(
                    $"A message was answered {(int)answer.StatusCode}: "
                        + $"{await answer.Content.ReadAsStringAsync(token)}");
            }

            if (number >= WarmUp)
            {
                times.Add(since.Elapsed - start);
            }
        }
    }
}
