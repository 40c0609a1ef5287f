using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>
/// What the head knows of a turn that has not ended: enough to move it and to tell where those behind it are.
/// </summary>
/// <param name="Line">The number of the chat line it answers.</param>
internal sealed record OpenTurn(
    TurnId Id, long Number, TurnState State, TurnOrigin Origin, MessageId Message, long Line, string? TraceId)
{
    public static OpenTurn From(Turn turn, long line) =>
        new(turn.Id, turn.Number, turn.State, turn.Origin, turn.Message, line, turn.TraceId);

    public static OpenTurn From(Item item) => new(
        TurnId.Parse(item.Text("id")),
        item.Number("number"),
        Enum.Parse<TurnState>(item.Text("state")),
        Enum.Parse<TurnOrigin>(item.Text("origin")),
        MessageId.Parse(item.Text("message")),
        item.Number("line"),
        item.TextOrNull("trace"));

    public Item ToItem() => new Item()
        .With("id", Id.Value)
        .With("number", Number)
        .With("state", State.ToString())
        .With("origin", Origin.ToString())
        .With("message", Message.Value)
        .With("line", Line)
        .With("trace", TraceId);

    /// <summary>The turn as far as the head knows it.</summary>
    public Turn ToTurn(SessionId session) => new()
    {
        Id = Id,
        Session = session,
        Number = Number,
        State = State,
        Origin = Origin,
        Message = Message,
        Text = "",
        CreatedAt = default,
        TraceId = TraceId,
    };
}
