using System.Text;
using System.Text.Json;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>
/// The four calls of the Runtime API
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>, version 2018-06-01).
/// </summary>
internal sealed class RuntimeClient(string address) : IDisposable
{
    private const string Version = "/2018-06-01/runtime";
    private const int MostFrames = 30;

    private readonly RuntimeConnection connection = new(address);
    private readonly byte[] next = Encoding.Latin1.GetBytes(
        $"GET {Version}/invocation/next HTTP/1.1\r\nHost: {address}\r\nUser-Agent: tmux-builder\r\n\r\n");

    /// <summary>The body of the next answer or error.</summary>
    public Outgoing Body { get; } = new();

    /// <summary>Waits for an event.</summary>
    /// <exception cref="RuntimeGoneException">There will be none.</exception>
    public Reply Next()
    {
        var reply = connection.Exchange(next);
        return reply.Head is { Status: 200, RequestId.Length: > 0 }
            ? reply
            : throw new RuntimeGoneException($"The Runtime API answered {reply.Head.Status} when asked for an event.");
    }

    /// <summary>Sends <see cref="Body"/> as the answer to an invocation.</summary>
    /// <returns>Whether the service took it.</returns>
    public bool Respond(string requestId) =>
        Post($"{Version}/invocation/{requestId}/response", errorType: null);

    /// <summary>Says that an invocation failed.</summary>
    /// <returns>Whether the service took it.</returns>
    public bool ReportError(string requestId, Exception failure) =>
        PostError($"{Version}/invocation/{requestId}/error", failure);

    /// <summary>Says that the function cannot start.</summary>
    public void ReportInitError(Exception failure) => PostError($"{Version}/init/error", failure);

    public void Dispose() => connection.Dispose();

    private bool PostError(string path, Exception failure)
    {
        Body.Clear();
        using (var json = new Utf8JsonWriter(Body))
        {
            json.WriteStartObject();
            json.WriteString("errorType"u8, failure.GetType().Name);
            json.WriteString("errorMessage"u8, failure.Message);
            json.WriteStartArray("stackTrace"u8);
            foreach (var frame in (failure.StackTrace ?? "").Split('\n').Take(MostFrames))
            {
                json.WriteStringValue(frame.Trim());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Post(path, failure.GetType().Name);
    }

    private bool Post(string path, string? errorType) =>
        connection.Exchange(Body.Post(path, address, errorType)).Head.Status is >= 200 and < 300;
}
