namespace TmuxBuilder.Adapters.Embedded;

/// <summary>What the embedded adapters need to know of their host.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder everything is kept in; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The address sites are below: <c>http://localhost:8000/</c> serves them at
    /// <c>http://{bucket}.localhost:8000/</c>. Asked when an address is needed, since the port may be known late.
    /// </summary>
    public required Func<Uri> SiteBase { get; init; }
}
