using System.Diagnostics;
using TmuxBuilder.Checks.Tests.Support;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>When a check is made, and when it is not.</summary>
public sealed class TurnTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_browser_nothing_is_checked_and_a_sentence_says_so()
    {
        await using var world = new CheckWorld(new() { Chromium = "/nonexistent/chromium" }).With(GoodSite.Complete());

        var outcome = await world.TryAsync();

        Assert.EndsWith(".", Assert.IsType<CheckOutcome.NotRun>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_does_not_count_as_a_check()
    {
        await using var world = new CheckWorld(new() { Chromium = "/usr/bin/true" }).With(GoodSite.Complete());

        var outcome = await world.TryAsync();

        Assert.Contains("sandbox", Assert.IsType<CheckOutcome.NotRun>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_site_is_checked_another_waits_and_not_for_ever()
    {
        var options = CheckWorld.Patient with { WaitLimit = TimeSpan.FromMilliseconds(1) };
        await using var world = new CheckWorld(options).With(GoodSite.Complete());
        var begun = new TaskCompletionSource();
        var first = world.Checks.CheckAsync(Request(world, new Signal(begun)), Cancellation);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        var second = await world.TryAsync();

        Assert.IsType<CheckOutcome.NotRun>(second);
        Assert.IsType<CheckOutcome.Checked>(await first);
        Assert.IsType<CheckOutcome.Checked>(await world.TryAsync());
    }

    [Fact]
    public async Task A_check_that_is_called_off_leaves_nothing_behind()
    {
        await using var world = new CheckWorld().With(GoodSite.Complete());
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var begun = new TaskCompletionSource();
        var check = world.Checks.CheckAsync(Request(world, new Signal(begun)), calledOff.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        await calledOff.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
        Assert.Empty(Directory.GetFileSystemEntries(world.RunFolder));
        Assert.False(Processes.AnyNames(world.RunFolder));
    }

    [Fact]
    public async Task A_browser_whose_driver_dies_dies_with_it()
    {
        await using var world = new CheckWorld().With(GoodSite.Complete());
        var begun = new TaskCompletionSource();
        var check = world.Checks.CheckAsync(Request(world, new Signal(begun)), Cancellation);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        var browser = Processes.Naming(world.RunFolder).ToList();
        Assert.NotEmpty(browser);

        Processes.KillParentOf(world.RunFolder);

        var outcome = Assert.IsType<CheckOutcome.Checked>(await check);
        Assert.Contains(outcome.Report.Findings, finding => finding.Rule == "page.crash");

        // Their end is the kernel's work, begun when the driver died; the check does not wait for it.
        await Task.WhenAll(browser.Select(process => process.WaitForExitAsync(Cancellation)))
            .WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.False(Processes.AnyNames(world.RunFolder));
    }

    [Fact]
    public async Task A_browser_whose_worker_is_killed_ends()
    {
        await using var world = new CheckWorld().With(GoodSite.Files("<script>while (true) {}</script>"));
        using var worker = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [WorkerProgram.Verb, world.Folder, world.RunFolder])
        {
            RedirectStandardOutput = true,
        })!;
        await worker.StandardOutput.ReadLineAsync(Cancellation);
        var browser = Processes.Naming(world.RunFolder).Where(process => process.Id != worker.Id).ToList();
        Assert.NotEmpty(browser);

        worker.Kill(entireProcessTree: false);

        await Task.WhenAll(browser.Select(process => process.WaitForExitAsync(Cancellation)))
            .WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.False(Processes.AnyNames(world.RunFolder));
    }

    [Fact]
    public async Task What_a_killed_worker_left_is_cleared_away_by_a_later_check()
    {
        await using var world = new CheckWorld().With(GoodSite.Files());
        var left = Directory.CreateDirectory(Path.Combine(world.RunFolder, "tb-check-old"));
        var mine = Directory.CreateDirectory(Path.Combine(world.RunFolder, "tb-check-new"));
        left.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2);

        await world.CheckAsync();

        Assert.Equal([mine.FullName], Directory.GetDirectories(world.RunFolder));
    }

    private static CheckRequest Request(CheckWorld world, IProgress<string> progress) => new(
        SessionId.New("ada@example.com", TimeProvider.System),
        new CheckTarget.Folder(world.Folder, CheckWorld.Host, []),
        progress);

    private sealed class Signal(TaskCompletionSource begun) : IProgress<string>
    {
        public void Report(string value) => begun.TrySetResult();
    }
}
