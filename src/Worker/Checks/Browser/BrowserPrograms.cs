namespace TmuxBuilder.Checks.Browser;

/// <summary>The programs a confined browser is made of.</summary>
/// <param name="Chromium">Chromium's own program, no script around it.</param>
internal sealed record BrowserPrograms(
    string Chromium, string Bubblewrap, string Bash, string Socat, string SetPrivileges, string Limits)
{
    /// <summary>Where distributions put it; a launcher script or a snap cannot run in the sandbox.</summary>
    private static readonly string[] KnownPlaces =
    [
        "/usr/lib/chromium/chromium",
        "/usr/lib/chromium-browser/chromium-browser",
        "/usr/lib64/chromium-browser/chromium-browser",
        "/opt/google/chrome/chrome",
    ];

    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>Finds them on this machine, or says in a sentence what is missing.</summary>
    public static (BrowserPrograms? Programs, string Problem) Find(string? chromium)
    {
        var browser = chromium is null ? Array.Find(KnownPlaces, File.Exists) : File.Exists(chromium) ? chromium : null;
        if (browser is null)
        {
            return (null, chromium is null
                ? "Chromium is not installed on this machine, so the website was not checked."
                : "The browser configured for checks does not exist, so the website was not checked.");
        }

        string?[] others = [Tool("bwrap"), Tool("bash"), Tool("socat"), Tool("setpriv"), Tool("prlimit")];
        return others is [{ } bwrap, { } bash, { } socat, { } setpriv, { } prlimit]
            ? (new(browser, bwrap, bash, socat, setpriv, prlimit), "")
            : (null, "The browser's sandbox needs bubblewrap, socat and util-linux, so the website was not checked.");
    }

    private static string? Tool(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
