using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks;

/// <summary>What came of a check.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome() { }

    /// <summary>The site was looked at, whether it passed or not.</summary>
    public sealed record Checked(CheckReport Report, CheckScreenshots Pictures) : CheckOutcome;

    /// <summary>Nothing was looked at: no browser, no sandbox, or the worker is too busy.</summary>
    /// <param name="Reason">A sentence.</param>
    public sealed record NotRun(string Reason) : CheckOutcome;
}
