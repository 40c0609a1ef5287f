namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Attributes that items of several kinds share; what only one kind has, its own file names.</summary>
internal static class Attributes
{
    public const string Index1Partition = "gsi1pk";
    public const string Index1Sort = "gsi1sk";
    public const string Index2Partition = "gsi2pk";
    public const string Index2Sort = "gsi2sk";

    /// <summary>The Unix second after which the item may be removed.</summary>
    public const string TimeToLive = "ttl";

    /// <summary>The stored shape: versioned JSON of <c>TmuxBuilder.Records</c>.</summary>
    public const string Record = "record";

    /// <summary>In place of <see cref="Record"/>, when that is long: the name its parts are found by.</summary>
    public const string Parts = "parts";

    /// <summary>How many parts there are.</summary>
    public const string PartCount = "part_count";

    /// <summary>The session an item tells of; its whole id.</summary>
    public const string Session = "session";

    public const string Name = "name";
    public const string Email = "email";

    /// <summary>UTC ticks at which an item ends to hold.</summary>
    public const string Expires = "expires";
}
