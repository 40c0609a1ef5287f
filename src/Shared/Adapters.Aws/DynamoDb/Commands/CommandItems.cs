using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Commands;

/// <summary>Between commands and their items.</summary>
internal static class CommandItems
{
    public const string Done = "done";
    public const string Arrived = "at";

    private const string Id = "id";
    private const string Kind = "kind";
    private const string Payload = "payload";
    private const string Created = "created";
    private const string Trace = "trace";

    /// <summary>What nobody swept is removed by the table itself, after a day more.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromDays(1);

    public static Item Write(Command command, long arrived) => Keys.Command(command.Session, command.Id).ToItem()
        .With(Id, command.Id.Value)
        .With(Attributes.Session, command.Session.Value)
        .With(Kind, command.Kind.ToString())
        .With(Payload, command.Payload)
        .With(Created, command.CreatedAt.UtcTicks)
        .With(Attributes.Expires, command.ExpiresAt.UtcTicks)
        .With(Trace, command.TraceId)
        .With(Arrived, arrived)
        .Until(command.ExpiresAt + Spare)
        .InIndex1(Keys.Work(Shards.Of(command.Session)), Keys.WaitingCommand(command.Session, command.Id))
        .InIndex2(Keys.SweptCommands(Shards.Of(command.Session)), Keys.Padded(command.ExpiresAt.UtcTicks));

    public static Command Read(Item item) => new(
        CommandId.Parse(item.Text(Id)),
        SessionId.Parse(item.Text(Attributes.Session)),
        Enum.Parse<CommandKind>(item.Text(Kind)),
        item.Text(Payload),
        Time(item.Number(Created)),
        Time(item.Number(Attributes.Expires)),
        item.TextOrNull(Trace));

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
