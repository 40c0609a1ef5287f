namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>Which list a session is in; its key is the name in lower case.</summary>
internal enum SessionList
{
    Active,
    Completed,
    Deleted,

    /// <summary>In no list.</summary>
    Purged,
}
