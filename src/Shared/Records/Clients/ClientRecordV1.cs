using System.Text.Json;
using TmuxBuilder.Core.Clients;

namespace TmuxBuilder.Records.Clients;

/// <summary>A client's profile as stored.</summary>
public sealed record ClientRecordV1(string Email, string Name, string Phone, string AvatarUrl, string Theme)
{
    public static string Write(ClientProfile profile) => JsonSerializer.Serialize(
        new ClientRecordV1(profile.Email, profile.Name, profile.Phone, profile.AvatarUrl, profile.Theme),
        RecordJson.Stored.ClientRecordV1);

    public ClientProfile ToProfile() => new(Email, Name, Phone, AvatarUrl, Theme);
}
