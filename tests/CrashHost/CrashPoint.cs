namespace TmuxBuilder.CrashHost;

/// <summary>Where a host dies: each between two effects that must not be torn apart.</summary>
public enum CrashPoint
{
    /// <summary>The turn is stored as typed; no key was pressed yet.</summary>
    BeforeKeystrokes,

    /// <summary>The agent took the instruction; that is not stored yet.</summary>
    BeforeAccepted,

    /// <summary>Some files of a release are uploaded.</summary>
    WithinUpload,

    /// <summary>A release is uploaded and not served.</summary>
    BeforePromotion,

    /// <summary>A release is served; that is not stored yet.</summary>
    AfterPromotion,

    /// <summary>A site that shows a release is about to show another.</summary>
    BeforeRollback,

    /// <summary>It shows another release; that is not stored yet.</summary>
    AfterRollback,

    /// <summary>The agent ended its turn; neither answer nor end is stored.</summary>
    BeforeDone,

    /// <summary>Answer and end are stored; nobody was told.</summary>
    AfterDone,
}
