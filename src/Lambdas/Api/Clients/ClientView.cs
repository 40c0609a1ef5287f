using System.Text.Json.Serialization;
using TmuxBuilder.Core.Clients;

namespace TmuxBuilder.Api.Clients;

/// <summary>A client's profile.</summary>
/// <param name="AvatarUrl">Empty, or a picture's https address.</param>
public sealed record ClientView(
    string Email,
    string Name,
    string Phone,
    [property: JsonPropertyName("avatarUrl")] string AvatarUrl,
    string Theme)
{
    internal static ClientView From(ClientProfile profile) =>
        new(profile.Email, profile.Name, profile.Phone, profile.AvatarUrl, profile.Theme);
}
