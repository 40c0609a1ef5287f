using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Tests.Sessions;

namespace TmuxBuilder.Agent.Tests.Profiles;

public sealed class ClaudeTranscriptTests
{
    private static readonly string Line = Reduced.First.Line;

    public static TheoryData<string> Prompts { get; } =
    [
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = Line }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = new JsonArray(Text(Line)) }),
        Entry("user", new JsonObject
        {
            ["role"] = "user",
            ["content"] = Line.Replace("/session/", "/data/a b/", StringComparison.Ordinal),
        }),
    ];

    public static TheoryData<string> Others { get; } =
    [
        Entry(
            "user", new JsonObject { ["role"] = "user", ["content"] = new JsonArray(Result("code prompt_1.txt tmp")) }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = new JsonArray(Result(Line)) }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = $"It was told: {Line}" }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = $"{Line}, then rest" }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = "prompt_1.txt" }),
        Entry("user", new JsonObject { ["role"] = "user", ["content"] = Reduced.Second.Line }),
        Entry("assistant", new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(Text(Line)) }),
        Entry("summary", new JsonObject { ["role"] = "user", ["content"] = Line }),
        $$"""{"type":"user","message":{"role":"user","content":"{{Line}}" """,
        $$"""{"type":"user","toolUseResult":"{{Line}}"}""",
        $"\"{Line}\"",
        Line,
    ];

    [Theory]
    [MemberData(nameof(Prompts))]
    public void A_prompt_that_is_the_line_shows_that_it_was_taken(string entry) =>
        Assert.True(
            ClaudeTranscript.HasTaken(Encoding.UTF8.GetBytes($"cut off\"}}\n{{}}\n{entry}\n{{}}\n"), Reduced.First));

    [Theory]
    [MemberData(nameof(Others))]
    public void What_only_names_the_file_or_quotes_the_line_shows_nothing(string entry) =>
        Assert.False(
            ClaudeTranscript.HasTaken(Encoding.UTF8.GetBytes($"cut off\"}}\n{{}}\n{entry}\n{{}}\n"), Reduced.First));

    private static string Entry(string type, JsonObject message) =>
        new JsonObject { ["parentUuid"] = null, ["type"] = type, ["message"] = message }.ToJsonString();

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Result(string text) =>
        new() { ["type"] = "tool_result", ["content"] = text, ["text"] = text };
}
