using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Fleet.Machines;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>
/// The clients with the API they call, which stores what they send, and the sweeper beside it; clients try again until
/// they have an answer.
/// </summary>
internal sealed class Clients(Surroundings around, Witness witness, Random chance)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly List<Session> sessions = [];

    public IReadOnlyList<Session> Sessions => sessions;

    /// <summary>Has every session created, and its messages sent until <paramref name="end"/>.</summary>
    public void Plan(TimeSpan end)
    {
        var options = around.Options;
        var (api, link) = (NewProcess("api"), new Link(around.Timeline, chance));
        var provider = around.Compose(api, link).BuildServiceProvider();
        var submitter = provider.GetRequiredService<TurnSubmitter>();
        for (var number = 0; number < options.Sessions; number++)
        {
            var session = NewSession(number, api.Clock);
            sessions.Add(session);
            around.Storage.Add(session);
            for (var message = 1; message <= options.Messages; message++)
            {
                var text = TextOf(session, message);
                var at = (long)(end.Ticks * chance.NextDouble());
                around.Timeline.At(at, new Act(() => api.Start(() => SendAsync(submitter, session, text, api.Clock))));
            }
        }

        if (options.Faults > 0)
        {
            // Answers of the API's store are lost, too: then a message is sent again that was stored.
            around.Timeline.In(end * 0.3, () => link.LostAnswers = 10);
            around.Timeline.In(end * 0.6, link.Mend);
        }
    }

    /// <summary>Has the sweep run, as from a timer.</summary>
    public void Sweep()
    {
        var process = NewProcess("sweeper");
        var sweeper = around.Compose(process, new Link(around.Timeline, chance))
            .BuildServiceProvider()
            .GetRequiredService<Sweeper>();
        process.Start(async () =>
        {
            using var timer = new PeriodicTimer(BetweenSweeps, process.Clock);
            while (await timer.WaitForNextTickAsync())
            {
                await sweeper.SweepAsync(default);
            }
        });
    }

    /// <summary>What the client says; the agent's answer repeats it.</summary>
    public static string TextOf(Session session, int message) =>
        string.Create(CultureInfo.InvariantCulture, $"message {message} of {session.Id.Short}");

    private static async Task SendAsync(TurnSubmitter submitter, Session session, string text, TimeProvider time)
    {
        var request = new TurnRequest(session.Id, text, TurnOrigin.Client) { ClientMessageId = text };
        while (true)
        {
            try
            {
                var result = await submitter.SubmitAsync(request, default);
                if (result.Outcome is not SubmitOutcome.QueueFull)
                {
                    return;
                }
            }
            catch (StoreUnavailableException)
            {
                // As an answer of 503.
            }

            await Task.Delay(BetweenTries, time, default);
        }
    }

    private Process NewProcess(string name) => new(name, around.Timeline, ClockError.None, witness.Failed);

    private Session NewSession(int number, TimeProvider time)
    {
        Span<byte> id = stackalloc byte[SessionId.Length / 2];
        chance.NextBytes(id);
        var email = string.Create(CultureInfo.InvariantCulture, $"client-{number % 16}@example.com");
        return new Session
        {
            Id = SessionId.Parse(Convert.ToHexStringLower(id)),
            Email = email,
            ClientName = "Kim",
            Name = "Tea shop",
            State = SessionState.Ready,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };
    }
}
