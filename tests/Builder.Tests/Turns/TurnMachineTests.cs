using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Turns;

public sealed class TurnMachineTests
{
    private const string Nothing = "-";

    /// <summary>Rows are states, columns events in their order of declaration.</summary>
    [Theory]
    //              Typing Taken WorkSeen Asked SetAside ToProve Finished Proved Broken CalledOff TimeOver
    [InlineData("Queued", "Typed - - - - - - - Failed - -")]
    [InlineData("Typed", "Typed Accepted - - Parked - - - Failed Cancelled TimedOut")]
    [InlineData("Accepted", "Typed - Working Waiting Parked Checking Done - Failed Cancelled TimedOut")]
    [InlineData("Working", "Typed - - Waiting Parked Checking Done - Failed Cancelled TimedOut")]
    [InlineData("Waiting", "Typed - - - - - - - Failed Cancelled -")]
    [InlineData("Parked", "Typed - - - - - - - Failed Cancelled -")]
    [InlineData("Checking", "- - - - - - - Done Failed Cancelled -")]
    [InlineData("Done", "- - - - - - - - - - -")]
    [InlineData("Failed", "- - - - - - - - - - -")]
    [InlineData("Cancelled", "- - - - - - - - - - -")]
    [InlineData("TimedOut", "- - - - - - - - - - -")]
    public void Every_event_means_one_step_or_nothing_in_every_state(string state, string steps)
    {
        var expected = Enum.GetValues<TurnEvent>().Zip(steps.Split(' '));

        Assert.All(expected, pair => Assert.Equal(
            pair.Second, TurnMachine.Next(Enum.Parse<TurnState>(state), pair.First)?.ToString() ?? Nothing));
    }

    [Fact]
    public void The_table_above_has_every_state_and_every_event()
    {
        Assert.Equal(11, Enum.GetValues<TurnState>().Length);
        Assert.Equal(11, Enum.GetValues<TurnEvent>().Length);
    }
}
