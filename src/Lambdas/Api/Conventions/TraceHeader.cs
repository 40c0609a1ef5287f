using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// Gives every call an <c>X-Request-Id</c>: the caller's own when it is a sane one, else a new one. It is logged and
/// kept beside what the call did, so it must not be a guid.
/// </summary>
internal static class TraceHeader
{
    public const string Name = "X-Request-Id";

    private const int MinLength = 8;
    private const int MaxLength = SessionId.Length;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    public static void Assign(HttpContext context)
    {
        string? given = context.Request.Headers[Name];
        context.TraceIdentifier = IsSane(given) ? given : Guid.NewGuid().ToString("N");
        context.Response.Headers[Name] = context.TraceIdentifier;
    }

    private static bool IsSane([NotNullWhen(true)] string? id) =>
        id is { Length: >= MinLength and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed) && !IsGuid(id);

    // No longer than a guid, an id holds one only by being one.
    private static bool IsGuid(string id) => id.Length == SessionId.Length && id.All(char.IsAsciiHexDigit);
}
