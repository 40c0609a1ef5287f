using System.Globalization;
using System.Text.Json;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.ApiGatewayManagementApi;

/// <summary>How each operation is written and how its answer is read.</summary>
internal static class Operations
{
    public static readonly InvokeOptions PostToConnection = Of<PostToConnectionRequest, PostToConnectionResponse>(
        "POST",
        request => request.ConnectionId,
        (request, wire) =>
        {
            wire.ContentStream = request.Data ?? new MemoryStream();
            wire.Headers["Content-Length"] =
                (wire.ContentStream.Length - wire.ContentStream.Position).ToString(CultureInfo.InvariantCulture);
            wire.Headers["Content-Type"] = "application/octet-stream";
        });

    public static readonly InvokeOptions GetConnection = Of<GetConnectionRequest, GetConnectionResponse>(
        "GET",
        request => request.ConnectionId,
        read: (body, response) =>
        {
            response.ConnectedAt = Time(body, "connectedAt");
            response.LastActiveAt = Time(body, "lastActiveAt");
            response.Identity = body.TryGetProperty("identity", out var identity)
                && identity.ValueKind == JsonValueKind.Object
                    ? new Identity { SourceIp = Text(identity, "sourceIp"), UserAgent = Text(identity, "userAgent") }
                    : null;
        });

    public static readonly InvokeOptions DeleteConnection = Of<DeleteConnectionRequest, DeleteConnectionResponse>(
        "DELETE", request => request.ConnectionId);

    private static InvokeOptions Of<TRequest, TResponse>(
        string method, Func<TRequest, string> connection, Action<TRequest, DefaultRequest> write = null,
        Action<JsonElement, TResponse> read = null)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(request =>
            {
                if (connection(request) is not { Length: > 0 } id)
                {
                    throw new AmazonApiGatewayManagementApiException(
                        "Request object does not have required field ConnectionId set");
                }

                var wire = new DefaultRequest(request, "Amazon.ApiGatewayManagementApi")
                {
                    HttpMethod = method,
                    ResourcePath = "/@connections/{connectionId}",
                };
                wire.AddPathResource("{connectionId}", id);
                write?.Invoke(request, wire);
                return wire;
            }),
            ResponseUnmarshaller = new ManagementUnmarshaller<TResponse>(read),
        };

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTime? Time(JsonElement parent, string name) =>
        Text(parent, name) is { } text
            ? DateTime.Parse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;
}
