using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>
/// What fails its check comes back to the agent, twice at most; then the client is told what does not work.
/// </summary>
public sealed class RepairTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_check_is_the_agents_next_task_before_all_that_waits()
    {
        await using var machine = Machine.New();
        var (session, first, pane) = await machine.PublishedAsync("one");
        var waiting = await machine.SendAsync(session, "And make it blue");
        machine.Checks.Then(FakeChecks.Finds("The picture /cup.webp does not load.", "The page has no title."));
        var address = (await machine.SiteAsync(session)).Url;

        pane.Stop("All is built.");
        var line = await pane.TypedAsync(Token);

        var done = await machine.TurnAsync(first, TurnState.Done);
        Assert.Equal(SiteState.Failed, (await machine.SiteAsync(session)).State);
        var repair = await machine.TurnAsync(await machine.RepairAsync(session), TurnState.Typed);
        Assert.Equal((TurnOrigin.Repair, done.TraceId), (repair.Origin, repair.TraceId));
        Assert.Equal([(await machine.ShownAsync(session)).Id], repair.Repair!.Releases);
        var task = await machine.ReadAsync(session, repair.PromptFile!);
        Assert.StartsWith("The platform opened what you published", task, StringComparison.Ordinal);
        Assert.Contains("this is repair 1 of 2", task, StringComparison.Ordinal);
        Assert.Contains("--project tea-shop", task, StringComparison.Ordinal);
        Assert.Contains("does not load", task, StringComparison.Ordinal);
        Assert.Contains("Mend it.", task, StringComparison.Ordinal);

        pane.Accept(line);
        await machine.PublishAsync(session, pane, "two");
        pane.Stop("Mended.");
        await machine.TurnAsync(repair, TurnState.Done);
        Assert.Equal((SiteState.Live, address), ((await machine.SiteAsync(session)).State, await UrlAsync()));
        await machine.FinishAsync(waiting, pane, "Blue it is.");

        // Both reports are in the chat, each with its turn; the repair is marked.
        var (failed, passed) =
            (await machine.LastLineAsync(session, first), await machine.LastLineAsync(session, repair));
        Assert.Contains("does not pass its check yet", failed.Content, StringComparison.Ordinal);
        Assert.Contains("- The picture /cup.webp does not load. (/)", failed.Content, StringComparison.Ordinal);
        Assert.False((await machine.ReportAsync(session, failed)).Passed);
        Assert.True((await machine.ReportAsync(session, passed)).Passed);
        var begun = (await machine.LinesAsync(session)).First(said => said.Turn == repair.Id);
        Assert.Equal(
            (ChatRole.Assistant, TurnOrigin.Repair, Delivery.Answered, "Repair 1 of 2"),
            (begun.Role, begun.Origin!.Value, begun.Delivery!.Value, begun.Content[..13]));
        var receipts = (await machine.DataAsync(session, "delivery"))
            .Where(data => data.GetProperty("message_id").GetString() == begun.Id.Value).ToList();
        Assert.Equal(
            ["queued", "typed", "accepted", "working", "answered"],
            receipts.Select(data => data.GetProperty("state").GetString()));
        Assert.All(receipts, data => Assert.Equal("repair", data.GetProperty("origin").GetString()));

        async Task<string> UrlAsync() => (await machine.SiteAsync(session)).Url;
    }

    [Fact]
    public async Task After_two_repairs_the_client_is_told_what_does_not_work()
    {
        await using var machine = Machine.New();
        var (session, first, pane) = await machine.PublishedAsync("one");
        machine.Checks.Then(FakeChecks.Finds("Broken 1."));
        machine.Checks.Then(FakeChecks.Finds("Broken 2."));
        machine.Checks.Then(FakeChecks.Finds("Broken 3.", "Broken 4."));

        pane.Stop();
        await MendAsync(1, "two");
        var last = await MendAsync(2, "three");

        await machine.TurnAsync(last, TurnState.Done);
        var said = await machine.LastLineAsync(session, last);
        Assert.Contains("is published, but not everything works.", said.Content, StringComparison.Ordinal);
        Assert.Contains("- Broken 3. (/)\n- Broken 4. (/)", said.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("go back", said.Content, StringComparison.Ordinal);
        Assert.Equal(2, (await machine.ReportAsync(session, said)).Findings.Count);
        Assert.Equal(
            ["Published, but not right yet; a repair follows", "Published, but not right yet; a repair follows",
                "Published, but not everything works"],
            (await machine.EntriesAsync(session)).Where(entry => entry.Entry.Type == "done")
                .Select(entry => entry.Entry.Message));
        var site = await machine.SiteAsync(session);
        Assert.Equal((SiteState.Failed, "Broken 3."), (site.State, (await FindingsAsync(said))[0]));
        Assert.Contains("three", machine.Checks.Asked.Last().Page, StringComparison.Ordinal);
        await machine.StateAsync(session, SessionState.Ready);
        Assert.Equal(3, (await machine.Turns.ListRecentAsync(session.Id, 20, Token)).Count);
        await machine.NextWorksAsync(session, pane);

        async Task<Turn> MendAsync(int attempt, string content)
        {
            var repair = await machine.RepairAsync(session, attempt);
            pane.Accept(await pane.TypedAsync(Token));
            await machine.PublishAsync(session, pane, content);
            pane.Stop();
            return repair;
        }

        async Task<List<string>> FindingsAsync(ChatMessage line) =>
            [.. (await machine.ReportAsync(session, line)).Findings.Select(finding => finding.Detail)];
    }

    [Fact]
    public async Task A_repair_that_publishes_nothing_is_one_of_the_two_and_nothing_is_checked_twice()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        machine.Checks.Then(FakeChecks.Finds("Broken."));

        pane.Stop();
        foreach (var attempt in (int[])[1, 2])
        {
            var repair = await machine.RepairAsync(session, attempt);
            await machine.FinishAsync(repair, pane, "I found nothing to mend.");
        }

        Assert.Single(machine.Checks.Asked);
        Assert.Equal(3, (await machine.Turns.ListRecentAsync(session.Id, 20, Token)).Count);
        Assert.Contains(
            "not everything works",
            (await machine.LastLineAsync(session, await machine.RepairAsync(session, 2))).Content,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_worked_before_can_go_back_and_that_is_said()
    {
        await using var machine = Machine.New();
        var (session, first, pane) = await machine.PublishedAsync("one");
        pane.Stop();
        await machine.TurnAsync(first, TurnState.Done);
        var next = await machine.SendAsync(session, "Another picture");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.PublishAsync(session, pane, "two");
        machine.Checks.Then(FakeChecks.Finds("Broken."));

        pane.Stop();
        await machine.FinishAsync(await machine.RepairAsync(session, 1), pane, "No idea.");
        var last = await machine.RepairAsync(session, 2);
        await machine.FinishAsync(last, pane, "No idea.");

        Assert.Contains(
            "An earlier version passed its check; you can go back to it",
            (await machine.LastLineAsync(session, last)).Content,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "go back", (await machine.LastLineAsync(session, next)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_that_is_told_again_after_its_agent_was_lost_still_says_what_it_is()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.PublishedAsync("one");
        machine.Checks.Then(FakeChecks.Finds("Broken."));
        pane.Stop();
        pane.Accept(await pane.TypedAsync(Token));
        var repair = await machine.TurnAsync(await machine.RepairAsync(session), TurnState.Accepted);

        pane.Exit(1);
        var second = await machine.Agents.StartedAsync(Token);
        await second.TypedAsync(Token);

        var told = await machine.ReadAsync(session, (await machine.TurnAsync(repair, TurnState.Typed)).PromptFile!);
        Assert.Contains("report of the check whose errors you mend", told, StringComparison.Ordinal);
        Assert.DoesNotContain("client's own", told, StringComparison.Ordinal);
    }
}
