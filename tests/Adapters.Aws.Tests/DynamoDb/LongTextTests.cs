using System.Text;
using System.Text.Json;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>Texts longer than an item may be.</summary>
public sealed class LongTextTests(Emulator emulator) : AwsTest(emulator)
{
    private const int MaxItem = 400 * 1024;
    private const int MaxTransaction = 4 * 1024 * 1024;

    [Fact]
    public async Task The_longest_entries_are_kept_whole_fifty_at_once()
    {
        var session = await World.StoredSessionAsync();
        var text = string.Concat(Enumerable.Repeat("漢\n\"", ActivityLimits.MaxText / 5));
        IReadOnlyList<NewEntry> entries =
        [
            .. Enumerable.Range(0, 50).Select(number => World.NewEntry() with
            {
                Message = $"{number} {text}",
                RawMessage = text,
                DataJson = JsonSerializer.Serialize(text),
            }),
        ];

        var result = await Log.AppendAsync(session.Id, entries, null, Cancellation);

        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        Assert.Equal(result.Entries, await Log.ReadAsync(session.Id, 0, 100, Cancellation));
        AssertSizes();
    }

    [Fact]
    public async Task Many_entries_that_are_not_long_share_several_items()
    {
        var session = await World.StoredSessionAsync();
        IReadOnlyList<NewEntry> entries =
            [.. Enumerable.Range(0, 50).Select(_ => World.NewEntry() with { Message = new string('x', 30_000) })];
        Aws.Wire.Forget();

        var result = await Log.AppendAsync(session.Id, entries, null, Cancellation);

        Assert.Single(Aws.Wire.Calls, call => call.Operation == "TransactWriteItems");
        Assert.Equal(result.Entries, await Log.ReadAsync(session.Id, 0, 100, Cancellation));
        Assert.Equal(result.Entries.TakeLast(10), await Log.TailAsync(session.Id, 10, Cancellation));
        Assert.Equal(result.Entries.Skip(30), await Log.ReadAsync(session.Id, 30, 100, Cancellation));
        AssertSizes();
    }

    [Fact]
    public async Task An_answer_of_a_megabyte_and_a_turn_as_long_as_can_be_are_kept_whole()
    {
        var session = await World.StoredSessionAsync();
        var text = new string('\u0001', TurnLimits.MaxMessageLength);
        var turn = await World.StoredTurnAsync(session.Id, text);
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var done = turn with { State = TurnState.Done, LastWords = string.Concat(Enumerable.Repeat("🍵", 100_000)) };
        var reply = World.NewLine(string.Concat(Enumerable.Repeat("é", 500_000)), ChatRole.Assistant);

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, done, Delivery.Answered, reply), [], lease, Cancellation);

        Assert.Equal(ChangeOutcome.Saved, outcome);
        Assert.Equivalent(done, await Turns.FindAsync(session.Id, turn.Id, Cancellation), strict: true);
        var lines = await Chat.TailAsync(session.Id, 10, Cancellation);
        Assert.Equal([text, reply.Content], lines.Select(line => line.Content));
        AssertSizes();
    }

    [Fact]
    public async Task Clearing_removes_the_parts_of_long_texts()
    {
        var session = await World.StoredSessionAsync();
        var before = await Aws.CountItemsAsync();
        await Chat.AddAsync(session.Id, World.NewLine(new string('x', 1_000_000)), null, Cancellation);
        await Log.AppendAsync(
            session.Id, [World.NewEntry() with { Message = new string('x', 100_000) }], null, Cancellation);
        Assert.True(await Aws.CountItemsAsync() > before + 4, "Long texts have parts.");

        await Chat.ClearAsync(session.Id, Cancellation);

        Assert.Equal(before, await Aws.CountItemsAsync());
    }

    /// <summary>
    /// Nothing that was sent is larger than the service takes; what its JSON escapes counts for less there.
    /// </summary>
    private void AssertSizes()
    {
        foreach (var call in Aws.Wire.Calls.Where(call => call.Operation == "TransactWriteItems"))
        {
            using var json = JsonDocument.Parse(call.Body);
            var sizes = json.RootElement.GetProperty("TransactItems").EnumerateArray()
                .Where(write => write.TryGetProperty("Put", out _))
                .Select(write => SizeOf(write.GetProperty("Put").GetProperty("Item")))
                .ToList();
            Assert.All(sizes, size => Assert.InRange(size, 1, MaxItem));
            Assert.InRange(sizes.Sum(), 0, MaxTransaction);
            Assert.InRange(json.RootElement.GetProperty("TransactItems").GetArrayLength(), 1, 100);
        }
    }

    private static int SizeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .Sum(member => member.NameEquals("B")
                ? member.Value.GetBytesFromBase64().Length
                : Encoding.UTF8.GetByteCount(member.Name) + SizeOf(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(SizeOf),
        JsonValueKind.String => Encoding.UTF8.GetByteCount(value.GetString() ?? ""),
        _ => 1,
    };
}
