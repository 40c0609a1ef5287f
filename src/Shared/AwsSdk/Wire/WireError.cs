using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace TmuxBuilder.AwsSdk;

/// <summary>
/// Reads what a service says of a refusal. A body that is none of the service's (a proxy's page, nothing at all) leaves
/// the code empty: the status tells all there is.
/// </summary>
internal static class WireError
{
    /// <example>An <c>ErrorResponse</c> of <c>Error</c> (<c>Type Code Message</c>) and <c>RequestId</c>.</example>
    public static ErrorResponse FromXml(
        Stream body, IWebResponseData response, Exception inner, HttpStatusCode status)
    {
        var said = Empty(response, inner, status);
        if (Parse(body) is not { } root)
        {
            return said;
        }

        var error = root.Name.LocalName == "Error" ? root : root.Child("Error");
        said.Code = error.Text("Code");
        said.Message = error.Text("Message") ?? said.Message;
        said.RequestId = root.Text("RequestId") ?? root.Text("RequestID") ?? said.RequestId;
        said.Type = error.Text("Type") switch
        {
            "Sender" => ErrorType.Sender,
            "Receiver" => ErrorType.Receiver,
            _ => said.Type,
        };
        return said;
    }

    /// <example><c>x-amzn-ErrorType: GoneException:http://…</c>, or <c>{"__type":"a#GoneException"}</c>.</example>
    public static ErrorResponse FromJson(
        Stream body, IWebResponseData response, Exception inner, HttpStatusCode status)
    {
        var said = Empty(response, inner, status);
        var type = response.GetHeaderValue("x-amzn-ErrorType");
        using var bytes = new MemoryStream();
        body?.CopyTo(bytes);
        try
        {
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var root = document.RootElement;
                type = type is { Length: > 0 } ? type : Text(root, "__type") ?? Text(root, "code");
                said.Message = Text(root, "message") ?? Text(root, "Message") ?? said.Message;
            }
        }
        catch (JsonException)
        {
            // Not the service's own words; the status stays.
        }

        said.Code = type is { Length: > 0 } ? type.Split(':')[0].Split('#')[^1] : null;
        return said;
    }

    private static ErrorResponse Empty(IWebResponseData response, Exception inner, HttpStatusCode status) => new()
    {
        InnerException = inner,
        StatusCode = status,
        Type = (int)status < 500 ? ErrorType.Sender : ErrorType.Receiver,
        RequestId = response.GetHeaderValue("x-amzn-RequestId") is { Length: > 0 } id ? id : null,
        Message = $"The service answered {(int)status} and gave no reason.",
    };

    private static XElement Parse(Stream body)
    {
        try
        {
            return Xml.Load(body);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
