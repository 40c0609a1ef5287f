using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using TmuxBuilder.Hosting.Events;

namespace TmuxBuilder.Hosting.Http;

/// <summary>The request of an event, as ASP.NET Core reads one.</summary>
internal sealed class RequestFeature
    : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IRequestBodyPipeFeature, IHttpRequestIdentifierFeature
{
    private const string RequestIdHeader = "X-Request-Id";

    private PipeReader? reader;
    private Stream? readFrom;
    private Stream sent = Stream.Null;
    private ReadOnlyMemory<byte> content;

    public string Protocol { get; set; } = "HTTP/1.1";

    public string Scheme { get; set; } = "https";

    public string Method { get; set; } = "GET";

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "/";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "/";

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool CanHaveBody => !content.IsEmpty;

    public string TraceIdentifier { get; set; } = "";

    public PipeReader Reader
    {
        get
        {
            // Whoever puts another body in this one's place wants that to be read.
            if (reader is null || readFrom != Body)
            {
                readFrom = Body;
                reader = Body == sent
                    ? PipeReader.Create(new ReadOnlySequence<byte>(content[(int)sent.Position..]))
                    : PipeReader.Create(Body);
            }

            return reader;
        }
    }

    /// <summary>Takes over what the event says.</summary>
    /// <exception cref="MalformedEventException">It says too little for a request.</exception>
    public void Begin(LambdaEvent current)
    {
        var context = current.Context;
        Method = context.Method is { Length: > 0 } method
            ? method
            : throw new MalformedEventException("'requestContext.http.method' is missing.");
        Protocol = context.Protocol ?? "HTTP/1.1";
        var raw = current.RawPath ?? context.Path;
        SetPath(string.IsNullOrEmpty(raw) ? "/" : raw, context.Stage);
        QueryString = current.RawQuery is { Length: > 0 } query ? "?" + query : "";
        RawTarget = raw + QueryString;
        content = current.DecodeBody();
        Body = sent = content.IsEmpty ? Stream.Null : StreamOver(content);
        reader = null;
        SetHeaders(current);
    }

    private static MemoryStream StreamOver(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    // A stage that is not the default one is part of the path: /prod/api/sites
    private void SetPath(string raw, string? stage)
    {
        var path = RequestPath.Decode(raw) ?? throw JsonParts.Wrong("rawPath", "a path: it has an encoded zero in it");
        path = path[0] == '/' ? path : "/" + path;
        var isStaged = stage is { Length: > 0 } and not "$default"
            && path.StartsWith("/" + stage, StringComparison.Ordinal)
            && (path.Length == stage.Length + 1 || path[stage.Length + 1] == '/');
        PathBase = isStaged ? "/" + stage : "";
        Path = isStaged ? path[(stage!.Length + 1)..] : path;
    }

    private void SetHeaders(LambdaEvent current)
    {
        Headers = current.Headers;
        if (current.Cookies.Length > 0)
        {
            Headers.Cookie = current.Cookies.ToString();
        }

        if (Headers.Host.Count == 0 && current.Context.DomainName is { } domain)
        {
            Headers.Host = domain;
        }

        if (!Headers.ContainsKey(RequestIdHeader) && current.Context.RequestId is { } id)
        {
            Headers[RequestIdHeader] = id;
        }

        // The gateway's says how long the body was before it was encoded; what is there is what counts.
        Headers.ContentLength = content.IsEmpty ? null : content.Length;
        Scheme = Headers["x-forwarded-proto"] is [{ Length: > 0 } scheme] ? scheme : "https";
        TraceIdentifier = Headers[RequestIdHeader].ToString();
    }
}
