using TmuxBuilder.Escape.Attempts;
using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape;

/// <summary>Tries every way out there is.</summary>
internal static class EscapeSuite
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        .. OtherSessions.All, .. TheWorker.All, .. TheNetwork.All, .. TheProxy.All, .. TheKernel.All,
        .. Namespaces.All, .. TheMachine.All, .. PlatformFiles.All, .. Bombs.All, .. OtherUsers.All, .. TheChecker.All,
    ];

    /// <summary>The first attempt of each class.</summary>
    public static IReadOnlyList<Attempt> OneOfEachClass { get; } = [.. All.DistinctBy(attempt => attempt.Class)];

    /// <summary>
    /// Prints a line per attempt; returns 0 only when each was refused, would have come through without its protection,
    /// and left the worker and the neighbour well.
    /// </summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<Attempt> asked, TextWriter output, CancellationToken cancellationToken)
    {
        await using var world = await EscapeWorld.OpenAsync(cancellationToken);
        var attempts = asked
            .Where(attempt => Environment.IsPrivilegedProcess || !attempt.ForRoot)
            .Where(attempt => attempt.Where?.Invoke(world.Regime) ?? true)
            .ToList();
        await output.WriteLineAsync($"Kept within limits by: {world.Regime}");
        var wrong = 0;
        foreach (var attempt in attempts)
        {
            var (line, isGood) = await JudgeAsync(attempt, world, cancellationToken);
            wrong += isGood ? 0 : 1;
            await output.WriteLineAsync($"{line}  [{attempt.Class}] {attempt.Name}");
        }

        if (!await world.IsNeighbourWellAsync(cancellationToken))
        {
            wrong++;
            await output.WriteLineAsync("ESCAPED: the neighbour does not answer any more");
        }

        var classes = attempts.Select(attempt => attempt.Class).Distinct().Count();
        await output.WriteLineAsync(attempts.Count == 0 || wrong > 0
            ? $"{wrong} of {attempts.Count} attempts are not as they must be."
            : $"All {attempts.Count} attempts in {classes} classes were refused, and each came through where its"
                + " protection was off. The worker and the neighbour are well.");
        return attempts.Count > 0 && wrong == 0 ? 0 : 1;
    }

    /// <summary>Tries one attempt and its control.</summary>
    internal static async Task<(string Line, bool IsGood)> JudgeAsync(
        Attempt attempt, EscapeWorld world, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(attempt, world, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidOperationException or IOException)
        {
            return ($"COULD NOT BE TRIED: {broken.Message}", false);
        }
    }

    private static async Task<(string Line, bool IsGood)> TryAsync(
        Attempt attempt, EscapeWorld world, CancellationToken cancellationToken)
    {
        var tried = await attempt.TryAsync(world, cancellationToken);
        if (tried.CameThrough)
        {
            return ($"ESCAPED: {tried.Words}", false);
        }

        var control = await attempt.ControlAsync(world, cancellationToken);
        return control.CameThrough
            ? ($"refused: {tried.Words}", true)
            : ($"PROVES NOTHING, refused without its protection too: {control.Words}", false);
    }
}
