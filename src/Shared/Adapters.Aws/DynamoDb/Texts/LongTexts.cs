using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Texts;

/// <summary>
/// Keeps texts of any length out of items that may not be longer than 400 KB: a long one is stored in parts, before the
/// item that names them.
/// </summary>
internal sealed class LongTexts(Tables tables, SessionHeads heads)
{
    /// <summary>
    /// Bytes of a record that its own item takes; a transaction of all a turn's step has stays below 4 MB.
    /// </summary>
    public const int MaxRecord = 256 * 1024;

    private const int PartBytes = 300 * 1024;

    private const int PartsAtOnce = 10;

    /// <summary>What an item has of a text: the text, or the name of its parts, which are stored now.</summary>
    /// <param name="max">Bytes that stay in the item.</param>
    public async Task<Item> StoreAsync(SessionId session, string text, int max, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(text) <= max)
        {
            return Short(text);
        }

        var parts = Guid.NewGuid().ToString("n");
        var bytes = Encoding.UTF8.GetBytes(text).Chunk(PartBytes).ToList();
        foreach (var some in bytes.Index().Chunk(PartsAtOnce))
        {
            // Refused when the session is gone; then the item that names them is refused as well.
            await tables.Main.TransactAsync(
                [heads.StillThere(session), .. some.Select(part => Put(session, parts, part.Index, part.Item))],
                cancellationToken);
        }

        return new Item().With(Attributes.Parts, parts).With(Attributes.PartCount, bytes.Count);
    }

    /// <summary>What an item has of a text that is known to be short.</summary>
    public static Item Short(string text) => new Item().With(Attributes.Record, text);

    /// <summary>The text of an item, of its parts if need be.</summary>
    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public async Task<string> ReadAsync(SessionId session, Item item, CancellationToken cancellationToken)
    {
        if (item.TextOrNull(Attributes.Record) is { } text)
        {
            return text;
        }

        var keys = KeysOf(session, item).ToList();
        var found = await tables.Main.GetAllAsync(keys, cancellationToken);
        using var whole = new MemoryStream();
        foreach (var key in keys)
        {
            var part = found.GetValueOrDefault(key) ?? throw new InvalidDataException("A part of a text is missing.");
            part["text"].B.WriteTo(whole);
        }

        return Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length);
    }

    /// <summary>The stored shape of an item.</summary>
    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public async Task<T> ReadAsync<T>(
        SessionId session, Item item, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await ReadAsync(session, item, cancellationToken), type)
        ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    /// <summary>The parts that an item names; none when it is short.</summary>
    public static IEnumerable<ItemKey> KeysOf(SessionId session, Item item) =>
        item.TextOrNull(Attributes.Parts) is { } parts
            ? Enumerable.Range(0, (int)item.Number(Attributes.PartCount))
                .Select(part => Keys.Part(session, parts, part))
            : [];

    private Write Put(SessionId session, string parts, int index, byte[] bytes)
    {
        var item = Keys.Part(session, parts, index).ToItem();
        item["text"] = new AttributeValue { B = new MemoryStream(bytes) };
        return tables.Main.Put(item);
    }
}
