using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Activity;

/// <summary>An entry with what its chunk has of it.</summary>
/// <param name="Bytes">About how much that takes.</param>
internal sealed record PreparedEntry(NewEntry Entry, Item Body, int Bytes);
