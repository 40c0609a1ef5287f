using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Tests.Runs;

public sealed class StoreFailureTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(122)]
    public void A_machine_that_has_no_more_to_give_is_no_fault_of_the_work(int error) =>
        Assert.True(StoreFailure.Is(new InvalidOperationException("outer", new IOException("inner", error))));

    [Fact]
    public void Neither_is_a_store_that_is_away() =>
        Assert.True(StoreFailure.Is(new StoreUnavailableException("away")));

    [Theory]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(40)]
    public void Anything_else_comes_again(int error) => Assert.False(StoreFailure.Is(new IOException("broken", error)));
}
