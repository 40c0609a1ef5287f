using TmuxBuilder.Core.Commands;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class CommandStoreContract : PortContract
{
    [Fact]
    public async Task Pending_commands_are_the_sessions_own_oldest_first_as_they_were_stored()
    {
        var session = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();
        var first = World.NewCommand(session.Id, CommandKind.Cancel) with { TraceId = "request-1" };
        var second = World.NewCommand(session.Id, CommandKind.Purge);
        await Commands.AddAsync(first, Cancellation);
        await Commands.AddAsync(World.NewCommand(other.Id), Cancellation);
        await Commands.AddAsync(second, Cancellation);

        Assert.Equal([first, second], await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }

    [Fact]
    public async Task A_command_with_an_id_stored_before_changes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);

        await Commands.AddAsync(command with { Payload = "{}" }, Cancellation);

        Assert.Equal([command], await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }

    [Fact]
    public async Task An_expired_command_is_not_pending()
    {
        var session = await World.StoredSessionAsync();
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);

        Assert.Single(await Commands.ListPendingAsync(session.Id, command.ExpiresAt.AddTicks(-1), Cancellation));
        Assert.Empty(await Commands.ListPendingAsync(session.Id, command.ExpiresAt, Cancellation));
    }

    [Fact]
    public async Task A_command_is_done_once()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);

        var results = await AtOnceAsync(5, _ => Commands.CompleteAsync(command.Id, lease, Cancellation));

        Assert.Single(results, true);
        Assert.Empty(await Commands.ListPendingAsync(session.Id, Now, Cancellation));
        Assert.False(await Commands.CompleteAsync(CommandId.New(Time), lease, Cancellation));
    }

    [Fact]
    public async Task A_lost_or_foreign_lease_completes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);
        var lost = await World.LostLeaseAsync(session.Id);
        var foreign = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);

        Assert.False(await Commands.CompleteAsync(command.Id, lost, Cancellation));
        Assert.False(await Commands.CompleteAsync(command.Id, foreign, Cancellation));
        Assert.Single(await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }

    [Fact]
    public async Task A_lease_given_back_completes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Leases.ReleaseAsync(lease, Cancellation);

        Assert.False(await Commands.CompleteAsync(command.Id, lease, Cancellation));
        Assert.Single(await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }

    [Fact]
    public async Task Sweeping_removes_done_and_expired_commands_and_counts_them()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var done = World.NewCommand(session.Id);
        var both = World.NewCommand(session.Id) with { ExpiresAt = Now };
        var waits = World.NewCommand(session.Id) with { ExpiresAt = Now.AddTicks(1) };
        foreach (var command in new[] { done, both, waits, World.NewCommand(session.Id) with { ExpiresAt = Now } })
        {
            await Commands.AddAsync(command, Cancellation);
        }

        await Commands.CompleteAsync(done.Id, lease, Cancellation);
        await Commands.CompleteAsync(both.Id, lease, Cancellation);

        Assert.Equal(3, await Commands.SweepAsync(Now, Cancellation));
        Assert.Equal(0, await Commands.SweepAsync(Now, Cancellation));
        Assert.Equal([waits], await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }

    [Fact]
    public async Task Stored_commands_outlive_the_process()
    {
        var session = await World.StoredSessionAsync();
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);

        await World.ReopenAsync();

        Assert.Equal([command], await Commands.ListPendingAsync(session.Id, Now, Cancellation));
    }
}
