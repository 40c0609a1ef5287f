using System.Collections.Concurrent;
using TmuxBuilder.Checks;
using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>
/// Stands in for the browser: finds what the test says, in order, and nothing wrong when it says nothing.
/// </summary>
internal sealed class FakeChecks
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    /// <summary>What the next checks come to; each once.</summary>
    public ConcurrentQueue<Func<CancellationToken, Task<CheckOutcome>>> Next { get; } = new();

    /// <summary>Everything it was asked to open, with the first page's text then.</summary>
    public ConcurrentQueue<(CheckTarget Target, string Page)> Asked { get; } = new();

    /// <summary>How many it has open now, and the most it had at once.</summary>
    public int Open { get; private set; }

    public int MostOpen { get; private set; }

    public static CheckOutcome Passes(params string[] warnings) => Outcome(CheckSeverity.Warning, warnings);

    public static CheckOutcome Finds(params string[] errors) => Outcome(CheckSeverity.Error, errors);

    public void Then(CheckOutcome outcome) => Next.Enqueue(_ => Task.FromResult(outcome));

    /// <summary>The next check goes on until the result is completed, or is given up.</summary>
    public Held ThenHold()
    {
        var held = new Held();
        Next.Enqueue(held.WaitAsync);
        return held;
    }

    /// <summary>The browser as one process of the worker reaches it.</summary>
    public ISiteChecks For(Crash crash) => new Browser(this, crash);

    private static CheckOutcome.Checked Outcome(CheckSeverity severity, string[] details) => new(
        new CheckReport(
            CheckReport.CurrentVersion,
            severity == CheckSeverity.Warning || details.Length == 0,
            "http://tea.localhost/",
            new DateTimeOffset(2026, 2, 4, 7, 0, 0, TimeSpan.Zero),
            1200,
            [new CheckedPage("/", 200, "Tea")],
            [.. details.Select(detail => new CheckFinding("rule.name", severity, "/", null, detail, "Mend it."))],
            1024,
            2),
        new CheckScreenshots(Jpeg, Jpeg));

    internal sealed class Held
    {
        private readonly TaskCompletionSource<CheckOutcome> outcome =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the browser is open.</summary>
        public Task Begun => begun.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        /// <summary>Completes when the check was called off.</summary>
        public Task GivenUp => givenUp.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        public void End(CheckOutcome with) => outcome.TrySetResult(with);

        internal async Task<CheckOutcome> WaitAsync(CancellationToken cancellationToken)
        {
            begun.TrySetResult();
            try
            {
                return await outcome.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                givenUp.TrySetResult();
                throw;
            }
        }
    }

    private sealed class Browser(FakeChecks checks, Crash crash) : ISiteChecks
    {
        public async Task<CheckOutcome> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
        {
            crash.Before(typeof(ISiteChecks), nameof(CheckAsync), [request]);
            checks.Asked.Enqueue((request.Target, await PageOfAsync(request.Target, cancellationToken)));
            request.Progress?.Report("Checking /");
            checks.MostOpen = Math.Max(checks.MostOpen, ++checks.Open);
            try
            {
                var outcome = checks.Next.TryDequeue(out var next) ? await next(cancellationToken) : Passes();
                crash.Before(typeof(ISiteChecks), "Checked", [request]);
                return outcome;
            }
            finally
            {
                checks.Open--;
            }
        }

        private static Task<string> PageOfAsync(CheckTarget target, CancellationToken cancellationToken)
        {
            var folder = target switch
            {
                CheckTarget.Folder(var path, _, _) => path,
                CheckTarget.Address(_, var release, _) => release,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            return File.ReadAllTextAsync(Path.Combine(folder, "index.html"), cancellationToken);
        }
    }
}
