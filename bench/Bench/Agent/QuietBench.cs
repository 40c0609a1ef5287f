using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// What live sessions cost that do nothing: the host, tmux, and what holds each agent; never the agent itself.
/// </summary>
internal static class QuietBench
{
    private const int Few = 50;
    private const int Many = 100;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("quiet");
        var echo = EchoAgent.Write(folders.New("quiet-agent"));
        await using var host = await HostUnderTest.StartAsync(
            folders.New("quiet"), cancellationToken, "--agent", echo, "--agents", "8", "--sandbox", "required");

        // One session has been through everything once, so that what is counted is sessions and not code that was
        // loaded.
        await OpenAsync(host, 1, cancellationToken);
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var none = ProcessTable.Read();
        var (hostBefore, tmuxBefore) = (none.Megabytes(host.ProcessId), none.Megabytes(none.Of(host.TmuxServer)));

        await OpenAsync(host, Few - 1, cancellationToken);
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var used = await ProcessorTime.UsedAsync(
            [host.ProcessId, .. ProcessTable.Read().Of(host.TmuxServer)], Watch, cancellationToken);
        report.Add("50 quiet sessions, host and tmux, processor", "%", used / Watch * 100, 0.3);

        await OpenAsync(host, Many - Few, cancellationToken);
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var all = ProcessTable.Read();
        var (hostMore, tmuxMore) =
            (all.Megabytes(host.ProcessId) - hostBefore, all.Megabytes(all.Of(host.TmuxServer)) - tmuxBefore);
        report.Add("100 idle sessions, host and tmux, more than with 1", "MB", hostMore + tmuxMore, 30);
        report.Add("of it the host", "MB", hostMore);
        report.Add("of it tmux", "MB", tmuxMore);
        report.Add(
            "100 idle sessions, their sandboxes (sh, bwrap, socat)", "MB", all.Megabytes(all.Holders(host.TmuxServer)));
    }

    private static async Task OpenAsync(HostUnderTest host, int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            await Sessions.RunOneAsync(host.Http, cancellationToken);
        }
    }
}
