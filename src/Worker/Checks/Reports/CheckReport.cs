namespace TmuxBuilder.Checks.Reports;

/// <summary>What a check found; its JSON is described in docs/check-report.schema.json.</summary>
/// <param name="Version">The shape of this report; grows only when a reader would have to know.</param>
/// <param name="Passed">Whether there is no finding of severity error.</param>
/// <param name="Url">Where the check began.</param>
/// <param name="CheckedAt">When it began, UTC.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Pages">The pages opened, in that order; at most 25.</param>
/// <param name="Findings">Errors first; each said once, at most 60.</param>
/// <param name="WeightBytes">What the first page and all it needs weigh as sent, in bytes.</param>
/// <param name="Requests">How many requests the first page made.</param>
public sealed record CheckReport(
    int Version,
    bool Passed,
    string Url,
    DateTimeOffset CheckedAt,
    long DurationMs,
    IReadOnlyList<CheckedPage> Pages,
    IReadOnlyList<CheckFinding> Findings,
    long WeightBytes,
    int Requests)
{
    /// <summary>The present shape.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The report as JSON, indented.</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>A report from its JSON; <see langword="null"/> when it is none of this shape.</summary>
    public static CheckReport? Parse(string json) => ReportJson.Read(json);

    /// <summary>What is wrong in a line each, the gravest first, for a chat; empty when all is well.</summary>
    /// <param name="most">How many are said; of more it is said how many there are.</param>
    public string ToBrief(int most) => ReportMarkdown.WriteBrief(this, most);

    /// <summary>
    /// The report for people: what was opened, what is wrong and what to do, in at most 8,000 characters.
    /// </summary>
    public string ToMarkdown() => ReportMarkdown.Write(this);
}
