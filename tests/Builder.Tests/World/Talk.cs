using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>What tests of trouble say again and again.</summary>
internal static class Talk
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(BuilderOptions options)
    {
        /// <summary>On a data folder of this name.</summary>
        public BuilderOptions On(string name) =>
            options with { DataFolder = Path.Combine(options.DataFolder, name) };
    }

    extension(Machine machine)
    {
        /// <summary>A session whose first message its agent has taken.</summary>
        public async Task<(Session Session, Turn Turn, FakePane Pane)> AcceptedAsync()
        {
            var session = await machine.SessionAsync();
            await machine.StartWorkerAsync();
            var turn = await machine.SendAsync(session);
            var (pane, line) = await machine.TypedAsync();
            pane.Accept(line);
            return (session, await machine.TurnAsync(turn, TurnState.Accepted), pane);
        }

        /// <summary>Stores a message without ringing for it.</summary>
        public async Task<Turn> SubmitSilentlyAsync(Session session)
        {
            var now = machine.Time.GetUtcNow();
            var message = new ChatMessage
            {
                Id = MessageId.New(machine.Time),
                Role = ChatRole.User,
                Content = "Build",
                Timestamp = now,
                Delivery = Delivery.Queued,
            };
            var turn = new Turn
            {
                Id = TurnId.New(machine.Time),
                Session = session.Id,
                Message = message.Id,
                Text = message.Content,
                CreatedAt = now,
            };
            await machine.Turns.SubmitAsync(
                session.Id, new Submission(turn, message with { Turn = turn.Id }, []), Token);
            return turn;
        }

        /// <summary>The agent takes what is typed next and ends its turn well.</summary>
        public async Task FinishAsync(Turn turn, FakePane pane, string said = "Finished after all.")
        {
            pane.Accept(await pane.TypedAsync(Token));
            pane.Stop(said);
            await machine.TurnAsync(turn, TurnState.Done);
        }

        /// <summary>The fault has come to what it must; <paramref name="alive"/> as with the next message.</summary>
        public Task<Turn> AfterAsync(Session session, Turn turn, Aftermath aftermath, FakePane? alive) =>
            aftermath.HoldsAsync(machine, session, turn, () => machine.NextWorksAsync(session, alive));

        /// <summary>
        /// The next message is delivered, worked on and answered: by <paramref name="alive"/>, else by a new agent.
        /// </summary>
        public async Task NextWorksAsync(Session session, FakePane? alive = null)
        {
            var next = await machine.SendAsync(session, "And now?");
            await machine.FinishAsync(next, alive ?? await machine.Agents.StartedAsync(Token), "Here it is.");
            Assert.Equal("Here it is.", (await machine.LinesAsync(session))[^1].Content);
        }

        /// <summary>
        /// What the client reads at the end of a turn that failed: receipt, line, frame; and the bundle for admins.
        /// </summary>
        public async Task<TurnDiagnosis> AssertFailedAsync(Session session, Turn failed)
        {
            var lines = (await machine.LinesAsync(session)).Where(line => line.Turn == failed.Id).ToArray();
            Assert.Equal(Delivery.Failed, lines[0].Delivery);
            Assert.Equal(failed.Reason, lines[^1].Content);
            var frame = (await machine.EntriesAsync(session)).Last(entry => entry.Entry.Type == "error").Entry;
            Assert.Equal((failed.Reason, failed.Id), (frame.Message, frame.Turn));
            Assert.True(frame.Visible);
            var diagnosis = await machine.Get<DiagnosisBlobs>().FindAsync(session.Id, failed.Id, Token);
            Assert.NotNull(diagnosis);
            Assert.Equal((failed.State.Wire, failed.Cause), (diagnosis.State, diagnosis.Cause));
            Assert.Equal(failed.Setbacks.Count, diagnosis.Setbacks.Count);
            return diagnosis;
        }

        /// <summary>
        /// The machine is lost with its data folder; another worker runs on an empty one and finds it lost.
        /// </summary>
        public async Task MoveAsync(Session session)
        {
            Assert.True(machine.Folders.Exists(session.Id));
            await machine.KillAsync();
            var lost = machine.Options.DataFolder;
            Directory.Delete(lost, recursive: true);
            machine.Options = machine.Options with
            {
                Worker = WorkerId.Parse("worker-2"),
                DataFolder = Path.Combine(Path.GetDirectoryName(lost)!, "second"),

                // A heartbeat is also a limit: one that a busy machine cannot keep makes the worker stop its agents,
                // for ever.
                Heartbeat = TimeSpan.FromMilliseconds(500),
                StandDownAfter = TimeSpan.FromSeconds(3),
                LostAfter = TimeSpan.FromSeconds(3.5),
                Sweep = TimeSpan.FromSeconds(1),
            };
            machine.Boot();
            await machine.StartWorkerAsync();
        }

        /// <summary>For a moment memory is short: an agent that rests by now, or soon, is told to end.</summary>
        public async Task ShortOfMemoryAsync()
        {
            machine.AvailableMemory = 0;
            var watch = machine.Get<MemoryWatch>();
            await machine.Pulse.UntilAsync(() => Task.FromResult(watch.Look() > 0 ? watch : null), Token);
            machine.AvailableMemory = null;
        }

        /// <summary>Waits until the worker has carried out all it was told.</summary>
        public Task<Session> CommandsDoneAsync(Session session) => machine.Pulse.UntilAsync(
            async () =>
                await machine.Get<ICommandStore>().ListPendingAsync(session.Id, machine.Time.GetUtcNow(), Token) is []
                    ? session
                    : null,
            Token);

        /// <summary>The demo builder makes a site, its machine is lost, and it changes the site on another.</summary>
        /// <param name="stored">Looks at the session whenever its folder was stored.</param>
        public async Task ChangeElsewhereAsync(Session session, Action? stored = null)
        {
            var turn = await machine.SendAsync(session, "Build a page for a tea shop. Title: Leaf and Kettle");
            await machine.TurnAsync(turn, TurnState.Done);
            await machine.StoredAsync(session, 1);
            stored?.Invoke();
            await machine.Get<IAgents>().KillAsync(session.Id, Token);
            await machine.MoveAsync(session);

            var change = await machine.SendAsync(session, "Change the headline to Fresh again");
            await machine.TurnAsync(change, TurnState.Done);

            var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
            Assert.Equal(2, (await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token)).Count);
            await machine.StoredAsync(session, 2);
            stored?.Invoke();
        }

        /// <summary>Waits until this checkpoint of the session, or a later one, is stored.</summary>
        public Task<Session> StoredAsync(Session session, long number) => machine.Pulse.UntilAsync(
            async () =>
                await machine.Sessions.FindAsync(session.Id, Token) is { Checkpoint: { } stored } found
                && stored.Number >= number
                    ? found
                    : null,
            Token);

        public async Task<IReadOnlyList<NewEntry>> WarningsAsync(Session session) =>
            [
                .. (await machine.EntriesAsync(session))
                    .Where(entry => entry.Entry.Type == "warning").Select(entry => entry.Entry),
            ];
    }
}
