using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Agents that hold keys of their session's own AWS identity.</summary>
public sealed class TenantKeyTests
{
    private readonly FakeTenants tenants = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_is_started_with_its_sessions_keys()
    {
        await using var machine = Start();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        await machine.SendAsync(session);
        await machine.TypedAsync();

        var start = Assert.Single(machine.Agents.Starts);
        Assert.Equal(FakeTenants.KeysOf(session.Id), start.Keys);
        Assert.DoesNotContain("a-secret", start.ToString(), StringComparison.Ordinal);
        Assert.Empty(tenants.Revoked);
    }

    [Fact]
    public async Task Without_an_identity_an_agent_holds_none()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        await machine.SendAsync(session);
        await machine.TypedAsync();

        Assert.Null(Assert.Single(machine.Agents.Starts).Keys);
    }

    [Fact]
    public async Task Keys_made_while_the_session_is_deleted_are_revoked()
    {
        await using var machine = Start();
        var session = await machine.SessionAsync();
        tenants.Before = async id =>
        {
            var stored = await machine.Sessions.FindAsync(id, Token);
            await machine.Sessions.SaveAsync(stored! with { State = SessionState.Deleted }, null, Token);
        };
        await machine.StartWorkerAsync();
        await machine.SendAsync(session);
        var start = await machine.Pulse.UntilAsync(
            () => Task.FromResult(machine.Agents.Starts.FirstOrDefault()), Token);

        Assert.Null(start.Keys);
        Assert.Equal(session.Id, tenants.Revoked.First());
    }

    [Fact]
    public async Task Replaced_keys_wait_for_the_turn_and_are_the_next_starts_of_the_same_conversation()
    {
        await using var machine = Start();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.CommandAsync(session, CommandKind.RotateKeys);
        await machine.CommandAsync(session, CommandKind.Resume);
        await machine.Pulse.UntilAsync(
            async () => await PendingAsync(machine, session) is [var left] ? left : null, Token);
        Assert.Empty(tenants.Rotated);

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.SendAsync(session, "next");
        var (second, _) = await machine.TypedAsync();

        Assert.Equal(session.Id, Assert.Single(tenants.Rotated));
        Assert.Equal(FakeTenants.KeysOf(session.Id, rotations: 1), second.Start.Keys);
        Assert.NotEqual(pane.Start.Keys, second.Start.Keys);
        Assert.True(second.Start.Resume);
    }

    [Fact]
    public async Task Where_agents_get_no_keys_there_is_nothing_to_replace_and_the_agent_stays()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.CommandAsync(session, CommandKind.RotateKeys);
        await machine.CommandsDoneAsync(session);

        await machine.SendAsync(session, "next");
        await pane.TypedAsync(Token);

        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task An_identity_that_is_somebody_elses_fails_the_start_and_not_the_worker()
    {
        await using var machine = Start(options => options with
        {
            StartTries = 1, StartDelay = TimeSpan.FromMilliseconds(1),
        });
        tenants.Before = _ => throw new InvalidOperationException("A user of this session's name is another's.");
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        await machine.SendAsync(session);

        Assert.Equal(Sentences.CannotStart, (await machine.StateAsync(session, SessionState.Failed)).StateReason);
        Assert.Empty(machine.Agents.Starts);
    }

    private static async Task<IReadOnlyList<Command>> PendingAsync(Machine machine, Session session) =>
        [.. await machine.Get<ICommandStore>().ListPendingAsync(session.Id, machine.Time.GetUtcNow(), Token)];

    private Machine Start(Func<BuilderOptions, BuilderOptions>? configure = null) =>
        Machine.New(configure, added: services => services.AddSingleton<ITenantIdentity>(tenants));
}
