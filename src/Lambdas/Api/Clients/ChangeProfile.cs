using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using TmuxBuilder.Core.Clients;

namespace TmuxBuilder.Api.Clients;

/// <summary>What to change of a profile; absent parts stay.</summary>
public sealed record ChangeProfile
{
    private const int MaxName = 200;
    private const int MaxPhone = 50;
    private const int MaxUrl = 2048;

    internal static readonly string ThemeRule = $"theme must be one of {string.Join(", ", Themes.All)}.";

    [Required]
    public string Guid { get; init; } = "";

    public string? Name { get; init; }

    public string? Phone { get; init; }

    /// <summary>An https address of a picture, or empty for none.</summary>
    [JsonPropertyName("avatarUrl")]
    public string? AvatarUrl { get; init; }

    public string? Theme { get; init; }

    /// <summary>Reads the change, or says which fields are wrong.</summary>
    internal bool TryRead(
        out ProfileChange change, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? invalid)
    {
        var errors = new Dictionary<string, string[]>();
        Check(Name is null or { Length: <= MaxName }, "name", $"A name may have {MaxName} characters.");
        Check(Phone is null or { Length: <= MaxPhone }, "phone", $"A phone number may have {MaxPhone} characters.");
        Check(AvatarUrl is null or "" || IsPicture(AvatarUrl), "avatarUrl", "avatarUrl must be an https address.");
        Check(Theme is null || Themes.All.Contains(Theme), "theme", ThemeRule);
        change = new ProfileChange(Name?.Trim(), Phone?.Trim(), AvatarUrl, Theme);
        invalid = errors.Count > 0 ? errors : null;
        return invalid is null;

        void Check(bool valid, string field, string sentence)
        {
            if (!valid)
            {
                errors[field] = [sentence];
            }
        }
    }

    private static bool IsPicture(string url) =>
        url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps;
}
