using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>The API as an admin or a client calls it.</summary>
public sealed class ApiClient(HostProcess host) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = host.Url, Timeout = TimeSpan.FromSeconds(60) };

    public async Task<string> CreateSessionAsync(string? initialRequest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/admin/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.AdminToken);
        var body = new JsonObject { ["email"] = "ada@example.com", ["name"] = "Ada" };
        if (initialRequest is not null)
        {
            body["initial_request"] = initialRequest;
        }

        request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request, cancellationToken);
        return (string)(await ReadAsync(answer, cancellationToken))["guid"]!;
    }

    public async Task<JsonObject> ChatAsync(string guid, string message, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/chat", new JsonObject { ["guid"] = guid, ["message"] = message }, cancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        return await ReadAsync(answer, cancellationToken);
    }

    public async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public async Task<JsonObject> GetAsAdminAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.AdminToken);
        using var answer = await http.SendAsync(request, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>Fetches a page of a published site: the site's host name, the host's own address.</summary>
    public async Task<string> FetchSiteAsync(string url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/"));
        request.Headers.Host = new Uri(url).Authority;
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }
}
