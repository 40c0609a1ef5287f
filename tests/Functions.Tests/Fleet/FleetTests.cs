using TmuxBuilder.EndToEnd.Cloud;
using TmuxBuilder.Functions.Tests.Support;

namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>
/// Several workers with terminals of their own on one account of the emulator, while projects chat and workers are
/// lost, paused, cut off and told to leave.
/// </summary>
public sealed class FleetTests(Stage stage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Heartbeats of five seconds need a machine with nothing else to do.
    [Fact(Explicit = true)]
    public Task No_message_is_lost_or_answered_twice_whatever_becomes_of_workers() => RunAsync(sessions: 6, rounds: 1);

    [Fact(Explicit = true)]
    public Task Twenty_projects_lose_nothing_over_many_losses() => RunAsync(sessions: 20, rounds: 3);

    private async Task RunAsync(int sessions, int rounds)
    {
        var settings = new Dictionary<string, string>(stage.Account.Environment);
        foreach (var (name, value) in stage.Settings)
        {
            settings[name] = value;
        }

        // As many places as the projects that one of two workers would be given.
        settings["TMUXBUILDER_AGENTS"] = $"{sessions}";
        var programs = Directory.CreateTempSubdirectory("tb-fleet-");
        var agent = EchoAgent.Write(programs.FullName);
        var started = new List<WorkerProcess>();
        await using var relay = new Relay(stage.Account.Endpoint);
        var relayed = settings.ToDictionary(setting => setting.Key, setting => relay.Through(setting.Value));
        WorkerProcess Start(Dictionary<string, string>? its = null)
        {
            var worker = new WorkerProcess(its ?? settings, edge: 9, $"i-{started.Count:x17}", agent);
            started.Add(worker);
            return worker;
        }

        await using var door = await FrontDoor.OpenAsync(stage);
        using var clients = new FleetClient(door.Url);
        try
        {
            await clients.CreateAsync(sessions);
            var (first, second) = (Start(), Start(relayed));
            await clients.SayAsync();
            await clients.UntilAnsweredAsync();
            for (var round = 0; round < rounds; round++)
            {
                // What is said to one project is at work when the last is told: each meets its end somewhere else.
                // A machine is lost.
                await clients.SayAsync();
                await first.DisposeAsync();
                var third = Start();
                await clients.UntilAnsweredAsync();

                // A worker stands still until the others have done all its work, and wakes to it.
                await clients.SayAsync();
                await second.SignalAsync("STOP", Cancellation);
                await clients.UntilAnsweredAsync();
                await second.SignalAsync("CONT", Cancellation);

                // A worker is cut off from all it stores and hears.
                await clients.SayAsync();
                relay.Cut();
                await clients.UntilAnsweredAsync();
                relay.Mend();

                // A worker is told to leave.
                await clients.SayAsync();
                await third.SignalAsync("TERM", Cancellation);
                Assert.Equal(0, await third.ExitAsync(Cancellation));
                first = Start();
                await clients.UntilAnsweredAsync();
            }

            await clients.AssertNothingIsLostAsync();
        }
        catch (Exception failure) when (!Cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"{failure.Message}\n{string.Join("\n== \n", started.Select(worker => worker.Log))}", failure);
        }
        finally
        {
            foreach (var worker in started)
            {
                await worker.DisposeAsync();
            }

            programs.Delete(recursive: true);
        }
    }
}
