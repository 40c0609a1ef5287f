using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>What came of opening a release in a browser.</summary>
/// <param name="Passed">Whether it passed; null when it could not be checked.</param>
/// <param name="Reason">Why it could not be checked, in a sentence.</param>
/// <param name="Pages">How many pages were opened.</param>
/// <param name="Report">Attachment id of the whole report, JSON by docs/check-report.schema.json.</param>
public sealed record CheckView(
    bool? Passed,
    string? Reason,
    DateTimeOffset CheckedAt,
    int Pages,
    int Errors,
    int Warnings,
    string? Report)
{
    internal static CheckView From(ReleaseCheck check) => new(
        check.Passed, check.Reason, check.At, check.Pages, check.Errors, check.Warnings, check.Report?.Id);
}
