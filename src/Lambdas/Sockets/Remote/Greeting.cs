using System.Text.Json;
using System.Text.Json.Serialization;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>A socket that is to be greeted, as it travels through the queue.</summary>
/// <param name="Connection">The gateway's name for the socket.</param>
/// <param name="Since">What the socket's address asks for; see <see cref="Protocol.ClientFrame.Opening"/>.</param>
public sealed record Greeting(SessionId Session, string Connection, string? Since)
{
    public string ToJson() => JsonSerializer.Serialize(this, GreetingJson.Default.Greeting);

    /// <summary>Reads a greeting; <see langword="null"/> when this is none.</summary>
    public static Greeting? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GreetingJson.Default.Greeting);
        }
        catch (Exception notRead) when (notRead is JsonException or ArgumentException)
        {
            // Half of a surrogate pair is no JSON either, and told of in another way.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SessionIdJsonConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Greeting))]
internal sealed partial class GreetingJson : JsonSerializerContext;
