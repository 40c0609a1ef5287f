using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>What <c>check.sh</c> opens, prints and refuses.</summary>
public sealed class CheckCallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_built_folder_is_copied_opened_and_reported(bool passes, int status)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        machine.Checks.Then(passes ? FakeChecks.Passes("No icon.") : FakeChecks.Finds("No title."));
        var output = new List<string>();

        Assert.Equal(status, await machine.CallAsync(pane, "check", ["--dist", "/session/code/dist"], output));

        var report = CheckReport.Parse(string.Join('\n', output));
        Assert.Equal(passes, report?.Passed);
        var (target, page) = Assert.Single(machine.Checks.Asked);
        var folder = Assert.IsType<CheckTarget.Folder>(target).Path;
        Assert.Contains("<p>one</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Id.Value, folder, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        await machine.TurnAsync(turn, TurnState.Working);
        Assert.Contains(
            (await machine.EntriesAsync(session)).Where(entry => entry.Entry.Type == "test"),
            entry => entry.Entry.Message.StartsWith(
                $"code/dist {(passes ? "passed" : "did not pass")} its check", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--dist", "../other")]
    [InlineData("--dist", "/etc")]
    [InlineData("--dist", "code/nothing")]
    [InlineData("--dist", "code/link")]
    [InlineData("--dist", "code/linked")]
    [InlineData("--dist", "code/empty")]
    [InlineData("--dist")]
    [InlineData("code/dist")]
    [InlineData("http://tmux-another.localhost:8000/")]
    [InlineData("http://localhost:8000/api/health")]
    [InlineData("http://127.0.0.1:8000/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_not_the_sessions_own_is_refused_and_not_opened(params string[] arguments)
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync();
        var folder = machine.Folders.FolderOf(session.Id);
        Directory.CreateDirectory(Path.Combine(folder, "code/empty"));
        Directory.CreateDirectory(Path.Combine(folder, "code/linked"));
        File.CreateSymbolicLink(Path.Combine(folder, "code/link"), "/etc");
        File.CreateSymbolicLink(Path.Combine(folder, "code/linked/index.html"), "/etc/passwd");
        var output = new List<string>();

        Assert.Equal(2, await machine.CallAsync(pane, "check", arguments, output));

        Assert.NotEmpty(output);
        Assert.Empty(machine.Checks.Asked);
    }

    [Fact]
    public async Task Another_sessions_site_is_refused()
    {
        await using var machine = Machine.New();
        var (other, _, _) = await machine.PublishedAsync();
        var session = await machine.SessionAsync();
        await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        var output = new List<string>();

        Assert.Equal(
            2, await machine.CallAsync(pane, "check", [(await machine.SiteAsync(other)).Url], output));
        Assert.Equal("Refused: that address is none of this project's sites.", Assert.Single(output));
        Assert.Equal(2, await machine.CallAsync(pane, "check", [], output));
        Assert.StartsWith("Refused: nothing is published there yet", output[^1], StringComparison.Ordinal);
        Assert.Empty(machine.Checks.Asked);
    }

    [Fact]
    public async Task The_check_of_a_site_is_made_once_and_counts_at_the_turns_end()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync("one");
        var url = (await machine.SiteAsync(session)).Url;
        machine.Checks.Then(FakeChecks.Finds("No title."));
        var (first, second) = (new List<string>(), new List<string>());

        Assert.Equal(1, await machine.CallAsync(pane, "check", [], first));
        Assert.Equal(1, await machine.CallAsync(pane, "check", [url + "menu.html"], second));
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        Assert.Equal(first, second);
        Assert.Single(machine.Checks.Asked);
        Assert.Equal(
            "No title.",
            (await machine.ReportAsync(session, await machine.LastLineAsync(session, turn))).Findings[0].Detail);
        Assert.Equal(1, (await machine.RepairAsync(session)).Repair?.Attempt);
    }

    [Theory]
    [InlineData]
    [InlineData("--dist", "code/dist")]
    public async Task The_sessions_other_sites_are_named_to_the_check(params string[] arguments)
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        await machine.PublishAsync(session, pane, "coffee", slug: "coffee");

        Assert.Equal(0, await machine.CallAsync(pane, "check", arguments));

        var target = Assert.IsType<CheckTarget.Folder>(Assert.Single(machine.Checks.Asked).Target);
        var own = await machine.Get<ISiteStore>().ListAsync(session.Id, Token);
        Assert.Equal(2, own.Count);
        Assert.Equal(own.Select(site => new Uri(site.Url).Authority), target.Hosts);
    }

    [Fact]
    public async Task A_session_that_was_taken_over_meanwhile_keeps_no_report()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        var held = machine.Checks.ThenHold();
        var call = machine.CallAsync(pane, "check", []);
        await held.Begun;
        var leases = machine.Get<ILeaseStore>();
        var old = machine.Get<RunnerDirectory>().Find(session.Id)!.Lease!;
        var seen = new Lease(session.Id, old.Worker, old.Epoch);
        Assert.NotNull(await leases.TakeOverAsync(seen, WorkerId.Parse("worker-b"), Token));
        held.End(FakeChecks.Passes());

        await call;

        Assert.Empty(await machine.Get<IUploadStore>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task The_site_published_last_is_the_one_that_is_meant()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        await machine.PublishAsync(session, pane, "coffee", slug: "coffee");
        await machine.PublishAsync(session, pane, "two");

        Assert.Equal(0, await machine.CallAsync(pane, "check", []));

        Assert.Contains("<p>two</p>", Assert.Single(machine.Checks.Asked).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dist", "code/dist")]
    [InlineData]
    public async Task That_no_check_could_be_made_is_said_and_is_no_verdict(params string[] arguments)
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(new CheckOutcome.NotRun("Chromium is not installed on this machine."));
        var output = new List<string>();

        Assert.Equal(3, await machine.CallAsync(pane, "check", arguments, output));

        Assert.Equal("Not checked: Chromium is not installed on this machine.", Assert.Single(output));
        Assert.Equal(0, await machine.CallAsync(pane, "check", arguments));
        Assert.Equal(2, machine.Checks.Asked.Count);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
    }

    [Fact]
    public async Task A_check_that_could_not_be_made_within_the_turn_is_made_at_its_end()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(new CheckOutcome.NotRun("Other checks were under way for too long."));
        Assert.Equal(3, await machine.CallAsync(pane, "check", []));
        machine.Checks.Then(FakeChecks.Finds("No title."));

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        Assert.Equal(2, machine.Checks.Asked.Count);
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        Assert.Equal(1, (await machine.RepairAsync(session)).Repair?.Attempt);
    }

    [Fact]
    public async Task One_session_has_one_browser_at_a_time_and_few_calls_in_line()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var held = machine.Checks.ThenHold();
        var first = machine.CallAsync(pane, "check", ["--dist", "code/dist"]);
        await held.Begun;
        var others = Enumerable.Range(0, 3).Select(_ => machine.CallAsync(pane, "check", ["--dist", "code/dist"]))
            .ToList();
        var output = new List<string>();

        Assert.Equal(3, await machine.CallAsync(pane, "check", ["--dist", "code/dist"], output));

        Assert.StartsWith("Not checked: other checks", Assert.Single(output), StringComparison.Ordinal);
        held.End(FakeChecks.Passes());
        var statuses = await Task.WhenAll([first, .. others]);
        Assert.Equal([0, 0, 0, 0], statuses);
        Assert.Equal(1, machine.Checks.MostOpen);
        Assert.Equal(0, await machine.CallAsync(pane, "check", ["--dist", "code/dist"]));
    }

    [Fact]
    public async Task What_looks_like_a_secret_is_in_no_report()
    {
        var secret = "ghp_" + new string('a', 36);
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.PublishedAsync();
        machine.Checks.Then(FakeChecks.Finds($"The console says {secret}."));
        var output = new List<string>();

        await machine.CallAsync(pane, "check", [], output);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        var line = await machine.LastLineAsync(session, turn);
        Assert.Contains("The console says", line.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, line.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await machine.ReportAsync(session, line)).ToJson(), StringComparison.Ordinal);
        Assert.All(output, printed => Assert.DoesNotContain(secret, printed, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, (await machine.RepairAsync(session)).Text, StringComparison.Ordinal);
    }
}
