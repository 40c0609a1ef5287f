namespace TmuxBuilder.Core.Activity;

/// <summary>How big what sockets carry may become; all in bytes of UTF-8.</summary>
public static class ActivityLimits
{
    /// <summary>No frame is longer.</summary>
    public const int MaxFrame = 128 * 1024;

    /// <summary>No history frame is longer.</summary>
    public const int MaxHistoryFrame = 96 * 1024;

    /// <summary>No entry takes more of a history frame, so that its state always fits beside one.</summary>
    public const int MaxHistoryEntry = 88 * 1024;

    /// <summary>
    /// No text of an entry is stored longer. A text this long fills a frame alone, so that what was cut before it was
    /// stored is always cut, and said to be, when it is shown.
    /// </summary>
    public const int MaxText = MaxFrame;

    /// <summary>A value that is no text and is longer is shown as text, cut.</summary>
    public const int MaxStructuredData = 40 * 1024;

    public const int MaxType = 40;

    public const int MaxPhase = 64;

    public const int MaxStatusMessage = 500;

    /// <summary>Characters of a text that are looked at; no event is meant to be near it.</summary>
    public const int MaxInput = 256 * 1024;

    /// <summary>Entries one append takes.</summary>
    public const int MaxAppend = 50;

    /// <summary>Entries a greeting gives without being asked for more.</summary>
    public const int GreetingEntries = 500;
}
