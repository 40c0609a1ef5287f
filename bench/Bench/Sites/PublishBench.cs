using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Sites;

/// <summary>A site of 1,000 files and 20 MB: published, published with one file changed, rolled back.</summary>
internal static class PublishBench
{
    private const int FirstRounds = 5;
    private const int ChangedRounds = 20;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("publish");
        await using var host = await AgentHost.BuildAsync(
            folders.New("publish"), EchoAgent.Write(folders.New("publish-agent"), stays: true), cancellationToken);
        await host.StartAsync(cancellationToken);
        var session = await AtWorkAsync(host, cancellationToken);
        var (first, copied) = (new Samples(), new Samples());
        var dist = Path.Combine(host.Folders.FolderOf(session), "code", "dist");
        for (var round = 0; round < FirstRounds; round++)
        {
            // Nothing of one round is known from another.
            var built = new BuiltSite(dist, round);
            if (Directory.Exists(dist))
            {
                Directory.Delete(dist, recursive: true);
            }

            built.Write($"first {round}");
            copied.Add(await CopyAsync(dist, folders.New($"copied-{round}"), cancellationToken));
            first.Add((await DeployAsync(host, session, "--new", cancellationToken)).Time);
        }

        report.Add("first publish, 1,000 files of 20 MB, median", "ms", first.Median, 2000, copied.Median);
        report.Add("first publish, slowest", "ms", first.Quantile(1));
        await ChangeAsync(report, host, session, new BuiltSite(dist, FirstRounds - 1), cancellationToken);
    }

    /// <summary>One file changes, is published, and the release before is shown again.</summary>
    private static async Task ChangeAsync(
        Report report, AgentHost host, SessionId session, BuiltSite built, CancellationToken cancellationToken)
    {
        var (changed, rolledBack) = (new Samples(), new Samples());
        for (var round = 0; round < ChangedRounds; round++)
        {
            built.WriteFront($"changed {round}");
            var (url, time) = await DeployAsync(host, session, null, cancellationToken);
            changed.Add(time);
            await UntilShownAsync(host, url, $"changed {round}", cancellationToken);

            var (site, before) = await BeforeAsync(host, session, url, cancellationToken);
            var earlier = round == 0 ? $"first {FirstRounds - 1}" : $"changed {round - 1}";
            var start = Stopwatch.GetTimestamp();
            using var answer = await host.Http.PostAsJsonAsync(
                $"/api/sites/{site}/rollback", new { guid = session.Value, release_id = before }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await UntilShownAsync(host, url, earlier, cancellationToken);
            rolledBack.Add(Stopwatch.GetElapsedTime(start));
        }

        report.Add("one changed file of 1,000, median", "ms", changed.Median, 150);
        report.Add("one changed file of 1,000, p90", "ms", changed.Quantile(0.9));
        report.Add("rollback, asked to served, median", "ms", rolledBack.Median, 500);
        report.Add("rollback, asked to served, slowest", "ms", rolledBack.Quantile(1));
    }

    /// <summary>What the machine needs to copy the same files once, safe against a loss of power.</summary>
    private static async Task<TimeSpan> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var copy = Process.Start("sh", ["-c", "cp -r \"$0\" \"$1\" && sync -f \"$1\"", from, to]);
        await copy.WaitForExitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>As <c>deploy.sh</c> does, from its connection to its exit status.</summary>
    private static async Task<(string Url, TimeSpan Time)> DeployAsync(
        AgentHost host, SessionId session, string? more, CancellationToken cancellationToken)
    {
        var socket = Path.Combine(host.Folders.SocketFolderOf(session), "worker.sock");
        List<string> request = ["deploy", Guid.NewGuid().ToString("N"), "--project", "bench"];
        if (more is not null)
        {
            request.Add(more);
        }

        var start = Stopwatch.GetTimestamp();
        var lines = await WorkerSocket.AskAsync(socket, cancellationToken, [.. request]);
        return (lines[^1], Stopwatch.GetElapsedTime(start));
    }

    private static async Task<(string Site, string Before)> BeforeAsync(
        AgentHost host, SessionId session, string url, CancellationToken cancellationToken)
    {
        var sites = JsonNode.Parse(await host.Http.GetStringAsync(
            new Uri($"/api/sites?guid={session.Value}", UriKind.Relative), cancellationToken))!["sites"]!.AsArray();
        var id = (string)sites.Single(site => (string?)site!["url"] == url)!["id"]!;
        var releases = JsonNode.Parse(await host.Http.GetStringAsync(
            new Uri($"/api/sites/{id}/releases?guid={session.Value}", UriKind.Relative), cancellationToken))!;
        return (id, (string)releases["releases"]![1]!["id"]!);
    }

    private static async Task UntilShownAsync(
        AgentHost host, string url, string version, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Host = new Uri(url).Authority;
            using var answer = await host.Http.SendAsync(request, cancellationToken);
            if ((await answer.Content.ReadAsStringAsync(cancellationToken)).Contains(
                $"<title>{version}<", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    /// <summary>A session whose turn runs on: only work that goes on publishes.</summary>
    private static async Task<SessionId> AtWorkAsync(AgentHost host, CancellationToken cancellationToken)
    {
        var session = await host.SessionAsync(null, cancellationToken);
        await using var reader = await Reader.OpenAsync(host, session, cancellationToken);
        await host.ChatAsync(session, "Work", cancellationToken);
        await host.Stamps.UntilAsync<Stamps.Sent>(
            cancellationToken, frame => frame.Text.Contains("\"accepted\"", StringComparison.Ordinal));
        return session;
    }
}
