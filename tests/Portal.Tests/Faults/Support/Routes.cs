using System.Text.Json.Nodes;

namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>Answers that a server in trouble gives.</summary>
internal static class Routes
{
    public static Task ProblemAsync(this IRoute route, int status, string detail, int? retryAfter = 1) =>
        route.FulfillAsync(new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = retryAfter is { } seconds
                ? new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" }
                : new Dictionary<string, string>(),
            Body = new JsonObject { ["status"] = status, ["code"] = "test.fault", ["detail"] = detail }.ToJsonString(),
        });
}
