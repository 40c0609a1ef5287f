using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace TmuxBuilder.Api.Tests.Hosting;

public sealed class DocumentTests
{
    /// <summary>Set to 1, the test writes the checked-in copy instead of comparing with it.</summary>
    private const string RewriteVariable = "UPDATE_GENERATED";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_checked_in_document_is_what_the_code_says()
    {
        await using var host = await ApiHost.StartAsync();
        var path = Path.Combine(Root(), "docs", "openapi.json");

        var document =
            JsonSerializer.Serialize((await host.GetAsync("/api/openapi/v1.json")).Expect(200).Json, Indented) + "\n";
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            await File.WriteAllTextAsync(path, document, TestContext.Current.CancellationToken);
        }

        var kept = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.True(
            document == kept, $"docs/openapi.json has drifted; run this test with {RewriteVariable}=1 to rewrite it.");
    }

    [Fact]
    public async Task Every_endpoint_is_named_tagged_summarised_and_says_how_it_refuses()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.GetAsync("/api/openapi/v1.json")).Json;

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Operation: operation.Value)))
            .ToList();
        var mapped = host.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText != "/api/openapi/v1.json");
        Assert.Equal(mapped.Count(), operations.Count);
        var names = operations.Select(one => one.Operation.GetProperty("operationId").GetString());
        Assert.Equal(operations.Count, names.Distinct().Count());
        foreach (var (path, operation) in operations)
        {
            Assert.NotEmpty(operation.GetProperty("tags").EnumerateArray());
            Assert.NotEmpty(operation.GetProperty("summary").GetString() ?? "");
            Assert.NotEmpty(operation.GetProperty("x-roles").EnumerateArray());
            var statuses =
                operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            Assert.Contains(statuses, status => status[0] is '2' or '3');
            if (path.Contains('{', StringComparison.Ordinal) || operation.TryGetProperty("requestBody", out _))
            {
                Assert.Contains("400", statuses);
            }
        }
    }

    [Fact]
    public async Task Every_endpoint_has_a_call_among_the_examples()
    {
        await using var host = await ApiHost.StartAsync();
        var examples = await File.ReadAllTextAsync(
            Path.Combine(Root(), "docs", "requests.http"), TestContext.Current.CancellationToken);

        var missing = from endpoint in host.Endpoints
                      let name = endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName
                      where name is not null && !examples.Contains($"### {name}\n", StringComparison.Ordinal)
                      select name;

        Assert.Empty(missing);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", "..", ".."));
}
