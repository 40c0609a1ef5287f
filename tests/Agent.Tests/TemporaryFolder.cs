namespace TmuxBuilder.Agent.Tests;

/// <summary>A folder of one test, removed with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // Where sandboxes have users of their own, those pass through it to what they are shown.
    private const UnixFileMode ForAllToPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("tb-agent-").FullName;
        File.SetUnixFileMode(Path, ForAllToPass);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
