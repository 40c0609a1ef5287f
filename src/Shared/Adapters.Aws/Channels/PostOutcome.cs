namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>What came of posting to a connection.</summary>
internal enum PostOutcome
{
    Sent,

    /// <summary>The connection is no more.</summary>
    Gone,

    /// <summary>It was not sent and will not be: too large, or refused for as long as is waited.</summary>
    Dropped,
}
