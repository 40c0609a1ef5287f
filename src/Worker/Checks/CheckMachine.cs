using TmuxBuilder.Checks.Browser;

namespace TmuxBuilder.Checks;

/// <summary>What this machine has for checks.</summary>
public static class CheckMachine
{
    /// <summary>Why no site can be checked here, in a sentence; <see langword="null"/> when they can be.</summary>
    public static string? Problem(CheckOptions options) =>
        BrowserPrograms.Find(options.Chromium) is (null, var problem) ? problem : null;
}
