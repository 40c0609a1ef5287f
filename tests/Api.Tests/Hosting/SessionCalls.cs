using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>Sessions to call about, and what a worker would do to them meanwhile.</summary>
internal static class SessionCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(ApiHost host)
    {
        /// <summary>A session without an initial request.</summary>
        public Task<Session> NewSessionAsync(string email = "ann@example.org") =>
            host.Service<CreateSession>().CreateAsync(
            new NewSession(new Contact("Ann", email, "", "")), By.Platform, Token);

        public async Task<Session> ReadAsync(SessionId id) =>
            await host.Service<ISessionStore>().FindAsync(id, Token) ?? throw new InvalidOperationException(
                "No session.");

        /// <summary>Brings a session into a state, as its worker or an admin would.</summary>
        public Task PutAsync(SessionId id, SessionState state) => host.Service<ISessionStore>().ChangeAsync(
            id, session => session with { State = state }, Token);

        /// <summary>A share of the session: its secret and its public id.</summary>
        public async Task<(string Secret, string Id)> ShareAsync(SessionId id)
        {
            var share = await host.Service<Shares>().CreateAsync(id, By.Platform, Token);
            return (share!.Value.Secret, share.Value.Grant.Id);
        }

        public Task<Answer> SayAsync(SessionId id, string message) =>
            host.PostJsonAsync("/api/chat", new { guid = id.Value, message });

        public Task<Answer> PostJsonAsync(string path, object body, params (string Name, string Value)[] headers) =>
            host.PostAsync(path, JsonSerializer.Serialize(body), headers);

        public async Task<Turn> TurnAsync(SessionId id, string turn) =>
            await host.Service<ITurnStore>().FindAsync(id, TurnId.Parse(turn), Token)
            ?? throw new InvalidOperationException("No turn.");

        /// <summary>Takes the session's lease.</summary>
        public async Task<LeaseToken> LeaseAsync(SessionId id)
        {
            var worker = WorkerId.Parse("w1");
            var leases = host.Service<ILeaseStore>();
            await leases.RegisterAsync(new WorkerRecord(worker, 0, 1, Draining: false, host.Time.GetUtcNow()), Token);
            return await leases.AcquireAsync(id, worker, Token) ?? throw new InvalidOperationException("No lease.");
        }

        /// <summary>Has a worker take a queued turn as far as <paramref name="state"/>.</summary>
        public async Task RunAsync(SessionId id, string turn, TurnState state, QuestionId? question = null)
        {
            var found = await host.TurnAsync(id, turn);
            var (outcome, _) = await host.Service<ITurnStore>().ChangeAsync(
                new TurnChange(
                    found.State,
                    found with { State = state, Question = Asked(found, question, host.Time.GetUtcNow()) }),
                [],
                await host.LeaseAsync(id),
                Token);
            Assert.Equal(ChangeOutcome.Saved, outcome);
        }
    }

    private static Question? Asked(Turn turn, QuestionId? id, DateTimeOffset now) => id is { } question
        ? new Question(question, turn.Id, "Red or blue?", ["red", "blue"], "blue", now, now + TimeSpan.FromDays(1))
        : null;
}
