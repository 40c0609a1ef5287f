using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Tests.Workers;

public sealed class WorkSlotsTests
{
    private readonly List<string> granted = [];

    [Fact]
    public void Places_of_one_client_are_given_first_come_first_served_and_a_waiter_may_give_up()
    {
        var slots = new WorkSlots(1);

        var first = Ask(slots, "first", "ada");
        var second = Ask(slots, "second", "ada");
        var third = Ask(slots, "third", "ada");
        var fourth = Ask(slots, "fourth", "ada");
        second.Dispose();
        first.Dispose();
        first.Dispose();
        third.Dispose();

        Assert.Equal(["first", "third", "fourth"], granted);
        fourth.Dispose();
        Ask(slots, "fifth", "ada");
        Assert.Equal("fifth", granted[^1]);
    }

    [Fact]
    public void A_client_with_fifty_that_wait_delays_another_by_one_place()
    {
        var slots = new WorkSlots(2);
        var (one, two) = (Ask(slots, "a0", "ada"), Ask(slots, "a1", "ada"));
        var many = Enumerable.Range(2, 50).Select(index => Ask(slots, $"a{index}", "ada")).ToList();
        var other = Ask(slots, "b0", "bob");
        Ask(slots, "b1", "bob");

        Assert.Equal("b0", slots.Look().Line[0].Session);
        one.Dispose();
        Assert.Equal("b0", granted[^1]);
        // Then in turn, whoever waited longer.
        Assert.Equal(["a2", "b1", "a3"], slots.Look().Line.Take(3).Select(waiting => waiting.Session));
        two.Dispose();
        Assert.Equal("a2", granted[^1]);
        other.Dispose();
        Assert.Equal("b1", granted[^1]);
        Assert.Equal(50, many.Count);
    }

    [Fact]
    public void While_the_machine_is_short_no_second_agent_begins_and_all_do_once_it_is_not()
    {
        var slots = new WorkSlots(3);
        slots.Admit(Admittance.ShortOfMemory);

        Ask(slots, "first", "ada");
        Ask(slots, "second", "bob");
        Ask(slots, "third", "cid");
        Assert.Equal(["first"], granted);
        Assert.True(slots.IsFull);
        Assert.Null(slots.TryTake(new Waiting("fourth", "dan")));
        Assert.Equal(0, slots.Look().Free);

        slots.Admit(Admittance.Open);
        Assert.Equal(["first", "second", "third"], granted);
        Assert.Empty(slots.Look().Line);
    }

    [Fact]
    public void What_is_told_says_who_works_who_waits_and_what_is_free()
    {
        var slots = new WorkSlots(2);
        Assert.Equal(new WorkerPlaces(2, 0, [], []), slots.Look());
        var taken = slots.TryTake(new Waiting("a0", "ada"));
        Assert.Equal(new WorkerPlaces(1, 0, [new("ada", 0)], []), slots.Look());
        Ask(slots, "b0", "bob");
        Ask(slots, "b1", "bob");
        Assert.Equal(
            new WorkerPlaces(0, 0, [new("ada", 0), new("bob", 0)], [new Waiting("b1", "bob")]), slots.Look());
        taken!.Dispose();
        Assert.Equal(new WorkerPlaces(0, 1, [new("bob", 1)], []), slots.Look());
    }

    [Fact]
    public void With_one_place_two_clients_have_it_in_turn()
    {
        var slots = new WorkSlots(1);
        var held = new Queue<IDisposable>(Enumerable.Range(0, 5).Select(index => Ask(slots, $"a{index}", "ada")));
        foreach (var session in new[] { "b0", "b1", "b2" })
        {
            held.Enqueue(Ask(slots, session, "bob"));
        }

        var byName = new[] { "a0", "a1", "a2", "a3", "a4", "b0", "b1", "b2" }.Zip(held).ToDictionary();
        for (var ended = 0; ended < byName.Count - 1; ended++)
        {
            byName[granted[^1]].Dispose();
        }

        Assert.Equal(["a0", "b0", "a1", "b1", "a2", "b2", "a3", "a4"], granted);
    }

    private IDisposable Ask(WorkSlots slots, string session, string client) =>
        slots.Request(new Waiting(session, client), () => granted.Add(session));
}
