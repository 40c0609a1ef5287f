using System.Text;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Embedded.Tests;

/// <summary>What can be read from the data folder, byte by byte, after a purge.</summary>
public sealed class PurgedBytesTests
{
    private const string Email = "zoe.quux@example.org";
    private const string Said = "xylophone-wombat";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_purged_session_can_be_read_from_the_data_folder()
    {
        await using var world = new EmbeddedWorld();
        var others = new List<Session>();
        for (var count = 0; count < 4; count++)
        {
            others.Add(await world.StoredSessionAsync());
        }

        var session = world.NewSession(Email, Said) with { InitialRequest = Said };
        await world.Get<ISessionStore>().CreateAsync(session, Token);
        await world.Get<IClientStore>().SaveAsync(new ClientProfile(Email, Said, "", "", "ember"), Token);
        await world.Get<IRequestStore>().CreateAsync(
            world.NewRequest(session.Id) with
            {
                Id = session.ApprovedFrom!.Value,
                Email = Email,
                InitialRequest = Said,
            },
            Token);
        await world.UseAsync(session.Id, Email);
        await world.AnswerAsync("key", session.Id.Value);
        // Among others' rows of all lengths, so that pages are split, refilled and moved between.
        for (var round = 0; round < 60; round++)
        {
            await WorkAsync(world, session, round);
            await WorkAsync(world, others[round % others.Count], round, "of somebody else");
        }

        Assert.All([session.Id.Value, Email, Said], word => Assert.True(IsFound(world, word), "It was never there."));

        await world.Get<ISessionStore>().EraseAsync(session.Id, lease: null, Token);
        world.Time.Advance(SqliteDatabase.ScrubDelay);
        await world.StoredSessionAsync();

        Assert.All([session.Id.Value, Email, Said], word => Assert.False(IsFound(world, word), word[..4]));
        Assert.True(IsFound(world, "of somebody else"));
    }

    private static async Task WorkAsync(EmbeddedWorld world, Session session, int round, string said = Said)
    {
        var text = string.Join(' ', Enumerable.Repeat(said, 1 + (round * 37 % 400)));
        var lease = await world.LeaseAsync(session.Id, Sample.WorkerA);
        var turn = await world.StoredTurnAsync(session.Id, text);
        await world.Get<IActivityLog>().AppendAsync(
            session.Id,
            [
                world.NewEntry() with { Message = text, RawMessage = text },
                world.NewEntry(visible: false) with { Message = said, Status = new StatusPatch(said, 1, said) },
            ],
            lease,
            Token);
        await StepAsync(world, turn, turn with { State = TurnState.Working, PromptFile = said }, lease);
        await StepAsync(
            world, turn with { State = TurnState.Working }, turn with { State = TurnState.Done, Reason = text }, lease);
    }

    private static async Task StepAsync(EmbeddedWorld world, Turn from, Turn next, LeaseToken lease)
    {
        var (outcome, _) = await world.Get<ITurnStore>().ChangeAsync(
            new TurnChange(from.State, next), [world.NewEntry()], lease, Token);
        Assert.Equal(ChangeOutcome.Saved, outcome);
    }

    private static bool IsFound(EmbeddedWorld world, string word) =>
        Directory.EnumerateFiles(world.Folder, "*", SearchOption.AllDirectories)
            .Any(file => Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    private static byte[] Read(string file)
    {
        // The database is open beside: a plain read asks to share it with readers only.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
