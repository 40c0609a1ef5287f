namespace TmuxBuilder.Core.Activity;

/// <summary>What an entry changes of a session's live status; <see langword="null"/> parts stay.</summary>
public sealed record StatusPatch(string? Phase = null, int? Progress = null, string? Message = null)
{
    public static readonly StatusPatch None = new();

    /// <summary>This patch, then <paramref name="later"/> on top.</summary>
    public StatusPatch Then(StatusPatch later) =>
        new(later.Phase ?? Phase, later.Progress ?? Progress, later.Message ?? Message);
}
