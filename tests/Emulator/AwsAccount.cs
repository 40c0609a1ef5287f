using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;

namespace TmuxBuilder.Testing;

/// <summary>
/// An account in the emulator: its settings for clients, and what a test may do to it beside AWS's own API.
/// </summary>
public sealed class AwsAccount : IAsyncDisposable
{
    public const string Region = "eu-central-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly AwsEmulator _emulator;

    internal AwsAccount(AwsEmulator emulator, string id, string keyId, string secret)
    {
        _emulator = emulator;
        Id = id;
        KeyId = keyId;
        Secret = secret;
    }

    public string Id { get; }

    /// <summary>The key of the account's root user, who may do everything.</summary>
    public string KeyId { get; }

    public string Secret { get; }

    public Uri Endpoint => _emulator.Endpoint;

    public AWSCredentials Credentials => new BasicAWSCredentials(KeyId, Secret);

    /// <summary>What lets a process of its own, such as the AWS CLI, reach this account and nothing else.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = Endpoint.AbsoluteUri.TrimEnd('/'),
        ["AWS_ACCESS_KEY_ID"] = KeyId,
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
    };

    /// <summary>Points a client's settings at this account.</summary>
    public T Configure<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Endpoint.AbsoluteUri;
        config.AuthenticationRegion = Region;
        return config;
    }

    /// <summary>Lets the next calls that a fault fits go wrong; returns its id.</summary>
    public async Task<int> FailAsync(AwsFault fault, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, "faults", fault, cancellationToken))!.Value.GetProperty("id").GetInt32();

    /// <summary>Waits, for 30 s at most, until a fault struck so many times; returns how many times it did.</summary>
    public async Task<int> HitsAsync(int fault, int atLeast, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, $"faults/{fault}?hits={atLeast}", null, cancellationToken))!
            .Value.GetProperty("hits").GetInt32();

    /// <summary>Ends a fault; the calls it holds go on.</summary>
    public Task EndAsync(int fault, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"faults/{fault}", null, cancellationToken);

    public Task EndFaultsAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, "faults", null, cancellationToken);

    /// <summary>Changes how the account behaves.</summary>
    public Task SetAsync(AwsSettings settings, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "settings", settings, cancellationToken);

    /// <summary>
    /// Lets eventually consistent reads lag: from now on they see the tables as they are at this moment.
    /// </summary>
    /// <param name="reads">"indexes": queries of indexes alone; "all": other reads too; null: none any more.</param>
    public Task HoldBackReadsAsync(string? reads, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Put, "settings", new Dictionary<string, string?> { ["hold_back_reads"] = reads },
            cancellationToken);

    /// <summary>Ends every session of a role that was begun so far.</summary>
    public Task ExpireSessionsAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "sessions/expire", new { }, cancellationToken);

    /// <summary>A managed policy, as the stack would have made it; returns its ARN.</summary>
    public async Task<string> PutPolicyAsync(string name, string document, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Put, $"policies/{name}", new { document }, cancellationToken))!.Value
            .GetProperty("arn").GetString()!;

    /// <summary>A role that a principal may assume, as the stack would have made it; returns its ARN.</summary>
    public async Task<string> PutRoleAsync(
        string name, string trust, string document, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Put, $"roles/{name}", new { trust, document }, cancellationToken))!.Value
            .GetProperty("arn").GetString()!;

    /// <summary>Deploys every distribution that is in progress.</summary>
    public Task DeployAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "distributions/deploy", new { }, cancellationToken);

    /// <summary>Opens a connection of the WebSocket API, or changes how it behaves: open, slow or limited.</summary>
    public Task ConnectAsync(string connection, CancellationToken cancellationToken, string mode = "open") =>
        SendAsync(HttpMethod.Put, $"connections/{Uri.EscapeDataString(connection)}", new { mode }, cancellationToken);

    /// <summary>Drops a connection: from now on it is gone.</summary>
    public Task DisconnectAsync(string connection, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"connections/{Uri.EscapeDataString(connection)}", null, cancellationToken);

    /// <summary>
    /// What was posted to a connection, once there are <paramref name="atLeast"/> messages or 30 s are over;
    /// <see langword="null"/> when it is gone.
    /// </summary>
    public async Task<IReadOnlyList<byte[]>?> ReadAsync(
        string connection, int atLeast, CancellationToken cancellationToken)
    {
        var path = $"connections/{Uri.EscapeDataString(connection)}?count={atLeast}";
        var found = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return found?.GetProperty("messages").EnumerateArray().Select(message => message.GetBytesFromBase64()).ToList();
    }

    /// <summary>The last 2,000 calls, oldest first.</summary>
    public async Task<IReadOnlyList<AwsCall>> CallsAsync(CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, "calls", null, cancellationToken))!.Value
            .GetProperty("calls").Deserialize<List<AwsCall>>(Json)!;

    public Task ForgetCallsAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, "calls", null, cancellationToken);

    /// <summary>What a bucket's policy says to a service of AWS: allow, deny or silent.</summary>
    public async Task<string> DecideAsync(
        string service,
        string action,
        string resource,
        IReadOnlyDictionary<string, string> context,
        CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Post, "decide", new { service, action, resource, context }, cancellationToken))!
        .Value.GetProperty("decision").GetString()!;

    public async ValueTask DisposeAsync() =>
        await SendAsync(HttpMethod.Delete, "", null, default);

    private async Task<JsonElement?> SendAsync(
        HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"accounts/{Id}/{path}".TrimEnd('/'));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json);
        using var response = await _emulator.Control.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{method} {path}: {text}");
    }
}
