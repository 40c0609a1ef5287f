using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Turns;

namespace TmuxBuilder.Builder.Tests.Turns;

public sealed class ModelFaultsTests
{
    [Theory]
    [InlineData("authentication_failed", null, "KeyRefused")]
    [InlineData("unknown", 401, "KeyRefused")]
    [InlineData("unknown", 403, "KeyRefused")]
    [InlineData("billing_error", 400, "KeyRefused")]
    [InlineData("rate_limit", null, "Limited")]
    [InlineData("server_error", 429, "Limited")]
    [InlineData("server_error", 529, "Overloaded")]
    [InlineData("overloaded", null, "Overloaded")]
    [InlineData("model_not_found", 404, "Misconfigured")]
    [InlineData("max_output_tokens", 200, "TooLong")]
    [InlineData("invalid_request", null, "Lasting")]
    [InlineData("unknown", 400, "Lasting")]
    [InlineData("server_error", 500, "Passing")]
    [InlineData("server_error", null, "Passing")]
    [InlineData("unknown", 200, "Passing")]
    public void What_the_proxy_saw_decides_before_the_agents_word(string error, int? status, string fault) =>
        Assert.Equal(fault, ModelFaults.Judge(new AgentSignal.TurnFailed(error, "", status)).ToString());
}
