using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Sessions with a live agent that has done its first turn.</summary>
internal static class Sessions
{
    private const int Looks = 600;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task RunOneAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var created = await http.PostAsJsonAsync(
            "/api/admin/sessions",
            new { email = "bench@example.com", name = "Bench", initial_request = "Work" },
            cancellationToken);
        created.EnsureSuccessStatusCode();
        var guid = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync(cancellationToken))!["guid"]!;
        for (var look = 0; look < Looks; look++)
        {
            var seen = JsonNode.Parse(await http.GetStringAsync(
                new Uri($"/api/sessions/{guid}", UriKind.Relative), cancellationToken))!;
            if ((string?)seen["state"] is "ready")
            {
                return;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        throw new InvalidOperationException("A session's first turn did not end.");
    }
}
