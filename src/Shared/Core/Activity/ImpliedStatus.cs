using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Activity;

/// <summary>What an entry of a type changes of the live status.</summary>
internal static class ImpliedStatus
{
    /// <param name="message">As clients are shown it.</param>
    public static StatusPatch Of(string type, string message) => Bounded(type switch
    {
        ActivityTypes.Ack => new StatusPatch("processing", 0, message),
        ActivityTypes.Status => new StatusPatch(Message: message),
        ActivityTypes.Working => new StatusPatch("working", Message: message),
        ActivityTypes.Progress => new StatusPatch(Progress: FriendlyFilter.Percent(message)),
        ActivityTypes.Phase => new StatusPatch(message),
        ActivityTypes.Answer => new StatusPatch("working", Message: message),
        ActivityTypes.Deployed => new StatusPatch("deployed"),
        ActivityTypes.Question => new StatusPatch("waiting", Message: message),
        ActivityTypes.Done => new StatusPatch("complete", 100, message),
        ActivityTypes.Error => new StatusPatch("error", Message: message),
        _ => StatusPatch.None,
    });

    /// <summary>The patch with redacted text, nothing longer than a status line, and progress within 0–100.</summary>
    public static StatusPatch Bounded(StatusPatch patch) => patch == StatusPatch.None ? patch : new(
        patch.Phase is { } phase ? Line(phase, ActivityLimits.MaxPhase) : null,
        patch.Progress is { } progress ? Math.Clamp(progress, 0, 100) : null,
        patch.Message is { } message ? Line(message, ActivityLimits.MaxStatusMessage) : null);

    private static string Line(string text, int maxBytes) => Utf8Text.Cut(ActivityText.Redact(text), maxBytes);
}
