using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace TmuxBuilder.Core;

/// <summary>
/// An opaque identifier of a <typeparamref name="T"/>: 32 lower-case hex digits, 48 bits of time and 80 random ones,
/// so that ids sort by creation and cannot be guessed.
/// </summary>
public readonly record struct Id<T> : IParsable<Id<T>>
{
    public const int Length = 32;

    private const int TimeDigits = 12;

    private readonly string? value;

    private Id(string value) => this.value = value;

    public string Value =>
        value ?? throw new InvalidOperationException($"An uninitialised id of {typeof(T).Name} was used.");

    /// <summary>Makes a new id stamped with the clock's time.</summary>
    public static Id<T> New(TimeProvider time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[6..]);
        return new Id<T>(Convert.ToHexStringLower(bytes));
    }

    /// <summary>When it was made, to the millisecond, on the clock of whoever made it.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse(Value.AsSpan(0, TimeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public static Id<T> Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id)
            ? id
            : throw new FormatException($"Not an id of {typeof(T).Name}: it must be {Length} lower-case hex digits.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var valid = s is { Length: Length } && LowerHex.Is(s);
        result = valid ? new Id<T>(s!) : default;
        return valid;
    }

    public override string ToString() => value ?? "";
}
