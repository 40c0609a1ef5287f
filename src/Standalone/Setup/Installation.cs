using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>
/// The folder that holds everything, owned by one process at a time, with the small secrets and names that are made on
/// first start.
/// </summary>
internal sealed class Installation : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream hold;

    private Installation(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }

    /// <exception cref="SettingException">It cannot be written, or another process has it.</exception>
    public static Installation Open(string path)
    {
        PrivateFiles.MakeForOwnerOnly();
        try
        {
            if (PrivateFiles.ProblemOfFolder(path) is { } open)
            {
                throw new SettingException(open);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The data folder {path} cannot be made: {e.Message} Choose another with --data-dir.");
        }

        try
        {
            return new Installation(path, new FileStream(
                System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The data folder {path} is not writable. Give this user the right, "
                    + "or choose another with --data-dir.");
        }
        catch (IOException e)
        {
            throw new SettingException(
                $"The data folder {path} is in use by another Tmux Builder, or cannot be locked: {e.Message}");
        }
    }

    /// <summary>The admins' token: the given one, else the kept one, else a new one that is kept (0600).</summary>
    /// <exception cref="SettingException">Others may read the kept one.</exception>
    public string AdminToken(string? given) => given ?? KeptText("admin-token", Secret.New);

    /// <summary>
    /// This installation's worker, the same after every restart, so that it may adopt its own agents.
    /// </summary>
    public WorkerId Worker() =>
        WorkerId.Parse(KeptText("worker-id", () => $"standalone-{Guid.NewGuid():N}"[..23]));

    public void Dispose() => hold.Dispose();

    private string KeptText(string name, Func<string> make)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (PrivateFiles.ProblemOfFile(file) is { } open)
        {
            throw new SettingException(open);
        }

        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        var made = make();
        var fresh = file + ".new";
        using (var stream = new FileStream(fresh, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            using var writer = new StreamWriter(stream);
            writer.WriteLine(made);
        }

        File.Move(fresh, file, overwrite: true);
        return made;
    }
}
