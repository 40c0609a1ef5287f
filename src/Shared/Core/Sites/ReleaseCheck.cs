using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Core.Sites;

/// <summary>What came of opening a release in a browser.</summary>
public sealed record ReleaseCheck
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it passed; <see langword="null"/> when it could not be looked at.</summary>
    public bool? Passed { get; init; }

    /// <summary>Why it could not be looked at, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Whether it was, or could not be, opened at the site's own address, as visitors reach it; false when the
    /// release's files were to do.
    /// </summary>
    public bool AtAddress { get; init; }

    /// <summary>Pages that were opened.</summary>
    public int Pages { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    /// <summary>The report as JSON, by docs/check-report.schema.json.</summary>
    public Attachment? Report { get; init; }

    /// <summary>The first page, whole.</summary>
    public Attachment? Screenshot { get; init; }

    /// <summary>What is seen of the first page at first, small.</summary>
    public Attachment? Thumbnail { get; init; }

    /// <summary>Whether the release was looked at: then it is not looked at again.</summary>
    public bool WasMade => Passed is not null;

    /// <summary>The files of the check, the report first.</summary>
    public IReadOnlyList<Attachment> Files => [.. new[] { Report, Screenshot, Thumbnail }.OfType<Attachment>()];
}
