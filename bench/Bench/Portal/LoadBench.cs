using System.Net.Http.Headers;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Portal;

/// <summary>The first visit of a dashboard, on a slow network and a slow machine.</summary>
internal static class LoadBench
{
    private const int Rounds = 7;
    private const int Lines = 40;
    private const int Events = 50;
    private const double Slower = 4;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("load");
        var folder = folders.New("portal-load");
        var sessions = await Seed.SessionsAsync(folder, 2, cancellationToken);
        await Seed.ChatAsync(folder, sessions[0], Lines, cancellationToken);
        await Seed.EventsAsync(folder, sessions[0], Events, cancellationToken);
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        await using var browser = await PortalBrowser.StartAsync();
        Uri Address(SessionId of) => new(host.Http.BaseAddress!, $"/client?guid={of.Value}");
        var address = Address(sessions[0]);
        string[] shown = [$"Line {Lines - 1}:", $"event {Events - 1} "];

        var fresh = await Visit.MakeAsync(
            browser, Address(sessions[1]), ["What shall we build?"], Profile.Near, cancellationToken);
        var first = await Visit.MakeAsync(browser, address, shown, Profile.Near, cancellationToken);
        await using var floor = await FloorPages.StartAsync(Seed.TextOf(Lines - 1), first.Files, cancellationToken);
        string[] text = [Seed.TextOf(Lines - 1)];
        var profile = Profile.Slow4G with { Slower = Slower };
        List<Visit> slow = [], plain = [], holding = [], quick = [], near = [];
        for (var round = 0; round < Rounds; round++)
        {
            slow.Add(await Visit.MakeAsync(browser, address, shown, profile, cancellationToken));
            plain.Add(await Visit.MakeAsync(browser, floor.Files, text, profile, cancellationToken));
            holding.Add(await Visit.MakeAsync(browser, floor.Text, text, profile, cancellationToken));
            quick.Add(await Visit.MakeAsync(browser, address, shown, Profile.Slow4G, cancellationToken));
            near.Add(await Visit.MakeAsync(browser, address, shown, Profile.Near, cancellationToken));
        }

        Console.WriteLine($"  the largest paint is \"{slow[^1].Element}\"");
        var least = Median(plain, visit => visit.Paint);
        report.Add($"largest paint, {profile.Name}", "ms", Median(slow, visit => visit.Paint), 1500, least);
        report.Add("  its files are there", "ms", Median(slow, visit => visit.Fetched));
        report.Add("  tasks over 50 ms until then, together", "ms", Median(slow, visit => visit.Busy));
        report.Add("  a plain page once the same files are there", "ms", least);
        report.Add("  a plain page that holds its text", "ms", Median(holding, visit => visit.Paint));
        report.Add($"largest paint, {Profile.Slow4G.Name}", "ms", Median(quick, visit => visit.Paint), 1500);
        report.Add($"largest paint, {Profile.Near.Name}", "ms", Median(near, visit => visit.Paint));
        report.Add($"layout shift, {profile.Name}, worst", "", slow.Max(visit => visit.Shift), 0.05);
        report.Add("JavaScript, a new project, gzip", "KB", await WeighAsync(host, fresh, "gzip"), 130);
        report.Add("JavaScript, with what formats answers, gzip", "KB", await WeighAsync(host, first, "gzip"), 130);
        report.Add("JavaScript, with what formats answers, brotli", "KB", await WeighAsync(host, first, "br"));

        if (Environment.GetEnvironmentVariable("PORTAL_TRACE") is { Length: > 0 } file)
        {
            await Visit.MakeAsync(browser, address, shown, profile with { TraceFile = file }, cancellationToken);
        }
    }

    private static double Median(List<Visit> visits, Func<Visit, double> of)
    {
        var samples = new Samples();
        visits.ForEach(visit => samples.Add(of(visit)));
        return samples.Median;
    }

    private static async Task<double> WeighAsync(HostUnderTest host, Visit visit, string encoding)
    {
        var bytes = 0L;
        foreach (var file in visit.Files.Where(file => file.EndsWith(".js", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
            using var answer = await host.Http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        return bytes / 1024.0;
    }
}
