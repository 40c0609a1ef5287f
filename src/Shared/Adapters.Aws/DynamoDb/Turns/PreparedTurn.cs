using TmuxBuilder.Adapters.Aws.DynamoDb.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>A turn to queue, with its chat line, and what its item has of its record.</summary>
internal sealed record PreparedTurn(Turn Turn, Item Body, PreparedLine Line);
