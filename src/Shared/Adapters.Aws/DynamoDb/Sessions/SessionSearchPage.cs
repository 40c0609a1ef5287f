namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>The page of a search that is asked for.</summary>
/// <param name="CursorName">The list that its cursors belong to.</param>
/// <param name="Before">The place after which it begins; <see langword="null"/> for the first.</param>
internal sealed record SessionSearchPage(string CursorName, int Limit, string? Before);
