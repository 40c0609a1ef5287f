using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Tests.Admission;

public sealed class QueuePlacesTests
{
    private static readonly Session Ada = Of("ada@example.com");
    private static readonly string Client = Waiting.ClientOf(Ada);
    private static readonly WorkerRecord Full = Worker("full", new WorkerPlaces(0, 0, [], [Other(0), Other(1)]));
    private static readonly WorkerRecord Short = Worker("short", new WorkerPlaces(0, 0, [], [Other(0)]));

    private static readonly WorkerRecord Mine = Worker(
        "mine", new WorkerPlaces(0, 0, [], [Other(0), new Waiting(Ada.Id.Short, Client), Other(1)]));

    [Fact]
    public void One_in_a_line_is_told_its_place_there() =>
        Assert.Equal(1, QueuePlaces.Before(Ada, Mine.Id, [Full, Mine, Free()]));

    [Fact]
    public void One_of_nobody_begins_at_once_where_a_place_is_free() =>
        Assert.Equal(0, QueuePlaces.Before(Ada, null, [Full, Free()]));

    [Fact]
    public void One_of_nobody_is_told_where_it_will_stand_in_the_shortest_line_there_is()
    {
        Assert.Equal(2, QueuePlaces.Before(Ada, null, [Full]));
        Assert.Equal(1, QueuePlaces.Before(Ada, null, [Full, Short]));
        Assert.Equal(1, QueuePlaces.Before(Ada, null, [Full, Short, Free() with { Draining = true }]));
    }

    [Fact]
    public void One_that_is_held_and_not_in_line_yet_is_told_by_its_holders_line()
    {
        Assert.Equal(2, QueuePlaces.Before(Ada, Full.Id, [Full, Short, Free()]));
        Assert.Equal(0, QueuePlaces.Before(Ada, WorkerId.Parse("free"), [Full, Free()]));
    }

    [Fact]
    public void Where_no_worker_tells_anything_nothing_is_known_to_come_before()
    {
        Assert.Equal(0, QueuePlaces.Before(Ada, null, []));
        Assert.Equal(0, QueuePlaces.Before(Ada, null, [Full with { Places = null }]));
    }

    [Fact]
    public void A_place_of_a_neighbour_is_promised_once_until_it_tells_anew()
    {
        var neighbours = new Neighbours(Full.Id);
        var (one, two) = (Free(1), Free(2) with { Id = WorkerId.Parse("two") });
        neighbours.Observe([Full with { Places = Free(9).Places }, one, two], _ => false);

        Assert.Equal([two.Id, one.Id, two.Id, null], Enumerable.Range(0, 4).Select(_ => neighbours.Take()));
        neighbours.Observe([one, two], _ => false);
        Assert.Null(neighbours.Take());

        // It told between two heartbeats.
        neighbours.Observe([Free(2)], _ => false);
        Assert.Equal([one.Id, null], Enumerable.Range(0, 2).Select(_ => neighbours.Take()));
        neighbours.Observe([one with { Heartbeat = 2 }, two with { Draining = true, Heartbeat = 2 }], _ => false);
        Assert.Equal([one.Id, null], Enumerable.Range(0, 2).Select(_ => neighbours.Take()));
        neighbours.Observe([one with { Heartbeat = 3 }], worker => worker == one.Id);
        Assert.Null(neighbours.Take());
    }

    private static WorkerRecord Free(int places = 1) => Worker("free", new WorkerPlaces(places, 0, [], []));

    private static WorkerRecord Worker(string id, WorkerPlaces places) =>
        new(WorkerId.Parse(id), 1, 4, false, DateTimeOffset.UnixEpoch) { Places = places };

    /// <summary>Somebody else who waits; each is another client.</summary>
    private static Waiting Other(int number) => new($"session{number}", $"client{number}");

    private static Session Of(string email) => new()
    {
        Id = SessionId.New(email, TimeProvider.System),
        Email = email,
        ClientName = "Ada",
        Name = "Tea shop",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
