using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// A session's <c>guid</c>: 64 lower-case hex digits, and a bearer capability. <see cref="ToString"/> gives only the
/// first 12 (<see cref="Short"/>), so that logging one does not hand out access; <see cref="Value"/> is the whole.
/// </summary>
[JsonConverter(typeof(SessionIdJsonConverter))]
public readonly record struct SessionId : IParsable<SessionId>
{
    public const int Length = 64;
    public const int ShortLength = 12;

    private readonly string? value;

    private SessionId(string value) => this.value = value;

    public string Value => value ?? throw new InvalidOperationException("An uninitialised session id was used.");

    /// <summary>The first 12 digits, <c>guid12</c>: fit for logs, resource names and the agent's eyes.</summary>
    public string Short => Value[..ShortLength];

    /// <summary>Makes a new id: SHA-256 over the e-mail address, the time and 32 random bytes.</summary>
    public static SessionId New(string email, TimeProvider time)
    {
        var seed = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{email}:{time.GetUtcNow():O}:{RandomNumberGenerator.GetHexString(64, lowercase: true)}"));
        return new SessionId(Convert.ToHexStringLower(SHA256.HashData(seed)));
    }

    public static SessionId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("A session id is 64 lower-case hex digits.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId result)
    {
        var valid = s is { Length: Length } && LowerHex.Is(s);
        result = valid ? new SessionId(s!) : default;
        return valid;
    }

    public override string ToString() => value is null ? "" : Short;
}
