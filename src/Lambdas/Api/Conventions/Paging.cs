using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Api.Conventions;

/// <summary>Reads which page of a list a call asks for.</summary>
internal static class Paging
{
    /// <summary>The page, or what is wrong with how it was asked for. Without a limit it is the newest 200.</summary>
    public static bool TryRead(
        int? limit,
        string? cursor,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out ProblemResult? problem)
    {
        var size = limit ?? PageRequest.MaxLimit;
        var fits = size is >= 1 and <= PageRequest.MaxLimit;
        page = fits ? new PageRequest(size, string.IsNullOrEmpty(cursor) ? null : cursor) : null;
        problem = fits ? null : Problems.Invalid("limit", $"The limit must be between 1 and {PageRequest.MaxLimit}.");
        return fits;
    }
}
