using TmuxBuilder.Builder.Runs;

namespace TmuxBuilder.Builder.Tests.Runs;

public sealed class TimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 30)]
    [InlineData(1000, 30)]
    public void Each_try_waits_twice_as_long_up_to_half_a_minute(int times, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Times.BackOff(TimeSpan.FromSeconds(5), times));

    [Fact]
    public void The_earliest_of_those_there_are()
    {
        Assert.Equal(Noon, Times.Earliest(null, Noon.AddHours(1), Noon, null));
        Assert.Null(Times.Earliest(null, null));
    }

    [Fact]
    public void A_time_is_told_in_whole_seconds_and_never_too_early()
    {
        Assert.Equal(Noon, Times.WholeSecond(Noon));
        Assert.Equal(Noon.AddSeconds(1), Times.WholeSecond(Noon.AddTicks(1)));
    }
}
