using System.Text.Json.Nodes;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>The CDN's functions, run by Node on events such as the CDN makes.</summary>
public sealed class EdgeTests
{
    private const string Id = "cba6eaf3633e000000000000000000000000000000000000000000000000beef";

    [Theory]
    [InlineData("/", "/admin.html")]
    [InlineData("/client", "/client.html")]
    [InlineData("/client/", "/client.html")]
    [InlineData("/client_input", "/onboarding.html")]
    [InlineData("/onboard", "/onboarding.html")]
    [InlineData("/a.b/client", "/admin.html")]
    [InlineData("/constructor", "/admin.html")]
    [InlineData("/assets/index-DD9h9CbZ.js", "/assets/index-DD9h9CbZ.js")]
    [InlineData("/icon.svg", "/icon.svg")]
    public async Task Each_route_leads_to_its_page_and_files_are_themselves(string path, string served) =>
        Assert.Equal(served, (string?)(await RunAsync(Stage.Plain, "Routes", Request(path)))["uri"]);

    [Theory]
    [InlineData("/", "/embed.html")]
    [InlineData("/client", "/client.html")]
    public async Task Only_at_the_root_is_the_page_for_frames(string path, string served) => Assert.Equal(
        served, (string?)(await RunAsync(Stage.Plain, "Routes", Request(path, ("embed", "true"))))["uri"]);

    [Fact]
    public async Task A_sockets_id_goes_from_the_path_into_the_query()
    {
        var request = await RunAsync(Stage.Plain, "Sockets", Request($"/ws/{Id}", ("since", "7")));

        Assert.Equal("/live", (string?)request["uri"]);
        Assert.Equal(Id, (string?)request["querystring"]!["id"]!["value"]);
        Assert.Equal("7", (string?)request["querystring"]!["since"]!["value"]);
    }

    [Fact]
    public async Task An_id_in_the_query_does_not_stand_for_the_one_in_the_path()
    {
        var request = await RunAsync(Stage.Plain, "Sockets", Request($"/ws/{Id}", ("id", "another")));

        Assert.Equal(Id, (string?)request["querystring"]!["id"]!["value"]);
    }

    [Theory]
    [InlineData("/ws/")]
    [InlineData("/ws/a/b")]
    [InlineData("/ws/a%2Fb")]
    [InlineData("/ws/a?b")]
    public async Task What_is_no_id_goes_nowhere(string path) =>
        Assert.Equal(404, (int?)(await RunAsync(Stage.Plain, "Sockets", Request(path)))["statusCode"]);

    [Theory]
    [InlineData("/")]
    [InlineData("/embed.html")]
    public async Task A_session_may_be_in_frames_of_pages_that_were_named(string path)
    {
        var policy = await PolicyAsync(Request(path, ("embed", "true")));

        Assert.EndsWith("frame-ancestors 'self' https://parent.example.com", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/", "false")]
    [InlineData("/embed.html", "")]
    [InlineData("/client", "true")]
    [InlineData("/client.html", "true")]
    [InlineData("/admin.html", "true")]
    public async Task Nothing_else_may_be_in_a_frame(string path, string embed) => Assert.EndsWith(
        "frame-ancestors 'none'",
        await PolicyAsync(Request(path, ("embed", embed))),
        StringComparison.Ordinal);

    private static async Task<string> PolicyAsync(JsonObject happened)
    {
        happened["response"] = new JsonObject { ["headers"] = new JsonObject() };
        var response = await RunAsync(Stage.Full, "Frames", happened);
        return response["headers"]!["content-security-policy"]!["value"]!.GetValue<string>();
    }

    private static JsonObject Request(string path, params (string Name, string Value)[] query)
    {
        var asked = new JsonObject();
        foreach (var (name, value) in query)
        {
            asked[name] = new JsonObject { ["value"] = value };
        }

        return new JsonObject
        {
            ["version"] = "1.0",
            ["context"] = new JsonObject { ["eventType"] = "viewer-request" },
            ["viewer"] = new JsonObject { ["ip"] = "192.0.2.7" },
            ["request"] = new JsonObject
            {
                ["method"] = "GET",
                ["uri"] = path,
                ["querystring"] = asked,
                ["headers"] = new JsonObject { ["host"] = new JsonObject { ["value"] = "builder.example.com" } },
                ["cookies"] = new JsonObject(),
            },
        };
    }

    /// <summary>Runs the code that the template has.</summary>
    private static async Task<JsonObject> RunAsync(Stage stage, string name, JsonObject happened)
    {
        var function = stage.OfType("AWS::CloudFront::Function")
            .Single(one => one.Name.Contains($"Edge{name}", StringComparison.Ordinal));
        var code = Code(function.Resource["Properties"]!["FunctionCode"]!);
        Assert.DoesNotContain("%", code.Replace("%2F", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var run = await CommandRun.RunAsync(
            "node",
            ["-e", $"{code}\nprocess.stdout.write(JSON.stringify(handler({happened.ToJsonString()})))"],
            [],
            "");

        Assert.Equal(0, run.Status);
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    /// <summary>What is known only when it is deployed is not what is looked at here.</summary>
    private static string Code(JsonNode code) => code is JsonValue text
        ? text.GetValue<string>()
        : string.Concat(code["Fn::Join"]![1]!.AsArray().Select(part => part is JsonValue known
            ? known.GetValue<string>()
            : "later"));
}
