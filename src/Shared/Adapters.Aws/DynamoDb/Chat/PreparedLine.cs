using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Chat;

/// <summary>A chat line with what its item has of its record.</summary>
internal sealed record PreparedLine(ChatMessage Message, Item Body);
