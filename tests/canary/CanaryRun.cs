using TmuxBuilder.Canary.Contract;

namespace TmuxBuilder.Canary;

/// <summary>Tries everything the driver relies on against one installed CLI.</summary>
public static class CanaryRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly IReadOnlyList<Expectation> All =
        [
            .. TurnExpectations.All,
            .. InterruptExpectations.All,
            .. FaultExpectations.All,
            .. HazardExpectations.All,
            .. LifeExpectations.All,
        ];

    /// <summary>
    /// Prints one line per expectation, <c>ok</c> or <c>NO LONGER HOLDS</c> with what was seen instead, and returns 0
    /// only when every one holds.
    /// </summary>
    public static async Task<int> RunAsync(string cli, TextWriter output, CancellationToken cancellationToken)
    {
        await using var conversation = await CliUnderTest.OpenAsync(cli, cancellationToken);
        var broken = 0;
        foreach (var expectation in All)
        {
            var why = await WhyNotAsync(expectation, conversation, cancellationToken);
            await output.WriteLineAsync(
                why is null ? $"ok   {expectation.Sentence}" : $"NO LONGER HOLDS: {expectation.Sentence} ({why})");
            if (why is not null)
            {
                broken++;
                await conversation.BeginAnewAsync(cancellationToken);
            }
        }

        var version = conversation.Version ?? "of unknown version";
        await output.WriteLineAsync(
            broken == 0
                ? $"All {All.Count} hold with the CLI {version}."
                : $"{broken} of {All.Count} no longer hold with the CLI {version}.");
        return broken == 0 ? 0 : 1;
    }

    private static async Task<string?> WhyNotAsync(
        Expectation expectation, CliUnderTest conversation, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await expectation.ShowAsync(conversation, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var description = await conversation.DescribeAsync(cancellationToken);
            return $"nothing came of it within {Patience.TotalSeconds} s; {description}";
        }
#pragma warning disable CA1031 // Whatever a new version makes of a step, the steps after it are still to be tried.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return $"{failure.Message.ReplaceLineEndings(" ")}; {await conversation.DescribeAsync(cancellationToken)}";
        }
    }
}
