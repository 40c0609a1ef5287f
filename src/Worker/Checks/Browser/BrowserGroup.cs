using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Checks.Browser;

/// <summary>Keeps the browsers of one checker, which run one after the other, within limits of the kernel's.</summary>
internal sealed class BrowserGroup(Confinement confinement)
{
    private const string Kind = "check";
    private const int MaxProcesses = 1024;
    private const int MaxFiles = 4096;
    private const long Headroom = 1L << 30;

    private static int made;

    private readonly string name = Confinement.NameOf(Kind, Interlocked.Increment(ref made));

    /// <summary>Makes ready for a browser; returns the words before its command.</summary>
    public Task<IReadOnlyList<string>> PrepareAsync(
        string folder, CheckOptions options, CancellationToken cancellationToken)
    {
        confinement.RemoveLeft(Kind);
        return confinement.PrepareAsync(
            folder,
            name,
            new SandboxLimits
            {
                // The watch, which can say what happened, comes first: this is for what is faster than it looks.
                MemoryBytes = options.MemoryBytes + Headroom,
                Processes = MaxProcesses,
                OpenFiles = MaxFiles,
            },
            cancellationToken);
    }

    /// <summary>
    /// The user of the browser's own that it is started as with those words; <see langword="null"/> when there is none.
    /// </summary>
    public Task<uint?> UserOfAsync(string folder, CancellationToken cancellationToken) =>
        confinement.UserOfAsync(folder, cancellationToken);

    public void Remove() => confinement.Remove(name);
}
