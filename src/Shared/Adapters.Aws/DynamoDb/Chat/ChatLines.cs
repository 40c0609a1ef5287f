using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Chat;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Chat;

/// <summary>Makes chat lines for a transaction that changes the head, and reads them.</summary>
internal sealed class ChatLines(Tables tables, LongTexts texts)
{
    public const string Line = "line";

    private const string Id = "id";
    private const string Delivery = "delivery";

    /// <summary>Makes a line ready to be stored; a long one is stored, in parts that nothing names yet.</summary>
    public async Task<PreparedLine> PrepareAsync(
        SessionId session, ChatMessage message, CancellationToken cancellationToken) => new(
        message,
        await texts.StoreAsync(session, ChatRecordV1.Write(message), LongTexts.MaxRecord, cancellationToken));

    /// <summary>
    /// The head with one line more, and the line; refused at <see cref="Keys.ChatId"/> when its id was stored before.
    /// </summary>
    public (Head Next, IReadOnlyList<Write> Writes) Add(Head head, PreparedLine line)
    {
        var number = head.LastLine + 1;
        var item = new Item(line.Body)
            .With(Id, line.Message.Id.Value)
            .With(Delivery, line.Message.Delivery?.ToString());
        foreach (var (name, value) in Keys.ChatLine(head.Session, number).ToItem())
        {
            item[name] = value;
        }

        return (
            head with { LastLine = number, ChatCount = head.ChatCount + 1 },
            [
                tables.Main.Put(item),
                tables.Main.Put(
                    Keys.ChatId(head.Session, line.Message.Id).ToItem().With(Line, number), Expression.Absent),
            ]);
    }

    /// <summary>Sets the receipt of a line; a line that was cleared is no matter.</summary>
    public IReadOnlyList<Write> SetDelivery(Head head, long line, Core.Chat.Delivery delivery) =>
        line <= head.ClearedLine
        ? []
        :
        [
            tables.Main.Update(
                Keys.ChatLine(head.Session, line),
                new Expression($"SET #{Delivery} = :delivery", (":delivery", AttributeValue.Of(delivery.ToString())))),
        ];

    public async Task<ChatMessage> ReadAsync(SessionId session, Item item, CancellationToken cancellationToken) =>
        (await texts.ReadAsync(session, item, RecordJson.Stored.ChatRecordV1, cancellationToken))
        .ToMessage(item.Text(Id), item.TextOrNull(Delivery));

    /// <summary>The keys of all that leads to a line or belongs to it.</summary>
    public static IEnumerable<ItemKey> BesideOf(SessionId session, Item line) =>
    [
        Keys.ChatId(session, MessageId.Parse(line.Text(Id))),
        .. LongTexts.KeysOf(session, line),
    ];
}
