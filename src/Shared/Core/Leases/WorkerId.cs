using System.Diagnostics.CodeAnalysis;

namespace TmuxBuilder.Core.Leases;

/// <summary>A worker's name: 1–64 letters, digits, dots and hyphens.</summary>
public readonly record struct WorkerId : IParsable<WorkerId>
{
    private readonly string? value;

    private WorkerId(string value) => this.value = value;

    public string Value => value ?? throw new InvalidOperationException("An uninitialised worker id was used.");

    public static WorkerId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"Not a worker id: '{s}'.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkerId result)
    {
        var valid = s is { Length: > 0 and <= 64 } && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
        result = valid ? new WorkerId(s!) : default;
        return valid;
    }

    public override string ToString() => value ?? "";
}
