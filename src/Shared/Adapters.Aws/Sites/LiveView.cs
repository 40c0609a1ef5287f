using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// What visitors reach of a release. An object store knows no folders, so the page of a folder is put under the
/// folder's own address too, and under that without the slash a page that leads there: relative links need it.
/// </summary>
internal static class LiveView
{
    private const string Index = "/index.html";

    /// <summary>Every object of a release, each key once.</summary>
    public static IEnumerable<LiveObject> Of(ReleaseManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            yield return new LiveObject(file.Path, file.Path, file.Sha256, TurnOf(file.Path));
            if (!file.Path.EndsWith(Index, StringComparison.Ordinal))
            {
                continue;
            }

            var folder = file.Path[..^Index.Length];
            yield return new LiveObject(folder + '/', file.Path, file.Sha256, LiveTurn.Page);
            if (manifest.Find(folder) is null)
            {
                yield return new LiveObject(folder, file.Path, nameof(LiveTurn.Redirect), LiveTurn.Redirect);
            }
        }
    }

    /// <summary>The page that leads from a folder's address to the same with a slash.</summary>
    public static string RedirectTo(string folder)
    {
        var name = Uri.EscapeDataString(folder[(folder.LastIndexOf('/') + 1)..]);
        return $"""
            <!doctype html>
            <meta charset="utf-8">
            <title>Moved</title>
            <link rel="canonical" href="{name}/">
            <script>location.replace(location.pathname + '/' + location.search + location.hash)</script>
            <noscript><meta http-equiv="refresh" content="0;url={name}/"></noscript>

            """;
    }

    private static LiveTurn TurnOf(string path) =>
        SiteFiles.IsPage(path) ? LiveTurn.Page : SiteFiles.IsForEver(path) ? LiveTurn.ForEver : LiveTurn.Part;
}
