using Microsoft.Extensions.Options;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Builder.Tests;

public sealed class BuilderOptionsTests
{
    private static readonly BuilderOptions Sound = new() { Worker = WorkerId.Parse("worker-1"), DataFolder = "/data" };

    public static TheoryData<BuilderOptions, string> Unsound { get; } = new()
    {
        { Sound with { DataFolder = "data" }, "DataFolder" },
        { Sound with { Capacity = 0 }, "Capacity" },
        { Sound with { StandDownAfter = TimeSpan.FromSeconds(6) }, "StandDownAfter" },
        { Sound with { LostAfter = TimeSpan.FromSeconds(15) }, "LostAfter" },
        { Sound with { Sweep = TimeSpan.Zero }, "Sweep" },
        { Sound with { TurnTimeout = TimeSpan.FromSeconds(1) }, "TurnTimeout" },
        { Sound with { StartTries = 0 }, "StartTries" },
    };

    [Fact]
    public void The_defaults_are_sound() => Sound.Validate();

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_value_that_makes_no_sense_is_refused_with_a_sentence(BuilderOptions options, string named)
    {
        var refusal = Assert.Throws<OptionsValidationException>(options.Validate);

        Assert.StartsWith(named, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512L << 20, 1)]
    [InlineData(1300L << 20, 2)]
    [InlineData(64L << 30, 4)]
    public void As_many_agents_work_at_once_as_memory_allows_but_at_most_four(long memory, int capacity) =>
        Assert.Equal(capacity, BuilderOptions.DefaultCapacity(memory));
}
