using System.Net;
using System.Text.Json;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TmuxBuilder.AwsSdk;

namespace Amazon.ApiGatewayManagementApi;

internal sealed class ManagementUnmarshaller<TResponse>(Action<JsonElement, TResponse> read) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new TResponse();
        if (read is not null)
        {
            using var document = JsonDocument.Parse(input.Stream);
            read(document.RootElement, response);
        }

        return response;
    }

    /// <summary>
    /// A bare 410 stays the base exception with its status, as in the official client: callers take both for gone.
    /// </summary>
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var said = WireError.FromJson(input.Stream, input.ResponseData, innerException, statusCode);
        return said.Code switch
        {
            "ForbiddenException" => said.As((m, i, t, c, r, s) => new ForbiddenException(m, i, t, c, r, s)),
            "GoneException" => said.As((m, i, t, c, r, s) => new GoneException(m, i, t, c, r, s)),
            "LimitExceededException" => said.As((m, i, t, c, r, s) => new LimitExceededException(m, i, t, c, r, s)),
            "PayloadTooLargeException" => said.As((m, i, t, c, r, s) => new PayloadTooLargeException(m, i, t, c, r, s)),
            _ => said.As((m, i, t, c, r, s) => new AmazonApiGatewayManagementApiException(m, i, t, c, r, s)),
        };
    }
}
