using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>What an idle host costs with 50 sessions.</summary>
internal static class IdleBench
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("idle");
        var folder = folders.New("idle");
        await Seed.SessionsAsync(folder, 50, cancellationToken);
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        await host.Http.GetByteArrayAsync(new Uri("/api/admin/sessions", UriKind.Relative), cancellationToken);
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var used = await ProcessorTime.UsedAsync([host.ProcessId], Watch, cancellationToken);
        report.Add("idle with 50 sessions, processor", "%", used / Watch * 100, 0.3);
        report.Add("idle with 50 sessions, resident memory", "MB", host.ResidentMegabytes, 100);
    }
}
