using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Clients;

/// <summary>What to change of a profile; absent parts stay.</summary>
public sealed record ChangeProfile
{
    private const int MaxUrl = 2048;

    internal static readonly string ThemeRule = $"theme must be one of {string.Join(", ", Themes.All)}.";

    [Required]
    public string Guid { get; init; } = "";

    /// <summary>1–200 characters.</summary>
    public string? Name { get; init; }

    public string? Phone { get; init; }

    /// <summary>An https address of a picture, or empty for none.</summary>
    [JsonPropertyName("avatarUrl")]
    public string? AvatarUrl { get; init; }

    public string? Theme { get; init; }

    /// <summary>The change, clean; what is wrong is noted in <paramref name="checks"/>.</summary>
    internal ProfileChange Read(FieldChecks checks)
    {
        if (AvatarUrl is { Length: > 0 } && !IsPicture(AvatarUrl))
        {
            checks.Fail("avatarUrl", "avatarUrl must be an https address.");
        }

        if (Theme is not null && !Themes.All.Contains(Theme))
        {
            checks.Fail("theme", ThemeRule);
        }

        return new ProfileChange(
            Name is null ? null : checks.Name("name", Name),
            Phone is null ? null : checks.Phone("phone", Phone),
            AvatarUrl,
            Theme);
    }

    private static bool IsPicture(string url) =>
        url.Length <= MaxUrl
        && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed.Scheme == Uri.UriSchemeHttps;
}
