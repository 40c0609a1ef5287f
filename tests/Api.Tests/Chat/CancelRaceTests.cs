using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Chat;

public sealed class CancelRaceTests
{
    [Fact]
    public async Task A_turn_that_begins_while_it_is_being_dropped_is_interrupted_instead()
    {
        StartsMeanwhile? turns = null;
        await using var host = await ApiHost.StartAsync(
            services: services => services.Decorate<ITurnStore>(inner => turns = new StartsMeanwhile(inner)));
        var session = await host.NewSessionAsync();
        var turn = (await host.SayAsync(session.Id, "hello")).Expect(202).Text("turn_id");
        turns!.Start = (id, named) => host.RunAsync(id, named.Value, TurnState.Typed);

        var answer = await host.PostJsonAsync("/api/chat/cancel", new { guid = session.Id.Value, turn_id = turn });

        Assert.Equal("cancelling", answer.Expect(200).Text("state"));
        var pending = await host.Service<ICommandStore>().ListPendingAsync(
            session.Id, host.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal(turn, CancelPayload.Parse(Assert.Single(pending).Payload)?.TurnId);
    }
}
