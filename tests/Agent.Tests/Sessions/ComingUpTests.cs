using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class ComingUpTests : IAsyncDisposable
{
    private readonly LoopFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_dialog_in_the_place_of_an_agent_that_is_ready_is_told_at_the_first_look()
    {
        fixture.Terminal.Screen = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Screen", "Golden", "settings.txt"),
            TestContext.Current.CancellationToken);

        fixture.Agent.Listen();

        var dialog = Assert.IsType<AgentSignal.DialogSeen>(await fixture.NextAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(ScreenKind.Settings, dialog.Kind);
        Assert.Empty(fixture.Terminal.Keys);
    }
}
