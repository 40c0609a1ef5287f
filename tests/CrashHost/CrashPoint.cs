namespace TmuxBuilder.CrashHost;

/// <summary>Where a host dies: each between two effects that must not be torn apart.</summary>
public enum CrashPoint
{
    /// <summary>The turn is stored as typed; no key was pressed yet.</summary>
    BeforeKeystrokes,

    /// <summary>The agent took the instruction; that is not stored yet.</summary>
    BeforeAccepted,

    /// <summary>A release is uploaded and not served.</summary>
    BeforePromotion,

    /// <summary>A release is served; that is not stored yet.</summary>
    AfterPromotion,

    /// <summary>The agent ended its turn; neither answer nor end is stored.</summary>
    BeforeDone,

    /// <summary>Answer and end are stored; nobody was told.</summary>
    AfterDone,

    /// <summary>The step of publishing whose number a file says; see <see cref="Steps"/>.</summary>
    AtStep,
}
