using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>A step of a turn, with all of it ready to be stored.</summary>
/// <param name="Body">What the turn's item has of its next record.</param>
internal sealed record PreparedChange(
    TurnChange Change, Item Body, PreparedLine? Reply, PreparedTurn? FollowUp, IReadOnlyList<PreparedEntry> Entries);
