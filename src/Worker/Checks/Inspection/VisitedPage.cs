using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks.Inspection;

/// <summary>What is kept of a page after it was looked at.</summary>
/// <param name="Address">Where it was in the end.</param>
/// <param name="Facts"><see langword="null"/> when there was no page.</param>
/// <param name="Text">What can be read on it.</param>
internal sealed record VisitedPage(string Path, Uri Address, CheckedPage Page, PageFacts? Facts, string Text)
{
    public long Bytes { get; init; }

    public int Requests { get; init; }
}
