using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Turns;

public sealed class TurnMachineTests
{
    private const string Nothing = "-";

    /// <summary>Rows are states, columns events in their order of declaration.</summary>
    [Theory]
    //                     Typing   Taken       WorkSeen   Asked      SetAside  Finished Broken    CalledOff    TimeOver
    [InlineData("Queued", "Typed", Nothing, Nothing, Nothing, Nothing, Nothing, "Failed", Nothing, Nothing)]
    [InlineData("Typed", "Typed", "Accepted", Nothing, Nothing, "Parked", Nothing, "Failed", "Cancelled", "TimedOut")]
    [InlineData(
        "Accepted", "Typed", Nothing, "Working", "Waiting", "Parked", "Done", "Failed", "Cancelled", "TimedOut")]
    [InlineData("Working", "Typed", Nothing, Nothing, "Waiting", "Parked", "Done", "Failed", "Cancelled", "TimedOut")]
    [InlineData("Waiting", "Typed", Nothing, Nothing, Nothing, Nothing, Nothing, "Failed", "Cancelled", Nothing)]
    [InlineData("Parked", "Typed", Nothing, Nothing, Nothing, Nothing, Nothing, "Failed", "Cancelled", Nothing)]
    [InlineData("Done", Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("Failed", Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("Cancelled", Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("TimedOut", Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing)]
    public void Every_event_means_one_step_or_nothing_in_every_state(string state, params string[] steps)
    {
        var expected = Enum.GetValues<TurnEvent>().Zip(steps);

        Assert.All(expected, pair => Assert.Equal(
            pair.Second, TurnMachine.Next(Enum.Parse<TurnState>(state), pair.First)?.ToString() ?? Nothing));
    }

    [Fact]
    public void The_table_above_has_every_state_and_every_event()
    {
        Assert.Equal(10, Enum.GetValues<TurnState>().Length);
        Assert.Equal(9, Enum.GetValues<TurnEvent>().Length);
    }
}
