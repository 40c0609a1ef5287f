using System.Net.Sockets;
using System.Text;
using TmuxBuilder.Agent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Clients that reach the model proxy as a session's CLI does.</summary>
internal sealed class ModelLine(Machine machine) : IDisposable
{
    private readonly DirectoryInfo sockets = Directory.CreateTempSubdirectory("tbm");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<HttpClient> ConnectAsync(SessionId session)
    {
        var folder = Path.Combine(sockets.FullName, session.Short);
        await machine.Get<IAgentNetwork>().OpenAsync(session, folder, Token);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, "api.sock")), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://api.local") };
    }

    /// <summary>Asks the model once, in a stream, and reads the answer to its end.</summary>
    public async Task<(int Status, string Text, bool? MayRetry)> AskAsync(SessionId session)
    {
        const string request =
            """
            {"model":"claude-sonnet-4-5-20250929","stream":true,"tools":[{"name":"Bash"}],"messages":
            [{"role":"user","content":"Read /session/prompt_7.txt and complete the task"}]}
            """;
        using var client = await ConnectAsync(session);
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/messages", UriKind.Relative))
        {
            Content = content,
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var answer =
            await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var mayRetry = answer.Headers.TryGetValues("x-should-retry", out var said)
            ? said.Single() == "true"
            : (bool?)null;
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token), mayRetry);
    }

    public void Dispose() => sockets.Delete(recursive: true);
}
