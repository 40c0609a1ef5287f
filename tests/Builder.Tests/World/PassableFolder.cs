namespace TmuxBuilder.Builder.Tests.World;

/// <summary>
/// A machine's temporary folder: where sandboxes have users of their own, those pass through it to their sessions.
/// </summary>
internal static class PassableFolder
{
    public static string Make()
    {
        var made = Directory.CreateTempSubdirectory("tb-builder-");
        made.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return made.FullName;
    }
}
