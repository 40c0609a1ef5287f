namespace TmuxBuilder.Checks;

/// <summary>Opens sites in a real browser, confined, and says what a client would complain about.</summary>
public interface ISiteChecks
{
    /// <summary>
    /// Checks a site within a minute, one at a time per worker: others wait, and not for ever. Whatever the pages do
    /// ends as a finding; <see cref="CheckOutcome.NotRun"/> only when no check could be made here and now.
    /// </summary>
    Task<CheckOutcome> CheckAsync(CheckRequest request, CancellationToken cancellationToken);
}
