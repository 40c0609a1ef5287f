using System.Collections.Concurrent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>A line on its way into the agent, by the loop that owns it.</summary>
public sealed class DeliveryLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LoopFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_line_is_typed_after_the_box_is_cleared_and_entered_once_it_shows()
    {
        await fixture.StartAsync();

        await fixture.Agent.DeliverAsync(Reduced.First, Token);

        Assert.Equal(["C-u", Reduced.First.Line, "Enter"], fixture.Terminal.Keys);
        Assert.Equal(new AgentSignal.Typed(Reduced.First.Line), await fixture.NextAsync());
        Assert.Equal(
            (TurnStage.Typed, Reduced.First),
            (fixture.Journal.Current.Stage, fixture.Journal.Current.Instruction));
    }

    [Fact]
    public async Task A_line_that_is_typed_ahead_is_not_entered_before_it_is_delivered()
    {
        await fixture.StartAsync();

        fixture.Agent.Prepare(Reduced.First);
        await fixture.SeeAsync(new AgentInput.CaughtUp());
        Assert.Equal(["C-u", Reduced.First.Line], fixture.Terminal.Keys);
        Assert.NotEqual(TurnStage.Typed, fixture.Journal.Current.Stage);

        await fixture.Agent.DeliverAsync(Reduced.First, Token);
        Assert.Equal(["C-u", Reduced.First.Line, "Enter"], fixture.Terminal.Keys);
        Assert.Equal(new AgentSignal.Typed(Reduced.First.Line), await fixture.NextAsync());
        Assert.Equal(TurnStage.Typed, fixture.Journal.Current.Stage);
    }

    [Fact]
    public async Task A_line_that_could_not_be_typed_ahead_is_typed_when_it_is_delivered()
    {
        await fixture.StartAsync();
        fixture.Terminal.IsAway = true;
        fixture.Agent.Prepare(Reduced.First);
        await fixture.SeeAsync(new AgentInput.CaughtUp());
        fixture.Terminal.IsAway = false;

        await fixture.Agent.DeliverAsync(Reduced.First, Token);

        Assert.Equal(["C-u", Reduced.First.Line, "Enter"], fixture.Terminal.Keys);
    }

    [Fact]
    public async Task A_line_that_never_shows_is_entered_after_the_longest_wait()
    {
        await fixture.StartAsync();
        fixture.Terminal.Echoes = false;
        var times = new ConcurrentDictionary<string, long>();
        fixture.Terminal.Took = key => times.TryAdd(key, fixture.Time.GetTimestamp());

        var delivering = fixture.Agent.DeliverAsync(Reduced.First, Token);
        while (!times.ContainsKey("Enter"))
        {
            fixture.Time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.WhenAny(delivering, Task.Run(() => { }, Token));
        }

        await delivering.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(["C-u", Reduced.First.Line, "Enter"], fixture.Terminal.Keys);
        Assert.True(
            fixture.Time.GetElapsedTime(times[Reduced.First.Line], times["Enter"]) >= TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task A_line_nobody_takes_is_entered_again_never_typed_again_and_given_up()
    {
        await fixture.StartAsync();
        await fixture.Agent.DeliverAsync(Reduced.First, Token);
        Assert.IsType<AgentSignal.Typed>(await fixture.NextAsync());

        Assert.Equal(new AgentSignal.NotTaken(Reduced.First.Line), await fixture.NextAsync(Second));

        Assert.Equal(["C-u", Reduced.First.Line, .. Enumerable.Repeat("Enter", 13)], fixture.Terminal.Keys);
    }

    [Fact]
    public async Task A_line_that_only_the_conversation_shows_is_taken_and_not_entered_again()
    {
        await fixture.StartAsync();
        await fixture.Agent.DeliverAsync(Reduced.First, Token);
        Assert.IsType<AgentSignal.Typed>(await fixture.NextAsync());
        await File.WriteAllTextAsync(
            $"{fixture.Path}/{FakeProfile.Conversation}", UserEntry(Reduced.First.Line), Token);

        Assert.Equal(new AgentSignal.Accepted(Reduced.First.Line), await fixture.NextAsync(Second));

        Assert.Single(fixture.Terminal.Keys, "Enter");
    }

    [Fact]
    public async Task A_prompt_that_merely_names_the_file_or_quotes_the_line_shows_nothing_either()
    {
        await fixture.WorkAsync();

        var line = Reduced.Second.Line;
        foreach (var prompt in (string[])["Look at prompt_2.txt", $"It was told: {line}", $"{line}, then rest"])
        {
            await fixture.Journal.NoteAsync(new AgentSignal.Accepted(prompt), Token);
            Assert.False(await fixture.Agent.HasTakenAsync(Reduced.Second, Token));
        }

        await fixture.Journal.NoteAsync(new AgentSignal.Accepted(Reduced.Second.Line), Token);
        Assert.True(await fixture.Agent.HasTakenAsync(Reduced.Second, Token));
    }

    [Fact]
    public async Task A_line_that_waits_to_be_typed_was_not_taken_whatever_the_conversation_says()
    {
        await fixture.WorkAsync();
        await File.WriteAllTextAsync(
            $"{fixture.Path}/{FakeProfile.Conversation}", UserEntry(Reduced.Second.Line), Token);
        Assert.True(await fixture.Agent.HasTakenAsync(Reduced.Second, Token));

        await fixture.Agent.DeliverAsync(Reduced.Second, Token);

        Assert.False(await fixture.Agent.HasTakenAsync(Reduced.Second, Token));
    }

    [Fact]
    public async Task While_the_terminal_is_away_a_delivery_fails_softly_and_enter_is_tried_later()
    {
        await fixture.StartAsync();
        fixture.Terminal.IsAway = true;
        await fixture.Agent.DeliverAsync(Reduced.First, Token);
        fixture.Terminal.IsAway = false;

        Assert.Equal(new AgentSignal.NotTaken(Reduced.First.Line), await fixture.NextAsync(Second));

        Assert.DoesNotContain(Reduced.First.Line, fixture.Terminal.Keys);
    }

    private static string UserEntry(string line) =>
        $$$"""{"type":"user","message":{"role":"user","content":"{{{line}}}"}}""";
}
