using System.Net;
using System.Text;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ModelStubTests : IAsyncLifetime
{
    private const string Instruction =
        """{"role":"user","content":"Read /session/prompt_7.txt and complete the task"}""";

    private readonly HttpClient client = new();
    private ModelStub stub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => stub = await ModelStub.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task The_first_step_can_name_the_file_the_instruction_names()
    {
        var answer = await AskAsync(Instruction);

        Assert.Contains("\"stop_reason\":\"tool_use\"", answer);
        Assert.Contains("/session/prompt_7.txt", answer);
    }

    [Fact]
    public async Task The_step_follows_from_the_answers_since_the_last_instruction()
    {
        stub.Default = Scenario.Build().Bash("one").Bash("two").Says("three");

        var answer = await AskAsync(
            """{"role":"user","content":"An earlier instruction"}""",
            Assistant("earlier"),
            Instruction,
            Assistant("one"),
            Result("done"));

        Assert.Contains("two", answer);
        Assert.Equal(1, stub.Log.All[^1].Step);
    }

    [Fact]
    public async Task A_marker_in_a_tool_result_chooses_the_scenario_from_there_on()
    {
        stub.When("tea shop", Scenario.Build().Bash("tea one").Says("tea two: {{result}}"));

        var first = await AskAsync(Instruction, Assistant("reads"), Result("A tea shop, please"));
        var second = await AskAsync(
            Instruction, Assistant("reads"), Result("A tea shop, please"), Assistant("tea one"), Result("kettle"));

        Assert.Contains("tea one", first);
        Assert.Contains("tea two: kettle", second);
    }

    [Fact]
    public async Task What_the_CLI_adds_to_a_tool_result_is_no_instruction()
    {
        stub.Default = Scenario.Build().Bash("one").Says("two");

        var answer = await AskAsync(
            Instruction,
            Assistant("one"),
            """
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"},
            {"type":"text","text":"<system-reminder>mind this</system-reminder>"}]}
            """);

        Assert.Contains("two", answer);
    }

    [Fact]
    public async Task A_question_without_tools_is_answered_beside_the_scenario()
    {
        var answer = await PostAsync(
            """{"model":"m","stream":true,"system":"Write a title","messages":[{"role":"user","content":"x"}]}""");

        Assert.Contains("Stub title", answer);
        Assert.Equal(RequestKind.Aux, stub.Log.All[^1].Kind);
    }

    [Fact]
    public async Task Only_the_given_number_of_requests_goes_wrong()
    {
        stub.Fail(new Fault.Status(529), times: 1);

        using var failed = await SendAsync(Body(Instruction));
        using var fine = await SendAsync(Body(Instruction));

        Assert.Equal((HttpStatusCode)529, failed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
    }

    [Fact]
    public async Task What_was_used_is_added_up()
    {
        stub.Default = Scenario.Build().Step(step => step.Text("hi").Usage(new StubUsage(1, 2, 3, 4)));

        await AskAsync(Instruction);
        await AskAsync(Instruction);

        Assert.Equal(new StubUsage(2, 4, 6, 8), stub.Log.TotalUsage);
    }

    private static string Assistant(string text) => $$"""{"role":"assistant","content":[{"type":"text","text":"{{text}}"}]}""";

    private static string Result(string text) =>
        $$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"{{text}}"}]}]}""";

    private static string Body(params string[] messages) =>
        $$"""{"model":"m","stream":true,"tools":[{"name":"Bash"}],"messages":[{{string.Join(',', messages)}}]}""";

    private Task<string> AskAsync(params string[] messages) => PostAsync(Body(messages));

    private async Task<string> PostAsync(string body)
    {
        using var response = await SendAsync(body);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private async Task<HttpResponseMessage> SendAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(stub.BaseAddress, "/v1/messages?beta=true"), content, Token);
    }
}
