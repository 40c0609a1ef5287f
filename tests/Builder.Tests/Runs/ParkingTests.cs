using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Turns set aside because of the model: until a time that is stored and said, and taken up once.</summary>
public sealed class ParkingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider time = Machine.Clock();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("server_error", 529, 600, 600, "too much to do")]
    [InlineData("rate_limit", 429, 600, 600, "limit")]
    [InlineData("rate_limit", null, null, 120, "limit")]
    [InlineData("overloaded", null, null, 120, "too much to do")]
    public async Task A_limit_parks_the_turn_until_its_time_says_so_and_takes_it_up_once(
        string error, int? status, int? retryAfter, int parked, string why)
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn(error, status, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        var set = await machine.TurnAsync(turn, TurnState.Parked);

        var until = time.GetUtcNow() + TimeSpan.FromSeconds(parked);
        Assert.Equal(until, set.ParkedUntil);
        Assert.Contains(why, set.Reason, StringComparison.Ordinal);
        var frames = (await machine.EntriesAsync(session)).TakeLast(2).Select(entry => entry.Entry).ToArray();
        Assert.Equal(("delivery", "status"), (frames[0].Type, frames[1].Type));
        var data = JsonSerializer.Deserialize<JsonElement>(frames[0].DataJson);
        Assert.Equal(until, data.GetProperty("parked_until").GetDateTimeOffset());
        Assert.Equal("accepted", data.GetProperty("state").GetString());
        Assert.Contains(
            until.ToString("HH:mm", CultureInfo.InvariantCulture), frames[1].Message, StringComparison.Ordinal);
        Assert.Equal("parked", (await machine.Log.HeadAsync(session.Id, Token))?.Phase);
        var lines = await machine.LinesAsync(session);
        Assert.Equal(Delivery.Accepted, lines[0].Delivery);
        Assert.Equal(
            (ChatRole.Assistant, set.Reason, turn.Id), (lines[1].Role, lines[1].Content, lines[1].Turn!.Value));
        Assert.Equal(2, lines.Count);

        time.Advance(TimeSpan.FromSeconds(parked));
        await machine.FinishAsync(turn, pane);
        Assert.Equal(2, pane.Lines.Count);

        var done = await machine.AfterAsync(
            session, turn, new Aftermath(TurnState.Done, SessionState.Ready, why, "Finished after all.", error), pane);
        Assert.Equal((null, null), (done.ParkedUntil, done.Reason));
    }

    [Fact]
    public async Task A_parked_turn_outlives_the_worker_and_is_taken_up_once_by_the_next()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, Long);
        await machine.TurnAsync(turn, TurnState.Parked);

        await machine.RebootAsync();
        Assert.Equal(TurnState.Parked, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        time.Advance(Long + machine.Options.Sweep);
        await machine.FinishAsync(turn, pane);

        Assert.Equal(2, pane.Lines.Count);
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "waits until", "Finished after all.", "rate_limit"),
            pane);
    }

    [Fact]
    public async Task A_limit_that_never_ends_fails_the_turn_after_so_many_times()
    {
        await using var machine = Machine.New(options => options with { MaxParkings = 2 }, time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        for (var times = 1; times <= 2; times++)
        {
            pane.FailTurn("rate_limit", 429);
            var parked = await machine.TurnAsync(turn, TurnState.Parked);
            Assert.Equal(times, parked.Suffered(SetbackKind.ModelLimited));
            Assert.Equal(time.GetUtcNow() + times * machine.Options.ParkDelay, parked.ParkedUntil);
            time.Advance(times * machine.Options.ParkDelay);
            pane.Accept(await pane.TypedAsync(Token));
            await machine.TurnAsync(turn, TurnState.Accepted);
        }

        pane.FailTurn("rate_limit", 429);

        var failed = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Ready,
                "waits until",
                "too much to do for too long",
                "rate_limit (status 429)"),
            pane);
        Assert.Single(
            await machine.LinesAsync(session), line => line.Content.Contains("waits until", StringComparison.Ordinal));
        Assert.Equal(2, (await machine.EntriesAsync(session)).Count(entry =>
            entry.Entry is { Type: "status", Visible: true }
                && entry.Entry.Message.Contains("waits until", StringComparison.Ordinal)));
        Assert.Null(failed.ParkedUntil);
    }

    [Theory]
    [InlineData("authentication_failed", 401)]
    [InlineData("authentication_failed", 403)]
    [InlineData("billing_error", 400)]
    public async Task A_refused_key_alerts_admins_and_parks_the_turn_until_another_key_is_there(
        string error, int status)
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn(error, status);
        var parked = await machine.TurnAsync(turn, TurnState.Parked);
        Assert.Contains("refused our key", parked.Reason, StringComparison.Ordinal);
        var warning = Assert.Single(await machine.WarningsAsync(session));
        Assert.False(warning.Visible);
        Assert.Contains(error, warning.Message, StringComparison.Ordinal);

        machine.Keys.Mark = "second";
        time.Advance(machine.Options.Sweep);
        Assert.True(time.GetUtcNow() < parked.ParkedUntil);
        await machine.FinishAsync(turn, pane);

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(TurnState.Done, SessionState.Ready, "refused our key", "Finished after all.", error),
            pane);
    }

    [Fact]
    public async Task A_refused_key_is_tried_again_after_a_while_even_if_it_stays_the_same()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("authentication_failed", 401);
        await machine.TurnAsync(turn, TurnState.Parked);

        time.Advance(machine.Options.KeyRetry);
        await machine.FinishAsync(turn, pane);

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "refused our key", "Finished after all.", "authentication_failed"),
            pane);
    }

    [Fact]
    public async Task The_agent_of_a_long_parked_turn_ends_and_is_resumed_for_it()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, TimeSpan.FromHours(2));
        await machine.TurnAsync(turn, TurnState.Parked);

        time.Advance(machine.Options.IdleTimeout);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        time.Advance(TimeSpan.FromHours(2));

        var second = await machine.Agents.StartedAsync(Token);
        Assert.True(second.Start.Resume);
        await machine.FinishAsync(turn, second);
        await machine.NextWorksAsync(session, second);
    }

    [Fact]
    public async Task A_parked_turn_of_a_paused_session_waits_until_it_is_resumed()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, Long);
        await machine.TurnAsync(turn, TurnState.Parked);
        await machine.Get<PauseSession>().PauseAsync(session.Id, By.Platform, Token);
        await machine.CommandsDoneAsync(session);

        time.Advance(Long);
        await machine.CommandAsync(session, CommandKind.Diagnose, new CancelPayload(turn.Id.Value).ToJson());
        await machine.CommandsDoneAsync(session);
        Assert.Single(pane.Lines);
        Assert.Equal(TurnState.Parked, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        await machine.Get<PauseSession>().ResumeAsync(session.Id, By.Platform, Token);

        await machine.FinishAsync(turn, pane);
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task A_parked_turn_can_be_cancelled_and_its_idle_agent_takes_the_next()
    {
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.FailTurn("rate_limit", 429, Long);
        await machine.TurnAsync(turn, TurnState.Parked);

        await machine.Get<TurnCanceller>().CancelAsync(session.Id, turn.Id, "request-9", Token);

        var cancelled = await machine.TurnAsync(turn, TurnState.Cancelled);
        Assert.Null(cancelled.ParkedUntil);
        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Cancelled, SessionState.Ready, "Stopped at your request", "waits until", "rate_limit"),
            pane);
        time.Advance(Long);
        Assert.Equal(2, pane.Lines.Count);
    }

    [Fact]
    public async Task Time_spent_parked_is_not_the_turns_own()
    {
        await using var machine = Machine.New(options => options with { TurnTimeout = TimeSpan.FromMinutes(20) }, time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        time.Advance(Long);
        pane.FailTurn("rate_limit", 429, TimeSpan.FromMinutes(25));
        var parked = await machine.TurnAsync(turn, TurnState.Parked);
        Assert.Equal(Long, parked.Worked);
        time.Advance(TimeSpan.FromMinutes(25));
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(turn, TurnState.Accepted);

        time.Advance(Long);

        var ended = await machine.TurnAsync(turn, TurnState.TimedOut);
        await machine.AssertFailedAsync(session, ended);
        await machine.NextWorksAsync(session, pane);
    }
}
