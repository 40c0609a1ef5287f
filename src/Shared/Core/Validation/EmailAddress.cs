using System.Buffers;

namespace TmuxBuilder.Core.Validation;

/// <summary>
/// Knows what an e-mail address looks like: enough to catch slips, and nothing that could break a mail header.
/// </summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>()[],;:\\\"");

    /// <summary>The form in which addresses are stored and compared.</summary>
    public static string Normalise(string? value) => (value ?? "").Trim().ToLowerInvariant();

    /// <summary>Whether a normalised address is one.</summary>
    public static bool IsOne(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at is <= 0 or > MaxLocalLength || email.Length > MaxLength)
        {
            return false;
        }

        var domain = email.AsSpan(at + 1);
        return !domain.Contains('@')
            && domain.IndexOf('.') > 0
            && domain[^1] != '.'
            && !domain.Contains("..", StringComparison.Ordinal)
            && !email.AsSpan().ContainsAny(Forbidden)
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c));
    }
}
