using System.Collections.Concurrent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class LoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LoopFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_interruption_is_answered_once_it_is_proved_and_the_box_is_cleared()
    {
        await fixture.WorkAsync();
        fixture.Profile.Records = new AgentRecords(AgentStatus.Busy, 1, 10, -1, Version: null);
        var interrupting = fixture.Agent.InterruptAsync(Token);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        await fixture.SeeAsync(new AgentInput.LineTyped(Failed: true));
        Assert.False(interrupting.IsCompleted);

        fixture.Profile.Records = new AgentRecords(AgentStatus.Idle, 2, 10, -1, Version: null);

        Assert.Equal(new AgentSignal.Interrupted(), await fixture.NextAsync(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(InterruptOutcome.Interrupted, await interrupting.WaitAsync(TimeSpan.FromSeconds(60), Token));
        Assert.Equal("C-u", fixture.Terminal.Keys.Last());
        Assert.Contains("Escape", fixture.Terminal.Keys);
        Assert.Equal(TurnStage.Ended, fixture.Journal.Current.Stage);
    }

    [Fact]
    public async Task What_does_not_stop_is_killed_and_whoever_asked_is_told()
    {
        await fixture.WorkAsync();
        fixture.Profile.Records = new AgentRecords(AgentStatus.Busy, 1, 10, -1, Version: null);
        var interrupting = fixture.Agent.InterruptAsync(Token);

        Assert.IsType<AgentSignal.Exited>(await fixture.NextAsync(TimeSpan.FromMilliseconds(200)));

        Assert.Equal(InterruptOutcome.Killed, await interrupting.WaitAsync(TimeSpan.FromSeconds(60), Token));
        Assert.Equal(2, fixture.Terminal.Keys.Count(key => key == "Escape"));
        Assert.Equal(InterruptOutcome.Gone, await fixture.Agent.InterruptAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Agent.DeliverAsync(Reduced.Second, Token));
    }

    [Fact]
    public async Task A_stall_is_told_with_how_long_nothing_was_seen()
    {
        await fixture.WorkAsync();
        fixture.Agent.Saw(new AgentInput.ModelBegan(1, ModelCallKind.Main));

        var stalled = Assert.IsType<AgentSignal.Stalled>(await fixture.NextAsync(TimeSpan.FromSeconds(15)));

        Assert.InRange(stalled.Silence, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task A_dialog_found_after_a_silence_is_told_and_not_answered()
    {
        await fixture.WorkAsync();
        fixture.Terminal.Screen = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Screen", "Golden", "login.txt"), Token);
        var keys = fixture.Terminal.Keys.Count;

        var dialog = Assert.IsType<AgentSignal.DialogSeen>(await fixture.NextAsync(TimeSpan.FromSeconds(15)));

        Assert.Equal(ScreenKind.Login, dialog.Kind);
        Assert.Equal(keys, fixture.Terminal.Keys.Count);
    }

    [Fact]
    public async Task The_loss_of_the_server_is_told_as_such()
    {
        await fixture.WorkAsync();
        await fixture.LookAtPanesAsync();
        (fixture.Terminal.ServerId, fixture.Terminal.HasPane) = (2, false);

        await fixture.LookAtPanesAsync();

        Assert.Equal(new AgentSignal.Exited(null, ServerGone: true), await fixture.NextAsync());
        Assert.False(await fixture.Agent.Signals.WaitToReadAsync(Token));
    }

    [Fact]
    public async Task A_death_seen_by_a_look_that_is_given_up_is_told_all_the_same()
    {
        await fixture.WorkAsync();
        using var patience = new CancellationTokenSource();
        fixture.Terminal.Captured = patience.Cancel;
        fixture.Terminal.IsDead = true;

        await fixture.LookAtPanesUntilAsync(patience.Token);

        Assert.IsType<AgentSignal.Exited>(await fixture.NextAsync());
    }

    [Fact]
    public async Task A_folder_deleted_under_a_live_agent_is_told()
    {
        await fixture.WorkAsync();
        Directory.Delete(fixture.Path, recursive: true);

        await fixture.Agent.LookAfterAsync(Token);

        Assert.Equal(new AgentSignal.FolderLost(), await fixture.NextAsync());
    }

    [Fact]
    public async Task A_flood_of_forged_hooks_fills_no_memory_and_hides_no_end()
    {
        await fixture.WorkAsync();
        for (var forged = 0; forged < 3000; forged++)
        {
            await fixture.SeeAsync(new AgentInput.HookSeen(new AgentHook.ToolStarted("Bash", "x")));
        }

        await fixture.SeeAsync(new AgentInput.PaneDead(new AgentSignal.Exited(0)));

        var told = await fixture.Agent.Signals.ReadAllAsync(Token).ToListAsync(Token);
        Assert.InRange(told.Count, 2, 1100);
        Assert.Equal(new AgentSignal.Exited(0), told[^1]);
    }

    [Fact]
    public async Task A_diagnosis_tells_what_was_typed_and_seen_the_last_screen_and_how_it_ended()
    {
        await fixture.WorkAsync();
        fixture.Terminal.Screen = $"key {"ghp_"}{new string('a', 36)}";
        fixture.Terminal.IsDead = true;
        await fixture.LookAtPanesAsync();

        var diagnosis = await fixture.Agent.DiagnoseAsync(Token);

        Assert.Equal(nameof(AgentPhase.Gone), diagnosis.State);
        Assert.Equal([Reduced.First.Line], diagnosis.Typed.Select(note => note.Text));
        Assert.Equal(
            ["ready", $"typed: {Reduced.First.Line}", $"accepted: {Reduced.First.Line}"],
            diagnosis.Signals.Select(note => note.Text).SkipLast(1));
        Assert.Equal("killed before its status could be recorded", diagnosis.Exit);
        Assert.Equal("key [redacted]", diagnosis.Screen);
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(3, null, false)]
    [InlineData(137, 9, false)]
    [InlineData(139, 11, true)]
    [InlineData(134, 6, true)]
    [InlineData(255, null, false)]
    public void A_crash_is_told_apart_from_an_exit(int status, int? signal, bool crashed) =>
        Assert.Equal(
            new AgentSignal.Exited(status, signal, crashed), Launch.ExitStatus.Read(status, serverGone: false));

    [Fact]
    public void Every_signal_can_be_said_in_a_line()
    {
        foreach (var signal in typeof(AgentSignal).GetNestedTypes())
        {
            Assert.Contains(All, one => one.GetType() == signal);
        }

        Assert.All(All, signal => Assert.NotEqual("", SignalText.Of(signal)));
        Assert.Equal(All.Count, All.Select(SignalText.Of).Distinct().Count());
    }

    private static IReadOnlyList<AgentSignal> All { get; } =
    [
        new AgentSignal.Ready(), new AgentSignal.Typed("a"), new AgentSignal.Accepted("a"),
        new AgentSignal.NotTaken("a"), new AgentSignal.ToolStarted("a", "b"),
        new AgentSignal.ToolEnded("a", Failed: false), new AgentSignal.Stopped(null),
        new AgentSignal.TurnFailed("a", "b"), new AgentSignal.Retrying(529, 2), new AgentSignal.Interrupted(),
        new AgentSignal.Stalled(Second), new AgentSignal.PermissionAsked("a"),
        new AgentSignal.DialogSeen(ScreenKind.Login, "a"),
        new AgentSignal.FolderLost(), new AgentSignal.Exited(0),
    ];
}
