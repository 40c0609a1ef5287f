using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>What <c>deploy.sh</c> was called with.</summary>
/// <param name="Slug">The project.</param>
/// <param name="Directory">The built folder, beneath the session's folder, with <c>/</c>.</param>
/// <param name="New">A new site even when the slug is known.</param>
internal sealed record DeployArguments(string Slug, string Directory, bool New)
{
    public const string DefaultDirectory = "code/dist";

    /// <summary>
    /// Reads the arguments; otherwise says what would be right. A path may be given as the agent sees it.
    /// </summary>
    /// <param name="agentFolder">Where the agent sees its folder.</param>
    public static bool TryParse(
        IReadOnlyList<string> arguments,
        string agentFolder,
        [NotNullWhen(true)] out DeployArguments? parsed,
        [NotNullWhen(false)] out string? problem)
    {
        (parsed, problem) = (null, null);
        string? slug = null;
        var directory = DefaultDirectory;
        var isNew = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--new":
                    isNew = true;
                    break;
                case "--project" when i + 1 < arguments.Count:
                    slug = arguments[++i];
                    break;
                case "--dir" when i + 1 < arguments.Count:
                    directory = arguments[++i];
                    break;
                default:
                    problem = "Right is: ./deploy.sh --project SLUG [--dir code/dist] [--new]";
                    return false;
            }
        }

        if (slug is null || !SiteNames.IsSlug(slug))
        {
            problem =
                "Right is: --project SLUG, with a-z, 0-9 and single inner hyphens, at most "
                    + $"{SiteNames.MaxSlugLength} characters.";
            return false;
        }

        if (Beneath(directory, agentFolder) is not { } beneath)
        {
            problem = "Right is: --dir FOLDER, a folder within the session's folder, such as code/dist.";
            return false;
        }

        parsed = new DeployArguments(slug, beneath, isNew);
        return true;
    }

    /// <summary>
    /// A path beneath the session's folder from one as the agent gave it; <see langword="null"/> when it is none.
    /// </summary>
    public static string? Beneath(string directory, string agentFolder)
    {
        var path = directory.StartsWith(agentFolder + "/", StringComparison.Ordinal)
            ? directory[(agentFolder.Length + 1)..]
            : directory;
        var names = path.Split('/').Where(name => name is not ("" or ".")).ToArray();
        return path.StartsWith('/') || names.Length == 0 || names.Contains("..") ? null : string.Join('/', names);
    }
}
