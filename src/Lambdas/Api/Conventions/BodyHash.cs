using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace TmuxBuilder.Api.Conventions;

/// <summary>Tells whether two calls say the same, in spite of the new boundary a repeated form gets.</summary>
internal static class BodyHash
{
    public static string Of(ReadOnlySpan<byte> body, string? contentType, string? query)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var boundary = BoundaryOf(contentType);
        while (boundary.Length > 0 && body.IndexOf(boundary) is >= 0 and var at)
        {
            hash.AppendData(body[..at]);
            body = body[(at + boundary.Length)..];
        }

        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(query ?? ""));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ReadOnlySpan<byte> BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.Boundary.HasValue
            ? Encoding.UTF8.GetBytes(HeaderUtilities.RemoveQuotes(type.Boundary).ToString())
            : [];
}
