namespace TmuxBuilder.Agent.Screen;

/// <summary>What a screen seems to show.</summary>
/// <param name="Box">What is in the input box; <see langword="null"/> when there is none to be seen.</param>
/// <param name="IsInterrupted">The last thing said is that something was interrupted.</param>
/// <param name="Text">Its last lines, redacted.</param>
internal sealed record ScreenView(ScreenKind Kind, string? Box, bool IsInterrupted, string Text)
{
    /// <summary>Somebody would have to answer at the terminal.</summary>
    public bool IsDialog => Kind is not (ScreenKind.Unknown or ScreenKind.Ready or ScreenKind.Busy);

    /// <summary>Nothing that is known, and no box to type into.</summary>
    public bool IsStrange => Kind == ScreenKind.Unknown && Box is null;
}
