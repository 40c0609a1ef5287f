namespace TmuxBuilder.Core.Clients;

/// <summary>The themes a client may choose.</summary>
public static class Themes
{
    public static readonly IReadOnlyList<string> All =
        ["ember", "coral", "sunset", "aurora", "legacy", "sandstone", "champagne", "zoom", "daylight"];
}
