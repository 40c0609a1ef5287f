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

    [Theory]
    [InlineData("authentication_failed", "Passing")]
    [InlineData("billing_error", "Passing")]
    [InlineData("model_not_found", "Passing")]
    [InlineData("rate_limit", "Passing")]
    [InlineData("max_output_tokens", "TooLong")]
    public void A_refusal_that_the_proxy_did_not_see_alarms_nobody(string error, string fault) =>
        Assert.Equal(fault, ModelFaults.Judge(new AgentSignal.TurnFailed(error, "", ModelAnswered: true)).ToString());
}
