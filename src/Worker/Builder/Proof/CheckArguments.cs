using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Builder.Publishing;

namespace TmuxBuilder.Builder.Proof;

/// <summary>What <c>check.sh</c> was called with: one of the two, or neither.</summary>
/// <param name="Url">An address of one of the session's sites.</param>
/// <param name="Directory">A built folder, beneath the session's folder, with <c>/</c>.</param>
internal sealed record CheckArguments(Uri? Url, string? Directory)
{
    private const string Usage = "Right is: ./check.sh [URL | --dist DIR]";

    /// <summary>
    /// Reads the arguments; otherwise says what would be right. A path may be given as the agent sees it.
    /// </summary>
    /// <param name="agentFolder">Where the agent sees its folder.</param>
    public static bool TryParse(
        IReadOnlyList<string> arguments,
        string agentFolder,
        [NotNullWhen(true)] out CheckArguments? parsed,
        [NotNullWhen(false)] out string? problem)
    {
        (parsed, problem) = (null, null);
        switch (arguments)
        {
            case []:
                parsed = new CheckArguments(null, null);
                return true;
            case ["--dist", var directory]:
                if (DeployArguments.Beneath(directory, agentFolder) is not { } beneath)
                {
                    problem = "Right is: --dist DIR, a folder within the session's folder, such as code/dist.";
                    return false;
                }

                parsed = new CheckArguments(null, beneath);
                return true;
            case [var url]
                when Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https":
                parsed = new CheckArguments(address, null);
                return true;
            default:
                problem = Usage;
                return false;
        }
    }
}
