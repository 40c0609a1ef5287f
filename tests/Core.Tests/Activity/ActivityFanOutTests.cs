using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class ActivityFanOutTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 7, 25, 31, TimeSpan.Zero);
    private static readonly SessionId Session = SessionId.Parse(new string('a', 64));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_connection_waits_for_the_way_to_another()
    {
        string[] ids = ["a", "b", "c"];
        var channel = new Meeting(ids);

        await SendAsync(channel).WaitAsync(Patience, Cancellation);

        Assert.Equal(ids, channel.Posted.Order());
    }

    [Fact]
    public async Task A_connection_that_fails_keeps_nothing_from_the_others_and_one_that_is_gone_is_forgotten()
    {
        var channel = new Meeting("broken", "gone", "there");

        await SendAsync(channel).WaitAsync(Patience, Cancellation);

        Assert.Contains("there", channel.Posted);
        Assert.Equal(["gone"], channel.Forgotten);
    }

    private static Task SendAsync(Meeting sockets) =>
        new ActivityFanOut(sockets, sockets, NullLogger<ActivityFanOut>.Instance).SendAsync(
            Session,
            [
                new ActivityEntry(
                    1,
                    new NewEntry { Type = "status", Message = "tea", DataJson = "\"tea\"", Timestamp = Now }),
            ],
            Cancellation);

    /// <summary>Live connections, none of which answers a post before all have got theirs.</summary>
    private sealed class Meeting(params string[] ids) : IClientChannel, IConnectionStore
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<string> posted = new();
        private readonly ConcurrentQueue<string> forgotten = new();

        public IReadOnlyCollection<string> Posted => posted;

        public IReadOnlyCollection<string> Forgotten => forgotten;

        public async Task<bool> PostAsync(
            Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
        {
            posted.Enqueue(connection.Id);
            if (posted.Count == ids.Length)
            {
                all.SetResult();
            }

            await all.Task;
            return connection.Id switch
            {
                "broken" => throw new StoreUnavailableException("It is."),
                "gone" => false,
                _ => true,
            };
        }

        public Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Connection>>(
                [.. ids.Select(id => new Connection(id, session, Role.Client, session.Value, Live: true, Now))]);

        public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken)
        {
            forgotten.Enqueue(connection);
            return Task.CompletedTask;
        }

        public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task PutAsync(Connection connection, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<Connection> ListAllAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
