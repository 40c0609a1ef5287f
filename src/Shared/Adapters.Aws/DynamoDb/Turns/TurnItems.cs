using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>Between turns and their items.</summary>
internal sealed class TurnItems(Tables tables, LongTexts texts)
{
    public const string Number = "number";

    private const string Id = "id";

    /// <summary>The key, within the session, of the client's own id of the message.</summary>
    private const string ClientMessage = "client_message";

    /// <summary>What a turn's item has of its record; a long one is stored, in parts that nothing names yet.</summary>
    public Task<Item> PrepareAsync(SessionId session, Turn turn, CancellationToken cancellationToken) =>
        texts.StoreAsync(session, TurnRecordV1.Write(turn), LongTexts.MaxRecord, cancellationToken);

    /// <summary>The item of a new turn.</summary>
    public Write Put(SessionId session, TurnId turn, long number, Item body, ItemKey? clientMessage)
    {
        var item = Keys.Turn(session, number).ToItem()
            .With(Id, turn.Value)
            .With(ClientMessage, clientMessage?.Sort);
        foreach (var (name, value) in body)
        {
            item[name] = value;
        }

        return tables.Main.Put(item);
    }

    /// <summary>Another record for a turn that is there; parts of its old one stay until the session goes.</summary>
    public Write Replace(SessionId session, long number, Item body)
    {
        var old = new[] { Attributes.Record, Attributes.Parts, Attributes.PartCount }.Except(body.Keys);
        return tables.Main.Update(
            Keys.Turn(session, number),
            new Expression(
                $"SET {string.Join(", ", body.Keys.Select(name => $"#{name} = :{name}"))} "
                + $"REMOVE {string.Join(", ", old.Select(name => $"#{name}"))}",
                [.. body.Select(attribute => ($":{attribute.Key}", attribute.Value))]));
    }

    public async Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.TurnId(session, turn), cancellationToken) is { } pointer
            ? await FindAsync(session, pointer.Number(Number), cancellationToken)
            : null;

    public async Task<Turn?> FindAsync(SessionId session, long number, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.Turn(session, number), cancellationToken) is { } item
            ? await ReadAsync(session, item, cancellationToken)
            : null;

    /// <summary>The turn of a message that the client gave this id, if it is there still.</summary>
    public async Task<Turn?> FindRepeatedAsync(
        SessionId session, ItemKey clientMessage, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(clientMessage, cancellationToken) is { } pointer
            ? await FindAsync(session, pointer.Number(Number), cancellationToken)
            : null;

    public async Task<Turn> ReadAsync(SessionId session, Item item, CancellationToken cancellationToken) =>
        (await texts.ReadAsync(session, item, RecordJson.Stored.TurnRecordV1, cancellationToken))
        .ToTurn(session.Value, Keys.NumberOf(item.Text(TableDefinition.SortKey)));

    /// <summary>The keys of all that leads to a turn or belongs to it.</summary>
    public static IEnumerable<ItemKey> BesideOf(SessionId session, Item turn)
    {
        yield return Keys.TurnId(session, TurnId.Parse(turn.Text(Id)));
        if (turn.TextOrNull(ClientMessage) is { } clientMessage)
        {
            yield return new ItemKey(Keys.OfSession(session), clientMessage);
        }

        foreach (var part in LongTexts.KeysOf(session, turn))
        {
            yield return part;
        }
    }
}
