using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Gateway.Model;

/// <summary>An error in the model API's own shape, which the CLI shows.</summary>
internal sealed record ApiError(string Type, ApiError.Detail Error)
{
    public static Task SendAsync(
        HttpResponse response, int status, string type, string message, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(
            new ApiError("error", new Detail(type, message)),
            ApiErrorJson.Default.ApiError,
            cancellationToken: cancellationToken);
    }

    /// <summary>The same as an event of a stream, which ends whatever event was under way.</summary>
    public static string AsEvent(ModelRefusal refusal)
    {
        var json = JsonSerializer.Serialize(
            new ApiError("error", new Detail(refusal.ErrorType, refusal.Message)), ApiErrorJson.Default.ApiError);
        return $"\n\nevent: error\ndata: {json}\n\n";
    }

    internal sealed record Detail(string Type, string Message);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiError))]
internal sealed partial class ApiErrorJson : JsonSerializerContext;
